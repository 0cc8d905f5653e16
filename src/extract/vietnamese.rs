//! Does a text read as Vietnamese? The test of syllables that gates text layers and encodings.
//!
//! Vietnamese spelling is closed: an onset, a rime and one of six tones; syllables that end in `c ch p t` bear the
//! acute or the dot below only, and the place of the mark is ruled. Foreign names fail the test, and so do words
//! without accents that need them (`cac`), so a share near 1 is Vietnamese and the noise of a wrong encoding is far
//! below. What to do with a text that fails is the caller's business.

mod spelling;

/// What was counted in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyllableCount {
    /// Words: runs of letters of at least two, and single letters with an accent. Pieces with digits and codes in
    /// capitals (`UBND`) are not counted.
    pub words: usize,
    /// Words that are Vietnamese syllables, with or without accents.
    pub syllables: usize,
    /// Syllables with an accent or `đ`. About three in four words of Vietnamese text are, none of unaccented or
    /// English text.
    pub accented: usize,
}

impl SyllableCount {
    /// Share of the words that are syllables, 0 to 1; 0 without words.
    #[must_use]
    pub fn share(self) -> f32 {
        ratio(self.syllables, self.words)
    }

    /// Share of the words that are syllables with an accent, 0 to 1; 0 without words.
    #[must_use]
    pub fn accented_share(self) -> f32 {
        ratio(self.accented, self.words)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share of words in a text; the last digits do not count")]
fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Share of the words of `text` (runs of letters) that are Vietnamese syllables, 0 to 1, with the number of words.
/// Names, codes and abbreviations in capitals and words with digits are not counted.
///
/// Vietnamese is above 0.9, English about 0.3, text in a wrong encoding below 0.5. Vietnamese written without accents
/// is about 0.8: whoever needs accents looks at [`count_syllables`].
///
/// ```
/// use vanban::extract::vietnamese::syllable_share;
/// assert_eq!(syllable_share("Ủy ban nhân dân tỉnh, số 12/KH-UBND"), (1.0, 6));
/// ```
#[must_use]
pub fn syllable_share(text: &str) -> (f32, usize) {
    let count = count_syllables(text);
    (count.share(), count.words)
}

/// Counts the words of `text`, those that are Vietnamese syllables, and those with accents among them.
#[must_use]
pub fn count_syllables(text: &str) -> SyllableCount {
    let mut count = SyllableCount::default();
    let pieces = text.split_whitespace().filter(|piece| !piece.contains(|letter: char| letter.is_ascii_digit()));
    for word in pieces.flat_map(|piece| piece.split(|letter| !belongs_to_word(letter))) {
        match judge(word) {
            Judgement::Skipped => {}
            Judgement::Other => count.words += 1,
            Judgement::Syllable { accented } => {
                count.words += 1;
                count.syllables += 1;
                count.accented += usize::from(accented);
            }
        }
    }
    count
}

/// True when `word` is one Vietnamese syllable, in any case, composed or not, with old or new tone placement.
///
/// ```
/// use vanban::extract::vietnamese::is_syllable;
/// assert!(is_syllable("hoà") && is_syllable("Hòa") && is_syllable("nghiêng") && !is_syllable("ngiêng"));
/// ```
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    spelling::allows(word)
}

enum Judgement {
    Skipped,
    Other,
    Syllable { accented: bool },
}

fn judge(word: &str) -> Judgement {
    let mut letters = word.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return Judgement::Skipped };
    // List marks (`a)`), bullets of symbol fonts, initials.
    if second.is_none() && (first.is_ascii() || !first.is_alphabetic()) {
        return Judgement::Skipped;
    }
    if is_syllable(word) {
        return Judgement::Syllable { accented: !word.is_ascii() };
    }
    let is_code = word.chars().all(|letter| letter.is_ascii_uppercase() || matches!(letter, 'Đ' | 'Ð' | 'Ư'));
    if is_code { Judgement::Skipped } else { Judgement::Other }
}

/// Letters and their marks; also the signs that letters of other encodings are shown as, so that the noise stays in one
/// piece, but not the quotes, dots and marks of numbers among them.
fn belongs_to_word(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' | '§' | '°' | '·' | '«' | '»' | '\u{a0}' | '\u{ad}' | '÷' | '×' => false,
        '\u{80}'..='\u{bf}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => true,
        other => crate::text::fold::is_letter(other) || spelling::is_mark(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "Căn cứ Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh về việc phát triển mạng lưới thư viện xã, \
        phường; Ủy ban nhân dân huyện yêu cầu các phòng, ban, đơn vị nghiêm túc thực hiện những nội dung sau: rà soát \
        lại toàn bộ sách hiện có, khuyến khích người dân quyên góp, giữ gìn trật tự trước ngày khai trương.";

    #[test]
    fn syllables_and_what_is_none() {
        for word in "nghiêng giường gì gìn giếng già gìa quốc quyết quý qúy qủa hoà hòa uỷ ủy thuở khuỷu khuya ngoằn \
            oan xoong đường ĐƯỜNG Đường u\u{309}y tie\u{302}\u{301}ng tiê\u{301}ng nga\u{323}\u{302}t ý ở quỹ lý ỷ ích \
            Ðảng kạn yến ngoảnh chuếnh rượu thoại quýnh buýt nguệch"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in
            "cac ngiêng kan cê xuop các\u{301} hòá tíên ươn̂ lËp nh©n strong the\u{f0} qu gh ph f w zin phaùt ñoàng \
            taïo tưo đươg quô hoac cảp mồt một2 toàan iên\u{301}g áa"
                .split_whitespace()
        {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn vietnamese_scores_high_whatever_its_letters() {
        use unicode_normalization::UnicodeNormalization;
        for text in
            [PLAN.to_owned(), PLAN.to_uppercase(), PLAN.nfd().collect(), PLAN.nfd().collect::<String>().to_uppercase()]
        {
            let count = count_syllables(&text);
            assert!(count.share() > 0.98 && count.words > 60 && count.accented_share() > 0.6, "{count:?} {text}");
        }
    }

    #[test]
    fn noise_and_other_languages_score_low() {
        let double: String = PLAN.bytes().map(char::from).collect();
        let shuffled: String = PLAN.chars().map(|letter| char::from_u32(letter as u32 + 3).unwrap_or(letter)).collect();
        for noise in [
            "Uû ban nh©n d©n tØnh yªu cÇu c¸c phßng, ban, ®¬n vÞ thùc hiÖn nh÷ng néi dung sau: rµ so¸t l¹i toµn bé s¸ch",
            "Uyû ban nhaân daân tænh yeâu caàu caùc phoøng, ban, ñôn vò thöïc hieän nhöõng noäi dung sau: raø soaùt laïi",
            "The committee shall report to the minister on the progress made under this programme before the end of March",
            double.as_str(),
            shuffled.as_str(),
        ] {
            let count = count_syllables(noise);
            assert!(count.share() < 0.5 && count.accented_share() < 0.3, "{count:?} {noise}");
        }
        assert_eq!(count_syllables("Uy ban nhan dan tinh").accented, 0);
    }

    #[test]
    fn codes_numbers_and_marks_of_lists_are_no_words() {
        assert_eq!(count_syllables("12/KH-UBND a) \u{f0b7} HĐND XVIII").words, 0);
        assert_eq!(syllable_share(""), (0.0, 0));
    }
}
