//! What: numbers are missing in a series of one body that is read almost without holes. Why: a paper may have been
//! withheld or not handed over. Example: plans 1, 2, 3, 5 and 6 of a year. Where only single papers of a body were
//! read, holes say nothing and nothing is told.

use super::{Check, Oddity, Rule, series};
use crate::model::{NodeSummary, Severity};

pub(super) const RULE: Rule = Rule {
    code: "number_gap",
    severity: Severity::Note,
    name: "Khuyết số trong dãy",
    why: "Dãy số của một cơ quan gần như đủ mà khuyết vài số: có thể có văn bản chưa được giao nộp.",
    check: Check::Corpus(check),
};

/// Fewest papers of a series.
const FEWEST: usize = 5;

/// A series is almost whole when at most one number in so many is missing.
const ONE_IN: usize = 5;

fn check(documents: &[NodeSummary]) -> Vec<(usize, Oddity)> {
    let mut found = Vec::new();
    for ((issuer, symbol, year), series) in series::by_series(documents) {
        let (Some((first, _)), Some((last, places))) = (series.first_key_value(), series.last_key_value()) else {
            continue;
        };
        let length = (last - first) as usize + 1;
        let missing = length - series.len();
        if series.len() < FEWEST || missing == 0 || missing * ONE_IN > length {
            continue;
        }
        let numbers: Vec<String> =
            (*first..*last).filter(|number| !series.contains_key(number)).map(|number| number.to_string()).collect();
        let at = places[0];
        let printed = documents[at].issuer.as_deref().unwrap_or(&issuer).to_owned();
        let symbol = documents[at]
            .number
            .as_deref()
            .and_then(|number| number.split_once(['/', '-']))
            .map_or(symbol, |(_, symbol)| symbol.to_owned());
        let message = format!("{printed}, {symbol} năm {year}: từ số {first} đến {last} khuyết {}", numbers.join(", "));
        found.push((at, Oddity::general(message)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocDate;

    fn papers(ordinals: &[u32]) -> Vec<NodeSummary> {
        let paper = |ordinal: &u32| NodeSummary {
            number: Some(format!("{ordinal}/KH-UBND")),
            issuer: Some("UBND tỉnh Lạng Sơn".to_owned()),
            date: DocDate::from_iso("2022-05-01"),
            path: Some("a".to_owned()),
            ..NodeSummary::default()
        };
        ordinals.iter().map(paper).collect()
    }

    #[test]
    fn a_hole_in_an_almost_whole_series_is_told() {
        let found = check(&papers(&[1, 2, 3, 5, 6]));
        assert!(found[0].1.message.ends_with("từ số 1 đến 6 khuyết 4"), "{}", found[0].1.message);
        assert!(check(&papers(&[1, 9, 40, 88, 120])).is_empty(), "single papers");
        assert!(check(&papers(&[1, 2, 3, 4, 5])).is_empty(), "no hole");
    }
}
