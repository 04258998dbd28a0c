//! Numbers that letter-spacing tore or text recognition damaged: `1 8 . 5億円`, `1 2件`, `1O.5億円`, `l2件`.
//!
//! ```text
//! torn    = piece 1*( " " piece )           piece = 1*( digit | separator )
//! spaced  = torn, of single characters or with a separator alone     1 8 . 5, 18 . 5
//! group   = torn, the last piece of three digits                     1 000
//! damaged = 1*( digit | separator | look-alike )                     1O.5, l2
//! ```
//! Two single digits (`事業1 8億円`) may also be the end of a name and a number: what stands around them decides. `第2 10億円`
//! is not torn.

use crate::brackets::is_bracket;
use crate::characters::{is_blank, is_digit, is_hiragana};

/// No number has more characters.
const LONGEST: usize = 40;

/// What text recognition gives for digits: letters for 1 and 0, and marks for what it cannot tell.
const LOOK_ALIKES: &[char] = &['l', 'I', 'O', 'o', '\u{fffd}', '□', '■'];

/// Words in front of a number that is no part of the one behind it.
const ORDINALS: &[&str] = &["第", "令和", "平成", "昭和", "その", "※", "注", "図", "表", "号", "ステップ", "フェーズ"];

/// A number that is not printed whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Torn {
    /// Where it begins; in front of what was asked for where a look-alike stands there.
    pub(crate) start: usize,
    /// Behind its last character.
    pub(crate) end: usize,
    /// The number without its blanks; none where it cannot be told.
    pub(crate) closed: Option<String>,
}

impl Torn {
    /// What a reader finds in the closed number with what stands behind it, and its end in the text.
    pub(crate) fn read_closed<T>(
        &self,
        text: &str,
        read: impl FnOnce(&str) -> Option<(T, usize)>,
    ) -> Option<(T, usize)> {
        let closed = self.closed.as_deref()?;
        let behind = &text[self.end..];
        let reach = behind.char_indices().nth(LONGEST).map_or(behind.len(), |(end, _)| end);
        let (found, len) = read(&format!("{closed}{}", &behind[..reach]))?;
        Some((found, self.end + len.checked_sub(closed.len())?))
    }
}

/// Reads the torn or damaged number at `at`; `None` where the number is whole, or none.
pub(crate) fn read(text: &str, at: usize) -> Option<Torn> {
    let first = text[at..].chars().next().filter(|first| is_digit(*first) || LOOK_ALIKES.contains(first))?;
    let start = if is_digit(first) { look_alike_in_front(text, at) } else { at };
    let before = text[..start].chars().next_back();
    if before.is_some_and(|before| before.is_ascii_alphanumeric() || matches!(before, '.' | ',' | '．' | '，')) {
        return None;
    }
    let run = Run::read(&text[start..])?;
    let end = start + run.len;
    if run.damaged {
        let word = text[end..].starts_with(|next: char| next.is_ascii_alphabetic());
        return (!run.torn && !word && run.digits > 0).then_some(Torn { start, end, closed: None });
    }
    if !run.torn {
        return None;
    }
    let closed: String = text[start..end].chars().filter(|c| !is_blank(*c)).collect();
    let torn = |closed| Some(Torn { start, end, closed });
    if run.pieces == 2 && run.single {
        let head = text[..start].trim_end_matches(is_blank);
        if ORDINALS.iter().any(|word| head.ends_with(word)) {
            return None;
        }
        let free = head.chars().next_back().is_some_and(|before| is_hiragana(before) || is_bracket(before));
        return torn(free.then_some(closed));
    }
    match run.single || run.lone_separator {
        true => torn(Some(closed)),
        false if run.is_group => torn(None),
        false => None,
    }
}

/// Where the letter stands that is read as the first digit of a number: `l2件`.
fn look_alike_in_front(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end_matches(LOOK_ALIKES);
    if head.ends_with(|before: char| before.is_ascii_alphanumeric()) { at } else { head.len() }
}

/// Digits and what stands among them.
#[derive(Default)]
struct Run {
    len: usize,
    digits: usize,
    pieces: usize,
    /// A blank stands in it.
    torn: bool,
    /// A letter stands in it.
    damaged: bool,
    /// Every piece is one character.
    single: bool,
    /// A separator stands between blanks.
    lone_separator: bool,
    /// There are two pieces: up to three digits, and three.
    is_group: bool,
}

impl Run {
    /// Reads up to the last digit or look-alike; `None` where there is no more than a whole number.
    fn read(text: &str) -> Option<Self> {
        let mut run = Self { single: true, ..Self::default() };
        let mut end = 0;
        for (at, c) in text.char_indices().take(LONGEST) {
            let separator = matches!(c, ',' | '，' | '.' | '．');
            if is_digit(c) || LOOK_ALIKES.contains(&c) {
                run.damaged |= !is_digit(c);
                run.digits += usize::from(is_digit(c));
                end = at + c.len_utf8();
            } else if !(separator || is_blank(c) && !text[..at].ends_with(is_blank)) {
                break;
            }
        }
        run.len = end;
        let printed = &text[..end];
        run.torn = printed.contains(is_blank);
        if !run.torn && !run.damaged {
            return None;
        }
        let mut lens = [0, 0];
        for piece in printed.split(is_blank) {
            let len = piece.chars().count();
            run.single &= len == 1;
            run.lone_separator |= matches!(piece, "," | "，" | "." | "．");
            lens = [lens[1], len];
            run.pieces += 1;
        }
        run.is_group = run.pieces == 2 && (1..=3).contains(&lens[0]) && lens[1] == 3 && run.digits == lens[0] + 3;
        Some(run)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn found(text: &str) -> Option<(&str, Option<String>)> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        read(text, at).map(|torn| (&text[torn.start..torn.end], torn.closed))
    }

    #[test]
    fn numbers_that_are_not_whole() {
        for (text, printed, closed) in [
            ("事業1 8 . 5億円", "1 8 . 5", Some("18.5")),
            ("事業18 . 5億円", "18 . 5", Some("18.5")),
            ("上限1 , 0 0 0万円", "1 , 0 0 0", Some("1,000")),
            ("原案を1 2件", "1 2", Some("12")),
            ("【補正】2 0億円", "2 0", Some("20")),
            ("事業1 8億円", "1 8", None),
            ("1 000者", "1 000", None),
            ("事業1O.5億円", "1O.5", None),
            ("原案をl2件", "l2", None),
        ] {
            assert_eq!(found(text), Some((printed, closed.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn whole_numbers_beside_others() {
        for text in
            ["(1) 5億円", "第2 10億円", "第2 5億円", "令和6 10億円", "事業2 10億円", "CO2 5億円", "H2O", "5IoT拠点"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
