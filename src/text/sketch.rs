//! [`Sketch`]: a small picture of a text, by which copies of one paper are known (*bản sao, bản quét, bản đăng lại*).
//!
//! Runs of three words without accents (shingles) are hashed; of each of 64 classes of hashes the least stays. Two
//! sketches agree in as large a part of the classes as their texts share of their shingles.

use crate::text::fold;

const CLASSES: usize = 64;

/// Fewest shingles of a text that can be compared.
const FEWEST: u32 = 40;

/// A picture of a text in 132 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    shingles: u32,
    least: [u16; CLASSES],
}

impl Sketch {
    /// The picture of a text.
    ///
    /// ```
    /// use vanban::text::Sketch;
    /// let words: Vec<String> = (0..300).map(|word| format!("w{}", word * 7 % 113)).collect();
    /// let scan = words.join(" ").replace("w35 ", "v35 ");
    /// let alike = Sketch::of(&words.join(" ")).contained(&Sketch::of(&scan)).unwrap();
    /// assert!(alike > 0.8);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Sketch {
        let folded = fold::unaccented(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut sketch = Sketch { shingles: 0, least: [u16::MAX; CLASSES] };
        let mut least = [u64::MAX; CLASSES];
        let (mut first, mut second) = (None, None);
        for word in words {
            let third = hash(word.as_bytes());
            if let (Some(first), Some(second)) = (first, second) {
                let shingle = mixed(mixed(mixed(first) ^ second) ^ third);
                let class = usize::try_from(shingle >> 58).unwrap_or(0);
                least[class] = least[class].min(shingle);
                sketch.shingles = sketch.shingles.saturating_add(1);
            }
            (first, second) = (second, Some(third));
        }
        for (short, long) in sketch.least.iter_mut().zip(least) {
            if long != u64::MAX {
                let [low, high, ..] = mixed(long).to_le_bytes();
                *short = u16::from_le_bytes([low, high]).min(u16::MAX - 1);
            }
        }
        sketch
    }

    /// The part of the shorter text that the longer one holds too, 0 to 1; `None` where one is too short to tell.
    #[must_use]
    pub fn contained(&self, other: &Sketch) -> Option<f32> {
        let (fewer, more) = (self.shingles.min(other.shingles), self.shingles.max(other.shingles));
        if fewer < FEWEST {
            return None;
        }
        let (mut filled, mut same) = (0.0_f32, 0.0_f32);
        for (one, other) in self.least.iter().zip(&other.least) {
            if *one != u16::MAX || *other != u16::MAX {
                filled += 1.0;
                same += if one == other { 1.0 } else { 0.0 };
            }
        }
        let shared = same / filled.max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "counts of words, an estimate anyway")]
        let union = (fewer as f32 + more as f32) / (1.0 + shared);
        #[expect(clippy::cast_precision_loss, reason = "counts of words, an estimate anyway")]
        let part = shared * union / fewer as f32;
        Some(part.min(1.0))
    }

    /// As bytes, for keeping.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let least = self.least.iter().flat_map(|value| value.to_le_bytes());
        self.shingles.to_le_bytes().into_iter().chain(least).collect()
    }

    /// From the bytes of [`Sketch::to_bytes`].
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let (shingles, rest) = bytes.split_first_chunk::<4>()?;
        let mut least = [u16::MAX; CLASSES];
        if rest.len() != CLASSES * 2 {
            return None;
        }
        for (value, pair) in least.iter_mut().zip(rest.chunks_exact(2)) {
            *value = u16::from_le_bytes([pair[0], pair[1]]);
        }
        Some(Sketch { shingles: u32::from_le_bytes(*shingles), least })
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads near values apart (the last step of `SplitMix64`).
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `count` words that depend on `seed`; every `wrong`-th word is misread.
    fn text(seed: usize, count: usize, wrong: usize) -> String {
        let word = |at: usize| {
            let name = (at * 7919 + seed * 104_729 + at * at * 31) % 4001;
            if wrong > 0 && at.is_multiple_of(wrong) { format!("x{name}") } else { format!("từ{name}") }
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }

    fn alike(one: &str, other: &str) -> f32 {
        Sketch::of(one).contained(&Sketch::of(other)).expect("long enough")
    }

    #[test]
    fn copies_scans_and_extracts_are_alike_and_other_papers_are_not() {
        let paper = text(1, 900, 0);
        assert!(alike(&paper, &paper.to_uppercase()) > 0.999);
        assert!(alike(&paper, &text(1, 900, 20)) > 0.7);
        assert!(alike(&paper, &text(1, 900, 6)) > 0.3);
        assert!(alike(&paper, &text(1, 450, 0)) > 0.7, "half of it");
        assert!(alike(&paper, &text(2, 900, 0)) < 0.1);
    }

    #[test]
    fn short_texts_are_not_compared() {
        assert_eq!(Sketch::of("một hai ba bốn").contained(&Sketch::of("một hai ba bốn")), None);
    }

    #[test]
    fn bytes_keep_it() {
        let sketch = Sketch::of(&text(3, 200, 0));
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        assert_eq!(Sketch::from_bytes(&[1, 2, 3]), None);
    }
}
