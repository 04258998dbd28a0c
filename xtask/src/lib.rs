//! The project's own tasks: generate, tidy, look.
//!
//! The library holds what the command line and the tests share: scoring against gold, the ledger of the corpus,
//! readable blocks, the invariants, and the rules of the house. Only `main.rs` prints.

pub mod bench;
pub mod block;
pub mod cases;
pub mod damage;
pub mod diff;
pub mod extract;
pub mod fuzz;
pub mod ingest;
pub mod invariants;
pub mod json;
pub mod key;
pub mod ledger;
pub mod look;
pub mod money;
pub mod printed_money;
pub mod root;
pub mod same;
pub mod score;
pub mod snapshot;
pub mod sources;
pub mod tidy;
