//! Who helps (*phối hợp*): the bodies behind that word.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::text::{Span, fold};

/// Adds the bodies that are not there yet.
pub(super) fn add(bodies: &mut Vec<String>, more: Vec<String>) {
    for body in more {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
}

/// The bodies behind each *phối hợp (chặt chẽ) với*, *phối hợp cùng* of a job; accents may be lost.
pub(super) fn coordinating(job: Span, context: &Context<'_>) -> Vec<String> {
    let all = context.flow.words(job);
    let is = |at: usize, wanted: &[&str]| {
        all.get(at).is_some_and(|word| wanted.contains(&fold::unaccented(&word.key).as_str()))
    };
    let mut found: Vec<String> = Vec::new();
    for at in (0..all.len()).filter(|at| all[*at].key.starts_with('p') && is(*at, &["phoi"]) && is(*at + 1, &["hop"])) {
        let link = (at + 2..at + 5).find(|link| is(*link, &["voi", "cung"]));
        let behind = match link {
            Some(link) if is(link + 1, &["voi"]) => link + 2,
            Some(link) => link + 1,
            None => at + 2,
        };
        let Some(first) = all.get(behind) else { continue };
        // `phối hợp Sở Nội vụ`: without *với*, a body's name in capitals must follow.
        if link.is_some() || first.is_capital {
            let rest = Span::new(first.span.start(), job.end());
            add(&mut found, bodies::list(context.flow, rest, ListEnd::Verb, context.tables).0);
        }
    }
    found
}
