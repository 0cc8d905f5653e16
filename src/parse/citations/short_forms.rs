//! Short forms (`Chỉ thị 38`) and pointing words (`Quyết định nêu trên`), bound to the one earlier citation they fit;
//! else left without a number.

use super::{Passage, roles, sentences};
use crate::model::{Citation, CitationKind, CitationRole, DocNumber, Scope, Strength};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, words};

/// Adds the short forms of the passages to `found`, at the end, so that parents keep their indexes.
pub(super) fn resolve(flow: &Flow, passages: &[Passage], found: &mut Vec<Citation>, tables: &Tables) {
    let full = found.len();
    for passage in passages {
        let all = flow.words(passage.span);
        for at in 0..all.len() {
            let Some((slug, count)) = tables.doc_kinds.at_start(&all[at..]) else { continue };
            let is_capital = all[at].span.of(flow).starts_with(char::is_uppercase);
            let Some(next) = all.get(at + count).filter(|_| is_capital) else { continue };
            let kind = if is_short_number(flow, next) {
                CitationKind::Short
            } else if points_back(&all[at + count..]) {
                CitationKind::Anaphora
            } else {
                continue;
            };
            let end = if kind == CitationKind::Short { next.span.end() } else { all[at + count + 1].span.end() };
            let span = Span::new(all[at].span.start(), end);
            if found[..full].iter().any(|citation| citation.span.overlaps(span)) {
                continue;
            }
            let ordinal = (kind == CitationKind::Short).then(|| next.key.trim_start_matches('0').to_owned());
            let antecedent = antecedent(&found[..full], slug, ordinal.as_deref(), span);
            if kind == CitationKind::Short && antecedent.is_none() {
                continue;
            }
            let sentence =
                sentences::sentences(flow, passage.span).into_iter().find(|sentence| sentence.contains(span));
            let mut citation = bound(slug, kind, span, sentence.unwrap_or(passage.span), antecedent);
            roles::by_verb(flow, &mut citation, tables);
            found.push(citation);
        }
    }
}

/// One to four digits with no slash, dash or unit behind: `Chỉ thị 38`.
fn is_short_number(flow: &Flow, word: &words::Word) -> bool {
    let is_number = (1..=4).contains(&word.key.len()) && word.key.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !flow[word.span.end()..].trim_start().starts_with(['/', '-', '.', '%'])
}

fn points_back(rest: &[words::Word]) -> bool {
    matches!(rest, [first, second, ..] if matches!(first.key.as_str(), "nêu" | "nói") && second.key == "trên")
}

/// The one earlier number that fits; `None` when none or several do.
fn antecedent<'c>(found: &'c [Citation], slug: &str, ordinal: Option<&str>, span: Span) -> Option<&'c Citation> {
    let fits = |citation: &&Citation| {
        let number = citation.number.as_ref();
        citation.span.end() <= span.start()
            && citation.doc_type.as_deref() == Some(slug)
            && ordinal.is_none_or(|ordinal| {
                number.and_then(|number| number.ordinal()).is_some_and(|own| own.trim_start_matches('0') == ordinal)
            })
    };
    let mut fitting = found.iter().filter(fits);
    let first = fitting.next()?;
    let same =
        |other: &Citation| other.number.as_ref().map(DocNumber::key) == first.number.as_ref().map(DocNumber::key);
    fitting.all(same).then_some(first)
}

fn bound(slug: &str, kind: CitationKind, span: Span, sentence: Span, antecedent: Option<&Citation>) -> Citation {
    Citation {
        kind,
        span,
        sentence,
        doc_type: Some(slug.to_owned()),
        number: antecedent.and_then(|citation| citation.number.clone()),
        date: antecedent.and_then(|citation| citation.date),
        issuer: None,
        issuer_entity: antecedent.and_then(|citation| citation.issuer_entity.clone()),
        role: CitationRole::Mentions,
        role_detail: None,
        strength: Strength::Weak,
        scope: Scope::Provision,
        parent: None,
        pinpoint: None,
    }
}
