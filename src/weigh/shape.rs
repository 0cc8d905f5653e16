//! Whether a value looks like what it should be: stray signs, names of persons.

use super::doubts::Doubt;

/// Signs that stand in no value of an administrative document, and signs that stick to the next word.
///
/// ```text
/// "BGĐ (để b/c); ~ Website"  stray    "Ban Dân tộc tỉnh"  clean
/// ```
pub(super) fn noise(text: &str) -> Option<Doubt> {
    let is_stray = |letter: char| "~#@{}|\\^_¡¢£¥§°=<>*$€©®«»¬".contains(letter);
    let sticks = |pair: (char, char)| matches!(pair.0, ';' | ',' | '!') && pair.1.is_alphabetic();
    let has_stray = text.chars().any(is_stray) || text.chars().zip(text.chars().skip(1)).any(sticks);
    has_stray.then_some(Doubt::Noise)
}

/// Two to five capitalised words of letters, as Vietnamese names are: `Phạm Ngọc Thưởng`.
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_alphabetic)
    };
    let is_numeral = |word: &&str| word.chars().all(|letter| "IVX".contains(letter));
    (2..=5).contains(&words.len()) && words.iter().all(is_part) && !words.iter().any(is_numeral)
}

/// The number of words.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_signs_are_seen() {
        for clean in ["VT, NC(PVD)", "UBND các huyện, thành phố", "C, PCVP HĐND&UBND", "Lưu: VT. 2b"] {
            assert_eq!(noise(clean), None, "{clean}");
        }
        for stray in ["VT, KTTH@). 44", "Thủ trưởng; ~ Sở", "p/h);_", "của ,Công ty"] {
            assert_eq!(noise(stray), Some(Doubt::Noise), "{stray}");
        }
    }

    #[test]
    fn names_of_persons() {
        assert!(is_person("Cao Thị Thùy Dương") && !is_person("H'Lan Niê") && is_person("Lê Hoàng"));
        assert!(!is_person("Chương I") && !is_person("TM. ỦY BAN") && !is_person("Hà"));
    }
}
