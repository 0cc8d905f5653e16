//! Sheets (XLSX, XLS, ODS) through `calamine`: a row is a line, a sheet is a page.
//!
//! Values are printed plainly, days as `dd/mm/yyyy`: number formats are not applied. Does not read charts, comments and
//! text boxes. Names of sheets are no part of the text.

use super::package::Package;
use super::story::{Block, Cell, Paragraph, Row, Table};
use crate::extract::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::ReadingNote;
use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Cells of a workbook at the most.
const MOST_CELLS: usize = 2_000_000;

/// Columns of a sheet that are read.
const WIDEST: u32 = 512;

/// Cells of a sheet: row, then column.
type Grid = BTreeMap<u32, BTreeMap<u32, String>>;

/// Reads sheets (XLSX, XLS, ODS).
///
/// # Errors
/// As every reader: locked, broken, beyond a limit.
pub(in crate::extract) fn read(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    if bytes.starts_with(b"PK") {
        Package::open(bytes)?.check_sizes()?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(error_of)?;
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    let mut count = 0;
    for sheet in book.sheets_metadata().to_vec() {
        let (grid, merged) = match sheet_of(&mut book, &sheet.name) {
            Ok(found) => found,
            Err(ExtractError::Broken(what)) => {
                notes.push(ReadingNote::new("office.sheet_unread", format!("a sheet could not be read: {what}")));
                continue;
            }
            Err(error) => return Err(error),
        };
        count += grid.values().map(BTreeMap::len).sum::<usize>();
        if count > MOST_CELLS {
            return Err(ExtractError::Limit("cells of a workbook".to_owned()));
        }
        if sheet.visible != SheetVisible::Visible && !grid.is_empty() {
            notes.push(ReadingNote::new("office.hidden_sheet", format!("the sheet {} is hidden", sheet.name)));
        }
        blocks.push(Block::Table(table_of(&grid, &merged)));
        blocks.push(Block::PageBreak);
    }
    let mut reading = super::finish(blocks, false, pages);
    reading.notes.extend(notes);
    Ok(reading)
}

fn error_of(error: calamine::Error) -> ExtractError {
    let told = error.to_string();
    if told.to_ascii_lowercase().contains("password") { ExtractError::Locked } else { ExtractError::Broken(told) }
}

/// The cells of a sheet that are not empty, and its merged ranges.
fn sheet_of(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<(Grid, Vec<Dimensions>), ExtractError> {
    let mut grid = Grid::new();
    let mut put = |row: u32, column: u32, text: String| {
        if column < WIDEST && !text.is_empty() {
            grid.entry(row).or_default().insert(column, text);
        }
    };
    // Cell by cell, for one cell far out would make a full range huge.
    if let Sheets::Xlsx(book) = book {
        let mut cells = book.worksheet_cells_reader(name).map_err(|error| error_of(error.into()))?;
        while let Some(cell) = cells.next_cell().map_err(|error| error_of(error.into()))? {
            let (row, column) = cell.get_position();
            put(row, column, printed(&Data::from(cell.get_value().clone())));
        }
    } else {
        let range = book.worksheet_range(name).map_err(error_of)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = |at: usize, first: u32| u32::try_from(at).map_or(u32::MAX, |at| at.saturating_add(first));
            put(place(row, first_row), place(column, first_column), printed(value));
        }
    }
    let merged = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    Ok((grid, merged))
}

/// A table as wide as the sheet's widest row; empty rows between others are one.
fn table_of(grid: &Grid, merged: &[Dimensions]) -> Table {
    let columns = grid.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
    let goes_on: BTreeSet<(u32, u32)> = merged
        .iter()
        .filter(|area| area.start.1 < WIDEST && area.end.0 > area.start.0)
        .flat_map(|area| grid.range(area.start.0..=area.end.0).skip(1).map(|(row, _)| (*row, area.start.1)))
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut next = 0;
    for (row, cells) in grid {
        if *row > next {
            rows.push(Row::default());
        }
        next = row + 1;
        let cell = |column: u32| Cell {
            blocks: cells.get(&column).map(|text| Block::Paragraph(Paragraph::of(text.as_str()))).into_iter().collect(),
            goes_on: goes_on.contains(&(*row, column)),
            ..Cell::default()
        };
        rows.push(Row { cells: (0..columns).map(cell).collect(), on_new_page: false });
    }
    Table { rows, has_borders: true }
}

/// A value as text.
fn printed(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => plain_number(*number),
        Data::String(text) => text.trim().to_owned(),
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => moment_of(*moment),
        Data::DateTimeIso(text) => day_of_iso(text),
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number without the noise of binary fractions.
fn plain_number(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

fn moment_of(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let value = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        return format!("{hour:02}:{minute:02}");
    }
    match (hour, minute) {
        (0, 0) => format!("{day:02}/{month:02}/{year}"),
        _ => format!("{day:02}/{month:02}/{year} {hour:02}:{minute:02}"),
    }
}

/// `2031-03-05` or `2031-03-05T08:30:00` as `05/03/2031`.
fn day_of_iso(text: &str) -> String {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return text.to_owned() };
    let time = time.get(..5).filter(|time| *time != "00:00").map_or_else(String::new, |time| format!(" {time}"));
    format!("{day}/{month}/{year}{time}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_printed_plainly() {
        assert_eq!(printed(&Data::Float(12.0)), "12");
        assert_eq!(printed(&Data::Float(0.1 + 0.2)), "0.3");
        assert_eq!(printed(&Data::DateTimeIso("2031-03-05T00:00:00".to_owned())), "05/03/2031");
        assert_eq!(printed(&Data::DateTimeIso("2031-03-05T08:30:00".to_owned())), "05/03/2031 08:30");
    }

    #[test]
    fn a_merged_cell_goes_on_in_the_rows_below() {
        let row = |cells: &[(u32, &str)]| cells.iter().map(|(at, text)| (*at, (*text).to_owned())).collect();
        let grid = Grid::from([(0, row(&[(0, "1"), (1, "Sở X")])), (1, row(&[(0, "2")]))]);
        let table = table_of(&grid, &[Dimensions { start: (0, 1), end: (1, 1) }]);
        assert!(table.rows[1].cells[1].goes_on && !table.rows[0].cells[1].goes_on);
        assert_eq!(table.rows[1].cells.len(), 2);
    }
}
