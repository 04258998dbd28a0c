//! Bodies: lines become items, and lines that the page layout broke in mid-sentence become one.
//!
//! A bullet or number opens an item; a line without one continues the item before it when that one is unfinished.
//! The rules of joining are in [`continues`].

use std::ops::Range;

use crate::brackets::{Depth, opening};
use crate::broken;
use crate::characters::{is_digit, is_katakana};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::line::Line;
use crate::numbering::read_number;
use crate::passage::Passage;
use crate::record::{Item, LineRole, Note, Place, SectionKind, Text};
use crate::term;

/// One bullet or paragraph.
#[derive(Clone, Debug)]
pub(crate) struct BodyItem<'t> {
    /// The text behind the marker.
    pub passage: Passage<'t>,
    /// The marker in front.
    pub marker: Option<Text<'t>>,
    /// Depth, 0 outermost.
    pub level: u8,
    /// Index of the first line.
    pub first: usize,
    /// Index of the last line.
    pub last: usize,
    /// A ※ note.
    pub is_note: bool,
    /// The brackets that are open behind the first bytes of its text.
    depth: Depth,
    /// So many bytes are counted: an item of many lines is looked at once, and only where a line may continue it.
    counted: usize,
    /// Cells of a table row: no line continues it.
    has_cells: bool,
}

impl<'t> BodyItem<'t> {
    /// The words behind something else on a line.
    pub fn of_words(passage: Passage<'t>, line: usize) -> Self {
        let depth = Depth::default();
        let (first, last) = (line, line);
        Self { passage, marker: None, level: 0, first, last, is_note: false, depth, counted: 0, has_cells: false }
    }

    /// Whether a bracket is open at its end so far.
    fn is_open(&mut self) -> bool {
        self.depth.read(&self.passage.text[self.counted..]);
        self.counted = self.passage.text.len();
        self.depth.is_open()
    }

    /// The kinds of characters on each of its lines, marks included.
    pub fn facts(&self, draft: &Draft<'_>) -> impl Iterator<Item = Facts> {
        draft.lines[self.first..=self.last].iter().map(|line| line.facts)
    }

    /// Where it stands, marker included.
    pub fn place(&self, draft: &Draft<'t>) -> Place {
        draft.place_of_lines(self.first, self.last)
    }

    /// The record.
    pub fn record(&self, draft: &Draft<'t>) -> Item<'t> {
        Item { marker: self.marker.clone(), level: self.level, text: tidy(&self.passage.text), span: self.place(draft) }
    }

    /// The notes, their marks included: a line can hold several, `※…加算。※四捨五入の結果、…`.
    pub fn notes(&self, draft: &Draft<'t>) -> Vec<Note<'t>> {
        let text = &self.passage.text;
        let mut starts = vec![0];
        starts.extend(text.match_indices("。※").map(|(at, mark)| at + mark.len() - '※'.len_utf8()));
        if starts.len() == 1 {
            let printed = self.with_mark(self.passage.text.clone());
            return vec![Note { text: printed, span: self.place(draft) }];
        }
        let ends = starts[1..].iter().copied().chain([text.len()]);
        let part = |(start, end): (usize, usize)| {
            let part = self.passage.slice(start..end).trimmed();
            let text = if start == 0 { self.with_mark(part.text.clone()) } else { part.text.clone() };
            Note { text, span: draft.place_of(&part) }
        };
        starts.iter().copied().zip(ends).map(part).collect()
    }

    /// The mark ※ is a marker of the item and part of the note.
    fn with_mark(&self, text: Text<'t>) -> Text<'t> {
        match &self.marker {
            Some(marker) if marker.starts_with('※') => tidy_owned(Text::Owned(format!("{marker}{text}"))),
            _ => tidy_owned(text),
        }
    }
}

/// The items of the free lines of a range, in order.
pub(crate) fn read_items<'t>(draft: &Draft<'t>, range: Range<usize>) -> Vec<BodyItem<'t>> {
    let mut items: Vec<BodyItem<'t>> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for index in range {
        if draft.is_taken(index) {
            continue;
        }
        let line = &draft.lines[index];
        let item = open_item(draft, index, &mut indents);
        let may_continue = item.marker.is_none() && !item.is_note;
        let continued = may_continue && items.last_mut().is_some_and(|last| continues(draft, last, index));
        match items.last_mut() {
            Some(last) if continued => {
                last.passage.push(draft.text(), line.range());
                last.last = index;
            }
            _ => items.push(item),
        }
    }
    items
}

/// Claims the lines of the items and leaves their text to the reader of amounts.
pub(crate) fn claim_items<'t>(
    draft: &mut Draft<'t>,
    items: Vec<BodyItem<'t>>,
    role: LineRole,
    programme: Option<usize>,
    section: Option<SectionKind>,
) {
    for item in items {
        let role = if item.is_note { LineRole::Note } else { role };
        for index in item.first..=item.last {
            draft.own(index, role, programme, section);
        }
        if item.facts(draft).any(|facts| facts.any(Facts::MONEY)) {
            draft.leave_prose(item.passage, programme, section);
        }
    }
}

fn open_item<'t>(draft: &Draft<'t>, index: usize, indents: &mut Vec<usize>) -> BodyItem<'t> {
    let line = &draft.lines[index];
    let level = level_of(line, indents);
    let is_note = line.facts.any(Facts::NOTE | Facts::OPEN) && line.is_note();
    let start = line.text_offset;
    let (marker, skip) = if let Some(rest) = line.text.strip_prefix('※') {
        let skip = note_mark(line.text, rest);
        (Some(Text::Borrowed(line.text[..skip].trim_end())), skip)
    } else {
        let blank_at = |at: usize| draft.blank_before(start + at);
        match read_number(line.text, &blank_at) {
            Some(number) if !number.printed.is_empty() && !is_reference(line.text, number.end) => {
                (Some(Text::Borrowed(number.printed)), number.end)
            }
            _ => (line.marker().map(Text::Borrowed), 0),
        }
    };
    let text = &line.text[skip..];
    let skip = skip + (text.len() - text.trim_start().len());
    let passage = Passage::new(draft.text(), start + skip..start + line.text.len());
    let has_cells = line.facts.any(Facts::CELLS) && passage.text.contains('\t');
    let depth = Depth::default();
    BodyItem { passage, marker, level, first: index, last: index, is_note, depth, counted: 0, has_cells }
}

/// The bytes of ※ at the start of a text and of the number behind it that belongs to it: `※2 大企業には1/3補助`.
fn note_mark(text: &str, behind: &str) -> usize {
    let number = behind.trim_start();
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < number.len() && !rest.starts_with(['年', '月', '件', '者', '/', '%', '.', '割', '億']);
    if numbered { text.len() - rest.len() } else { '※'.len_utf8() }
}

/// A number that the sentence is about is no marker: `(2) は事業承継・引継ぎ支援センター等`, `(1) (2) の各事業において`.
fn is_reference(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let goes_on = ["の", "は", "に", "を", "と", "及び", "、", "，", "～", "〜", "~", "又は", "から", "関連", "共通"];
    rest.is_empty() || goes_on.iter().any(|word| rest.starts_with(word)) || read_number(rest, &|_| false).is_some()
}

/// A bullet is one deeper than the bullet above it with less indentation; text without a bullet ends the list.
fn level_of(line: &Line<'_>, indents: &mut Vec<usize>) -> u8 {
    if !line.is_bullet() {
        if line.indent == 0 {
            indents.clear();
        }
        return u8::try_from(indents.len()).unwrap_or(u8::MAX);
    }
    while indents.last().is_some_and(|indent| *indent >= line.indent) {
        indents.pop();
    }
    indents.push(line.indent);
    u8::try_from(indents.len() - 1).unwrap_or(u8::MAX)
}

/// Whether a line without marker continues the item before it.
fn continues(draft: &Draft<'_>, item: &mut BodyItem<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let is_row = |index: usize| draft.lines[index].facts.any(Facts::CELLS) && is_pipe_row(draft.lines[index].text);
    if is_row(index) || is_row(item.last) {
        return false;
    }
    if line.hashes > 0 || item.has_cells || line.facts.any(Facts::CELLS) && line.text.contains('\t') {
        return false;
    }
    if ends_sentence(item.passage.text.trim_end()) && !opens_item(line.text) && !opens_figure(line.text) {
        // Said here too because it is so between most lines, and nobody has to count the brackets then.
        return false;
    }
    let is_open = item.is_open();
    let text = item.passage.text.trim_end();
    let before = Before { text, last_line: draft.lines[item.last].text, is_open };
    let numbered = item.marker.as_deref().is_some_and(|marker| marker.chars().any(char::is_alphanumeric));
    if numbered && item.first == item.last && draft.vocabulary.ends_as_name(text) {
        return false;
    }
    if item.is_note && !is_cut(&before, line.text) && ends_before_margin(draft, item.last) {
        return false;
    }
    let gap = (item.last + 1..index).any(|between| draft.lines[between].is_blank());
    if gap { continues_after_gap(&before, line.text) } else { continues_directly(&before, line.text) }
}

/// Whether a line is a row of a converter's table: `| 通常枠 | 1/2 |`, `|---|---|`.
fn is_pipe_row(text: &str) -> bool {
    let inner = text.trim_end().strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    inner.is_some_and(|inner| !inner.is_empty())
}

/// Whether a line ends in a noun long before the margin, so that no page layout broke it:
/// `※うち30億円は国庫債務負担行為の歳出化分` above the text of its entry.
fn ends_before_margin(draft: &Draft<'_>, index: usize) -> bool {
    const AROUND: usize = 8;
    let ends_in_noun = || draft.lines[index].text.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    let printed = |at: usize| {
        let text = draft.source.text().get(draft.source.line_span(draft.lines[at].number).range()).unwrap_or_default();
        text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    let around = index.saturating_sub(AROUND)..draft.lines.len().min(index + AROUND);
    ends_in_noun() && around.map(printed).max().is_some_and(|widest| printed(index) * 5 < widest * 4)
}

/// What stands before a break between two lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<'a> {
    /// All of the item so far.
    text: &'a str,
    /// Its last line.
    last_line: &'a str,
    /// A bracket is open at its end.
    is_open: bool,
}

impl<'a> Before<'a> {
    /// An item of one line.
    pub(crate) fn line(text: &'a str) -> Self {
        Self { text, last_line: text, is_open: crate::brackets::is_open(text) }
    }
}

/// The next line follows without a blank line between.
///
/// `鉱工業の科学技術に関する研究及び開発等の業務を総合的に` + `行う国立研究開発法人として、…`
pub(crate) fn continues_directly(before: &Before<'_>, next: &str) -> bool {
    let text = before.text;
    if opens_item(next) || opens_figure(next) {
        return before.is_open || text.ends_with(['、', ',', '，']);
    }
    if ends_sentence(text) || opens_with_label(next) || is_next_entry(before, next) {
        return false;
    }
    let width = before.last_line.chars().count();
    // Lines of a narrow column are as wide as each other; the last one is shorter.
    let column = width >= 24 && next.chars().count() + 4 >= width;
    let goes_on = column || (width >= 20 && !ends_clause(text));
    is_cut(before, next) || goes_on && !term::parts_rules(before.last_line, next)
}

/// `事務局：ボツワナ（ハボローネ）` opens an item of its own.
fn opens_with_label(text: &str) -> bool {
    text.char_indices().take(9).any(|(at, c)| at > 0 && matches!(c, '：' | ':'))
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Lines of a list that names each of its entries: `木造化に係る調査設計費：費用の1/2` + `木造化に係る建設工事費：建設費の15%`, or
/// any line behind an entry that ends with a share.
fn is_next_entry(before: &Before<'_>, next: &str) -> bool {
    if before.is_open || is_cut(before, next) || !names_entry(before.text) {
        return false;
    }
    let goes_on = ["以内", "以下", "程度", "補助", "助成", "又は", "または", "及び", "相当", "等"];
    names_entry(next) || ends_with_share(before.text) && !goes_on.iter().any(|word| next.starts_with(word))
}

/// The most characters of the name of an entry.
const LONGEST_NAME: usize = 20;

/// Whether a line starts with a name and a colon: no brackets, no particles of a sentence before the colon.
fn names_entry(line: &str) -> bool {
    let mut name = line.chars().take(LONGEST_NAME + 1);
    let end = name.find(|c| matches!(c, '：' | ':') || "、。，,（(はをが/／".contains(*c));
    matches!(end, Some('：' | ':')) && !line.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line ends with a share: `費用の1/2`.
fn ends_with_share(line: &str) -> bool {
    let before = line.trim_end_matches(is_digit);
    let above = before.strip_suffix(['/', '／']);
    before.len() < line.len() && above.is_some_and(|above| above.ends_with(is_digit))
}

/// A blank line stands between: a page or column ended in mid-sentence.
///
/// `…次世代人材育成事業（インター` + blank + `ンシップ)等を実施する。`
fn continues_after_gap(before: &Before<'_>, next: &str) -> bool {
    let text = before.text;
    if ends_sentence(text) || opens_item(next) {
        return false;
    }
    let width = before.last_line.chars().count();
    let long = width >= 30;
    let ends_later = next.contains('。') || next.contains('、');
    (long && before.is_open && (ends_later || next.contains([')', '）'])))
        || (long && text.ends_with(['、', '，']) && next.contains('。'))
        || (width >= 36 && !ends_clause(text) && next.contains('。'))
}

/// A bracket, a note or an arrow does not go on with a sentence.
fn opens_item(next: &str) -> bool {
    next.starts_with(|first| opening(first).is_some() || matches!(first, '※' | '→' | '⇒'))
}

/// These stand in front of the words of a figure.
fn opens_figure(next: &str) -> bool {
    next.starts_with(['●', '▼'])
}

/// The characters on both sides of the break belong together whatever the length of the lines.
fn is_cut(before: &Before<'_>, next: &str) -> bool {
    let (Some(last), Some(first)) = (before.text.chars().next_back(), next.chars().next()) else { return false };
    if next.starts_with("なお") {
        return false;
    }
    before.is_open
        || broken::count::is_cut(before.text, next)
        || ["こと", "もの", "ため", "よう"].iter().any(|word| next.starts_with(word))
        || "、,，・のをにはがでとへやも".contains(last)
        || "をがはにへとでなの、。ーッャュョン".contains(first)
        || (is_katakana(last) && is_katakana(first))
        || (last.is_ascii_digit()
            && (first.is_ascii_digit() || matches!(first, '億' | '万' | '千' | '兆' | '円' | '%')))
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '．', '！', '？', '：', ':', '」', '』', '】', '＞', '>'])
}

/// Whether a text ends as lines of a figure or nominal bullets do.
fn ends_clause(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "実施", "支援", "整備", "推進", "促進", "等", "など", "もの", "こと", "検討", "予定", "想定", "構築", "開発",
        "強化", "創出", "化", "る", "た", "す", "）", ")", "い", "％", "%", "以上", "以下",
    ];
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// A text as records show it: tabs are blanks, none at the ends.
pub(crate) fn tidy<'t>(text: &Text<'t>) -> Text<'t> {
    tidy_owned(text.clone())
}

fn tidy_owned(text: Text<'_>) -> Text<'_> {
    if memchr::memchr(b'\t', text.as_bytes()).is_none() {
        return match text {
            Text::Borrowed(text) => Text::Borrowed(text.trim()),
            Text::Owned(text) if text.trim().len() == text.len() => Text::Owned(text),
            Text::Owned(text) => Text::Owned(text.trim().to_owned()),
        };
    }
    let words: Vec<&str> = text.split(['\t', ' ']).filter(|word| !word.is_empty()).collect();
    Text::Owned(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined() {
        for (before, next, joined) in [
            ("鉱工業の科学技術に関する研究及び開発等の業務を総合的に", "行う国立研究開発法人として、", true),
            ("行う国立研究開発法人として、国立研究開発法人産業技術総", "合研究所の業務の運営を通じ、産業技術", true),
            ("毎年約60～70件の調査を、", "経済産業政策への企画立案へ活用する。", true),
            ("医療にアクセス出来るメディカ", "ルネットワークの実現", true),
            ("①日常生活の中で自然と予防", "ができる社会の実現", true),
            ("補助", "(定額10/10)", false),
            ("民間企業等", "委託", false),
            ("政策の企画立案等に活用された件数の割合を100%とする。", "本調査の結果を活用する。", false),
            ("基準利率（平成29年11月現在）", "中小企業事業1.16%", false),
            ("総額3兆9,", "637億円", true),
            ("に鉱物資源及びエネルギーの安定的な供給の確保を実現する", "ことを目的とする。", true),
            ("③負荷を感じずにQoLの劇的", "な改善を実現", true),
            (
                "機構：総会、常任委員会、統計委員会、環境経済委員会、産業諮問パネル",
                "事務局：ポルトガル（リスボン）",
                false,
            ),
        ] {
            assert_eq!(continues_directly(&Before::line(before), next), joined, "{before} | {next}");
        }
    }

    #[test]
    fn entries_with_names() {
        let survey = "木造化に係る調査設計費：先導的木造化に係る費用の1/2";
        for (before, next, joined) in [
            (survey, "木造化に係る建設工事費：建設費の15%", false),
            (survey, "設備投資等に対して、その費用の一部を補助する。", false),
            (survey, "以内を補助する。（工事費：建設費の15%）", true),
            ("木造化に係る調査設計費：先導的な木造化の取組及びその", "建設工事の監理に係る費用：建設費の15%", true),
            ("先導的な木造化に取り組む事業者が負担する費用の1/2", "建設工事の監理に係る経費：建設費の15%", true),
        ] {
            assert_eq!(continues_directly(&Before::line(before), next), joined, "{before} | {next}");
        }
    }

    #[test]
    fn pages_that_end_in_mid_sentence() {
        let aluminium = "アルミのグリーン化に向けた研究開発プロジェクトの推進のほか、次世代人材育成事業（インター";
        assert!(continues_after_gap(&Before::line(aluminium), "ンシップ)等を実施する。"));
        let corona = "新型コロナウイルス感染症の影響により売上高が減少した中小企業者等が、ウィズコロナ、";
        assert!(continues_after_gap(&Before::line(corona), "ポストコロナを見据えた支援をするもの。"));
        assert!(!continues_after_gap(&Before::line("民間事業者等"), "国が補助する。"));
        let done = "中小企業の経営支援を総合的に行うため、支援センターを設置する。";
        assert!(!continues_after_gap(&Before::line(done), "また、専門家を派遣する。"));
    }
}
