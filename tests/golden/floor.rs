//! Floors: the lowest F1 that a field may have. They are raised when the parser gets better, never lowered in silence.
//!
//! The file holds sections and lines `field = value`, values 0 to 1.

use crate::support::tally::{FIELDS, Tally};
use std::collections::BTreeMap;

/// The floors of one section of the floor file.
///
/// # Panics
/// On a line that is neither a section nor `field = value`, and on a section that does not name every field once.
pub(crate) fn read_floors(text: &str, section: &str) -> BTreeMap<String, f64> {
    let mut floors = BTreeMap::new();
    let mut current = "";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = name;
        } else if current == section {
            let (field, value) = line.split_once('=').unwrap_or_else(|| panic!("no floor: {line}"));
            let value: f64 = value.trim().parse().unwrap_or_else(|_| panic!("no number: {line}"));
            let before = floors.insert(field.trim().trim_matches('"').to_owned(), value);
            assert!(before.is_none(), "{line} stands twice in [{section}]");
        }
    }
    assert!(floors.keys().eq(FIELDS.iter()), "[{section}] must name these fields, no other: {FIELDS:?}");
    floors
}

/// The fields below their floor, one line each. A field of which nothing was there to find counts as 0.
pub(crate) fn below(tally: &Tally, floors: &BTreeMap<String, f64>) -> Vec<String> {
    let measured = tally.counts().map(|(field, count)| (field, count.f1().unwrap_or(0.0), floors[field]));
    measured
        .filter(|(_, f1, floor)| f1 < floor)
        .map(|(field, f1, floor)| format!("{field}: {f1:.3}, floor {floor:.3}"))
        .collect()
}

#[test]
fn a_field_below_its_floor_is_named() {
    let lines: Vec<String> = FIELDS.iter().map(|field| format!("\"{field}\" = 0.0")).collect();
    let raised = lines.join("\n").replace("\"place\" = 0.0", "\"place\" = 0.5");
    let mut tally = Tally::new();
    assert_eq!(below(&tally, &read_floors(&format!("[a]\n{raised}"), "a")), ["place: 0.000, floor 0.500"]);
    tally.right("place");
    assert!(below(&tally, &read_floors(&format!("[a]\n{raised}"), "a")).is_empty());
}
