//! `vanban show ID|NUMBER|FILE [--format text|json]`: all that is known of one document.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use super::show_text;
use crate::model::DocDate;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Number, #id or path of the document.
    document: String,
    /// Only a document of this date (YYYY-MM-DD, YYYY-MM or YYYY).
    #[arg(long, value_parser = choosing::read_date)]
    date: Option<DocDate>,
    /// How to print the document.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For reading, with the words behind each value.
    Text,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, typed: &ShowArguments) -> anyhow::Result<Answer> {
    let app = desk.app()?;
    match choosing::choose(&app, &typed.document, typed.date)? {
        Choice::One(node) => {
            let shown = app.show(&node)?;
            match typed.format {
                Format::Json => output::print_line(&serde_json::to_string_pretty(&shown)?),
                Format::Text => output::print_line(&show_text::text(&shown)),
            }
        }
        Choice::Several(found) => {
            choosing::print_candidates(&typed.document, &found)?;
            Ok(Answer::Nothing)
        }
        Choice::None => {
            choosing::report_nothing(&app, &typed.document)?;
            Ok(Answer::Nothing)
        }
    }
}
