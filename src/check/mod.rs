//! What an inspector should look at: rules over read documents and over all of them together → [`Finding`]s. Pure.
//!
//! One rule a file, opening with what it finds, why that matters and an example. Printed text is never repaired; a rule
//! that cannot be sure says less. Places × decisions are [`crate::audit`].

mod blank_number;
mod contradicting_dates;
mod date_order;
mod dead_reference;
mod duplicate_item;
mod issuer_symbol_mismatch;
mod likeness;
mod missing_part;
mod number_clash;
mod number_gap;
mod overdue_task;
mod read_issuers;
mod recipient_not_tasked;
#[cfg(test)]
mod samples;
mod self_coordination;
mod series;
mod superseded_basis;
mod task_without_lead;

use crate::model::{Fate, Finding, NodeSummary, Severity};
use crate::record::{Record, Span as RecordSpan};
use crate::text::{Span, fold};
use jiff::civil::Date;

pub use read_issuers::ReadIssuers;

/// One rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Code by which it is named and silenced.
    pub code: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Name for people, Vietnamese.
    pub name: &'static str,
    /// Why it matters, one line, Vietnamese.
    pub why: &'static str,
    /// What it looks at.
    check: Check,
}

#[derive(Debug, Clone, Copy)]
enum Check {
    /// One read document at a time.
    Document(fn(&ReadDocument<'_>) -> Vec<Oddity>),
    /// All documents together.
    Corpus(fn(&[NodeSummary]) -> Vec<(usize, Oddity)>),
}

/// A read document with what the store knows around it.
#[derive(Debug, Clone)]
pub struct ReadDocument<'r> {
    /// The document in short.
    pub node: &'r NodeSummary,
    /// Its record.
    pub record: &'r Record,
    /// The document that each citation means, one a citation; `None` where it is not told.
    pub targets: &'r [Option<NodeSummary>],
    /// What became of those documents, one a citation.
    pub fates: &'r [Vec<Fate>],
    /// Documents that report on this one, answer it or carry it out.
    pub answers: &'r [NodeSummary],
    /// Of whom papers were read.
    pub issuers: &'r ReadIssuers,
    /// Day of the question.
    pub today: Date,
}

/// What a rule found, before the document is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Oddity {
    message: String,
    span: Option<RecordSpan>,
}

impl Oddity {
    fn at(span: RecordSpan, message: String) -> Oddity {
        Oddity { message, span: Some(span) }
    }

    fn general(message: String) -> Oddity {
        Oddity { message, span: None }
    }
}

/// Every rule, by code.
pub const RULES: [Rule; 14] = [
    blank_number::RULE,
    contradicting_dates::RULE,
    date_order::RULE,
    dead_reference::RULE,
    duplicate_item::RULE,
    issuer_symbol_mismatch::RULE,
    missing_part::RULE,
    number_clash::RULE,
    number_gap::RULE,
    overdue_task::RULE,
    recipient_not_tasked::RULE,
    self_coordination::RULE,
    superseded_basis::RULE,
    task_without_lead::RULE,
];

/// Findings of one read document, by rule, then by place; rules named in `silenced` are left out.
#[must_use]
pub fn of_document(document: &ReadDocument<'_>, silenced: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in spoken(silenced) {
        let Check::Document(check) = rule.check else { continue };
        let mut found = check(document);
        found.sort_by_key(|oddity| oddity.span.map(|span| span.start));
        findings.extend(found.into_iter().map(|oddity| finding(rule, document, oddity)));
    }
    findings
}

/// Findings that only all documents together show: each read one as its own file says, so that copies stand apart, and
/// those known by citation whose witnesses contradict each other.
#[must_use]
pub fn of_corpus(documents: &[NodeSummary], silenced: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in spoken(silenced) {
        let Check::Corpus(check) = rule.check else { continue };
        findings.extend(check(documents).into_iter().map(|(at, oddity)| Finding {
            code: rule.code,
            severity: rule.severity,
            document: documents[at].clone(),
            message: oddity.message,
            quote: String::new(),
            page: None,
            span: None,
        }));
    }
    findings
}

fn spoken(silenced: &[String]) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| !silenced.iter().any(|code| code == rule.code))
}

fn finding(rule: &Rule, document: &ReadDocument<'_>, oddity: Oddity) -> Finding {
    let record = document.record;
    let quote = oddity.span.and_then(|span| record.text.get(span.start..span.end)).map(fold::single_spaces);
    let page_of =
        |span: RecordSpan| record.pages.iter().rev().find(|page| page.start <= span.start).map_or(1, |page| page.page);
    Finding {
        code: rule.code,
        severity: rule.severity,
        document: document.node.clone(),
        message: oddity.message,
        quote: quote.unwrap_or_default(),
        page: oddity.span.map(page_of),
        span: oddity.span.map(|span| Span::new(span.start, span.end)),
    }
}

/// Where a field of the head stands.
fn place_of(record: &Record, field: &str) -> Option<RecordSpan> {
    let evidence = record.evidence.iter().find(|evidence| evidence.field == field)?;
    Some(RecordSpan { start: evidence.start, end: evidence.end })
}

/// True for words that name many bodies or none in particular: `các sở, ban, ngành`, `đơn vị liên quan`.
fn is_group(body: &str) -> bool {
    let folded = fold::unaccented(body);
    let opens = ["cac ", "cap ", "co quan", "don vi", "dia phuong", "nhu tren", "nhung "];
    // `tổ chức` alone is rather the verb.
    folded.trim() == "to chuc"
        || opens.iter().any(|open| folded.starts_with(open))
        || folded.contains("lien quan")
        || folded.contains(" cac ")
}

/// A body's name as a key: accents, case and the short form of the committee do not matter.
fn body_key(body: &str) -> String {
    fold::unaccented(body).trim().replace("uy ban nhan dan", "ubnd")
}

/// True when the key of a whole name opens with the words of a short one: `Sở Nội vụ tỉnh Lạng Sơn` is also called
/// `Sở Nội vụ`, but `UBND huyện Yên` is not `UBND huyện Y`.
fn is_named(whole: &str, short: &str) -> bool {
    whole.strip_prefix(short).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_explained() {
        assert!(RULES.is_sorted_by_key(|rule| rule.code));
        assert!(RULES.iter().all(|rule| !rule.name.is_empty() && !rule.why.is_empty()));
    }

    #[test]
    fn a_silenced_rule_finds_nothing() {
        let record = samples::record(|record| record.number.as_mut().unwrap().value = None);
        assert_eq!(samples::codes(&record, &[]), ["blank_number"]);
        assert!(samples::codes(&record, &["blank_number".to_owned()]).is_empty());
    }
}
