//! What one statement proves: [`of_row`].

use crate::model::{AuditRow, BodyKind, Level, PlaceStatus, Strength};

/// What a statement proves for the place of its document.
pub(super) fn of_row(row: &AuditRow) -> PlaceStatus {
    if !says_implements(row) {
        return PlaceStatus::Cited;
    }
    let speaks = speaks_for_province(row);
    match (row.hops, row.statement.nested) {
        (1, true) => PlaceStatus::Cited,
        (1, false) if speaks && row.document.is_numbered() => PlaceStatus::Implemented,
        (1, false) if speaks => PlaceStatus::Unnumbered,
        (1, false) if is_subordinate(row) => PlaceStatus::Subordinate,
        (1, false) => PlaceStatus::Cited,
        _ if speaks => PlaceStatus::Indirect,
        _ => PlaceStatus::Cited,
    }
}

/// True for a body of the province, known from others alone, that is said to implement the decision.
pub(super) fn could_implement(row: &AuditRow) -> bool {
    says_implements(row) && speaks_for_province(row)
}

/// `theo`, `quán triệt` and other roles do not carry a decision out.
fn says_implements(row: &AuditRow) -> bool {
    row.statement.role == "implements" && row.statement.strength >= Strength::Medium
}

fn speaks_for_province(row: &AuditRow) -> bool {
    row.document.level == Some(Level::Province) && row.document.body.is_some_and(BodyKind::speaks_for_place)
}

fn is_subordinate(row: &AuditRow) -> bool {
    let lower = matches!(row.document.level, Some(Level::District | Level::Commune));
    lower || row.document.body == Some(BodyKind::Department)
}
