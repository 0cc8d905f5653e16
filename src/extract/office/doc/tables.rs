//! Paragraphs of a Word 97-2003 file to blocks: cells, rows and tables from the marks that end them.
//!
//! Tables that follow each other have nothing between them in the file: rows with lines between their cells and rows
//! without are two tables (the table of a plan and the signature block under it).

use super::binary::{u8_at, u16_at};
use super::paragraphs::{CELL_MARK, Flat};
use crate::extract::office::grid;
use crate::extract::office::story::{Block, Cell, MAX_CELLS, MAX_NESTING, Row, Table};

/// A table under way.
#[derive(Default)]
struct Open {
    rows: Vec<(Row, Shape)>,
    cells: Vec<Cell>,
    blocks: Vec<Block>,
}

/// What the definition of a row tells.
#[derive(Debug, Clone, Default, PartialEq)]
struct Shape {
    edges: Vec<i32>,
    cells: Vec<CellShape>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct CellShape {
    goes_on_from_left: bool,
    goes_on_from_above: bool,
    borders: usize,
}

/// Blocks of paragraphs, nested as their marks tell; `ends_page` tells marks that end a page.
pub(super) fn nest(flat: Vec<Flat>, ends_page: fn(u16) -> bool) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for one in flat {
        let depth = depth_of(&one).min(MAX_NESTING);
        while open.len() > depth {
            close_table(&mut open, &mut found);
        }
        open.resize_with(depth, Open::default);
        let Some(table) = open.last_mut() else {
            if one.look.on_new_page {
                found.push(Block::PageBreak);
            }
            found.push(Block::Paragraph(one.paragraph));
            if ends_page(one.mark) {
                found.push(Block::PageBreak);
            }
            continue;
        };
        let is_outer = depth == 1;
        let ends_row = if is_outer { one.look.ends_row && one.mark == CELL_MARK } else { one.look.ends_inner_row };
        if ends_row {
            end_row(table, &one.look.row);
            continue;
        }
        table.blocks.push(Block::Paragraph(one.paragraph));
        let ends_cell = if is_outer { one.mark == CELL_MARK } else { one.look.ends_inner_cell };
        if ends_cell && table.cells.len() < MAX_CELLS {
            let blocks = std::mem::take(&mut table.blocks);
            table.cells.push(Cell { blocks, ..Cell::default() });
        }
    }
    while !open.is_empty() {
        close_table(&mut open, &mut found);
    }
    found
}

/// Tables around a paragraph.
fn depth_of(one: &Flat) -> usize {
    if one.look.in_table { one.look.depth.max(1) } else { one.look.depth }
}

/// The row ends: its cells get the shape that its definition tells.
fn end_row(table: &mut Open, definition: &[u8]) {
    let mut cells = std::mem::take(&mut table.cells);
    if !table.blocks.is_empty() {
        cells.push(Cell { blocks: std::mem::take(&mut table.blocks), ..Cell::default() });
    }
    let shape = shape_of(definition, cells.len());
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
    table.rows.push((row, Shape { edges, cells: shape.cells }));
}

/// The definition of a row (TDefTable): count of cells, their edges, and 20 bytes for each.
fn shape_of(definition: &[u8], count: usize) -> Shape {
    let told = usize::from(u8_at(definition, 0).unwrap_or(0));
    let edge = |at: usize| u16_at(definition, 1 + at * 2).map(|edge| i32::from(edge.cast_signed()));
    let edges = (0..=told).map_while(edge).collect();
    let first = 1 + (told + 1) * 2;
    let cells = (0..count.min(told)).map(|at| cell_shape(definition.get(first + at * 20..).unwrap_or_default()));
    Shape { edges, cells: cells.collect() }
}

fn cell_shape(bytes: &[u8]) -> CellShape {
    let flags = u16_at(bytes, 0).unwrap_or(0);
    let drawn = |side: &usize| {
        let (width, kind) = (u8_at(bytes, 4 + side * 4).unwrap_or(0), u8_at(bytes, 5 + side * 4).unwrap_or(0));
        kind != 0 && kind != 0xff && width != 0xff
    };
    CellShape {
        goes_on_from_left: flags & 0x02 != 0,
        goes_on_from_above: flags & 0x20 != 0 && flags & 0x40 == 0,
        borders: (0..4).filter(drawn).count(),
    }
}

/// Most cells have lines on three sides at least.
fn has_borders(shape: &Shape) -> bool {
    let boxed = shape.cells.iter().filter(|cell| cell.borders >= 3).count();
    boxed * 2 > shape.cells.len()
}

/// Closes the innermost table: it becomes blocks of the cell or text around it.
fn close_table(open: &mut Vec<Open>, found: &mut Vec<Block>) {
    let Some(mut table) = open.pop() else { return };
    if !table.cells.is_empty() || !table.blocks.is_empty() {
        end_row(&mut table, &[]);
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut under_way: Vec<(Row, Shape)> = Vec::new();
    for (row, shape) in table.rows {
        if under_way.last().is_some_and(|(_, last)| has_borders(last) != has_borders(&shape) && last.edges != shape.edges) {
            blocks.push(Block::Table(table_of(std::mem::take(&mut under_way))));
        }
        under_way.push((row, shape));
    }
    blocks.push(Block::Table(table_of(under_way)));
    match open.last_mut() {
        Some(outer) => outer.blocks.extend(blocks),
        None => found.extend(blocks),
    }
}

fn table_of(rows: Vec<(Row, Shape)>) -> Table {
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
