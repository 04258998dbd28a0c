//! The table for people at the end of `batch`: what each document gave, and the totals.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;
use yosan_batch::{Manifest, ManifestInput, Report};

use crate::message::printable;
use crate::width::{left, right};

const HEADS: [&str; 7] = ["document", "programmes", "amounts", "current 億円", "lines", "errors", "warnings"];

/// The rule of the sum, beside the figure.
const RULE: &str = "current 億円: current amounts, each pot once: without reprints (再掲), amounts of which only a part \
                    is meant (の内数), parts, other pots, supplementary budgets, and entries below an entry that is \
                    itself counted; of a range its lower end";

/// A line per document, and one for the sums.
pub(crate) fn table(manifest: &Manifest) -> String {
    let mut rows: Vec<[String; 7]> = vec![HEADS.map(str::to_owned)];
    rows.extend(manifest.inputs.iter().map(row));
    rows.push(sum_row(manifest));
    let widths: Vec<usize> = (0..HEADS.len())
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    rows.iter().map(|row| line(row, &widths)).collect::<Vec<_>>().join("\n")
}

/// The rule of the sum, what was read, and how fast.
pub(crate) fn totals(report: &Report, time: Duration) -> String {
    let counts = &report.manifest.counts;
    let failed = if counts.failed == 0 { String::new() } else { format!(", {} failed", grouped(counts.failed.into())) };
    let unchanged = match report.unchanged {
        0 => String::new(),
        unchanged => format!(", {} taken over from the former output", grouped(unchanged as i128)),
    };
    format!(
        "{RULE}\n{} of {} inputs read{failed}{unchanged}; {} in {}",
        grouped(counts.ok.into()),
        grouped(counts.inputs.into()),
        size(counts.bytes),
        speed(counts.bytes, time),
    )
}

fn row(input: &ManifestInput) -> [String; 7] {
    let name = printable(&input.id).into_owned();
    let Some(counts) = &input.counts else {
        return [
            name,
            "not read".to_owned(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    };
    let current = counts.current_yen.map_or_else(|| "?".to_owned(), |yen| oku(yen.into()));
    [
        name,
        grouped(counts.programmes.into()),
        grouped(counts.amounts.into()),
        current,
        share(counts.lines.into(), counts.unclassified.into()),
        grouped(counts.errors.into()),
        grouped(counts.warnings.into()),
    ]
}

fn sum_row(manifest: &Manifest) -> [String; 7] {
    let counts = || manifest.inputs.iter().filter_map(|input| input.counts.as_ref());
    let sum = |of: fn(&yosan_batch::DocumentCounts) -> u32| counts().map(|counts| u64::from(of(counts))).sum::<u64>();
    let current: Option<i128> = counts().map(|counts| counts.current_yen.map(i128::from)).sum();
    [
        "total".to_owned(),
        grouped(manifest.counts.programmes.into()),
        grouped(manifest.counts.amounts.into()),
        current.map_or_else(|| "?".to_owned(), oku),
        share(manifest.counts.lines, sum(|counts| counts.unclassified)),
        grouped(sum(|counts| counts.errors).into()),
        grouped(sum(|counts| counts.warnings).into()),
    ]
}

fn line(row: &[String; 7], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, width))| match at {
        0 => left(cell, *width),
        _ => right(cell, *width),
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Lines accounted for, of all that are not blank.
fn share(lines: u64, unclassified: u64) -> String {
    format!("{}/{}", grouped(lines.saturating_sub(unclassified).into()), grouped(lines.into()))
}

/// Yen in 億円, every digit: 3,040,000,000 is `30.4`.
fn oku(yen: i128) -> String {
    const OKU: u128 = 100_000_000;
    let sign = if yen < 0 { "-" } else { "" };
    let size = yen.unsigned_abs();
    let decimals = format!("{:08}", size % OKU);
    let decimals = match decimals.trim_end_matches('0') {
        "" => "0",
        decimals => decimals,
    };
    format!("{sign}{}.{decimals}", grouped((size / OKU).try_into().unwrap_or(i128::MAX)))
}

/// A number with a comma after each third digit from the right.
fn grouped(number: i128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => tenths(u128::from(bytes) / 100, "kB"),
        _ => tenths(u128::from(bytes) / 100_000, "MB"),
    }
}

/// `0.8 s (12.5 MB/s)`; a byte a microsecond is a megabyte a second.
fn speed(bytes: u64, time: Duration) -> String {
    let rate = u128::from(bytes) * 10 / time.as_micros().max(1);
    format!("{} ({})", tenths(time.as_millis() / 100, "s"), tenths(rate, "MB/s"))
}

fn tenths(tenths: u128, unit: &str) -> String {
    format!("{}.{} {unit}", grouped((tenths / 10).try_into().unwrap_or(i128::MAX)), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_are_shown_in_oku_to_the_last_digit() {
        for (yen, shown) in [
            (0, "0.0"),
            (3_040_000_000, "30.4"),
            (1_242_100_000_000, "12,421.0"),
            (884_742_000, "8.84742"),
            (1, "0.00000001"),
            (-7_100_000_000, "-71.0"),
            (100_000_000_000_000, "1,000,000.0"),
        ] {
            assert_eq!(oku(yen), shown);
        }
    }

    #[test]
    fn a_comma_stands_after_each_third_digit() {
        for (number, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (-100_000, "-100,000"), (-1, "-1")] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn a_size_has_a_unit_that_fits() {
        for (bytes, shown) in [(999, "999 B"), (386_456, "386.4 kB"), (1_234_567_890, "1,234.5 MB")] {
            assert_eq!(size(bytes), shown);
        }
    }

    #[test]
    fn the_speed_is_in_megabytes_a_second() {
        assert_eq!(speed(5_000_000, Duration::from_millis(400)), "0.4 s (12.5 MB/s)");
        assert_eq!(speed(0, Duration::ZERO), "0.0 s (0.0 MB/s)");
    }
}
