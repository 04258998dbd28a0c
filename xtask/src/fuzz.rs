//! `cargo xtask fuzz`: damaged documents through the reader, for as long as one likes.
//!
//! Every mutant has a seed of its own; the reader must not panic on it and no invariant may break. What breaks is
//! made as small as it goes and can be kept in `fixtures/damaged`, where a test reads it from then on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::damage::{self, Amount, Form, Random};
use crate::{extract, invariants, root};

/// Where what was found is kept.
pub const KEPT: &str = "fixtures/damaged";

/// A stretch of up to so many lines, damaged up to so many times.
const AMOUNT: Amount = Amount { lines: 60, times: 10 };

/// How often shrinking may try.
const TRIES: usize = 4000;

/// What broke, and on what.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The seed that makes the mutant.
    pub seed: u64,
    /// The first broken invariant, or the panic.
    pub problem: String,
    /// The mutant, as small as it went.
    pub text: String,
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Run {
    /// Mutants read.
    pub count: u64,
    /// The seed that a further run starts with.
    pub next: u64,
    /// One fault per kind of problem.
    pub faults: Vec<Fault>,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After so many mutants.
    Count(u64),
    /// After so long.
    Time(Duration),
}

/// The texts that mutants are made of: corpus, releases and small cases.
#[must_use]
pub fn documents() -> Vec<String> {
    let cases = crate::cases::all("").into_iter().map(|case| case.input);
    let paths = root::corpus().into_iter().chain(root::files("fixtures/releases", "txt")).chain(cases);
    paths.filter_map(|path| root::read(&path).ok()).collect()
}

/// Reads mutants from `seed` on. Faults of the same kind are told once.
#[must_use]
pub fn run(documents: &[String], seed: u64, until: Until) -> Run {
    let begun = Instant::now();
    let mut run = Run { count: 0, next: seed, faults: Vec::new() };
    let goes_on = |count: u64| match until {
        Until::Count(most) => count < most,
        Until::Time(most) => begun.elapsed() < most,
    };
    while goes_on(run.count) {
        let mut random = Random::new(run.next);
        let text = damage::mutant(documents, AMOUNT, &mut random);
        let form = Form::any(&mut random);
        if let Some(problem) = problem(&text, form) {
            let kind = kind(&problem);
            if run.faults.iter().all(|fault| self::kind(&fault.problem) != kind) {
                let text = shrunk(text, |text| self::problem(text, form).is_some_and(|it| self::kind(&it) == kind));
                let problem = self::problem(&text, form).unwrap_or(problem);
                run.faults.push(Fault { seed: run.next, problem, text });
            }
        }
        run.count += 1;
        run.next = run.next.wrapping_add(1);
    }
    run
}

/// What breaks when a text is read in a form: the panic or the first broken invariant.
#[must_use]
pub fn problem(text: &str, form: Form) -> Option<String> {
    let bytes = damage::encoded(text, form)?;
    match catch_unwind(AssertUnwindSafe(|| extract::read("paper", bytes))) {
        Ok(Ok(reading)) => invariants::check(&reading.text, &reading.extraction).into_iter().next(),
        // Bytes that are no text are a failure that is told.
        Ok(Err(_)) => None,
        Err(panic) => Some(format!("panic: {}", told(panic.as_ref()))),
    }
}

fn told(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// The problem without its numbers and quotations: what makes two problems the same.
fn kind(problem: &str) -> String {
    let mut quoted = false;
    let mut kind = String::new();
    for character in problem.chars().take(160) {
        match character {
            '"' | '`' | '\'' => quoted = !quoted,
            '{' => break,
            _ if quoted || character.is_ascii_digit() => {}
            _ => kind.push(character),
        }
    }
    kind
}

/// The text without every line and character that the fault does not need.
fn shrunk(mut text: String, breaks: impl Fn(&str) -> bool) -> String {
    let mut tries = 0;
    for unit in [lines as fn(&str) -> Vec<String>, characters] {
        let mut size = unit(&text).len();
        while size > 0 {
            let mut at = 0;
            loop {
                let parts = unit(&text);
                if at >= parts.len() || tries >= TRIES {
                    break;
                }
                let end = parts.len().min(at + size);
                let less: String = parts[..at].iter().chain(&parts[end..]).map(String::as_str).collect();
                tries += 1;
                if breaks(&less) { text = less } else { at = end }
            }
            size /= 2;
        }
    }
    text
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

fn characters(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}

/// A run for people.
#[must_use]
pub fn report(run: &Run) -> String {
    let mut out: String = run
        .faults
        .iter()
        .map(|fault| format!("seed {}: {}\n{:?}\n{}\n\n", fault.seed, fault.problem, fault.text, fault.text))
        .collect();
    out.push_str(&format!(
        "{} mutants, {} kinds of fault; go on with --seed {}\n",
        run.count,
        run.faults.len(),
        run.next
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_fault_does_not_need_goes() {
        let text = "一行目\n二行目に 故障 がある\n\n三行目\n".repeat(3);
        assert_eq!(shrunk(text, |text| text.contains("故障")), "故障");
    }

    #[test]
    fn problems_that_differ_in_numbers_are_one_kind() {
        assert_eq!(kind("line 12 has no owner"), kind("line 3 has no owner"));
        assert_ne!(kind("line 12 has no owner"), kind("line 3 comes after 4"));
    }
}
