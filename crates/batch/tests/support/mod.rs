//! A reader that is not the parser: a line `name / yen` of the input is a programme, so that the tests of the runner and
//! the formats do not hang on what the parser finds.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use yosan_batch::{InputInfo, Problem, Reader, ReaderSettings, Reading};
use yosan_parser::record::{
    Accounting, Amount, AmountRow, Attribute, Basis, BasisSource, Bound, Code, Counts, Department, Diagnostic,
    Document, Evidence, Extraction, Horizon, Item, Kind, LineRole, NameSource, Note, OwnedLine, Place, Programme,
    RelatedPlace, Role, Section, SectionKind, Severity, Stage, Status, Target, Term, TermKind,
};

/// Counts the documents that it reads; stops on a text with `panic`.
#[derive(Default)]
pub(crate) struct FakeReader {
    pub(crate) reads: AtomicUsize,
    pub(crate) settings: ReaderSettings,
}

impl Reader for FakeReader {
    fn read(&self, bytes: Vec<u8>, input: &InputInfo<'_>, then: &mut dyn FnMut(Reading<'_>)) -> Result<(), Problem> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        let text = String::from_utf8(bytes).map_err(|error| Problem::NotText(error.utf8_error().to_string()))?;
        assert!(!text.contains("panic"), "asked for");
        then(Reading { extraction: &extraction(&text, input), text: &text });
        Ok(())
    }

    fn settings(&self) -> ReaderSettings {
        self.settings.clone()
    }
}

/// Writes a file, and the folders above it.
pub(crate) fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// The names and bytes of the files of a folder.
pub(crate) fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> =
        entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    files
}

fn extraction<'t>(text: &'t str, input: &InputInfo<'_>) -> Extraction<'t> {
    let id: Cow<'t, str> = Cow::Owned(input.id.to_owned());
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let programmes: Vec<_> = lines.map(|(line, number)| programme(line, number, &id)).collect();
    let amounts: Vec<_> = programmes.iter().flat_map(rows).collect();
    let count = |length: usize| u32::try_from(length).unwrap();
    let owned_lines: Vec<_> = programmes.iter().enumerate().map(owned_line).collect();
    let diagnostics = vec![diagnostic(&id)];
    Extraction {
        document: Document {
            id: id.clone(),
            path: Cow::Owned(input.path.to_owned()),
            sha256: Cow::Owned(input.sha256.to_owned()),
            bytes: input.bytes,
            encoding: Cow::Borrowed("UTF-8"),
            lines: count(text.lines().count()),
            title: Some(Cow::Borrowed("予算の概要")),
            publisher: None,
            published: Some("2019-03".to_owned()),
            fiscal_year: Some(2019),
            stage: Some(Stage::Initial),
            layouts: vec![],
            legend: None,
            outline: vec![],
            contents: vec![],
            tables: vec![],
            notes: vec![],
            policy_points: vec![],
            accounting: Accounting {
                lines: count(owned_lines.len()),
                roles: [(LineRole::Name, count(owned_lines.len()))].into(),
            },
            counts: Counts {
                programmes: count(programmes.len()),
                amounts: count(amounts.len()),
                warnings: 1,
                ..Counts::default()
            },
        },
        programmes,
        amounts,
        tables: vec![],
        diagnostics,
        owned_lines,
    }
}

/// A programme with something in every list.
pub(crate) fn programme<'t>(line: &'t str, number: u32, document: &Cow<'t, str>) -> Programme<'t> {
    let (name, yen) = line.rsplit_once(" / ").unwrap_or((line, ""));
    let span = Place { line: number, end_line: number, start: number, end: number + 1 };
    Programme {
        id: Cow::Owned(format!("{document}#{number:010x}")),
        document: document.clone(),
        ordinal: number,
        kind: Kind::PrSheet,
        name: Some(Cow::Borrowed(name)),
        name_printed: Some(Cow::Borrowed(name)),
        name_key: Some(name.to_owned()),
        name_source: Some(NameSource::Printed),
        name_span: Some(span),
        contents_name: None,
        contents_page: None,
        number: None,
        number_printed: None,
        reprinted: false,
        first_print: None,
        special_measure: false,
        new: false,
        path: vec![Cow::Borrowed("第一部"), Cow::Borrowed("a, \"b\"")],
        amounts: yen.parse().ok().map(|yen| amount(yen, span)).into_iter().collect(),
        qualifier: None,
        departments: vec![Department {
            name: Cow::Borrowed("商務情報政策局 情報経済課"),
            phone: Some(Cow::Borrowed("03-3501-0397")),
            items: vec![Cow::Borrowed("(1)")],
            span,
        }],
        sections: vec![Section {
            heading: Cow::Borrowed("成果目標"),
            heading_printed: Cow::Borrowed("成 果 目 標"),
            kind: SectionKind::Goals,
            heading_span: span,
            span: None,
            text: "一行目、\"引用\"\n二行目, comma\r\n=1+1".to_owned(),
            items: vec![],
        }],
        description: vec![Item { marker: Some(Cow::Borrowed("-")), level: 0, text: Cow::Borrowed("=SUM(A1)"), span }],
        terms: vec![Term {
            kind: TermKind::Rate,
            rate: Some(Cow::Borrowed("2/3")),
            yen: None,
            yen_max: None,
            per: None,
            condition: Some(Cow::Borrowed("小規模事業者")),
            printed: Cow::Borrowed("２／３"),
            span,
        }],
        targets: vec![Target {
            text: Cow::Borrowed("60%以上を目指し"),
            printed: Cow::Borrowed("60%以上"),
            value: "60".to_owned(),
            value_max: None,
            unit: Some(Cow::Borrowed("%")),
            bound: Some(Bound::AtLeast),
            deadline_fiscal_year: Some(2025),
            horizon: Some(Horizon::Short),
            span,
        }],
        attributes: vec![Attribute { label: Some(Cow::Borrowed("時期")), text: None, span }],
        notes: vec![Note { text: Cow::Borrowed("※注"), span }],
        span,
    }
}

/// An amount of the current year.
pub(crate) fn amount<'t>(yen: i64, span: Place) -> Amount<'t> {
    Amount {
        role: Role::Current,
        yen: Some(yen),
        yen_max: None,
        precision_yen: Some(1),
        status: Status::Amount,
        open_ended: false,
        approximate: false,
        bound: None,
        part_of: false,
        fiscal_year: Some(2019),
        stage: Some(Stage::Initial),
        round: None,
        special_measure: false,
        fund: None,
        previous: false,
        label_printed: None,
        printed: Cow::Owned(format!("{yen}円")),
        note: None,
        basis: Basis { stage: Some(Evidence { from: BasisSource::Legend, line: 7 }), ..Basis::default() },
        span,
    }
}

fn rows<'t>(programme: &Programme<'t>) -> Vec<AmountRow<'t>> {
    let row = |amount: &Amount<'t>| AmountRow {
        document: programme.document.clone(),
        programme: Some(programme.id.clone()),
        section: None,
        amount: amount.clone(),
    };
    programme.amounts.iter().map(row).collect()
}

fn owned_line((at, programme): (usize, &Programme<'_>)) -> OwnedLine {
    OwnedLine { line: programme.span.line, role: LineRole::Name, programme: Some(at), section: None }
}

fn diagnostic<'t>(document: &Cow<'t, str>) -> Diagnostic<'t> {
    Diagnostic {
        code: Code::TableTotalOff,
        severity: Severity::Warning,
        message: "the total is off".to_owned(),
        document: document.clone(),
        programme: None,
        span: Place::default(),
        related: vec![RelatedPlace { message: Cow::Borrowed("a part"), span: Place::default() }],
    }
}
