//! Where the text of a record stands on its pages: [`with_pages`].

use super::{Page, PageLine, Record, Span, Stamp, Warning};
use crate::model::{Area, CleanText, PageText, PlacedWord, ReadingNote, TextPage};
use crate::text;

/// The record with what its pages tell: where each line stands, how it was read, stamps, notes of the reader.
#[must_use]
pub fn with_pages(record: Record, clean: &CleanText, page_text: &PageText) -> Record {
    let words: Vec<&PlacedWord> = page_text.pages.iter().flat_map(|page| &page.words).collect();
    let pages = record
        .pages
        .into_iter()
        .zip(&page_text.pages)
        .map(|(page, read)| Page {
            layer: read.layer.slug().to_owned(),
            width: read.size.map(|size| size.width),
            height: read.size.map(|size| size.height),
            label: read.label.clone(),
            lines: lines(&page, clean, &words),
            ..page
        })
        .collect();
    let mut warnings = record.warnings;
    warnings.extend(page_text.notes.iter().map(warning));
    Record { pages, stamps: stamps(&page_text.pages), warnings, ..record }
}

pub(super) fn warning(note: &ReadingNote) -> Warning {
    let page = note.page.map(|page| format!("page {page}: ")).unwrap_or_default();
    Warning { code: note.code.clone(), message: format!("{page}{}", note.message), ..Warning::default() }
}

/// The pieces of a page's text between tabs and line ends that have a place on it.
fn lines(page: &Page, clean: &CleanText, words: &[&PlacedWord]) -> Vec<PageLine> {
    if words.is_empty() {
        return Vec::new();
    }
    let text = text::Span::new(page.start, page.end).of(clean.as_str());
    let mut start = page.start;
    let mut lines = Vec::new();
    for piece in text.split(['\n', '\t']) {
        let span = text::Span::new(start, start + piece.len());
        start = span.end() + 1;
        let origin = clean.text.origin(span);
        let first = words.partition_point(|word| word.origin.end() <= origin.start());
        let of_piece = words[first..].iter().take_while(|word| word.origin.start() < origin.end());
        let (mut area, mut confidence): (Option<Area>, Option<u8>) = (None, None);
        for word in of_piece {
            area = Some(area.map_or(word.area, |area| area.join(word.area)));
            confidence = confidence.into_iter().chain(word.confidence).min();
        }
        if let Some(area) = area {
            lines.push(PageLine { span: Span { start: span.start(), end: span.end() }, area: wire(area), confidence });
        }
    }
    lines
}

fn wire(area: Area) -> [u16; 4] {
    [area.left, area.top, area.right, area.bottom]
}

fn stamps(pages: &[TextPage]) -> Vec<Stamp> {
    let of_page = |(number, page): (u32, &TextPage)| -> Vec<Stamp> {
        let stamp = |stamp: &crate::model::Stamp| Stamp {
            kind: stamp.kind.slug().to_owned(),
            text: stamp.text.clone(),
            page: number,
            area: stamp.area.map(wire),
            signer: stamp.signer.clone(),
            signed_at: stamp.signed_at.clone(),
        };
        page.stamps.iter().map(stamp).collect()
    };
    (1..).zip(pages).flat_map(of_page).collect()
}
