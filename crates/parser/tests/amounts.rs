//! Single lines and what a person would read in them: `amount_lines.txt`, and properties of written numbers.

use std::ops::Range;

use proptest::prelude::*;
use yosan_normaliser::Era;
use yosan_parser::amount::{
    OwnBudget, ProblemKind, ReadAmount, Reading, Surroundings, find_headline_tail, is_only_amounts, is_sheet_headline,
    read_headline, read_prose,
};
use yosan_parser::record::{Bound, Legend, LegendMeaning, Place, Role, Stage, Status};

/// The table of lines; its head explains the notation.
const LINES: &str = include_str!("amount_lines.txt");

/// One line of text with what it states.
struct Case {
    text: String,
    headline: bool,
    own: OwnBudget,
    legend: Option<Legend>,
    special: bool,
    expected: Vec<String>,
}

#[test]
fn every_line_of_the_table_is_read_right() {
    let cases = cases();
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {} lines:\n\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

#[test]
fn the_table_is_large_enough() {
    let cases = cases();
    let without_money = cases.iter().filter(|case| case.expected.iter().all(|line| line.starts_with('!'))).count();
    assert!(cases.len() >= 250, "{} lines", cases.len());
    assert!(without_money >= 50, "{without_money} lines without money");
}

fn cases() -> Vec<Case> {
    LINES
        .split("\n\n")
        .filter_map(|block| {
            let mut lines = block.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
            let first = lines.next()?;
            let (kind, text) = first.split_at_checked(2).expect("a line begins with a sign and a blank");
            let text = text.replace('⏎', "\n").replace('⇥', "\t");
            let mut case = Case {
                text,
                headline: kind == "> ",
                own: OwnBudget::default(),
                legend: None,
                special: false,
                expected: Vec::new(),
            };
            for line in lines {
                match line.strip_prefix("@ ") {
                    Some(setting) => case.set(setting),
                    None => case.expected.push(line.trim().to_owned()),
                }
            }
            Some(case)
        })
        .collect()
}

impl Case {
    fn set(&mut self, setting: &str) {
        let (name, words) = setting.split_once(' ').unwrap_or((setting, ""));
        let (fiscal_year, stage, round) = budget(words);
        match name {
            "special" => self.special = true,
            "own" => self.own = OwnBudget { fiscal_year, stage, round, evidence: None },
            _ => self.set_legend(name, words),
        }
    }

    fn set_legend(&mut self, notation: &str, words: &str) {
        let (fiscal_year, stage, round) = budget(words);
        let legend = self.legend.get_or_insert_default();
        let field = match notation {
            "()" => &mut legend.parenthesis,
            "【】" => &mut legend.lenticular,
            "【補正】" => &mut legend.supplementary_mark,
            "〔〕" => &mut legend.tortoise,
            "<>" => &mut legend.angle,
            _ => &mut legend.unmarked,
        };
        *field = Some(LegendMeaning {
            fiscal_year,
            stage,
            round,
            change: words.contains("change"),
            ratio: words.contains("ratio"),
            national_share: words.contains("share"),
            commitment: words.contains("commitment"),
            span: Place { line: 9, end_line: 9, start: 0, end: 0 },
        });
    }

    fn read(&self) -> Reading {
        let surroundings = Surroundings {
            legend: self.legend.as_ref(),
            own: self.own,
            supplementary: None,
            default_era: Era::Reiwa,
            unit: None,
            special_measure: self.special,
        };
        if self.headline { read_headline(&self.text, &surroundings) } else { read_prose(&self.text, &surroundings) }
    }
}

fn budget(words: &str) -> (Option<u16>, Option<Stage>, Option<u8>) {
    let mut read = (None, None, None);
    for word in words.split_whitespace() {
        match word {
            "request" => read.1 = Some(Stage::Request),
            "draft" => read.1 = Some(Stage::Draft),
            "initial" => read.1 = Some(Stage::Initial),
            "supplementary" => read.1 = Some(Stage::Supplementary),
            _ if word.starts_with('r') => read.2 = word[1..].parse().ok(),
            _ => read.0 = word.parse().ok().or(read.0),
        }
    }
    read
}

/// What differs, for a person to read.
fn failure(case: &Case) -> Option<String> {
    let reading = case.read();
    let mut read: Vec<Vec<String>> = reading.amounts.iter().map(|amount| words(amount, &case.text)).collect();
    read.extend(reading.problems.iter().map(|problem| vec![format!("!{}", kind(problem.kind))]));
    let same = read.len() == case.expected.len()
        && case.expected.iter().zip(&read).all(|(expected, read)| agrees(expected, read));
    (!same).then(|| {
        let read: Vec<String> = read.iter().map(|words| words.join(" ")).collect();
        let expected = case.expected.join("\n    ");
        format!("{}\n  expected\n    {expected}\n  read\n    {}", case.text, read.join("\n    "))
    })
}

/// Words of the kinds `«…»`, `p=…`, `label=…`, `note=…` count only where they are expected.
fn agrees(expected: &str, read: &[String]) -> bool {
    let optional = |word: &str| ["«", "p=", "label=", "note="].iter().any(|start| word.starts_with(start));
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let read: Vec<String> = read.iter().map(|word| word.replace([' ', '\u{3000}'], "_")).collect();
    expected.iter().all(|word| read.iter().any(|read| read == word))
        && read.iter().all(|word| optional(word) || expected.contains(&word.as_str()))
}

fn words(amount: &ReadAmount, text: &str) -> Vec<String> {
    let at = |range: &Range<usize>| text[range.clone()].replace('\n', "⏎");
    let mut words = vec![role(amount.role).to_owned()];
    words.push(match (amount.status, amount.yen) {
        (Status::New, _) => "new".to_owned(),
        (Status::None, _) => "none".to_owned(),
        (Status::Unstated, _) => "unstated".to_owned(),
        (Status::Amount, yen) => yen.map_or("?".to_owned(), |yen| yen.to_string()),
    });
    words.extend(amount.yen_max.map(|yen| format!("..{yen}")));
    words.extend(amount.precision_yen.map(|yen| format!("p={yen}")));
    words.extend(amount.fiscal_year.map(|year| year.to_string()));
    words.extend(amount.stage.map(|stage| format!("{stage:?}").to_lowercase()));
    words.extend(amount.round.map(|round| format!("r{round}")));
    words.extend(amount.bound.map(|bound| bound_name(bound).to_owned()));
    words.extend(amount.fund.as_ref().map(|fund| format!("fund={}", at(fund))));
    words.extend(amount.label.as_ref().map(|label| format!("label={}", at(label))));
    words.extend(amount.note.as_ref().map(|note| format!("note={}", at(note))));
    let flags = [
        (amount.open_ended, "open"),
        (amount.approximate, "about"),
        (amount.part_of, "part_of"),
        (amount.special_measure, "special"),
        (amount.previous, "before"),
    ];
    words.extend(flags.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned()));
    words.push(format!("«{}»", at(&amount.range)));
    words
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Current => "current",
        Role::Previous => "previous",
        Role::Supplementary => "supplementary",
        Role::OfWhich => "of_which",
        Role::Related => "related",
        Role::Delta => "delta",
        Role::Commitment => "commitment",
        Role::Table => "table",
        Role::Text => "text",
    }
}

fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Over => "over",
        Bound::Under => "under",
    }
}

fn kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Malformed => "malformed",
        ProblemKind::OutOfRange => "out_of_range",
        ProblemKind::Ambiguous => "ambiguous",
    }
}

#[test]
fn tails_begin_where_the_amounts_begin() {
    let cases: &[(&str, Option<&str>)] = &[
        ("水素利用拡大実証事業 12.7億円（新規）", Some("12.7億円（新規）")),
        ("水素利用拡大実証事業12.7億円(9.8億円)", Some("12.7億円(9.8億円)")),
        ("Go To事業（再掲） 10.1億円（新規）", Some("10.1億円（新規）")),
        ("Go To事業 10.1億円（新規）（再掲）", Some("10.1億円（新規）（再掲）")),
        ("機構運営費交付金 31.6億円(39.3億円)の内数 【補正】4.1億円", Some("31.6億円(39.3億円)の内数 【補正】4.1億円")),
        ("月面探査基盤事業 【補正】12.5億円", Some("【補正】12.5億円")),
        ("月面探査基盤事業 【補正】", Some("【補正】")),
        ("月面探査基盤事業 【令和5年度補正予算額】8億円", Some("【令和5年度補正予算額】8億円")),
        (
            "①データ連携の実現【312億(221億) + IPA交付金52億(36億)の内数】",
            Some("【312億(221億) + IPA交付金52億(36億)の内数】"),
        ),
        ("脱炭素投資支援 令和7年度予算案額 33億円（12億円）", Some("令和7年度予算案額 33億円（12億円）")),
        ("脱炭素投資支援 事項要求", Some("事項要求")),
        ("脱炭素投資支援 17億円＋事項要求", Some("17億円＋事項要求")),
        ("脱炭素投資支援 新規48億円", Some("新規48億円")),
        ("脱炭素投資支援 約48億円※他省庁計上分を含む", Some("約48億円※他省庁計上分を含む")),
        ("脱炭素投資支援 5億円<うち財務省計上1.0億円>", Some("5億円<うち財務省計上1.0億円>")),
        ("○ 治療薬の確保〔6,019億円〕 等", Some("〔6,019億円〕 等")),
        ("○ 住居の確保に係る給付金〔100億円〕等", Some("〔100億円〕等")),
        (
            "対日直接投資の拡大 31億円（28億円）、貿易振興機構交付金 265億円（262億円）の内数",
            Some("31億円（28億円）、貿易振興機構交付金 265億円（262億円）の内数"),
        ),
        ("地熱資源の調査事業【Ｒ３補正】1,300百万円", Some("【Ｒ３補正】1,300百万円")),
        ("設備補助金 250千円（200千円）〔２月補正〕100千円", Some("250千円（200千円）〔２月補正〕100千円")),
        ("部素材供給網整備事業 【2,658億円】", Some("【2,658億円】")),
        ("設備の共同利用支援事業 ［120億円］", Some("［120億円］")),
        ("製造業2,000千円、その他の業種1,000千円", None),
        ("小規模事業者補助（上限50万円）", None),
        ("研究開発税制（2億円以上の投資）の見直し", None),
        ("予算額は30億円である。", None),
        ("輸出額を2兆円に増やす", None),
        ("2030年までに輸出額5兆円", None),
        ("補助上限額：1,000万円", None),
        ("先進的医療機器の開発（委託）", None),
        ("地域創業促進事業（新規）", None),
    ];
    for (text, tail) in cases {
        assert_eq!(find_headline_tail(text).map(|at| &text[at..]), *tail, "{text}");
    }
}

#[test]
fn lines_of_nothing_but_amounts() {
    for text in [
        "26.5億円(26.5億円)",
        "【補正】 17.9億円",
        "（新規）",
        "162.7億円(89.3億円)の内数",
        "  7.0億円 (新規)",
        "【補正】",
        "国庫債務負担行為含め総額 640億円",
        "国庫債務負担行為を含む総額：1,200億円",
    ] {
        assert!(is_only_amounts(text), "{text}");
    }
    for text in ["事業 26.5億円", "（委託）", "(1)", "P20", "令和6年度", "", "30億円を計上", "（再掲）", "■", "2/3"]
    {
        assert!(!is_only_amounts(text), "{text}");
    }
}

#[test]
fn headlines_of_sheets() {
    for text in [
        "令和6年度予算案額2.0億円（1.3億円）",
        "令和6年度予算案額 7.3億円（6.5億円）※JETRO交付金を含む",
        "平成29年度補正予算額50.0億円 <うち財務省計上5.0億円>",
        "令和2年度概算要求額 69.9億円（50.0億円）",
        "令和7年度概算要求額 事項要求",
        "令和6年度予算案額 0.2億円（-億円）",
        "令和5年度補正予算（第1号） 12億円",
        "【令和6年度予算（案） 1,500百万円（1,200百万円）】",
        "【令和6年度予算（案） 800百万円（新規）】",
        "【令和5年度補正予算額 3,000百万円】",
        "令和3年度補正予算額 1O.5億円",
        "令和3年度補正予算額 ?.5億円（10億円）",
        "令和3年度補正予算額 1 2 . 5 億 円",
    ] {
        assert!(is_sheet_headline(text), "{text}");
    }
    for text in [
        "令和6年度予算案の事業概要",
        "令和6年度予算案額は2.0億円とする",
        "平成31年度当初予算は、全体合計約1.2兆円。",
        "26.5億円(26.5億円)",
        "令和3年度から5年間の事業であり",
        "【補正】17.9億円",
        "【補正予算 12億円】",
        "【地域資源循環の高度化 1,500百万円】",
        "令和3年度補正予算額の合計は12億円",
        "令和3年度の売上高IoT関連で5億円",
    ] {
        assert!(!is_sheet_headline(text), "{text}");
    }
}

/// How an amount is written out.
#[derive(Clone, Copy, Debug)]
struct Style {
    commas: bool,
    full_width: bool,
    /// Blanks between numbers and units.
    blanks: bool,
    /// A line break behind the first comma.
    line_break: bool,
}

fn style() -> impl Strategy<Value = Style> {
    any::<(bool, bool, bool, bool)>().prop_map(|(commas, full_width, blanks, line_break)| Style {
        commas,
        full_width,
        blanks,
        line_break: commas && line_break,
    })
}

const LARGE_UNITS: &[(u64, &str)] = &[(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")];

impl Style {
    fn number(self, number: u64) -> String {
        let plain = number.to_string();
        let mut written = String::new();
        for (index, digit) in plain.chars().enumerate() {
            if self.commas && index > 0 && (plain.len() - index).is_multiple_of(3) {
                written.push(',');
                if self.line_break && index <= 3 {
                    written.push('\n');
                }
            }
            written.push(digit);
        }
        if self.full_width { widen(&written) } else { written }
    }

    fn blank(self) -> &'static str {
        if self.blanks { " " } else { "" }
    }

    /// `14兆5,959億2,000万12円`.
    fn in_groups(self, yen: u64) -> String {
        let mut rest = yen;
        let mut groups = Vec::new();
        for (unit, name) in LARGE_UNITS {
            if rest / unit > 0 {
                groups.push(format!("{}{}{name}", self.number(rest / unit), self.blank()));
                rest %= unit;
            }
        }
        if rest > 0 || groups.is_empty() {
            groups.push(self.number(rest));
        }
        format!("{}{}円", groups.join(self.blank()), self.blank())
    }

    /// `30.4億円`: all in one unit, as many decimals as it takes.
    fn with_decimals(self, yen: u64, unit: u64, name: &str) -> String {
        let mut decimals = (yen % unit + unit).to_string().split_off(1);
        while decimals.ends_with('0') {
            decimals.pop();
        }
        let point = if decimals.is_empty() { String::new() } else { format!(".{decimals}") };
        let point = if self.full_width { widen(&point) } else { point };
        format!("{}{point}{}{name}円", self.number(yen / unit), self.blank())
    }
}

fn widen(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '0'..='9' => char::from_u32(character as u32 - '0' as u32 + '０' as u32).unwrap_or(character),
            ',' => '，',
            '.' => '．',
            other => other,
        })
        .collect()
}

const KANJI: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 五兆九四七二億, or 六百九十二億.
fn in_kanji(yen: u64, positional: bool) -> String {
    let mut rest = yen;
    let mut written = String::new();
    for (unit, name) in LARGE_UNITS.iter().chain(&[(1, "")]) {
        let group = rest / unit;
        rest %= unit;
        if group > 0 {
            written += &kanji_group(group, positional);
            written += name;
        }
    }
    written + "円"
}

fn kanji_group(group: u64, positional: bool) -> String {
    let digits: Vec<usize> = group.to_string().bytes().map(|digit| usize::from(digit - b'0')).collect();
    let places = ["千", "百", "十", ""];
    let mut written = String::new();
    for (index, digit) in digits.iter().enumerate() {
        let place = places[4 - digits.len() + index];
        match (positional, digit) {
            (true, digit) => written += KANJI[*digit],
            (false, 0) => {}
            (false, 1) if !place.is_empty() => written += place,
            (false, digit) => written = written + KANJI[*digit] + place,
        }
    }
    written
}

/// The one amount of a sentence around `written`, with what was taken for it.
fn read_back(written: &str) -> Option<(i64, String)> {
    let text = format!("合計で{written}を計上");
    let reading = read_prose(&text, &Surroundings::default());
    match reading.amounts.as_slice() {
        [amount] => Some((amount.yen?, text.get(amount.range.clone())?.to_owned())),
        _ => None,
    }
}

proptest! {
    #[test]
    fn any_amount_reads_back_in_groups(yen in 0_u64..9_000_000_000_000_000, style in style()) {
        let written = style.in_groups(yen);
        prop_assert_eq!(read_back(&written), Some((yen as i64, written)));
    }

    #[test]
    fn any_amount_reads_back_with_decimals(yen in 0_u64..9_000_000_000_000_000, style in style(), unit in 0_usize..3) {
        let (unit, name) = LARGE_UNITS[unit];
        let written = style.with_decimals(yen, unit, name);
        prop_assert_eq!(read_back(&written), Some((yen as i64, written)));
    }

    #[test]
    fn any_amount_reads_back_in_thousands_and_millions(count in 0_u64..9_000_000_000, style in style()) {
        for (unit, name) in [(1_000, "千円"), (1_000_000, "百万円"), (10_000_000, "千万円"), (100_000_000_000, "千億円")] {
            let Some(yen) = count.checked_mul(unit).filter(|yen| *yen < 9_000_000_000_000_000_000) else { continue };
            let written = format!("{}{}{name}", style.number(count), style.blank());
            prop_assert_eq!(read_back(&written), Some((yen as i64, written)));
        }
    }

    #[test]
    fn any_amount_reads_back_in_kanji(yen in 2_u64..9_000_000_000_000_000, positional: bool) {
        let written = in_kanji(yen, positional);
        // 千円 and 百万円 are also names of units.
        prop_assume!(!["千円", "百万円", "十億円"].contains(&written.as_str()));
        prop_assert_eq!(read_back(&written), Some((yen as i64, written)));
    }

    #[test]
    fn headline_and_previous_year_read_back(current in 1_u64..1_000_000, previous in 0_u64..1_000_000, style in style()) {
        let write = |tenths: u64| style.with_decimals(tenths * 10_000_000, 100_000_000, "億");
        let text = format!("令和6年度予算案額 {}（{}）の内数", write(current), write(previous));
        let reading = read_headline(&text, &Surroundings::default());
        let read: Vec<_> = reading.amounts.iter().map(|amount| (amount.role, amount.yen, amount.part_of)).collect();
        let expected = [(Role::Current, current), (Role::Previous, previous)]
            .map(|(role, tenths)| (role, i64::try_from(tenths * 10_000_000).ok(), true));
        prop_assert_eq!(read, expected);
        prop_assert!(is_sheet_headline(&text));
    }

    #[test]
    fn any_text_is_read_without_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24), noise in ".{0,6}") {
        let text = pieces.concat() + &noise;
        for reading in [read_headline(&text, &Surroundings::default()), read_prose(&text, &Surroundings::default())] {
            let ranges: Vec<_> = reading.amounts.iter().map(|amount| amount.range.clone()).collect();
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|printed| !printed.is_empty())));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", ranges);
            for range in reading.amounts.iter().flat_map(|amount| [&amount.fund, &amount.label, &amount.note]).flatten() {
                prop_assert!(text.get(range.clone()).is_some());
            }
            prop_assert!(reading.problems.iter().all(|problem| text.get(problem.range.clone()).is_some()));
        }
        let tail = find_headline_tail(&text);
        prop_assert!(tail.is_none_or(|at| text.is_char_boundary(at)));
        let _ = (is_only_amounts(&text), is_sheet_headline(&text));
    }
}

/// Pieces of headlines, for texts that are nearly right.
const PIECES: &[&str] = &[
    "令和6年度予算案額",
    "7.3億円",
    "10",
    "億円",
    "（",
    "）",
    "(",
    ")",
    "【補正】",
    "【",
    "】",
    "+",
    "＋",
    "の内数",
    "新規",
    "うち",
    "国費",
    "事項要求",
    "-",
    "▲",
    "約",
    "、",
    " ",
    "\n",
    "\t",
    "※",
    "を含む",
    "IPA交付金",
    "62億",
    "1,2,3",
    "万",
    "千円",
    "5～",
    "数十",
    "R5補正",
    "前年度",
    "超",
    "減",
    "百万円",
    "六百",
    "兆",
    "．",
    ",",
    "再掲",
    "国庫債務負担行為",
    "第2次",
    "補正予算",
    "¥",
    "①",
    "円卓",
];

/// Reads a text with every function; a quadratic step would take minutes.
fn read_all_ways(text: &str) -> usize {
    let headline = read_headline(text, &Surroundings::default());
    let prose = read_prose(text, &Surroundings::default());
    let _ = (find_headline_tail(text), is_only_amounts(text));
    headline.amounts.len() + prose.amounts.len()
}

#[test]
fn a_megabyte_of_digits_and_brackets_is_read_in_one_pass() {
    assert_eq!(read_all_ways(&"1（2）【3".repeat(60_000)), 0);
    assert_eq!(read_all_ways(&"9".repeat(400_000)), 0);
    assert_eq!(read_all_ways(&"(".repeat(400_000)), 0);
}

#[test]
fn repeated_pieces_are_read_in_one_pass() {
    let pieces = [
        "1,",
        "1（",
        "】",
        "1～",
        "約",
        "10億円（",
        "1億円（▲1億円）",
        "※（",
        "うち",
        "百万円",
        "の内数（1億円）",
        "【+1億円】",
        "（補正）【1億円】",
        "令和",
        "-",
        "1 ",
        "+A1億円",
        "（国費1億円）",
        "前年度1億円",
        "（1、",
    ];
    for piece in pieces {
        let text = piece.repeat(40_000 / piece.len());
        let led = format!("1億円{text}");
        assert!(read_all_ways(&text) + read_all_ways(&led) <= text.len(), "{piece}");
    }
}
