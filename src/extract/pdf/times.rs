//! Letters of Times New Roman by the numbers of its glyphs, for files that keep the font and lose its character map.
//!
//! Office documents of the administration are set in this font (Nghị định 30/2020/NĐ-CP, Appendix I), and programs that
//! rewrite a PDF keep its glyph numbers while they drop the map. Numbers are those of the font since its version 5
//! (2006), read off files that have both. Other fonts of one byte a letter are tried as windows-1252, where a file names
//! a table without accents. What is guessed is kept only where the words read as Vietnamese.

use super::drawing::{Drawing, PlacedGlyph};
use super::words;
use crate::extract::legacy::FontEncoding;
use crate::extract::vietnamese;
use std::collections::HashMap;

/// The first glyphs in the order of the font: the letters of Mac OS behind ASCII.
const BEHIND_ASCII: &str =
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ";

/// The number of the first of them.
const FIRST_BEHIND_ASCII: u32 = 98;

/// Signs of Adobe's standard table where windows-1252 has accented letters.
const ADOBE_SIGNS: &str = "ÆŁØŒªºæıłøœß`´ˆ˜¯˘˙¨˚¸˝˛ˇ—";

/// Letters that stand apart.
const APART: [(u32, char); 25] = [
    (210, 'Ò'),
    (211, 'Ú'),
    (212, 'Û'),
    (213, 'Ù'),
    (233, 'Ý'),
    (234, 'ý'),
    (255, 'đ'),
    (258, 'Ă'),
    (259, 'ă'),
    (264, 'Đ'),
    (428, 'Ĩ'),
    (429, 'ĩ'),
    (457, 'Ũ'),
    (458, 'ũ'),
    (483, 'Ỳ'),
    (484, 'ỳ'),
    (750, 'Ơ'),
    (751, 'ơ'),
    (752, 'Ư'),
    (753, 'ư'),
    (1130, 'Ơ'),
    (1131, 'ơ'),
    (1132, 'Ư'),
    (1133, 'ư'),
    (1277, '₫'),
];

/// The number of `Ạ` in upright and in slanted letters; those of Vietnamese follow in the order of Unicode, but for `Ỳ`
/// and `ỳ`.
const FIRST_OF_VIETNAMESE: [u32; 2] = [1188, 808];

/// Least share of syllables among the words by which a font is told, and fewest words; two are enough where both read.
const LEAST_SHARE: f32 = 0.93;
const FEWEST_WORDS: usize = 2;

/// The letter of glyph `number`.
fn letter(number: u32) -> Option<char> {
    if (3..FIRST_BEHIND_ASCII).contains(&number) {
        return char::from_u32(number + 29);
    }
    if let Some((_, letter)) = APART.iter().find(|(apart, _)| *apart == number) {
        return Some(*letter);
    }
    if number < 209 {
        return BEHIND_ASCII.chars().nth(usize::try_from(number.checked_sub(FIRST_BEHIND_ASCII)?).ok()?);
    }
    let first = FIRST_OF_VIETNAMESE.into_iter().find(|first| *first <= number)?;
    let place = number - first;
    // `Ỳ` and `ỳ` (U+1EF2 and U+1EF3) came into the font before the others.
    let place = if place < 0x52 { place } else { place + 2 };
    (place <= 0x59).then(|| char::from_u32(0x1ea0 + place)).flatten()
}

/// How the codes of a font without a map are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Numbers of glyphs of Times New Roman.
    Times,
    /// windows-1252, where the file names another table or none.
    Windows,
}

/// What was found out about the fonts of a file, by their programs.
#[derive(Debug, Default)]
pub(super) struct KnownFonts(HashMap<u128, Way>);

/// Gives glyphs their letters, font by font, where the words that come out read.
pub(super) fn recover(drawing: &mut Drawing, fonts: &[Option<FontEncoding>], known: &mut KnownFonts) {
    for font in 0..drawing.fonts.len() {
        let (Some(name), Some(program)) = (drawing.fonts.get(font), drawing.programs.get(font).copied()) else {
            return;
        };
        let is_times = name.starts_with("TimesNewRoman") || name.starts_with("Times New Roman");
        if fonts.get(font).is_some_and(Option::is_some) {
            continue;
        }
        if let Some(way) = known.0.get(&program) {
            exchange(drawing, changes(drawing, font, *way));
            continue;
        }
        for way in [Way::Times, Way::Windows] {
            if (is_times || way == Way::Windows) && reads(drawing, fonts, changes(drawing, font, way)) {
                known.0.insert(program, way);
                break;
            }
        }
    }
}

/// The glyphs of a font that read otherwise in the given way: their places, and their letters.
fn changes(drawing: &Drawing, font: usize, way: Way) -> Vec<(usize, Option<String>)> {
    let other = |glyph: &PlacedGlyph| match way {
        Way::Times => letter(glyph.code).map(String::from).filter(|_| glyph.text.is_none()),
        // Letters that Adobe's own table has in the place of accented ones; no others are doubted.
        Way::Windows => windows_letter(glyph.code).filter(|letter| match &glyph.text {
            Some(text) => text != letter && text.chars().all(|sign| ADOBE_SIGNS.contains(sign)),
            None => true,
        }),
    };
    let of_font = drawing.glyphs.iter().enumerate().filter(|(_, glyph)| usize::from(glyph.font) == font);
    of_font.filter_map(|(index, glyph)| Some((index, Some(other(glyph)?)))).collect()
}

/// The letter of a code above ASCII in windows-1252.
fn windows_letter(code: u32) -> Option<String> {
    let code = u8::try_from(code).ok().filter(|code| *code >= 0x80)?;
    let (letter, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&code));
    Some(letter.into_owned())
}

/// Puts texts in place of those of glyphs; gives those that were there.
fn exchange(drawing: &mut Drawing, texts: Vec<(usize, Option<String>)>) -> Vec<(usize, Option<String>)> {
    let mut before = Vec::with_capacity(texts.len());
    for (index, text) in texts {
        if let Some(glyph) = drawing.glyphs.get_mut(index) {
            before.push((index, std::mem::replace(&mut glyph.text, text)));
            glyph.is_recovered = !glyph.is_recovered;
        }
    }
    before
}

/// Makes the changes and keeps them where the words with them read.
fn reads(drawing: &mut Drawing, fonts: &[Option<FontEncoding>], changes: Vec<(usize, Option<String>)>) -> bool {
    if changes.is_empty() {
        return false;
    }
    let before = exchange(drawing, changes);
    let mut text = String::new();
    // Letters of other fonts in the same word may still be unknown; such words tell nothing of this one.
    for word in words::words(drawing, fonts).iter().filter(|word| word.recovered > 0 && word.unmapped == 0) {
        text.push_str(&word.word.text);
        text.push(' ');
    }
    let counted = vietnamese::count_syllables(&text);
    let reads = counted.words >= FEWEST_WORDS && counted.share() >= LEAST_SHARE;
    let places: Vec<usize> = before.iter().map(|(index, _)| *index).collect();
    if !reads {
        exchange(drawing, before);
    }
    for index in places {
        if let Some(glyph) = drawing.glyphs.get_mut(index) {
            glyph.is_recovered = false;
        }
    }
    reads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_glyphs_are_letters() {
        let numbers =
            [1, 36, 87, 19, 105, 172, 207, 208, 264, 1188, 1189, 1269, 1273, 1275, 484, 1131, 1276, 5000, 889, 751];
        let letters: Vec<Option<char>> = numbers.iter().map(|number| letter(*number)).collect();
        let expected = [
            None,
            Some('A'),
            Some('t'),
            Some('0'),
            Some('á'),
            Some('À'),
            Some('Ó'),
            Some('Ô'),
            Some('Đ'),
            Some('Ạ'),
            Some('ạ'),
            Some('ự'),
            Some('ỷ'),
            Some('ỹ'),
            Some('ỳ'),
            Some('ơ'),
            None,
            None,
            Some('ự'),
            Some('ơ'),
        ];
        assert_eq!(letters, expected);
    }
}
