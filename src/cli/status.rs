//! `vanban status [--format text|json]`: how much there is.

use super::output::{self, Answer};
use super::secrecy::Desk;
use super::words;
use crate::app::StatusWire;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// How to print the counts.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One line a count.
    Text,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, typed: &StatusArguments) -> anyhow::Result<Answer> {
    let status = desk.app()?.status()?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&status)?),
        Format::Text => output::print_line(&text(&status)),
    }
}

fn text(status: &StatusWire) -> String {
    let mut lines = vec![
        format!("Thư mục dữ liệu (data folder): {}", status.folder),
        format!("Lần ghi cuối (last run): {}", status.last_run.as_deref().unwrap_or("không rõ")),
        format!(
            "Dung lượng (size): kho {} MB, cả thư mục {} MB",
            megabytes(status.store_bytes),
            megabytes(status.folder_bytes)
        ),
        format!("Tệp (files): {}", status.files.values().sum::<u64>()),
    ];
    lines.extend(status.files.iter().map(|(outcome, count)| format!("  {count:>8}  {}", words::outcome(outcome))));
    if status.files_missing > 0 {
        lines.push(format!("  {:>8}  {}", status.files_missing, words::outcome("missing")));
    }
    lines.push(format!("Văn bản đã đọc (documents): {}", status.documents));
    lines.push(format!(
        "Văn bản được biết (known documents): {}, trong đó chỉ qua viện dẫn (only cited): {}",
        status.nodes, status.only_cited
    ));
    lines.push(format!(
        "Viện dẫn (citations): {} rõ văn bản, {} chưa phân biệt được (ambiguous), {} không có số",
        status.citations_linked, status.citations_ambiguous, status.citations_without_number
    ));
    lines.push(format!("Nhiệm vụ (tasks): {}", status.tasks));
    if status.withheld > 0 {
        lines.push(format!("Văn bản có độ mật, không tính ở trên (secret, withheld): {}", status.withheld));
    }
    if !status.secret_accesses.is_empty() {
        lines.push(format!("Đã xem tài liệu mật (secret papers asked for): {} lần", status.secret_accesses.len()));
    }
    lines.extend(status.secret_accesses.iter().map(|asked| format!("  {}  {}: {}", asked.at, asked.who, asked.what)));
    lines.join("\n")
}

/// Megabytes with one decimal.
fn megabytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}
