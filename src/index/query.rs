//! The query language: [`read_question`] turns what was typed into clauses, and never fails.
//!
//! All clauses must hold, except that `OR` between two makes one group of which one must hold. `-` or `NOT` before
//! a clause means "not". `"…"` is a phrase, `field:value` and `field:"…"` look into one field (see [`FieldName`]). A question
//! that looks like a document number as a whole is one; see [`super::number_forms`]. What is odd becomes a hint with
//! its place, and the rest is searched. Knows nothing of the index: see [`super::compile`].

use super::field_name::FieldName;
use super::number_forms;
use crate::model::QueryHint;
use crate::text::{Span, fold};

/// A question: every group must hold; of a group, one clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Question {
    pub groups: Vec<Vec<Clause>>,
    pub hints: Vec<QueryHint>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub negated: bool,
    pub wanted: Wanted,
    /// Place in the question.
    pub span: Span,
}

/// What a clause looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A word, or a chunk such as `đối-ngoại` that gives several, anywhere.
    Words(String),
    /// Words side by side, anywhere.
    Phrase(String),
    /// The whole question is a document number: its type as a slug where words before the number may name it, the
    /// forms to look for, and what was typed.
    Number { type_slug: Option<String>, forms: Vec<String>, typed: String },
    /// A value of one field.
    Field { name: FieldName, value: String, quoted: bool },
}

/// Reads what was typed.
pub(super) fn read_question(typed: &str) -> Question {
    if let Some(wanted) = whole_number(typed) {
        let clause = Clause { negated: false, wanted, span: Span::new(0, typed.len()) };
        return Question { groups: vec![vec![clause]], hints: Vec::new() };
    }
    let mut reader = Reader { typed, at: 0, question: Question::default(), joins: false };
    while reader.read_clause() {}
    reader.question
}

/// One clause for a filter of a request.
pub(super) fn filter_clause(name: FieldName, value: &str) -> Clause {
    let wanted = Wanted::Field { name, value: value.to_owned(), quoted: false };
    Clause { negated: false, wanted, span: Span::default() }
}

/// `1109/QĐ-TTg`, `QĐ 1109`, and with the type in words: `Quyết định số 1109/QĐ-TTg`.
fn whole_number(typed: &str) -> Option<Wanted> {
    // `12/KH-UBND -họp` leaves a word out; `12 - KH/TU` is a number with spaces.
    if typed.split_whitespace().skip(1).any(|word| word.len() > 1 && word.starts_with('-')) {
        return None;
    }
    if let Some(forms) = number_forms::query_forms(typed) {
        return Some(Wanted::Number { type_slug: None, forms, typed: typed.to_owned() });
    }
    let folded = fold::unaccented(typed);
    let words: Vec<&str> = folded.split(' ').collect();
    let (number, before) = words.split_last()?;
    let before = before.strip_suffix(&["so"]).unwrap_or(before);
    let is_name = (2..=4).contains(&before.len()) && before.iter().all(|word| word.chars().all(char::is_alphabetic));
    let forms = is_name.then(|| number_forms::query_forms(number)).flatten()?;
    Some(Wanted::Number { type_slug: Some(before.join("_")), forms, typed: typed.to_owned() })
}

struct Reader<'a> {
    typed: &'a str,
    at: usize,
    question: Question,
    /// True after `OR`: the next clause joins the group before it.
    joins: bool,
}

impl Reader<'_> {
    /// Reads one clause; false at the end.
    fn read_clause(&mut self) -> bool {
        self.skip_spaces();
        let start = self.at;
        if self.rest().is_empty() {
            if self.joins {
                self.hint(start, "nothing follows OR");
            }
            return false;
        }
        if let Some(length) = operator(self.rest()) {
            self.joins = self.rest().starts_with(['O', 'H']) && !self.question.groups.is_empty();
            self.at += length;
            return true;
        }
        let negation = negation(self.rest());
        let negated = negation.is_some();
        self.at += negation.unwrap_or(0);
        let wanted = match self.read_field_name() {
            Some(name) => self.read_value(name, start),
            None => self.read_words(),
        };
        if let Some(wanted) = wanted {
            self.push(Clause { negated, wanted, span: Span::new(start, self.at) });
        }
        true
    }

    fn push(&mut self, clause: Clause) {
        match self.question.groups.last_mut().filter(|_| self.joins) {
            Some(group) => group.push(clause),
            None => self.question.groups.push(vec![clause]),
        }
        self.joins = false;
    }

    /// `name:` where the name is known; an unknown one is told and read as a word.
    fn read_field_name(&mut self) -> Option<FieldName> {
        let colon = self.rest().find(|letter: char| letter == ':' || letter.is_whitespace() || is_quote(letter))?;
        let (name, after) = self.rest().split_at(colon);
        if name.is_empty() || !after.starts_with(':') || name.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let field = FieldName::of(name);
        let name_is_word = name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'));
        match field {
            Some(_) => self.at += colon + 1,
            None if name_is_word && !after[1..].starts_with(char::is_whitespace) => {
                let message = format!("no field is called {name}; searched as words");
                self.hint(self.at, &message);
            }
            None => {}
        }
        field
    }

    fn read_value(&mut self, name: FieldName, start: usize) -> Option<Wanted> {
        self.skip_spaces();
        let quoted = self.rest().starts_with(is_quote);
        let value = if quoted { self.read_quoted() } else { self.read_chunk() };
        if value.trim().is_empty() {
            self.hint(start, "the field has no value and was left out");
            return None;
        }
        Some(Wanted::Field { name, value: value.trim().to_owned(), quoted })
    }

    fn read_words(&mut self) -> Option<Wanted> {
        if self.rest().starts_with(is_quote) {
            let phrase = self.read_quoted();
            return phrase.chars().any(char::is_alphanumeric).then_some(Wanted::Phrase(phrase));
        }
        let chunk = self.read_chunk();
        chunk.chars().any(char::is_alphanumeric).then_some(Wanted::Words(chunk))
    }

    /// Up to the next white space or quote.
    fn read_chunk(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|letter: char| letter.is_whitespace() || is_quote(letter)).unwrap_or(rest.len());
        let chunk = rest[..end].to_owned();
        self.at += end;
        chunk
    }

    /// Between quotes; a quote that is never closed reaches to the end.
    fn read_quoted(&mut self) -> String {
        let start = self.at;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let rest = self.rest();
        let Some(end) = rest.find(is_quote) else {
            let phrase = rest.to_owned();
            self.hint(start, "the quote is not closed");
            self.at = self.typed.len();
            return phrase;
        };
        let phrase = rest[..end].to_owned();
        self.at += end + rest[end..].chars().next().map_or(0, char::len_utf8);
        phrase
    }

    fn skip_spaces(&mut self) {
        self.at = self.typed.len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &str {
        &self.typed[self.at..]
    }

    fn hint(&mut self, start: usize, message: &str) {
        let end = self.typed[start..].find(char::is_whitespace).map_or(self.typed.len(), |length| start + length);
        self.question.hints.push(QueryHint { message: message.to_owned(), span: Span::new(start, end) });
    }
}

/// Length of `OR`, `HOẶC`, `AND` or `VÀ` in capitals as a word of its own.
fn operator(rest: &str) -> Option<usize> {
    let word = rest.split_whitespace().next()?;
    matches!(word, "OR" | "HOẶC" | "AND" | "VÀ").then_some(word.len())
}

/// Length of `-` right before something, or of `NOT` or `KHÔNG` in capitals with something behind it.
fn negation(rest: &str) -> Option<usize> {
    if let Some(after) = rest.strip_prefix('-') {
        return after.starts_with(|next: char| !next.is_whitespace()).then_some(1);
    }
    let word = rest.split_whitespace().next().filter(|word| matches!(*word, "NOT" | "KHÔNG"))?;
    let after = &rest[word.len()..];
    let spaces = after.len() - after.trim_start().len();
    (spaces < after.len()).then_some(word.len() + spaces)
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The question in a short form: groups by ` & `, clauses by ` | `, `!` for not.
    fn check(typed: &str, expected: &str) {
        let question = read_question(typed);
        let clause = |clause: &Clause| {
            let wanted = match &clause.wanted {
                Wanted::Words(words) => words.clone(),
                Wanted::Phrase(words) => format!("'{words}'"),
                Wanted::Number { type_slug, forms, .. } => format!("{type_slug:?} {forms:?}"),
                Wanted::Field { name, value, quoted } => format!("{name:?}={value}{}", if *quoted { "'" } else { "" }),
            };
            format!("{}{wanted}", if clause.negated { "!" } else { "" })
        };
        let groups: Vec<String> =
            question.groups.iter().map(|group| group.iter().map(clause).collect::<Vec<_>>().join(" | ")).collect();
        let hints = "?".repeat(question.hints.len());
        assert_eq!(format!("{}{hints}", groups.join(" & ")), expected, "{typed}");
    }

    #[test]
    fn clauses() {
        check("kế hoạch", "kế & hoạch");
        check("\"đối ngoại\" -tỉnh", "'đối ngoại' & !tỉnh");
        check("a NOT b KHÔNG \"c d\" NOT", "a & !b & !'c d' & NOT");
        check("a OR b c", "a | b & c");
        check("a HOẶC \"b c\" AND d", "a | 'b c' & d");
        check("loại:quyết_định tỉnh:\"Lạng Sơn\"", "Type=quyết_định & Province=Lạng Sơn'");
        check("cites:1109/QĐ-TTg -status:cited", "Cites=1109/QĐ-TTg & !Status=cited");
        check("“ngoặc cong”", "'ngoặc cong'");
    }

    #[test]
    fn whole_numbers() {
        check("QĐ 1109", "None [\"qđ 1109\"]");
        check("Quyết định số 1109/QĐ-TTg", "Some(\"quyet_dinh\") [\"1109/qd-ttg\"]");
        check("1109/QĐ-TTg -họp", "1109/QĐ-TTg & !họp");
        check("quyết định 1109", "Some(\"quyet_dinh\") [\"1109\"]");
        check("triển khai thực hiện kế hoạch 12-KH/TU", "triển & khai & thực & hiện & kế & hoạch & 12-KH/TU");
    }

    #[test]
    fn odd_questions_give_hints() {
        check("", "");
        check("\"a b", "'a b'?");
        check("foo:bar", "foo:bar?");
        check("tỉnh:", "?");
        check("a OR", "a?");
        check("OR a", "a");
        check("- a", "a");
        check("!!! ???", "");
        check("Kính gửi: a", "Kính & gửi: & a");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn never_fails(typed in "[a-zđ:\"“ORAND 0-9/.-]{0,40}") {
            let question = read_question(&typed);
            for hint in &question.hints {
                proptest::prop_assert!(hint.span.end() <= typed.len());
            }
        }
    }
}
