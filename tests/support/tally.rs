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

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
impl Count {
    /// Share of the given values that are right, 0 to 1; `None` where none was given.
    pub(crate) fn precision(self) -> Option<f64> {
        let given = self.right + self.wrong + self.invented;
        (given > 0).then(|| self.right as f64 / given as f64)
    }

    /// Share of the values on the paper that were given right, 0 to 1; `None` where there was none.
    pub(crate) fn recall(self) -> Option<f64> {
        let wanted = self.right + self.wrong + self.missed;
        (wanted > 0).then(|| self.right as f64 / wanted as f64)
    }

    /// Harmonic mean of precision and recall, 0 to 1; `None` where nothing was there to find and nothing was given.
    /// A wrong value counts against both.
    pub(crate) fn f1(self) -> Option<f64> {
        let all = 2 * (self.right + self.wrong) + self.missed + self.invented;
        (all > 0).then(|| 2.0 * self.right as f64 / all as f64)
    }
}

/// The counts of all fields over any number of documents.
pub(crate) struct Tally {
    counts: BTreeMap<&'static str, Count>,
    misses: Vec<String>,
    judged: Vec<(&'static str, f32, bool)>,
}

impl Tally {
    /// All fields, nothing counted.
    pub(crate) fn new() -> Tally {
        let counts = FIELDS.iter().map(|field| (*field, Count::default())).collect();
        Tally { counts, misses: Vec::new(), judged: Vec::new() }
    }

    /// The counts by field, in the order of their names.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, Count)> + '_ {
        self.counts.iter().map(|(field, count)| (*field, *count))
    }

    /// One line a miss: document, field, kind, value wanted, value given.
    pub(crate) fn misses(&self) -> &[String] {
        &self.misses
    }

    /// Every value that was given with a confidence: field, confidence, whether it was right.
    pub(crate) fn judged(&self) -> &[(&'static str, f32, bool)] {
        &self.judged
    }

    /// Notes how sure a given value was; nothing where the record does not say.
    pub(crate) fn judge(&mut self, field: &'static str, confidence: Option<f32>, right: bool) {
        self.judged.extend(confidence.map(|confidence| (field, confidence, right)));
    }

    /// Counts one value; `same` decides whether both mean the same. None wanted and none given counts nothing.
    /// Tells whether the given value, if there is one, is right.
    pub(crate) fn value(
        &mut self,
        place: (&str, &str),
        wanted: Option<&str>,
        given: Option<&str>,
        same: impl Fn(&str, &str) -> bool,
    ) -> Option<bool> {
        let given = given.filter(|text| !text.is_empty());
        match (wanted, given) {
            (None, None) => return None,
            (Some(wanted), Some(given)) if same(wanted, given) => {
                self.right(place.1);
                return Some(true);
            }
            (Some(wanted), Some(given)) => self.miss(place, "wrong", wanted, given),
            (Some(wanted), None) => self.miss(place, "missed", wanted, ""),
            (None, Some(given)) => self.miss(place, "invented", "", given),
        }
        given.map(|_| false)
    }

    /// Counts two sets: each wanted value takes one given value that is the same. Tells which given values are right.
    pub(crate) fn set<T: AsRef<str>>(
        &mut self,
        place: (&str, &str),
        wanted: &[T],
        given: &[String],
        same: impl Fn(&str, &str) -> bool,
    ) -> Vec<bool> {
        let mut right = vec![false; given.len()];
        for wanted in wanted.iter().map(AsRef::as_ref) {
            if let Some(at) = (0..given.len()).find(|at| !right[*at] && same(wanted, &given[*at])) {
                right[at] = true;
                self.right(place.1);
            } else {
                self.miss(place, "missed", wanted, "");
            }
        }
        for (given, _) in given.iter().zip(&right).filter(|(_, right)| !**right) {
            self.miss(place, "invented", "", given);
        }
        right
    }

    /// Counts one value as right.
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
        let share = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
        writeln!(
            out,
            "{:22}{:>7}{:>7}{:>8}{:>10}{:>11}{:>8}{:>7}",
            "field", "right", "wrong", "missed", "invented", "precision", "recall", "f1"
        )?;
        for (field, count) in self.counts() {
            let Count { right, wrong, missed, invented } = count;
            let [precision, recall, f1] = [count.precision(), count.recall(), count.f1()].map(share);
            writeln!(out, "{field:22}{right:>7}{wrong:>7}{missed:>8}{invented:>10}{precision:>11}{recall:>8}{f1:>7}")?;
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
    assert_eq!(tally.counts["place"].recall(), Some(1.0 / 3.0));
    assert_eq!(tally.counts["place"].precision(), Some(1.0 / 3.0));
    assert_eq!(tally.misses().len(), 3);
}

#[test]
fn one_given_value_serves_one_wanted_value() {
    let mut tally = Tally::new();
    let given = ["b".to_owned(), "a".to_owned()];
    let right = tally.set(("d", "recipients"), &["a", "a"], &given, |left, right| left == right);
    assert_eq!(right, [false, true]);
    let Count { right, missed, invented, .. } = tally.counts["recipients"];
    assert_eq!([right, missed, invented], [1, 1, 1]);
}
