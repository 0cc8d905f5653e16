//! Lists of documents set as paragraphs: the opener ends in a colon and gives its items their role.

use super::PassagePlace;
use super::roles::{Ruling, plain};
use super::verbs::{REACH, Verb, last_clause};
use crate::model::{CitationRole, Scope};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::Span;

/// What a paragraph that ends in a colon gives the items below it: `Bãi bỏ các văn bản sau:`, `Căn cứ:`.
pub(super) fn opener<'t>(flow: &Flow, passage: Span, place: PassagePlace, tables: &'t Tables) -> Option<Ruling<'t>> {
    let text = passage.of(flow).trim_end();
    let inner = Span::new(passage.start(), passage.start() + text.strip_suffix(':')?.len());
    let clause = last_clause(flow, inner);
    let mut all = flow.last_words(clause, REACH);
    let mut names_documents = false;
    while let Some((last, rest)) = all.split_last() {
        if let Some((phrase, first)) = tables.roles.at_end(all) {
            let touches = first == 0 && all.len() == clause_words(flow, clause);
            let fits = names_documents || touches;
            let ruling = plain(&Verb { phrase, start: all[first].span.start() }, "");
            let scope = if place == PassagePlace::Opening && touches { Scope::Document } else { Scope::Provision };
            return fits.then_some(Ruling { scope, ..ruling }).filter(|ruling| ruling.role != CitationRole::Mentions);
        }
        let kind = tables.doc_kinds.at_end(all).map(|(_, count)| count);
        let is_loose = matches!(
            last.key.as_str(),
            "sau" | "đây" | "như" | "gồm" | "cụ" | "thể" | "quy" | "phạm" | "pháp" | "luật"
        );
        names_documents |= kind.is_some();
        all = match kind {
            Some(count) => &all[..all.len() - count],
            None if is_loose || tables.phrases.fills_role(last) => rest,
            None => return None,
        };
    }
    None
}

fn clause_words(flow: &Flow, clause: Span) -> usize {
    flow.words(clause).len().min(REACH)
}
