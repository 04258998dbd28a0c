//! The codes of the findings. Each says what it means, why it matters and what a person can do.

use schemars::JsonSchema;
use serde::Serialize;

use crate::record::Severity;

/// Declares the codes, their severity and their manual text in one place.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// The stable code of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code as written in the output.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The severity of findings with this code.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The manual text, in Markdown.
            #[must_use]
            pub fn manual(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)+ }
            }
        }
    };
}

codes! {
    /// A sheet has no title.
    ///
    /// ## What it means
    /// A headline amount opens a sheet, but no line before it can be its title.
    ///
    /// ## Why it matters
    /// The programme has no name of its own; its name is taken from the contents where exactly one entry fits.
    ///
    /// ## What to do
    /// Look at the page of the original and compare the name.
    SheetWithoutName = "sheet-without-name", Warning;
    /// A section has no body.
    ///
    /// ## What it means
    /// A section label is followed by the next label or the next sheet. Its content was probably a figure.
    ///
    /// ## Why it matters
    /// What the figure says is not in the records.
    ///
    /// ## What to do
    /// Look at the figure in the original where its content is needed.
    EmptySection = "empty-section", Info;
    /// A heading in the place of a section label is not in the label file.
    ///
    /// ## What it means
    /// A line stands where sheets have a section label, and looks like one, but the label file does not know it.
    ///
    /// ## Why it matters
    /// Its text is counted to the section before it.
    ///
    /// ## What to do
    /// Add the label to a label file and pass it with `--labels`.
    UnknownSectionHeading = "unknown-section-heading", Warning;
    /// A sheet has a section twice.
    ///
    /// ## What it means
    /// A section label with which sheets begin stands in a sheet that had it before, and no headline stands above it.
    ///
    /// ## Why it matters
    /// Here another sheet may begin whose title and headline were not recognised; it is read as more of this one.
    ///
    /// ## What to do
    /// Look at the page of the original.
    RepeatedSection = "repeated-section", Warning;
    /// A line fits nothing.
    ///
    /// ## What it means
    /// No part of the document claims this line.
    ///
    /// ## Why it matters
    /// Its text is kept in `lines.jsonl` and here, but in no record.
    ///
    /// ## What to do
    /// Read the line; report the layout if more like it come.
    UnclassifiedLine = "unclassified-line", Warning;
    /// Figures below a unit were not read.
    ///
    /// ## What it means
    /// A line states a unit of money. Bare figures stand below it, and no table or entry was read from them: the form of
    /// the table was probably lost.
    ///
    /// ## Why it matters
    /// The figures are in no record.
    ///
    /// ## What to do
    /// Read the table in the original.
    UnreadFigures = "unread-figures", Warning;
    /// A money number is malformed.
    ///
    /// ## What it means
    /// Digits before a unit of money do not form a number: `1,2,3億円`, `12.3.4億円`, or a unit stands without one.
    ///
    /// ## Why it matters
    /// No amount is given out for it.
    ///
    /// ## What to do
    /// Read the figure in the original.
    MalformedAmount = "malformed-amount", Warning;
    /// An amount of money is larger than can be stored.
    ///
    /// ## What it means
    /// The amount in yen does not fit into 64 bits.
    ///
    /// ## Why it matters
    /// No amount is given out for it.
    ///
    /// ## What to do
    /// Look at the line: digits have probably run together.
    AmountOutOfRange = "amount-out-of-range", Error;
    /// An amount can be read in two ways.
    ///
    /// ## What it means
    /// Neither a label, nor the legend of the document, nor the figures settle what an amount means.
    ///
    /// ## Why it matters
    /// The field that is open is null.
    ///
    /// ## What to do
    /// Decide from the original; both readings are in the message.
    AmbiguousAmount = "ambiguous-amount", Warning;
    /// An amount contradicts another print of the same programme.
    ///
    /// ## What it means
    /// A reprint (再掲) shows another sum than its first print, or a part is larger than its whole.
    ///
    /// ## Why it matters
    /// One of the two may be wrong, or a part of the programme is meant.
    ///
    /// ## What to do
    /// Compare both places.
    ContradictingAmount = "contradicting-amount", Warning;
    /// A table total is off by more than rounding.
    ///
    /// ## What it means
    /// A printed total differs from the sum of its parts by more than the printed precision explains.
    ///
    /// ## Why it matters
    /// A digit may have been misread.
    ///
    /// ## What to do
    /// Compare the row with the original.
    TableTotalOff = "table-total-off", Warning;
    /// A printed percentage does not follow from the amounts beside it.
    ///
    /// ## What it means
    /// The rate of change or share in a table is not what its amounts give, within rounding.
    ///
    /// ## Why it matters
    /// A digit may have been misread.
    ///
    /// ## What to do
    /// Compare the row with the original.
    TablePercentOff = "table-percent-off", Warning;
    /// The entries of a category add up to more than its printed total.
    ///
    /// ## What it means
    /// The document prints a total for a heading, and the amounts of the entries right below it give a larger sum, by
    /// more than rounding. (A smaller sum is normal: overviews list the main entries.)
    ///
    /// ## Why it matters
    /// An entry may be counted twice, or a digit was misread.
    ///
    /// ## What to do
    /// Compare the chapter with the original.
    CategoryTotalOff = "category-total-off", Warning;
    /// Characters that a Japanese government text should not hold.
    ///
    /// ## What it means
    /// Radicals, replacement characters, private-use or simplified characters (术, 资), or doubled faux-bold text.
    ///
    /// ## Why it matters
    /// They are a sign of bad text recognition; radicals are folded, the others are kept as printed.
    ///
    /// ## What to do
    /// Compare the line with the original.
    SuspiciousCharacters = "suspicious-characters", Info;
    /// Bytes that are not valid in the encoding.
    ///
    /// ## What it means
    /// The bytes were read as U+FFFD.
    ///
    /// ## Why it matters
    /// A character is lost, or the encoding was guessed wrong.
    ///
    /// ## What to do
    /// Name the encoding with `--encoding`.
    MalformedBytes = "malformed-bytes", Warning;
    /// An entry of the contents has no sheet.
    ///
    /// ## What it means
    /// The contents name a programme, and no sheet carries that name.
    ///
    /// ## Why it matters
    /// A sheet may be missing or cut off.
    ///
    /// ## What to do
    /// Look for the page in the original.
    ContentsEntryWithoutSheet = "contents-entry-without-sheet", Warning;
    /// A sheet is not in the contents.
    ///
    /// ## What it means
    /// The document has contents, and no entry fits this sheet.
    ///
    /// ## Why it matters
    /// Its name may have been misread.
    ///
    /// ## What to do
    /// Compare the name with the original.
    SheetWithoutContentsEntry = "sheet-without-contents-entry", Warning;
    /// The name of a sheet differs from the contents in more than blanks.
    ///
    /// ## What it means
    /// The sheet was matched to an entry of the contents by its place and most of its name.
    ///
    /// ## Why it matters
    /// One of the two names may be misread.
    ///
    /// ## What to do
    /// Compare both places.
    NameDiffersFromContents = "name-differs-from-contents", Info;
    /// A numbering label does not fit its place.
    ///
    /// ## What it means
    /// The printed number breaks the sequence and was read as the one that fits: ② for (2).
    ///
    /// ## Why it matters
    /// The level of the heading rests on this reading.
    ///
    /// ## What to do
    /// Compare the heading with the original.
    NumberingDamaged = "numbering-damaged", Info;
    /// A reprint has no first print.
    ///
    /// ## What it means
    /// An entry is marked 再掲, and no other entry of the document has its name.
    ///
    /// ## Why it matters
    /// Its amount is left out of totals although it is counted nowhere else by name.
    ///
    /// ## What to do
    /// Look for the entry that includes it.
    ReprintWithoutFirstPrint = "reprint-without-first-print", Info;
    /// The document is empty.
    ///
    /// ## What it means
    /// There is no text in the file.
    ///
    /// ## Why it matters
    /// It gives no records.
    ///
    /// ## What to do
    /// Convert the original again.
    EmptyDocument = "empty-document", Warning;
    /// No layout of a budget paper was recognised.
    ///
    /// ## What it means
    /// The document has text, but no sheet, listing, policy item or plan.
    ///
    /// ## Why it matters
    /// Only its amounts in prose, tables and headings are in the records.
    ///
    /// ## What to do
    /// Look whether it is a budget paper; report the layout if it is.
    NoLayout = "no-layout", Warning;
}
