//! UTF-8 read as windows-1252: `Ä‘á»‹nh` is `định`.

use super::Piece;
use super::bytes::byte_of;
use crate::text::Span;

/// Runs of letters that are the bytes of one UTF-8 letter become that letter; all others stay.
pub(super) fn convert(text: &str) -> Vec<Piece> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |index: usize| letters.get(index).map_or(text.len(), |(at, _)| *at);
    let mut pieces = Vec::with_capacity(letters.len());
    let mut index = 0;
    while let Some((start, letter)) = letters.get(index) {
        let (piece, count) = letter_at(&letters[index..]).unwrap_or((*letter, 1));
        pieces.push(Piece { letter: piece, span: Span::new(*start, end_of(index + count)) });
        index += count;
    }
    pieces
}

/// The letter whose UTF-8 bytes `letters` start with, and how many there are.
fn letter_at(letters: &[(usize, char)]) -> Option<(char, usize)> {
    let first = byte_of(letters.first()?.1)?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = letters.get(..count)?.iter().map(|(_, letter)| byte_of(*letter)).collect::<Option<_>>()?;
    Some((std::str::from_utf8(&bytes).ok()?.chars().next()?, count))
}
