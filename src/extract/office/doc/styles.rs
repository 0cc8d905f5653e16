//! Styles and fonts of a Word 97-2003 file: what letters and paragraphs look like.

use super::binary::{u8_at, u16_at, wide_text};
use super::changes::{changes, switch};
use super::file::{Part, WordFile};
use crate::extract::legacy::{self, FontEncoding};

/// Styles based on styles at the most.
const LONGEST_CHAIN: usize = 16;

/// What letters look like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LetterLook {
    font: Option<u16>,
    /// Font of letters beyond ASCII.
    other_font: Option<u16>,
    hidden: Option<bool>,
    capitals: Option<bool>,
    deleted: bool,
    /// A letter of a symbol font: font and code.
    pub(super) symbol: Option<(u16, u16)>,
}

/// What a paragraph looks like.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphLook {
    /// Number of the use of a list, 0 for none.
    pub(super) list_use: u16,
    pub(super) level: u8,
    pub(super) on_new_page: bool,
    /// Tables around it.
    pub(super) depth: usize,
    pub(super) in_table: bool,
    pub(super) ends: Ends,
    /// The definition of the row it ends (TDefTable).
    pub(super) row: Vec<u8>,
}

/// What the mark of a paragraph ends besides the paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ends {
    #[default]
    Nothing,
    /// A row of a table that stands in no other.
    Row,
    /// A cell of a table inside a table.
    InnerCell,
    /// A row of a table inside a table.
    InnerRow,
}

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: usize,
    paragraph: Vec<u8>,
    letters: Vec<u8>,
}

/// A font.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    pub(super) name: String,
    pub(super) encoding: Option<FontEncoding>,
}

/// Styles and fonts.
pub(super) struct Styles {
    by_number: Vec<Style>,
    fonts: Vec<Font>,
    base: LetterLook,
}

impl Styles {
    pub(super) fn new(file: &WordFile) -> Styles {
        let sheet = file.part(Part::Styles);
        let header = usize::from(u16_at(sheet, 0).unwrap_or(0));
        let base_length = usize::from(u16_at(sheet, 4).unwrap_or(10));
        let base = LetterLook { font: u16_at(sheet, 14), other_font: u16_at(sheet, 18), ..LetterLook::default() };
        let mut styles = Vec::new();
        let mut at = 2 + header;
        while let Some(length) = u16_at(sheet, at) {
            let length = usize::from(length);
            let bytes = sheet.get(at + 2..at + 2 + length).unwrap_or_default();
            styles.push(style(bytes, base_length).unwrap_or_default());
            at += 2 + length;
        }
        Styles { by_number: styles, fonts: fonts(file.part(Part::Fonts)), base }
    }

    /// The font of letters that look so.
    pub(super) fn font(&self, look: &LetterLook) -> Option<&Font> {
        self.font_at(look.other_font.or(look.font)?)
    }

    /// The font of a number.
    pub(super) fn font_at(&self, number: u16) -> Option<&Font> {
        self.fonts.get(usize::from(number))
    }

    /// The style and those it is based on, the deepest first.
    fn chain(&self, style: usize) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = self.by_number.get(style);
        while let Some(style) = next.filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(style);
            next = self.by_number.get(style.based_on);
        }
        chain.reverse();
        chain
    }

    /// What the letters of a paragraph of that style start from.
    pub(super) fn letters_of(&self, style: usize) -> LetterLook {
        self.chain(style).into_iter().fold(self.base, |look, style| look.changed(&style.letters, self))
    }

    /// What a paragraph of that style with these changes looks like; `data` holds changes that are too large.
    pub(super) fn paragraph(&self, style: usize, own: &[u8], data: &[u8]) -> ParagraphLook {
        let mut look = ParagraphLook::default();
        for style in self.chain(style) {
            look.change(&style.paragraph, data);
        }
        look.change(own, data);
        look
    }
}

impl LetterLook {
    /// The look with changes.
    pub(super) fn changed(self, bytes: &[u8], styles: &Styles) -> LetterLook {
        let mut look = self;
        for change in changes(bytes) {
            match change.code {
                0x4a4f => look.font = change.number(),
                0x4a51 => look.other_font = change.number(),
                0x083c => look.hidden = switch(change.operand, self.hidden),
                0x083b => look.capitals = switch(change.operand, self.capitals),
                0x0800 => look.deleted = change.operand != [0],
                0x6a09 => look.symbol = change.number().zip(u16_at(change.operand, 2)),
                0x4a30 => {
                    let style = change.number().and_then(|style| styles.by_number.get(usize::from(style)));
                    let below = style.map(|style| style.letters.as_slice()).unwrap_or_default();
                    // A style of letters says nothing of styles of letters.
                    if !changes(below).any(|change| change.code == 0x4a30) {
                        look = look.changed(below, styles);
                    }
                }
                _ => {}
            }
        }
        look
    }

    /// Nothing is printed: hidden, or deleted by a revision.
    pub(super) fn is_gone(&self) -> bool {
        self.deleted || self.hidden == Some(true)
    }

    /// Printed in capitals.
    pub(super) fn is_capital(&self) -> bool {
        self.capitals == Some(true)
    }
}

impl ParagraphLook {
    fn change(&mut self, bytes: &[u8], data: &[u8]) {
        for change in changes(bytes) {
            let is_set = change.operand.first().is_some_and(|byte| *byte != 0);
            match change.code {
                0x460b => self.list_use = change.number().unwrap_or(0),
                0x260a => self.level = change.operand.first().copied().unwrap_or(0),
                0x2407 => self.on_new_page = is_set,
                0x2416 => self.in_table = is_set,
                0x2417 if is_set => self.ends = Ends::Row,
                0x6649 => self.depth = change.size().unwrap_or(0),
                0x244b if is_set && self.ends != Ends::InnerRow => self.ends = Ends::InnerCell,
                0x244c if is_set => self.ends = Ends::InnerRow,
                0xd608 => self.row = change.operand.to_vec(),
                0x6645 | 0x6646 => {
                    let start = change.size().unwrap_or(usize::MAX);
                    let length = u16_at(data, start).map(usize::from);
                    let far = length.and_then(|length| data.get(start + 2..start + 2 + length)).unwrap_or_default();
                    // Changes that are stored elsewhere do not point elsewhere again.
                    if !changes(far).any(|change| matches!(change.code, 0x6645 | 0x6646)) {
                        self.change(far, data);
                    }
                }
                _ => {}
            }
        }
    }
}

fn style(bytes: &[u8], base_length: usize) -> Option<Style> {
    let kind = u16_at(bytes, 2)? & 0x0f;
    let based_on = usize::from(u16_at(bytes, 2)? >> 4);
    let count = usize::from(u16_at(bytes, 4)? & 0x0f);
    let name_length = usize::from(u16_at(bytes, base_length)?);
    let mut at = base_length + 2 + (name_length + 1) * 2;
    let mut pieces: Vec<&[u8]> = Vec::new();
    for _ in 0..count.min(3) {
        let length = usize::from(u16_at(bytes, at)?);
        pieces.push(bytes.get(at + 2..at + 2 + length)?);
        at += 2 + length + length % 2;
    }
    let mut found = Style { based_on, ..Style::default() };
    match (kind, pieces.as_slice()) {
        (1, [paragraph, letters, ..]) => {
            found.paragraph = paragraph.get(2..).unwrap_or_default().to_vec();
            found.letters = letters.to_vec();
        }
        (1, [paragraph]) => found.paragraph = paragraph.get(2..).unwrap_or_default().to_vec(),
        (2, [letters, ..]) => found.letters = letters.to_vec(),
        _ => {}
    }
    Some(found)
}

fn fonts(table: &[u8]) -> Vec<Font> {
    let count = usize::from(u16_at(table, 0).unwrap_or(0));
    let mut at = 4;
    let mut found = Vec::new();
    for _ in 0..count {
        let Some(length) = u8_at(table, at) else { break };
        let length = usize::from(length);
        let name = wide_text(table, at + 40, length.saturating_sub(39) / 2).unwrap_or_default();
        let name = name.split('\0').next().unwrap_or_default().to_owned();
        found.push(Font { encoding: legacy::of_font(&name), name });
        at += 1 + length;
    }
    found
}
