//! [`District`]: units of the level that ended on 30/6/2025 (*huyện, quận, thị xã, thành phố thuộc tỉnh*).
//!
//! A code goes on through renamings, so a unit is (code, first day); two units of one province may share a name
//! (`huyện` and `thị xã`) and are told apart by their kind.

use super::name_index::{NameIndex, NameMatch};
use super::tsv;
use jiff::civil::{Date, date};

/// Last day of the level.
pub const LAST_DISTRICT_DAY: Date = date(2025, 6, 30);

/// A district-level unit during one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// Code and first day: `019-20131228`.
    pub unit_id: String,
    /// GSO code, three digits.
    pub code: String,
    /// Name without its type: `Hữu Lũng`.
    pub name: String,
    /// `huyện`, `quận`, `thị xã` or `thành phố`.
    pub kind: String,
    /// GSO code of its province on its last day.
    pub province_code: String,
    /// First day; `None` = before 2004.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

impl District {
    /// True when the unit existed on `day`.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The last day on which it existed under its name in its province.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.valid_to.unwrap_or(LAST_DISTRICT_DAY)
    }
}

/// All districts, looked up by name and day.
#[derive(Debug)]
pub(super) struct Districts {
    rows: Vec<District>,
    names: NameIndex,
}

impl Districts {
    pub(super) fn built_in() -> Districts {
        let columns = ["code", "name", "type", "province_code", "valid_from", "valid_to"];
        let rows: Vec<District> = tsv::rows(include_str!("../../grammars/districts.tsv"), columns)
            .into_iter()
            .map(|[code, name, kind, province_code, valid_from, valid_to]| District {
                unit_id: tsv::unit_id(code, valid_from),
                code: code.to_owned(),
                name: name.to_owned(),
                kind: kind.to_owned(),
                province_code: province_code.to_owned(),
                valid_from: tsv::day(valid_from),
                valid_to: tsv::day(valid_to),
            })
            .collect();
        let mut names = NameIndex::default();
        for (row, district) in rows.iter().enumerate() {
            names.add(&district.name, row);
        }
        Districts { rows, names }
    }

    pub(super) fn rows(&self) -> &[District] {
        &self.rows
    }

    /// The districts of that name, accents required: those of the last day, else the last of each code.
    pub(super) fn by_name(&self, name: &str) -> Vec<&District> {
        let named = || self.names.exact(name).iter().map(|row| &self.rows[*row]);
        let at_the_end: Vec<&District> = named().filter(|district| district.existed_on(LAST_DISTRICT_DAY)).collect();
        if !at_the_end.is_empty() {
            return at_the_end;
        }
        let mut latest: Vec<&District> = Vec::new();
        for district in named() {
            latest.retain(|other| other.code != district.code);
            latest.push(district);
        }
        latest
    }

    /// The districts that `name` can mean on `day`: those there that day, else the last of each code.
    pub(super) fn like(&self, name: &str, kind: Option<&str>, day: Date) -> (NameMatch, Vec<&District>) {
        let (how, rows) = self.names.like(name.trim_start_matches('0'));
        let fits = |district: &&District| kind.is_none_or(|kind| district.kind == kind);
        let named: Vec<&District> = rows.iter().map(|row| &self.rows[*row]).filter(fits).collect();
        let there: Vec<&District> = named.iter().copied().filter(|district| district.existed_on(day)).collect();
        if !there.is_empty() {
            return (how, there);
        }
        let mut latest: Vec<&District> = Vec::new();
        for district in named {
            latest.retain(|other| other.code != district.code);
            latest.push(district);
        }
        (how, latest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_days() {
        let districts = Districts::built_in();
        let kind = |name, kind, day| {
            let found = districts.like(name, kind, day).1;
            found.iter().map(|district| format!("{} {}", district.kind, district.unit_id)).collect::<Vec<_>>()
        };
        assert_eq!(kind("Từ Liêm", None, date(2010, 1, 1)), ["huyện 019-20040101"]);
        assert_eq!(kind("Hà Giang", None, date(2009, 1, 1)), ["thị xã 024-20040101"]);
        assert_eq!(kind("Hà Giang", None, date(2024, 1, 1)), ["thành phố 024-20100928"]);
        assert_eq!(kind("ky anh", Some("huyện"), date(2024, 1, 1)).len(), 1);
        assert_eq!(kind("Kỳ Anh", None, date(2024, 1, 1)).len(), 2);
        assert_eq!(kind("01", Some("quận"), date(2024, 1, 1)).len(), 1);
    }
}
