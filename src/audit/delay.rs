//! Days between two dates that may be known only roughly, and how an answer stands to a deadline.

use crate::model::{AuditDeadline, DocDate, PlaceStatus, Timeliness};
use jiff::civil::Date;

/// Least and most days from `first` to `second`; equal when both are exact, negative when the second is earlier.
/// `None` when one is unknown.
pub(super) fn days_between(first: Option<DocDate>, second: Option<DocDate>) -> Option<(i32, i32)> {
    let (first, second) = (first?, second?);
    Some((days(first.latest(), second.earliest()), days(first.earliest(), second.latest())))
}

/// How a place of this status, whose first answer has this date, stands to the deadline, and the days it is over it:
/// until the answer, or until `today` where none was found.
pub(super) fn timeliness(
    deadline: Option<&AuditDeadline>,
    status: PlaceStatus,
    answered: Option<DocDate>,
    today: Date,
) -> (Option<Timeliness>, Option<i32>) {
    let Some(last_day) = deadline.map(|deadline| deadline.day) else { return (None, None) };
    let found = match status {
        PlaceStatus::Implemented | PlaceStatus::Unnumbered | PlaceStatus::Indirect => match answered {
            Some(date) if date.latest() <= last_day => (Timeliness::InTime, None),
            Some(date) if date.earliest() > last_day => (Timeliness::Late, date.exact()),
            _ => (Timeliness::Unclear, None),
        },
        PlaceStatus::Subordinate | PlaceStatus::Cited | PlaceStatus::None if today > last_day => {
            (Timeliness::Overdue, Some(today))
        }
        PlaceStatus::Subordinate | PlaceStatus::Cited | PlaceStatus::None => (Timeliness::NotDue, None),
    };
    (Some(found.0), found.1.map(|until| days(last_day, until)))
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

    #[test]
    fn an_answer_is_in_time_late_or_not_found() {
        let deadline = AuditDeadline { day: jiff::civil::date(2020, 3, 31), quote: None };
        let check = |status, answered: &str, expected| {
            let found =
                timeliness(Some(&deadline), status, DocDate::from_iso(answered), jiff::civil::date(2020, 4, 10));
            assert_eq!(found.0, Some(expected), "{answered}");
            found.1
        };
        assert_eq!(check(PlaceStatus::Implemented, "2020-03-31", Timeliness::InTime), None);
        assert_eq!(check(PlaceStatus::Indirect, "2020-04-01", Timeliness::Late), Some(1));
        assert_eq!(check(PlaceStatus::Unnumbered, "2020-03", Timeliness::InTime), None);
        assert_eq!(check(PlaceStatus::Unnumbered, "2020", Timeliness::Unclear), None);
        assert_eq!(check(PlaceStatus::Subordinate, "2020-01-01", Timeliness::Overdue), Some(10));
        assert_eq!(timeliness(None, PlaceStatus::None, None, jiff::civil::date(2020, 4, 10)), (None, None));
    }
}
