//! Where the end of a document begins and where it ends: the label *Nơi nhận* or a list that lost it, the signature, the
//! next letterhead or annex.

use super::header::cells;
use super::{mottoes, signature};
use crate::tables::Tables;
use crate::text::{Span, fold};

/// Signs that open a list item; recognition takes a dash for `~`.
pub(super) const BULLETS: [char; 6] = ['-', '+', '·', '*', '~', '•'];

/// Lines a signature may take behind the recipients before an annex begins.
const LONGEST_SIGNATURE: usize = 14;

/// The first line of the end, and the line of `Nơi nhận` if there is one; `label` is that line, or the one above a list
/// that lost it.
pub(super) fn first_line(
    text: &str,
    lines: &[Span],
    body_line: usize,
    label: Option<usize>,
    tables: &Tables,
) -> Option<(usize, Option<usize>)> {
    let signed = |at: &usize| cells(text, lines[*at]).iter().any(|cell| signature::opens(cell.of(text), tables));
    match label {
        Some(label) => {
            let earliest = label.saturating_sub(8).max(body_line);
            // Behind a paragraph: the position that opens a decision is no signature.
            let behind =
                (earliest..label).rev().find(|at| is_running(lines[*at].of(text))).map_or(earliest, |at| at + 1);
            Some(((behind..=label).find(signed).unwrap_or(label), Some(label)))
        }
        // Without a list, a position is a signature where a person's name follows; `THỦ TƯỚNG CHÍNH PHỦ` also opens
        // the body of a decision.
        None => (body_line..lines.len())
            .find(|at| {
                signed(at)
                    && lines[*at + 1..].iter().take(5).any(|line| signature::is_person_name(line.of(text), tables))
            })
            .map(|at| (at, None)),
    }
}

/// A line of the body: longer than any of the end, and not in capitals.
fn is_running(line: &str) -> bool {
    const SHORTEST: usize = 70;
    !line.contains('\t') && !line.starts_with(BULLETS) && line.chars().count() > SHORTEST && !fold::is_upper_case(line)
}

/// The first item of a list whose label was lost: the run of items right above the archive line.
pub(super) fn list_without_label(text: &str, lines: &[Span], body_line: usize) -> Option<usize> {
    let archive = (body_line..lines.len()).find(|at| {
        let printed = lines[*at].of(text);
        let opens = || is_archive(fold::unaccented(printed).trim_start_matches(|sign: char| !sign.is_alphabetic()));
        printed.starts_with(BULLETS) && opens()
    })?;
    let is_item = |at: &usize| {
        let printed = lines[*at].of(text);
        printed.starts_with(BULLETS) || printed.ends_with(';') && printed.chars().count() < 80
    };
    let count = (body_line..archive).rev().take_while(is_item).count();
    (count > 0).then_some(archive - count)
}

pub(super) fn holds_label(text: &str, line: Span) -> bool {
    // A folded letter takes a third of its bytes at the least.
    let may_open = |cell: &&Span| {
        let bare = cell.of(text).trim_start_matches(|sign: char| !fold::is_letter(sign));
        cell.len() < 180 && (bare.starts_with(['n', 'N']) || bare.len() < 24)
    };
    cells(text, line).iter().filter(may_open).any(|cell| {
        let folded = fold::unaccented(cell.of(text));
        opens_list(&folded) && folded.len() < 60
    })
}

/// *Nơi nhận*, folded, whatever signs or lost spaces.
pub(super) fn opens_list(folded: &str) -> bool {
    let bare = folded.trim_start_matches(|sign: char| !sign.is_alphabetic());
    let is_cut = ["nhan:", "nhan :"].iter().any(|end| bare.ends_with(end)) && bare.len() <= 9;
    bare.starts_with("noi nhan") || bare.starts_with("noinhan") || is_cut
}

/// The line behind the end: the next letterhead, annex title, or a line far behind the list.
pub(super) fn after_line(text: &str, lines: &[Span], first: usize, label: Option<usize>) -> usize {
    let start = label.unwrap_or(first).max(first);
    let begins_annex = |at: usize| {
        let begins = |cell: &Span| {
            if !fold::may_open(cell.of(text), &['p', 'b', 'm']) {
                return false;
            }
            let folded = fold::unaccented(cell.of(text));
            (folded.starts_with("phu luc") || folded.starts_with("bieu mau") || folded.starts_with("mau so"))
                && folded.split(' ').count() <= 12
        };
        mottoes::holds_motto(lines[at].of(text)) || cells(text, lines[at]).iter().any(begins)
    };
    let mut quiet = 0;
    for at in start + 1..lines.len() {
        if begins_annex(at) {
            // The letterhead of an annex starts with the issuer's lines above its motto.
            let opens = (start + 1..at).rev().take_while(|line| fold::is_upper_case(lines[*line].of(text))).count();
            return if mottoes::holds_motto(lines[at].of(text)) { at - opens.min(3) } else { at };
        }
        let is_list = lines[at].of(text).starts_with(BULLETS);
        quiet = if is_list { 0 } else { quiet + 1 };
        if quiet > LONGEST_SIGNATURE {
            return at - quiet + 1 + LONGEST_SIGNATURE.min(quiet - 1);
        }
    }
    lines.len()
}

pub(super) fn is_archive(folded: &str) -> bool {
    folded == "luu" || folded.starts_with("luu:") || folded.starts_with("luu ") || folded.starts_with("luu;")
}
