//! Several readings of one piece of a line to one: word by word, the text that most readings are surest of.
//!
//! Digits are never settled by this: where readings differ in a number, the first one stays and is a doubt.

use super::noise;
use super::tsv::RecognisedWord;

/// A reading of a number counts when it is this sure.
const SURE_NUMBER: f32 = 50.0;

/// Most confidence of a number that was read in two ways.
const TWO_READINGS: f32 = 45.0;

/// A word in small letters that is this sure at first stays: it is capitals whose accents get lost with certainty.
const SETTLED: f32 = 85.0;

/// Looks that cut the piece into other words must be this much surer, of 100.
const CLEAR_GAIN: f32 = 8.0;

/// The first reading saw the word among its neighbours, and gets this much, of 100, on top.
const FIRST_BONUS: f32 = 20.0;

/// Two words are readings of one when this part of the wider one is common to both.
const SAME_PLACE: f32 = 0.6;

/// What the engine makes of specks.
const DIRT: [char; 8] = ['_', '\'', '`', '~', '|', '‘', '’', '^'];

/// The reading that is voted for, at the places of the first one where both have the same words.
pub(super) fn of(first: Vec<RecognisedWord>, mut looks: Vec<Vec<RecognisedWord>>) -> Vec<RecognisedWord> {
    let whole = letters(&first);
    for word in looks.iter_mut().flatten() {
        without_dirt(word);
    }
    looks.retain(|look| 4 * letters(look) >= 3 * whole && 3 * letters(look) <= 4 * whole);
    let numbers = doubted_numbers(&first, &looks);
    doubted(in_words(first, &looks), &numbers)
}

/// The words of the first reading, each as most readings have it that hold a word in its place.
pub(super) fn in_places(first: Vec<RecognisedWord>, looks: &[Vec<RecognisedWord>]) -> Vec<RecognisedWord> {
    let numbers = doubted_numbers(&first, looks);
    let one = |word: RecognisedWord| {
        let others: Vec<&RecognisedWord> = looks.iter().filter_map(|look| in_place_of(&word, look)).collect();
        word_of(word, FIRST_BONUS, &others)
    };
    doubted(first.into_iter().map(one).collect(), &numbers)
}

/// The words with little confidence in these numbers.
fn doubted(mut words: Vec<RecognisedWord>, numbers: &[String]) -> Vec<RecognisedWord> {
    for word in &mut words {
        if numbers.contains(&digits(&word.text)) || is_half_number(&word.text) {
            word.confidence = word.confidence.min(TWO_READINGS);
        }
    }
    words
}

/// Takes the dots and strokes away that the edge of a cut piece leaves beside a word.
fn without_dirt(word: &mut RecognisedWord) {
    let is_dirt = |letter: char| DIRT.contains(&letter);
    let inner = word.text.trim_start_matches(|letter| is_dirt(letter) || matches!(letter, '.' | ',' | ';' | ':'));
    let inner = inner.trim_end_matches(is_dirt);
    if inner.chars().any(char::is_alphanumeric) {
        word.text = inner.to_owned();
    }
}

/// The numbers of the first reading that a sure word of another reading contradicts.
fn doubted_numbers(first: &[RecognisedWord], looks: &[Vec<RecognisedWord>]) -> Vec<String> {
    let all = all_digits(first);
    let others = || looks.iter().filter(|look| all_digits(look) != all);
    let is_contradicted = |number: &String| {
        others().any(|look| {
            let has_it = look.iter().any(|word| digits(&word.text) == *number);
            let has_sure = look.iter().any(|word| word.confidence >= SURE_NUMBER && !digits(&word.text).is_empty());
            !has_it && has_sure
        })
    };
    first.iter().map(|word| digits(&word.text)).filter(|number| !number.is_empty()).filter(is_contradicted).collect()
}

/// One digit and one letter, `0B`: a number of a day by hand that was seen as half a number.
fn is_half_number(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    let has = |is: fn(&char) -> bool| bare.chars().filter(is).count() == 1;
    bare.chars().count() == 2 && has(char::is_ascii_digit) && has(|letter| letter.is_alphabetic())
}

/// The words of the readings that are cut like the first one, or clearly better otherwise.
fn in_words(first: Vec<RecognisedWord>, looks: &[Vec<RecognisedWord>]) -> Vec<RecognisedWord> {
    let (base, bonus) = match better_cut(&first, looks) {
        Some(look) => (at_places_of(look, &first), 0.0),
        None => (first, FIRST_BONUS),
    };
    // Words without digits may be voted on in readings that differ in a number, too. A reading that is cut otherwise is
    // the worse one, but where it is surer of all its words.
    let (count, own) = (base.len(), worth(&base));
    let readings: Vec<&Vec<RecognisedWord>> =
        looks.iter().filter(|look| look.len() == count || worth(look) > own).collect();
    let one = |word: RecognisedWord| {
        if is_settled(&word) {
            return word;
        }
        let others: Vec<&RecognisedWord> = readings.iter().filter_map(|look| in_place_of(&word, look)).collect();
        word_of(word, bonus, &others)
    };
    base.into_iter().map(one).collect()
}

/// The word of another reading that stands where `word` stands: readings lose words and find specks, so their order
/// alone would take one word for its neighbour.
pub(super) fn in_place_of<'l>(word: &RecognisedWord, look: &'l [RecognisedWord]) -> Option<&'l RecognisedWord> {
    let common = |other: &&RecognisedWord| other.right.min(word.right) - other.left.max(word.left);
    let wider = |other: &&RecognisedWord| (other.right - other.left).max(word.right - word.left);
    look.iter()
        .filter(|other| common(other) > SAME_PLACE * wider(other))
        .max_by(|one, other| common(one).total_cmp(&common(other)))
}

/// The surest of those looks, more than one, that agree on another number of words, where it is clearly surer than the
/// first reading.
fn better_cut<'l>(first: &[RecognisedWord], looks: &'l [Vec<RecognisedWord>]) -> Option<&'l Vec<RecognisedWord>> {
    let all = all_digits(first);
    let is_agreed = |look: &&Vec<RecognisedWord>| {
        look.len() != first.len()
            && all_digits(look) == all
            && looks.iter().filter(|other| other.len() == look.len()).count() > 1
    };
    let best = looks.iter().filter(is_agreed).max_by(|one, other| worth(one).total_cmp(&worth(other)))?;
    (worth(best) > worth(first) + CLEAR_GAIN).then_some(best)
}

/// A look as high as the first reading: the boxes of a cut piece reach into its room.
fn at_places_of(look: &[RecognisedWord], first: &[RecognisedWord]) -> Vec<RecognisedWord> {
    let usual = first.first();
    let placed = |word: &RecognisedWord| match usual {
        Some(usual) => RecognisedWord { top: usual.top, bottom: usual.bottom, line: usual.line, ..word.clone() },
        None => word.clone(),
    };
    look.iter().map(placed).collect()
}

fn is_settled(word: &RecognisedWord) -> bool {
    let is_small = word.text.chars().any(char::is_lowercase);
    is_small && word.confidence >= SETTLED && noise::is_syllable(&word.text)
}

/// The text of one word with the greatest sum of worths, with the confidence of its surest reading.
fn word_of(word: RecognisedWord, bonus: f32, others: &[&RecognisedWord]) -> RecognisedWord {
    let sum = |text: &str| {
        let own = if word.text == text { word_worth(&word) + bonus } else { 0.0 };
        own + others.iter().filter(|other| other.text == text).map(|other| word_worth(other)).sum::<f32>()
    };
    let number = numeral(&word.text);
    let length = letters(std::slice::from_ref(&word));
    let allowed = others
        .iter()
        .filter(|other| numeral(&other.text) == number && letters(std::slice::from_ref(**other)).abs_diff(length) <= 1);
    let best = allowed.max_by(|one, other| sum(&one.text).total_cmp(&sum(&other.text)));
    let text =
        best.filter(|best| sum(&best.text) > sum(&word.text)).map_or(word.text.clone(), |best| best.text.clone());
    let sure = others.iter().filter(|other| other.text == text).map(|other| other.confidence);
    let own = if word.text == text { word.confidence } else { 0.0 };
    RecognisedWord { confidence: sure.fold(own, f32::max), text, ..word }
}

/// Mean confidence by letters, 0 to 100; of what is spelt as no syllable only a part counts.
pub(super) fn worth(words: &[RecognisedWord]) -> f32 {
    let length = |word: &RecognisedWord| f32::from(u8::try_from(word.text.chars().count()).unwrap_or(u8::MAX));
    let all: f32 = words.iter().map(length).sum();
    let sum: f32 = words.iter().map(|word| length(word) * word_worth(word)).sum();
    if all > 0.0 { sum / all } else { 0.0 }
}

fn word_worth(word: &RecognisedWord) -> f32 {
    let is_spelt = noise::is_syllable(&word.text) || !digits(&word.text).is_empty();
    word.confidence * if is_spelt { 1.0 } else { 0.75 }
}

/// Letters and digits of the words.
pub(super) fn letters(words: &[RecognisedWord]) -> usize {
    words.iter().map(|word| word.text.chars().filter(|letter| letter.is_alphanumeric()).count()).sum()
}

fn all_digits(words: &[RecognisedWord]) -> String {
    words.iter().map(|word| digits(&word.text)).collect()
}

/// The digits of a word that has any, with the signs that part them.
fn numeral(text: &str) -> String {
    let has_digits = text.chars().any(|letter| letter.is_ascii_digit());
    let belongs = |letter: &char| letter.is_ascii_digit() || matches!(letter, '/' | '-' | '.');
    if has_digits { text.trim_end_matches('.').chars().filter(belongs).collect() } else { String::new() }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// A line of `word:confidence`.
    fn line(words: &str) -> Vec<RecognisedWord> {
        let mut left = 0.0;
        let of = |word: &str| {
            let (text, confidence) = word.rsplit_once(':')?;
            left += 50.0;
            let word = recognised(text, 1, [left, 0.0, left + 40.0, 20.0]);
            Some(RecognisedWord { confidence: confidence.parse().ok()?, ..word })
        };
        words.split(' ').filter_map(of).collect()
    }

    fn check(first: &str, looks: &[&str], expected: &str) {
        let kept = of(line(first), looks.iter().map(|look| line(look)).collect());
        let kept: Vec<String> = kept.iter().map(|word| format!("{}:{}", word.text, word.confidence)).collect();
        assert_eq!(kept.join(" "), expected);
    }

    #[test]
    fn most_readings_win_word_by_word() {
        check("KÉ:90 HOẠCH:90", &["KẾ:80 HOẠCH:93", "KẾ:70 HOACH:94", "KÉ:30 HOẠCH:50"], "KẾ:80 HOẠCH:93");
        check("KẾ:92 HOẠCH:93", &["KÉ:93 HOẠCH:90"], "KẾ:92 HOẠCH:93");
        check("bàn:90 tinh:60", &["bản:95 tỉnh:90", "bản:95 tỉnh:90"], "bàn:90 tỉnh:90");
        check("giải:60 quyết:60", &["gi:95 quyết:90", "gi:95 quyết:90"], "giải:60 quyết:90");
        check("NGHỊ:60 QUYẾT:60", &["_NGHỊ:95 QUYẾT':90"], "NGHỊ:95 QUYẾT:90");
    }

    #[test]
    fn a_piece_is_cut_as_most_readings_cut_it() {
        check("KÉHO:50 ẠCH:55", &["KẾ:92 HOẠ:93 CH:90", "KẾ:91 HOẠ:90 CH:90"], "KẾ:92 HOẠ:93 CH:90");
        // Half of the line is no reading of it.
        check("KÉ:60 HOẠCH:70", &["KẾ:96", "KẾ:96", "KẾ:96"], "KÉ:60 HOẠCH:70");
    }

    #[test]
    fn a_reading_with_a_word_more_and_one_less_moves_no_word() {
        // The same number of words, yet from the third on each stands a place further.
        let first = line("XÃ:80 HỘI:80 CHỦ:80 NGHĨA:80");
        let mut look = line("XÃ:95 HỘI:95 NGHĨA:95 NAM:95");
        for word in look.iter_mut().skip(2) {
            word.shift(50.0, 0.0);
        }
        let kept: Vec<String> = of(first, vec![look.clone(), look]).into_iter().map(|word| word.text).collect();
        assert_eq!(kept.join(" "), "XÃ HỘI CHỦ NGHĨA");
    }

    #[test]
    fn readings_of_one_block_vote_in_their_places() {
        let looks = [line("cơ:90 quan:90 đoàn:80 thể:88"), line("cơ:90 quan:90 đoàn:80 thể:90 z:20")];
        let voted: Vec<String> =
            in_places(line("cơ:90 quan:90 đoàn:90 thẻ:93"), &looks).into_iter().map(|word| word.text).collect();
        assert_eq!(voted.join(" "), "cơ quan đoàn thể");
    }

    #[test]
    fn a_digit_with_a_letter_is_a_doubt() {
        check("ngày:90 0B:72 tháng:90", &["ngày:90 0B:80 tháng:90"], "ngày:90 0B:45 tháng:90");
    }

    #[test]
    fn a_number_read_in_two_ways_stays_and_is_a_doubt() {
        check("Só::80 17/KH-UBND:70", &["Số::95 11/KH-UBND:94", "Số::90 11/KH-UBND:94"], "Số::95 17/KH-UBND:45");
        check("ngày:90 2/9/2021:60", &["ngày:90 292021:95", "ngày:90 292021:95"], "ngày:90 2/9/2021:60");
        check("Số::80 17/KH-UBND:70", &["Số::70 17/KH-UBND:75"], "Số::80 17/KH-UBND:75");
        check("Số::80 17/KH-UBND:70", &["Số::70 11/KH-UBND:20"], "Số::80 17/KH-UBND:70");
    }
}
