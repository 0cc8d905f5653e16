//! Tables without rules: rows whose cells stand under each other in three columns or more.
//!
//! The wrapped lines of a cell are joined to its row. Two columns are no table: letterheads and signature blocks keep
//! their printed lines.

use super::rows::{Cell, Row};

/// Fewest columns of a table that has no rules.
const FEWEST_COLUMNS: usize = 3;

/// Largest distance of two lines of a table, in letter heights.
const FARTHEST_LINE: f32 = 4.0;

/// The rows with each table among them read row by row.
pub(super) fn joined(rows: Vec<Row>) -> Vec<Row> {
    let mut done: Vec<Row> = Vec::with_capacity(rows.len());
    let mut rest = rows;
    while !rest.is_empty() {
        match table_at_start(&rest) {
            Some(table) => {
                let behind = rest.split_off(table.length);
                done.extend(table_rows(std::mem::replace(&mut rest, behind), &table.columns));
            }
            None => {
                let behind = rest.split_off(1);
                done.extend(std::mem::replace(&mut rest, behind));
            }
        }
    }
    done
}

/// Columns of a table, as left and right edges, and how many lines it takes.
struct Table {
    columns: Vec<(f32, f32)>,
    length: usize,
}

fn table_at_start(rows: &[Row]) -> Option<Table> {
    let first = rows.first().filter(|row| row.cells.len() >= FEWEST_COLUMNS)?;
    let mut columns = extents(first);
    let mut length = 1;
    let mut full = 1;
    for (above, row) in rows.iter().zip(rows.iter().skip(1)) {
        let is_near = row.top - above.bottom < FARTHEST_LINE * row.letter_height();
        let Some(wider) = with_row(&columns, row).filter(|_| is_near) else { break };
        columns = wider;
        length += 1;
        full += usize::from(row.cells.len() >= FEWEST_COLUMNS);
    }
    (full >= 2 && columns.len() >= FEWEST_COLUMNS).then_some(Table { columns, length })
}

fn extents(row: &Row) -> Vec<(f32, f32)> {
    row.cells.iter().map(|cell| (cell.left(), cell.right())).collect()
}

/// The columns widened by the cells of `row`; `None` where a cell lies across two of them or beside all.
fn with_row(columns: &[(f32, f32)], row: &Row) -> Option<Vec<(f32, f32)>> {
    let mut wider = columns.to_vec();
    for (left, right) in extents(row) {
        let touched: Vec<usize> = (0..columns.len()).filter(|at| overlaps(columns.get(*at), left, right)).collect();
        let [only] = touched.as_slice() else { return None };
        let column = wider.get_mut(*only)?;
        *column = (column.0.min(left), column.1.max(right));
    }
    let apart = wider.windows(2).all(|pair| matches!(pair, [one, other] if one.1 < other.0));
    apart.then_some(wider)
}

fn overlaps(column: Option<&(f32, f32)>, left: f32, right: f32) -> bool {
    column.is_some_and(|column| column.0 < right && left < column.1)
}

/// One row for each row of the table, with all its columns.
fn table_rows(lines: Vec<Row>, columns: &[(f32, f32)]) -> Vec<Row> {
    let pitches: Vec<f32> = lines.windows(2).map(pitch).collect();
    let closest = pitches.iter().copied().fold(f32::INFINITY, f32::min);
    let mut done: Vec<Vec<Cell>> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        let cells = in_columns(line, columns);
        let filled = cells.iter().filter(|cell| !cell.words.is_empty()).count();
        let is_apart = index.checked_sub(1).and_then(|above| pitches.get(above)).is_none_or(|gap| *gap > 1.4 * closest);
        let opens = cells.first().is_some_and(|cell| !cell.words.is_empty()) && (is_apart || is_mark(&cells));
        match done.last_mut() {
            Some(row) if !opens && filled * 4 < columns.len() * 3 => {
                for (above, cell) in row.iter_mut().zip(cells) {
                    above.words.extend(cell.words);
                }
            }
            _ => done.push(cells),
        }
    }
    done.into_iter().map(|cells| Row::of(cells).of_table()).collect()
}

fn pitch(pair: &[Row]) -> f32 {
    if let [one, other] = pair { (other.middle() - one.middle()).max(0.1) } else { f32::INFINITY }
}

/// The first cell is a number or mark of a row.
fn is_mark(cells: &[Cell]) -> bool {
    let [only] = cells.first().map_or(&[][..], |cell| cell.words.as_slice()) else { return false };
    only.text.chars().count() <= 6 && only.text.starts_with(|first: char| first.is_alphanumeric())
}

fn in_columns(line: Row, columns: &[(f32, f32)]) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); columns.len()];
    for cell in line.cells {
        let (left, right) = (cell.left(), cell.right());
        let at = (0..columns.len()).find(|at| overlaps(columns.get(*at), left, right)).unwrap_or(0);
        if let Some(place) = cells.get_mut(at) {
            place.words.extend(cell.words);
        }
    }
    cells
}
