//! A clerk's register against the store: any sheet or text that the reader opens → [`RegistersWire`].

use super::queries::App;
use super::reading::DocumentReader;
use super::wire::DocumentWire;
use crate::model::{FileText, Register, RegisterComparison, RegisterKind, RegisterRow};
use crate::register;
use crate::text::MappedText;
use anyhow::{Context, anyhow};
use serde::Serialize;
use std::path::Path;

/// How the registers of a file compare with what was read.
#[derive(Debug, Clone, Serialize)]
pub struct RegistersWire {
    /// Documents with a degree of secrecy, withheld: their entries count as not read.
    pub withheld: u64,
    /// One a register of the file: a workbook may hold the papers in and those out.
    pub registers: Vec<RegisterWire>,
}

/// How a register compares with what was read.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterWire {
    /// `incoming` or `outgoing`.
    pub kind: &'static str,
    /// Entries in the register.
    pub entries: usize,
    /// Entries whose paper was read and agrees.
    pub agreeing: usize,
    /// Entries whose paper was not read.
    pub missing_here: Vec<EntryWire>,
    /// Papers that were read and have no entry.
    pub missing_there: Vec<DocumentWire>,
    /// Entries whose paper says something else.
    pub differing: Vec<DifferenceWire>,
    /// Entries without a number.
    pub without_number: Vec<EntryWire>,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryWire {
    /// Sheet or page of the file, from 1.
    pub sheet: usize,
    /// Line of the sheet, from 1.
    pub line: usize,
    /// Its number in an incoming register.
    pub arrival: Option<String>,
    /// Number of the paper.
    pub number: Option<String>,
    /// Date of the paper, ISO; `--11-30` where the register tells no year.
    pub date: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Subject.
    pub subject: Option<String>,
}

/// An entry and the papers it may mean.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceWire {
    /// The entry.
    pub entry: EntryWire,
    /// The papers.
    pub documents: Vec<DocumentWire>,
    /// `date`, `issuer`, `subject`; `several` where more than one paper fits; `number` where the entry has none and the
    /// papers are only like it.
    pub fields: Vec<&'static str>,
}

impl App {
    /// Compares the registers in the file at `path` with the papers that were read.
    ///
    /// # Errors
    /// When the file cannot be read, is no register, or the store cannot be read.
    pub fn compare_register(&self, path: &Path, reader: &DocumentReader) -> anyhow::Result<RegistersWire> {
        let sheets = cells(reader.text(path)).with_context(|| format!("cannot read {}", path.display()))?;
        let registers = register::read(&sheets).with_context(|| format!("{} is no register", path.display()))?;
        let held = self.store.held_documents()?;
        Ok(RegistersWire {
            withheld: self.store.withheld_documents()?,
            registers: registers
                .iter()
                .map(|register| compared(register, &register::compare(register, &held)))
                .collect(),
        })
    }
}

fn compared(register: &Register, found: &RegisterComparison) -> RegisterWire {
    RegisterWire {
        kind: match register.kind {
            RegisterKind::Incoming => "incoming",
            RegisterKind::Outgoing => "outgoing",
        },
        entries: register.rows.len(),
        agreeing: found.agreeing,
        missing_here: found.missing_here.iter().map(entry).collect(),
        missing_there: found.missing_there.iter().map(DocumentWire::from).collect(),
        differing: found
            .differing
            .iter()
            .map(|difference| DifferenceWire {
                entry: entry(&difference.row),
                documents: difference.documents.iter().map(DocumentWire::from).collect(),
                fields: difference.fields.clone(),
            })
            .collect(),
        without_number: found.without_number.iter().map(entry).collect(),
    }
}

fn entry(row: &RegisterRow) -> EntryWire {
    EntryWire {
        sheet: row.sheet,
        line: row.line,
        arrival: row.arrival.clone(),
        number: row.number.clone(),
        date: row.date.map(|date| date.to_string()).or_else(|| {
            let (month, day) = row.month_day?;
            Some(format!("--{month:02}-{day:02}"))
        }),
        issuer: row.issuer.clone(),
        subject: row.subject.clone(),
    }
}

/// The cells of each line of each sheet or page of a file.
fn cells(file: FileText) -> anyhow::Result<Vec<Vec<Vec<String>>>> {
    let text = file.content.map_err(|unread| anyhow!(unread.message))?;
    let sheets = text.pages.iter().map(|page| {
        let lines: Vec<&str> = page.lines.iter().map(MappedText::as_str).collect();
        Ok(register::cells(&lines)?)
    });
    sheets.collect()
}
