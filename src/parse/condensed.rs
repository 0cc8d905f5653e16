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
    let numbered = |at: usize| match grammar::header_number(text, at) {
        Some(found) => Some((at, found.span.end(), Some(found))),
        // Decrees of 1945 bear an ordinal alone: `SỐ 66 NGÀY …`.
        None => bare_ordinal(&text[at..]).map(|length| (at, at + length, None)),
    };
    let Some((at, number_end, found)) = words.filter_map(numbered).min_by_key(|(at, ..)| *at) else { return };
    let after = number_end + text[number_end..].len() - text[number_end..].trim_start().len();
    let date = grammar::dated(&layout.flow, after);
    let end = date.map_or(number_end, |date| date.span.end());
    let name_start = title.start() + printed.find(' ').map_or(0, |space| space + 1);
    header.issuer_lines = vec![Span::new(name_start, name_start + text[name_start..at].trim_end().len())];
    header.date = date.and_then(|date| Some(Located::new(date.date?, date.span)));
    header.number = found;
    header.subject = header
        .subject
        .iter()
        .map(|piece| Span::new(piece.start().max(end), piece.end()))
        .filter(|piece| !piece.of(text).trim().is_empty())
        .collect();
}

/// Bytes of the word *số* and an ordinal that a date follows.
fn bare_ordinal(text: &str) -> Option<usize> {
    let rest = &text[text.find(' ')? + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].trim_start();
    let is_dated = ["ngày", "NGÀY", "Ngày"].iter().any(|word| behind.starts_with(word));
    ((1..=4).contains(&digits) && is_dated).then(|| text.len() - rest.len() + digits)
}
