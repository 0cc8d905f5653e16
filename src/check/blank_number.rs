//! What: the ordinal, or the day or month, is left blank. Why: without them the paper cannot be cited or registered;
//! it may be a draft, or the number may be stamped as an image. Example: `Số:      /KH-UBND`, `ngày    tháng 02`. What is
//! printed or written there but could not be read for sure is a doubt of the reading and not told here.

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
    let unread = |code: &str| record.warnings.iter().any(|warning| warning.code == code);
    let blank_ordinal = record.number.as_ref().is_some_and(|number| number.value.is_none()) && !unread("number.unread");
    let blank_day = record.date.as_ref().is_some_and(|date| date.precision != "day") && !unread("date.unread");
    let part = match (blank_ordinal, blank_day) {
        (true, true) => "số và ngày",
        (true, false) => "số",
        (false, true) => "ngày hoặc tháng",
        (false, false) => return Vec::new(),
    };
    // Handwriting and stamped numbers leave no trace where a scan was recognised.
    let message = if record.source.text_layer == "ocr" {
        format!("{part} không đọc thấy trên bản quét: để trống, viết tay hoặc đóng dấu")
    } else {
        format!("{part} để trống")
    };
    let span = if blank_ordinal { place_of(record, "/number") } else { place_of(record, "/date") };
    vec![Oddity { message, span }]
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record};
    use super::*;
    use crate::record::Warning;

    #[test]
    fn a_blank_ordinal_and_a_blank_day_are_one_finding() {
        let blank = record(|record| {
            record.number.as_mut().unwrap().value = None;
            record.date.as_mut().unwrap().precision = "month".to_owned();
        });
        assert_eq!(messages(&blank, check), ["số và ngày để trống"]);
        assert!(messages(&record(|_| {}), check).is_empty());
    }

    #[test]
    fn what_was_written_but_not_read_is_no_blank() {
        let scan = |code: &str| {
            record(|record| {
                record.number.as_mut().unwrap().value = None;
                record.source.text_layer = "ocr".to_owned();
                record.warnings = vec![Warning { code: code.to_owned(), ..Warning::default() }];
            })
        };
        assert!(messages(&scan("number.unread"), check).is_empty());
        let told = messages(&scan("number.blank"), check);
        assert_eq!(told, ["số không đọc thấy trên bản quét: để trống, viết tay hoặc đóng dấu"]);
    }
}
