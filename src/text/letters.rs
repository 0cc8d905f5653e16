//! What folding needs to know of a letter, looked up once: lower case, without accents, part of a word or not.
//!
//! Covers the signs below U+2100: all of composed Vietnamese, dashes and quotes. Others are asked of the Unicode tables.

use super::fold::unify_letter;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// One past the last letter of the table.
const END: usize = 0x2100;

/// A letter that stands for one letter, whatever is done to it.
#[derive(Debug, Clone, Copy, Default)]
struct Letter {
    /// Lower case; `None` where that takes composing, unifying, or more than one letter.
    lower: Option<char>,
    /// Lower case without accents; `None` likewise, and for combining marks.
    plain: Option<char>,
    is_composed: bool,
}

static TABLE: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    (0..END)
        .map(|code| u32::try_from(code).ok().and_then(char::from_u32).map_or_else(Letter::default, letter))
        .collect()
});

fn letter(of: char) -> Letter {
    // The lower case of sigma depends on its place in the word.
    let is_composed = stands_as_it_is(of);
    let is_simple = of != 'Σ' && is_composed;
    let lower = only(of.to_lowercase()).filter(|_| is_simple);
    let plain = lower.and_then(|lower| {
        let bare = only(std::iter::once(lower).nfd().filter(|part| !is_combining_mark(*part)));
        bare.map(|bare| if bare == 'đ' { 'd' } else { bare })
    });
    Letter { lower, plain, is_composed }
}

fn stands_as_it_is(letter: char) -> bool {
    unify_letter(letter) == letter && is_nfc(letter.encode_utf8(&mut [0; 4])) && !is_combining_mark(letter)
}

fn only(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}

fn known(letter: char) -> Option<&'static Letter> {
    TABLE.get(letter as usize)
}

/// True for letters that stand for themselves when a text is composed.
#[must_use]
pub(super) fn is_composed(letter: char) -> bool {
    letter.is_ascii() || known(letter).map_or_else(|| stands_as_it_is(letter), |known| known.is_composed)
}

/// What a sign means for the word that holds it, several [`Role`]s at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Roles(u8);

/// One thing that a sign means for a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// It belongs to a word.
    InWord = 1,
    /// Its small form is another letter.
    Changes = 2,
    /// Its small form takes the long way: composing, unifying or more than one letter.
    IsOdd = 4,
    /// It is a capital.
    IsCapital = 8,
    /// `o`, `u`, to which the tone of the next letter may belong.
    TakesTone = 16,
    /// A letter whose tone may belong to the one before.
    GivesTone = 32,
    /// It is a letter, in any script.
    IsLetter = 64,
    /// It is a small letter.
    IsSmall = 128,
}

impl Roles {
    fn of(letter: char) -> Roles {
        let lower = known(letter).and_then(|known| known.lower);
        let has = |letter: char| ['o', 'u'].iter().any(|first| moved_tone(*first, letter).is_some());
        let all = [
            (Role::InWord, letter.is_alphanumeric()),
            (Role::Changes, lower != Some(letter)),
            (Role::IsOdd, lower.is_none()),
            (Role::IsCapital, letter.is_uppercase()),
            (Role::TakesTone, matches!(lower, Some('o' | 'u'))),
            (Role::GivesTone, lower.is_some_and(has)),
            (Role::IsLetter, letter.is_alphabetic()),
            (Role::IsSmall, letter.is_lowercase()),
        ];
        Roles(all.iter().filter(|(_, is_so)| *is_so).map(|(role, _)| *role as u8).sum())
    }

    pub(super) fn has(self, role: Role) -> bool {
        self.0 & role as u8 != 0
    }

    /// These and those of another letter.
    pub(super) fn and(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

static ROLES: LazyLock<Vec<Roles>> = LazyLock::new(|| {
    let letters = (0..END).map(|code| u32::try_from(code).ok().and_then(char::from_u32));
    letters.map(|letter| letter.map_or_else(Roles::default, Roles::of)).collect()
});

/// The roles of all letters, for a walk over a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct AllRoles(&'static [Roles]);

impl AllRoles {
    pub(super) fn get() -> AllRoles {
        AllRoles(&ROLES)
    }

    pub(super) fn of(self, letter: char) -> Roles {
        self.0.get(letter as usize).copied().unwrap_or_else(|| Roles::of(letter))
    }
}

/// True for letters.
#[must_use]
pub(super) fn is_alphabetic(letter: char) -> bool {
    AllRoles::get().of(letter).has(Role::IsLetter)
}

/// True for letters and digits.
#[must_use]
pub(super) fn is_alphanumeric(letter: char) -> bool {
    AllRoles::get().of(letter).has(Role::InWord)
}

/// True for small letters.
#[must_use]
pub(super) fn is_lowercase(letter: char) -> bool {
    AllRoles::get().of(letter).has(Role::IsSmall)
}

/// The lower case of a composed letter that stands for one letter; `None` for letters that need the long way.
#[must_use]
pub(super) fn lower(letter: char) -> Option<char> {
    if letter.is_ascii() { Some(letter.to_ascii_lowercase()) } else { known(letter)?.lower }
}

/// The pair of small letters with the tone moved from the second to the first: `o`, `à` to `ò`, `a`; `None` where the
/// second carries no tone that moves.
#[must_use]
pub(super) fn moved_tone(first: char, second: char) -> Option<(char, char)> {
    Some(match (first, second) {
        ('o', 'à') => ('ò', 'a'),
        ('o', 'á') => ('ó', 'a'),
        ('o', 'ả') => ('ỏ', 'a'),
        ('o', 'ã') => ('õ', 'a'),
        ('o', 'ạ') => ('ọ', 'a'),
        ('o', 'è') => ('ò', 'e'),
        ('o', 'é') => ('ó', 'e'),
        ('o', 'ẻ') => ('ỏ', 'e'),
        ('o', 'ẽ') => ('õ', 'e'),
        ('o', 'ẹ') => ('ọ', 'e'),
        ('u', 'ỳ') => ('ù', 'y'),
        ('u', 'ý') => ('ú', 'y'),
        ('u', 'ỷ') => ('ủ', 'y'),
        ('u', 'ỹ') => ('ũ', 'y'),
        ('u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    })
}

/// The same without accents, `đ` as `d`.
#[must_use]
pub(super) fn plain(letter: char) -> Option<char> {
    if letter.is_ascii() { Some(letter.to_ascii_lowercase()) } else { known(letter)?.plain }
}
