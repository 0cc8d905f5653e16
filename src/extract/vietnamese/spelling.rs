//! The spelling of a syllable: which onsets, rimes and tones go together, and where the mark stands.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Onsets (*phụ âm đầu*) that stand before every rime.
const ONSETS: [&str; 22] = [
    "", "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x", "gi", "qu",
];
/// Onsets before `e ê i y` only.
const FRONT_ONSETS: [&str; 3] = ["k", "gh", "ngh"];
/// Onsets before the other vowels only; `g` also before the few rimes of `gì, gìn, giêng, giết`.
const BACK_ONSETS: [&str; 3] = ["c", "g", "ng"];

/// Rimes (*vần*) that bear any tone. `i` and `y` after an onset are told apart below.
const OPEN_RIMES: &str = "a ai ao au ay am an ang anh ăm ăn ăng âu ây âm ân âng e eo em en eng ê êu êm ên ênh i ia iu \
    im in inh iêu iêm iên iêng yêu yêm yên yêng o oi om on ong oong oa oai oao oay oam oan oang oanh oăm oăn oăng oe \
    oeo oem oen oeng ô ôi ôm ôn ông ôông ơ ơi ơm ơn u ua ui um un ung uân uâng uây uê uêu uên uênh uô uôi uôm uôn uông \
    uơ uy uya uyên uyn uynh uyu ư ưa ưi ưu ưm ưn ưng ươi ươu ươm ươn ương y yn ynh";
/// Rimes that end in a stop: acute or dot below.
const CLOSED_RIMES: &str = "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt oc ooc op ot \
    oac oach oap oat oăc oăp oăt oec oet ôc ôôc ôp ôt ơp ơt uc up ut uâc uât uêch uôc uôp uôt uyêt uych uyp uyt ưc ưt \
    ươc ươp ươt ych yt";
/// Words of place names that spelling does not allow.
const PLACES: [&str; 6] = ["kạn", "kon", "đắk", "lắk", "đăk", "lăk"];

/// Vowels with a quality mark, and `đ`, as one byte each, so that a rime is a short run of bytes.
const MARKED: [(char, u8); 7] =
    [('ă', b'1'), ('â', b'2'), ('ê', b'3'), ('ô', b'4'), ('ơ', b'5'), ('ư', b'6'), ('đ', b'7')];
/// Vowels with their tones: none, grave, acute, hook above, tilde, dot below.
const TONED: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// True when the word is spelled as one syllable, in any case, composed or not.
pub(super) fn allows(word: &str) -> bool {
    taken_apart(word).is_some_and(|spelling| SPELLING.allows(&spelling))
}

/// A word taken apart: its letters without tones, a byte each, and the tone with the letter that bears it.
struct Spelling {
    letters: Vec<u8>,
    tone: u8,
    toned: usize,
}

/// `None` for letters outside the alphabet, two tones, or a capital after a small letter.
fn taken_apart(word: &str) -> Option<Spelling> {
    let mut spelling = Spelling { letters: Vec::with_capacity(8), tone: 0, toned: 0 };
    let mut seen_small = false;
    for letter in word.chars() {
        if let Some(mark) = mark_of(letter) {
            spelling.add_mark(mark)?;
            continue;
        }
        let is_small = letter.is_lowercase();
        if (seen_small && !is_small) || spelling.letters.len() > 7 {
            return None;
        }
        seen_small |= is_small;
        let (base, tone) = LETTERS.of(letter)?;
        spelling.letters.push(base);
        if tone > 0 {
            spelling.add_tone(tone)?;
        }
    }
    Some(spelling)
}

/// True for the combining marks of Vietnamese.
pub(super) fn is_mark(letter: char) -> bool {
    mark_of(letter).is_some()
}

enum Mark {
    Tone(u8),
    Quality(char),
}

/// What a combining mark means.
fn mark_of(letter: char) -> Option<Mark> {
    Some(match letter {
        '\u{300}' | '\u{340}' => Mark::Tone(1),
        '\u{301}' | '\u{341}' => Mark::Tone(2),
        '\u{309}' => Mark::Tone(3),
        '\u{303}' => Mark::Tone(4),
        '\u{323}' => Mark::Tone(5),
        '\u{302}' | '\u{306}' | '\u{31b}' => Mark::Quality(letter),
        _ => return None,
    })
}

impl Spelling {
    fn add_mark(&mut self, mark: Mark) -> Option<()> {
        match mark {
            Mark::Tone(tone) => self.add_tone(tone),
            Mark::Quality(mark) => {
                let last = self.letters.last_mut()?;
                *last = match (*last, mark) {
                    (b'a', '\u{306}') => b'1',
                    (b'a', '\u{302}') => b'2',
                    (b'e', '\u{302}') => b'3',
                    (b'o', '\u{302}') => b'4',
                    (b'o', '\u{31b}') => b'5',
                    (b'u', '\u{31b}') => b'6',
                    _ => return None,
                };
                Some(())
            }
        }
    }

    fn add_tone(&mut self, tone: u8) -> Option<()> {
        let place = self.letters.len().checked_sub(1)?;
        if self.tone > 0 {
            return None;
        }
        (self.tone, self.toned) = (tone, place);
        Some(())
    }
}

/// Each letter's byte and tone, by its code point.
struct Letters(Vec<(u8, u8)>);

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut letters = vec![(0, 0); 0x1f00];
    let mut set = |letter: char, value: (u8, u8)| {
        for form in std::iter::once(letter).chain(letter.to_uppercase()) {
            if let Some(slot) = letters.get_mut(form as usize) {
                *slot = value;
            }
        }
    };
    for letter in "bcdghklmnpqrstvx".bytes() {
        set(char::from(letter), (letter, 0));
    }
    for eth in ['đ', 'ð', '\u{256}'] {
        set(eth, (b'7', 0));
    }
    for row in TONED {
        let base = row.chars().next().map_or(0, plain_byte);
        for (tone, letter) in (0..).zip(row.chars()) {
            set(letter, (base, tone));
        }
    }
    Letters(letters)
});

impl Letters {
    fn of(&self, letter: char) -> Option<(u8, u8)> {
        self.0.get(letter as usize).copied().filter(|(base, _)| *base > 0)
    }
}

/// The byte of a letter without tone.
fn plain_byte(letter: char) -> u8 {
    let marked = MARKED.iter().find(|(marked, _)| *marked == letter).map(|(_, byte)| *byte);
    marked.or_else(|| u8::try_from(letter).ok()).unwrap_or(0)
}

/// The rules as sets.
struct Rules {
    onsets: HashSet<Vec<u8>>,
    open: HashSet<Vec<u8>>,
    closed: HashSet<Vec<u8>>,
    places: HashSet<(Vec<u8>, u8)>,
}

static SPELLING: LazyLock<Rules> = LazyLock::new(|| {
    let plain = |word: &str| word.chars().map(plain_byte).collect::<Vec<u8>>();
    let onsets = ONSETS.into_iter().chain(FRONT_ONSETS).chain(BACK_ONSETS);
    Rules {
        onsets: onsets.map(plain).collect(),
        open: OPEN_RIMES.split_whitespace().map(plain).collect(),
        closed: CLOSED_RIMES.split_whitespace().map(plain).collect(),
        places: PLACES.into_iter().filter_map(taken_apart).map(|place| (place.letters, place.tone)).collect(),
    }
});

impl Rules {
    fn allows(&self, word: &Spelling) -> bool {
        // The longest onset that is followed by a rime: `gi` in `giao`, `g` in `gìn`, `qu` in `quốc`.
        let fits = (0..=word.letters.len().min(3)).rev().any(|length| {
            let (onset, rime) = word.letters.split_at(length);
            self.onsets.contains(onset) && self.rime_fits(onset, rime, word)
        });
        fits || self.places.contains(&(word.letters.clone(), word.tone))
    }

    fn rime_fits(&self, onset: &[u8], rime: &[u8], word: &Spelling) -> bool {
        let is_closed = self.closed.contains(rime);
        if !is_closed && !self.open.contains(rime) || (is_closed && !matches!(word.tone, 2 | 5)) {
            return false;
        }
        let Some(first) = rime.first() else { return false };
        let is_front = matches!(first, b'e' | b'3' | b'i' | b'y');
        let allowed = match onset {
            b"k" => is_front,
            b"gh" | b"ngh" => is_front && *first != b'y',
            b"g" => !is_front || matches!(rime, b"i" | b"in" | b"im" | b"i3ng" | b"i3t" | b"i3c"),
            b"c" | b"ng" => !is_front,
            // `quá`, `quê`, `quở`, and `quốc` alone of those in `ô`.
            b"qu" => !matches!(first, b'o' | b'u' | b'6' | b'4') || rime == b"4c",
            b"gi" => !matches!(first, b'i' | b'y'),
            b"" => true,
            // `lý`, `quỹ`; `yê` and `yn` only without an onset or behind `u`.
            _ => *first != b'y' || rime == b"y",
        };
        allowed && tone_fits(onset, rime, word)
    }
}

/// The mark stands on the vowel that spelling rules give it, old and new; on the `u` of `qu` and `i` of `gi` as many
/// type it.
fn tone_fits(onset: &[u8], rime: &[u8], word: &Spelling) -> bool {
    if word.tone == 0 {
        return true;
    }
    let Some(place) = word.toned.checked_sub(onset.len()) else {
        return matches!(onset, b"qu" | b"gi") && word.toned == 1;
    };
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'1'..=b'6');
    let vowels = rime.iter().take_while(|byte| is_vowel(byte)).count();
    let has_end = vowels < rime.len();
    // A vowel with its own mark takes the tone; of `ươ` the second.
    if let Some(marked) = rime.iter().rposition(u8::is_ascii_digit) {
        return place == marked;
    }
    match (vowels, has_end) {
        (1, _) => place == 0,
        (2, true) => place == 1,
        (2, false) if matches!(rime, b"oa" | b"oe" | b"uy") => place < 2,
        (2, false) => place == 0,
        _ => place == 1,
    }
}
