//! `vanban parse [--format jsonl|json|text] FILE...`: the record of each file, in the order given.

use super::output::{self, Answer};
use super::reading::ReadingArguments;
use crate::record::Record;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ParseArguments {
    /// How to print the records.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
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

/// Files read before the first of them is printed; bounds the memory of a long list.
const BATCH: usize = 64;

pub(super) fn run(typed: &ParseArguments) -> anyhow::Result<Answer> {
    let mut answer = Answer::Found;
    let mut printer = Printer { format: typed.format, printed: 0 };
    let reader = typed.reading.reader()?;
    for batch in typed.files.chunks(BATCH) {
        let records: Vec<Record> = batch.par_iter().map(|path| reader.read(path)).collect();
        for record in &records {
            printer.print(record)?;
            if let Some(error) = &record.error {
                eprintln!("{}: {}", record.source.path, error.message);
                answer = Answer::Failed;
            }
        }
    }
    printer.finish()?;
    Ok(answer)
}

/// Prints records one after the other; as JSON they are the items of one array.
struct Printer {
    format: Format,
    printed: usize,
}

impl Printer {
    fn print(&mut self, record: &Record) -> anyhow::Result<()> {
        match self.format {
            Format::Jsonl => output::print_line(&serde_json::to_string(record)?)?,
            Format::Json => {
                let opening = if self.printed == 0 { "[" } else { "," };
                output::print_line(&format!("{opening}{}", serde_json::to_string_pretty(record)?))?
            }
            Format::Text => output::print_line(&record.text)?,
        };
        self.printed += 1;
        Ok(())
    }

    fn finish(&self) -> anyhow::Result<()> {
        if matches!(self.format, Format::Json) {
            output::print_line("]")?;
        }
        Ok(())
    }
}
