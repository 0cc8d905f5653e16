//! What: a body gets the paper to carry it out (*để thực hiện*) and no task names it. Why: it does not know what is asked
//! of it; a task may have lost its lead. Example: `Sở Y tế (để thực hiện)` under a plan that gives Sở Y tế nothing to do.

use super::{Check, Oddity, ReadDocument, Rule, body_key, is_group};
use crate::model::Severity;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "recipient_not_tasked",
    severity: Severity::Note,
    name: "Nơi nhận để thực hiện mà không được giao việc",
    why: "Cơ quan nhận văn bản để thực hiện nhưng không nhiệm vụ nào nêu tên: không rõ phải làm gì.",
    check: Check::Document(check),
};

/// Fewest tasks with a lead: a document that gives tasks otherwise says nothing here.
const FEWEST_LED: usize = 3;

/// How the names of bodies that take tasks of their own begin, folded; rooms and teams are told by word of mouth.
const BODIES: [&str; 8] = ["so ", "bo ", "ubnd", "cong an", "cuc ", "chi cuc", "ban ", "hoi "];

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    let record = document.record;
    if record.tasks.iter().filter(|task| !task.lead.is_empty()).count() < FEWEST_LED {
        return Vec::new();
    }
    let tasked: Vec<String> = record
        .tasks
        .iter()
        .flat_map(|task| task.lead.iter().chain(&task.coordinate).chain(std::iter::once(&task.title)))
        .map(|words| body_key(words))
        .collect();
    let is_tasked =
        |body: &str| tasked.iter().any(|words| words.contains(body) || (words.len() > 3 && body.contains(words)));
    let told = record.recipients.iter().filter_map(|recipient| {
        let (body, purpose) = recipient.split_once('(')?;
        let (body, purpose) = (body.trim(), fold::unaccented(purpose));
        let carries_out = ["thuc hien", "t/h", "thi hanh"].iter().any(|words| purpose.contains(words));
        let key = body_key(body);
        let takes_tasks =
            BODIES.iter().any(|open| key.starts_with(open)) && !key.starts_with("bo phan") && !is_group(body);
        (carries_out && !purpose.contains("theo doi") && takes_tasks && !is_tasked(&key))
            .then(|| Oddity::general(format!("{body} nhận để thực hiện nhưng không được giao nhiệm vụ nào")))
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record, task};
    use super::*;

    #[test]
    fn a_body_that_is_to_act_without_a_task() {
        let paper = record(|record| {
            record.tasks = vec![task("1", "Đếm đèn", &["Sở Nội vụ"]); 3];
            let recipients =
                ["Sở Nội vụ (để thực hiện)", "Sở Y tế (để thực hiện)", "Các sở (để t/h)", "Sở Tư pháp (b/c)"];
            record.recipients = recipients.map(str::to_owned).to_vec();
        });
        assert_eq!(messages(&paper, check), ["Sở Y tế nhận để thực hiện nhưng không được giao nhiệm vụ nào"]);
    }
}
