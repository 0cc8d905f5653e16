//! The one decision a page needs: are its characters to be trusted, or must its picture be read?
//!
//! Text layers lie: fonts without a character map give letters that look like success, scans carry a stamp or a
//! watermark as their only text, hidden layers of old recognition are noise. What decides is whether the words read as
//! Vietnamese, how many glyphs have no text, and how much of the page is picture.

use super::super::vietnamese;
use super::drawing::Drawing;
use super::words::{GlyphWord, Turn};
use hayro_interpret::kurbo::Rect;

/// Share of the page under pictures from which it is a scan.
const SCAN: f64 = 0.5;

/// Least share of syllables among the words of a text that is believed.
const READABLE: f32 = 0.55;

/// Least share for a hidden layer of recognised text that is kept though it could be recognised anew.
const GOOD_HIDDEN: f32 = 0.97;

/// Least share for a hidden layer that is kept where nothing else can be had.
const FAIR_HIDDEN: f32 = 0.75;

/// Fewest words of a hidden layer that is kept, and of text over a background picture.
const FEWEST_HIDDEN: usize = 30;
const FEWEST_OVER_PICTURE: usize = 80;

/// Fewer words than this on a page with pictures are no text of their own.
const FEW_WORDS: usize = 8;

/// What to read of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Choice {
    /// Nothing is on it.
    Blank,
    /// Its characters.
    Native,
    /// Its characters, and at these places its picture: a few words stamped on it, or letters that nothing names.
    Stamped(Vec<Rect>),
    /// The hidden layer that someone recognised before, with what is printed over it.
    Hidden,
    /// Its picture, with the characters printed over it where `with_native`.
    Picture { with_native: bool },
}

/// How well a set of words reads.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quality {
    pub(super) words: usize,
    glyphs: usize,
    unmapped: usize,
    /// Words that can be judged.
    judged: usize,
    share: f32,
    accented: f32,
    is_english: bool,
}

impl Quality {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w GlyphWord>) -> Quality {
        let mut quality = Quality::default();
        let mut text = String::new();
        for word in words {
            quality.words += 1;
            quality.glyphs += word.glyphs;
            quality.unmapped += word.unmapped;
            text.push_str(&word.word.text);
            text.push(' ');
        }
        let counted = vietnamese::count_syllables(&text);
        quality.judged = counted.words;
        quality.share = counted.share();
        quality.accented = counted.accented_share();
        quality.is_english = is_english(&text);
        quality
    }

    /// Reads as text, with a share of syllables of at least `least`.
    pub(super) fn reads(&self, least: f32) -> bool {
        let is_mapped = self.unmapped * 10 <= self.glyphs;
        is_mapped && (self.judged < 5 || self.share >= least || self.is_english)
    }

    /// Words that are worth anything.
    pub(super) fn is_readable(&self) -> bool {
        self.reads(READABLE)
    }

    fn is_kept_hidden(&self, has_engine: bool) -> bool {
        let least = if has_engine { GOOD_HIDDEN } else { FAIR_HIDDEN };
        self.words >= FEWEST_HIDDEN && self.judged * 2 >= self.words && self.reads(least) && self.accented >= 0.5
    }
}

/// English text has its small words; letters of a font without a map do not.
fn is_english(text: &str) -> bool {
    const SMALL: [&str; 12] = ["the", "of", "and", "to", "in", "for", "on", "is", "with", "by", "or", "be"];
    let (mut words, mut small) = (0, 0);
    for word in text.split_whitespace() {
        words += 1;
        small += usize::from(SMALL.contains(&word.to_ascii_lowercase().as_str()));
    }
    words >= 20 && small * 8 >= words
}

/// What to read of a page with these `words`.
pub(super) fn choose(words: &[GlyphWord], drawing: &Drawing, has_engine: bool, is_first: bool) -> Choice {
    let visible = || words.iter().filter(|word| is_text(word));
    let shown = Quality::of(visible());
    let hidden = Quality::of(words.iter().filter(|word| word.is_hidden));
    let covered = coverage(drawing);
    if covered >= SCAN {
        let is_spread = spread(visible()) > 0.4 * drawing.height;
        if shown.words >= FEWEST_OVER_PICTURE && shown.is_readable() && is_spread {
            return Choice::Native;
        }
        let is_kept = hidden.is_kept_hidden(has_engine) && hidden.words > 2 * shown.words;
        return if is_kept { Choice::Hidden } else { Choice::Picture { with_native: shown.is_readable() } };
    }
    if shown.words == 0 {
        let is_empty = covered < 0.005 && drawing.shapes < 30;
        return match hidden.words {
            0 if is_empty => Choice::Blank,
            _ if hidden.words > 0 && hidden.reads(FAIR_HIDDEN) => Choice::Hidden,
            _ => Choice::Picture { with_native: false },
        };
    }
    if !shown.is_readable() {
        return Choice::Picture { with_native: false };
    }
    if shown.words < FEW_WORDS && (covered > 0.12 || drawing.shapes > 400) {
        return Choice::Picture { with_native: true };
    }
    let mut stamps = if is_first { stamped(drawing) } else { Vec::new() };
    stamps.extend(unnamed(words, drawing));
    if stamps.is_empty() { Choice::Native } else { Choice::Stamped(stamps) }
}

/// Painted, and no watermark across the page.
pub(super) fn is_text(word: &GlyphWord) -> bool {
    !word.is_hidden && word.turn != Turn::Slanted
}

/// Share of the page that pictures cover, overlaps counted once.
fn coverage(drawing: &Drawing) -> f64 {
    const SIDE: u32 = 48;
    let middle = |step: u32, length: f64| (f64::from(step) + 0.5) / f64::from(SIDE) * length;
    let points = (0..SIDE * SIDE).map(|at| (middle(at % SIDE, drawing.width), middle(at / SIDE, drawing.height)));
    let covered = points.filter(|point| drawing.images.iter().take(2_000).any(|image| image.area.contains(*point)));
    let count = u32::try_from(covered.count()).unwrap_or(0);
    f64::from(count) / f64::from(SIDE * SIDE)
}

/// Height between the first and the last of the words.
fn spread<'w>(words: impl Iterator<Item = &'w GlyphWord>) -> f64 {
    let (mut top, mut bottom) = (f32::INFINITY, f32::NEG_INFINITY);
    for word in words {
        top = top.min(word.word.top);
        bottom = bottom.max(word.word.bottom);
    }
    f64::from((bottom - top).max(0.0))
}

/// Places of words with letters that nothing names; the whole page where there are many.
fn unnamed(words: &[GlyphWord], drawing: &Drawing) -> Vec<Rect> {
    let mut places: Vec<Rect> = Vec::new();
    for word in words.iter().filter(|word| is_text(word) && word.unmapped > 0).map(|word| &word.word) {
        let area = Rect::new(word.left.into(), word.top.into(), word.right.into(), word.bottom.into());
        let near = area.inflate(area.height(), 0.0);
        match places.iter_mut().find(|place| place.overlaps(near) && (place.y0 - area.y0).abs() < 0.3 * area.height()) {
            Some(place) => *place = place.union(area),
            None => places.push(area),
        }
    }
    if places.len() > 6 { vec![Rect::new(0.0, 0.0, drawing.width, drawing.height)] } else { places }
}

/// Pictures as small as a few words in the upper part of the page, where number and date are stamped.
fn stamped(drawing: &Drawing) -> Vec<Rect> {
    let is_stamp = |area: &Rect| {
        let is_high = area.center().y < 0.4 * drawing.height;
        let fits = |length: f64, least: f64, most: f64| (least..=most).contains(&length);
        is_high && fits(area.width(), 12.0, 0.5 * drawing.width) && fits(area.height(), 6.0, 0.12 * drawing.height)
    };
    drawing.images.iter().map(|image| image.area).filter(is_stamp).take(12).collect()
}
