//! Duties to report (*chế độ báo cáo*): to whom, and through whom.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::model::Reporting;
use crate::text::Span;

/// Reads `… báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở A) …`. `None` where nobody is named to report to.
pub(super) fn of(job: Span, context: &Context<'_>) -> Option<Reporting> {
    const TO: [&str; 6] = ["về ", "cho ", "với ", "tới ", "gửi ", "đến "];
    let printed = job.of(context.flow);
    let verb = ["báo cáo", "Báo cáo"].iter().filter_map(|verb| printed.find(verb)).min()? + "báo cáo".len();
    let sentence = printed[verb..].find(". ").map_or(printed.len(), |stop| verb + stop);
    let behind = &printed[verb..sentence];
    let direct = behind.starts_with(' ').then_some(1);
    let marked = TO.iter().flat_map(|word| {
        behind
            .match_indices(word)
            .filter(|(at, _)| behind[..*at].ends_with([' ', ',']))
            .map(|(at, word)| at + word.len())
    });
    let mut places: Vec<usize> = direct.into_iter().chain(marked).collect();
    places.sort_unstable();
    let to = places.into_iter().map(|at| body_at(job, verb + at, context)).find(|names| !names.is_empty())?;
    let via = behind.find("qua ").map_or_else(Vec::new, |at| body_at(job, verb + at + "qua ".len(), context));
    // `Ủy ban nhân dân tỉnh (qua Sở A)`: the bracket tells the way, not the name.
    let to = to.into_iter().map(|name| name.split(" (").next().unwrap_or_default().to_owned()).collect();
    Some(Reporting { to, via })
}

/// The bodies that start at a byte of the job; none where no body's name starts there.
fn body_at(job: Span, at: usize, context: &Context<'_>) -> Vec<String> {
    let rest = Span::new(job.start() + at, job.end());
    let all = context.flow.words(rest);
    let starts = rest.of(context.flow).starts_with(char::is_uppercase)
        && (context.tables.phrases.actor_head(all).is_some() || context.tables.bodies.at_start(all).is_some());
    if starts { bodies::list(context.flow, rest, ListEnd::Verb, context.tables).0 } else { Vec::new() }
}
