//! Stamps of the receiver (*dấu công văn đến*) and of urgency (*dấu chỉ mức độ khẩn*): found among the words or in red
//! ink, and kept apart from the text, so that another paper's number and day are not taken for this one's.

use super::colour::ColouredInk;
use super::engine::{PageRecogniser, Segmentation};
use super::ink::Ink;
use super::sheet;
use super::straighten;
use super::tsv::RecognisedWord;
use super::{READING_DPI, area_of};
use crate::extract::ExtractError;
use crate::model::{PageSize, Stamp, StampKind};
use crate::text::fold;
use image::GrayImage;

/// The degrees of urgency, folded.
const URGENCIES: [&str; 4] = ["hoa toc hen gio", "hoa toc", "thuong khan", "khan"];

/// Labels inside an incoming stamp, folded.
const LABELS: [&str; 6] = ["so", "ngay", "chuyen", "gio", "luu", "den"];

/// Most stamps that are taken from the words of a page.
const MAX_STAMPS: usize = 4;

/// Most pieces of red ink that are read on a page.
const MAX_PIECES: usize = 4;

/// Greatest slant of a stamp, in degrees.
const MAX_SLANT: f32 = 50.0;

/// How far an incoming stamp reaches below and above its word ĐẾN and to its sides, in inches.
const BELOW: f32 = 1.2;
const ABOVE: f32 = 0.45;
const ASIDE: [f32; 2] = [1.4, 1.9];

/// Part of a page, from above, where urgency is stamped.
const UPPER_PART: f32 = 0.5;

/// Takes the stamps out of the words of a page of `size` in pixels.
pub(super) fn taken_out(words: &mut Vec<RecognisedWord>, size: PageSize, dpi: f32) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    while stamps.len() < MAX_STAMPS
        && let Some((kind, members)) = incoming(words, dpi).or_else(|| urgent(words, size))
    {
        let mut taken = Vec::new();
        let mut left = Vec::new();
        for (at, word) in words.drain(..).enumerate() {
            if members.contains(&at) { taken.push(word) } else { left.push(word) }
        }
        *words = left;
        stamps.extend(stamp(kind, &taken, size));
    }
    stamps
}

/// The word `ĐẾN` with `Số` and `Ngày` below it: their places in `words`.
fn incoming(words: &[RecognisedWord], dpi: f32) -> Option<(StampKind, Vec<usize>)> {
    words.iter().filter(|word| bare(&word.text) == "ĐẾN").find_map(|anchor| {
        let is_near = |word: &&RecognisedWord| {
            word.top > anchor.top - ABOVE * dpi
                && word.bottom < anchor.bottom + BELOW * dpi
                && word.left > anchor.left - ASIDE[0] * dpi
                && word.right < anchor.right + ASIDE[1] * dpi
        };
        let labels: Vec<&RecognisedWord> =
            words.iter().filter(is_near).filter(|word| word.middle() > anchor.middle() - anchor.height()).collect();
        let labelled = |name: &str| {
            labels
                .iter()
                .any(|word| fold::unaccented(&bare(&word.text)) == name && word.top > anchor.middle() - anchor.height())
        };
        if !labelled("so") || !labelled("ngay") {
            return None;
        }
        let lines: Vec<usize> = labels
            .iter()
            .filter(|word| LABELS.contains(&fold::unaccented(&bare(&word.text)).as_str()))
            .map(|word| word.line)
            .collect();
        let belongs = |word: &RecognisedWord| {
            is_near(&word) && (lines.contains(&word.line) || word.line == anchor.line || is_caps_above(word, anchor))
        };
        Some((StampKind::Incoming, (0..words.len()).filter(|at| words.get(*at).is_some_and(belongs)).collect()))
    })
}

/// `CÔNG VĂN` or the receiver's name, in capitals above the word `ĐẾN`.
fn is_caps_above(word: &RecognisedWord, anchor: &RecognisedWord) -> bool {
    word.bottom <= anchor.middle() && word.text.chars().all(|letter| !letter.is_lowercase())
}

/// A degree of urgency that stands alone in the upper part of the page.
fn urgent(words: &[RecognisedWord], size: PageSize) -> Option<(StampKind, Vec<usize>)> {
    let mut upper = words.iter().enumerate().filter(|(_, word)| word.bottom < UPPER_PART * size.height);
    upper.find_map(|(at, word)| {
        URGENCIES.iter().find_map(|urgency| {
            let length = urgency.split(' ').count();
            let phrase = words.get(at..at + length)?;
            let same_line = phrase.iter().all(|other| other.line == word.line);
            let text: Vec<String> = phrase.iter().map(|word| bare(&word.text)).collect();
            let capitals = text.iter().all(|word| word.chars().all(char::is_uppercase));
            // The tones tell `KHẨN` from `KHAN`, and `HỎA` may be written `HOẢ`.
            let accented = text.iter().all(|word| *word != fold::unaccented(word).to_uppercase() || length > 1);
            let is_alone =
                is_apart(words, at.checked_sub(1), at) && is_apart(words, Some(at + length - 1), at + length);
            (same_line && capitals && accented && is_alone && fold::unaccented(&text.join(" ")) == **urgency)
                .then(|| (StampKind::Urgency, (at..at + length).collect()))
        })
    })
}

/// Is there a column's room, or no word of the same line, between two words?
fn is_apart(words: &[RecognisedWord], before: Option<usize>, after: usize) -> bool {
    match (before.and_then(|at| words.get(at)), words.get(after)) {
        (Some(one), Some(next)) => one.line != next.line || next.left - one.right > 1.5 * one.height(),
        _ => true,
    }
}

/// The stamps in red ink.
///
/// # Errors
/// As the engine.
pub(super) fn in_red(
    pieces: &[ColouredInk],
    size: PageSize,
    dpi: f32,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Stamp>, ExtractError> {
    let red: Vec<&ColouredInk> =
        pieces.iter().filter(|piece| piece.is_red && !is_round(piece)).take(MAX_PIECES).collect();
    let factor = (READING_DPI / dpi).min(1.0);
    let images: Vec<GrayImage> = red.iter().map(|piece| level(&piece.ink, factor)).collect();
    let read = recogniser.words(&images, dpi * factor, Segmentation::Block)?;
    let stamps = red.iter().zip(read).filter_map(|(piece, words)| {
        let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let kind = kind_of(&fold::unaccented(&text.join(" ")))?;
        let [left, top, right, bottom] = piece.place.map(|inches| inches * dpi);
        let area = Some(area_of([left, top, right, bottom], size));
        Some(Stamp { kind, text: text.join(" "), area, ..Stamp::default() })
    });
    Ok(stamps.collect())
}

/// A stamp set at a slant is read along its own lines; white room around helps the engine.
fn level(ink: &GrayImage, factor: f32) -> GrayImage {
    let ink = sheet::resized(ink, factor);
    let room = 20;
    let mut wide = GrayImage::from_pixel(ink.width() + 2 * room, ink.height() + 2 * room, image::Luma([255]));
    image::imageops::replace(&mut wide, &ink, i64::from(room), i64::from(room));
    let slope = straighten::slope_within(&Ink::of(&wide), MAX_SLANT);
    if slope.abs() < 0.5 { wide } else { straighten::turned(&wide, slope) }
}

/// A seal is round, about 36 mm wide: its words run in a circle and are not read.
fn is_round(piece: &ColouredInk) -> bool {
    let [left, top, right, bottom] = piece.place;
    let (width, height) = (right - left, bottom - top);
    (0.8..1.25).contains(&(width / height.max(0.01))) && (1.1..2.2).contains(&width)
}

fn kind_of(folded: &str) -> Option<StampKind> {
    let has = |word: &str| folded.split(|letter: char| !letter.is_alphanumeric()).any(|other| other == word);
    if folded.contains("van den") || has("den") && (has("so") || has("ngay")) {
        Some(StampKind::Incoming)
    } else if folded.contains("hoa toc") || folded.contains("thuong khan") || has("khan") {
        Some(StampKind::Urgency)
    } else {
        None
    }
}

fn stamp(kind: StampKind, words: &[RecognisedWord], size: PageSize) -> Option<Stamp> {
    let edges = words
        .iter()
        .map(|word| [word.left, word.top, word.right, word.bottom])
        .reduce(|all, one| [all[0].min(one[0]), all[1].min(one[1]), all[2].max(one[2]), all[3].max(one[3])])?;
    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    Some(Stamp { kind, text: text.join(" "), area: Some(area_of(edges, size)), ..Stamp::default() })
}

/// The word without signs around it.
fn bare(text: &str) -> String {
    text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    const PAGE: PageSize = PageSize { width: 800.0, height: 1100.0 };

    /// Words of lines 30 pixels apart, from the left edge `left`, each 40 wide with 10 between.
    fn block(left: f32, top: f32, first_line: usize, lines: &[&str]) -> Vec<RecognisedWord> {
        let mut words = Vec::new();
        let mut y = top;
        for (number, line) in lines.iter().enumerate() {
            let mut x = left;
            for word in line.split(' ') {
                words.push(recognised(word, first_line + number, [x, y, x + 40.0, y + 18.0]));
                x += 50.0;
            }
            y += 30.0;
        }
        words
    }

    /// What is stamped, and what is left of the text.
    fn check(mut words: Vec<RecognisedWord>, stamped: &[(StampKind, &str)], left: &str) {
        let stamps = taken_out(&mut words, PAGE, 100.0);
        let found: Vec<(StampKind, &str)> = stamps.iter().map(|stamp| (stamp.kind, stamp.text.as_str())).collect();
        assert_eq!(found, stamped);
        let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words.join(" "), left);
    }

    #[test]
    fn an_incoming_stamp_leaves_the_text() {
        let mut words = block(40.0, 150.0, 1, &["CÔNG VĂN ĐẾN", "Số: 512", "Ngày: 3/4/2021"]);
        words.extend(block(500.0, 150.0, 9, &["Số: 7/KH-UBND"]));
        check(words, &[(StampKind::Incoming, "CÔNG VĂN ĐẾN Số: 512 Ngày: 3/4/2021")], "Số: 7/KH-UBND");
    }

    #[test]
    fn urgency_alone_on_its_line_leaves_the_text() {
        let words = block(40.0, 150.0, 1, &["KẾ HOẠCH", "HỎA TỐC", "Công tác KHẨN cấp"]);
        check(words, &[(StampKind::Urgency, "HỎA TỐC")], "KẾ HOẠCH Công tác KHẨN cấp");
    }

    #[test]
    fn a_heading_with_the_same_words_stays() {
        let words = block(40.0, 150.0, 1, &["TỪ NAY ĐẾN NĂM 2030", "Số dân tăng"]);
        check(words, &[], "TỪ NAY ĐẾN NĂM 2030 Số dân tăng");
    }
}
