//! The letters of a Word 97-2003 file in their order (the piece table), and which properties each has.

use super::binary::{plc, size_at, u8_at, u16_at, u32_at};
use super::file::{Part, WordFile};
use crate::extract::ExtractError;
use std::ops::Range;

/// Letters with the same properties.
#[derive(Debug, Clone)]
pub(super) struct LetterRun {
    pub(super) letters: Range<usize>,
    /// Their property changes: bytes of `WordDocument`.
    pub(super) changes: Range<usize>,
}

/// A run of text in the file.
#[derive(Debug, Clone)]
struct Piece {
    letters: Range<usize>,
    /// Byte of `WordDocument` where it starts.
    start: usize,
    /// Bytes of a letter: 1 or 2.
    width: usize,
}

/// The text of all stories.
pub(super) struct Letters {
    /// UTF-16 units.
    pub(super) units: Vec<u16>,
    pieces: Vec<Piece>,
    /// Bytes of `WordDocument` with the same paragraph properties, and these.
    paragraphs: Vec<(Range<usize>, Range<usize>)>,
    /// Runs of letters in order.
    pub(super) runs: Vec<LetterRun>,
}

impl Letters {
    /// Reads the pieces and the pages of properties.
    ///
    /// # Errors
    /// [`ExtractError::Broken`] without a piece table.
    pub(super) fn new(file: &WordFile) -> Result<Letters, ExtractError> {
        let pieces = pieces(file).ok_or_else(|| ExtractError::Broken("no piece table".to_owned()))?;
        let mut units = Vec::new();
        let mut kept = Vec::new();
        for mut piece in pieces {
            piece.letters = units.len()..units.len() + piece.letters.len();
            append(&file.main, &mut piece, &mut units);
            kept.push(piece);
        }
        let mut letters = Letters { units, pieces: kept, paragraphs: Vec::new(), runs: Vec::new() };
        letters.paragraphs = pages(file, Part::ParagraphPages, 13);
        let letter_pages = pages(file, Part::LetterPages, 1);
        letters.runs = letters.pieces.iter().flat_map(|piece| runs_of(piece, &letter_pages)).collect();
        Ok(letters)
    }

    /// Style and property changes of the paragraph that the letter `at` ends: bytes of `WordDocument`.
    pub(super) fn paragraph_at(&self, at: usize) -> Option<Range<usize>> {
        let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.letters.end <= at))?;
        let byte = piece.start + at.checked_sub(piece.letters.start)? * piece.width;
        let index = self.paragraphs.partition_point(|(bytes, _)| bytes.end <= byte);
        self.paragraphs.get(index).filter(|(bytes, _)| bytes.contains(&byte)).map(|(_, changes)| changes.clone())
    }
}

/// The pieces of the piece table, in order.
fn pieces(file: &WordFile) -> Option<Vec<Piece>> {
    let table = file.part(Part::Pieces);
    let mut at = 0;
    while u8_at(table, at)? == 1 {
        at += 3 + usize::from(u16_at(table, at + 1)?);
    }
    let length = size_at(table, at + 1)?;
    let body = table.get(at + 5..(at + 5).checked_add(length)?.min(table.len()))?;
    let pieces = plc(body, 8).into_iter().filter_map(|(start, end, piece)| {
        let place = u32_at(piece, 2)?;
        let is_narrow = place & 0x4000_0000 != 0;
        let byte = usize::try_from(place & 0x3fff_ffff).ok()?;
        let (start_byte, width) = if is_narrow { (byte / 2, 1) } else { (byte, 2) };
        let count = end.checked_sub(start)?.min(file.main.len());
        Some(Piece { letters: 0..count, start: start_byte, width })
    });
    Some(pieces.collect())
}

/// Appends the letters of a piece; one that reaches behind the file is cut.
fn append(main: &[u8], piece: &mut Piece, units: &mut Vec<u16>) {
    let start = piece.start.min(main.len());
    let end = (piece.start + piece.letters.len() * piece.width).min(main.len());
    let bytes = main.get(start..end).unwrap_or_default();
    if piece.width == 1 {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        units.extend(text.encode_utf16());
    } else {
        units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
    }
    // Places of later letters count, so what is missing is filled up with letters that print nothing.
    units.resize(piece.letters.end, 0);
}

/// The entries of the pages of properties (FKP): ranges of bytes and their property changes; `width` is the size of
/// the entries that point to them.
fn pages(file: &WordFile, part: Part, width: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for (_, _, entry) in plc(file.part(part), 4) {
        let Some(number) = size_at(entry, 0) else { continue };
        let page_start = (number & 0x003f_ffff) * 512;
        let Some(page) = file.main.get(page_start..page_start + 512) else { continue };
        let count = usize::from(page[511]);
        for at in 0..count {
            let bounds = size_at(page, at * 4).zip(size_at(page, at * 4 + 4));
            let pointer = u8_at(page, 4 * (count + 1) + at * width);
            let (Some((start, end)), Some(pointer)) = (bounds, pointer) else { break };
            let changes = changes_at(page, usize::from(pointer) * 2, width > 1).unwrap_or(0..0);
            found.push((start..end, page_start + changes.start..page_start + changes.end));
        }
    }
    found.sort_by_key(|(bytes, _)| bytes.start);
    found
}

/// The bytes of a page that hold the property changes at `at`; nothing at 0.
fn changes_at(page: &[u8], at: usize, of_paragraph: bool) -> Option<Range<usize>> {
    if at == 0 {
        return Some(0..0);
    }
    let count = usize::from(u8_at(page, at)?);
    let (start, length) = match (of_paragraph, count) {
        (false, count) => (at + 1, count),
        (true, 0) => (at + 2, usize::from(u8_at(page, at + 1)?) * 2),
        (true, count) => (at + 1, count * 2 - 1),
    };
    Some(start..(start + length).min(511))
}

/// The runs of a piece.
fn runs_of(piece: &Piece, pages: &[(Range<usize>, Range<usize>)]) -> Vec<LetterRun> {
    let mut found = Vec::new();
    let end_byte = piece.start + piece.letters.len() * piece.width;
    let mut byte = piece.start;
    let mut index = pages.partition_point(|(bytes, _)| bytes.end <= byte);
    while byte < end_byte {
        let next = pages.get(index);
        let (end, changes) = match next {
            Some((bytes, changes)) if bytes.start <= byte => (bytes.end.min(end_byte), changes.clone()),
            Some((bytes, _)) => (bytes.start.min(end_byte), 0..0),
            None => (end_byte, 0..0),
        };
        if next.is_some_and(|(bytes, _)| bytes.end <= end) {
            index += 1;
        }
        if end <= byte {
            continue;
        }
        let letter = |byte: usize| piece.letters.start + (byte - piece.start) / piece.width;
        found.push(LetterRun { letters: letter(byte)..letter(end), changes });
        byte = end;
    }
    found
}
