//! [`PageText`] to [`CleanText`]: letters, spaces, furniture and footnotes, in named steps; places are kept.
//!
//! Takes no decision about meaning. Joins no lines but the halves of a row that a page break cuts; the parser does (see
//! `parse/blocks.rs`): a clean line is a printed line. Idempotent: cleaning cleaned text changes nothing.

mod footnotes;
mod furniture;
mod letters;
mod table_rows;

use crate::model::{CleanText, PageText};
use crate::text::{MappedText, Span};

/// The normalised text of a file.
///
/// ```
/// use vanban::{clean, extract, model::MediaType};
/// let page_text = extract::extract("  Số:  5 /KH–UBND".as_bytes(), MediaType::Text).unwrap();
/// assert_eq!(clean::clean(&page_text).as_str(), "Số: 5 /KH-UBND");
/// ```
#[must_use]
pub fn clean(page_text: &PageText) -> CleanText {
    let mut text = MappedText::new();
    let mut pages = Vec::with_capacity(page_text.pages.len());
    let lines = table_rows::joined(page_text);
    let cleaned: Vec<Vec<MappedText>> =
        lines.iter().map(|lines| lines.iter().map(letters::clean_line).collect()).collect();
    let running = furniture::Running::of(&cleaned);
    let kept =
        cleaned.iter().enumerate().map(|(number, lines)| furniture::without_furniture(lines, &running, number == 0));
    let blank = MappedText::new();
    for lines in footnotes::moved(kept.collect(), page_text, &blank) {
        let start = text.len();
        for line in lines {
            let end_of_line = end_of_origin(&text);
            if !text.is_empty() {
                text.push_replaced("\n", Span::new(end_of_line, end_of_line));
            }
            text.push_part(line, Span::new(0, line.len()));
        }
        pages.push(Span::new(start, text.len()));
    }
    let words = page_text.pages.iter().flat_map(|page| &page.words);
    let recognised = words.filter_map(|word| Some((word.origin, word.confidence?))).collect();
    CleanText { text, pages, recognised }
}

fn end_of_origin(text: &MappedText) -> usize {
    text.origin(Span::new(text.len().saturating_sub(1), text.len())).end()
}
