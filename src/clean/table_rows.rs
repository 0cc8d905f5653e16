//! Rows of tables that a page break cuts (*dòng bảng bị ngắt trang*), joined cell by cell: the rest of each cell stands at the
//! top of the next page, in a row without a number of its own.
//!
//! Only where nothing speaks against it: as many cells, standing under each other, the number of the row left empty, and
//! each cell going on in mid sentence: a row below a number that covers several rows looks much the same. A row of titles
//! that is repeated above the rest goes with the break.

use super::furniture;
use crate::model::{PageText, PlacedWord, TextPage};
use crate::text::{MappedText, Span, fold};
use std::ops::Range;

/// Fewest columns of a table whose rows are joined.
const FEWEST_CELLS: usize = 3;

/// How far the edges of one column may lie apart on two pages, in ten-thousandths of the width.
const ASIDE: u16 = 250;

/// The lines of each page, a row that goes on over a page break whole on the page it begins on.
pub(super) fn joined(page_text: &PageText) -> Vec<Vec<MappedText>> {
    let mut pages: Vec<Vec<MappedText>> = page_text.pages.iter().map(|page| page.lines.clone()).collect();
    for next in 1..pages.len() {
        let (before, after) = pages.split_at_mut(next);
        let (Some(above), Some(below)) = (before.last_mut(), after.first_mut()) else { continue };
        let Some((row, rest)) = cut_row(above, below) else { continue };
        let places = [&page_text.pages[next - 1], &page_text.pages[next]];
        let whole = whole_row(&above[row], &below[rest.end - 1], places);
        if let Some(whole) = whole {
            above[row] = whole;
            below.drain(rest);
        }
    }
    pages
}

/// The last row of a page, and the first row of the next one with the titles repeated above it.
fn cut_row(above: &[MappedText], below: &[MappedText]) -> Option<(usize, Range<usize>)> {
    let is_printed = |line: &MappedText| !line.as_str().trim().is_empty() && !furniture::is_number(line.as_str());
    let row = above.iter().rposition(is_printed)?;
    let first = below.iter().position(is_printed)?;
    let columns = cells(&above[row]).len();
    let is_row = |line: &MappedText| columns >= FEWEST_CELLS && cells(line).len() == columns;
    if !is_row(&below[first]) {
        return None;
    }
    let key = |line: &MappedText| fold::unaccented(line.as_str());
    let is_title = above[..row].iter().any(|line| is_row(line) && key(line) == key(&below[first]));
    let rest = first + usize::from(is_title);
    below.get(rest).is_some_and(is_row).then_some((row, first..rest + 1))
}

fn cells(line: &MappedText) -> Vec<Span> {
    let mut at = 0;
    let cell = |text: &str| {
        let span = Span::new(at, at + text.len());
        at = span.end() + 1;
        span
    };
    line.as_str().split('\t').map(cell).collect()
}

/// Both halves as one row, where they are that.
fn whole_row(above: &MappedText, below: &MappedText, places: [&TextPage; 2]) -> Option<MappedText> {
    let (halves, rests) = (cells(above), cells(below));
    let is_numbered = !text(above, *halves.first()?).is_empty() && text(below, *rests.first()?).is_empty();
    let pairs = || halves.iter().zip(&rests);
    let agrees = pairs().all(|(half, rest)| {
        let texts = [text(above, *half), text(below, *rest)];
        let placed = [words_of(above, *half, places[0]), words_of(below, *rest, places[1])];
        texts.iter().any(|text| text.is_empty()) || goes_on(texts, placed[0]) && stand_under(&placed)
    });
    let is_joined = pairs().any(|(half, rest)| !half.is_empty() && !rest.is_empty());
    if !(is_numbered && agrees && is_joined) {
        return None;
    }
    let mut whole = MappedText::new();
    for (at, (half, rest)) in pairs().enumerate() {
        let end = above.origin(*half).end();
        if at > 0 {
            whole.push_replaced("\t", Span::new(end, end));
        }
        whole.push_part(above, *half);
        if !text(above, *half).is_empty() && !text(below, *rest).is_empty() {
            whole.push_replaced(" ", Span::new(end, end));
        }
        whole.push_part(below, *rest);
    }
    Some(whole)
}

fn text(line: &MappedText, span: Span) -> &str {
    span.of(line.as_str()).trim()
}

/// Does the second half of a cell go on with the sentence of the first? In small letters it does; otherwise the first half
/// has to break off at the end of a full line.
fn goes_on([half, rest]: [&str; 2], words: &[PlacedWord]) -> bool {
    let ends = half.ends_with(['.', ';', ':', '!', '?']);
    let opens = rest.starts_with(['-', '+', '*']);
    rest.starts_with(char::is_lowercase) || !ends && !opens && ends_full(words)
}

/// Several lines, of which the last one is as long as the others.
fn ends_full(words: &[PlacedWord]) -> bool {
    let (Some(first), Some(last), Some((left, right))) = (words.first(), words.last(), sides(words)) else {
        return false;
    };
    last.area.top > first.area.bottom && 10 * u32::from(last.area.right - left) > 8 * u32::from(right - left)
}

fn words_of<'p>(line: &MappedText, cell: Span, page: &'p TextPage) -> &'p [PlacedWord] {
    let origin = line.origin(cell);
    let first = page.words.partition_point(|word| word.origin.end() <= origin.start());
    let end = page.words.partition_point(|word| word.origin.start() < origin.end());
    page.words.get(first..end).unwrap_or_default()
}

/// Left and right edge of words.
fn sides(words: &[PlacedWord]) -> Option<(u16, u16)> {
    let sides = words.iter().map(|word| (word.area.left, word.area.right));
    sides.reduce(|all, word| (all.0.min(word.0), all.1.max(word.1)))
}

/// Do two cells start at one edge, or does the one lie within the other?
fn stand_under(halves: &[&[PlacedWord]; 2]) -> bool {
    let [Some(half), Some(rest)] = halves.map(sides) else { return false };
    let is_within = |inner: (u16, u16), outer: (u16, u16)| inner.0 + ASIDE >= outer.0 && inner.1 <= outer.1 + ASIDE;
    half.0.abs_diff(rest.0) <= ASIDE || is_within(half, rest) || is_within(rest, half)
}
