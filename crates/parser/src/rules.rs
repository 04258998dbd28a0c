//! Rules and goals in the document: what the readers of [`crate::term`] and [`crate::target`] find becomes records.

use crate::body::{BodyItem, tidy};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::passage::Passage;
use crate::record::{SectionKind, Target, Term, Text};
use crate::target::{TargetContext, TargetReader, may_set_goal};
use crate::term::{self, ReadTerm, TermSetting};

/// Reads rules and goals from a section of a sheet.
pub(crate) fn read_section<'t>(draft: &mut Draft<'t>, programme: usize, kind: SectionKind, items: &[BodyItem<'t>]) {
    read_terms(draft, programme, TermSetting::Section(kind), items);
    if kind == SectionKind::Goals {
        read_targets(draft, programme, items);
    }
}

/// Reads rules from the text under a listing or policy item.
pub(crate) fn read_description<'t>(draft: &mut Draft<'t>, programme: usize, items: &[BodyItem<'t>]) {
    read_terms(draft, programme, TermSetting::Description, items);
}

/// Reads rules from an attribute of a plan item with its label, or from its text.
pub(crate) fn read_plan_text<'t>(draft: &mut Draft<'t>, programme: usize, label: Option<&str>, passage: &Passage<'t>) {
    let setting = label.map_or(TermSetting::Description, TermSetting::Attribute);
    if !term::may_be_of_value(draft.facts_of(passage)) {
        return;
    }
    for read in term::read_text(setting, &passage.text) {
        push_term(draft, programme, passage, read);
    }
}

/// Reads rules from the heading of a plan item: `(4) …制度を創設(… 補助率:2/3 補助上限:1 案件につき 700 万円)`.
pub(crate) fn read_plan_heading<'t>(draft: &mut Draft<'t>, programme: usize, passage: &Passage<'t>) {
    read_plan_text(draft, programme, None, passage);
}

fn read_terms<'t>(draft: &mut Draft<'t>, programme: usize, setting: TermSetting<'_>, items: &[BodyItem<'t>]) {
    let texts = items.iter().map(|item| (item.passage.text.as_ref(), item.facts(draft).any(term::may_be_of_value)));
    for (item, terms) in items.iter().zip(term::read_items(setting, texts)) {
        for read in terms {
            push_term(draft, programme, &item.passage, read);
        }
    }
}

fn push_term<'t>(draft: &mut Draft<'t>, programme: usize, passage: &Passage<'t>, read: ReadTerm) {
    let span = draft.place_in(passage, read.range);
    let term = Term {
        kind: read.kind,
        rate: read.rate.map(Text::Owned),
        yen: read.yen,
        yen_max: read.yen_max,
        per: read.per.map(Text::Owned),
        condition: read.condition.map(Text::Owned),
        printed: draft.printed(span),
        span,
    };
    draft.programmes[programme].terms.push(term);
}

fn read_targets<'t>(draft: &mut Draft<'t>, programme: usize, items: &[BodyItem<'t>]) {
    let context = TargetContext { default_era: draft.cover.era, fiscal_year: draft.cover.fiscal_year };
    let mut reader = TargetReader::new(context);
    // What stands behind the last number holds for no goal.
    let may_set_goal = |item: &BodyItem<'_>| {
        item.facts(draft).any(|facts| facts.any(Facts::DIGIT)) || may_set_goal(&item.passage.text)
    };
    let end = items.iter().rposition(may_set_goal).map_or(0, |last| last + 1);
    for item in &items[..end] {
        for read in reader.read(&item.passage.text, item.level, item.marker.as_deref()) {
            let span = draft.place_in(&item.passage, read.printed);
            let target = Target {
                text: tidy(&item.passage.slice(read.text).text),
                printed: draft.printed(span),
                value: read.value,
                value_max: read.value_max,
                unit: read.unit.map(Text::Owned),
                bound: read.bound,
                deadline_fiscal_year: read.deadline_fiscal_year,
                horizon: read.horizon,
                span,
            };
            draft.programmes[programme].targets.push(target);
        }
    }
}
