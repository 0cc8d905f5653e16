//! Jobs with labels behind them (*Cơ quan chủ trì: …*): labels belong to the job above, or to all jobs since the last
//! labels (a group of siblings).

use super::Context;
use super::actors::ActorForm;
use super::bodies::{self, ListEnd};
use super::deadlines;
use super::entries::Entry;
use crate::model::TaskAssignment;
use crate::tables::{TaskField, TaskWord};
use crate::text::Span;

/// The labels of one job or group.
#[derive(Debug, Default)]
struct Labels {
    lead: Vec<String>,
    coordinate: Vec<String>,
    deadline: Option<Span>,
    result: Option<Span>,
    funding: Option<Span>,
    /// The lead is that of the heading above, and gives way to a label.
    is_inherited: bool,
    end: usize,
}

impl Labels {
    /// No labels yet, below a heading that may name who does the job.
    fn below(heading: Option<&Entry>) -> Labels {
        let lead = heading.map_or_else(Vec::new, |heading| heading.actors.names.clone());
        Labels { is_inherited: !lead.is_empty(), lead, ..Labels::default() }
    }
}

/// *Địa điểm, Thành phần*: a time beside them is a meeting's, not a job's.
fn is_place(entry: &Entry, context: &Context<'_>) -> bool {
    context.tables.task_words.like_starts(TaskWord::MeetingLabel, context.flow.words(entry.content))
}

/// The tasks of a section that holds labels.
pub(super) fn tasks(entries: &[Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let mut found = Vec::new();
    let mut group: Vec<&Entry> = Vec::new();
    let mut labels: Option<Labels> = None;
    let mut heading: Option<&Entry> = None;
    let has_place = entries.iter().any(|entry| is_place(entry, context));
    for entry in entries.iter().skip_while(|entry| entry.is_section && entry.labels.is_empty()) {
        if entry.is_labels() && (labels.is_some() || entry.labels_task()) {
            read_labels(labels.get_or_insert_with(|| Labels::below(heading)), entry, context);
            continue;
        }
        if labels.is_some() && continues_label(entry, context) {
            continue;
        }
        if let Some(complete) = labels.take() {
            found.extend(close(&group, &complete, has_place, context));
            group.clear();
        }
        heading = heading.filter(|above| !entry.is_numbered() || entry.style > above.style);
        if entry.labels_task() {
            // Labels behind the job in one paragraph are its own.
            let mut own = Labels::below(heading);
            read_labels(&mut own, entry, context);
            found.push(task(entry, &own, context));
        } else if entry.is_numbered() && matches!(entry.actors.form, ActorForm::Heading | ActorForm::Title) {
            heading = Some(entry);
            group.push(entry);
        } else {
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

fn read_labels(labels: &mut Labels, entry: &Entry, context: &Context<'_>) {
    for label in &entry.labels {
        read_label(labels, label.field, label.value, context);
    }
}

fn read_label(labels: &mut Labels, field: TaskField, value: Span, context: &Context<'_>) {
    labels.end = value.end();
    if field == TaskField::Lead && std::mem::take(&mut labels.is_inherited) {
        labels.lead.clear();
    }
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
    let is_job = |entry: &&Entry| !matches!(entry.actors.form, ActorForm::Heading | ActorForm::Title);
    let group: Vec<&Entry> = group.iter().copied().filter(is_job).collect();
    let numbered: Vec<&Entry> = group.iter().copied().filter(|entry| entry.is_numbered()).collect();
    let is_bare =
        (labels.lead.is_empty() || labels.is_inherited) && labels.coordinate.is_empty() && labels.result.is_none();
    if is_bare && has_place {
        return Vec::new();
    }
    let bullet = group.iter().filter_map(|entry| entry.style).min();
    let leaves: Vec<&Entry> = if numbered.is_empty() {
        match bullet {
            Some(_) => group.iter().copied().filter(|entry| entry.style == bullet).collect(),
            None => group.last().copied().into_iter().collect(),
        }
    } else {
        let is_leaf = |index: usize| numbered.get(index + 1).is_none_or(|next| next.style <= numbered[index].style);
        (0..numbered.len()).filter(|index| is_leaf(*index)).map(|index| numbered[index]).collect()
    };
    leaves.into_iter().map(|entry| task(entry, labels, context)).collect()
}

/// Who does a job: those of its labels, else the body that its sentence starts with.
fn lead(entry: &Entry, labels: &Labels) -> Vec<String> {
    let names_body = labels.lead.is_empty() && entry.actors.form == ActorForm::Sentence;
    if names_body { entry.actors.names.clone() } else { labels.lead.clone() }
}

fn task(entry: &Entry, labels: &Labels, context: &Context<'_>) -> TaskAssignment {
    let value = |span: Span| super::value(span.of(context.flow));
    let job_end = entry.labels.first().map_or(entry.content.end(), |label| label.start);
    let job = Span::new(entry.content.start(), job_end);
    let deadline = match labels.deadline {
        Some(span) => Some(deadlines::of_label(span.of(context.flow), context.date)),
        None => deadlines::in_prose(job.of(context.flow), context.date),
    };
    TaskAssignment {
        path: entry.path.clone(),
        title: super::title(job.of(context.flow).trim_end_matches([' ', '(', '-', ';', '\n'])),
        lead: lead(entry, labels),
        coordinate: labels.coordinate.clone(),
        deadline,
        result: labels.result.map(value),
        funding: labels.funding.map(value),
        ..TaskAssignment::at(Span::new(entry.content.start(), labels.end.max(entry.content.end())))
    }
}
