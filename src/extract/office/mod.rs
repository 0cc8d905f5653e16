//! Office files: Word, RTF, OpenDocument, sheets.
//!
//! Each reader finds blocks ([`story`]); what is common to them stands beside: numbers of paragraphs, fonts in legacy
//! encodings, and how blocks become lines ([`lines`]).

mod doc;
mod docx;
mod grid;
mod legacy_fonts;
mod lines;
mod nesting;
mod numbering;
mod odt;
mod package;
mod rtf;
mod sheets;
mod story;
mod symbols;
mod xml;

use super::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::ReadingNote;
use story::Block;

pub(super) use doc::read as read_doc;
pub(super) use docx::read as read_docx;
pub(super) use odt::read as read_odt;
pub(super) use rtf::read as read_rtf;
pub(super) use sheets::read as read_sheets;

/// Hands on the pages of a story, its legacy fonts converted; `is_damaged` adds a note.
fn finish(mut blocks: Vec<Block>, is_damaged: bool, pages: &mut PageSink<'_>) -> Reading {
    let (encoding, mut notes) = legacy_fonts::convert(&mut blocks);
    if is_damaged {
        notes.push(ReadingNote::new("office.damaged", "the file is damaged: what could be read of it is here"));
    }
    lines::emit(&blocks, pages);
    Reading { encoding, notes, ..Reading::default() }
}

/// Reads the images of a file that holds hardly any text, as pages of a scan.
///
/// # Errors
/// [`ExtractError::NeedsOcr`] where none could be read.
fn read_images(
    images: &[Vec<u8>],
    options: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Vec<ReadingNote>, ExtractError> {
    let mut notes = Vec::new();
    let mut is_read = false;
    for image in images {
        match super::ocr::read_image_file(image, options, pages) {
            Ok(reading) => {
                is_read = true;
                notes.extend(reading.notes);
            }
            Err(error) => notes.push(ReadingNote::new("office.image_unread", error.to_string())),
        }
    }
    if is_read { Ok(notes) } else { Err(ExtractError::NeedsOcr) }
}
