//! One page: its drawing to words, the choice between characters and picture, and the text of what was chosen.

use super::super::layout::{self, LayoutWord};
use super::super::legacy::{self, FontEncoding, LegacyEncoding};
use super::super::{ExtractError, OcrEngine, ocr};
use super::drawing::{self, Drawing, narrow};
use super::images::{self, PageImage};
use super::layer::{self, Choice, Quality};
use super::times::{self, KnownFonts};
use super::words::{self, GlyphWord};
use super::{annotations, fonts, signatures};
use crate::model::{PageSize, ReadingNote, Stamp, TextLayer, TextPage};
use hayro_interpret::InterpreterCache;
use hayro_interpret::kurbo::Rect;
use hayro_syntax::page::Page;
use std::cell::RefCell;

/// Words of a stamped picture below this confidence are no words.
const SURE: u8 = 60;

/// Least share of syllables of a text that was converted by its content.
const CONVERTED: f32 = 0.85;

/// A page that was read.
#[derive(Debug, Default)]
pub(super) struct ReadPage {
    pub(super) page: TextPage,
    pub(super) notes: Vec<ReadingNote>,
    /// Its picture should be read and could not be.
    pub(super) needs_ocr: bool,
    /// Legacy encodings that its fonts or letters were in.
    pub(super) encodings: Vec<LegacyEncoding>,
    /// Instructions show text, and hardly any came out.
    pub(super) lost_text: bool,
}

/// Where a page stands in its file, and what may be used to read it.
pub(super) struct Setting<'s, 'a> {
    pub(super) cache: &'s InterpreterCache<'a>,
    pub(super) engine: Option<&'s OcrEngine>,
    pub(super) is_first: bool,
    /// What pages before found out about the fonts.
    pub(super) known_fonts: &'s RefCell<KnownFonts>,
}

/// What is known of a page before the choice.
struct Found {
    words: Vec<GlyphWord>,
    drawing: Drawing,
    stamps: Vec<Stamp>,
    size: PageSize,
    extra: Vec<LayoutWord>,
}

/// Reads one page.
pub(super) fn read<'a>(page: &Page<'a>, setting: &Setting<'_, 'a>) -> ReadPage {
    let mut drawing = drawing::collect(page, setting.cache);
    let encodings = fonts::encodings(&drawing.fonts, page);
    times::recover(&mut drawing, &encodings, &mut setting.known_fonts.borrow_mut());
    let mut words = words::words(&drawing, &encodings);
    let by_content = convert_by_content(&mut words);
    let mut used: Vec<LegacyEncoding> = words.iter().filter_map(|word| word.legacy).map(|font| font.encoding).collect();
    // A sign or two in an old font make no text of its encoding.
    used.truncate(usize::from(used.len() * 10 >= words.len()));
    used.extend(by_content);
    let lost_text = words.len() < 10 && shows_text(page) > 10 + 4 * words.len();
    let annotations = annotations::read(page);
    let size = PageSize { width: narrow(drawing.width), height: narrow(drawing.height) };
    let stamps = take_signatures(&mut words, &annotations, size);
    let choice = layer::choose(&words, &drawing, setting.engine.is_some(), setting.is_first);
    let (words, rules, size) = words::upright(words, &drawing.rules, size);
    drawing.rules = rules;
    let found = Found { words, drawing, stamps, size, extra: annotations.words };
    let mut read = text_of(page, setting, found, choice);
    read.encodings = used;
    read.lost_text = lost_text;
    read
}

/// Letters of a legacy encoding in fonts whose names do not tell it.
fn convert_by_content(words: &mut [GlyphWord]) -> Option<LegacyEncoding> {
    let open = |word: &&GlyphWord| word.legacy.is_none() && !word.is_hidden;
    if Quality::of(words.iter().filter(open)).is_readable() {
        return None;
    }
    let texts: Vec<&str> = words.iter().filter(open).map(|word| word.word.text.as_str()).collect();
    let encoding = legacy::detect(&texts.join(" "))?;
    let font = FontEncoding { encoding, capitals: false };
    let mut converted = words.to_vec();
    for word in converted.iter_mut().filter(|word| word.legacy.is_none() && !word.is_hidden) {
        word.word.text = legacy::to_unicode(&word.word.text, font);
    }
    // Letters of a font without a map may pass for an encoding; only what reads then was one.
    if !Quality::of(converted.iter().filter(open)).reads(CONVERTED) {
        return None;
    }
    words.clone_from_slice(&converted);
    Some(encoding)
}

/// Instructions of the page that show text.
fn shows_text(page: &Page<'_>) -> usize {
    let mut operations = page.operations();
    let mut count = 0;
    while let Some(instruction) = operations.next() {
        count += usize::from(matches!(&**instruction.operator, b"Tj" | b"TJ" | b"'" | b"\""));
    }
    count
}

/// Takes printed signatures out of the words.
fn take_signatures(words: &mut Vec<GlyphWord>, annotations: &annotations::Annotations, size: PageSize) -> Vec<Stamp> {
    let mut shown: Vec<LayoutWord> =
        words.iter().filter(|word| layer::is_text(word)).map(|word| word.word.clone()).collect();
    let all = shown.len();
    let stamps = signatures::take(&mut shown, &annotations.signatures, size);
    if shown.len() < all {
        let key = |word: &LayoutWord| (word.left.to_bits(), word.top.to_bits());
        let kept: std::collections::HashSet<(u32, u32)> = shown.iter().map(key).collect();
        words.retain(|word| !layer::is_text(word) || kept.contains(&key(&word.word)));
    }
    stamps
}

fn text_of<'a>(page: &Page<'a>, setting: &Setting<'_, 'a>, found: Found, choice: Choice) -> ReadPage {
    match choice {
        Choice::Blank if found.extra.is_empty() => {
            let page = TextPage {
                layer: TextLayer::Blank,
                size: Some(found.size),
                stamps: found.stamps,
                ..TextPage::default()
            };
            ReadPage { page, ..ReadPage::default() }
        }
        Choice::Blank | Choice::Native => native(found, layer::is_text, TextLayer::Native),
        Choice::Hidden => native(found, |word| word.is_hidden || layer::is_text(word), TextLayer::Ocr),
        Choice::Stamped(areas) => stamped(page, setting, found, &areas),
        Choice::Picture { with_native } => picture(page, setting, found, with_native),
    }
}

/// The page of its characters, those that are `wanted`.
fn native(found: Found, wanted: impl Fn(&GlyphWord) -> bool, text_layer: TextLayer) -> ReadPage {
    let Found { words, drawing, stamps, size, extra } = found;
    let words: Vec<LayoutWord> = words.into_iter().filter(wanted).map(|word| word.word).chain(extra).collect();
    let lost = words.iter().filter(|word| has_lost_letter(&word.text)).count();
    let is_damaged = lost >= 10 && lost * 10 >= words.len();
    let message = format!("{lost} words are printed with question marks in place of letters");
    let notes = is_damaged.then(|| ReadingNote::new("pdf.lost_letters", message)).into_iter().collect();
    let page = layout::page(words, &drawing.rules, size);
    let page = TextPage { layer: text_layer, stamps, fonts: drawing.fonts, ..page };
    ReadPage { page, notes, ..ReadPage::default() }
}

/// A question mark before a letter: a program that wrote the file had no such letter, and the print is as damaged.
fn has_lost_letter(word: &str) -> bool {
    word.match_indices('?').any(|(at, _)| word.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
}

/// Its characters, and the words of pictures where no characters stand.
fn stamped<'a>(page: &Page<'a>, setting: &Setting<'_, 'a>, mut found: Found, areas: &[Rect]) -> ReadPage {
    let mut recognised: Vec<LayoutWord> = Vec::new();
    let whole = setting.engine.and_then(|_| images::drawn(page, &found.drawing));
    for area in areas {
        let Some((engine, whole)) = setting.engine.zip(whole.as_ref()) else { break };
        let part = images::part(whole, *area);
        let words = ocr::read_page(&part.pixels, Some(part.dpi), engine).map(|read| words_of(&read, &part));
        recognised.extend(words.unwrap_or_default().into_iter().filter(is_word));
    }
    let is_named = |word: &GlyphWord| layer::is_text(word) && word.unmapped == 0;
    recognised.retain(|word| !found.words.iter().any(|native| is_named(native) && overlaps(word, &native.word)));
    found.words.retain(|word| word.unmapped == 0 || !recognised.iter().any(|other| overlaps(other, &word.word)));
    let unnamed = found.words.iter().filter(|word| layer::is_text(word) && word.unmapped > 0).count();
    let text_layer = if recognised.is_empty() { TextLayer::Native } else { TextLayer::Mixed };
    found.extra.extend(recognised);
    let mut read = native(found, layer::is_text, text_layer);
    if unnamed > 0 {
        let message = format!("{unnamed} words hold letters that the file does not name");
        read.notes.push(ReadingNote::new("pdf.unnamed_letters", message));
    }
    read
}

/// A recognised word that says something: sure, and letters or digits.
fn is_word(word: &LayoutWord) -> bool {
    word.confidence.is_none_or(|sure| sure >= SURE) && word.text.contains(char::is_alphanumeric)
}

/// The text of its picture, with the characters printed over it.
fn picture<'a>(page: &Page<'a>, setting: &Setting<'_, 'a>, found: Found, with_native: bool) -> ReadPage {
    let Some(engine) = setting.engine else { return unread(found, "recognition of text is not at hand") };
    let Some(image) = images::page_image(page, &found.drawing, setting.cache) else {
        return unread(found, "its picture cannot be made");
    };
    let read = match ocr::read_page(&image.pixels, Some(image.dpi), engine) {
        Ok(read) => read,
        Err(ExtractError::NeedsOcr) => return unread(found, "recognition of text is not at hand"),
        Err(error) => return unread(found, &error.to_string()),
    };
    let size = PageSize { width: narrow(found.drawing.width), height: narrow(found.drawing.height) };
    let over: Vec<LayoutWord> = found
        .words
        .iter()
        .filter(|word| with_native && layer::is_text(word))
        .map(|word| word.word.clone())
        .chain(found.extra)
        .collect();
    let mut page = if over.is_empty() && shows_all(&image, size) {
        TextPage { size: Some(size), ..read }
    } else {
        let mut words = words_of(&read, &image);
        words.retain(|word| !over.iter().any(|native| overlaps(word, native)));
        let text_layer = if over.is_empty() { TextLayer::Ocr } else { TextLayer::Mixed };
        words.extend(over);
        let laid_out = layout::page(words, &[], size);
        TextPage { layer: text_layer, stamps: read.stamps, fonts: found.drawing.fonts, ..laid_out }
    };
    page.stamps.splice(0..0, found.stamps);
    if page.layer == TextLayer::Native {
        page.layer = TextLayer::Ocr;
    }
    if page.words.is_empty() && page.lines.iter().all(|line| line.as_str().trim().is_empty()) {
        page.layer = TextLayer::Blank;
    }
    ReadPage { page, ..ReadPage::default() }
}

fn shows_all(image: &PageImage, size: PageSize) -> bool {
    let near = |edge: f64, wanted: f32| (narrow(edge) - wanted).abs() < 0.02 * size.width;
    near(image.area.x0, 0.0)
        && near(image.area.y0, 0.0)
        && near(image.area.x1, size.width)
        && near(image.area.y1, size.height)
}

fn unread(found: Found, why: &str) -> ReadPage {
    let page = TextPage { layer: TextLayer::Ocr, size: Some(found.size), stamps: found.stamps, ..TextPage::default() };
    let note = ReadingNote::new("page.needs_ocr", format!("the page is a picture and was not read: {why}"));
    ReadPage { page, notes: vec![note], needs_ocr: true, ..ReadPage::default() }
}

/// The words of a recognised picture at their places on the page.
fn words_of(read: &TextPage, image: &PageImage) -> Vec<LayoutWord> {
    let text = read.lines.iter().map(crate::text::MappedText::as_str).collect::<Vec<_>>().join("\n");
    let place = |part: u16, start: f64, length: f64| narrow(start + f64::from(part) / 10_000.0 * length);
    let (left, top, width, height) = (image.area.x0, image.area.y0, image.area.width(), image.area.height());
    let word = |word: &crate::model::PlacedWord| {
        Some(LayoutWord {
            text: text.get(word.origin.start()..word.origin.end())?.to_owned(),
            left: place(word.area.left, left, width),
            top: place(word.area.top, top, height),
            right: place(word.area.right, left, width),
            bottom: place(word.area.bottom, top, height),
            confidence: word.confidence,
            font: None,
        })
    };
    read.words.iter().filter_map(word).collect()
}

/// The words stand on each other.
fn overlaps(one: &LayoutWord, other: &LayoutWord) -> bool {
    let width = one.right.min(other.right) - one.left.max(other.left);
    let height = one.bottom.min(other.bottom) - one.top.max(other.top);
    let area = |word: &LayoutWord| (word.right - word.left) * (word.bottom - word.top);
    width > 0.0 && height > 0.0 && width * height > 0.25 * area(one).min(area(other))
}
