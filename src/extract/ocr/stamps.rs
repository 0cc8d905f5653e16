//! Stamps of the receiver (*dấu công văn đến*) and of urgency (*dấu chỉ mức độ khẩn*): found among the words, in red ink
//! or in a frame, and kept apart from the text, so that another paper's number and day are not taken for this one's.

use super::colour::ColouredInk;
use super::engine::{PageRecogniser, Segmentation};
use super::frames::{self, Frame};
use super::ink::Ink;
use super::sheet;
use super::straighten;
use super::tsv::RecognisedWord;
use super::{READING_DPI, area_of};
use crate::extract::ExtractError;
use crate::model::{PageSize, Stamp, StampKind};
use crate::text::fold;
use image::{GrayImage, Luma, imageops};

/// The degrees of urgency, folded.
const URGENCIES: [&str; 4] = ["hoa toc hen gio", "hoa toc", "thuong khan", "khan"];

/// Labels inside an incoming stamp, folded.
const LABELS: [&str; 8] = ["so", "ngay", "chuyen", "gio", "luu", "den", "cong", "van"];

/// Those that begin its lines; two of the first three tell the stamp.
const LINE_LABELS: [&str; 6] = ["Số", "Ngày", "chuyển", "Giờ", "Lưu", "Đến"];

/// An incoming stamp read from its picture has this many of them, and no more words than this; a stamp of urgency is short.
const LEAST_LABELS: usize = 3;
const MOST_INCOMING_WORDS: usize = 40;
const MOST_URGENT_WORDS: usize = 6;

/// Most stamps that are taken from the words of a page.
const MAX_STAMPS: usize = 4;

/// Most pieces of red ink that are read on a page.
const MAX_PIECES: usize = 6;

/// Greatest slant of a stamp, in degrees.
const MAX_SLANT: f32 = 50.0;
const MIN_SLANT: f32 = 0.5;

/// White around a stamp that is read, in pixels.
const ROOM: u32 = 20;

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
    let is_anchor = |word: &&RecognisedWord| {
        let bare = bare(&word.text);
        fold::unaccented(&bare) == "den" && bare.chars().all(char::is_uppercase)
    };
    words.iter().filter(is_anchor).find_map(|anchor| {
        let is_near = |word: &&RecognisedWord| {
            word.top > anchor.top - ABOVE * dpi
                && word.bottom < anchor.bottom + BELOW * dpi
                && word.left > anchor.left - ASIDE[0] * dpi
                && word.right < anchor.right + ASIDE[1] * dpi
        };
        let labels: Vec<&RecognisedWord> =
            words.iter().filter(is_near).filter(|word| word.middle() > anchor.middle() - anchor.height()).collect();
        // Dots to fill in stick to the labels, and a number by hand may hide one of them.
        let is_there = |label: &&&str| labels.iter().any(|word| is_label(&word.text, label));
        if LINE_LABELS[..3].iter().filter(is_there).count() < 2 {
            return None;
        }
        let begins_line = |word: &&&RecognisedWord| LINE_LABELS.iter().any(|label| is_label(&word.text, label));
        let lines: Vec<usize> = labels.iter().filter(begins_line).map(|word| word.line).collect();
        let belongs = |word: &RecognisedWord| {
            is_near(&word) && (lines.contains(&word.line) || word.line == anchor.line || is_caps_above(word, anchor))
        };
        Some((StampKind::Incoming, (0..words.len()).filter(|at| words.get(*at).is_some_and(belongs)).collect()))
    })
}

/// Does the word begin with `label`, or with it in capitals, and no letter behind it?
fn is_label(text: &str, label: &str) -> bool {
    let bare = bare(text);
    let rest = bare.strip_prefix(label).or_else(|| bare.strip_prefix(label.to_uppercase().as_str()));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
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
        (Some(one), Some(next)) => one.line != next.line || is_column(one, next),
        _ => true,
    }
}

fn is_column(one: &RecognisedWord, next: &RecognisedWord) -> bool {
    next.left - one.right > 1.5 * one.height()
}

/// A place where something may be stamped: what to read, and its box in pixels.
struct Place {
    images: Vec<GrayImage>,
    edges: [f32; 4],
}

/// The stamps in red ink and in frames; the words of framed ones leave `words`.
///
/// # Errors
/// As the engine.
pub(super) fn in_pictures(
    red: &[ColouredInk],
    frames: Vec<Frame>,
    words: &mut Vec<RecognisedWord>,
    (size, dpi): (PageSize, f32),
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Stamp>, ExtractError> {
    let factor = READING_DPI / dpi;
    let mut places: Vec<Place> = frames
        .into_iter()
        .map(|frame| Place {
            images: vec![level(&frame.inside, factor), level(&frame.whole, factor)],
            edges: frame.edges,
        })
        .collect();
    let framed = places.len();
    let in_red = red.iter().filter(|piece| piece.is_red).take(MAX_PIECES);
    places.extend(in_red.map(|piece| Place {
        images: vec![level(&frames::without_outline(&piece.ink, dpi), factor), level(&piece.ink, factor)],
        edges: piece.place.map(|inches| inches * dpi),
    }));
    let images: Vec<GrayImage> = places.iter().flat_map(|place| place.images.clone()).collect();
    let mut read = recogniser.words(&images, READING_DPI, Segmentation::Block)?.into_iter();
    let mut stamps = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let readings: Vec<Vec<RecognisedWord>> = read.by_ref().take(place.images.len()).collect();
        let kinds = readings.iter().filter_map(|read| Some((kind_of(&texts(read))?, read)));
        // The reading with more of the labels is the better one.
        let Some((kind, best)) = kinds.max_by_key(|(_, read)| labels(&texts(read))) else { continue };
        if kind == StampKind::Urgency && place.edges[3] > UPPER_PART * size.height {
            continue;
        }
        if at < framed {
            *words = outside(std::mem::take(words), place.edges);
        }
        let area = Some(area_of(place.edges, size));
        let text: Vec<&str> = best.iter().map(|word| word.text.as_str()).collect();
        stamps.push(Stamp { kind, text: text.join(" "), area, ..Stamp::default() });
    }
    Ok(stamps)
}

/// A stamp set at a slant is read along its own lines; white room around helps the engine.
fn level(ink: &GrayImage, factor: f32) -> GrayImage {
    let ink = sheet::resized(ink, factor);
    // The diagonal of a slanted stamp becomes its width.
    let (width, height) = (i64::from(ink.width()), i64::from(ink.height()));
    let side = ink.width().max(ink.height()) * 3 / 2;
    let mut square = GrayImage::from_pixel(side, side, Luma([255]));
    imageops::replace(&mut square, &ink, (i64::from(side) - width) / 2, (i64::from(side) - height) / 2);
    let slope = straighten::slope_within(&Ink::of(&square), MAX_SLANT);
    if slope.abs() >= MIN_SLANT {
        return straighten::turned(&square, slope);
    }
    let mut wide = GrayImage::from_pixel(ink.width() + 2 * ROOM, ink.height() + 2 * ROOM, Luma([255]));
    imageops::replace(&mut wide, &ink, ROOM.into(), ROOM.into());
    wide
}

/// The words without those of a stamp with the given edges; a line that runs through the stamp and goes on beside it is
/// no part of it.
fn outside(words: Vec<RecognisedWord>, [left, top, right, bottom]: [f32; 4]) -> Vec<RecognisedWord> {
    let is_inside = |word: &RecognisedWord| {
        let middle = f32::midpoint(word.left, word.right);
        (left..right).contains(&middle) && (top..bottom).contains(&word.middle())
    };
    let goes_on = |one: &RecognisedWord, next: &RecognisedWord| one.line == next.line && !is_column(one, next);
    let pieces = words.chunk_by(goes_on);
    let keeps = |piece: &[RecognisedWord]| 2 * piece.iter().filter(|word| is_inside(word)).count() < piece.len();
    let kept = |piece: &[RecognisedWord]| {
        let whole = keeps(piece);
        piece.iter().filter(|word| whole || !is_inside(word)).cloned().collect::<Vec<_>>()
    };
    pieces.flat_map(kept).collect()
}

/// The words of a reading, folded, without signs.
fn texts(words: &[RecognisedWord]) -> Vec<String> {
    let all: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let folded = fold::unaccented(&all.join(" "));
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many of the words of an incoming stamp there are.
fn labels(words: &[String]) -> usize {
    LABELS.iter().filter(|label| words.iter().any(|word| word == *label)).count()
}

fn kind_of(words: &[String]) -> Option<StampKind> {
    let has = |word: &str| words.iter().any(|other| other == word);
    let text = words.join(" ");
    let is_short = words.len() <= MOST_URGENT_WORDS;
    if words.len() <= MOST_INCOMING_WORDS && (has("den") || has("chuyen")) && labels(words) >= LEAST_LABELS {
        Some(StampKind::Incoming)
    } else if is_short && (text.contains("hoa toc") || text.contains("thuong khan") || has("khan")) {
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
    fn dots_and_a_hidden_number_do_not_hide_an_incoming_stamp() {
        let words = block(40.0, 150.0, 1, &["CỘNG VĂN ĐẾN", "Ngày.4u 7", "Kính chuyển:..."]);
        check(words, &[(StampKind::Incoming, "CỘNG VĂN ĐẾN Ngày.4u 7 Kính chuyển:...")], "");
    }

    #[test]
    fn urgency_alone_on_its_line_leaves_the_text() {
        let words = block(40.0, 150.0, 1, &["KẾ HOẠCH", "HỎA TỐC", "Công tác KHẨN cấp"]);
        check(words, &[(StampKind::Urgency, "HỎA TỐC")], "KẾ HOẠCH Công tác KHẨN cấp");
    }

    #[test]
    fn stamps_are_told_by_their_words() {
        let kind = |text: &str| kind_of(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(kind("cong van den so 512 ngay 3 thang 4"), Some(StampKind::Incoming));
        assert_eq!(kind("conga vyan de so ngay kinh chuyen"), Some(StampKind::Incoming));
        assert_eq!(kind("hoa toc"), Some(StampKind::Urgency));
        assert_eq!(kind("khan"), Some(StampKind::Urgency));
        assert_eq!(kind("uy ban nhan dan tinh"), None);
        assert_eq!(kind("can bo den so xa"), None);
    }

    #[test]
    fn a_line_through_a_stamp_stays() {
        let mut words = block(40.0, 150.0, 1, &["CÔNG VĂN", "kinh tế từ năm nay đến năm sau", "Số: 512"]);
        words.extend(block(500.0, 150.0, 9, &["Độc lập"]));
        let left: Vec<String> = outside(words, [30.0, 140.0, 140.0, 260.0]).into_iter().map(|word| word.text).collect();
        assert_eq!(left.join(" "), "kinh tế từ năm nay đến năm sau Độc lập");
    }

    #[test]
    fn a_heading_with_the_same_words_stays() {
        let words = block(40.0, 150.0, 1, &["TỪ NAY ĐẾN NĂM 2030", "Sở Y tế số 5 ngày 3"]);
        check(words, &[], "TỪ NAY ĐẾN NĂM 2030 Sở Y tế số 5 ngày 3");
    }
}
