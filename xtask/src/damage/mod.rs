//! Damage: texts broken the way converters, page layouts and hands break them, always the same for the same seed.
//!
//! A mutant is a stretch of one real document or of several, damaged a few times, in some encoding. The fuzzer, the
//! property tests and the shrinking of what they find share it.

mod character;
mod encoding;
mod line;
mod random;

pub use encoding::{Form, encoded};
pub use random::Random;

/// Lines that every layout is made of; mutants get them spliced in where no layout expects them.
const SPLICES: &[&str] = &[
    "",
    "\u{3000}",
    "**",
    "<div>",
    "</div>",
    "- ",
    "# ",
    "令和7年度予算案額 **12億円（新規）**",
    "平成29年度補正予算額 50.0億円 <うち財務省計上5.0億円>",
    "- 備蓄基地整備事業 30.4 億円（新規）",
    "  - 【補正】12.0 億円",
    "- 港湾荷役機械更新事業(再掲) 1兆1,485億円(1,100 億円)の内数",
    "(1)人材の確保【30億(19億)+交付金62億(46億)の内数】",
    "凡例：（　）内は令和7年度当初予算額。",
    "目次",
    "○学びと社会の連携促進事業..... 2",
    "I. 供給力の強化",
    "## 第一の柱：供給網の強靱化",
    "② とやま起業支援事業",
    "- ・ 上限額：2,000千円（補助率1/2）",
    "予算額：18,450千円",
    "事業の内容",
    "事業目的・概要",
    "成果目標",
    "- 令和9年度までに60%以上を目指す。",
    "条件(対象者、対象行為、補助率等)",
    "資源エネルギー庁 地熱課 03-3501-0000",
    "単位：億円",
    "\t令和9年度\t令和8年度",
    "合計\t<b>3,560</b>\t▲71",
    "| 区分 | 7年度 |",
    "|---|---|",
    "<table><tr><td>合計（億円）</td><td>1,386</td></tr></table>",
    "- | <ul> <li>✓ 重要技術。</li> </ul> |",
    "※四捨五入の関係上、合計が一致しない場合がある。",
    "- 12 -",
    "以 上",
];

/// How much is done to a text.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// A mutant is at most this many lines of a document.
    pub lines: usize,
    /// It is damaged at most this many times.
    pub times: usize,
}

/// A damaged stretch of the documents. Empty where there are none.
#[must_use]
pub fn mutant(documents: &[String], amount: Amount, random: &mut Random) -> String {
    let mut lines = stretch(documents, amount.lines, random);
    if random.one_in(4) {
        let more = stretch(documents, amount.lines / 2, random);
        let at = random.below(lines.len() + 1);
        lines.splice(at..at, more);
    }
    for _ in 0..random.below(amount.times + 1) {
        if random.one_in(6) {
            let at = random.below(lines.len() + 1);
            lines.insert(at, random.word(SPLICES).to_owned());
        } else if random.one_in(3) {
            character::damage(&mut lines, random);
        } else {
            line::damage(&mut lines, random);
        }
    }
    let text = lines.join("\n");
    if random.one_in(3) { cut(&text, random).to_owned() } else { text }
}

/// Some lines in a row of one document.
fn stretch(documents: &[String], most: usize, random: &mut Random) -> Vec<String> {
    let Some(document) = documents.get(random.below(documents.len())) else { return Vec::new() };
    let lines: Vec<&str> = document.lines().collect();
    let start = random.below(lines.len());
    let length = 1 + random.below(most);
    lines.iter().skip(start).take(length).map(|line| (*line).to_owned()).collect()
}

/// The text between two of its characters.
fn cut<'t>(text: &'t str, random: &mut Random) -> &'t str {
    let (one, other) = (random.boundary(text), random.boundary(text));
    &text[one.min(other)..one.max(other)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_mutant() {
        let documents = ["事業の内容\n- 国\n\n成果目標\n".repeat(9)];
        let amount = Amount { lines: 20, times: 6 };
        let all = |seed| {
            let mut random = Random::new(seed);
            (0..50).map(|_| mutant(&documents, amount, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
        assert!(all(1).iter().any(|text| !documents[0].contains(text.as_str())));
        assert_eq!(mutant(&[], Amount { lines: 3, times: 0 }, &mut Random::new(1)), "");
    }
}
