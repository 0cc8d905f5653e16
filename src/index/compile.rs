//! A [`Question`] as a query of the index, with the words to mark in snippets.
//!
//! How a word is looked for: with accents it matches the exact token only; without accents it matches the folded token
//! of any accents, and a document that prints it exactly so ranks higher. A phrase that carries any accent is exact as
//! a whole. What stands in the subject counts more. A number ranks its own document above those that cite it.

use super::date_range::DateRange;
use super::field_name::FieldName;
use super::number_forms;
use super::query::{Clause, Question, Wanted};
use super::schema::Fields;
use super::tokenizer::{Word, words};
use super::{IndexError, province};
use crate::model::QueryHint;
use crate::tables::Tables;
use crate::text::{Span, fold};
use std::ops::Bound;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How much more a word counts in the subject (*trích yếu*) than in the text.
const SUBJECT_BOOST: f32 = 2.0;

/// Score of a document whose own number was asked for; above any sum of words.
const OWN_NUMBER: f32 = 1000.0;

/// Score of a document that cites the number.
const CITED_NUMBER: f32 = 100.0;

/// A query and whether it must, may or must not hold.
type Part = (Occur, Box<dyn Query>);

/// A question ready to run.
pub(super) struct Compiled {
    pub query: Box<dyn Query>,
    /// Runs of words to mark in snippets.
    pub marked: Vec<Vec<Word>>,
    pub hints: Vec<QueryHint>,
}

/// The query of `question` and of `filters`, which all have to hold, leaving out the documents `without`.
///
/// # Errors
/// When the index cannot be read, or a filter's value is not understood.
pub(super) fn compile(
    question: &Question,
    filters: &[Clause],
    without: &[i64],
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Compiled, IndexError> {
    let mut compiler = Compiler { fields, searcher, marked: Vec::new(), hints: question.hints.clone() };
    let mut parts: Vec<Part> = Vec::new();
    for filter in filters {
        let Some(query) = compiler.clause(filter)? else {
            let reason = compiler.hints.pop().map_or_else(|| "no value".to_owned(), |hint| hint.message);
            return Err(IndexError::Filter(reason));
        };
        parts.push((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))));
    }
    for group in &question.groups {
        parts.extend(compiler.group(group)?);
    }
    if !without.is_empty() {
        let ids = without.iter().map(|id| Term::from_field_i64(fields.id, *id));
        parts.push((Occur::MustNot, Box::new(TermSetQuery::new(ids))));
    }
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        parts.push((Occur::Must, Box::new(AllQuery)));
    }
    Ok(Compiled { query: Box::new(BooleanQuery::new(parts)), marked: compiler.marked, hints: compiler.hints })
}

struct Compiler<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    marked: Vec<Vec<Word>>,
    hints: Vec<QueryHint>,
}

impl Compiler<'_> {
    fn group(&mut self, group: &[Clause]) -> Result<Option<Part>, IndexError> {
        let mut choices: Vec<Part> = Vec::new();
        for clause in group {
            let Some(query) = self.clause(clause)? else { continue };
            if !clause.negated {
                choices.push((Occur::Should, query));
            } else if group.len() == 1 {
                return Ok(Some((Occur::MustNot, query)));
            } else {
                choices.push((Occur::Should, everything_but(query)));
            }
        }
        Ok(match choices.len() {
            0 => None,
            1 => choices.pop().map(|(_, query)| (Occur::Must, query)),
            _ => Some((Occur::Must, Box::new(BooleanQuery::new(choices)))),
        })
    }

    /// The query of one clause without its negation; `None` when nothing can be looked for (told by a hint).
    fn clause(&mut self, clause: &Clause) -> Result<Option<Box<dyn Query>>, IndexError> {
        match &clause.wanted {
            Wanted::Words(chunk) => Ok(self.chunk(chunk, clause.negated)),
            Wanted::Phrase(phrase) => Ok(self.phrase_anywhere(phrase, clause.negated)),
            Wanted::Number { type_slug, forms, typed } => {
                self.whole_number(type_slug.as_deref(), forms, typed, clause.span)
            }
            Wanted::Field { name, value, quoted } => Ok(self.field(*name, value, *quoted, clause)),
        }
    }

    /// A chunk between white space: a word, a number, or several words that belong together (`đối-ngoại`).
    fn chunk(&mut self, chunk: &str, negated: bool) -> Option<Box<dyn Query>> {
        let found = read_words(chunk);
        let number = if number_forms::is_full_number(chunk) { number_forms::query_forms(chunk) } else { None };
        match (number, found.as_slice()) {
            (Some(forms), _) => {
                let in_text = self.phrase_anywhere(chunk, negated)?;
                Some(any(vec![
                    any_form(self.fields.number, &forms, OWN_NUMBER / 100.0),
                    any_form(self.fields.cites, &forms, CITED_NUMBER / 100.0),
                    in_text,
                ]))
            }
            (None, []) => None,
            (None, [word]) => {
                self.mark(negated, vec![word.clone()]);
                Some(self.word_anywhere(word))
            }
            (None, _) => self.phrase_anywhere(chunk, negated),
        }
    }

    fn word_anywhere(&self, word: &Word) -> Box<dyn Query> {
        let mut parts = vec![
            (Occur::Must, word_query(self.fields.text, word)),
            (Occur::Should, boosted(word_query(self.fields.subject, word))),
        ];
        if !word.accented && word.exact != word.folded {
            parts.push((Occur::Should, term_query(self.fields.text, &word.exact)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    fn phrase_anywhere(&mut self, phrase: &str, negated: bool) -> Option<Box<dyn Query>> {
        let found = read_words(phrase);
        let in_text = phrase_query(self.fields.text, &found)?;
        let in_subject = boosted(phrase_query(self.fields.subject, &found)?);
        self.mark(negated, found);
        Some(Box::new(BooleanQuery::new(vec![(Occur::Must, in_text), (Occur::Should, in_subject)])))
    }

    /// The question as a whole is a number; where no document has or cites it, its words are looked for instead.
    fn whole_number(
        &mut self,
        type_slug: Option<&str>,
        forms: &[String],
        typed: &str,
        span: Span,
    ) -> Result<Option<Box<dyn Query>>, IndexError> {
        let type_known = match type_slug {
            Some(slug) => self.searcher.doc_freq(&Term::from_field_text(self.fields.doc_type, slug))? > 0,
            None => true,
        };
        if !type_known || !self.any_known(forms)? {
            if type_known && type_slug.is_none() {
                let message = format!("no document has or cites the number {typed}; searched as words");
                self.hints.push(QueryHint { message, span });
            }
            let chunks: Vec<Part> = typed
                .split_whitespace()
                .filter_map(|chunk| self.chunk(chunk, false).map(|query| (Occur::Must, query)))
                .collect();
            return Ok((!chunks.is_empty()).then(|| Box::new(BooleanQuery::new(chunks)) as Box<dyn Query>));
        }
        self.mark(false, number_words(forms));
        let mut own = vec![(Occur::Must, any_form(self.fields.number, forms, OWN_NUMBER))];
        if let Some(slug) = type_slug {
            own.push((Occur::Must, constant(term_query(self.fields.doc_type, slug), 0.0)));
        }
        let cited = any_form(self.fields.cites, forms, CITED_NUMBER);
        Ok(Some(any(vec![Box::new(BooleanQuery::new(own)), cited])))
    }

    fn any_known(&self, forms: &[String]) -> Result<bool, IndexError> {
        for form in forms {
            for field in [self.fields.number, self.fields.cites] {
                if self.searcher.doc_freq(&Term::from_field_text(field, form))? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn field(&mut self, name: FieldName, value: &str, quoted: bool, clause: &Clause) -> Option<Box<dyn Query>> {
        let fields = self.fields;
        match name {
            FieldName::Number => Some(any_form(fields.number, &number_terms(value), OWN_NUMBER / 100.0)),
            FieldName::Cites => {
                let forms = number_terms(value);
                self.mark(clause.negated, number_words(&forms));
                Some(any_form(fields.cites, &forms, 1.0))
            }
            FieldName::CitedAs(role) => {
                let forms = number_terms(value);
                self.mark(clause.negated, number_words(&forms));
                let terms = forms.iter().map(|form| term_query(fields.cited_role, &format!("{}:{form}", role.slug())));
                Some(constant(any(terms.collect()), 1.0))
            }
            FieldName::Type => Some(constant(term_query(fields.doc_type, &type_slug(value)), 0.0)),
            FieldName::Body => Some(constant(term_query(fields.body_kind, &slug(value)), 0.0)),
            FieldName::Level => Some(constant(term_query(fields.level, &slug(value)), 0.0)),
            FieldName::Status => Some(constant(term_query(fields.status, status_slug(&slug(value))), 0.0)),
            FieldName::Province => {
                let terms = province::keys(value).iter().map(|key| term_query(fields.province, key)).collect();
                Some(constant(any(terms), 0.0))
            }
            FieldName::Issuer => self.words_in(fields.issuer, value, quoted, clause),
            FieldName::Signer => self.words_in(fields.signer, value, quoted, clause),
            FieldName::Recipient => self.words_in(fields.recipient, value, quoted, clause),
            FieldName::Subject => self.words_in(fields.subject, value, quoted, clause),
            FieldName::Task => self.words_in(fields.task, value, quoted, clause),
            FieldName::Date | FieldName::From | FieldName::To => self.date(name, value, clause),
        }
    }

    /// All words in one field; side by side when quoted.
    fn words_in(&mut self, field: Field, value: &str, quoted: bool, clause: &Clause) -> Option<Box<dyn Query>> {
        let found = read_words(value);
        if found.is_empty() {
            self.hint(clause.span, format!("no word in {value}; left out"));
            return None;
        }
        if quoted {
            let query = phrase_query(field, &found);
            self.mark(clause.negated, found);
            return query;
        }
        let parts = found.iter().map(|word| (Occur::Must, word_query(field, word))).collect();
        for word in found {
            self.mark(clause.negated, vec![word]);
        }
        Some(Box::new(BooleanQuery::new(parts)))
    }

    /// A document's date may be a month or a year: it fits when any of its days fits.
    fn date(&mut self, name: FieldName, value: &str, clause: &Clause) -> Option<Box<dyn Query>> {
        let Some(range) = DateRange::of(value) else {
            self.hint(clause.span, format!("{value} is no date; write 2019, 10/2019, 9/10/2019 or 2019-10-09"));
            return None;
        };
        let last_day = |day| Bound::Included(Term::from_field_i64(self.fields.last_day, day));
        let first_day = |day| Bound::Included(Term::from_field_i64(self.fields.first_day, day));
        let from = || Box::new(RangeQuery::new(last_day(range.first), Bound::Unbounded)) as Box<dyn Query>;
        let to = || Box::new(RangeQuery::new(Bound::Unbounded, first_day(range.last))) as Box<dyn Query>;
        let parts = match name {
            FieldName::From => vec![from()],
            FieldName::To => vec![to()],
            _ => vec![from(), to()],
        };
        Some(constant(Box::new(BooleanQuery::intersection(parts)), 0.0))
    }

    fn mark(&mut self, negated: bool, found: Vec<Word>) {
        if !negated && !found.is_empty() {
            self.marked.push(found);
        }
    }

    fn hint(&mut self, span: Span, message: String) {
        self.hints.push(QueryHint { message, span });
    }
}

/// A constant score where any of the forms stands in the field.
fn any_form(field: Field, forms: &[String], score: f32) -> Box<dyn Query> {
    constant(any(forms.iter().map(|form| term_query(field, form)).collect()), score)
}

fn read_words(text: &str) -> Vec<Word> {
    words(text).map(|place| Word::of(&text[place])).collect()
}

/// The forms of a typed number, or the value itself as a key (a symbol such as `KH-UBND`).
fn number_terms(value: &str) -> Vec<String> {
    number_forms::query_forms(value).unwrap_or_else(|| vec![fold::number_key(value)])
}

/// The words of a number as they stand in a text: `1109`, `qđ`, `ttg`; the ordinal alone of `qđ 1109`.
fn number_words(forms: &[String]) -> Vec<Word> {
    let Some(form) = forms.first() else { return Vec::new() };
    let shown = form.split(' ').next_back().unwrap_or(form);
    read_words(shown)
}

/// `Quyết định` → `quyet_dinh`.
fn slug(value: &str) -> String {
    fold::unaccented(value).replace([' ', '-'], "_")
}

/// By name or code of the type, or the slug itself.
fn type_slug(value: &str) -> String {
    let kinds = &Tables::built_in().doc_kinds;
    kinds.of_name(value).or_else(|| kinds.of_code(value)).map_or_else(|| slug(value), str::to_owned)
}

fn status_slug(slug: &str) -> &str {
    match slug {
        "da_ban_hanh" | "ban_hanh" => "issued",
        "chua_co_so" | "chua_so" | "khong_so" => "unnumbered",
        "khong_ro" => "unknown",
        "vien_dan" | "chi_vien_dan" => "cited",
        other => other,
    }
}

fn word_query(field: Field, word: &Word) -> Box<dyn Query> {
    term_query_with_frequency(field, if word.accented { &word.exact } else { &word.folded })
}

/// Side by side; exact where any word carries an accent. `None` without words.
fn phrase_query(field: Field, found: &[Word]) -> Option<Box<dyn Query>> {
    let exact = found.iter().any(|word| word.accented);
    let token = |word: &Word| Term::from_field_text(field, if exact { &word.exact } else { &word.folded });
    match found {
        [] => None,
        [word] => Some(word_query(field, word)),
        several => Some(Box::new(PhraseQuery::new(several.iter().map(token).collect()))),
    }
}

fn term_query(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn term_query_with_frequency(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, SUBJECT_BOOST))
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}

fn everything_but(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, query)]))
}
