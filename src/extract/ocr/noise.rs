//! What the engine reads into signatures, seals, dirt and show-through is taken away: a page never succeeds with noise.
//!
//! Doubtful digits stay, with their low confidence: a number by hand is a doubt for later, not nothing.

use super::tsv::RecognisedWord;
use crate::extract::vietnamese;

/// A word this sure was seen, not imagined.
const SURE: f32 = 60.0;

/// A word less sure than this counts only by its spelling.
const UNSURE: f32 = 30.0;

/// A sign without letters or digits has to be this sure, but for the marks of a list.
const SURE_SIGN: f32 = 60.0;
const MARKS: [&str; 4] = ["-", "+", "*", "–"];

/// A page number alone makes a page when it is this sure.
const SURE_NUMBER: f32 = 85.0;

/// A line of words higher than this times the usual word is a signature or a picture.
const MAX_HEIGHT: f32 = 3.0;

/// A page with so many words, of which fewer than this part are sure syllables and which are as unsure as this in the
/// mean, is no writing: print shining through from the other side, in mirror image, has 8 to 15 of 100.
const MANY_WORDS: usize = 20;
const BABBLE_SHARE: f32 = 0.2;
const BABBLE_SURE: f32 = 65.0;

/// The words that are writing; none when the page has no word that is surely one, or hardly any.
pub(super) fn without_noise(words: Vec<RecognisedWord>) -> Vec<RecognisedWord> {
    let usual = usual_height(&words);
    let lines = words.chunk_by(|one, next| one.line == next.line);
    let kept: Vec<RecognisedWord> = lines
        .filter(|line| is_writing(line))
        .flatten()
        .filter(|word| is_seen(word) && (word.height() < MAX_HEIGHT * usual || word.confidence >= SURE))
        .cloned()
        .collect();
    if kept.iter().any(is_surely_writing) && !is_babble(&words) { kept } else { Vec::new() }
}

fn is_babble(words: &[RecognisedWord]) -> bool {
    let (share, count) = sure_share(words);
    let lettered = words.iter().filter(|word| word.text.chars().any(char::is_alphabetic));
    #[expect(clippy::cast_precision_loss, reason = "words of a page")]
    let mean = lettered.map(|word| word.confidence).sum::<f32>() / count.max(1) as f32;
    count >= MANY_WORDS && share < BABBLE_SHARE && mean < BABBLE_SURE
}

/// Words that are Vietnamese syllables and sure, as a share of all with letters; with how many those are.
pub(super) fn sure_share(words: &[RecognisedWord]) -> (f32, usize) {
    let lettered = words.iter().filter(|word| word.text.chars().any(char::is_alphabetic)).count();
    let sure = words.iter().filter(|word| word.confidence >= SURE && is_syllable(&word.text)).count();
    #[expect(clippy::cast_precision_loss, reason = "words of a page")]
    let share = sure as f32 / lettered.max(1) as f32;
    (share, lettered)
}

/// Does one word of the line bear the others? Several syllables are a line even where each is doubtful.
fn is_writing(line: &[RecognisedWord]) -> bool {
    let is_number = |word: &RecognisedWord| word.text.chars().any(|letter| letter.is_ascii_digit());
    let syllables = line.iter().filter(|word| is_syllable(&word.text) && word.confidence >= UNSURE).count();
    let is_borne = |word: &RecognisedWord| word.confidence >= SURE && (is_number(word) || is_lettered(word));
    line.iter().any(is_borne) || 2 * syllables > line.len()
}

fn is_lettered(word: &RecognisedWord) -> bool {
    word.text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
}

fn is_seen(word: &RecognisedWord) -> bool {
    if word.text.chars().any(|letter| letter.is_ascii_digit()) {
        return true;
    }
    if word.text.chars().any(char::is_alphabetic) {
        word.confidence >= UNSURE || is_syllable(&word.text)
    } else {
        word.confidence >= SURE_SIGN || MARKS.contains(&word.text.as_str()) && word.confidence >= UNSURE
    }
}

fn is_surely_writing(word: &RecognisedWord) -> bool {
    let is_number = word.text.chars().all(|letter| letter.is_ascii_digit());
    word.confidence >= SURE && is_syllable(&word.text) || word.confidence >= SURE_NUMBER && is_number
}

/// A syllable of two letters or more.
pub(super) fn is_syllable(text: &str) -> bool {
    let count = vietnamese::count_syllables(text);
    count.words > 0
        && count.syllables == count.words
        && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
}

fn usual_height(words: &[RecognisedWord]) -> f32 {
    let mut heights: Vec<f32> = words.iter().filter(|word| is_lettered(word)).map(RecognisedWord::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(f32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// The words kept of lines of `word:confidence`.
    fn kept(lines: &[&str]) -> String {
        let words = lines.iter().enumerate().flat_map(|(number, line)| {
            line.split(' ').filter_map(move |word| {
                let (text, confidence) = word.rsplit_once(':')?;
                let word = recognised(text, number, [0.0, 0.0, 40.0, 20.0]);
                Some(RecognisedWord { confidence: confidence.parse().ok()?, ..word })
            })
        });
        let kept: Vec<String> = without_noise(words.collect()).into_iter().map(|word| word.text).collect();
        kept.join(" ")
    }

    #[test]
    fn noise_goes_and_doubtful_numbers_stay() {
        assert_eq!(kept(&["Nơi:90 nhận:92", "Ýc:12 ~:30", "l:20 z:31 `:55"]), "Nơi nhận");
        assert_eq!(kept(&["Số::96 1l2:15 /KH-UBND:80"]), "Số: 1l2 /KH-UBND");
        assert_eq!(kept(&["-:90 Như:90 trên;:88", "_:40 Lưu::93"]), "- Như trên; Lưu:");
    }

    #[test]
    fn a_page_of_noise_is_blank() {
        assert_eq!(kept(&["Zj:41 'Ẵẽ:35 (:80", "xwq:66"]), "");
        assert_eq!(kept(&["7:95"]), "7");
    }

    #[test]
    fn print_that_shines_through_is_no_writing() {
        let mirrored = ["QISU8:40 KIEU:85 uouw:30 bahn:45 piêc:64", "ZJIÊU:20 CISUE:30 ehn:40 qh:55 tuy:82"];
        assert_eq!(kept(&[mirrored, mirrored].concat()), "");
        // Words of another language are sure.
        let foreign = ["Report:96 of:97 the:96 Board:95 for:96", "all:93 member:96 states:95 and:97 partners:96"];
        assert!(!kept(&[foreign, foreign].concat()).is_empty());
    }
}
