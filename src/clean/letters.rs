//! One line's letters: composed, one tone placement, one dash, one kind of space; `**` and zero-width marks go.

use crate::text::{MappedText, Span, fold};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A run of at least this many blanks parts two columns.
const COLUMN_GAP: usize = 3;

/// Blanks that part two columns.
const COLUMN_BLANKS: &str = "   ";

/// The line with normalised letters; blanks inside are one space, or a tab between columns; none at the ends.
pub(super) fn clean_line(line: &MappedText) -> MappedText {
    let stays = |letter: char| normal_letter(letter) == Some(letter) && !matches!(letter, '*' | '|' | '\t');
    let is_mixed = mixes_cases(line.as_str());
    if !is_mixed
        && line.as_str().chars().all(stays)
        && fold::is_settled(line.as_str())
        && !line.as_str().contains(COLUMN_BLANKS)
    {
        return with_single_blanks(line);
    }
    let mut letters = composed_letters(line);
    bars_to_tabs(&mut letters);
    if is_mixed {
        for (letter, _) in &mut letters {
            let mut raised = letter.to_uppercase();
            *letter = raised.next().filter(|_| raised.next().is_none()).unwrap_or(*letter);
        }
    }
    let text: String = letters.iter().map(|(letter, _)| *letter).collect();
    for (slot, placed) in letters.iter_mut().zip(fold::place_tones(&text).chars()) {
        slot.0 = placed;
    }
    let mut cleaned = MappedText::new();
    let mut at = 0;
    while at < letters.len() {
        let (letter, span) = letters[at];
        let run = letters[at..].iter().take_while(|(next, _)| is_blank(*next)).count();
        if run == 0 {
            cleaned.push_instead(letter.encode_utf8(&mut [0; 4]), line, span);
            at += 1;
            continue;
        }
        let is_inside = !cleaned.is_empty() && at + run < letters.len();
        if is_inside {
            let gap = &letters[at..at + run];
            // Each tab ends a cell of a table row, an empty one too; a run of blanks parts two columns.
            let tabs = gap.iter().filter(|(blank, _)| *blank == '\t').count();
            let blank = match tabs {
                0 if run < COLUMN_GAP => " ".to_owned(),
                tabs => "\t".repeat(tabs.max(1)),
            };
            cleaned.push_instead(&blank, line, span.join(letters[at + run - 1].1));
        }
        at += run;
    }
    cleaned
}

/// A line in capitals whose accented letters came small out of a font of capitals: `SắC LệNH`, `CHíNH PHủ`.
fn mixes_cases(line: &str) -> bool {
    if line.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let is_mixed = |word: &&str| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && word.chars().any(char::is_lowercase)
    };
    line.split(' ').filter(is_mixed).count() > 1
}

/// A line whose letters are normal already and which has no columns.
fn with_single_blanks(line: &MappedText) -> MappedText {
    let text = line.as_str();
    let mut cleaned = MappedText::new();
    let (mut next, mut end) = (0, 0);
    for word in text.split(' ') {
        let start = next;
        next = start + word.len() + 1;
        if word.is_empty() {
            continue;
        }
        if !cleaned.is_empty() {
            cleaned.push_instead(" ", line, Span::new(end, start));
        }
        end = start + word.len();
        cleaned.push_part(line, Span::new(start, end));
    }
    cleaned
}

/// Letters after composing, each with the bytes of `line` it stands for.
fn composed_letters(line: &MappedText) -> Vec<(char, Span)> {
    let text = line.as_str();
    let mut letters: Vec<(char, Span)> = Vec::with_capacity(text.len());
    let mut source = text.char_indices().peekable();
    while let Some((start, first)) = source.next() {
        let stands_alone = source.peek().is_none_or(|(_, next)| !is_combining_mark(*next));
        if stands_alone && !needs_work(first) {
            letters.push((first, Span::new(start, start + first.len_utf8())));
            continue;
        }
        let mut cluster = String::from(fold::unify_letter(first));
        let mut end = start + first.len_utf8();
        while let Some((at, mark)) = source.next_if(|(_, next)| is_combining_mark(*next)) {
            cluster.push(mark);
            end = at + mark.len_utf8();
        }
        letters.extend(cluster.nfc().filter_map(normal_letter).map(|letter| (letter, Span::new(start, end))));
    }
    without_emphasis(letters)
}

/// True for the letters that composing, unifying or normalising may change.
fn needs_work(letter: char) -> bool {
    !fold::is_composed(letter) || normal_letter(letter) != Some(letter)
}

/// One letter in its normal form; `None` for letters that show nothing.
fn normal_letter(letter: char) -> Option<char> {
    match letter {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
        '\u{f0b7}' | '\u{f02d}' | '\u{f0a7}' | '\u{2022}' | '\u{25cf}' => Some('·'),
        dash if fold::is_dash(dash) => Some('-'),
        other => Some(other),
    }
}

/// Runs of two and more asterisks are emphasis that some tool left behind.
fn without_emphasis(letters: Vec<(char, Span)>) -> Vec<(char, Span)> {
    let is_star = |index: usize| letters.get(index).is_some_and(|(letter, _)| *letter == '*');
    let kept = (0..letters.len())
        .filter(|index| !is_star(*index) || !(is_star(index + 1) || (*index > 0 && is_star(index - 1))));
    kept.map(|index| letters[index]).collect()
}

/// A bar that stands alone parts two columns, as in reprints of letterheads; in a line framed by bars each one does.
fn bars_to_tabs(letters: &mut [(char, Span)]) {
    let is_bar = |letter: Option<&(char, Span)>| letter.is_some_and(|(letter, _)| *letter == '|');
    let mut printed = letters.iter().filter(|(letter, _)| !is_blank(*letter));
    let is_framed = is_bar(printed.next()) || is_bar(printed.next_back());
    for index in 0..letters.len() {
        let is_open = |place: Option<&(char, Span)>| place.is_none_or(|(letter, _)| is_blank(*letter));
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        if letters[index].0 == '|' && (is_framed || is_open(before) && is_open(letters.get(index + 1))) {
            letters[index].0 = '\t';
        }
    }
}

fn is_blank(letter: char) -> bool {
    letter == ' ' || letter == '\t'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let cleaned = clean_line(&MappedText::verbatim(line));
        assert_eq!(cleaned.as_str(), expected);
        assert_eq!(clean_line(&cleaned).as_str(), expected, "cleaning twice changes nothing");
    }

    #[test]
    fn letters_are_composed() {
        check("U\u{309}y ban", "Ủy ban");
    }

    #[test]
    fn tones_are_placed() {
        check("Thường trực Tỉnh uỷ", "Thường trực Tỉnh ủy");
    }

    #[test]
    fn small_accents_among_capitals_are_capitals() {
        check("SắC LệNH Số 4 NGàY 4 THáNG 9", "SẮC LỆNH SỐ 4 NGÀY 4 THÁNG 9");
        check("CộNG HOà", "CỘNG HÒA");
        check("Số: 12/QĐ-UBND", "Số: 12/QĐ-UBND");
    }

    #[test]
    fn eth_and_dashes() {
        check("QÐ–TTg", "QĐ-TTg");
    }

    #[test]
    fn wide_gaps_are_columns() {
        check("  ỦY BAN     CỘNG  HÒA ", "ỦY BAN\tCỘNG HÒA");
    }

    #[test]
    fn bars_part_columns() {
        check("| ỦY BAN | CỘNG HÒA |", "ỦY BAN\tCỘNG HÒA");
        check("|- Như trên;|CHỦ TỊCH|", "- Như trên;\tCHỦ TỊCH");
        check("số 11091|QĐ-TTg", "số 11091|QĐ-TTg");
        check("Như trên| ", "Như trên");
    }

    #[test]
    fn stray_emphasis_goes_a_star_stays() {
        check("**ỦY BAN", "ỦY BAN");
        check("*", "*");
    }

    #[test]
    fn places_lead_back() {
        let cleaned = clean_line(&MappedText::verbatim("a  U\u{309}y"));
        assert_eq!(cleaned.as_str(), "a Ủy");
        assert_eq!(cleaned.origin(Span::new(2, 5)), Span::new(3, 6));
    }
}
