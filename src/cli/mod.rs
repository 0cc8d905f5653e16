//! The command line: what was typed, one file a command, and the exit code.
//!
//! Exit codes: 0 found or done, 1 nothing found (or an ambiguous number), 2 something failed.
//! Data goes to standard output, talk to standard error; a broken pipe ends quietly.

mod data_folder;
mod ingest;
mod output;
mod parse;
mod progress;
mod reindex;
mod search;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

pub use output::Answer;

/// Reads Vietnamese administrative documents and answers who implemented what, with evidence.
#[derive(Debug, Parser)]
#[command(name = "vanban", version, about, propagate_version = true)]
struct Arguments {
    /// Data folder (store and index); else VANBAN_DATA, else the XDG data home.
    #[arg(long, global = true, env = "VANBAN_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read new and changed files of folders into store and index.
    Ingest(ingest::IngestArguments),
    /// Search documents.
    Search(search::SearchArguments),
    /// Build the search index anew from the store.
    Reindex,
    /// Print the record of each file.
    Parse(parse::ParseArguments),
    /// Print the JSON Schema of a record.
    Schema,
}

/// Runs the command that was typed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    output::exit_code(dispatch(arguments))
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Answer> {
    let data = || data_folder::data_folder(arguments.data);
    match arguments.command {
        Command::Ingest(typed) => ingest::run(typed, &data()?),
        Command::Search(typed) => search::run(&typed, &data()?),
        Command::Reindex => reindex::run(&data()?),
        Command::Parse(typed) => parse::run(&typed),
        Command::Schema => output::print_line(&crate::record::json_schema()),
    }
}
