//! Recognised words to placed words of a page in points: words of one line share its upper and lower edge.
//!
//! A box fits its own letters: `và` stands lower than `Hội`, a dash in the middle. Rows are told by the edges, so each
//! word takes the edges that are usual among its neighbours in the engine's line.

use super::rulings::Ruling;
use super::tsv::RecognisedWord;
use crate::extract::layout::{LayoutWord, Rule};
use crate::model::{Area, PageSize, PlacedWord};

/// Neighbours on each side that say what is usual.
const NEIGHBOURS: usize = 4;

/// A word whose middle is further from the usual middle than this part of the usual height stands by itself.
const MAX_AWAY: f32 = 0.6;

/// A gap that the engine found inside a line is no column's where it is narrower than this many heights; it is then shown
/// as [`WORD_GAP`].
const LINE_GAP: f32 = 0.9;
const WORD_GAP: f32 = 0.5;

/// The words of a page, multiplied by `to_points`.
pub(super) fn words(recognised: &[RecognisedWord], to_points: f32) -> Vec<LayoutWord> {
    let lines = recognised.chunk_by(|one, next| one.line == next.line);
    lines.flat_map(|line| (0..line.len()).filter_map(|at| word(line, at, to_points))).collect()
}

fn word(line: &[RecognisedWord], at: usize, to_points: f32) -> Option<LayoutWord> {
    let own = line.get(at)?;
    let right = right_edge(own, line.get(at + 1));
    let near = line.get(at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS + 1).min(line.len()))?;
    let lettered: Vec<&RecognisedWord> =
        near.iter().filter(|word| word.text.chars().any(char::is_alphanumeric)).collect();
    let usual = |edge: fn(&RecognisedWord) -> f32| median(lettered.iter().map(|word| edge(word)).collect());
    let (top, bottom) = match (usual(|word| word.top), usual(|word| word.bottom)) {
        (Some(top), Some(bottom)) if (f32::midpoint(top, bottom) - own.middle()).abs() < MAX_AWAY * (bottom - top) => {
            (top, bottom)
        }
        _ => (own.top, own.bottom),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let confidence = Some(own.confidence as u8);
    Some(LayoutWord {
        text: own.text.clone(),
        left: own.left * to_points,
        top: top * to_points,
        right: right * to_points,
        bottom: bottom * to_points,
        confidence,
        font: None,
    })
}

/// The right edge of a word before `next` in its line: boxes of words that are set closely reach over each other or fall
/// short, and neither makes another order of the words.
fn right_edge(word: &RecognisedWord, next: Option<&RecognisedWord>) -> f32 {
    let Some(next) = next.filter(|next| next.left > word.left) else { return word.right };
    let height = word.height().min(next.height());
    let gap = next.left - word.right;
    if gap > WORD_GAP * height && gap < LINE_GAP * height {
        next.left - WORD_GAP * height
    } else {
        word.right.min(next.left)
    }
}

fn median(mut numbers: Vec<f32>) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// Moves the boxes of words that were read on a page turned against the clock by `slope` degrees back to where they stand
/// on the page as it came; `size` of that page.
pub(super) fn lean(words: &mut [PlacedWord], slope: f32, size: PageSize) {
    if slope == 0.0 {
        return;
    }
    let (sine, cosine) = slope.to_radians().sin_cos();
    for word in words {
        let area = word.area;
        let middle = |low: u16, high: u16, whole: f32| (f32::midpoint(low.into(), high.into()) / WHOLE - 0.5) * whole;
        let (x, y) = (middle(area.left, area.right, size.width), middle(area.top, area.bottom, size.height));
        let right = (x * cosine - y * sine - x) / size.width.max(1.0);
        let down = (x * sine + y * cosine - y) / size.height.max(1.0);
        word.area = Area {
            left: moved(area.left, right),
            top: moved(area.top, down),
            right: moved(area.right, right),
            bottom: moved(area.bottom, down),
        };
    }
}

/// Boxes are in ten-thousandths of the page.
const WHOLE: f32 = 10_000.0;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
fn moved(edge: u16, by: f32) -> u16 {
    (f32::from(edge) + by * WHOLE).clamp(0.0, WHOLE) as u16
}

/// A ruling line, multiplied by `to_points`.
pub(super) fn rule(ruling: &Ruling, to_points: f32) -> Rule {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let place = |pixels: usize| pixels as f32 * to_points;
    let (along, across) = (&ruling.along, &ruling.across);
    let (horizontal, vertical) = if ruling.is_vertical { (across, along) } else { (along, across) };
    Rule {
        left: place(horizontal.start),
        top: place(vertical.start),
        right: place(horizontal.end),
        bottom: place(vertical.end),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::text::Span;

    /// A word of line `line` between the edges.
    pub(in crate::extract::ocr) fn recognised(
        text: &str,
        line: usize,
        [left, top, right, bottom]: [f32; 4],
    ) -> RecognisedWord {
        RecognisedWord { text: text.to_owned(), left, top, right, bottom, confidence: 90.0, line }
    }

    #[test]
    fn words_of_a_line_share_its_edges() {
        let line = [
            recognised("Hội", 1, [0.0, 10.0, 30.0, 40.0]),
            recognised("-", 1, [35.0, 24.0, 40.0, 27.0]),
            recognised("và", 1, [45.0, 18.0, 60.0, 40.0]),
            recognised("Đội", 1, [65.0, 11.0, 95.0, 41.0]),
            recognised("5", 2, [45.0, 50.0, 60.0, 70.0]),
        ];
        let placed = words(&line, 0.5);
        let edges: Vec<(f32, f32)> = placed.iter().map(|word| (word.top, word.bottom)).collect();
        assert_eq!(edges, [(5.5, 20.0), (5.5, 20.0), (5.5, 20.0), (5.5, 20.0), (25.0, 35.0)]);
    }

    #[test]
    fn words_of_a_line_follow_each_other() {
        let line = [
            recognised("SỞ", 1, [0.0, 10.0, 60.0, 30.0]),
            recognised("Y", 1, [40.0, 10.0, 50.0, 30.0]),
            recognised("TẾ", 1, [66.0, 10.0, 90.0, 30.0]),
            recognised("Độc", 1, [150.0, 10.0, 180.0, 30.0]),
        ];
        let rights: Vec<f32> = words(&line, 1.0).iter().map(|word| word.right).collect();
        assert_eq!(rights, [40.0, 56.0, 90.0, 180.0]);
    }

    #[test]
    fn boxes_lean_back_with_the_page() {
        let area = Area { left: 9000, top: 4900, right: 9800, bottom: 5100 };
        let word = PlacedWord { origin: Span::new(0, 1), area, confidence: None, font: None };
        let mut words = [word];
        lean(&mut words, 2.0, PageSize { width: 600.0, height: 800.0 });
        // The right end of a level line sinks when the line leans to the right again.
        assert!(words[0].area.top > 4990 && words[0].area.left < 9001, "{words:?}");
        assert_eq!(words[0].area.bottom - words[0].area.top, 200);
    }
}
