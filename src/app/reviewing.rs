//! What to look at first: [`ReviewWire`].

use super::queries::App;
use crate::model::ReviewItem;
use crate::weigh;
use serde::Serialize;

/// The queue of values in doubt.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewWire {
    /// How many values are in doubt.
    pub total: u64,
    /// Documents with a degree of secrecy, withheld.
    pub withheld: u64,
    /// The most urgent ones: by doubt, and by what hangs on them.
    pub values: Vec<ReviewItemWire>,
}

/// One value in doubt.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewItemWire {
    /// Id of the document.
    pub document: i64,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its date, ISO.
    pub date: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// The field of the record, a JSON Pointer.
    pub field: String,
    /// The words it was read from.
    pub printed: String,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Codes of what speaks against it.
    pub doubts: Vec<String>,
    /// The same in words, Vietnamese and English.
    pub reasons: Vec<String>,
    /// Path of the file.
    pub file: String,
    /// Page, from 1.
    pub page: u32,
    /// How many statements hang on it.
    pub hanging: u64,
}

impl App {
    /// At most `limit` values in doubt, the most urgent first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn review(&self, limit: usize) -> anyhow::Result<ReviewWire> {
        let values = self.store.review(limit)?.into_iter().map(item).collect();
        Ok(ReviewWire { total: self.store.doubtful_values()?, withheld: self.store.withheld_documents()?, values })
    }
}

fn item(item: ReviewItem) -> ReviewItemWire {
    ReviewItemWire {
        document: item.document,
        number: item.number,
        date: item.date,
        issuer: item.issuer,
        field: item.field,
        printed: item.value,
        confidence: (item.confidence * 100.0).round() / 100.0,
        reasons: item.reasons.iter().map(|code| weigh::doubt_in_words(code).unwrap_or(code).to_owned()).collect(),
        doubts: item.reasons,
        file: item.path,
        page: item.page,
        hanging: item.hanging,
    }
}
