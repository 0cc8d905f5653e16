//! [`FieldName`]: what may stand before the colon of `field:value`, in English and Vietnamese.

use crate::model::CitationRole;
use crate::text::fold;

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    /// The document's own number (*số, ký hiệu*).
    Number,
    /// Type (*loại*).
    Type,
    /// Issuer (*cơ quan ban hành*).
    Issuer,
    /// Kind of body, such as `people_committee`.
    Body,
    /// Province by code or name (*tỉnh*).
    Province,
    /// Level (*cấp*).
    Level,
    /// Status (*trạng thái*).
    Status,
    /// Signer (*người ký*).
    Signer,
    /// Recipient (*nơi nhận*).
    Recipient,
    /// Cited number (*viện dẫn*).
    Cites,
    /// Cited number in one role: `implements:1109/QĐ-TTg`.
    CitedAs(CitationRole),
    /// Subject (*trích yếu*).
    Subject,
    /// Tasks (*nhiệm vụ*).
    Task,
    /// Day, month or year of the date (*ngày*).
    Date,
    /// This date or later (*từ*).
    From,
    /// This date or earlier (*đến*).
    To,
}

/// Names without accents, spaces, dashes and underscores.
const NAMES: [(&str, FieldName); 45] = [
    ("number", FieldName::Number),
    ("so", FieldName::Number),
    ("sokyhieu", FieldName::Number),
    ("kyhieu", FieldName::Number),
    ("type", FieldName::Type),
    ("loai", FieldName::Type),
    ("loaivanban", FieldName::Type),
    ("issuer", FieldName::Issuer),
    ("coquan", FieldName::Issuer),
    ("banhanh", FieldName::Issuer),
    ("coquanbanhanh", FieldName::Issuer),
    ("body", FieldName::Body),
    ("province", FieldName::Province),
    ("tinh", FieldName::Province),
    ("level", FieldName::Level),
    ("cap", FieldName::Level),
    ("status", FieldName::Status),
    ("trangthai", FieldName::Status),
    ("signer", FieldName::Signer),
    ("nguoiky", FieldName::Signer),
    ("ky", FieldName::Signer),
    ("recipient", FieldName::Recipient),
    ("recipients", FieldName::Recipient),
    ("noinhan", FieldName::Recipient),
    ("nhan", FieldName::Recipient),
    ("cites", FieldName::Cites),
    ("viendan", FieldName::Cites),
    ("dan", FieldName::Cites),
    ("thuchien", FieldName::CitedAs(CitationRole::Implements)),
    ("trienkhai", FieldName::CitedAs(CitationRole::Implements)),
    ("cancu", FieldName::CitedAs(CitationRole::LegalBasis)),
    ("thaythe", FieldName::CitedAs(CitationRole::Replaces)),
    ("suadoi", FieldName::CitedAs(CitationRole::Amends)),
    ("baibo", FieldName::CitedAs(CitationRole::Repeals)),
    ("subject", FieldName::Subject),
    ("trichyeu", FieldName::Subject),
    ("task", FieldName::Task),
    ("tasks", FieldName::Task),
    ("nhiemvu", FieldName::Task),
    ("date", FieldName::Date),
    ("ngay", FieldName::Date),
    ("from", FieldName::From),
    ("tu", FieldName::From),
    ("to", FieldName::To),
    ("den", FieldName::To),
];

impl FieldName {
    /// The field of a typed name: accents, case, dashes and underscores do not matter; the slug of a citation role
    /// (`legal_basis`) is a field too.
    pub(super) fn of(typed: &str) -> Option<FieldName> {
        let name: String =
            fold::unaccented(typed).chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).collect();
        let listed = NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        listed.or_else(|| CitationRole::from_slug(&typed.to_ascii_lowercase()).map(FieldName::CitedAs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_two_languages() {
        for (typed, expected) in [
            ("number", Some(FieldName::Number)),
            ("Số", Some(FieldName::Number)),
            ("cơ_quan", Some(FieldName::Issuer)),
            ("coquan", Some(FieldName::Issuer)),
            ("Tỉnh", Some(FieldName::Province)),
            ("viện-dẫn", Some(FieldName::Cites)),
            ("implements", Some(FieldName::CitedAs(CitationRole::Implements))),
            ("legal_basis", Some(FieldName::CitedAs(CitationRole::LegalBasis))),
            ("http", None),
        ] {
            assert_eq!(FieldName::of(typed), expected, "{typed}");
        }
    }
}
