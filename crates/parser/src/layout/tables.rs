//! Money tables in the document: what [`crate::table`] finds becomes records, amounts and findings.
//!
//! Tables are found before the layouts run, so that their rows are never taken for entries. A pipe table whose cells
//! print their own units is left to the layouts unless its header names years: a plan states attributes that way.

pub(crate) mod by_blanks;
mod stacked;

use std::ops::Range;

use crate::brackets::{Bracket, inside, opening};
use crate::budget_label::{BudgetLabel, find_budget_labels};
use crate::draft::{Draft, OwnedAmount};
use crate::facts::Facts;
use crate::money::default_era;
use crate::passage::Passage;
use crate::record::{
    Amount, Basis, BasisSource, Cell, Check, Code, Evidence, LineRole, Place, RelatedPlace, Role, Row, Stage, Status,
    Table, Text,
};
use crate::table::{self, Anchor, At, CellValue, CheckKind, Form, Found, ReadCell, ReadCheck, ReadRow, ReadTable};

/// How many lines above a table are looked at for its caption and unit.
const ABOVE: usize = 4;

/// How many lines are looked at first.
const REACH: usize = 64;

/// The same of an HTML table; more than any takes.
const HTML_REACH: usize = 512;

/// Finds the money tables and claims their lines, captions and units included.
pub(crate) fn claim(draft: &mut Draft<'_>) {
    let mut unit = None;
    let mut index = 0;
    while index < draft.lines.len() {
        if states_unit(draft, index) && table::stated_yen(draft.lines[index].full).is_some() {
            unit = Some(index);
        }
        let next = read_at(draft, index, unit);
        index = next.unwrap_or(index + 1).max(index + 1);
    }
}

/// Reads the table that begins at a line; gives the line behind it. `unit` is the line of the nearest
/// legend above that states one.
fn read_at(draft: &mut Draft<'_>, index: usize, unit: Option<usize>) -> Option<usize> {
    if draft.is_taken(index) {
        return None;
    }
    if !draft.lines[index].facts.any(Facts::CELLS) {
        return stacked::read_below(draft, index).or_else(|| by_blanks::read_at(draft, index));
    }
    let mut above = lines_above(draft, index);
    let above_text: Vec<&str> = above.iter().map(|at| draft.lines[*at].full).collect();
    let (lines, mut found) = measure(draft, index, &above_text)?;
    let by_legend = !found.shape.is_money;
    if by_legend {
        let stated = unit.and_then(|unit| Some((unit, by_legend_unit(draft, unit, &lines, &above_text)?)));
        let Some((unit, again)) = stated.filter(|(_, again)| again.shape.is_money) else {
            return Some(index + found.shape.lines);
        };
        above.push(unit);
        found = again;
    }
    let shape = found.shape;
    let bold: Vec<bool> = draft.lines[index..index + shape.lines].iter().map(|line| line.bold).collect();
    let read = found.read(&lines, &bold, &above_text);
    let dated = read.columns.iter().any(|column| column.period.is_some());
    let has_unit = || read.unit_yen.is_some() || read.columns.iter().any(|column| column.unit_yen.is_some());
    if by_legend && !names_budget(draft, &read) || !dated && shape.form == Form::Pipe && !has_unit() {
        return Some(index + shape.lines);
    }
    let frame = Frame { first: index, above, unit_elsewhere: by_legend };
    record(draft, &frame, shape.lines + shape.behind, read);
    Some(index + shape.lines)
}

/// The table that the bars draw, if the figures in it have the unit that a legend states: `単位：億円。( )内は…` above
/// `| 事業名 | R6予算案 | R5当初 |`.
fn by_legend_unit(draft: &Draft<'_>, unit: usize, lines: &[&str], above: &[&str]) -> Option<Found> {
    let (range, yen) = table::stated_unit(draft.lines[unit].full)?;
    table::find_with_unit(lines, above, &(Anchor::Above(At { line: above.len(), range }), yen))
}

/// Whether a column is a budget: R6予算案, not 令和6年度, below which persons and firms can be counted too.
fn names_budget(draft: &Draft<'_>, read: &ReadTable) -> bool {
    let mut periods = read.columns.iter().filter_map(|column| column.period.as_deref());
    periods.any(|period| find_budget_labels(period, default_era(draft)).iter().any(|label| label.stage.is_some()))
}

/// Whether a line is a legend that states a unit.
fn states_unit(draft: &Draft<'_>, at: usize) -> bool {
    draft.owner(at).is_some_and(|owner| owner.role == LineRole::Legend) && table::says_unit(draft.lines[at].text)
}

/// The lines of a table that begins here, and some behind it. Ever more lines are looked at while it goes on, so that a
/// document of many short tables, or of lines that only look like one, costs no more than its length.
fn measure<'t>(draft: &Draft<'t>, index: usize, above: &[&str]) -> Option<(Vec<&'t str>, Found)> {
    let is_ours = |at: &usize| draft.is_free(*at) || draft.lines[*at].is_blank();
    let mut reach = if draft.lines[index].full.contains('<') { HTML_REACH } else { REACH };
    loop {
        let end = draft.lines.len().min(index + reach);
        let lines: Vec<&str> = (index..end).take_while(is_ours).map(|at| draft.lines[at].full).collect();
        let found = table::find(&lines, above)?;
        // A gap of a page break takes two lines more.
        if found.shape.lines + 2 < lines.len() || lines.len() < reach {
            return Some((lines, found));
        }
        reach *= 4;
    }
}

/// The free non-blank lines before a table, nearest last; a legend can state the unit too.
fn lines_above(draft: &Draft<'_>, index: usize) -> Vec<usize> {
    let mut above: Vec<usize> = (0..index)
        .rev()
        .take(3 * ABOVE)
        .filter(|at| !draft.lines[*at].is_blank())
        .take(ABOVE)
        .take_while(|at| draft.is_free(*at) || states_unit(draft, *at))
        .collect();
    above.reverse();
    above
}

/// Where the lines that the reader was given stand in the document.
struct Frame {
    first: usize,
    above: Vec<usize>,
    /// The legend of the paper states the unit: its line is none of the table.
    unit_elsewhere: bool,
}

impl Frame {
    fn passage<'t>(&self, draft: &Draft<'t>, at: &At) -> Passage<'t> {
        self.in_line(draft, self.first + at.line, at.range.clone())
    }

    fn anchor<'t>(&self, draft: &Draft<'t>, anchor: &Anchor) -> (usize, Passage<'t>) {
        match anchor {
            Anchor::Inside(at) => (self.first + at.line, self.passage(draft, at)),
            Anchor::Above(at) => {
                let line = self.above.get(at.line).copied().unwrap_or(self.first);
                (line, self.in_line(draft, line, at.range.clone()))
            }
        }
    }

    fn in_line<'t>(&self, draft: &Draft<'t>, line: usize, range: Range<usize>) -> Passage<'t> {
        let offset = draft.lines[line].offset;
        Passage::new(draft.text(), offset + range.start..offset + range.end)
    }

    /// The pieces of a cell or label as one passage.
    fn joined<'t>(&self, draft: &Draft<'t>, first: &At, more: &[At]) -> Passage<'t> {
        let mut passage = self.passage(draft, first);
        for at in more {
            let offset = draft.lines[self.first + at.line].offset;
            passage.push(draft.text(), offset + at.range.start..offset + at.range.end);
        }
        passage
    }
}

/// Writes the records of a table that takes so many lines.
fn record(draft: &mut Draft<'_>, frame: &Frame, lines: usize, read: ReadTable) {
    let caption = read.caption.as_ref().map(|anchor| frame.anchor(draft, anchor));
    let unit = read.unit_printed.as_ref().map(|anchor| frame.anchor(draft, anchor));
    let head = |anchor: &Option<(usize, Passage<'_>)>| anchor.as_ref().map_or(frame.first, |(line, _)| *line);
    let unit_head = if frame.unit_elsewhere { frame.first } else { head(&unit) };
    let first = head(&caption).min(unit_head).min(frame.first);
    let last = (frame.first..frame.first + lines).rev().find(|at| !draft.lines[*at].is_blank()).unwrap_or(frame.first);
    let unit_line = unit.as_ref().map(|(line, _)| draft.lines[*line].number);
    let rows = rows(draft, frame, &read, unit_line);
    let checks = checks(draft, frame, &read);
    let id = Text::Owned(format!("{}#table-{}", draft.id, draft.tables.len() + 1));
    let table = Table {
        id,
        document: Text::Borrowed(draft.id),
        caption: caption.map(|(_, passage)| passage.text),
        unit_printed: unit.map(|(_, passage)| draft.printed(draft.place_of(&passage))),
        unit_yen: read.unit_yen,
        columns: read.columns.iter().map(|column| column.label.clone()).collect(),
        rows,
        checks,
        span: draft.place_of_lines(first, last),
    };
    draft.tables.push(table);
    draft.own_all(first..last + 1, LineRole::Table, None);
}

fn rows<'t>(draft: &mut Draft<'t>, frame: &Frame, read: &ReadTable, unit_line: Option<u32>) -> Vec<Row<'t>> {
    let era = default_era(draft);
    let head_line = draft.lines[frame.first].number;
    let columns: Vec<Option<BudgetLabel>> = read
        .columns
        .iter()
        .map(|column| column.period.as_deref().and_then(|period| find_budget_labels(period, era).into_iter().next()))
        .collect();
    let mut rows = Vec::with_capacity(read.rows.len());
    for (at, row) in read.rows.iter().enumerate() {
        let label = row.label.as_ref().map(|at| frame.joined(draft, at, &row.label_more));
        let label_text = label.as_ref().map(|passage| passage.text.clone());
        let period = label_text
            .as_deref()
            .and_then(|text| find_budget_labels(text, era).into_iter().find(|l| l.fiscal_year.is_some()));
        let line = draft.place_of_lines(frame.first + row.line, frame.first + row.line);
        let neighbours = [at.checked_sub(1).and_then(|before| read.rows.get(before)), read.rows.get(at + 1)];
        let mut places = row.cells.iter().filter_map(|cell| cell.place.as_ref()).chain(&row.label_more);
        let own_lines = places.any(|at| at.line != row.line);
        let shares_line = own_lines || neighbours.into_iter().flatten().any(|other| other.line == row.line);
        let span = if shares_line { place_of_row(draft, frame, row).unwrap_or(line) } else { line };
        let mut cells = Vec::with_capacity(row.cells.len());
        for (at, cell) in row.cells.iter().enumerate() {
            let column = columns.get(at).and_then(Option::as_ref);
            let period = match (&period, column) {
                (Some(period), _) => Some((period, span.line)),
                (None, Some(column)) => Some((column, head_line)),
                (None, None) => None,
            };
            let budget = period.map_or_else(Budget::default, |(period, line)| Budget::printed(period, line));
            push_amounts(draft, frame, cell, &budget, label_text.as_ref(), unit_line.unwrap_or(head_line));
            cells.push(cell_record(draft, frame, cell));
        }
        rows.push(Row { label: label_text, level: row.level, cells, span });
    }
    rows
}

/// Where the label and the cells of a row stand: several rows of a table of tags can stand on one line, and the cells of
/// a row on lines of their own.
fn place_of_row(draft: &Draft<'_>, frame: &Frame, row: &ReadRow) -> Option<Place> {
    let of_cell = |cell: &'_ ReadCell| {
        cell.place.iter().chain(&cell.more).chain(cell.second.as_ref().map(|(at, _)| at)).cloned().collect::<Vec<At>>()
    };
    let labels = row.label.iter().chain(&row.label_more).cloned();
    let places = labels.chain(row.cells.iter().flat_map(of_cell));
    let spans = places.map(|at| frame.passage(draft, &at).whole_span(draft.folded));
    spans.reduce(|one, other| one.cover(other)).map(|span| draft.place(span))
}

fn cell_record<'t>(draft: &Draft<'t>, frame: &Frame, cell: &ReadCell) -> Cell<'t> {
    let Some(place) = &cell.place else {
        return Cell { printed: Text::Borrowed(""), yen: None, percent: None, text: None, span: None };
    };
    let behind: Vec<At> = cell.more.iter().chain(cell.second.as_ref().map(|(at, _)| at)).cloned().collect();
    let passage = frame.joined(draft, place, &behind);
    let span = draft.place_of(&passage);
    let (mut yen, mut percent, mut text) = (None, None, None);
    match &cell.value {
        CellValue::Money { yen: value, .. } => yen = Some(*value),
        CellValue::Percent(value) => percent = Some(Text::Owned(value.clone())),
        _ => text = Some(passage.text.clone()),
    }
    Cell { printed: draft.printed(span), yen, percent, text, span: Some(span) }
}

/// Of which year, stage and round a cell is, and the line that says so.
#[derive(Clone, Copy, Default)]
struct Budget {
    fiscal_year: Option<u16>,
    stage: Option<Stage>,
    round: Option<u8>,
    evidence: Option<Evidence>,
}

impl Budget {
    fn printed(label: &BudgetLabel, line: u32) -> Self {
        let evidence = Some(Evidence { from: BasisSource::TableHeader, line });
        Self { fiscal_year: label.fiscal_year, stage: label.stage, round: label.round, evidence }
    }

    /// Of the figure in brackets behind another, `4,280 (3,550)`: the legend says it, else round brackets hold the
    /// year before. A change is of the year that it leads to.
    fn in_brackets(self, draft: &Draft<'_>, bracket: Option<Bracket>, yen: i64) -> Self {
        let meaning = draft.legend.and_then(|legend| legend.bracket(bracket?));
        match meaning {
            Some(meaning) if meaning.change || meaning.national_share || meaning.commitment => self,
            Some(meaning) => Self {
                fiscal_year: meaning.fiscal_year,
                stage: meaning.stage,
                round: meaning.round,
                evidence: Some(Evidence { from: BasisSource::Legend, line: meaning.span.line }),
            },
            None if yen < 0 => self,
            None if bracket == Some(Bracket::Round) => Self {
                fiscal_year: self.fiscal_year.map(|year| year.saturating_sub(1)),
                stage: None,
                round: None,
                ..self
            },
            None => Self::default(),
        }
    }
}

/// The amounts of a cell: its figure, and the one in brackets behind it.
fn push_amounts<'t>(
    draft: &mut Draft<'t>,
    frame: &Frame,
    cell: &ReadCell,
    budget: &Budget,
    label: Option<&Text<'t>>,
    unit_line: u32,
) {
    if let Some(place) = &cell.place {
        let span = draft.place_of(&frame.joined(draft, place, &cell.more));
        push_amount(draft, &cell.value, span, budget, label, unit_line);
    }
    if let Some((place, value)) = &cell.second {
        let passage = frame.passage(draft, place);
        let bracket = passage.text.chars().next().and_then(opening);
        let meaning = draft.legend.zip(bracket).and_then(|(legend, bracket)| legend.bracket(bracket));
        if meaning.is_some_and(|meaning| meaning.ratio) {
            return;
        }
        let inner = inside(&passage.text).map_or(0..passage.text.len(), |inner| {
            let start = passage.text.chars().next().map_or(0, char::len_utf8);
            start..start + inner.len()
        });
        let span = draft.place_of(&passage.slice(inner).trimmed());
        let yen = if let CellValue::Money { yen, .. } = value { *yen } else { 0 };
        push_amount(draft, value, span, &budget.in_brackets(draft, bracket, yen), label, unit_line);
    }
}

fn push_amount<'t>(
    draft: &mut Draft<'t>,
    value: &CellValue,
    span: Place,
    budget: &Budget,
    label: Option<&Text<'t>>,
    unit_line: u32,
) {
    if *value == CellValue::OutOfRange {
        draft.find(
            Code::AmountOutOfRange,
            "this cell is larger than any amount that can be stored; look whether digits have run together",
            span,
        );
    }
    let CellValue::Money { yen, precision_yen, open_ended, .. } = *value else { return };
    let amount = Amount {
        role: Role::Table,
        yen: Some(yen),
        yen_max: None,
        precision_yen: Some(precision_yen),
        status: Status::Amount,
        open_ended,
        approximate: false,
        bound: None,
        part_of: false,
        fiscal_year: budget.fiscal_year,
        stage: budget.stage,
        round: budget.round,
        special_measure: false,
        fund: None,
        previous: false,
        label_printed: None,
        printed: draft.printed(span),
        note: label.cloned(),
        basis: Basis {
            role: None,
            unit: Some(Evidence { from: BasisSource::TableHeader, line: unit_line }),
            fiscal_year: budget.fiscal_year.and(budget.evidence),
            stage: budget.stage.and(budget.evidence),
        },
        span,
    };
    draft.amounts.push(OwnedAmount { programme: None, section: None, amount });
}

fn checks<'t>(draft: &mut Draft<'t>, frame: &Frame, read: &ReadTable) -> Vec<Check<'t>> {
    let mut checks = Vec::new();
    for check in &read.checks {
        let Some(span) = cell_place(draft, frame, read, check.row, check.column) else { continue };
        if !check.within_rounding {
            report(draft, frame, read, check, span);
        }
        if check.kind == CheckKind::Percent {
            continue;
        }
        let label = read.rows[check.row].label.as_ref().map(|at| frame.passage(draft, at).text);
        let column = read.columns.get(check.column).map(|column| Text::Owned(column.label.clone()));
        checks.push(Check {
            label,
            column,
            printed: check.printed,
            sum: check.sum,
            difference: check.difference,
            within_rounding: check.within_rounding,
            span,
        });
    }
    checks
}

fn cell_place(draft: &Draft<'_>, frame: &Frame, read: &ReadTable, row: usize, column: usize) -> Option<Place> {
    let cell = read.rows.get(row)?.cells.get(column)?;
    Some(draft.place_of(&frame.passage(draft, cell.place.as_ref()?)))
}

fn report<'t>(draft: &mut Draft<'t>, frame: &Frame, read: &ReadTable, check: &ReadCheck, span: Place) {
    let (code, message) = match check.kind {
        CheckKind::Percent => (
            Code::TablePercentOff,
            "the printed rate does not follow from its amounts; compare the row with the original".to_owned(),
        ),
        CheckKind::Sum | CheckKind::Difference => {
            let message = format!(
                "the printed total is off by {} yen, more than rounding explains; compare the row with the original",
                check.difference
            );
            (Code::TableTotalOff, message)
        }
    };
    let places = check.parts.iter().filter_map(|(row, column)| cell_place(draft, frame, read, *row, *column));
    let related: Vec<RelatedPlace<'t>> = places.map(|span| RelatedPlace { message: "a part".into(), span }).collect();
    draft.find_related(code, message, span, None, related);
}

#[cfg(test)]
mod tests {
    use yosan_normaliser::{Source, fold};

    use super::*;
    use crate::record::{Legend, LegendMeaning};
    use crate::vocabulary::Vocabulary;

    const TABLE: &str = "単位：億円\n区分\t令和3年度予算案\t増減\n一般会計\t4,280 (3,550)\t730\nエネルギー特会\t7,072 (8,362)\t▲1,290\n合計\t11,352 (11,912)\t▲560\n";

    /// Yen in 億, year and stage.
    type Stated = (i64, Option<u16>, Option<Stage>);

    /// The amounts, and the cells as printed.
    fn read(legend: Option<Legend>) -> (Vec<Stated>, Vec<String>) {
        let folded = fold(TABLE);
        let source = Source::from_text(TABLE);
        let mut draft = Draft::new(&source, &folded, Vocabulary::built_in(), "x");
        draft.legend = legend;
        claim(&mut draft);
        let amount = |owned: &OwnedAmount<'_>| {
            let amount = &owned.amount;
            (amount.yen.unwrap_or_default() / 100_000_000, amount.fiscal_year, amount.stage)
        };
        let cells = draft.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        (draft.amounts.iter().map(amount).collect(), cells.map(|cell| cell.printed.to_string()).collect())
    }

    #[test]
    fn a_second_figure_is_an_amount_of_its_own() {
        let (amounts, cells) = read(None);
        assert_eq!(
            amounts[..3],
            [(4_280, Some(2021), Some(Stage::Draft)), (3_550, Some(2020), None), (730, None, None)]
        );
        assert_eq!(amounts.len(), 9);
        assert_eq!(cells[..2], ["4,280 (3,550)", "730"]);
    }

    #[test]
    fn the_legend_says_what_a_second_figure_is_of() {
        let span = Place { line: 1, end_line: 1, start: 0, end: 0 };
        let stage = Some(Stage::Supplementary);
        let meaning = LegendMeaning { fiscal_year: Some(2020), stage, span, ..LegendMeaning::default() };
        let (amounts, _) = read(Some(Legend { parenthesis: Some(meaning), ..Legend::default() }));
        assert_eq!(amounts[1], (3_550, Some(2020), stage));
    }
}
