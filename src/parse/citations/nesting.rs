//! Where a title ends: whether a mention stands inside the open subject of the one before it (*chuỗi viện dẫn*), or goes
//! on with the list around that subject.

use super::Mention;
use super::roles::{Ruling, plain};
use super::verbs::{REACH, Verb};
use crate::model::CitationRole;
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, words};

/// Is the mention inside the open subject of the one before it?
pub(super) fn is_nested(flow: &Flow, between: Span, clause: Span, verb: &Verb<'_>, tables: &Tables) -> bool {
    const OPENERS: [&str; 4] = ["về", "v", "khóa", "của"];
    if clause.start() > between.start()
        || matches!(verb.phrase.role.as_str(), "proposed_by" | "legal_basis" | "replies_to" | "approves")
    {
        return false;
    }
    let all = flow.words(between);
    let Some(first) = all.first() else { return false };
    if is_listed_annex(flow, between, verb, tables) {
        return false;
    }
    let opens = OPENERS.contains(&first.key.as_str())
        || first.span.start() >= verb.start
        || tables.phrases.stops_issuer(all) && !first.is_capital;
    let joins = matches!(first.key.as_str(), "và" | "đồng" | "để" | "theo" | "tại");
    opens && !joins && !has_new_actor(flow, all, tables)
}

/// `…, Ủy ban nhân dân tỉnh ban hành …`: a body behind a comma opens a clause of its own.
pub(super) fn has_new_actor(flow: &Flow, all: &[words::Word], tables: &Tables) -> bool {
    (1..all.len()).any(|at| {
        let gap = &flow[all[at - 1].span.end()..all[at].span.start()];
        let is_capital = all[at].is_capital;
        gap.contains(',') && is_capital && tables.phrases.body_head(&all[at..]).is_some()
    })
}

pub(super) fn nested<'t>(verb: &Verb<'t>, mention: &Mention, parent: &Mention, index: usize) -> Ruling<'t> {
    let mut ruling = plain(verb, &mention.doc_type);
    // In a title, *thực hiện theo* is what the paper is for, whatever type it names.
    if verb.phrase.phrase == "thực hiện theo" {
        ruling.role = CitationRole::Implements;
    }
    if parent.doc_type == "huong_dan" && ruling.role == CitationRole::Implements {
        ruling.role = CitationRole::Guides;
    }
    Ruling { parent: Some(index), ..ruling }
}

/// `Thực hiện A về …, Quy chế B ban hành kèm theo C`: a capital type name behind a comma goes on with the list.
pub(super) fn is_listed_annex(flow: &Flow, between: Span, verb: &Verb<'_>, tables: &Tables) -> bool {
    let before = flow.words(Span::new(between.start(), verb.start.max(between.start())));
    matches!(verb.phrase.role.as_str(), "promulgates" | "approves")
        && (1..before.len()).any(|at| {
            let gap = &flow[before[at - 1].span.end()..before[at].span.start()];
            let is_capital = before[at].is_capital;
            gap.contains([',', ';']) && is_capital && tables.doc_kinds.at_start(&before[at..]).is_some()
        })
}

/// `Xét đề nghị của A tại văn bản số …, B tại văn bản số …`: another body and where it says so.
pub(super) fn proposes_too(flow: &Flow, between: Span, last: &Ruling<'_>) -> bool {
    let all = flow.last_words(between, REACH);
    let Some(at) = all.iter().rposition(|word| word.key == "tại") else { return false };
    // What was thought, counted or looked at is no proposal.
    let is_other = |word: &words::Word| matches!(word.key.as_str(), "kiến" | "cáo" | "bản" | "quả" | "định" | "luận");
    last.role == CitationRole::ProposedBy
        && last.parent.is_none()
        && between.of(flow).contains([',', ';'])
        && !between.of(flow).contains('.')
        && all[at + 1..].len() <= 3
        && !all[..at].iter().any(is_other)
        && all[..at].iter().any(|word| word.is_capital)
}

/// `Báo cáo thẩm định số …`, `Báo cáo thẩm tra số …`: what was thought of a proposal.
pub(super) fn is_review(flow: &Flow, mention: &Mention) -> bool {
    matches!(flow.words(mention.span), [one, two, three, ..] if one.key == "báo" && two.key == "cáo" && three.key == "thẩm")
}
