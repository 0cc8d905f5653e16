//! Words with places to lines in reading order: for glyphs of a PDF and for recognised words alike.
//!
//! Knows nothing of PDF or recognition, and nothing of what the words mean.

use super::page_of_lines;
use crate::model::{Area, PageSize, PlacedWord, TextPage};
use crate::text::Span;

/// A word on a page; places in any unit, from the upper left corner, the same unit as the page's size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LayoutWord {
    /// The word, without blanks.
    pub(super) text: String,
    /// Left edge.
    pub(super) left: f32,
    /// Upper edge.
    pub(super) top: f32,
    /// Right edge.
    pub(super) right: f32,
    /// Lower edge.
    pub(super) bottom: f32,
    /// How sure the recognition is, 0 to 100.
    pub(super) confidence: Option<u8>,
    /// Font, an index of the page's fonts.
    pub(super) font: Option<u16>,
}

/// A ruling line (*đường kẻ*), thinner than it is long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Left end.
    pub(super) left: f32,
    /// Upper end.
    pub(super) top: f32,
    /// Right end.
    pub(super) right: f32,
    /// Lower end.
    pub(super) bottom: f32,
}

/// The page with `words` in reading order: a line a printed line, a tab between columns and cells.
pub(super) fn page(words: Vec<LayoutWord>, rules: &[Rule], size: PageSize) -> TextPage {
    let _ = rules;
    let mut words = words;
    words.sort_by(|one, other| (one.top + one.bottom).total_cmp(&(other.top + other.bottom)));
    let mut rows: Vec<Vec<LayoutWord>> = Vec::new();
    for word in words {
        let middle = f32::midpoint(word.top, word.bottom);
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| middle < last.bottom) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    let mut placed = Vec::new();
    let mut start = 0;
    for mut row in rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        let mut line = String::new();
        let mut edge = None;
        for word in &row {
            let wide = edge.is_some_and(|edge| word.left - edge > 2.0 * (word.bottom - word.top));
            if edge.is_some() {
                line.push(if wide { '\t' } else { ' ' });
            }
            let at = start + line.len();
            line.push_str(&word.text);
            let origin = Span::new(at, at + word.text.len());
            placed.push(PlacedWord { origin, area: area(word, size), confidence: word.confidence, font: word.font });
            edge = Some(word.right);
        }
        start += line.len() + 1;
        lines.push(line);
    }
    TextPage { words: placed, size: Some(size), ..page_of_lines(lines) }
}

fn area(word: &LayoutWord, size: PageSize) -> Area {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
    let part = |value: f32, whole: f32| (10_000.0 * value / whole.max(1.0)).clamp(0.0, 10_000.0) as u16;
    Area {
        left: part(word.left, size.width),
        top: part(word.top, size.height),
        right: part(word.right, size.width),
        bottom: part(word.bottom, size.height),
    }
}
