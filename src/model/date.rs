//! [`DocDate`]: a date as precise as the paper (*ngày, tháng, năm*).

use std::fmt;

/// A date of which the day, or day and month, may be unknown. Invariant: the known parts form a real
/// calendar date; year is 1945..=2100. Never a guess: a blank part stays unknown.
///
/// ```
/// use vanban::model::DocDate;
/// assert_eq!(DocDate::day(2019, 10, 9).unwrap().to_string(), "2019-10-09");
/// assert_eq!(DocDate::month(2020, 2).unwrap().to_string(), "2020-02");
/// assert!(DocDate::day(2019, 2, 30).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl DocDate {
    /// A full date; `None` when there is no such day.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<DocDate> {
        DocDate::year(year)?;
        jiff::civil::Date::new(year, month, day).ok()?;
        Some(DocDate { year, month: Some(month), day: Some(day) })
    }

    /// A month of a year; `None` when there is no such month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<DocDate> {
        DocDate::year(year)?;
        (1..=12).contains(&month).then_some(DocDate { year, month: Some(month), day: None })
    }

    /// A year alone, 1945 to 2100.
    #[must_use]
    pub fn year(year: i16) -> Option<DocDate> {
        (1945..=2100).contains(&year).then_some(DocDate { year, month: None, day: None })
    }

    /// The date that a person types: ISO, or with the day first (`9/10/2019`, `09.10.2019`, `10/2019`).
    ///
    /// ```
    /// use vanban::model::DocDate;
    /// assert_eq!(DocDate::from_typed("9/10/2019").unwrap().to_string(), "2019-10-09");
    /// ```
    #[must_use]
    pub fn from_typed(typed: &str) -> Option<DocDate> {
        let day_first: Vec<&str> = typed.split(['/', '.']).collect();
        let iso = match day_first.as_slice() {
            [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
            [month, year] => format!("{year}-{month:0>2}"),
            _ => typed.to_owned(),
        };
        DocDate::from_iso(&iso)
    }

    /// Reads the ISO form that [`fmt::Display`] prints; `None` for anything else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<DocDate> {
        let parts: Vec<i16> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        match *parts.as_slice() {
            [year] => DocDate::year(year),
            [year, month] => DocDate::month(year, i8::try_from(month).ok()?),
            [year, month, day] => DocDate::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?),
            _ => None,
        }
    }

    /// The same month without its day; `None` where the month is unknown.
    #[must_use]
    pub fn without_day(self) -> Option<DocDate> {
        self.month.map(|_| DocDate { day: None, ..self })
    }

    /// Month and day of a whole date.
    #[must_use]
    pub fn month_day(self) -> Option<(i8, i8)> {
        self.month.zip(self.day)
    }

    /// The year.
    #[must_use]
    pub fn year_number(self) -> i16 {
        self.year
    }

    /// First day that the date can mean.
    #[must_use]
    pub fn earliest(self) -> jiff::civil::Date {
        jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Last day that the date can mean.
    #[must_use]
    pub fn latest(self) -> jiff::civil::Date {
        let month = jiff::civil::date(self.year, self.month.unwrap_or(12), 1);
        self.day.map_or_else(|| month.last_of_month(), |_| self.earliest())
    }

    /// The full date, where the day is known.
    #[must_use]
    pub fn exact(self) -> Option<jiff::civil::Date> {
        self.day.map(|_| self.earliest())
    }

    /// `day`, `month` or `year`.
    #[must_use]
    pub fn precision(self) -> &'static str {
        match (self.month, self.day) {
            (Some(_), Some(_)) => "day",
            (Some(_), None) => "month",
            _ => "year",
        }
    }
}

impl fmt::Display for DocDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}
