//! Heads of reprints (*công báo*), which name issuer, number and date in the title: `QUYẾT ĐỊNH của <cơ quan> số …
//! ngày … về việc …`, with no letterhead above it.

use super::blocks::Layout;
use super::grammar;
use super::header::Header;
use crate::model::Located;
use crate::text::{Span, fold};

/// Takes issuer, number and date out of the subject, where the title is condensed.
pub(super) fn unfold(text: &str, layout: &Layout, header: &mut Header) {
    if header.number.is_some() || header.kind.is_none() {
        return;
    }
    let Some(title) = header.subject.iter().copied().reduce(Span::join) else { return };
    let printed = title.of(text);
    if !fold::accented(printed).starts_with("của ") {
        return;
    }
    let words =
        ["số ", "SỐ ", "Số "].iter().flat_map(|word| printed.match_indices(word)).map(|(at, _)| title.start() + at);
    let Some((at, found)) =
        words.filter_map(|at| Some((at, grammar::header_number(text, at)?))).min_by_key(|(at, _)| *at)
    else {
        return;
    };
    let after = found.span.end() + text[found.span.end()..].len() - text[found.span.end()..].trim_start().len();
    let date = grammar::dated(&layout.flow, after);
    let end = date.map_or(found.span.end(), |date| date.span.end());
    let name_start = title.start() + printed.find(' ').map_or(0, |space| space + 1);
    header.issuer_lines = vec![Span::new(name_start, name_start + text[name_start..at].trim_end().len())];
    header.date = date.and_then(|date| Some(Located::new(date.date?, date.span)));
    header.number = Some(found);
    header.subject = header
        .subject
        .iter()
        .map(|piece| Span::new(piece.start().max(end), piece.end()))
        .filter(|piece| !piece.of(text).trim().is_empty())
        .collect();
}
