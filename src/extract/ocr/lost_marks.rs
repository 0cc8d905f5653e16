//! Marks of letters (*dấu*) that the engine loses in small and slanted print: it seldom sees one that is not there, so of
//! readings that differ in marks alone the fuller one is right, where it is sure.

use super::tsv::RecognisedWord;
use super::vote;
use unicode_normalization::UnicodeNormalization;

/// A reading with more marks is this sure.
const SURE: f32 = 85.0;

/// Dot below (*dấu nặng*) and horn (*dấu móc*): the line below letters and strokes beside them are taken for these.
const SEEN_FALSELY: [char; 2] = ['\u{323}', '\u{31b}'];

/// The word with the marks that `first`, the reading before, or a look has more than it.
pub(super) fn kept(word: RecognisedWord, first: &RecognisedWord, looks: &[Vec<RecognisedWord>]) -> RecognisedWord {
    let in_place = looks.iter().filter_map(|look| vote::in_place_of(first, look));
    let fuller = std::iter::once(first)
        .chain(in_place)
        .filter(|other| other.confidence >= SURE && has_more(&other.text, &word.text))
        .max_by(|one, other| one.confidence.total_cmp(&other.confidence));
    match fuller {
        Some(fuller) => RecognisedWord { text: fuller.text.clone(), confidence: fuller.confidence, ..word },
        None => word,
    }
}

/// The same letters and all the marks of `bare`, and others above them?
fn has_more(full: &str, bare: &str) -> bool {
    let holds = |(full, bare): (char, char)| {
        let parts: Vec<char> = std::iter::once(full).nfd().collect();
        let of_bare: Vec<char> = std::iter::once(bare).nfd().collect();
        let kept = |mark: char| parts.contains(&mark) == of_bare.contains(&mark);
        of_bare.first() == parts.first()
            && of_bare.iter().all(|part| parts.contains(part))
            && SEEN_FALSELY.into_iter().all(kept)
    };
    full != bare && full.chars().count() == bare.chars().count() && full.chars().zip(bare.chars()).all(holds)
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    #[track_caller]
    fn check(voted: &str, looks: &[(&str, f32)], expected: &str) {
        let word =
            |text: &str, confidence: f32| RecognisedWord { confidence, ..recognised(text, 1, [0.0, 0.0, 40.0, 20.0]) };
        let looks: Vec<Vec<RecognisedWord>> = looks.iter().map(|(text, sure)| vec![word(text, *sure)]).collect();
        assert_eq!(kept(word(voted, 90.0), &word(voted, 90.0), &looks).text, expected);
    }

    #[test]
    fn a_sure_look_brings_a_mark_back() {
        check("Cân", &[("Cân", 93.0), ("Cần", 88.0)], "Cần");
        check("KÉ", &[("KẾ", 90.0)], "KẾ");
        check("Cân", &[("Cần", 60.0)], "Cân");
        check("Cần", &[("Cân", 95.0)], "Cần");
        check("Cân", &[("Cản", 95.0), ("Căn", 95.0), ("Cần,", 95.0)], "Cân");
    }

    #[test]
    fn strokes_below_and_beside_are_no_marks() {
        check("do", &[("dọ", 95.0)], "do");
        check("viêt", &[("việt", 95.0)], "viêt");
        check("phúc", &[("phức", 95.0)], "phúc");
    }
}
