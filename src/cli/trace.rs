//! `vanban trace NUMBER [--date D] [--up|--down] [--to NUMBER] [--in-force-on D] [--depth N] [--format text|json]`: chains
//! with their sentences, ways between two documents, and whether one holds on a day.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use super::trace_text;
use super::words;
use crate::app::{App, TraceStep};
use crate::model::{DocDate, NodeSummary};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct TraceArguments {
    /// Number, #id or path of the document.
    document: String,
    /// Only a document of this date (YYYY-MM-DD, YYYY-MM or YYYY).
    #[arg(long, value_parser = choosing::read_date)]
    date: Option<DocDate>,
    /// Only what it implements or is based on.
    #[arg(long, conflicts_with = "down")]
    up: bool,
    /// Only who implements it.
    #[arg(long)]
    down: bool,
    /// How it hangs together with this document (number, #id or path).
    #[arg(long, value_name = "DOCUMENT", conflicts_with_all = ["up", "down", "in_force_on"])]
    to: Option<String>,
    /// Date of the document of --to.
    #[arg(long, value_parser = choosing::read_date, requires = "to")]
    to_date: Option<DocDate>,
    /// Whether it holds on this day, as far as what was read tells.
    #[arg(long, value_parser = choosing::read_date, value_name = "DATE")]
    in_force_on: Option<DocDate>,
    /// Most steps.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=20))]
    depth: u32,
    /// How to print the chains.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A tree with sentences.
    Text,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, typed: &TraceArguments) -> anyhow::Result<Answer> {
    let app = desk.app()?;
    let Some(node) = only(&app, &typed.document, typed.date)? else { return Ok(Answer::Nothing) };
    if let Some(to) = &typed.to {
        let Some(to) = only(&app, to, typed.to_date)? else { return Ok(Answer::Nothing) };
        let connection = app.connection(&node, &to, typed.depth)?;
        return match typed.format {
            Format::Json => output::print_line(&serde_json::to_string_pretty(&connection)?),
            Format::Text => trace_text::print_connection(&connection),
        };
    }
    let trace = app.trace(&node, !typed.down, !typed.up, typed.depth)?;
    let day = typed.in_force_on.map(DocDate::latest);
    let validity = day.map(|day| app.validity(&node, day)).transpose()?;
    if typed.format == Format::Json {
        let mut answer = serde_json::to_value(&trace)?;
        if let Some(validity) = validity {
            answer["validity"] = serde_json::to_value(validity)?;
        }
        return output::print_line(&serde_json::to_string_pretty(&answer)?);
    }
    output::print_line(&words::document_line(&trace.document))?;
    trace_text::print_validity(&trace, validity.as_ref())?;
    print_direction("↑ Thực hiện, căn cứ (based on)", trace.up.as_deref())?;
    print_direction("↓ Được thực hiện bởi (implemented by)", trace.down.as_deref())
}

/// The document that was typed; `None`, with what is known printed, where it is none or several.
fn only(app: &App, document: &str, date: Option<DocDate>) -> anyhow::Result<Option<Box<NodeSummary>>> {
    match choosing::choose(app, document, date)? {
        Choice::One(node) => return Ok(Some(node)),
        Choice::Several(found) => choosing::print_candidates(document, &found)?,
        Choice::None => choosing::report_nothing(app, document)?,
    }
    Ok(None)
}

fn print_direction(title: &str, steps: Option<&[TraceStep]>) -> anyhow::Result<Answer> {
    let Some(steps) = steps else { return Ok(Answer::Found) };
    let none = if steps.is_empty() { ": không thấy (none found)" } else { "" };
    output::print_line(&format!("\n{title}{none}"))?;
    let mut lines = Vec::new();
    step_lines(steps, "", &mut lines);
    for line in lines {
        output::print_line(&line)?;
    }
    Ok(Answer::Found)
}

fn step_lines(steps: &[TraceStep], indent: &str, lines: &mut Vec<String>) {
    for (index, step) in steps.iter().enumerate() {
        let last = index + 1 == steps.len();
        let (branch, below) = if last { ("└─", "   ") } else { ("├─", "│  ") };
        let only_cited = if step.document.known_from == "citations" { " (chưa có tệp)" } else { "" };
        lines.push(format!(
            "{indent}{branch} {}. {} ({}, {}): {}{only_cited}",
            step.hops,
            words::role(&step.role),
            words::strength(step.strength),
            words::scope(&step.scope),
            words::document_line(&step.document)
        ));
        let deeper = format!("{indent}{below}");
        if let Some(witness) = step.witnesses.first() {
            let more = match step.witnesses.len() {
                1 => String::new(),
                count => format!(" và {} nơi khác", count - 1),
            };
            let number = witness.number.as_deref().unwrap_or("không số");
            lines.push(format!(
                "{deeper}“{}” — {number} [#{}], {} tr. {}{more}",
                output::shortened(&witness.quote),
                witness.document,
                witness.file,
                witness.page
            ));
        }
        if step.repeated {
            lines.push(format!("{deeper}(xem tiếp ở chỗ khác trong cây)"));
        }
        step_lines(&step.steps, &deeper, lines);
    }
}
