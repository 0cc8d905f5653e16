//! The figures as Markdown, for `src/docs/accuracy.md`.

use crate::baseline::{Baseline, Kept};
use crate::support::tally::{Count, FIELDS};
use crate::{Measured, SETS};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Lower ends of the bands of confidence.
const BANDS: [f32; 4] = [0.9, 0.7, 0.5, 0.0];

/// What is published between these lines is written by `--publish`.
const MARKS: [&str; 2] = ["<!-- figures: begin -->", "<!-- figures: end -->"];

/// One row a field, one column a set: precision / recall, F1, and of how many values on the paper.
pub(crate) fn figures(measured: &[Measured], committed: &Baseline) -> String {
    let all = committed.updated(measured);
    let sets: Vec<(&str, &Kept)> = SETS.iter().filter_map(|(name, _)| Some((*name, all.set(name)?))).collect();
    let heads: Vec<String> = sets.iter().map(|(name, kept)| format!("{name} ({} documents)", kept.documents)).collect();
    let mut text = format!("| field | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(sets.len()));
    for field in FIELDS {
        let cells: Vec<String> =
            sets.iter().map(|(_, kept)| cell(kept.counts.get(field).copied().unwrap_or_default())).collect();
        let _ = writeln!(text, "| {field} | {} |", cells.join(" | "));
    }
    text
}

/// `0.98 / 0.96, **0.970** of 344`.
fn cell(count: Count) -> String {
    let Some(f1) = count.f1() else { return "–".to_owned() };
    let [precision, recall] =
        [count.precision(), count.recall()].map(|share| share.map_or("–".to_owned(), |share| format!("{share:.2}")));
    format!("{precision} / {recall}, **{f1:.3}** of {}", count.right + count.wrong + count.missed)
}

/// One row a field, one column a band of confidence: how many values, and the share of them that is right.
pub(crate) fn trust(judged: &[(&'static str, f32, bool)]) -> String {
    let mut rows: BTreeMap<&str, [[usize; 2]; BANDS.len()]> = BTreeMap::new();
    for (field, confidence, right) in judged {
        let band = BANDS.iter().position(|lower| confidence >= lower).unwrap_or(BANDS.len() - 1);
        for row in [*field, "all fields"] {
            let cell = &mut rows.entry(row).or_default()[band];
            *cell = [cell[0] + usize::from(*right), cell[1] + 1];
        }
    }
    let mut text = "| right of values given with confidence | 0.9 and more | 0.7 to 0.9 | 0.5 to 0.7 | below 0.5 |\n|---|---|---|---|---|\n".to_owned();
    for (field, cells) in rows {
        let cells = cells.map(|[right, all]| if all == 0 { "–".to_owned() } else { format!("{right} of {all}") });
        let _ = writeln!(text, "| {field} | {} |", cells.join(" | "));
    }
    text
}

/// Writes both tables into the page, between its marks.
///
/// # Panics
/// When the page or its marks are not there.
pub(crate) fn publish(path: &Path, measured: &[Measured], committed: &Baseline) {
    let page = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let (before, rest) = page.split_once(MARKS[0]).expect("the page marks where figures begin");
    let (_, after) = rest.split_once(MARKS[1]).expect("the page marks where figures end");
    let judged: Vec<_> = measured.iter().flat_map(|set| set.tally.judged()).copied().collect();
    let text = format!(
        "{before}{}\n\n{}\nConfidence, all sets measured together:\n\n{}\n{}{after}",
        MARKS[0],
        figures(measured, committed),
        trust(&judged),
        MARKS[1]
    );
    std::fs::write(path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
