//! What: the last day of a task has passed, and no report on it was found in what was read. Why: it is the first thing a
//! supervisor asks about. Example: `Giao Sở Nội vụ … trước ngày 15/4/2024`, and no paper of Sở Nội vụ that reports on
//! the document. It never says that the task was not done.

use super::{Check, Oddity, ReadDocument, Rule, body_key};
use crate::model::Severity;
use crate::record::Task;
use crate::text::fold;
use jiff::civil::Date;

pub(super) const RULE: Rule = Rule {
    code: "overdue_task",
    severity: Severity::Note,
    name: "Quá hạn, chưa thấy báo cáo trong những gì đã đọc",
    why: "Nhiệm vụ đã qua thời hạn mà trong những gì đã đọc chưa thấy báo cáo của nơi chủ trì (no report found in what was read).",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let overdue = document.record.tasks.iter().filter_map(|task| {
        let day = last_day(task).filter(|day| *day < document.today)?;
        (!is_answered(task, document)).then(|| {
            let lead = if task.lead.is_empty() { "nơi được giao".to_owned() } else { task.lead.join("; ") };
            let message = format!(
                "hạn {day}; chưa thấy báo cáo của {lead} trong những gì đã đọc (no report found in what was read)"
            );
            Oddity::at(task.span, message)
        })
    });
    overdue.collect()
}

/// The last day on which the task may be done; `None` for what never ends, comes again or is only roughly dated.
fn last_day(task: &Task) -> Option<Date> {
    let deadline = task.deadline.as_ref()?;
    let ends = matches!(deadline.kind.as_str(), "by" | "range" | "until") && deadline.recurrence.is_none();
    let end: Date = deadline.end.as_deref().filter(|_| ends && !deadline.fuzzy)?.parse().ok()?;
    if deadline.bound.as_deref() == Some("exclusive") { end.yesterday().ok() } else { Some(end) }
}

/// True when a lead of the task, or of a task without lead anybody, said something in answer to the document.
fn is_answered(task: &Task, document: &ReadDocument<'_>) -> bool {
    let issuers = || document.answers.iter().filter_map(|answer| answer.issuer.as_deref()).map(body_key);
    if task.lead.is_empty() {
        return !document.answers.is_empty();
    }
    let leads: Vec<String> = task.lead.iter().map(|lead| body_key(lead)).collect();
    let committee = |body: &str| fold::unaccented(body).contains("ubnd");
    issuers().any(|issuer| {
        leads.iter().any(|lead| issuer.starts_with(lead.as_str()) || (committee(lead) && committee(&issuer)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{alone, record, task};
    use super::*;
    use crate::model::NodeSummary;
    use crate::record::Deadline;

    #[track_caller]
    fn check_of(end: &str, kind: &str, answered_by: Option<&str>, expected: usize) {
        let paper = record(|record| {
            let deadline = Deadline { end: Some(end.to_owned()), kind: kind.to_owned(), ..Deadline::default() };
            record.tasks = vec![Task { deadline: Some(deadline), ..task("1", "Đếm đèn", &["Sở Nội vụ"]) }];
        });
        let answers: Vec<NodeSummary> = answered_by
            .map(|issuer| NodeSummary { issuer: Some(issuer.to_owned()), ..NodeSummary::default() })
            .into_iter()
            .collect();
        let node = NodeSummary::default();
        let document = ReadDocument { answers: &answers, ..alone(&paper, &node) };
        assert_eq!(check(&document).len(), expected, "{end} {kind} {answered_by:?}");
    }

    #[test]
    fn a_passed_day_without_a_report_of_the_lead() {
        check_of("2020-06-30", "by", None, 1);
        check_of("2020-06-30", "by", Some("Sở Nội vụ tỉnh Lạng Sơn"), 0);
        check_of("2020-06-30", "by", Some("Sở Y tế tỉnh Lạng Sơn"), 1);
        check_of("2026-05-15", "by", None, 0);
        check_of("2020-06-30", "recurring", None, 0);
    }
}
