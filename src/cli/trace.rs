//! `vanban trace NUMBER [--date D] [--up|--down] [--depth N] [--format text|json]`: chains with their sentences.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::words;
use crate::app::{App, TraceStep};
use crate::model::DocDate;
use clap::{Args, ValueEnum};
use std::path::Path;

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

pub(super) fn run(folder: &Path, typed: &TraceArguments) -> anyhow::Result<Answer> {
    let app = App::open(folder)?;
    let node = match choosing::choose(&app, &typed.document, typed.date)? {
        Choice::One(node) => node,
        Choice::Several(found) => {
            choosing::print_candidates(&typed.document, &found)?;
            return Ok(Answer::Nothing);
        }
        Choice::None => {
            choosing::report_nothing(&app, &typed.document)?;
            return Ok(Answer::Nothing);
        }
    };
    let trace = app.trace(&node, !typed.down, !typed.up, typed.depth)?;
    if typed.format == Format::Json {
        return output::print_line(&serde_json::to_string_pretty(&trace)?);
    }
    output::print_line(&words::document_line(&trace.document))?;
    print_direction("↑ Thực hiện, căn cứ (based on)", trace.up.as_deref())?;
    print_direction("↓ Được thực hiện bởi (implemented by)", trace.down.as_deref())
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
                output::shortened(&witness.quote), witness.document, witness.file, witness.page
            ));
        }
        if step.repeated {
            lines.push(format!("{deeper}(xem tiếp ở chỗ khác trong cây)"));
        }
        step_lines(&step.steps, &deeper, lines);
    }
}
