//! Stand-in.
#![allow(missing_docs)]
use std::ops::Range;
use crate::record::{Bound, Horizon};
use yosan_normaliser::Era;
pub struct ReadTarget { pub text: Range<usize>, pub printed: Range<usize>, pub value: String, pub value_max: Option<String>, pub unit: Option<String>, pub bound: Option<Bound>, pub deadline_fiscal_year: Option<u16>, pub horizon: Option<Horizon> }
pub struct TargetContext { pub default_era: Era, pub fiscal_year: Option<u16> }
pub struct TargetReader;
impl TargetReader { pub fn new(_: TargetContext) -> Self { Self } pub fn read(&mut self, _: &str, _: u8, _: Option<&str>) -> Vec<ReadTarget> { Vec::new() } }
