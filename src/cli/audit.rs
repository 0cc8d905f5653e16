//! `vanban audit NUMBER... [options]`: which places carried decisions out; with `--align`, which tasks a plan takes over.
//!
//! "None found" always stands beside how much was read and what could not be read.

use super::audit_files::AuditFiles;
use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use super::settings::Settings;
use super::{audit_csv, audit_table};
use crate::app::{App, AuditOptions};
use crate::model::{AuditLevel, DocDate, ExpectedPlace, Geography, NodeSummary};
use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct AuditArguments {
    /// Number, #id or path of the decision; several give places × decisions. NUMBER@DATE tells which.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Only documents of this date (YYYY-MM-DD, YYYY-MM or YYYY).
    #[arg(long, value_parser = choosing::read_date)]
    date: Option<DocDate>,
    /// In whose borders: the provinces of the decision's date, or those of today.
    #[arg(long, value_enum, default_value = "then")]
    geography: GeographyWord,
    /// Whose answers: the provinces', or those of the bodies below.
    #[arg(long, value_enum, default_value = "province")]
    level: LevelWord,
    /// Only the places of this list, one a line: code or name; below the provinces a body's name, then a tab and its province; there `*` stands for all districts or communes.
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// The last day for an answer (YYYY-MM-DD); else as the decision says.
    #[arg(long, value_name = "DATE")]
    deadline: Option<Date>,
    /// Instead tell which tasks of the decision this plan takes over and which it leaves out.
    #[arg(long, value_name = "DOCUMENT")]
    align: Option<String>,
    /// Which province the files of a folder belong to, for those that could not be read: FOLDER=CODE or FOLDER=NAME; also
    /// `[places]` of the configuration.
    #[arg(long, value_name = "FOLDER=PROVINCE", env = "VANBAN_PLACE_OF", value_delimiter = ';', value_parser = read_place)]
    place_of: Vec<(String, String)>,
    /// Answer as of this day (YYYY-MM-DD) instead of today.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    files: AuditFiles,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of the places with something, the others counted.
    Table,
    /// One JSON object with every place.
    Json,
    /// One line a piece of evidence, and one for each place without any; of several decisions one line a place.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GeographyWord {
    /// The provinces of the decision's date.
    Then,
    /// The provinces of today, merged ones with their parts.
    Now,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelWord {
    /// Tỉnh, thành phố.
    Province,
    /// Sở, ban, ngành.
    Department,
    /// Huyện, quận, thị xã.
    District,
    /// Xã, phường, thị trấn.
    Commune,
}

pub(super) fn run(desk: &Desk, settings: &Settings, typed: &AuditArguments) -> anyhow::Result<Answer> {
    let app = desk.app()?;
    let options = options(typed, settings)?;
    let mut decisions = Vec::new();
    for document in &typed.documents {
        match one(&app, document, typed, options.today)? {
            Some(node) => decisions.push(node),
            None => return Ok(Answer::Nothing),
        }
    }
    if let Some(plan) = &typed.align {
        return align(&app, &decisions, plan, typed, options.today);
    }
    if let [decision] = decisions.as_slice() {
        let audit = app.audit(decision, &options)?;
        typed.files.write(&app, std::slice::from_ref(&audit), options.today)?;
        return match typed.format {
            Format::Json => output::print_line(&serde_json::to_string_pretty(&audit)?),
            Format::Csv => output::print_line(audit_csv::of_audit(&audit)?.trim_end()),
            Format::Table => audit_table::print_audit(&audit),
        };
    }
    let matrix = app.audit_several(&decisions, &options)?;
    typed.files.write(&app, &matrix.audits, options.today)?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&matrix)?),
        Format::Csv => output::print_line(audit_csv::of_matrix(&matrix)?.trim_end()),
        Format::Table => audit_table::print_matrix(&matrix),
    }
}

fn align(
    app: &App,
    decisions: &[NodeSummary],
    plan: &str,
    typed: &AuditArguments,
    today: Date,
) -> anyhow::Result<Answer> {
    let [decision] = decisions else { anyhow::bail!("--align compares a plan with one decision") };
    let Some(plan) = one(app, plan, typed, today)? else { return Ok(Answer::Nothing) };
    let alignment = app.align(decision, &plan)?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&alignment)?),
        Format::Csv => output::print_line(audit_csv::of_alignment(&alignment)?.trim_end()),
        Format::Table => audit_table::print_alignment(&alignment),
    }
}

/// The one document that was typed; where there is none or several, that is told.
fn one(app: &App, document: &str, typed: &AuditArguments, today: Date) -> anyhow::Result<Option<NodeSummary>> {
    let (document, date) = match document.rsplit_once('@') {
        Some((number, day)) => (number, Some(choosing::read_date(day).map_err(anyhow::Error::msg)?)),
        None => (document, typed.date),
    };
    match choosing::choose(app, document, date)? {
        Choice::One(node) => return Ok(Some(*node)),
        Choice::Several(found) if typed.format == Format::Json => {
            output::print_line(&serde_json::to_string_pretty(&app.ambiguous_audit(&found, today)?)?)?;
        }
        Choice::Several(found) => choosing::print_candidates(document, &found)?,
        Choice::None => choosing::report_nothing(app, document)?,
    }
    Ok(None)
}

fn options(typed: &AuditArguments, settings: &Settings) -> anyhow::Result<AuditOptions> {
    let today = typed.as_of.unwrap_or_else(output::today);
    let expected = typed.expect.as_deref().map(read_list).transpose()?;
    Ok(AuditOptions {
        geography: match typed.geography {
            GeographyWord::Then => Geography::Then,
            GeographyWord::Now => Geography::Now,
        },
        level: match typed.level {
            LevelWord::Province => AuditLevel::Province,
            LevelWord::Department => AuditLevel::Department,
            LevelWord::District => AuditLevel::District,
            LevelWord::Commune => AuditLevel::Commune,
        },
        expected,
        deadline: typed.deadline,
        folder_places: settings.places(&typed.place_of)?,
        ..AuditOptions::on(today)
    })
}

/// Reads `FOLDER=PROVINCE`.
fn read_place(typed: &str) -> Result<(String, String), String> {
    let (folder, place) = typed.rsplit_once('=').ok_or_else(|| "expected FOLDER=PROVINCE".to_owned())?;
    Ok((folder.to_owned(), place.to_owned()))
}

/// Reads a list of those expected: one a line, a tab before the province; empty lines and `#` are skipped.
fn read_list(path: &Path) -> anyhow::Result<Vec<ExpectedPlace>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the list {}", path.display()))?;
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let places = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (name, province) = line.split_once('\t').map_or((line, None), |(name, province)| (name, Some(province)));
        ExpectedPlace { name: name.trim().to_owned(), province: province.map(|province| province.trim().to_owned()) }
    });
    Ok(places.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_places_and_their_province() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.txt");
        std::fs::write(&path, "# danh sách\n\n20\nhuyện Hữu Lũng\tLạng Sơn\r\n").unwrap();
        let place = |name: &str, province: Option<&str>| ExpectedPlace {
            name: name.to_owned(),
            province: province.map(str::to_owned),
        };
        assert_eq!(read_list(&path).unwrap(), [place("20", None), place("huyện Hữu Lũng", Some("Lạng Sơn"))]);
        assert!(read_list(&folder.path().join("none")).unwrap_err().to_string().contains("none"));
    }
}
