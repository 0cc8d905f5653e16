//! Titles of the signing block that run into each other (*chức vụ đóng chồng*): `PHÓ GIÁM ĐỐC` stamped close under `GIÁM
//! ĐỐC`, so that accents and letters of both hang together and the engine takes the block for a picture.
//!
//! The block is read in narrow bands from the top down; a band that lies on one title reads it, in spite of the rests of
//! the other. Only a deputy's title that several bands agree on is taken, with the head's title above it: the head's title
//! alone may be the rest of a deputy's.

use super::engine::{PageRecogniser, Segmentation};
use super::sheet;
use super::tsv::RecognisedWord;
use crate::extract::ExtractError;
use crate::tables::Tables;
use crate::text::{Span, fold, words};
use image::GrayImage;

/// Where the bands begin below the upper edge of the block, how many there are, how far each is below the one before, and
/// how high they are, in inches: a capital of 14 points has 0.13, an accent above it 0.05.
const FIRST: f32 = 0.15;
const BANDS: u8 = 34;
const STEP: f32 = 0.025;
const HIGH: [f32; 2] = [0.2, 0.25];

/// Resolution at which the engine sees them.
const BANDS_DPI: f32 = 200.0;

/// So many bands agree on a title; one letter of it may be read otherwise.
const AGREED: usize = 2;
const MOST_WRONG: usize = 1;

/// Height of a capital in inches.
const CAPITAL: f32 = 0.12;

/// A word that shares this part of its height with a title, and of its width any, was read into it.
const COMMON: f32 = 0.3;

/// Most words of a title.
const MOST_WORDS: usize = 5;

/// A title as a band read it.
struct Reading {
    words: Vec<RecognisedWord>,
    wrong: usize,
}

/// The titles of a block in which none was read, each a line; `corner` is its upper left corner on the page.
///
/// # Errors
/// As the engine.
pub(super) fn read(
    words: &[RecognisedWord],
    block: &GrayImage,
    (corner, dpi): ([f32; 2], f32),
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Vec<RecognisedWord>>, ExtractError> {
    let stands_here = |word: &&RecognisedWord| word.left >= corner[0] && word.top >= corner[1];
    let here: Vec<RecognisedWord> = words.iter().filter(stands_here).cloned().collect();
    if here.chunk_by(|one, next| one.line == next.line).any(|line| title(line).is_some()) {
        return Ok(Vec::new());
    }
    let bands = bands(block, (corner, dpi), recogniser)?;
    let lines = titles(&bands, CAPITAL * dpi).into_iter().flatten();
    Ok(lines.map(|reading| reading.as_line(CAPITAL * dpi)).collect())
}

/// Puts the titles in the place of what was read there, each in a line of its own.
pub(super) fn put(words: &mut Vec<RecognisedWord>, titles: Vec<Vec<RecognisedWord>>) {
    for title in titles {
        let line = words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
        let stands_there = |word: &RecognisedWord| {
            title.iter().any(|part| {
                let high = part.bottom.min(word.bottom) - part.top.max(word.top);
                part.left < word.right && word.left < part.right && high > COMMON * part.height().min(word.height())
            })
        };
        words.retain(|word| !stands_there(word));
        words.extend(title.into_iter().map(|word| RecognisedWord { line, ..word }));
    }
}

/// What each band was read as, places on the page.
fn bands(
    block: &GrayImage,
    (corner, dpi): ([f32; 2], f32),
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Vec<RecognisedWord>>, ExtractError> {
    let factor = BANDS_DPI / dpi;
    let places: Vec<(f32, f32)> =
        (0..BANDS).flat_map(|number| HIGH.map(|high| (FIRST + STEP * f32::from(number), high))).collect();
    let images: Vec<GrayImage> = places
        .iter()
        .map(|(top, high)| {
            let [top, bottom] = sheet::dots([top * dpi, (top + high) * dpi]);
            let band = sheet::cut(block, [0, top, block.width(), bottom.min(block.height())]);
            sheet::with_border(&sheet::resized(&band, factor))
        })
        .collect();
    let border = f32::from(sheet::BORDER) / factor;
    let mut read = recogniser.words(&images, BANDS_DPI, Segmentation::Line)?;
    for (band, (top, _)) in read.iter_mut().zip(places) {
        for word in band {
            word.put_back(factor, [corner[0] - border, corner[1] + top * dpi - border]);
        }
    }
    Ok(read)
}

/// The title of a head (*cấp trưởng*) and that of the deputy below it.
fn titles(bands: &[Vec<RecognisedWord>], capital: f32) -> Option<[Reading; 2]> {
    let mut heads: Vec<String> = bands.iter().filter_map(|band| title(band)).collect();
    heads.sort();
    heads.dedup();
    heads.into_iter().find_map(|head| {
        let deputy = agreed(readings(bands, &deputy_of(&head)))?;
        let mut above = readings(bands, &head);
        above.retain(|reading| reading.middle() < deputy.middle() - capital);
        Some([agreed(above)?, deputy])
    })
}

/// The first title in a line, whatever stands before and behind it, in small letters; in capitals but for what is hardly
/// to be seen.
fn title(line: &[RecognisedWord]) -> Option<String> {
    (0..line.len()).find_map(|start| {
        let printed: Vec<&str> = line.get(start..)?.iter().map(|word| word.text.as_str()).collect();
        let printed = printed.join(" ");
        let all = words::words(&printed, Span::new(0, printed.len()));
        let (known, count) = Tables::built_in().phrases.position(&all)?;
        let end = all.get(count.checked_sub(1)?)?.span.end();
        let mut parts = printed.get(..end)?.split(' ');
        parts.any(|part| !part.contains(char::is_lowercase)).then(|| known.to_owned())
    })
}

/// Whose title stands below `head` where a deputy signs for it.
fn deputy_of(head: &str) -> String {
    if head == "bộ trưởng" { "thứ trưởng".to_owned() } else { format!("phó {head}") }
}

/// The bands that read `wanted`, each with the run of its words that is nearest to it.
fn readings(bands: &[Vec<RecognisedWord>], wanted: &str) -> Vec<Reading> {
    let wanted = letters(wanted);
    let nearest = |band: &Vec<RecognisedWord>| {
        let runs = (0..band.len())
            .flat_map(|start| (start + 1..=band.len().min(start + MOST_WORDS)).map(move |end| start..end));
        let of_run = runs.filter_map(|run| band.get(run)).map(|words| {
            let text: String = words.iter().map(|word| word.text.as_str()).collect();
            Reading { wrong: differing(&letters(&text), &wanted), words: words.to_vec() }
        });
        of_run.filter(|reading| reading.wrong <= MOST_WRONG).min_by_key(|reading| (reading.wrong, reading.words.len()))
    };
    bands.iter().filter_map(nearest).collect()
}

/// Letters without accents.
fn letters(text: &str) -> Vec<char> {
    fold::unaccented(text).chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// Letters between the common start and the common end of two words.
fn differing(one: &[char], other: &[char]) -> usize {
    let start = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
    one.len().max(other.len()) - end
}

/// The best of some readings of a title, where there are enough.
fn agreed(readings: Vec<Reading>) -> Option<Reading> {
    if readings.len() < AGREED {
        return None;
    }
    let better =
        |one: &Reading, other: &Reading| other.wrong.cmp(&one.wrong).then(one.sureness().total_cmp(&other.sureness()));
    readings.into_iter().max_by(better)
}

impl Reading {
    /// The confidence of the least sure word.
    fn sureness(&self) -> f32 {
        self.words.iter().map(|word| word.confidence).fold(f32::INFINITY, f32::min)
    }

    /// Where its letters stand, from above.
    fn middle(&self) -> f32 {
        let mut middles: Vec<f32> = self.words.iter().map(RecognisedWord::middle).collect();
        middles.sort_by(f32::total_cmp);
        middles.get(middles.len() / 2).copied().unwrap_or_default()
    }

    /// Its words side by side, without the specks around them, in capitals as such titles are: alone in a band, small
    /// letters look like capitals.
    fn as_line(&self, high: f32) -> Vec<RecognisedWord> {
        let (top, bottom) = (self.middle() - high / 2.0, self.middle() + high / 2.0);
        let bare = |word: &RecognisedWord| word.text.trim_matches(|sign: char| !sign.is_alphabetic()).to_uppercase();
        self.words.iter().map(|word| RecognisedWord { text: bare(word), top, bottom, ..word.clone() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// Bands `text`, each from its own height on.
    #[track_caller]
    fn check(bands: &[(f32, &str)], expected: Option<[&str; 2]>) {
        let band = |(top, text): &(f32, &str)| {
            let place = |word| recognised(word, 1, [0.0, *top, 40.0, top + 20.0]);
            text.split(' ').map(place).collect::<Vec<_>>()
        };
        let bands: Vec<Vec<RecognisedWord>> = bands.iter().map(band).collect();
        let text = |reading: Reading| reading.words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        let found = titles(&bands, 24.0).map(|both| both.map(text));
        assert_eq!(found, expected.map(|both| both.map(str::to_owned)));
    }

    #[test]
    fn bands_tell_a_head_and_its_deputy() {
        let head = [(0.0, "KT. CỤC TRƯỞNG"), (5.0, "2z CỤC TRƯỞNG")];
        let deputy = [(35.0, "= PHÓ CỤC TRƯƠNG"), (40.0, "BHÓ CỤC TRUONG")];
        check(&[head, deputy].concat(), Some(["CỤC TRƯỞNG", "PHÓ CỤC TRƯƠNG"]));
        // The rest of a deputy's title is no head's, and one band is not enough.
        check(&[(0.0, "xx"), (35.0, "PHÓ CỤC TRƯỞNG"), (40.0, "CỤC TRƯỞNG"), (42.0, "CỤC TRƯỞNG")], None);
        check(&[head.as_slice(), &deputy[..1]].concat(), None);
    }

    #[test]
    fn letters_that_differ_are_counted() {
        let check = |one, other, expected| assert_eq!(differing(&letters(one), &letters(other)), expected);
        check("PHÓ CHỦ TỊCH", "phó chủ tịch", 0);
        check("BHÓ CHỦ TỊCH", "phó chủ tịch", 1);
        check("PHÓ CHỦ TCH", "phó chủ tịch", 1);
        check("BÍ THƯ", "phó bí thư", 3);
    }
}
