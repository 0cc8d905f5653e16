//! [`Baseline`]: the committed counts of each set, and what changed against them.
//!
//! The file holds sections of sets and lines `field = [right, wrong, missed, invented]`.

use crate::Measured;
use crate::support::tally::{Count, Tally};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// What the page and the file keep of a set: how many documents, and the counts of each field.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub(crate) documents: usize,
    pub(crate) counts: BTreeMap<String, Count>,
}

/// Counts by set.
#[derive(Clone, Default)]
pub(crate) struct Baseline(BTreeMap<String, Kept>);

impl Baseline {
    /// The baseline of a file; empty where there is none.
    ///
    /// # Panics
    /// On a line that is neither a section, a count nor a remark.
    pub(crate) fn read(path: &Path) -> Baseline {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut sets: BTreeMap<String, Kept> = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut current);
                continue;
            }
            let (field, value) = line.split_once('=').unwrap_or_else(|| panic!("no count: {line}"));
            let numbers: Vec<usize> = value
                .trim_matches([' ', '[', ']'])
                .split(',')
                .map(|number| number.trim().parse().unwrap_or_else(|_| panic!("no number: {line}")))
                .collect();
            let set = sets.entry(current.clone()).or_default();
            match (field.trim().trim_matches('"'), numbers.as_slice()) {
                ("documents", [documents]) => set.documents = *documents,
                (field, &[right, wrong, missed, invented]) => {
                    set.counts.insert(field.to_owned(), Count { right, wrong, missed, invented });
                }
                _ => panic!("no count: {line}"),
            }
        }
        Baseline(sets)
    }

    /// The set of `name`, if it was ever measured.
    pub(crate) fn set(&self, name: &str) -> Option<&Kept> {
        self.0.get(name)
    }

    /// The baseline with the sets just measured in place of their old counts.
    pub(crate) fn updated(&self, measured: &[Measured]) -> Baseline {
        let mut sets = self.0.clone();
        for set in measured {
            let counts = set.tally.counts().map(|(field, count)| (field.to_owned(), count)).collect();
            sets.insert(set.name.to_owned(), Kept { documents: set.documents, counts });
        }
        Baseline(sets)
    }

    /// Writes the file.
    ///
    /// # Panics
    /// When it cannot be written.
    pub(crate) fn write(&self, path: &Path) {
        let mut text =
            "# Written by `cargo bench --bench accuracy -- --publish`: right, wrong, missed, invented.\n".to_owned();
        for (name, set) in &self.0 {
            let _ = writeln!(text, "\n[{name}]\ndocuments = {}", set.documents);
            for (field, Count { right, wrong, missed, invented }) in &set.counts {
                let _ = writeln!(text, "\"{field}\" = [{right}, {wrong}, {missed}, {invented}]");
            }
        }
        std::fs::write(path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
    }

    /// Gains and losses of a set against the baseline, one line a field that changed.
    pub(crate) fn compared(&self, name: &str, tally: &Tally) -> String {
        let Some(kept) = self.set(name) else { return format!("{name}: no baseline") };
        let mut lines = Vec::new();
        for (field, count) in tally.counts() {
            let before = kept.counts.get(field).copied().unwrap_or_default();
            lines.extend(changed(field, before, count));
        }
        if lines.is_empty() { format!("{name}: as the baseline") } else { lines.join("\n") }
    }
}

/// `gain citations: right 343 -> 344, missed 16 -> 15, f1 0.971 -> 0.973`.
fn changed(field: &str, before: Count, now: Count) -> Option<String> {
    let parts = [
        ("right", before.right, now.right),
        ("wrong", before.wrong, now.wrong),
        ("missed", before.missed, now.missed),
        ("invented", before.invented, now.invented),
    ];
    let moved: Vec<String> = parts
        .iter()
        .filter(|(_, before, now)| before != now)
        .map(|(name, before, now)| format!("{name} {before} -> {now}"))
        .collect();
    if moved.is_empty() {
        return None;
    }
    let [old, new] = [before, now].map(|count| count.f1().unwrap_or(0.0));
    let word = match new.total_cmp(&old) {
        std::cmp::Ordering::Less => "LOSS",
        std::cmp::Ordering::Equal => "same",
        std::cmp::Ordering::Greater => "gain",
    };
    Some(format!("{word} {field}: {}, f1 {old:.3} -> {new:.3}", moved.join(", ")))
}
