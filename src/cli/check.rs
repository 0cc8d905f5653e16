//! `vanban check [DOCUMENT...] [--format table|json]`: what an inspector should look at in and among the read papers.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use super::settings::Settings;
use crate::app::{self, CheckOptions, CheckWire, FindingWire};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Only these documents: numbers, #ids or paths; else all that was read.
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Rules not to be told, by code; also `[check] silence` of the configuration.
    #[arg(long, value_name = "CODE", env = "VANBAN_SILENCE", value_delimiter = ',')]
    silence: Vec<String>,
    /// List the rules: what each finds and why that matters.
    #[arg(long)]
    rules: bool,
    /// Look as of this day (YYYY-MM-DD) instead of today.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Table,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, settings: &Settings, typed: &CheckArguments) -> anyhow::Result<Answer> {
    if typed.rules {
        return print_rules(typed.format);
    }
    let app = desk.app()?;
    let mut only = Vec::new();
    for document in &typed.documents {
        match choosing::choose(&app, document, None)? {
            Choice::One(node) => only.push(node.id),
            Choice::Several(found) => only.extend(found.iter().map(|node| node.id)),
            Choice::None => {
                choosing::report_nothing(&app, document)?;
                return Ok(Answer::Nothing);
            }
        }
    }
    let silenced = settings.silenced(&typed.silence);
    let unknown = silenced.iter().find(|code| !app::rules().iter().any(|rule| rule.code == code.as_str()));
    if let Some(code) = unknown {
        anyhow::bail!("no rule is called {code}; `vanban check --rules` lists them");
    }
    let options = CheckOptions {
        today: typed.as_of.unwrap_or_else(output::today),
        silenced,
        only: (!typed.documents.is_empty()).then_some(only),
    };
    let found = app.check(&options)?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&found)?)?,
        Format::Table => print_table(&found)?,
    };
    Ok(if found.findings.is_empty() { Answer::Nothing } else { Answer::Found })
}

fn print_table(found: &CheckWire) -> anyhow::Result<Answer> {
    if !found.findings.is_empty() {
        let mut table = output::new_table();
        table.set_header(["Văn bản", "Mức", "Dấu hiệu", "Chỗ"]);
        for finding in &found.findings {
            table.add_row([
                document_cell(finding),
                severity_word(finding.severity).to_owned(),
                format!("{}: {}", finding.code, finding.message),
                place_cell(finding),
            ]);
        }
        output::print_line(&table.to_string())?;
    }
    let counts: Vec<String> = found.counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let silenced = if found.silenced.is_empty() {
        String::new()
    } else {
        format!("; không xét (silenced): {}", found.silenced.join(", "))
    };
    let coverage = &found.coverage;
    output::print_line(&format!(
        "{} dấu hiệu (findings) trong {} văn bản đã đọc: {}{silenced}",
        found.findings.len(),
        coverage.documents,
        counts.join(", ")
    ))?;
    output::print_line(&format!("{} tệp chưa đọc được, không xét (unread files)", coverage.unread_unknown_place))
}

fn document_cell(finding: &FindingWire) -> String {
    let number = finding.document.number.as_deref().unwrap_or("không số");
    let file = finding.file.as_deref().unwrap_or_default();
    let name = Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file);
    format!("{number} [#{}]\n{name}", finding.document.document)
}

fn place_cell(finding: &FindingWire) -> String {
    match finding.page {
        Some(page) if !finding.quote.is_empty() => format!("tr. {page}: “{}”", output::shortened(&finding.quote)),
        Some(page) => format!("tr. {page}"),
        None => String::new(),
    }
}

fn severity_word(slug: &str) -> &str {
    match slug {
        "error" => "sai",
        "warning" => "nghi sai",
        "note" => "cần xem",
        other => other,
    }
}

fn print_rules(format: Format) -> anyhow::Result<Answer> {
    let rules = app::rules();
    if format == Format::Json {
        return output::print_line(&serde_json::to_string_pretty(&rules)?);
    }
    let mut table = output::new_table();
    table.set_header(["Mã (code)", "Mức", "Dấu hiệu", "Vì sao"]);
    for rule in rules {
        table.add_row([rule.code, severity_word(rule.severity), rule.name, rule.why]);
    }
    output::print_line(&table.to_string())
}
