//! [`PageText`] to [`CleanText`]: letters, spaces and furniture, in named steps; places are kept.
//!
//! Takes no decision about meaning, joins no lines (the parser does, see `parse/blocks.rs`): a clean line is a
//! printed line. Idempotent: cleaning cleaned text changes nothing.

mod furniture;
mod letters;

use crate::model::{CleanText, PageText, TextPage};
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
    let lines_of = |page: &TextPage| page.lines.iter().map(letters::clean_line).collect();
    let cleaned: Vec<Vec<MappedText>> = page_text.pages.iter().map(lines_of).collect();
    let running = furniture::Running::of(&cleaned);
    for (number, lines) in cleaned.iter().enumerate() {
        let start = text.len();
        for line in furniture::without_furniture(lines, &running, number == 0) {
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
