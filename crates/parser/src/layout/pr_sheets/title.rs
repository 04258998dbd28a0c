//! The title of a sheet, above its headline, and the category headings above that.
//!
//! Walking up from the headline, lines of departments are passed; the first other line is the title if it can be one.
//! What decides: an entry of the contents with that name; else the words that names end in; else that it stands alone
//! behind a finished sentence. A fragment of a figure before a title-less sheet is no title.

use std::ops::Range;

use super::find::{budget_caption, is_total};
use super::{boxes, department, divider};
use crate::brackets::{inside, is_bracket, is_open};
use crate::broken::name_rest::is_rest_of_programme;
use crate::budget_label::read_budget_label;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::front::contents::{bare_category, contents_key};
use crate::name;
use crate::numbering::NumberForm;
use crate::record::LineRole;

/// What stands above a headline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub categories: Vec<usize>,
    pub title: Vec<usize>,
    /// The sentence between title and header that says what the programme is for.
    pub lead: Range<usize>,
    /// The first line of the sheet.
    pub start: usize,
}

/// Looks for title and categories between `floor` and the headlines.
pub(crate) fn find(draft: &Draft<'_>, headline: usize, last_headline: usize, floor: usize) -> Head {
    let mut start = headline;
    let caption = budget_caption(draft, headline).filter(|caption| *caption >= floor);
    let mut at = draft.previous_free(caption.unwrap_or(headline), floor);
    while let Some(index) = at.filter(|index| is_header_line(draft, *index)) {
        start = index;
        at = draft.previous_free(index, floor);
    }
    let mut title = at.map_or_else(Vec::new, |index| title_lines(draft, index, floor));
    let mut lead = start..start;
    if let Some(name) = above_lead(draft, start, floor).filter(|_| title.is_empty()) {
        title = title_lines(draft, name, floor);
        lead.start = if title.is_empty() { start } else { name + 1 };
    }
    let only = draft.lines[start].text;
    if title.is_empty() && start < headline && !department::is_certain(draft, only) && !is_total(only) {
        // The only candidate looks like an office: 「…支援センター」.
        title = vec![start];
    }
    if title.is_empty() {
        title = title_below(draft, last_headline);
    }
    let start =
        title.first().map_or(start, |first| (*first).min(department::block_above(draft, *first, floor)).min(start));
    let categories = categories(draft, start, floor, !title.is_empty());
    Head { categories, title, lead, start }
}

/// The name above the sentence right above a header: `○○パッケージ事業`, `地域社会の…を総合的に実施する。`
fn above_lead(draft: &Draft<'_>, header: usize, floor: usize) -> Option<usize> {
    let last = header.checked_sub(1).filter(|last| *last > floor && draft.lines[*last].text.ends_with('。'))?;
    let is_open = |index: &usize| {
        let line = &draft.lines[*index];
        draft.is_free(*index) && !line.is_bullet() && !line.is_note() && draft.section(*index).is_none()
    };
    let paragraph = (floor..=last).rev().take_while(is_open).take(4);
    let name = paragraph.skip(1).find(|index| draft.vocabulary.ends_as_name(draft.lines[*index].text))?;
    name.checked_sub(1).is_none_or(|above| draft.is_taken(above)).then_some(name)
}

/// The title on the line of the headline, and the categories above it.
pub(crate) fn on_headline(draft: &Draft<'_>, line: usize, floor: usize) -> Head {
    let start = department::block_above(draft, line, floor);
    Head { categories: categories(draft, start, floor, true), title: vec![line], lead: line..line, start }
}

/// Whether the title by itself says that a sheet begins.
pub(crate) fn is_strong(draft: &Draft<'_>, title: &[usize]) -> bool {
    let text: String = title.iter().map(|index| draft.lines[*index].text).collect();
    draft.vocabulary.ends_as_name(&text)
        || in_contents(draft, &text)
        || title.first().is_some_and(|first| is_set_off(draft, *first))
}

fn is_header_line(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    (department::is_department(draft, text) && !in_contents(draft, text)) || is_new_mark(draft, text) || is_total(text)
}

fn is_new_mark(draft: &Draft<'_>, text: &str) -> bool {
    let inside = text.trim_matches(is_bracket);
    inside.len() < text.len() && draft.vocabulary.is_new_mark(inside)
}

/// The lines of the title that ends at `index`; none if that line cannot be a title.
fn title_lines(draft: &Draft<'_>, index: usize, floor: usize) -> Vec<usize> {
    let mut lines = vec![index];
    // A bracket alone belongs to the line above it: `…災害復旧事業` / `(中小企業等グループ補助金)`.
    let mut text = draft.lines[index].text.to_owned();
    // What the contents name is whole: a figure can end right above it.
    while lines.len() < 4 && !in_contents(draft, &text) {
        let above = draft.previous_free(lines[0], floor).filter(|above| extends_up(draft, *above, lines[0]));
        let Some(above) = above else { break };
        lines.insert(0, above);
        text.insert_str(0, draft.lines[above].text);
    }
    let below_offices = department::block_above(draft, lines[0], floor) < lines[0];
    let behind_figure =
        !below_offices && draft.previous_free(lines[0], floor).is_some_and(|above| is_fragment(draft, above));
    let accepted = (in_contents(draft, &text) && !names_category(draft, &text))
        || (may_be_title(draft, lines[0], &text)
            && !contents_say_otherwise(draft, &text)
            && (draft.vocabulary.ends_as_name(&text) || !behind_figure));
    if accepted { lines } else { Vec::new() }
}

/// Whether the title goes on upwards: the line below starts with a bracket, or the line above is cut off.
fn extends_up(draft: &Draft<'_>, above: usize, below: usize) -> bool {
    let upper = draft.lines[above];
    let lower = draft.lines[below];
    if upper.is_bullet() || upper.is_note() || upper.text.ends_with(['。', '、']) {
        return false;
    }
    let gap = below - above - 1;
    if gap > 0 {
        // A blank line can cut a title in mid-word.
        return gap <= 2
            && (!draft.vocabulary.ends_as_name(upper.text) && is_unfinished(upper.text)
                || has_rest_below(draft, above, below))
            && opens_name(draft, above);
    }
    if department::is_department(draft, upper.text) || draft.section(above).is_some() {
        return false;
    }
    let bracket = lower.text.starts_with(['（', '(']) && lower.text.ends_with(['）', ')']);
    let cut = is_open(upper.text)
        || upper.text.ends_with(['の', 'に', 'を', 'た', 'る', '・', 'な', 'と', '「', 'び', 'や', '～', '・']);
    let named = draft.vocabulary.ends_as_name(upper.text);
    (bracket && named)
        || has_rest_below(draft, above, below)
        || ((cut || (!named && opens_name(draft, above))) && upper.hashes == lower.hashes)
}

/// Whether the line below is the rest of a name that a line begins: `…評価手法の開発` + `事業`.
fn has_rest_below(draft: &Draft<'_>, above: usize, below: usize) -> bool {
    let (upper, lower) = (&draft.lines[above], &draft.lines[below]);
    is_rest_of_programme(draft.vocabulary, upper.text, lower.text)
        && upper.text.chars().count() >= 8
        && upper.hashes == lower.hashes
        && may_be_title(draft, above, upper.text)
        && !department::is_department(draft, upper.text)
}

/// Whether a name cannot end here: `重要物資の供給途絶に備えた代替調達に関する`.
pub(crate) fn is_unfinished(text: &str) -> bool {
    let words = [
        "の",
        "を",
        "及び",
        "に関する",
        "に係る",
        "に向けた",
        "のための",
        "に備えた",
        "による",
        "における",
        "・",
        "を活用した",
        "等の",
    ];
    is_open(text) || words.iter().any(|word| text.ends_with(word))
}

/// Whether a line can be the first of a name that wraps: long, at the head of its paragraph, no sentence.
fn opens_name(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let head = index.checked_sub(1).is_none_or(|above| draft.lines[above].is_blank());
    let plain = !line.text.contains('。') && may_be_title(draft, index, line.text) && !is_cover_line(draft, index);
    head && plain && line.text.chars().count() >= 10
}

fn may_be_title(draft: &Draft<'_>, first: usize, text: &str) -> bool {
    let line = &draft.lines[first];
    let length = text.chars().count();
    (3..=100).contains(&length)
        && !line.dash
        && !line.is_note()
        && !text.ends_with(['。', '、', '：', ':', '→'])
        && !text.contains(['\t', '|'])
        && !text.starts_with(['→', '⇒', '（', '(', '＜', '<'])
        && draft.vocabulary.section(text).is_none()
        && !boxes::is_box(draft, first)
        && (line.bullet.is_none() || draft.vocabulary.ends_as_name(text) || is_set_off(draft, first))
}

/// Whether a line has a square or circle in front and a blank line above: `■ IT導入補助金2025`.
fn is_set_off(draft: &Draft<'_>, index: usize) -> bool {
    let marked = draft.lines[index].bullet.is_some_and(|bullet| bullet.starts_with(['■', '□', '◆', '◇', '●', '◎']));
    marked && index.checked_sub(1).is_none_or(|above| draft.lines[above].is_blank())
}

/// A line of a figure or an unfinished body: no sentence, bullet, note or label, so that what follows may be more of it.
fn is_fragment(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    !line.text.ends_with(['。', '．'])
        && line.hashes == 0
        && !line.is_note()
        && draft.section(index).is_none()
        && !is_category(draft, index)
        && !is_cover_line(draft, index)
        && !department::is_contact(draft, line.text)
}

/// What can stand before the first sheet: title and date of the document.
fn is_cover_line(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    crate::front::cover::read_date(text).is_some()
        || draft.vocabulary.is_publisher(text)
        || !crate::budget_label::find_budget_labels(text, crate::money::default_era(draft)).is_empty()
}

/// Whether a line between blank lines stands in 【 】 and says nothing of a budget, or names an office in any bracket:
/// `【通商政策局】`, `＜資源エネルギー庁＞`; `＜本事業のイメージ＞` is the caption of a figure.
fn is_boxed(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let names_office = |words: &str| draft.vocabulary.ends_as_department(words) && !line.text.starts_with(['（', '(']);
    let boxed = inside(line.text).is_some_and(|words| line.text.starts_with('【') || names_office(words));
    let clear = index.checked_sub(1).is_none_or(|above| draft.is_taken(above));
    boxed
        && clear
        && !line.is_bullet()
        && !line.facts.any(Facts::BUDGET | Facts::MONEY)
        && !is_new_mark(draft, line.text)
}

/// The contents exist, some of their entries have no sheet with that very name, and this line is none of them.
fn contents_say_otherwise(draft: &Draft<'_>, text: &str) -> bool {
    if draft.contents.is_empty() {
        return false;
    }
    let key = yosan_normaliser::join_key(text);
    let keys = &draft.contents_keys;
    keys.categories.contains(&key)
        || (!draft.vocabulary.ends_as_name(text) && !keys.titles.iter().any(|title| similar(title, &key)))
}

fn in_contents(draft: &Draft<'_>, text: &str) -> bool {
    if draft.contents.is_empty() {
        return false;
    }
    let key = contents_key(text);
    let mut entries = draft.contents.iter().zip(&draft.contents_keys.names);
    entries.any(|(entry, name)| entry.title.len() + 12 >= text.len() && *name == key)
}

/// Whether two names share most of their characters, in order.
pub(crate) fn similar(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    let common = longest_common(&a, &b);
    let shorter = a.len().min(b.len());
    let longer = a.len().max(b.len());
    shorter >= 4 && common * 10 >= shorter * 8 && common * 10 >= longer * 5
}

/// Length of the longest common subsequence; the inputs are short names.
fn longest_common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// A title can stand right below its headline, and the amounts of that, where nothing above can be one.
fn title_below(draft: &Draft<'_>, last_headline: usize) -> Vec<usize> {
    let no_amounts = |index: &usize| draft.is_free(*index) && !draft.is_only_amounts(*index);
    let Some(below) = (last_headline + 1..draft.lines.len()).find(no_amounts) else { return Vec::new() };
    let line = &draft.lines[below];
    let name_like = draft.vocabulary.ends_as_name(line.text) && may_be_title(draft, below, line.text);
    let next_is_label = draft.next_free(below + 1, draft.lines.len()).is_some_and(|next| {
        let text = draft.lines[next].text;
        draft.section(next).is_some() || department::is_department(draft, text)
    });
    if name_like && next_is_label && read_budget_label(line.text, crate::money::default_era(draft)).is_none() {
        vec![below]
    } else {
        Vec::new()
    }
}

/// The category headings right above the sheet, outermost first.
fn categories(draft: &Draft<'_>, start: usize, floor: usize, has_title: bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = start;
    let stack = if has_title { divider::stack(draft, start, floor) } else { Vec::new() };
    let opens = |above: &usize| {
        let sure = has_title || names_category(draft, draft.lines[*above].text);
        sure && (stack.contains(above) || is_category(draft, *above))
    };
    while found.len() < 3 {
        let Some(above) = draft.previous_free(at, floor).filter(opens) else { break };
        found.insert(0, above);
        at = above;
    }
    found
}

/// A heading that opens a category: it stands in the contents as one, has a `#` mark, or a number of a high level.
fn is_category(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let below = draft.lines.get(index + 1).is_none_or(crate::line::Line::is_blank);
    let squared = line.bullet.is_some_and(|bullet| bullet.starts_with(['■', '□', '◆', '◇']));
    let plain = line.text.chars().count() <= 30 && !line.text.ends_with('。') && !line.facts.any(Facts::DIGIT);
    let free = below && plain && draft.section(index).is_none();
    if free && (squared && is_set_off(draft, index) || is_boxed(draft, index)) {
        return true;
    }
    if line.is_bullet() || line.is_note() || line.text.ends_with(['。', '、', '：']) || line.text.chars().count() > 60
    {
        return false;
    }
    if draft.section(index).is_some() || line.text.contains(['\t', '|']) {
        return false;
    }
    if names_category(draft, line.text) || line.hashes > 0 {
        return true;
    }
    let heading = name::read_heading(draft, &draft.passage(index));
    let high = matches!(heading.form, Some(NumberForm::Roman | NumberForm::Chapter));
    let arabic = matches!(heading.form, Some(NumberForm::Arabic)) && draft.contents.is_empty();
    let related = line.text.ends_with("関連") || line.text.ends_with("関係");
    // A numbered point can be the last line of a body; behind a finished sentence it is a heading.
    let above = draft.previous_free(index, 0);
    let clear = above.is_none_or(|above| !is_plain_fragment(draft, above));
    let alone = heading.form.is_none() && draft.contents.is_empty() && stands_alone(draft, index);
    high || ((arabic || related) && clear) || (alone && above.is_none_or(|above| ends_a_sheet(draft, above)))
}

/// A line between blank lines that can be a heading, or a finished one between the cover and the name of a sheet.
fn stands_alone(draft: &Draft<'_>, index: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| draft.lines.get(at)).is_none_or(crate::line::Line::is_blank);
    let line = &draft.lines[index];
    let covered = index.checked_sub(1).and_then(|above| draft.owner(above));
    let behind_cover = covered.is_some_and(|owner| matches!(owner.role, LineRole::Cover | LineRole::Contents));
    let named_below = || draft.lines.get(index + 1).is_some_and(|below| draft.vocabulary.ends_as_name(below.text));
    let between = || behind_cover && !is_unfinished(line.text) && named_below();
    (behind_cover || blank(index.checked_sub(1)))
        && (blank(index.checked_add(1)) || between())
        && may_be_title(draft, index, line.text)
        && !line.is_bullet()
        && !department::is_department(draft, line.text)
}

/// Behind a finished sentence, a label without body, or the cover, what stands alone is no fragment of a figure.
fn ends_a_sheet(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    text.ends_with('。') || draft.section(index).is_some() || is_cover_line(draft, index)
}

fn is_plain_fragment(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    !line.is_bullet() && !line.is_note() && !line.text.ends_with('。') && !is_cover_line(draft, index)
}

/// `人づくり革命関連` is the category `1. 「人づくり革命」関連` of the contents.
fn names_category(draft: &Draft<'_>, text: &str) -> bool {
    let categories = &draft.contents_keys.bare_categories;
    if categories.is_empty() {
        return false;
    }
    let key = bare_category(&yosan_normaliser::join_key(text));
    key.chars().nth(1).is_some() && categories.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn names_that_are_nearly_the_same() {
        assert!(similar("中小企業組合等共同施設等災害復旧事業", "熊本地震中小企業組合等共同施設等災害復旧事業"));
        assert!(!similar("開発時間の短縮", "グローバル・ベンチャー・エコシステム加速化事業費"));
    }
}
