//! Tabs and bars that make no table.

use super::*;

const CASES: &[(&str, &str)] = &[
    (
        "a flow",
        "国\t委託\t民間企業等\t\n国\t補助 (10/10)\t独立行政法人 情報処理推進機構\t\n国\t補助 (10/10)\t民間企業等\t補助 (1/2) → 民間企業等\n国\t交付金\t独立行政法人 日本貿易振興機構\t",
    ),
    (
        "a worked example",
        "A社\t1000万円\t\t\nB社\t1000万円\t+\t200万円×3 = 600万円\nC社\t1000万円\t\t(連携体内で配分可能)",
    ),
    ("a worked example of two rows", "【2社連携の場合】A社\t3000万円\t+\t200万円×2 = 400万円\nB社\t3000万円\t\t"),
    (
        "the contents",
        "第一の柱：データを核としたオープンイノベーションの推進による\t\n\tSociety5.0の実現. . . . . P4\n1. 個別戦略分野におけるイノベーションの推進\t\n第二の柱：新たな「ルールベース」の通商戦略\t. . . . . P9",
    ),
    ("contents with page numbers", "はじめに\t1\n第一章 予算の概要\t3\n第二章 主要事業\t12"),
    ("contents with page marks", "はじめに\tP.1\n第一章 予算の概要\tP.3\n第二章 主要事業\tP.12"),
    ("contents with a head", "項目\t頁\n第一章 予算の概要\t3\n第二章 主要事業\t12"),
    ("one row", "一般会計\t3,550\t3,455"),
    ("one column", "\t一般会計\n\t特許特別会計"),
    ("addresses", "産業技術環境局\t03-3501-1511\n中小企業庁\t03-3501-1816"),
    ("words", "対象者\t中小企業\n対象行為\t設備投資"),
    ("a box", "- |  |\n|--|\n| ✓ 日本の現場データを活かした人工知能の開発。 |\n|--|"),
    ("an HTML box", "<table><tr><td>✓ 重要技術の情報収集。</td></tr></table>"),
    ("prose with a bar", "申請者 | 代表者\n本文が続く。"),
    ("prose", "令和6年度の予算は3,550億円である。"),
    ("angle brackets", "<うち財務省計上5.0億円>"),
    ("nothing", ""),
];

#[test]
fn are_left_to_the_text() {
    for (name, text) in CASES {
        let fixture = Fixture::new(text);
        assert_eq!(fixture.shape(), None, "{name}");
    }
    assert_eq!(measure(&[], &[]), None);
}

#[test]
fn a_unit_above_makes_bare_numbers_a_table() {
    let rows = "一般会計\t3,550\n特許特別会計\t1,641";
    assert_eq!(Fixture::new(rows).shape(), None);
    let with_unit = format!("^ （単位：億円）\n{rows}");
    assert_eq!(
        Fixture::new(&with_unit).shape(),
        Some(TableShape { lines: 2, form: Form::Tab, is_money: true, behind: 0 })
    );
}

#[test]
fn drawn_tables_need_no_money() {
    let text = "| 区分 | 補助率 |\n|---|---|\n| 小規模事業者 | 2/3 |\n| その他 | 1/2 |";
    assert_eq!(Fixture::new(text).shape(), Some(TableShape { lines: 4, form: Form::Pipe, is_money: false, behind: 0 }));
}
