//! A workbook: one sheet a table, with headings, frozen header, filters and links. Rows go to disk as they come.

use super::document::ExportDocument;
use super::table::{Cell, Column, ColumnKind, Row, TableKind, looks_like_formula};
use super::{ExportError, ExportOptions, Exporter, Section, report};
use crate::model::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::fs::File;

/// Rows of a sheet, header included (ECMA-376).
const MOST_ROWS: u32 = 1_048_576;
/// Links of a sheet that Excel opens.
const MOST_LINKS: u32 = 65_000;
/// Letters (UTF-16 units) of a cell.
const MOST_LETTERS: usize = 32_767;
/// Longest path that may be linked.
const LONGEST_LINK: usize = 2_000;

/// Looks of cells, shared by all sheets.
struct Looks {
    header: Format,
    plain: Format,
    quoted: Format,
    day: Format,
    link: Format,
}

/// A sheet that is being written.
struct Sheet {
    table: TableKind,
    index: usize,
    name: String,
    /// How many sheets this table has filled before.
    filled: u32,
    /// The next row.
    row: u32,
    links: u32,
}

pub(super) struct Workbooks {
    file: File,
    language: Language,
    workbook: Workbook,
    sheets: Vec<Sheet>,
    /// Sheets behind those of the tables.
    more: Vec<Section>,
    looks: Looks,
    /// Cells that were cut to fit.
    cut: u64,
}

impl Workbooks {
    pub(super) fn new(file: File, options: &ExportOptions) -> Result<Workbooks, ExportError> {
        let language = options.language;
        let mut workbook = Workbook::new();
        let title = language.pick("Văn bản hành chính", "Administrative documents");
        workbook.set_properties(&DocProperties::new().set_title(title).set_comment("vanban"));
        let mut written = Workbooks {
            file,
            language,
            workbook,
            sheets: Vec::new(),
            more: options.sheets.clone(),
            looks: Looks::new(),
            cut: 0,
        };
        for table in TableKind::ALL {
            let sheet = written.new_sheet(table, 0)?;
            written.sheets.push(sheet);
        }
        Ok(written)
    }

    fn new_sheet(&mut self, table: TableKind, filled: u32) -> Result<Sheet, ExportError> {
        let title = table.title(self.language);
        let name = if filled == 0 { title.to_owned() } else { format!("{title} {}", filled + 1) };
        let index = self.workbook.worksheets().len();
        let worksheet = self.workbook.add_worksheet_with_constant_memory().map_err(of_xlsx)?;
        begin_sheet(worksheet, &name, table.columns(), self.language, &self.looks).map_err(of_xlsx)?;
        Ok(Sheet { table, index, name, filled, row: 1, links: 0 })
    }

    /// Writes one row of a table; `home` is where the row of its document stands, as an internal link.
    fn write_row(&mut self, place: usize, row: &Row, home: Option<&str>) -> Result<(), ExportError> {
        if self.sheets[place].row >= MOST_ROWS {
            let full = &self.sheets[place];
            let (table, filled) = (full.table, full.filled + 1);
            self.end_sheet(place)?;
            self.sheets[place] = self.new_sheet(table, filled)?;
        }
        let sheet = &mut self.sheets[place];
        let worksheet = self.workbook.worksheet_from_index(sheet.index).map_err(of_xlsx)?;
        for ((column, cell), at) in sheet.table.columns().iter().zip(row).zip(0u16..) {
            let link = link_of(column, cell, home).filter(|_| sheet.links < MOST_LINKS);
            sheet.links += u32::from(link.is_some());
            self.cut += u64::from(write_cell(worksheet, (sheet.row, at), cell, link, &self.looks).map_err(of_xlsx)?);
        }
        sheet.row += 1;
        Ok(())
    }

    fn end_sheet(&mut self, place: usize) -> Result<(), ExportError> {
        let sheet = &self.sheets[place];
        let last_column = u16::try_from(sheet.table.columns().len() - 1).unwrap_or(u16::MAX);
        let worksheet = self.workbook.worksheet_from_index(sheet.index).map_err(of_xlsx)?;
        worksheet.autofilter(0, 0, sheet.row.max(2) - 1, last_column).map_err(of_xlsx)?;
        Ok(())
    }
}

impl Exporter for Workbooks {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        for place in 0..self.sheets.len() {
            let rows = self.sheets[place].table.rows(document);
            let of_records = &self.sheets[0];
            let home = (place > 0).then(|| format!("internal:'{}'!A{}", of_records.name, of_records.row));
            for row in rows {
                self.write_row(place, &row, home.as_deref())?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        for place in 0..self.sheets.len() {
            self.end_sheet(place)?;
        }
        for section in &self.more {
            report::write_sheet(self.workbook.add_worksheet(), section, self.language)?;
        }
        self.workbook.save_to_writer(&self.file).map_err(of_xlsx)?;
        let cut = self.cut;
        let note = || format!("{cut} ô dài hơn một ô Excel chứa được, đã cắt (cells too long for Excel, cut)");
        Ok(if cut > 0 { vec![note()] } else { Vec::new() })
    }
}

impl Looks {
    fn new() -> Looks {
        let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Looks {
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#DDE6F0")
                .set_align(FormatAlign::Top),
            quoted: plain.clone().set_quote_prefix(),
            day: plain.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
            link: plain.clone().set_font_color("#0B5394").set_underline(rust_xlsxwriter::FormatUnderline::Single),
            plain,
        }
    }
}

fn begin_sheet(
    worksheet: &mut Worksheet,
    name: &str,
    columns: &[Column],
    language: Language,
    looks: &Looks,
) -> Result<(), XlsxError> {
    worksheet.set_name(name)?.set_freeze_panes(1, 2)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (column, at) in columns.iter().zip(0u16..) {
        worksheet.set_column_width(at, column.width)?;
        worksheet.write_string_with_format(0, at, column.heading(language), &looks.header)?;
    }
    Ok(())
}

/// Where a cell leads: a file, or from a citation or task the row of its document.
fn link_of(column: &Column, cell: &Cell, home: Option<&str>) -> Option<String> {
    match (column.kind, cell) {
        (ColumnKind::File, Cell::Text(path)) if path.len() < LONGEST_LINK && !path.contains('#') => {
            Some(format!("file:///{path}"))
        }
        _ if column.key == "document_number" => home.map(str::to_owned),
        _ => None,
    }
}

/// Writes a cell; true when its text had to be cut. Texts are written as texts, never as formulas.
fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    link: Option<String>,
    looks: &Looks,
) -> Result<bool, XlsxError> {
    match (cell, link) {
        (Cell::Empty, None) => {}
        (cell, Some(link)) => {
            let text = if *cell == Cell::Empty { "không số".to_owned() } else { cell.plain() };
            let url = Url::new(link).set_text(text);
            worksheet.write_url_with_format(row, column, url, &looks.link)?;
        }
        (Cell::Number(number), None) => {
            #[expect(clippy::cast_precision_loss, reason = "ids and counts stay below 2^53")]
            worksheet.write_number_with_format(row, column, *number as f64, &looks.plain)?;
        }
        (Cell::Day(day), None) => {
            worksheet.write_datetime_with_format(row, column, excel_day(*day)?, &looks.day)?;
        }
        (Cell::PaperDate(date), None) => match date.exact() {
            Some(day) => {
                worksheet.write_datetime_with_format(row, column, excel_day(day)?, &looks.day)?;
            }
            None => {
                let month_first: Vec<String> = date.to_string().rsplit('-').map(str::to_owned).collect();
                worksheet.write_string_with_format(row, column, month_first.join("/"), &looks.plain)?;
            }
        },
        (Cell::Text(_) | Cell::List(_), None) => {
            let (text, cut) = fitting(cell.plain());
            let look = if looks_like_formula(&text) { &looks.quoted } else { &looks.plain };
            worksheet.write_string_with_format(row, column, text, look)?;
            return Ok(cut);
        }
    }
    Ok(false)
}

fn excel_day(day: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// The text as long as a cell may be, and whether something was cut.
pub(super) fn fitting(text: String) -> (String, bool) {
    if text.len() <= MOST_LETTERS || text.encode_utf16().count() <= MOST_LETTERS {
        return (text, false);
    }
    let mut units = 0;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units < MOST_LETTERS
    });
    (kept.chain(['…']).collect(), true)
}

pub(super) fn of_xlsx(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) => ExportError::Io(error),
        other => ExportError::of_format("XLSX", other),
    }
}
