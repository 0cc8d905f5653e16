//! A report as one HTML page: style and map inside, no script, page breaks and numbers for print.

use super::map::{SHEET, outlines};
use super::{Block, QuoteGroup, Report, ReportCell, ReportMap, ReportTable, Shade, file_link};
use crate::model::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../assets/report.css");

/// The page.
pub(super) fn page(report: &Report) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(report.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (report.title) }
                    @for line in &report.subtitle { p { (line) } }
                }
                main {
                    @for (place, section) in report.sections.iter().enumerate() {
                        section id=(format!("s{}", place + 1)) {
                            h2 { (place + 1) ". " (section.heading) }
                            @for block in &section.blocks { (block_markup(block, report.language)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn block_markup(block: &Block, language: Language) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (text) } },
        Block::List(items) => html! { ul { @for item in items { li { (item) } } } },
        Block::Table(table) => table_markup(table),
        Block::Map(map) => map_markup(map, language),
        Block::Quotes(group) => quotes_markup(group),
    }
}

fn table_markup(table: &ReportTable) -> Markup {
    let widths: u32 = table.columns.iter().map(|(_, width)| u32::from(*width)).sum();
    html! {
        table {
            colgroup {
                @for (_, width) in &table.columns {
                    col style=(format!("width:{}%", u32::from(*width) * 100 / widths.max(1)));
                }
            }
            thead { tr { @for (heading, _) in &table.columns { th scope="col" { (heading) } } } }
            tbody { @for row in &table.rows { tr { @for cell in row { (cell_markup(cell)) } } } }
        }
    }
}

fn cell_markup(cell: &ReportCell) -> Markup {
    let number = cell.number.map(|_| "n");
    html! {
        td class=[class_of(cell.shade, number)] {
            @match &cell.file {
                Some(path) => a href=(file_link(path)) { (cell.text) },
                None => (cell.text),
            }
        }
    }
}

fn class_of(shade: Shade, number: Option<&str>) -> Option<String> {
    let shade = (shade != Shade::Plain).then(|| class(shade));
    let names: Vec<&str> = shade.into_iter().chain(number).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn class(shade: Shade) -> &'static str {
    match shade {
        Shade::Plain => "plain",
        Shade::Done => "done",
        Shade::Unnumbered => "unnumbered",
        Shade::Indirect => "indirect",
        Shade::Subordinate => "subordinate",
        Shade::Cited => "cited",
        Shade::Missing => "missing",
        Shade::Alert => "alert",
    }
}

fn quotes_markup(group: &QuoteGroup) -> Markup {
    html! {
        article {
            h3 { span class=(format!("dot {}", class(group.shade))) {} (group.heading) }
            @for quote in &group.quotes {
                figure {
                    figcaption { (quote.about) }
                    blockquote { (quote.words) }
                    p class="source" { a href=(file_link(&quote.file)) { (quote.source) } }
                }
            }
        }
    }
}

fn map_markup(map: &ReportMap, language: Language) -> Markup {
    let place = |code: &str| map.places.iter().find(|place| place.code == code);
    let shade = |code: &str| class(place(code).map_or(Shade::Plain, |place| place.shade));
    let title = |code: &str| place(code).map_or("", |place| place.title.as_str());
    let drawn = outlines(map.outlines);
    html! {
        figure class="map" {
            svg viewBox=(format!("0 0 {} {}", SHEET.0, SHEET.1)) role="img" aria-label=(language.pick("Bản đồ", "Map")) {
                @for outline in drawn.iter().filter(|outline| outline.archipelago.is_none()) {
                    path class=(shade(outline.code)) d=(outline.path) { title { (title(outline.code)) } }
                }
                @for outline in drawn {
                    @match outline.archipelago {
                        Some(name) => {
                            rect class=(shade(outline.code)) x=(outline.label.0 - 16) y=(outline.label.1 - 16) width="32" height="32" {
                                title { (title(outline.code)) }
                            }
                            text class="name" x=(outline.label.0.min(1350)) y=(outline.label.1 + 54) { (name) }
                        }
                        None => text x=(outline.label.0) y=(outline.label.1 + 8) { (outline.code) },
                    }
                }
            }
            figcaption {
                ul class="legend" {
                    @for (shade, words) in &map.legend { li { span class=(format!("dot {}", class(*shade))) {} (words) } }
                }
                p { (map.caption) }
            }
        }
    }
}
