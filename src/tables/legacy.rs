//! [`LegacyLetters`]: letters of the Vietnamese encodings before Unicode, by byte or by pair.
//!
//! Sources: TCVN 5712:1993, RFC 1456, the fonts' own tables; see `grammars/README.md`.

use super::tsv;
use std::collections::HashMap;

/// What the bytes of the encodings stand for.
#[derive(Debug)]
pub struct LegacyLetters {
    /// TCVN 5712:1993, set VN3 of the `.Vn` fonts: small letters, and capitals without tones.
    pub tcvn3: ByteLetters,
    /// Capitals with tones that the sets VN1 and VN2 have besides, outside the control ranges.
    pub tcvn2: ByteLetters,
    /// Capitals with tones that set VN1 has besides, in the ranges of control characters.
    pub tcvn1: ByteLetters,
    /// VISCII 1.1.
    pub viscii: ByteLetters,
    /// VPS.
    pub vps: ByteLetters,
    /// VNI: one or two letters, as windows-1252 shows them.
    vni: HashMap<(char, Option<char>), char>,
}

/// A letter for some of the 256 bytes.
#[derive(Debug)]
pub struct ByteLetters(Vec<Option<char>>);

impl ByteLetters {
    fn new<'t>(rows: impl Iterator<Item = (&'t str, &'t str)>) -> ByteLetters {
        let mut letters = vec![None; 256];
        for (byte, letter) in rows {
            let place = usize::from_str_radix(byte, 16).unwrap_or_else(|_| panic!("no byte: {byte}"));
            letters[place] = letter.chars().next();
        }
        ByteLetters(letters)
    }

    /// The letter that `byte` stands for, where the table has one.
    #[must_use]
    pub fn of(&self, byte: u8) -> Option<char> {
        self.0.get(usize::from(byte)).copied().flatten()
    }

    /// The bytes with a letter.
    pub fn pairs(&self) -> impl Iterator<Item = (u8, char)> {
        (0..=u8::MAX).filter_map(|byte| Some((byte, self.of(byte)?)))
    }
}

impl LegacyLetters {
    pub(super) fn built_in() -> LegacyLetters {
        let tcvn = tsv::rows(include_str!("../../grammars/legacy_tcvn3.tsv"), ["byte", "letter", "set"]);
        let of_set = |wanted: &str| {
            ByteLetters::new(tcvn.iter().filter(|[_, _, set]| *set == wanted).map(|[byte, letter, _]| (*byte, *letter)))
        };
        let of_bytes = |table| {
            ByteLetters::new(tsv::rows(table, ["byte", "letter"]).into_iter().map(|[byte, letter]| (byte, letter)))
        };
        let vni = tsv::rows(include_str!("../../grammars/legacy_vni.tsv"), ["seen", "letter"]);
        LegacyLetters {
            tcvn3: of_set("VN3"),
            tcvn2: of_set("VN2"),
            tcvn1: of_set("VN1"),
            viscii: of_bytes(include_str!("../../grammars/legacy_viscii.tsv")),
            vps: of_bytes(include_str!("../../grammars/legacy_vps.tsv")),
            vni: vni
                .into_iter()
                .filter_map(|[seen, letter]| {
                    let mut seen = seen.chars();
                    Some(((seen.next()?, seen.next()), letter.chars().next()?))
                })
                .collect(),
        }
    }

    /// The VNI letter that `first`, or `first` with `mark`, stands for; a mark counts in either case.
    #[must_use]
    pub fn vni(&self, first: char, mark: Option<char>) -> Option<char> {
        let exact = self.vni.get(&(first, mark));
        let turned = || {
            let mark = mark?;
            let other = if mark.is_lowercase() { mark.to_uppercase().next() } else { mark.to_lowercase().next() };
            self.vni.get(&(first, other))
        };
        exact.or_else(turned).copied()
    }

    /// Every VNI letter with the one or two letters it is seen as, in order.
    #[must_use]
    pub fn vni_pairs(&self) -> Vec<(char, Option<char>, char)> {
        let mut pairs: Vec<_> = self.vni.iter().map(|((first, mark), letter)| (*first, *mark, *letter)).collect();
        pairs.sort_unstable();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_each_encoding() {
        let letters = LegacyLetters::built_in();
        assert_eq!(letters.tcvn3.of(0xad), Some('ư'));
        assert_eq!((letters.tcvn3.of(0x80), letters.tcvn1.of(0x80)), (None, Some('À')));
        assert_eq!(letters.tcvn2.of(0xaf), Some('Ằ'));
        assert_eq!((letters.viscii.of(0x02), letters.vps.of(0xc7)), (Some('Ẳ'), Some('đ')));
        assert_eq!((letters.vni('a', Some('ù')), letters.vni('A', Some('ù'))), (Some('á'), Some('Á')));
        assert_eq!(letters.vni('ö', None), Some('ư'));
    }

    #[test]
    fn every_table_has_the_whole_alphabet() {
        let letters = LegacyLetters::built_in();
        let tcvn = [&letters.tcvn3, &letters.tcvn2, &letters.tcvn1].into_iter().flat_map(ByteLetters::pairs).count();
        assert_eq!((tcvn, letters.viscii.pairs().count(), letters.vni_pairs().len()), (134, 134, 134));
        assert!(letters.vps.pairs().count() >= 134);
    }
}
