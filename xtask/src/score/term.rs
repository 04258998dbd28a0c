//! Money rules, by kind, value and line over the whole document; and all money of a plan.
//!
//! Gold keeps them in three places: `subsidy_terms` and `loan_terms` of a programme, `money_terms` of a plan. The
//! last is a list of all money and all rates; by the record contract these rows of it are no terms:
//! - `amount` and `fund_size`: money that is neither a limit nor a share;
//! - a multiplier (`1.5倍`): it changes a grant, it is no share of the cost;
//! - guarantee fees and shares (`保証料 年 0.5%`, `保証割合 70%`): no grant is paid;
//! - 自己負担: the share that the applicant bears.

use serde_json::Value;

use super::gold;
use super::row::{Field, Row};
use crate::{json, key};

/// Words in the condition of a rate that make it no share of a subsidy.
const NOT_A_SUBSIDY: &[&str] = &["保証", "自己負担"];

/// Compares terms, and the money of a plan.
pub(super) fn fields(gold: &Value, ours: &Value) -> Vec<Field> {
    let programmes = json::list(gold, "programmes");
    let mut terms: Vec<&Value> = json::list(gold, "money_terms").iter().filter(|row| is_term(row)).collect();
    for list in ["subsidy_terms", "loan_terms", "terms"] {
        terms.extend(programmes.iter().flat_map(|it| json::list(it, list)));
    }
    let ours_terms = json::list(ours, "programmes").iter().flat_map(|it| json::list(it, "terms"));
    let mut fields = Vec::new();
    if gold.get("money_terms").is_some()
        || gold::any_has(programmes, "subsidy_terms")
        || gold::any_has(programmes, "terms")
    {
        let gold: Vec<Row> = terms.iter().map(|term| row(term, gold_kind(term))).collect();
        fields.push(Field::compare("terms", gold, ours_terms.map(|term| row(term, our_kind(term))).collect()));
    }
    fields.extend(money(gold, ours));
    fields
}

/// Every printed sum of a plan.
fn money(gold: &Value, ours: &Value) -> Option<Field> {
    let rows = gold.get("money_terms").and_then(Value::as_array)?;
    let sum = |it: &Value| Some(Row::new(gold::line(it), &[&gold::line(it), &json::int(it, "yen")?]));
    let ours = json::list(ours, "amounts").iter().filter_map(sum).collect();
    Some(Field::compare("money", rows.iter().filter_map(sum).collect(), ours))
}

fn is_term(row: &Value) -> bool {
    let condition = json::plain(row.get("condition"));
    let rate = json::plain(row.get("rate"));
    let rule = ["cap", "floor", "rate"].contains(&json::plain(row.get("kind")).as_str());
    rule && !rate.contains('倍') && !NOT_A_SUBSIDY.iter().any(|word| condition.contains(word))
}

/// A loan term of gold has no kind: a rate is interest, a sum is a limit.
fn gold_kind(term: &Value) -> &str {
    let fixed = json::text(term, "value").is_some_and(|value| value.contains("定額"));
    match json::text(term, "kind") {
        Some("rate") if fixed => "fixed",
        Some(kind) => kind,
        None if json::some(term, "yen").is_some() => "loan_limit",
        None => "interest",
    }
}

fn our_kind(term: &Value) -> &str {
    json::text(term, "kind").unwrap_or("-")
}

fn row(term: &Value, kind: &str) -> Row {
    let line = gold::line(term);
    let value = match kind {
        "fixed" => String::new(),
        "rate" | "interest" => rate(term),
        "floor" => json::plain(gold::either(term, &["yen", "yen_min"])),
        _ => json::plain(gold::either(term, &["yen", "yen_max"])),
    };
    Row::new(line, &[&line, &kind, &value])
}

fn rate(term: &Value) -> String {
    key::key(&json::plain(gold::either(term, &["rate", "value"]))).trim_end_matches('%').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fields;

    #[test]
    fn money_of_a_plan_is_not_all_terms() {
        let gold = json!({"money_terms": [
            {"kind": "cap", "yen": 2_000_000, "rate": null, "condition": null, "line": 20},
            {"kind": "rate", "yen": null, "rate": "1.5倍", "condition": null, "line": 120},
            {"kind": "amount", "yen": 300_000, "rate": null, "condition": "単身世帯", "line": 149},
            {"kind": "rate", "yen": null, "rate": "70%", "condition": "保証割合・融資額", "line": 190},
            {"kind": "rate", "yen": null, "rate": "1/3", "condition": "自己負担", "line": 219},
        ]});
        let ours = json!({
            "programmes": [{"terms": [{"kind": "cap", "yen": 2_000_000, "span": {"line": 20, "end_line": 20}}]}],
            "amounts": [{"yen": 2_000_000, "span": {"line": 20, "end_line": 20}}],
        });
        let fields = fields(&gold, &ours);
        assert_eq!((fields[0].name.as_str(), fields[0].right, fields[0].gold()), ("terms", 1, 1));
        assert_eq!((fields[1].name.as_str(), fields[1].right, fields[1].gold()), ("money", 1, 2));
    }

    #[test]
    fn a_fixed_sum_and_an_interest_rate_have_kinds_of_their_own() {
        let gold = json!({"programmes": [{
            "subsidy_terms": [{"kind": "rate", "value": "定額", "line": 217}, {"kind": "rate", "value": "1/2", "line": 614}],
            "loan_terms": [{"value": "0.9%", "line": 823}],
        }]});
        let ours = json!({"programmes": [{"terms": [
            {"kind": "fixed", "span": {"line": 217, "end_line": 217}},
            {"kind": "rate", "rate": "1/2", "span": {"line": 614, "end_line": 614}},
            {"kind": "interest", "rate": "0.9", "span": {"line": 823, "end_line": 823}},
        ]}]});
        assert_eq!(fields(&gold, &ours)[0].right, 3);
    }
}
