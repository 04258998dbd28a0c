//! The whole document in one linear pass to the text that grammars read, with a map back to the source.
//!
//! Lines stay lines: line N of the folded text is line N of the source. Folding changes how something is written,
//! never what it says. Circled numbers, ㈱, brackets, colons, slashes, dashes, wave dashes stay as printed.
//!
//! | printed | folded | rule |
//! |---|---|---|
//! | `Ｒ６`, `％＋＝＆＠＃` | `R6`, `%+=&@#` | full-width letters, digits and those signs |
//! | `１，３８６`, `３０．４` | `1,386`, `30.4` | ． ， only between digits |
//! | `ﾃﾞｼﾞﾀﾙ`, `ハ` + U+3099 | `デジタル`, `バ` | half-width katakana; voiced marks composed |
//! | `⽉⾰⺠⻑` | `月革民長` | radicals |
//! | `︵新規︶`, `﹪` | `(新規)`, `%` | vertical and small forms |
//! | zero-width, soft hyphen, variation selector | nothing | characters that are not seen |
//! | `**…**`, `__…__`, `*whole line*`, `<b>`, `<u>`, `<span …>`, `<!-- -->` | their text | markup of the converter |
//! | `CO<sub>2</sub>`, `10<sup>3</sup>` | `CO2`, `10^3` | between digits a mark, so that no new number arises |
//! | `<br>` | a blank | a blank like any other, except that between Japanese characters it goes |
//! | `<li>`, `<table>`, `<tr>`, `<td>`, `<th>` | the same | structure: readers of tables and lists need them |
//! | `<うち財務省計上5.0億円>`, `A<B` | the same | not the name of a tag |
//! | `&amp; &lt; &gt; &quot; &nbsp; &#65288;` | `& < > "`, a blank, `（` | entities |
//! | `\(新規\)`, `1\.`, `概要\` at line end | `(新規)`, `1.`, `概要` | escapes of Markdown |
//!
//! Blanks are: space, ideographic and no-break space, the other Unicode spaces, form feed, a stray carriage return.
//!
//! | printed | folded | rule |
//! |---|---|---|
//! | `　（１）` at line start | `  （1）` | indentation: an ideographic space is two spaces, a tab stays |
//! | `-  国`, `## 目`, `* 注`, `+ 国` | `- 国`, `## 目`, `* 注`, `+ 国` | a run of `-` `+` `#`, or one `*`, at line start keeps one blank |
//! | blanks at the end of a line | nothing | also tabs |
//! | `国 \t 委託`, `\| 国 \|` | `国\t委託`, `\|国\|` | tabs, pipes and tags that stay are edges of cells |
//! | `30.4 億円`, `AI 実装`, `1. 個別` | `30.4億円`, `AI実装`, `1.個別` | Japanese beside a letter, digit or sign |
//! | `（再掲） 5`, `① 経営`, `※ 国` | `（再掲）5`, `①経営`, `※国` | beside a full-width sign |
//! | `（ ）内は` | the same | an empty bracket |
//! | `情報政策局  情報課`, `Go  To` | `情報政策局 情報課`, `Go To` | between two Japanese or two Latin words one blank stays |
//! | `経 済 産 業 省` and the like | `経済産業省` | letter-spacing: see `letter_spacing.rs` |

mod blanks;
mod character;
mod letter_spacing;
mod lexer;
mod markup;
mod plain;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use crate::OffsetMap;
use crate::source::line_terminator;
pub(crate) use character::is_unseen;
use lexer::{Atom, Emphasis, Piece};
use writer::Writer;

/// Folded text with its way back to the source.
#[derive(Clone, Debug)]
pub struct Folded<'s> {
    /// The folded text; borrowed where folding changed nothing.
    pub text: Cow<'s, str>,
    /// From places in `text` to places in the source.
    pub map: OffsetMap,
    /// What stood in `**`, `__`, `<b>` or `<strong>`, as ranges of `text`, in order.
    pub bold: Vec<Range<usize>>,
    source: &'s str,
}

impl<'s> Folded<'s> {
    /// Whether everything in the range but blanks was bold.
    #[must_use]
    pub fn is_bold(&self, range: Range<usize>) -> bool {
        let first = self.bold.partition_point(|bold| bold.end <= range.start);
        let mut at = range.start;
        let mut any = false;
        for bold in self.bold.get(first..).unwrap_or_default().iter().take_while(|bold| bold.start < range.end) {
            if !self.is_blank(at..bold.start) {
                return false;
            }
            any = true;
            at = at.max(bold.end);
        }
        any && self.is_blank(at..range.end)
    }

    /// Whether the character at the place was bold: the way to ask whether a line began bold.
    #[must_use]
    pub fn is_bold_at(&self, offset: usize) -> bool {
        let first = self.bold.partition_point(|bold| bold.end <= offset);
        self.bold.get(first).is_some_and(|bold| bold.start <= offset)
    }

    /// The source text that folding removed at this place, such as the blank of `1 産学官` that tells a label from
    /// a number; empty where nothing was removed.
    #[must_use]
    pub fn removed_at(&self, offset: usize) -> &'s str {
        let start = self.map.source_offset(offset, crate::Bias::Before);
        let end = self.map.source_offset(offset, crate::Bias::After);
        self.source.get(start..end).unwrap_or_default()
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        range.start >= range.end || self.text.get(range).is_some_and(|text| text.trim().is_empty())
    }
}

/// Folds a decoded document.
///
/// `**平成 31 年度** ３０．４ 億円` becomes `平成31年度30.4億円`.
#[must_use]
pub fn fold(text: &str) -> Folded<'_> {
    let terminator = line_terminator(text);
    let bytes = text.as_bytes();
    let mut folder = Folder::new(text);
    let mut at = 0;
    while at < text.len() {
        let special = plain::plain_until(text, at);
        let start = memchr::memrchr(terminator, &bytes[at..special]).map_or(at, |found| at + found + 1);
        folder.plain_lines(at..start);
        let Some(found) = memchr::memchr(terminator, &bytes[special..]) else {
            folder.line(start, text.len(), special);
            break;
        };
        let after = special + found + 1;
        let has_return = terminator == b'\n' && bytes[start..after - 1].ends_with(b"\r");
        let end = after - 1 - usize::from(has_return);
        folder.line(start, end, special);
        folder.line_end(end, after);
        at = after;
    }
    folder.finish()
}

struct Folder<'s> {
    source: &'s str,
    writer: Writer<'s>,
    bold: Vec<Range<usize>>,
    /// Where bold text that is still open began, in the folded text.
    bold_start: Option<usize>,
    atoms: Vec<Atom>,
    blanks: blanks::Settler,
}

impl<'s> Folder<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            writer: Writer::new(source),
            bold: Vec::new(),
            bold_start: None,
            atoms: Vec::new(),
            blanks: blanks::Settler::default(),
        }
    }

    /// Whole lines in which nothing changes. Bold text ends at a blank one.
    fn plain_lines(&mut self, range: Range<usize>) {
        if self.bold_start.is_some() {
            let lines = &self.source.as_bytes()[range];
            if lines.starts_with(b"\n") || memchr::memmem::find(lines, b"\n\n").is_some() {
                self.bold_start = None;
            }
        }
    }

    /// One line, without its end. Up to `special` nothing changes.
    fn line(&mut self, start: usize, end: usize, special: usize) {
        let line = self.source.get(start..end).unwrap_or_default();
        if start < end && end <= special {
            return;
        }
        self.atoms.clear();
        let content = lexer::lex(line, special - start, &mut self.atoms);
        if content.is_blank {
            self.bold_start = None;
        }
        self.blanks.settle(line, &mut self.atoms, &content);
        for index in 0..self.atoms.len() {
            self.write(start, line, self.atoms[index]);
        }
    }

    /// `\n`, `\r\n` or `\r`.
    fn line_end(&mut self, start: usize, end: usize) {
        if self.source.as_bytes()[start] != b'\n' {
            self.writer.replace(start..end, "\n");
        }
    }

    fn write(&mut self, line_start: usize, line: &str, atom: Atom) {
        let range = line_start + atom.start..line_start + atom.end;
        match atom.piece {
            Piece::Copy | Piece::Wall | Piece::Tab => {}
            Piece::Space if range.len() == 1 && line.as_bytes()[atom.start] == b' ' => {}
            Piece::Space => self.writer.replace(range, " "),
            Piece::Text(text) => self.writer.replace(range, text),
            Piece::Char(character) => self.writer.replace(range, character.encode_utf8(&mut [0; 4])),
            Piece::Drop | Piece::Blank | Piece::Break => self.writer.replace(range, ""),
            Piece::Bold(emphasis) => {
                self.writer.replace(range, "");
                self.emphasise(emphasis);
            }
        }
    }

    /// Opens or closes bold text. What is not closed before the next blank line was no emphasis.
    fn emphasise(&mut self, emphasis: Emphasis) {
        let here = self.writer.position();
        match (emphasis, self.bold_start) {
            (Emphasis::Open | Emphasis::Toggle, None) => self.bold_start = Some(here),
            (Emphasis::Close | Emphasis::Toggle, Some(start)) => {
                self.bold_start = None;
                if start < here {
                    self.bold.push(start..here);
                }
            }
            (Emphasis::Open, Some(_)) | (Emphasis::Close, None) => {}
        }
    }

    fn finish(self) -> Folded<'s> {
        let (text, map) = self.writer.finish();
        Folded { text, map, bold: self.bold, source: self.source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each printed text with its folded text.
    fn check(cases: &[(&str, &str)]) {
        for (printed, folded) in cases {
            assert_eq!(fold(printed).text, *folded, "{printed:?}");
        }
    }

    #[test]
    fn characters() {
        check(&[
            ("令和６年度　ＰＲ資料", "令和6年度PR資料"),
            ("３０．４億円", "30.4億円"),
            ("１，３８６", "1,386"),
            ("第１．個別戦略", "第1．個別戦略"),
            ("Ａ，Ｂ", "A，B"),
            ("１００％＋＝＆＠＃", "100%+=&@#"),
            ("ﾃﾞｼﾞﾀﾙ･ﾊﾟｰﾄﾅｰ｢ｳﾞ｣", "デジタル・パートナー「ヴ」"),
            ("ﾊﾋ゛ｱﾞ", "ハヒ゛ア゛"),
            ("バ\u{3099}", "バ\u{3099}"),
            ("ハ\u{3099}ス", "バス"),
            ("⻑期⽉⾰⺠⻄⼾", "長期月革民西戸"),
            ("予\u{200B}算\u{FEFF}案\u{AD}額\u{FE00}", "予算案額"),
            ("︵10.0億円︶︻補正︼﹪", "(10.0億円)【補正】%"),
            ("①②㈱（）【】：／―〜～・", "①②㈱（）【】：／―〜～・"),
        ]);
    }

    #[test]
    fn markup() {
        check(&[
            ("平成29年度補正予算額 **25.0億円**", "平成29年度補正予算額25.0億円"),
            ("## **（２）AI 実装・研究開発**", "## （2）AI実装・研究開発"),
            ("*Ministry of Economy, Trade and Industry*", "Ministry of Economy, Trade and Industry"),
            ("***経済産業省***", "経済産業省"),
            ("* 令和元年度の対面開催時", "* 令和元年度の対面開催時"),
            ("*1 注記", "*1注記"),
            ("5*3*2", "5*3*2"),
            ("***", "***"),
            ("**A****B**", "AB"),
            ("__強調__ と snake__case と ____", "強調 とsnake__caseと____"),
            ("<b><u>第一の柱</u></b>", "第一の柱"),
            ("CO<sub>2</sub> 探査", "CO2探査"),
            ("10<sup>3</sup>kW", "10^3kW"),
            ("1,234<sup>1</sup>", "1,234^1"),
            ("9.5億円<sup>1</sup>", "9.5億円1"),
            ("補助<br>率<br/>1/2<br>Go<BR />To", "補助率1/2 Go To"),
            ("<うち財務省計上5.0億円> <利率> A<B と C>D", "<うち財務省計上5.0億円> <利率> A<BとC>D"),
            ("<A>社と<B>社", "<A>社と<B>社"),
            ("<span style=\"color:red\">赤</span><!-- image -->", "赤"),
            ("M&amp;A &lt;国&gt;&nbsp;&quot;A&quot; AT&T", "M&A <国> \"A\" AT&T"),
            (
                "- | <ul style=\"list-style-type: none\"> <li>✓ 重要技術。</li> <li>✓ AI</li> </ul> |",
                "- |<li>✓重要技術。</li><li>✓AI</li>|",
            ),
        ]);
    }

    #[test]
    fn escapes() {
        check(&[
            ("\\(新規\\) 1\\. 国\\_内 \\*注\\* 概要\\", "(新規) 1.国_内*注*概要"),
            ("\\**太字\\**", "**太字**"),
            ("\\1,000 C:\\国", "\\1,000 C:\\国"),
            ("&#65288;新規&#65289;&emsp;AT&T; &#xZ;", "（新規）AT&T; &#xZ;"),
        ]);
    }

    #[test]
    fn blanks_within_a_line() {
        check(&[
            ("30.4 億円 (56.9 億円) の内数", "30.4億円(56.9億円)の内数"),
            ("商務情報政策局　　情報経済課", "商務情報政策局 情報経済課"),
            ("Go\u{A0} To トラベル", "Go Toトラベル"),
            ("凡例：（ ）内は平成 30 年度", "凡例：（ ）内は平成30年度"),
            ("経営支援課 03-3501-1763", "経営支援課03-3501-1763"),
            ("【補正】 2.0 億円", "【補正】2.0億円"),
            ("422億(321億) + IPA交付金", "422億(321億) + IPA交付金"),
            ("整備 等", "整備 等"),
            ("予算\u{C}案", "予算 案"),
            ("| ・ 特許出願 | 上限額 1,500 千円 |", "|・特許出願|上限額1,500千円|"),
            ("国 \t 委託\t\t民間企業等", "国\t委託\t\t民間企業等"),
            ("200万円×3 = 600万円", "200万円×3 = 600万円"),
        ]);
    }

    #[test]
    fn line_structure() {
        check(&[
            ("　　事業の内容  \n\n  - 国 \t\n", "    事業の内容\n\n  - 国\n"),
            ("-   国\n## 目\n+ 国\n＃　国\n--- 国\n- \n", "- 国\n## 目\n+ 国\n# 国\n--- 国\n-\n"),
            ("  **\n  <b> \n", "\n\n"),
            ("予算\n\r", "予算\n"),
            ("予算\r\n\r\n概要", "予算\n\n概要"),
            ("予算\r概要\r", "予算\n概要\n"),
            ("予算\r案は\n", "予算 案は\n"),
            ("\t平成 30 年度\t31 年度", "\t平成30年度\t31年度"),
            ("- ・ 上限額 2,000 千円", "- ・上限額2,000千円"),
            ("- (1) (2) の各事業", "- (1) (2)の各事業"),
            ("1. 個別戦略", "1.個別戦略"),
        ]);
    }

    #[test]
    fn text_without_anything_to_fold_is_borrowed() {
        let folded = fold("- 令和6年度予算案額\n事業の内容\n");
        assert!(matches!(folded.text, Cow::Borrowed(_)));
        assert!(folded.map.is_identity());
    }

    #[test]
    fn spans_lead_back_to_what_was_printed() {
        let source = "事業費 **３０．４ 億円** (新規)";
        let folded = fold(source);
        let at = folded.text.find("30.4億円").unwrap();
        let span = folded.map.source_span(at..at + "30.4億円".len());
        assert_eq!(&source[span.range()], "３０．４ 億円");
    }

    #[test]
    fn bold_text_is_known() {
        let folded = fold(
            "**経済産業省関係  \nの概要**\n\n- **基盤事業** 1.4 億円\n<b>合計</b>\t<b>12</b>\n**開いたまま\n\n終わり**",
        );
        let bold: Vec<&str> = folded.bold.iter().map(|range| &folded.text[range.clone()]).collect();
        assert_eq!(bold, ["経済産業省関係\nの概要", "基盤事業", "合計", "12"]);
        let line = folded.text.find("合計").unwrap();
        assert!(folded.is_bold(line..line + "合計\t12".len()));
        let item = folded.text.find("基盤事業").unwrap();
        assert!(folded.is_bold_at(item));
        assert!(!folded.is_bold(item..item + "基盤事業1.4億円".len()));
    }

    #[test]
    fn what_was_removed_can_be_asked_for() {
        let folded = fold("1 産学官連携推進事業\n3社連携");
        assert_eq!(folded.removed_at(1), " ");
        assert_eq!(folded.removed_at(folded.text.find("社").unwrap()), "");
    }
}
