//! The two cells of the letterhead (*thể thức đầu văn bản*), each read once more as the block it is: the engine cuts the
//! whole page, and loses words there beside what is written by hand.
//!
//! The readings vote word by word with what was read before (see [`vote`]); words that were lost come back where they are
//! syllables. Numbers that differ are doubts, and none is added.
//!
//! [`vote`]: super::vote

use super::engine::{PageRecogniser, Segmentation};
use super::lost_marks;
use super::noise;
use super::second_look;
use super::sheet::{self, Sheet};
use super::tsv::RecognisedWord;
use super::vote;
use crate::extract::ExtractError;
use image::GrayImage;

/// Part of the page, from above, where a letterhead begins.
const UPPER_PART: f32 = 0.4;

/// How far the cells reach above the national title, and at the most below it, in inches.
const ABOVE: f32 = 0.3;
const BELOW: f32 = 1.7;

/// Room below the last line of a cell, in inches; a line that reaches into it is cut off.
const ROOM: f32 = 0.1;

/// A word that ends nearer to where its cell was cut than this part of its height was cut.
const CUT: f32 = 0.1;

/// Resolutions at which the engine sees a cell.
const LOOKS_DPI: [f32; 3] = [120.0, 190.0, 260.0];

/// A word that was lost comes back when a look is this sure of it.
const SURE: f32 = 75.0;

/// Reads the cells of the letterhead of a page again; `cleared` is the sheet without its rulings.
///
/// # Errors
/// As the engine.
pub(super) fn read_again(
    words: Vec<RecognisedWord>,
    sheet: &Sheet,
    cleared: &GrayImage,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<RecognisedWord>, ExtractError> {
    let cells = cells(&words, sheet);
    let corners: Vec<[u32; 4]> = cells.iter().map(|edges| sheet::dots(*edges)).collect();
    let blocks: Vec<GrayImage> = corners.iter().map(|edges| sheet::cut(cleared, *edges)).collect();
    let mut looks = Vec::new();
    for dpi in LOOKS_DPI {
        let factor = (dpi / sheet.dpi).min(2.0);
        let images: Vec<GrayImage> =
            blocks.iter().map(|block| sheet::with_border(&sheet::resized(block, factor))).collect();
        let mut look = Vec::new();
        for (mut read, [left, top, ..]) in
            recogniser.words(&images, dpi, Segmentation::Block)?.into_iter().zip(&corners)
        {
            let border = f32::from(sheet::BORDER) / factor;
            for word in &mut read {
                #[expect(clippy::cast_precision_loss, reason = "places on a page")]
                word.put_back(factor, [*left as f32 - border, *top as f32 - border]);
            }
            look.extend(read);
        }
        looks.push(look);
    }
    Ok(joined(words, &cells, &looks))
}

/// The edges of both cells; none on a page without the national title and a day below it.
fn cells(words: &[RecognisedWord], sheet: &Sheet) -> Vec<[f32; 4]> {
    let [width, height] = sheet.size();
    let is_motto = |at: &usize| words.get(*at..).is_some_and(second_look::begins_motto);
    let motto = (0..words.len()).find(is_motto).and_then(|at| words.get(at));
    let Some(motto) = motto.filter(|motto| motto.bottom < UPPER_PART * height) else { return Vec::new() };
    let top = (motto.top - ABOVE * sheet.dpi).max(0.0);
    let lowest = motto.bottom + BELOW * sheet.dpi;
    let pieces: Vec<Extent> = second_look::pieces(words)
        .into_iter()
        .filter_map(|piece| Extent::of(words.get(piece.words)?))
        .filter(|piece| piece.top >= top && piece.bottom < lowest)
        .collect();
    let day = pieces.iter().filter(|piece| piece.is_day && piece.right > motto.left);
    let Some(day) = day.min_by(|one, other| one.top.total_cmp(&other.top)) else { return Vec::new() };
    let bottom = day.bottom + ROOM * sheet.dpi;
    let beside = pieces.iter().filter(|piece| piece.top < day.bottom);
    let (left, right): (Vec<&Extent>, Vec<&Extent>) = beside.partition(|piece| piece.right < motto.left + 0.05 * width);
    let start = right.iter().map(|piece| piece.left).fold(motto.left, f32::min);
    let end = left.iter().map(|piece| piece.right).fold(0.0, f32::max);
    if end >= start {
        return Vec::new();
    }
    let middle = f32::midpoint(start, end);
    vec![[0.0, top, middle, bottom], [middle, top, width, bottom]]
}

/// A piece of a line that holds letters: its edges, and whether it names a day.
struct Extent {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    is_day: bool,
}

impl Extent {
    fn of(words: &[RecognisedWord]) -> Option<Extent> {
        let is_lettered = |word: &&RecognisedWord| word.text.contains(char::is_alphanumeric);
        let (first, last) = (words.iter().find(is_lettered)?, words.iter().rfind(is_lettered)?);
        let is_day = words.iter().any(|word| matches!(word.text.as_str(), "tháng" | "năm"));
        let top = words.iter().map(|word| word.top).fold(f32::INFINITY, f32::min);
        let bottom = words.iter().map(|word| word.bottom).fold(0.0, f32::max);
        Some(Extent { left: first.left, top, right: last.right, bottom, is_day })
    }
}

/// The words with what the looks make of those inside the cells.
fn joined(words: Vec<RecognisedWord>, cells: &[[f32; 4]], looks: &[Vec<RecognisedWord>]) -> Vec<RecognisedWord> {
    if looks.iter().all(Vec::is_empty) {
        return words;
    }
    let mut done = Vec::with_capacity(words.len());
    for line in words.chunk_by(|one, next| one.line == next.line) {
        let (inside, outside): (Vec<RecognisedWord>, Vec<RecognisedWord>) =
            line.iter().cloned().partition(|word| cells.iter().any(|cell| is_in(word, *cell)));
        if inside.is_empty() {
            done.extend(outside);
            continue;
        }
        let lost = lost_words(&inside, &words, looks);
        // Only looks at this line count, or a number of another line would be one read in two ways.
        let beside: Vec<Vec<RecognisedWord>> = looks
            .iter()
            .map(|look| look.iter().filter(|word| is_beside(word, &inside) && is_clean(word)).cloned().collect())
            .filter(|look: &Vec<RecognisedWord>| !look.is_empty())
            .collect();
        // Numbers are often by hand here: a look may doubt one, none makes it surer or another.
        let voted = vote::in_places(inside.clone(), &beside);
        let one = |(word, voted): (RecognisedWord, RecognisedWord)| {
            let has_digits = word.text.contains(|sign: char| sign.is_ascii_digit());
            let least = word.confidence.min(voted.confidence);
            if has_digits {
                RecognisedWord { confidence: least, ..word }
            } else {
                lost_marks::kept(voted, &word, &beside)
            }
        };
        let mut line: Vec<RecognisedWord> = inside.into_iter().zip(voted).map(one).collect();
        mend_comma(&mut line, &beside);
        line.extend(lost);
        line.extend(outside);
        line.sort_by(|one, other| one.left.total_cmp(&other.left));
        done.extend(line);
    }
    done.extend(lost_symbol(&words, cells, looks));
    done
}

/// The symbol (*ký hiệu*) in the left cell that the first look lost with its whole line, as it does where the number is
/// stamped over it: two looks have to agree on it.
fn lost_symbol(words: &[RecognisedWord], cells: &[[f32; 4]], looks: &[Vec<RecognisedWord>]) -> Option<RecognisedWord> {
    let cell = cells.first()?;
    let line = words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
    let symbols = |look: &'_ Vec<RecognisedWord>| -> Vec<RecognisedWord> {
        let inside = look.iter().filter(|word| is_in(word, *cell) && is_free(word, words));
        inside.filter_map(|word| Some(RecognisedWord { text: symbol_in(&word.text)?, line, ..word.clone() })).collect()
    };
    let found: Vec<Vec<RecognisedWord>> = looks.iter().map(symbols).collect();
    let same = |word: &RecognisedWord| found.iter().flatten().filter(|other| other.text == word.text).count();
    let agreed = found.iter().flatten().filter(|word| same(word) > 1);
    agreed.max_by(|one, other| one.confidence.total_cmp(&other.confidence)).cloned()
}

/// `BCT-KH` in `'BCT-KH`: parts in capitals with a dash between.
fn symbol_in(text: &str) -> Option<String> {
    let bare = text.trim_matches(|sign: char| !sign.is_alphabetic());
    let is_symbol = bare.contains('-')
        && bare.split('-').all(|part| part.chars().count() > 1 && part.chars().all(char::is_uppercase));
    is_symbol.then(|| bare.to_owned())
}

/// The place ends with a comma before the day (`Hà Nội, ngày …`), of which specks make a stop: where a look sees the
/// comma, it is one.
fn mend_comma(line: &mut [RecognisedWord], looks: &[Vec<RecognisedWord>]) {
    let Some(day) = line.iter().position(|word| word.text.starts_with("ngày")) else { return };
    let Some(place) = day.checked_sub(1).and_then(|before| line.get_mut(before)) else { return };
    let Some(name) = place.text.strip_suffix('.') else { return };
    let with_comma = format!("{name},");
    let is_seen = |look: &Vec<RecognisedWord>| {
        vote::in_place_of(place, look).is_some_and(|seen| seen.confidence >= SURE && seen.text == with_comma)
    };
    if looks.iter().any(is_seen) {
        place.text = with_comma;
    }
}

fn is_in(word: &RecognisedWord, [left, top, right, bottom]: [f32; 4]) -> bool {
    let is_whole = word.top > top && word.bottom < bottom - CUT * word.height();
    (left..right).contains(&f32::midpoint(word.left, word.right)) && is_whole
}

/// Specks at the edge of a cell become signs before a word.
fn is_clean(word: &RecognisedWord) -> bool {
    let signs = word.text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '(');
    signs.is_empty() || signs.len() == word.text.len()
}

/// Does the word stand in the height of a line, between its ends?
fn is_beside(word: &RecognisedWord, line: &[RecognisedWord]) -> bool {
    line.iter().any(|other| (other.top..other.bottom).contains(&word.middle()))
}

/// Was nothing read where the word stands?
fn is_free(word: &RecognisedWord, words: &[RecognisedWord]) -> bool {
    !words.iter().any(|other| {
        let common = other.right.min(word.right) - other.left.max(word.left);
        common > 0.2 * (word.right - word.left) && other.top < word.bottom && word.top < other.bottom
    })
}

/// Words that a look surely reads between those of a line, where nothing was read.
fn lost_words(line: &[RecognisedWord], words: &[RecognisedWord], looks: &[Vec<RecognisedWord>]) -> Vec<RecognisedWord> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return Vec::new() };
    let is_lost = |word: &&RecognisedWord| {
        word.confidence >= SURE
            && noise::is_syllable(&word.text)
            && (first.left..last.right).contains(&word.left)
            && is_beside(word, line)
            && is_free(word, words)
    };
    let mut found: Vec<RecognisedWord> = Vec::new();
    for word in looks.iter().flatten().filter(is_lost) {
        if found.iter().all(|other| other.right < word.left || word.right < other.left) {
            found.push(RecognisedWord { line: first.line, ..word.clone() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    const CELLS: [[f32; 4]; 2] = [[0.0, 0.0, 300.0, 100.0], [300.0, 0.0, 900.0, 100.0]];

    /// Words 40 wide, each 50 further from `left`.
    fn line(left: f32, text: &str, confidence: f32) -> Vec<RecognisedWord> {
        let mut left = left - 50.0;
        let of = |word: &str| {
            left += 50.0;
            RecognisedWord { confidence, ..recognised(word, 1, [left, 20.0, left + 40.0, 40.0]) }
        };
        text.split(' ').filter(|word| *word != "_").map(of).collect()
    }

    #[track_caller]
    fn check(before: Vec<RecognisedWord>, looks: &[Vec<RecognisedWord>], expected: &str) {
        let words: Vec<String> =
            joined(before, &CELLS, looks).iter().map(|word| format!("{}:{}", word.text, word.confidence)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn looks_correct_words_and_bring_lost_ones_back() {
        let looks = [line(400.0, "Cần Thơ,", 95.0), line(400.0, "Cần Thơ,", 95.0)];
        check(line(400.0, "Cân Thơ,", 90.0), &looks, "Cần:95 Thơ,:95");
        let mut before = line(400.0, "Thơ,", 90.0);
        before.extend(line(500.0, "tháng", 90.0));
        let look = line(400.0, "Thơ, ngày tháng", 92.0);
        check(before, &[look], "Thơ,:92 ngày:92 tháng:92");
    }

    #[test]
    fn a_number_is_never_another_and_never_surer() {
        let looks = [line(400.0, "ngày 18", 95.0), line(400.0, "ngày 18", 95.0)];
        check(line(400.0, "ngày 13", 60.0), &looks, "ngày:95 13:45");
        check(line(400.0, "ngày 13", 30.0), &[line(400.0, "ngày 13", 95.0)], "ngày:95 13:30");
    }

    #[test]
    fn a_place_ends_with_a_comma_where_a_look_sees_it() {
        let before = || line(400.0, "Thơ. ngày tháng", 90.0);
        check(before(), &[line(400.0, "Thơ, ngày tháng", 80.0)], "Thơ,:90 ngày:90 tháng:90");
        check(before(), &[line(400.0, "Thơ. ngày tháng", 80.0)], "Thơ.:90 ngày:90 tháng:90");
    }

    #[test]
    fn a_symbol_lost_with_its_line_comes_back_where_two_looks_agree() {
        let motto = || line(400.0, "CỘNG HÒA", 95.0);
        let look = |text: &str, confidence| {
            let mut words = line(50.0, text, confidence);
            for word in &mut words {
                word.shift(0.0, 40.0);
            }
            words
        };
        let looks = [look("sẽ 'SXD-KHTC", 30.0), look("s8 SXD-KHTC", 0.0)];
        check(motto(), &looks, "CỘNG:95 HÒA:95 SXD-KHTC:30");
        check(motto(), &looks[..1], "CỘNG:95 HÒA:95");
        assert_eq!(["-SXD", "SXD-2", "sxd-khtc", "SXD"].map(symbol_in), [const { None }; 4]);
    }

    #[test]
    fn a_line_beyond_the_cells_stays() {
        let mut below = line(400.0, "KÉ HOẠCH", 80.0);
        for word in &mut below {
            word.shift(0.0, 100.0);
        }
        check(below, &[line(400.0, "KẾ HOẠCH", 95.0)], "KÉ:80 HOẠCH:80");
    }
}
