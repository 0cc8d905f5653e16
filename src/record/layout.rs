//! Where the text of a record stands on its pages: [`with_pages`].

use super::{Page, PageLine, Recognition, Record, Span, Stamp, Warning};
use crate::model::{Area, CleanText, PageText, PlacedWord, ReadingNote, TextPage};
use crate::text;
use std::collections::BTreeMap;

/// The record with what its pages tell: where each line stands, how it was read, stamps, notes of the reader.
#[must_use]
pub fn with_pages(record: Record, clean: &CleanText, page_text: &PageText) -> Record {
    let words: Vec<&PlacedWord> = page_text.pages.iter().flat_map(|page| &page.words).collect();
    let mut lines = lines_by_page(&record.pages, clean, &page_text.pages);
    let pages = record
        .pages
        .into_iter()
        .zip(&page_text.pages)
        .map(|(page, read)| Page {
            layer: read.layer.slug().to_owned(),
            width: read.size.map(|size| size.width),
            height: read.size.map(|size| size.height),
            label: read.label.clone(),
            lines: lines.remove(&page.page).unwrap_or_default(),
            ..page
        })
        .collect();
    let mut evidence = record.evidence;
    for value in &mut evidence {
        value.recognised = recognition(text::Span::new(value.start, value.end), clean, &words);
    }
    let mut warnings = record.warnings;
    warnings.extend(page_text.notes.iter().map(warning));
    let stamps = stamps(&page_text.pages);
    let urgency = record.urgency.clone().or_else(|| stamps.iter().find_map(urgency));
    Record { urgency, pages, evidence, stamps, warnings, ..record }
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

/// How surely the words of `span` were recognised from an image; none where they are characters of the file.
fn recognition(span: text::Span, clean: &CleanText, words: &[&PlacedWord]) -> Option<Recognition> {
    let sure: Vec<u8> = words_at(span, clean, words).iter().filter_map(|word| word.confidence).collect();
    let sum: u32 = sure.iter().map(|sure| u32::from(*sure)).sum();
    let mean = sum.checked_div(u32::try_from(sure.len()).ok()?)?;
    Some(Recognition { least: *sure.iter().min()?, mean: u8::try_from(mean).ok()? })
}

/// The words that `span` of the clean text was made from; `words` in the order of the text.
fn words_at<'w>(span: text::Span, clean: &CleanText, words: &[&'w PlacedWord]) -> Vec<&'w PlacedWord> {
    let mut found: Vec<&PlacedWord> = Vec::new();
    for origin in clean.text.origins(span) {
        let first = words.partition_point(|word| word.origin.end() <= origin.start());
        found.extend(words[first..].iter().take_while(|word| word.origin.start() < origin.end()));
    }
    // A word of several pieces is one.
    found.dedup_by_key(|word| word.origin);
    found
}

/// The pieces of the text between tabs and line ends that have a place, by the page that they are printed on; of a piece
/// that goes on over a page break, the place on the page where it begins.
fn lines_by_page(pages: &[Page], clean: &CleanText, read: &[TextPage]) -> BTreeMap<u32, Vec<PageLine>> {
    let mut lines: BTreeMap<u32, Vec<PageLine>> = BTreeMap::new();
    let words: Vec<Vec<&PlacedWord>> = read.iter().map(|page| page.words.iter().collect()).collect();
    if words.iter().all(Vec::is_empty) {
        return lines;
    }
    for page in pages {
        let mut start = page.start;
        for piece in text::Span::new(page.start, page.end).of(clean.as_str()).split(['\n', '\t']) {
            let span = text::Span::new(start, start + piece.len());
            start = span.end() + 1;
            let number = clean.page_of(span.start());
            let own = words.get(number as usize - 1).map_or(&[][..], Vec::as_slice);
            let (mut area, mut confidence): (Option<Area>, Option<u8>) = (None, None);
            for word in words_at(span, clean, own) {
                area = Some(area.map_or(word.area, |area| area.join(word.area)));
                confidence = confidence.into_iter().chain(word.confidence).min();
            }
            if let Some(area) = area {
                let line =
                    PageLine { span: Span { start: span.start(), end: span.end() }, area: wire(area), confidence };
                lines.entry(number).or_default().push(line);
            }
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

    /// How surely `83/TTr` of `Số: 83/TTr` was recognised, whose words were read with 20 and `confidence`.
    fn recognised(confidence: Option<u8>) -> Option<Recognition> {
        let clean = CleanText { text: MappedText::verbatim("Số: 83/TTr"), pages: Vec::new(), recognised: Vec::new() };
        let word = |start, end, confidence| PlacedWord {
            origin: text::Span::new(start, end),
            area: Area::default(),
            confidence,
            font: None,
        };
        let words = [word(0, 6, Some(20)), word(7, 10, confidence), word(10, 13, confidence.map(|sure| sure + 6))];
        recognition(text::Span::new(7, 13), &clean, &words.iter().collect::<Vec<_>>())
    }

    #[test]
    fn only_the_own_words_of_a_value_count() {
        assert_eq!(recognised(Some(35)), Some(Recognition { least: 35, mean: 38 }));
        assert_eq!(recognised(None), None);
    }
}
