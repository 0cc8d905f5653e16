//! Jobs with labels behind them (*Cơ quan chủ trì: …*): labels belong to the job above, or to all jobs since the last
//! labels (a group of siblings).

use super::Context;
use super::bodies::{self, ListEnd};
use super::deadlines;
use super::entries::Entry;
use crate::model::TaskAssignment;
use crate::tables::TaskField;
use crate::text::{Span, fold, prefix};

/// The labels of one job or group.
#[derive(Debug, Default)]
struct Labels {
    lead: Vec<String>,
    coordinate: Vec<String>,
    deadline: Option<Span>,
    result: Option<Span>,
    funding: Option<Span>,
    end: usize,
}

/// *Địa điểm, Thành phần*: a time beside them is a meeting's, not a job's.
fn is_place(entry: &Entry, context: &Context<'_>) -> bool {
    let folded = fold::unaccented(prefix(entry.content.of(context.flow), 18));
    folded.starts_with("dia diem") || folded.starts_with("thanh phan")
}

/// The tasks of a section that holds labels.
pub(super) fn tasks(entries: &[Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let mut found = Vec::new();
    let mut group: Vec<&Entry> = Vec::new();
    let mut labels: Option<Labels> = None;
    let has_place = entries.iter().any(|entry| is_place(entry, context));
    for entry in entries.iter().skip_while(|entry| entry.is_section) {
        if let Some((field, value)) = entry.label.filter(|(field, _)| labels.is_some() || field.makes_task()) {
            read_label(labels.get_or_insert_default(), field, value, context);
        } else if labels.is_none() || !continues_label(entry, context) {
            if let Some(complete) = labels.take() {
                found.extend(close(&group, &complete, has_place, context));
                group.clear();
            }
            group.push(entry);
        }
    }
    match labels {
        Some(complete) => found.extend(close(&group, &complete, has_place, context)),
        None => found.extend(super::assigned::tasks_of(&group, context)),
    }
    found
}

/// A bare paragraph in small letters behind a label's value goes on with it.
fn continues_label(entry: &Entry, context: &Context<'_>) -> bool {
    entry.style.is_none() && entry.content.of(context.flow).starts_with(char::is_lowercase)
}

fn read_label(labels: &mut Labels, field: TaskField, value: Span, context: &Context<'_>) {
    labels.end = value.end();
    match field {
        TaskField::Lead => labels.lead.extend(bodies_of(value, context)),
        TaskField::Coordinate => labels.coordinate.extend(bodies_of(value, context)),
        _ if value.is_empty() => {}
        TaskField::Deadline => labels.deadline = Some(value),
        TaskField::Result => labels.result = Some(value),
        TaskField::Funding => labels.funding = Some(value),
        TaskField::Title | TaskField::RowNumber | TaskField::Other => {}
    }
}

/// The bodies of a label's value; where it holds sentences (`A chỉ đạo …; B chủ trì …`), each up to its verb.
fn bodies_of(value: Span, context: &Context<'_>) -> Vec<String> {
    let printed = value.of(context.flow);
    let has_sentences = [" chủ trì", " chỉ đạo", " phối hợp"].iter().any(|verb| printed.contains(verb));
    if !has_sentences {
        return bodies::list(context.flow, value, ListEnd::Span, context.tables).0;
    }
    let mut found = Vec::new();
    let mut start = value.start();
    for part in printed.split(';') {
        let span = Span::new(start, start + part.len());
        start = span.end() + 1;
        found.extend(bodies::list(context.flow, span, ListEnd::Verb, context.tables).0);
    }
    found
}

/// The tasks of a group: its numbered entries without deeper ones below them, else each entry.
fn close(group: &[&Entry], labels: &Labels, has_place: bool, context: &Context<'_>) -> Vec<TaskAssignment> {
    let numbered: Vec<&Entry> = group.iter().copied().filter(|entry| entry.is_numbered()).collect();
    let is_bare = labels.lead.is_empty() && labels.coordinate.is_empty() && labels.result.is_none();
    if is_bare && has_place {
        return Vec::new();
    }
    let leaves: Vec<&Entry> = if numbered.is_empty() {
        group.last().copied().into_iter().collect()
    } else {
        let is_leaf = |index: usize| numbered.get(index + 1).is_none_or(|next| next.style <= numbered[index].style);
        (0..numbered.len()).filter(|index| is_leaf(*index)).map(|index| numbered[index]).collect()
    };
    leaves.into_iter().map(|entry| task(entry, labels, context)).collect()
}

fn task(entry: &Entry, labels: &Labels, context: &Context<'_>) -> TaskAssignment {
    let value = |span: Span| super::value(span.of(context.flow));
    let deadline = match labels.deadline {
        Some(span) => Some(deadlines::of_label(span.of(context.flow), context.date)),
        None => deadlines::in_prose(entry.content.of(context.flow), context.date),
    };
    TaskAssignment {
        path: entry.path.clone(),
        title: super::title(entry.content.of(context.flow)),
        lead: labels.lead.clone(),
        coordinate: labels.coordinate.clone(),
        deadline,
        result: labels.result.map(value),
        funding: labels.funding.map(value),
        ..TaskAssignment::at(Span::new(entry.content.start(), labels.end.max(entry.content.end())))
    }
}
