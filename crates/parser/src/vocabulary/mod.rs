//! The words that layouts are recognised by, loaded from one data file that a person can extend.
//!
//! Labels are compared by [`label_key`]: without blanks and without the marks that papers put around a label.

mod endings;
mod twins;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use endings::EndingTable;
use serde::Deserialize;
use yosan_normaliser::CharSet;

use crate::brackets::before_trailing;
use crate::characters::is_digit;
use crate::record::SectionKind;

/// The words of the data file, ready for looking up.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The labels as they are compared, the short ones first.
    sections: Vec<(String, SectionKind)>,
    /// Labels that are some only behind a number.
    numbered_sections: BTreeMap<String, SectionKind>,
    /// The first characters of the labels, and their second characters: most lines are none by theirs.
    section_starts: Box<CharSet>,
    section_seconds: Box<CharSet>,
    /// The first characters of lines that may be labels: those of the labels, digits, brackets and marks.
    section_line_starts: Box<CharSet>,
    names: EndingTable,
    departments: EndingTable,
    parts: CaptionKeys,
    contents: CaptionKeys,
    end_marks: CaptionKeys,
    /// The first characters of the words that introduce an office.
    contact_starts: Box<CharSet>,
    /// The first and the last characters of the words in front of a telephone number.
    phone_edges: Box<[CharSet; 2]>,
    /// The first characters of the marks of something that is extended, changed or goes on.
    change_starts: Box<CharSet>,
    /// The first characters of the labels of attributes.
    attribute_starts: Box<CharSet>,
    file: File,
}

/// A label file that cannot be used: the place and what is wrong there, in one line.
#[derive(Debug)]
pub struct VocabularyError(String);

impl std::fmt::Display for VocabularyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for VocabularyError {}

impl VocabularyError {
    fn new(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        Self(format!("line {line}: {}", error.message().replace('\n', ", ")))
    }
}

static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("vocabulary.toml")).expect("the built-in vocabulary is valid TOML");
    Vocabulary::from_file(file)
});

impl Vocabulary {
    /// The built-in words.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in words and those of `extra`, a file of the same form.
    ///
    /// # Errors
    /// When `extra` is not valid TOML of that form.
    pub fn with_labels(extra: &str) -> Result<Self, VocabularyError> {
        let extra: File = toml::from_str(extra).map_err(|error| VocabularyError::new(extra, &error))?;
        let mut file = BUILT_IN.file.clone();
        file.extend(extra);
        Ok(Self::from_file(file))
    }

    fn from_file(file: File) -> Self {
        let (mut sections, mut numbered_sections) = (BTreeMap::new(), BTreeMap::new());
        for group in &file.sections {
            let known = if group.numbered { &mut numbered_sections } else { &mut sections };
            for label in &group.labels {
                known.insert(label_key(label).into_owned(), group.kind);
            }
        }
        let mut sections: Vec<(String, SectionKind)> = sections.into_iter().collect();
        sections.sort_by(|(one, _), (other, _)| by_length(one, other));
        let keys = || sections.iter().map(|(key, _)| key);
        let section_starts = starts_of(keys());
        let section_seconds = Box::new(CharSet::new(keys().filter_map(|key| key.chars().nth(1))));
        let set_off = "0123456789０１２３４５６７８９(（･".chars().chain(LABEL_MARKS.chars());
        let first = |key: &String| key.chars().next();
        let section_line_starts = Box::new(CharSet::new(keys().filter_map(first).chain(set_off)));
        let (names, departments) = (EndingTable::new(&file.names.endings), EndingTable::new(&file.departments.endings));
        let captions = &file.captions;
        let (parts, contents) = (CaptionKeys::new(&captions.parts), CaptionKeys::new(&captions.contents));
        let end_marks = CaptionKeys::new(&captions.end_marks);
        let contact_words = file.departments.phone_words.iter().filter(|word| is_contact_word(word));
        let contact_starts = starts_of(contact_words);
        let phone_words = || file.departments.phone_words.iter();
        let phone_edges = Box::new([
            CharSet::new(phone_words().filter_map(|word| word.chars().next())),
            CharSet::new(phone_words().filter_map(|word| word.chars().next_back())),
        ]);
        let change_starts = starts_of(&file.marks.changed);
        let attribute_starts = starts_of(&file.plans.attribute_labels);
        Self {
            sections,
            numbered_sections,
            section_starts,
            section_seconds,
            section_line_starts,
            names,
            departments,
            parts,
            contents,
            end_marks,
            contact_starts,
            phone_edges,
            change_starts,
            attribute_starts,
            file,
        }
    }

    /// The kind of section that a line opens, when the line is a section label and nothing else.
    ///
    /// `条件（対象者、対象行為、補助率等）`, `【事業目的】` and `■ 成 果 目 標` are labels; `(事業イメージ)` in round
    /// brackets is a caption inside a body.
    #[must_use]
    pub fn section(&self, line: &str) -> Option<SectionKind> {
        // Cheap refusals first: the longest label with its brackets is about 40 characters, and most lines begin with
        // a character that no label begins with.
        let first = line.chars().next()?;
        let may_begin = self.section_line_starts.may_hold(first) || self.may_start_label(first);
        if line.len() > 160 || !(may_begin || first.is_whitespace()) {
            return None;
        }
        if let Some(kind) = self.whole_label(line).or_else(|| self.first_of_two(line)) {
            return Some(kind);
        }
        let words = without_number(line).trim_start_matches(is_label_mark);
        if !self.may_begin_label(words) {
            return self.numbered_section(line);
        }
        let key = label_key(without_bracket(words));
        let known = self.kind_of(&key).or_else(|| self.kind_of(&undoubled(&key)?));
        known.or_else(|| self.extended_section(&key)).or_else(|| self.numbered_section(line))
    }

    /// The kind of the label with this key. Lengths are compared first: most keys differ in theirs.
    fn kind_of(&self, key: &str) -> Option<SectionKind> {
        let at = self.sections.binary_search_by(|(known, _)| by_length(known, key)).ok()?;
        Some(self.sections[at].1)
    }

    /// The kind of a label without number, marks and brackets, as most are: it stands in the table as it is.
    fn whole_label(&self, line: &str) -> Option<SectionKind> {
        let plain = !line.starts_with(is_digit) && !line.ends_with(['）', ')']) && self.may_begin_label(line);
        if plain { self.kind_of(line) } else { None }
    }

    /// The kind of the first of two labels that stood side by side on the page: `事業の内容　　事業イメージ`.
    fn first_of_two(&self, line: &str) -> Option<SectionKind> {
        if line.len() > 80 || !self.may_begin_label(line) {
            return None;
        }
        let (first, second) = line.split_once(' ')?;
        let known = |label: &str| {
            let key = label_key(label);
            self.kind_of(&key).filter(|_| key.chars().count() >= 4)
        };
        known(second.trim_start()).and(known(first))
    }

    /// The kind of a label behind a number that nothing sets off, or that stands in brackets: `1事業の内容`,
    /// `(1)事業目的`. Short labels are too common as words for that.
    fn numbered_section(&self, line: &str) -> Option<SectionKind> {
        let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
        let inside = line.strip_prefix(['(', '（']);
        let behind = match inside {
            Some(inside) => inside[digits(inside)..].strip_prefix([')', '）']).filter(|_| digits(inside) > 0)?,
            None => &line[digits(line)..],
        };
        if behind.len() == line.len() || line.len() - behind.len() > 8 {
            return None;
        }
        let key = label_key(without_bracket(behind.trim_start_matches(['.', '．', '、', ' '])));
        let known = self.kind_of(&key).filter(|_| key.chars().count() >= 4);
        known.or_else(|| self.numbered_sections.get(key.as_ref()).copied()).or_else(|| self.extended_section(&key))
    }

    /// Whether a label can begin with a character, or with what it is the twin of.
    fn may_start_label(&self, first: char) -> bool {
        let twin = || twins::plain(first).is_some_and(|plain| self.section_starts.may_hold(plain));
        self.section_starts.may_hold(first) || twin()
    }

    /// Whether a label can begin with the first two characters of a text: most lines are none by theirs.
    fn may_begin_label(&self, words: &str) -> bool {
        let mut characters = words.chars();
        let Some(first) = characters.next() else { return false };
        if first.is_whitespace() {
            return true;
        }
        let may_follow = |second: char| {
            let is_of_label = !varies_in_label(second) && !is_label_mark(second) && !matches!(second, '（' | '(');
            !is_of_label || second == first || self.section_seconds.may_hold(second)
        };
        self.may_start_label(first) && characters.next().is_none_or(may_follow)
    }

    /// The kind of a label that adds to a known one: `成果目標・事業期間等`.
    fn extended_section(&self, key: &str) -> Option<SectionKind> {
        if key.len() > 60 || key.contains('。') {
            return None;
        }
        let adds = |rest: &str| ["・", "等", "及び", "/", "／", "と"].iter().any(|word| rest.starts_with(word));
        // 事業の概要・スキーム・実施主体等
        let longest = if key.ends_with('等') { 36 } else { 24 };
        let rest = |end: &usize| *end >= 12 && key.len() - end <= longest;
        let ends = key.char_indices().rev().map(|(end, _)| end).take_while(rest);
        ends.filter(|end| adds(&key[*end..])).find_map(|end| self.kind_of(&key[..end]))
    }

    /// Whether a text ends as names of programmes do, before anything in brackets.
    #[must_use]
    pub fn ends_as_name(&self, text: &str) -> bool {
        self.names.end(before_trailing(text))
    }

    /// Whether a text is nothing but words that names end in: 事業, 推進事業, 費補助金.
    #[must_use]
    pub fn is_name_ending(&self, text: &str) -> bool {
        self.names.make_up(text)
    }

    /// Whether a text ends as names of offices do.
    #[must_use]
    pub fn ends_as_department(&self, text: &str) -> bool {
        self.departments.end(before_trailing(text))
    }

    /// Whether an office of this name stands above others.
    #[must_use]
    pub fn is_upper_department(&self, text: &str) -> bool {
        ends_in(text, &self.file.departments.upper)
    }

    /// Words that stand in front of a telephone number.
    #[must_use]
    pub fn phone_words(&self) -> &[String] {
        &self.file.departments.phone_words
    }

    /// Whether a text can start or end with one of these words, by its first and last character.
    #[must_use]
    pub fn may_touch_phone_word(&self, text: &str) -> bool {
        let edges = [text.chars().next(), text.chars().next_back()];
        edges.iter().zip(self.phone_edges.iter()).any(|(edge, known)| edge.is_some_and(|edge| known.may_hold(edge)))
    }

    /// Whether a text starts with a word that introduces an office: `お問合せ先`, not the short `TEL`.
    #[must_use]
    pub fn starts_as_contact(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.contact_starts.may_hold(first))
            && self
                .phone_words()
                .iter()
                .filter(|word| is_contact_word(word))
                .any(|word| text.starts_with(word.as_str()))
    }

    /// Whether a heading divides the document without being part of its outline.
    #[must_use]
    pub fn is_part_caption(&self, text: &str) -> bool {
        self.parts.hold(text)
    }

    /// Whether a line is the heading of the contents.
    #[must_use]
    pub fn is_contents_heading(&self, text: &str) -> bool {
        self.contents.hold(text)
    }

    /// Whether a heading ends as funds of the national budget do: `電源開発促進勘定`.
    #[must_use]
    pub fn ends_as_fund(&self, heading: &str) -> bool {
        ends_in(heading, &self.file.captions.funds)
    }

    /// Whether a line only says that the paper ends.
    #[must_use]
    pub fn is_end_mark(&self, text: &str) -> bool {
        text.len() <= 24 && self.end_marks.hold(text)
    }

    /// Whether a heading marks a chapter of special and temporary measures.
    #[must_use]
    pub fn is_special_measure(&self, heading: &str) -> bool {
        self.file.marks.special_measures.iter().any(|word| heading.contains(word.as_str()))
    }

    /// Whether the text in a bracket is a reprint mark.
    #[must_use]
    pub fn is_reprint_mark(&self, inside: &str) -> bool {
        let compact: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
        self.file.marks.reprints.contains(&compact)
    }

    /// Whether a text ends in a reprint mark.
    #[must_use]
    pub fn ends_in_reprint_mark(&self, text: &str) -> bool {
        ends_in(text, &self.file.marks.reprints)
    }

    /// The whole words for something new, as they stand in a sentence: 新規, 新設, not 新.
    pub fn new_words(&self) -> impl Iterator<Item = &str> {
        self.file.marks.new.iter().map(String::as_str).filter(|word| word.chars().nth(1).is_some())
    }

    /// Whether the text in a bracket is a mark of something new.
    #[must_use]
    pub fn is_new_mark(&self, inside: &str) -> bool {
        let is_new = |mark: &str| self.file.marks.new.iter().any(|word| word == mark.trim());
        // 【新規・GX】 is new; of 【新規・拡充】 only a part is.
        is_new(inside) || self.joins_mark(inside, is_new) && !self.is_change_mark(inside)
    }

    /// Whether the text in a bracket is a mark of something that is extended, changed or goes on.
    #[must_use]
    pub fn is_change_mark(&self, inside: &str) -> bool {
        let is_changed = |mark: &str| self.file.marks.changed.iter().any(|word| word == mark.trim());
        is_changed(inside) || self.joins_mark(inside, is_changed)
    }

    /// Whether several marks stand in one bracket, one of them wanted: `新規・GX`, not `新規・既存`, which is part of a name.
    fn joins_mark(&self, inside: &str, wanted: impl Fn(&str) -> bool) -> bool {
        const JOINERS: [char; 4] = ['・', '、', '/', '／'];
        let marks = &self.file.marks;
        let known = |mark: &str| marks.new.iter().chain(&marks.changed).any(|word| word == mark);
        let short = |mark: &str| mark.ends_with('枠') || mark.chars().all(|c| c.is_ascii_alphanumeric());
        inside.contains(JOINERS)
            && inside.split(JOINERS).map(str::trim).all(|mark| known(mark) || short(mark))
            && inside.split(JOINERS).any(wanted)
    }

    /// The marks of something that is extended, changed or goes on that a text starts with, as they stand in front of a
    /// name.
    pub fn leading_change_marks(&self, text: &str) -> impl Iterator<Item = &str> {
        let may_begin = text.chars().next().is_some_and(|first| self.change_starts.may_hold(first));
        let marks = if may_begin { self.file.marks.changed.as_slice() } else { &[] };
        marks.iter().map(String::as_str).filter(move |mark| text.starts_with(mark))
    }

    /// Whether a line of the cover is the name of a publisher and nothing else.
    #[must_use]
    pub fn is_publisher(&self, line: &str) -> bool {
        let publishers = &self.file.publishers;
        publishers.names.iter().any(|name| name == line)
            || (line.chars().count() <= 24
                && !line.contains(['年', '算', '画', '、', '。', '：', '（', '('])
                && ends_in(line, &publishers.endings))
    }

    /// The publisher that a line of the cover names, alone or with one of its offices: `環境省大臣官房会計課`,
    /// `横川市 経済観光局`.
    #[must_use]
    pub fn publisher<'t>(&self, line: &'t str) -> Option<&'t str> {
        if self.is_publisher(line) {
            return Some(line);
        }
        let known = self.file.publishers.names.iter().find(|name| line.starts_with(name.as_str()));
        let end = known.map(String::len).or_else(|| line.find(' '))?;
        let (name, office) = (&line[..end], line[end..].trim_start());
        let is_office = office.chars().count() <= 24
            && !office.starts_with(['の', '所', '関', 'は', 'が'])
            && !office.contains(['年', '算', '、', '。', '：', '（', '('])
            && self.ends_as_department(office);
        (is_office && self.is_publisher(name)).then_some(name)
    }

    /// Whether a line of the cover is an office, with those below it, or a body of the law: `商工観光労働部 産業政策課`,
    /// `公益財団法人 みなと産業振興会`. `第1部` is no office.
    #[must_use]
    pub fn is_cover_office(&self, line: &str) -> bool {
        let publishers = &self.file.publishers;
        let is_office =
            |name: &str| name.chars().nth(2).is_some() && !name.starts_with('第') && ends_in(name, &publishers.offices);
        !line.contains(['年', '算', '画', '、', '。', '：', ':', '（', '(', '【', '・'])
            && (line.split(' ').all(is_office)
                || publishers
                    .forms
                    .iter()
                    .any(|form| line.strip_prefix(form.as_str()).is_some_and(|name| !name.is_empty())))
    }

    /// Whether the title of a document is that of a plan.
    #[must_use]
    pub fn is_plan_title(&self, title: &str) -> bool {
        self.file.plans.title_words.iter().any(|word| title.contains(word.as_str()))
    }

    /// Whether an attribute label can begin with a character.
    #[must_use]
    pub fn may_begin_attribute(&self, first: char) -> bool {
        self.attribute_starts.may_hold(first)
    }

    /// The longest attribute label that a bullet starts with.
    #[must_use]
    pub fn attribute_label<'a>(&self, text: &'a str) -> Option<&'a str> {
        if !self.may_begin_attribute(text.chars().next()?) {
            return None;
        }
        let labels = self.file.plans.attribute_labels.iter();
        let longest = labels.filter(|label| text.starts_with(label.as_str())).map(String::len).max()?;
        text.get(..longest)
    }
}

/// A label as it is compared: blanks, and marks before, behind and around it, taken away.
#[must_use]
pub fn label_key(text: &str) -> Cow<'_, str> {
    let core = text.trim_matches(is_label_mark);
    if !core.contains(varies_in_label) {
        return Cow::Borrowed(core);
    }
    let shown = core.chars().filter(|c| !c.is_whitespace());
    Cow::Owned(shown.map(|c| twins::plain(c).unwrap_or(c)).collect())
}

/// Marks that papers put before, behind and around a label.
const LABEL_MARKS: &str = "■□●○◎◆◇★☆・【】〈〉《》<>＜＞[]［］「」#*-：:| \t　";

fn is_label_mark(character: char) -> bool {
    static MARKS: CharSet = CharSet::of(LABEL_MARKS);
    MARKS.holds(character)
}

/// The order of keys: the shorter first.
fn by_length(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// The first characters of words.
fn starts_of<'a>(words: impl IntoIterator<Item = &'a String>) -> Box<CharSet> {
    Box::new(CharSet::new(words.into_iter().filter_map(|word| word.chars().next())))
}

/// Whether a word before a telephone number is long enough to stand for an office by itself.
fn is_contact_word(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// Whether a character is another one, or none, in a key.
fn varies_in_label(character: char) -> bool {
    character.is_whitespace() || twins::plain(character).is_some()
}

/// A label without the number of its section: `１．事業目的`.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(is_digit);
    if rest.len() == line.len() || line.len() - rest.len() > 3 {
        return line;
    }
    rest.strip_prefix(['.', '．', '、', ' ']).map_or(line, str::trim_start)
}

/// A label printed in faux bold, each character twice: `事事業業のの内内容容`.
fn undoubled(key: &str) -> Option<String> {
    let mut single = String::new();
    let mut characters = key.chars();
    while let Some(character) = characters.next() {
        if characters.next() != Some(character) {
            return None;
        }
        single.push(character);
    }
    (single.chars().nth(2).is_some()).then_some(single)
}

/// The text before a round bracket that runs to the end of the line.
fn without_bracket(line: &str) -> &str {
    let trimmed = line.trim_end_matches(['】', '>', '＞', '〉', '：', ':', ' ']);
    if !trimmed.ends_with(['）', ')']) {
        return line;
    }
    match trimmed.find(['（', '(']) {
        Some(open) if open > 0 => &trimmed[..open],
        _ => line,
    }
}

fn ends_in(text: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending.as_str()))
}

/// Captions, ready for looking up.
#[derive(Clone, Debug)]
struct CaptionKeys {
    keys: Vec<String>,
    starts: Box<CharSet>,
}

impl CaptionKeys {
    fn new(words: &[String]) -> Self {
        let keys: Vec<String> = words.iter().map(|word| label_key(word).into_owned()).collect();
        let starts = starts_of(&keys);
        Self { keys, starts }
    }

    fn hold(&self, text: &str) -> bool {
        let core = text.trim_start_matches(is_label_mark);
        let may_be = core.chars().next().is_none_or(|first| varies_in_label(first) || self.starts.may_hold(first));
        if !may_be {
            return false;
        }
        let sought = label_key(core);
        self.keys.iter().any(|key| *key == sought)
    }
}

/// The data file as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    sections: Vec<SectionLabels>,
    names: Endings,
    departments: Departments,
    captions: Captions,
    marks: Marks,
    publishers: Publishers,
    plans: Plans,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionLabels {
    kind: SectionKind,
    /// They are labels only behind a number.
    #[serde(default)]
    numbered: bool,
    labels: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Endings {
    endings: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Departments {
    endings: Vec<String>,
    upper: Vec<String>,
    phone_words: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Captions {
    parts: Vec<String>,
    contents: Vec<String>,
    end_marks: Vec<String>,
    funds: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Marks {
    special_measures: Vec<String>,
    reprints: Vec<String>,
    new: Vec<String>,
    changed: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Publishers {
    names: Vec<String>,
    endings: Vec<String>,
    #[serde(default)]
    offices: Vec<String>,
    #[serde(default)]
    forms: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Plans {
    title_words: Vec<String>,
    attribute_labels: Vec<String>,
}

impl File {
    fn extend(&mut self, other: Self) {
        self.sections.extend(other.sections);
        self.names.endings.extend(other.names.endings);
        self.departments.endings.extend(other.departments.endings);
        self.departments.upper.extend(other.departments.upper);
        self.departments.phone_words.extend(other.departments.phone_words);
        self.captions.parts.extend(other.captions.parts);
        self.captions.contents.extend(other.captions.contents);
        self.captions.end_marks.extend(other.captions.end_marks);
        self.captions.funds.extend(other.captions.funds);
        self.marks.special_measures.extend(other.marks.special_measures);
        self.marks.reprints.extend(other.marks.reprints);
        self.marks.new.extend(other.marks.new);
        self.marks.changed.extend(other.marks.changed);
        self.publishers.names.extend(other.publishers.names);
        self.publishers.endings.extend(other.publishers.endings);
        self.publishers.offices.extend(other.publishers.offices);
        self.publishers.forms.extend(other.publishers.forms);
        self.plans.title_words.extend(other.plans.title_words);
        self.plans.attribute_labels.extend(other.plans.attribute_labels);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_spelling() {
        for (line, kind) in [
            ("事業の内容", Some(SectionKind::Content)),
            ("条件（対象者、対象行為、補助率等）", Some(SectionKind::Conditions)),
            ("条件(対象者、対象行為、補助率等)", Some(SectionKind::Conditions)),
            ("条件（対象者、対象行為）", Some(SectionKind::Conditions)),
            ("事業スキーム（対象者、対象行為、補助率等）", Some(SectionKind::Scheme)),
            ("【事業目的】", Some(SectionKind::Purpose)),
            ("■ 成 果 目 標", Some(SectionKind::Goals)),
            ("＜事業イメージ＞", Some(SectionKind::Image)),
            ("(事業イメージ)", None),
            ("１．事業目的", Some(SectionKind::Purpose)),
            ("事業の内容 事業イメージ", Some(SectionKind::Content)),
            ("事業の内容 を記載", None),
            ("１事業の内容", Some(SectionKind::Content)),
            ("3所要経費（一般会計）", Some(SectionKind::Other)),
            ("３．予算額", Some(SectionKind::Other)),
            ("(2)実績", Some(SectionKind::Other)),
            ("予算額", None),
            ("3予算額の推移", None),
            ("2事業の概要・スキーム・実施主体等", Some(SectionKind::Overview)),
            ("(2)事業スキーム（対象者、対象行為、補助率等）", Some(SectionKind::Scheme)),
            ("(1)目的", None),
            ("2事業を実施", None),
            ("事事業業のの内内容容", Some(SectionKind::Content)),
            ("成果目標・事業期間等", Some(SectionKind::Goals)),
            ("成果目標を達成するため", None),
            ("事業目的実施のため、以下の取組を行う。", None),
            ("", None),
        ] {
            assert_eq!(Vocabulary::built_in().section(line), kind, "{line}");
        }
    }

    #[test]
    fn no_word_is_refused_by_its_first_characters() {
        let vocabulary = Vocabulary::built_in();
        for group in &vocabulary.file.sections {
            for label in &group.labels {
                let spaced: String = label.chars().flat_map(|character| [character, ' ']).collect();
                let marked = LABEL_MARKS.chars().map(|mark| format!("{mark}{label}"));
                let forms = [label.clone(), spaced, format!("1. {label}")];
                for line in forms.into_iter().chain(marked) {
                    // Some are labels only behind a number.
                    let is_label = !group.numbered || line.starts_with("1.");
                    assert_eq!(vocabulary.section(&line), is_label.then_some(group.kind), "{line}");
                }
            }
        }
        for mark in &vocabulary.file.marks.changed {
            assert!(vocabulary.leading_change_marks(mark).any(|known| known == mark), "{mark}");
        }
        for label in &vocabulary.file.plans.attribute_labels {
            assert_eq!(vocabulary.attribute_label(label), Some(label.as_str()));
        }
    }

    #[test]
    fn a_label_file_adds_labels() {
        let extra = "[[sections]]\nkind = \"goals\"\nlabels = [\"めざす姿\"]\n";
        let vocabulary = Vocabulary::with_labels(extra).expect("valid");
        assert_eq!(vocabulary.section("めざす姿"), Some(SectionKind::Goals));
        assert_eq!(vocabulary.section("成果目標"), Some(SectionKind::Goals));
    }

    #[test]
    fn a_label_file_that_cannot_be_used_says_where() {
        let wrong = "# mine\n[[sections]]\nkind = \"goal\"\nlabels = []\n";
        let told = Vocabulary::with_labels(wrong).expect_err("there is no kind `goal`").to_string();
        assert!(told.starts_with("line 3: unknown variant `goal`, expected one of `content`"), "{told}");
        assert!(Vocabulary::with_labels("sections = 3").is_err());
    }
}
