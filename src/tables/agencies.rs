//! [`Agencies`]: bodies of the centre and of every place through time, with their successors (*cơ quan*).
//!
//! A row of a local level stands for one body a place: `Sở Nội vụ` is one in every province. Which place is meant is
//! not here, see [`crate::resolve`].

use super::name_index::{NameIndex, NameMatch};
use super::tsv;
use crate::model::Level;
use crate::text::fold;
use jiff::civil::Date;
use std::collections::HashMap;

/// An agency, or one of its kind in every place of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Key of the table: `sngv`.
    pub id: String,
    /// Name in full: `Sở Ngoại vụ`.
    pub name: String,
    /// Codes in symbols, the usual one first; a code may be shared with other agencies.
    pub symbols: Vec<String>,
    /// Level at which it stands.
    pub level: Option<Level>,
    /// `state`, `party`, `assembly`, `front`, `union`, `military` or `police`.
    pub system: String,
    /// First day; `None` = before 2004.
    pub valid_from: Option<Date>,
    /// Last day; `None` = still there. Of local bodies in 2025 the national norm: provinces differ by weeks.
    pub valid_to: Option<Date>,
    /// Keys of those that took its work over.
    pub successors: Vec<String>,
}

impl Agency {
    /// True when it existed on `day`.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The code by which entity keys name it: its usual symbol, folded, else its own key.
    #[must_use]
    pub fn code(&self) -> String {
        self.symbols.first().map_or_else(|| self.id.clone(), |symbol| fold::number_key(symbol))
    }
}

/// All agencies, looked up by name and day.
#[derive(Debug)]
pub struct Agencies {
    rows: Vec<Agency>,
    by_id: HashMap<String, usize>,
    names: NameIndex,
}

impl Agencies {
    pub(super) fn built_in() -> Agencies {
        let columns =
            ["agency_id", "name", "aliases", "symbols", "level", "system", "valid_from", "valid_to", "successors"];
        let mut agencies = Agencies { rows: Vec::new(), by_id: HashMap::new(), names: NameIndex::default() };
        let table = tsv::rows(include_str!("../../grammars/agencies.tsv"), columns);
        for (row, [id, name, aliases, symbols, level, system, valid_from, valid_to, successors]) in
            table.into_iter().enumerate()
        {
            let owned = |cell: &str| tsv::list(cell, '|').map(str::to_owned).collect();
            agencies.by_id.insert(id.to_owned(), row);
            std::iter::once(name).chain(tsv::list(aliases, '|')).for_each(|name| agencies.names.add(name, row));
            agencies.rows.push(Agency {
                id: id.to_owned(),
                name: name.to_owned(),
                symbols: owned(symbols),
                level: Level::from_slug(level),
                system: system.to_owned(),
                valid_from: tsv::day(valid_from),
                valid_to: tsv::day(valid_to),
                successors: owned(successors),
            });
        }
        agencies
    }

    /// Every agency in the table's order.
    #[must_use]
    pub fn all(&self) -> &[Agency] {
        &self.rows
    }

    /// The agency with this key.
    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.by_id.get(id).map(|row| &self.rows[*row])
    }

    /// The agencies that `name` (without its place) can mean on `day`, of `level` where that is known; those there
    /// that day, else those of other days.
    ///
    /// ```
    /// use vanban::{model::Level, tables::Tables};
    /// let agencies = &Tables::built_in().agencies;
    /// let found = agencies.like("Sở Ngoại vụ", Some(Level::Province), jiff::civil::date(2020, 1, 1)).1;
    /// assert_eq!(found[0].id, "sngv");
    /// ```
    #[must_use]
    pub fn like(&self, name: &str, level: Option<Level>, day: Date) -> (NameMatch, Vec<&Agency>) {
        let (how, rows) = self.names.like(name);
        let fits = |agency: &&Agency| level.is_none_or(|level| agency.level == Some(level));
        let named: Vec<&Agency> = rows.iter().map(|row| &self.rows[*row]).filter(fits).collect();
        let there: Vec<&Agency> = named.iter().copied().filter(|agency| agency.existed_on(day)).collect();
        (how, if there.is_empty() { named } else { there })
    }

    /// The agencies that do on `day` what `agency` did: itself, else its successors by then, several where its work
    /// was split.
    #[must_use]
    pub fn successors_on<'a>(&'a self, agency: &'a Agency, day: Date) -> Vec<&'a Agency> {
        let mut found: Vec<&Agency> = Vec::new();
        let mut open = vec![agency];
        let mut seen = Vec::new();
        while let Some(next) = open.pop() {
            if seen.contains(&&next.id) {
                continue;
            }
            seen.push(&next.id);
            if next.valid_to.is_some_and(|last| last < day) {
                open.extend(next.successors.iter().rev().filter_map(|id| self.agency(id)));
            } else {
                found.push(next);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn successors_are_agencies_of_the_table() {
        let agencies = Agencies::built_in();
        let lost = agencies.all().iter().flat_map(|agency| &agency.successors).find(|id| agencies.agency(id).is_none());
        assert_eq!(lost, None);
    }

    #[test]
    fn work_goes_to_the_successors_of_the_day() {
        let agencies = Agencies::built_in();
        let ids = |id, day| -> Vec<&str> {
            let found = agencies.successors_on(agencies.agency(id).unwrap(), day);
            found.into_iter().map(|agency| agency.id.as_str()).collect()
        };
        assert_eq!(ids("skhdt", date(2020, 1, 1)), ["skhdt"]);
        assert_eq!(ids("skhdt", date(2025, 9, 1)), ["stc"]);
        assert_eq!(ids("stttt", date(2025, 9, 1)), ["skhcn", "svhttdl", "cat"]);
    }
}
