//! [`cut`]: a short piece of a text around the words that matched, made with the same words as the index.

use super::tokenizer::{Word, words};
use crate::model::Snippet;
use crate::text::{Span, prefix};
use std::ops::Range;

/// Length of a snippet in letters, about two lines of a terminal.
const LENGTH: usize = 180;

/// How much of a text is looked through, in bytes; the words of a question stand early or a hit is hard to judge anyway.
const LOOKED_THROUGH: usize = 400_000;

/// A run of words that matched.
struct Match {
    bytes: Range<usize>,
    /// Which of the wanted runs it is.
    wanted: usize,
}

/// The piece of `text` that holds the most different of the `wanted` runs of words, the earliest of equals.
/// `None` when none of them stands there.
pub(super) fn cut(text: &str, wanted: &[Vec<Word>]) -> Option<Snippet> {
    let text = prefix(text, LOOKED_THROUGH);
    let found = find(text, wanted);
    let (first, last) = best_window(text, &found)?;
    let room = LENGTH.saturating_sub(letters(&text[found[first].bytes.start..found[last].bytes.end]));
    let start = back(text, found[first].bytes.start, room / 3);
    let end = forth(text, found[last].bytes.end, room - room / 3);
    let inside: Vec<Range<usize>> =
        found[first..].iter().map(|one| one.bytes.clone()).take_while(|one| one.end <= end).collect();
    Some(one_line(text, start..end, &inside))
}

/// Every run of words that is wanted, in text order, none overlapping; longer runs win.
fn find(text: &str, wanted: &[Vec<Word>]) -> Vec<Match> {
    let places: Vec<Range<usize>> = words(text).collect();
    let read: Vec<Word> = places.iter().map(|place| Word::of(&text[place.clone()])).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < read.len() {
        let runs = wanted.iter().enumerate().filter(|(_, run)| is_at(&read[at..], run));
        match runs.max_by_key(|(index, run)| (run.len(), std::cmp::Reverse(*index))) {
            Some((index, run)) => {
                found.push(Match { bytes: places[at].start..places[at + run.len() - 1].end, wanted: index });
                at += run.len();
            }
            None => at += 1,
        }
    }
    found
}

fn is_at(text: &[Word], run: &[Word]) -> bool {
    !run.is_empty() && run.len() <= text.len() && run.iter().zip(text).all(|(word, text_word)| word.is_in(text_word))
}

/// First and last match of the window with the most different runs, then the most matches, then the earliest.
fn best_window(text: &str, found: &[Match]) -> Option<(usize, usize)> {
    let mut best: Option<((usize, usize), (usize, usize))> = None;
    for first in 0..found.len() {
        let mut last = first;
        let mut kinds = vec![found[first].wanted];
        for (next, one) in found.iter().enumerate().skip(first + 1) {
            if one.bytes.end - found[first].bytes.start > LENGTH
                && letters(&text[found[first].bytes.start..one.bytes.end]) > LENGTH
            {
                break;
            }
            last = next;
            kinds.push(one.wanted);
        }
        let matches = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        let worth = (kinds.len(), matches);
        if best.is_none_or(|(known, _)| worth > known) {
            best = Some((worth, (first, last)));
        }
    }
    best.map(|(_, window)| window)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// At most `room` letters before `at`, starting at a word.
fn back(text: &str, at: usize, room: usize) -> usize {
    let start = text[..at].char_indices().rev().take(room).last().map_or(at, |(place, _)| place);
    if start == 0 {
        return 0;
    }
    text[start..at].find(char::is_whitespace).map_or(at, |space| start + space)
}

/// At most `room` letters behind `at`, ending with a word.
fn forth(text: &str, at: usize, room: usize) -> usize {
    match text[at..].char_indices().nth(room) {
        None => text.len(),
        Some((length, _)) => text[at..at + length].rfind(char::is_whitespace).map_or(at, |space| at + space),
    }
}

/// The piece with single spaces, its matches moved along, and `…` where text was left out.
fn one_line(text: &str, piece: Range<usize>, matches: &[Range<usize>]) -> Snippet {
    let mut line = String::with_capacity(piece.len() + 8);
    if piece.start > 0 {
        line.push('…');
    }
    let mut moved: Vec<Span> = Vec::new();
    let mut at = piece.start;
    for one in matches {
        let gap = &text[at..one.start];
        // Neighbours are marked in one piece.
        let joined = gap.chars().all(char::is_whitespace).then(|| moved.pop()).flatten();
        push_spaced(&mut line, gap);
        let start = joined.map_or(line.len(), Span::start);
        push_spaced(&mut line, &text[one.clone()]);
        moved.push(Span::new(start, line.len()));
        at = one.end;
    }
    push_spaced(&mut line, &text[at..piece.end]);
    line.truncate(line.trim_end().len());
    if piece.end < text.trim_end().len() {
        line.push('…');
    }
    Snippet { text: line, matches: moved }
}

/// Appends `text` with each run of white space as one space, none at the start of the line.
fn push_spaced(line: &mut String, text: &str) {
    for letter in text.chars() {
        if !letter.is_whitespace() {
            line.push(letter);
        } else if !line.is_empty() && !line.ends_with([' ', '…']) {
            line.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `wanted`: runs by `|`.
    fn check(text: &str, wanted: &str, expected: Option<&str>) {
        let runs: Vec<Vec<Word>> =
            wanted.split('|').map(|run| words(run).map(|place| Word::of(&run[place])).collect()).collect();
        let found = cut(text, &runs).map(|snippet| snippet.marked("[", "]"));
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn matches_are_marked_in_one_line() {
        check("Kế  hoạch\n\tnăm 2020", "hoach|2020", Some("Kế [hoạch] năm [2020]"));
        check("Kế hoạch  năm", "kế|hoạch", Some("[Kế hoạch] năm"));
        check("số 1109/QĐ-TTg và 1109", "1109 qđ ttg", Some("số [1109/QĐ-TTg] và 1109"));
        check("Bản in", "bạn", None);
        check("", "a", None);
    }

    #[test]
    fn the_window_with_most_of_the_question_wins() {
        let far = "xa ".repeat(120);
        let text = format!("đối {far} công tác đối ngoại {far}");
        let snippet = cut(&text, &[vec![Word::of("đối")], vec![Word::of("ngoại")]]).unwrap();
        assert!(snippet.marked("[", "]").contains("công tác [đối ngoại] xa"), "{snippet:?}");
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.chars().count() <= LENGTH + 2, "{}", snippet.text.chars().count());
    }
}
