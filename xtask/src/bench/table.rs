//! Tables of measurements, as Markdown.

/// Megabytes in a second, with one decimal: `128.4`.
pub(super) fn rate(bytes: u64, nanos: u64) -> String {
    let tenths = u128::from(bytes) * 10_000 / u128::from(nanos.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// How many times as fast as the reference: `0.35`.
pub(super) fn ratio(nanos: u64, reference: u64) -> String {
    let hundredths = u128::from(reference) * 100 / u128::from(nanos.max(1));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Milliseconds with two decimals: `3.27`.
pub(super) fn millis(nanos: u64) -> String {
    let hundredths = nanos / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Megabytes of a number of bytes, with one decimal: `77.2`.
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A heading and a table.
pub(super) fn table(title: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<&str> = head.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" }).collect();
    let rows: String = rows.iter().map(|row| line(row.iter().map(String::as_str).collect())).collect();
    format!("{title}\n\n{}{}{rows}\n", line(head.to_vec()), line(rule))
}
