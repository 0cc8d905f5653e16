//! Tasks (*giao nhiệm vụ*): labelled jobs, jobs under the name of a body, sentences of assignment, items of a letter.
//!
//! Blocks are sorted into [`entries`] first, each with the bodies it starts with ([`actors`]); then each form reads its
//! own: [`labelled`] (labels behind one job or a group of jobs), [`assigned`] (headings that name a body, sentences
//! that start with *Giao* or with a body), [`table`] (rows of annexes). Reports, norms and submissions assign nothing
//! by mere headings.

mod actors;
mod assigned;
mod bodies;
mod deadlines;
mod entries;
mod helpers;
mod labelled;
mod reports;
mod sentences;
mod table;
#[cfg(test)]
mod tests;

use super::blocks::Layout;
use super::foot::Foot;
use super::mottoes;
use crate::model::{DocDate, TaskAssignment};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, fold};
use entries::Entry;

/// What the readers of tasks need to know of the document.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) flow: &'a Flow,
    /// The document's own date, for years that are not printed.
    pub(super) date: Option<DocDate>,
    pub(super) manner: Manner,
    /// Items without a body's name are for those the letter is addressed to.
    pub(super) addresses_items: bool,
    /// An article of the paper itself may order by a body and a verb: `Điều 3. Sở A tổ chức …`.
    pub(super) articles_order: bool,
    /// Guides and regulations say what anybody does; a body and a verb are no order there.
    pub(super) is_norm: bool,
    pub(super) tables: &'a Tables,
}

/// How a part of the text assigns jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// By headings, labels and orders.
    Plan,
    /// Letters, directives, notices: also by items that start with a body's name.
    Letter,
    /// A section that says what each body is to do: by any sentence about a body.
    Division,
    /// Articles (*điều*): by *Giao* or a verb of duty alone.
    Article,
}

impl Manner {
    /// Items that start with a body's name assign them to it.
    fn names_assign(self) -> bool {
        matches!(self, Manner::Letter | Manner::Division)
    }
}

/// Types whose sections speak of what was or shall be, and assign nothing by themselves.
const TELLING_TYPES: [&str; 14] = [
    "bao_cao",
    "to_trinh",
    "bien_ban",
    "giay_moi",
    "hop_dong",
    "thong_tu",
    "thong_tu_lien_tich",
    "nghi_dinh",
    "luat",
    "bo_luat",
    "phap_lenh",
    "giay_chung_nhan",
    "phieu_chuyen",
    "don",
];

/// Types that state norms beside the duties of bodies.
const NORM_TYPES: [&str; 5] = ["huong_dan", "huong_dan_lien_nganh", "quy_dinh", "quy_che", "noi_quy"];

/// The tasks of the body and its annexes, in text order.
pub(super) fn find(
    layout: &Layout,
    body_line: usize,
    foot: &Foot,
    doc_type: Option<&str>,
    date: Option<DocDate>,
    tables: &Tables,
) -> Vec<TaskAssignment> {
    if doc_type.is_some_and(|kind| TELLING_TYPES.contains(&kind)) {
        return Vec::new();
    }
    let start = |at: usize| layout.lines.get(at).map_or(layout.flow.len(), |line| line.span.start());
    let is_letter = matches!(doc_type, Some("cong_van" | "chi_thi" | "cong_dien" | "thong_bao"));
    let addresses_items = is_letter && doc_type != Some("thong_bao");
    let is_norm = doc_type.is_some_and(|kind| NORM_TYPES.contains(&kind));
    let manner = if is_letter { Manner::Letter } else { Manner::Plan };
    let articles_order = matches!(doc_type, Some("quyet_dinh" | "nghi_quyet"));
    let context = Context { flow: &layout.flow, date, manner, addresses_items, articles_order, is_norm, tables };
    let (body, end) = (start(body_line), start(foot.first_line));
    let mut found = tasks_between(layout, Span::new(body, end.max(body)), &context);
    // An annex assigns to bodies it names; nothing in it is addressed to the letter's readers.
    let annex = Context { manner: Manner::Plan, addresses_items: false, articles_order: false, ..context };
    found.extend(tasks_between(layout, annexes(layout, foot), &annex));
    found.sort_by_key(|task| task.span.start());
    found
}

/// What stands behind the end of the document, up to another document with a letterhead of its own.
fn annexes(layout: &Layout, foot: &Foot) -> Span {
    let signature = &foot.signature;
    let known = foot.recipients.iter().chain(&foot.archive).chain(&signature.name).chain(&signature.position);
    let last = known.map(|located| located.span.end()).max().unwrap_or(layout.flow.len());
    let after_line = layout.lines.get(foot.after_line).map_or(layout.flow.len(), |line| line.span.start());
    let start = after_line
        .min(layout.lines.iter().map(|line| line.span.start()).find(|line| *line >= last).unwrap_or(after_line));
    let mut rest = layout.lines.iter().skip_while(|line| line.span.start() < start);
    let belongs = |at: usize| {
        layout
            .lines
            .iter()
            .skip_while(|line| line.span.start() < at)
            .take(15)
            .any(|line| fold::unaccented(line.span.of(&layout.flow)).contains("kem theo"))
    };
    let other = rest
        .find(|line| mottoes::holds_motto(line.span.of(&layout.flow)) && !belongs(line.span.start()))
        .map_or(layout.flow.len() + 1, |line| line.span.start());
    Span::new(start.min(other), other)
}

fn tasks_between(layout: &Layout, part: Span, context: &Context<'_>) -> Vec<TaskAssignment> {
    let (mut found, tables) = table::tasks(layout, part, context);
    let entries = entries::sort(layout, part, &tables, context);
    let mut at = 0;
    let mut divides = false;
    while at < entries.len() {
        let end = entries::section_end(&entries, at);
        let section = &entries[at..end];
        let own = assigned::is_division(section, context);
        let is_article = assigned::is_article(section);
        divides = if is_article { divides } else { own };
        found.extend(if section.iter().any(Entry::labels_task) {
            labelled::tasks(section, context)
        } else {
            assigned::tasks(section, own || is_article && divides, context)
        });
        at = end;
    }
    if found.is_empty() && context.addresses_items {
        found = assigned::lone_orders(&entries, context);
    }
    found
}

/// A value's words without final punctuation.
fn value(text: &str) -> String {
    fold::single_spaces(text).trim_end_matches(['.', ';', ' ', ',', '/']).to_owned()
}

/// The text of a job.
fn title(text: &str) -> String {
    fold::single_spaces(text)
}
