//! Lines that a converter writes where it left something out, or where a page begins; the paper itself prints none.
//!
//! ```text
//! mark = "![" words "](" path ")"                            ![](_page_3_Figure_2.jpeg)
//!      | "{" page "}" stroke                                 {3}------------------------
//!      | "==>" words "<=="                                   ==> picture [412 x 120] intentionally omitted <==
//!      | stroke ("Start of" | "End of") words stroke         ----- Start of picture text -----
//!      | "[" ("image" | "画像" | "図" | …) number [":" words] "]"     [画像], [Image 3: a bridge]
//!      | "\newpage" | "\pagebreak"
//! ```

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, tag_no_case, take_until, take_while, take_while_m_n};
use nom::character::complete::{digit0, digit1, one_of};
use nom::combinator::{all_consuming, opt};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// The fewest strokes of a line that a converter draws.
const FEWEST_STROKES: usize = 3;

/// More than any line holds.
const MOST_STROKES: usize = 1_000;

/// Whether a line is nothing but a mark of a converter.
pub(super) fn is_mark(text: &str) -> bool {
    // Few lines begin so, which is cheaper to see than that no form fits.
    text.starts_with(['!', '{', '=', '-', '[', '\\']) && mark(text).is_ok()
}

fn mark(text: &str) -> IResult<&str, &str> {
    let page_break = alt((tag("\\newpage"), tag("\\pagebreak")));
    all_consuming(alt((picture, page, omitted, picture_text, placeholder, page_break))).parse(text)
}

fn picture(text: &str) -> IResult<&str, &str> {
    preceded((tag("!["), take_until("](")), delimited(tag("]("), is_not(")"), tag(")"))).parse(text)
}

fn page(text: &str) -> IResult<&str, &str> {
    preceded(delimited(tag("{"), digit1, tag("}")), stroke).parse(text)
}

fn omitted(text: &str) -> IResult<&str, &str> {
    delimited(tag("==>"), take_until("<=="), tag("<==")).parse(text)
}

fn picture_text(text: &str) -> IResult<&str, &str> {
    let words = preceded(blanks, alt((tag("Start of"), tag("End of")))).and(take_while(|c| c != '-'));
    delimited(stroke, words.map(|(begins, _)| begins), stroke).parse(text)
}

fn placeholder(text: &str) -> IResult<&str, &str> {
    let name = alt((
        tag_no_case("image"),
        tag_no_case("picture"),
        tag_no_case("figure"),
        tag("画像"),
        tag("写真"),
        tag("図表"),
        tag("図"),
    ));
    let number = (take_while(|c| matches!(c, ' ' | '_' | '#')), digit0);
    let words = opt((one_of(":："), is_not("]")));
    delimited(tag("["), name, (number, words, tag("]"))).parse(text)
}

fn stroke(text: &str) -> IResult<&str, &str> {
    take_while_m_n(FEWEST_STROKES, MOST_STROKES, |c| c == '-').parse(text)
}

fn blanks(text: &str) -> IResult<&str, &str> {
    take_while(|c| c == ' ').parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_converters() {
        for text in [
            "![](_page_3_Figure_2.jpeg)",
            "![図 1](images/a.png)",
            "{12}------------------------------------------------",
            "==>picture [412 x 120] intentionally omitted<==",
            "----- Start of picture text -----",
            "-----End of picture text-----",
            "[画像]",
            "[Image 3]",
            "[image: a bridge]",
            "\\newpage",
        ] {
            assert!(is_mark(text), "{text}");
        }
        for text in
            ["![a](b) 予算", "{3}", "{a}---", "=>国", "[新規]", "[図書館]", "-----", "- Start of", "[]", "!", "\\1,000"]
        {
            assert!(!is_mark(text), "{text}");
        }
    }
}
