//! Paragraphs of a Word part: runs with their fonts, fields' results, revisions as accepted, notes and text boxes.

use super::body::Body;
use super::styles::{ParagraphLook, RunLook};
use crate::extract::office::story::{Block, MAX_NESTING, Paragraph, marked_note};
use crate::extract::office::symbols;
use crate::extract::office::xml::Element;

/// A paragraph under way.
struct Writing {
    paragraph: Paragraph,
    look: ParagraphLook,
    depth: usize,
    /// A page ended before any of its text.
    starts_page: bool,
    /// A page ended inside it; the paragraph stays whole, so the new page begins behind it.
    ends_page: bool,
}

impl Body {
    /// Appends the paragraph, with page breaks before or behind it.
    pub(super) fn paragraph(&mut self, element: &Element, depth: usize, found: &mut Vec<Block>) {
        let properties = element.child("pPr");
        let look = self.styles.paragraph(properties);
        let mut writing = Writing {
            paragraph: self.carried.take().unwrap_or_default(),
            starts_page: look.on_new_page == Some(true),
            look,
            depth,
            ends_page: false,
        };
        if let Some(list) = writing.look.list.filter(|list| *list > 0) {
            let label = self.lists.next(list, writing.look.level.unwrap_or(0));
            if writing.paragraph.runs.is_empty() {
                writing.paragraph.label = label;
            }
        }
        self.inline(element, &mut writing);
        let mark_is_deleted = properties
            .and_then(|properties| properties.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        if mark_is_deleted {
            self.carried = Some(writing.paragraph);
            return;
        }
        let section = properties.and_then(|properties| properties.child("sectPr"));
        let ends_section =
            section.is_some_and(|section| !matches!(section.value_of("type"), Some("continuous" | "nextColumn")));
        if writing.starts_page {
            found.push(Block::PageBreak);
        }
        found.push(Block::Paragraph(writing.paragraph));
        if writing.ends_page || ends_section {
            found.push(Block::PageBreak);
        }
    }

    /// Reads what stands inside a paragraph or a piece of it.
    fn inline(&mut self, parent: &Element, writing: &mut Writing) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, writing),
                "pPr" | "rPr" | "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "rt" | "tcPr" => {}
                "AlternateContent" => self.alternate(element, writing),
                "txbxContent" => self.text_box(element, writing),
                _ => self.inline(element, writing),
            }
        }
    }

    /// One of the ways to show the same thing: the first that is offered.
    fn alternate(&mut self, element: &Element, writing: &mut Writing) {
        if let Some(choice) = element.child("Choice").or_else(|| element.child("Fallback")) {
            self.run_content(choice, &RunLook::default(), writing);
        }
    }

    fn run(&mut self, run: &Element, writing: &mut Writing) {
        let look = self.styles.run(&writing.look, run.child("rPr"));
        if look.is_hidden() {
            self.hidden(run);
        } else {
            self.run_content(run, &look, writing);
        }
    }

    /// Hidden runs print nothing, but the marks of fields count.
    fn hidden(&mut self, run: &Element) {
        for mark in run.elements().filter(|element| element.name == "fldChar") {
            self.field_mark(mark);
        }
    }

    fn run_content(&mut self, run: &Element, look: &RunLook, writing: &mut Writing) {
        for element in run.elements() {
            match element.name.as_str() {
                "t" => self.text(&element.text(), look, writing),
                "tab" | "ptab" => self.text("\t", look, writing),
                "cr" => self.text("\n", look, writing),
                "br" if element.attribute("type") == Some("page") => page_ends(writing),
                "br" => self.text("\n", look, writing),
                "lastRenderedPageBreak" => page_ends(writing),
                "noBreakHyphen" => self.text("-", look, writing),
                // The code of the letter ư in TCVN3.
                "softHyphen" if self.styles.encoding(look).is_some() => self.text("\u{ad}", look, writing),
                "sym" => self.symbol(element, look, writing),
                "fldChar" => self.field_mark(element),
                "footnoteReference" => self.note("footnote", element, writing),
                "endnoteReference" => self.note("endnote", element, writing),
                "AlternateContent" => self.alternate(element, writing),
                "r" => self.run(element, writing),
                "drawing" | "pict" | "object" => {
                    for text_box in element.descendants("txbxContent") {
                        self.text_box(text_box, writing);
                    }
                }
                "ruby" => self.inline(element, writing),
                _ => {}
            }
        }
    }

    fn text(&self, text: &str, look: &RunLook, writing: &mut Writing) {
        if self.fields.contains(&true) {
            return;
        }
        let printed: String = text
            .chars()
            .map(|letter| if letter == '\r' { ' ' } else { symbols::running(look.font(), letter) })
            .collect();
        let printed = if look.is_capital() { printed.to_uppercase() } else { printed };
        writing.paragraph.push(&printed, self.styles.encoding(look));
    }

    fn symbol(&self, element: &Element, look: &RunLook, writing: &mut Writing) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(letter) = code.and_then(|code| symbols::symbol(font, code)) {
            self.text(letter.encode_utf8(&mut [0; 4]), look, writing);
        }
    }

    fn field_mark(&mut self, mark: &Element) {
        match mark.attribute("fldCharType") {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = false;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    /// The note's text comes behind the paragraph; its mark in running text would part numbers from their dates.
    fn note(&mut self, kind: &str, reference: &Element, writing: &mut Writing) {
        let Some(id) = reference.attribute("id") else { return };
        let Some(note) = self.notes.remove(&(kind.to_owned(), id.to_owned())) else { return };
        self.notes_seen += 1;
        let mark = self.notes_seen.to_string();
        let fields = std::mem::take(&mut self.fields);
        let blocks = self.blocks(&note, writing.depth + 1);
        self.fields = fields;
        writing.paragraph.behind.extend(marked_note(&mark, blocks));
    }

    fn text_box(&mut self, content: &Element, writing: &mut Writing) {
        if writing.depth < MAX_NESTING {
            let fields = std::mem::take(&mut self.fields);
            let blocks = self.blocks(content, writing.depth + 1);
            self.fields = fields;
            writing.paragraph.behind.extend(blocks);
        }
    }
}

fn page_ends(writing: &mut Writing) {
    if writing.paragraph.runs.iter().all(|run| run.text.trim().is_empty()) {
        writing.starts_page = true;
    } else {
        writing.ends_page = true;
    }
}
