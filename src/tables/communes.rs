//! [`Commune`]: units of the commune level (*xã, phường, thị trấn, đặc khu*), present and old, and what became of the
//! old ones on 1/7/2025. The tables are read on first use: most questions stop at the province.

use super::name_index::{NameIndex, NameMatch};
use super::tsv;
use jiff::civil::Date;
use std::collections::HashMap;

/// A commune-level unit during one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Code and first day: `06370-20250701`; codes were used again on 1/7/2025.
    pub unit_id: String,
    /// GSO code, five digits.
    pub code: String,
    /// Name without its type: `Vân Nham`.
    pub name: String,
    /// `xã`, `phường`, `thị trấn` or `đặc khu`.
    pub kind: String,
    /// GSO code of its district; `None` since the level ended.
    pub district_code: Option<String>,
    /// GSO code of its province on its last day.
    pub province_code: String,
    /// First day; `None` = before 2025.
    pub valid_from: Option<Date>,
    /// Last day; `None` = still there.
    pub valid_to: Option<Date>,
    /// Codes of the units that took over parts of it on 1/7/2025.
    pub became: Vec<String>,
}

impl Commune {
    /// True when the unit existed on `day`.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// All communes, looked up by name and day.
#[derive(Debug)]
pub(super) struct Communes {
    rows: Vec<Commune>,
    names: NameIndex,
}

impl Communes {
    pub(super) fn built_in() -> Communes {
        let mut rows = present();
        rows.extend(old());
        let mut names = NameIndex::default();
        for (row, commune) in rows.iter().enumerate() {
            names.add(&commune.name, row);
        }
        Communes { rows, names }
    }

    pub(super) fn rows(&self) -> &[Commune] {
        &self.rows
    }

    /// The communes that `name` can mean in a province on `day`; where none was there that day, those of other days.
    pub(super) fn like(
        &self,
        name: &str,
        kind: Option<&str>,
        province_code: &str,
        day: Date,
    ) -> (NameMatch, Vec<&Commune>) {
        let (how, rows) = self.names.like(name.trim_start_matches('0'));
        let in_province = rows
            .iter()
            .map(|row| &self.rows[*row])
            .filter(|commune| commune.province_code == province_code && kind.is_none_or(|kind| commune.kind == kind));
        let all: Vec<&Commune> = in_province.collect();
        let there: Vec<&Commune> = all.iter().copied().filter(|commune| commune.existed_on(day)).collect();
        (how, if there.is_empty() { all } else { there })
    }
}

fn present() -> Vec<Commune> {
    let columns = ["code", "name", "type", "province_code", "valid_from", "valid_to"];
    tsv::rows(include_str!("../../grammars/communes.tsv"), columns)
        .into_iter()
        .map(|[code, name, kind, province_code, valid_from, valid_to]| Commune {
            unit_id: tsv::unit_id(code, valid_from),
            code: code.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            district_code: None,
            province_code: province_code.to_owned(),
            valid_from: tsv::day(valid_from),
            valid_to: tsv::day(valid_to),
            became: Vec::new(),
        })
        .collect()
}

/// The communes of 30/6/2025: one row of the table a pair of old and new unit.
fn old() -> Vec<Commune> {
    let columns = ["code", "name", "type", "district_code", "province_code", "new_code"];
    let mut communes: Vec<Commune> = Vec::new();
    let mut by_code: HashMap<&str, usize> = HashMap::new();
    for [code, name, kind, district, province, new] in
        tsv::rows(include_str!("../../grammars/communes_old.tsv"), columns)
    {
        let at = *by_code.entry(code).or_insert_with(|| {
            communes.push(Commune {
                unit_id: tsv::unit_id(code, ""),
                code: code.to_owned(),
                name: name.to_owned(),
                kind: kind.to_owned(),
                district_code: Some(district.to_owned()),
                province_code: province.to_owned(),
                valid_from: None,
                valid_to: Some(super::LAST_DISTRICT_DAY),
                became: Vec::new(),
            });
            communes.len() - 1
        });
        communes[at].became.push(new.to_owned());
    }
    communes
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_of_the_two_states() {
        let communes = Communes::built_in();
        let on = |day| communes.rows().iter().filter(|commune| commune.existed_on(day)).count();
        assert_eq!(on(date(2025, 7, 1)), 3321);
        assert_eq!(on(date(2026, 5, 1)), 3321);
        assert!((10_000..10_100).contains(&on(date(2025, 6, 30))), "{}", on(date(2025, 6, 30)));
    }

    #[test]
    fn every_old_commune_became_a_present_one() {
        let communes = Communes::built_in();
        let present: std::collections::HashSet<&str> = communes
            .rows()
            .iter()
            .filter(|commune| commune.district_code.is_none())
            .map(|commune| commune.code.as_str())
            .collect();
        let lost =
            communes.rows().iter().flat_map(|commune| &commune.became).find(|new| !present.contains(new.as_str()));
        assert_eq!(lost, None);
    }
}
