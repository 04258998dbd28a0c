//! Sums of money for people.

/// Yen with separators: `3,040,000,000`.
#[must_use]
pub fn separated(yen: i64) -> String {
    let digits = yen.unsigned_abs().to_string();
    let mut out = String::from(if yen < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::separated;

    #[test]
    fn a_comma_stands_before_every_three_digits() {
        let cases = [(0, "0"), (999, "999"), (3_040_000_000, "3,040,000,000"), (-71_000, "-71,000")];
        for (yen, text) in cases {
            assert_eq!(separated(yen), text);
        }
    }
}
