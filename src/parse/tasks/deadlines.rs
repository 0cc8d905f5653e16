//! Deadlines (*thời hạn*): printed words to days, periods and recurrences. A year that is not printed is taken from
//! the document and flagged; nothing else is guessed.

use crate::model::{Deadline, DeadlineKind, DocDate};
use crate::text::fold;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).expect("the pattern is fixed"));
    };
}

pattern!(
    YEARLY_DAY,
    r"(?i)(?:trước|chậm nhất|đến)(?: là)?(?: ngày)? (\d{1,2})(?: tháng |/)(\d{1,2}) (?:hằng|hàng|mỗi) năm"
);
pattern!(MONTHLY_DAY, r"(?i)(trước |chậm nhất (?:là )?)?(?:ngày )?(\d{1,2}) (?:hằng|hàng|mỗi) tháng");
pattern!(QUARTER_DAY, r"(?i)trước ngày (\d{1,2}) (?:của )?tháng cuối quý");
pattern!(
    DAY,
    r"(?i)(trước|chậm nhất(?: là)?|không quá|muộn nhất(?: là)?|đến hết|đến)(?: \d{1,2} giờ(?: \d{1,2} phút)?)?(?: ngày)? (\d{1,2})(?: ?/ ?| tháng )(\d{1,2})(?:(?: ?/ ?| năm )(\d{4}))?"
);
pattern!(
    QUARTERS,
    r"(?i)qu[ýí] ?(IV|I{1,3}|[1-4])(?:(?:, ?| và | ?- ?)(?:quý )?(IV|I{1,3}|[1-4]))?(?:(?: năm |/)(\d{4}))?"
);
pattern!(MONTH, r"(?i)tháng (\d{1,2})(?:(?: năm |/)(\d{4}))?");
pattern!(HALF_YEAR, r"(?i)0?6 tháng (đầu|cuối) năm(?: (\d{4}))?");
pattern!(YEARS, r"(?:(?i)giai đoạn )?((?:19|20)\d{2}) ?- ?((?:19|20)\d{2})");
pattern!(UNTIL, r"(?i)đến (?:hết )?năm (\d{4})");
pattern!(FROM, r"(?i)từ năm (\d{4})");
pattern!(YEAR, r"(?i)năm (\d{4})");
pattern!(RELATIVE, r"(?i)(?:trong thời hạn|sau|trong vòng|chậm nhất(?: sau)?) (\d{1,3}) ngày");
pattern!(
    IN_PROSE,
    r"(?i)(?:hoàn thành |xong |báo cáo |gửi )?(?:trước (?:\d{1,2} giờ(?: \d{2})?(?: phút)? )?ngày \d{1,2}(?: ?/ ?\d{1,2}(?: ?/ ?\d{4})?| tháng \d{1,2}(?: năm \d{4}| (?:hằng|hàng) năm)?| (?:hằng|hàng) tháng)|chậm nhất(?: là)?(?: đến)? ngày \d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)|trong quý (?:IV|I{1,3}|[1-4])(?:(?: năm |/)\d{4})|trong tháng \d{1,2}(?:(?: năm |/)\d{4})|trong năm \d{4}|trước (?:tháng )?\d{1,2}/\d{4}|trước \d{1,2}/\d{1,2}/\d{4})"
);

/// The deadline that a label's value or a table cell states.
pub(super) fn of_label(printed: &str, own: Option<DocDate>) -> Deadline {
    let raw = fold::single_spaces(printed).trim_matches(['.', ';', ' ', ',']).to_owned();
    let mut deadline = read(&raw, own);
    deadline.raw = raw;
    deadline
}

/// A deadline inside a sentence, where words of duty stand with a day or period.
pub(super) fn in_prose(printed: &str, own: Option<DocDate>) -> Option<Deadline> {
    let text = fold::single_spaces(printed);
    let found = IN_PROSE.find(&text)?;
    let words = found.as_str();
    let start = ["trước", "chậm nhất", "trong"].iter().filter_map(|word| words.to_lowercase().find(word)).min()?;
    let raw = words.get(start..)?.to_owned();
    let mut deadline = read(&raw, own);
    deadline.raw = raw;
    Some(deadline)
}

fn read(raw: &str, own: Option<DocDate>) -> Deadline {
    recurring(raw)
        .or_else(|| two_quarters(raw))
        .or_else(|| day(raw, own))
        .or_else(|| period(raw, own))
        .or_else(|| words_only(raw))
        .unwrap_or_else(|| empty(DeadlineKind::Unspecified))
}

fn empty(kind: DeadlineKind) -> Deadline {
    Deadline { raw: String::new(), kind, start: None, end: None, exclusive: false, fuzzy: false, recurrence: None }
}

fn number(found: &Captures<'_>, group: usize) -> Option<i16> {
    found.get(group)?.as_str().parse().ok()
}

fn calendar(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn recurring(raw: &str) -> Option<Deadline> {
    let repeated = |rule: String, exclusive: bool| Deadline {
        recurrence: Some(rule),
        exclusive,
        ..empty(DeadlineKind::Recurring)
    };
    if let Some(found) = YEARLY_DAY.captures(raw) {
        let (day, month) = (number(&found, 1)?, number(&found, 2)?);
        return Some(repeated(
            format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"),
            raw.to_lowercase().contains("trước"),
        ));
    }
    if let Some(found) = QUARTER_DAY.captures(raw) {
        return Some(repeated(format!("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY={}", &found[1]), true));
    }
    if let Some(found) = MONTHLY_DAY.captures(raw) {
        let is_before = found.get(1).is_some_and(|word| word.as_str().to_lowercase().starts_with("trước"));
        return Some(repeated(format!("FREQ=MONTHLY;BYMONTHDAY={}", number(&found, 2)?), is_before));
    }
    let folded = fold::accented(raw).replace("hàng", "hằng");
    let rule = if folded.contains("06 tháng") || folded.contains("6 tháng") && folded.contains("định kỳ") {
        "FREQ=MONTHLY;INTERVAL=6"
    } else if folded.contains("hằng năm") {
        "FREQ=YEARLY"
    } else if folded.contains("hằng quý") {
        "FREQ=MONTHLY;INTERVAL=3"
    } else if folded.contains("hằng tháng") {
        "FREQ=MONTHLY"
    } else if folded.contains("hằng tuần") {
        "FREQ=WEEKLY"
    } else {
        return None;
    };
    Some(repeated(rule.to_owned(), false))
}

fn day(raw: &str, own: Option<DocDate>) -> Option<Deadline> {
    let found = DAY.captures(raw)?;
    let printed_year = number(&found, 4);
    let year = printed_year.or_else(|| own.map(DocDate::year_number))?;
    let end = calendar(year, number(&found, 3)?, number(&found, 2)?)?;
    let exclusive = found[1].to_lowercase().starts_with("trước");
    Some(Deadline { end: Some(end), exclusive, fuzzy: printed_year.is_none(), ..empty(DeadlineKind::By) })
}

/// `Từ quý I năm 2022 đến hết quý II năm 2023`: two periods of their own.
fn two_quarters(raw: &str) -> Option<Deadline> {
    let mut quarters = QUARTERS.captures_iter(raw);
    let (first, second) = (quarters.next()?, quarters.next()?);
    let last_year = number(&second, 3)?;
    let start = quarter_start(number(&first, 3).unwrap_or(last_year), quarter(&first[1])?)?;
    let end = quarter_end(last_year, quarter(second.get(2).map_or(&second[1], |group| group.as_str()))?)?;
    Some(Deadline { start: Some(start), end: Some(end), ..empty(DeadlineKind::Range) })
}

fn period(raw: &str, own: Option<DocDate>) -> Option<Deadline> {
    let own_year = own.map(DocDate::year_number);
    let range = |start: Option<Date>, end: Option<Date>, fuzzy: bool| {
        Some(Deadline { start: Some(start?), end: Some(end?), fuzzy, ..empty(DeadlineKind::Range) })
    };
    if let Some(found) = QUARTERS.captures(raw) {
        let year = number(&found, 3).or(own_year)?;
        let last = found.get(2).map_or(&found[1], |group| group.as_str());
        let (first, last) = (quarter(&found[1])?, quarter(last)?);
        return range(quarter_start(year, first), quarter_end(year, last), found.get(3).is_none());
    }
    if let Some(found) = HALF_YEAR.captures(raw) {
        let year = number(&found, 2).or(own_year)?;
        let first = if &found[1] == "đầu" { 1 } else { 7 };
        return range(
            calendar(year, first, 1),
            calendar(year, first + 5, 1).map(Date::last_of_month),
            found.get(2).is_none(),
        );
    }
    if let Some(found) = MONTH.captures(raw) {
        let year = number(&found, 2).or(own_year)?;
        let first = calendar(year, number(&found, 1)?, 1);
        return range(first, first.map(Date::last_of_month), found.get(2).is_none());
    }
    if let Some(found) = YEARS.captures(raw) {
        return range(calendar(number(&found, 1)?, 1, 1), calendar(number(&found, 2)?, 12, 31), false);
    }
    if let Some(found) = UNTIL.captures(raw) {
        return Some(Deadline { end: calendar(number(&found, 1)?, 12, 31), ..empty(DeadlineKind::Until) });
    }
    if let Some(found) = FROM.captures(raw) {
        return Some(Deadline { start: calendar(number(&found, 1)?, 1, 1), ..empty(DeadlineKind::From) });
    }
    let year = number(&YEAR.captures(raw)?, 1)?;
    let folded = fold::accented(raw);
    let (first, last) = match () {
        () if folded.contains("đầu năm") => (1, 3),
        () if folded.contains("cuối năm") => (10, 12),
        () => (1, 12),
    };
    range(calendar(year, first, 1), calendar(year, last, 1).map(Date::last_of_month), (first, last) != (1, 12))
}

fn words_only(raw: &str) -> Option<Deadline> {
    let folded = fold::accented(raw);
    let kind = if folded.contains("thường xuyên") || folded.contains("liên tục") {
        DeadlineKind::Continuous
    } else if folded.contains("đột xuất") || folded.contains("khi có yêu cầu") || folded.contains("theo yêu cầu")
    {
        DeadlineKind::AdHoc
    } else if RELATIVE.is_match(raw) || folded.contains("ngay sau khi") {
        DeadlineKind::Relative
    } else if folded.contains("đã hoàn thành") {
        DeadlineKind::Done
    } else {
        return None;
    };
    Some(empty(kind))
}

fn quarter(printed: &str) -> Option<i16> {
    match printed.to_uppercase().as_str() {
        "I" | "1" => Some(1),
        "II" | "2" => Some(2),
        "III" | "3" => Some(3),
        "IV" | "4" => Some(4),
        _ => None,
    }
}

fn quarter_start(year: i16, quarter: i16) -> Option<Date> {
    calendar(year, quarter * 3 - 2, 1)
}

fn quarter_end(year: i16, quarter: i16) -> Option<Date> {
    calendar(year, quarter * 3, 1).map(Date::last_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i16, month: i8, day: i8) -> Option<Date> {
        Date::new(year, month, day).ok()
    }

    #[track_caller]
    fn check(raw: &str, kind: &str, start: Option<Date>, end: Option<Date>, rule: Option<&str>) {
        let found = of_label(raw, DocDate::day(2024, 5, 1));
        assert_eq!(
            (found.kind.slug(), found.start, found.end, found.recurrence.as_deref()),
            (kind, start, end, rule),
            "{raw}"
        );
    }

    #[test]
    fn recurring_deadlines() {
        check("trước ngày 10 tháng 11 hằng năm", "recurring", None, None, Some("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"));
        check("trước ngày 15 hàng tháng", "recurring", None, None, Some("FREQ=MONTHLY;BYMONTHDAY=15"));
        check("Hàng năm", "recurring", None, None, Some("FREQ=YEARLY"));
        check("Định kỳ 06 tháng và hàng năm", "recurring", None, None, Some("FREQ=MONTHLY;INTERVAL=6"));
        check(
            "trước ngày 15 của tháng cuối quý",
            "recurring",
            None,
            None,
            Some("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
        );
    }

    #[test]
    fn days_and_periods() {
        check("Trong Quý II năm 2020", "range", on(2020, 4, 1), on(2020, 6, 30), None);
        check("Quý III, IV năm 2020", "range", on(2020, 7, 1), on(2020, 12, 31), None);
        check("Từ quý I năm 2022 đến hết quý II năm 2023", "range", on(2022, 1, 1), on(2023, 6, 30), None);
        check("Tháng 6/2020", "range", on(2020, 6, 1), on(2020, 6, 30), None);
        check("trước 30/6/2020", "by", None, on(2020, 6, 30), None);
        check("chậm nhất ngày 15/12/2024", "by", None, on(2024, 12, 15), None);
        check("giai đoạn 2021 - 2025", "range", on(2021, 1, 1), on(2025, 12, 31), None);
        check("Năm 2025", "range", on(2025, 1, 1), on(2025, 12, 31), None);
        check("đến năm 2030", "until", None, on(2030, 12, 31), None);
        check("Từ năm 2020 và những năm tiếp theo", "from", on(2020, 1, 1), None, None);
        check("6 tháng cuối năm 2024", "range", on(2024, 7, 1), on(2024, 12, 31), None);
    }

    #[test]
    fn words() {
        check("Thường xuyên", "continuous", None, None, None);
        check("Đột xuất", "ad_hoc", None, None, None);
        check("theo quy định", "unspecified", None, None, None);
        check("ngay sau khi Kế hoạch được ban hành", "relative", None, None, None);
    }

    #[test]
    fn a_missing_year_is_the_documents_and_flagged() {
        let found = of_label("Hoàn thành trước 30/6", DocDate::day(2024, 5, 1));
        assert_eq!((found.end, found.fuzzy, found.exclusive), (on(2024, 6, 30), true, true));
        assert_eq!(of_label("Hoàn thành trước 30/6", None).kind, DeadlineKind::Unspecified);
    }

    #[test]
    fn deadlines_in_sentences() {
        let raw = |text: &str| in_prose(text, None).map(|found| found.raw);
        assert_eq!(raw("báo cáo kết quả trước ngày 20/11/2021 để tổng hợp").as_deref(), Some("trước ngày 20/11/2021"));
        assert_eq!(raw("Chương trình đến năm 2030"), None);
        assert_eq!(raw("thời gian thực hiện xong trong tháng 6/2026;").as_deref(), Some("trong tháng 6/2026"));
    }
}
