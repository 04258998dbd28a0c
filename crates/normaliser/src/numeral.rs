//! Numbers as they are printed, read exactly: `1,234.5`, `２・７`, `六百九十二`, `九四七二`.
//!
//! Only digits count. Circled and bracketed numbers (`①`, `⑴`, `㈠`), superscripts (`¹`) and era ligatures (`㍻`) are
//! labels, whatever a compatibility fold makes of them. A run of digits and separators is taken as a whole: where it
//! is not a number (`1,2,3`, `12.3.4`), the run is malformed, and no part of it is a number on its own.

/// A number with its decimals: 30.4 is 304 with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All printed digits, the point left out.
    pub digits: u128,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

/// Written out with all its decimals and no separators: `2.0` keeps its zero.
impl std::fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let digits = format!("{:0>width$}", self.digits, width = decimals.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let point = if fraction.is_empty() { "" } else { "." };
        write!(formatter, "{whole}{point}{fraction}")
    }
}

/// Why a run of digits is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralError {
    /// Separators in wrong places: `1,2,3`, `12.3.4`.
    Malformed,
    /// More than can be computed with.
    OutOfRange,
}

/// A kanji number below 10,000 with the weight of its last numeral: 六百 is 600 with weight 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KanjiNumber {
    /// The number.
    pub value: Decimal,
    /// What the last numeral stands for.
    pub weight: u64,
    /// Whether no digit is printed: 十, 百, 千 alone.
    pub multiplier_only: bool,
}

/// The value of a half-width or full-width digit.
#[must_use]
pub fn digit_value(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a kanji digit: 〇 to 九, and the formal 壱 弐 参.
#[must_use]
pub fn kanji_digit_value(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' | '参' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of 十, 百 or 千.
#[must_use]
pub fn small_multiplier(character: char) -> Option<u64> {
    match character {
        '十' | '拾' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

/// The number of bytes of blanks at the start: at most three blanks and one line break. Tabs part cells.
#[must_use]
#[inline]
pub fn blanks_len(text: &str) -> usize {
    // The first bytes of the blanks; most texts begin with none, and this is asked at every number.
    let may_be_blank = text.bytes().next().is_some_and(|first| matches!(first, b' ' | b'\r' | b'\n' | 0xc2 | 0xe3));
    if may_be_blank { count_blanks(text) } else { 0 }
}

fn count_blanks(text: &str) -> usize {
    let mut breaks = 0;
    let mut len = 0;
    for character in text.chars().take(5) {
        match character {
            ' ' | '\u{3000}' | '\u{a0}' | '\r' => {}
            '\n' if breaks == 0 => breaks = 1,
            _ => break,
        }
        len += character.len_utf8();
    }
    len
}

/// Reads the run of digits and separators at the start of `text`: `1,234.5億円` gives 12345 with one decimal.
///
/// ```text
/// run      = digits { separator digits }
/// number   = digits [ point digits ] | 1*3digit 1*( comma 3digit ) [ point digits ]
/// point    = "." | "．" | "・"
/// comma    = "," | "，" , and a blank or line break behind it where exactly three digits follow
/// ```
///
/// Returns the number, or why it is none, and the length of the run. Each character is looked at once.
#[must_use]
pub fn read_decimal(text: &str) -> Option<(Result<Decimal, NumeralError>, usize)> {
    let bytes = text.as_bytes();
    if !begins_like_digit(*bytes.first()?) {
        return None;
    }
    match read_usual(bytes) {
        Some((number, len)) => Some((Ok(number), len)),
        None => read_run(text),
    }
}

/// Reads any run, character by character.
fn read_run(text: &str) -> Option<(Result<Decimal, NumeralError>, usize)> {
    let bytes = text.as_bytes();
    text.chars().next().and_then(digit_value)?;
    let mut run = Run::default();
    let mut end = 0;
    loop {
        match bytes.get(end) {
            Some(digit @ b'0'..=b'9') => {
                run.digit(u32::from(digit - b'0'));
                end += 1;
            }
            // The first bytes of full-width digits and of separators; most runs end before anything else.
            Some(b',' | b'.' | 0xE3 | 0xEF) => match run.take_wide(&text[end..]) {
                0 => break,
                len => end += len,
            },
            _ => break,
        }
    }
    Some((run.finish(), end))
}

/// A number as most are printed: half-width digits, in threes or not, perhaps with a fraction, and nothing behind them
/// that may be a separator or digit. `None` says only that [`read_run`] has to look; this takes a third of its
/// instructions.
fn read_usual(bytes: &[u8]) -> Option<(Decimal, usize)> {
    let mut end = count_digits(bytes);
    if end == 0 || bytes[0] == b'0' && end > 1 {
        return None;
    }
    if end <= 3 && bytes[0] != b'0' {
        while bytes.get(end) == Some(&b',') && count_digits(&bytes[end + 1..]) == 3 {
            end += 4;
        }
    }
    let mut decimals = 0;
    if bytes.get(end) == Some(&b'.') {
        decimals = count_digits(&bytes[end + 1..]);
        end += 1 + decimals;
    }
    // Of 18 digits the number fits.
    let goes_on = matches!(bytes.get(end..), Some([b',' | b'.' | 0xEF, ..] | [0xE3, 0x83, 0xBB, ..]));
    if goes_on || end > 18 || bytes[end - 1] == b'.' {
        return None;
    }
    let digits = bytes[..end].iter().map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9);
    let number = digits.fold(0, |number: u64, digit| number * 10 + u64::from(digit));
    Some((Decimal { digits: number.into(), decimals: u32::try_from(decimals).ok()? }, end))
}

fn count_digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether this is the first byte of a digit, half or full width.
#[inline]
fn begins_like_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == 0xEF
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Point,
    MiddleDot,
    Doubled,
}

/// The separator at the start, where a digit follows it.
fn separator(text: &str) -> Option<(Separator, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let kind = match first {
        ',' | '，' => Separator::Comma,
        '.' | '．' => Separator::Point,
        '・' => Separator::MiddleDot,
        _ => return None,
    };
    let len = first.len_utf8();
    let next = chars.next()?;
    if digit_value(next).is_some() {
        return Some((kind, len));
    }
    if matches!(next, ',' | '，' | '.' | '．') && chars.next().and_then(digit_value).is_some() {
        return Some((Separator::Doubled, len + next.len_utf8()));
    }
    let blanks = blanks_len(&text[len..]);
    (kind == Separator::Comma && blanks > 0 && starts_with_group(&text[len + blanks..])).then_some((kind, len + blanks))
}

/// Whether exactly three digits stand at the start.
fn starts_with_group(text: &str) -> bool {
    text.chars().take(4).take_while(|character| digit_value(*character).is_some()).count() == 3
}

/// What is known of a run while it is read.
#[derive(Default)]
struct Run {
    digits: u128,
    decimals: u32,
    group: u32,
    leading_zero: bool,
    commas: bool,
    point: bool,
    middle_dot: bool,
    malformed: bool,
    overflow: bool,
}

impl Run {
    /// Takes the full-width digit or the separator at the start and gives its length; 0 where there is none.
    fn take_wide(&mut self, text: &str) -> usize {
        let Some(first) = text.chars().next() else { return 0 };
        if let Some(digit) = digit_value(first) {
            self.digit(digit);
            return first.len_utf8();
        }
        let Some((kind, len)) = separator(text) else { return 0 };
        self.separator(kind);
        len
    }

    #[inline]
    fn digit(&mut self, digit: u32) {
        if !self.commas && !self.point && self.group == 0 {
            self.leading_zero = digit == 0;
        }
        match append_digit(self.digits, digit) {
            Some(digits) => self.digits = digits,
            None => self.overflow = true,
        }
        self.group = self.group.saturating_add(1);
        if self.point {
            self.decimals = self.decimals.saturating_add(1);
        }
    }

    fn separator(&mut self, kind: Separator) {
        let whole_group = if self.commas { self.group == 3 } else { kind != Separator::Comma || self.group <= 3 };
        self.malformed |= self.point || !whole_group || kind == Separator::Doubled;
        match kind {
            Separator::Comma | Separator::Doubled => {
                self.malformed |= !self.commas && self.leading_zero;
                self.commas = true;
            }
            Separator::Point => self.point = true,
            Separator::MiddleDot => (self.point, self.middle_dot) = (true, true),
        }
        self.group = 0;
    }

    fn finish(self) -> Result<Decimal, NumeralError> {
        let broken_group = self.commas && !self.point && self.group != 3;
        // `100・200万円` and `5・10億円` list two numbers; `2・7兆円` is one.
        let listed = self.middle_dot && (self.decimals > 2 || self.decimals == 2 && self.digits.is_multiple_of(10));
        // `2 000 000円` has lost its separators.
        let torn = self.leading_zero && !self.point && self.group > 1;
        if self.malformed || broken_group || listed || torn {
            Err(NumeralError::Malformed)
        } else if self.overflow {
            Err(NumeralError::OutOfRange)
        } else {
            Ok(Decimal { digits: self.digits, decimals: self.decimals })
        }
    }
}

/// The number with one more digit; `None` where it is too large.
#[inline]
fn append_digit(number: u128, digit: u32) -> Option<u128> {
    // Nearly all numbers fit into 64 bits, with which the machine computes at once.
    match u64::try_from(number).ok().and_then(|number| number.checked_mul(10)?.checked_add(digit.into())) {
        Some(appended) => Some(appended.into()),
        None => number.checked_mul(10)?.checked_add(digit.into()),
    }
}

/// Reads the kanji number at the start of `text`: 六百九十二, 九四七二, 二・七, 一、二三四.
///
/// ```text
/// positional     = digit { digit | "、" 3digit } [ "・" digits ]
/// multiplicative = [digit] 千 [digit] 百 [digit] 十 [digit] , each part at most once
/// ```
///
/// Returns the number, or why it is none (二三千, 百千), and the length of the run.
#[must_use]
pub fn read_kanji_number(text: &str) -> Option<(Result<KanjiNumber, NumeralError>, usize)> {
    let mut end = 0;
    let mut run = KanjiRun { lowest: u64::MAX, ..KanjiRun::default() };
    while let Some(character) = text[end..].chars().next() {
        if let Some(digit) = kanji_digit_value(character) {
            run.digit(digit);
        } else if let Some(multiplier) = small_multiplier(character) {
            run.multiplier(multiplier);
        } else if end > 0 && matches!(character, '・' | '、') && starts_with_kanji_digit(&text[end + 3..]) {
            if character == '・' { run.point() } else { run.comma(&text[end + 3..]) }
        } else {
            break;
        }
        end += character.len_utf8();
    }
    (end > 0).then(|| (run.finish(), end))
}

fn starts_with_kanji_digit(text: &str) -> bool {
    text.chars().next().and_then(kanji_digit_value).is_some()
}

/// What is known of a kanji run while it is read.
#[derive(Default)]
struct KanjiRun {
    total: u128,
    /// Digits since the last multiplier.
    open: u128,
    open_digits: u32,
    any_digit: bool,
    nonzero: bool,
    multipliers: bool,
    lowest: u64,
    weight: u64,
    point: bool,
    decimals: u32,
    malformed: bool,
    overflow: bool,
}

impl KanjiRun {
    fn digit(&mut self, digit: u32) {
        match append_digit(self.open, digit) {
            Some(open) => self.open = open,
            None => self.overflow = true,
        }
        self.open_digits = self.open_digits.saturating_add(1);
        self.any_digit = true;
        self.nonzero |= digit != 0;
        self.weight = 1;
        if self.point {
            self.decimals = self.decimals.saturating_add(1);
        }
    }

    fn multiplier(&mut self, multiplier: u64) {
        // 二三千 may mean two or three thousand; 百千 means nothing.
        self.malformed |= self.open_digits > 1 || multiplier >= self.lowest || self.point;
        let count = if self.open_digits == 0 { 1 } else { self.open };
        self.total = self.total.saturating_add(count.saturating_mul(multiplier.into()));
        (self.open, self.open_digits) = (0, 0);
        (self.lowest, self.weight, self.multipliers) = (multiplier, multiplier, true);
    }

    fn point(&mut self) {
        self.malformed |= self.point || self.multipliers;
        self.point = true;
    }

    /// 一、二三四 has a thousands separator; 二、三億 means two or three.
    fn comma(&mut self, rest: &str) {
        let group = rest.chars().take(4).take_while(|character| kanji_digit_value(*character).is_some()).count();
        self.malformed |= group != 3 || self.point || self.multipliers;
    }

    fn finish(self) -> Result<KanjiNumber, NumeralError> {
        let trailing = self.multipliers && self.open_digits > 1;
        let empty = self.any_digit && !self.nonzero;
        if self.malformed || trailing || empty {
            return Err(NumeralError::Malformed);
        }
        let digits = self.total.checked_add(self.open).filter(|_| !self.overflow).ok_or(NumeralError::OutOfRange)?;
        let value = Decimal { digits, decimals: self.decimals };
        Ok(KanjiNumber { value, weight: self.weight, multiplier_only: !self.any_digit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Option<(u128, u32)> {
        read_decimal(text)?.0.ok().map(|decimal| (decimal.digits, decimal.decimals))
    }

    #[test]
    fn digits_with_separators() {
        assert_eq!(decimal("1,234,567円"), Some((1_234_567, 0)));
        assert_eq!(decimal("３０．４億円"), Some((304, 1)));
        assert_eq!(decimal("2・7兆円"), Some((27, 1)));
        assert_eq!(decimal("9,\n637億"), Some((9637, 0)));
        assert_eq!(decimal("10715"), Some((10_715, 0)));
    }

    #[test]
    fn numbers_written_out() {
        let written = |digits, decimals| Decimal { digits, decimals }.to_string();
        assert_eq!(written(20, 1), "2.0");
        assert_eq!(written(5, 2), "0.05");
        assert_eq!(written(1_386, 0), "1386");
    }

    #[test]
    fn runs_that_are_no_numbers() {
        for text in ["1,2,3億円", "12,34", "12.3.4", "1,,500", "1,2345", "1234,567", "0,123", "100・200"] {
            assert_eq!(read_decimal(text).map(|(value, _)| value), Some(Err(NumeralError::Malformed)), "{text}");
        }
        let long = "9".repeat(60);
        assert_eq!(read_decimal(&long), Some((Err(NumeralError::OutOfRange), 60)));
    }

    #[test]
    fn usual_numbers_are_read_alike() {
        for text in ["0", "7年", "30億", "5の", "5ほか", "123456789012345678", "1,234", "12,345.60円", "0.05", "3.4"]
        {
            let usual = read_usual(text.as_bytes()).map(|(number, len)| (Ok(number), len));
            assert!(usual.is_some() && usual == read_run(text), "{text}");
        }
        for text in
            ["05", "1,23", "1,2345", "1234,567", "0,123", "1.", "1,", "1.2.3", "1・2", "3０", "1234567890123456789"]
        {
            assert_eq!(read_usual(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn labels_are_not_digits() {
        for text in ["①9.5", "⑴5", "㈠", "¹", "㍻30"] {
            assert_eq!(read_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn kanji_numbers() {
        let read = |text: &str| read_kanji_number(text)?.0.ok().map(|number| (number.value.digits, number.weight));
        assert_eq!(read("六百九十二億"), Some((692, 1)));
        assert_eq!(read("九四七二億"), Some((9472, 1)));
        assert_eq!(read("三千億"), Some((3000, 1000)));
        assert_eq!(read("十億"), Some((10, 10)));
        assert_eq!(read("一、二三四億"), Some((1234, 1)));
        assert_eq!(read("二三千円"), None);
        assert_eq!(read("二、三億円"), None);
        assert_eq!(read("〇〇億円"), None);
    }
}
