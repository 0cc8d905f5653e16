//! Tables with rules: the words of each cell in order, one row of cells a line.
//!
//! A cell over several columns is printed in the first of them; a head row in two steps becomes one row, with the
//! titles over several columns in a line of their own above it.

use super::LayoutWord;
use super::grid::Grid;
use super::rows::{self, Cell, Row};

/// Lines of a cell over the whole table that are still joined to one.
const LONGEST_HEADING: usize = 3;

/// The lines of one cell.
#[derive(Debug, Clone, Default)]
struct CellText {
    lines: Vec<Row>,
}

impl CellText {
    fn joined(self) -> Cell {
        let cells = self.lines.into_iter().flat_map(|line| line.cells);
        Cell { words: cells.flat_map(|cell| cell.words).collect() }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The rows of the table that `grid` draws around `words`.
pub(super) fn rows(grid: &Grid, words: Vec<LayoutWord>) -> Vec<Row> {
    let mut texts = texts_of(grid, words);
    let mut done = Vec::new();
    let mut row = 0;
    while row < grid.rows() {
        let (mut titles, height) = double_head(grid, row, &mut texts);
        done.append(&mut titles);
        let cells: Vec<CellText> =
            (0..grid.columns()).map(|column| take(grid, row..row + height, column, &mut texts)).collect();
        done.extend(lines_of_row(grid, row, cells));
        row += height;
    }
    done
}

/// The text of each cell, by the slot it starts in.
fn texts_of(grid: &Grid, words: Vec<LayoutWord>) -> Vec<CellText> {
    let mut by_cell: Vec<Vec<LayoutWord>> = vec![Vec::new(); grid.rows() * grid.columns()];
    for word in words {
        if let Some(cell) = grid.cell_of(&word).and_then(|cell| by_cell.get_mut(cell)) {
            cell.push(word);
        }
    }
    by_cell.into_iter().map(|words| CellText { lines: rows::printed_rows(words) }).collect()
}

/// Takes the text of the cell that starts in `column` of one of `rows`.
fn take(grid: &Grid, rows: std::ops::Range<usize>, column: usize, texts: &mut [CellText]) -> CellText {
    let mut text = CellText::default();
    for row in rows {
        let slot = row * grid.columns() + column;
        if grid.cell_at(row, column) == slot {
            text.lines.append(&mut texts.get_mut(slot).map(std::mem::take).unwrap_or_default().lines);
        }
    }
    text
}

/// A head in two steps at `row`: takes the titles over several columns, gives them as a line and two as the height.
fn double_head(grid: &Grid, row: usize, texts: &mut [CellText]) -> (Vec<Row>, usize) {
    let columns = grid.columns();
    let starts: Vec<usize> =
        (0..columns).filter(|column| grid.cell_at(row, *column) == row * columns + column).collect();
    let goes_down = |column: usize| row + 1 < grid.rows() && grid.cell_at(row + 1, column) == row * columns + column;
    let is_wide = |column: usize| column + 1 < columns && grid.cell_at(row, column + 1) == row * columns + column;
    let wide: Vec<usize> = starts.iter().copied().filter(|column| is_wide(*column) && !goes_down(*column)).collect();
    let others_go_down = starts.iter().filter(|column| !wide.contains(*column)).all(|column| goes_down(*column));
    if row > 2 || wide.is_empty() || wide.len() == starts.len() || !others_go_down {
        return (Vec::new(), 1);
    }
    let titles: Vec<Cell> = wide
        .iter()
        .filter_map(|column| texts.get_mut(row * columns + column).map(std::mem::take))
        .filter(|text| !text.is_empty())
        .map(CellText::joined)
        .collect();
    let line = (!titles.is_empty()).then(|| Row::of(titles));
    (line.into_iter().collect(), 2)
}

/// A row of the grid as lines: one, or one for each numbered row where no rule parts them.
fn lines_of_row(grid: &Grid, row: usize, cells: Vec<CellText>) -> Vec<Row> {
    let columns = grid.columns();
    if cells.iter().all(CellText::is_empty) {
        return Vec::new();
    }
    let is_whole = columns > 1 && (0..columns).all(|column| grid.cell_at(row, column) == grid.cell_at(row, 0));
    if is_whole {
        let text = cells.into_iter().next().unwrap_or_default();
        let is_heading = text.lines.len() <= LONGEST_HEADING;
        return if is_heading { vec![Row::of(vec![text.joined()])] } else { text.lines };
    }
    let marks = row_marks(cells.first());
    if marks.len() < 2 {
        return vec![Row::of(cells.into_iter().map(CellText::joined).collect())];
    }
    let mut split: Vec<Vec<CellText>> = vec![vec![CellText::default(); cells.len()]; marks.len()];
    for (column, cell) in cells.into_iter().enumerate() {
        for line in cell.lines {
            let at = marks.partition_point(|mark| *mark <= line.middle()).saturating_sub(1);
            if let Some(text) = split.get_mut(at).and_then(|cells| cells.get_mut(column)) {
                text.lines.push(line);
            }
        }
    }
    split.into_iter().map(|cells| Row::of(cells.into_iter().map(CellText::joined).collect())).collect()
}

/// Upper edges of the row numbers, where the first column holds nothing but numbers, one a line.
fn row_marks(first: Option<&CellText>) -> Vec<f32> {
    let Some(first) = first else { return Vec::new() };
    let number = |line: &Row| {
        let [cell] = line.cells.as_slice() else { return None };
        let [word] = cell.words.as_slice() else { return None };
        word.text.trim_end_matches(['.', ')']).parse::<u16>().ok()
    };
    let numbers: Vec<u16> = first.lines.iter().filter_map(number).collect();
    let follow = numbers.windows(2).all(|pair| matches!(pair, [one, next] if *next == one.saturating_add(1)));
    if numbers.len() != first.lines.len() || !follow {
        return Vec::new();
    }
    first.lines.iter().map(|line| line.top - 0.1 * line.letter_height()).collect()
}
