//! Bytes to characters, each with its place in the bytes: UTF-8, UTF-16 with a byte order mark, and the
//! single-byte encodings that an HTML page declares.

use crate::text::{MappedText, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text and the name of its encoding; `None` when the bytes fit none.
/// `declared` is a charset label of the file itself, believed where the bytes are no valid UTF-8.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<(MappedText, &'static str)> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE => Some((utf16(bytes, mark, u16::from_le_bytes), "UTF-16LE")),
        Some((encoding, mark)) if encoding == UTF_16BE => Some((utf16(bytes, mark, u16::from_be_bytes), "UTF-16BE")),
        Some((_, mark)) => utf8(bytes, mark),
        None => utf8(bytes, 0).or_else(|| single_byte(bytes, declared?)),
    }
}

fn utf8(bytes: &[u8], mark: usize) -> Option<(MappedText, &'static str)> {
    let text = std::str::from_utf8(&bytes[mark..]).ok()?;
    let mut mapped = MappedText::new();
    mapped.push_copied(text, mark);
    Some((mapped, UTF_8.name()))
}

fn utf16(bytes: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> MappedText {
    let units = bytes[mark..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut mapped = MappedText::new();
    let mut at = mark;
    for letter in char::decode_utf16(units) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let length = 2 * letter.len_utf16();
        mapped.push_replaced(letter.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
        at += length;
    }
    mapped
}

/// Byte by byte, so that each character keeps its place; `None` for encodings of several bytes a character.
fn single_byte(bytes: &[u8], label: &str) -> Option<(MappedText, &'static str)> {
    let encoding = Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())?;
    let mut mapped = MappedText::new();
    for (at, byte) in bytes.iter().enumerate() {
        let (letter, _) = encoding.decode_without_bom_handling(std::slice::from_ref(byte));
        mapped.push_replaced(&letter, Span::new(at, at + 1));
    }
    Some((mapped, encoding.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text_but_counts() {
        let (text, encoding) = decode("\u{feff}Số".as_bytes(), None).unwrap();
        assert_eq!((text.as_str(), encoding), ("Số", "UTF-8"));
        assert_eq!(text.origin(Span::new(0, 1)), Span::new(3, 4));
    }

    #[test]
    fn utf16_keeps_places() {
        let (text, encoding) = decode(&[0xff, 0xfe, 0x53, 0, 0xd1, 0x1e], None).unwrap();
        assert_eq!((text.as_str(), encoding), ("Số", "UTF-16LE"));
        assert_eq!(text.origin(Span::new(1, 4)), Span::new(4, 6));
    }

    #[test]
    fn a_declared_charset_is_believed_only_where_utf8_fails() {
        assert_eq!(decode(b"S\xf4", Some("windows-1258")).unwrap().0.as_str(), "Sô");
        assert_eq!(decode("Sô".as_bytes(), Some("windows-1258")).unwrap().1, "UTF-8");
        assert!(decode(b"S\xf4", None).is_none());
    }
}
