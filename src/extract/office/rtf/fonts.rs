//! Fonts of RTF: which code page or legacy encoding the bytes of each are in.

use crate::extract::legacy::{self, FontEncoding};
use crate::extract::office::symbols;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// The font table of a document.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    by_number: BTreeMap<i32, Font>,
    /// Code page of the document (`\ansicpg`).
    pub(super) code_page: i32,
    /// The font of text that names none (`\deff`).
    pub(super) default: i32,
}

#[derive(Debug, Default)]
struct Font {
    name: String,
    charset: Option<i32>,
    encoding: Option<FontEncoding>,
}

impl Fonts {
    /// Notes the character set of a font of the table.
    pub(super) fn set_charset(&mut self, number: i32, charset: i32) {
        self.by_number.entry(number).or_default().charset = Some(charset);
    }

    /// Names a font of the table; what stands behind the name is its end mark.
    pub(super) fn name(&mut self, number: i32, name: &str) {
        let font = self.by_number.entry(number).or_default();
        if font.name.is_empty() {
            name.trim_end_matches(';').trim().clone_into(&mut font.name);
            font.encoding = legacy::of_font(&font.name);
        }
    }

    /// How the font is encoded, where that is a legacy encoding.
    pub(super) fn encoding(&self, number: i32) -> Option<FontEncoding> {
        self.by_number.get(&number)?.encoding
    }

    /// Bytes in the font as text; of a legacy encoding as letters of windows-1252.
    pub(super) fn decode(&self, number: i32, bytes: &[u8]) -> String {
        let font = self.by_number.get(&number);
        let charset = font.and_then(|font| font.charset).unwrap_or(1);
        let name = font.map_or("", |font| font.name.as_str());
        if charset == 2 {
            let letters = bytes.iter().map(|byte| symbols::symbol(name, u32::from(*byte)).unwrap_or('·'));
            return letters.collect();
        }
        let encoding = match font {
            Some(font) if font.encoding.is_some() => encoding_rs::WINDOWS_1252,
            _ => encoding_of(charset).or_else(|| of_code_page(self.code_page)).unwrap_or(encoding_rs::WINDOWS_1252),
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// A letter as its font shows it.
    pub(super) fn shown(&self, number: i32, letter: char) -> char {
        symbols::running(self.by_number.get(&number).map_or("", |font| font.name.as_str()), letter)
    }
}

/// The encoding of a character set of Windows; `None` for the document's own.
fn encoding_of(charset: i32) -> Option<&'static Encoding> {
    of_code_page(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

fn of_code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_font() {
        let mut fonts = Fonts { code_page: 1252, ..Fonts::default() };
        fonts.set_charset(1, 163);
        fonts.name(2, ".VnTime;");
        fonts.set_charset(3, 2);
        fonts.name(3, "Symbol;");
        assert_eq!(fonts.decode(0, b"\xe1"), "á");
        assert_eq!(fonts.decode(1, b"\xfd"), "ư");
        assert_eq!(fonts.decode(2, b"\xad"), "\u{ad}");
        assert!(fonts.encoding(2).is_some());
        assert_eq!(fonts.decode(3, b"\xb7"), "·");
    }
}
