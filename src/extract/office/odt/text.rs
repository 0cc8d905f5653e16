//! Paragraphs and lists of an OpenDocument text.

use super::styles::{Look, Styles};
use crate::extract::office::numbering::{Counters, Level};
use crate::extract::office::story::{Block, MAX_NESTING, Paragraph, marked_note};
use crate::extract::office::symbols;
use crate::extract::office::xml::{Element, Node};
use std::collections::BTreeMap;

/// Blanks that one element may stand for.
const MOST_BLANKS: usize = 200;

/// Reads blocks; holds what is counted from one to the next.
pub(super) struct Body {
    pub(super) styles: Styles,
    counters: Counters,
    /// Numbers of the lists met last, by style and by identifier.
    lists: BTreeMap<String, i64>,
    lists_seen: i64,
    notes_seen: usize,
}

/// The list around a paragraph.
#[derive(Clone)]
struct List {
    number: i64,
    level: usize,
    levels: Vec<Level>,
}

/// The list of headings.
const OUTLINE: i64 = -1;

impl Body {
    pub(super) fn new(styles: Styles) -> Body {
        Body { styles, counters: Counters::default(), lists: BTreeMap::new(), lists_seen: 0, notes_seen: 0 }
    }

    /// Appends the blocks inside `parent`.
    pub(super) fn blocks(&mut self, parent: &Element, depth: usize, found: &mut Vec<Block>) {
        self.children(parent, depth, None, found);
    }

    fn children(&mut self, parent: &Element, depth: usize, list: Option<&List>, found: &mut Vec<Block>) {
        if depth > MAX_NESTING {
            return;
        }
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, depth, String::new(), found),
                "h" => {
                    let label = if list.is_some() { String::new() } else { self.heading(element) };
                    self.paragraph(element, depth, label, found);
                }
                "list" => self.list(element, depth, list, found),
                "table" => found.push(Block::Table(self.table(element, depth))),
                "soft-page-break" => found.push(Block::PageBreak),
                "frame" | "text-box" | "section" | "index-body" | "index-title" | "a" => {
                    self.children(element, depth + 1, list, found);
                }
                name if name.ends_with("-index") || name == "table-of-content" || name == "bibliography" => {
                    self.children(element, depth + 1, list, found);
                }
                _ => {}
            }
        }
    }

    /// The number of a heading.
    fn heading(&mut self, element: &Element) -> String {
        let level = element.attribute("outline-level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        let is_listed = element.attribute("is-list-header") != Some("true") && !self.styles.outline.is_empty();
        if is_listed {
            self.counters.next(OUTLINE, &self.styles.outline, level.saturating_sub(1))
        } else {
            String::new()
        }
    }

    fn list(&mut self, element: &Element, depth: usize, outer: Option<&List>, found: &mut Vec<Block>) {
        let list = match outer {
            Some(outer) => List { level: outer.level + 1, ..outer.clone() },
            None => self.begin_list(element),
        };
        let own = element.attribute("style-name").and_then(|name| self.styles.list(name)).map(<[Level]>::to_vec);
        let list = List { levels: own.unwrap_or_else(|| list.levels.clone()), ..list };
        for item in element.elements() {
            let is_numbered = item.name == "list-item";
            if let Some(start) = item.attribute("start-value").and_then(|start| start.parse().ok()) {
                self.counters.restart(list.number, list.level, start);
            }
            let mut is_first = is_numbered;
            for child in item.elements() {
                match child.name.as_str() {
                    "p" | "h" => {
                        let label = if std::mem::take(&mut is_first) {
                            self.counters.next(list.number, &list.levels, list.level)
                        } else {
                            String::new()
                        };
                        self.paragraph(child, depth, label, found);
                    }
                    "list" if depth < MAX_NESTING => self.list(child, depth + 1, Some(&list), found),
                    "soft-page-break" => found.push(Block::PageBreak),
                    _ => {}
                }
            }
        }
    }

    /// A list of its own, or one that goes on with an earlier one.
    fn begin_list(&mut self, element: &Element) -> List {
        let style = element.attribute("style-name").unwrap_or_default().to_owned();
        let earlier = match element.attribute("continue-list") {
            Some(identifier) => self.lists.get(identifier).copied(),
            None if element.attribute("continue-numbering") == Some("true") => self.lists.get(&style).copied(),
            None => None,
        };
        self.lists_seen += 1;
        let number = earlier.unwrap_or(self.lists_seen);
        self.lists.insert(style, number);
        if let Some(identifier) = element.attribute("id") {
            self.lists.insert(identifier.to_owned(), number);
        }
        List { number, level: 0, levels: Vec::new() }
    }

    fn paragraph(&mut self, element: &Element, depth: usize, label: String, found: &mut Vec<Block>) {
        let look = self.styles.look("paragraph", element.attribute("style-name"), &self.styles.base());
        let mut paragraph = Paragraph { label, ..Paragraph::default() };
        let ends_page = self.inline(element, &look, depth, &mut paragraph);
        if look.starts_page() {
            found.push(Block::PageBreak);
        }
        found.push(Block::Paragraph(paragraph));
        if look.ends_page() || ends_page {
            found.push(Block::PageBreak);
        }
    }

    /// Reads what stands inside a paragraph; true where a page ended in it.
    fn inline(&mut self, parent: &Element, look: &Look, depth: usize, paragraph: &mut Paragraph) -> bool {
        let mut ends_page = false;
        for child in &parent.children {
            let element = match child {
                Node::Text(text) => {
                    push(&single_blanks(text), look, paragraph);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "s" => {
                    let count = element.attribute("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    push(&" ".repeat(count.min(MOST_BLANKS)), look, paragraph);
                }
                "tab" => push("\t", look, paragraph),
                "line-break" => push("\n", look, paragraph),
                "soft-page-break" => ends_page = true,
                "span" => {
                    let own = self.styles.look("text", element.attribute("style-name"), look);
                    ends_page |= self.inline(element, &own, depth, paragraph);
                }
                "note" => self.note(element, depth, paragraph),
                "frame" | "text-box" | "custom-shape" | "g" => {
                    self.children(element, depth + 1, None, &mut paragraph.behind);
                }
                "annotation" | "annotation-end" | "ruby-text" | "tracked-changes" | "hidden-text" | "object" => {}
                _ => ends_page |= self.inline(element, look, depth, paragraph),
            }
        }
        ends_page
    }

    fn note(&mut self, element: &Element, depth: usize, paragraph: &mut Paragraph) {
        let mut blocks = Vec::new();
        if let Some(body) = element.child("note-body") {
            self.children(body, depth + 1, None, &mut blocks);
        }
        self.notes_seen += 1;
        paragraph.behind.extend(marked_note(&self.notes_seen.to_string(), blocks));
    }
}

fn push(text: &str, look: &Look, paragraph: &mut Paragraph) {
    if look.is_hidden() {
        return;
    }
    let shown: String = text.chars().map(|letter| symbols::running(look.font(), letter)).collect();
    let shown = if look.is_capital() { shown.to_uppercase() } else { shown };
    paragraph.push(&shown, look.encoding());
}

/// White space in the file is one blank.
fn single_blanks(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_blank = matches!(letter, ' ' | '\t' | '\n' | '\r');
        if !(is_blank && single.ends_with(' ')) {
            single.push(if is_blank { ' ' } else { letter });
        }
    }
    single
}
