//! What: the symbol names another kind of body than the head of the paper. Why: the number belongs to another register,
//! or the head was copied from another paper. Example: `12/QĐ-UBND` under the name of a people's council. Only codes
//! that mean one kind of body are asked, and only where the head itself was read.

use super::{Check, Oddity, ReadDocument, Rule, place_of};
use crate::model::{BodyKind, Level, Severity};
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "issuer_symbol_mismatch",
    severity: Severity::Warning,
    name: "Ký hiệu không khớp cơ quan ban hành",
    why: "Ký hiệu ghi một loại cơ quan, tiêu đề ghi loại khác: số thuộc sổ khác hoặc tiêu đề bị chép nhầm.",
    check: Check::Document(check),
};

/// Codes that mean one kind of body, folded as [`fold::number_key`] does, with the bodies that may bear them
/// (*Nghị định 30/2020/NĐ-CP, phụ lục I*; *Hướng dẫn 36-HD/VPTW*).
const CODES: [(&str, &[BodyKind], Option<Level>); 6] = [
    ("ubnd", &[BodyKind::PeopleCommittee, BodyKind::Chair], None),
    ("hđnd", &[BodyKind::PeopleCouncil], None),
    ("ttg", &[BodyKind::PrimeMinister, BodyKind::Government], Some(Level::Central)),
    ("cp", &[BodyKind::Government, BodyKind::PrimeMinister], Some(Level::Central)),
    ("tu", &[BodyKind::PartyCommittee], Some(Level::Province)),
    ("hu", &[BodyKind::PartyCommittee], Some(Level::District)),
];

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    let inferred = record.warnings.iter().any(|warning| warning.code.starts_with("issuer."));
    let (Some(number), Some(issuer), false) = (&record.number, &record.issuer, inferred) else { return Vec::new() };
    let symbol = fold::number_key(number.symbol.as_deref().unwrap_or_default());
    let segments: Vec<&str> = symbol.split(['-', '/']).collect();
    let Some((code, bodies, level)) = CODES.iter().find(|(code, ..)| segments.contains(code)) else {
        return Vec::new();
    };
    let body = BodyKind::from_slug(&issuer.body);
    let other_level = level.zip(issuer.level.as_deref().and_then(Level::from_slug)).is_some_and(|(of, own)| of != own);
    // A body that is none of the known kinds, an office or a board, may use the committee's symbol.
    let fits = body == BodyKind::Other || (bodies.contains(&body) && !other_level);
    if fits {
        return Vec::new();
    }
    let printed = number.symbol.as_deref().unwrap_or(code);
    let message = format!("ký hiệu {printed} không phải của {}", issuer.name);
    vec![Oddity { message, span: place_of(record, "/number") }]
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record};
    use super::*;

    #[track_caller]
    fn check_of(symbol: &str, body: &str, level: &str, expected: usize) {
        let paper = record(|record| {
            record.number.as_mut().unwrap().symbol = Some(symbol.to_owned());
            let issuer = record.issuer.as_mut().unwrap();
            (issuer.body, issuer.level) = (body.to_owned(), Some(level.to_owned()));
        });
        assert_eq!(messages(&paper, check).len(), expected, "{symbol} {body} {level}");
    }

    #[test]
    fn codes_of_one_kind_of_body_are_held_against_the_head() {
        check_of("KH-UBND", "people_committee", "tinh", 0);
        check_of("UBND-NC", "chair", "huyen", 0);
        check_of("NQ-HĐND", "people_committee", "tinh", 1);
        check_of("KH/TU", "party_committee", "tinh", 0);
        check_of("KH/TU", "party_committee", "huyen", 1);
        check_of("QĐ-TTg", "ministry", "trung_uong", 1);
        check_of("KH-SNV", "department", "tinh", 0);
        check_of("TB-UBND", "other", "tinh", 0);
    }
}
