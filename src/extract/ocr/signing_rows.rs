//! Rows of letters of the signing block, each read on its own without the ink around it (see `signing_lines`), at several
//! sizes: the reading that most looks agree on stays where it is a name or a position.
//!
//! What was read before gives way only where it is less of one; half a name is none.

use super::READING_DPI;
use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::sheet;
use super::signing::is_named;
use super::signing_lines::{self, PrintLine};
use super::tsv::RecognisedWord;
use super::vote;
use crate::extract::ExtractError;
use image::GrayImage;

/// A line is not read again where all its words are this sure.
const SETTLED: f32 = 88.0;

/// Heights in pixels that capitals are brought to when a line is read on its own.
const LOOKS: [f32; 4] = [16.0, 22.0, 30.0, 42.0];

/// A line of which one look alone says so is this sure; looks that agree need less.
const SURE_LINE: f32 = 85.0;
const AGREED_LINE: f32 = 60.0;

/// Marks of who signs for whom (Nghị định 30/2020/NĐ-CP, Appendix I), and how sure one is at least.
const MARKS: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];
const SURE_MARK: f32 = 80.0;

/// A reading with a letter less and a word more than before must be this much surer, of 100.
const CLEAR_GAIN: f32 = 15.0;

/// A row that begins this near to the edge of the block, in capitals, was cut off there.
const CUT: f32 = 0.5;

/// Words of a row that cover less than this part of it are not the whole of it.
const WHOLE: f32 = 0.8;

/// The words of a line.
type Line = Vec<RecognisedWord>;

/// Reads each row of letters of a block that was not surely read before; `lines` with places from the block's `corner`, the
/// words of lines from `added_from` on were found in the block before.
///
/// # Errors
/// As the engine.
pub(super) fn read_again(
    words: &mut Vec<RecognisedWord>,
    added_from: usize,
    lines: Vec<PrintLine>,
    (corner, dpi): ([f32; 2], f32),
    recogniser: &PageRecogniser<'_>,
) -> Result<(), ExtractError> {
    let mut rows: Vec<PrintLine> = Vec::new();
    for line in lines {
        let place = on_page(line.edges, corner);
        // What is printed in black is read without the red ink.
        let is_known = rows.iter().any(|other| stands_in(&place, &on_page(other.edges, corner)));
        // What comes from beyond the block is text, or the recipients.
        let is_cut = line.edges[0] < CUT * signing_lines::capital(dpi);
        if !is_known && !is_cut && !is_settled(&place, words) {
            rows.push(line);
        }
    }
    let readings = looks_at(&rows, corner, dpi, recogniser)?;
    let found: Vec<Found> = rows
        .iter()
        .zip(readings)
        .map(|(row, readings)| {
            let place = on_page(row.edges, corner);
            Found { line: best(words, &place, readings), place }
        })
        .collect();
    drop_parts(words, added_from, &found);
    for row in &found {
        let Some(line) = &row.line else { continue };
        if found.iter().any(|other| other.line.is_none() && touches(&other.place, &row.place)) {
            continue;
        }
        let number = words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
        words.retain(|word| !stands_in(word, &row.place));
        words.extend(line.iter().map(|word| RecognisedWord { line: number, ..word.clone() }));
    }
    Ok(())
}

/// A row of letters, and what it was read as.
struct Found {
    place: RecognisedWord,
    line: Option<Line>,
}

/// Each row as its looks read it, places on the page.
fn looks_at(
    rows: &[PrintLine],
    corner: [f32; 2],
    dpi: f32,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Vec<Line>>, ExtractError> {
    let factors = LOOKS.map(|height| height / signing_lines::capital(dpi));
    let has_other_ink = |row: &PrintLine| row.letters != row.whole;
    let images: Vec<GrayImage> = rows
        .iter()
        .flat_map(|row| std::iter::once(&row.letters).chain(has_other_ink(row).then_some(&row.whole)))
        .flat_map(|image| factors.map(|factor| sheet::with_border(&sheet::resized(image, factor))))
        .collect();
    let mut looks = recogniser.words(&images, READING_DPI, Segmentation::Line)?.into_iter();
    let mut readings = Vec::new();
    for row in rows {
        #[expect(clippy::cast_precision_loss, reason = "places on a page")]
        let place = row.place.map(|edge| edge as f32);
        let count = if has_other_ink(row) { 2 * factors.len() } else { factors.len() };
        let of_row = factors.into_iter().cycle().take(count).map(|factor| {
            let border = f32::from(sheet::BORDER) / factor;
            let mut read = looks.next().unwrap_or_default();
            for word in &mut read {
                word.put_back(factor, [corner[0] + place[0] - border, corner[1] + place[1] - border]);
            }
            read
        });
        let mut looks: Vec<Line> = of_row.collect();
        if !has_other_ink(row) {
            looks.extend(looks.clone());
        }
        readings.push(looks);
    }
    Ok(readings)
}

/// Takes what was found in the block before and is no more than a part of a row that could not be read as a whole: half a
/// name is another name.
fn drop_parts(words: &mut Vec<RecognisedWord>, added_from: usize, found: &[Found]) {
    for row in found.iter().filter(|row| row.line.is_none()) {
        let covered: f32 =
            within(&row.place, words).filter(|word| is_named(word)).map(|word| word.right - word.left).sum();
        if covered < WHOLE * (row.place.right - row.place.left) {
            words.retain(|word| word.line < added_from || !stands_in(word, &row.place));
        }
    }
}

/// A row of letters that is set into another one and could not be read may turn its meaning: `PHÓ GIÁM ĐỐC` stamped
/// under `GIÁM ĐỐC`.
fn touches(one: &RecognisedWord, other: &RecognisedWord) -> bool {
    let common = one.right.min(other.right) - one.left.max(other.left);
    let down = one.bottom.min(other.bottom) - one.top.max(other.top);
    common > 0.6 * (other.right - other.left) && down > 0.0
}

/// A place of the block on its page, as a word without letters.
pub(super) fn on_page([left, top, right, bottom]: [f32; 4], corner: [f32; 2]) -> RecognisedWord {
    let mut place = RecognisedWord { text: String::new(), left, top, right, bottom, confidence: 0.0, line: 0 };
    place.shift(corner[0], corner[1]);
    place
}

/// The words whose middle stands in `place`.
fn within<'w>(place: &RecognisedWord, words: &'w [RecognisedWord]) -> impl Iterator<Item = &'w RecognisedWord> {
    words.iter().filter(|word| stands_in(word, place))
}

/// Does the middle of a word stand in `place`?
pub(super) fn stands_in(word: &RecognisedWord, place: &RecognisedWord) -> bool {
    let middle = f32::midpoint(word.left, word.right);
    (place.left..place.right).contains(&middle) && (place.top..place.bottom).contains(&word.middle())
}

/// Was all that stands in `place` surely read?
fn is_settled(place: &RecognisedWord, words: &[RecognisedWord]) -> bool {
    let is_sure = |word: &RecognisedWord| word.confidence >= SETTLED && noise::is_syllable(&word.text);
    let covered: f32 = within(place, words).map(|word| word.right - word.left).sum();
    within(place, words).all(is_sure) && covered > 0.7 * (place.right - place.left)
}

/// The reading that most looks agree on, where it is a name or a position and surer than what stood there.
fn best(words: &[RecognisedWord], place: &RecognisedWord, readings: Vec<Vec<RecognisedWord>>) -> Option<Line> {
    let before: Line = within(place, words).cloned().collect();
    let candidates: Vec<Line> =
        readings.into_iter().filter_map(|look| name_or_position(as_sure_as(look, &before))).collect();
    let text = |line: &Line| line.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    let same = |line: &Line| candidates.iter().filter(|other| text(other) == text(line)).collect::<Vec<_>>();
    let sum = |line: &Line| -> f32 { same(line).into_iter().map(|other| vote::worth(other)).sum() };
    let best = candidates.iter().max_by(|one, other| sum(one).total_cmp(&sum(other)))?;
    let surest = same(best).into_iter().max_by(|one, other| vote::worth(one).total_cmp(&vote::worth(other)))?;
    let least = if same(best).len() > 1 { AGREED_LINE } else { SURE_LINE };
    let (letters, all) = (vote::letters(best), vote::letters(&before));
    // A stroke of the signature was read as a letter that joins two words: `KTATHỦ TƯỚNG`.
    let is_freed =
        letters + 1 == all && best.len() > before.len() && vote::worth(surest) > vote::worth(&before) + CLEAR_GAIN;
    // A mark that was read already is read no better in a row.
    let is_surer = letters == all && !best.first().is_some_and(is_mark) && vote::worth(surest) > vote::worth(&before);
    let is_better = letters > all || is_surer || is_freed;
    (vote::worth(surest) >= least && is_better).then(|| surest.clone())
}

/// A word that was surely read before is as sure in a look that has it, too, whatever ink stands close to it.
fn as_sure_as(look: Line, before: &[RecognisedWord]) -> Line {
    let bare = |word: &RecognisedWord| word.text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let one = |word: RecognisedWord| {
        let same = vote::in_place_of(&word, before).filter(|other| bare(other) == bare(&word));
        let confidence = same.map_or(word.confidence, |same| same.confidence.max(word.confidence));
        RecognisedWord { confidence, ..word }
    };
    look.into_iter().map(one).collect()
}

/// The words of a look from the first to the last that is a syllable with a capital; none where one between is not.
fn name_or_position(mut look: Line) -> Option<Line> {
    for word in &mut look {
        let bare = word.text.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
        word.text = bare.trim_start_matches('.').to_owned();
    }
    let first = look.iter().position(|word| is_named(word) || is_mark(word))?;
    let last = look.iter().rposition(is_named)?;
    // What stands before may be a surname; behind a name or a position there are only initials of clerks.
    if look[..first].iter().any(|word| word.text.contains(char::is_alphabetic)) {
        return None;
    }
    let named: Line = look.drain(first..=last).collect();
    let behind = named.iter().skip(usize::from(named.first().is_some_and(is_mark)));
    (named.len() >= 2 && behind.into_iter().all(is_named)).then_some(named)
}

/// `KT.` before the title of who is signed for (*ký thay*), and its like.
fn is_mark(word: &RecognisedWord) -> bool {
    MARKS.contains(&word.text.as_str()) && word.confidence >= SURE_MARK
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// A row from 0 on with words 40 wide, 45 apart.
    fn look(words: &str, confidence: f32) -> Line {
        let mut left = -45.0;
        let of = |word: &str| {
            left += 45.0;
            RecognisedWord { confidence, ..recognised(word, 9, [left, 0.0, left + 40.0, 20.0]) }
        };
        words.split(' ').map(of).collect()
    }

    #[track_caller]
    fn check(before: &str, looks: &[(&str, f32)], expected: Option<&str>) {
        let words = look(before, 60.0);
        let looks = looks.iter().map(|(words, sure)| look(words, *sure)).collect();
        let found = best(&words, &on_page([0.0, 0.0, 200.0, 20.0], [0.0; 2]), looks);
        let text = |line: Line| line.iter().map(|word| word.text.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(found.map(text).as_deref(), expected);
    }

    #[test]
    fn a_name_comes_back_and_noise_does_not() {
        let looks = [("Nguyễn Văn Hải", 92.0), ("“Nguyễn Văn Hải", 75.0), ("Nguyên Văn Hải", 80.0)];
        check("Văn Hải", &looks, Some("Nguyễn Văn Hải"));
        check("zq", &[("Hoằng Anh", 70.0), ("Hoàng Anh", 71.0)], None);
        check("zq", &[("TÂY q4 Z", 90.0)], None);
        check("Lâm Thị Diệu Hiền", &[("Lâm Thị", 95.0), ("Lâm Thị", 95.0)], None);
    }

    #[test]
    fn a_stroke_of_the_signature_leaves_the_mark() {
        let looks = [("KT. CỤC TRƯỞNG", 93.0), ("KT. CỤC TRƯỞNG", 91.0), ("KTẬCỤC TRƯỞNG", 91.0)];
        check("KTACỤC TRƯỞNG", &looks, Some("KT. CỤC TRƯỞNG"));
        check("KT. CỤC TRƯỞNG", &[("KT. CỤC TRƯỞN", 93.0)], None);
    }

    #[test]
    fn a_word_read_before_is_as_sure_in_a_look() {
        let sure = as_sure_as(look("“CỤC TRƯỞNG", 30.0), &look("CỤC", 93.0));
        assert_eq!(sure.iter().map(|word| word.confidence).collect::<Vec<_>>(), [93.0, 30.0]);
    }

    #[test]
    fn half_a_name_is_dropped() {
        let mut words = look("Hoàng Anh", 95.0);
        let row = |right: f32| Found { place: on_page([0.0, 0.0, right, 20.0], [0.0; 2]), line: None };
        drop_parts(&mut words, 1, &[row(90.0)]);
        assert_eq!(words.len(), 2);
        drop_parts(&mut words, 1, &[row(150.0)]);
        assert!(words.is_empty());
    }
}
