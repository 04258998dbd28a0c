//! Order and ids of the programmes.
//!
//! An id is made of what an entry says of itself, so that the ids of the others stay when the parser learns to see one
//! more programme: `DOCUMENT#` and ten hex digits of a digest over kind, name key (or headline) and path.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use yosan_normaliser::join_key;

use crate::draft::Draft;
use crate::record::{Kind, Programme, Text};

/// Gives ordinals and ids. The programmes are in reading order.
pub(crate) fn assign(draft: &mut Draft<'_>) {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let document = draft.id;
    let digests = digests(&draft.programmes);
    for ((programme, digest), ordinal) in draft.programmes.iter_mut().zip(digests).zip(1..) {
        programme.ordinal = ordinal;
        let count = seen.entry(digest).or_insert(0);
        *count += 1;
        let mut id = format!("{document}#{digest:010x}");
        if *count > 1 {
            id += &format!("-{count}");
        }
        programme.id = Text::Owned(id);
    }
}

/// The digest of each programme. Neighbours mostly stand under the same headings, so the key of a title is made only
/// where it differs from the one before.
fn digests(programmes: &[Programme<'_>]) -> Vec<u64> {
    let mut path: &[Text<'_>] = &[];
    let mut keys: Vec<String> = Vec::new();
    let mut digests = Vec::with_capacity(programmes.len());
    for programme in programmes {
        let same = path.iter().zip(&programme.path).take_while(|(before, here)| before == here).count();
        path = &programme.path;
        keys.truncate(same);
        keys.extend(path[same..].iter().map(|title| join_key(title)));
        digests.push(digest(programme, &keys));
    }
    digests
}

/// The kind as ids know it.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::PrSheet => "PrSheet",
        Kind::Listing => "Listing",
        Kind::PolicyItem => "PolicyItem",
        Kind::PlanItem => "PlanItem",
    }
}

/// The first five bytes of the digest over a programme, its path given as keys.
fn digest(programme: &Programme<'_>, path: &[String]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(word(programme.kind));
    hash.update("\n");
    match &programme.name_key {
        Some(key) => hash.update(key),
        None => programme.amounts.iter().for_each(|amount| hash.update(amount.printed.as_bytes())),
    }
    for title in path {
        hash.update("\n");
        hash.update(title);
    }
    hash.finalize().iter().take(5).fold(0, |digits, byte| digits << 8 | u64::from(*byte))
}
