//! [`Confusions`]: letters that recognition takes for digits, and digits that handwriting makes alike.
//!
//! They make other readings to be looked at, never a value: `1109`, `1191` and `1079` are three documents.

use super::tsv;
use std::collections::HashMap;

/// Other readings at the most; more say nothing.
const MOST: usize = 6;

/// What a sign in the place of a digit may have been.
#[derive(Debug)]
pub struct Confusions {
    digits: HashMap<char, char>,
    by_hand: HashMap<char, char>,
}

impl Confusions {
    pub(super) fn built_in() -> Confusions {
        let mut confusions = Confusions { digits: HashMap::new(), by_hand: HashMap::new() };
        for [seen, meant, slot] in tsv::rows(include_str!("../../grammars/confusions.tsv"), ["seen", "meant", "slot"]) {
            let (Some(seen), Some(meant)) = (seen.chars().next(), meant.chars().next()) else { continue };
            let slot = if slot == "hand" { &mut confusions.by_hand } else { &mut confusions.digits };
            slot.insert(seen, meant);
        }
        confusions
    }

    /// The numbers that `raw`, read in a place for digits, may have been: every sign as its digit first, then each
    /// digit that is easily taken for another changed alone. Empty where a sign is like no digit.
    ///
    /// ```
    /// use vanban::tables::Tables;
    /// let confusions = &Tables::built_in().confusions;
    /// assert_eq!(confusions.readings("4S")[0], "45");
    /// assert_eq!(confusions.readings("83")[..2], ["83", "33"]);
    /// assert!(confusions.readings("ế").is_empty());
    /// ```
    #[must_use]
    pub fn readings(&self, raw: &str) -> Vec<String> {
        let kept = raw.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | ',' | '_' | '-'));
        let digit = |sign: char| if sign.is_ascii_digit() { Some(sign) } else { self.digits.get(&sign).copied() };
        let Some(first) = kept.map(digit).collect::<Option<String>>().filter(|digits| !digits.is_empty()) else {
            return Vec::new();
        };
        let changed = first.char_indices().filter_map(|(at, digit)| {
            let other = self.by_hand.get(&digit)?;
            Some(format!("{}{other}{}", &first[..at], &first[at + 1..]))
        });
        let mut found: Vec<String> = std::iter::once(first.clone()).chain(changed).collect();
        found.truncate(MOST);
        found
    }
}
