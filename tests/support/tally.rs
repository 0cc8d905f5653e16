//! [`Tally`]: right, wrong, missed and invented values of each field, and every miss in words.

use std::collections::BTreeMap;
use std::fmt;

/// Every field that is measured; a floor file names exactly these.
pub(crate) const FIELDS: [&str; 28] = [
    "addressees",
    "archive",
    "chain",
    "citation.date",
    "citation.doc_type",
    "citation.issuer",
    "citation.span",
    "citations",
    "date",
    "doc_type",
    "implements.document",
    "implements.provision",
    "issuer",
    "issuer.parent",
    "legal_basis",
    "level",
    "number",
    "place",
    "province",
    "recipients",
    "signer",
    "status",
    "subject",
    "task.coordinate",
    "task.deadline",
    "task.lead",
    "task.result",
    "tasks",
];

/// How often a field was right, and in which of three ways it was not.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    /// Given as the paper has it.
    pub(crate) right: usize,
    /// Given, but the paper has another value.
    pub(crate) wrong: usize,
    /// On the paper, not given.
    pub(crate) missed: usize,
    /// Given, not on the paper.
    pub(crate) invented: usize,
}

impl Count {
    /// Harmonic mean of precision and recall, 0 to 1; `None` where nothing was there to find and nothing was given.
    /// A wrong value counts against both.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(crate) fn f1(self) -> Option<f64> {
        let all = 2 * (self.right + self.wrong) + self.missed + self.invented;
        (all > 0).then(|| 2.0 * self.right as f64 / all as f64)
    }
}

/// The counts of all fields over any number of documents.
pub(crate) struct Tally {
    counts: BTreeMap<&'static str, Count>,
    misses: Vec<String>,
}

impl Tally {
    /// All fields, nothing counted.
    pub(crate) fn new() -> Tally {
        Tally { counts: FIELDS.iter().map(|field| (*field, Count::default())).collect(), misses: Vec::new() }
    }

    /// The counts by field, in the order of their names.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, Count)> + '_ {
        self.counts.iter().map(|(field, count)| (*field, *count))
    }

    /// One line a miss: document, field, kind, value wanted, value given.
    pub(crate) fn misses(&self) -> &[String] {
        &self.misses
    }

    /// Counts one value; `same` decides whether both mean the same. None wanted and none given counts nothing.
    pub(crate) fn value(
        &mut self,
        place: (&str, &str),
        wanted: Option<&str>,
        given: Option<&str>,
        same: impl Fn(&str, &str) -> bool,
    ) {
        let given = given.filter(|text| !text.is_empty());
        match (wanted, given) {
            (None, None) => {}
            (Some(wanted), Some(given)) if same(wanted, given) => self.count(place.1).right += 1,
            (Some(wanted), Some(given)) => self.miss(place, "wrong", wanted, given),
            (Some(wanted), None) => self.miss(place, "missed", wanted, ""),
            (None, Some(given)) => self.miss(place, "invented", "", given),
        }
    }

    /// Counts two sets: each wanted value takes one given value that is the same.
    pub(crate) fn set<T: AsRef<str>>(
        &mut self,
        place: (&str, &str),
        wanted: &[T],
        given: &[String],
        same: impl Fn(&str, &str) -> bool,
    ) {
        let mut rest: Vec<&String> = given.iter().collect();
        for wanted in wanted.iter().map(AsRef::as_ref) {
            if let Some(at) = rest.iter().position(|given| same(wanted, given)) {
                rest.remove(at);
                self.count(place.1).right += 1;
            } else {
                self.miss(place, "missed", wanted, "");
            }
        }
        for given in rest {
            self.miss(place, "invented", "", given);
        }
    }

    /// Counts one value that was found or not, without a value to compare.
    pub(crate) fn right(&mut self, field: &str) {
        self.count(field).right += 1;
    }

    /// Counts and notes one miss of the given `kind`: `wrong`, `missed` or `invented`.
    pub(crate) fn miss(&mut self, (document, field): (&str, &str), kind: &str, wanted: &str, given: &str) {
        let count = self.count(field);
        match kind {
            "wrong" => count.wrong += 1,
            "missed" => count.missed += 1,
            _ => count.invented += 1,
        }
        self.misses.push(format!("{document}\t{field}\t{kind}\t{wanted}\t{given}"));
    }

    fn count(&mut self, field: &str) -> &mut Count {
        self.counts.get_mut(field).unwrap_or_else(|| panic!("{field} is not in FIELDS"))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:22}{:>7}{:>7}{:>8}{:>10}{:>8}", "field", "right", "wrong", "missed", "invented", "f1")?;
        for (field, Count { right, wrong, missed, invented }) in self.counts() {
            let f1 = self.counts[field].f1().map_or_else(|| "-".to_owned(), |f1| format!("{f1:.3}"));
            writeln!(out, "{field:22}{right:>7}{wrong:>7}{missed:>8}{invented:>10}{f1:>8}")?;
        }
        Ok(())
    }
}

#[test]
fn a_value_ends_in_one_of_four_ways() {
    let mut tally = Tally::new();
    let same = |left: &str, right: &str| left == right;
    for (wanted, given) in [(Some("a"), Some("a")), (Some("a"), Some("b")), (Some("a"), None), (None, Some("b"))] {
        tally.value(("d", "place"), wanted, given, same);
    }
    tally.value(("d", "place"), None, None, same);
    let Count { right, wrong, missed, invented } = tally.counts["place"];
    assert_eq!([right, wrong, missed, invented], [1, 1, 1, 1]);
    assert_eq!(tally.counts["place"].f1(), Some(2.0 / 6.0));
    assert_eq!(tally.misses().len(), 3);
}

#[test]
fn one_given_value_serves_one_wanted_value() {
    let mut tally = Tally::new();
    tally.set(("d", "recipients"), &["a", "a"], &["a".to_owned(), "b".to_owned()], |left, right| left == right);
    let Count { right, missed, invented, .. } = tally.counts["recipients"];
    assert_eq!([right, missed, invented], [1, 1, 1]);
}
