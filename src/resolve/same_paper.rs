//! Whether two files of one number and issuer are the same paper: [`judge`].
//!
//! A scan, its DOCX, a reprint and a certified copy (*sao y*) are one work; two papers that bear the same number by
//! mistake or in another year's series are two. Each verdict says why, and a person's ruling comes before all.

use super::group::agree;
use crate::model::{JoinReason, OwnMember, Ruling};
use crate::text::{Sketch, fold};
use std::collections::BTreeSet;

/// Part of the shorter text that must be shared where the days contradict each other: the day was misread.
const NEARLY_THE_SAME: f32 = 0.7;

/// The same where the days agree or one has none. Real scans shared at least 0.96 with their transcripts, real papers
/// of different numbers at most 0.38 (letterhead, legal bases and formulas), half of all pairs less than 0.08.
const IN_PART: f32 = 0.45;

/// Least part of a draft's text that its numbered paper must hold.
const DRAFT: f32 = 0.6;

/// Why both are one paper, and the shared part of the texts in percent; `None` where they are two.
pub(super) fn judge(one: &OwnMember, other: &OwnMember, rulings: &[Ruling]) -> Option<(JoinReason, Option<u8>)> {
    let alike = alike(one.sketch.as_ref(), other.sketch.as_ref());
    let percent = alike.map(percent);
    let names = [&one.tag, &other.tag];
    let of_both = |ruling: &&Ruling| names.contains(&&ruling.one) && names.contains(&&ruling.other);
    if let Some(ruling) = rulings.iter().find(of_both) {
        return ruling.same.then_some((JoinReason::Ruling, percent));
    }
    let contradict = matches!((one.date, other.date), (Some(one), Some(other)) if !agree(one, other));
    let same_day = one.date.is_some() && one.date == other.date;
    let reason = match alike {
        Some(alike) if alike >= NEARLY_THE_SAME => Some(JoinReason::Text),
        _ if contradict => None,
        Some(alike) if alike >= IN_PART => Some(JoinReason::Date),
        Some(_) => (same_day && same_subject(one, other)).then_some(JoinReason::Date),
        None => Some(if same_day { JoinReason::Date } else { JoinReason::Number }),
    };
    reason.map(|reason| (reason, percent))
}

/// The shared part in percent where an unnumbered text is a draft of a numbered one.
#[must_use]
pub fn draft_likeness(draft: &Sketch, numbered: &Sketch) -> Option<u8> {
    draft.contained(numbered).filter(|alike| *alike >= DRAFT).map(percent)
}

fn alike(one: Option<&Sketch>, other: Option<&Sketch>) -> Option<f32> {
    one?.contained(other?)
}

/// True when most words of the shorter subject stand in the longer one.
fn same_subject(one: &OwnMember, other: &OwnMember) -> bool {
    let words = |member: &OwnMember| -> BTreeSet<String> {
        let subject = fold::unaccented(member.subject.as_deref().unwrap_or(""));
        subject
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let fewer = one.len().min(other.len());
    fewer >= 3 && one.intersection(&other).count() * 4 >= fewer * 3
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of one, in percent")]
fn percent(part: f32) -> u8 {
    (part.clamp(0.0, 1.0) * 100.0).round() as u8
}
