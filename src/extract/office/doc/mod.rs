//! Word 97-2003 (DOC): our own reading of [MS-DOC], because run fonts, edges of cells, revisions and numbers of
//! paragraphs are needed; where it fails, `office_oxide` reads the bare text.
//!
//! Files that programs saved fast are read through their piece table. Files of Word 6.0 and 95 are not read.

mod binary;
mod changes;
mod file;
mod letters;
mod lists;
mod paragraphs;
mod styles;
mod tables;

use super::story::{Block, Paragraph};
use crate::extract::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::ReadingNote;
use file::WordFile;
use letters::Letters;
use office_oxide::{Document, DocumentFormat};
use paragraphs::Stories;
use std::io::Cursor;

/// Reads Word 97-2003 (DOC).
///
/// # Errors
/// As every reader: locked, broken, of an older Word.
pub(in crate::extract) fn read(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    match read_own(bytes) {
        Ok(blocks) => Ok(super::finish(blocks, false, pages)),
        Err(ExtractError::Locked) => Err(ExtractError::Locked),
        Err(error) => {
            let blocks = read_bare(bytes).ok_or(error)?;
            let mut reading = super::finish(blocks, false, pages);
            let note = "the file is damaged or old: its bare text was read, tables and fonts may be lost";
            reading.notes.push(ReadingNote::new("office.second_reader", note));
            Ok(reading)
        }
    }
}

fn read_own(bytes: &[u8]) -> Result<Vec<Block>, ExtractError> {
    let file = WordFile::open(bytes)?;
    let letters = Letters::new(&file)?;
    let mut stories = Stories::new(&file, &letters);
    let mut blocks = stories.letterhead();
    blocks.extend(stories.text());
    Ok(blocks)
}

/// The text as the second reader finds it, a paragraph a line.
fn read_bare(bytes: &[u8]) -> Option<Vec<Block>> {
    let document = Document::from_reader(Cursor::new(bytes.to_vec()), DocumentFormat::Doc).ok()?;
    let text = document.plain_text();
    let holds_words = text.chars().filter(|letter| letter.is_alphabetic()).count() > 0;
    holds_words.then(|| text.lines().map(|line| Block::Paragraph(Paragraph::of(line))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_damage_are_told() {
        let options = ReadOptions::default();
        let read = |bytes: &[u8]| read(bytes, &options, &mut |_| ());
        let locked = include_bytes!("../../../../fixtures/broken/locked.doc");
        assert_eq!(read(locked).unwrap_err(), ExtractError::Locked);
        let whole = include_bytes!("../../../../fixtures/office/kh-96-phu-yen.doc");
        assert!(matches!(read(&whole[..4000]).unwrap_err(), ExtractError::Broken(_)));
        assert!(matches!(read(b"no").unwrap_err(), ExtractError::Broken(_)));
    }
}
