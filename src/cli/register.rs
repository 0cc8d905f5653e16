//! `vanban register FILE [--format table|json]`: a clerk's register of papers in or out against what was read.

use super::output::{self, Answer};
use super::reading::ReadingArguments;
use super::secrecy::Desk;
use super::words;
use crate::app::{EntryWire, RegisterWire};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct RegisterArguments {
    /// The register: XLSX, XLS, ODS or CSV; its columns are told by their headings.
    file: PathBuf,
    /// How to print the comparison.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lists for reading.
    Table,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, typed: &RegisterArguments) -> anyhow::Result<Answer> {
    let found = desk.app()?.compare_register(&typed.file, &typed.reading.reader()?)?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&found)?),
        Format::Table => output::print_line(&found.registers.iter().map(text).collect::<Vec<_>>().join("\n\n")),
    }
}

fn text(found: &RegisterWire) -> String {
    let kind = if found.kind == "incoming" { "văn bản đến (incoming)" } else { "văn bản đi (outgoing)" };
    let mut lines = vec![format!("Sổ {kind}: {} mục (entries), {} khớp (agreeing)", found.entries, found.agreeing)];
    section(
        &mut lines,
        "Có trong sổ, chưa đọc được tệp (in the register, not read)",
        found.missing_here.iter().map(entry_line),
    );
    let documents = found.missing_there.iter().map(words::document_line);
    section(&mut lines, "Đã đọc, không có trong sổ (read, not in the register)", documents);
    let differing = found.differing.iter().map(|difference| {
        let documents: Vec<String> = difference.documents.iter().map(words::document_line).collect();
        format!(
            "{} — khác (differs): {} — {}",
            entry_line(&difference.entry),
            difference.fields.iter().map(|field| field_words(field)).collect::<Vec<_>>().join(", "),
            documents.join(" | ")
        )
    });
    section(&mut lines, "Không khớp (differing)", differing);
    section(&mut lines, "Không ghi số, không so được (without a number)", found.without_number.iter().map(entry_line));
    lines.join("\n")
}

fn field_words(field: &str) -> &str {
    match field {
        "date" => "ngày (date)",
        "issuer" => "cơ quan ban hành (issuer)",
        "subject" => "trích yếu (subject)",
        "number" => "sổ không ghi số, có thể là (no number entered, may be)",
        "several" => "nhiều văn bản cùng số (several papers)",
        other => other,
    }
}

fn section(lines: &mut Vec<String>, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
    if !items.is_empty() {
        lines.push(format!("{title}: {}", items.len()));
        lines.extend(items);
    }
}

fn entry_line(entry: &EntryWire) -> String {
    let parts = [&entry.number, &entry.date, &entry.issuer, &entry.subject];
    let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    let arrival = entry.arrival.as_ref().map(|arrival| format!(", số đến {arrival}")).unwrap_or_default();
    let sheet = if entry.sheet > 1 { format!("trang (sheet) {}, ", entry.sheet) } else { String::new() };
    format!("{sheet}dòng (line) {}{arrival}: {}", entry.line, parts.join(", "))
}
