//! Cells, rows and tables from a run of paragraphs and the marks that end cells and rows, for formats that store
//! tables so (DOC, RTF).
//!
//! Tables that follow each other have nothing between them in such files: rows with lines between their cells and rows
//! without are two tables (the table of a plan and the signature block under it).

use super::grid;
use super::story::{Block, Cell, MAX_CELLS, MAX_NESTING, Paragraph, Row, Table};

/// What is known of the cells of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RowShape {
    /// Edges of the cells from left to right, one more than there are cells.
    pub(super) edges: Vec<i32>,
    pub(super) cells: Vec<CellShape>,
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct CellShape {
    /// It is the right part of the cell on its left.
    pub(super) goes_on_from_left: bool,
    /// It is the lower part of the cell above.
    pub(super) goes_on_from_above: bool,
    /// Sides with a line.
    pub(super) borders: usize,
}

/// Blocks under way.
#[derive(Default)]
pub(super) struct Nesting {
    found: Vec<Block>,
    open: Vec<Open>,
}

/// A table under way.
#[derive(Default)]
struct Open {
    rows: Vec<(Row, RowShape)>,
    cells: Vec<Cell>,
    blocks: Vec<Block>,
}

impl Nesting {
    /// Adds a paragraph inside `depth` tables.
    pub(super) fn paragraph(&mut self, depth: usize, paragraph: Paragraph) {
        self.reach(depth);
        match self.open.last_mut() {
            Some(table) => table.blocks.push(Block::Paragraph(paragraph)),
            None => self.found.push(Block::Paragraph(paragraph)),
        }
    }

    /// What follows stands in no table.
    pub(super) fn leave_tables(&mut self) {
        self.reach(0);
    }

    /// A page ends; not inside tables.
    pub(super) fn page_break(&mut self) {
        if self.open.is_empty() {
            self.found.push(Block::PageBreak);
        }
    }

    /// The cell under way ends.
    pub(super) fn end_cell(&mut self, depth: usize) {
        self.reach(depth);
        if let Some(table) = self.open.last_mut().filter(|table| table.cells.len() < MAX_CELLS) {
            let blocks = std::mem::take(&mut table.blocks);
            table.cells.push(Cell { blocks, ..Cell::default() });
        }
    }

    /// The row under way ends; its cells get the shape.
    pub(super) fn end_row(&mut self, depth: usize, shape: RowShape) {
        self.reach(depth);
        if let Some(table) = self.open.last_mut() {
            table.end_row(shape);
        }
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.reach(0);
        self.found
    }

    /// Closes and opens tables until there are `depth`.
    fn reach(&mut self, depth: usize) {
        let depth = depth.min(MAX_NESTING);
        while self.open.len() > depth {
            let Some(table) = self.open.pop() else { return };
            let blocks = table.close();
            match self.open.last_mut() {
                Some(outer) => outer.blocks.extend(blocks),
                None => self.found.extend(blocks),
            }
        }
        self.open.resize_with(depth, Open::default);
    }
}

impl Open {
    fn end_row(&mut self, shape: RowShape) {
        let mut cells = std::mem::take(&mut self.cells);
        if !self.blocks.is_empty() {
            cells.push(Cell { blocks: std::mem::take(&mut self.blocks), ..Cell::default() });
        }
        let mut row = Row::default();
        let mut edges: Vec<i32> = shape.edges.first().copied().into_iter().collect();
        for (at, mut cell) in cells.into_iter().enumerate() {
            let own = shape.cells.get(at).copied().unwrap_or_default();
            let right = shape.edges.get(at + 1).copied();
            if let (true, Some(left)) = (own.goes_on_from_left, row.cells.last_mut()) {
                left.blocks.extend(cell.blocks);
                if let (Some(last), Some(right)) = (edges.last_mut(), right) {
                    *last = right;
                }
                continue;
            }
            cell.goes_on = own.goes_on_from_above;
            edges.extend(right);
            row.cells.push(cell);
        }
        self.rows.push((row, RowShape { edges, cells: shape.cells }));
    }

    /// The tables that the rows make.
    fn close(mut self) -> Vec<Block> {
        if !self.cells.is_empty() || !self.blocks.is_empty() {
            self.end_row(RowShape::default());
        }
        let mut blocks: Vec<Block> = Vec::new();
        let mut under_way: Vec<(Row, RowShape)> = Vec::new();
        for (row, shape) in self.rows {
            if under_way.last().is_some_and(|(_, last)| begins_table(last, &shape)) {
                blocks.push(Block::Table(table_of(std::mem::take(&mut under_way))));
            }
            under_way.push((row, shape));
        }
        if !under_way.is_empty() {
            blocks.push(Block::Table(table_of(under_way)));
        }
        blocks
    }
}

/// A row of other cells, with lines where the one above has none or the other way round.
fn begins_table(above: &RowShape, row: &RowShape) -> bool {
    has_borders(above) != has_borders(row) && above.edges != row.edges
}

/// Most cells have lines on three sides at least.
fn has_borders(shape: &RowShape) -> bool {
    let boxed = shape.cells.iter().filter(|cell| cell.borders >= 3).count();
    boxed * 2 > shape.cells.len()
}

fn table_of(rows: Vec<(Row, RowShape)>) -> Table {
    let has_borders = rows.iter().any(|(_, shape)| has_borders(shape));
    let fits = rows.iter().all(|(row, shape)| shape.edges.len() == row.cells.len() + 1);
    let edges: Vec<Vec<i32>> = rows.iter().map(|(_, shape)| shape.edges.clone()).collect();
    let columns = if fits { grid::columns(&edges) } else { Vec::new() };
    let mut table = Table { rows: rows.into_iter().map(|(row, _)| row).collect(), has_borders };
    for (row, columns) in table.rows.iter_mut().zip(columns) {
        for (cell, columns) in row.cells.iter_mut().zip(columns) {
            cell.columns = columns;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(edges: &[i32], borders: usize) -> RowShape {
        let cells = vec![CellShape { borders, ..CellShape::default() }; edges.len() - 1];
        RowShape { edges: edges.to_vec(), cells }
    }

    fn row(nesting: &mut Nesting, cells: &[&str], shape: RowShape) {
        for cell in cells {
            nesting.paragraph(1, Paragraph::of(*cell));
            nesting.end_cell(1);
        }
        nesting.end_row(1, shape);
    }

    #[test]
    fn a_signature_block_is_no_part_of_the_table_above() {
        let mut nesting = Nesting::default();
        row(&mut nesting, &["1", "Việc A", "Sở X"], shape(&[0, 5, 60, 90], 4));
        row(&mut nesting, &["Cộng", "2"], shape(&[0, 60, 90], 4));
        row(&mut nesting, &["Nơi nhận:", "CHỦ TỊCH"], shape(&[0, 45, 90], 0));
        nesting.paragraph(0, Paragraph::of("Sau"));
        let blocks = nesting.finish();
        let [Block::Table(plan), Block::Table(signature), Block::Paragraph(_)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        assert_eq!((plan.rows.len(), plan.has_borders), (2, true));
        assert_eq!(plan.rows[1].cells.iter().map(|cell| cell.columns).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((signature.rows.len(), signature.has_borders), (1, false));
    }

    #[test]
    fn merged_cells_join_their_neighbours() {
        let mut nesting = Nesting::default();
        let mut merged = shape(&[0, 5, 60], 4);
        merged.cells[1].goes_on_from_left = true;
        row(&mut nesting, &["a", "b"], merged);
        let blocks = nesting.finish();
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(table.rows[0].cells.len(), 1);
        assert_eq!(table.rows[0].cells[0].blocks.len(), 2);
    }
}
