//! Blanks between the letters of one word, put there for looks.
//!
//! A letter is single when nothing but a blank, a sign or the edge of the cell stands beside it. "The same blanks"
//! means the same kind and number, so `経 済 産 業 省　大 臣 官 房` is two words.
//!
//! | printed | folded | rule |
//! |---|---|---|
//! | `経 済 産 業 省` | `経済産業省` | three or more single Japanese letters with the same blanks, at most two wide |
//! | `ア 国 県 市`, `ア 目 的` | `ア 国県市`, `ア 目的` | a label ア イ … 一 二 … in front is no letter of the word |
//! | `目　次`, `**以 上**` | `目次`, `以上` | two letters that fill the line or cell |
//! | `・ 時 期 R4.10月`, `- 内 容 訪問` | `・時期R4.10月`, `- 内容 訪問` | two letters behind a bullet or number |
//! | `上 限：500千円`, `【目 的】` | `上限：500千円`, `【目的】` | two letters in front of a colon, or filling a bracket |
//! | `平 成 3 1 年 3 月` | `平成31年3月` | a whole cell of single letters and digits, each number with 年 月 億 円 … |
//! | `30 億 円`, `5 千 万 円` | `30億円`, `5千万円` | units of number behind a digit |
//! | `C N F`, `E B P M`, `A I` | `CNF`, `EBPM`, `AI` | two or more single capitals, or three single Latin letters |
//! | `5 G`, `P 2 0`, `R 5` | `5G`, `P20`, `R5` | digit and capital; capital and digits; P, R, H, S, G and one digit |
//! | `国 等`, `A 2 社`, `1 2` | the same, blank by blank | anything else: two numbers are never made one |

use super::blanks::{Gap, Word};
use super::character::{Kind, is_japanese, kind};

/// Labels that stand in front of an item in a blank's distance.
const LABELS: &str = "アイウエオカキクケコサシスセソ一二三四五六七八九十甲乙丙丁";

/// What a number in a letter-spaced date counts.
const DATE_UNITS: &str = "年月日号次回期度";

/// What letter-spaced amounts are counted in.
const NUMBER_UNITS: &str = "百千万億兆円";

/// Letters that stand before a single digit: page, era, summit (P 4, R 5, G 7).
const LETTERS_BEFORE_DIGIT: &str = "PRHSG";

/// Marks the gaps of a cell that stand inside a word. `has_marker` says that a bullet such as `- ` stands in front.
pub(super) fn find(words: &[Word], gaps: &mut [Gap], has_marker: bool) {
    if gaps.is_empty() || spaced_cell(words, gaps) {
        return;
    }
    japanese_runs(words, gaps);
    label(words, gaps, has_marker);
    number_units(words, gaps);
    latin_runs(words, gaps);
}

impl Word {
    fn is_one_letter(&self) -> bool {
        self.second.is_none()
    }

    fn ends_in_single_letter(&self) -> bool {
        is_japanese(self.tail) && !self.before_tail.is_some_and(is_word_letter)
    }

    fn begins_with_single_letter(&self) -> bool {
        is_japanese(self.head) && !self.second.is_some_and(is_word_letter)
    }

    fn ends_in_single_latin(&self) -> bool {
        self.tail.is_ascii_alphanumeric() && !self.before_tail.is_some_and(belongs_to_latin)
    }

    fn begins_with_single_latin(&self) -> bool {
        self.head.is_ascii_alphanumeric() && !self.second.is_some_and(belongs_to_latin)
    }
}

fn is_word_letter(character: char) -> bool {
    matches!(kind(character), Kind::Japanese | Kind::Latin)
}

/// What makes a Latin letter or digit part of something longer: `1.5 G`, `A-1 B`.
fn belongs_to_latin(character: char) -> bool {
    kind(character) == Kind::Latin || ".,:'-_%/^".contains(character)
}

/// A whole cell of single letters and digits in which every number has a unit of date or number behind it. A wider gap
/// in it stands between two words: `予 算 額　1 2 . 5 億 円`.
fn spaced_cell(words: &[Word], gaps: &mut [Gap]) -> bool {
    let common = gaps[0];
    let wider = gaps.iter().filter(|gap| !same_blanks(gap, &common)).count();
    let is_spaced = wider * 8 <= gaps.len()
        && gaps.iter().all(|gap| gap.width >= common.width)
        && words.iter().all(|word| word.is_one_letter() && (is_word_letter(word.head) || is_point(word)))
        && words.iter().filter(|word| is_japanese(word.head)).count() >= 3
        && words.iter().any(|word| word.head.is_ascii_digit())
        && words.last().is_some_and(|word| is_japanese(word.head))
        && words.windows(2).all(|pair| !pair[0].head.is_ascii_digit() || goes_on_as_number(&pair[1]));
    if is_spaced {
        gaps.iter_mut().filter(|gap| same_blanks(gap, &common)).for_each(|gap| gap.joins = true);
    }
    is_spaced
}

fn is_point(word: &Word) -> bool {
    matches!(word.head, '.' | ',')
}

fn goes_on_as_number(word: &Word) -> bool {
    let head = word.head;
    head.is_ascii_digit() || is_point(word) || DATE_UNITS.contains(head) || NUMBER_UNITS.contains(head)
}

fn japanese_runs(words: &[Word], gaps: &mut [Gap]) {
    let mut first = 0;
    while first < gaps.len() {
        let run = run_length(words, gaps, first, Word::ends_in_single_letter, Word::begins_with_single_letter);
        let labels = usize::from(first == 0 && run > 0 && is_label(words));
        let letters = words.get(first + labels..=first + run).unwrap_or_default();
        let are_all_labels = || letters.iter().all(|word| LABELS.contains(word.tail));
        if letters.len() >= 3 && gaps[first].width <= 2 && !are_all_labels() {
            gaps[first + labels..first + run].iter_mut().for_each(|gap| gap.joins = true);
        }
        first += run.max(1);
    }
}

/// How many gaps from `first` on stand between single letters with the same blanks.
fn run_length(
    words: &[Word],
    gaps: &[Gap],
    first: usize,
    ends_single: fn(&Word) -> bool,
    begins_single: fn(&Word) -> bool,
) -> usize {
    let joins = |index: usize| {
        !gaps[index].is_break
            && same_blanks(&gaps[index], &gaps[first])
            && ends_single(&words[index])
            && begins_single(&words[index + 1])
            && (index == first || words[index].is_one_letter())
    };
    (first..gaps.len()).take_while(|&index| joins(index)).count()
}

fn same_blanks(gap: &Gap, other: &Gap) -> bool {
    gap.blank == other.blank && gap.width == other.width
}

/// Whether the cell begins with a label such as ア, and not with a letter-spaced word such as ア イ デ ア.
fn is_label(words: &[Word]) -> bool {
    let is_katakana = |word: &Word| ('ァ'..='ヿ').contains(&word.head);
    matches!(words, [label, next, ..] if label.is_one_letter() && LABELS.contains(label.head) && !is_katakana(next))
}

/// A word of two letters that is all of its line, cell, bullet label or bracket.
fn label(words: &[Word], gaps: &mut [Gap], has_marker: bool) {
    let numbering = words.iter().take(2).take_while(|word| is_numbering(word)).count();
    let numbering = if is_label(words) { 1 } else { numbering };
    let (Some(left), Some(right)) = (words.get(numbering), words.get(numbering + 1)) else { return };
    let is_bulleted = has_marker || numbering > 0 || !left.is_one_letter();
    let fills_cell = right.is_one_letter() && (is_bulleted || words.len() == numbering + 2);
    let fills_bracket = left.before_tail.is_some_and(is_opening) && right.second.is_some_and(is_closing);
    let has_colon = matches!(right.second, Some('：' | ':'));
    let are_letters = left.ends_in_single_letter()
        && right.begins_with_single_letter()
        && (left.is_one_letter() || !is_word_letter(left.head))
        && !LABELS.contains(left.tail);
    if are_letters && (fills_cell || fills_bracket || has_colon) {
        gaps[numbering].joins = true;
    }
}

/// `・`, `（1）`, `①`, `1.`: signs and numbers in front of a label.
fn is_numbering(word: &Word) -> bool {
    !is_japanese(word.head) && !is_japanese(word.tail)
}

fn is_opening(character: char) -> bool {
    "（(【〔［[〈《＜<「『".contains(character)
}

fn is_closing(character: char) -> bool {
    "）)】〕］]〉》＞>」』".contains(character)
}

fn number_units(words: &[Word], gaps: &mut [Gap]) {
    for (index, pair) in words.windows(2).enumerate() {
        let follows_digit = match pair[0].before_tail {
            Some(before) => before.is_ascii_digit(),
            None => index > 0 && (words[index - 1].tail.is_ascii_digit() || gaps[index - 1].joins),
        };
        gaps[index].joins |= follows_digit
            && NUMBER_UNITS.contains(pair[0].tail)
            && NUMBER_UNITS.contains(pair[1].head)
            && !pair[1].second.is_some_and(is_word_letter);
    }
}

fn latin_runs(words: &[Word], gaps: &mut [Gap]) {
    let mut first = 0;
    while first < gaps.len() {
        let run = run_length(words, gaps, first, Word::ends_in_single_latin, Word::begins_with_single_latin);
        if run > 0 && gaps[first].width == 1 {
            let letters =
                || words[first..=first + run].iter().enumerate().map(|(at, w)| if at == run { w.head } else { w.tail });
            join_latin(letters, &mut gaps[first..first + run]);
        }
        first += run.max(1);
    }
}

fn join_latin<I: Iterator<Item = char> + Clone>(letters: impl Fn() -> I, gaps: &mut [Gap]) {
    let count = gaps.len() + 1;
    let digits = letters().filter(char::is_ascii_digit).count();
    let (first, last) = (letters().next().unwrap_or(' '), letters().last().unwrap_or(' '));
    let capitals = letters().all(|letter| letter.is_ascii_uppercase());
    let is_word = match digits {
        0 => capitals || count >= 3,
        1 if count == 2 => {
            (first.is_ascii_digit() && last.is_ascii_uppercase())
                || (LETTERS_BEFORE_DIGIT.contains(first) && last.is_ascii_digit())
        }
        _ => first.is_ascii_uppercase() && digits >= 2 && digits == count - 1,
    };
    for (gap, (left, right)) in gaps.iter_mut().zip(letters().zip(letters().skip(1))) {
        gap.joins |= is_word || (left.is_ascii_uppercase() && right.is_ascii_uppercase());
    }
}

#[cfg(test)]
mod tests {
    use crate::fold;

    #[test]
    fn letters_of_one_word_come_together_and_words_stay_apart() {
        let cases = [
            ("経 済 産 業 省", "経済産業省"),
            ("経 済 産 業 省　大 臣 官 房", "経済産業省 大臣官房"),
            ("【経 済 産 業 省】", "【経済産業省】"),
            ("経　済　産　業　省", "経済産業省"),
            ("## 目 次", "## 目次"),
            ("目　　　次", "目次"),
            ("**以 上**", "以上"),
            ("- ・ 時 期 R4.10～11月頃（4泊5日）", "- ・時期R4.10～11月頃（4泊5日）"),
            (
                "- ・ 内 容 政府関係機関や現地企業の訪問、ビジネス交流会 等",
                "- ・内容 政府関係機関や現地企業の訪問、ビジネス交流会 等",
            ),
            ("（1）目 的", "（1）目的"),
            ("上 限：500千円", "上限：500千円"),
            ("【目 的】", "【目的】"),
            ("ア 対象者", "ア 対象者"),
            ("ア 目 的", "ア 目的"),
            ("ア イ デ ア", "アイデア"),
            ("ア イ ウ", "ア イ ウ"),
            ("商務情報政策局 情報経済課", "商務情報政策局 情報経済課"),
            ("先端技術等の展開 等", "先端技術等の展開 等"),
            ("国 県 市町村の負担", "国 県 市町村の負担"),
            ("平 成 3 1 年 3 月", "平成31年3月"),
            ("令 和 3 年 度 予 算 額 　1 2 . 5 億 円", "令和3年度予算額12.5億円"),
            ("国 県 市 1 2", "国県市1 2"),
            ("30.4 億 円", "30.4億円"),
            ("9,245,636 百 万 円", "9,245,636百万円"),
            ("5 千 万 円 以 内", "5千万円以内"),
        ];
        for (printed, folded) in cases {
            assert_eq!(fold(printed).text, folded, "{printed}");
        }
    }

    #[test]
    fn latin_letters_come_together_and_numbers_stay_apart() {
        let cases = [
            ("コア技術やC N F・高機能素材", "コア技術やCNF・高機能素材"),
            ("E B P M等データ分析", "EBPM等データ分析"),
            ("A I・5 G等の最新", "AI・5G等の最新"),
            ("I o T を活用", "IoTを活用"),
            ("福島復興の加速 . . . . . P 2 0", "福島復興の加速. . . . . P20"),
            (". . . P 4", ". . . P4"),
            (". . . P 11", ". . . P 11"),
            ("R 5 年度", "R5年度"),
            ("類型 A 2 社", "類型A 2社"),
            ("1 2", "1 2"),
            ("3 4 5 件", "3 4 5件"),
            ("0.5 G", "0.5 G"),
            ("Go To", "Go To"),
            ("SECURITY ACTION制度", "SECURITY ACTION制度"),
            ("TPP 11 関連", "TPP 11関連"),
            ("Plan B を", "Plan Bを"),
        ];
        for (printed, folded) in cases {
            assert_eq!(fold(printed).text, folded, "{printed}");
        }
    }
}
