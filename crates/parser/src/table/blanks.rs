//! Tables whose cells blanks part: `一般会計　　3,495　　3,510　　15　0.4%`, the way converters print them.
//!
//! ```text
//! row     = label-word+ figure figure+ remark-word{0,2}
//! figure  = sign? blank* number | dash | 新規 | figure bracket      4,280 (3,550) is one
//! header  = line of words, one for each column; or of one word each, over several lines
//! ```
//! Between Japanese characters and digits folding takes blanks away, so that the words of a line come from the source.
//! The header says how many words stand in front of the figures: `番号　区分　事業名　R7当初　R6当初　増減　担当課`.

use std::ops::Range;

use super::cell::Scan;
use super::grid::{Grid, GridCell, GridRow};
use super::label;
use super::unit;
use crate::amount::status_word;
use crate::brackets::{self, opens};
use crate::characters::{is_digit, is_range_sign};

/// A line and the words on it that blanks part on the page.
#[derive(Clone, Debug)]
pub(crate) struct SpacedLine<'t> {
    /// Index of the line in the table.
    line: usize,
    full: &'t str,
    /// Where the label may begin: behind the list mark of a converter.
    start: usize,
    words: Vec<Range<usize>>,
    /// The words that are figures.
    figures: Range<usize>,
}

/// Remarks behind the figures: an office, 備考.
const MOST_REMARKS: usize = 2;

/// The fewest figures that make a row.
const FEWEST_FIGURES: usize = 2;

impl<'t> SpacedLine<'t> {
    /// The line `full` with its words; `line` counts from the first line of the table.
    pub(crate) fn new(line: usize, full: &'t str, start: usize, printed: Vec<Range<usize>>) -> Self {
        let words = joined(full, printed);
        let is_figure = |at: usize| Scan::has_figures(&full[words[at].clone()]);
        let end = (0..words.len()).rev().find(|at| is_figure(*at)).map_or(0, |last| last + 1);
        let first = (0..end).rev().take_while(|at| is_figure(*at)).last().unwrap_or(end);
        Self { line, full, start, words, figures: first..end }
    }

    /// A look at the printed line: whether two words that begin as figures do stand near its end. Most lines are refused here.
    pub(crate) fn may_be_row(printed: &str) -> bool {
        const LAST_WORDS: usize = 8;
        let begins_figure = |word: &str| {
            let sign = |c: char| is_digit(c) || is_range_sign(c) || opens(c) || "▲△▼+＋±¥￥―━".contains(c);
            word.starts_with(sign) || status_word(word).is_some()
        };
        let mut behind = false;
        printed.split_whitespace().rev().take(LAST_WORDS).any(|word| {
            let before = std::mem::replace(&mut behind, begins_figure(word));
            before && behind
        })
    }

    /// How many figures stand behind a label; none where the line is no row.
    pub(crate) fn row(&self) -> Option<usize> {
        let is_row = self.figures.start > 0
            && self.figures.len() >= FEWEST_FIGURES
            && self.words.len() - self.figures.end <= MOST_REMARKS
            && !label::is_sentence(self.full);
        is_row.then_some(self.figures.len())
    }

    /// The same for a row whose last figure is a remark: `-　1,200　1,200　新規`.
    pub(crate) fn row_with_mark(&self) -> Option<usize> {
        let last = self.words.get(self.figures.end.checked_sub(1)?)?;
        let is_mark = Scan::of(&self.full[last.clone()]) == Scan::New && self.figures.end == self.words.len();
        self.row().map(|count| count - 1).filter(|count| is_mark && *count >= FEWEST_FIGURES)
    }

    /// Takes the last figure for a remark.
    pub(crate) fn drop_mark(&mut self) {
        self.figures.end -= 1;
    }

    /// Moves the line: its index counts from the first line of the table.
    pub(crate) fn at(self, line: usize) -> Self {
        Self { line, ..self }
    }

    /// Whether the line can head columns or the rows below it: a few words, and none of them a figure.
    pub(crate) fn is_head(&self) -> bool {
        const MOST_CHARS: usize = 60;
        !self.words.is_empty()
            && self.words.iter().all(|word| !Scan::of(&self.full[word.clone()]).is_figure() || self.words.len() > 1)
            && self.figures.len() < FEWEST_FIGURES
            && self.full.trim().chars().count() <= MOST_CHARS
            && !label::is_sentence(self.full)
            && !label::has_bullet(self.full)
    }

    /// Whether the line is one bracket, which says more of the row above it: `【R6補正 2,000】`.
    pub(crate) fn is_bracket(&self) -> bool {
        matches!(self.words.as_slice(), [word] if brackets::inside(&self.full[word.clone()]).is_some())
    }

    /// Whether figures stand at the end of the line, alone or behind words.
    pub(crate) fn ends_in_figures(&self) -> bool {
        let last = self.words.last().filter(|_| self.figures.end == self.words.len());
        last.is_some_and(|last| matches!(Scan::of(&self.full[last.clone()]), Scan::Figure(_)))
    }

    /// Whether a word of the line names a year or a stage.
    pub(crate) fn names_period(&self) -> bool {
        self.words.iter().any(|word| label::is_period(&self.full[word.clone()]))
    }

    fn cell(&self, words: Range<usize>) -> GridCell<'t> {
        let (Some(first), Some(last)) = (self.words.get(words.start), self.words[..words.end].last()) else {
            return GridCell::default();
        };
        if words.is_empty() {
            return GridCell::default();
        }
        // Blanks in front of the label say how far it is moved in.
        let start = if words.start == 0 { self.start } else { first.start };
        self.full.get(start..last.end).map_or_else(GridCell::default, |raw| GridCell::cut(self.line, start, raw))
    }
}

/// Puts together what is one word: `▲ 3`, `（ 0.4% ）`, `4,280 (3,550)`, `令和 4年度`, `区 分`.
fn joined(full: &str, printed: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::with_capacity(printed.len());
    let mut spaced = false;
    for word in printed {
        let text = &full[word.clone()];
        let is_letter = is_letter(text);
        let joins = words.last().is_some_and(|last| (spaced && is_letter) || belongs(&full[last.clone()], text));
        spaced = is_letter && (spaced || !joins);
        match words.last_mut() {
            Some(last) if joins => last.end = word.end,
            _ => words.push(word),
        }
    }
    words
}

/// One letter of a word that is spaced out.
fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii()) && chars.next().is_none()
}

fn belongs(before: &str, text: &str) -> bool {
    let is_sign = || matches!(before, "▲" | "△" | "＋" | "+" | "±");
    let is_second = || text.starts_with(opens) && Scan::of(text).is_figure() && Scan::of(before).is_figure();
    let is_year = || {
        let (of_era, of_number) = (before.ends_with("令和") || before.ends_with("平成"), before.ends_with(is_digit));
        of_era && text.starts_with(is_digit) || of_number && text.starts_with('年')
    };
    is_sign() || is_second() || is_year() || brackets::is_open(before)
}

/// How the columns of a table lie.
pub(super) struct Columns {
    /// Running numbers stand in front of the labels.
    pub(super) numbered: bool,
    /// Words in front of the figures, by the header; the last of them is the label.
    pub(super) labels: usize,
    pub(super) figures: usize,
    /// A column of remarks stands behind the figures.
    pub(super) remarks: bool,
}

/// The grid of a table: its header lines, then its rows and the headings between them.
pub(super) fn grid<'t>(head: &[SpacedLine<'t>], rows: &[SpacedLine<'t>], figures: usize) -> Grid<'t> {
    let columns = Columns::of(head, rows, figures);
    let mut grid = Grid::default();
    grid.rows.extend(head.iter().filter_map(unit_at_end));
    grid.rows.extend(header_rows(head, &columns));
    for row in rows {
        let label = grid.rows.last_mut().and_then(|last| last.cells.get_mut(usize::from(columns.numbered)));
        match label.filter(|_| row.is_bracket()) {
            Some(label) => label.append(row.cell(0..row.words.len())),
            None => grid.rows.push(columns.row(row)),
        }
    }
    grid
}

impl Columns {
    fn of(head: &[SpacedLine<'_>], rows: &[SpacedLine<'_>], figures: usize) -> Self {
        let full =
            |row: &&SpacedLine<'_>| row.row().is_some() && head.iter().any(|line| line.words.len() == row.words.len());
        let labels = rows.iter().find(full).map_or(1, |row| row.figures.start);
        let body = || rows.iter().filter(|row| row.row().is_some());
        let remarks = body().any(|row| row.figures.end < row.words.len());
        let numbers: Vec<u32> = body().filter_map(|row| row.full[row.words.first()?.clone()].parse().ok()).collect();
        let counts_up = numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
        Self { numbered: labels > 1 && counts_up, labels, figures, remarks }
    }

    fn row<'t>(&self, row: &SpacedLine<'t>) -> GridRow<'t> {
        if row.row().is_none() {
            let label = row.cell(0..row.words.len());
            return self.cells(row.line, GridCell::default(), label, Vec::new(), Vec::new(), GridCell::default());
        }
        let is_number = |word: &Range<usize>| row.full[word.clone()].parse::<u32>().is_ok();
        let number = usize::from(self.numbered && row.words.first().is_some_and(is_number));
        // 合計 stands alone where other rows have words in front of the label.
        let name = if row.figures.start < self.labels { number } else { self.labels - 1 };
        let middle = (number..name).map(|at| row.cell(at..at + 1)).collect();
        let figures = row.figures.clone().map(|at| row.cell(at..at + 1)).collect();
        let (first, label) = (row.cell(0..number), row.cell(name..row.figures.start));
        self.cells(row.line, first, label, middle, figures, row.cell(row.figures.end..row.words.len()))
    }

    /// The cells in the order in which tables have them: number, label, the words between, figures, remark.
    fn cells<'t>(
        &self,
        line: usize,
        number: GridCell<'t>,
        label: GridCell<'t>,
        mut middle: Vec<GridCell<'t>>,
        mut figures: Vec<GridCell<'t>>,
        remark: GridCell<'t>,
    ) -> GridRow<'t> {
        middle.resize_with(self.labels - 1 - usize::from(self.numbered), GridCell::default);
        figures.resize_with(self.figures, GridCell::default);
        let mut cells = if self.numbered { vec![number, label] } else { vec![label] };
        cells.extend(middle);
        cells.extend(figures);
        if self.remarks {
            cells.push(remark);
        }
        GridRow { line, cells }
    }

    /// The same of words that stand on lines of their own: a year and the stage below it are one head.
    pub(super) fn joined_header<'t>(&self, line: usize, words: Vec<GridCell<'t>>) -> Option<GridRow<'t>> {
        let mut joined: Vec<GridCell<'t>> = Vec::new();
        for cell in words {
            match joined.last_mut().filter(|last| is_year(&last.text) && !label::names_year(&cell.text)) {
                Some(last) => last.append(cell),
                None => joined.push(cell),
            }
        }
        self.header(line, joined)
    }

    /// The row of the header that these words make, where their number fits the columns.
    fn header<'t>(&self, line: usize, mut words: Vec<GridCell<'t>>) -> Option<GridRow<'t>> {
        let remarks = usize::from(self.remarks);
        let in_front = words.len().checked_sub(self.figures)?;
        let (labels, behind) = match in_front {
            0 => (0, 0),
            front if front == self.labels + remarks => (self.labels, remarks),
            front if front == 1 + remarks => (1, remarks),
            // 事業名 in front, or 備考 behind.
            1 if remarks == 1 && label::is_period(&words[0].text) => (0, 1),
            1 => (1, 0),
            _ => return None,
        };
        let remark = if behind == 1 { words.pop()? } else { GridCell::default() };
        let figures = words.split_off(labels);
        let label = words.pop().unwrap_or_default();
        let number = if self.numbered && !words.is_empty() { words.remove(0) } else { GridCell::default() };
        Some(self.cells(line, number, label, words, figures, remark))
    }
}

/// The unit behind the column heads of its line: `区分　6年度　5年度　（単位：億円）`.
fn unit_at_end<'t>(line: &SpacedLine<'t>) -> Option<GridRow<'t>> {
    let last = line.words.len().checked_sub(1).filter(|last| *last > 0 && is_unit(line, *last))?;
    Some(GridRow { line: line.line, cells: vec![line.cell(last..last + 1)] })
}

fn is_unit(line: &SpacedLine<'_>, word: usize) -> bool {
    unit::alone(&line.full[line.words[word].clone()]).is_some()
}

/// The header: a row for each line, or one row of the words of all lines, a year joined with the stage below it.
fn header_rows<'t>(head: &[SpacedLine<'t>], columns: &Columns) -> Vec<GridRow<'t>> {
    let words = |line: &SpacedLine<'t>| -> Vec<GridCell<'t>> {
        let count = line.words.len() - usize::from(unit_at_end(line).is_some());
        (0..count).map(|at| line.cell(at..at + 1)).collect()
    };
    let by_line: Option<Vec<GridRow<'t>>> = head.iter().map(|line| columns.header(line.line, words(line))).collect();
    if let Some(rows) = by_line.or_else(|| stages_below_years(head, columns, &words)) {
        return rows;
    }
    let line = head.first().map_or(0, |line| line.line);
    // A title can stand above the heads.
    let of_last = || head.last().and_then(|last| columns.header(last.line, words(last)));
    columns.joined_header(line, head.iter().flat_map(words).collect()).or_else(of_last).into_iter().collect()
}

/// Two lines of heads, where the lower one has a stage for each year of the upper one and nothing else.
fn stages_below_years<'t>(
    head: &[SpacedLine<'t>],
    columns: &Columns,
    words: &impl Fn(&SpacedLine<'t>) -> Vec<GridCell<'t>>,
) -> Option<Vec<GridRow<'t>>> {
    let [upper, lower] = head else { return None };
    let mut row = columns.header(upper.line, words(upper))?;
    let stages = words(lower);
    if stages.iter().any(|stage| !label::is_period(&stage.text) || label::names_year(&stage.text)) {
        return None;
    }
    let years: Vec<&mut GridCell<'t>> = row.cells.iter_mut().filter(|cell| is_year(&cell.text)).collect();
    if years.len() != stages.len() {
        return None;
    }
    years.into_iter().zip(stages).for_each(|(year, stage)| year.append(stage));
    Some(vec![row])
}

/// A year without a stage: 令和4年度.
fn is_year(text: &str) -> bool {
    label::names_year(text) && text.ends_with("年度")
}
