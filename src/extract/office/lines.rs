//! Blocks to pages of lines: a paragraph is a line (more where it has line breaks), a row of a table is a line with a
//! tab at each cell's end.
//!
//! Letterheads and signature blocks are tables without borders that set paragraphs side by side: of those each pair of
//! paragraphs is a line, as it is printed.

use super::story::{Block, Cell, MAX_NESTING, Paragraph, Row, Table};
use crate::extract::page_of_lines;
use crate::model::TextPage;
use crate::text::fold;

/// Letters of a merged cell that is repeated in each row it covers, at the most: bodies and terms, no descriptions.
const LONGEST_REPEATED: usize = 160;

/// Columns of a table that sets paragraphs side by side, at the most.
const WIDEST_LAYOUT: usize = 4;

/// Rows of a table without borders that is taken for such a layout, at the most.
const TALLEST_LAYOUT: usize = 12;

/// Lays `blocks` out and hands on the pages.
pub(super) fn emit(blocks: &[Block], pages: &mut dyn FnMut(TextPage)) {
    let mut sheet = Sheet { lines: Vec::new(), pages };
    sheet.blocks(blocks, 0);
    sheet.page_break();
}

/// The page under way.
struct Sheet<'a> {
    lines: Vec<String>,
    pages: &'a mut dyn FnMut(TextPage),
}

impl Sheet<'_> {
    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.lines.extend(lines_of(paragraph));
                    self.behind(paragraph, depth);
                }
                Block::Table(table) if depth < MAX_NESTING => self.table(table, depth + 1),
                Block::Table(_) => {}
                Block::PageBreak => self.page_break(),
            }
        }
    }

    /// Notes and text boxes; they never end a page.
    fn behind(&mut self, paragraph: &Paragraph, depth: usize) {
        if depth < MAX_NESTING {
            for block in paragraph.behind.iter().filter(|block| !matches!(block, Block::PageBreak)) {
                self.blocks(std::slice::from_ref(block), depth + 1);
            }
        }
    }

    fn page_break(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if lines.iter().any(|line| !line.trim().is_empty()) {
            (self.pages)(page_of_lines(lines));
        }
    }

    fn table(&mut self, table: &Table, depth: usize) {
        let sets_side_by_side = is_layout(table);
        let columns = table.rows.iter().map(width_of).max().unwrap_or(0);
        let mut above: Vec<String> = vec![String::new(); columns];
        for row in &table.rows {
            if row.on_new_page {
                self.page_break();
            }
            let filled = row.cells.iter().filter(|cell| !is_blank(cell)).count();
            let is_whole = row.cells.len() == 1 || filled == 1 && row.cells.iter().any(|cell| cell.columns == columns);
            if is_whole {
                for cell in &row.cells {
                    self.blocks(&cell.blocks, depth);
                }
            } else if sets_side_by_side || holds_form_words(row) {
                self.side_by_side(row, depth);
            } else {
                self.data_row(row, &mut above, depth);
            }
        }
        if sets_side_by_side {
            self.lines.push(String::new());
        }
    }

    /// A line for each pair of paragraphs.
    fn side_by_side(&mut self, row: &Row, depth: usize) {
        let mut cells: Vec<Vec<String>> = row.cells.iter().map(|cell| printed_lines(cell, depth)).collect();
        // A narrow empty column only keeps the columns apart.
        while cells.len() > 2
            && let Some(empty) = (1..cells.len() - 1).find(|at| cells[*at].is_empty())
        {
            cells.remove(empty);
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let line: Vec<&str> = cells.iter().map(|lines| lines.get(at).map_or("", String::as_str)).collect();
            self.lines.push(line.join("\t").trim_end().to_owned());
        }
        self.behind_cells(row, depth);
    }

    /// One line; a cell that goes on from above is repeated where it is short.
    fn data_row(&mut self, row: &Row, above: &mut [String], depth: usize) {
        let mut texts: Vec<String> = Vec::new();
        for cell in &row.cells {
            let at = texts.len();
            let own = printed_lines(cell, depth).join(" ").replace('\t', " ");
            let text = match above.get(at) {
                Some(upper) if cell.goes_on && own.is_empty() && upper.chars().count() <= LONGEST_REPEATED => {
                    upper.clone()
                }
                _ => own,
            };
            texts.push(fold::single_spaces(&text));
            texts.extend(std::iter::repeat_n(String::new(), cell.columns.saturating_sub(1)));
        }
        for (slot, text) in above.iter_mut().zip(&texts) {
            slot.clone_from(text);
        }
        let is_blank = texts.iter().all(String::is_empty);
        self.lines.push(if is_blank { String::new() } else { texts.join("\t") });
        self.behind_cells(row, depth);
    }

    fn behind_cells(&mut self, row: &Row, depth: usize) {
        for block in row.cells.iter().flat_map(|cell| &cell.blocks) {
            if let Block::Paragraph(paragraph) = block {
                self.behind(paragraph, depth);
            }
        }
    }
}

/// Columns that a row covers.
fn width_of(row: &Row) -> usize {
    row.cells.iter().map(|cell| cell.columns).sum()
}

fn is_blank(cell: &Cell) -> bool {
    cell.blocks.iter().all(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.is_blank()))
}

/// A table that sets paragraphs side by side: without borders, narrow and low.
fn is_layout(table: &Table) -> bool {
    !table.has_borders
        && table.rows.len() <= TALLEST_LAYOUT
        && table.rows.iter().all(|row| row.cells.len() <= WIDEST_LAYOUT)
}

/// A row of a letterhead or a signature block, whatever its borders.
fn holds_form_words(row: &Row) -> bool {
    row.cells.len() <= WIDEST_LAYOUT
        && row.cells.iter().any(|cell| {
            let lines = printed_lines(cell, MAX_NESTING);
            lines.len() > 1
                && lines.iter().any(|line| {
                    let folded = fold::unaccented(line);
                    let words = folded.trim_start_matches(['*', '-', ' ']);
                    words.starts_with("noi nhan") || words.starts_with("cong hoa xa hoi chu nghia")
                })
        })
}

/// The lines of a cell that are not blank; blanks inside are single.
fn printed_lines(cell: &Cell, depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let bare: Vec<Block> = cell.blocks.iter().filter_map(without_behind).collect();
    let mut collect = |page: TextPage| lines.extend(page.lines);
    let mut sheet = Sheet { lines: Vec::new(), pages: &mut collect };
    sheet.blocks(&bare, depth);
    sheet.page_break();
    let printed = lines.iter().map(|line| {
        let cells: Vec<String> = line.as_str().split('\t').map(fold::single_spaces).collect();
        cells.join("\t").trim_end().to_owned()
    });
    printed.filter(|line| !line.trim().is_empty()).collect()
}

/// A block of a cell without what comes behind the row.
fn without_behind(block: &Block) -> Option<Block> {
    match block {
        Block::Paragraph(paragraph) => Some(Block::Paragraph(Paragraph { behind: Vec::new(), ..paragraph.clone() })),
        Block::Table(table) => Some(Block::Table(table.clone())),
        Block::PageBreak => None,
    }
}

/// The printed lines of a paragraph, its label in front; a blank line for an empty one.
fn lines_of(paragraph: &Paragraph) -> Vec<String> {
    let text = paragraph.text();
    let text = text.trim_matches(|letter: char| letter.is_whitespace());
    let labelled = match paragraph.label.as_str() {
        "" => text.to_owned(),
        label if text.is_empty() => label.to_owned(),
        label => format!("{label} {text}"),
    };
    labelled.split('\n').map(tidy_tabs).collect()
}

/// A line with a blank for the tab behind its mark (`1.⇥Text`), one tab for a run of them, none at its ends.
fn tidy_tabs(line: &str) -> String {
    let line = line.trim_matches(|letter: char| letter.is_whitespace());
    let mut tidy = String::with_capacity(line.len());
    for piece in line.split('\t').filter(|piece| !piece.trim().is_empty()) {
        if !tidy.is_empty() {
            tidy.push(if is_mark(&tidy) { ' ' } else { '\t' });
        }
        tidy.push_str(piece);
    }
    tidy
}

/// `1.`, `a)`, `-`, `Điều 2.`: what a tab parts from its own text, not from another column.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let is_short = text.chars().count() <= 10;
    is_short && (text.ends_with(['.', ')']) || !text.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph::of(text))
    }

    fn cell(paragraphs: &[&str]) -> Cell {
        Cell { blocks: paragraphs.iter().map(|text| paragraph(text)).collect(), ..Cell::default() }
    }

    fn row(cells: &[&[&str]]) -> Row {
        Row { cells: cells.iter().map(|paragraphs| cell(paragraphs)).collect(), on_new_page: false }
    }

    #[track_caller]
    fn check(blocks: &[Block], expected: &[&[&str]]) {
        let mut pages: Vec<Vec<String>> = Vec::new();
        emit(blocks, &mut |page| pages.push(page.lines.iter().map(|line| line.as_str().to_owned()).collect()));
        assert_eq!(pages, expected);
    }

    #[test]
    fn paragraphs_and_pages() {
        let numbered = Paragraph { label: "1.".to_owned(), ..Paragraph::of("Việc A") };
        let blocks = [Block::PageBreak, paragraph("a\nb"), Block::PageBreak, Block::Paragraph(numbered)];
        check(&blocks, &[&["a", "b"], &["1. Việc A"]]);
    }

    #[test]
    fn tabs_behind_marks_and_between_columns() {
        check(
            &[paragraph("\t1.\tViệc A"), paragraph("Số: 5\t\t\tHà Nội, ngày")],
            &[&["1. Việc A", "Số: 5\tHà Nội, ngày"]],
        );
    }

    #[test]
    fn a_layout_table_pairs_paragraphs() {
        let rows = vec![row(&[&["UBND TỈNH A", "Số: 5/KH-UBND"], &["CỘNG HÒA", "Độc lập", "A, ngày 2"]])];
        let table = Table { rows, has_borders: false };
        check(&[Block::Table(table)], &[&["UBND TỈNH A\tCỘNG HÒA", "Số: 5/KH-UBND\tĐộc lập", "\tA, ngày 2", ""]]);
    }

    #[test]
    fn a_data_row_is_one_line_and_merged_cells_apply_to_all_rows() {
        let mut rows = vec![
            row(&[&["TT"], &["Nội dung", "công việc"], &["Chủ trì"]]),
            row(&[&["1"], &["Việc   A"], &["Sở X"]]),
            row(&[&["2"], &[], &[]]),
            row(&[&["I. Nhóm"]]),
        ];
        rows[2].cells[2].goes_on = true;
        rows[2].cells[1].blocks.push(paragraph("Việc B"));
        rows[3].cells[0].columns = 3;
        let table = Table { rows, has_borders: true };
        let lines: &[&str] = &["TT\tNội dung công việc\tChủ trì", "1\tViệc A\tSở X", "2\tViệc B\tSở X", "I. Nhóm"];
        check(&[Block::Table(table)], &[lines]);
    }

    #[test]
    fn a_wide_cell_keeps_the_count_of_columns() {
        let mut rows = vec![row(&[&["Cộng"], &["5"]]), row(&[&["a"], &["b"], &["c"]])];
        rows[0].cells[0].columns = 2;
        check(&[Block::Table(Table { rows, has_borders: true })], &[&["Cộng\t\t5", "a\tb\tc"]]);
    }

    #[test]
    fn notes_stand_behind_their_paragraph() {
        let note = super::super::story::marked_note("1", vec![paragraph("Ghi chú")]);
        let with_note = Paragraph { behind: note, ..Paragraph::of("Lời") };
        check(&[Block::Paragraph(with_note), paragraph("Sau")], &[&["Lời", "[1] Ghi chú", "Sau"]]);
    }
}
