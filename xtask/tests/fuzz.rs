//! Damaged documents: those that broke the reader once, whole documents in every encoding, and a short run of new ones.

use xtask::damage::Form;
use xtask::fuzz::{self, Until};
use xtask::root;

#[test]
fn what_broke_once_stays_mended() {
    let kept = root::files(fuzz::KEPT, "txt");
    assert!(!kept.is_empty());
    for path in kept {
        let text = root::read(&path).unwrap();
        for form in [Form::Plain, Form::Windows, Form::OldMac] {
            assert_eq!(fuzz::problem(&text, form), None, "{} as {form:?}", root::shown(&path));
        }
    }
}

#[test]
fn whole_documents_keep_the_invariants_in_every_encoding() {
    for text in fuzz::documents().iter().filter(|text| text.len() < 20_000) {
        for form in Form::ALL {
            assert_eq!(fuzz::problem(text, *form), None, "{form:?}: {}", text.lines().next().unwrap_or_default());
        }
    }
}

/// The same mutants every time; `cargo xtask fuzz` goes further.
#[test]
fn a_short_run_finds_nothing() {
    let run = fuzz::run(&fuzz::documents(), 0, Until::Count(1200));
    assert!(run.faults.is_empty(), "{}", fuzz::report(&run));
}
