//! Where the text of a record stands on its pages: [`with_pages`].

use super::{Evidence, Page, PageLine, Record, Span, Stamp, Warning};
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
    warnings.extend(record.evidence.iter().filter_map(|value| doubt(value, clean, &words)));
    warnings.extend(page_text.notes.iter().map(warning));
    let stamps = stamps(&page_text.pages);
    let urgency = record.urgency.clone().or_else(|| stamps.iter().find_map(urgency));
    Record { pages, stamps, warnings, urgency, ..record }
}

/// The degree of urgency that a stamp of that kind says.
fn urgency(stamp: &Stamp) -> Option<String> {
    let said = text::fold::unaccented(&stamp.text);
    let degrees = ["hoa toc hen gio", "hoa toc", "thuong khan", "khan"];
    let found = degrees.iter().find(|degree| stamp.kind == "urgency" && said.contains(*degree));
    found.map(|degree| degree.replace(' ', "_"))
}

pub(super) fn warning(note: &ReadingNote) -> Warning {
    let page = note.page.map(|page| format!("page {page}: ")).unwrap_or_default();
    Warning { code: note.code.clone(), message: format!("{page}{}", note.message), ..Warning::default() }
}

/// A value recognised from an image with less confidence than this, of 100, may be another one. On real scans the numbers
/// that were read wrong, mostly written by hand, stood at 36 and below, printed ones mostly above 90.
const DOUBT: u8 = 60;

/// The warning that the document's number or date was recognised with doubt: it stays as it was read.
fn doubt(value: &Evidence, clean: &CleanText, words: &[&PlacedWord]) -> Option<Warning> {
    let (code, name) = match value.field.as_str() {
        "/number" => ("number.doubtful", "số (number)"),
        "/date" => ("date.doubtful", "ngày (date)"),
        _ => return None,
    };
    let span = text::Span::new(value.start, value.end);
    let confidence = words_at(span, clean, words).filter_map(|word| word.confidence).min()?;
    (confidence < DOUBT).then(|| Warning {
        code: code.to_owned(),
        message: format!("{name} đọc từ ảnh, độ tin cậy {confidence}/100 (recognised with doubt)"),
        span: Some(Span { start: value.start, end: value.end }),
        hint: Some("đối chiếu với bản giấy (compare with the paper)".to_owned()),
    })
}

/// The words that `span` of the clean text was made from; `words` in the order of the text.
fn words_at<'w>(span: text::Span, clean: &CleanText, words: &'w [&PlacedWord]) -> impl Iterator<Item = &'w PlacedWord> {
    let origin = clean.text.origin(span);
    let first = words.partition_point(|word| word.origin.end() <= origin.start());
    words[first..].iter().take_while(move |word| word.origin.start() < origin.end()).copied()
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
        let (mut area, mut confidence): (Option<Area>, Option<u8>) = (None, None);
        for word in words_at(span, clean, words) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MappedText;

    /// The warning of `field` at `Số: 83/TTr`, whose last word was read with `confidence`.
    fn told(field: &str, confidence: Option<u8>) -> Option<String> {
        let clean = CleanText { text: MappedText::verbatim("Số: 83/TTr"), pages: Vec::new(), recognised: Vec::new() };
        let word = |start, end, confidence| PlacedWord {
            origin: text::Span::new(start, end),
            area: Area::default(),
            confidence,
            font: None,
        };
        let words = [word(0, 6, Some(20)), word(7, 13, confidence)];
        let value = Evidence { field: field.to_owned(), start: 7, end: 13, ..Evidence::default() };
        doubt(&value, &clean, &words.iter().collect::<Vec<_>>()).map(|warning| warning.code)
    }

    #[test]
    fn a_doubtful_number_is_told_and_only_its_own_words_count() {
        assert_eq!(told("/number", Some(35)).as_deref(), Some("number.doubtful"));
        assert_eq!(told("/date", Some(59)).as_deref(), Some("date.doubtful"));
        assert_eq!(told("/number", Some(91)), None);
        assert_eq!(told("/number", None), None);
        assert_eq!(told("/subject", Some(35)), None);
    }
}
