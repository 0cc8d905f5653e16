//! Days between two dates that may be known only roughly.

use crate::model::DocDate;
use jiff::civil::Date;

/// Least and most days from `first` to `second`; equal when both are exact, negative when the second is earlier.
/// `None` when one is unknown.
pub(super) fn days_between(first: Option<DocDate>, second: Option<DocDate>) -> Option<(i32, i32)> {
    let (first, second) = (first?, second?);
    Some((days(first.latest(), second.earliest()), days(first.earliest(), second.latest())))
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, second: &str, expected: Option<(i32, i32)>) {
        assert_eq!(days_between(DocDate::from_iso(first), DocDate::from_iso(second)), expected, "{first} {second}");
    }

    #[test]
    fn exact_dates_give_one_number_and_rough_ones_a_range() {
        check("2019-08-28", "2019-10-09", Some((42, 42)));
        check("2019-08-28", "2020-02", Some((157, 185)));
        check("2019-08-28", "2011-03-29", Some((-3074, -3074)));
        check("2019-08-28", "", None);
    }
}
