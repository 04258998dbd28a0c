//! The words of subsidy rules, as data.
//!
//! A word that stands in several lists is there for several reasons. In [`LABELS`] the longest word wins, so a longer
//! entry is the way to say that a compound means something else than its head (`保証限度額` is no cap of a grant).

use crate::word_table::{ends, starts};

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A share: `補助率：2/3`.
    Rate,
    /// The most that is granted: `補助上限額：50万円`.
    Cap,
    /// The most, of a loan where the text speaks of loans: `限度額 10,000千円`.
    Limit,
    /// The least: `下限 300千円`.
    Floor,
    /// The grant itself: `補助額：15万円~50万円`.
    Grant,
    /// The most that is lent: `貸付限度額：2,000万円`.
    LoanLimit,
    /// The loan itself, a limit only where a word says so: `融資額：7,200万円以内`.
    Loan,
    /// `貸付金利：1.20%`.
    Interest,
    /// The way of paying, a label only before a bracket, a colon or a value: `補助（2/3）`.
    Payment,
    /// Announces a number that is no rule of a grant: `保証割合 融資額の70%`.
    Foreign,
}

/// A list of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(&'static [&'static str]);

/// The words of a list, parted by blanks: `words!("以内 まで")`. They are parted when the program is compiled, because
/// the lists are gone through for every item.
macro_rules! words {
    ($text:literal $(,)?) => {{
        const COUNT: usize = $crate::term::vocabulary::part::<0>($text).1;
        const PARTED: [&str; COUNT] = $crate::term::vocabulary::part::<COUNT>($text).0;
        $crate::term::vocabulary::Words::new(&PARTED)
    }};
}
pub(super) use words;

/// The first `N` words of a text, and how many there are.
pub(super) const fn part<const N: usize>(text: &'static str) -> ([&'static str; N], usize) {
    let mut words = [""; N];
    let (mut count, mut rest) = (0, text);
    let (mut at, bytes) = (0, text.as_bytes());
    let mut length = 0;
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            if length > 0 {
                let (word, _) = rest.split_at(length);
                if count < N {
                    words[count] = word;
                }
                count += 1;
            }
            let next = if at == bytes.len() { at } else { at + 1 };
            (_, rest) = text.split_at(next);
            length = 0;
        } else {
            length += 1;
        }
        at += 1;
    }
    (words, count)
}

impl Words {
    /// A list of words.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self(words)
    }

    /// The words, in their order.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// What follows the first of the words that `text` starts with.
    pub(super) fn strip_from(self, text: &str) -> Option<&str> {
        self.iter().find(|word| starts(text, word)).map(|word| &text[word.len()..])
    }

    /// What stands before the first of the words that `text` ends with.
    pub(super) fn strip_to(self, text: &str) -> Option<&str> {
        self.iter().find(|word| ends(text, word)).map(|word| &text[..text.len() - word.len()])
    }

    /// Whether one of the words stands at the start of `text`.
    pub(super) fn start(self, text: &str) -> bool {
        self.strip_from(text).is_some()
    }

    /// Whether one of the words stands at the end of `text`.
    pub(super) fn end(self, text: &str) -> bool {
        self.iter().any(|word| ends(text, word))
    }

    /// Whether one of the words stands in `text`.
    pub(super) fn within(self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    /// Whether `text` is one of the words.
    pub(super) fn has(self, text: &str) -> bool {
        self.iter().any(|word| word == text)
    }
}

/// Labels and what they announce.
pub(super) const LABELS: &[(Label, Words)] = &[
    (
        Label::Rate,
        words!(
            "\
             補助率 補助割合 補助比率 補助金率 助成率 助成割合 助成比率 負担率 交付率 支援率 給付率 支給率 \
             委託費率 委託率 国費率 国庫負担割合 国庫補助割合",
        ),
    ),
    (
        Label::Cap,
        words!(
            "\
             補助上限額 補助上限 補助限度額 補助限度 助成上限額 助成上限 助成限度額 助成限度 交付上限額 \
             交付限度額 交付限度 支援上限額 補助金の上限額 補助金の上限 補助額の上限 補助金の額の上限 \
             助成額の上限 最大補助額 最大助成額 最大支援額 最大交付額 最大給付額 補助最大額 \
             給付上限額 給付上限 給付限度額 支給上限額 支給上限 支給限度額 支援上限 支援限度額",
        ),
    ),
    (Label::Limit, words!("上限額 上限金額 上限 限度額 最高額")),
    (
        Label::Floor,
        words!(
            "\
             下限額 下限金額 下限 補助下限額 補助下限 助成下限額 助成下限 補助額の下限 最低額 最低補助額 \
             最低助成額 最小補助額",
        ),
    ),
    (
        Label::Grant,
        words!(
            "\
             補助額 補助金額 補助金の額 補助単価 補助金単価 助成額 助成金額 助成金の額 助成単価 支援額 支援金額 \
             支援金の額 給付額 給付金額 給付金の額 支給額 支給金額 支給単価 交付額 交付金額 交付単価 奨励金額 \
             奨励金の額",
        ),
    ),
    (
        Label::LoanLimit,
        words!(
            "\
             貸付限度額 貸付限度 貸付上限額 貸付上限 貸付の限度額 貸付金の限度額 融資限度額 融資限度 融資上限額 \
             融資上限 融資の限度額 貸出限度額 貸出上限額 借入限度額",
        ),
    ),
    (Label::Loan, words!("貸付額 貸付金額 融資額 融資金額")),
    (
        Label::Interest,
        words!("金利 基準金利 利率 年利 利子補給率 貸付利子 貸付金利 貸付利率 貸出利率 基準利率 特別利率 特利"),
    ),
    (
        Label::Payment,
        words!(
            "\
             補助 補助金 補助費 補助事業 助成 助成金 委託 委託費 交付金 間接補助 直接補助 間接補助事業 \
             直接補助事業 委託事業 国庫補助",
        ),
    ),
    (
        Label::Foreign,
        words!(
            "\
             保証料 保証料率 保証割合 保証率 保証限度額 保証上限額 保証額 自己負担 自己負担額 自己負担率 \
             自己負担割合 自己資金 事業者負担 事業者負担率 利用者負担率 受益者負担率 企業負担 企業負担率 利用者負担 受益者負担 本人負担率 \
             国民負担率 租税負担率 負担割合 負担限度額 自己負担上限額 自己負担限度額 出資比率 出資割合 \
             出資限度額 出資上限額 出資額 拠出額 拠出割合 分担率 分担割合 控除率 控除額 控除限度額 控除上限額 \
             限度額認定 上限価格 上限値 下限値 上限規制 下限規制 補助金交付額合計 利率差 金利差 遅延利率 \
             変動金利型 損害金 予定価格 投資上限額 投資限度額 投資額 政策金利 長期金利 市場金利 実質金利",
        ),
    ),
];

/// Verbs of paying. A share before them is a rate even without a label: `費用の3/4を補助`.
pub(super) const PAYING_VERBS: Words = words!("補助 助成 委託");

/// Verbs that are used of many things; they need a cost or a payer before the share: `経費の1/2を国が負担`.
pub(super) const SUPPORTING_VERBS: Words = words!("支援 交付 給付 支給 措置 補填 補てん 負担 充当");

/// What makes a paying verb a noun of something else: `補助対象`.
pub(super) const NOT_PAYING: Words = words!("対象 率 額 上限 下限 限度 者");

/// Heads of costs, before の and a share: `対象経費の1/2以内`.
pub(super) const COSTS: Words = words!("経費 費用 費 事業費 代金 賃料 賃金 料 購入額 実費 単価 価格");

/// Those who pay a part of a share: `（国1/2、県1/4）`.
pub(super) const PAYERS: Words = words!(
    "\
     国 国費 国庫 県 県費 府 都 道 市 区 町 村 市町村 市区町村 都道府県 都道府県等 道府県 府県 地方 地方公共団体 \
     地方自治体 自治体 政令市 事業者 事業主 事業主体 補助事業者 民間 民間事業者負担 自己負担 基金 一般財源 \
     特定財源 その他財源 団体 受益者 企業負担 所有者",
);

/// The payers whose share is the programme's own rate: `国が1/2を負担`.
pub(super) const NATION: Words = words!("国 国庫 国費 県 都道府県 市 市町村 町 村 自治体 基金");

/// After a share that is no rate.
pub(super) const NOT_A_SHARE: Words = words!(
    "\
     倍 以上 超 未満 相当 割合 の割合 を占 の供給 を下回 を上回 を超 に達 自己負担 は自己負担 を自己負担 減 増 \
     の水準 の確率 の企業が の事業者が ポイント スケール 縮尺 上昇 低下 の増 の減 引下げを目指",
);

/// Endings of the words before a percentage that measures something else: `付加価値額年率3%`.
pub(super) const MEASURES: Words = words!("率 割合 度 比 シェア 比率 水準 目標 平均 全体 実績");

/// Words that end a printed value: `2/3以内`.
pub(super) const TAILS: Words =
    words!("以内 以下 まで 程度 相当額 の額 とする とします です 等 アップ 引上げ 引き上げ 上乗せ 加算 増額");

/// Footnote marks behind a printed value: `1,000万円/者※`.
pub(super) const MARKS: Words = words!("※ * ＊ †");

/// What stands behind the mark of a footnote, and not behind the mark of a note.
pub(super) const MARK_EDGES: Words = words!("、 。 ， , ） ) 】 ］ ] （ ( ・");

/// After a sum: it is the most.
pub(super) const CAP_AFTER: Words = words!(
    "\
     を上限 を補助上限 を助成上限 を限度 を補助限度 を助成限度 が上限 が補助上限 が限度 上限 限度 を最大 \
     のいずれか低い のいずれか少ない"
);

/// After a sum: it is the least.
pub(super) const FLOOR_AFTER: Words = words!("を下限 が下限 を補助下限 が補助下限 下限");

/// After the sum of a grant: it is the most.
pub(super) const AT_MOST: Words = words!("以内 まで 以下");

/// After the sum of a grant: it is the least.
pub(super) const AT_LEAST: Words = words!("以上 から ～ 〜 ~");

/// Before the sum of a grant: it is the most.
pub(super) const MOST: Words = words!("最大 最大で 最高 上限 ～ 〜 ~");

/// After a sum that only says for whom a rule holds: `課税所得15億円超の中小企業者等`.
pub(super) const THRESHOLDS: Words = words!(
    "\
     超の 超で 超え 超： 超: 未満の 未満で 未満は 未満： 未満: 未満の場合 以上の 以上で 以上は 以上： 以上: \
     以下の 以下で 以下は 以下： 以下: を超え を下回 規模 相当 の売上 の投資 の経済 の予算 の融資 の出資 の基金 \
     のファンド",
);

/// After the sum that bounds a part: `1,500万円を超える部分は1/3`.
pub(super) const PART_BOUNDS: Words = words!("を超える を超えた を上回る まで 以下 以内 未満 以上 超");

/// The parts of a sum.
pub(super) const PART_NOUNS: Words = words!("部分 分 額");

/// Before a sum that is no grant: `資本金3億円`.
pub(super) const OTHER_SUMS: Words = words!(
    "\
     資本金 出資 年商 売上 所得 年収 収入 賃金 時給 給与 報酬 投資額 総事業費 総額 合計 累計 平均 予算額 予算 \
     事業費総額 利益 資産 評価額 被害額 国費 基金 輸出額 生産額 出荷額 市場",
);

/// Phrases that introduce a condition and are not part of it.
pub(super) const LEADS_IN: Words = words!(
    "\
     うち、 うち ただし、 ただし 但し、 但し また、 また さらに、 さらに なお、 なお その際、 加えて、 \
     → ⇒ ➡ ・ 、 ： : ／ / は が を に の ＋ + | - － ○ ● ■ ◆ ▼ ✓ このうち 及び および または 又は",
);

/// Particles that end a condition and are not part of it.
pub(super) const LEADS_OUT: Words = words!(
    "\
     国が 国庫が 県が 都道府県が については に関しては に対しては に対して に対し について にあっては においては には では とも は が に を \
     の 、 ： : → ⇒ ➡ ・ 原則として 原則 一律 最大で 最大 最高 約 およそ それぞれ として で （ ( ～ 〜 ~ \
     ／ / ＋ + - － ※ いずれも 各",
);

/// Words that are left when the rest is taken away and say nothing about whom a rule holds for.
pub(super) const NOT_CONDITIONS: Words = words!(
    "\
     額 金額 国 国庫 等 内 計 率 割合 原則 補助 助成 委託 事業 経費 費用 支援 その 同 交付 これ または 又は \
     もしくは 若しくは あるいは ないし 及び および から 一部 費用の一部 経費の一部 引上げ 引き上げ 拡充 変更 \
     見直し 設定 引下げ 引き下げ 利下げ 補助金 対象 金 分 予定 うち さらに ただし また なお 当該 年 年率 本事業 同様 交付決定 採択 申請 \
     1人 1社 1者 1件 旧制度 補助金額ベース 補助額ベース",
);

/// A bracket with one of these is a remark, no condition: `1.20%（令和5年12月1日時点）`.
pub(super) const REMARKS: Words = words!(
    "\
     時点 現在 仮称 税込 税抜 消費税 端数 同様 参照 期間 注 別途 予定 以内 内数 単年度 詳細 再掲 見込 複数年 \
     切捨 切り捨て 最長 別枠 無利子 無担保 可能",
);

/// A segment that ends so says for whom the next one holds: `…の承認を受けた者は、補助率2/3`.
pub(super) const TOPICS: Words = words!(
    "\
     場合 場合は 場合に 場合には 際 際は 者 者は 者等は 等は 企業は 大学は 団体は 枠は 型は については に対し に対して に対しては \
     にあっては とき ときは もの ものは",
);

/// Before a limit that is none of a grant: `売上高の上限は10億円`.
pub(super) const OTHER_LIMITS: Words = words!(
    "\
     売上高 売上 所得 年収 投資 投資額 価格 料金 保険金 保険 賃金 出資 出資額 保証 保証額 資本金 従業員 人数 年齢 排出 排出量 電力 \
     支払 負担 控除 買取",
);

/// Between two shares that share their fate: `3/4または1/2を補助`.
pub(super) const JOINS: Words =
    words!("または 又は もしくは 若しくは あるいは ないし 及び および ～ 〜 ~ 、 , ， ・ ／ / or － - か と や");

/// Between an old value and a new one: only the new one holds.
pub(super) const FROM: Words = words!("から → ⇒ ➡ より");

/// After the new value.
pub(super) const TO: Words = words!("に へ まで引 まで拡 まで増 と引 と拡");

/// A short item that ends so names what the next bare value holds for.
pub(super) const CLASSES: Words =
    words!("枠 型 類型 コース 者 者等 企業 企業等 以外 その他 団体 団体等 大学 大学等 組合 組合等 共通 ついて");

/// Endings of the names of frames that one list sets side by side: `通常枠：`.
pub(super) const FRAMES: Words = words!("枠 型 コース タイプ");

/// A bracket that starts so says what was, if no arrow says what it became: `（拡充前：中小3億円）`.
pub(super) const FORMER: Words = words!(
    "\
     拡充前 改正前 改定前 見直し前 見直前 変更前 引上げ前 引き上げ前 引下げ前 引き下げ前 拡大前 緩和前 従前 従来 \
     現行 これまで 前回 前年度 昨年度 旧"
);

/// After 定額 it is another word: `定額減税`.
pub(super) const NOT_FIXED: Words = words!("制 法 減税 給付金 料 残業 小為替 貯 保 課税 部分");

/// An item that starts so is an example.
pub(super) const EXAMPLES: Words = words!("例） 例) （例） (例) 【例】 例： 例: ＜例＞ <例> （参考） (参考) 計算例");

/// Before the unit of a per-unit sum: `1件当たり`.
pub(super) const PER_WORDS: Words = words!("当たり あたり 当り につき 毎に ごとに");

/// Units that a 1 before a sum counts: `1件 100千円`.
pub(super) const COUNTERS: Words = words!(
    "件 社 者 人 名 台 戸 団体 企業 事業者 事業所 世帯 店舗 施設 か所 カ所 ヶ所 箇所 拠点 案件 グループ 地域 校"
);

/// Words that show that an item speaks of grants.
pub(super) const GRANT_WORDS: Words = words!("補助 助成 支援 交付 給付 支給 委託");

/// Words that show that an item speaks of loans.
pub(super) const LOAN_WORDS: Words = words!("貸付 融資 貸出 金利 劣後ローン");

/// In front of a rule in a bracket: it holds for all that stands before, not for the last.
pub(super) const FOR_ALL: Words = words!("いずれも ともに 共に 全て すべて");
