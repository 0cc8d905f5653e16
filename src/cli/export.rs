//! `vanban export --format FORMAT --out FILE`: documents for other programs.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use crate::app::{self, App, AuditOptions, ExportFormat, ExportOptions, ExportRequest, ExportSelection, TableKind};
use crate::model::{Language, NodeSummary, SearchRequest};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Without documents, query or filters: every document of which a file was read.")]
pub(super) struct ExportArguments {
    /// Numbers, #ids or paths of single documents; NUMBER@DATE tells which.
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
    /// Into a workbook also the audit of this decision.
    #[arg(long, value_name = "DOCUMENT")]
    audit: Option<String>,
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

pub(super) fn run(desk: &Desk, typed: &ExportArguments) -> anyhow::Result<Answer> {
    let app = desk.app()?;
    let Some(selection) = selection(&app, typed)? else { return Ok(Answer::Nothing) };
    let mut request = request(typed, selection);
    if let Some(decision) = &typed.audit {
        anyhow::ensure!(typed.format == Format::Xlsx, "only a workbook (xlsx) has a place for an audit");
        let Some(decision) = one(&app, decision)? else { return Ok(Answer::Nothing) };
        let audit = app.audit(&decision, &AuditOptions::on(request.options.today))?;
        request.options.sheets = app::audit_sheets(&[audit], request.options.language);
    }
    let exported = app::export(desk.folder(), desk.papers(), &request)?;
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
    let archive = typed.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    ExportRequest {
        selection,
        with_cited: typed.with_cited,
        format,
        options: ExportOptions {
            table,
            language: typed.language.into(),
            today: output::today(),
            base: typed.base.clone(),
            archive,
            sheets: Vec::new(),
        },
        out: (typed.out != Path::new("-")).then(|| typed.out.clone()),
    }
}

/// Which documents were typed; `None` when one of them is not there or could be several, which is said.
fn selection(app: &App, typed: &ExportArguments) -> anyhow::Result<Option<ExportSelection>> {
    if !typed.documents.is_empty() {
        return single_documents(app, &typed.documents);
    }
    let filters = [("type", &typed.doc_type), ("province", &typed.province), ("from", &typed.from), ("to", &typed.to)];
    let filters: Vec<(String, String)> =
        filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect();
    if filters.is_empty() && typed.query.is_none() {
        return Ok(Some(ExportSelection::All));
    }
    let query = typed.query.clone().unwrap_or_default();
    Ok(Some(ExportSelection::Found(SearchRequest { query, filters, limit: 1, without: Vec::new() })))
}

fn single_documents(app: &App, typed: &[String]) -> anyhow::Result<Option<ExportSelection>> {
    let mut ids = Vec::new();
    for document in typed {
        match one(app, document)? {
            Some(node) => ids.push(node.id),
            None => return Ok(None),
        }
    }
    Ok(Some(ExportSelection::Documents(ids)))
}

/// The one document that was typed, `NUMBER@DATE` telling which; where there is none or several, that is told.
fn one(app: &App, document: &str) -> anyhow::Result<Option<NodeSummary>> {
    let (document, date) = match document.rsplit_once('@') {
        Some((number, day)) => (number, Some(choosing::read_date(day).map_err(anyhow::Error::msg)?)),
        None => (document, None),
    };
    match choosing::choose(app, document, date)? {
        Choice::One(node) => return Ok(Some(*node)),
        Choice::Several(found) => choosing::print_candidates(document, &found)?,
        Choice::None => choosing::report_nothing(app, document)?,
    }
    Ok(None)
}
