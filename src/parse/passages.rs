//! The stretches of text that citations are looked for in: subject, opening paragraphs, body, annexes.

use super::blocks::Layout;
use super::citations::{Passage, PassagePlace};
use super::foot::Foot;
use super::header::Header;
use crate::tables::Tables;
use crate::text::{Span, fold};

/// Paragraphs before the first section count as the opening at the most.
const LONGEST_OPENING: usize = 24;

/// The passages, in text order: the subject, then every paragraph behind it that is not of the letterhead. What stands
/// among recipients and signatures is read as body, for plans and annexes may follow there without a title of their own.
pub(super) fn of(layout: &Layout, header: &Header, body_line: usize, foot: &Foot, tables: &Tables) -> Vec<Passage> {
    let mut found = Vec::new();
    let line_start = |at: usize| layout.lines.get(at).map_or(layout.flow.len(), |line| line.span.start());
    let subject = subject(layout, header, tables);
    found.extend(subject.map(|span| Passage { span, place: PassagePlace::Subject }));
    let behind_subject = subject.map_or(0, Span::end);
    let (body, end) = (line_start(body_line).max(behind_subject), line_start(foot.first_line));
    let mut opening = 0;
    let mut has_section = false;
    for block in &layout.blocks {
        // A block that the head ends in is read from where the body starts.
        let is_across = block.span.start() < body && body < block.span.end();
        let start = if is_across { body } else { block.span.start() };
        let is_basis = || start >= behind_subject && opens(layout, block.span, tables);
        if start < body && !is_basis() {
            continue;
        }
        has_section |= block.mark.as_ref().is_some_and(|mark| !mark.is_bullet());
        opening += 1;
        let is_opening = start < end && !has_section && opening <= LONGEST_OPENING;
        let place = if is_opening { PassagePlace::Opening } else { PassagePlace::Body };
        let stop = if start < end { block.span.end().min(end) } else { block.span.end() };
        found.push(Passage { span: Span::new(start, stop), place });
    }
    found
}

/// Bytes that a subject takes at the most; what goes on beyond is the body, taken for subject by mistake.
const LONGEST_SUBJECT: usize = 1500;

/// The subject's lines as one span, as far as no paragraph of the body starts among them.
fn subject(layout: &Layout, header: &Header, tables: &Tables) -> Option<Span> {
    let (first, rest) = header.subject.split_first()?;
    let ends = |piece: &&Span| {
        piece.end() - first.start() <= LONGEST_SUBJECT
            && !(opens(layout, **piece, tables) && is_sentence(layout, **piece))
    };
    Some(rest.iter().take_while(ends).fold(*first, |span, piece| span.join(*piece)))
}

/// A paragraph that opens a body: `Căn cứ …`, `Thực hiện …`.
fn opens(layout: &Layout, span: Span, tables: &Tables) -> bool {
    let words = layout.flow.words(span);
    let starts_sentence = |text: &str| text.starts_with(char::is_uppercase) && !fold::is_upper_case(text);
    words.len() > 5 && starts_sentence(span.of(&layout.flow)) && tables.phrases.opens_body(words)
}

/// Longer than any line of a title.
fn is_sentence(layout: &Layout, span: Span) -> bool {
    span.of(&layout.flow).chars().count() > 140
}

/// The opening paragraphs as one span; empty where there are none.
pub(super) fn opening(passages: &[Passage]) -> Span {
    let mut spans =
        passages.iter().filter(|passage| passage.place == PassagePlace::Opening).map(|passage| passage.span);
    let first = spans.next().unwrap_or_default();
    spans.fold(first, Span::join)
}
