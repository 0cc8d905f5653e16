//! The text of a paper that stands in several photos.

use crate::model::{PageText, ReadingNote, TextPage, Unread};

/// Adds what was read of one more photo to the paper's `text`; a photo that could not be read leaves an empty page.
pub(super) fn add(text: &mut PageText, photo: Result<PageText, Unread>) {
    if !text.notes.iter().any(|note| note.code == "photos.joined") {
        text.notes.push(ReadingNote::new("photos.joined", "several photos were read as one paper, by their names"));
    }
    let length: usize = text.pages.iter().map(TextPage::extracted_len).sum();
    let first = text.pages.len();
    match photo {
        Ok(more) => {
            text.pages.extend(more.pages.into_iter().map(|page| page.shifted(length)));
            let later = |page: u32| page.saturating_add(u32::try_from(first).unwrap_or(u32::MAX));
            text.notes.extend(more.notes.into_iter().map(|note| ReadingNote { page: note.page.map(later), ..note }));
        }
        Err(unread) => {
            text.pages.push(TextPage::default());
            text.notes.push(ReadingNote::new("page.unread", unread.message).on_page(first + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{MappedText, Span};

    #[test]
    fn pages_follow_each_other_and_a_bad_one_is_told() {
        let page = TextPage { lines: vec![MappedText::verbatim("abc")], ..TextPage::default() };
        let photo = || PageText { pages: vec![page.clone()], ..PageText::default() };
        let mut paper = photo();
        add(&mut paper, Ok(photo()));
        add(&mut paper, Err(Unread::new("broken", "half a picture")));
        assert_eq!(paper.pages.len(), 3);
        assert_eq!(paper.pages[1].lines[0].origin(Span::new(0, 3)), Span::new(4, 7));
        let told: Vec<_> = paper.notes.iter().map(|note| (note.code.as_str(), note.page)).collect();
        assert_eq!(told, [("photos.joined", None), ("page.unread", Some(3))]);
    }
}
