//! The reader of budget papers: the one place where this crate calls the normaliser and the parser.
//!
//! STUB: the parser is not wired in. The text is decoded here and gives a document record without programmes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use yosan_parser::record::{Accounting, Code, Counts, Diagnostic, Document, Extraction, LineRole, Place};

use crate::load::hex_sha256;
use crate::{Error, InputInfo, Problem, Reader, ReaderSettings, Reading};

/// Reads budget papers.
#[derive(Debug, Default)]
pub struct PaperReader {
    encoding: Option<&'static Encoding>,
    settings: ReaderSettings,
}

impl PaperReader {
    /// A reader for an encoding (else detected) and with the labels of a label file besides its own.
    ///
    /// # Errors
    /// There is no such encoding, or the label file is malformed.
    pub fn new(encoding: Option<&str>, labels: Option<&str>) -> Result<Self, Error> {
        let encoding = encoding.map(encoding_for_name).transpose()?;
        let settings = ReaderSettings {
            encoding: encoding.map(|encoding| encoding.name().to_owned()),
            labels_sha256: labels.map(|text| hex_sha256(text.as_bytes())),
        };
        Ok(Self { encoding, settings })
    }
}

impl Reader for PaperReader {
    fn read(&self, bytes: Vec<u8>, input: &InputInfo<'_>, then: &mut dyn FnMut(Reading<'_>)) -> Result<(), Problem> {
        if bytes.contains(&0) {
            return Err(Problem::NotText("it holds zero bytes".to_owned()));
        }
        let (text, encoding, malformed) = self.encoding.unwrap_or(UTF_8).decode(&bytes);
        let extraction = stub_extraction(&text, input, encoding.name(), malformed);
        then(Reading { extraction: &extraction, text: &text });
        Ok(())
    }

    fn settings(&self) -> ReaderSettings {
        self.settings.clone()
    }
}

fn encoding_for_name(name: &str) -> Result<&'static Encoding, Error> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| Error::Encoding { name: name.to_owned() })
}

fn stub_extraction<'t>(
    text: &'t str,
    input: &InputInfo<'_>,
    encoding: &'static str,
    malformed: bool,
) -> Extraction<'t> {
    let id: Cow<'t, str> = Cow::Owned(input.id.to_owned());
    let lines = u32::try_from(text.lines().filter(|line| !line.trim().is_empty()).count()).unwrap_or(u32::MAX);
    let diagnostics = stub_diagnostics(text, &id, malformed);
    let warnings = u32::try_from(diagnostics.len()).unwrap_or(u32::MAX);
    Extraction {
        document: Document {
            id,
            path: Cow::Owned(input.path.to_owned()),
            sha256: Cow::Owned(input.sha256.to_owned()),
            bytes: input.bytes,
            encoding: Cow::Borrowed(encoding),
            lines: u32::try_from(text.lines().count()).unwrap_or(u32::MAX),
            title: None,
            publisher: None,
            published: None,
            fiscal_year: None,
            stage: None,
            layouts: Vec::new(),
            legend: None,
            outline: Vec::new(),
            contents: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
            policy_points: Vec::new(),
            accounting: Accounting { lines, roles: [(LineRole::Unclassified, lines)].into() },
            counts: Counts { warnings, ..Counts::default() },
        },
        programmes: Vec::new(),
        amounts: Vec::new(),
        tables: Vec::new(),
        diagnostics,
        lines: Vec::new(),
    }
}

fn stub_diagnostics<'t>(text: &'t str, id: &Cow<'t, str>, malformed: bool) -> Vec<Diagnostic<'t>> {
    let mut found = Vec::new();
    if text.trim().is_empty() {
        found.push((Code::EmptyDocument, 0..0));
    } else {
        let start = text.len() - text.trim_start().len();
        found.push((Code::NoLayout, start..text[start..].find('\n').map_or(text.len(), |end| start + end)));
    }
    if malformed && let Some(at) = text.find('\u{FFFD}') {
        found.push((Code::MalformedBytes, at..at + '\u{FFFD}'.len_utf8()));
    }
    found.into_iter().map(|(code, range)| stub_diagnostic(text, id, code, range)).collect()
}

fn stub_diagnostic<'t>(text: &str, id: &Cow<'t, str>, code: Code, range: std::ops::Range<usize>) -> Diagnostic<'t> {
    let line = text[..range.start].matches('\n').count() + 1;
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Diagnostic {
        code,
        severity: code.severity(),
        message: code.manual().lines().next().unwrap_or_default().trim().to_owned(),
        document: id.clone(),
        programme: None,
        span: Place { line: number(line), end_line: number(line), start: number(range.start), end: number(range.end) },
        related: Vec::new(),
    }
}
