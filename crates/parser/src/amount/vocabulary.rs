//! The words around amounts, as data. Longer words stand before their own beginnings.

use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use crate::record::Bound;
use crate::word_table::Phrases;

/// What a word says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// About so much.
    Approximate,
    /// A limit.
    Bound(Bound),
    /// A change upwards (`false`) or downwards (`true`) against a base.
    Change(bool),
}

/// Words in front of a number.
pub(super) const PREFIXES: &[(&str, Meaning)] = &[
    ("約", Meaning::Approximate),
    ("おおむね", Meaning::Approximate),
    ("おおよそ", Meaning::Approximate),
    ("およそ", Meaning::Approximate),
    ("概ね", Meaning::Approximate),
    ("凡そ", Meaning::Approximate),
    ("ほぼ", Meaning::Approximate),
    ("上限額", Meaning::Bound(Bound::AtMost)),
    ("上限", Meaning::Bound(Bound::AtMost)),
    ("限度額", Meaning::Bound(Bound::AtMost)),
    ("最大で", Meaning::Bound(Bound::AtMost)),
    ("最大", Meaning::Bound(Bound::AtMost)),
    ("下限額", Meaning::Bound(Bound::AtLeast)),
    ("下限", Meaning::Bound(Bound::AtLeast)),
    ("最低でも", Meaning::Bound(Bound::AtLeast)),
    ("最低", Meaning::Bound(Bound::AtLeast)),
    ("少なくとも", Meaning::Bound(Bound::AtLeast)),
];

/// Characters that make 約 the end of another word: 契約, 予約, 公約.
pub(super) const BEFORE_OTHER_YAKU: &str = "契予公制規条節要集婚倹特協解括盟誓売成確";

/// A word behind a number.
pub(super) struct Suffix {
    pub(super) word: &'static str,
    pub(super) meaning: Meaning,
    /// Characters behind it that make it another word: 余剰, 減税, 強化.
    pub(super) not_before: &'static str,
}

const fn suffix(word: &'static str, meaning: Meaning, not_before: &'static str) -> Suffix {
    Suffix { word, meaning, not_before }
}

/// Words behind a number.
pub(super) const SUFFIXES: &[Suffix] = &[
    suffix("程度", Meaning::Approximate, ""),
    suffix("規模", Meaning::Approximate, ""),
    suffix("の規模", Meaning::Approximate, ""),
    suffix("前後", Meaning::Approximate, ""),
    suffix("くらい", Meaning::Approximate, ""),
    suffix("ぐらい", Meaning::Approximate, ""),
    suffix("弱", Meaning::Approximate, "点者体小"),
    suffix("強", Meaning::Approximate, "化靱靭制度調力い"),
    suffix("台", Meaning::Approximate, "風湾数帳"),
    suffix("以上", Meaning::Bound(Bound::AtLeast), ""),
    suffix("以下", Meaning::Bound(Bound::AtMost), ""),
    suffix("以内", Meaning::Bound(Bound::AtMost), ""),
    suffix("未満", Meaning::Bound(Bound::Under), ""),
    suffix("を上限", Meaning::Bound(Bound::AtMost), ""),
    suffix("が上限", Meaning::Bound(Bound::AtMost), ""),
    suffix("上限", Meaning::Bound(Bound::AtMost), ""),
    suffix("を限度", Meaning::Bound(Bound::AtMost), ""),
    suffix("が限度", Meaning::Bound(Bound::AtMost), ""),
    suffix("限度", Meaning::Bound(Bound::AtMost), ""),
    suffix("を下限", Meaning::Bound(Bound::AtLeast), ""),
    suffix("まで", Meaning::Bound(Bound::AtMost), ""),
    suffix("を超", Meaning::Bound(Bound::Over), ""),
    suffix("を上回", Meaning::Bound(Bound::Over), ""),
    suffix("を下回", Meaning::Bound(Bound::Under), ""),
    suffix("に満たな", Meaning::Bound(Bound::Under), ""),
    suffix("超", Meaning::Bound(Bound::Over), "伝電音高人短低小"),
    suffix("余り", Meaning::Bound(Bound::Over), ""),
    suffix("あまり", Meaning::Bound(Bound::Over), ""),
    suffix("余", Meaning::Bound(Bound::Over), "剰裕地暇力分波熱"),
    suffix("の増", Meaning::Change(false), "設強産築刷殖員資進税"),
    suffix("の減", Meaning::Change(true), "税免災塩価反資農築薬"),
    suffix("増", Meaning::Change(false), "設強産築刷殖員資進税"),
    suffix("減", Meaning::Change(true), "税免災塩価反資農築薬"),
];

/// Signs of a change: ▲ can arrive as a word.
pub(super) const CHANGE_SIGNS: &[(&str, bool)] = &[
    ("▲", true),
    ("△", true),
    ("▼", true),
    ("さんかく", true),
    ("マイナス", true),
    ("−", true),
    ("－", true),
    ("-", true),
    ("‐", true),
    ("–", true),
    ("—", true),
    ("±", false),
];

/// The dashes.
pub(super) const DASHES: &str = "-－−–—‐―ー─━ｰ‑";
static DASH: CharSet = CharSet::of(DASHES);

/// Dashes, which may be a sign, stand for nothing, or join a range.
pub(super) fn is_dash(character: char) -> bool {
    DASH.holds(character)
}

/// Range signs that join nothing else.
pub(super) const WAVES: &[char] = &['～', '〜', '~', '∼'];

/// What follows 円 in words that are no money: 円卓, 円滑, 円安.
pub(super) const AFTER_OTHER_YEN: &str = "卓滑安周高形筒熟盤環陣墳満柱弧錐心座舞";

/// What stands in front of a number that is none: 数十億円, 何百万円.
pub(super) const NOT_A_NUMBER: &[char] = &['数', '何', '幾'];

/// Whether words name a total over years. What is paid of one this year is none: 国庫債務負担行為の歳出化分.
pub(super) fn names_commitment(words: &str) -> bool {
    COMMITMENTS.within(words) && !words.contains("歳出化")
}

/// Words that say that an amount is a total over years.
pub(super) const COMMITMENT_WORDS: &[&str] = &[
    "国庫債務負担行為",
    "国庫債務",
    "債務負担行為",
    "複数年度",
    "後年度負担",
    "年間で総額",
    "年で総額",
    "年間総額",
    "年間の総額",
    "年総額",
];

/// The same, to be found anywhere in a text in one pass.
pub(super) static COMMITMENTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(COMMITMENT_WORDS.iter().copied()));

/// Words that name the part that the nation bears.
pub(super) const NATIONAL_SHARE: &[&str] = &["国費", "うち国費"];

/// Words that stand for a sum that is not stated.
pub(super) const UNSTATED: &[&str] = &["事項要求", "事項要望"];

/// Words that say that there was nothing before.
pub(super) const NEW: &[&str] = &["新規要求", "新規", "皆増"];

/// Words that say that there is nothing.
pub(super) const NOTHING: &[&str] = &["皆減", "なし", "無し", "該当なし"];

/// The words of [`NEW`] and [`NOTHING`], to be found anywhere in a text in one pass.
pub(super) static STATUS_WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([NEW, NOTHING].concat()));

/// Words that mark a reprint.
pub(super) const REPRINT: &[&str] = &["一部再掲", "再掲あり", "再掲"];

/// Words that say that only a part of the sum is meant.
pub(super) const INNER: &[&str] = &["の内数", "内数"];

/// Words that open a stated part.
pub(super) const PART: &[&str] = &["のうち", "うち"];

/// Endings of a pot's name that are not part of it: 財務省計上, 復興庁一括計上分.
pub(super) const FUND_ENDINGS: &[&str] = &[
    "一括計上分",
    "一括計上",
    "計上額",
    "計上分",
    "計上",
    "分として",
    "として",
    "については",
    "では",
    "には",
    "分は",
    "分が",
    "分",
    "は",
    "が",
    "に",
    "で",
    "から",
    "額",
    "の活用",
    "を活用",
    "活用",
];

/// Endings of the name of another pot behind a comma: `31億円、貿易振興機構交付金 265億円`. Anything else lists sums.
pub(super) const POT_ENDINGS: &[&str] = &[
    "金",
    "会計",
    "特会",
    "特",
    "勘定",
    "計上",
    "計上分",
    "計上額",
    "分",
    "委託費",
    "補助費",
    "機構",
    "省",
    "庁",
    "府",
    "機関",
    "財政投融資",
    "財投",
    "出融資",
    "産業投資",
    "政府保証",
    "予備費",
];

/// Endings of a pot's name in front of a sum of which an entry is a part: `輸出の支援　JETRO運営費交付金262億円の内数`.
pub(super) const GRANT_ENDINGS: &[&str] = &["交付金", "運営費"];

/// Endings of words that say that the money of a fund is used.
pub(super) const FUND_USES: &[&str] = &["基金の活用", "基金を活用", "基金活用"];

/// Words that may close a list of amounts: `〔6,019億円〕 等`.
pub(super) const LIST_ENDINGS: &[&str] = &["等", "など", "ほか", "他"];

/// Words that join one more pot to the amount in front of them: `30億円（25億円）及びNEDO交付金の内数`.
pub(super) const JOINING: &[&str] = &["及び", "および", "並びに", "ならびに", "のほか", "ほか"];

/// Whether words say that the year before had the same amount: `前年度同額`, `対前年度当初予算額と同額`.
pub(super) fn says_same_as_before(words: &str) -> bool {
    const YEARS: &[&str] = &["前年度", "前年", "昨年度"];
    const BUDGETS: &[&str] = &["", "当初", "予算", "予算額", "当初予算", "当初予算額"];
    let Some(base) = words.strip_suffix("同額") else { return false };
    let base = base.trim_end_matches(['と', 'に']);
    let base = base.strip_prefix('対').unwrap_or(base);
    base.is_empty() || YEARS.iter().filter_map(|year| base.strip_prefix(year)).any(|rest| BUDGETS.contains(&rest))
}

/// Endings of the names of offices that close a line of amounts: `60億円（57億円）　新エネルギー課`.
pub(super) const OFFICE_ENDINGS: &[&str] = &["課", "室", "局", "部", "庁", "省"];

/// Words in front of the number of a page that closes a line.
pub(super) const PAGE_WORDS: &[&str] = &["P.", "p.", "P", "p", "頁"];

/// What text recognition puts for digits and points.
pub(super) const LIKE_DIGITS: &str = "OoQDIl!iSsBZzbgq?？□■\u{fffd}";
static LIKE_DIGIT: CharSet = CharSet::of(LIKE_DIGITS);

/// Characters that text recognition puts for digits and points.
pub(super) fn looks_like_digit(character: char) -> bool {
    LIKE_DIGIT.holds(character)
}

/// Text in front of an amount that makes it part of a sentence, not the tail of a name.
pub(super) const SENTENCE_ENDINGS: &[&str] = &[
    "の",
    "を",
    "は",
    "が",
    "に",
    "で",
    "と",
    "から",
    "まで",
    "より",
    "も",
    "へ",
    "、",
    "や",
    "総額",
    "上限額",
    "上限",
    "限度額",
    "限度",
    "下限",
    "補助額",
    "助成額",
    "計",
    "輸出額",
    "市場規模",
    "につき",
    "当たり",
    "あたり",
    "一人",
    "最大",
    "最低",
    "年間",
    "毎年",
    "売上高",
    "所得",
    "資本金",
    "利益",
    "残高",
    "投資",
    "目標",
    "単年",
    "×",
    "＝",
    "=",
    "GDP",
];

/// Names that end as sentences do in front of their amounts: 一般会計, not 合計.
pub(super) const NAME_ENDINGS: &[&str] = &["会計", "産業投資"];

/// Words near a number with 億 that make it money although 円 is missing.
pub(super) const MONEY_WORDS: &[&str] = &[
    "予算",
    "計上",
    "措置",
    "要求",
    "事業費",
    "補助",
    "交付金",
    "拠出",
    "出資",
    "財源",
    "基金",
    "経費",
    "支出",
    "歳出",
    "歳入",
    "国費",
    "総額",
    "売上",
    "投資",
    "融資",
    "調達",
    "資金",
];

/// Words near a number with 億 that count something else.
pub(super) const COUNT_WORDS: &[&str] = &[
    "人口",
    "者数",
    "人数",
    "件数",
    "台数",
    "回数",
    "個数",
    "利用者",
    "ユーザー",
    "ダウンロード",
    "人が",
    "年前",
    "電力量",
    "排出量",
    "トン",
];

/// Endings of a bracket that says what the amount in front of it includes or leaves out.
pub(super) const INCLUDING: &[&str] = &["含む", "含みます", "除く", "除きます"];

/// Words of a bracket that says that an amount is outside the ordinary budget.
pub(super) const SPECIAL_MEASURES: &[&str] = &["臨時・特別の措置", "臨時特別の措置", "臨時・特別措置"];

/// Words in front of a rate of change that closes a line of amounts: `146億円〈157億円〉、対前年度比▲7.0％`.
pub(super) const RATE_WORDS: &[&str] =
    &["対前年度当初比", "対前年度比", "対前年比", "前年度当初比", "前年度比", "前年比", "増減率", "伸び率", "伸率"];

/// Words in front of a change against the year before: `R6当初：7,200万円　対前年：＋1,340万円`.
pub(super) const CHANGE_WORDS: &[&str] = &["対前年度", "対前年", "増減額", "増減", "差引"];

/// Words that make the amounts behind them rules of a subsidy.
pub(super) const LIMITS: &[&str] = &["上限", "限度", "下限"];

/// Words behind 前年度 that compare with it instead of naming it: 前年度比.
pub(super) const BEHIND_COMPARISON: &[&str] = &["比", "同額", "並", "差", "増減", "から", "より", "対比", "以", "まで"];
