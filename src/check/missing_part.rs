//! What: a part that every paper must bear was not found (*Nghị định 30/2020/NĐ-CP, điều 8*): number, date, issuer,
//! subject, signer, recipients. Why: the paper may be incomplete, a draft, or badly read. Example: a plan whose text
//! begins without head. A blank number is told by its own rule.

use super::{Check, Oddity, ReadDocument, Rule};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    code: "missing_part",
    severity: Severity::Note,
    name: "Thiếu thành phần thể thức",
    why: "Thiếu số, ngày, cơ quan ban hành, trích yếu, người ký hoặc nơi nhận: văn bản chưa đủ, là dự thảo, hoặc đọc chưa hết.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    if record.doc_type.is_none() {
        return Vec::new();
    }
    let printed_issuer =
        record.issuer.is_some() && !record.warnings.iter().any(|warning| warning.code == "issuer.inferred");
    let parts = [
        ("số, ký hiệu", record.number.is_some()),
        ("ngày", record.date.is_some()),
        ("tên cơ quan ban hành", printed_issuer),
        ("trích yếu", record.subject.is_some()),
        ("họ tên người ký", record.signer.name.is_some()),
        ("nơi nhận", !record.recipients.is_empty() || record.archive.is_some()),
    ];
    let missing: Vec<&str> = parts.into_iter().filter(|(_, found)| !found).map(|(part, _)| part).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    // Numbers and names on scans are often written by hand, which is not read.
    let unseen =
        if record.source.text_layer == "ocr" { "không đọc thấy trên bản quét" } else { "không thấy" };
    vec![Oddity::general(format!("{unseen} {}", missing.join("; ")))]
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record};
    use super::*;

    #[test]
    fn missing_parts_are_one_finding() {
        let cut = record(|record| {
            record.date = None;
            record.signer.name = None;
        });
        assert_eq!(messages(&cut, check), ["không thấy ngày; họ tên người ký"]);
        assert!(messages(&record(|_| {}), check).is_empty());
    }
}
