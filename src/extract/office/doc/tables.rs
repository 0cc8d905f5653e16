//! Paragraphs of a Word 97-2003 file to blocks, and what the definition of a row (TDefTable) tells of its cells.

use super::binary::{u8_at, u16_at};
use super::paragraphs::{CELL_MARK, Flat, PAGE_MARK};
use super::styles::Ends;
use crate::extract::office::nesting::{CellShape, Nesting, RowShape};
use crate::extract::office::story::Block;

/// Bytes of the description of a cell.
const CELL_BYTES: usize = 20;

/// Blocks of paragraphs, nested as their marks tell.
pub(super) fn nest(flat: Vec<Flat>) -> Vec<Block> {
    let mut nesting = Nesting::default();
    for one in flat {
        let depth = if one.look.in_table { one.look.depth.max(1) } else { one.look.depth };
        let (ends_row, ends_cell) = match depth {
            1 => (one.look.ends == Ends::Row && one.mark == CELL_MARK, one.mark == CELL_MARK),
            _ => (one.look.ends == Ends::InnerRow, one.look.ends == Ends::InnerCell),
        };
        if depth == 0 && one.look.on_new_page {
            nesting.leave_tables();
            nesting.page_break();
        }
        if depth > 0 && ends_row {
            nesting.end_row(depth, shape_of(&one.look.row));
            continue;
        }
        nesting.paragraph(depth, one.paragraph);
        if depth > 0 && ends_cell {
            nesting.end_cell(depth);
        }
        if one.mark == PAGE_MARK {
            nesting.page_break();
        }
    }
    nesting.finish()
}

/// The definition of a row: count of cells, their edges, and a description of each.
fn shape_of(definition: &[u8]) -> RowShape {
    let count = usize::from(u8_at(definition, 0).unwrap_or(0));
    let edge = |at: usize| u16_at(definition, 1 + at * 2).map(|edge| i32::from(edge.cast_signed()));
    let edges = (0..=count).map_while(edge).collect();
    let first = 1 + (count + 1) * 2;
    let cell = |at: usize| cell_shape(definition.get(first + at * CELL_BYTES..).unwrap_or_default());
    RowShape { edges, cells: (0..count).map(cell).collect() }
}

fn cell_shape(bytes: &[u8]) -> CellShape {
    let flags = u16_at(bytes, 0).unwrap_or(0);
    let is_drawn = |side: &usize| {
        let (width, kind) = (u8_at(bytes, 4 + side * 4).unwrap_or(0), u8_at(bytes, 5 + side * 4).unwrap_or(0));
        kind != 0 && kind != 0xff && width != 0xff
    };
    CellShape {
        goes_on_from_left: flags & 0x02 != 0,
        goes_on_from_above: flags & 0x20 != 0 && flags & 0x40 == 0,
        borders: (0..4).filter(is_drawn).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_definition_tells_edges_merges_and_lines() {
        let mut definition = vec![2, 0, 0, 100, 0, 200, 0];
        let mut first = [0; CELL_BYTES];
        (first[0], first[4], first[5]) = (0x60, 4, 1);
        let mut second = [0; CELL_BYTES];
        (second[0], second[5]) = (0x22, 0xff);
        definition.extend(first);
        definition.extend(second);
        let shape = shape_of(&definition);
        assert_eq!(shape.edges, [0, 100, 200]);
        assert_eq!(shape.cells[0], CellShape { borders: 1, ..CellShape::default() });
        assert_eq!(shape.cells[1], CellShape { goes_on_from_left: true, goes_on_from_above: true, borders: 0 });
    }
}
