//! Glyphs to words: by the gaps between them, in whatever order and pieces a program drew them.
//!
//! Turned text is brought upright, letters drawn twice for boldness are taken once, fonts of legacy encodings are
//! read through [`legacy`]. Does not decide whether the words can be trusted (see [`super::layer`]).

use super::super::layout::{LayoutWord, Rule};
use super::super::legacy::{self, FontEncoding};
use super::drawing::{Drawing, PlacedGlyph, narrow};
use crate::model::PageSize;
use std::collections::HashMap;

/// Below and above the baseline, in letter sizes: what a line takes.
const BELOW: f64 = 0.22;
const ABOVE: f64 = 0.78;

/// A gap that parts two words where a page draws no blanks, in letter sizes.
const WORD_GAP: f64 = 0.16;

/// The same where a page draws its blanks: only a gap that is no accident of spacing.
const WORD_GAP_WITH_BLANKS: f64 = 0.26;

/// The same letter twice within this, in letter sizes, is one letter made bold.
const BOLD_SHIFT: f64 = 0.12;

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// From left to right.
    None,
    /// Down the page.
    Down,
    /// Upside down.
    Over,
    /// Up the page.
    Up,
    /// Across: a watermark.
    Slanted,
}

/// A word with what is known of its glyphs.
#[derive(Debug, Clone)]
pub(super) struct GlyphWord {
    pub(super) word: LayoutWord,
    pub(super) turn: Turn,
    pub(super) is_hidden: bool,
    /// Glyphs without text.
    pub(super) unmapped: usize,
    pub(super) glyphs: usize,
    /// Glyphs whose text was told by their numbers.
    pub(super) recovered: usize,
    /// Encoding its font told.
    pub(super) legacy: Option<FontEncoding>,
}

/// A piece of a word as it was drawn.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    start: f64,
    end: f64,
    baseline: f64,
    /// Baseline of the line it stands on.
    level: f64,
    size: f64,
    font: u16,
    run: u32,
    blank_before: bool,
    blank_after: bool,
    unmapped: usize,
    recovered: usize,
    glyphs: usize,
}

/// What the glyphs of a piece have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    turn: u8,
    is_hidden: bool,
    is_annotation: bool,
}

const TURNS: [Turn; 5] = [Turn::None, Turn::Down, Turn::Over, Turn::Up, Turn::Slanted];

/// The words that `drawing` shows, each with its box on the page.
pub(super) fn words(drawing: &Drawing, fonts: &[Option<FontEncoding>]) -> Vec<GlyphWord> {
    let blanks = drawing.glyphs.iter().filter(|glyph| is_blank(glyph)).count();
    let gap = if blanks * 12 >= drawing.glyphs.len() { WORD_GAP_WITH_BLANKS } else { WORD_GAP };
    let mut groups: Vec<(Kind, Vec<&PlacedGlyph>)> = Vec::new();
    let mut group_of: HashMap<Kind, usize> = HashMap::new();
    for glyph in without_doubles(&drawing.glyphs) {
        let kind = Kind { turn: turn_of(glyph) as u8, is_hidden: glyph.is_hidden, is_annotation: glyph.is_annotation };
        let at = *group_of.entry(kind).or_insert_with(|| {
            groups.push((kind, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, glyphs)) = groups.get_mut(at) {
            glyphs.push(glyph);
        }
    }
    let mut found = Vec::new();
    for (kind, glyphs) in groups {
        let turn = TURNS.get(usize::from(kind.turn)).copied().unwrap_or(Turn::None);
        // Cells may be set so closely that only the rule between them parts their words.
        let posts: Vec<&Rule> = match turn {
            Turn::None => drawing.rules.iter().filter(|rule| rule.bottom - rule.top > rule.right - rule.left).collect(),
            _ => Vec::new(),
        };
        let pieces = merged(pieces(&glyphs, turn, drawing, fonts, gap), gap, &posts);
        found.extend(pieces.into_iter().filter_map(|piece| glyph_word(piece, kind, turn, drawing, fonts)));
    }
    found
}

fn is_blank(glyph: &PlacedGlyph) -> bool {
    glyph.text.as_deref().map_or(glyph.code == 32, |text| text.chars().all(char::is_whitespace))
}

fn turn_of(glyph: &PlacedGlyph) -> Turn {
    let (x, y) = glyph.way;
    if x > 6.0 * y.abs() {
        Turn::None
    } else if -x > 6.0 * y.abs() {
        Turn::Over
    } else if y > 6.0 * x.abs() {
        Turn::Down
    } else if -y > 6.0 * x.abs() {
        Turn::Up
    } else {
        Turn::Slanted
    }
}

/// The glyphs but those drawn again at nearly the same place.
fn without_doubles(glyphs: &[PlacedGlyph]) -> Vec<&PlacedGlyph> {
    #[expect(clippy::cast_possible_truncation, reason = "places on a page are small")]
    let square = |value: f64| (value / 2.0).floor() as i32;
    let mut seen: HashMap<(i32, i32), Vec<&PlacedGlyph>> = HashMap::new();
    let mut kept: Vec<&PlacedGlyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let reach = (BOLD_SHIFT * glyph.size).clamp(0.1, 2.0);
        let (column, row) = (square(glyph.origin.x), square(glyph.origin.y));
        let is_same = |other: &&PlacedGlyph| {
            other.text == glyph.text
                && other.code == glyph.code
                && other.is_hidden == glyph.is_hidden
                && (other.origin.x - glyph.origin.x).abs() <= reach
                && (other.origin.y - glyph.origin.y).abs() <= reach
        };
        let near = (column - 1..=column + 1).flat_map(|column| (row - 1..=row + 1).map(move |row| (column, row)));
        let is_double = near.filter_map(|place| seen.get(&place)).flatten().any(is_same);
        if !is_double || is_blank(glyph) {
            kept.push(glyph);
            seen.entry((column, row)).or_default().push(glyph);
        }
    }
    kept
}

/// A place as (along the text, across it), for text that runs upright after turning.
fn along(x: f64, y: f64, turn: Turn, drawing: &Drawing) -> (f64, f64) {
    match turn {
        Turn::None | Turn::Slanted => (x, y),
        Turn::Over => (drawing.width - x, drawing.height - y),
        Turn::Down => (y, drawing.width - x),
        Turn::Up => (drawing.height - y, x),
    }
}

/// Glyphs that follow each other, as they were drawn.
fn pieces(
    glyphs: &[&PlacedGlyph],
    turn: Turn,
    drawing: &Drawing,
    fonts: &[Option<FontEncoding>],
    gap: f64,
) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut after_blank = false;
    for (index, glyph) in glyphs.iter().enumerate() {
        let (start, baseline) = along(glyph.origin.x, glyph.origin.y, turn, drawing);
        let (mut end, _) = along(glyph.end.x, glyph.end.y, turn, drawing);
        let next = glyphs.get(index + 1).filter(|next| next.run == glyph.run);
        if let Some(next) = next {
            // Widths of fonts that are not in the file are only near the true ones: the next letter tells better.
            let (following, _) = along(next.origin.x, next.origin.y, turn, drawing);
            if (following - end).abs() < 0.15 * (end - start) {
                end = following;
            }
        }
        if is_blank(glyph) {
            after_blank = true;
            if let Some(last) = found.last_mut() {
                last.blank_after = true;
            }
            continue;
        }
        let size = glyph.size;
        let continues = found.last().is_some_and(|last| {
            let distance = (start - last.end) / size;
            !after_blank
                && last.font == glyph.font
                && (last.baseline - baseline).abs() < 0.1 * size
                && (last.size - size).abs() < 0.1 * size
                && distance > -0.5
                && distance < gap
        });
        let text = text_of(glyph, fonts);
        let unmapped = usize::from(text.is_none());
        let recovered = usize::from(glyph.is_recovered);
        let text = text.unwrap_or_else(|| "\u{fffd}".to_owned());
        match found.last_mut() {
            Some(last) if continues => {
                last.text.push_str(&text);
                last.end = last.end.max(end);
                last.unmapped += unmapped;
                last.recovered += recovered;
                last.glyphs += 1;
            }
            _ => found.push(Piece {
                text,
                start,
                end,
                baseline,
                level: baseline,
                size,
                font: glyph.font,
                run: glyph.run,
                blank_before: after_blank,
                blank_after: false,
                unmapped,
                recovered,
                glyphs: 1,
            }),
        }
        after_blank = false;
    }
    found
}

/// The letters of a glyph; in fonts of a legacy encoding the code tells where the font's own table does not.
fn text_of(glyph: &PlacedGlyph, fonts: &[Option<FontEncoding>]) -> Option<String> {
    let is_legacy = fonts.get(usize::from(glyph.font)).is_some_and(Option::is_some);
    match &glyph.text {
        Some(text) => Some(text.clone()),
        None if is_legacy => u8::try_from(glyph.code).ok().map(|code| char::from(code).to_string()),
        None => None,
    }
}

/// Pieces that touch on one baseline are one word, but where one of the `posts` stands between them.
fn merged(mut pieces: Vec<Piece>, gap: f64, posts: &[&Rule]) -> Vec<Piece> {
    pieces.sort_by(|one, other| one.baseline.total_cmp(&other.baseline));
    let mut level = f64::NEG_INFINITY;
    for piece in &mut pieces {
        if piece.baseline - level > 0.12 * piece.size {
            level = piece.baseline;
        }
        piece.level = level;
    }
    pieces.sort_by(|one, other| one.level.total_cmp(&other.level).then(one.start.total_cmp(&other.start)));
    let mut done: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match done.last_mut() {
            Some(last) if belongs(last, &piece, gap) && !posts.iter().any(|post| is_between(post, last, &piece)) => {
                last.text.push_str(&piece.text);
                last.end = last.end.max(piece.end);
                last.blank_after = piece.blank_after;
                last.unmapped += piece.unmapped;
                last.recovered += piece.recovered;
                last.glyphs += piece.glyphs;
                last.run = piece.run;
            }
            _ => done.push(piece),
        }
    }
    done
}

fn belongs(last: &Piece, piece: &Piece, gap: f64) -> bool {
    let size = last.size.max(piece.size);
    let distance = (piece.start - last.end) / size;
    // A blank that was drawn elsewhere parts nothing: letters set one by one may follow on letters set before.
    let has_blank = last.blank_after || piece.blank_before;
    let limit = if has_blank { 0.05 } else { gap };
    (last.baseline - piece.baseline).abs() < 0.12 * size
        && last.size.min(piece.size) > 0.8 * size
        && distance > -0.3
        && distance < limit
        && !(has_blank && last.run == piece.run)
}

fn is_between(post: &Rule, last: &Piece, piece: &Piece) -> bool {
    let at = f64::from(post.left + post.right) / 2.0;
    let letters = piece.baseline - 0.3 * piece.size;
    (last.end..=piece.start).contains(&at) && (f64::from(post.top)..f64::from(post.bottom)).contains(&letters)
}

/// The word of a piece, its box on the page.
fn glyph_word(
    piece: Piece,
    kind: Kind,
    turn: Turn,
    drawing: &Drawing,
    fonts: &[Option<FontEncoding>],
) -> Option<GlyphWord> {
    let encoding = fonts.get(usize::from(piece.font)).copied().flatten();
    let text = match encoding {
        Some(encoding) => legacy::to_unicode(&piece.text, encoding),
        None => piece.text,
    };
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (top, bottom) = (piece.baseline - ABOVE * piece.size, piece.baseline + BELOW * piece.size);
    let (left, right) = (piece.start, piece.end);
    let (left, top, right, bottom) = match turn {
        Turn::None | Turn::Slanted => (left, top, right, bottom),
        Turn::Over => (drawing.width - right, drawing.height - bottom, drawing.width - left, drawing.height - top),
        Turn::Down => (drawing.width - bottom, left, drawing.width - top, right),
        Turn::Up => (top, drawing.height - right, bottom, drawing.height - left),
    };
    let word = LayoutWord {
        text,
        left: narrow(left),
        top: narrow(top),
        right: narrow(right),
        bottom: narrow(bottom),
        confidence: None,
        font: Some(piece.font),
    };
    (!word.text.is_empty()).then_some(GlyphWord {
        word,
        turn,
        is_hidden: kind.is_hidden,
        unmapped: piece.unmapped,
        glyphs: piece.glyphs,
        recovered: piece.recovered,
        legacy: encoding,
    })
}

/// The page as its text runs: turned where most of the text is.
pub(super) fn upright(words: Vec<GlyphWord>, rules: &[Rule], size: PageSize) -> (Vec<GlyphWord>, Vec<Rule>, PageSize) {
    let count = |turn: Turn| words.iter().filter(|word| word.turn == turn).map(|word| word.glyphs).sum::<usize>();
    let Some(most) = [Turn::Down, Turn::Over, Turn::Up].into_iter().max_by_key(|turn| count(*turn)) else {
        return (words, rules.to_vec(), size);
    };
    if count(most) <= count(Turn::None) {
        return (words, rules.to_vec(), size);
    }
    let turned = |left: f32, top: f32, right: f32, bottom: f32| match most {
        Turn::Over => (size.width - right, size.height - bottom, size.width - left, size.height - top),
        Turn::Down => (top, size.width - right, bottom, size.width - left),
        _ => (size.height - bottom, left, size.height - top, right),
    };
    let new_size = if most == Turn::Over { size } else { PageSize { width: size.height, height: size.width } };
    let turn_word = |mut word: GlyphWord| {
        let place = &mut word.word;
        (place.left, place.top, place.right, place.bottom) = turned(place.left, place.top, place.right, place.bottom);
        if word.turn == most {
            word.turn = Turn::None;
        } else if word.turn == Turn::None {
            word.turn = Turn::Up;
        }
        word
    };
    let turn_rule = |rule: &Rule| {
        let (left, top, right, bottom) = turned(rule.left, rule.top, rule.right, rule.bottom);
        Rule { left, top, right, bottom }
    };
    (words.into_iter().map(turn_word).collect(), rules.iter().map(turn_rule).collect(), new_size)
}
