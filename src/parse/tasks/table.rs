//! Rows of task tables (*bảng phân công nhiệm vụ*): columns told by the labels of the head row, in any order.
//!
//! A row is a line of cells parted by tabs; empty cells at its end may be missing. `nt` and ditto marks repeat the cell
//! above; a row without a number and without a job of its own goes on with the row above; a row that holds nothing but
//! a title heads a group.

use super::Context;
use super::bodies::{self, ListEnd};
use super::deadlines;
use crate::model::TaskAssignment;
use crate::parse::blocks::Layout;
use crate::parse::flow::Flow;
use crate::tables::{TaskField, TaskWord};
use crate::text::{Span, fold, words};

/// What a table says so far.
struct Table {
    columns: Vec<Option<TaskField>>,
    /// Texts of the row under way, by column.
    row: Vec<String>,
    /// Texts of the last row with a job, for ditto marks.
    above: Vec<String>,
    /// Number of the group above, such as `II`.
    group: String,
    span: Span,
    row_span: Span,
}

/// The tasks of every table in a part of the text, and where the tables stand.
pub(super) fn tasks(layout: &Layout, part: Span, context: &Context<'_>) -> (Vec<TaskAssignment>, Vec<Span>) {
    let mut found: Vec<TaskAssignment> = Vec::new();
    let mut places: Vec<Span> = Vec::new();
    let mut table: Option<Table> = None;
    let mut lines = layout.lines.iter().filter(|line| part.range().contains(&line.span.start()));
    while let Some(line) = lines.next() {
        // A line without a gap is a paragraph.
        let has_cells = line.span.of(context.flow).contains('\t');
        let cells = if has_cells { cells_of(context.flow, line.span) } else { Vec::new() };
        if let Some(columns) = head_row(&cells, context) {
            close(&mut table, &mut found, &mut places, context);
            table = Some(Table {
                columns,
                row: Vec::new(),
                above: Vec::new(),
                group: String::new(),
                span: line.span,
                row_span: line.span,
            });
        } else if let Some(open) = table.as_mut().filter(|open| open.fits(&cells, context)) {
            found.extend(open.read(line.span, &cells, context));
        } else if let Some(open) = &mut table
            && line.span.len() < LONGEST_REST
            && open.take_rest(line.span.of(context.flow), context)
        {
            open.span = open.span.join(line.span);
        } else if line.span.len() < LONGEST_REST
            && let Some(open) = &table
            && lines.clone().take(2).any(|next| open.opens_row(&cells_of(context.flow, next.span), context))
        {
            // The rest of one cell, on a line of its own within the rows.
        } else {
            close(&mut table, &mut found, &mut places, context);
        }
    }
    close(&mut table, &mut found, &mut places, context);
    (found, places)
}

/// Bytes of a line that is more than the rest of a cell.
const LONGEST_REST: usize = 120;

fn close(table: &mut Option<Table>, found: &mut Vec<TaskAssignment>, places: &mut Vec<Span>, context: &Context<'_>) {
    if let Some(mut table) = table.take() {
        found.extend(table.finish(context));
        places.push(table.span);
    }
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

/// The fields of a head row: a column for the job and one for who does it or by when, at least.
fn head_row(cells: &[Span], context: &Context<'_>) -> Option<Vec<Option<TaskField>>> {
    let mut fields: Vec<Option<TaskField>> = cells.iter().map(|cell| label(*cell, context)).collect();
    if fields.iter().filter(|field| field.is_some()).count() >= 2 {
        for (field, cell) in fields.iter_mut().zip(cells).filter(|(field, _)| field.is_none()) {
            *field = keyword(*cell, context);
        }
    }
    let place =
        |fields: &[Option<TaskField>], wanted: TaskField| fields.iter().position(|field| *field == Some(wanted));
    if place(&fields, TaskField::Title).is_none() && place(&fields, TaskField::Lead).is_some() {
        // `STT | Tên đề án | Đơn vị chủ trì`: the column behind the number.
        let number = place(&fields, TaskField::RowNumber)?;
        let title = fields.get_mut(number + 1).filter(|field| field.is_none())?;
        *title = Some(TaskField::Title);
    }
    let has = |wanted: TaskField| place(&fields, wanted).is_some();
    (has(TaskField::Title) && (has(TaskField::Lead) || has(TaskField::Deadline))).then_some(fields)
}

/// The label of a head's cell; a few words behind it may tell more: `Thời gian hoàn thành (dự kiến)`.
fn label(cell: Span, context: &Context<'_>) -> Option<TaskField> {
    let all = context.flow.words(cell);
    let labels = &context.tables.task_labels;
    labels.of(all).or_else(|| labels.at_start(all).filter(|(_, count)| all.len() <= count + 4).map(|(field, _)| field))
}

/// What a short cell of a head is about, where it is no known label: `Sở, ngành chủ trì tham mưu`.
fn keyword(cell: Span, context: &Context<'_>) -> Option<TaskField> {
    let all = context.flow.words(cell);
    context.tables.task_labels.within(all).filter(|_| all.len() <= 10)
}

fn is_ditto(text: &str) -> bool {
    matches!(fold::accented(text).trim_matches(['-', ' ', '.']), "nt" | "\"" | "''" | "như trên" | "”" | "“" | "//")
}

fn holds_words(text: &str) -> bool {
    text.chars().filter(|letter| fold::is_letter(*letter)).nth(3).is_some()
}

/// A line of a table that is no job: a sum (`Dự phòng (10%) | 15`, `Tổng cộng`) or the annex's own name.
fn is_sum(title: &str, lead: &str, context: &Context<'_>) -> bool {
    let is_number = !lead.is_empty() && !lead.contains(char::is_alphabetic);
    is_number || context.tables.task_words.starts(TaskWord::Sum, &words::words(title, Span::new(0, title.len())))
}

fn names_body(text: &str, context: &Context<'_>) -> bool {
    let all = words::words(text, Span::new(0, text.len()));
    text.starts_with(char::is_uppercase) && context.tables.phrases.actor_head(&all).is_some()
}

impl Table {
    /// A line belongs to the table where it has cells, not more filled ones than the head.
    fn fits(&self, cells: &[Span], context: &Context<'_>) -> bool {
        let filled = cells.iter().filter(|cell| !cell.of(context.flow).trim().is_empty()).count();
        cells.len() > 1 && filled <= self.columns.len()
    }

    /// `phương liên quan` on a line of its own goes on with `Các bộ, địa`, where that makes the head of a name.
    fn take_rest(&mut self, rest: &str, context: &Context<'_>) -> bool {
        let joins = |cell: &str| {
            let last = cell.split(' ').next_back().filter(|_| cell.contains(' '));
            let joined = format!("{} {rest}", last.unwrap_or_default());
            let all = words::words(&joined, Span::new(0, joined.len()));
            let head = |all: &[words::Word]| context.tables.phrases.actor_head(all);
            last.is_some() && head(&all).is_some_and(|count| count > 1) && head(&all[..1]).is_none()
        };
        let columns = [TaskField::Lead, TaskField::Coordinate].into_iter().filter_map(|field| self.column(field));
        let Some(column) = columns.into_iter().find(|at| self.row.get(*at).is_some_and(|cell| joins(cell))) else {
            return false;
        };
        self.row[column] = format!("{} {}", self.row[column], fold::single_spaces(rest));
        true
    }

    /// A numbered row, as full as the head or with the number that comes next.
    fn opens_row(&self, cells: &[Span], context: &Context<'_>) -> bool {
        let parse = |text: &str| text.trim().trim_end_matches('.').parse::<u16>().ok();
        let number = self.column(TaskField::RowNumber).and_then(|at| cells.get(at));
        let number = number.and_then(|cell| parse(cell.of(context.flow)));
        let above = if self.row.is_empty() { Some(0) } else { parse(&self.number(&self.row)) };
        let comes_next = number.is_some() && number == above.map(|above| above + 1);
        number.is_some() && cells.len() == self.columns.len() || comes_next && cells.len() > 1
    }

    fn column(&self, wanted: TaskField) -> Option<usize> {
        self.columns.iter().position(|field| *field == Some(wanted))
    }

    /// Reads a row; gives the task of the row before where that is complete.
    fn read(&mut self, line: Span, cells: &[Span], context: &Context<'_>) -> Option<TaskAssignment> {
        self.span = self.span.join(line);
        let mut texts: Vec<String> = cells.iter().map(|cell| fold::single_spaces(cell.of(context.flow))).collect();
        // More gaps than columns: an empty cell is a gap seen twice.
        while texts.len() > self.columns.len()
            && let Some(gap) = texts.iter().position(String::is_empty)
        {
            texts.remove(gap);
        }
        self.set_back(&mut texts);
        texts.resize(self.columns.len(), String::new());
        self.put_right(&mut texts, context);
        if self.row.is_empty() && (self.reads_as_head(&texts, context) || self.goes_on_with_head(&texts)) {
            return None;
        }
        if self.goes_on(&texts) {
            for (own, more) in self.row.iter_mut().zip(&texts).filter(|(_, more)| !more.is_empty()) {
                let blank = if own.is_empty() { "" } else { " " };
                *own = format!("{own}{blank}{more}");
            }
            self.row_span = self.row_span.join(line);
            return None;
        }
        let above = if self.row.is_empty() { &self.above } else { &self.row };
        for (text, above) in texts.iter_mut().zip(above).filter(|(text, _)| is_ditto(text)) {
            text.clone_from(above);
        }
        let heads_rows =
            Self::is_alone(&self.row) && self.number(&texts).starts_with(&format!("{}.", self.number(&self.row)));
        if heads_rows {
            self.row.clear();
        }
        let task = self.finish(context);
        if self.is_group(&texts) {
            self.group = self.number(&texts);
        } else {
            self.row = texts;
            self.row_span = line;
        }
        task
    }

    /// `60 ngày kể từ khi | Đề tài`: the rest of the last cells above, whose empty cells before are lost.
    fn set_back(&self, texts: &mut Vec<String>) {
        let is_rest = |text: &String| {
            let words = text.trim_start_matches(|first: char| first.is_ascii_digit());
            words.trim_start().starts_with(char::is_lowercase) && (words.len() == text.len() || words.starts_with(' '))
        };
        let lost = self.columns.len().saturating_sub(texts.len());
        if lost > 1 && !self.row.is_empty() && texts.first().is_some_and(is_rest) {
            texts.splice(0..0, std::iter::repeat_n(String::new(), lost));
        }
    }

    /// A row whose number was lost starts with its job: `Thư ngỏ | | Ban biên tập`, `Thư ngỏ | Ban biên tập`. A body in
    /// the column of times belongs behind it: the time is that of the row above.
    fn put_right(&self, texts: &mut [String], context: &Context<'_>) {
        if let (Some(time), Some(lead)) = (self.column(TaskField::Deadline), self.column(TaskField::Lead))
            && lead == time + 1
            && texts[lead].is_empty()
            && !texts[time].contains(|letter: char| letter.is_ascii_digit())
            && names_body(&texts[time], context)
        {
            texts.swap(time, lead);
        }
        let (Some(number), Some(title)) = (self.column(TaskField::RowNumber), self.column(TaskField::Title)) else {
            return;
        };
        if title != number + 1 || !holds_words(&texts[number]) {
            return;
        }
        if texts[title].is_empty() {
            texts.swap(number, title);
        } else if texts.last().is_some_and(String::is_empty) {
            texts[number..].rotate_right(1);
        }
    }

    /// A second line of the head: `Chủ trì | Phối hợp` below `Cơ quan thực hiện`, or column numbers.
    fn reads_as_head(&mut self, texts: &[String], context: &Context<'_>) -> bool {
        let filled: Vec<(usize, &String)> = texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).collect();
        let numbers =
            filled.iter().all(|(_, text)| text.trim_matches(['(', ')']).bytes().all(|byte| byte.is_ascii_digit()));
        let label = |text: &str| context.tables.task_labels.of(&words::words(text, Span::new(0, text.len())));
        let labels: Vec<(usize, Option<TaskField>)> = filled.iter().map(|(at, text)| (*at, label(text))).collect();
        let all_labels = labels.iter().all(|(_, field)| field.is_some());
        if all_labels && !numbers {
            for (at, field) in labels {
                self.columns[at] = field;
            }
        }
        numbers && filled.len() > 2 || all_labels
    }

    /// `các bước công việc | | thực hiện`: the rest of the head's cells.
    fn goes_on_with_head(&self, texts: &[String]) -> bool {
        let mut filled = texts.iter().filter(|text| !text.is_empty());
        self.group.is_empty() && filled.all(|text| text.starts_with(char::is_lowercase) && text.len() < LONGEST_REST)
    }

    fn text<'t>(&self, texts: &'t [String], field: TaskField) -> &'t str {
        self.column(field).and_then(|at| texts.get(at)).map_or("", String::as_str)
    }

    /// A row without a number that brings no job of its own.
    fn goes_on(&self, texts: &[String]) -> bool {
        let title = self.text(texts, TaskField::Title);
        let opens = title.starts_with(|first: char| first.is_uppercase() || first == '-' || first == '+');
        let is_own = opens && !self.text(texts, TaskField::Lead).is_empty();
        let has_number = !self.text(texts, TaskField::RowNumber).is_empty();
        !self.row.is_empty() && self.column(TaskField::RowNumber).is_some() && !has_number && !is_own
    }

    /// Nothing but a number and a title, in capitals or behind a Roman number or letter.
    fn is_group(&self, texts: &[String]) -> bool {
        let number = self.number(texts);
        let is_lettered = !number.is_empty() && !number.starts_with(|first: char| first.is_ascii_digit());
        let is_capital = texts.iter().filter(|text| holds_words(text)).all(|text| fold::is_upper_case(text));
        Self::is_alone(texts) && (is_lettered || is_capital)
    }

    /// One cell at the most holds words.
    fn is_alone(texts: &[String]) -> bool {
        !texts.is_empty() && texts.iter().filter(|text| holds_words(text)).count() <= 1
    }

    fn number(&self, texts: &[String]) -> String {
        let number = self.text(texts, TaskField::RowNumber).trim_matches(['.', ' ', ')']);
        if number.contains(' ') { String::new() } else { number.to_owned() }
    }

    /// The task of the row under way.
    fn finish(&mut self, context: &Context<'_>) -> Option<TaskAssignment> {
        let row = std::mem::take(&mut self.row);
        if !row.is_empty() {
            self.above.clone_from(&row);
        }
        let title = row.get(self.column(TaskField::Title)?)?.clone();
        let value = |field| Some(super::value(self.text(&row, field))).filter(|text| !text.is_empty());
        if is_sum(&title, self.text(&row, TaskField::Lead), context) {
            return None;
        }
        let bodies_in = |field| {
            value(field).filter(|text| text.contains(char::is_alphabetic)).map_or_else(Vec::new, |text| {
                bodies::list(&Flow::new(text.clone()), Span::new(0, text.len()), ListEnd::Span, context.tables).0
            })
        };
        let path = [self.group.clone(), self.number(&row)].into_iter().filter(|part| !part.is_empty());
        holds_words(&title).then(|| TaskAssignment {
            path: path.collect::<Vec<_>>().join("."),
            lead: bodies_in(TaskField::Lead),
            coordinate: bodies_in(TaskField::Coordinate),
            deadline: value(TaskField::Deadline).map(|text| deadlines::of_label(&text, context.date)),
            result: value(TaskField::Result),
            funding: value(TaskField::Funding),
            title,
            ..TaskAssignment::at(self.row_span)
        })
    }
}
