//! `vanban parse [--format jsonl|json|text] FILE...`: the record of each file, in the order given.

use super::output::{self, Answer};
use crate::app;
use crate::record::Record;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ParseArguments {
    /// How to print the records.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    /// Files to read.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A JSON array, indented.
    Json,
    /// The normalised text alone.
    Text,
}

pub(super) fn run(typed: &ParseArguments) -> anyhow::Result<Answer> {
    let records: Vec<Record> = typed.files.iter().map(|path| app::read_record(path)).collect();
    match typed.format {
        Format::Jsonl => {
            for record in &records {
                output::print_line(&serde_json::to_string(record)?)?;
            }
        }
        Format::Json => {
            output::print_line(&serde_json::to_string_pretty(&records)?)?;
        }
        Format::Text => {
            for record in &records {
                output::print_line(&record.text)?;
            }
        }
    }
    for error in records.iter().filter_map(|record| record.error.as_ref().map(|error| (record, error))) {
        eprintln!("{}: {}", error.0.source.path, error.1.message);
    }
    let failed = records.iter().any(|record| record.error.is_some());
    Ok(if failed { Answer::Failed } else { Answer::Found })
}
