//! What: a task has nobody to lead it, in a document whose other tasks have. Why: what is everybody's is nobody's. Example:
//! a plan with nine tasks under named bodies and one without. Other papers than plans are not asked,
//! and where more than one task in five bears no name the document has another form: neither is told.

use super::{Check, Oddity, ReadDocument, Rule};
use crate::model::Severity;
use crate::record::Task;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "task_without_lead",
    severity: Severity::Note,
    name: "Nhiệm vụ không có nơi chủ trì",
    why: "Các nhiệm vụ khác có nơi chủ trì mà nhiệm vụ này không: không rõ ai chịu trách nhiệm.",
    check: Check::Document(check),
};

/// Types of documents that are lists of tasks. Letters and directives give tasks to those they are sent to, and what
/// reads like a task there is often a heading.
const PLANS: [&str; 4] = ["ke_hoach", "chuong_trinh", "phuong_an", "de_an"];

/// At most one task in so many is without a lead.
const ONE_IN: usize = 5;

/// Fewest words of a task; shorter lines are headings.
const FEWEST_WORDS: usize = 5;

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    let is_task = |task: &&Task| {
        let heading = fold::is_upper_case(&task.title) || task.title.trim_end().ends_with(':');
        !heading && task.title.split_whitespace().count() >= FEWEST_WORDS
    };
    let without: Vec<&Task> = record.tasks.iter().filter(|task| task.lead.is_empty()).filter(is_task).collect();
    let is_plan = record.doc_type.as_deref().is_some_and(|doc_type| PLANS.contains(&doc_type));
    if !is_plan || without.len() * ONE_IN > record.tasks.len() {
        return Vec::new();
    }
    without
        .into_iter()
        .map(|task| {
            let title = fold::single_spaces(&task.title);
            Oddity::at(task.span, format!("mục {}: “{title}” không nêu nơi chủ trì", task.path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record, task};
    use super::*;

    #[test]
    fn the_one_task_without_a_lead_is_told() {
        let mut tasks = vec![task("1", "Đếm đèn", &["Sở Nội vụ"]); 4];
        tasks.push(task("2", "Thay bấc của mọi bến", &[]));
        let plan = record(|record| record.tasks.clone_from(&tasks));
        assert_eq!(messages(&plan, check), ["mục 2: “Thay bấc của mọi bến” không nêu nơi chủ trì"]);
        let letter = record(|record| {
            record.tasks = tasks;
            record.doc_type = Some("cong_van".to_owned());
        });
        assert!(messages(&letter, check).is_empty());
    }
}
