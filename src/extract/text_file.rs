//! Text files (plain, Markdown, HTML): decoded, laid out, and converted where they are in a Vietnamese encoding before
//! Unicode.
//!
//! Unicode is always read. Bytes of unknown encodings are read when the outcome is Vietnamese or plain text of another
//! Latin language; noise is refused.

use super::decode::{self, Trust};
use super::legacy::{self, LegacyEncoding};
use super::vietnamese::count_syllables;
use super::{ExtractError, PageSink, Reading, html, markdown, plain};
use crate::model::{ReadingNote, TextPage};
use crate::text::MappedText;

/// Share of syllables at which converted text is believed.
const READS: f32 = 0.6;
/// Words from which bytes of an unknown encoding tell what they are.
const MIN_WORDS: usize = 3;
/// Words from which a doubt about Unicode text is told.
const DOUBT_WORDS: usize = 20;

/// Pages, with the encodings that were converted on the way, as the fonts of HTML tell them.
pub(super) type LaidOut = (Vec<TextPage>, Vec<LegacyEncoding>);

/// Reads plain text; `declared` is what the part of a mail that holds it says of its charset.
pub(super) fn read_plain(
    bytes: &[u8],
    declared: Option<&str>,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    read(bytes, declared, |text| (plain::read(text), Vec::new()), pages)
}

/// Reads Markdown.
pub(super) fn read_markdown(bytes: &[u8], pages: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    read(bytes, None, |text| (markdown::read(text), Vec::new()), pages)
}

/// Reads HTML; `declared` as in [`read_plain`], else what the page itself says counts.
pub(super) fn read_html(
    bytes: &[u8],
    declared: Option<&str>,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let own = html::declared_charset(bytes);
    read(bytes, declared.or(own.as_deref()), html::read, pages)
}

/// Reads a text file; `lay_out` makes pages of its characters.
///
/// # Errors
/// [`ExtractError::UnknownEncoding`] when the bytes are no Unicode and nothing that they may be reads.
fn read(
    bytes: &[u8],
    declared: Option<&str>,
    lay_out: fn(&MappedText) -> LaidOut,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let decoded = decode::decode(bytes, declared);
    let (mut laid_out, mut met) = lay_out(&decoded.text);
    for page in &mut laid_out {
        for encoding in legacy::convert_lines(&mut page.lines) {
            if !met.contains(&encoding) {
                met.push(encoding);
            }
        }
    }
    let mut notes = Vec::new();
    let text = whole_text(&laid_out);
    match decoded.trust {
        Trust::AnyBytes if !is_readable(&text) => return Err(ExtractError::UnknownEncoding),
        Trust::Damaged => {
            notes.push(ReadingNote::new("encoding.damaged", "some bytes are no UTF-8; they show as \u{fffd}"));
        }
        Trust::Sure if is_doubtful(&text) => {
            notes.push(ReadingNote::new("encoding.doubtful", "many words are no language that can be told"));
        }
        _ => {}
    }
    let mut encoding = decoded.encoding.to_owned();
    if !met.is_empty() {
        notes.push(legacy::note(&met));
        encoding = met.iter().map(|encoding| encoding.name()).collect::<Vec<_>>().join("+");
    }
    laid_out.into_iter().for_each(pages);
    Ok(Reading { encoding, notes, ..Reading::default() })
}

fn whole_text(pages: &[TextPage]) -> String {
    let mut text = String::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        text.push_str(line.as_str());
        text.push('\n');
    }
    text
}

/// True for Vietnamese and for text of another Latin language.
fn is_readable(text: &str) -> bool {
    let count = count_syllables(text);
    let is_vietnamese = count.words >= MIN_WORDS && count.share() >= READS && count.accented > 0;
    is_vietnamese || is_plain_latin(text)
}

/// True where letters with accents are some of many, and stand in words as letters do: no signs and no capitals inside.
fn is_plain_latin(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let foreign: Vec<&&str> = words.iter().filter(|word| word.contains(is_accented)).collect();
    let odd = foreign.iter().filter(|word| !is_clean(word)).count();
    foreign.len() * 5 <= words.len() * 2 && odd * 10 <= foreign.len()
}

fn is_accented(letter: char) -> bool {
    !letter.is_ascii() && (letter.is_alphabetic() || matches!(letter, '\u{80}'..='\u{bf}'))
}

/// True for a word without signs between its letters and without a capital behind a small letter.
fn is_clean(word: &str) -> bool {
    let core = word.trim_matches(|letter: char| !letter.is_alphabetic());
    let is_torn = core.contains(|letter: char| matches!(letter, '\u{80}'..='\u{bf}') && !letter.is_alphabetic());
    let mut seen_small = false;
    let capital_inside = core.chars().any(|letter| {
        let is_late = seen_small && letter.is_uppercase();
        seen_small |= letter.is_lowercase();
        is_late
    });
    !is_torn && !capital_inside
}

/// True for Unicode text that looks like bytes of an encoding nobody told.
fn is_doubtful(text: &str) -> bool {
    let count = count_syllables(text);
    let is_latin = !text.chars().any(|letter| u32::from(letter) > 0x2ff && letter.is_alphabetic());
    count.words >= DOUBT_WORDS && count.share() < READS && is_latin && !is_plain_latin(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn lines_of(bytes: &[u8]) -> Result<(Vec<MappedText>, Reading), ExtractError> {
        let mut lines = Vec::new();
        let reading = read_plain(bytes, None, &mut |page| lines.extend(page.lines))?;
        Ok((lines, reading))
    }

    #[test]
    fn bytes_of_tcvn3_are_converted_and_keep_their_places() {
        let bytes = b"S\xe8\nUy ban nh\xa9n d\xa9n t\xd8nh quy\xd5t \xae\xdenh: th\xf1 t\xad\xedng";
        let (lines, reading) = lines_of(bytes).unwrap();
        assert_eq!(lines[1].as_str(), "Uy ban nhân dân tỉnh quyết định: thủ tướng");
        assert_eq!(lines[0].as_str(), "Số");
        assert_eq!((reading.encoding.as_str(), reading.notes[0].code.as_str()), ("TCVN3", "legacy.converted"));
        assert_eq!(lines[1].origin(Span::new(9, 11)), Span::new(12, 13));
    }

    #[test]
    fn noise_is_refused_and_other_languages_are_read() {
        for noise in [&b"S\xf4"[..], b"\xa9\xae\xb5 \xd8x\xd9y \xfa\xfb", b"q\xd8w \xe5\xc5z r\xb5k \xa9p"] {
            let read =
                lines_of(noise).map(|(lines, _)| lines.iter().map(|line| line.as_str().to_owned()).collect::<Vec<_>>());
            assert_eq!(read, Err(ExtractError::UnknownEncoding));
        }
        let french = b"Le minist\xe8re publie un d\xe9cret sur les mesures prises dans le cadre de la loi";
        let (lines, reading) = lines_of(french).unwrap();
        assert!(lines[0].as_str().starts_with("Le ministère publie un décret"));
        assert_eq!((reading.encoding.as_str(), reading.notes.len()), ("windows-1252", 0));
    }

    #[test]
    fn unicode_is_read_whatever_it_says() {
        for text in ["Le décret", "Привет мир", "x\u{e000}y"] {
            assert_eq!(lines_of(text.as_bytes()).unwrap().1.notes, []);
        }
        let noise = "Bé¤ tµi§ chÝ£nh ".repeat(20).replace("tµi§", "t¤i§z¦");
        assert_eq!(lines_of(noise.as_bytes()).unwrap().1.notes[0].code, "encoding.doubtful");
    }
}
