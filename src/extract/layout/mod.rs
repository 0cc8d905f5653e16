//! Words with places to lines in reading order: for glyphs of a PDF and for recognised words alike.
//!
//! A printed line becomes a line, with a tab between columns that stand side by side (the two halves of a letterhead,
//! recipients and signer); a row of a table becomes one line, its cells parted by tabs and the wrapped lines of a cell
//! joined; columns of a newspaper follow each other; a blank line stands where lines stand clearly apart. Knows nothing of PDF or recognition, and nothing of what words mean.

mod aligned;
mod grid;
mod newspaper;
mod rows;
mod ruled;

use super::page_of_lines;
use crate::model::{Area, PageSize, PlacedWord, TextPage};
use crate::text::Span;
use rows::Row;

/// Most words that are laid out on one page; more is no page of text.
const MOST_WORDS: usize = 60_000;

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

impl LayoutWord {
    fn height(&self) -> f32 {
        self.bottom - self.top
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }
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

/// The page with `words` in reading order: a line a printed line or a row of a table, a tab between columns and cells.
pub(super) fn page(words: Vec<LayoutWord>, rules: &[Rule], size: PageSize) -> TextPage {
    let mut words: Vec<LayoutWord> = words.into_iter().filter(is_placed).take(MOST_WORDS).collect();
    let mut tables: Vec<(f32, Vec<Row>)> = Vec::new();
    for grid in grid::grids(rules, size) {
        let (inside, outside): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| grid.holds(word));
        words = outside;
        if !inside.is_empty() {
            tables.push((grid.top(), ruled::rows(&grid, inside).into_iter().map(Row::of_table).collect()));
        }
    }
    let printed = rows::printed_rows(words);
    page_of_rows(&in_order(printed, tables), size)
}

fn is_placed(word: &LayoutWord) -> bool {
    !word.text.is_empty() && [word.left, word.top, word.right, word.bottom].iter().all(|edge| edge.is_finite())
}

/// Printed lines between the tables, tables where they stand.
fn in_order(printed: Vec<Row>, mut tables: Vec<(f32, Vec<Row>)>) -> Vec<Row> {
    tables.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut ordered = Vec::new();
    let mut running: Vec<Row> = Vec::new();
    let mut printed = printed.into_iter().peekable();
    for (top, table) in tables {
        while let Some(row) = printed.next_if(|row| row.middle() < top) {
            running.push(row);
        }
        ordered.extend(flowing(std::mem::take(&mut running)));
        ordered.extend(table);
    }
    running.extend(printed);
    ordered.extend(flowing(running));
    ordered
}

/// Lines outside ruled tables: columns of a newspaper put one behind the other, tables without rules read by rows.
fn flowing(rows: Vec<Row>) -> Vec<Row> {
    aligned::joined(newspaper::unrolled(rows))
}

/// Lines and placed words of the rows.
fn page_of_rows(rows: &[Row], size: PageSize) -> TextPage {
    let mut lines: Vec<String> = Vec::new();
    let mut placed = Vec::new();
    let mut start = 0;
    for (row, is_apart) in rows.iter().zip(rows::apart(rows)) {
        if is_apart {
            lines.push(String::new());
            start += 1;
        }
        let mut line = String::new();
        for (index, cell) in row.cells.iter().enumerate() {
            if index > 0 {
                line.push('\t');
            }
            let mut above: Option<&LayoutWord> = None;
            for word in &cell.words {
                if above.is_some_and(|above| !goes_on(above, word)) {
                    line.push(' ');
                }
                let at = start + line.len();
                line.push_str(&word.text);
                let origin = Span::new(at, at + word.text.len());
                let area = area(word, size);
                placed.push(PlacedWord { origin, area, confidence: word.confidence, font: word.font });
                above = Some(word);
            }
        }
        start += line.len() + 1;
        lines.push(line);
    }
    TextPage { words: placed, size: Some(size), ..page_of_lines(lines) }
}

/// No blank stands between the two: a number that is broken behind its hyphen at the end of a line of a cell, or small
/// letters set close behind large ones (`XD(Hùng)`); raised ones are a mark of their own.
fn goes_on(above: &LayoutWord, word: &LayoutWord) -> bool {
    let is_next_line = word.top > above.middle() && word.left < above.left;
    let is_broken = is_next_line && above.text.len() > 1 && above.text.ends_with(['-', '/']);
    let gap = (word.left - above.right) / above.height().max(0.1);
    let is_close = (-0.1..0.03).contains(&gap) && word.height() < 0.85 * above.height();
    is_broken || is_close && word.middle() > above.middle() && word.top < above.bottom
}

/// The pieces of the printed lines of `words`, from the top down, line by line from left to right.
pub(super) fn printed_cells(words: Vec<LayoutWord>) -> Vec<Vec<LayoutWord>> {
    rows::printed_rows(words).into_iter().flat_map(|row| row.cells).map(|cell| cell.words).collect()
}

/// The box of `word` on a page of `size`.
pub(super) fn area(word: &LayoutWord, size: PageSize) -> Area {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
    let part = |value: f32, whole: f32| (10_000.0 * value / whole.max(1.0)).clamp(0.0, 10_000.0) as u16;
    Area {
        left: part(word.left, size.width),
        top: part(word.top, size.height),
        right: part(word.right, size.width),
        bottom: part(word.bottom, size.height),
    }
}

#[cfg(test)]
mod tests;
