//! Bytes to characters, each with its place in the bytes: UTF-8, UTF-16 with and without a byte order mark, declared
//! encodings, and bytes of unknown encodings seen as letters.
//!
//! Which Vietnamese encoding such letters are in is told later, line by line (see [`super::legacy`]).

use super::legacy::shown;
use super::vietnamese::syllable_share;
use crate::text::{MappedText, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes at the start by which UTF-16 without a mark is told.
const UTF16_HEAD: usize = 4096;

/// Share of syllables at which text in a declared encoding is believed.
const READS: f32 = 0.75;

/// Characters of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decoded {
    /// The text.
    pub(super) text: MappedText,
    /// Name of its encoding.
    pub(super) encoding: &'static str,
    /// How far the encoding is known.
    pub(super) trust: Trust,
}

/// How far an encoding is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// The bytes fit it, and other bytes would not.
    Sure,
    /// They fit but for some that were damaged; these are U+FFFD.
    Damaged,
    /// Any bytes fit: the text must read to be believed.
    AnyBytes,
}

/// The text of `bytes`. `declared` is a charset label of the file itself, believed where the bytes are no valid UTF-8 and
/// what it gives reads.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => utf8(bytes, mark).unwrap_or_else(|| letters(bytes)),
        Some((encoding, mark)) => utf16(bytes, mark, encoding),
        None => match utf16_without_mark(bytes) {
            Some(encoding) => utf16(bytes, 0, encoding),
            None => utf8(bytes, 0).unwrap_or_else(|| eight_bits(bytes, declared)),
        },
    }
}

/// UTF-8; `None` when too little of the bytes fits. A last letter cut in the middle (a copy that broke off) is dropped.
fn utf8(bytes: &[u8], mark: usize) -> Option<Decoded> {
    let mut text = MappedText::new();
    let (mut at, mut letters, mut damaged) = (mark, 0, 0);
    for chunk in bytes.get(mark..)?.utf8_chunks() {
        text.push_copied(chunk.valid(), at);
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        at += chunk.valid().len();
        let bad = chunk.invalid().len();
        let is_cut = at + bad == bytes.len() && letters > 0;
        if bad > 0 && !is_cut {
            text.push_replaced("\u{fffd}", Span::new(at, at + bad));
            damaged += 1;
        }
        at += bad;
    }
    // Bytes of another encoding hardly ever make letters of UTF-8.
    let trust = if damaged == 0 { Trust::Sure } else { Trust::Damaged };
    (damaged * 20 <= letters).then_some(Decoded { text, encoding: UTF_8.name(), trust })
}

/// UTF-16 by its zero bytes: nearly every second byte of spaces, digits and plain letters is zero, and hardly any other.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(UTF16_HEAD)];
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    let zeros = |place: usize| pairs.clone().filter(|pair| pair.get(place) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    if count < 4 {
        None
    } else if second * 2 > count && first * 50 <= count {
        Some(UTF_16LE)
    } else if first * 2 > count && second * 50 <= count {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let unit = if encoding == UTF_16BE { u16::from_be_bytes } else { u16::from_le_bytes };
    let units = bytes[mark..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = MappedText::new();
    let mut at = mark;
    for letter in char::decode_utf16(units) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let length = 2 * letter.len_utf16();
        text.push_replaced(letter.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
        at += length;
    }
    Decoded { text, encoding: encoding.name(), trust: Trust::Sure }
}

/// A declared encoding of one byte a character where its text reads, else the bytes as letters.
fn eight_bits(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let told = declared.filter(|encoding| encoding.is_single_byte() && *encoding != encoding_rs::WINDOWS_1252);
    if let Some(encoding) = told {
        let letter_of = |byte| encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        let text = by_byte(bytes, &|byte| letter_of(byte).unwrap_or(char::REPLACEMENT_CHARACTER));
        if encoding != encoding_rs::WINDOWS_1258 || reads(text.as_str()) {
            return Decoded { text, encoding: encoding.name(), trust: Trust::AnyBytes };
        }
    }
    letters(bytes)
}

/// True where the words with accents are Vietnamese; the others may be tags.
fn reads(text: &str) -> bool {
    let words = text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric());
    let accented: Vec<&str> = words.filter(|word| !word.is_ascii()).collect();
    syllable_share(&accented.join(" ")).0 >= READS
}

/// The bytes as letters of windows-1252.
fn letters(bytes: &[u8]) -> Decoded {
    Decoded { text: by_byte(bytes, &shown), encoding: "windows-1252", trust: Trust::AnyBytes }
}

/// Byte by byte, so that each character keeps its place.
fn by_byte(bytes: &[u8], letter_of: &dyn Fn(u8) -> char) -> MappedText {
    let mut text = MappedText::new();
    let mut at = 0;
    for run in bytes.chunk_by(|one, other| one.is_ascii() == other.is_ascii()) {
        match std::str::from_utf8(run) {
            Ok(plain) if run.is_ascii() => text.push_copied(plain, at),
            _ => {
                for (place, byte) in (at..).zip(run) {
                    text.push_replaced(letter_of(*byte).encode_utf8(&mut [0; 4]), Span::new(place, place + 1));
                }
            }
        }
        at += run.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: Option<&str>) -> (String, &'static str, Trust) {
        let decoded = decode(bytes, declared);
        (decoded.text.as_str().to_owned(), decoded.encoding, decoded.trust)
    }

    #[test]
    fn a_byte_order_mark_is_no_text_but_counts() {
        let bytes = "\u{feff}Số".as_bytes();
        assert_eq!(decoded(bytes, None), ("Số".to_owned(), "UTF-8", Trust::Sure));
        assert_eq!(decode(bytes, None).text.origin(Span::new(0, 1)), Span::new(3, 4));
    }

    #[test]
    fn utf16_keeps_places_with_and_without_a_mark() {
        let bytes = [0xff, 0xfe, 0x53, 0, 0xd1, 0x1e];
        assert_eq!(decoded(&bytes, None), ("Số".to_owned(), "UTF-16LE", Trust::Sure));
        assert_eq!(decode(&bytes, None).text.origin(Span::new(1, 4)), Span::new(4, 6));
        let units = "Kế hoạch số 5".encode_utf16();
        let (little, big): (Vec<_>, Vec<_>) = units.map(|unit| (unit.to_le_bytes(), unit.to_be_bytes())).unzip();
        assert_eq!(decoded(&little.concat(), None), ("Kế hoạch số 5".to_owned(), "UTF-16LE", Trust::Sure));
        assert_eq!(decoded(&big.concat(), None), ("Kế hoạch số 5".to_owned(), "UTF-16BE", Trust::Sure));
    }

    #[test]
    fn utf8_with_a_cut_end_or_damage() {
        let text = "Kế hoạch của Ủy ban nhân dân tỉnh về việc đẩy mạnh phong trào đọc sách tại các thư viện huyện đó";
        assert_eq!(decoded(&"Kế hoạch".as_bytes()[..8], None).2, Trust::Sure);
        let mut damaged = text.as_bytes().to_vec();
        damaged.insert(5, 0xff);
        let (read, encoding, trust) = decoded(&damaged, None);
        assert_eq!((encoding, trust, read.matches('\u{fffd}').count()), ("UTF-8", Trust::Damaged, 1));
    }

    #[test]
    fn a_declared_charset_is_believed_only_where_utf8_fails_and_it_reads() {
        assert_eq!(decoded(b"<p style>S\xf4 n\xe0y</p>", Some("windows-1258")).0, "<p style>Sô này</p>");
        assert_eq!(decoded("Sô".as_bytes(), Some("windows-1258")).1, "UTF-8");
        let tcvn = b"Uy ban nh\xa9n d\xa9n t\xd8nh quy\xd5t \xae\xdenh";
        assert_eq!(decoded(tcvn, Some("windows-1258")).1, "windows-1252");
        assert_eq!(decoded(b"\xcf\xf0\xe8\xe2", Some("windows-1251")).0, "Прив");
    }

    #[test]
    fn letters_keep_their_places() {
        let text = decode(b"nh\xa9n \x93a\x94", None).text;
        assert_eq!(text.as_str(), "nh©n “a”");
        assert_eq!(text.origin(Span::new(2, 4)), Span::new(2, 3));
        assert_eq!(text.origin(Span::new(4, 5)), Span::new(3, 4));
    }
}
