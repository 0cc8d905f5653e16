//! `vanban export --format FORMAT --out FILE`: documents for other programs.

use super::choosing::{self, Choice};
use super::output::Answer;
use crate::app::{self, App, ExportFormat, ExportOptions, ExportRequest, ExportSelection, TableKind};
use crate::model::{Language, SearchRequest};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Without documents, query or filters: every document of which a file was read.")]
pub(super) struct ExportArguments {
    /// Numbers, #ids or paths of single documents.
    documents: Vec<String>,
    /// The form of the export.
    #[arg(long, value_enum)]
    format: Format,
    /// File to write, `-` for standard output.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Which table, for csv and parquet.
    #[arg(long, value_enum, default_value = "records")]
    table: Table,
    /// Only what this search finds (see `vanban search`).
    #[arg(long, value_name = "QUERY", conflicts_with = "documents")]
    query: Option<String>,
    /// Only of this province, by GSO code or name.
    #[arg(long, conflicts_with = "documents")]
    province: Option<String>,
    /// Only of this type: `Kế hoạch`, `KH`, `ke_hoach`.
    #[arg(long = "type", value_name = "TYPE", conflicts_with = "documents")]
    doc_type: Option<String>,
    /// Only dated this day, month or year or later.
    #[arg(long, value_name = "DATE", conflicts_with = "documents")]
    from: Option<String>,
    /// Only dated this day, month or year or earlier.
    #[arg(long, value_name = "DATE", conflicts_with = "documents")]
    to: Option<String>,
    /// Also documents that are only known by citation.
    #[arg(long)]
    with_cited: bool,
    /// Language of headings.
    #[arg(long, value_enum, default_value = "vi")]
    language: Tongue,
    /// What stands before the path of a document's URI, for ttl.
    #[arg(long, value_name = "IRI", default_value = "urn:vanban:")]
    base: String,
}

/// Language of headings and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tongue {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
    /// One table, comma-separated.
    Csv,
    /// A workbook: documents, citations, tasks.
    Xlsx,
    /// One table for analysts.
    Parquet,
    /// The citation graph as GraphML.
    Graphml,
    /// The citation graph for Graphviz.
    Dot,
    /// Akoma Ntoso 1.0; several documents into a .zip.
    Akn,
    /// Header of edXML (QCVN 102:2016); several documents into a .zip.
    Edxml,
    /// Deadlines of tasks as iCalendar.
    Ics,
    /// RDF in Turtle with ELI terms.
    Ttl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// One row a document.
    Records,
    /// One row a citation.
    Citations,
    /// One row a task.
    Tasks,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Language {
        match tongue {
            Tongue::Vi => Language::Vietnamese,
            Tongue::En => Language::English,
        }
    }
}

pub(super) fn run(data: &Path, typed: &ExportArguments) -> anyhow::Result<Answer> {
    let Some(selection) = selection(data, typed)? else { return Ok(Answer::Nothing) };
    let exported = app::export(data, &request(typed, selection))?;
    for note in &exported.notes {
        eprintln!("{note}");
    }
    if exported.documents == 0 {
        eprintln!("không có văn bản nào để xuất (nothing to export)");
        return Ok(Answer::Nothing);
    }
    eprintln!("đã xuất {} văn bản (documents exported): {}", exported.documents, typed.out.display());
    Ok(Answer::Found)
}

fn request(typed: &ExportArguments, selection: ExportSelection) -> ExportRequest {
    let format = match typed.format {
        Format::Jsonl => ExportFormat::Jsonl,
        Format::Csv => ExportFormat::Csv,
        Format::Xlsx => ExportFormat::Xlsx,
        Format::Parquet => ExportFormat::Parquet,
        Format::Graphml => ExportFormat::Graphml,
        Format::Dot => ExportFormat::Dot,
        Format::Akn => ExportFormat::AkomaNtoso,
        Format::Edxml => ExportFormat::Edxml,
        Format::Ics => ExportFormat::Icalendar,
        Format::Ttl => ExportFormat::Turtle,
    };
    let table = match typed.table {
        Table::Records => TableKind::Records,
        Table::Citations => TableKind::Citations,
        Table::Tasks => TableKind::Tasks,
    };
    #[expect(clippy::disallowed_methods, reason = "the day of the export; the formats are told it")]
    let today = jiff::Zoned::now().date();
    let archive = typed.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    ExportRequest {
        selection,
        with_cited: typed.with_cited,
        format,
        options: ExportOptions { table, language: typed.language.into(), today, base: typed.base.clone(), archive },
        out: (typed.out != Path::new("-")).then(|| typed.out.clone()),
    }
}

/// Which documents were typed; `None` when one of them is not there or could be several, which is said.
fn selection(data: &Path, typed: &ExportArguments) -> anyhow::Result<Option<ExportSelection>> {
    if !typed.documents.is_empty() {
        return single_documents(data, &typed.documents);
    }
    let filters = [("type", &typed.doc_type), ("province", &typed.province), ("from", &typed.from), ("to", &typed.to)];
    let filters: Vec<(String, String)> =
        filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect();
    if filters.is_empty() && typed.query.is_none() {
        return Ok(Some(ExportSelection::All));
    }
    let query = typed.query.clone().unwrap_or_default();
    Ok(Some(ExportSelection::Found(SearchRequest { query, filters, limit: 1 })))
}

fn single_documents(data: &Path, typed: &[String]) -> anyhow::Result<Option<ExportSelection>> {
    let app = App::open(data)?;
    let mut ids = Vec::new();
    for document in typed {
        match choosing::choose(&app, document, None)? {
            Choice::One(node) => ids.push(node.id),
            Choice::Several(found) => {
                choosing::print_candidates(document, &found)?;
                return Ok(None);
            }
            Choice::None => {
                choosing::report_nothing(&app, document)?;
                return Ok(None);
            }
        }
    }
    Ok(Some(ExportSelection::Documents(ids)))
}
