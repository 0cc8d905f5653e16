//! Where a number may stand: runs of digits in front of a slash or dash, tried with the grammar; and what only looks
//! like a number (standards, ratios, receipts).

use crate::parse::flow::Flow;
use crate::parse::grammar::{self, NumberMatch, NumberShape};
use crate::tables::Tables;
use crate::text::{Span, fold};

/// Every printed number inside `span`, in order, none overlapping.
pub(super) fn numbers(flow: &str, span: Span) -> Vec<NumberMatch> {
    let bytes = flow.as_bytes();
    let mut found: Vec<NumberMatch> = Vec::new();
    let mut at = span.start();
    while at < span.end() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = bytes[at..span.end()].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let may_start = digits <= 5 && starts_apart(flow, at) && has_separator(&bytes[at + digits..span.end()]);
        let matched = may_start.then(|| grammar::doc_number(&flow[..span.end()], at)).flatten();
        at = matched.as_ref().map_or(at + digits, |matched| matched.span.end());
        found.extend(matched);
    }
    found
}

/// Not the rest of a longer number, code or date.
fn starts_apart(flow: &str, at: usize) -> bool {
    let before = &flow[..at];
    match before.chars().next_back() {
        None => true,
        Some(':') => !before.trim_end_matches(':').ends_with(|letter: char| letter.is_ascii_digit()),
        Some(letter) if letter.is_alphabetic() => before.ends_with("số") || before.ends_with("Số"),
        Some(letter) => !(letter.is_ascii_digit() || matches!(letter, '/' | '-' | '.' | ',' | '&' | '_')),
    }
}

/// Cheap look ahead: a slash or dash follows within a few letters.
fn has_separator(rest: &[u8]) -> bool {
    rest.iter().take(8).any(|byte| matches!(byte, b'/' | b'-'))
}

/// Is the match a document's number? A letter's number (no type code) needs a word before it.
pub(super) fn is_document(flow: &Flow, found: &NumberMatch, has_head: bool, tables: &Tables) -> bool {
    let symbol = found.number.symbol();
    let first_code = symbol.split(['-', '/', '.']).next().unwrap_or(symbol);
    let has_type_code = tables.doc_kinds.of_code(first_code).is_some();
    let is_shaped = match found.shape {
        NumberShape::Normative => true,
        NumberShape::Party => has_type_code || has_head,
        NumberShape::Admin => has_head || (has_type_code && symbol.contains(['-', '/'])),
    };
    is_shaped && !is_standard(flow, found.span)
}

/// `TCVN`, `QCVN`, `ISO` and gazette or receipt numbers.
fn is_standard(flow: &Flow, number: Span) -> bool {
    const WORDS: [&str; 8] = ["tcvn", "qcvn", "tcxdvn", "tcxd", "iso", "iec", "astm", "cong bao"];
    let before = flow.last_words(Span::new(0, number.start()), 3);
    let text: Vec<String> = before.iter().map(|word| fold::unaccented(&word.key)).collect();
    let joined = text.join(" ");
    WORDS.iter().any(|word| joined.ends_with(word) || joined.trim_end_matches(" so").ends_with(word))
}
