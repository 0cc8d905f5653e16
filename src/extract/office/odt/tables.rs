//! Tables of an OpenDocument text: spans over columns and rows, head rows, repeated cells.

use super::styles::Look;
use super::text::Body;
use crate::extract::office::story::{Block, Cell, MAX_CELLS, Row, Table};
use crate::extract::office::xml::Element;

/// Times that a row or cell may be repeated.
const MOST_REPEATS: usize = 64;

/// A cell that covers rows below: rows left, and its columns.
#[derive(Debug, Clone, Copy, Default)]
struct Reaching {
    rows: usize,
    columns: usize,
}

impl Body {
    pub(super) fn table(&mut self, element: &Element, depth: usize) -> Table {
        let mut table = Table::default();
        let mut reaching = Vec::new();
        self.rows(element, depth, &mut table, &mut reaching);
        table
    }

    fn rows(&mut self, parent: &Element, depth: usize, table: &mut Table, reaching: &mut Vec<Reaching>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(element, depth, table, reaching),
                "soft-page-break" => {
                    table.rows.push(Row { on_new_page: true, ..Row::default() });
                }
                "table-row" => {
                    let breaks = table.rows.last().is_some_and(|row| row.on_new_page && row.cells.is_empty());
                    if breaks {
                        table.rows.pop();
                    }
                    let mut row = self.row(element, depth, &mut table.has_borders, reaching);
                    row.on_new_page = breaks;
                    for _ in 0..repeats(element, "number-rows-repeated") {
                        table.rows.push(row.clone());
                    }
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, element: &Element, depth: usize, has_borders: &mut bool, reaching: &mut Vec<Reaching>) -> Row {
        let mut row = Row::default();
        let mut column = 0;
        let mut covered = 0_usize;
        for cell in element.elements() {
            for _ in 0..repeats(cell, "number-columns-repeated") {
                if row.cells.len() >= MAX_CELLS {
                    return row;
                }
                match cell.name.as_str() {
                    "covered-table-cell" if covered > 0 => covered -= 1,
                    "covered-table-cell" => {
                        let columns = below(reaching, column);
                        covered = columns - 1;
                        row.cells.push(Cell { columns, goes_on: true, ..Cell::default() });
                    }
                    "table-cell" => {
                        let read = self.cell(cell, depth, has_borders);
                        covered = read.columns - 1;
                        reach(reaching, column, span(cell, "number-rows-spanned"), read.columns);
                        row.cells.push(read);
                    }
                    _ => continue,
                }
                column += 1;
            }
        }
        row
    }

    fn cell(&mut self, cell: &Element, depth: usize, has_borders: &mut bool) -> Cell {
        let look = self.styles.look("table-cell", cell.attribute("style-name"), &Look::default());
        *has_borders |= look.has_borders();
        let mut blocks = Vec::new();
        self.blocks(cell, depth + 1, &mut blocks);
        blocks.retain(|block| !matches!(block, Block::PageBreak));
        Cell { blocks, columns: span(cell, "number-columns-spanned"), goes_on: false }
    }
}

fn span(cell: &Element, name: &str) -> usize {
    cell.attribute(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).clamp(1, MAX_CELLS)
}

fn repeats(element: &Element, name: &str) -> usize {
    span(element, name).min(MOST_REPEATS)
}

/// Notes how far the cell at `column` reaches down.
fn reach(reaching: &mut Vec<Reaching>, column: usize, rows: usize, columns: usize) {
    if reaching.len() <= column {
        reaching.resize(column + 1, Reaching::default());
    }
    if let Some(slot) = reaching.get_mut(column) {
        *slot = Reaching { rows: rows - 1, columns };
    }
}

/// The columns of the cell above that reaches down to here; 1 where none does.
fn below(reaching: &mut [Reaching], column: usize) -> usize {
    match reaching.get_mut(column) {
        Some(slot) if slot.rows > 0 => {
            slot.rows -= 1;
            slot.columns
        }
        _ => 1,
    }
}
