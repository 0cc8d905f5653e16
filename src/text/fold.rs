//! Folding of Vietnamese text for comparing and searching; one table for index, query and compare.
//!
//! Printed text is never replaced by its folded form: folding makes keys.
//! Tone placement follows the GUIDE of the record: mark on the first vowel of open `oa, oe, uy` (`hòa`, `ủy`).

use super::{letters, prefix};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// NFC text with eth and African D as `đ`, and lookalike `ƣ` as `ư`.
///
/// ```
/// assert_eq!(vanban::text::fold::compose("QÐ"), "QĐ");
/// ```
#[must_use]
pub fn compose(text: &str) -> String {
    let fixed = text.chars().map(unify_letter);
    if is_nfc(text) { fixed.collect() } else { fixed.nfc().collect() }
}

/// `Ð ð Ɖ` to `Đ đ Đ`, `Ƣ ƣ` to `Ư ư`; every other letter stays.
#[must_use]
pub fn unify_letter(letter: char) -> char {
    match letter {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' => 'đ',
        '\u{1a2}' => 'Ư',
        '\u{1a3}' => 'ư',
        other => other,
    }
}

/// True for text that [`compose`] and [`place_tones`] leave as it is; false where that cannot be told at once.
///
/// ```
/// use vanban::text::fold;
/// assert!(fold::is_settled("hòa bình") && !fold::is_settled("hoà bình") && !fold::is_settled("QÐ"));
/// ```
#[must_use]
pub fn is_settled(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|letter| {
        let moves = matches!(before, 'o' | 'u' | 'O' | 'U')
            && letters::lower(letter)
                .is_none_or(|second| letters::moved_tone(before.to_ascii_lowercase(), second).is_some());
        before = letter;
        !moves && letters::is_composed(letter)
    })
}

/// True for letters, in any script; quicker than asking the Unicode tables.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    letters::is_alphabetic(letter)
}

/// True for letters that [`compose`] leaves as they are, unless combining marks follow.
///
/// ```
/// use vanban::text::fold;
/// assert!(fold::is_composed('ế') && !fold::is_composed('Ð') && !fold::is_composed('\u{301}'));
/// ```
#[must_use]
pub fn is_composed(letter: char) -> bool {
    letters::is_composed(letter)
}

/// Tone placement `hoà` → `hòa`, `uỷ` → `ủy`, case kept; closed syllables and `quý` stay.
/// Never changes the number of letters.
///
/// ```
/// assert_eq!(vanban::text::fold::place_tones("UỶ BAN, hoà bình, quý, hoàn"), "ỦY BAN, hòa bình, quý, hoàn");
/// ```
#[must_use]
pub fn place_tones(text: &str) -> String {
    if !may_move_tones(text) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let mut placed = letters.clone();
    for index in 1..letters.len() {
        if let Some((first, second)) = moved_tone(&letters, index) {
            placed[index - 1] = first;
            placed[index] = second;
        }
    }
    placed.into_iter().collect()
}

/// Cheap look ahead: an `o` or `u` stands before a letter that may carry a tone.
fn may_move_tones(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|letter| {
        let found = matches!(before, 'o' | 'u' | 'O' | 'U') && !letter.is_ascii() && letters::is_alphabetic(letter);
        before = letter;
        found
    })
}

/// The pair of letters at `index - 1`, `index` with the tone moved to the first, where that is due.
fn moved_tone(letters: &[char], index: usize) -> Option<(char, char)> {
    let (first, second) = (letters[index - 1], letters[index]);
    let base = match lower(first) {
        'o' => ['a', 'e'].as_slice(),
        'u' => ['y'].as_slice(),
        _ => return None,
    };
    let (plain, tone) = split_tone(second)?;
    let closed = letters.get(index + 1).is_some_and(|next| next.is_alphabetic());
    let after_q = index >= 2 && lower(letters[index - 2]) == 'q';
    if !base.contains(&lower(plain)) || closed || after_q {
        return None;
    }
    let toned: String = [first, tone].iter().collect::<String>().nfc().collect();
    Some((toned.chars().next()?, plain))
}

/// `ả` as (`a`, hook above) when the letter carries exactly one of the five tone marks and nothing else.
fn split_tone(letter: char) -> Option<(char, char)> {
    let mut parts = std::iter::once(letter).nfd();
    let plain = parts.next()?;
    let tone = parts.next()?;
    let is_tone = matches!(tone, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    (is_tone && parts.next().is_none()).then_some((plain, tone))
}

fn lower(letter: char) -> char {
    if letter.is_lowercase() {
        return letter;
    }
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Key for comparing accented text: composed, lower case, one tone placement, single spaces.
///
/// ```
/// assert_eq!(vanban::text::fold::accented("  UỶ  BAN "), "ủy ban");
/// ```
#[must_use]
pub fn accented(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if accented_into(text, &mut key) {
        return key;
    }
    single_spaces(&place_tones(&compose(text).to_lowercase()))
}

/// True where the key of `text` opens with one of the phrases, which are keys of [`accented`]. Folds the start of the text
/// only, and only where its first letter fits.
///
/// ```
/// use vanban::text::fold;
/// assert!(fold::opens_with("  KÍNH  GỬI: Sở A", &["kính gửi", "nơi nhận"]) && !fold::opens_with("Kính", &["kính gửi"]));
/// ```
#[must_use]
pub fn opens_with(text: &str, phrases: &[&str]) -> bool {
    let text = text.trim_start();
    let first = text.chars().next().and_then(letters::lower);
    let may_fit = |phrase: &&&str| first.is_none() || phrase.chars().next() == first;
    let Some(longest) = phrases.iter().filter(may_fit).map(|phrase| phrase.len()).max() else { return false };
    // Composing may halve the bytes of a text, spaces may be many.
    let key = accented(prefix(text, longest * 3 + 12));
    phrases.iter().any(|phrase| key.starts_with(phrase))
}

/// False where the first letter or digit of `text` is none of `letters`, accents and case aside; true where it may be.
/// Spares folding a text whose start alone counts.
///
/// ```
/// use vanban::text::fold;
/// assert!(fold::may_open("- Nơi nhận:", &['n']) && !fold::may_open("- Như trên", &['k', 'l']));
/// ```
#[must_use]
pub fn may_open(text: &str, letters: &[char]) -> bool {
    let first = text.chars().find(|letter| letters::is_alphanumeric(*letter));
    first.is_some_and(|first| letters::plain(first).is_none_or(|plain| letters.contains(&plain)))
}

/// The small letter without accents; other signs as they are.
///
/// ```
/// assert_eq!(vanban::text::fold::plain_letter('Ế'), 'e');
/// ```
#[must_use]
pub fn plain_letter(letter: char) -> char {
    letters::plain(letter).unwrap_or(letter)
}

/// Appends the key of [`accented`] to an empty `key`, letter by letter; false where a letter has no single counterpart
/// (it needs composing, say), and the key is then unfinished.
pub(super) fn accented_into(text: &str, key: &mut String) -> bool {
    let mut is_due = false;
    // The two letters before, for tones that move.
    let (mut earlier, mut before) = (' ', ' ');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            is_due = !key.is_empty();
            (earlier, before) = (before, ' ');
            continue;
        }
        if is_due {
            key.push(' ');
            is_due = false;
        }
        let Some(mut lower) = letters::lower(letter) else { return false };
        if matches!(before, 'o' | 'u')
            && let Some((first, second)) = letters::moved_tone(before, lower)
            && earlier != 'q'
            && !letters.peek().is_some_and(|next| letters::is_alphabetic(*next))
        {
            key.pop();
            key.push(first);
            lower = second;
        }
        key.push(lower);
        (earlier, before) = (before, lower);
    }
    true
}

/// Letter by letter, with single spaces; `None` where a letter has no single counterpart (it needs composing, say).
fn short_way(text: &str, of: impl Fn(char) -> Option<char>) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let mut is_due = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_due = !key.is_empty();
            continue;
        }
        if is_due {
            key.push(' ');
            is_due = false;
        }
        key.push(of(letter)?);
    }
    Some(key)
}

/// Key for comparing without accents: `ủy ban` → `uy ban`, `đ` → `d`.
///
/// ```
/// assert_eq!(vanban::text::fold::unaccented("Quyết định ĐỐI NGOẠI"), "quyet dinh doi ngoai");
/// ```
#[must_use]
pub fn unaccented(text: &str) -> String {
    let short = short_way(text, letters::plain);
    short.unwrap_or_else(|| single_spaces(&strip_accents(&compose(text).to_lowercase())))
}

/// Appends the key of [`unaccented`] of a word, which holds no white space.
pub(crate) fn push_unaccented(word: &str, key: &mut String) {
    let before = key.len();
    for letter in word.chars() {
        let Some(plain) = letters::plain(letter) else {
            key.truncate(before);
            key.push_str(&unaccented(word));
            return;
        };
        key.push(plain);
    }
}

/// Drops combining marks and the stroke of `đ`, case and spaces kept.
#[must_use]
pub fn strip_accents(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| match letter {
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}

/// Runs of white space as one space, none at the ends.
///
/// ```
/// assert_eq!(vanban::text::fold::single_spaces(" a\n\t b "), "a b");
/// ```
#[must_use]
pub fn single_spaces(text: &str) -> String {
    if is_single_spaced(text) {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// True for text that [`single_spaces`] leaves as it is.
fn is_single_spaced(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|letter| {
        let fits = !letter.is_whitespace() || letter == ' ' && before != ' ';
        before = letter;
        fits
    }) && (before != ' ' || text.is_empty())
}

/// Key of a document number: no spaces, lower case, composed, dashes unified. `Đ` and `D` stay apart.
///
/// ```
/// assert_eq!(vanban::text::fold::number_key("1057 /UBND–NC"), "1057/ubnd-nc");
/// ```
#[must_use]
pub fn number_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match if is_dash(letter) { Some('-') } else { letters::lower(letter) } {
            Some(lower) => key.push(lower),
            None => return long_number_key(text),
        }
    }
    key
}

fn long_number_key(text: &str) -> String {
    compose(text)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if is_dash(letter) { '-' } else { letter })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Hyphens and dashes that mean `-` in symbols and headings.
#[must_use]
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// True when the text holds a letter and no lower-case letter.
#[must_use]
pub fn is_upper_case(text: &str) -> bool {
    text.chars().any(letters::is_alphabetic) && !text.chars().any(letters::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_single_spaces_stays() {
        for text in ["", "một hai", " a", "a ", "a  b", "a\tb", "a\u{a0}b", "\u{3000}"] {
            let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(single_spaces(text), spaced, "{text:?}");
            assert_eq!(is_single_spaced(text), text == spaced, "{text:?}");
        }
    }

    #[test]
    fn the_short_way_and_the_long_way_agree() {
        let words = [
            "Quyết",
            "ĐỐI",
            "ngoại",
            "ỦY",
            "uỷ",
            "HOÀ",
            "hoàn",
            "quý",
            "Ðảng",
            "1109",
            "UBND",
            "Ƣ",
            "U\u{309}y",
            "tƣ",
            " a  B ",
            "İ",
            "ß",
            "Σ",
        ];
        for word in words {
            let long = single_spaces(&place_tones(&compose(word).to_lowercase()));
            assert_eq!(accented(word), long, "{word}");
            assert_eq!(unaccented(word), single_spaces(&strip_accents(&compose(word).to_lowercase())), "{word}");
            assert_eq!(number_key(word), long_number_key(word), "{word}");
        }
    }
}
