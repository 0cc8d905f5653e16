//! Tasks (*giao nhiệm vụ*): labelled jobs, jobs under the name of a body, sentences of assignment, items of a letter.
//!
//! Blocks are sorted into [`entries`] first; then each form reads its own: [`labelled`] (labels behind one job or a
//! group of jobs), [`assigned`] (headings that name a body, sentences that start with *Giao* or with a body). Tables of
//! annexes with empty or merged cells are not read yet.

mod assigned;
mod bodies;
mod deadlines;
mod entries;
mod labelled;

use super::blocks::Layout;
use super::foot::Foot;
use crate::model::{DocDate, TaskAssignment};
use crate::tables::Tables;
use entries::Entry;

/// What the readers of tasks need to know of the document.
pub(super) struct Context<'a> {
    pub(super) flow: &'a str,
    /// The document's own date, for years that are not printed.
    pub(super) date: Option<DocDate>,
    /// Letters and directives address their items to those named at the head.
    pub(super) is_letter: bool,
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
    let context = Context { flow: &layout.flow, date, is_letter, tables };
    let entries = entries::sort(layout, start(body_line), start(foot.first_line), &context);
    let mut found = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        at = match section_with_labels(&entries, at) {
            Some(end) => {
                found.extend(labelled::tasks(&entries[at..end], &context));
                end
            }
            None => {
                let end = entries::section_end(&entries, at);
                found.extend(assigned::tasks(&entries[at..end], &context));
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
