//! What a reader of a word processor's format finds: paragraphs, tables and page breaks in reading order.
//!
//! Knows no file format. How it becomes lines of pages: [`super::lines`].

use crate::extract::legacy::FontEncoding;

/// Tables inside tables and text boxes inside text boxes at the most.
pub(super) const MAX_NESTING: usize = 12;

/// Cells of a row at the most; more is taken for damage.
pub(super) const MAX_CELLS: usize = 512;

/// A piece of a document.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// What follows stands on a new page.
    PageBreak,
}

/// A paragraph. In the text of its runs `\n` is a line break inside the paragraph and `\t` a tab.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Its number or bullet as printed, `1.` or `-`; empty where it has none.
    pub(super) label: String,
    pub(super) runs: Vec<Run>,
    /// Footnotes and text boxes that hang on it: they come behind it.
    pub(super) behind: Vec<Block>,
}

/// Text in one font.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// How its font is encoded, where that is not Unicode.
    pub(super) font: Option<FontEncoding>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Lines are drawn between its cells; a table without them often only sets text side by side.
    pub(super) has_borders: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// The row stands on a new page.
    pub(super) on_new_page: bool,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// Columns of the table it covers, 1 for most.
    pub(super) columns: usize,
    /// It is the lower part of the cell above.
    pub(super) goes_on: bool,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { blocks: Vec::new(), columns: 1, goes_on: false }
    }
}

impl Paragraph {
    /// A paragraph of one run.
    pub(super) fn of(text: impl Into<String>) -> Paragraph {
        Paragraph { runs: vec![Run { text: text.into(), font: None }], ..Paragraph::default() }
    }

    /// Appends text in a font; text in the same encoding as the run before joins it.
    pub(super) fn push(&mut self, text: &str, font: Option<FontEncoding>) {
        match self.runs.last_mut() {
            Some(last) if last.font == font => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), font }),
        }
    }

    /// Its text without label.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Nothing is printed by it.
    pub(super) fn is_blank(&self) -> bool {
        self.label.is_empty() && self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

/// Puts the footnote `mark` in front of a note's first paragraph: `[1] text`.
pub(super) fn marked_note(mark: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(Block::Paragraph(first)) = blocks.first_mut() {
        first.label = format!("[{mark}]");
    }
    blocks
}

/// Calls `visit` for every paragraph, those in tables, notes and text boxes too, in reading order.
pub(super) fn each_paragraph(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                visit(paragraph);
                each_paragraph(&mut paragraph.behind, visit);
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    each_paragraph(&mut cell.blocks, visit);
                }
            }
            Block::PageBreak => {}
        }
    }
}
