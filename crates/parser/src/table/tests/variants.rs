//! Tables as other years and ministries print them; the cases stand in `variants.txt`.

use super::*;

#[test]
fn are_read_as_a_person_reads_them() {
    let cases: Vec<&str> = include_str!("variants.txt").split("# ").filter(|case| !case.is_empty()).collect();
    assert!(cases.len() >= 30);
    for case in cases {
        let (_name, case) = case.split_once('\n').expect("a name");
        let (text, expected) = case.split_once("\n=>\n").expect("what is read");
        check(text, expected);
    }
}

#[test]
fn columns_know_their_unit_and_year() {
    let text = "区分\t令和6年度当初予算(百万円)\t件数\nA\t1,200\t3\nB\t300\t2";
    let columns = Fixture::new(text).read().columns;
    assert_eq!(columns[0].unit_yen, Some(1_000_000));
    assert_eq!(columns[0].period.as_deref(), Some("令和6年度当初予算(百万円)"));
    assert_eq!((columns[1].unit_yen, columns[1].period.as_deref()), (None, None));
}

#[test]
fn a_long_table_is_measured_whole() {
    let rows: Vec<String> = (1..=500).map(|row| format!("事業{row}\t{row}")).collect();
    let text = format!("^ 単位：億円\n区分\t予算\n{}\n合計\t125,250\n\n本文", rows.join("\n"));
    let fixture = Fixture::new(&text);
    assert_eq!(fixture.shape().map(|shape| shape.lines), Some(502));
    let table = fixture.read();
    assert_eq!((table.checks.len(), table.checks[0].difference), (1, 0));
    assert!(levels(&table).iter().all(|level| *level == 0));
}
