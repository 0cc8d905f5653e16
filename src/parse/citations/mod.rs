//! Citations (*viện dẫn*): every mention of another document, its type, date, issuer, role and nesting.
//!
//! Found by number (see [`candidates`]); then the words before it give the type ([`head`]), the words behind it date
//! and issuer ([`issuer`]), and the sentence role and nesting ([`roles`]). Does not decide which document is meant
//! beyond this text (see [`crate::resolve`]).

mod candidates;
mod head;
mod issuer;
mod roles;
mod sentences;
mod short_forms;

use super::entity;
use super::grammar;
use crate::model::{Citation, CitationKind, CitationRole, DocDate, DocNumber, IssuerName, Scope, Strength};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::Span;

/// A stretch of text that citations are looked for in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    pub(super) span: Span,
    pub(super) place: PassagePlace,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassagePlace {
    /// The document's own subject.
    Subject,
    /// A paragraph before the first section.
    Opening,
    /// Anything else.
    Body,
}

/// A mention before its role is known.
#[derive(Debug, Clone)]
struct Mention {
    number: DocNumber,
    /// From the type word to the end of the issuer.
    span: Span,
    /// Where the number ends, with date and issuer.
    tail_end: usize,
    doc_type: String,
    date: Option<DocDate>,
    issuer: Option<String>,
    pinpoint: Option<String>,
}

/// Everything a document says of itself that citations need.
pub(super) struct Own<'a> {
    pub(super) number: Option<&'a DocNumber>,
    pub(super) issuer: Option<&'a IssuerName>,
}

/// All citations of the passages, in text order.
pub(super) fn find(flow: &Flow, passages: &[Passage], own: &Own<'_>, tables: &Tables) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    for passage in passages {
        for sentence in sentences::sentences(flow, passage.span) {
            let mentions = mentions_in(flow, sentence, own, tables);
            let first = found.len();
            let ruled = roles::assign(flow, sentence, &mentions, passage.place, tables);
            for (mention, roles) in mentions.iter().zip(&ruled) {
                let parent = roles.parent.map(|parent| place_of(&ruled, parent) + first);
                found.push(citation(mention, roles, parent, sentence, own, tables));
                if let Some(amended) = roles.amends {
                    let target = place_of(&ruled, amended) + first;
                    found.push(amending(mention, target, sentence, own, tables));
                }
            }
        }
    }
    short_forms::resolve(flow, passages, &mut found, tables);
    found
}

/// Index in the citations of one sentence of its mention `index`: amending mentions stand twice.
fn place_of(ruled: &[roles::Ruling], index: usize) -> usize {
    index + ruled[..index].iter().filter(|ruling| ruling.amends.is_some()).count()
}

fn citation(
    mention: &Mention,
    ruling: &roles::Ruling,
    parent: Option<usize>,
    sentence: Span,
    own: &Own<'_>,
    tables: &Tables,
) -> Citation {
    Citation {
        kind: CitationKind::Full,
        span: mention.span,
        sentence,
        doc_type: Some(mention.doc_type.clone()),
        number: Some(mention.number.clone()),
        date: mention.date,
        issuer: mention.issuer.clone(),
        issuer_entity: entity::of_citation(
            mention.issuer.as_deref(),
            &mention.number,
            mention.date,
            own.issuer,
            tables,
        ),
        role: ruling.role,
        role_detail: ruling.detail.clone(),
        strength: ruling.strength,
        scope: ruling.scope,
        parent,
        pinpoint: mention.pinpoint.clone(),
    }
}

/// The second entry of an act that a basis names as amending it.
fn amending(mention: &Mention, target: usize, sentence: Span, own: &Own<'_>, tables: &Tables) -> Citation {
    let ruling = roles::Ruling {
        role: CitationRole::Amends,
        strength: Strength::Strong,
        scope: Scope::Provision,
        detail: None,
        parent: None,
        amends: None,
    };
    citation(mention, &ruling, Some(target), sentence, own, tables)
}

fn mentions_in(flow: &Flow, sentence: Span, own: &Own<'_>, tables: &Tables) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for found in candidates::numbers(flow, sentence) {
        let floor = mentions.last().map_or(sentence.start(), |last| last.tail_end);
        let before = Span::new(floor, found.span.start());
        let head = head::read(flow, before, &found.number, mentions.last().map(|last| last.doc_type.as_str()), tables);
        if !candidates::is_document(flow, &found, head.is_printed(), tables) || is_own(&found.number, own) {
            continue;
        }
        let date = grammar::citation_date(&flow[..sentence.end()], found.span.end());
        let date_end = date.map_or(found.span.end(), |date| date.span.end());
        let named = issuer::behind(flow, Span::new(date_end, sentence.end()), tables);
        let before_head = Span::new(floor, head.start);
        let (early_date, early_issuer) = match named {
            Some(_) => (None, None),
            None => issuer::before(flow, before_head, tables),
        };
        let tail_end = named.as_ref().map_or(date_end, |named| named.end());
        mentions.push(Mention {
            span: Span::new(head.start, tail_end),
            tail_end,
            doc_type: head.doc_type,
            date: date.and_then(|date| date.date).or(early_date),
            issuer: named.or(early_issuer).map(|span| crate::text::fold::single_spaces(span.of(flow))),
            pinpoint: head::pinpoint(flow, before_head),
            number: found.number,
        });
    }
    mentions
}

/// The document's own number is no citation.
fn is_own(number: &DocNumber, own: &Own<'_>) -> bool {
    own.number.is_some_and(|own| own.ordinal().is_some() && own.key() == number.key())
}

/// The latest date that any number in `text` is cited with.
pub(super) fn latest_date(text: &str) -> Option<DocDate> {
    let numbers = candidates::numbers(text, Span::new(0, text.len()));
    let dates = numbers.iter().filter_map(|number| grammar::citation_date(text, number.span.end())?.date);
    dates.max_by_key(|date| date.latest())
}
