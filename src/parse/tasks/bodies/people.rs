//! Names of people who are charged (*người thực hiện*): a cell that lost its line breaks runs them together.

use crate::tables::Tables;
use crate::text::Span;
use crate::text::words::{self, Word};

/// `Lê Văn An Phạm Thị Bình` as two names, where there is but one way to part it; else nothing.
///
/// Names have three or four words; only where that leaves no way, two words make a name.
pub(super) fn apart(printed: &str, tables: &Tables) -> Option<Vec<String>> {
    let all = words::words(printed, Span::new(0, printed.len()));
    let is_run =
        all.len() > 4 && all.iter().all(|word| word.is_capital) && !printed.contains([',', ';', '(', '-', '/']);
    if !is_run || tables.phrases.actor_head(&all).is_some() || tables.bodies.at_start(&all).is_some() {
        return None;
    }
    let starts: Vec<bool> = (0..all.len()).map(|at| is_surname(&all[at..], printed, tables)).collect();
    let parted = only_way(&starts, 3).or_else(|| only_way(&starts, 2))?;
    let name = |names: &[Word]| printed[names[0].span.start()..names[names.len() - 1].span.end()].to_owned();
    let mut rest = all.as_slice();
    let mut found = Vec::new();
    for length in parted {
        let (first, others) = rest.split_at(length);
        found.push(name(first));
        rest = others;
    }
    (found.len() > 1).then_some(found)
}

/// A surname as printed, accents and all.
fn is_surname(all: &[Word], printed: &str, tables: &Tables) -> bool {
    let Some(first) = all.first() else { return false };
    tables.phrases.surname(&all[..1]).is_some_and(|name| name == first.span.of(printed))
}

/// Lengths of the names, where there is one way only to part the words into names of `shortest` to four words.
fn only_way(starts: &[bool], shortest: usize) -> Option<Vec<usize>> {
    let ways = ways(starts, shortest);
    let [way] = ways.as_slice() else { return None };
    Some(way.clone())
}

/// The ways to part the words, two at the most: more need not be told apart.
fn ways(starts: &[bool], shortest: usize) -> Vec<Vec<usize>> {
    if starts.is_empty() {
        return vec![Vec::new()];
    }
    if !starts[0] {
        return Vec::new();
    }
    let parted = (shortest..=starts.len().min(4)).flat_map(|length| {
        ways(&starts[length..], shortest).into_iter().map(move |mut way| {
            way.insert(0, length);
            way
        })
    });
    parted.take(2).collect()
}
