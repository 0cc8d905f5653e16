//! What several rules ask of citations and numbers: documents that had ended, series of numbers.

use super::ReadDocument;
use crate::model::{DocDate, Fate, NodeSummary};
use crate::record::{Citation, Span};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The sentence of a mention, else the mention itself.
pub(super) fn sentence_of(citation: &Citation) -> Span {
    if citation.sentence == Span::default() { citation.span } else { citation.sentence }
}

/// Citations by which a document relies on one that had ended before its date, each document once.
pub(super) fn ended_before<'d>(
    document: &'d ReadDocument<'_>,
    counts: fn(&Fate, &Citation) -> bool,
) -> Vec<(&'d Citation, &'d Fate)> {
    let relies = ["implements", "legal_basis", "guides"];
    let own = document.record.date.as_ref().and_then(|date| DocDate::from_iso(&date.value));
    let Some(own) = own else { return Vec::new() };
    let mut told = BTreeSet::new();
    let citations = document.record.citations.iter().zip(document.fates);
    citations
        .filter(|(citation, _)| citation.parent.is_none() && relies.contains(&citation.role.as_str()))
        .filter_map(|(citation, fates)| {
            let ended = fates.iter().find(|fate| {
                let ended_before = fate.day().is_some_and(|day| day < own.earliest());
                ended_before && fate.by.id != document.node.id && counts(fate, citation)
            })?;
            told.insert(citation.number.clone()).then_some((citation, ended))
        })
        .collect()
}

/// Number and date of a document for a message.
pub(super) fn name_of(node: &NodeSummary) -> String {
    let number = node.number.as_deref().unwrap_or("văn bản không số");
    node.date.map_or_else(|| number.to_owned(), |date| format!("{number} ngày {date}"))
}

/// One series of numbers: issuer, symbol and year, folded.
pub(super) type Series = (String, String, i16);

/// Read documents with a whole number and a year, by their series and ordinal. Documents of the Party, numbered through
/// a term, fall into one series a year all the same: a clash needs the same year, a gap is told within it.
pub(super) fn by_series(documents: &[NodeSummary]) -> BTreeMap<Series, BTreeMap<u32, Vec<usize>>> {
    let mut series: BTreeMap<Series, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
    for (at, node) in documents.iter().enumerate() {
        let (Some(number), Some(issuer), Some(date)) = (&node.number, &node.issuer, node.date) else { continue };
        let key = fold::number_key(number);
        let Some((ordinal, symbol)) = key.split_once(['/', '-']) else { continue };
        let Some(ordinal) = ordinal.parse::<u32>().ok().filter(|_| !node.only_cited()) else { continue };
        let issuer = fold::accented(issuer);
        series.entry((issuer, symbol.to_owned(), date.year_number())).or_default().entry(ordinal).or_default().push(at);
    }
    series
}
