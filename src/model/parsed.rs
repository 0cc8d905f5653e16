//! [`Parsed`]: a value that always comes back, with what was odd about it.

use crate::text::Span;

/// A value and what was doubtful while reading it. Parsing never fails.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed<T> {
    /// What was read.
    pub value: T,
    /// What was odd, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something odd or doubtful, for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, `field.problem`, such as `number.blank`.
    pub code: &'static str,
    /// One line, lower case, no full stop.
    pub message: String,
    /// Place in the clean text, if it has one.
    pub span: Option<Span>,
    /// What to do or look at, if anything.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn at(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), span: Some(span), hint: None }
    }

    /// A diagnostic of the whole document.
    pub fn general(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, message: message.into(), span: None, hint: None }
    }

    /// The same with a hint of what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }
}
