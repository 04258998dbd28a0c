//! Whatever the text: the invariants hold, and the same bytes give the same records.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use proptest::prelude::*;
use proptest::sample::select;
use xtask::{extract, invariants};

/// Lines that budget papers are made of, in any order and with any damage between them.
const LINES: &[&str] = &[
    "",
    "\u{3000}",
    "令和7年度予算案額 **12億円（新規）**",
    "平成29年度補正予算額 50.0億円 <うち財務省計上5.0億円>",
    "- 備蓄基地整備事業 30.4 億円（新規）",
    "  - 【補正】12.0 億円",
    "- 港湾荷役機械更新事業(再掲) 1兆1,485億円(1,100 億円)の内数",
    "(1)人材の確保【30億(19億)+交付金62億(46億)の内数】",
    "凡例：（　）内は令和7年度当初予算額。",
    "I. 供給力の強化",
    "## 第一の柱：供給網の強靱化",
    "② とやま起業支援事業",
    "- ・ 上限額：2,000千円（補助率1/2）",
    "事業の内容",
    "事業目的・概要",
    "成果目標",
    "- 令和9年度までに60%以上を目指す。",
    "条件(対象者、対象行為、補助率等)",
    "資源エネルギー庁 地熱課 03-3501-0000",
    "単位：億円",
    "\t令和9年度\t令和8年度",
    "合計\t<b>3,560</b>\t▲71",
    "| a | b |",
    "※四捨五入の関係上、合計が一致しない場合がある。",
    "○学びと社会の連携促進事業..... 2",
    "12",
];

fn line() -> impl Strategy<Value = String> {
    let part = prop_oneof![4 => select(LINES).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[0-9０-９,.億円（）()【】\\-～▲ ]{0,16}"];
    (part, select(&["", "", "", "\r", " ", "**", "¹"][..])).prop_map(|(line, end)| format!("{line}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_invariants(lines in prop::collection::vec(line(), 0..24)) {
        let text = lines.join("\n");
        let reading = extract::read("paper", text.clone().into_bytes()).unwrap();
        let broken = invariants::check(&reading.text, &reading.extraction);
        prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
        let again = extract::read("paper", text.into_bytes()).unwrap();
        prop_assert_eq!(reading.extraction.to_string(), again.extraction.to_string());
    }
}
