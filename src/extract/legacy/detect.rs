//! Encodings by statistics: each one is tried, and the one whose text reads as Vietnamese is it, if any.

use super::bytes::is_unicode_alone;
use super::{LegacyEncoding, to_unicode};
use crate::extract::vietnamese::{SyllableCount, count_syllables};

/// Share of syllables at which a converted block reads.
const READS: f32 = 0.75;
/// Share at which no other encoding can read better.
const CERTAIN: f32 = 0.95;
/// Share of syllables with accents that Vietnamese has at least; legal text has more than twice that.
const ACCENTED: f32 = 0.3;
/// What an encoding must read better than the text as it stands, and than the next encoding.
const GAIN: f32 = 0.2;
const MARGIN: f32 = 0.1;
/// Words at which a block tells anything.
const MIN_WORDS: usize = 3;

/// The encoding of a block of text whose letters are bytes as Latin-1 or windows-1252 letters, by its statistics;
/// `None` where it reads as it stands or nothing fits.
///
/// A block has three words at least; lines too short to tell are judged with the text around them
/// ([`convert_lines`](super::convert_lines)).
///
/// ```
/// use vanban::extract::legacy::{LegacyEncoding, detect};
/// assert_eq!(detect("Uû ban nh©n d©n tØnh quyÕt ®Þnh"), Some(LegacyEncoding::Tcvn3));
/// assert_eq!(detect("Uỷ ban nhân dân tỉnh quyết định"), None);
/// ```
#[must_use]
pub fn detect(text: &str) -> Option<LegacyEncoding> {
    let before = count_syllables(text);
    if text.contains(is_unicode_alone) || before.share() >= READS && before.accented_share() >= ACCENTED {
        return None;
    }
    let mut tried: Vec<(f32, LegacyEncoding, SyllableCount)> = candidates(text)
        .map(|encoding| {
            let after = count_syllables(&to_unicode(text, encoding.into()));
            (after.share(), encoding, after)
        })
        .collect();
    // The sort is stable: of equals the frequent encoding stands first.
    tried.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (share, encoding, after) = *tried.first()?;
    let next = tried.get(1).map_or(0.0, |(share, ..)| *share);
    let fits = share >= READS && after.accented_share() >= ACCENTED && after.words >= MIN_WORDS;
    // About as many words as before: blanks and signs that an encoding makes letters of do not count.
    let has_words = before.words * 2 >= after.words;
    let gains = has_words && after.accented > before.accented && share >= before.share().min(0.8) + GAIN;
    (fits && gains && share >= next + MARGIN).then_some(encoding)
}

/// True when a block is in the encoding of the block before it beyond doubt, so that no other needs to be tried.
pub(super) fn goes_on(text: &str, encoding: LegacyEncoding) -> bool {
    let before = count_syllables(text);
    if text.is_ascii() || text.contains(is_unicode_alone) || before.share() >= READS {
        return false;
    }
    let after = count_syllables(&to_unicode(text, encoding.into()));
    after.share() >= CERTAIN && after.accented_share() >= ACCENTED && after.words >= MIN_WORDS
}

/// The encodings that may be meant, judged by the letters of `text`.
fn candidates(text: &str) -> impl Iterator<Item = LegacyEncoding> {
    let (plain, marked) = (text.is_ascii(), has_viqr_marks(text));
    LegacyEncoding::ALL.into_iter().filter(move |encoding| match encoding {
        LegacyEncoding::Viqr => marked,
        _ => !plain,
    })
}

/// True where vowels are followed by the marks of VIQR in one of eight words at least.
fn has_viqr_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let marks = bytes.windows(2).filter(|pair| {
        matches!(pair, [b'a' | b'e' | b'o' | b'A' | b'E' | b'O', b'^'] | [b'o' | b'u' | b'O' | b'U', b'+'])
            || matches!(pair, [b'd', b'd'] | [b'D', b'd' | b'D'] | [b'a' | b'A', b'('])
    });
    marks.count() * 8 > text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_by_its_text() {
        for (text, expected) in [
            ("Uû ban nh©n d©n tØnh yªu cÇu c¸c phßng, ban", LegacyEncoding::Tcvn3),
            ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", LegacyEncoding::Tcvn3),
            ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", LegacyEncoding::Vni),
            ("Uyû ban nhaân daân tænh yeâu caàu caùc phoøng", LegacyEncoding::Vni),
            ("Quyáº¿t Ä‘á»‹nh cá»§a á»¦y ban nhÃ¢n dÃ¢n", LegacyEncoding::DoubleUtf8),
            ("Uyò ban nhân dân tiÒnh quyêìt ðiònh", LegacyEncoding::Windows1258),
            ("Uy? ban nha^n da^n ti?nh quye^'t ddi.nh", LegacyEncoding::Viqr),
        ] {
            assert_eq!(detect(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_reads_or_is_another_language_stays() {
        for text in [
            "Ủy ban nhân dân tỉnh yêu cầu các phòng",
            "là và có bà ông cá nhà",
            "The committee (see page 3) shall report to the minister; it doesn't apply to e.g. a+b or o^2.",
            "Le décret relatif à l'élection des députés a été publié à l'été, où ça s'arrête",
            "Für die Prüfung der Anträge über größere Maßnahmen",
            "Uy ban nhan dan tinh Thai Binh",
            "",
            "® © µ",
            "\u{a0}\n\u{a0}\n\u{a0}\n\u{a0}",
            "· · · ·",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
