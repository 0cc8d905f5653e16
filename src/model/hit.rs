//! [`Found`]: the answer to a search, its [`Hit`]s and what was odd about the question.

use crate::text::Span;

/// The answer to a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// Number of documents that match, hits included.
    pub total: usize,
    /// Number of documents that were searched.
    pub searched: usize,
    /// What was odd about the question or is worth knowing about how it was understood.
    pub hints: Vec<QueryHint>,
}

/// One document that answers a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hit {
    /// Node id.
    pub id: i64,
    /// True when no file of it was read: it is known from those who cite it.
    pub only_cited: bool,
    /// Number with symbol as printed.
    pub number: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// `issued`, `unnumbered`, `unknown` or `cited`.
    pub status: String,
    /// Issuer in full.
    pub issuer: Option<String>,
    /// Date as precise as the paper, ISO.
    pub date: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Path of the file.
    pub path: Option<String>,
    /// Words around what was found; `None` when nothing of the text matched (a number or filter was asked for).
    pub snippet: Option<Snippet>,
    /// How well it answers; only comparable within one answer.
    pub score: f32,
}

/// A short piece of a text with the words that matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// One line, single spaces, `…` where text was left out.
    pub text: String,
    /// Bytes of `text` that matched, in order, none overlapping.
    pub matches: Vec<Span>,
}

impl Snippet {
    /// The text with `open` before and `close` behind each match.
    ///
    /// ```
    /// use vanban::{model::Snippet, text::Span};
    /// let snippet = Snippet { text: "kế hoạch năm".into(), matches: vec![Span::new(0, 12)] };
    /// assert_eq!(snippet.marked("**", "**"), "**kế hoạch** năm");
    /// ```
    #[must_use]
    pub fn marked(&self, open: &str, close: &str) -> String {
        let mut marked = String::with_capacity(self.text.len() + 16);
        let mut at = 0;
        for found in &self.matches {
            marked.push_str(Span::new(at, found.start()).of(&self.text));
            marked.push_str(open);
            marked.push_str(found.of(&self.text));
            marked.push_str(close);
            at = found.end();
        }
        marked.push_str(Span::new(at, self.text.len()).of(&self.text));
        marked
    }
}

/// Something worth knowing about how a search was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryHint {
    /// One line, lower case, no full stop.
    pub message: String,
    /// Bytes of the query it is about.
    pub span: Span,
}
