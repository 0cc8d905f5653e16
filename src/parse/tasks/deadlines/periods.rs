//! Days and periods: *trước 30/6/2020, Quý II/2020, giai đoạn 2021 - 2025, đến năm 2030*.

use super::{calendar, number, pattern};
use crate::model::{Deadline, DeadlineKind, DocDate};
use crate::text::fold;
use jiff::civil::Date;
use regex::Captures;

pattern!(
    DAY,
    r"(?i)(?P<bound>trước|chậm nhất(?: là)?|không quá|muộn nhất(?: là)?|hạn chót(?: là)?|đến hết|đến|trong)?(?: hết| đến)?(?: ?\d{1,2}(?: ?giờ|[hg])(?: ?\d{2})?(?: phút)?,?(?: sáng| chiều| trưa)?(?: thứ \w+,?)?)?(?:,? ?ngày| )?(?:^| |ngày ?)(?P<day>\d{1,2})(?: ?[/.-] ?| tháng )(?P<month>1[0-2]|0?[1-9])(?:(?: ?[/.-] ?| năm )(?P<year>\d{4}))?(?:[^\d/]|$)"
);
pattern!(
    DAYS,
    r"(?i)(?:từ )?(?:ngày )?(?P<day>\d{1,2})(?:(?:[/.]| tháng )(?P<month>\d{1,2})(?:(?:[/.]| năm )(?P<year>\d{4}))?)? ?(?:-|đến hết|đến)(?: ngày)? ?(?P<day2>\d{1,2})(?:[/.]| tháng )(?P<month2>\d{1,2})(?:[/.]| năm )(?P<year2>\d{4})"
);
pattern!(
    QUARTERS,
    r"(?i)q(?:u[ýíyi])?\.? ?(?P<first>IV|I{1,3}|[1-4])\b(?:(?:, ?| và | ?- ?| ?\+ ?)(?:quý )?(?P<last>IV|I{1,3}|[1-4])\b)?(?:(?: năm |/| )(?P<year>\d{4}))?"
);
pattern!(
    MONTHS,
    r"(?i)tháng (?P<first>\d{1,2})(?:(?: năm |/)(?P<year>\d{4}))? ?(?:-|đến|và|,) ?(?:hết )?(?:tháng )?(?P<last>\d{1,2})(?: năm |/)(?P<year2>\d{4})"
);
pattern!(MONTH, r"(?i)tháng (?P<first>\d{1,2})(?:(?: năm |/)(?P<year>\d{4}))?");
pattern!(BARE_MONTH, r"(?:^| )(?P<first>1[0-2]|0?[1-9])/(?P<year>\d{4})");
pattern!(HALF_YEAR, r"(?i)0?6 tháng (?P<half>đầu|cuối) năm(?: (?P<year>\d{4}))?");
pattern!(YEARS, r"(?P<first>(?:19|20)\d{2}) ?(?:-|đến(?: hết)?(?: năm)?) ?(?P<last>(?:19|20)\d{2})");
pattern!(LISTED_YEARS, r"\(((?:19|20)\d{2}(?:, ?(?:19|20)\d{2})+)\)");
pattern!(
    UNTIL,
    r"(?i)(?P<bound>đến|trước)(?: hết)? năm (?P<year>\d{4})(?:.*tầm nhìn (?:đến )?(?:năm )?(?P<vision>\d{4}))?"
);
pattern!(FROM, r"(?i)từ (?:năm|đầu năm) (?P<year>\d{4})");
pattern!(YEAR, r"(?i)(?:^|năm )(?P<year>(?:19|20)\d{2})(?:$|[^\d/])");

pub(super) fn read(raw: &str, own: Option<DocDate>) -> Option<Deadline> {
    let own = own.map(DocDate::year_number);
    days(raw)
        .or_else(|| two_quarters(raw))
        .or_else(|| quarters(raw, own))
        .or_else(|| months(raw))
        .or_else(|| day(raw, own))
        .or_else(|| half_year(raw, own))
        .or_else(|| month(raw, own))
        .or_else(|| years(raw))
        .or_else(|| this_year(raw, own))
}

fn range(start: Option<Date>, end: Option<Date>, fuzzy: bool) -> Option<Deadline> {
    let (start, end) = (start?, end?);
    (start <= end).then(|| Deadline { start: Some(start), end: Some(end), fuzzy, ..Deadline::of(DeadlineKind::Range) })
}

fn by(end: Option<Date>, exclusive: bool, fuzzy: bool) -> Option<Deadline> {
    Some(Deadline { end: Some(end?), exclusive, fuzzy, ..Deadline::of(DeadlineKind::By) })
}

/// `Từ ngày 01/3/2020 đến ngày 05/4/2020`, `26-27/12/2020`.
fn days(raw: &str) -> Option<Deadline> {
    let found = DAYS.captures(raw)?;
    let (year, month) = (number(&found, "year2")?, number(&found, "month2")?);
    let first_month = number(&found, "month").unwrap_or(month);
    let first_year = number(&found, "year").unwrap_or(year);
    range(
        calendar(first_year, first_month, number(&found, "day")?),
        calendar(year, month, number(&found, "day2")?),
        false,
    )
}

fn day(raw: &str, own: Option<i16>) -> Option<Deadline> {
    let found = DAY.captures(raw)?;
    // `1/2 ngày` is half a day, `24/7` is always.
    if raw[found.get(0)?.end()..].trim_start().starts_with("ngày") || raw.contains("24/7") {
        return None;
    }
    let bound = found.name("bound").map(|bound| bound.as_str().to_lowercase()).unwrap_or_default();
    let printed_year = number(&found, "year");
    let end = calendar(printed_year.or(own)?, number(&found, "month")?, number(&found, "day")?);
    by(end, bound.starts_with("trước"), printed_year.is_none())
}

/// `Từ quý I năm 2022 đến hết quý II năm 2023`: two periods of their own.
fn two_quarters(raw: &str) -> Option<Deadline> {
    let mut found = QUARTERS.captures_iter(raw);
    let (first, second) = (found.next()?, found.next()?);
    let last_year = number(&second, "year")?;
    let first_year = number(&first, "year").unwrap_or(last_year);
    let last = second.name("last").or(second.name("first"))?;
    range(
        quarter(first_year, &first["first"]).map(|(start, _)| start),
        quarter(last_year, last.as_str()).map(|(_, end)| end),
        false,
    )
}

fn quarters(raw: &str, own: Option<i16>) -> Option<Deadline> {
    let found = QUARTERS.captures(raw)?;
    let printed_year = number(&found, "year");
    let year = printed_year.or(own)?;
    let last = found.name("last").or(found.name("first"))?;
    let (first, last) = (quarter(year, &found["first"])?, quarter(year, last.as_str())?);
    let is_before = fold::accented(raw).starts_with("trước");
    if is_before {
        by(Some(first.0), true, printed_year.is_none())
    } else {
        range(Some(first.0), Some(last.1), printed_year.is_none())
    }
}

/// First and last day.
fn quarter(year: i16, printed: &str) -> Option<(Date, Date)> {
    let number = match printed.to_uppercase().as_str() {
        "I" | "1" => 1,
        "II" | "2" => 2,
        "III" | "3" => 3,
        "IV" | "4" => 4,
        _ => return None,
    };
    Some((calendar(year, number * 3 - 2, 1)?, calendar(year, number * 3, 1)?.last_of_month()))
}

/// `Tháng 4 - tháng 5/2014`.
fn months(raw: &str) -> Option<Deadline> {
    let found = MONTHS.captures(raw)?;
    let year = number(&found, "year2")?;
    let first_year = number(&found, "year").unwrap_or(year);
    range(
        calendar(first_year, number(&found, "first")?, 1),
        calendar(year, number(&found, "last")?, 1).map(Date::last_of_month),
        false,
    )
}

fn month(raw: &str, own: Option<i16>) -> Option<Deadline> {
    let found: Captures<'_> = MONTH.captures(raw).or_else(|| BARE_MONTH.captures(raw))?;
    let printed_year = number(&found, "year");
    let first = calendar(printed_year.or(own)?, number(&found, "first")?, 1);
    let fuzzy = printed_year.is_none();
    if fold::accented(raw).starts_with("trước") {
        return by(first, true, fuzzy);
    }
    range(first, first.map(Date::last_of_month), fuzzy)
}

fn half_year(raw: &str, own: Option<i16>) -> Option<Deadline> {
    let found = HALF_YEAR.captures(raw)?;
    let printed_year = number(&found, "year");
    let year = printed_year.or(own)?;
    let first = if found["half"].to_lowercase() == "đầu" { 1 } else { 7 };
    range(calendar(year, first, 1), calendar(year, first + 5, 1).map(Date::last_of_month), printed_year.is_none())
}

fn years(raw: &str) -> Option<Deadline> {
    let listed: Vec<i16> = LISTED_YEARS
        .captures(raw)
        .map_or_else(Vec::new, |found| found[1].split(',').filter_map(|year| year.trim().parse().ok()).collect());
    if let (Some(first), Some(last)) = (listed.iter().min(), listed.iter().max()) {
        return range(calendar(*first, 1, 1), calendar(*last, 12, 31), false);
    }
    if let Some(found) = YEARS.captures(raw) {
        return range(calendar(number(&found, "first")?, 1, 1), calendar(number(&found, "last")?, 12, 31), false);
    }
    if let Some(found) = UNTIL.captures(raw) {
        let year = number(&found, "year")?;
        if found["bound"].to_lowercase() == "trước" {
            return by(calendar(year, 1, 1), true, false);
        }
        let vision = number(&found, "vision").and_then(|year| calendar(year, 12, 31));
        return Some(Deadline { end: Some(calendar(year, 12, 31)?), vision, ..Deadline::of(DeadlineKind::Until) });
    }
    if let Some(found) = FROM.captures(raw) {
        return Some(Deadline {
            start: Some(calendar(number(&found, "year")?, 1, 1)?),
            ..Deadline::of(DeadlineKind::From)
        });
    }
    part_of_year(raw, number(&YEAR.captures(raw)?, "year")?, false)
}

/// `Trong năm`, `đầu năm` without a number: the document's year.
fn this_year(raw: &str, own: Option<i16>) -> Option<Deadline> {
    let folded = fold::accented(raw);
    let is_year = ["trong năm", "cả năm", "đầu năm", "cuối năm", "năm nay"].iter().any(|words| folded.contains(words));
    part_of_year(raw, own.filter(|_| is_year)?, true)
}

fn part_of_year(raw: &str, year: i16, fuzzy: bool) -> Option<Deadline> {
    let folded = fold::accented(raw);
    let (first, last) = match () {
        () if folded.contains("đầu năm") => (1, 3),
        () if folded.contains("cuối năm") => (10, 12),
        () => (1, 12),
    };
    range(calendar(year, first, 1), calendar(year, last, 1).map(Date::last_of_month), fuzzy || (first, last) != (1, 12))
}
