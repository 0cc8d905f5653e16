//! A report as a text document (DOCX), with the margins and letters that Nghị định 30/2020/NĐ-CP, Appendix I, asks of
//! administrative documents: A4, Times New Roman, 20 mm above, below and right, 30 mm left.

use super::{Block, QuoteGroup, Report, ReportCell, ReportMap, ReportTable, Shade, file_link, picture};
use crate::export::ExportError;
use docx_rs::{
    AlignmentType, Docx, Footer, Hyperlink, HyperlinkType, LineSpacing, PageMargin, PageNum, Paragraph, Pic, Run,
    RunFonts, Shading, ShdType, Style, StyleType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};
use std::fs::File;

/// Width of the lines in twentieths of a point: A4 without its margins.
const LINE: usize = 11_906 - 1_701 - 1_134;
/// Twentieths of a point in 20 mm.
const NARROW: i32 = 1_134;
/// Width of the map in English Metric Units (914,400 an inch): 11 cm.
const MAP_WIDTH: u32 = 3_960_000;
/// Half points.
const SMALL: usize = 20;

/// Writes the report.
pub(super) fn write(report: &Report, file: File) -> Result<(), ExportError> {
    let mut document = blank(report);
    let title = Paragraph::new().style("Title").align(AlignmentType::Center);
    document = document.add_paragraph(title.add_run(run(&report.title)));
    for line in &report.subtitle {
        document = document.add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(run(line)));
    }
    for (place, section) in report.sections.iter().enumerate() {
        let heading = format!("{}. {}", place + 1, section.heading);
        document = document.add_paragraph(Paragraph::new().style("Heading1").keep_next(true).add_run(run(&heading)));
        for block in &section.blocks {
            document = add_block(document, block)?;
        }
    }
    let mut package = document.build();
    repeat_headings(&mut package.document);
    package.pack(file).map_err(|error| ExportError::of_format("DOCX", error))
}

fn blank(report: &Report) -> Docx {
    let letters = "Times New Roman";
    let fonts = || RunFonts::new().ascii(letters).hi_ansi(letters).cs(letters).east_asia(letters);
    let heading = |id: &str, name: &str, size: usize, level: usize| {
        let apart = LineSpacing::new().before(240).after(80);
        let style = Style::new(id, StyleType::Paragraph).name(name).size(size).bold().outline_lvl(level);
        style.line_spacing(apart).fonts(fonts())
    };
    let margins = PageMargin::new().top(NARROW).bottom(NARROW).right(NARROW).left(1_701).header(567).footer(567);
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let made = format!("{}T00:00:00Z", report.day);
    Docx::new()
        .default_fonts(fonts())
        .default_size(26)
        .page_size(11_906, 16_838)
        .page_margin(margins)
        .created_at(&made)
        .updated_at(&made)
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").size(32).bold().fonts(fonts()))
        .add_style(heading("Heading1", "heading 1", 28, 0))
        .add_style(heading("Heading2", "heading 2", 26, 1))
        .footer(Footer::new().add_paragraph(number))
}

fn add_block(document: Docx, block: &Block) -> Result<Docx, ExportError> {
    Ok(match block {
        Block::Paragraph(text) => {
            let apart = LineSpacing::new().after(120);
            document.add_paragraph(Paragraph::new().align(AlignmentType::Both).line_spacing(apart).add_run(run(text)))
        }
        Block::List(items) => items.iter().fold(document, |document, item| {
            let indented = Paragraph::new().indent(Some(360), None, None, None);
            document.add_paragraph(indented.add_run(run(&format!("– {item}"))))
        }),
        // A paragraph keeps two tables apart.
        Block::Table(table) => document.add_table(table_of(table)).add_paragraph(Paragraph::new()),
        Block::Map(map) => add_map(document, map)?,
        Block::Quotes(group) => add_quotes(document, group),
    })
}

fn add_map(document: Docx, map: &ReportMap) -> Result<Docx, ExportError> {
    let (width, height) = picture::PIXELS;
    let picture = Pic::new_with_dimensions(picture::png(map)?, width, height);
    let picture = picture.size(MAP_WIDTH, MAP_WIDTH / 100 * (height * 100 / width));
    let framed = Paragraph::new().align(AlignmentType::Center).keep_next(true);
    let mut document = document.add_paragraph(framed.add_run(Run::new().add_image(picture)));
    let columns = vec![(String::new(), 1), (String::new(), 12)];
    let rows =
        map.legend.iter().map(|(shade, words)| vec![ReportCell::default().shaded(*shade), ReportCell::text(words)]);
    document = document.add_table(table_of(&ReportTable { columns, rows: rows.collect() }));
    let caption = Paragraph::new().align(AlignmentType::Center).add_run(run(&map.caption).italic());
    Ok(document.add_paragraph(caption))
}

fn add_quotes(document: Docx, group: &QuoteGroup) -> Docx {
    let heading = Paragraph::new().style("Heading2").keep_next(true);
    let mut document = document.add_paragraph(heading.add_run(run(&group.heading)));
    for quote in &group.quotes {
        let indented = || Paragraph::new().indent(Some(360), None, None, None);
        document = document
            .add_paragraph(Paragraph::new().keep_next(true).add_run(run(&quote.about)))
            .add_paragraph(indented().align(AlignmentType::Both).add_run(run(&format!("“{}”", quote.words)).italic()))
            .add_paragraph(indented().add_hyperlink(link(&quote.file, &quote.source)));
    }
    document
}

fn table_of(table: &ReportTable) -> Table {
    let sum: usize = table.columns.iter().map(|(_, width)| usize::from(*width)).sum();
    let widths: Vec<usize> = table.columns.iter().map(|(_, width)| usize::from(*width) * LINE / sum.max(1)).collect();
    let mut rows = Vec::with_capacity(table.rows.len() + 1);
    if table.columns.iter().any(|(heading, _)| !heading.is_empty()) {
        let headings = table.columns.iter().zip(&widths).map(|((heading, _), width)| {
            let shading = Shading::new().shd_type(ShdType::Clear).fill("DDE6F0");
            let words = Paragraph::new().add_run(run(heading).bold().size(SMALL));
            TableCell::new().width(*width, WidthType::Dxa).shading(shading).add_paragraph(words)
        });
        rows.push(TableRow::new(headings.collect()).cant_split());
    }
    for row in &table.rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| table_cell(cell, *width));
        let row = TableRow::new(cells.collect());
        rows.push(if rows.is_empty() { row } else { row.cant_split() });
    }
    // Narrow margins: many columns stand on a page upright.
    let margins = TableCellMargins::new().margin(20, 60, 20, 60);
    Table::new(rows).margins(margins).set_grid(widths).layout(TableLayoutType::Fixed).width(LINE, WidthType::Dxa)
}

fn table_cell(cell: &ReportCell, width: usize) -> TableCell {
    let mut paragraph = Paragraph::new();
    if cell.number.is_some() {
        paragraph = paragraph.align(AlignmentType::Right);
    }
    paragraph = match &cell.file {
        Some(path) => paragraph.add_hyperlink(link(path, &cell.text)),
        None => paragraph.add_run(run(&cell.text).size(SMALL)),
    };
    let mut written = TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph);
    if cell.shade != Shade::Plain {
        written = written.shading(Shading::new().shd_type(ShdType::Clear).fill(cell.shade.colour()));
    }
    written
}

fn link(path: &str, words: &str) -> Hyperlink {
    let words = run(words).color("0B4A8F").underline("single").size(SMALL);
    Hyperlink::new(file_link(path), HyperlinkType::External).add_run(words)
}

/// A run of text without the letters that XML has no place for.
fn run(text: &str) -> Run {
    Run::new().add_text(crate::export::xml::allowed(text))
}

/// The first row of a table, where it must not be split, is its heading: it is said to be one, which the library has no
/// call for, so that it stands on every page.
fn repeat_headings(document: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(document);
    let mut tables = text.split("<w:tbl>");
    let mut whole = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        whole.push_str("<w:tbl>");
        let first = table.find("</w:tr>").unwrap_or(0);
        whole.push_str(&table[..first].replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />"));
        whole.push_str(&table[first..]);
    }
    *document = whole.into_bytes();
}
