//! VIQR (RFC 1456): letters of ASCII with marks behind them, `Vie^.t Nam`.

use super::Piece;
use crate::extract::vietnamese::is_syllable;
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// Bytes of the longest syllable with its marks, and some to spare.
const MAX_WORD: usize = 16;

/// The combining mark of a VIQR mark.
fn mark_of(mark: char, after: char) -> Option<char> {
    let after = after.to_ascii_lowercase();
    Some(match mark {
        '(' if after == 'a' => '\u{306}',
        '^' if matches!(after, 'a' | 'e' | 'o') => '\u{302}',
        '+' if matches!(after, 'o' | 'u') => '\u{31b}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '?' => '\u{309}',
        '~' => '\u{303}',
        '.' => '\u{323}',
        _ => return None,
    })
}

pub(super) fn convert(text: &str) -> Vec<Piece> {
    // Writers that follow the standard put a backslash before marks that are punctuation.
    let escapes = text.contains("\\.") || text.contains("\\?");
    let mut pieces = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (letter, length) = match first {
            '\\' => escaped(rest),
            'd' | 'D' => d_with_stroke(rest),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => {
                vowel(rest, word_before(&text[..start]), escapes)
            }
            _ => (first, first.len_utf8()),
        };
        pieces.push(Piece { letter, span: Span::new(start, start + length) });
        rest = &rest[length..];
    }
    pieces
}

/// The start of the word that `text` ends in; of what is too long for a word, nothing.
fn word_before(text: &str) -> &str {
    let length = text.bytes().rev().take(MAX_WORD + 1).take_while(|byte| is_of_word(char::from(*byte))).count();
    if length > MAX_WORD { "" } else { text.get(text.len() - length..).unwrap_or_default() }
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '(' | '^' | '+' | '\'' | '`' | '?' | '~' | '.')
        || !letter.is_ascii()
}

fn escaped(rest: &str) -> (char, usize) {
    match rest.chars().nth(1) {
        Some(mark @ ('(' | '^' | '+' | '\'' | '`' | '?' | '~' | '.' | 'd' | 'D' | '\\')) => (mark, 2),
        _ => ('\\', 1),
    }
}

fn d_with_stroke(rest: &str) -> (char, usize) {
    match rest.as_bytes() {
        [b'd', b'd', ..] => ('đ', 2),
        [b'D', b'd' | b'D', ..] => ('Đ', 2),
        _ => (rest.chars().next().unwrap_or('d'), 1),
    }
}

/// The vowel at the start of `rest` with its marks; `before` is the word up to it.
fn vowel(rest: &str, before: &str, escapes: bool) -> (char, usize) {
    let mut letters = rest.chars();
    let Some(base) = letters.next() else { return (' ', 0) };
    let mut letter = String::from(base);
    let mut length = 1;
    let mut toned = false;
    for mark in letters.take(2) {
        let Some(combining) = mark_of(mark, base).filter(|_| !toned) else { break };
        let is_tone = !matches!(mark, '(' | '^' | '+');
        let after = &rest[length + 1..];
        if (is_tone && !escapes && is_punctuation(mark, after, before, &letter)) || (!is_tone && length > 1) {
            break;
        }
        letter.push(combining);
        length += 1;
        toned = is_tone;
    }
    // Every vowel with these marks is one letter of Unicode.
    (letter.nfc().next().unwrap_or(base), length)
}

/// True for a dot that ends a line where the word is a syllable without it, and for any mark behind a tone. Before a capital the dot is taken for a tone: `bo^. Ta`i` is met more often than the end of
/// a sentence on an open syllable.
fn is_punctuation(mark: char, after: &str, before: &str, letter: &str) -> bool {
    if after.starts_with(|next: char| next.is_ascii_alphabetic()) {
        return false;
    }
    let has_tone = before.contains(['\'', '`', '?', '~', '.']);
    let ends_line = after.trim_start_matches([' ', '\t', '"', ')']).is_empty() || after.starts_with(['\n', '\r', '.']);
    has_tone || (mark == '.' && ends_line && stands_alone(before, letter))
}

/// True when the word without the mark is a syllable already.
fn stands_alone(before: &str, letter: &str) -> bool {
    let head: String = convert(before).into_iter().map(|piece| piece.letter).collect();
    is_syllable(&(head + letter).nfc().collect::<String>())
}
