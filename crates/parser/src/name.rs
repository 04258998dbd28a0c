//! Names of programmes and titles of headings: what is the name, and what only stands around it.
//!
//! ```text
//! name = new-mark? number? new-mark? words reprint-mark? new-mark?
//! ```
//! `- **次世代人工知能・ロボット中核技術開発（再掲）** 48.7 億円`, `新 (1) 富山県中小企業ビヨンドコロナ事業`, `【新規】○○事業`

use std::ops::Range;

use yosan_normaliser::join_key;

use crate::body::tidy;
use crate::brackets;
use crate::characters::{is_digit, is_range_sign};
use crate::draft::Draft;
use crate::numbering::{Number, NumberForm, read_number};
use crate::passage::Passage;
use crate::record::{NameSource, Place, Programme, Text};
use crate::vocabulary::Vocabulary;

/// A name and its marks.
#[derive(Clone, Debug)]
pub(crate) struct Name<'t> {
    /// All that was read, marks included.
    pub passage: Passage<'t>,
    pub name: Text<'t>,
    pub printed: Text<'t>,
    pub span: Place,
    pub number: Option<Text<'t>>,
    pub number_printed: Option<Text<'t>>,
    pub reprinted: bool,
    pub new: bool,
    /// Indices of its lines.
    pub lines: Range<usize>,
}

/// A heading and its marks.
#[derive(Clone, Debug)]
pub(crate) struct HeadingText<'t> {
    pub form: Option<NumberForm>,
    pub value: u32,
    pub number: Option<Text<'t>>,
    pub number_printed: Option<Text<'t>>,
    pub title: Text<'t>,
    pub new: bool,
}

/// Reads a name from a passage that holds nothing else. None where no words are left.
pub(crate) fn read<'t>(draft: &Draft<'t>, passage: Passage<'t>) -> Option<Name<'t>> {
    let front = read_front(draft, &passage);
    let (core, marks) = without_marks(draft.vocabulary, &passage.text, front.end);
    if core.is_empty() {
        return None;
    }
    let part = passage.slice(core.clone());
    let mut name = tidy(&part.text);
    if let Some(inner) = inner_reprint_mark(draft.vocabulary, &name) {
        name = Text::Owned([&name[..inner.start], &name[inner.end..]].concat());
    }
    let span = draft.place_of(&part);
    let printed = draft.printed(span);
    let number_printed = front.number.as_ref().map(|(printed, _)| printed.clone());
    let number = front.number.map(|(_, meant)| meant);
    let reprinted = marks.reprinted || inner_reprint_mark(draft.vocabulary, &part.text).is_some();
    let new = front.new || marks.new;
    Some(Name { passage, name, printed, span, number, number_printed, reprinted, new, lines: 0..0 })
}

/// Writes a name into a programme.
pub(crate) fn apply<'t>(programme: &mut Programme<'t>, name: Name<'t>) {
    programme.name_key = Some(join_key(&name.name));
    programme.name = Some(name.name);
    programme.name_printed = Some(name.printed);
    programme.name_source = Some(NameSource::Printed);
    programme.name_span = Some(name.span);
    programme.number = name.number;
    programme.number_printed = name.number_printed;
    programme.reprinted |= name.reprinted;
    programme.new |= name.new;
}

/// The form of the number that a heading begins with.
pub(crate) fn heading_form(draft: &Draft<'_>, index: usize) -> Option<NumberForm> {
    read_front(draft, &draft.passage(index)).form
}

/// Reads the number and title of a heading.
pub(crate) fn read_heading<'t>(draft: &Draft<'t>, passage: &Passage<'t>) -> HeadingText<'t> {
    let front = read_front(draft, passage);
    let rest = passage.slice(front.end..passage.text.len()).trimmed();
    let number_printed = front.number.as_ref().map(|(printed, _)| printed.clone());
    HeadingText {
        form: front.form,
        value: front.value,
        number: front.number.map(|(_, meant)| meant),
        number_printed,
        title: tidy(&rest.text),
        new: front.new,
    }
}

/// What stands in front of the words.
struct Front<'t> {
    end: usize,
    form: Option<NumberForm>,
    value: u32,
    /// As printed and as meant.
    number: Option<(Text<'t>, Text<'t>)>,
    /// Where the first number begins.
    number_start: usize,
    new: bool,
}

fn read_front<'t>(draft: &Draft<'t>, passage: &Passage<'t>) -> Front<'t> {
    let mut front = Front { end: 0, form: None, value: 0, number: None, number_start: 0, new: false };
    loop {
        let text = &passage.text[front.end..];
        let blank_at = |at: usize| {
            let offset = passage.folded_start(front.end + at);
            at > 0 && draft.blank_before(offset)
        };
        if let Some(rest) = text.strip_prefix(BULLETS).filter(|_| front.end > 0) {
            front.end += text.len() - rest.trim_start().len();
        } else if let Some(length) = new_mark(draft.vocabulary, text, &blank_at) {
            front.new = true;
            front.end += length;
        } else if let Some(length) = change_mark(draft.vocabulary, text, &blank_at) {
            front.end += length;
        } else if let Some(number) = read_number(text, &blank_at).filter(|n| n.end < text.len() && accepts(&front, n)) {
            front.value = number.value;
            front.form = Some(number.form);
            if number.printed.is_empty() {
                break;
            }
            if front.number.is_none() {
                front.number_start = front.end;
            }
            let printed = front.number_start..front.end + number.printed.len();
            let printed = draft.printed(draft.place_in(passage, printed));
            front.number = Some((printed, Text::Owned(number.meant())));
            front.end += number.end;
        } else {
            break;
        }
    }
    front
}

/// Bullets that can stand behind a mark: `【新】・中小企業デジタル診断事業`.
const BULLETS: [char; 5] = ['・', '○', '●', '■', '◆'];

/// A second number replaces a first one only where the first is a stray circled digit: `⑤ 5 ヘルスケア…`.
fn accepts(front: &Front<'_>, number: &Number<'_>) -> bool {
    match front.form {
        None => true,
        Some(NumberForm::Circled) => number.form == NumberForm::Arabic,
        Some(_) => false,
    }
}

/// The length of a mark of something new at the start: `【新規】`, `(新)`, `新` before a number or a blank.
fn new_mark(vocabulary: &Vocabulary, text: &str, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    if let Some((inside, end)) = brackets::leading(text) {
        return vocabulary.is_new_mark(inside).then(|| end + text[end..].len() - text[end..].trim_start().len());
    }
    let star = text.strip_prefix(['★', '☆', '🈟']);
    if let Some(rest) = star {
        return Some(text.len() - rest.trim_start().len());
    }
    let rest = text.strip_prefix("新規 ").or_else(|| text.strip_prefix('新'))?;
    let at = text.len() - rest.len();
    let trimmed = rest.trim_start();
    let before_number = read_number(trimmed, &|_| false).is_some_and(|number| !number.printed.is_empty());
    (before_number || blank_at(at) || text.starts_with("新規 ")).then(|| text.len() - trimmed.len())
}

/// The length of a mark of something that is extended or goes on, set off by a blank: `拡 事業承継促進事業`, `【継続】…`.
fn change_mark(vocabulary: &Vocabulary, text: &str, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    let rest = |end: usize| end + text[end..].len() - text[end..].trim_start().len();
    if let Some((inside, end)) = brackets::leading(text) {
        return vocabulary.is_change_mark(inside).then(|| rest(end));
    }
    vocabulary.leading_change_marks(text).find(|mark| blank_at(mark.len())).map(|mark| rest(mark.len()))
}

/// Marks behind a name.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    reprinted: bool,
    new: bool,
}

/// The range of the name without marks and blanks at its end, and the marks.
fn without_marks(vocabulary: &Vocabulary, text: &str, start: usize) -> (Range<usize>, Marks) {
    let mut marks = Marks::default();
    let mut end = text.len();
    loop {
        let rest = without_leader(text[start..end].trim_end_matches([' ', '\t', '　', '…', '‥', '：', ':']));
        end = start + rest.len();
        let Some((inside, open)) = brackets::trailing(rest) else { break };
        if vocabulary.is_reprint_mark(inside) {
            marks.reprinted = true;
        } else if vocabulary.is_new_mark(inside) {
            marks.new = true;
        } else {
            let follows = || rest[open..].starts_with('【') && follows_mark(vocabulary, &rest[..open]);
            let says_nothing = vocabulary.is_change_mark(inside) || is_page(inside) || inside == REQUIRED || follows();
            if !says_nothing {
                break;
            }
        }
        end = start + open;
    }
    // 再掲 without brackets, set off by a blank.
    let rest = &text[start..end];
    if let Some(core) = rest.strip_suffix("再掲").filter(|core| core.ends_with([' ', '※', '*'])) {
        marks.reprinted = true;
        end = start + core.trim_end_matches([' ', '※', '*']).len();
    }
    // `物価高への対応　計 12,000`, `収入の安定　所要額 30億円`: the word belongs to the sum.
    let name = text[start..end].strip_suffix(REQUIRED).unwrap_or(&text[start..end]);
    let name = name.strip_suffix('計').unwrap_or(name);
    end = start + name.strip_suffix(' ').unwrap_or(&text[start..end]).trim_end().len();
    let lead = text[start..end].len() - text[start..end].trim_start().len();
    ((start + lead).min(end)..end, marks)
}

/// What stands in front of an amount that is needed: `木造の灯台（所要額）17億円`.
const REQUIRED: &str = "所要額";

/// A name without the row of dots that leads to its amounts: `測定網の整備・・・・・`.
fn without_leader(name: &str) -> &str {
    let core = name.trim_end_matches(['・', '･', '…', '‥', ' ', '　']);
    if name[core.len()..].chars().filter(|c| matches!(c, '・' | '･')).count() > 1 { core } else { name }
}

/// Whether a bracket points to a page: `（p.12）`, `（P.3）`, `（12頁）`.
fn is_page(inside: &str) -> bool {
    let number =
        |text: &str| text.starts_with(is_digit) && text.chars().all(|c| is_digit(c) || c == ' ' || is_range_sign(c));
    let behind = inside.strip_prefix(['p', 'P']).map(|rest| rest.trim_start_matches(['.', ' ']));
    behind.or_else(|| inside.strip_suffix("頁")).or_else(|| inside.strip_suffix("ページ")).is_some_and(number)
}

/// Whether a text ends in a mark in 【 】, so that another such bracket behind it is one too: `人材育成【拡充】【推進枠】`.
fn follows_mark(vocabulary: &Vocabulary, text: &str) -> bool {
    let before = brackets::trailing(text.trim_end()).filter(|(_, open)| text[*open..].starts_with('【'));
    before.is_some_and(|(inside, _)| vocabulary.is_new_mark(inside) || vocabulary.is_change_mark(inside))
}

/// A reprint mark in the middle of a name.
fn inner_reprint_mark(vocabulary: &Vocabulary, text: &str) -> Option<Range<usize>> {
    let first = text.find('再')?;
    let at = first + text[first..].find("再掲")?;
    let open = text[..at].rfind(brackets::opens)?;
    let close = at + text[at..].find(brackets::closes)?;
    let width = text[close..].chars().next()?.len_utf8();
    let (inside, _) = brackets::leading(&text[open..])?;
    vocabulary.is_reprint_mark(inside).then_some(open..close + width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_names() {
        let vocabulary = Vocabulary::built_in();
        for (text, name, reprinted, new) in [
            ("次世代人工知能・ロボット中核技術開発（再掲）", "次世代人工知能・ロボット中核技術開発", true, false),
            ("小規模事業者対策推進事業 [再掲]", "小規模事業者対策推進事業", true, false),
            ("中小企業対策事業 再掲", "中小企業対策事業", true, false),
            ("皮革産業振興対策事業（補助金）", "皮革産業振興対策事業（補助金）", false, false),
            ("学びの革命事業【新規】", "学びの革命事業", false, true),
            ("水素供給網の整備（新規・GX）", "水素供給網の整備", false, true),
            ("人への投資の推進【拡充】【推進枠】（p.12）", "人への投資の推進", false, false),
            ("設備導入支援（新規・既存）", "設備導入支援（新規・既存）", false, false),
            ("ものづくり補助金【重点枠】", "ものづくり補助金【重点枠】", false, false),
            ("創業支援センター運営事業【継続】", "創業支援センター運営事業", false, false),
            ("木造の灯台（所要額）", "木造の灯台", false, false),
            ("収入の安定 所要額", "収入の安定", false, false),
            ("物価高への対応 計", "物価高への対応", false, false),
            ("路網の設計", "路網の設計", false, false),
            ("測定網の整備・・・・・", "測定網の整備", false, false),
            ("SERVISプロジェクト（一部再掲）", "SERVISプロジェクト", true, false),
        ] {
            let (range, marks) = without_marks(vocabulary, text, 0);
            assert_eq!((&text[range], marks.reprinted, marks.new), (name, reprinted, new), "{text}");
        }
    }

    #[test]
    fn marks_in_front_of_names() {
        let vocabulary = Vocabulary::built_in();
        for (text, length) in [
            ("【新規】学びの革命事業", Some("【新規】".len())),
            ("新④中国向け", Some("新".len())),
            ("新(1)富山県", Some("新".len())),
            ("新商品・新事業創出枠", None),
            ("（新）商店街事業", Some("（新）".len())),
            ("新規事業創造推進室", None),
        ] {
            assert_eq!(new_mark(vocabulary, text, &|_| false), length, "{text}");
        }
        let blank = |text: &'static str| move |at: usize| text[at..].starts_with(' ');
        for (text, length) in [
            ("拡 事業承継促進事業", Some("拡 ".len())),
            ("【継続】見本市出展支援事業", Some("【継続】".len())),
            ("継続的な支援", None),
            ("改正法の周知", None),
        ] {
            assert_eq!(change_mark(vocabulary, text, &blank(text)), length, "{text}");
        }
    }
}
