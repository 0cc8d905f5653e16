//! Reading the tab-separated tables of `grammars/`.

use jiff::civil::Date;

/// Rows of a table as slices of its cells in the order of `columns`.
///
/// # Panics
/// When the header lacks a column or a row has another number of cells: the tables ship with the crate, so a
/// fault is a bug, and the test of this module loads every table.
pub(super) fn rows<'t, const N: usize>(table: &'t str, columns: [&str; N]) -> Vec<[&'t str; N]> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let places = columns.map(|column| {
        header.iter().position(|name| *name == column).unwrap_or_else(|| panic!("table has no column {column}"))
    });
    lines
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), header.len(), "row with another number of cells: {line}");
            places.map(|place| cells[place])
        })
        .collect()
}

/// The parts of a cell that holds a list.
pub(super) fn list(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// The day of a cell, `None` for an empty one.
pub(super) fn day(cell: &str) -> Option<Date> {
    (!cell.is_empty()).then(|| cell.parse().expect("a table holds ISO days"))
}

/// Key of a unit: its code and its first day, 1/1/2004 where that lies before.
pub(super) fn unit_id(code: &str, valid_from: &str) -> String {
    let first = if valid_from.is_empty() { "20040101".to_owned() } else { valid_from.replace('-', "") };
    format!("{code}-{first}")
}
