//! Offices in charge, in all their layouts.
//!
//! ```text
//! line = item* name? (phone-word? phone)?
//! ```
//! `①地域経済産業グループ 中心市街地活性化室 03-3501-3754`; or the bureau, the division and the telephone number on lines
//! of their own. Where a header prints telephone numbers, a name runs to its number; elsewhere a bureau on a line of
//! its own runs on into the office below it.

use std::ops::Range;

use super::phone::{self, Phone};
use crate::brackets;
use crate::characters::is_digit;
use crate::draft::Draft;
use crate::numbering::read_number;
use crate::passage::Passage;
use crate::record::{Department, LineRole, Text};
use crate::vocabulary::Vocabulary;
use crate::word_table::{ends, starts};

/// Whether a line of a header is an office, a telephone number, or both.
pub(crate) fn is_department(draft: &Draft<'_>, text: &str) -> bool {
    let core = without_phone(draft.vocabulary, without_items(text));
    if core.is_empty() {
        return has_phone(text);
    }
    core.chars().count() <= 60
        && !core.contains(['。', '％', '%', '「'])
        && draft.vocabulary.section(core).is_none()
        && !draft.vocabulary.ends_as_name(core)
        && draft.vocabulary.ends_as_department(core)
}

/// Whether a line is an office beyond doubt: it has a telephone number, or names its bureau.
pub(crate) fn is_certain(draft: &Draft<'_>, text: &str) -> bool {
    has_phone(text)
        || ["局", "庁", "グループ", "省", "課", "室"]
            .iter()
            .any(|word| without_phone(draft.vocabulary, text).ends_with(word))
}

/// Whether a line of a body is a contact: a word such as お問合せ先 in front, and a telephone number; or all in a bracket
/// with the office behind a colon: `（担当：高等教育局専門教育課）`.
pub(crate) fn is_contact(draft: &Draft<'_>, text: &str) -> bool {
    let words = text.trim_start_matches(brackets::is_bracket);
    draft.vocabulary.starts_as_contact(words) && has_phone(text)
        || brackets::inside(text).is_some_and(|words| {
            let office = words
                .split_once(['：', ':'])
                .filter(|(word, _)| draft.vocabulary.phone_words().iter().any(|known| known == word));
            office.is_some_and(|(_, office)| {
                draft.vocabulary.ends_as_department(without_extension(office)) && !office.contains('。')
            })
        })
}

/// Where the offices right above a title begin, of which one has a telephone number; at the title where there are none.
/// A blank line parts them from the sheet above, whose contacts would stand in the same place.
pub(crate) fn block_above(draft: &Draft<'_>, title: usize, floor: usize) -> usize {
    let is_office = |index: &usize| {
        let text = draft.lines[*index].text;
        draft.is_free(*index) && is_department(draft, text) && !is_contact(draft, text)
    };
    let start = (floor..title).rev().take_while(is_office).last().unwrap_or(title);
    let set_off = start.checked_sub(1).is_none_or(|above| draft.is_taken(above));
    let called = || (start..title).any(|index| has_phone(draft.lines[index].text));
    if set_off && called() { start } else { title }
}

/// Whether a telephone number stands in a text.
pub(super) fn has_phone(text: &str) -> bool {
    phone::find(text).is_some()
}

/// Reads the offices from the lines of a header that are nothing else.
pub(crate) fn read<'t>(draft: &Draft<'t>, lines: &[usize]) -> Vec<Department<'t>> {
    let with_phones = lines.iter().any(|index| has_phone(draft.lines[*index].text));
    let pairs = pairs(draft, lines);
    let mut reader = Reader { draft, with_phones, pending: None, found: Vec::new() };
    let mut before: Option<usize> = None;
    let is_called = |index: usize| pairs.binary_search_by_key(&index, |(_, phone)| *phone).is_ok();
    for index in lines.iter().filter(|index| !is_called(**index)) {
        if before.is_some_and(|before| !adjoins(draft, before, *index)) {
            reader.flush();
        }
        reader.line(*index);
        if let Ok(pair) = pairs.binary_search_by_key(index, |(name, _)| *name) {
            reader.call(pairs[pair].1);
        }
        before = Some(*index);
    }
    reader.flush();
    reader.found
}

/// Offices on lines of their own with as many telephone numbers on the lines below: `金融課`, `財務課`, `03-…`, `03-…`.
fn pairs(draft: &Draft<'_>, lines: &[usize]) -> Vec<(usize, usize)> {
    let is_number = |index: &usize| {
        let text = draft.lines[*index].text;
        has_phone(text) && without_phone(draft.vocabulary, text).is_empty()
    };
    let is_office = |index: &usize| {
        let text = draft.lines[*index].text;
        !has_phone(text) && is_department(draft, text) && !draft.vocabulary.is_upper_department(text)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let count = lines[at..].iter().take_while(|index| is_number(index)).count();
        let names = || lines[..at].iter().rev().take_while(|index| is_office(index)).count();
        if count > 1 && count == names() {
            found.extend(lines[at - count..at].iter().copied().zip(lines[at..at + count].iter().copied()));
        }
        at += count.max(1);
    }
    found
}

/// Nothing but blank lines, page furniture and other offices stand between two lines.
fn adjoins(draft: &Draft<'_>, before: usize, index: usize) -> bool {
    let furniture = |at| draft.owner(at).is_some_and(|owner| owner.role == LineRole::PageFurniture);
    (before + 1..index).all(|at| draft.lines[at].is_blank() || furniture(at))
}

/// An office whose lines are not all read.
struct Pending<'t> {
    name: Text<'t>,
    items: Vec<Text<'t>>,
    first: Range<usize>,
    last: Range<usize>,
}

struct Reader<'d, 't> {
    draft: &'d Draft<'t>,
    with_phones: bool,
    pending: Option<Pending<'t>>,
    found: Vec<Department<'t>>,
}

impl<'t> Reader<'_, 't> {
    fn line(&mut self, index: usize) {
        let line = self.draft.lines[index];
        let mut at = 0;
        for Phone { number, whole } in phone::find_all(line.text) {
            if let Some(before) = before_fax(&line.text[at..whole.start]) {
                self.piece(index, at..at + before.len());
                at = whole.end;
                continue;
            }
            self.piece(index, at..whole.start);
            at = whole.end;
            self.phone(index, &line.text[number], whole);
        }
        self.piece(index, at..line.text.len());
    }

    /// Gives the pending office the telephone number of a line that stands apart from it.
    fn call(&mut self, line: usize) {
        let text = self.draft.lines[line].text;
        if let (Some(pending), Some(phone)) = (self.pending.take(), phone::find(text)) {
            let number = Some(Text::Owned(plain_phone(&text[phone.number])));
            self.push(pending.name, number, pending.items, pending.first, pending.last);
        }
    }

    /// A part of a line that is no telephone number; behind a comma a bureau begins an office of its own.
    fn piece(&mut self, index: usize, range: Range<usize>) {
        let text = self.draft.lines[index].text;
        let vocabulary = self.draft.vocabulary;
        let opens_bureau = |behind: &str| {
            let first = behind.split([' ', '、']).next().unwrap_or_default();
            vocabulary.is_upper_department(first)
        };
        let mut start = range.start;
        for (comma, mark) in text[range.clone()].match_indices('、') {
            let (end, next) = (range.start + comma, range.start + comma + mark.len());
            if vocabulary.ends_as_department(&text[start..end]) && opens_bureau(&text[next..range.end]) {
                self.office(index, start..end);
                self.flush();
                start = next;
            }
        }
        self.office(index, start..range.end);
    }

    /// A part of a line that is the name of an office, or a piece of it.
    fn office(&mut self, index: usize, range: Range<usize>) {
        let line = self.draft.lines[index];
        let text = line.text.get(range.clone()).unwrap_or_default();
        let lead = text.len() - text.trim_start_matches(|c| SEPARATORS.contains(&c) && !matches!(c, '(' | '（')).len();
        let (items, skip) = items(&text[lead..]);
        let start = range.start + lead + skip;
        let rest = line.text.get(start..range.end).unwrap_or_default();
        let name = without_phone(self.draft.vocabulary, rest);
        // `総務課 03-…／金融課 03-…`
        let name = if self.pending.is_none() { name.trim_start_matches('／') } else { name };
        if name.is_empty() {
            return;
        }
        let name_start = if rest.starts_with(name) { 0 } else { rest.find(name).unwrap_or(0) };
        let name_end = start + name_start + name.len();
        let place = line.text_offset + range.start + lead..line.text_offset + name_end;
        let starts_anew = !items.is_empty() || line.is_bullet();
        if starts_anew || !self.runs_on(name) {
            self.flush();
        }
        match &mut self.pending {
            Some(pending) => {
                pending.name = Text::Owned(format!("{} {name}", pending.name));
                pending.last = place;
            }
            None => {
                self.pending = Some(Pending { name: Text::Borrowed(name), items, first: place.clone(), last: place });
            }
        }
    }

    /// Whether the pending name goes on with this one.
    fn runs_on(&self, next: &str) -> bool {
        let Some(pending) = &self.pending else { return false };
        let upper = self.draft.vocabulary.is_upper_department(&pending.name);
        if next.starts_with(['／', '/', '・', '、']) {
            return true;
        }
        // A new bureau begins a new office, unless only bureaus were named so far.
        let new_bureau =
            self.draft.vocabulary.is_upper_department(next) || next.contains('局') || next.contains("グループ");
        upper || (self.with_phones && !new_bureau)
    }

    fn phone(&mut self, index: usize, number: &str, range: Range<usize>) {
        let line = self.draft.lines[index];
        let place = line.text_offset + range.start..line.text_offset + range.end;
        let phone = Some(Text::Owned(plain_phone(number)));
        match self.pending.take() {
            Some(pending) => self.push(pending.name, phone, pending.items, pending.first, place),
            None => match self.found.last_mut() {
                // Something else stands between an office and its number.
                Some(office) if office.phone.is_none() => office.phone = phone,
                // A second number of the same office.
                office => {
                    let name = office.map_or(Text::Borrowed(""), |office| office.name.clone());
                    self.push(name, phone, Vec::new(), place.clone(), place);
                }
            },
        }
    }

    fn flush(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.push(pending.name, None, pending.items, pending.first, pending.last);
        }
    }

    fn push(
        &mut self,
        name: Text<'t>,
        phone: Option<Text<'t>>,
        items: Vec<Text<'t>>,
        first: Range<usize>,
        last: Range<usize>,
    ) {
        let start = Passage::new(self.draft.text(), first).whole_span(self.draft.folded);
        let end = Passage::new(self.draft.text(), last).whole_span(self.draft.folded);
        let span = self.draft.place(start.cover(end));
        self.found.push(Department { name, phone, items, span });
    }
}

const SEPARATORS: &[char] = &[' ', '\t', '、', '，', ',', '。', '/', '・', '(', '（', ')', '）', '：', ':'];

/// The item labels that a text starts with, and where the name begins: `(1)(2) 中小企業庁` or `①、②商務情報政策局`.
fn items(text: &str) -> (Vec<Text<'_>>, usize) {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(number) = read_number(&text[at..], &|_| false) {
        if number.printed.is_empty() {
            break;
        }
        items.push(Text::Borrowed(number.printed));
        at += number.end;
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches([' ', '、', ',', '，', '・', '：', ':']).len();
    }
    (items, at)
}

fn without_items(text: &str) -> &str {
    &text[items(text).1..]
}

/// The text behind a bracket that only says what follows: `［お問い合わせ先］農産局作物課`.
fn without_caption<'a>(vocabulary: &Vocabulary, text: &'a str) -> &'a str {
    match brackets::leading(text) {
        Some((inside, end)) if vocabulary.phone_words().iter().any(|word| word == inside) => text[end..].trim_start(),
        _ => text,
    }
}

/// A name without the extension behind it, in a bracket or not: `産業資金課（内線2641）`, `商工振興課　内線2345`.
fn without_extension(name: &str) -> &str {
    if let Some(name) = name.trim_end_matches(is_digit).strip_suffix("内線").filter(|_| name.ends_with(is_digit)) {
        return name.trim_end();
    }
    let open = brackets::trailing(name).filter(|(inside, _)| inside.starts_with("内線")).map(|(_, open)| open);
    name[..open.unwrap_or(name.len())].trim_end()
}

/// The text without telephone number and the words around it.
fn without_phone<'a>(vocabulary: &Vocabulary, text: &'a str) -> &'a str {
    let text = without_caption(vocabulary, text);
    let end = phone::find(text).map_or(text.len(), |phone| phone.whole.start);
    let text = text[..end].trim();
    let mut name = text.trim_matches(|c: char| SEPARATORS.contains(&c));
    // A bracket of the name: `（税制関係）経済産業政策局`, `総務課（国際担当）`.
    let whole = |text: &str| text.matches(brackets::opens).count() == text.matches(brackets::closes).count();
    if name.len() < text.len() && name.contains(brackets::is_bracket) && !whole(name) && whole(text) {
        name = text.trim_matches(|c: char| SEPARATORS.contains(&c) && !brackets::is_bracket(c));
    }
    loop {
        let before = name;
        let words = if vocabulary.may_touch_phone_word(name) { vocabulary.phone_words() } else { &[] };
        for word in words {
            if ends(name, word) {
                name = &name[..name.len() - word.len()];
            }
            if starts(name, word) {
                name = name[word.len()..].strip_prefix([':', '：']).unwrap_or(name);
            }
        }
        name = name.trim_matches([' ', '：', ':', '、']);
        name = without_extension(name.trim_end_matches(['(', '（']));
        if !whole(name) {
            name = name.trim_start_matches(['(', '（']);
        }
        if name == before {
            return name;
        }
    }
}

/// Words in front of the number of a fax.
const FAX_WORDS: &[&str] = &["FAX", "ＦＡＸ", "Fax", "fax", "ファックス", "ファクス", "ファクシミリ"];

/// What stands in front of the word that says that a number is no telephone's: `電話 03-… FAX 03-…`, not `TEL/FAX 03-…`.
fn before_fax(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', '：', ':', '(', '（']);
    let text = text.strip_suffix("番号").unwrap_or(text).trim_end();
    let before = FAX_WORDS.iter().find_map(|word| text.strip_suffix(word))?;
    (!before.trim_end().ends_with(['/', '／', '・', '&', '兼'])).then_some(before)
}

/// A telephone number with plain hyphens.
fn plain_phone(printed: &str) -> String {
    let mut phone = String::with_capacity(printed.len());
    for c in printed.chars() {
        match c {
            '0'..='9' => phone.push(c),
            // A bracket around the area code stands in front: (03)3501-1654.
            ' ' => {}
            _ if phone.is_empty() => {}
            _ => phone.push('-'),
        }
    }
    phone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_labels_in_front() {
        for (text, labels, name) in [
            ("①地域経済産業グループ", vec!["①"], "地域経済産業グループ"),
            ("(1)(2)(3)産業技術環境局", vec!["(1)", "(2)", "(3)"], "産業技術環境局"),
            ("(1) (2) 中小企業庁 事業環境部調査室", vec!["(1)", "(2)"], "中小企業庁 事業環境部調査室"),
            ("通商政策局 総務課", vec![], "通商政策局 総務課"),
        ] {
            let (found, at) = items(text);
            assert_eq!((found.iter().map(AsRef::as_ref).collect::<Vec<_>>(), &text[at..]), (labels, name), "{text}");
        }
    }

    #[test]
    fn telephone_numbers() {
        let vocabulary = Vocabulary::built_in();
        for (text, name, phone) in [
            ("通商政策局 総務課 03-3501-1654", "通商政策局 総務課", "03-3501-1654"),
            ("総務課（電話：03－3501－1654）", "総務課", "03-3501-1654"),
            ("総務課 TEL 03(3501)1654（内線 2345）", "総務課", "03-3501-1654"),
            ("03-3501-1654", "", "03-3501-1654"),
            ("産業資金課（内線2641） TEL：03-3501-1654（直通）", "産業資金課", "03-3501-1654"),
            ("（税制・金融関係）経済産業政策局 03-3501-1654", "（税制・金融関係）経済産業政策局", "03-3501-1654"),
            ("総務課（国際担当）03-3501-1654", "総務課（国際担当）", "03-3501-1654"),
            ("［お問い合わせ先］農産局作物課（03-0000-5963）", "農産局作物課", "03-0000-5963"),
        ] {
            let found = phone::find(text).map(|phone| plain_phone(&text[phone.number]));
            assert_eq!((without_phone(vocabulary, text), found.as_deref()), (name, Some(phone)), "{text}");
        }
    }
}
