//! Ways between two documents and whether a document holds, as text.

use super::output::{self, Answer};
use super::words;
use crate::app::{ActWire, ConnectionWire, HopWire, TraceWire, ValidityWire};

/// What others did to the document, what it did, and whether it holds on the day asked for.
pub(super) fn print_validity(trace: &TraceWire, validity: Option<&ValidityWire>) -> anyhow::Result<()> {
    if let Some(validity) = validity {
        output::print_line(&format!(
            "\nHiệu lực ngày {} (in force), theo các văn bản đã đọc: {}",
            validity.on,
            in_force_words(validity.in_force)
        ))?;
    }
    print_acts("Bị tác động bởi (changed by)", &trace.changed_by)?;
    print_acts("Tác động đến (changes)", &trace.changes)
}

fn in_force_words(slug: &str) -> &str {
    match slug {
        "yes" => "còn hiệu lực, không thấy văn bản nào bãi bỏ (in force, nothing read ends it)",
        "changed" => "còn hiệu lực, đã sửa đổi hoặc hết hiệu lực một phần (in force as changed)",
        "suspended" => "đang tạm dừng (suspended)",
        "no" => "hết hiệu lực (no longer in force)",
        "not_yet" => "chưa ban hành (not yet issued)",
        "doubtful" => "chưa rõ: có văn bản không ghi ngày có thể đã bãi bỏ (doubtful)",
        other => other,
    }
}

fn print_acts(title: &str, acts: &[ActWire]) -> anyhow::Result<()> {
    if acts.is_empty() {
        return Ok(());
    }
    output::print_line(&format!("\n{title}:"))?;
    for act in acts {
        let line = words::document_line(&act.document);
        output::print_line(&format!("  {} ({}): {line}", words::role(&act.role), words::scope(&act.scope)))?;
        if let Some(witness) = act.witnesses.first() {
            let quote = output::shortened(&witness.quote);
            output::print_line(&format!("    “{quote}” — {} tr. {}", witness.file, witness.page))?;
        }
    }
    Ok(())
}

/// The ways between two documents.
pub(super) fn print_connection(connection: &ConnectionWire) -> anyhow::Result<Answer> {
    output::print_line(&words::document_line(&connection.from))?;
    output::print_line(&words::document_line(&connection.to))?;
    print_paths("Đường dẫn từ văn bản thứ nhất đến văn bản thứ hai (paths)", &connection.paths)?;
    print_paths("Đường dẫn ngược lại (paths back)", &connection.reverse)?;
    for common in &connection.common {
        output::print_line(&format!("\nCùng dẫn đến (both lead to): {}", words::document_line(&common.document)))?;
        print_hops(&common.from)?;
        output::print_line("  —")?;
        print_hops(&common.to)?;
    }
    if connection.paths.is_empty() && connection.reverse.is_empty() && connection.common.is_empty() {
        output::print_line("Không thấy liên hệ trong các văn bản đã đọc (no connection found in what was read).")?;
        return Ok(Answer::Nothing);
    }
    Ok(Answer::Found)
}

fn print_paths(title: &str, paths: &[Vec<HopWire>]) -> anyhow::Result<()> {
    for (index, path) in paths.iter().enumerate() {
        output::print_line(&format!("\n{title}, {}/{}, {} bước (hops):", index + 1, paths.len(), path.len()))?;
        print_hops(path)?;
    }
    Ok(())
}

fn print_hops(path: &[HopWire]) -> anyhow::Result<()> {
    for hop in path {
        output::print_line(&format!(
            "  {}\n    {} ({}, {}) → {}",
            words::document_line(&hop.from),
            words::role(&hop.role),
            words::strength(hop.strength),
            words::scope(&hop.scope),
            words::document_line(&hop.to)
        ))?;
        let quote = output::shortened(&hop.witness.quote);
        output::print_line(&format!("    “{quote}” — {} tr. {}", hop.witness.file, hop.witness.page))?;
    }
    Ok(())
}
