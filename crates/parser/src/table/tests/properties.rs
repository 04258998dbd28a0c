//! Whatever the lines are: no panic, places that lie in them, as many cells in each row as columns.

use proptest::prelude::*;

use super::*;

/// Pieces of tables, so that random lines are like tables often enough to reach every branch.
const PIECES: &[&str] = &[
    "\t",
    "\t",
    "\t",
    "|",
    "|",
    "|---|---|",
    "- |",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th rowspan=\"2\">",
    "<td colspan='3'>",
    "<caption>",
    "<",
    ">",
    "一般会計",
    "合計",
    "小計",
    "計",
    "うち、",
    "その他",
    "令和6年度",
    "増減率",
    "構成比",
    "増減額",
    "単位：億円",
    "（単位：百万円）",
    "(億円)",
    "1,386",
    "▲71",
    "△3.5",
    "-",
    "―",
    "20.6%",
    "(1,110)",
    "新規",
    "うち 56",
    "１２３",
    "15億円",
    "99999999999999999999",
    "2019",
    "0",
    "。",
    " ",
    "　",
    "·",
    "P 4",
    "×",
    "→",
];

fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn is_valid(at: &At, lines: &[&str]) -> bool {
    lines.get(at.line).is_some_and(|line| line.get(at.range.clone()).is_some_and(|text| !text.is_empty()))
}

fn check_table(lines: &[&str], bold: &[bool], above: &[&str], shape: &TableShape) {
    assert!(shape.lines >= 1 && shape.lines <= lines.len());
    let table = read(lines, bold, shape, above);
    let inside = &lines[..shape.lines];
    let with_unit = &lines[..shape.lines + shape.behind];
    for anchor in table.caption.iter().chain(&table.unit_printed) {
        match anchor {
            Anchor::Above(at) => assert!(is_valid(at, above), "{at:?}"),
            Anchor::Inside(at) => assert!(is_valid(at, with_unit), "{at:?}"),
        }
    }
    for row in &table.rows {
        assert!(row.line < shape.lines);
        assert_eq!(row.cells.len(), table.columns.len());
        assert!(row.label.iter().chain(&row.label_more).all(|at| is_valid(at, inside)));
        for cell in &row.cells {
            assert!(cell.place.iter().chain(&cell.more).all(|at| is_valid(at, inside)));
            assert!(cell.second.iter().all(|(at, _)| is_valid(at, inside)));
            assert_eq!(cell.place.is_none(), cell.value == CellValue::Empty);
        }
    }
    for check in &table.checks {
        let is_cell = |(row, column): (usize, usize)| row < table.rows.len() && column < table.columns.len();
        assert!(is_cell((check.row, check.column)) && check.parts.iter().copied().all(is_cell));
        assert_eq!(check.difference, check.printed.saturating_sub(check.sum));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_lines(
        lines in prop::collection::vec(line(), 0..12),
        above in prop::collection::vec(line(), 0..4),
        bold in prop::collection::vec(any::<bool>(), 0..12),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let above: Vec<&str> = above.iter().map(String::as_str).collect();
        if let Some(shape) = measure(&lines, &above) {
            check_table(&lines, &bold, &above, &shape);
        }
        for form in [Form::Tab, Form::Pipe, Form::Html] {
            if !lines.is_empty() {
                check_table(&lines, &bold, &above, &TableShape { lines: lines.len(), form, is_money: true, behind: 0 });
            }
        }
    }

    /// Sums of exact parts are found and agree, whatever the figures.
    #[test]
    fn a_total_of_random_parts_agrees(parts in prop::collection::vec(0_i64..100_000, 2..8)) {
        let rows: Vec<String> = parts.iter().enumerate().map(|(at, part)| format!("項目{at}\t{part}")).collect();
        let text = format!("^ 単位：百万円\n区分\t予算額\n{}\n合計\t{}", rows.join("\n"), parts.iter().sum::<i64>());
        let table = Fixture::new(&text).read();
        let last = table.checks.last().expect("a check of the total");
        prop_assert_eq!((last.row, last.within_rounding, last.difference), (parts.len(), true, 0));
    }
}
