//! `vanban doctor`: what this machine has and lacks for reading every paper.

use super::output::{self, Answer};
use super::reading::ReadingArguments;
use crate::app::{App, OcrEngine};
use crate::model::SecretPapers;
use clap::{Args, ValueEnum};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct DoctorArguments {
    /// How to print the findings.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One JSON array.
    Json,
}

/// One thing that was looked at.
struct Check {
    code: &'static str,
    title: &'static str,
    /// What is there, or what is missing and how to get it.
    result: Result<String, String>,
}

pub(super) fn run(typed: &DoctorArguments, data: &Path) -> anyhow::Result<Answer> {
    let checks = [ocr(), reader(&typed.reading), store(data)];
    match typed.format {
        Format::Table => output::print_line(table(&checks).trim_end())?,
        Format::Json => output::print_line(&serde_json::to_string(&json(&checks))?)?,
    };
    Ok(if checks.iter().all(|check| check.result.is_ok()) { Answer::Found } else { Answer::Nothing })
}

fn ocr() -> Check {
    let result = OcrEngine::find()
        .map(|engine| format!("{} ({})", engine.program.display(), engine.languages))
        .map_err(|missing| format!("{missing}: apt install tesseract-ocr tesseract-ocr-vie"));
    Check { code: "ocr", title: "Nhận dạng chữ trong bản quét (text recognition)", result }
}

/// Reads a small text the way every file is read.
fn reader(reading: &ReadingArguments) -> Check {
    let result = read_something(reading).map_err(|error| format!("{error:#}"));
    Check { code: "reader", title: "Tiến trình đọc tệp cách ly (isolated reader)", result }
}

fn read_something(reading: &ReadingArguments) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Số: 1/KH-UBND")?;
    let content = reading.reader()?.text(&file).content;
    content.map_err(|unread| anyhow::anyhow!("{}", unread.message))?;
    Ok("hoạt động (works)".to_owned())
}

fn store(data: &Path) -> Check {
    let is_used = std::fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some());
    let result = if is_used {
        App::open(data, SecretPapers::Withheld)
            .map(|_| data.display().to_string())
            .map_err(|error| format!("{error:#}"))
    } else {
        Ok(format!("{} chưa có gì (nothing ingested yet)", data.display()))
    };
    Check { code: "data", title: "Kho dữ liệu (data folder)", result }
}

fn table(checks: &[Check]) -> String {
    let line = |check: &Check| {
        let (mark, words) = match &check.result {
            Ok(words) => ("đủ  (ok)     ", words),
            Err(words) => ("thiếu (lacks)", words),
        };
        format!("{mark} {}: {words}\n", check.title)
    };
    checks.iter().map(line).collect()
}

fn json(checks: &[Check]) -> serde_json::Value {
    let check = |check: &Check| {
        let words = check.result.as_ref().unwrap_or_else(|words| words);
        serde_json::json!({"check": check.code, "ok": check.result.is_ok(), "message": words})
    };
    checks.iter().map(check).collect()
}
