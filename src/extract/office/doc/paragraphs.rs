//! Stories of a Word 97-2003 file to paragraphs: runs with their fonts, fields' results, notes and text boxes.

use super::binary::{plc, u16_at, u32_at};
use super::file::{Part, WordFile};
use super::letters::Letters;
use super::lists::Lists;
use super::styles::{Ends, LetterLook, ParagraphLook, Styles};
use super::tables;
use crate::extract::office::story::{Block, MAX_NESTING, Paragraph, each_paragraph, marked_note};
use crate::extract::office::symbols;
use crate::text::fold;
use std::collections::BTreeMap;
use std::ops::Range;

const FOOTNOTES: usize = 1;
const HEADERS: usize = 2;
const ENDNOTES: usize = 5;
const TEXT_BOXES: usize = 6;

/// End of a cell or row.
pub(super) const CELL_MARK: u16 = 0x07;
const PARAGRAPH_MARK: u16 = 0x0d;
/// End of a page or section.
pub(super) const PAGE_MARK: u16 = 0x0c;

/// A paragraph with what it looks like and the letter that ended it.
pub(super) struct Flat {
    pub(super) paragraph: Paragraph,
    pub(super) look: ParagraphLook,
    pub(super) mark: u16,
}

/// Reads stories; holds what is counted from one paragraph to the next.
pub(super) struct Stories<'f> {
    file: &'f WordFile,
    letters: &'f Letters,
    styles: Styles,
    lists: Lists,
    /// Notes and text boxes by the letter they hang on.
    hanging: BTreeMap<usize, (Range<usize>, bool)>,
    notes_seen: usize,
    /// Fields under way: true while in the code, not in the result.
    fields: Vec<bool>,
    depth: usize,
}

impl<'f> Stories<'f> {
    pub(super) fn new(file: &'f WordFile, letters: &'f Letters) -> Stories<'f> {
        let mut hanging = BTreeMap::new();
        let notes =
            [(FOOTNOTES, Part::FootnoteMarks, Part::FootnoteTexts), (ENDNOTES, Part::EndnoteMarks, Part::EndnoteTexts)];
        for (story, marks, texts) in notes {
            let start = file.story_start(story);
            for ((at, ..), (from, to, _)) in plc(file.part(marks), 2).into_iter().zip(plc(file.part(texts), 0)) {
                hanging.insert(at, (start + from..start + to, true));
            }
        }
        let boxes: BTreeMap<u32, Range<usize>> = plc(file.part(Part::TextBoxes), 22)
            .into_iter()
            .filter_map(|(from, to, text_box)| {
                let start = file.story_start(TEXT_BOXES);
                Some((u32_at(text_box, 14)?, start + from..start + to))
            })
            .collect();
        for (at, _, anchor) in plc(file.part(Part::ShapeAnchors), 26) {
            if let Some(text) = u32_at(anchor, 0).and_then(|shape| boxes.get(&shape)) {
                hanging.insert(at, (text.clone(), false));
            }
        }
        Stories {
            file,
            letters,
            styles: Styles::new(file),
            lists: Lists::new(file),
            hanging,
            notes_seen: 0,
            fields: Vec::new(),
            depth: 0,
        }
    }

    /// The blocks of the text.
    pub(super) fn text(&mut self) -> Vec<Block> {
        let length = self.file.lengths[0];
        // A damaged length of 0 does not hide the text.
        let end = if length == 0 { self.letters.units.len() } else { length };
        self.blocks(0..end)
    }

    /// The header of the first section that holds a letterhead; running heads and page numbers are left out.
    pub(super) fn letterhead(&mut self) -> Vec<Block> {
        let start = self.file.story_start(HEADERS);
        let headers = plc(self.file.part(Part::Headers), 0);
        // Six separators of notes, then headers of even, odd pages, their footers, header of the first page.
        for at in [10, 7, 6] {
            let Some((from, to, _)) = headers.get(at) else { continue };
            let mut blocks = self.blocks(start + from..start + to);
            let mut holds_motto = false;
            each_paragraph(&mut blocks, &mut |paragraph| {
                let folded = fold::unaccented(&paragraph.text());
                holds_motto |=
                    folded.contains("cong hoa xa hoi chu nghia") || folded.contains("dang cong san viet nam");
            });
            if holds_motto {
                return blocks;
            }
        }
        Vec::new()
    }

    /// The blocks of a range of letters.
    fn blocks(&mut self, range: Range<usize>) -> Vec<Block> {
        let range = range.start.min(self.letters.units.len())..range.end.min(self.letters.units.len());
        let mut flat = Vec::new();
        let mut start = range.start;
        let mut carried: Option<Paragraph> = None;
        for at in range.clone() {
            let mark = self.letters.units.get(at).copied().unwrap_or(0);
            let is_last = at + 1 == range.end;
            if !matches!(mark, PARAGRAPH_MARK | CELL_MARK | PAGE_MARK) && !is_last {
                continue;
            }
            let mark = if is_last && !matches!(mark, CELL_MARK | PAGE_MARK) { PARAGRAPH_MARK } else { mark };
            let begun = carried.take().unwrap_or_default();
            let (paragraph, look, mark_is_gone) = self.paragraph(start..at + 1, begun);
            start = at + 1;
            if mark_is_gone && mark == PARAGRAPH_MARK && !is_last {
                carried = Some(paragraph);
                continue;
            }
            flat.push(Flat { paragraph, look, mark });
        }
        tables::nest(flat)
    }

    /// A paragraph of letters, its mark the last; true where a revision deleted the mark.
    fn paragraph(&mut self, range: Range<usize>, begun: Paragraph) -> (Paragraph, ParagraphLook, bool) {
        let own = self.letters.paragraph_at(range.end - 1).and_then(|changes| self.file.main.get(changes));
        let own = own.unwrap_or_default();
        let style = usize::from(u16_at(own, 0).unwrap_or(0));
        let look = self.styles.paragraph(style, own.get(2..).unwrap_or_default(), &self.file.data);
        let base = self.styles.letters_of(style);
        let mut paragraph = begun;
        if look.list_use > 0 && !matches!(look.ends, Ends::Row | Ends::InnerRow) {
            let label = self.lists.next(look.list_use, look.level);
            if paragraph.runs.is_empty() {
                paragraph.label = label;
            }
        }
        let runs = &self.letters.runs;
        let first = runs.partition_point(|run| run.letters.end <= range.start);
        let mut mark_is_gone = false;
        for run in runs.iter().skip(first).take_while(|run| run.letters.start < range.end) {
            let letters = run.letters.start.max(range.start)..run.letters.end.min(range.end);
            let changes = self.file.main.get(run.changes.clone()).unwrap_or_default();
            let letter_look = base.changed(changes, &self.styles);
            mark_is_gone = letter_look.is_gone();
            self.run(letters, &letter_look, &mut paragraph);
        }
        (paragraph, look, mark_is_gone)
    }

    fn run(&mut self, range: Range<usize>, look: &LetterLook, paragraph: &mut Paragraph) {
        let mut printed: Vec<u16> = Vec::new();
        for at in range {
            let unit = self.letters.units.get(at).copied().unwrap_or(0);
            match unit {
                0x13 => self.fields.push(true),
                0x14 => {
                    if let Some(last) = self.fields.last_mut() {
                        *last = false;
                    }
                }
                0x15 => {
                    self.fields.pop();
                }
                0x02 | 0x08 => self.hang(at, paragraph),
                _ if look.is_gone() || self.fields.contains(&true) => {}
                0x28 if look.symbol.is_some() => self.flush_symbol(&mut printed, look, paragraph),
                0x09 => printed.push(u16::from(b'\t')),
                0x0b | 0x0e => printed.push(u16::from(b'\n')),
                0x1e => printed.push(u16::from(b'-')),
                // The optional hyphen is the code of the letter ư in TCVN3.
                0x1f if self.is_legacy(look) => printed.push(0xad),
                0x00..=0x1f => {}
                _ => printed.push(unit),
            }
        }
        self.flush(&mut printed, look, paragraph);
    }

    fn is_legacy(&self, look: &LetterLook) -> bool {
        self.styles.font(look).is_some_and(|font| font.encoding.is_some())
    }

    fn flush(&self, printed: &mut Vec<u16>, look: &LetterLook, paragraph: &mut Paragraph) {
        let font = self.styles.font(look);
        let name = font.map_or("", |font| font.name.as_str());
        let text: String =
            String::from_utf16_lossy(printed).chars().map(|letter| symbols::running(name, letter)).collect();
        printed.clear();
        let text = if look.is_capital() { text.to_uppercase() } else { text };
        paragraph.push(&text, font.and_then(|font| font.encoding));
    }

    fn flush_symbol(&self, printed: &mut Vec<u16>, look: &LetterLook, paragraph: &mut Paragraph) {
        self.flush(printed, look, paragraph);
        let Some((font, code)) = look.symbol else { return };
        let name = self.styles.font_at(font).map_or("", |font| font.name.as_str());
        if let Some(letter) = symbols::symbol(name, u32::from(code)) {
            paragraph.push(letter.encode_utf8(&mut [0; 4]), None);
        }
    }

    /// Puts the note or text box that hangs on a letter behind the paragraph.
    fn hang(&mut self, at: usize, paragraph: &mut Paragraph) {
        let Some((range, is_note)) = self.hanging.remove(&at) else { return };
        if self.depth >= MAX_NESTING {
            return;
        }
        self.depth += 1;
        let fields = std::mem::take(&mut self.fields);
        if is_note {
            self.notes_seen += 1;
            let mark = self.notes_seen.to_string();
            let blocks = self.blocks(range);
            paragraph.behind.extend(marked_note(&mark, blocks));
        } else {
            let blocks = self.blocks(range);
            paragraph.behind.extend(blocks);
        }
        self.fields = fields;
        self.depth -= 1;
    }
}
