//! How alike two subjects are: [`likeness`].

use crate::text::fold;
use std::collections::BTreeSet;

/// Share of the syllables of the shorter text that the other has too, accents folded, 0 to 100; `None` when one is too
/// short to tell.
pub(super) fn likeness(one: &str, other: &str) -> Option<usize> {
    let (one, other) = (syllables(one), syllables(other));
    let shorter = one.len().min(other.len());
    (shorter >= 4).then(|| one.intersection(&other).count() * 100 / shorter)
}

fn syllables(text: &str) -> BTreeSet<String> {
    let folded = fold::unaccented(text);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_subject_cut_short_is_alike_and_another_is_not() {
        assert_eq!(likeness("thắp đèn bến nước", "Thắp đèn bến nước trên địa bàn tỉnh"), Some(100));
        assert!(likeness("thắp đèn bến nước", "đào tạo nghề chăn nuôi dê").is_some_and(|alike| alike < 30));
        assert_eq!(likeness("thắp đèn", "thắp đèn"), None);
    }
}
