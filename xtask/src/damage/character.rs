//! Damage within a line: other widths, blanks, lost brackets, signs that no text should hold.

use super::Random;

/// What gets between the characters of a converted page.
const STRANGERS: &[&str] = &[
    " ",
    "\u{3000}",
    "\u{A0}",
    "\t",
    "\r",
    "\u{C}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{E000}",
    "\u{3099}",
    "\0",
    "**",
    "*",
    "__",
    "<b>",
    "</b>",
    "<u>",
    "<br>",
    "<sub>",
    "</td>",
    "<table>",
    "&nbsp;",
    "&amp;",
    "|",
    "#",
    "- ",
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "〔",
    "〕",
    "＜",
    ">",
    "「",
    "。",
    "、",
    "：",
    "※",
    "①",
    "⑳",
    "㈱",
    "㍻",
    "Ⅲ",
    "½",
    "億円",
    "万円",
    "千円",
    "兆",
    "億",
    "円",
    "百万円",
    "0",
    "9",
    "１",
    "二",
    "十",
    "億億",
    ".",
    "．",
    ",",
    "，",
    "・",
    "～",
    "-",
    "▲",
    "+",
    "＋",
    "%",
    "/",
    "うち",
    "の内数",
    "再掲",
    "新規",
    "【補正】",
    "事項要求",
    "令和",
    "年度",
    "元年",
    "㎥",
    "⻑",
    "⺠",
    "𠮷",
    "👍",
    "e\u{301}",
    "99999999999999999999",
    "術术",
    "予予算算",
];

pub(super) fn damage(lines: &mut [String], random: &mut Random) {
    if lines.is_empty() {
        return;
    }
    let at = random.below(lines.len());
    let line = &mut lines[at];
    match random.below(7) {
        0 => *line = line.chars().map(wide).collect(),
        1 => *line = line.chars().map(narrow).collect(),
        2 => line.retain(|character| !character.is_whitespace()),
        3 => *line = spaced(line, random),
        4 => remove(line, random),
        _ => {
            let place = random.boundary(line);
            line.insert_str(place, random.word(STRANGERS));
        }
    }
}

/// The full-width form of a printable ASCII character.
#[must_use]
pub(crate) fn wide(character: char) -> char {
    match character {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Blanks between some characters.
fn spaced(line: &str, random: &mut Random) -> String {
    let every = 1 + random.below(4);
    let blank = *random.pick(&[' ', '\u{3000}']);
    let mut out = String::with_capacity(line.len() * 2);
    for character in line.chars() {
        out.push(character);
        if random.one_in(every) {
            out.push(blank);
        }
    }
    out
}

/// Loses some characters in a row.
fn remove(line: &mut String, random: &mut Random) {
    let (one, other) = (random.boundary(line), random.boundary(line));
    let (start, end) = (one.min(other), one.max(other));
    let end = line[start..end].char_indices().nth(3).map_or(end, |(at, _)| start + at);
    line.replace_range(start..end, "");
}
