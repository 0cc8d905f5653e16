//! Judging how places carried out a decision: `AuditInput` → `Audit`. Pure: no database, no clock.
//!
//! A place gets the best status that some statement proves. "None" only means none among what was read, so
//! coverage and unread files always come with the answer.

mod alignment;
mod bodies;
mod delay;
mod geography;
mod status;
mod unread;
mod warnings;

use crate::model::{
    Audit, AuditInput, AuditLevel, AuditRow, DocDate, PlaceAudit, PlaceEvidence, PlacePart, PlaceStatus,
};
use crate::tables::Places;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub use alignment::{AlignedTask, Alignment, align};
pub use warnings::deadline_of;

/// What is asked, with all that an answer needs.
#[derive(Debug, Clone, Copy)]
struct Question<'q> {
    input: &'q AuditInput,
    /// The decision's day, else the day of the question.
    day: Date,
    today: Date,
    places: &'q Places,
}

/// A row of the answer before anything is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// A `unit_id`, or a unit and a body's folded name.
    key: String,
    province: String,
    name: String,
    /// Provinces that were merged into this one, by their units.
    parts: Vec<(String, PlacePart)>,
}

/// Where a document counts.
#[derive(Debug, PartialEq, Eq)]
enum Spot {
    /// In the row with this key; of a merged province, for these of its parts.
    In { key: String, covers: Vec<String> },
    /// In none: it belongs to the centre, to another level or to a place that cannot be told.
    Nowhere,
    /// Its province, named here, is not one of that day.
    Changed(String),
}

/// A piece of evidence and the merged provinces that it speaks for.
type Placed = (PlaceEvidence, Vec<String>);

/// Judges every province of the decision's date or of `today` (which also stands in where the decision has no date),
/// below that level every body that said something, or those of the user's list.
#[must_use]
pub fn judge(input: AuditInput, today: Date, places: &Places) -> Audit {
    let day = input.decision.date.map_or(today, DocDate::latest);
    let question = Question { input: &input, day, today, places };
    let mut told = input.warnings.clone();
    told.extend(warnings::about_decision(&question));
    let (rows, mut by_key) = rows_and_evidence(&question, &mut told);
    let rows = expected_only(rows, &by_key, &question, &mut told);
    let unread = unread::by_row(&question);
    let judged: Vec<PlaceAudit> = rows
        .into_iter()
        .map(|row| {
            let evidence = by_key.remove(&row.key).unwrap_or_default();
            let unread = unread.by_key.get(&row.key).cloned().unwrap_or_default();
            place(row, evidence, unread, &question, &mut told)
        })
        .collect();
    let mut seen = BTreeSet::new();
    told.retain(|line| seen.insert(line.clone()));
    Audit {
        places: judged,
        geography: input.geography,
        level: input.level,
        coverage: input.coverage,
        unread_unknown_place: unread.unknown_place,
        warnings: told,
        deadline: input.deadline,
        decision: input.decision,
    }
}

/// The rows in their order, and the evidence by the key of its row.
fn rows_and_evidence(question: &Question<'_>, told: &mut Vec<String>) -> (Vec<Row>, BTreeMap<String, Vec<Placed>>) {
    let of_provinces = question.input.level == AuditLevel::Province;
    let mut by_key: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    let mut bodies: BTreeMap<(String, String), Row> = BTreeMap::new();
    for evidence in evidence_of(question.input) {
        let document = &evidence.row.document;
        let spot =
            if of_provinces { geography::locate(document, question) } else { bodies::locate(document, question) };
        match spot {
            Spot::In { key, covers } => {
                if let Some(row) = bodies::row_of(document, question).filter(|_| !of_provinces) {
                    bodies.entry((row.province.clone(), row.name.clone())).or_insert(row);
                }
                by_key.entry(key).or_default().push((evidence, covers));
            }
            Spot::Nowhere => {}
            Spot::Changed(name) => told.push(geography::changed_warning(document, &name)),
        }
    }
    if of_provinces {
        return (geography::rows(question), by_key);
    }
    let mut keys = BTreeSet::new();
    (bodies.into_values().filter(|row| keys.insert(row.key.clone())).collect(), by_key)
}

/// The rows of the user's list; all where there is none.
fn expected_only(
    rows: Vec<Row>,
    by_key: &BTreeMap<String, Vec<Placed>>,
    question: &Question<'_>,
    told: &mut Vec<String>,
) -> Vec<Row> {
    let of_provinces = question.input.level == AuditLevel::Province;
    let Some(expected) = &question.input.expected else {
        if !of_provinces {
            told.push(warnings::NO_LIST.to_owned());
        }
        return rows;
    };
    let mut wanted: Vec<Row> = Vec::new();
    for line in expected {
        let meant: Vec<&Row> = if of_provinces {
            let unit = geography::named(&line.name, question).map(|unit| geography::locate_unit(unit, question));
            let key = unit.and_then(|spot| if let Spot::In { key, .. } = spot { Some(key) } else { None });
            rows.iter().filter(|row| Some(&row.key) == key.as_ref()).collect()
        } else {
            rows.iter().filter(|row| bodies::is_meant(line, row, question)).collect()
        };
        if meant.is_empty() && of_provinces {
            told.push(warnings::unknown_place(&line.name));
        } else if meant.is_empty() {
            wanted.push(bodies::row_of_line(line, question));
        }
        let new = meant.into_iter().filter(|row| !wanted.contains(row)).cloned().collect::<Vec<_>>();
        wanted.extend(new);
    }
    let outside = rows.iter().filter(|row| by_key.contains_key(&row.key) && !wanted.contains(row));
    told.extend(warnings::outside_the_list(&outside.map(|row| row.name.as_str()).collect::<Vec<_>>()));
    if of_provinces {
        wanted.sort_by(|one, other| one.province.cmp(&other.province));
    }
    wanted
}

fn place(
    row: Row,
    mut placed: Vec<Placed>,
    unread_files: Vec<String>,
    question: &Question<'_>,
    told: &mut Vec<String>,
) -> PlaceAudit {
    placed.sort_by_key(|(evidence, _)| rank(evidence));
    let parts = parts(row.parts, &placed);
    let mut evidence: Vec<PlaceEvidence> = placed.into_iter().map(|(evidence, _)| evidence).collect();
    drop_repeated(&mut evidence);
    let status = evidence.first().map_or(PlaceStatus::None, |best| best.status);
    let best = evidence.first().filter(|best| best.status < PlaceStatus::Cited);
    let span = best.and_then(|best| delay::days_between(question.input.decision.date, best.row.document.date));
    if let (Some(best), Some((_, most))) = (best, span)
        && most < 0
    {
        told.push(format!("{} ghi ngày trước văn bản được thực hiện", warnings::name_of(&best.row, question.places)));
    }
    let (first, latest) = first_and_latest(&evidence, status);
    let answered = first.map(|(date, _)| date);
    let (timeliness, days_over) = delay::timeliness(question.input.deadline.as_ref(), status, answered, question.today);
    PlaceAudit {
        province: row.province,
        name: row.name,
        status,
        delay_days: span.filter(|(least, most)| least == most).map(|(least, _)| least),
        delay_range: span.filter(|(least, most)| least != most),
        timeliness,
        days_over,
        first,
        latest,
        partial: status < PlaceStatus::Cited && parts.iter().any(|part| part.status >= PlaceStatus::Cited),
        parts,
        unread: unread_files.len() as u64,
        unread_files,
        evidence,
    }
}

/// The merged provinces, each with the best that speaks for it; `placed` stands best first.
fn parts(parts: Vec<(String, PlacePart)>, placed: &[Placed]) -> Vec<PlacePart> {
    let best = |unit: &String| placed.iter().find(|(_, covers)| covers.contains(unit));
    let judged = parts.into_iter().map(|(unit, part)| PlacePart {
        status: best(&unit).map_or(PlaceStatus::None, |(evidence, _)| evidence.status),
        ..part
    });
    judged.collect()
}

/// The first and the latest document, by day, among those that carry the decision out; a place that answered itself is
/// not known by what its departments did.
fn first_and_latest(
    evidence: &[PlaceEvidence],
    status: PlaceStatus,
) -> (Option<(DocDate, i64)>, Option<(DocDate, i64)>) {
    let worst = if status < PlaceStatus::Subordinate { PlaceStatus::Indirect } else { PlaceStatus::Subordinate };
    let dated = evidence
        .iter()
        .filter(|evidence| evidence.status <= worst)
        .filter_map(|evidence| Some((evidence.row.document.date?, evidence.row.document.id)));
    (dated.clone().min_by_key(|(date, id)| (date.earliest(), *id)), dated.max_by_key(|(date, id)| (date.latest(), *id)))
}

/// Keeps the best of several statements that say the same at the same place.
fn drop_repeated(evidence: &mut Vec<PlaceEvidence>) {
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
fn evidence_of(input: &AuditInput) -> Vec<PlaceEvidence> {
    let kept = |row: &&AuditRow| !row.statement.nested || row.hops > 1 || row.document.only_cited();
    let judged = input
        .rows
        .iter()
        .filter(kept)
        .map(|row| PlaceEvidence { status: status::of_row(row, input.level), row: row.clone() });
    judged.filter(|evidence| evidence.row.hops == 1 || evidence.status == PlaceStatus::Indirect).collect()
}

#[cfg(test)]
mod tests;
