//! Letters of symbol fonts (*Symbol, Wingdings*) in Unicode: the few that office papers use.

/// A letter of a symbol font: private use (`U+F0xx`) or the bare code.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = font.to_ascii_lowercase();
    if font.starts_with("wingdings") || font.starts_with("webdings") {
        return Some(wingding(code));
    }
    if font.starts_with("symbol") { symbol_letter(code) } else { char::from_u32(code) }
}

/// A bullet as printed; letters of symbol fonts that are bullets without the font being known.
pub(super) fn bullet(letter: char) -> char {
    match letter as u32 {
        code @ 0xf000..=0xf0ff => match code - 0xf000 {
            0x2d => '-',
            0x2b => '+',
            0x2a => '*',
            0xa7 => '▪',
            _ => '·',
        },
        0x2022 => '·',
        0x2013 | 0x2014 => '-',
        _ => letter,
    }
}

/// A letter of running text: letters of symbol fonts become what they show, where nothing but they is in that place.
pub(super) fn running(font: &str, letter: char) -> char {
    let code = letter as u32;
    let is_wingding = (0x80..=0xff).contains(&code) && font.to_ascii_lowercase().starts_with("wingdings");
    if is_wingding || (0xf000..=0xf0ff).contains(&code) { symbol(font, code).unwrap_or(letter) } else { letter }
}

fn wingding(code: u32) -> char {
    match code {
        0x20 => ' ',
        0x6c | 0x9f => '●',
        0x6e | 0xa7 => '▪',
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 | 0xff => '□',
        0xfc => '✓',
        0xfe => '☑',
        0xfd | 0x78 => '☒',
        0xe0 | 0xe8 | 0xf0 | 0xd8 => '→',
        _ => '·',
    }
}

fn symbol_letter(code: u32) -> Option<char> {
    Some(match code {
        0xb7 => '·',
        0xa3 => '≤',
        0xb3 => '≥',
        0xb0 => '°',
        0xb1 => '±',
        0xb4 => '×',
        0xb8 => '÷',
        0xb9 => '≠',
        0xae | 0xde => '→',
        0xa5 => '∞',
        0xd0 => '∠',
        0x61 => 'α',
        0x62 => 'β',
        0x67 => 'γ',
        0x44 => 'Δ',
        0x6d => 'μ',
        0x70 => 'π',
        0x53 | 0xe5 => '∑',
        code => char::from_u32(code)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_become_what_they_show() {
        assert_eq!(symbol("Wingdings", 0xf0fe), Some('☑'));
        assert_eq!(symbol("Symbol", 0xf0b3), Some('≥'));
        assert_eq!(bullet('\u{f02d}'), '-');
        assert_eq!(running("Times New Roman", 'Đ'), 'Đ');
    }
}
