//! Tasks (*giao nhiệm vụ*): labelled jobs, jobs under the name of a body, sentences of assignment, items of a letter.
//!
//! Blocks are sorted into [`entries`] first; then each form reads its own: [`labelled`] (labels behind one job or a
//! group of jobs), [`assigned`] (headings that name a body, sentences that start with *Giao* or with a body). Tables of
//! annexes are read row by row ([`table`]); merged cells are not.

mod assigned;
mod bodies;
mod deadlines;
mod entries;
mod labelled;
mod table;

use super::blocks::Layout;
use super::foot::Foot;
use crate::model::{DocDate, TaskAssignment};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use entries::Entry;

/// What the readers of tasks need to know of the document.
pub(super) struct Context<'a> {
    pub(super) flow: &'a Flow,
    /// The document's own date, for years that are not printed.
    pub(super) date: Option<DocDate>,
    /// Items that start with a body's name assign them to it: letters, directives, notices.
    pub(super) is_letter: bool,
    /// Items without a body's name are for those the letter is addressed to.
    pub(super) addresses_items: bool,
    pub(super) tables: &'a Tables,
}

/// The tasks of the body, in text order.
pub(super) fn find(
    layout: &Layout,
    body_line: usize,
    foot: &Foot,
    doc_type: Option<&str>,
    date: Option<DocDate>,
    tables: &Tables,
) -> Vec<TaskAssignment> {
    let start = |at: usize| layout.lines.get(at).map_or(layout.flow.len(), |line| line.span.start());
    let is_letter = matches!(doc_type, Some("cong_van" | "chi_thi" | "cong_dien" | "thong_bao"));
    let addresses_items = is_letter && doc_type != Some("thong_bao");
    let context = Context { flow: &layout.flow, date, is_letter, addresses_items, tables };
    let mut found = tasks_between(layout, start(body_line), start(foot.first_line), &context);
    // An annex assigns to bodies it names; nothing in it is addressed to the letter's readers.
    let annex = Context { is_letter: false, addresses_items: false, ..context };
    found.extend(tasks_between(layout, start(foot.after_line), layout.flow.len() + 1, &annex));
    found
}

fn tasks_between(layout: &Layout, start: usize, end: usize, context: &Context<'_>) -> Vec<TaskAssignment> {
    let entries = entries::sort(layout, start, end, context);
    let mut found = table::tasks(layout, start, end, context);
    let mut at = 0;
    while at < entries.len() {
        at = match section_with_labels(&entries, at) {
            Some(end) => {
                found.extend(labelled::tasks(&entries[at..end], context));
                end
            }
            None => {
                let end = entries::section_end(&entries, at);
                found.extend(assigned::tasks(&entries[at..end], context));
                end
            }
        };
    }
    found
}

/// The end of the section that starts at `at`, where it holds labels.
fn section_with_labels(entries: &[Entry], at: usize) -> Option<usize> {
    let end = entries::section_end(entries, at);
    entries[at..end].iter().any(|entry| entry.label.is_some()).then_some(end)
}
