//! Legacy Vietnamese encodings (*TCVN3, VNI, VISCII, VPS, VIQR, windows-1258*): told by font or by statistics, and
//! converted to Unicode.

/// An encoding that is not Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// How text of a font is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontEncoding {
    /// Its encoding.
    pub encoding: LegacyEncoding,
    /// True for fonts that print capitals for small letters (`.VnTimeH`).
    pub capitals: bool,
}

/// The encoding that a font's name tells: `.VnTimeH` is TCVN3 in capitals, `VNI-Times` is VNI; `None` for others.
/// A subset prefix (`ABCDEF+`) is skipped.
#[must_use]
pub fn of_font(name: &str) -> Option<FontEncoding> {
    let _ = name;
    None
}

/// `text`, whose letters are the bytes of the encoding as Latin-1 or windows-1252 letters, in Unicode.
#[must_use]
pub fn to_unicode(text: &str, font: FontEncoding) -> String {
    let _ = font;
    text.to_owned()
}

/// The encoding of a block of text whose letters are bytes as Latin-1 or windows-1252 letters, by its statistics;
/// `None` where it reads as it stands or nothing fits.
#[must_use]
pub fn detect(text: &str) -> Option<LegacyEncoding> {
    let _ = text;
    None
}
