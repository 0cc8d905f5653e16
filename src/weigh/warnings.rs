//! Low confidence as warnings: one for each value of the head and each citation, one for each list that holds such lines.

use super::citations::near_other;
use super::doubts::Doubt;
use super::{Judgement, UNSURE};
use crate::record::{Evidence, Record, Span, Warning};

/// Below this a value is told.
const LOW: f32 = 0.6;

/// The fields whose single values are told, with their names.
const NAMES: [(&str, &str, &str); 9] = [
    ("/number", "number.doubtful", "số (number)"),
    ("/date", "date.doubtful", "ngày (date)"),
    ("/doc_type", "type.doubtful", "loại (type)"),
    ("/issuer", "issuer.doubtful", "cơ quan ban hành (issuer)"),
    ("/subject", "subject.doubtful", "trích yếu (subject)"),
    ("/place", "place.doubtful", "địa danh (place)"),
    ("/signer/name", "signer.doubtful", "người ký (signer)"),
    ("/archive", "archive.doubtful", "lưu (archive)"),
    ("/issuer/parent", "issuer.parent.doubtful", "cơ quan cấp trên (parent)"),
];

/// The lists that are told once, with their names.
const LISTS: [(&str, &str, &str); 3] = [
    ("/tasks/", "task.doubtful", "nhiệm vụ (tasks)"),
    ("/recipients/", "recipients.doubtful", "nơi nhận (recipients)"),
    ("/addressees/", "addressees.doubtful", "kính gửi (addressees)"),
];

/// A warning for what is low, in the order of the record.
pub(super) fn of(record: &Record, judged: &[Judgement]) -> Vec<Warning> {
    let low = || record.evidence.iter().zip(judged).filter(|(_, judgement)| judgement.confidence() < LOW);
    let mut found = Vec::new();
    for (value, judgement) in low() {
        if let Some((_, code, name)) = NAMES.iter().find(|(field, _, _)| *field == value.field) {
            found.push(warning(code, name, value, judgement, None));
        } else if let Some(index) = value.field.strip_prefix("/citations/").and_then(|index| index.parse().ok()) {
            found.push(citation_warning(record, index, value, judgement));
        }
    }
    for (prefix, code, name) in LISTS {
        let mut lines = low().filter(|(value, _)| value.field.starts_with(prefix));
        let Some((first, judgement)) = lines.next() else { continue };
        let name = format!("{name}, {} mục (entries)", 1 + lines.count());
        found.push(warning(code, &name, first, judgement, None));
    }
    found
}

fn citation_warning(record: &Record, index: usize, value: &Evidence, judgement: &Judgement) -> Warning {
    let citation = record.citations.get(index);
    let number = citation.and_then(|citation| citation.number.as_deref()).unwrap_or("?");
    let other = citation.filter(|_| judgement.doubts.contains(&Doubt::NearOther));
    let other = other.and_then(|citation| near_other(record, citation));
    let hint = other.map(|other| format!("có thể là {other} (perhaps {other})"));
    warning("citation.doubtful", &format!("viện dẫn (citation) {number}"), value, judgement, hint)
}

fn warning(code: &str, name: &str, value: &Evidence, judgement: &Judgement, hint: Option<String>) -> Warning {
    let reasons: Vec<&str> = judgement.doubts.iter().map(|doubt| doubt.words()).collect();
    let recognised = value.recognised.filter(|found| found.least < UNSURE);
    let least = recognised.map(|found| format!(", {}/100", found.least)).unwrap_or_default();
    Warning {
        code: code.to_owned(),
        message: format!(
            "{name}: độ tin cậy (confidence) {:.2}: {}{least}",
            judgement.confidence(),
            reasons.join("; ")
        ),
        span: Some(Span { start: value.start, end: value.end }),
        hint: hint.or_else(|| Some("đối chiếu với bản giấy (compare with the paper)".to_owned())),
    }
}
