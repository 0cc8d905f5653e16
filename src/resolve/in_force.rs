//! Whether a document holds on a day, from what others do to it: [`in_force_on`].
//!
//! The day of the acting document counts: when its own provisions set another day of effect, that is not read here.
//! Legal source: Luật Ban hành văn bản quy phạm pháp luật, on effect and expiry (replaced or repealed as a whole).

use crate::model::{Act, DocDate, InForce};
use jiff::civil::Date;

/// Whether a document of `own` date holds on `day`. An act before the document's own day cannot mean it and is left out.
///
/// ```
/// use vanban::model::{Act, DocDate, InForce};
/// let act = Act { role: "repeals".into(), is_partial: false, date: DocDate::from_iso("2021-05-01"), is_issued: true };
/// let own = DocDate::from_iso("2019-01-01");
/// let on = |day: &str| vanban::resolve::in_force_on(own, std::slice::from_ref(&act), day.parse().unwrap());
/// assert_eq!((on("2020-01-01"), on("2022-01-01"), on("2018-01-01")), (InForce::Yes, InForce::No, InForce::NotYet));
/// ```
#[must_use]
pub fn in_force_on(own: Option<DocDate>, acts: &[Act], day: Date) -> InForce {
    if own.is_some_and(|own| own.earliest() > day) {
        return InForce::NotYet;
    }
    let possible = |act: &&Act| {
        let before_own = act.date.zip(own).is_some_and(|(act, own)| act.latest() < own.earliest());
        act.is_issued && !before_own && act.date.is_none_or(|date| date.earliest() <= day)
    };
    let mut state = InForce::Yes;
    for act in acts.iter().filter(possible) {
        let is_sure = act.date.is_some_and(|date| date.latest() <= day);
        let found = match (act.role.as_str(), act.is_partial) {
            ("repeals" | "replaces" | "withdraws", false) if is_sure => InForce::No,
            ("repeals" | "replaces" | "withdraws", false) => InForce::Doubtful,
            ("suspends", false) if is_sure => InForce::Suspended,
            ("extends", _) => InForce::Yes,
            _ => InForce::Changed,
        };
        if rank(found) > rank(state) {
            state = found;
        }
    }
    state
}

fn rank(state: InForce) -> u8 {
    match state {
        InForce::NotYet | InForce::Yes => 0,
        InForce::Changed => 1,
        InForce::Doubtful => 2,
        InForce::Suspended => 3,
        InForce::No => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(acts: &[(&str, bool, &str)], expected: InForce) {
        let acts: Vec<Act> = acts
            .iter()
            .map(|(role, is_partial, date)| Act {
                role: (*role).to_owned(),
                is_partial: *is_partial,
                date: DocDate::from_iso(date),
                is_issued: true,
            })
            .collect();
        let day = jiff::civil::date(2022, 6, 1);
        assert_eq!(in_force_on(DocDate::from_iso("2019-03-01"), &acts, day), expected, "{acts:?}");
    }

    #[test]
    fn acts_up_to_the_day_count() {
        check(&[], InForce::Yes);
        check(&[("amends", false, "2020-01-01")], InForce::Changed);
        check(&[("repeals", true, "2020-01-01")], InForce::Changed);
        check(&[("replaces", false, "2020-01-01"), ("amends", false, "2021-01-01")], InForce::No);
        check(&[("repeals", false, "2023-01-01")], InForce::Yes);
        check(&[("repeals", false, "")], InForce::Doubtful);
        check(&[("repeals", false, "2022")], InForce::Doubtful);
        check(&[("suspends", false, "2021-01-01")], InForce::Suspended);
        check(&[("repeals", false, "2010-01-01")], InForce::Yes);
    }

    #[test]
    fn a_draft_ends_nothing() {
        let act =
            Act { role: "repeals".to_owned(), is_partial: false, date: DocDate::from_iso("2020"), is_issued: false };
        assert_eq!(in_force_on(None, &[act], jiff::civil::date(2022, 6, 1)), InForce::Yes);
    }
}
