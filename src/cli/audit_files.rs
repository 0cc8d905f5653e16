//! `vanban audit … --report FILE --bundle FILE`: what an audit leaves behind besides its answer.

use super::export::Tongue;
use super::output;
use crate::app::{App, AuditWire, ReportFormat, ReportRequest, write_report};
use anyhow::bail;
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct AuditFiles {
    /// Also write a report ready to send: FILE.html, FILE.docx or FILE.xlsx.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Language of the report.
    #[arg(long, value_enum, default_value = "vi")]
    language: Tongue,
    /// Also pack the answer, its report and the files it rests on, with their hashes.
    #[arg(long, value_name = "FILE.zip")]
    bundle: Option<PathBuf>,
}

impl AuditFiles {
    /// Writes what was asked for.
    pub(super) fn write(&self, app: &App, audits: &[AuditWire], day: Date) -> anyhow::Result<()> {
        let request = ReportRequest { language: self.language.into(), day, command: command(day) };
        if let Some(path) = &self.report {
            write_report(&app.report(audits, &request)?, format_of(path)?, path)?;
            eprintln!("đã ghi báo cáo (report): {}", path.display());
        }
        if let Some(path) = &self.bundle {
            let bundled = app.bundle(audits, &request, path)?;
            eprintln!("đã đóng gói {} tệp (files bundled): {}", bundled.files, path.display());
            if bundled.changed + bundled.missing > 0 {
                eprintln!(
                    "{} tệp đã đổi từ khi đọc (changed), {} tệp không còn (missing)",
                    bundled.changed, bundled.missing
                );
            }
        }
        Ok(())
    }
}

fn format_of(path: &Path) -> anyhow::Result<ReportFormat> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    Ok(match ending.as_str() {
        "html" | "htm" => ReportFormat::Html,
        "docx" => ReportFormat::Docx,
        "xlsx" => ReportFormat::Xlsx,
        _ => bail!("a report ends in .html, .docx or .xlsx: {}", path.display()),
    })
}

/// The command as typed, for whoever repeats it, with the day it was asked.
fn command(day: Date) -> String {
    let mut command = output::typed_command();
    if !command.contains(" --as-of") {
        command.push_str(&format!(" --as-of {day}"));
    }
    command
}
