//! Jobs under a heading that names a body, sentences that start with *Giao* or with a body, items of a letter.

use super::Context;
use super::bodies::{self, ListEnd};
use super::deadlines;
use super::entries::Entry;
use crate::model::{Modality, TaskAssignment};
use crate::parse::marks::MarkStyle;
use crate::text::{Span, fold, prefix};

/// Bytes of an entry's start that are looked at for the words that open it.
const LONGEST_OPENER: usize = 64;

/// A heading that names bodies, open for the entries below it.
struct Heading {
    actors: Vec<String>,
    style: Option<MarkStyle>,
    modality: Option<Modality>,
}

pub(super) fn tasks(entries: &[Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let group: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_section || is_order(entry, context)).collect();
    let title = entries.first().filter(|entry| entry.is_section).map(|entry| entry.content.of(context.flow));
    let is_article = entries.first().is_some_and(|entry| entry.style == Some(MarkStyle::Article));
    let is_purpose = title.is_some_and(|title| {
        let folded = fold::unaccented(title);
        ["muc dich", "muc tieu", "yeu cau", "quan diem", "kinh phi"].iter().any(|word| folded.starts_with(word))
    });
    // An article orders nothing but what it says by "Giao" or under the name of a body.
    let article = Context { is_letter: false, addresses_items: false, ..*context };
    let is_division = title.is_some_and(|title| {
        let folded = fold::unaccented(title);
        ["to chuc thuc hien", "phan cong", "trach nhiem", "nhiem vu"].iter().any(|word| folded.contains(word))
    });
    let division = Context { is_letter: true, ..*context };
    match () {
        () if is_purpose => Vec::new(),
        () if is_article => tasks_of(&group, &article),
        () if is_division => tasks_of(&group, &division),
        () => tasks_of(&group, context),
    }
}

/// The tasks of entries without labels.
pub(super) fn tasks_of(group: &[&Entry], context: &Context<'_>) -> Vec<TaskAssignment> {
    let mut found = Vec::new();
    let mut heading: Option<Heading> = None;
    let mut item_rules_bullets = false;
    for (index, entry) in group.iter().enumerate() {
        let next = group.get(index + 1).copied();
        if closes(entry, heading.as_ref()) {
            heading = None;
        }
        if entry.is_actor_heading && (entry.is_numbered() || next.is_some_and(|next| next.style.is_some())) {
            let rest = entry.behind_actors(context.flow);
            let has_job = context.flow[entry.actors_end..].trim_start().starts_with(':') && !rest.is_empty();
            if has_job {
                found.push(task(entry, rest, entry.actors.clone(), context));
            } else {
                heading = Some(opened(entry, context));
            }
            item_rules_bullets = false;
        } else if is_about_papers(entry, context) {
            item_rules_bullets = true;
        } else if is_closing(entry, context) && !is_order(entry, context) {
            heading = None;
        } else if let Some(open) = heading.as_ref().filter(|_| !is_order(entry, context)) {
            let mut under = task(entry, entry.content, open.actors.clone(), context);
            under.modality = open.modality;
            found.push(under);
        } else if is_order(entry, context) || (!entry.actors.is_empty() && is_in_charge(entry, context)) {
            found.push(task(entry, entry.content, entry.actors.clone(), context));
            item_rules_bullets = true;
        } else if context.addresses_items && entry.is_numbered() {
            let heads_bullets =
                next.is_some_and(|next| next.style >= Some(MarkStyle::Dash)) && is_title(entry, context);
            if heads_bullets {
                heading = Some(Heading { actors: Vec::new(), style: entry.style, modality: None });
            } else {
                found.push(task(entry, entry.content, Vec::new(), context));
            }
            item_rules_bullets = !heads_bullets;
        } else if context.is_letter
            && entry.style == Some(MarkStyle::Dash)
            && !item_rules_bullets
            && follows_colon(group, index, context)
        {
            found.push(task(entry, entry.content, Vec::new(), context));
        }
    }
    found
}

/// A numbered entry of the heading's rank or above ends it.
fn closes(entry: &Entry, heading: Option<&Heading>) -> bool {
    heading.is_some_and(|heading| entry.is_numbered() && heading.style.is_none_or(|style| entry.style <= Some(style)))
}

fn opened(entry: &Entry, context: &Context<'_>) -> Heading {
    Heading { actors: entry.actors.clone(), style: entry.style, modality: modality(entry, context) }
}

/// Words that end a document's list of tasks: *Trên đây là …*, *Trong quá trình …*.
fn is_closing(entry: &Entry, context: &Context<'_>) -> bool {
    const CLOSINGS: [&str; 10] = [
        "căn cứ",
        "trên đây",
        "trong quá trình",
        "yêu cầu các",
        "yêu cầu thủ trưởng",
        "nhận được",
        "ubnd ",
        "ủy ban nhân dân ",
        "kế hoạch này",
        "đề nghị các",
    ];
    let folded = fold::accented(prefix(entry.content.of(context.flow), LONGEST_OPENER));
    entry.style.is_none() && CLOSINGS.iter().any(|closing| folded.starts_with(closing))
}

fn is_order(entry: &Entry, context: &Context<'_>) -> bool {
    entry.content.of(context.flow).starts_with("Giao ") && !entry.actors.is_empty()
}

/// `Sở Nội vụ chủ trì, …`: a numbered or listed entry whose subject is a body, with a verb behind it.
fn is_in_charge(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    let has_verb = entry.actors_end < entry.content.end();
    let is_plan =
        ["chủ trì", "chịu trách nhiệm", "có trách nhiệm", "phối hợp với"].iter().any(|verb| printed.contains(verb));
    has_verb && entry.style.is_some() && (context.is_letter || is_plan)
}

/// What an item does to papers is no job: *Bãi bỏ …*, *Chỉ thị này …*.
fn is_about_papers(entry: &Entry, context: &Context<'_>) -> bool {
    let folded = fold::accented(prefix(entry.content.of(context.flow), LONGEST_OPENER));
    ["bãi bỏ", "thay thế", "chỉ thị này", "công văn này", "công điện này"].iter().any(|word| folded.starts_with(word))
}

/// A short numbered line without a stop at its end is a title.
fn is_title(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow).trim_end();
    printed.split_whitespace().count() <= 24 && !printed.ends_with(['.', ';', ':'])
}

/// The bullets of a letter that follow an opener ending in a colon.
fn follows_colon(group: &[&Entry], index: usize, context: &Context<'_>) -> bool {
    let opener = group[..index].iter().rev().find(|entry| entry.style != Some(MarkStyle::Dash));
    opener.is_some_and(|entry| entry.style.is_none() && entry.content.of(context.flow).trim_end().ends_with(':'))
}

fn modality(entry: &Entry, context: &Context<'_>) -> Option<Modality> {
    let printed = entry.content.of(context.flow);
    if printed.starts_with("Giao ") || printed.starts_with("Yêu cầu ") || printed.starts_with("Phân công ") {
        Some(Modality::Order)
    } else if printed.starts_with("Đề nghị ") {
        Some(Modality::Request)
    } else {
        printed.contains("có trách nhiệm").then_some(Modality::Duty)
    }
}

fn task(entry: &Entry, title: Span, lead: Vec<String>, context: &Context<'_>) -> TaskAssignment {
    let printed = title.of(context.flow);
    TaskAssignment {
        path: entry.path.clone(),
        title: fold::single_spaces(printed),
        lead,
        coordinate: coordinating(title, context),
        deadline: deadlines::in_prose(printed, context.date),
        result: None,
        modality: modality(entry, context),
        span: entry.content,
    }
}

/// The bodies behind each *phối hợp với* of a job.
fn coordinating(title: Span, context: &Context<'_>) -> Vec<String> {
    const MARKERS: [&str; 6] = [
        "phối hợp với ",
        "Phối hợp với ",
        "phối hợp cùng ",
        "Phối hợp cùng ",
        "phối hợp chặt chẽ với ",
        "Phối hợp chặt chẽ với ",
    ];
    let printed = title.of(context.flow);
    let mut starts: Vec<usize> =
        MARKERS.iter().flat_map(|marker| printed.match_indices(marker).map(|(at, found)| at + found.len())).collect();
    starts.sort_unstable();
    let mut found: Vec<String> = Vec::new();
    for start in starts {
        let rest = Span::new(title.start() + start, title.end());
        for body in bodies::list(context.flow, rest, ListEnd::Verb, context.tables).0 {
            if !found.contains(&body) {
                found.push(body);
            }
        }
    }
    found
}
