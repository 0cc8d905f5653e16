//! Plain text to pages and lines: a form feed ends a page, any line end ends a line.

use crate::model::TextPage;
use crate::text::{MappedText, Span};

pub(super) fn read(text: &MappedText) -> Vec<TextPage> {
    let mut pages = vec![TextPage::default()];
    let mut start = 0;
    for (at, letter) in text.as_str().char_indices() {
        if matches!(letter, '\n' | '\u{c}' | '\u{b}' | '\u{2028}' | '\u{2029}') {
            push_line(&mut pages, text, Span::new(start, at));
            start = at + letter.len_utf8();
            if letter == '\u{c}' {
                pages.push(TextPage::default());
            }
        }
    }
    push_line(&mut pages, text, Span::new(start, text.len()));
    pages
}

/// Adds the line `span` of `text` to the last page; a carriage return at its end is part of the line end.
pub(super) fn push_line(pages: &mut [TextPage], text: &MappedText, span: Span) {
    let kept = span.of(text.as_str()).trim_end_matches('\r').len();
    let mut line = MappedText::new();
    line.push_part(text, Span::new(span.start(), span.start() + kept));
    if let Some(page) = pages.last_mut() {
        page.lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds_and_pages() {
        let pages = read(&MappedText::verbatim("a\r\nb\u{c}c"));
        let lines: Vec<Vec<&str>> =
            pages.iter().map(|page| page.lines.iter().map(MappedText::as_str).collect()).collect();
        assert_eq!(lines, [vec!["a", "b"], vec!["c"]]);
    }
}
