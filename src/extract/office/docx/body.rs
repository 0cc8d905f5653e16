//! Blocks of a Word part: paragraphs and tables, in content controls and revisions too.

use super::beside;
use super::numbering::Lists;
use super::styles::{Styles, draws_borders, is_on};
use crate::extract::ExtractError;
use crate::extract::office::package::Package;
use crate::extract::office::story::{Block, Cell, MAX_CELLS, MAX_NESTING, Paragraph, Row, Table};
use crate::extract::office::xml::{self, Element};
use std::collections::BTreeMap;

/// Reads blocks; holds what is counted from one to the next.
pub(super) struct Body {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    /// Notes by `footnote` or `endnote` and their identifier.
    pub(super) notes: BTreeMap<(String, String), Element>,
    /// Notes printed so far.
    pub(super) notes_seen: usize,
    /// Fields under way: true while in the code, not in the result.
    pub(super) fields: Vec<bool>,
    /// A paragraph whose mark was deleted: the next one goes on with it.
    pub(super) carried: Option<Paragraph>,
}

impl Body {
    /// Reads the parts beside the text.
    ///
    /// # Errors
    /// Locked or beyond a limit; parts that are missing or damaged count as empty.
    pub(super) fn new(
        package: &mut Package<'_>,
        main: &str,
        relations: &BTreeMap<String, (String, String)>,
    ) -> Result<Body, ExtractError> {
        let mut part = |kind: &str| -> Result<Option<Element>, ExtractError> {
            let Some((_, target)) = relations.values().find(|(own, _)| own == kind) else { return Ok(None) };
            let Some(bytes) = package.part(&beside(main, target))? else { return Ok(None) };
            Ok(xml::parse(&bytes).ok().map(|(root, _)| root))
        };
        let (styles, theme, numbering) = (part("styles")?, part("theme")?, part("numbering")?);
        let mut notes = BTreeMap::new();
        for kind in ["footnote", "endnote"] {
            let Some(root) = part(&format!("{kind}s"))? else { continue };
            for child in root.children {
                let xml::Node::Element(note) = child else { continue };
                let is_text = note.attribute("type").is_none_or(|kind| kind == "normal");
                if let (true, Some(id)) = (is_text, note.attribute("id").map(str::to_owned)) {
                    notes.insert((kind.to_owned(), id), note);
                }
            }
        }
        Ok(Body {
            styles: Styles::new(styles.as_ref(), theme.as_ref()),
            lists: Lists::new(numbering.as_ref()),
            notes,
            notes_seen: 0,
            fields: Vec::new(),
            carried: None,
        })
    }

    /// The blocks inside `parent`.
    pub(super) fn blocks(&mut self, parent: &Element, depth: usize) -> Vec<Block> {
        let mut found = Vec::new();
        if depth > MAX_NESTING {
            return found;
        }
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, depth, &mut found),
                "tbl" => found.push(Block::Table(self.table(element, depth))),
                "del" | "moveFrom" | "sdtPr" | "sdtEndPr" => {}
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    found.extend(self.blocks(element, depth));
                }
                "AlternateContent" => {
                    if let Some(choice) = element.child("Choice").or_else(|| element.child("Fallback")) {
                        found.extend(self.blocks(choice, depth));
                    }
                }
                _ => {}
            }
        }
        found
    }

    fn table(&mut self, table: &Element, depth: usize) -> Table {
        let properties = table.child("tblPr");
        let own = properties.and_then(|properties| properties.child("tblBorders"));
        let style = properties.and_then(|properties| properties.value_of("tblStyle"));
        let mut found = Table {
            rows: Vec::new(),
            has_borders: own.map_or_else(|| self.styles.table_has_borders(style), draws_borders),
        };
        self.rows(table, depth, &mut found);
        found
    }

    fn rows(&mut self, parent: &Element, depth: usize, table: &mut Table) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tr" => table.rows.extend(self.row(element, depth, &mut table.has_borders)),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.rows(element, depth, table),
                _ => {}
            }
        }
    }

    /// A row; `None` for one that a revision deleted.
    fn row(&mut self, row: &Element, depth: usize, has_borders: &mut bool) -> Option<Row> {
        let properties = row.child("trPr");
        if properties.is_some_and(|properties| properties.child("del").is_some()) {
            return None;
        }
        let skipped = |name: &str| {
            let count = properties.and_then(|properties| properties.value_of(name)?.parse::<usize>().ok()).unwrap_or(0);
            std::iter::repeat_n(Cell::default(), count.min(MAX_CELLS))
        };
        let mut found = Row::default();
        found.cells.extend(skipped("gridBefore"));
        self.cells(row, depth, &mut found, has_borders);
        found.cells.extend(skipped("gridAfter"));
        Some(found)
    }

    fn cells(&mut self, parent: &Element, depth: usize, row: &mut Row, has_borders: &mut bool) {
        for element in parent.elements() {
            match element.name.as_str() {
                "tc" if row.cells.len() < MAX_CELLS => {
                    let properties = element.child("tcPr");
                    *has_borders |= properties.and_then(|own| own.child("tcBorders")).is_some_and(boxes_in);
                    let cell = self.cell(element, properties, depth);
                    row.on_new_page |= row.cells.is_empty() && matches!(cell.blocks.first(), Some(Block::PageBreak));
                    row.cells.push(cell);
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.cells(element, depth, row, has_borders),
                _ => {}
            }
        }
    }

    fn cell(&mut self, cell: &Element, properties: Option<&Element>, depth: usize) -> Cell {
        let columns = properties.and_then(|own| own.value_of("gridSpan")?.parse::<usize>().ok()).unwrap_or(1);
        let merge = properties.and_then(|own| own.child("vMerge"));
        Cell {
            blocks: self.blocks(cell, depth + 1),
            columns: columns.clamp(1, MAX_CELLS),
            goes_on: merge.is_some_and(|merge| merge.attribute("val").is_none_or(|val| val == "continue")),
        }
    }
}

/// Borders of a cell that part it from its neighbours; a lone rule above or below words is an ornament.
fn boxes_in(borders: &Element) -> bool {
    let drawn = borders.elements().filter(|side| side.attribute("val").is_some_and(|val| is_on(val) && val != "nil"));
    drawn.filter(|side| matches!(side.name.as_str(), "top" | "left" | "start" | "bottom" | "right" | "end")).count()
        >= 3
}
