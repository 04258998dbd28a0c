//! What holds for any document: property tests of the normaliser, drawn from the corpus and from damage.

mod corpus;
mod decode;
mod fold;
mod join_key;
mod suspicious;
