//! Blocks of the body as entries: labels, headings that name bodies, items.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::parse::blocks::{Block, Layout};
use crate::parse::flow::Flow;
use crate::parse::marks::MarkStyle;
use crate::tables::TaskField;
use crate::text::words::Word;
use crate::text::{Span, fold};

/// One block, sorted.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Text behind the mark.
    pub(super) content: Span,
    /// Style of the mark; `None` for a bare paragraph.
    pub(super) style: Option<MarkStyle>,
    /// Numbers of the sections above it and its own, such as `II.1`.
    pub(super) path: String,
    /// The label and where its value stands (`Cơ quan chủ trì: …`).
    pub(super) label: Option<(TaskField, Span)>,
    /// The bodies that the entry names before its verb, colon or end, and where that ends.
    pub(super) actors: Vec<String>,
    pub(super) actors_end: usize,
    /// The entry is nothing but the names of bodies, perhaps with a colon and more behind it.
    pub(super) is_actor_heading: bool,
    /// A section's title: Roman number, chapter, article, line in capitals.
    pub(super) is_section: bool,
}

impl Entry {
    pub(super) fn is_numbered(&self) -> bool {
        self.style.is_some_and(|style| style < MarkStyle::Dash)
    }

    /// What follows the names of the bodies, behind their colon.
    pub(super) fn behind_actors(&self, flow: &Flow) -> Span {
        let rest = &flow[self.actors_end..self.content.end()];
        let text = rest.trim_start_matches([':', ' ', '\t', '.', ';', ',']);
        Span::new(self.content.end() - text.len(), self.content.end())
    }
}

/// The entries of the blocks between two bytes of the text.
pub(super) fn sort(layout: &Layout, start: usize, end: usize, context: &Context<'_>) -> Vec<Entry> {
    let mut section = String::new();
    let mut number = String::new();
    let mut found = Vec::new();
    for block in &layout.blocks {
        if block.span.start() < start || block.span.start() >= end {
            continue;
        }
        let entry = entry(block, end, &mut section, &mut number, context);
        found.extend(entry);
    }
    found
}

fn entry(block: &Block, end: usize, section: &mut String, number: &mut String, context: &Context<'_>) -> Option<Entry> {
    let content = Span::new(block.content.start(), block.content.end().min(end));
    let style = block.mark.as_ref().map(|mark| mark.style);
    let label = block.mark.as_ref().map(|mark| mark.label.clone()).unwrap_or_default();
    let is_capital = fold::is_upper_case(content.of(context.flow));
    let is_section = matches!(style, Some(style) if style <= MarkStyle::Article) || (style.is_none() && is_capital);
    if is_section {
        section.clone_from(&label);
        number.clear();
    } else if style.is_some_and(|style| style < MarkStyle::Dash) {
        *number = if style == Some(MarkStyle::Letter) && !number.is_empty() {
            format!("{}.{label}", number.split('.').next().unwrap_or_default())
        } else {
            label
        };
    }
    let path =
        [section.as_str(), number.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    let (actors, actors_end, is_heading) = actors(content, context);
    (!content.is_empty()).then(|| Entry {
        content,
        style,
        path,
        label: label_of(content, context),
        is_actor_heading: is_heading && !is_section,
        actors,
        actors_end,
        is_section,
    })
}

/// A known label before a colon, and its value.
fn label_of(content: Span, context: &Context<'_>) -> Option<(TaskField, Span)> {
    let printed = content.of(context.flow);
    let colon = printed.find(':').filter(|colon| *colon < 80)?;
    let label = Span::new(content.start(), content.start() + colon);
    let field = context.tables.task_labels.of(&context.flow.words(label))?;
    let value = printed[colon + 1..].trim_start();
    Some((field, Span::new(content.end() - value.len(), content.end())))
}

/// The bodies an entry starts with, where they end, and whether the entry is a heading of bodies.
fn actors(content: Span, context: &Context<'_>) -> (Vec<String>, usize, bool) {
    let start = behind_opener(content, context);
    let rest = Span::new(start, content.end());
    let all = context.flow.words(rest);
    let opened = start > content.start();
    if !starts_body(context, &all, opened) {
        return (Vec::new(), content.start(), false);
    }
    let printed = rest.of(context.flow);
    let colon = printed.find(':').map(|colon| start + colon);
    let (found, stop) = bodies::list(context.flow, rest, ListEnd::Verb, context.tables);
    let end = stop.min(colon.unwrap_or(stop));
    let tail = context.flow[end..content.end()].trim_matches([' ', '\t', '.', ':', ';']);
    let is_short = all.len() <= 45;
    let names_only = tail.is_empty() && is_short;
    let opens_list = colon.is_some_and(|colon| colon + 1 == content.end()) && is_short;
    let with_job = colon.is_some_and(|colon| colon == end || context.flow[end..colon].trim().is_empty());
    // A numbered title names its bodies in words that look like verbs: `Các cơ quan tham mưu, giúp việc`.
    let is_title = !context.flow[..content.end()].ends_with(['.', ';', ':', '/']) && all.len() <= 24 && !opened;
    let is_plain = !tail.contains("chủ trì") && !tail.contains("phối hợp") && !content.is_empty();
    (found, end, names_only || opens_list || with_job || (is_title && is_plain))
}

/// Behind *Giao, Đề nghị, Yêu cầu, Trách nhiệm của*.
fn behind_opener(content: Span, context: &Context<'_>) -> usize {
    const OPENERS: [&str; 8] =
        ["Giao cho ", "Giao ", "Đề nghị ", "Yêu cầu ", "Trách nhiệm của ", "Đối với ", "Phân công ", "Các đơn vị: "];
    let printed = content.of(context.flow);
    let opener = OPENERS.iter().find(|opener| printed.starts_with(*opener));
    content.start() + opener.map_or(0, |opener| opener.len())
}

/// A body's name starts here: a known one, or a head word (not a lone *các* in running text).
fn starts_body(context: &Context<'_>, all: &[Word], opened: bool) -> bool {
    let Some(first) = all.first() else { return false };
    let is_capital = first.span.of(context.flow).starts_with(char::is_uppercase);
    let has_head = context.tables.phrases.body_head(all).is_some();
    let is_known = context.tables.bodies.at_start(all).is_some();
    (is_capital || opened) && (has_head || is_known)
}

/// The index behind the section that starts at `at`.
pub(super) fn section_end(entries: &[Entry], at: usize) -> usize {
    (at + 1..entries.len()).find(|next| entries[*next].is_section).unwrap_or(entries.len())
}
