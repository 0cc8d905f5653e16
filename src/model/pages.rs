//! [`PageText`] as a reader gives it, [`CleanText`] as the parser takes it.

use crate::model::MediaType;
use crate::text::{MappedText, Span};

/// Text of a file as a reader found it, lines in reading order; a tab inside a line parts two cells or columns.
#[derive(Debug, Clone, PartialEq)]
pub struct PageText {
    /// What the file was read as.
    pub media: MediaType,
    /// Encoding the bytes were read in, such as `UTF-8`.
    pub encoding: &'static str,
    /// Pages in order; one where the format has none.
    pub pages: Vec<TextPage>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextPage {
    /// Lines without their line ends; origins are bytes of the original file.
    pub lines: Vec<MappedText>,
}

/// Normalised text: NFC, one tone placement, one dash, no furniture, one space between words, a tab between
/// columns, `\n` between lines. Origins are bytes of the original file.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanText {
    /// The text with its map.
    pub text: MappedText,
    /// Where each page stands.
    pub pages: Vec<Span>,
}

impl CleanText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Number of the page, from 1, that holds byte `at`.
    #[must_use]
    pub fn page_of(&self, at: usize) -> u32 {
        let after = self.pages.partition_point(|page| page.start() <= at).max(1);
        u32::try_from(after).unwrap_or(u32::MAX)
    }
}
