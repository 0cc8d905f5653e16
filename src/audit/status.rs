//! What one statement proves: [`of_row`].

use crate::model::{AuditLevel, AuditRow, BodyKind, Level, NodeSummary, PlaceStatus, Strength};

/// What a statement proves for the place or body of its document.
pub(super) fn of_row(row: &AuditRow, asked: AuditLevel) -> PlaceStatus {
    if !says_implements(row) {
        return PlaceStatus::Cited;
    }
    let speaks = speaks_for(&row.document, asked);
    match (row.hops, row.statement.nested) {
        (1, true) => PlaceStatus::Cited,
        (1, false) if speaks && row.document.is_numbered() => PlaceStatus::Implemented,
        (1, false) if speaks => PlaceStatus::Unnumbered,
        (1, false) if asked == AuditLevel::Province && is_subordinate(row) => PlaceStatus::Subordinate,
        (1, false) => PlaceStatus::Cited,
        _ if speaks => PlaceStatus::Indirect,
        _ => PlaceStatus::Cited,
    }
}

/// True for a body of the level asked, known from others alone, that is said to implement the decision.
pub(super) fn could_implement(row: &AuditRow, asked: AuditLevel) -> bool {
    says_implements(row) && speaks_for(&row.document, asked)
}

/// `theo`, `quán triệt` and other roles do not carry a decision out.
fn says_implements(row: &AuditRow) -> bool {
    row.statement.role == "implements" && row.statement.strength >= Strength::Medium
}

/// True when the issuer speaks for a place, or is a department, of the level asked.
pub(super) fn speaks_for(document: &NodeSummary, asked: AuditLevel) -> bool {
    let right_body = |body| match asked {
        AuditLevel::Department => body == BodyKind::Department,
        AuditLevel::Province | AuditLevel::District | AuditLevel::Commune => BodyKind::speaks_for_place(body),
    };
    document.level == Some(asked.of_bodies()) && document.body.is_some_and(right_body)
}

fn is_subordinate(row: &AuditRow) -> bool {
    let lower = matches!(row.document.level, Some(Level::District | Level::Commune));
    lower || row.document.body == Some(BodyKind::Department)
}
