//! `vanban ingest FOLDER...`: the nightly run and its report.

use super::output::{self, Answer};
use super::progress::Progress;
use super::reading::ReadingArguments;
use crate::app::{self, IngestRequest};
use crate::model::{Outcome, RunReport};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct IngestArguments {
    /// Number of reading threads; all cores by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Read every file again, also unchanged ones.
    #[arg(long)]
    force: bool,
    /// How to print the report.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
    /// No progress on standard error.
    #[arg(long, short)]
    quiet: bool,
    /// Folders (or files) to read.
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One JSON object.
    Json,
}

pub(super) fn run(typed: IngestArguments, data: &Path) -> anyhow::Result<Answer> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = typed.jobs.map_or_else(cores, usize::from);
    let request = IngestRequest { folders: typed.folders, jobs, force: typed.force };
    let mut progress = Progress::new(typed.quiet);
    let reader = typed.reading.reader()?;
    let done = app::ingest(data, &request, &reader, &mut |step| progress.show(step));
    progress.end();
    let report = done?;
    output::print_line(
        match typed.format {
            Format::Table => table(&report),
            Format::Json => serde_json::to_string(&json(&report))?,
        }
        .trim_end(),
    )?;
    let failed = report.counts().contains_key(&Outcome::Failed) || !report.walk_errors.is_empty();
    Ok(if failed { Answer::Failed } else { Answer::Found })
}

/// Vietnamese and English name of an outcome.
fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "Mới (new)",
        Outcome::Replaced => "Đọc lại (replaced)",
        Outcome::Unchanged => "Không đổi (unchanged)",
        Outcome::Moved => "Đổi chỗ (moved)",
        Outcome::Duplicate => "Trùng (duplicate)",
        Outcome::NeedsOcr => "Cần nhận dạng ảnh (needs OCR)",
        Outcome::Unsupported => "Định dạng chưa đọc được (unsupported)",
        Outcome::Failed => "Lỗi (failed)",
    }
}

fn table(report: &RunReport) -> String {
    let mut text = String::new();
    if report.did_nothing() {
        let _ = writeln!(text, "Không có gì thay đổi (nothing changed)");
    }
    let _ = writeln!(text, "Kết quả (results)");
    for (outcome, count) in report.counts() {
        let _ = writeln!(text, "  {:<40} {count:>8}", outcome_name(outcome));
    }
    let _ = writeln!(text, "  {:<40} {:>8}", "Tổng số tệp (files seen)", report.files.len());
    if !report.skipped.is_empty() {
        let _ = writeln!(text, "  {:<40} {:>8}", "Bỏ qua, không phải văn bản (left alone)", report.skipped.len());
    }
    for outcome in [Outcome::Failed, Outcome::NeedsOcr, Outcome::Unsupported, Outcome::Duplicate] {
        let of_it: Vec<_> = report.files.iter().filter(|file| file.outcome == outcome).collect();
        list(
            &mut text,
            outcome_name(outcome),
            of_it.len(),
            of_it.iter().map(|file| {
                format!("{}: {}", file.path.display(), file.reason.as_deref().unwrap_or("không rõ lý do (no reason)"))
            }),
        );
    }
    let missing = report.missing.iter().map(|path| path.display().to_string());
    list(&mut text, "Không còn thấy (missing)", report.missing.len(), missing);
    list(&mut text, "Không mở được (cannot be opened)", report.walk_errors.len(), report.walk_errors.iter().cloned());
    let _ = writeln!(text, "Thời gian (time): {}.{:01} s", report.elapsed_ms / 1000, report.elapsed_ms % 1000 / 100);
    text
}

fn list(text: &mut String, title: &str, count: usize, lines: impl Iterator<Item = String>) {
    if count > 0 {
        let _ = writeln!(text, "{title}: {count}");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
}

fn json(report: &RunReport) -> serde_json::Value {
    let counts = report.counts();
    let outcomes: serde_json::Map<String, serde_json::Value> = Outcome::ALL
        .into_iter()
        .map(|outcome| (outcome.slug().to_owned(), counts.get(&outcome).copied().unwrap_or(0).into()))
        .collect();
    let files: Vec<_> = report
        .files
        .iter()
        .map(|file| serde_json::json!({"path": file.path.display().to_string(), "outcome": file.outcome.slug(), "reason": file.reason}))
        .collect();
    let skipped: Vec<_> = report
        .skipped
        .iter()
        .map(|(path, reason)| serde_json::json!({"path": path.display().to_string(), "reason": reason}))
        .collect();
    let missing: Vec<_> = report.missing.iter().map(|path| path.display().to_string()).collect();
    serde_json::json!({
        "outcomes": outcomes,
        "files": files,
        "missing": missing,
        "walk_errors": report.walk_errors,
        "skipped": skipped,
        "seen": report.files.len(),
        "elapsed_ms": report.elapsed_ms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileOutcome;

    fn report(outcome: Outcome) -> RunReport {
        let file = FileOutcome { path: PathBuf::from("/kho/a.txt"), outcome, reason: Some("vì sao".to_owned()) };
        RunReport { files: vec![file], ..RunReport::default() }
    }

    #[test]
    fn a_run_without_work_says_so() {
        assert!(table(&report(Outcome::Unchanged)).starts_with("Không có gì thay đổi (nothing changed)\n"));
        assert!(!table(&report(Outcome::New)).contains("nothing changed"));
    }

    #[test]
    fn what_was_not_read_is_listed_with_its_reason() {
        assert!(table(&report(Outcome::NeedsOcr)).contains("/kho/a.txt: vì sao"));
        assert!(!table(&report(Outcome::Moved)).contains("/kho/a.txt"));
    }

    #[test]
    fn json_always_holds_all_eight_outcomes() {
        let json = json(&report(Outcome::Failed));
        assert_eq!(json["outcomes"].as_object().unwrap().len(), 8);
        assert_eq!((json["outcomes"]["failed"].as_u64(), json["seen"].as_u64()), (Some(1), Some(1)));
    }
}
