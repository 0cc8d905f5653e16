//! The issuer printed with a citation (*của …*, or *… tại / có* before it).

use crate::model::DocDate;
use crate::parse::flow::Flow;
use crate::parse::grammar;
use crate::tables::Tables;
use crate::text::{Span, words};

/// Words an issuer's name may have at the most.
const LONGEST_NAME: usize = 22;

/// The name behind `của` right at the start of `rest`.
pub(super) fn behind(flow: &Flow, rest: Span, tables: &Tables) -> Option<Span> {
    let mut end = (rest.start() + 400).min(rest.end());
    while !flow.is_char_boundary(end) {
        end -= 1;
    }
    let all = flow.words(Span::new(rest.start(), end));
    let first = all.first().filter(|word| word.key == "của")?;
    let gap = &flow[rest.start()..first.span.start()];
    let touches = gap.chars().all(|letter| letter.is_whitespace() || letter == ',');
    touches.then(|| name_at(flow, &all[1..], tables)).flatten()
}

/// The body's name that starts `all`; `None` where no name starts there.
pub(in crate::parse) fn name_at(flow: &Flow, all: &[words::Word], tables: &Tables) -> Option<Span> {
    let first = all.first()?;
    let known = tables.bodies.at_start(all).map_or(0, |(_, count)| count);
    let head = tables.phrases.body_head(all).unwrap_or(0);
    let is_capital = first.span.of(flow).starts_with(char::is_uppercase);
    if !is_capital && known == 0 {
        return None;
    }
    let mut taken = known.max(head).max(1);
    while taken < all.len().min(LONGEST_NAME) && goes_on(flow, &all[taken - 1..], tables) {
        // A known name inside the name is taken whole: `Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch`.
        taken += tables.bodies.at_start(&all[taken..]).map_or(1, |(_, count)| count);
    }
    while taken > 1 && matches!(all[taken - 1].key.as_str(), "và" | "của" | "các") {
        taken -= 1;
    }
    Some(Span::new(first.span.start(), all[taken - 1].span.end()))
}

/// Does the name of which `all[0]` is the last word so far go on with `all[1]`?
fn goes_on(flow: &Flow, all: &[words::Word], tables: &Tables) -> bool {
    let [last, next, ..] = all else { return false };
    let gap = &flow[last.span.end()..next.span.start()];
    let is_capital = |word: &words::Word| word.span.of(flow).starts_with(char::is_uppercase);
    if gap.contains([',', ';', '.', ':', '(', ')', '"', '“', '”', '\n', '/']) || tables.phrases.stops_issuer(&all[1..])
    {
        return false;
    }
    if gap.contains('-') {
        return is_capital(next);
    }
    if next.key == "và" {
        let after = &all[2..];
        let opens_other = tables.phrases.body_head(after).is_some() || tables.doc_kinds.at_start(after).is_some();
        return after.first().is_some_and(is_capital) && !opens_other;
    }
    true
}

/// A date and a name before the type word: `Ngày 06/3/2026, Sở X có …`, `… của Ban Bí thư tại …`.
pub(super) fn before(flow: &Flow, before: Span, tables: &Tables) -> (Option<DocDate>, Option<Span>) {
    let all = flow.last_words(before, LONGEST_NAME + 8);
    let Some(last) = all.last() else { return (None, None) };
    let touches = flow[last.span.end()..before.end()].chars().all(char::is_whitespace);
    let verb_words = match last.key.as_str() {
        "tại" | "có" => 1,
        "hành" if all.len() > 1 && all[all.len() - 2].key == "ban" => 2,
        _ => return (None, None),
    };
    if !touches || all.len() <= verb_words {
        return (None, None);
    }
    let body = &all[..all.len() - verb_words];
    let body = if body.last().is_some_and(|word| word.key == "đã") { &body[..body.len() - 1] } else { body };
    let Some(end) = body.last().map(|word| word.span.end()) else { return (None, None) };
    let name_from = |at: usize| name_at(flow, &body[at..], tables).filter(|name| name.end() == end);
    let starts = || (0..body.len()).rev().filter(|at| starts_name(flow, body, *at));
    // The head of a body's name is surer than a capital behind a comma, which may stand inside a name.
    let headed = starts().filter(|at| tables.phrases.body_head(&body[*at..]).is_some()).find_map(name_from);
    let named = headed.or_else(|| starts().find_map(name_from));
    let date = named.and_then(|name| date_before(flow, Span::new(before.start(), name.start())));
    (date, named)
}

/// A name starts behind `của`, or at a capital behind a comma or the start of the sentence.
fn starts_name(flow: &Flow, body: &[words::Word], at: usize) -> bool {
    let is_capital = body[at].span.of(flow).starts_with(char::is_uppercase);
    let opens = match at.checked_sub(1).map(|before| &body[before]) {
        None => true,
        Some(before) => before.key == "của" || flow[before.span.end()..body[at].span.start()].contains(','),
    };
    is_capital && opens
}

/// `Ngày 06/3/2026,` at the end of `before`.
fn date_before(flow: &Flow, before: Span) -> Option<DocDate> {
    let text = before.of(flow);
    let at = ["Ngày", "ngày"].iter().filter_map(|word| text.rfind(word)).max()?;
    let found = grammar::dated(&flow[..before.end()], before.start() + at)?;
    let rest = &flow[found.span.end()..before.end()];
    rest.trim().trim_matches(',').trim().is_empty().then_some(found.date).flatten()
}
