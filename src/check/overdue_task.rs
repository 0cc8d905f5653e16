//! What: the last day of a task has passed, and no report on it was found in what was read. Why: it is the first thing a
//! supervisor asks about. Example: `Giao Sở Nội vụ … trước ngày 15/4/2024`, and no paper of Sở Nội vụ that reports on
//! the document. It never says that the task was not done. Tasks of bodies of which nothing younger than the document was
//! read at all are told together, once a document: there was nothing that could have shown a report.

use super::{Check, Oddity, ReadDocument, Rule, body_key, is_named};
use crate::model::Severity;
use crate::record::{Deadline, Task};
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
    let tasks = document.record.tasks.iter().filter_map(|task| {
        let day = task.deadline.as_ref().and_then(last_day).filter(|day| *day < document.today)?;
        (!is_answered(task, document)).then_some((task, day))
    });
    let (heard, unheard): (Vec<_>, Vec<_>) = tasks.partition(|(task, _)| is_heard_of(task, document));
    let mut oddities: Vec<Oddity> =
        heard.iter().map(|(task, day)| Oddity::at(task.span, not_found(*day, task))).collect();
    if let Some((first, day)) = unheard.iter().min_by_key(|(_, day)| *day) {
        let of_all = if unheard.len() > 1 {
            format!("{} nhiệm vụ quá hạn, sớm nhất: ", unheard.len())
        } else {
            String::new()
        };
        let said = not_found(*day, first);
        oddities.push(Oddity::at(
            first.span,
            format!("{of_all}{said}; cũng chưa đọc văn bản nào của nơi chủ trì từ ngày ban hành (nor anything of theirs since)"),
        ));
    }
    oddities
}

fn not_found(day: Date, task: &Task) -> String {
    let lead = if task.lead.is_empty() { "nơi được giao".to_owned() } else { task.lead.join("; ") };
    format!("hạn {day}; chưa thấy báo cáo của {lead} trong những gì đã đọc (no report found in what was read)")
}

/// The last day on which the task may be done; `None` for what never ends, comes again or is only roughly dated.
fn last_day(deadline: &Deadline) -> Option<Date> {
    let ends = matches!(deadline.kind.as_str(), "by" | "range" | "until") && deadline.recurrence.is_none();
    if ends && !deadline.fuzzy { deadline.last_day() } else { None }
}

/// True when a paper of a lead of the task, not older than the document, was read.
fn is_heard_of(task: &Task, document: &ReadDocument<'_>) -> bool {
    let Some(issued) = document.node.date else { return false };
    let province = document.node.province.as_deref();
    task.lead.iter().any(|lead| document.issuers.wrote_since(lead, province, issued.earliest()))
}

/// True when a lead of the task, or of a task without lead anybody, said something in answer to the document.
fn is_answered(task: &Task, document: &ReadDocument<'_>) -> bool {
    let issuers = || document.answers.iter().filter_map(|answer| answer.issuer.as_deref()).map(body_key);
    if task.lead.is_empty() {
        return !document.answers.is_empty();
    }
    let leads: Vec<String> = task.lead.iter().map(|lead| body_key(lead)).collect();
    let committee = |body: &str| fold::unaccented(body).contains("ubnd");
    issuers().any(|issuer| leads.iter().any(|lead| is_named(&issuer, lead) || (committee(lead) && committee(&issuer))))
}

#[cfg(test)]
mod tests {
    use super::super::ReadIssuers;
    use super::super::samples::{alone, record, task};
    use super::*;
    use crate::model::{DocDate, NodeSummary};

    #[test]
    fn tasks_of_bodies_without_papers_are_told_together() {
        let by = |end: &str, lead| {
            let end = Some(end.to_owned());
            let deadline = Deadline { end, kind: "by".to_owned(), ..Deadline::default() };
            Task { deadline: Some(deadline), ..task("1", "Đếm đèn", &[lead]) }
        };
        let paper = record(|record| {
            record.tasks =
                vec![by("2020-07-01", "Sở Y tế"), by("2020-06-30", "Sở Công Thương"), by("2020-06-30", "Sở Nội vụ")];
        });
        let node = NodeSummary { date: DocDate::from_iso("2020-05-04"), ..NodeSummary::default() };
        let issuer = Some("Sở Nội vụ tỉnh Lạng Sơn".to_owned());
        let other = NodeSummary { issuer, date: DocDate::from_iso("2020-08-01"), ..NodeSummary::default() };
        let issuers = ReadIssuers::of(&[other]);
        let found = check(&ReadDocument { issuers: &issuers, ..alone(&paper, &node) });
        let [heard, unheard] = found.as_slice() else { panic!("{found:?}") };
        assert!(heard.message.starts_with("hạn 2020-06-30; chưa thấy báo cáo của Sở Nội vụ trong"), "{heard:?}");
        assert!(
            unheard.message.starts_with("2 nhiệm vụ quá hạn, sớm nhất: hạn 2020-06-30; chưa thấy báo cáo của Sở Công")
        );
    }

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
