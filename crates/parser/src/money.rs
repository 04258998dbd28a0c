//! Amounts in the document: what the readers of [`crate::amount`] find in a passage becomes records.
//!
//! Headline amounts belong to a programme. All other passages are read at the end, each once, as prose.

use std::collections::BTreeMap;

use yosan_normaliser::Era;

use crate::amount::{self, BasisAt, OwnBudget, Problem, ProblemKind, ReadAmount, Reading, Surroundings};
use crate::characters::is_digit;
use crate::draft::{Draft, OwnedAmount};
use crate::front::unit::StatedUnit;
use crate::passage::Passage;
use crate::record::{Amount, Basis, BasisSource, Code, Evidence, Role, Stage, Status, Text};

/// The era of bare years: the one that the title prints.
pub(crate) fn default_era(draft: &Draft<'_>) -> Era {
    draft.cover.era.unwrap_or(Era::Reiwa)
}

/// What an unmarked amount of this document is of: the legend says so, else the title.
fn own_budget(draft: &Draft<'_>) -> OwnBudget {
    if let Some(meaning) = draft.legend.and_then(|legend| legend.unmarked) {
        return OwnBudget {
            fiscal_year: meaning.fiscal_year,
            stage: meaning.stage,
            round: meaning.round,
            evidence: Some(Evidence { from: BasisSource::Legend, line: meaning.span.line }),
        };
    }
    let cover = &draft.cover;
    OwnBudget {
        fiscal_year: cover.fiscal_year,
        stage: cover.stage,
        round: cover.round,
        evidence: cover.title_line.map(|line| Evidence { from: BasisSource::DocumentTitle, line }),
    }
}

/// The supplementary budget that the title names beside the document's own.
fn supplementary(draft: &Draft<'_>) -> Option<OwnBudget> {
    let (year, round) = draft.cover.supplementary?;
    let evidence = draft.cover.title_line.map(|line| Evidence { from: BasisSource::DocumentTitle, line });
    Some(OwnBudget { fiscal_year: Some(year), stage: Some(Stage::Supplementary), round, evidence })
}

/// What the reader of amounts is told about the document.
fn surroundings<'a>(draft: &'a Draft<'_>, special_measure: bool) -> Surroundings<'a> {
    let evidence = |unit: StatedUnit| (unit.yen, Evidence { from: BasisSource::Legend, line: unit.line });
    Surroundings {
        legend: draft.legend.as_ref(),
        own: own_budget(draft),
        supplementary: supplementary(draft),
        default_era: default_era(draft),
        special_measure,
        unit: draft.unit().map(evidence),
    }
}

/// Reads the headline of a programme: its amounts go to the programme and to the list of all amounts. `heading` is the
/// budget that the headings above name, if it is not the paper's own.
pub(crate) fn read_headline<'t>(
    draft: &mut Draft<'t>,
    passage: &Passage<'t>,
    programme: usize,
    heading: Option<OwnBudget>,
) {
    let special = draft.programmes[programme].special_measure;
    let reading = amount::read_headline(&passage.text, &surroundings(draft, special));
    let mut amounts = records(draft, passage, reading);
    if let Some(heading) = heading {
        let own = own_budget(draft);
        amounts.iter_mut().for_each(|amount| put_under(amount, &heading, &own));
    }
    // A headline has one amount or two; room for four would be half of the memory of a long listing.
    draft.programmes[programme].amounts.reserve_exact(amounts.len());
    for amount in amounts {
        if amount.status == Status::New && amount.role == Role::Previous {
            draft.programmes[programme].new = true;
        }
        draft.programmes[programme].amounts.push(amount.clone());
        draft.amounts.push(OwnedAmount { programme: Some(programme), section: None, amount });
    }
}

/// Gives an amount that prints no budget of its own that of the heading above it. Of the year before such a budget
/// nothing is said.
fn put_under(amount: &mut Amount<'_>, heading: &OwnBudget, own: &OwnBudget) {
    // The label of a part says of what it is: うち基金.
    let from_paper =
        amount.basis.fiscal_year == own.evidence && (amount.label_printed.is_none() || amount.role == Role::OfWhich);
    match amount.role {
        Role::Current | Role::OfWhich if from_paper => {
            (amount.fiscal_year, amount.stage, amount.round) = (heading.fiscal_year, heading.stage, heading.round);
            (amount.basis.fiscal_year, amount.basis.stage) = (heading.evidence, heading.evidence);
        }
        Role::Previous if amount.basis.fiscal_year.is_none_or(|evidence| evidence.from != BasisSource::Legend) => {
            amount.fiscal_year = amount.fiscal_year.filter(|_| amount.label_printed.is_some());
            return;
        }
        _ => return,
    }
    if amount.role == Role::Current {
        amount.role = match heading.stage {
            Some(Stage::Supplementary) if own.stage != Some(Stage::Supplementary) => Role::Supplementary,
            Some(Stage::Supplementary) => Role::Current,
            _ if heading.fiscal_year < own.fiscal_year => Role::Previous,
            _ => Role::Current,
        };
        amount.basis.role = heading.evidence;
    }
}

/// Reads the budget of a plan item: `予算額：1,234千円` is its current amount, stage initial.
pub(crate) fn read_plan_budget<'t>(draft: &mut Draft<'t>, passage: &Passage<'t>, programme: usize) {
    let before = draft.programmes[programme].amounts.len();
    let listed = draft.amounts.len();
    read_headline(draft, passage, programme, None);
    let initial = |amount: &mut Amount<'t>| {
        if amount.stage.is_none() {
            amount.stage = Some(Stage::Initial);
        }
    };
    draft.programmes[programme].amounts[before..].iter_mut().for_each(initial);
    draft.amounts[listed..].iter_mut().for_each(|owned| initial(&mut owned.amount));
}

/// Reads the passages that the layouts left. What was read as a headline or a cell is not read again.
pub(crate) fn read_prose(draft: &mut Draft<'_>) {
    let mut taken: BTreeMap<u32, u32> =
        draft.amounts.iter().map(|owned| (owned.amount.span.start, owned.amount.span.end)).collect();
    let mut all = std::mem::take(&mut draft.prose).into_iter().peekable();
    while let Some(mut prose) = all.next() {
        let of_none = prose.programme.is_none() && prose.section.is_none();
        let total = if of_none {
            let below = all.next_if(|next| is_bracket_below(draft, &prose.passage, &next.passage));
            prose.passage = with_lines_around(draft, prose.passage, below.map(|prose| prose.passage));
            read_total(draft, &prose.passage)
        } else {
            None
        };
        for amount in total.unwrap_or_else(|| read_one(draft, &prose.passage)) {
            let overlaps = taken.range(..amount.span.end).next_back().is_some_and(|(_, end)| *end > amount.span.start);
            if !overlaps {
                taken.insert(amount.span.start, amount.span.end);
                draft.amounts.push(OwnedAmount { programme: prose.programme, section: prose.section, amount });
            }
        }
    }
}

/// The amounts of a line that is nothing but a total.
fn read_total<'t>(draft: &mut Draft<'t>, passage: &Passage<'t>) -> Option<Vec<Amount<'t>>> {
    let reading = amount::read_total(&passage.text, &surroundings(draft, false))?;
    Some(records(draft, passage, reading))
}

/// Whether a passage is a bracket on the line below another passage: `（2,904億円）` below `総額　2,933億円`.
fn is_bracket_below(draft: &Draft<'_>, above: &Passage<'_>, below: &Passage<'_>) -> bool {
    let number = |at: usize| draft.line_at(at).map(|line| line.number);
    let adjoins = || number(above.folded_start(0)).map(|above| above + 1) == number(below.folded_start(0));
    below.text.starts_with(['（', '(', '〈', '＜']) && adjoins() && amount::is_only_amounts(&below.text)
}

/// A passage of amounts with the words of a total on the line above and the bracket on the line below:
/// `総額`, `2,933億円`, `（2,904億円）`.
fn with_lines_around<'t>(draft: &Draft<'t>, passage: Passage<'t>, below: Option<Passage<'t>>) -> Passage<'t> {
    let range = |passage: &Passage<'t>| passage.folded_start(0)..passage.folded_start(0) + passage.text.len();
    let only_amounts = passage.text.starts_with(is_digit) && amount::is_only_amounts(&passage.text);
    let line = draft.line_at(passage.folded_start(0)).filter(|_| only_amounts);
    let above = line.and_then(|line| draft.lines.get((line.number as usize).checked_sub(2)?));
    let mut whole = passage;
    if let Some(above) = above.filter(|above| amount::is_total_words(above.text)) {
        let amounts = range(&whole);
        whole = Passage::new(draft.text(), above.range());
        whole.push(draft.text(), amounts);
    }
    if let Some(below) = below {
        whole.push(draft.text(), range(&below));
    }
    whole
}

fn read_one<'t>(draft: &mut Draft<'t>, passage: &Passage<'t>) -> Vec<Amount<'t>> {
    let reading = amount::read_prose(&passage.text, &surroundings(draft, false));
    records(draft, passage, reading)
}

/// The records of a reading; its problems become findings.
fn records<'t>(draft: &mut Draft<'t>, passage: &Passage<'t>, reading: Reading) -> Vec<Amount<'t>> {
    for problem in &reading.problems {
        report(draft, passage, problem);
    }
    reading.amounts.into_iter().map(|read| record(draft, passage, read)).collect()
}

fn report(draft: &mut Draft<'_>, passage: &Passage<'_>, problem: &Problem) {
    let code = match problem.kind {
        ProblemKind::Malformed => Code::MalformedAmount,
        ProblemKind::OutOfRange => Code::AmountOutOfRange,
        ProblemKind::Ambiguous => Code::AmbiguousAmount,
    };
    let span = draft.place_in(passage, problem.range.clone());
    draft.find(code, problem.message.clone(), span);
}

fn record<'t>(draft: &Draft<'t>, passage: &Passage<'t>, read: ReadAmount) -> Amount<'t> {
    let span = draft.place_in(passage, read.range.clone());
    let text = |range: Option<std::ops::Range<usize>>| range.map(|range| passage.slice(range).trimmed().text);
    let evidence = |at: Option<BasisAt>| evidence(draft, passage, at);
    Amount {
        role: read.role,
        yen: read.yen,
        yen_max: read.yen_max,
        precision_yen: read.precision_yen,
        status: read.status,
        open_ended: read.open_ended,
        approximate: read.approximate,
        bound: read.bound,
        part_of: read.part_of,
        fiscal_year: read.fiscal_year,
        stage: read.stage,
        round: read.round,
        special_measure: read.special_measure && matches!(read.role, Role::Current | Role::OfWhich),
        fund: text(read.fund),
        previous: read.previous,
        label_printed: read.label.map(|range| draft.printed(draft.place_in(passage, range))),
        printed: draft.printed(span),
        note: text(read.note),
        basis: Basis {
            role: evidence(read.basis.role),
            unit: evidence(read.basis.unit),
            fiscal_year: evidence(read.basis.fiscal_year),
            stage: evidence(read.basis.stage),
        },
        span,
    }
}

fn evidence(draft: &Draft<'_>, passage: &Passage<'_>, at: Option<BasisAt>) -> Option<Evidence> {
    match at? {
        BasisAt::Here { from, at } => {
            let line = draft.line_at(passage.folded_start(at))?.number;
            Some(Evidence { from, line })
        }
        BasisAt::Elsewhere(evidence) => Some(evidence),
    }
}

/// Whether a text states an amount of money.
pub(crate) fn is_stated(draft: &Draft<'_>, text: &str) -> bool {
    !amount::read_prose(text, &surroundings(draft, false)).amounts.is_empty()
}

/// Whether a line is a bracket that qualifies the amount before it: `（…事業費補助金を含む）`.
pub(crate) fn is_qualifier(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    // （国研）…機構交付金　130億円の内数（128億円の内数）: not one bracket.
    inside.filter(|inside| !closes_before_end(inside)).is_some_and(|inside| {
        ["を含む", "を含みます", "を含む。", "を除く", "を除く。", "計上分", "計上", "の内数"]
            .iter()
            .any(|end| inside.ends_with(end))
    })
}

/// Whether the bracket around a text is closed inside it.
fn closes_before_end(inside: &str) -> bool {
    let mut depth = 0_u32;
    inside.chars().any(|mark| match mark {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' if depth == 0 => true,
        '）' | ')' => {
            depth -= 1;
            false
        }
        _ => false,
    })
}

/// The qualifier without its brackets.
pub(crate) fn qualifier_text<'t>(passage: &Passage<'t>) -> Text<'t> {
    let text = &passage.text;
    let start = text.find(['（', '(']).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text.rfind(['）', ')']).filter(|end| *end > start).unwrap_or(text.len());
    passage.slice(start..end).trimmed().text
}
