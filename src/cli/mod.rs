//! The command line: what was typed, one file a command, and the exit code.
//!
//! Exit codes: 0 found or done, 1 nothing found (or an ambiguous number), 2 something failed.
//! Data goes to standard output, talk to standard error; a broken pipe ends quietly.

mod audit;
mod audit_csv;
mod audit_files;
mod audit_table;
mod check;
mod choosing;
mod correct;
mod data_folder;
mod doctor;
mod export;
mod extract;
mod identity_text;
mod ingest;
mod output;
mod parse;
mod progress;
mod reading;
mod register;
mod reindex;
mod review;
mod same;
mod search;
mod secrecy;
mod settings;
mod show;
mod show_text;
mod status;
mod tasks;
mod trace;
mod trace_text;
mod words;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use output::Answer;
use secrecy::Desk;
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
    #[command(flatten)]
    secrecy: secrecy::SecrecyArguments,
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
    /// Rule that two files are the same paper, or are not.
    Same(same::SameArguments),
    /// List what is assigned to whom by when.
    Tasks(tasks::TasksArguments),
    /// Tell which provinces carried a decision out, with evidence.
    Audit(audit::AuditArguments),
    /// Tell what an inspector should look at in and among the papers.
    Check(check::CheckArguments),
    /// Correct a value of a document, or list what was corrected.
    Correct(correct::CorrectArguments),
    /// List the values that a person should look at first.
    Review(review::ReviewArguments),
    /// Compare a clerk's register of papers with what was read.
    Register(register::RegisterArguments),
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
    let settings = |folder: &Path| Settings::read(arguments.config.as_deref(), folder);
    let data = || data_folder::data_folder(arguments.data.clone());
    let secrecy = &arguments.secrecy;
    let desk = || Desk::new(data()?, secrecy);
    match arguments.command {
        Command::Ingest(typed) => ingest::run(typed, &data()?),
        Command::Search(typed) => search::run(&desk()?, &typed),
        Command::Reindex => reindex::run(&data()?),
        Command::Extract(typed) => extract::run(&typed),
        Command::Parse(typed) => parse::run(&typed),
        Command::Show(typed) => show::run(&desk()?, &typed),
        Command::Trace(typed) => trace::run(&desk()?, &typed),
        Command::Same(typed) => same::run(&desk()?, &typed),
        Command::Tasks(typed) => tasks::run(&desk()?, &typed),
        Command::Audit(typed) => {
            let desk = desk()?;
            audit::run(&desk, &settings(desk.folder())?, &typed)
        }
        Command::Check(typed) => {
            let desk = desk()?;
            check::run(&desk, &settings(desk.folder())?, &typed)
        }
        Command::Correct(typed) => correct::run(&desk()?, &typed),
        Command::Review(typed) => review::run(&desk()?, &typed),
        Command::Register(typed) => register::run(&desk()?, &typed),
        Command::Export(typed) => export::run(&desk()?, &typed),
        Command::Status(typed) => status::run(&desk()?, &typed),
        Command::Doctor(typed) => doctor::run(&typed, &data()?),
        Command::ExtractWorker(typed) => typed.serve(),
        Command::Schema => output::print_line(&crate::record::json_schema()),
    }
}
