//! The reader of budget papers: the one place where this crate calls the normaliser and the parser.

use yosan_normaliser::{DecodeError, Encoding, Source, encoding_for_name, fold};
use yosan_parser::vocabulary::Vocabulary;
use yosan_parser::{Input, Options, extract};

use crate::load::hex_sha256;
use crate::{Error, InputInfo, Problem, Reader, ReaderSettings, Reading};

/// Reads budget papers.
#[derive(Debug, Default)]
pub struct PaperReader {
    encoding: Option<&'static Encoding>,
    options: Options,
    settings: ReaderSettings,
}

impl PaperReader {
    /// A reader for an encoding (else detected) and with the labels of a label file besides its own.
    ///
    /// # Errors
    /// There is no such encoding, or the label file is malformed.
    pub fn new(encoding: Option<&str>, labels: Option<&str>) -> Result<Self, Error> {
        let encoding = encoding.map(known_encoding).transpose()?;
        let settings = ReaderSettings {
            encoding: encoding.map(|encoding| encoding.name().to_owned()),
            labels_sha256: labels.map(|text| hex_sha256(text.as_bytes())),
        };
        let options = match labels {
            Some(labels) => {
                let vocabulary =
                    Vocabulary::with_labels(labels).map_err(|error| Error::Labels { reason: error.to_string() })?;
                Options::with_vocabulary(vocabulary)
            }
            None => Options::default(),
        };
        Ok(Self { encoding, options, settings })
    }
}

impl Reader for PaperReader {
    fn read(&self, bytes: Vec<u8>, input: &InputInfo<'_>, then: &mut dyn FnMut(Reading<'_>)) -> Result<(), Problem> {
        let source = Source::from_vec(bytes, self.encoding).map_err(problem)?;
        let folded = fold(source.text());
        let input = Input { id: input.id, path: input.path, sha256: input.sha256, bytes: input.bytes };
        let extraction = extract(&source, &folded, &input, &self.options);
        then(Reading { extraction: &extraction, text: source.text() });
        Ok(())
    }

    fn settings(&self) -> ReaderSettings {
        self.settings.clone()
    }
}

fn known_encoding(name: &str) -> Result<&'static Encoding, Error> {
    encoding_for_name(name).ok_or_else(|| Error::Encoding { name: name.to_owned() })
}

fn problem(error: DecodeError) -> Problem {
    match error {
        DecodeError::Binary { looks_like } => Problem::NotText(format!("it looks like {looks_like}")),
        error => Problem::NotText(error.to_string()),
    }
}
