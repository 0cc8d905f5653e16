//! The command line: what was typed, one file a command, and the exit code.
//!
//! Exit codes: 0 found or done, 1 nothing found (or an ambiguous number), 2 something failed.
//! Data goes to standard output, talk to standard error; a broken pipe ends quietly.

mod audit;
mod audit_csv;
mod audit_files;
mod audit_table;
mod choosing;
mod data_folder;
mod doctor;
mod export;
mod extract;
mod ingest;
mod output;
mod parse;
mod progress;
mod reading;
mod reindex;
mod search;
mod settings;
mod show;
mod show_text;
mod status;
mod tasks;
mod trace;
mod words;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

pub use output::Answer;
use settings::Settings;

/// Reads Vietnamese administrative documents and answers who implemented what, with evidence.
#[derive(Debug, Parser)]
#[command(name = "vanban", version, about, propagate_version = true)]
struct Arguments {
    /// Data folder (store and index); else VANBAN_DATA, else the XDG data home.
    #[arg(long, global = true, env = "VANBAN_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Configuration; else VANBAN_CONFIG, else `vanban.toml` in the data folder.
    #[arg(long, global = true, env = "VANBAN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
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
    /// Show what was read of a file, how, and where on its pages.
    Extract(extract::ExtractArguments),
    /// Print the record of each file.
    Parse(parse::ParseArguments),
    /// Show all that is known of one document.
    Show(show::ShowArguments),
    /// Follow what a document implements and who implements it.
    Trace(trace::TraceArguments),
    /// List what is assigned to whom by when.
    Tasks(tasks::TasksArguments),
    /// Tell which provinces carried a decision out, with evidence.
    Audit(audit::AuditArguments),
    /// Write documents out for other programs.
    Export(export::ExportArguments),
    /// Tell how much was read.
    Status(status::StatusArguments),
    /// Tell what this machine lacks for reading every paper.
    Doctor(doctor::DoctorArguments),
    /// Print the JSON Schema of a record.
    Schema,
    /// Reads files for another `vanban`, within limits.
    #[command(hide = true)]
    ExtractWorker(reading::ReadingArguments),
}

/// Runs the command that was typed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    output::exit_code(dispatch(arguments))
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Answer> {
    let config = arguments.config;
    let data = || data_folder::data_folder(arguments.data);
    match arguments.command {
        Command::Ingest(typed) => ingest::run(typed, &data()?),
        Command::Search(typed) => search::run(&typed, &data()?),
        Command::Reindex => reindex::run(&data()?),
        Command::Extract(typed) => extract::run(&typed),
        Command::Parse(typed) => parse::run(&typed),
        Command::Show(typed) => show::run(&data()?, &typed),
        Command::Trace(typed) => trace::run(&data()?, &typed),
        Command::Tasks(typed) => tasks::run(&data()?, &typed),
        Command::Audit(typed) => {
            let folder = data()?;
            audit::run(&folder, &Settings::read(config.as_deref(), &folder)?, &typed)
        }
        Command::Export(typed) => export::run(&data()?, &typed),
        Command::Status(typed) => status::run(&data()?, &typed),
        Command::Doctor(typed) => doctor::run(&typed, &data()?),
        Command::ExtractWorker(typed) => typed.serve(),
        Command::Schema => output::print_line(&crate::record::json_schema()),
    }
}
