//! Text set in two columns like a newspaper: the left column is read before the right one.
//!
//! Letterheads and signature blocks also stand side by side, but are short and ragged; they stay line by line.

use super::rows::{Cell, Row};

/// Fewest lines of a text in two columns.
const FEWEST_LINES: usize = 12;

/// Share of its column that the usual line of running text fills.
const FULL_LINE: f32 = 0.8;

/// The rows, with each stretch of running text in two columns put in order: left column, then right.
pub(super) fn unrolled(rows: Vec<Row>) -> Vec<Row> {
    let Some(stretch) = widest_stretch(&rows) else { return rows };
    let Stretch { start, end, gutter } = stretch;
    let mut ordered = Vec::with_capacity(rows.len());
    let mut right = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if index == end {
            ordered.append(&mut right);
        }
        if index < start || index >= end {
            ordered.push(row);
            continue;
        }
        let (on_left, on_right): (Vec<Cell>, Vec<Cell>) = row.cells.into_iter().partition(|cell| cell.left() < gutter);
        ordered.extend((!on_left.is_empty()).then(|| Row::of(on_left)));
        right.extend((!on_right.is_empty()).then(|| Row::of(on_right)));
    }
    ordered.append(&mut right);
    ordered
}

/// Rows `start..end` with nothing across `gutter`.
struct Stretch {
    start: usize,
    end: usize,
    gutter: f32,
}

fn widest_stretch(rows: &[Row]) -> Option<Stretch> {
    let gutter = gutter_of(rows)?;
    let crosses = |row: &Row| row.cells.iter().any(|cell| cell.left() < gutter && cell.right() > gutter);
    let mut best: Option<Stretch> = None;
    let mut start = 0;
    for end in 0..=rows.len() {
        if rows.get(end).is_some_and(|row| !crosses(row)) {
            continue;
        }
        let longest = best.as_ref().map_or(0, |best| best.end - best.start);
        if end - start > longest && rows.get(start..end).is_some_and(|part| is_running_text(part, gutter)) {
            best = Some(Stretch { start, end, gutter });
        }
        start = end + 1;
    }
    best
}

/// The place that most of the gaps of lines of two cells share.
fn gutter_of(rows: &[Row]) -> Option<f32> {
    let gaps: Vec<(f32, f32)> = rows.iter().filter_map(only_gap).collect();
    if gaps.len() < FEWEST_LINES {
        return None;
    }
    let shared = |place: f32| gaps.iter().filter(|(left, right)| *left < place && place < *right).count();
    let places = gaps.iter().map(|(left, right)| f32::midpoint(*left, *right));
    places.max_by_key(|place| shared(*place))
}

fn only_gap(row: &Row) -> Option<(f32, f32)> {
    if let [left, right] = row.cells.as_slice() { Some((left.right(), right.left())) } else { None }
}

/// Enough lines, and both columns filled: the usual line reaches the end of its column.
fn is_running_text(rows: &[Row], gutter: f32) -> bool {
    let both = rows.iter().filter(|row| only_gap(row).is_some()).count();
    if rows.len() < FEWEST_LINES || both * 2 < rows.len() {
        return false;
    }
    let is_full = |on_left: bool| {
        let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| (cell.left() < gutter) == on_left);
        let extents: Vec<(f32, f32)> = cells.map(|cell| (cell.left(), cell.right())).collect();
        let left = extents.iter().map(|(left, _)| *left).fold(f32::INFINITY, f32::min);
        let right = extents.iter().map(|(_, right)| *right).fold(f32::NEG_INFINITY, f32::max);
        let full = extents.iter().filter(|(from, to)| to - from >= FULL_LINE * (right - left)).count();
        full * 10 >= extents.len() * 6
    };
    is_full(true) && is_full(false)
}
