//! Shapes of answers as JSON that several commands share. Stable: fields are only ever added.

use crate::model::{Access, NodeSummary, Witness};
use crate::store::StoreStatus;
use crate::tables::Tables;
use serde::Serialize;

/// A document in short.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentWire {
    /// Id of the document.
    pub document: i64,
    /// Number as printed, `/KH-UBND` where the ordinal is blank.
    pub number: Option<String>,
    /// ISO date, as precise as the paper.
    pub date: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// Issuer in full.
    pub issuer: Option<String>,
    /// GSO code of the province at the document's date.
    pub province: Option<String>,
    /// Name of that province.
    pub province_name: Option<String>,
    /// Subject.
    pub title: Option<String>,
    /// `file` when a file of it was read, else `citations`.
    pub known_from: &'static str,
}

impl From<&NodeSummary> for DocumentWire {
    fn from(node: &NodeSummary) -> DocumentWire {
        DocumentWire {
            document: node.id,
            number: node.number.clone(),
            date: node.date.map(|date| date.to_string()),
            doc_type: node.doc_type.clone(),
            issuer: node.issuer.clone(),
            province: node.province.clone(),
            province_name: province_name(node),
            title: node.title.clone(),
            known_from: if node.only_cited() { "citations" } else { "file" },
        }
    }
}

pub(super) fn province_name(node: &NodeSummary) -> Option<String> {
    let unit = node.province_unit.as_ref()?;
    let provinces = Tables::built_in().places.provinces();
    provinces.iter().find(|province| province.unit_id == *unit).map(|province| province.name.clone())
}

/// Where something is said.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessWire {
    /// Id of the document that says it.
    pub document: i64,
    /// Its number as printed.
    pub number: Option<String>,
    /// Path of its file.
    pub file: String,
    /// Page, from 1.
    pub page: u32,
    /// The sentence, single spaces.
    pub quote: String,
}

impl From<&Witness> for WitnessWire {
    fn from(witness: &Witness) -> WitnessWire {
        WitnessWire {
            document: witness.node,
            number: witness.number.clone(),
            file: witness.path.clone(),
            page: witness.page,
            quote: witness.quote.clone(),
        }
    }
}

/// How much there is.
#[derive(Debug, Clone, Serialize)]
pub struct StatusWire {
    /// The data folder.
    pub folder: String,
    /// When the store last changed, ISO with time zone; null where the file system does not tell.
    pub last_run: Option<String>,
    /// Size of the store in bytes.
    pub store_bytes: u64,
    /// Size of the whole data folder, index included, in bytes.
    pub folder_bytes: u64,
    /// Files by outcome.
    pub files: std::collections::BTreeMap<String, u64>,
    /// Files that later runs no longer saw.
    pub files_missing: u64,
    /// Documents in search and audits.
    pub documents: u64,
    /// Documents read or known by citation, copies counted once.
    pub nodes: u64,
    /// Of these, known by citation alone.
    pub only_cited: u64,
    /// Citations that lead to one document.
    pub citations_linked: u64,
    /// Citations that fit several documents.
    pub citations_ambiguous: u64,
    /// Citations without a whole number.
    pub citations_without_number: u64,
    /// Tasks.
    pub tasks: u64,
    /// Documents with a degree of secrecy, which are withheld and not counted above; 0 where they were asked for.
    pub withheld: u64,
    /// Who asked for such documents, oldest first.
    pub secret_accesses: Vec<AccessWire>,
}

/// Someone asked for secret papers.
#[derive(Debug, Clone, Serialize)]
pub struct AccessWire {
    /// When, ISO 8601.
    pub at: String,
    /// Who.
    pub who: String,
    /// The command as typed.
    pub what: String,
}

impl From<Access> for AccessWire {
    fn from(access: Access) -> AccessWire {
        AccessWire { at: access.at, who: access.who, what: access.what }
    }
}

impl StatusWire {
    pub(super) fn of(status: StoreStatus) -> StatusWire {
        StatusWire {
            folder: String::new(),
            last_run: None,
            store_bytes: 0,
            folder_bytes: 0,
            files: status.files.into_iter().collect(),
            files_missing: status.missing,
            documents: status.documents,
            nodes: status.nodes,
            only_cited: status.only_cited,
            citations_linked: status.citations_linked,
            citations_ambiguous: status.citations_ambiguous,
            citations_without_number: status.citations_without_number,
            tasks: status.tasks,
            withheld: 0,
            secret_accesses: Vec::new(),
        }
    }
}
