//! `vanban tasks [--body TEXT] [--due-before DATE] [--format table|json|jsonl]`: what is assigned to whom by when.

use super::output::{self, Answer};
use super::secrecy::Desk;
use crate::model::TaskRow;
use clap::{Args, ValueEnum};
use comfy_table::Table;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Debug, Args)]
pub(super) struct TasksArguments {
    /// Only tasks of bodies whose name holds this text; accents do not matter.
    #[arg(long)]
    body: Option<String>,
    /// Only tasks whose last day lies before this one (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    due_before: Option<Date>,
    /// How to print the tasks.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table.
    Table,
    /// A JSON array, indented.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// One task as JSON.
#[derive(Debug, Serialize)]
struct TaskLine<'t> {
    document: i64,
    number: Option<&'t str>,
    date: Option<&'t str>,
    issuer: Option<&'t str>,
    path: &'t str,
    title: &'t str,
    lead: &'t [String],
    coordinate: &'t [String],
    result: Option<&'t str>,
    deadline: Option<DeadlineLine<'t>>,
    file: &'t str,
    page: u32,
}

/// A deadline as JSON.
#[derive(Debug, Serialize)]
struct DeadlineLine<'t> {
    raw: &'t str,
    kind: Option<&'t str>,
    start: Option<&'t str>,
    end: Option<&'t str>,
    recurrence: Option<&'t str>,
}

pub(super) fn run(desk: &Desk, typed: &TasksArguments) -> anyhow::Result<Answer> {
    let tasks = desk.app()?.tasks(typed.body.as_deref(), typed.due_before)?;
    match typed.format {
        Format::Table if tasks.is_empty() => eprintln!("không có nhiệm vụ nào (no task found)"),
        Format::Table => {
            output::print_line(&table(&tasks).to_string())?;
            output::print_line(&format!("{} nhiệm vụ (tasks)", tasks.len()))?;
        }
        Format::Json => {
            let lines: Vec<TaskLine<'_>> = tasks.iter().map(task_line).collect();
            output::print_line(&serde_json::to_string_pretty(&lines)?)?;
        }
        Format::Jsonl => {
            for task in &tasks {
                output::print_line(&serde_json::to_string(&task_line(task))?)?;
            }
        }
    }
    Ok(if tasks.is_empty() { Answer::Nothing } else { Answer::Found })
}

fn table(tasks: &[TaskRow]) -> Table {
    let mut table = output::new_table();
    table.set_header(["Văn bản", "Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]);
    for task in tasks {
        let number = task.number.clone().unwrap_or_else(|| "không số".to_owned());
        let deadline = task.deadline.clone().unwrap_or_default();
        let deadline = match &task.deadline_end {
            Some(end) => format!("{deadline} ({end})"),
            None => deadline,
        };
        table.add_row([
            format!("{number} [#{}]", task.document),
            task.section.clone(),
            task.title.clone(),
            task.lead.join("; "),
            task.coordinate.join("; "),
            deadline,
        ]);
    }
    table
}

fn task_line(task: &TaskRow) -> TaskLine<'_> {
    TaskLine {
        document: task.document,
        number: task.number.as_deref(),
        date: task.date.as_deref(),
        issuer: task.issuer.as_deref(),
        path: &task.section,
        title: &task.title,
        lead: &task.lead,
        coordinate: &task.coordinate,
        result: task.result.as_deref(),
        deadline: task.deadline.as_deref().map(|raw| DeadlineLine {
            raw,
            kind: task.deadline_kind.as_deref(),
            start: task.deadline_start.as_deref(),
            end: task.deadline_end.as_deref(),
            recurrence: task.recurrence.as_deref(),
        }),
        file: &task.path,
        page: task.page,
    }
}
