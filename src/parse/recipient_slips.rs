//! What recognition does to a list of recipients (*nơi nhận*): specks read as letters, slips in the few purposes that
//! stand in brackets.

use crate::text::fold;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The purpose in brackets behind a recipient, of which there are few: *để báo cáo, để phối hợp, để biết*. Recognition
/// takes `để` for `đê` and `b/c` for `b/e`; no other word is mended.
static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\((?:để|đê|đề|đẻ|dé) (b/c|b/e|bíc|p/h|t/h|th/h|biết|báo cáo|phối hợp)").expect("the pattern is fixed")
});

pub(super) fn mended_purpose(value: &str) -> String {
    let mended = |parts: &Captures<'_>| {
        let purpose = if matches!(&parts[1], "b/e" | "bíc") { "b/c" } else { &parts[1] };
        format!("(để {purpose}")
    };
    PURPOSE.replace_all(value, mended).into_owned()
}

/// Recognition leaves specks and strokes of the signature as letters: no token of them is a word or an abbreviation.
pub(super) fn is_noise(printed: &str) -> bool {
    // A small letter before a capital is no Vietnamese word: `mÃ`.
    let is_mixed = |token: &str| {
        let smalls: Vec<bool> = token.chars().map(char::is_lowercase).collect();
        smalls.windows(2).any(|pair| pair[0] && !pair[1])
    };
    let is_word = |token: &str| {
        let has_vowel = || fold::unaccented(token).contains(['a', 'e', 'i', 'o', 'u', 'y']);
        token.chars().count() >= 2
            && token.chars().all(char::is_alphabetic)
            && !is_mixed(token)
            && has_onset(token)
            && (token.chars().all(char::is_uppercase) || has_vowel())
    };
    let is_edge = |sign: char| sign.is_whitespace() || matches!(sign, ';' | ',' | '.' | ':' | '(' | ')' | '/' | '-');
    !printed.split(is_edge).any(is_word)
}

/// A word starts with a vowel or with consonants that Vietnamese words start with; abbreviations start as they like.
fn has_onset(token: &str) -> bool {
    const ONSETS: [&str; 27] = [
        "", "b", "c", "ch", "d", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "r", "s",
        "t", "th", "tr", "v", "x", "w",
    ];
    let folded = fold::unaccented(token);
    let onset = folded.find(['a', 'e', 'i', 'o', 'u', 'y']).map_or("", |vowel| &folded[..vowel]);
    token.chars().filter(|letter| letter.is_uppercase()).count() > 1 || ONSETS.contains(&onset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_no_words() {
        for printed in ["Ã.. mÃ", "Ñ", "x; ~ k7", "nphục"] {
            assert!(is_noise(printed), "{printed}");
        }
        for printed in ["TTra", "Sở A", "VPCP: BTCN"] {
            assert!(!is_noise(printed), "{printed}");
        }
    }

    #[test]
    fn only_known_purposes_are_mended() {
        assert_eq!(mended_purpose("Sở A (đê b/e)"), "Sở A (để b/c)");
        assert_eq!(mended_purpose("Đê điều (đã nhận)"), "Đê điều (đã nhận)");
    }
}
