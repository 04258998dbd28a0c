//! Scores for people: a table per document, and the rows that are missing or extra.

use std::fmt::Write;

use super::Report;
use super::row::{Field, Row, Share};

/// The table of one document, a line per field.
#[must_use]
pub fn table(report: &Report, field: Option<&str>) -> String {
    let mut out = format!("{}\n", report.document);
    let _ = writeln!(out, "  {:<24}{:>6}{:>6}{:>6}  precision  recall  F1", "field", "gold", "ours", "right");
    for field in wanted(report, field) {
        let _ = writeln!(
            out,
            "  {:<24}{:>6}{:>6}{:>6}  {:<9}  {}  {}{}",
            field.name,
            field.gold(),
            field.ours(),
            field.right,
            field.precision().to_string(),
            field.recall(),
            field.f1(),
            if field.f1() < Share::ALL { " <" } else { "" },
        );
    }
    out
}

/// What is missing and what is extra in the fields below 1, at most `limit` rows of each.
#[must_use]
pub fn details(report: &Report, field: Option<&str>, limit: usize) -> String {
    let mut out = String::new();
    for field in wanted(report, field).filter(|field| field.f1() < Share::ALL) {
        let _ = writeln!(out, "{} {}", report.document, field.name);
        rows(&mut out, "missing", &field.missing, limit);
        rows(&mut out, "extra", &field.extra, limit);
    }
    out
}

fn wanted<'r>(report: &'r Report, field: Option<&'r str>) -> impl Iterator<Item = &'r Field> {
    report.fields.iter().filter(move |it| field.is_none_or(|part| it.name.contains(part)))
}

fn rows(out: &mut String, what: &str, rows: &[Row], limit: usize) {
    for row in rows.iter().take(limit) {
        let _ = writeln!(out, "  {what:<8} l.{:<5} {}", row.line, row.key);
    }
    if rows.len() > limit {
        let _ = writeln!(out, "  {what:<8} … and {} more (--list shows all)", rows.len() - limit);
    }
}
