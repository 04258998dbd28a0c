//! A digit changed by one: how often the checks see it.

use super::corpus::{FY2019_INITIAL, FY2019_SUPPLEMENTARY, FY2020_REQUEST};
use super::*;

/// Changes seen and changes made, by the place of the digit in its number, the first place first.
#[derive(Debug, Default, PartialEq, Eq)]
struct Caught {
    by_place: Vec<(usize, usize)>,
}

impl Caught {
    fn add(&mut self, place: usize, seen: bool) {
        if self.by_place.len() <= place {
            self.by_place.resize(place + 1, (0, 0));
        }
        self.by_place[place].0 += usize::from(seen);
        self.by_place[place].1 += 1;
    }

    fn all(&self) -> (usize, usize) {
        self.by_place.iter().fold((0, 0), |sum, place| (sum.0 + place.0, sum.1 + place.1))
    }
}

/// Changes every digit of every figure in turn, one up and one down. Figures shorter than `shortest` digits are left.
fn change_every_digit(fixture: &str, shortest: usize) -> Caught {
    let fixture = Fixture::new(fixture);
    let table = fixture.read();
    let mut caught = Caught::default();
    for place in table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.place.as_ref()) {
        let digits: Vec<usize> = place.range.clone().filter(|at| is_digit(&fixture, place.line, *at)).collect();
        for (nth, at) in digits.iter().enumerate().filter(|_| digits.len() >= shortest) {
            for changed in [-1, 1].iter().filter_map(|step| change(&fixture, place.line, *at, *step)) {
                caught.add(nth, is_seen(&fixture, place.line, &changed));
            }
        }
    }
    caught
}

fn is_digit(fixture: &Fixture<'_>, line: usize, at: usize) -> bool {
    fixture.lines[line].as_bytes()[at].is_ascii_digit()
}

/// The line with one digit changed; none where it would begin a number with 0, or leave the digits.
fn change(fixture: &Fixture<'_>, line: usize, at: usize, step: i8) -> Option<String> {
    let mut bytes = fixture.lines[line].as_bytes().to_vec();
    bytes[at] = bytes[at].checked_add_signed(step).filter(u8::is_ascii_digit)?;
    let begins = !bytes[at - 1].is_ascii_digit() && !matches!(bytes[at - 1], b',' | b'.');
    let is_padded = begins && bytes[at] == b'0' && bytes.get(at + 1).is_some_and(|b| b.is_ascii_digit() || *b == b',');
    if is_padded { None } else { String::from_utf8(bytes).ok() }
}

fn is_seen(fixture: &Fixture<'_>, line: usize, changed: &str) -> bool {
    let mut lines = fixture.lines.clone();
    lines[line] = changed;
    let shape = measure(&lines, &fixture.above).expect("still a table");
    let table = read(&lines, &fixture.bold, &shape, &fixture.above);
    table.checks.iter().any(|check| !check.within_rounding)
}

const TABLES: [&str; 3] = [FY2019_INITIAL, FY2019_SUPPLEMENTARY, FY2020_REQUEST];

/// The last digit of a large figure stays within rounding; the places before it do not.
#[test]
fn every_change_in_the_first_two_places_is_seen() {
    for table in TABLES {
        for text in [table, &table.replace("* ", "")] {
            let caught = change_every_digit(text, 3);
            for place in 0..2 {
                let (seen, made) = caught.by_place[place];
                assert!(made > 0 && seen == made, "place {place}: {seen} of {made}");
            }
        }
    }
}

/// Of all digits, last ones and figures of one or two digits included, about three in four.
#[test]
fn the_share_of_changes_that_are_seen() {
    let shares = TABLES.map(|table| change_every_digit(table, 1).all());
    assert_eq!(shares, [(97, 131), (32, 43), (132, 180)]);
}

/// Line ends and tags part a cell; its first figure has a place all the same, so that it is not lost.
#[test]
fn a_figure_in_pieces_has_a_place() {
    let lines = [
        "<table><tr><td>区分（億円）</td><td>令和7年度</td></tr>",
        "<tr><td>計</td><td>1,386<br>*<br>(1,110)</td></tr></table>",
    ];
    let shape = measure(&lines, &[]).expect("a table");
    let table = read(&lines, &[], &shape, &[]);
    let cell = table.rows.iter().flat_map(|row| &row.cells).next().expect("a cell");
    let printed = cell.place.as_ref().and_then(|at| lines[at.line].get(at.range.clone()));
    assert_eq!((printed, cell.second.is_some()), (Some("1,386"), true));
}
