//! Lines about what was odd, and the deadline that a decision itself sets: [`deadline_of`].

use super::{Question, status};
use crate::model::{AuditDeadline, AuditRow};
use crate::record::Task;
use crate::tables::Places;
use crate::text::fold;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Said where only those are listed of whom something was read.
pub(super) const NO_LIST: &str = "không có danh sách nơi phải thực hiện: chỉ liệt kê nơi có văn bản nói đến (only bodies \
     that said something are listed; give a list of those expected)";

/// A line of the user's list that means no province of that day.
pub(super) fn unknown_place(name: &str) -> String {
    format!("danh sách có “{name}”, không phải tỉnh, thành nào theo địa giới được hỏi")
}

/// Who answered without standing on the user's list.
pub(super) fn outside_the_list(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| format!("ngoài danh sách cũng có kết quả: {}", names.join(", ")))
}

/// The deadline that a decision sets for the plans of the provinces; `Err` says that it sets several, which are left
/// to the user.
///
/// Only a dated task that a province leads and that speaks of a plan (*kế hoạch*) is taken: what is to be done by then
/// in the field is no deadline for a document.
///
/// # Errors
/// The days set, in words, when they differ.
pub fn deadline_of(tasks: &[Task]) -> Result<Option<AuditDeadline>, String> {
    let mut set: Vec<AuditDeadline> = tasks.iter().filter_map(deadline_of_task).collect();
    let days: BTreeSet<Date> = set.iter().map(|deadline| deadline.day).collect();
    match days.len() {
        0 => Ok(None),
        1 => Ok(Some(set.swap_remove(0))),
        _ => {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            Err(format!("văn bản đặt nhiều thời hạn cho các tỉnh: {}; không chọn thời hạn nào", days.join(", ")))
        }
    }
}

fn deadline_of_task(task: &Task) -> Option<AuditDeadline> {
    let lead_is_province = task.lead.iter().any(|body| {
        let body = fold::unaccented(body);
        let committee = body.contains("uy ban nhan dan") || body.contains("ubnd");
        committee
            && ["cac tinh", "cap tinh", "tinh, thanh pho", "cac thanh pho truc thuoc"]
                .iter()
                .any(|of| body.contains(of))
    });
    let deadline = task.deadline.as_ref().filter(|_| lead_is_province)?;
    if !fold::unaccented(&task.title).contains("ke hoach")
        || !matches!(deadline.kind.as_str(), "by" | "range" | "until")
    {
        return None;
    }
    Some(AuditDeadline { day: deadline.last_day()?, quote: Some(format!("{} ({})", task.title, deadline.raw)) })
}

/// What is odd about the decision itself and about what is said of it.
pub(super) fn about_decision(question: &Question<'_>) -> Vec<String> {
    let (input, places) = (question.input, question.places);
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
            row.hops == 1
                && row.statement.nested
                && row.document.only_cited()
                && status::could_implement(row, input.level)
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

/// A document with its issuer and place, for a warning.
pub(super) fn name_of(row: &AuditRow, places: &Places) -> String {
    let number = row.document.number.as_deref().unwrap_or("văn bản không số");
    let issuer = row.document.issuer.as_deref().unwrap_or("không rõ cơ quan");
    let unit = places.provinces().iter().find(|unit| Some(&unit.unit_id) == row.document.province_unit.as_ref());
    match unit.filter(|unit| !issuer.contains(&unit.name)) {
        Some(unit) => format!("{number} ({issuer}, {})", unit.name),
        None => format!("{number} ({issuer})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Deadline;

    fn task(lead: &str, title: &str, end: &str, bound: &str) -> Task {
        let deadline = Deadline {
            raw: "…".to_owned(),
            kind: "by".to_owned(),
            end: Some(end.to_owned()),
            bound: Some(bound.to_owned()),
            ..Deadline::default()
        };
        Task { title: title.to_owned(), lead: vec![lead.to_owned()], deadline: Some(deadline), ..Task::default() }
    }

    #[test]
    fn the_decision_sets_a_deadline_for_plans_of_provinces_alone() {
        let provinces = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương";
        let plan = task(provinces, "Ban hành kế hoạch thực hiện", "2022-03-31", "exclusive");
        let day = |tasks: &[Task]| deadline_of(tasks).map(|found| found.map(|deadline| deadline.day.to_string()));
        assert_eq!(day(std::slice::from_ref(&plan)), Ok(Some("2022-03-30".to_owned())));
        assert_eq!(day(&[task(provinces, "Trồng 100 cây", "2022-03-31", "inclusive")]), Ok(None));
        assert_eq!(day(&[task("Bộ Y tế", "Ban hành kế hoạch", "2022-03-31", "inclusive")]), Ok(None));
        assert!(day(&[plan, task("UBND cấp tỉnh", "Báo cáo kế hoạch", "2023-01-01", "inclusive")]).is_err());
    }
}
