//! Letters of one encoding to Unicode, each with its place.

use super::bytes::{byte_of, is_unicode_alone, shown};
use super::{LegacyEncoding, Piece, capital, double_utf8, viqr};
use crate::extract::vietnamese::is_syllable;
use crate::tables::{ByteLetters, LegacyLetters, Tables};
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in Unicode, piece by piece; the pieces cover the text.
pub(super) fn convert(text: &str, encoding: LegacyEncoding) -> Vec<Piece> {
    let letters = &Tables::built_in().legacy;
    let by_byte = |letters: &ByteLetters| keep_signs(text, &[], convert_bytes(text, &|byte| letters.of(byte)));
    let converted = match encoding {
        LegacyEncoding::Tcvn3 => return keep_unicode(text, convert_tcvn(text, letters)),
        LegacyEncoding::Vni => return keep_unicode(text, convert_vni(text, letters)),
        LegacyEncoding::Viscii => by_byte(&letters.viscii),
        LegacyEncoding::Vps => by_byte(&letters.vps),
        LegacyEncoding::Windows1258 => compose_tones(convert_bytes(text, &windows_1258)),
        LegacyEncoding::DoubleUtf8 => return double_utf8::convert(text),
        LegacyEncoding::Viqr => return viqr::convert(text),
    };
    keep_unicode(text, converted)
}

/// A piece for each letter: what `letter_of` tells of its byte, else what windows-1252 shows for it.
fn convert_bytes(text: &str, letter_of: &dyn Fn(u8) -> Option<char>) -> Vec<Piece> {
    let pieces = text.char_indices().map(|(at, letter)| {
        let converted = byte_of(letter).map_or(letter, |byte| letter_of(byte).unwrap_or_else(|| plain(letter, byte)));
        Piece { letter: converted, span: Span::new(at, at + letter.len_utf8()) }
    });
    pieces.collect()
}

/// A letter that the encoding leaves alone: ASCII of a symbol font and the quotes of windows-1252 get their own letters,
/// signs of symbol fonts stay.
fn plain(letter: char, byte: u8) -> char {
    match letter {
        '\u{80}'..='\u{9f}' => shown(byte),
        '\u{f020}'..='\u{f07e}' => char::from(byte),
        other => other,
    }
}

fn convert_tcvn(text: &str, letters: &LegacyLetters) -> Vec<Piece> {
    // Only text with all capitals of the standard uses the control ranges; in other text they hold quotes and dashes.
    let has_all_capitals = uses_control_letters(text, letters);
    let letter_of = |byte| {
        let common = letters.tcvn3.of(byte).or_else(|| letters.tcvn2.of(byte));
        common.or_else(|| letters.tcvn1.of(byte).filter(|_| has_all_capitals))
    };
    let mut pieces = keep_signs(text, &TCVN_SIGNS, convert_bytes(text, &letter_of));
    raise_capital_words(&mut pieces);
    pieces
}

/// True when a byte of a control range that is no quote or dash of windows-1252 stands beside a capital.
fn uses_control_letters(text: &str, letters: &LegacyLetters) -> bool {
    let mut before = ' ';
    let mut letters_seen = text.chars().peekable();
    while let Some(letter) = letters_seen.next() {
        let is_capital = |letter: char| letter.is_ascii_uppercase();
        let is_beside = is_capital(before) || letters_seen.peek().copied().is_some_and(is_capital);
        let byte = byte_of(letter).filter(|byte| letters.tcvn1.of(*byte).is_some());
        let is_quote = |byte: u8| matches!(byte, 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x8b | 0x9b);
        if is_beside && byte.is_some_and(|byte| !is_quote(byte)) {
            return true;
        }
        before = letter;
    }
    false
}

/// Signs that stand alone are bullets, quotes and dashes, no letters; so are quotes around a word that reads without
/// them. `of_encoding` are signs that are no words where they stand between blanks.
fn keep_signs(text: &str, of_encoding: &[char], mut pieces: Vec<Piece>) -> Vec<Piece> {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        let Some(sign) = piece.span.of(text).chars().next() else { continue };
        let before = text[..piece.span.start()].chars().next_back();
        let after = text[piece.span.end()..].chars().next();
        let stays = if of_encoding.contains(&sign) || matches!(sign, '\u{f080}'..='\u{f0ff}') {
            [before, after].into_iter().all(|letter| letter.is_none_or(char::is_whitespace))
        } else if is_common_sign(sign) {
            let is_open = |letter: char| !letter.is_alphabetic() && !matches!(letter, '\u{a1}'..='\u{bf}');
            let is_leader = sign == '…' && [before, after].iter().flatten().any(|beside| matches!(beside, '…' | '.'));
            let is_lone = [before, after].into_iter().all(|letter| letter.is_none_or(is_open));
            is_leader || is_lone || is_around_word(&pieces, at)
        } else {
            false
        };
        if stays && let Some(piece) = pieces.get_mut(at) {
            piece.letter = sign;
        }
    }
    pieces
}

/// True for a sign at the start or end of letters that are a syllable without it, and none with it.
fn is_around_word(pieces: &[Piece], at: usize) -> bool {
    let (before, after) = pieces.split_at(at);
    let Some((sign, after)) = after.split_first() else { return false };
    // One more than the letters of the longest syllable.
    let letters = |piece: &&Piece| is_letter(piece);
    let head = before.iter().rev().take(8).take_while(letters).count();
    let tail: String = after.iter().take(8).take_while(letters).map(|piece| piece.letter).collect();
    let head: String = before.iter().skip(before.len() - head).map(|piece| piece.letter).collect();
    let with_sign = format!("{head}{}{tail}", sign.letter);
    (head.is_empty() || tail.is_empty()) && is_syllable(&(head + &tail)) && !is_syllable(&with_sign)
}

/// Quotes, dashes and signs of numbers that are also bytes of letters.
fn is_common_sign(letter: char) -> bool {
    matches!(
        letter,
        '‘' | '’' | '“' | '”' | '•' | '–' | '—' | '…' | '÷' | '×' | '±' | '²' | '³' | '°' | '\u{a0}' | '\u{2212}'
    )
}

/// Signs that are letters of TCVN3, but no words.
const TCVN_SIGNS: [char; 5] = ['·', '»', '§', 'Ø', 'ü'];

/// Words whose plain letters are capitals: their letters with accents are capitals of an `H` font. So are those of the
/// short words beside them (`Xã` of `XÃ HÒA BÌNH`), where the line has no small letter.
fn raise_capital_words(pieces: &mut [Piece]) {
    for line in pieces.chunk_by_mut(|one, _| one.letter != '\n') {
        let has_small = line.iter().any(|piece| piece.letter.is_ascii_lowercase());
        let words = line.chunk_by_mut(|one, other| is_letter(one) && is_letter(other));
        let raised = words.map(|word| is_of_capitals(word) && raise(word)).filter(|raised| *raised).count();
        if raised > 0 && !has_small {
            raise(line);
        }
    }
}

fn is_letter(piece: &Piece) -> bool {
    piece.letter.is_alphabetic()
}

/// True where the plain letters are capitals, one of them behind the first letter.
fn is_of_capitals(word: &[Piece]) -> bool {
    let mut plain = word.iter().enumerate().filter(|(_, piece)| piece.letter.is_ascii());
    let all_capitals = plain.clone().all(|(_, piece)| piece.letter.is_ascii_uppercase());
    all_capitals && plain.any(|(at, _)| at > 0)
}

/// Makes capitals; true when that changed anything.
fn raise(pieces: &mut [Piece]) -> bool {
    let mut changed = false;
    for piece in pieces {
        let capital = capital(piece.letter);
        changed |= capital != piece.letter;
        piece.letter = capital;
    }
    changed
}

/// Longest match first: a letter with its mark, then a letter alone.
fn convert_vni(text: &str, letters: &LegacyLetters) -> Vec<Piece> {
    let seen = |letter: char| byte_of(letter).filter(|byte| *byte >= 0xa0 || byte.is_ascii()).map(char::from);
    let mut pieces = Vec::with_capacity(text.len());
    let mut source = text.char_indices().peekable();
    while let Some((at, letter)) = source.next() {
        let end = at + letter.len_utf8();
        let Some(first) = seen(letter) else {
            let converted = byte_of(letter).map_or(letter, |byte| plain(letter, byte));
            pieces.push(Piece { letter: converted, span: Span::new(at, end) });
            continue;
        };
        let mark = source.peek().and_then(|(place, mark)| Some((place + mark.len_utf8(), seen(*mark)?)));
        let pair = mark.and_then(|(end, mark)| Some((letters.vni(first, Some(mark))?, end)));
        let (converted, end) = match pair {
            Some(found) => {
                source.next();
                found
            }
            None => (letters.vni(first, None).unwrap_or_else(|| plain(letter, byte_of(letter).unwrap_or(0))), end),
        };
        pieces.push(Piece { letter: converted, span: Span::new(at, end) });
    }
    pieces
}

/// The letters in which windows-1258 differs from windows-1252.
fn windows_1258(byte: u8) -> Option<char> {
    Some(match byte {
        0xc3 => 'Ă',
        0xe3 => 'ă',
        0xd0 => 'Đ',
        0xf0 => 'đ',
        0xd5 => 'Ơ',
        0xf5 => 'ơ',
        0xdd => 'Ư',
        0xfd => 'ư',
        0xcc => '\u{300}',
        0xec => '\u{301}',
        0xd2 => '\u{309}',
        0xde => '\u{303}',
        0xf2 => '\u{323}',
        0xfe => '₫',
        _ => return None,
    })
}

/// Tones join the letter before them.
fn compose_tones(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut composed: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let joined = composed.last().filter(|_| is_combining_mark(piece.letter)).and_then(|last| {
            let mut joined = [last.letter, piece.letter].into_iter().nfc();
            joined.next().filter(|_| joined.next().is_none())
        });
        match (joined, composed.last_mut()) {
            (Some(letter), Some(last)) => *last = Piece { letter, span: last.span.join(piece.span) },
            _ => composed.push(piece),
        }
    }
    composed
}

/// Words with letters of Unicode alone are put back, and those that read as they stand and not as converted.
fn keep_unicode(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept = Vec::with_capacity(pieces.len());
    let is_blank = |piece: &Piece| piece.letter.is_whitespace();
    for word in pieces.chunk_by(|one, other| is_blank(one) == is_blank(other)) {
        let span = word.first().zip(word.last()).map_or_else(Span::default, |(first, last)| first.span.join(last.span));
        let before = span.of(text);
        if before.is_ascii() || !stays(before, word) {
            kept.extend_from_slice(word);
            continue;
        }
        kept.extend(before.char_indices().map(|(at, letter)| {
            let start = span.start() + at;
            Piece { letter, span: Span::new(start, start + letter.len_utf8()) }
        }));
    }
    kept
}

fn stays(before: &str, word: &[Piece]) -> bool {
    if before.contains(is_unicode_alone) {
        return true;
    }
    reads(before) && !reads(&word.iter().map(|piece| piece.letter).collect::<String>())
}

/// True when the letters of a word, without the marks around it, are a syllable.
fn reads(word: &str) -> bool {
    is_syllable(word.trim_matches(|letter: char| !letter.is_alphabetic()))
}
