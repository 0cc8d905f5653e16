//! The recipients (*nơi nhận*) at the foot of a paper, read once more as the block they are: print smaller than the text
//! beside a seal, of which the engine loses and breaks lines when it cuts up the whole page.
//!
//! The readings of the block and what stood there before then vote (see [`vote`]); numbers that differ are doubts.
//!
//! [`vote`]: super::vote

use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::sheet::{self, Sheet};
use super::signing::{self, MARKS};
use super::tsv::RecognisedWord;
use super::vote;
use crate::extract::ExtractError;
use image::GrayImage;

/// How far the block reaches above and below the words `Nơi nhận`, in inches.
const ABOVE: f32 = 0.15;
const BELOW: f32 = 4.5;

/// Where its column ends, as a part of the page's width; what goes on beyond is kept as first read.
const RIGHT: f32 = 0.5;

/// A word that ends this near to where the block was cut, in inches, was cut.
const CUT: f32 = 0.12;

/// Resolutions at which the engine sees the block: its print of 11 points has the height it likes at the first one.
const LOOKS_DPI: [f32; 2] = [190.0, 150.0];

/// A box higher than the usual one times this reaches into another line.
const MOST_HEIGHT: f32 = 1.7;

/// A word that one reading alone has is at least this sure.
const SURE: f32 = 60.0;

/// Words of a line this many heights apart stand in different columns.
const COLUMN_GAP: f32 = 2.0;

/// Reads the recipients of a page again; `cleared` is the sheet without its rulings.
///
/// # Errors
/// As the engine.
pub(super) fn read_again(
    words: Vec<RecognisedWord>,
    sheet: &Sheet,
    cleared: &GrayImage,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<RecognisedWord>, ExtractError> {
    let Some([top, right, bottom]) = block(&words, sheet) else { return Ok(words) };
    let anchor = signing::anchor(&words, sheet.dpi).map_or(0.0, |anchor| anchor.top);
    let block = sheet::cut(cleared, [0, top, right, bottom]);
    let mut looks = Vec::new();
    for dpi in LOOKS_DPI {
        let factor = (dpi / sheet.dpi).min(1.5);
        let read = recogniser.words(&[sheet::resized(&block, factor)], dpi, Segmentation::Block)?;
        let mut read = noise::without_noise(read.into_iter().flatten().collect());
        for word in &mut read {
            #[expect(clippy::cast_precision_loss, reason = "places on a page")]
            word.put_back(factor, [0.0, top as f32]);
        }
        #[expect(clippy::cast_precision_loss, reason = "places on a page")]
        read.retain(|word| word.right < right as f32 - CUT * sheet.dpi && word.middle() > anchor);
        looks.push(read);
    }
    Ok(joined(words, &looks))
}

/// Upper edge, right edge and lower edge of the block.
fn block(words: &[RecognisedWord], sheet: &Sheet) -> Option<[u32; 3]> {
    let anchor = signing::anchor(words, sheet.dpi)?;
    let [width, height] = sheet.size();
    let lower = (anchor.bottom + BELOW * sheet.dpi).min(height);
    let [top, right, bottom] = sheet::dots([anchor.top - ABOVE * sheet.dpi, RIGHT * width, lower]);
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    let is_beside = anchor.right < 0.8 * right as f32;
    (is_beside && bottom > top).then_some([top, right, bottom])
}

/// The words with the lines of the block in place of what stood there: the first of `looks` says the lines.
fn joined(mut words: Vec<RecognisedWord>, looks: &[Vec<RecognisedWord>]) -> Vec<RecognisedWord> {
    let Some((first, others)) = looks.split_first() else { return words };
    let mut next_line = words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
    for line in first.chunk_by(|one, next| one.line == next.line) {
        let before: Vec<RecognisedWord> = words.iter().filter(|word| is_in(word, line)).cloned().collect();
        if 4 * vote::letters(line) < 3 * vote::letters(&before) {
            continue;
        }
        let readings = others.iter().map(|look| look.iter().filter(|word| is_in(word, line)).cloned().collect());
        let readings: Vec<Vec<RecognisedWord>> = readings.chain([before.clone()]).collect();
        let marks = readings.iter().find_map(|reading| mark_before(reading, line));
        let is_seen = |word: &RecognisedWord| {
            word.confidence >= SURE || readings.iter().any(|reading| vote::in_place_of(word, reading).is_some())
        };
        let seen: Vec<RecognisedWord> = level(line).into_iter().filter(is_seen).collect();
        let mut voted: Vec<RecognisedWord> = marks.into_iter().chain(vote::in_places(seen, &readings)).collect();
        words.retain(|word| !is_in(word, line));
        voted.extend(going_on(&mut words, &before, line));
        words.extend(voted.into_iter().map(|word| RecognisedWord { line: next_line, ..word }));
        next_line += 1;
    }
    words
}

/// The words of a line from its highest accent to its lowest stroke: a box that cuts accents off loses them for good.
fn level(line: &[RecognisedWord]) -> Vec<RecognisedWord> {
    let mut heights: Vec<f32> = line.iter().map(RecognisedWord::height).collect();
    heights.sort_by(f32::total_cmp);
    let usual = heights.get(heights.len() / 2).copied().unwrap_or_default();
    let of_line = line.iter().filter(|word| word.height() <= MOST_HEIGHT * usual);
    let edges =
        of_line.map(|word| (word.top, word.bottom)).reduce(|line, word| (line.0.min(word.0), line.1.max(word.1)));
    let placed = |word: &RecognisedWord| match edges {
        Some((top, bottom)) => RecognisedWord { top, bottom, ..word.clone() },
        None => word.clone(),
    };
    line.iter().map(placed).collect()
}

/// The dash before a line that this reading lost and another has.
fn mark_before(reading: &[RecognisedWord], line: &[RecognisedWord]) -> Option<RecognisedWord> {
    let is_mark = |word: &RecognisedWord| MARKS.contains(&word.text.as_str());
    let (mark, start) = (reading.first()?, line.first()?);
    (is_mark(mark) && start.text.contains(char::is_alphanumeric) && mark.right <= start.left + 0.2 * start.height())
        .then(|| RecognisedWord { top: start.top, bottom: start.bottom, ..mark.clone() })
}

/// Does the word stand where the line stands?
fn is_in(word: &RecognisedWord, line: &[RecognisedWord]) -> bool {
    let (Some(start), Some(end)) = (line.first(), line.last()) else { return false };
    let near = line.iter().min_by(|one, other| away(one, word).total_cmp(&away(other, word)));
    let middle = f32::midpoint(word.left, word.right);
    let is_level = near.is_some_and(|near| (near.top..near.bottom).contains(&word.middle()))
        && (start.left - start.height()..end.right + 0.3 * end.height()).contains(&middle);
    is_level || line.iter().any(|one| covers(one, word))
}

/// Does one word hide most of the other's width and a good part of its height?
fn covers(one: &RecognisedWord, word: &RecognisedWord) -> bool {
    let wide = one.right.min(word.right) - one.left.max(word.left);
    let high = one.bottom.min(word.bottom) - one.top.max(word.top);
    wide > 0.6 * (word.right - word.left) && high > 0.4 * one.height().min(word.height())
}

fn away(one: &RecognisedWord, other: &RecognisedWord) -> f32 {
    (one.left - other.left).abs()
}

/// Takes the words that go on behind a line, beyond the block, out of the others.
fn going_on(
    words: &mut Vec<RecognisedWord>,
    before: &[RecognisedWord],
    line: &[RecognisedWord],
) -> Vec<RecognisedWord> {
    let Some(end) = line.last() else { return Vec::new() };
    let mut edge = end.right;
    let mut taken = Vec::new();
    words.retain(|word| {
        let goes_on = before.iter().any(|old| old.line == word.line)
            && word.left >= edge - 0.3 * end.height()
            && word.left - edge < COLUMN_GAP * end.height();
        if goes_on {
            edge = word.right;
            taken.push(word.clone());
        }
        !goes_on
    });
    taken
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// A line of words 40 wide from `left`, each 50 further.
    fn line(number: usize, top: f32, left: f32, text: &str) -> Vec<RecognisedWord> {
        let mut left = left - 50.0;
        let of = |word: &str| {
            left += 50.0;
            recognised(word, number, [left, top, left + 40.0, top + 20.0])
        };
        text.split(' ').map(of).collect()
    }

    fn text(words: &[RecognisedWord]) -> String {
        let lines = words.chunk_by(|one, next| one.line == next.line);
        let texts = lines.map(|line| line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
        texts.collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn a_lost_line_comes_back_and_a_long_one_goes_on() {
        let mut words = line(1, 0.0, 500.0, "GIÁM ĐỐC");
        words.extend(line(2, 30.0, 50.0, "- Các hội, đoàn thê của xã"));
        let mut look = line(1, 30.0, 50.0, "- Các hội, đoàn thể");
        look.extend(line(2, 60.0, 50.0, "- Lưu: VT."));
        assert_eq!(text(&joined(words, &[look.clone(), look])), "GIÁM ĐỐC / - Các hội, đoàn thể của xã / - Lưu: VT.");
    }

    #[test]
    fn half_a_line_replaces_none() {
        let words = line(2, 30.0, 50.0, "- Các hội, đoàn thể");
        let look = vec![recognised("Các", 1, [100.0, 30.0, 300.0, 50.0])];
        assert_eq!(text(&joined(words, &[look])), "- Các hội, đoàn thể");
    }
}
