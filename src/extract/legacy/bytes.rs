//! Letters as bytes: Latin-1, windows-1252, the Private Use area of symbol fonts, and what programs put in their place.

/// windows-1252 letters of the bytes 0x80 to 0x9F; the five that it leaves out stand for themselves.
pub(super) const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte a letter was; `None` for letters of Unicode alone.
pub(super) fn byte_of(letter: char) -> Option<u8> {
    let code = u32::from(letter);
    match code {
        0..=0xff => u8::try_from(code).ok(),
        0xf020..=0xf0ff => u8::try_from(code - 0xf000).ok(),
        // Readers of PDF name glyphs by their look: the soft hyphen of `ư` as minus, micro as the Greek letter.
        0x2212 => Some(0xad),
        0x3bc => Some(0xb5),
        0x2219 => Some(0xb7),
        0x2c9 => Some(0xaf),
        _ => (0x80..).zip(WINDOWS_1252).find(|(_, shown)| *shown == letter).map(|(byte, _)| byte),
    }
}

/// What a byte shows where the encoding has no letter for it: windows-1252.
pub(crate) fn shown(byte: u8) -> char {
    byte.checked_sub(0x80).and_then(|at| WINDOWS_1252.get(usize::from(at))).copied().unwrap_or(char::from(byte))
}

/// True for letters of Vietnamese that no encoding of 8 bits shows: text with them is Unicode.
pub(super) fn is_unicode_alone(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ')
}
