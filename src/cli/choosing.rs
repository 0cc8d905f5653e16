//! From what was typed to one document: the shared first step of `show`, `trace` and `audit`.

use super::output;
use super::words;
use crate::app::{App, DocumentWire};
use crate::model::{DocDate, NodeSummary};

/// What a typed document turned out to be.
pub(super) enum Choice {
    /// One document.
    One(Box<NodeSummary>),
    /// Several fit.
    Several(Vec<NodeSummary>),
    /// None fits.
    None,
}

/// Looks up what was typed.
pub(super) fn choose(app: &App, typed: &str, date: Option<DocDate>) -> anyhow::Result<Choice> {
    let mut found = app.find(typed, date)?;
    Ok(match found.len() {
        0 => Choice::None,
        1 => Choice::One(Box::new(found.remove(0))),
        _ => Choice::Several(found),
    })
}

/// Reads a `--date`: `2019-10-09`, `2020-02` or `2026`.
pub(super) fn read_date(typed: &str) -> Result<DocDate, String> {
    DocDate::from_typed(typed).ok_or_else(|| "expected YYYY-MM-DD, DD/MM/YYYY, YYYY-MM or YYYY".to_owned())
}

/// Lists the documents that fit.
pub(super) fn print_candidates(typed: &str, found: &[NodeSummary]) -> anyhow::Result<()> {
    output::print_line(&format!("\"{typed}\" có thể là {} văn bản (several documents):", found.len()))?;
    for node in found {
        output::print_line(&format!("  {}", words::document_line(&DocumentWire::from(node))))?;
    }
    output::print_line("Chọn bằng --date hoặc #số (choose with --date or #id).")?;
    Ok(())
}

/// Says on standard error that nothing was found, and what the ledger knows of a file that has no document.
pub(super) fn report_nothing(app: &App, typed: &str) -> anyhow::Result<()> {
    match app.file_outcome(typed)? {
        Some((outcome, reason)) => {
            let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            eprintln!("{typed}: {}{reason}", words::outcome(&outcome));
        }
        None => eprintln!("không tìm thấy văn bản (no document found): {typed}"),
    }
    Ok(())
}
