//! [`DateRange`]: dates as people type them in a question, as a range of days.

use super::schema::day_number;
use crate::model::DocDate;
use crate::text::fold;

/// Days from `first` to `last`, as numbers of the index (`20191009`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateRange {
    pub first: i64,
    pub last: i64,
}

impl DateRange {
    /// `2019`, `2019-10`, `10/2019`, `2019-10-09`, `9/10/2019`, or two of them with `..` between.
    pub(super) fn of(typed: &str) -> Option<DateRange> {
        if let Some((first, last)) = typed.split_once("..") {
            return Some(DateRange { first: DateRange::of(first)?.first, last: DateRange::of(last)?.last });
        }
        let date = read_date(typed.trim())?;
        Some(DateRange { first: day_number(date.earliest()), last: day_number(date.latest()) })
    }
}

/// ISO, or day, month and year with `/`, `.` or `-` between.
fn read_date(typed: &str) -> Option<DocDate> {
    let unified: String = typed.chars().map(|letter| if fold::is_dash(letter) { '-' } else { letter }).collect();
    if let Some(date) = DocDate::from_iso(&unified) {
        return Some(date);
    }
    let parts: Vec<i16> = unified.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match *parts.as_slice() {
        [month, year] => DocDate::month(year, i8::try_from(month).ok()?),
        [day, month, year] => DocDate::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<(i64, i64)>) {
        assert_eq!(DateRange::of(typed).map(|range| (range.first, range.last)), expected, "{typed}");
    }

    #[test]
    fn dates_and_ranges() {
        check("2019", Some((20_190_101, 20_191_231)));
        check("2/2020", Some((20_200_201, 20_200_229)));
        check("2020-02", Some((20_200_201, 20_200_229)));
        check("9/10/2019", Some((20_191_009, 20_191_009)));
        check("09.10.2019", Some((20_191_009, 20_191_009)));
        check("2018..3/2020", Some((20_180_101, 20_200_331)));
        check("30/2/2020", None);
        check("hôm nay", None);
        check("", None);
    }
}
