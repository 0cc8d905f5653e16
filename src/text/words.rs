//! Words (*tiếng*): runs of letters and digits with their places and folded keys.

use super::letters::{self, AllRoles, Role, Roles};
use super::{Span, fold};
use smol_str::SmolStr;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub span: Span,
    /// Lower case, composed, one tone placement.
    pub key: SmolStr,
    /// It starts with a capital.
    pub is_capital: bool,
}

/// The words of `text[span]`, places in `text`.
///
/// ```
/// use vanban::text::{Span, words};
/// let text = "sửa đổi, bổ sung";
/// let found = words::words(text, Span::new(0, text.len()));
/// let keys: Vec<&str> = found.iter().map(|word| word.key.as_str()).collect();
/// assert_eq!(keys, ["sửa", "đổi", "bổ", "sung"]);
/// ```
#[must_use]
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let printed = span.of(text);
    let roles = AllRoles::get();
    let mut found = Vec::with_capacity(printed.len() / 5);
    let mut letters = printed.char_indices();
    while let Some((start, first)) = letters.next() {
        let role = roles.of(first);
        if !role.has(Role::InWord) {
            continue;
        }
        let (mut all, mut before) = (role, (first, role));
        let (mut end, mut moved) = (printed.len(), false);
        for (at, letter) in letters.by_ref() {
            let role = roles.of(letter);
            if !role.has(Role::InWord) {
                end = at;
                break;
            }
            if role.has(Role::GivesTone) && before.1.has(Role::TakesTone) {
                moved |= moves_tone(before.0, letter);
            }
            all = all.and(role);
            before = (letter, role);
        }
        found.push(Word {
            span: Span::new(start, end).shifted(span.start()),
            key: key(&printed[start..end], all, moved),
            is_capital: role.has(Role::IsCapital),
        });
    }
    found
}

/// True where the tone of the second letter belongs to the first.
fn moves_tone(first: char, second: char) -> bool {
    let pair = letters::lower(first).zip(letters::lower(second));
    pair.is_some_and(|(first, second)| letters::moved_tone(first, second).is_some())
}

/// The key of a word whose letters have these roles. Most are short enough to be kept without memory of their own, and
/// most words of running text are their own key.
fn key(printed: &str, roles: Roles, moves_tone: bool) -> SmolStr {
    if roles.has(Role::IsOdd) || moves_tone {
        SmolStr::new(fold::accented(printed))
    } else if roles.has(Role::Changes) {
        printed.chars().filter_map(letters::lower).collect()
    } else {
        SmolStr::new(printed)
    }
}

/// The last `limit` words of `text[span]`.
#[must_use]
pub fn last_words(text: &str, span: Span, limit: usize) -> Vec<Word> {
    // A syllable has at most seven letters; a generous window keeps long texts from being cut up whole.
    let mut start = span.end().saturating_sub(limit * 24).max(span.start());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut found = words(text, Span::new(start, span.end()));
    found.drain(..found.len().saturating_sub(limit));
    found
}

/// Folded words of a phrase, for tables.
#[must_use]
pub fn keys(phrase: &str) -> Vec<String> {
    words(phrase, Span::new(0, phrase.len())).into_iter().map(|word| word.key.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_the_short_and_the_long_way() {
        let text = "Ủy ban HOÀ bình, U\u{309}Y BAN: quý 5/2020 Ðảng (đ)";
        let found = words(text, Span::new(0, text.len()));
        let told: Vec<(&str, bool)> = found.iter().map(|word| (word.key.as_str(), word.is_capital)).collect();
        let expected = [
            ("ủy", true),
            ("ban", false),
            ("hòa", true),
            ("bình", false),
            ("u", true),
            ("y", true),
            ("ban", true),
            ("quý", false),
            ("5", false),
            ("2020", false),
            ("đảng", true),
            ("đ", false),
        ];
        assert_eq!(told, expected);
    }
}
