//! What is counted: the counters and measures that stand behind a number, as data.
//!
//! The longest entry wins; an entry is no counter where the word goes on (`2国間`, `5社会`). A counter that is not in
//! the table is taken from the text when it is short and something that ends a counter follows it.

use super::cursor::{Cursor, digit, is_kanji, is_katakana};

/// What sort of thing a unit measures, as far as the rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Things: 件, 社, 箇所.
    Count,
    /// Parts of a whole: %, 割.
    Share,
    /// 倍.
    Times,
    /// 円, ドル.
    Money,
    /// Physical measures: トン, kW.
    Measure,
    /// Lengths of time: seldom goals.
    Duration,
    /// 歳: seldom goals.
    Age,
    /// つ, 点: count goals about as often as they count anything else.
    Loose,
}

/// A unit read at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) end: usize,
    pub(super) kind: UnitKind,
    /// It is in the table; a fallback may be any short word.
    pub(super) known: bool,
}

/// A counter, and the characters that make another word of it.
type Entry = (&'static str, &'static str);

const COUNTS: &[Entry] = &[
    ("件", "名"),
    ("者", "間協"),
    ("社", "会"),
    ("人", "材工口権間文件月日"),
    ("名", "称目古義"),
    ("団体", ""),
    ("機関", ""),
    ("箇所", ""),
    ("か所", ""),
    ("カ所", ""),
    ("ヶ所", ""),
    ("ヵ所", ""),
    ("ケ所", ""),
    ("ヶ国", ""),
    ("か国", "語"),
    ("カ国", "語"),
    ("ヵ国", "語"),
    ("ケ国", ""),
    ("箇国", ""),
    ("か国・地域", ""),
    ("カ国・地域", ""),
    ("ヵ国・地域", ""),
    ("国・地域", ""),
    ("国", "際内家民間立土籍会連"),
    ("回線", ""),
    ("機種", ""),
    ("回", "答収復線路転避目"),
    ("個", "人別社体"),
    ("本", "社事業年格柱来部"),
    ("校", "舎"),
    ("台", "帳湾頭"),
    ("戸", "籍"),
    ("棟", ""),
    ("機", "関能会械構種器運"),
    ("基", "準盤礎本幹"),
    ("隻", ""),
    ("床", ""),
    ("頭", ""),
    ("編", "成集"),
    ("冊", ""),
    ("枚", ""),
    ("品目", ""),
    ("品種", ""),
    ("品", "質目種"),
    ("商品", ""),
    ("製品", ""),
    ("作品", ""),
    ("店舗", ""),
    ("店", "舗頭"),
    ("施設", ""),
    ("設備", ""),
    ("事業者", ""),
    ("事業所", ""),
    ("事業", "者所化"),
    ("企業", ""),
    ("企業群", ""),
    ("法人", ""),
    ("組合", ""),
    ("世帯", ""),
    ("家庭", ""),
    ("大学", "院発生"),
    ("学校", ""),
    ("病院", ""),
    ("地域", ""),
    ("地区", ""),
    ("地点", ""),
    ("拠点", ""),
    ("領域", ""),
    ("分野", ""),
    ("業種", ""),
    ("業界", ""),
    ("都市", ""),
    ("都道府県", ""),
    ("道府県", ""),
    ("府県", ""),
    ("県", "庁内外"),
    ("市町村", ""),
    ("市区町村", ""),
    ("自治体", ""),
    ("港湾", ""),
    ("空港", ""),
    ("航路", ""),
    ("路線", ""),
    ("ルート", ""),
    ("テーマ", ""),
    ("プロジェクト", ""),
    ("モデル", ""),
    ("ケース", ""),
    ("サービス", ""),
    ("システム", ""),
    ("ユースケース", ""),
    ("チーム", ""),
    ("グループ", ""),
    ("コンソーシアム", ""),
    ("コミュニティ", ""),
    ("アクセス", ""),
    ("ダウンロード", ""),
    ("シーズ", ""),
    ("例", "外えば"),
    ("案件", ""),
    ("事例", ""),
    ("規格", ""),
    ("講座", ""),
    ("技術", ""),
    ("工程", ""),
    ("ページ", ""),
    ("票", ""),
    ("泊", ""),
    ("人泊", ""),
    ("便", "利益"),
    ("本数", ""),
    ("ポイント", ""),
    ("pt", ""),
    ("位", "置"),
    ("組", "織合込み"),
    ("席", ""),
    ("コース", ""),
    ("プログラム", ""),
    ("イベント", ""),
    ("サイト", ""),
    ("ユーザー", ""),
    ("アカウント", ""),
    ("ID", ""),
    ("TEU", ""),
    ("SS", ""),
];

const SHARES: &[Entry] =
    &[("%", ""), ("％", ""), ("パーセント", ""), ("％ポイント", ""), ("%ポイント", ""), ("割", "合引当振賦")];
const TIMES: &[Entry] = &[("倍", "率")];
const MONEY: &[Entry] =
    &[("円", "滑安高建形卓"), ("ドル", ""), ("米ドル", ""), ("ユーロ", ""), ("元", "年"), ("ウォン", "")];
const AGES: &[Entry] = &[("歳", "入出"), ("才", "")];
const LOOSE: &[Entry] =
    &[("つ", ""), ("点", "検"), ("項目", ""), ("種類", ""), ("種", "別類目"), ("要素", ""), ("課題", ""), ("日本", "")];

const MEASURES: &[Entry] = &[
    ("トン", "ネ"),
    ("㌧", ""),
    ("t", ""),
    ("Mt", ""),
    ("kt", ""),
    ("t-CO2", ""),
    ("tCO2", ""),
    ("t-CO₂", ""),
    ("tCO₂", ""),
    ("トン-CO2", ""),
    ("トンCO2", ""),
    ("kg", ""),
    ("㎏", ""),
    ("g", ""),
    ("mg", ""),
    ("キログラム", ""),
    ("kl", ""),
    ("kL", ""),
    ("KL", ""),
    ("キロリットル", ""),
    ("リットル", ""),
    ("バレル", ""),
    ("W", ""),
    ("kW", ""),
    ("kw", ""),
    ("KW", ""),
    ("MW", ""),
    ("GW", ""),
    ("TW", ""),
    ("Wh", ""),
    ("kWh", ""),
    ("kwh", ""),
    ("KWh", ""),
    ("MWh", ""),
    ("GWh", ""),
    ("TWh", ""),
    ("キロワット", ""),
    ("キロワット時", ""),
    ("J", ""),
    ("MJ", ""),
    ("GJ", ""),
    ("TJ", ""),
    ("PJ", ""),
    ("m", ""),
    ("mm", ""),
    ("cm", ""),
    ("km", ""),
    ("nm", ""),
    ("μm", ""),
    ("メートル", ""),
    ("キロメートル", ""),
    ("キロ", ""),
    ("㎞", ""),
    ("ha", ""),
    ("ヘクタール", ""),
    ("m2", ""),
    ("m3", ""),
    ("㎡", ""),
    ("㎥", ""),
    ("Nm3", ""),
    ("立方メートル", ""),
    ("平方メートル", ""),
    ("℃", ""),
    ("度", ""),
    ("ppm", ""),
    ("ppb", ""),
    ("dB", ""),
    ("V", ""),
    ("Hz", ""),
    ("GHz", ""),
    ("Gbps", ""),
    ("Mbps", ""),
    ("TFLOPS", ""),
    ("TB", ""),
    ("GB", ""),
];

const DURATIONS: &[Entry] = &[
    ("年", "代度"),
    ("年間", ""),
    ("か年", ""),
    ("カ年", ""),
    ("ヶ年", ""),
    ("箇年", ""),
    ("年度", ""),
    ("か月", ""),
    ("カ月", ""),
    ("ヶ月", ""),
    ("ヵ月", ""),
    ("箇月", ""),
    ("か月間", ""),
    ("ヶ月間", ""),
    ("月", ""),
    ("週", ""),
    ("週間", ""),
    ("日", "本米系欧EU"),
    ("日間", ""),
    ("営業日", ""),
    ("時間", ""),
    ("分", "野析類の岐"),
    ("分間", ""),
    ("秒", ""),
    ("秒間", ""),
    ("世紀", ""),
    ("周年", ""),
];

/// Words behind a number that make it a name, an ordinal or a class: `第5期`, `100kg級`, `3次元`.
const NO_UNITS: [&str; 54] = [
    "期",
    "号",
    "次",
    "条",
    "項",
    "章",
    "節",
    "版",
    "番",
    "級",
    "型",
    "世代",
    "世界",
    "国間",
    "者間",
    "者協議",
    "層",
    "階",
    "軸",
    "段階",
    "段",
    "次元",
    "次産業",
    "交代",
    "交替",
    "大",
    "本柱",
    "丁目",
    "等級",
    "類",
    "巡目",
    "目標",
    "目的",
    "度目",
    "回目",
    "年目",
    "日目",
    "つ目",
    "年生",
    "周年",
    "種別",
    "部",
    "課",
    "室",
    "系",
    "相",
    "極",
    "方向",
    "側面",
    "原則",
    "本の柱",
    "つの柱",
    "以降",
    "以来",
];

const TABLES: [(&[Entry], UnitKind); 8] = [
    (COUNTS, UnitKind::Count),
    (SHARES, UnitKind::Share),
    (TIMES, UnitKind::Times),
    (MONEY, UnitKind::Money),
    (MEASURES, UnitKind::Measure),
    (DURATIONS, UnitKind::Duration),
    (AGES, UnitKind::Age),
    (LOOSE, UnitKind::Loose),
];

/// What may follow a counter that is not in the table, besides a bound.
const ENDS_OF_COUNTER: [&str; 26] = [
    "以上",
    "以下",
    "以内",
    "未満",
    "超",
    "程度",
    "前後",
    "増",
    "減",
    "削減",
    "を",
    "に",
    "の",
    "が",
    "で",
    "へ",
    "と",
    "、",
    "。",
    "）",
    ")",
    "（",
    "(",
    "」",
    "及び",
    "並びに",
];

const BOUNDS_AND_CHANGES: [&str; 11] = ["以上", "以下", "以内", "未満", "超", "程度", "前後", "増", "減", "削減", "及"];

/// Reads the unit at `at`: `万` and the like are part of the number and already behind us.
///
/// ```text
/// unit := (entry of a table | short kanji or katakana word | Latin measure) ("/" unit)?      円/kWh, トン／年
/// ```
pub(super) fn read_unit(text: &str, at: usize, scaled: bool) -> Option<Unit> {
    let mut cursor = Cursor::new(text, at);
    cursor.blank();
    let start = cursor.at();
    let known = match entry(text, start) {
        Some(Entered::Unit(unit)) => Some(unit),
        Some(Entered::OtherWord) => return None,
        None => None,
    };
    if no_unit_end(text, start).is_some_and(|end| known.is_none_or(|unit| unit.end < end)) {
        return None;
    }
    let mut unit = known.or_else(|| latin_unit(text, start, scaled)).or_else(|| word_unit(text, start))?;
    unit.end = per(text, unit.end);
    Some(unit)
}

/// The end of a word behind the number that makes it a name or an ordinal rather than a count.
pub(super) fn no_unit_end(text: &str, at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    cursor.blank();
    cursor.eat_any(&NO_UNITS).map(|_| cursor.at())
}

/// The counter of the table at `at`, if one is printed there.
pub(super) fn table_unit(text: &str, at: usize) -> Option<Unit> {
    match entry(text, at)? {
        Entered::Unit(unit) => Some(unit),
        Entered::OtherWord => None,
    }
}

/// What the table says of a word.
#[derive(Clone, Copy, Debug)]
enum Entered {
    Unit(Unit),
    /// It begins like a counter and goes on: 社会.
    OtherWord,
}

fn entry(text: &str, at: usize) -> Option<Entered> {
    let cursor = Cursor::new(text, at);
    let entries = TABLES.iter().flat_map(|(entries, kind)| entries.iter().map(move |entry| (entry, *kind)));
    let ((word, goes_on), kind) =
        entries.filter(|((word, _), _)| cursor.starts_with(word)).max_by_key(|((word, _), _)| word.len())?;
    let end = at + word.len();
    let next = Cursor::new(text, end).peek();
    let longer_measure = is_latin(word) && next.is_some_and(is_latin_char);
    if longer_measure {
        return None;
    }
    let other_word = next.is_some_and(|next| goes_on.contains(next));
    Some(if other_word { Entered::OtherWord } else { Entered::Unit(Unit { end, kind, known: true }) })
}

/// `30万kw`, `5dBi`: a run of Latin letters that begins like a measure, not like a name.
fn latin_unit(text: &str, at: usize, scaled: bool) -> Option<Unit> {
    let mut cursor = Cursor::new(text, at);
    let first = cursor.peek().filter(|&next| is_latin_char(next) && digit(next).is_none())?;
    let word = cursor.eat_while(13, |next| is_latin_char(next) || next == '-' || next == '₂');
    let short = word.chars().count() <= 12;
    let measure = scaled || first.is_ascii_lowercase() || matches!(first, 'µ' | 'μ');
    (short && measure).then(|| Unit { end: cursor.at(), kind: UnitKind::Measure, known: false })
}

/// `3講座を`: a short word that nothing else explains.
fn word_unit(text: &str, at: usize) -> Option<Unit> {
    let katakana = Cursor::new(text, at).eat_while(11, is_katakana);
    let (word, fits) = if katakana.is_empty() {
        (before_bound(Cursor::new(text, at).eat_while(8, is_kanji)), 1..=3)
    } else {
        (katakana, 2..=10)
    };
    let rest = Cursor::new(text, at + word.len());
    let ends = rest.rest().is_empty() || rest.starts_with_any(&ENDS_OF_COUNTER);
    let fits = fits.contains(&word.chars().count()) && ends;
    fits.then(|| Unit { end: rest.at(), kind: UnitKind::Count, known: false })
}

/// 以上 and the like are kanji too: the counter ends before them.
fn before_bound(word: &str) -> &str {
    let cut = BOUNDS_AND_CHANGES.iter().filter_map(|bound| word.find(bound)).min();
    cut.and_then(|cut| word.get(..cut)).unwrap_or(word)
}

/// `円/kWh`, `トン／年`.
fn per(text: &str, end: usize) -> usize {
    let mut cursor = Cursor::new(text, end);
    if cursor.eat_any(&["/", "／"]).is_none() {
        return end;
    }
    let start = cursor.at();
    table_unit(text, start).or_else(|| latin_unit(text, start, true)).map_or(end, |unit| unit.end)
}

fn is_latin(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_latin_char)
}

fn is_latin_char(printed: char) -> bool {
    printed.is_ascii_alphabetic() || matches!(printed, 'µ' | 'μ' | 'Ω' | '℃') || digit(printed).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_unit_wins_and_other_words_do_not_count() {
        for (printed, unit) in [
            ("件程度", Some("件")),
            ("か国・地域で", Some("か国・地域")),
            ("トン／年、", Some("トン／年")),
            ("円/kWh以下", Some("円/kWh")),
            ("GWhの", Some("GWh")),
            ("日間を", Some("日間")),
            ("分野において", Some("分野")),
            ("塾以上", Some("塾")),
            ("アトリエを", Some("アトリエ")),
            ("社会の", None),
            ("次元の", None),
            ("国間クレジット", None),
            ("級、", None),
            ("G通信", None),
        ] {
            let read = read_unit(printed, 0, false).and_then(|unit| printed.get(..unit.end));
            assert_eq!(read, unit, "{printed}");
        }
    }
}
