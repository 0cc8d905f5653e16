//! The stretches of text that citations are looked for in: subject, opening paragraphs, body, annexes.

use super::blocks::Layout;
use super::citations::{Passage, PassagePlace};
use super::foot::Foot;
use super::header::Header;
use crate::text::Span;

/// Paragraphs before the first section count as the opening at the most.
const LONGEST_OPENING: usize = 24;

/// The passages, in text order. The letterhead and the end hold no citations.
pub(super) fn of(layout: &Layout, header: &Header, body_line: usize, foot: &Foot) -> Vec<Passage> {
    let mut found = Vec::new();
    if let Some((first, rest)) = header.subject.split_first() {
        let start = header.kind.as_ref().map_or(first.start(), |_| first.start());
        let span = rest.iter().fold(Span::new(start, first.end()), |span, piece| span.join(*piece));
        found.push(Passage { span, place: PassagePlace::Subject });
    }
    let line_start = |at: usize| layout.lines.get(at).map_or(layout.flow.len(), |line| line.span.start());
    let (body, end) = (line_start(body_line), line_start(foot.first_line));
    let annex = line_start(foot.after_line);
    let mut opening = 0;
    let mut has_section = false;
    for block in &layout.blocks {
        let is_body = block.span.start() >= body && block.span.start() < end;
        let is_annex = block.span.start() >= annex;
        if !is_body && !is_annex {
            continue;
        }
        has_section |= block.mark.as_ref().is_some_and(|mark| !mark.is_bullet());
        opening += 1;
        let is_opening = is_body && !has_section && opening <= LONGEST_OPENING;
        let place = if is_opening { PassagePlace::Opening } else { PassagePlace::Body };
        let stop = if is_body { block.span.end().min(end) } else { block.span.end() };
        found.push(Passage { span: Span::new(block.span.start(), stop), place });
    }
    found
}

/// The opening paragraphs as one span; empty where there are none.
pub(super) fn opening(passages: &[Passage]) -> Span {
    let mut spans =
        passages.iter().filter(|passage| passage.place == PassagePlace::Opening).map(|passage| passage.span);
    let first = spans.next().unwrap_or_default();
    spans.fold(first, Span::join)
}
