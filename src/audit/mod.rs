//! Judging how the provinces carried out a decision: `AuditInput` → `Audit`. Pure: no database, no clock.
//!
//! A place gets the best status that some statement proves. "None" only means none among what was read, so
//! coverage and unread files always come with the answer.

mod delay;
mod geography;
mod status;

use crate::model::{Audit, AuditInput, AuditRow, PlaceAudit, PlaceEvidence, PlaceStatus};
use crate::tables::{Places, Province};
use geography::Located;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Judges every province that existed on the decision's date, or on `today` when the decision has no date.
#[must_use]
pub fn judge(input: AuditInput, today: Date, places: &Places) -> Audit {
    let day = input.decision.date.map_or(today, crate::model::DocDate::latest);
    let provinces: Vec<&Province> = places.provinces_at(day).collect();
    let mut warnings = decision_warnings(&input, places);
    let mut by_unit: BTreeMap<String, Vec<PlaceEvidence>> = BTreeMap::new();
    for evidence in evidence_of(&input.rows) {
        match geography::locate(&evidence.row.document, day, places) {
            Located::In(unit) => by_unit.entry(unit).or_default().push(evidence),
            Located::Nowhere => {}
            Located::Changed(name) => warnings.push(geography::changed_warning(&evidence.row.document, &name)),
        }
    }
    let (unread, unread_unknown_place) = unread_by_place(&input);
    let judged = provinces.into_iter().map(|province| {
        let evidence = by_unit.remove(&province.unit_id).unwrap_or_default();
        let unread = unread.get(province.code.as_str()).copied().unwrap_or(0);
        place(province, evidence, unread, &input, places, &mut warnings)
    });
    let judged = judged.collect();
    let mut told = BTreeSet::new();
    warnings.retain(|line| told.insert(line.clone()));
    Audit { places: judged, coverage: input.coverage, unread_unknown_place, warnings, decision: input.decision }
}

fn place(
    province: &Province,
    mut evidence: Vec<PlaceEvidence>,
    unread: u64,
    input: &AuditInput,
    places: &Places,
    warnings: &mut Vec<String>,
) -> PlaceAudit {
    evidence.sort_by_key(rank);
    let mut seen = BTreeSet::new();
    evidence.retain(|found| {
        let statement = &found.row.statement;
        seen.insert((
            found.status,
            statement.from,
            statement.witness.node,
            statement.role.clone(),
            statement.scope.clone(),
        ))
    });
    let status = evidence.first().map_or(PlaceStatus::None, |best| best.status);
    let best = evidence.first().filter(|best| best.status < PlaceStatus::Cited);
    let span = best.and_then(|best| delay::days_between(input.decision.date, best.row.document.date));
    if let (Some(best), Some((_, most))) = (best, span)
        && most < 0
    {
        warnings.push(format!("{} ghi ngày trước văn bản được thực hiện", name_of(&best.row, places)));
    }
    PlaceAudit {
        province: province.code.clone(),
        name: province.name.clone(),
        status,
        delay_days: span.filter(|(least, most)| least == most).map(|(least, _)| least),
        delay_range: span.filter(|(least, most)| least != most),
        unread,
        evidence,
    }
}

/// Order of evidence: what proves more, then the whole document before a provision, then stronger words, the
/// shorter chain, the earlier date.
fn rank(evidence: &PlaceEvidence) -> impl Ord + use<> {
    let statement = &evidence.row.statement;
    (
        evidence.status,
        statement.scope != "document",
        std::cmp::Reverse(statement.strength),
        evidence.row.hops,
        evidence.row.document.date.is_none(),
        evidence.row.document.date,
        evidence.row.document.number.clone(),
        (statement.from, statement.witness.path.clone(), statement.role.clone()),
    )
}

/// What each row proves. A statement inside another document's title proves that the witness mentions the decision,
/// and that the other document names it; the latter is left out where that document was read itself.
fn evidence_of(rows: &[AuditRow]) -> Vec<PlaceEvidence> {
    rows.iter()
        .filter(|row| !row.statement.nested || row.hops > 1 || row.document.only_cited())
        .map(|row| PlaceEvidence { status: status::of_row(row), row: row.clone() })
        .filter(|evidence| evidence.row.hops == 1 || evidence.status == PlaceStatus::Indirect)
        .collect()
}

fn decision_warnings(input: &AuditInput, places: &Places) -> Vec<String> {
    let mut warnings = Vec::new();
    let decision = &input.decision;
    if decision.date.is_none() {
        warnings.push("không rõ ngày của văn bản; tính theo các tỉnh hiện nay".to_owned());
    }
    if !decision.other_dates.is_empty() {
        let dates: Vec<String> = decision.other_dates.iter().map(ToString::to_string).collect();
        warnings.push(format!("có nơi ghi ngày khác của văn bản: {}", dates.join(", ")));
    }
    if input.ambiguous_mentions > 0 {
        let count = input.ambiguous_mentions;
        warnings.push(format!("{count} lần viện dẫn cùng số nhưng không rõ là văn bản nào, không tính"));
    }
    let mut known_by_others: Vec<String> = input
        .rows
        .iter()
        .filter(|row| {
            row.hops == 1 && row.statement.nested && row.document.only_cited() && status::could_implement(row)
        })
        .map(|row| {
            let witness = row.statement.witness.number.as_deref().unwrap_or(&row.statement.witness.path);
            format!("{} chưa được đọc; {witness} cho biết văn bản này thực hiện", name_of(row, places))
        })
        .collect();
    known_by_others.sort();
    known_by_others.dedup();
    let left_out = known_by_others.len().saturating_sub(MOST_KNOWN_BY_OTHERS);
    warnings.extend(known_by_others.into_iter().take(MOST_KNOWN_BY_OTHERS));
    if left_out > 0 {
        warnings.push(format!("và {left_out} văn bản khác chưa được đọc mà nơi khác cho biết đã thực hiện"));
    }
    warnings
}

/// Most warnings of this kind that are written out.
const MOST_KNOWN_BY_OTHERS: usize = 20;

fn name_of(row: &AuditRow, places: &Places) -> String {
    let number = row.document.number.as_deref().unwrap_or("văn bản không số");
    let issuer = row.document.issuer.as_deref().unwrap_or("không rõ cơ quan");
    let unit = places.provinces().iter().find(|unit| Some(&unit.unit_id) == row.document.province_unit.as_ref());
    match unit.filter(|unit| !issuer.contains(&unit.name)) {
        Some(unit) => format!("{number} ({issuer}, {})", unit.name),
        None => format!("{number} ({issuer})"),
    }
}

/// Unread files by province code, and those whose place no folder tells.
fn unread_by_place(input: &AuditInput) -> (BTreeMap<&str, u64>, u64) {
    let mut by_code = BTreeMap::new();
    let mut placed = 0;
    for path in &input.unread_paths {
        let of_folder = input.folder_places.iter().filter(|(folder, _)| std::path::Path::new(path).starts_with(folder));
        if let Some((_, code)) = of_folder.max_by_key(|(folder, _)| folder.len()) {
            *by_code.entry(code.as_str()).or_insert(0) += 1;
            placed += 1;
        }
    }
    (by_code, input.coverage.unread().saturating_sub(placed))
}

#[cfg(test)]
mod tests;
