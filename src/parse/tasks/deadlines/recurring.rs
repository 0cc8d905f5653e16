//! Recurrences: *hằng năm, định kỳ hằng quý, trước ngày 15 hằng tháng* to RFC 5545 rules.

use super::{number, pattern};
use crate::model::{Deadline, DeadlineKind};
use crate::text::fold;

pattern!(
    DAYS_OF_YEAR,
    r"(?i)(?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})(?: (?:và|,) (?:ngày )?(?P<day2>\d{1,2})(?: tháng |/)(?P<month2>\d{1,2}))?,? (?:hằng|hàng|mỗi) năm"
);
pattern!(
    YEAR_THEN_DAY,
    r"(?i)(?:hằng|hàng|mỗi) năm[ ,(]+(?:hoàn thành |xong |báo cáo |gửi )?(?:trước|chậm nhất|đến)(?: là)?(?: ngày)? (?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})(?P<year>/\d{4})?"
);
pattern!(DAY_OF_MONTH, r"(?i)(?:ngày )?(?P<day>\d{1,2}) (?:hằng|hàng|mỗi) tháng");
pattern!(DAY_OF_QUARTER, r"(?i)ngày (?P<day>\d{1,2}) (?:của )?tháng cuối (?:hằng |hàng |mỗi )?quý");
pattern!(EVERY_YEARS, r"(?i)(?P<count>\d{1,2}) năm(?:/| một |/ ?0?1 ?)lần");

pub(super) fn read(raw: &str) -> Option<Deadline> {
    let is_before = fold::accented(raw).contains("trước");
    if let Some(found) = DAYS_OF_YEAR.captures(raw).or_else(|| YEAR_THEN_DAY.captures(raw)) {
        let (day, month) = (number(&found, "day")?, number(&found, "month")?);
        let months = match number(&found, "month2").filter(|_| number(&found, "day2") == Some(day)) {
            Some(second) => format!("{month},{second}"),
            None => month.to_string(),
        };
        return Some(rule(format!("FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"), is_before));
    }
    if let Some(found) = DAY_OF_QUARTER.captures(raw) {
        let day = number(&found, "day")?;
        return Some(rule(format!("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY={day}"), is_before));
    }
    if let Some(found) = DAY_OF_MONTH.captures(raw) {
        return Some(rule(format!("FREQ=MONTHLY;BYMONTHDAY={}", number(&found, "day")?), is_before));
    }
    if let Some(found) = EVERY_YEARS.captures(raw) {
        return Some(rule(format!("FREQ=YEARLY;INTERVAL={}", number(&found, "count")?), false));
    }
    let folded = fold::accented(raw).replace("hàng", "hằng").replace("mỗi", "hằng");
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    // Twice a year holds the yearly report as well.
    let frequency = match () {
        () if has(&["6 tháng", "sáu tháng"]) && has(&["định kỳ", "hằng", "một lần", "/lần"]) => {
            "FREQ=MONTHLY;INTERVAL=6"
        }
        () if has(&["hằng tuần"]) => "FREQ=WEEKLY",
        () if has(&["hằng tháng"]) => "FREQ=MONTHLY",
        () if has(&["hằng quý"]) => "FREQ=MONTHLY;INTERVAL=3",
        () if has(&["hằng năm"]) => "FREQ=YEARLY",
        () if has(&["hằng ngày"]) => "FREQ=DAILY",
        () => return None,
    };
    Some(rule(frequency.to_owned(), false))
}

fn rule(rule: String, exclusive: bool) -> Deadline {
    Deadline { recurrence: Some(rule), exclusive, ..Deadline::of(DeadlineKind::Recurring) }
}
