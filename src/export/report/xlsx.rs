//! A report as a workbook: one sheet a section, tables with frozen headings and filters.

use super::{Block, Report, ReportCell, ReportMap, ReportTable, Section, Shade, picture};
use crate::export::ExportError;
use crate::export::xlsx::{fitting, of_xlsx};
use crate::model::Language;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Image, Url, Workbook, Worksheet, XlsxError,
};
use std::fs::File;

/// Letters of the width of a sheet of text.
const TEXT_WIDTH: u16 = 110;
/// Points of a line.
const LINE: u16 = 15;
/// The highest row that a sheet can have, in lines.
const MOST_LINES: u16 = 27;
/// How large the map is shown.
const MAP_SCALE: f64 = 0.42;
/// Rows that the map covers.
const MAP_ROWS: u32 = 46;

/// Writes the report.
pub(super) fn write(report: &Report, file: File) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(&report.title).set_comment("vanban");
    let day = report.day;
    let made = ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
    if let Ok(made) = made {
        properties = properties.set_creation_datetime(&made);
    }
    workbook.set_properties(&properties);
    for (place, section) in report.sections.iter().enumerate() {
        let title = (place == 0).then_some(report);
        write_section(workbook.add_worksheet(), section, title, report.language)?;
    }
    workbook.save_to_writer(file).map_err(of_xlsx)
}

/// Writes one section on a sheet of its own.
pub(in crate::export) fn write_sheet(
    worksheet: &mut Worksheet,
    section: &Section,
    language: Language,
) -> Result<(), ExportError> {
    write_section(worksheet, section, None, language)
}

/// Where the next thing of a sheet goes.
struct Sheet<'w> {
    worksheet: &'w mut Worksheet,
    row: u32,
    /// One wide column, no table.
    is_text: bool,
}

fn write_section(
    worksheet: &mut Worksheet,
    section: &Section,
    title: Option<&Report>,
    language: Language,
) -> Result<(), ExportError> {
    worksheet.set_name(&section.sheet).map_err(of_xlsx)?;
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_landscape().set_footer("&C&P / &N");
    let is_map = section.blocks.iter().any(|block| matches!(block, Block::Map(_)));
    if is_map {
        worksheet.set_portrait().set_print_fit_to_pages(1, 1);
    }
    let mut sheet = Sheet { worksheet, row: 0, is_text: false };
    // A section of one table alone is a table one can filter; others are text.
    if let [Block::Table(table)] = section.blocks.as_slice() {
        return sheet.table(table, true).map_err(of_xlsx);
    }
    if section.blocks.iter().all(|block| matches!(block, Block::Quotes(_))) && !section.blocks.is_empty() {
        return sheet.table(&quotes_table(section, language), true).map_err(of_xlsx);
    }
    sheet.is_text = !is_map && !section.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if sheet.is_text {
        sheet.worksheet.set_column_width(0, TEXT_WIDTH).map_err(of_xlsx)?;
    }
    if let Some(report) = title {
        sheet.line(&report.title, &Format::new().set_bold().set_font_size(15)).map_err(of_xlsx)?;
        for line in &report.subtitle {
            sheet.line(line, &Format::new()).map_err(of_xlsx)?;
        }
        sheet.row += 1;
    }
    for block in &section.blocks {
        sheet.block(block, language)?;
    }
    Ok(())
}

impl Sheet<'_> {
    fn line(&mut self, text: &str, look: &Format) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(self.row, 0, fitting(text.to_owned()).0, look)?;
        self.row += 1;
        Ok(())
    }

    fn block(&mut self, block: &Block, language: Language) -> Result<(), ExportError> {
        match block {
            Block::Paragraph(text) => self.paragraph(text).map_err(of_xlsx)?,
            Block::List(items) => {
                for item in items {
                    self.paragraph(&format!("– {item}")).map_err(of_xlsx)?;
                }
            }
            Block::Table(table) => self.table(table, false).map_err(of_xlsx)?,
            Block::Map(map) => self.map(map)?,
            Block::Quotes(_) => {
                let section = Section { blocks: vec![block.clone()], ..Section::default() };
                self.table(&quotes_table(&section, language), false).map_err(of_xlsx)?;
            }
        }
        Ok(())
    }

    /// Text over the columns of a table below it, so that their widths do not cut it.
    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        let look = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let text = fitting(text.to_owned()).0;
        self.worksheet.set_row_height(self.row, LINE * lines(&text, TEXT_WIDTH - 20))?;
        if self.is_text {
            self.worksheet.write_string_with_format(self.row, 0, text, &look)?;
        } else {
            self.worksheet.merge_range(self.row, 0, self.row, 6, &text, &look)?;
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &ReportTable, alone: bool) -> Result<(), XlsxError> {
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_background_color("#DDE6F0")
            .set_align(FormatAlign::Top);
        for ((heading, width), at) in table.columns.iter().zip(0u16..) {
            self.worksheet.set_column_width(at, *width)?;
            self.worksheet.write_string_with_format(self.row, at, heading, &header)?;
        }
        let headings = table.columns.iter().map(|(heading, width)| lines(heading, *width)).max().unwrap_or(1);
        self.worksheet.set_row_height(self.row, LINE * headings)?;
        let first = self.row;
        self.row += 1;
        for row in &table.rows {
            // Not every program finds the height of a row by its text.
            let cells = row.iter().zip(&table.columns).map(|(cell, (_, width))| lines(&cell.text, *width));
            self.worksheet.set_row_height(self.row, LINE * cells.max().unwrap_or(1))?;
            for (cell, at) in row.iter().zip(0u16..) {
                self.cell(at, cell)?;
            }
            self.row += 1;
        }
        if alone {
            let last = u16::try_from(table.columns.len().max(1) - 1).unwrap_or(u16::MAX);
            self.worksheet.autofilter(first, 0, self.row.max(first + 2) - 1, last)?;
            self.worksheet.set_freeze_panes(1, 2)?.set_repeat_rows(0, 0)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &ReportCell) -> Result<(), XlsxError> {
        let mut look = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        if cell.shade != Shade::Plain {
            look = look.set_background_color(Color::from(format!("#{}", cell.shade.colour()).as_str()));
        }
        match (cell.number, &cell.file) {
            (Some(number), _) => {
                #[expect(clippy::cast_precision_loss, reason = "counts and days stay below 2^53")]
                self.worksheet.write_number_with_format(self.row, at, number as f64, &look)?;
            }
            (None, Some(path)) if !path.contains('#') && path.len() < 2_000 => {
                let link = Url::new(format!("file:///{path}")).set_text(&cell.text);
                let look = look.set_font_color("#0B4A8F");
                self.worksheet.write_url_with_format(self.row, at, link, &look)?;
            }
            _ => {
                // Texts are written as texts, never as formulas; the mark keeps them so when a cell is edited.
                let look =
                    if crate::export::table::looks_like_formula(&cell.text) { look.set_quote_prefix() } else { look };
                self.worksheet.write_string_with_format(self.row, at, fitting(cell.text.clone()).0, &look)?;
            }
        }
        Ok(())
    }

    fn map(&mut self, map: &ReportMap) -> Result<(), ExportError> {
        let image = Image::new_from_buffer(&picture::png(map)?).map_err(of_xlsx)?;
        let image = image.set_scale_width(MAP_SCALE).set_scale_height(MAP_SCALE).set_alt_text(&map.caption);
        self.worksheet.insert_image(self.row, 0, &image).map_err(of_xlsx)?;
        self.row += MAP_ROWS;
        for (shade, words) in &map.legend {
            self.cell(0, &ReportCell::text(words).shaded(*shade)).map_err(of_xlsx)?;
            self.row += 1;
        }
        self.worksheet.set_column_width(0, 44).map_err(of_xlsx)?;
        self.line(&map.caption, &Format::new().set_italic()).map_err(of_xlsx)
    }
}

/// Lines that a text takes in a column of so many letters; bold and wide letters need some room.
fn lines(text: &str, width: u16) -> u16 {
    let letters = usize::from(width.saturating_sub(1).max(1));
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > letters {
            lines += 1;
            used = 0;
        }
        lines += length.saturating_sub(1) / letters;
        used += length + usize::from(used > 0);
    }
    u16::try_from(lines).unwrap_or(MOST_LINES).min(MOST_LINES)
}

/// The quotes of a section as a table, one row a quote.
fn quotes_table(section: &Section, language: Language) -> ReportTable {
    let headings = [
        (language.pick("Nơi", "Place"), 26),
        (language.pick("Văn bản", "Document"), 44),
        (language.pick("Câu trích", "Quote"), 90),
        (language.pick("Tệp, trang", "File, page"), 44),
    ];
    let groups = section.blocks.iter().filter_map(|block| match block {
        Block::Quotes(group) => Some(group),
        _ => None,
    });
    let rows = groups.flat_map(|group| {
        group.quotes.iter().map(|quote| {
            let source = ReportCell { file: Some(quote.file.clone()), ..ReportCell::text(&quote.source) };
            vec![
                ReportCell::text(&group.heading).shaded(group.shade),
                ReportCell::text(&quote.about),
                ReportCell::text(&quote.words),
                source,
            ]
        })
    });
    ReportTable {
        columns: headings.into_iter().map(|(heading, width)| (heading.to_owned(), width)).collect(),
        rows: rows.collect(),
    }
}
