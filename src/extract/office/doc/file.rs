//! The streams of a Word 97-2003 file and its information block (FIB), which tells where everything stands.
//!
//! Names in capitals are those of [MS-DOC].

use super::binary::{size_at, u16_at};
use crate::extract::ExtractError;
use std::io::{Cursor, Read};

/// Bytes of a stream at the most.
const LARGEST_STREAM: u64 = 256 << 20;

/// Pairs of place and length in the FIB, by their place in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 0xa2,
    FootnoteMarks = 0xaa,
    FootnoteTexts = 0xb2,
    Headers = 0xf2,
    LetterPages = 0xfa,
    ParagraphPages = 0x102,
    Fonts = 0x112,
    Pieces = 0x1a2,
    ShapeAnchors = 0x1da,
    EndnoteMarks = 0x20a,
    EndnoteTexts = 0x212,
    TextBoxes = 0x25a,
    Lists = 0x2e2,
    ListUses = 0x2ea,
}

/// The file's streams.
pub(super) struct WordFile {
    /// `WordDocument`: the FIB, text and pages of properties.
    pub(super) main: Vec<u8>,
    /// `0Table` or `1Table`.
    table: Vec<u8>,
    /// `Data`.
    pub(super) data: Vec<u8>,
    /// Letters of each story: text, footnotes, headers, macros, comments, endnotes, text boxes.
    pub(super) lengths: [usize; 7],
}

impl WordFile {
    /// Opens the compound file.
    ///
    /// # Errors
    /// Locked with a password, older than Word 97, or damaged.
    pub(super) fn open(bytes: &[u8]) -> Result<WordFile, ExtractError> {
        let broken = |what: &str| ExtractError::Broken(what.to_owned());
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
            .map_err(|error| ExtractError::Broken(format!("no compound file ({error})")))?;
        let main = stream(&mut file, "WordDocument").ok_or_else(|| broken("no stream WordDocument"))?;
        let flags = u16_at(&main, 0x0a).ok_or_else(|| broken("no information block"))?;
        if flags & 0x0100 != 0 {
            return Err(ExtractError::Locked);
        }
        if u16_at(&main, 0).is_some_and(|mark| mark != 0xa5ec) {
            return Err(ExtractError::Unsupported("Word 6.0 or 95 (DOC)".to_owned()));
        }
        let name = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        let table = stream(&mut file, name).ok_or_else(|| broken("no table stream"))?;
        let data = stream(&mut file, "Data").unwrap_or_default();
        let length = |at| size_at(&main, at).filter(|length| *length <= main.len()).unwrap_or(0);
        let lengths = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map(length);
        Ok(WordFile { main, table, data, lengths })
    }

    /// The bytes of a part of the table stream; empty where there is none.
    pub(super) fn part(&self, part: Part) -> &[u8] {
        let at = part as usize;
        let place = size_at(&self.main, at).zip(size_at(&self.main, at + 4));
        place.and_then(|(start, length)| self.table.get(start..start.checked_add(length)?)).unwrap_or_default()
    }

    /// Bytes of the table stream from where a part starts to the end: the levels of lists stand behind their part.
    pub(super) fn bytes_from(&self, part: Part) -> &[u8] {
        if self.part(part).is_empty() {
            return &[];
        }
        size_at(&self.main, part as usize).and_then(|start| self.table.get(start..)).unwrap_or_default()
    }

    /// The first letter of a story.
    pub(super) fn story_start(&self, story: usize) -> usize {
        self.lengths.iter().take(story).sum()
    }
}

/// The bytes of a stream, as many as can be read.
fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let stream = file.open_stream(name).ok()?;
    let mut bytes = Vec::new();
    let result = stream.take(LARGEST_STREAM).read_to_end(&mut bytes);
    (result.is_ok() || !bytes.is_empty()).then_some(bytes)
}
