//! [`NameIndex`]: names of units as they are printed, typed and misread, to the rows that bear them.

use crate::text::fold;
use std::collections::{BTreeMap, HashMap};

/// How a printed name was matched, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameMatch {
    /// The name or an alias with its accents; case, spaces and the place of the tone do not matter.
    Accented,
    /// An abbreviation that one unit alone has (`TP.HCM`).
    Abbreviated,
    /// Only the accents differ or are missing.
    Unaccented,
    /// One or two letters are misread, and no other name is as near.
    Damaged,
}

/// Names of the rows of a table.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    accented: HashMap<String, Vec<usize>>,
    unaccented: HashMap<String, Vec<usize>>,
    /// Letters of the names without accents, by their number: only names of near length are compared.
    by_length: BTreeMap<usize, Vec<Vec<char>>>,
}

/// Fewest letters of a name that may be matched with one letter wrong, and with two.
const ONE_WRONG: usize = 6;
const TWO_WRONG: usize = 11;

impl NameIndex {
    /// Adds a name of row `row`.
    pub(super) fn add(&mut self, name: &str, row: usize) {
        push(self.accented.entry(accented(name)).or_default(), row);
        let plain = unaccented(name);
        if !self.unaccented.contains_key(&plain) {
            let letters: Vec<char> = plain.chars().collect();
            self.by_length.entry(letters.len()).or_default().push(letters);
        }
        push(self.unaccented.entry(plain).or_default(), row);
    }

    /// The rows that bear `name` with its accents.
    pub(super) fn exact(&self, name: &str) -> &[usize] {
        self.accented.get(&accented(name)).map_or(&[], Vec::as_slice)
    }

    /// The rows that bear `name`: with its accents, else without, else the one name within the distance that
    /// misreading explains. Empty where two names are equally near.
    pub(super) fn like(&self, name: &str) -> (NameMatch, &[usize]) {
        let exact = self.exact(name);
        if !exact.is_empty() {
            return (NameMatch::Accented, exact);
        }
        let plain = unaccented(name);
        if let Some(rows) = self.unaccented.get(&plain) {
            return (NameMatch::Unaccented, rows);
        }
        (NameMatch::Damaged, self.nearest(&plain).map_or(&[], Vec::as_slice))
    }

    fn nearest(&self, plain: &str) -> Option<&Vec<usize>> {
        let letters: Vec<char> = plain.chars().map(unify_misread).collect();
        let most = match letters.iter().filter(|letter| letter.is_alphanumeric()).count() {
            count if count >= TWO_WRONG => 2,
            count if count >= ONE_WRONG => 1,
            _ => return None,
        };
        let mut best: Option<(usize, &Vec<char>)> = None;
        let mut is_only = true;
        let near = self.by_length.range(letters.len().saturating_sub(most)..=letters.len() + most);
        for name in near.flat_map(|(_, names)| names) {
            let Some(distance) = distance_within(&letters, name, most) else { continue };
            match best {
                Some((least, _)) if distance > least => {}
                Some((least, _)) if distance == least => is_only = false,
                _ => {
                    best = Some((distance, name));
                    is_only = true;
                }
            }
        }
        let (_, name) = best.filter(|_| is_only)?;
        self.unaccented.get(&name.iter().collect::<String>())
    }
}

fn push(rows: &mut Vec<usize>, row: usize) {
    if rows.last() != Some(&row) && !rows.contains(&row) {
        rows.push(row);
    }
}

fn accented(name: &str) -> String {
    fold::accented(&plain_marks(name))
}

fn unaccented(name: &str) -> String {
    fold::unaccented(&plain_marks(name))
}

/// Commas and dashes between the parts of a name are set as one likes: `Văn hóa, Thể thao` is `Văn hóa - Thể thao`.
fn plain_marks(name: &str) -> String {
    fold::single_spaces(&name.replace('’', "'").replace([',', '-', '–'], " "))
}

/// Letters that recognition takes for each other count as one.
fn unify_misread(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '|' | '!' => 'l',
        other => other,
    }
}

/// Letters to change, drop or add between the two, `None` beyond `most`.
fn distance_within(letters: &[char], other: &[char], most: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in letters.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, its) in other.iter().enumerate() {
            let changed = diagonal + usize::from(*letter != unify_misread(*its));
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
        if row.iter().min() > Some(&most) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, how: NameMatch, rows: &[usize]) {
        let mut index = NameIndex::default();
        for (row, name) in
            ["Hà Giang", "Hậu Giang", "Tiền Giang", "Kiên Giang", "Thừa Thiên Huế", "Cư M'gar"].into_iter().enumerate()
        {
            index.add(name, row);
        }
        assert_eq!(index.like(name), (how, rows), "{name}");
    }

    #[test]
    fn names_are_found_as_printed_typed_and_misread() {
        check("HÀ GIANG", NameMatch::Accented, &[0]);
        check("ha giang", NameMatch::Unaccented, &[0]);
        check("Hẩu Giang", NameMatch::Unaccented, &[1]);
        check("Thừa Th1ên Huê", NameMatch::Damaged, &[4]);
        check("Cư M’Gar", NameMatch::Accented, &[5]);
    }

    #[test]
    fn what_two_names_explain_is_none() {
        check("Hầ Gang", NameMatch::Damaged, &[0]);
        check("Kiên Gang", NameMatch::Damaged, &[3]);
        check("Riên Giang", NameMatch::Damaged, &[]);
        check("Tiên Gia", NameMatch::Damaged, &[]);
        check("Hu Giang", NameMatch::Damaged, &[]);
    }
}
