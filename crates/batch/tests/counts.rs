//! The sum of current amounts: each pot once.

mod support;

use std::borrow::Cow;

use yosan_batch::sum_of_current;
use yosan_parser::record::{Programme, Role, Status};

use crate::support::{amount, programme};

fn programmes(lines: &[&'static str]) -> Vec<Programme<'static>> {
    let id = Cow::Borrowed("d");
    let at_top = |line: &&'static str| Programme { path: Vec::new(), ..programme(line, 1, &id) };
    lines.iter().map(at_top).collect()
}

#[test]
fn current_amounts_are_added_exactly() {
    assert_eq!(sum_of_current(&programmes(&["a / 970000000", "b / 1", "c"])), 970_000_001);
}

#[test]
fn reprints_parts_and_other_roles_are_left_out() {
    let mut list = programmes(&["first / 100", "reprint / 20", "part / 3", "other / 4", "new / 5"]);
    list[1].reprinted = true;
    list[2].amounts[0].part_of = true;
    for role in [Role::Previous, Role::Supplementary, Role::OfWhich, Role::Related, Role::Delta, Role::Commitment] {
        let mut more = amount(7000, list[0].span);
        more.role = role;
        list[0].amounts.push(more);
    }
    list[3].amounts[0].role = Role::Related;
    list[4].amounts[0].status = Status::New;
    assert_eq!(sum_of_current(&list), 100);
}

#[test]
fn an_entry_below_one_that_is_counted_is_in_its_amount() {
    let mut list = programmes(&["柱 / 100", "その下 / 60", "数えない柱", "下の事業 / 8"]);
    list[1].path = vec![Cow::Borrowed("柱"), Cow::Borrowed("小見出し")];
    list[3].path = vec![Cow::Borrowed("数えない柱")];
    assert_eq!(sum_of_current(&list), 108);
}

#[test]
fn sums_beyond_64_bits_do_not_wrap() {
    let list = programmes(&["a / 9223372036854775807", "b / 9223372036854775807"]);
    assert_eq!(sum_of_current(&list), 2 * i128::from(i64::MAX));
}
