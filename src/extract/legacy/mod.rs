//! Legacy Vietnamese encodings (*TCVN3, VNI, VISCII, VPS, VIQR, windows-1258*): told by font or by statistics, and
//! converted to Unicode.
//!
//! Text comes here as letters: the bytes of the encoding seen as Latin-1 or windows-1252, or moved to the Private Use
//! area as symbol fonts do. Whatever is Unicode already stays.

mod bytes;
mod convert;
mod detect;
mod double_utf8;
mod fonts;
mod viqr;
mod whole;

pub(crate) use bytes::shown;
pub use detect::detect;
pub use fonts::of_font;
pub use whole::{convert_lines, convert_strings, note};

use crate::text::{MappedText, Span};

/// An encoding that is not Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993 (VN3), the encoding of the `.Vn` fonts.
    Tcvn3,
    /// VNI for Windows, the encoding of the `VNI-` fonts; two characters a letter.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VPS, of Vietnam professionals' software.
    Vps,
    /// VIQR mnemonics (RFC 1456).
    Viqr,
    /// windows-1258, letters and combining tones.
    Windows1258,
    /// UTF-8 that was read as windows-1252 and written as UTF-8 again.
    DoubleUtf8,
}

impl LegacyEncoding {
    /// All of them, the frequent ones first.
    pub const ALL: [LegacyEncoding; 7] = [
        LegacyEncoding::Tcvn3,
        LegacyEncoding::Vni,
        LegacyEncoding::DoubleUtf8,
        LegacyEncoding::Windows1258,
        LegacyEncoding::Viscii,
        LegacyEncoding::Vps,
        LegacyEncoding::Viqr,
    ];

    /// How it is called in records and notes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LegacyEncoding::Tcvn3 => "TCVN3",
            LegacyEncoding::Vni => "VNI",
            LegacyEncoding::Viscii => "VISCII",
            LegacyEncoding::Vps => "VPS",
            LegacyEncoding::Viqr => "VIQR",
            LegacyEncoding::Windows1258 => "windows-1258",
            LegacyEncoding::DoubleUtf8 => "UTF-8 encoded twice",
        }
    }
}

/// How text of a font is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontEncoding {
    /// Its encoding.
    pub encoding: LegacyEncoding,
    /// True for fonts that print capitals for small letters (`.VnTimeH`).
    pub capitals: bool,
}

impl From<LegacyEncoding> for FontEncoding {
    fn from(encoding: LegacyEncoding) -> FontEncoding {
        FontEncoding { encoding, capitals: false }
    }
}

/// `text`, whose letters are the bytes of the encoding as Latin-1 or windows-1252 letters, in Unicode.
///
/// Words with letters of Unicode alone (`ạ`, `ế`) stay, and those that read as they stand and not as converted.
///
/// ```
/// use vanban::extract::legacy::{self, of_font};
/// let font = of_font("ABCDEF+.VnTimeH").unwrap();
/// assert_eq!(legacy::to_unicode("uû ban nh©n d©n", font), "UỶ BAN NHÂN DÂN");
/// ```
#[must_use]
pub fn to_unicode(text: &str, font: FontEncoding) -> String {
    pieces(text, font).into_iter().map(|piece| piece.letter).collect()
}

/// [`to_unicode`] of a text with places, which are kept.
pub(crate) fn convert_mapped(text: &MappedText, font: FontEncoding) -> MappedText {
    let mut converted = MappedText::new();
    for piece in pieces(text.as_str(), font) {
        converted.push_instead(piece.letter.encode_utf8(&mut [0; 4]), text, piece.span);
    }
    converted
}

/// What a span of the text is in Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    letter: char,
    /// Where it was in the text that was converted.
    span: Span,
}

fn pieces(text: &str, font: FontEncoding) -> Vec<Piece> {
    let mut pieces = convert::convert(text, font.encoding);
    if font.capitals {
        for piece in &mut pieces {
            piece.letter = capital(piece.letter);
        }
    }
    pieces
}

/// The capital of a letter; letters whose capital is two stay.
fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(seen: &str, encoding: LegacyEncoding, expected: &str) {
        assert_eq!(to_unicode(seen, encoding.into()), expected, "{seen}");
    }

    #[test]
    fn tcvn3_with_soft_hyphens_and_private_letters() {
        check("Uû ban nh©n d©n tØnh", LegacyEncoding::Tcvn3, "Uỷ ban nhân dân tỉnh");
        check("thñ t\u{ad}íng", LegacyEncoding::Tcvn3, "thủ tướng");
        check("\u{f0ae}Êt n\u{f0ad}íc", LegacyEncoding::Tcvn3, "đất nước");
        check("\u{f0b7} “§Êt”", LegacyEncoding::Tcvn3, "\u{f0b7} “Đất”");
        check("TØNH H¶I D¦¥NG, Hµ Néi, ViÖt Nam", LegacyEncoding::Tcvn3, "TỈNH HẢI DƯƠNG, Hà Nội, Việt Nam");
    }

    #[test]
    fn tcvn3_with_all_capitals_of_the_standard() {
        check("C\u{97}NG H\u{92}A, L\u{86}P", LegacyEncoding::Tcvn3, "CỘNG HÒA, LẬP");
        check("L\u{2020}P \u{2014} C\u{2014}NG", LegacyEncoding::Tcvn3, "LẬP — CỘNG");
        check("®· “®i”, Km 5÷6", LegacyEncoding::Tcvn3, "đã “đi”, Km 5÷6");
        check("“m¸t cØa” –", LegacyEncoding::Viscii, "“mịt cửa” –");
        check("\u{93}viÖc\u{94} \u{96} h«m", LegacyEncoding::Tcvn3, "“việc” – hôm");
    }

    #[test]
    fn words_of_unicode_stay() {
        check("là Ủy ban, tØnh", LegacyEncoding::Tcvn3, "là Ủy ban, tỉnh");
        check("quyết định; quyÕt ®Þnh", LegacyEncoding::Tcvn3, "quyết định; quyết định");
    }

    #[test]
    fn vni_pairs() {
        check("Xin chaøo caùc baïn", LegacyEncoding::Vni, "Xin chào các bạn");
        check("ÑOÄC LAÄP - TÖÏ DO, Ñöôøng", LegacyEncoding::Vni, "ĐỘC LẬP - TỰ DO, Đường");
        check("Aùp duïng, Myõ", LegacyEncoding::Vni, "Áp dụng, Mỹ");
    }

    #[test]
    fn windows_1258_is_composed() {
        check("Quyêìt ðiònh, Viêòt", LegacyEncoding::Windows1258, "Quyết định, Việt");
    }

    #[test]
    fn utf8_encoded_twice() {
        check("Quyáº¿t Ä‘á»‹nh cá»§a á»¦y ban", LegacyEncoding::DoubleUtf8, "Quyết định của Ủy ban");
        check("Ä\u{90}á»\u{8f} là", LegacyEncoding::DoubleUtf8, "Đỏ là");
    }

    #[test]
    fn viqr_marks() {
        check("Vie^.t Nam, quye^'t ddi.nh; tu+. do.", LegacyEncoding::Viqr, "Việt Nam, quyết định; tự do.");
        check("Ddo^.c la^.p, DDa? a(n\\. HO\\`", LegacyEncoding::Viqr, "Độc lập, Đả ăn. HO`");
    }

    #[test]
    fn pieces_keep_their_places() {
        let pieces = pieces("c©y", LegacyEncoding::Tcvn3.into());
        let places: Vec<_> = pieces.iter().map(|piece| (piece.letter, piece.span)).collect();
        assert_eq!(places, [('c', Span::new(0, 1)), ('â', Span::new(1, 3)), ('y', Span::new(3, 4))]);
    }
}
