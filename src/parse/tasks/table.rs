//! Rows of task tables (*bảng phân công nhiệm vụ*): columns told by the labels of the head row, in any order.
//!
//! A row is a line of cells parted by tabs with as many cells as the head; `nt` and ditto marks repeat the cell
//! above. Merged cells are not read.

use super::Context;
use super::bodies::{self, ListEnd};
use super::deadlines;
use crate::model::TaskAssignment;
use crate::parse::blocks::Layout;
use crate::parse::flow::Flow;
use crate::tables::TaskField;
use crate::text::{Span, fold};

/// The tasks of every table between two bytes of the text.
pub(super) fn tasks(layout: &Layout, start: usize, end: usize, context: &Context<'_>) -> Vec<TaskAssignment> {
    let mut found: Vec<TaskAssignment> = Vec::new();
    let mut columns: Vec<Option<TaskField>> = Vec::new();
    let mut above: Vec<Span> = Vec::new();
    for line in layout.lines.iter().filter(|line| line.span.start() >= start && line.span.start() < end) {
        let cells = cells_of(context.flow, line.span);
        if let Some(head) = head_row(&cells, context) {
            columns = head;
            above = Vec::new();
        } else if cells.len() == columns.len() && cells.len() > 1 {
            let filled: Vec<Span> = (0..cells.len()).map(|at| repeated(&cells, &above, at, context)).collect();
            found.extend(task(&filled, &columns, line.span, context));
            above = filled;
        } else if cells.len() > 1 {
            columns.clear();
        }
    }
    found
}

/// All cells of a line, empty ones too.
fn cells_of(flow: &Flow, line: Span) -> Vec<Span> {
    let mut start = line.start();
    let parts = line.of(flow).split('\t').map(|part| {
        let span = Span::new(start, start + part.len());
        start = span.end() + 1;
        span
    });
    parts.collect()
}

/// The fields of a head row: a column for the job and one for who does it, at least.
fn head_row(cells: &[Span], context: &Context<'_>) -> Option<Vec<Option<TaskField>>> {
    let field = |cell: &Span| context.tables.task_labels.of(&context.flow.words(*cell));
    let fields: Vec<Option<TaskField>> = cells.iter().map(field).collect();
    let has = |wanted: TaskField| fields.contains(&Some(wanted));
    (has(TaskField::Title) && (has(TaskField::Lead) || has(TaskField::Deadline))).then_some(fields)
}

/// The cell, or the one above it where a ditto mark stands.
fn repeated(cells: &[Span], above: &[Span], at: usize, context: &Context<'_>) -> Span {
    let folded = fold::accented(cells[at].of(context.flow));
    let is_ditto = matches!(folded.trim_matches(['-', ' ', '.']), "nt" | "\"" | "''" | "như trên" | "”");
    above.get(at).copied().filter(|_| is_ditto).unwrap_or(cells[at])
}

fn task(cells: &[Span], columns: &[Option<TaskField>], row: Span, context: &Context<'_>) -> Option<TaskAssignment> {
    let cell = |wanted: TaskField| {
        let at = columns.iter().position(|field| *field == Some(wanted))?;
        Some(cells[at]).filter(|cell| !cell.of(context.flow).trim().is_empty())
    };
    let bodies_in = |wanted| {
        cell(wanted).map_or_else(Vec::new, |cell| bodies::list(context.flow, cell, ListEnd::Span, context.tables).0)
    };
    let title = fold::single_spaces(cell(TaskField::Title)?.of(context.flow));
    let has_letters = title.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    has_letters.then(|| TaskAssignment {
        path: cell(TaskField::RowNumber).map_or_else(String::new, |cell| cell.of(context.flow).trim().to_owned()),
        title,
        lead: bodies_in(TaskField::Lead),
        coordinate: bodies_in(TaskField::Coordinate),
        deadline: cell(TaskField::Deadline).map(|cell| deadlines::of_label(cell.of(context.flow), context.date)),
        result: cell(TaskField::Result)
            .map(|cell| fold::single_spaces(cell.of(context.flow)).trim_end_matches(['.', ';', ' ']).to_owned()),
        modality: None,
        span: row,
    })
}
