//! Limits counted from an event: *trong thời hạn 10 ngày làm việc kể từ ngày nhận được*, *sơ kết 05 năm*.

use super::{number, pattern};
use crate::model::{CountedFrom, Deadline, DeadlineEvent, DeadlineKind};

pattern!(
    OFFSET,
    r"(?:trong thời hạn|trong vòng|trong thời gian|sau|không quá|chậm nhất(?: là)?(?: sau)?|tối đa)(?: là)? (?P<count>\d{1,3}) (?P<unit>ngày|tháng|giờ|năm)(?P<business> làm việc)?"
);
pattern!(AT_ONCE, r"ngay (?:sau khi|khi)");
pattern!(REVIEW, r"(?:sơ kết|tổng kết) (?P<count>\d{1,2}) năm");

pub(super) fn read(folded: &str) -> Option<Deadline> {
    if let Some(found) = OFFSET.captures(folded) {
        let count = number(&found, "count")?;
        let offset = match found.name("unit")?.as_str() {
            "ngày" => format!("P{count}D"),
            "tháng" => format!("P{count}M"),
            "năm" => format!("P{count}Y"),
            _ => format!("PT{count}H"),
        };
        return Some(from(event(folded), offset, found.name("business").is_some(), DeadlineKind::Relative));
    }
    if AT_ONCE.is_match(folded) {
        return Some(from(event(folded), "P0D".to_owned(), false, DeadlineKind::Relative));
    }
    None
}

/// *Sơ kết 05 năm*: years after the act that is reviewed.
pub(super) fn review(folded: &str) -> Option<Deadline> {
    let found = REVIEW.captures(folded)?;
    let offset = format!("P{}Y", number(&found, "count")?);
    Some(from(DeadlineEvent::CitedAct, offset, false, DeadlineKind::Milestone))
}

fn from(event: DeadlineEvent, offset: String, business_days: bool, kind: DeadlineKind) -> Deadline {
    Deadline { counted: Some(CountedFrom { event, offset, business_days }), ..Deadline::of(kind) }
}

fn event(folded: &str) -> DeadlineEvent {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match () {
        () if has(&["nhận được", "nhận đủ", "tiếp nhận"]) => DeadlineEvent::Receipt,
        () if has(&["ngày ký", "được ký"]) => DeadlineEvent::Signature,
        () if has(&["ban hành"]) => DeadlineEvent::Issue,
        () if has(&["có hiệu lực"]) => DeadlineEvent::Effect,
        () => DeadlineEvent::Other,
    }
}
