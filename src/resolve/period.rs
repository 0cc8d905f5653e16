//! The period in which a series runs: [`period_of`].
//!
//! State series restart every January; Party series with the congress that opens a term (*nhiệm kỳ*).

use crate::model::{DocDate, System};
use jiff::civil::{Date, date};

/// First days of the terms of the Party's centre: X to XIV.
const CENTRAL_TERMS: [Date; 5] =
    [date(2006, 4, 25), date(2011, 1, 19), date(2016, 1, 28), date(2021, 2, 1), date(2026, 1, 20)];

/// Month in which local Party terms open, every five years from 2000. Congresses meet between August and
/// November; a document of those weeks may fall into the neighbouring term.
const LOCAL_TERM_MONTH: i8 = 10;

/// Year of the series (state) or first year of the term (Party) that `day` surely falls in.
/// `None` without a date, or when the date is so vague that two terms fit.
pub(super) fn period_of(
    system: System,
    central: bool,
    day: Option<DocDate>,
    year_in_number: Option<i16>,
) -> Option<i16> {
    match system {
        System::State => year_in_number.or_else(|| day.map(DocDate::year_number)),
        System::Party => {
            let day = day?;
            let first = term_of(day.earliest(), central);
            (first == term_of(day.latest(), central)).then_some(first)
        }
    }
}

fn term_of(day: Date, central: bool) -> i16 {
    if central {
        let begun = CENTRAL_TERMS.iter().rev().find(|first| **first <= day);
        return begun.map_or(2001, |first| first.year());
    }
    let opened = if day.month() >= LOCAL_TERM_MONTH { day.year() } else { day.year() - 1 };
    opened - opened.rem_euclid(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(system: System, central: bool, iso: &str, expected: Option<i16>) {
        assert_eq!(period_of(system, central, DocDate::from_iso(iso), None), expected, "{iso}");
    }

    #[test]
    fn state_years_and_party_terms() {
        check(System::State, true, "2019-08-28", Some(2019));
        check(System::State, true, "2019", Some(2019));
        check(System::Party, true, "2011-07-06", Some(2011));
        check(System::Party, true, "2015-01-21", Some(2011));
        check(System::Party, true, "2023-06-15", Some(2021));
        check(System::Party, true, "2026-03", Some(2026));
        check(System::Party, true, "2021", None);
        check(System::Party, false, "2011-03-29", Some(2010));
        check(System::Party, false, "2020-06-23", Some(2015));
        check(System::Party, false, "2020", None);
        check(System::Party, false, "2025-12-01", Some(2025));
    }

    #[test]
    fn a_year_in_the_number_needs_no_date() {
        assert_eq!(period_of(System::State, true, None, Some(2015)), Some(2015));
        assert_eq!(period_of(System::State, true, None, None), None);
    }
}
