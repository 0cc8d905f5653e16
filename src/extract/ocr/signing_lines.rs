//! Lines of print among seals and signatures: letters are told from other ink by their size and by standing in a row, and
//! each row becomes an image of its own.
//!
//! Knows nothing of words; for the signing block (see `signing`).

use super::ink::Ink;
use super::sheet;
use super::strokes::{self, Stroke};
use image::{GrayImage, Luma};

/// Height of a capital of the signing block in inches: 13 to 14 points.
const CAPITAL: f32 = 0.125;

/// Height of a letter, and its greatest width (letters of bold print hang together), in capitals.
const HEIGHTS: std::ops::RangeInclusive<f32> = 0.5..=1.7;
const MOST_WIDTH: f32 = 5.0;

/// Widest gap between the letters of a line, in capitals.
const MOST_GAP: f32 = 1.4;

/// Fewest pieces of a line, and its least and greatest length in capitals.
const FEWEST_PIECES: usize = 4;
const LENGTHS: std::ops::RangeInclusive<f32> = 3.0..=28.0;

/// Room for accents above a line, for what hangs below it, and beside it, in capitals.
const ABOVE: f32 = 0.65;
const BELOW: f32 = 0.4;
const BESIDE: f32 = 0.5;

/// Most lines of a block.
const MOST_LINES: usize = 8;

/// A row of letters.
#[derive(Debug)]
pub(super) struct PrintLine {
    /// Left, upper, right and lower edge of its letters in pixels of the block.
    pub(super) edges: [f32; 4],
    /// Upper left corner of both images.
    pub(super) place: [u32; 2],
    /// Its letters and their accents alone.
    pub(super) letters: GrayImage,
    /// All that stands in the row.
    pub(super) whole: GrayImage,
}

/// Letters of a row that grows to the right.
#[derive(Debug)]
struct Growing {
    edges: [f32; 4],
    /// Upper and lower edge of its last letter: a row may climb or sink.
    last: [f32; 2],
    pieces: usize,
}

/// The height of a capital in pixels.
pub(super) fn capital(dpi: f32) -> f32 {
    CAPITAL * dpi
}

/// The lines of a block at `dpi`, from the top down.
pub(super) fn find(block: &GrayImage, dpi: f32) -> Vec<PrintLine> {
    let capital = capital(dpi);
    let strokes = strokes::of(&Ink::of(block));
    let mut lines: Vec<Growing> = Vec::new();
    let mut letters: Vec<&Stroke> = strokes.iter().filter(|stroke| is_letter(stroke, capital)).collect();
    letters.sort_by_key(|letter| letter.across.start);
    for letter in letters {
        let edges = letter.edges();
        match lines.iter_mut().find(|line| line.takes(edges, capital)) {
            Some(line) => line.push(edges),
            None => lines.push(Growing { edges, last: [edges[1], edges[3]], pieces: 1 }),
        }
    }
    lines.retain(|line| line.pieces >= FEWEST_PIECES && LENGTHS.contains(&((line.edges[2] - line.edges[0]) / capital)));
    lines.sort_by(|one, other| one.edges[1].total_cmp(&other.edges[1]));
    lines.truncate(MOST_LINES);
    lines.into_iter().map(|line| line.cut(block, &strokes, capital)).collect()
}

/// The boxes of strokes that are larger than letters: signatures, seals.
pub(super) fn scribbles(block: &GrayImage, dpi: f32) -> Vec<[f32; 4]> {
    let capital = capital(dpi);
    let edges = strokes::of(&Ink::of(block)).into_iter().map(|stroke| stroke.edges());
    edges
        .filter(|[left, top, right, bottom]| bottom - top > HEIGHTS.end() * capital && right - left > capital)
        .collect()
}

fn is_letter(stroke: &Stroke, capital: f32) -> bool {
    let [left, top, right, bottom] = stroke.edges();
    HEIGHTS.contains(&((bottom - top) / capital)) && right - left <= MOST_WIDTH * capital
}

impl Growing {
    fn takes(&self, [left, top, _, bottom]: [f32; 4], capital: f32) -> bool {
        let common = bottom.min(self.last[1]) - top.max(self.last[0]);
        let lower = (bottom - top).min(self.last[1] - self.last[0]);
        common > 0.6 * lower && left - self.edges[2] < MOST_GAP * capital
    }

    fn push(&mut self, [left, top, right, bottom]: [f32; 4]) {
        let all = self.edges;
        self.edges = [all[0].min(left), all[1].min(top), all[2].max(right), all[3].max(bottom)];
        self.last = [top, bottom];
        self.pieces += 1;
    }

    fn cut(self, block: &GrayImage, strokes: &[Stroke], capital: f32) -> PrintLine {
        let [left, top, right, bottom] = self.edges;
        let [left, top, right, bottom] = sheet::dots([
            left - BESIDE * capital,
            top - ABOVE * capital,
            (right + BESIDE * capital).min(f32::from(u16::MAX)),
            bottom + BELOW * capital,
        ]);
        let (right, bottom) = (right.min(block.width()), bottom.min(block.height()));
        let whole = sheet::cut(block, [left, top, right, bottom]);
        let mut letters = whole.clone();
        let is_large = |stroke: &&Stroke| {
            let [left, top, right, bottom] = stroke.edges();
            bottom - top > HEIGHTS.end() * capital || right - left > MOST_WIDTH * capital
        };
        for stroke in strokes.iter().filter(is_large) {
            for (x, y) in stroke.pixels() {
                if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
                    && let Some(pixel) = letters.get_pixel_mut_checked(x.wrapping_sub(left), y.wrapping_sub(top))
                {
                    *pixel = Luma([255]);
                }
            }
        }
        PrintLine { edges: self.edges, place: [left, top], letters, whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block at 200 dpi: a row of eight letters 20 by 25 pixels, a stroke that is higher than they, a speck.
    fn block() -> GrayImage {
        GrayImage::from_fn(500, 300, |x, y| {
            let is_letter = (100..125).contains(&y) && (50..290).contains(&x) && (x - 50) % 30 < 20;
            let is_scribble = (60..200).contains(&y) && (330..400).contains(&x);
            let is_speck = (220..224).contains(&y) && (100..104).contains(&x);
            Luma([if is_letter || is_scribble || is_speck { 20 } else { 240 }])
        })
    }

    #[test]
    fn a_row_of_letters_is_found_beside_a_signature() {
        let block = block();
        let lines = find(&block, 200.0);
        assert_eq!(lines.iter().map(|line| line.edges).collect::<Vec<_>>(), [[50.0, 100.0, 280.0, 125.0]]);
        assert_eq!(scribbles(&block, 200.0), [[330.0, 60.0, 400.0, 200.0]]);
    }
}
