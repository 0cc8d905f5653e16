//! [`MappedText`]: a text that remembers where each byte came from.
//!
//! Every stage that changes text builds a new `MappedText` from the old one, so a place in cleaned text
//! can be shown in the original file. Runs copied unchanged keep byte-exact places; a character that was
//! replaced (an entity, a composed letter, a folded dash) maps to the whole range it stands for.

use super::Span;

/// Text with a map back to the bytes of an origin (the original file).
///
/// ```
/// use vanban::text::{MappedText, Span};
/// let mut text = MappedText::new();
/// text.push_copied("Số ", 10);
/// text.push_replaced("&", Span::new(14, 19)); // written `&amp;` in the file
/// assert_eq!(text.as_str(), "Số &");
/// assert_eq!(text.origin(Span::new(5, 6)), Span::new(14, 19));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappedText {
    text: String,
    runs: Vec<Run>,
}

/// `at..` of the text (to the next run) came from `origin`; `copied` runs match byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    at: usize,
    origin: Span,
    copied: bool,
}

impl MappedText {
    /// An empty text.
    #[must_use]
    pub fn new() -> MappedText {
        MappedText::default()
    }

    /// A text that is its own origin, from byte 0.
    #[must_use]
    pub fn verbatim(text: &str) -> MappedText {
        let mut mapped = MappedText::new();
        mapped.push_copied(text, 0);
        mapped
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True when there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends `text`, copied byte for byte from `origin_start` on.
    pub fn push_copied(&mut self, text: &str, origin_start: usize) {
        if text.is_empty() {
            return;
        }
        let follows = self.runs.last().is_some_and(|run| {
            run.copied && run.origin.end() == origin_start && run.origin.len() == self.text.len() - run.at
        });
        if follows {
            let last = self.runs.len() - 1;
            let run = &mut self.runs[last];
            run.origin = Span::new(run.origin.start(), origin_start + text.len());
        } else {
            self.runs.push(Run {
                at: self.text.len(),
                origin: Span::new(origin_start, origin_start + text.len()),
                copied: true,
            });
        }
        self.text.push_str(text);
    }

    /// Appends `text`, which stands for the bytes `origin`.
    pub fn push_replaced(&mut self, text: &str, origin: Span) {
        if text.is_empty() {
            return;
        }
        self.runs.push(Run { at: self.text.len(), origin, copied: false });
        self.text.push_str(text);
    }

    /// Appends the part `span` of `other`, keeping its origins.
    pub fn push_part(&mut self, other: &MappedText, span: Span) {
        let first = other.runs.partition_point(|run| run.at <= span.start()).saturating_sub(1);
        for (index, run) in other.runs.iter().enumerate().skip(first) {
            if run.at >= span.end() {
                break;
            }
            let run_end = other.runs.get(index + 1).map_or(other.text.len(), |next| next.at);
            let part = Span::new(run.at.max(span.start()), run_end.min(span.end()));
            let text = part.of(&other.text);
            if run.copied {
                self.push_copied(text, run.origin.start() + (part.start() - run.at));
            } else {
                self.push_replaced(text, run.origin);
            }
        }
    }

    /// Appends `text` in place of the part `span` of `other`.
    pub fn push_instead(&mut self, text: &str, other: &MappedText, span: Span) {
        if span.of(&other.text) == text {
            self.push_part(other, span);
        } else {
            self.push_replaced(text, other.origin(span));
        }
    }

    /// The same text with every origin `by` bytes further on.
    #[must_use]
    pub fn shifted(&self, by: usize) -> MappedText {
        let moved = |run: &Run| Run { origin: run.origin.shifted(by), ..*run };
        MappedText { text: self.text.clone(), runs: self.runs.iter().map(moved).collect() }
    }

    /// The pieces of the text with their origins, in order; true for a piece copied byte for byte. Pushed one by one,
    /// they make the same text again.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Span, bool)> {
        let ends = self.runs.iter().skip(1).map(|run| run.at).chain(std::iter::once(self.text.len()));
        self.runs.iter().zip(ends).map(|(run, end)| (Span::new(run.at, end).of(&self.text), run.origin, run.copied))
    }

    /// The bytes of the origin that `span` of this text stands for.
    #[must_use]
    pub fn origin(&self, span: Span) -> Span {
        let Some(start) = self.origin_of_byte(span.start()) else {
            return Span::default();
        };
        let last = if span.is_empty() { start } else { self.origin_of_byte(span.end() - 1).unwrap_or(start) };
        Span::new(start.start().min(last.start()), start.end().max(last.end()))
    }

    /// The pieces of the origin that `span` of this text stands for, in the order of the text: several where it was put
    /// together from places that lie apart.
    pub fn origins(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.runs.partition_point(|run| run.at <= span.start()).saturating_sub(1);
        let ends = self.runs.iter().skip(first + 1).map(|run| run.at).chain(std::iter::once(self.text.len()));
        let runs = self.runs.iter().skip(first).zip(ends).take_while(move |(run, _)| run.at < span.end());
        runs.map(move |(run, end)| {
            let part = Span::new(run.at.max(span.start()), end.min(span.end()));
            let within = |at: usize| run.origin.start() + (at - run.at);
            if run.copied { Span::new(within(part.start()), within(part.end())) } else { run.origin }
        })
    }

    /// The origin of one byte: one byte of a copied run, the whole range of a replaced one.
    fn origin_of_byte(&self, at: usize) -> Option<Span> {
        let index = self.runs.partition_point(|run| run.at <= at).checked_sub(1)?;
        let run = self.runs[index];
        if !run.copied {
            return Some(run.origin);
        }
        let place = (run.origin.start() + (at - run.at)).min(run.origin.end());
        Some(Span::new(place, (place + 1).min(run.origin.end())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_parts_keep_exact_places() {
        let whole = MappedText::verbatim("Kế hoạch số 12-KH/TU");
        let mut part = MappedText::new();
        part.push_part(&whole, Span::new("Kế hoạch số ".len(), whole.len()));
        assert_eq!(part.as_str(), "12-KH/TU");
        let start = "Kế hoạch số ".len();
        assert_eq!(part.origin(Span::new(0, 2)), Span::new(start, start + 2));
    }

    #[test]
    fn a_joined_break_maps_to_the_whole_break() {
        let whole = MappedText::verbatim("QĐ-\n  TTg");
        let mut joined = MappedText::new();
        joined.push_part(&whole, Span::new(0, 4));
        joined.push_instead("", &whole, Span::new(4, 7));
        joined.push_part(&whole, Span::new(7, 10));
        assert_eq!(joined.as_str(), "QĐ-TTg");
        assert_eq!(joined.origin(Span::new(0, joined.len())), Span::new(0, 10));
    }
}
