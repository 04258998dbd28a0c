//! Order and ids of the programmes.
//!
//! An id is made of what an entry says of itself, so that the ids of the others stay when the parser learns to see one
//! more programme: `DOCUMENT#` and ten hex digits of a digest over kind, name key (or headline) and path.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::draft::Draft;
use crate::record::{Programme, Text};

/// Gives ordinals and ids. The programmes are in reading order.
pub(crate) fn assign(draft: &mut Draft<'_>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let document = draft.id;
    for (at, programme) in draft.programmes.iter_mut().enumerate() {
        programme.ordinal = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let digest = digest(programme);
        let count = seen.entry(digest.clone()).or_insert(0);
        *count += 1;
        let id = if *count == 1 { format!("{document}#{digest}") } else { format!("{document}#{digest}-{count}") };
        programme.id = Text::Owned(id);
    }
}

fn digest(programme: &Programme<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{:?}\n", programme.kind));
    match &programme.name_key {
        Some(key) => hash.update(key),
        None => programme.amounts.iter().for_each(|amount| hash.update(amount.printed.as_bytes())),
    }
    for title in &programme.path {
        hash.update("\n");
        hash.update(yosan_normaliser::join_key(title));
    }
    let mut hex = String::with_capacity(10);
    for byte in hash.finalize().iter().take(5) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
