//! What: the ordinal, or the day or month, is left blank. Why: without them the paper cannot be cited or registered;
//! it may be a draft, or the number may be stamped as an image. Example: `Số:      /KH-UBND`, `ngày    tháng 02`.

use super::{Check, Oddity, ReadDocument, Rule, place_of};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    code: "blank_number",
    severity: Severity::Warning,
    name: "Số hoặc ngày để trống",
    why: "Văn bản chưa có số, ngày thì chưa thể viện dẫn, đăng ký; có thể là dự thảo hoặc số đóng bằng dấu.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    let blank_ordinal = record.number.as_ref().is_some_and(|number| number.value.is_none());
    let blank_day = record.date.as_ref().is_some_and(|date| date.precision != "day");
    let message = match (blank_ordinal, blank_day) {
        (true, true) => "số và ngày để trống",
        (true, false) => "số để trống",
        (false, true) => "ngày hoặc tháng để trống",
        (false, false) => return Vec::new(),
    };
    let span = if blank_ordinal { place_of(record, "/number") } else { place_of(record, "/date") };
    vec![Oddity { message: message.to_owned(), span }]
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record};
    use super::*;

    #[test]
    fn a_blank_ordinal_and_a_blank_day_are_one_finding() {
        let blank = record(|record| {
            record.number.as_mut().unwrap().value = None;
            record.date.as_mut().unwrap().precision = "month".to_owned();
        });
        assert_eq!(messages(&blank, check), ["số và ngày để trống"]);
        assert!(messages(&record(|_| {}), check).is_empty());
    }
}
