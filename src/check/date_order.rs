//! What: a document carries out, guides or cites one that is dated after it. Why: nobody can carry out what does not yet
//! exist; one of the dates is a misprint, or the papers are not so related. Example: a plan of 29/3/2011 said to carry
//! out a directive of 06/7/2011. Nothing is swapped.

use super::{Check, Oddity, ReadDocument, Rule, series};
use crate::model::{DocDate, Severity};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "date_order",
    severity: Severity::Error,
    name: "Ngày không thuận",
    why: "Văn bản thực hiện hoặc viện dẫn không thể có trước văn bản được thực hiện, viện dẫn.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    let own = record.date.as_ref().and_then(|date| DocDate::from_iso(&date.value));
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (at, citation) in record.citations.iter().enumerate() {
        let Some((cited, printed)) = date_of(document, at) else { continue };
        let number = citation.number.as_deref().unwrap_or(&citation.raw);
        // A date that only other papers know is no proof against this one's own mention of a later paper.
        let own = own.filter(|_| printed);
        let message = if let Some(own) = own.filter(|own| cited.earliest() > own.latest()) {
            format!("viện dẫn {number} ngày {cited}, sau ngày {own} của chính văn bản này")
        } else if let Some((parent, early)) =
            carried_out_by(document, at).filter(|(_, early)| cited.earliest() > early.latest())
        {
            format!("{parent} ngày {early} lại thực hiện {number} ngày {cited}, ban hành sau")
        } else {
            continue;
        };
        if told.insert(message.clone()) {
            found.push(Oddity::at(series::sentence_of(citation), message));
        }
    }
    found
}

/// The date of a cited document, and whether it is printed here.
fn date_of(document: &ReadDocument<'_>, at: usize) -> Option<(DocDate, bool)> {
    let printed = document.record.citations[at].date.as_deref().and_then(DocDate::from_iso);
    let known = || document.targets.get(at)?.as_ref()?.date.map(|date| (date, false));
    printed.map(|date| (date, true)).or_else(known)
}

/// Number and date of the document that is said to carry this one out.
fn carried_out_by(document: &ReadDocument<'_>, at: usize) -> Option<(String, DocDate)> {
    let citation = &document.record.citations[at];
    let parent = citation.parent.filter(|_| matches!(citation.role.as_str(), "implements" | "guides"))?;
    let citing = document.record.citations.get(parent)?;
    let (date, _) = date_of(document, parent)?;
    Some((citing.number.clone().unwrap_or_else(|| citing.raw.clone()), date))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{cites, messages, record};
    use super::*;

    #[test]
    fn a_plan_before_its_directive_is_told_once() {
        let odd = record(|record| {
            let mut directive = cites("4-CT/TW", Some("2011-07-06"), "implements");
            directive.parent = Some(0);
            record.citations = vec![cites("12-KH/TU", Some("2011-03-29"), "implements"), directive.clone(), directive];
        });
        assert_eq!(
            messages(&odd, check),
            ["12-KH/TU ngày 2011-03-29 lại thực hiện 4-CT/TW ngày 2011-07-06, ban hành sau"]
        );
    }

    #[test]
    fn a_cited_paper_after_the_own_date() {
        let odd = record(|record| record.citations = vec![cites("5/QĐ-TTg", Some("2020-06-01"), "legal_basis")]);
        assert_eq!(messages(&odd, check).len(), 1);
        let same_month = record(|record| record.citations = vec![cites("5/QĐ-TTg", Some("2020-05"), "legal_basis")]);
        assert!(messages(&same_month, check).is_empty());
    }
}
