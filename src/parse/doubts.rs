//! What looks odd in a parsed document: blanks, lost parts, dates that contradict each other. Nothing is repaired.

use super::header::Header;
use crate::model::{Citation, CitationRole, Diagnostic, Dispatch, DispatchStatus};
use crate::text::Span;

/// The doubts about a dispatch, header first.
pub(super) fn about(dispatch: &Dispatch, header: &Header) -> Vec<Diagnostic> {
    let mut found = head_doubts(dispatch, header);
    found.extend(dispatch.citations.iter().filter_map(|citation| younger_than_own(citation, dispatch)));
    found.extend(dispatch.citations.iter().filter_map(|citation| younger_than_citing(citation, dispatch)));
    found
}

fn head_doubts(dispatch: &Dispatch, header: &Header) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match &dispatch.number {
        Some(number) if number.value.ordinal().is_none() && header.unread_number.is_some() => {
            found.push(unread_number(dispatch, header, number.span));
        }
        Some(number) if number.value.ordinal().is_none() => found.push(
            Diagnostic::at("number.blank", number.span, "the ordinal is left blank")
                .with_hint("the number may be stamped on the paper as an image"),
        ),
        None if dispatch.status == DispatchStatus::Unknown => {
            found.push(Diagnostic::general("header.lost", "no number and no date line were found"));
        }
        None => found.push(Diagnostic::general("number.missing", "no number was found")),
        Some(_) => {}
    }
    if header.is_draft {
        found.push(Diagnostic::general("draft", "the paper is marked as a draft"));
    }
    match &dispatch.date {
        Some(date) if date.value.exact().is_none() && header.unread_date.is_some() => {
            let raw = header.unread_date.as_ref().map_or("", |left| left.raw.as_str());
            let message = format!("day or month cannot be read for sure: it reads {raw:?}");
            found.push(Diagnostic::at("date.unread", date.span, message).with_hint("look at the page"));
        }
        Some(date) if date.value.exact().is_none() => {
            found.push(Diagnostic::at("date.blank", date.span, "day or month is left blank"));
        }
        None if header.date_is_odd => {
            found.push(Diagnostic::general("date.impossible", "the date line names a day that does not exist"));
        }
        _ => {}
    }
    if header.issuer_lines.is_empty() {
        let at = dispatch.letterhead.issuer.as_ref();
        found.push(match at {
            Some(issuer) => {
                Diagnostic::at("issuer.inferred", issuer.span, "the issuer is told from the text, not a head")
            }
            None => Diagnostic::general("issuer.missing", "no issuer was found"),
        });
    }
    if dispatch.doc_type.is_none() {
        found.push(Diagnostic::general("type.missing", "no document type was found"));
    }
    if dispatch.signature.name.is_none() {
        found.push(Diagnostic::general("signer.missing", "no signer's name was found"));
    }
    found
}

/// A place that was recognised with damaged letters and can be one place only.
pub(super) fn mended_place(name: &str, span: Span, text: &str) -> Diagnostic {
    let message = format!("the place reads {:?} and is taken for {name}", span.of(text));
    Diagnostic::at("place.mended", span, message).with_hint("look at the page")
}

/// The reading of an ordinal that is no number, or not surely one, and what it may be.
fn unread_number(dispatch: &Dispatch, header: &Header, span: Span) -> Diagnostic {
    let raw = header.unread_number.as_ref().map_or("", |left| left.raw.as_str());
    let message = match dispatch.number_alternatives.as_slice() {
        [] => format!("the ordinal cannot be read: it reads {raw:?}"),
        maybe => format!("the ordinal cannot be read for sure: it reads {raw:?}, perhaps {}", maybe.join(", ")),
    };
    Diagnostic::at("number.unread", span, message).with_hint("look at the page: the number may be written by hand")
}

/// A citation dated after the document itself.
fn younger_than_own(citation: &Citation, dispatch: &Dispatch) -> Option<Diagnostic> {
    let own = dispatch.date.as_ref()?.value;
    let cited = citation.date?;
    (cited.earliest() > own.latest()).then(|| {
        Diagnostic::at("date_order.own", citation.span, format!("cited as of {cited}, after the document's own {own}"))
            .with_hint("look at the page: one of the two dates may be a misprint, or the two papers are not so related")
    })
}

/// A document said to carry out one that is dated after it.
fn younger_than_citing(citation: &Citation, dispatch: &Dispatch) -> Option<Diagnostic> {
    let carries_out = matches!(citation.role, CitationRole::Implements | CitationRole::Guides);
    let citing = dispatch.citations.get(citation.parent?).filter(|_| carries_out)?;
    let (early, late) = (citing.date?, citation.date?);
    (late.earliest() > early.latest()).then(|| {
        Diagnostic::at("date_order.chain", citation.span, format!("dated {late}, after {early} of what carries it out"))
            .with_hint("look at the page: one of the two dates may be a misprint, or the two papers are not so related")
    })
}
