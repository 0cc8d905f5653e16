//! The signing block (*khối ký*) beside the recipients, read once more on its own: the engine takes seals and signatures
//! for pictures and leaves out the position and the name that stand among them.
//!
//! First as one block, then row by row of its letters (see `signing_rows`). Only lines are taken that read as names or
//! positions.

use super::READING_DPI;
use super::colour::ColouredInk;
use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::seals::{self, Circle};
use super::sheet::{self, Sheet};
use super::signing_lines::{self, PrintLine};
use super::signing_rows::{self, on_page, stands_in};
use super::stacked_titles;
use super::tsv::RecognisedWord;
use crate::extract::ExtractError;
use crate::text::fold;
use image::{GrayImage, imageops};

/// How far the block reaches above and below the word `Nơi nhận`, in inches.
const ABOVE: f32 = 0.5;
const BELOW: f32 = 2.8;

/// Where its column begins, as a part of the page's width.
const LEFT: f32 = 0.42;

/// A word, or a sign, that stands in a signature is one where it is this sure; less sure than the last, it only has to
/// touch one to be none.
const SURE_LETTERS: f32 = 50.0;
const SURE_SIGN: f32 = 85.0;
const UNSURE: f32 = 30.0;

/// How far items of a list stand from one edge, and how high the words above it stand, in inches.
const ASKEW: f32 = 0.15;
const HEADING: f32 = 0.2;

/// What dashes of a list are read as.
pub(super) const MARKS: [&str; 4] = ["-", "~", "–", "+"];

/// A word of it is at least this sure.
const SURE: f32 = 40.0;

/// A block on a page.
struct Block {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

/// Adds to `words` the lines of the signing block that were not read; `cleared` is the sheet without its rulings. Gives the
/// titles that have to be put in at last (see `stacked_titles`).
///
/// # Errors
/// As the engine.
pub(super) fn read_again(
    words: &mut Vec<RecognisedWord>,
    sheet: &Sheet,
    cleared: &GrayImage,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<Vec<RecognisedWord>>, ExtractError> {
    let Some(block) = block_beside(words, sheet) else { return Ok(Vec::new()) };
    let black = block.cut(cleared);
    let with_red = coloured(&black, &block, sheet);
    let views: Vec<View> = std::iter::once(black).chain(with_red).map(|image| View::of(image, sheet.dpi)).collect();
    let added_from = read_block(words, &views, &block, sheet, recogniser)?;
    let lines = views.iter().flat_map(|view| view.lines(sheet.dpi)).collect();
    signing_rows::read_again(words, added_from, lines, (block.corner(), sheet.dpi), recogniser)?;
    let scribbles = views.first().map(|view| signing_lines::scribbles(&view.image, sheet.dpi)).unwrap_or_default();
    let corner = block.corner();
    let scribbles: Vec<RecognisedWord> = scribbles.into_iter().map(|edges| on_page(edges, corner)).collect();
    words.retain(|word| !is_scribble(word, &scribbles));
    match views.first() {
        Some(black) => stacked_titles::read(words, &black.image, (corner, sheet.dpi), recogniser),
        None => Ok(Vec::new()),
    }
}

/// A doubtful word that stands in a signature was read into it.
fn is_scribble(word: &RecognisedWord, scribbles: &[RecognisedWord]) -> bool {
    let least = if word.text.contains(char::is_alphanumeric) { SURE_LETTERS } else { SURE_SIGN };
    let stands = |place: &RecognisedWord| stands_in(word, place) || word.confidence < UNSURE && overlaps(word, place);
    word.confidence < least && scribbles.iter().any(stands)
}

/// A picture of the block: without its red ink, and with it.
struct View {
    /// Without the rings of the seal.
    image: GrayImage,
    seal: Option<Circle>,
}

impl View {
    fn of(image: GrayImage, dpi: f32) -> View {
        let seal = seals::find(&image, dpi);
        View { image: seal.map_or(image.clone(), |seal| seals::without_rings(&image, seal, dpi)), seal }
    }

    /// The rows of letters that are not the seal's own.
    fn lines(&self, dpi: f32) -> Vec<PrintLine> {
        let mut lines = signing_lines::find(&self.image, dpi);
        lines.retain(|line| !self.seal.is_some_and(|seal| seal.holds(line.edges)));
        lines
    }
}

/// Adds the lines that the engine finds in the block; gives the number of the first one.
fn read_block(
    words: &mut Vec<RecognisedWord>,
    views: &[View],
    block: &Block,
    sheet: &Sheet,
    recogniser: &PageRecogniser<'_>,
) -> Result<usize, ExtractError> {
    let (factor, corner) = (READING_DPI / sheet.dpi, block.corner());
    let images: Vec<GrayImage> = views.iter().map(|view| sheet::resized(&view.image, factor)).collect();
    let read = recogniser.words(&images, READING_DPI, Segmentation::Block)?;
    let first_line = words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
    let mut next_line = first_line;
    for (mut found, view) in read.into_iter().zip(views) {
        for word in &mut found {
            word.scale(factor.recip());
        }
        found.retain(|word| !view.seal.is_some_and(|seal| seal.holds([word.left, word.top, word.right, word.bottom])));
        for word in &mut found {
            word.shift(corner[0], corner[1]);
        }
        for line in found.chunk_by(|one, next| one.line == next.line) {
            let is_new = |word: &RecognisedWord| !words.iter().any(|other| overlaps(word, other));
            if is_signing(line) && line.iter().all(is_new) {
                words.extend(line.iter().map(|word| RecognisedWord { line: next_line, ..word.clone() }));
                next_line += 1;
            }
        }
    }
    Ok(first_line)
}

/// Where the recipients of a page begin: their words `Nơi nhận`, or the place above the first line of their list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
}

/// The lowest `Nơi nhận` of a page; else the list that ends with `Lưu:`, whose first words were not read.
pub(super) fn anchor(words: &[RecognisedWord], dpi: f32) -> Option<Anchor> {
    let is_anchor = |pair: &[RecognisedWord]| {
        let [one, next] = pair else { return false };
        let [one, next] = [one, next].map(|word| fold::unaccented(&word.text));
        one.contains("noi") && next.starts_with("nhan")
    };
    let is_lone = |word: &&RecognisedWord| fold::unaccented(&word.text) == "nhan:";
    let pairs = words.windows(2).filter(|pair| is_anchor(pair)).filter_map(|pair| pair.first());
    let printed = pairs.chain(words.iter().filter(is_lone)).max_by(|one, other| one.top.total_cmp(&other.top));
    let here = |word: &RecognisedWord| Anchor { top: word.top, bottom: word.bottom, right: word.right };
    printed.map(here).or_else(|| above_list(words, dpi))
}

/// The place above a list of lines with dashes, one under the other, whose last one begins with `Lưu:`.
fn above_list(words: &[RecognisedWord], dpi: f32) -> Option<Anchor> {
    let lines: Vec<&[RecognisedWord]> = words.chunk_by(|one, next| one.line == next.line).collect();
    let is_archive = |line: &&[RecognisedWord]| {
        line.iter().take(2).any(|word| matches!(fold::unaccented(&word.text).as_str(), "luu:" | "luu")) && is_item(line)
    };
    let last = lines.iter().rposition(is_archive)?;
    let left = lines.get(last)?.first()?.left;
    let goes_on = |line: &&&[RecognisedWord]| {
        is_item(line) && line.first().is_some_and(|word| (word.left - left).abs() < ASKEW * dpi)
    };
    let items: Vec<&[RecognisedWord]> = lines.get(..=last)?.iter().rev().take_while(goes_on).copied().collect();
    let (second, first) = (items.last()?.get(1)?, items.first()?.get(1)?);
    (items.len() > 1).then_some(Anchor { top: second.top - HEADING * dpi, bottom: second.top, right: first.right })
}

fn is_item(line: &[RecognisedWord]) -> bool {
    line.len() > 1 && line.first().is_some_and(|word| MARKS.contains(&word.text.as_str()))
}

/// The block to the right of it.
fn block_beside(words: &[RecognisedWord], sheet: &Sheet) -> Option<Block> {
    let anchor = anchor(words, sheet.dpi)?;
    let (width, height) = sheet.grey.dimensions();
    let beside = LEFT * sheet.size()[0];
    let [left, top, bottom] = sheet::dots([beside, anchor.top - ABOVE * sheet.dpi, anchor.bottom + BELOW * sheet.dpi]);
    let bottom = bottom.min(height);
    (anchor.right < f32::from(u16::try_from(left).unwrap_or(u16::MAX)) && bottom > top).then(|| Block {
        left,
        top,
        width: width - left,
        height: bottom - top,
    })
}

impl Block {
    /// Its upper left corner on the page.
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    fn corner(&self) -> [f32; 2] {
        [self.left as f32, self.top as f32]
    }

    fn cut(&self, page: &GrayImage) -> GrayImage {
        imageops::crop_imm(page, self.left, self.top, self.width, self.height).to_image()
    }
}

/// The block with its red ink put back, where it has any: names are stamped in red, too.
fn coloured(block: &GrayImage, place: &Block, sheet: &Sheet) -> Option<GrayImage> {
    let mut with_colour = block.clone();
    let mut has_red = false;
    for piece in sheet.coloured.iter().filter(|piece| piece.is_red) {
        has_red |= put_back(&mut with_colour, piece, place, sheet.dpi);
    }
    has_red.then_some(with_colour)
}

/// Draws a piece of ink into a block of a page; false where it lies elsewhere.
fn put_back(block: &mut GrayImage, piece: &ColouredInk, place: &Block, dpi: f32) -> bool {
    #[expect(clippy::cast_possible_truncation, reason = "places on a page")]
    let [left, top] = [piece.place[0], piece.place[1]].map(|inches| (inches * dpi) as i64);
    let (right, down) = (left - i64::from(place.left), top - i64::from(place.top));
    let mut is_inside = false;
    for (x, y, ink) in piece.ink.enumerate_pixels() {
        let at = (u32::try_from(right + i64::from(x)), u32::try_from(down + i64::from(y)));
        if let (Ok(x), Ok(y)) = at
            && let Some(pixel) = block.get_pixel_mut_checked(x, y)
        {
            pixel.0[0] = pixel.0[0].min(ink.0[0]);
            is_inside = true;
        }
    }
    is_inside
}

/// A position in capitals or a name: at least two syllables with a capital, and hardly anything else.
fn is_signing(line: &[RecognisedWord]) -> bool {
    let capitals = line.iter().filter(|word| is_named(word)).count();
    capitals >= 2 && 3 * capitals >= 2 * line.len()
}

/// A sure syllable with a capital.
pub(super) fn is_named(word: &RecognisedWord) -> bool {
    word.confidence >= SURE && noise::is_syllable(&word.text) && word.text.starts_with(char::is_uppercase)
}

fn overlaps(one: &RecognisedWord, other: &RecognisedWord) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    fn sheet() -> Sheet {
        Sheet { grey: GrayImage::from_pixel(850, 1100, image::Luma([255])), dpi: 100.0, coloured: Vec::new() }
    }

    #[test]
    fn the_block_stands_beside_the_recipients() {
        let words =
            [recognised("Nơi", 1, [80.0, 700.0, 110.0, 715.0]), recognised("nhận:", 1, [115.0, 700.0, 160.0, 715.0])];
        let block = block_beside(&words, &sheet()).expect("a block");
        assert_eq!((block.left, block.top, block.width, block.height), (357, 650, 493, 345));
        assert!(block_beside(&words[..1], &sheet()).is_none());
    }

    #[test]
    fn a_list_that_ends_with_the_archive_has_its_place() {
        let line = |number: usize, top: f32, text: &str| {
            let mut left = 30.0;
            let of = |word: &str| {
                left += 50.0;
                recognised(word, number, [left, top, left + 40.0, top + 15.0])
            };
            text.split(' ').map(of).collect::<Vec<_>>()
        };
        let list = [line(1, 700.0, "E<4 3g"), line(2, 730.0, "- Như trên;"), line(3, 760.0, "- Lưu: VT.")].concat();
        let anchor = anchor(&list, 100.0).expect("a place");
        assert_eq!((anchor.top, anchor.bottom), (710.0, 730.0));
        assert!(super::anchor(&line(1, 700.0, "- Lưu: VT."), 100.0).is_none(), "one line is no list");
    }

    #[test]
    fn names_and_positions_are_told_from_seals() {
        let line = |text: &str| {
            let words = text.split(' ').map(|word| recognised(word, 1, [0.0, 0.0, 40.0, 20.0]));
            is_signing(&words.collect::<Vec<_>>())
        };
        assert!(line("Trần Thị Kiều") && line("PHÓ GIÁM ĐỐC"));
        assert!(!line("SỞ ⁄ j*") && !line("các đơn vị") && !line("Sở"));
    }

    #[test]
    fn red_ink_is_put_back() {
        let ink = GrayImage::from_pixel(10, 10, image::Luma([90]));
        let piece = ColouredInk { ink, place: [5.0, 7.0, 5.1, 7.1], is_red: true };
        let sheet = Sheet { coloured: vec![piece], ..sheet() };
        let block = Block { left: 400, top: 600, width: 300, height: 200 };
        let shown = coloured(&block.cut(&sheet.grey), &block, &sheet).expect("red ink");
        assert_eq!((shown.get_pixel(105, 105).0[0], shown.get_pixel(95, 105).0[0]), (90, 255));
    }
}
