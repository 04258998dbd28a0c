//! Reprints (再掲): the entry that each reprints, and amounts that differ between the two.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::record::{Code, Programme, RelatedPlace, Role, Text};

/// Finds the first print of each reprint and reports contradictions. Ids are given already.
pub(crate) fn run(draft: &mut Draft<'_>) {
    for (reprint, original) in pairs(&draft.programmes) {
        match original {
            Some(original) => link(draft, reprint, original),
            None => report_missing(draft, reprint),
        }
    }
}

/// Each reprint with its first print.
fn pairs(programmes: &[Programme<'_>]) -> Vec<(usize, Option<usize>)> {
    let reprints = || programmes.iter().enumerate().filter(|(_, programme)| programme.reprinted);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    if reprints().next().is_some() {
        for (at, programme) in programmes.iter().enumerate().filter(|(_, programme)| !programme.reprinted) {
            if let Some(key) = &programme.name_key {
                first.entry(key).or_insert(at);
            }
        }
    }
    reprints().map(|(at, reprint)| (at, first.get(reprint.name_key.as_deref().unwrap_or_default()).copied())).collect()
}

fn link(draft: &mut Draft<'_>, reprint: usize, original: usize) {
    let id = draft.programmes[original].id.clone();
    draft.programmes[reprint].first_print = Some(id);
    for role in [Role::Current, Role::Previous, Role::Supplementary] {
        let (here, there) = (yen_of(&draft.programmes[reprint], role), yen_of(&draft.programmes[original], role));
        if let (Some((here, span)), Some((there, first_span))) = (here, there)
            && here != there
        {
            let message = "the reprint shows another amount than the first print; compare both with the original";
            let related = vec![RelatedPlace { message: "the first print".into(), span: first_span }];
            let id = Some(draft.programmes[reprint].id.clone());
            draft.find_related(Code::ContradictingAmount, message, span, id, related);
        }
    }
}

/// The amount of a role, where there is exactly one.
fn yen_of(programme: &Programme<'_>, role: Role) -> Option<(i64, crate::record::Place)> {
    let mut amounts = programme.amounts.iter().filter(|amount| amount.role == role);
    let first = amounts.next()?;
    amounts.next().is_none().then_some((first.yen?, first.span))
}

fn report_missing(draft: &mut Draft<'_>, at: usize) {
    let programme = &draft.programmes[at];
    let span = programme.name_span.unwrap_or(programme.span);
    let id: Option<Text<'_>> = Some(programme.id.clone());
    let message = "no other entry has the name of this reprint; look for the entry that includes it";
    draft.find_related(Code::ReprintWithoutFirstPrint, message, span, id, Vec::new());
}
