//! The same text in other bytes: encodings, byte order marks, line ends.

use yosan_normaliser::Encoding;

use super::Random;

/// How a text is written to bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// UTF-8 with `\n`.
    Plain,
    /// UTF-8 with a byte order mark.
    Marked,
    /// UTF-8 with `\r\n`.
    Windows,
    /// UTF-8 with `\r`.
    OldMac,
    /// UTF-16, little end first, with its mark.
    Utf16Le,
    /// UTF-16, big end first, with its mark.
    Utf16Be,
    /// Shift_JIS.
    ShiftJis,
    /// EUC-JP.
    EucJp,
    /// ISO-2022-JP.
    Jis,
}

impl Form {
    /// Every form.
    pub const ALL: &[Self] = &[
        Self::Plain,
        Self::Marked,
        Self::Windows,
        Self::OldMac,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::ShiftJis,
        Self::EucJp,
        Self::Jis,
    ];

    /// Mostly the plain form.
    pub fn any(random: &mut Random) -> Self {
        if random.one_in(3) { *random.pick(Self::ALL) } else { Self::Plain }
    }
}

/// The bytes of a text in a form; `None` where the encoding lacks one of its characters.
#[must_use]
pub fn encoded(text: &str, form: Form) -> Option<Vec<u8>> {
    match form {
        Form::Plain => Some(text.as_bytes().to_vec()),
        Form::Marked => Some(format!("\u{FEFF}{text}").into_bytes()),
        Form::Windows => Some(text.replace('\n', "\r\n").into_bytes()),
        Form::OldMac => Some(text.replace('\n', "\r").into_bytes()),
        Form::Utf16Le => Some(utf16(text, u16::to_le_bytes)),
        Form::Utf16Be => Some(utf16(text, u16::to_be_bytes)),
        Form::ShiftJis => labelled(text, "shift_jis"),
        Form::EucJp => labelled(text, "euc-jp"),
        Form::Jis => labelled(text, "iso-2022-jp"),
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn labelled(text: &str, label: &str) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = Encoding::for_label(label.as_bytes())?.encode(text);
    (!lossy).then(|| bytes.into_owned())
}
