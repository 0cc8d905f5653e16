//! Which tasks of a decision a plan takes over: [`align`]. Pure.
//!
//! Two tasks are held for the same when their words are alike: the share of the decision's pairs of neighbouring
//! syllables, accents folded, that the plan's task repeats, weighed against the words that the plan adds. Lead and
//! deadline are compared and told, they do not decide. Each task is paired once, the most alike first.

use crate::record::Task;
use crate::text::fold;
use std::collections::BTreeSet;

/// Least likeness, in hundredths, of two tasks that are held for the same.
const LEAST_LIKENESS: u32 = 35;

/// A pair of neighbouring syllables says little in a very short text: fewer pairs than this are never held for alike.
const FEWEST_PAIRS: usize = 3;

/// The tasks of a decision beside those of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// One a task of the decision, in its order.
    pub tasks: Vec<AlignedTask>,
    /// Tasks of the plan that none of the decision matches, in its order.
    pub own: Vec<Task>,
}

/// A task of the decision and what the plan made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AlignedTask {
    /// The decision's task.
    pub task: Task,
    /// The plan's; `None` where it was left out, as far as its words tell.
    pub taken_over: Option<Task>,
    /// How alike the words are, 0 to 100; of the nearest task where none was near enough.
    pub likeness: u32,
    /// True when a lead of the decision's task leads in the plan too.
    pub same_lead: bool,
    /// The plan's last day against the decision's: negative when earlier, in days; `None` where one is not dated.
    pub deadline_days: Option<i32>,
}

/// Pairs the tasks of a decision with those of a plan.
#[must_use]
pub fn align(decision: &[Task], plan: &[Task]) -> Alignment {
    let wanted: Vec<BTreeSet<String>> = decision.iter().map(|task| pairs(&task.title)).collect();
    let offered: Vec<BTreeSet<String>> = plan.iter().map(|task| pairs(&task.title)).collect();
    let mut scores: Vec<(u32, usize, usize)> = Vec::new();
    for (at, one) in wanted.iter().enumerate() {
        scores.extend(offered.iter().enumerate().map(|(to, other)| (likeness(one, other), at, to)));
    }
    let nearest = |at: usize| scores.iter().filter(|(_, task, _)| *task == at).map(|(score, ..)| *score).max();
    let nearest: Vec<u32> = (0..decision.len()).map(|at| nearest(at).unwrap_or(0)).collect();
    scores.retain(|(score, ..)| *score >= LEAST_LIKENESS);
    scores.sort_by_key(|(score, at, to)| (std::cmp::Reverse(*score), *at, *to));
    let mut taken: Vec<Option<(u32, usize)>> = vec![None; decision.len()];
    let mut used = BTreeSet::new();
    for (score, at, to) in scores {
        if taken[at].is_none() && used.insert(to) {
            taken[at] = Some((score, to));
        }
    }
    let aligned = decision.iter().zip(taken).zip(nearest).map(|((task, pair), nearest)| {
        let counterpart = pair.map(|(_, to)| &plan[to]);
        AlignedTask {
            task: task.clone(),
            likeness: pair.map_or(nearest, |(score, _)| score),
            same_lead: counterpart.is_some_and(|other| same_lead(task, other)),
            deadline_days: counterpart.and_then(|other| deadline_days(task, other)),
            taken_over: counterpart.cloned(),
        }
    });
    let tasks = aligned.collect();
    let own = plan.iter().enumerate().filter(|(to, _)| !used.contains(to)).map(|(_, task)| task.clone()).collect();
    Alignment { tasks, own }
}

/// Pairs of neighbouring syllables, folded.
fn pairs(title: &str) -> BTreeSet<String> {
    let folded = fold::unaccented(title);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).map(|pair| pair.join(" ")).collect()
}

/// 0 to 100: the mean of how much of the decision's task is repeated and how much the two share of all they say.
fn likeness(wanted: &BTreeSet<String>, offered: &BTreeSet<String>) -> u32 {
    if wanted.len() < FEWEST_PAIRS || offered.len() < FEWEST_PAIRS {
        return 0;
    }
    let shared = wanted.intersection(offered).count();
    let hundredths = |of: usize| u32::try_from(shared * 100 / of.max(1)).unwrap_or(0);
    u32::midpoint(hundredths(wanted.len()), hundredths(wanted.union(offered).count()))
}

fn same_lead(one: &Task, other: &Task) -> bool {
    let key = |body: &String| fold::unaccented(body).replace("uy ban nhan dan", "ubnd");
    let leads: BTreeSet<String> = other.lead.iter().map(key).collect();
    one.lead.iter().any(|body| leads.contains(&key(body)))
}

fn deadline_days(one: &Task, other: &Task) -> Option<i32> {
    let day = |task: &Task| task.deadline.as_ref()?.end.as_deref()?.parse::<jiff::civil::Date>().ok();
    day(one)?.until(day(other)?).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Deadline;

    fn task(title: &str, lead: &str, end: &str) -> Task {
        let deadline = Deadline { end: Some(end.to_owned()), ..Deadline::default() };
        Task {
            title: title.to_owned(),
            lead: vec![lead.to_owned()],
            deadline: (!end.is_empty()).then_some(deadline),
            ..Task::default()
        }
    }

    #[test]
    fn a_plan_takes_over_one_task_leaves_one_out_and_adds_one() {
        let decision = [
            task("Kiểm kê giếng làng và lập bản đồ giếng", "UBND cấp tỉnh", "2022-03-31"),
            task("Bồi dưỡng người trông giếng ở cơ sở", "Bộ Y tế", ""),
        ];
        let plan = [
            task("Tuyên truyền trên đài phát thanh huyện", "Sở Y tế", ""),
            task(
                "Tổ chức kiểm kê giếng làng và lập bản đồ giếng trên địa bàn tỉnh",
                "Ủy ban nhân dân cấp tỉnh",
                "2022-04-10",
            ),
        ];
        let found = align(&decision, &plan);
        assert_eq!(found.tasks[0].taken_over.as_ref(), Some(&plan[1]));
        assert_eq!((found.tasks[0].same_lead, found.tasks[0].deadline_days), (true, Some(10)));
        assert_eq!(found.tasks[1].taken_over, None);
        assert_eq!(found.own, [plan[0].clone()]);
    }
}
