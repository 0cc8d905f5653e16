//! Answers of audits as CSV.

use crate::app::{AlignmentWire, AuditWire, EvidenceWire, MatrixWire, PlaceWire, TaskWire};

/// Where the delay stands among [`COLUMNS`].
const DELAY_COLUMNS: std::ops::Range<usize> = 3..6;

const COLUMNS: [&str; 25] = [
    "province",
    "name",
    "status",
    "delay_days",
    "delay_min",
    "delay_max",
    "unread",
    "document",
    "number",
    "date",
    "issuer",
    "body",
    "level",
    "role",
    "strength",
    "scope",
    "hops",
    "quote",
    "file",
    "page",
    "timeliness",
    "days_over",
    "first",
    "latest",
    "partial",
];

/// One line a piece of evidence, and one for each place without any.
pub(super) fn of_audit(audit: &AuditWire) -> anyhow::Result<String> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(COLUMNS)?;
    for place in &audit.places {
        if place.evidence.is_empty() {
            lines.write_record(csv_line(place, None))?;
        }
        for (index, evidence) in place.evidence.iter().enumerate() {
            let mut line = csv_line(place, Some(evidence));
            if index > 0 {
                // The delay is that of the best evidence.
                line[DELAY_COLUMNS].fill(String::new());
            }
            lines.write_record(line)?;
        }
    }
    Ok(String::from_utf8(lines.into_inner()?)?)
}

fn csv_line(place: &PlaceWire, evidence: Option<&EvidenceWire>) -> Vec<String> {
    let number = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut cells = vec![
        place.province.clone(),
        place.name.clone(),
        evidence.map_or(place.status, |evidence| evidence.status).to_owned(),
        number(place.delay_days),
        number(place.delay_range.map(|range| range[0])),
        number(place.delay_range.map(|range| range[1])),
        place.unread.to_string(),
    ];
    let of_place = [
        place.timeliness.unwrap_or_default().to_owned(),
        number(place.days_over),
        place.first.as_ref().map(|first| first.date.clone()).unwrap_or_default(),
        place.latest.as_ref().map(|latest| latest.date.clone()).unwrap_or_default(),
        place.partial.to_string(),
    ];
    let Some(evidence) = evidence else {
        cells.resize(COLUMNS.len() - of_place.len(), String::new());
        cells.extend(of_place);
        return cells;
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    cells.extend([
        evidence.document.to_string(),
        text(&evidence.number),
        text(&evidence.date),
        text(&evidence.issuer),
        evidence.body.unwrap_or_default().to_owned(),
        evidence.level.unwrap_or_default().to_owned(),
        evidence.role.clone(),
        evidence.strength.to_owned(),
        evidence.scope.clone(),
        evidence.hops.to_string(),
        evidence.quote.clone(),
        evidence.file.clone(),
        evidence.page.to_string(),
    ]);
    cells.extend(of_place);
    cells
}

/// One line a place, one column a decision.
pub(super) fn of_matrix(matrix: &MatrixWire) -> anyhow::Result<String> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    let decisions = matrix.audits.iter().map(|audit| {
        let decision = audit.decision.as_ref();
        let number = decision.and_then(|decision| decision.number.clone()).unwrap_or_default();
        let date = decision.and_then(|decision| decision.date.clone()).unwrap_or_default();
        format!("{number} {date}")
    });
    lines.write_record(["province".to_owned(), "name".to_owned()].into_iter().chain(decisions))?;
    for row in &matrix.rows {
        let statuses = row.statuses.iter().map(|status| status.unwrap_or_default());
        lines.write_record([row.province.as_str(), &row.name].into_iter().chain(statuses))?;
    }
    Ok(String::from_utf8(lines.into_inner()?)?)
}

/// One line a task of the decision, then those that the plan adds.
pub(super) fn of_alignment(alignment: &AlignmentWire) -> anyhow::Result<String> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record([
        "path",
        "title",
        "lead",
        "deadline",
        "plan_path",
        "plan_title",
        "plan_lead",
        "plan_deadline",
        "likeness",
        "same_lead",
        "deadline_days",
    ])?;
    let cells = |task: Option<&TaskWire>| match task {
        Some(task) => {
            let deadline = task.deadline.clone().unwrap_or_default();
            [task.path.clone(), task.title.clone(), task.lead.join("; "), deadline]
        }
        None => Default::default(),
    };
    for aligned in &alignment.tasks {
        let days = aligned.deadline_days.map(|days| days.to_string()).unwrap_or_default();
        let compared = [aligned.likeness.to_string(), aligned.same_lead.to_string(), days];
        let (task, plan) = (cells(Some(&aligned.task)), cells(aligned.taken_over.as_ref()));
        lines.write_record(task.into_iter().chain(plan).chain(compared))?;
    }
    for task in &alignment.own {
        let compared: [String; 3] = Default::default();
        lines.write_record(cells(None).into_iter().chain(cells(Some(task))).chain(compared))?;
    }
    Ok(String::from_utf8(lines.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_evidence_still_has_a_line_of_all_columns() {
        let place = PlaceWire {
            province: "20".to_owned(),
            name: "Lạng Sơn".to_owned(),
            status: "none",
            delay_days: None,
            delay_range: None,
            timeliness: Some("overdue"),
            days_over: Some(3),
            first: None,
            latest: None,
            partial: false,
            parts: Vec::new(),
            unread: 2,
            unread_files: Vec::new(),
            evidence: Vec::new(),
        };
        let line = csv_line(&place, None);
        assert_eq!(line.len(), COLUMNS.len());
        assert_eq!(line[..7], ["20", "Lạng Sơn", "none", "", "", "", "2"]);
        assert_eq!(line[20..], ["overdue", "3", "", "", "false"]);
    }
}
