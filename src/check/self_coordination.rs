//! What: a body leads a task and is to coordinate with itself. Why: one of the two names is probably another body's, and
//! that one does not know of its task. Example: under the heading `4. Sở Ngoại vụ`, `Phối hợp với Sở Ngoại vụ …`.

use super::{Check, Oddity, ReadDocument, Rule, body_key, is_group};
use crate::model::Severity;
use crate::text::fold;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "self_coordination",
    severity: Severity::Warning,
    name: "Tự phối hợp với chính mình",
    why: "Cơ quan chủ trì lại phối hợp với chính mình: có thể tên cơ quan khác bị chép nhầm.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for task in document.record.tasks.iter().filter(|task| !others_help(&task.title)) {
        // Several leads may well work with each other.
        let [lead] = task.lead.as_slice() else { continue };
        let helps_itself = !is_group(lead) && task.coordinate.iter().any(|body| body_key(body) == body_key(lead));
        if helps_itself && told.insert((task.path.clone(), body_key(lead))) {
            found.push(Oddity::at(task.span, format!("mục {}: {lead} phối hợp với chính mình", task.path)));
        }
    }
    found
}

/// True when it is other bodies that help: `Các ban, ngành phối hợp với Sở Nội vụ …`.
fn others_help(title: &str) -> bool {
    let folded = fold::unaccented(title);
    folded.split(['.', ';', '\n']).any(|sentence| {
        sentence.split_once("phoi hop").is_some_and(|(before, _)| before.trim_start().starts_with("cac "))
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record, task};
    use super::*;

    #[test]
    fn a_lead_that_helps_itself_is_told_once_an_item() {
        let paper = record(|record| {
            let mut own = task("III.4", "Đếm đèn", &["Sở Nội vụ"]);
            own.coordinate = vec!["Sở Nội vụ".to_owned()];
            let mut group = task("III.5", "Thay bấc", &["Các sở, ban, ngành"]);
            group.coordinate = vec!["Các sở, ban, ngành".to_owned()];
            let mut helped = task("III.6", "Sở Nội vụ đếm đèn. Các phòng phối hợp với Sở Nội vụ", &["Sở Nội vụ"]);
            helped.coordinate = vec!["Sở Nội vụ".to_owned()];
            record.tasks = vec![own.clone(), own, group, helped];
        });
        assert_eq!(messages(&paper, check), ["mục III.4: Sở Nội vụ phối hợp với chính mình"]);
    }
}
