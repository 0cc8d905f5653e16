//! The fields of the index and how a [`Searchable`] fills them.
//!
//! `text` is the catch-all that a bare word of a question is looked for in: it holds the whole text and also what may
//! stand nowhere in it (the issuer in full, the number of a document that is only cited). Everything shown with a hit
//! is stored, so that a search never waits for the store.

use super::tokenizer::TOKENIZER;
use super::{number_forms, province};
use crate::model::{DocDate, Searchable};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// Version of the fields: an index of another version is rebuilt. Raise it when a field or its filling changes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// Name of the fast field with the node id.
pub(super) const ID: &str = "id";

/// Name of the fast field with the first day of the document's date.
pub(super) const FIRST_DAY: &str = "first_day";

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub schema: Schema,
    /// Node id.
    pub id: Field,
    /// Forms of the document's own number.
    pub number: Field,
    /// Forms of each cited number.
    pub cites: Field,
    /// `role:form` for each form of each cited number, such as `implements:1109/qđ-ttg`.
    pub cited_role: Field,
    pub doc_type: Field,
    pub status: Field,
    pub body_kind: Field,
    pub level: Field,
    /// GSO code, and the name with and without accents.
    pub province: Field,
    /// First day that the date can mean, as `20191009`.
    pub first_day: Field,
    /// Last day that the date can mean, as `20191009`.
    pub last_day: Field,
    pub issuer: Field,
    pub signer: Field,
    pub recipient: Field,
    pub subject: Field,
    pub task: Field,
    /// The catch-all.
    pub text: Field,
    /// Kept for hits only.
    pub shown_number: Field,
    pub shown_type: Field,
    pub shown_status: Field,
    pub shown_date: Field,
    pub shown_path: Field,
    /// The text again, for snippets.
    pub shown_text: Field,
}

impl Fields {
    pub(super) fn new() -> Fields {
        let mut builder = Schema::builder();
        let id = builder.add_i64_field(ID, NumericOptions::default() | INDEXED | STORED | FAST);
        let day = || NumericOptions::default() | FAST;
        let first_day = builder.add_i64_field(FIRST_DAY, day());
        let last_day = builder.add_i64_field("last_day", day());
        let kept = |builder: &mut SchemaBuilder, name: &str| builder.add_text_field(name, STORED);
        Fields {
            id,
            first_day,
            last_day,
            number: builder.add_text_field("number", keys()),
            cites: builder.add_text_field("cites", keys()),
            cited_role: builder.add_text_field("cited_role", keys()),
            doc_type: builder.add_text_field("doc_type", keys()),
            status: builder.add_text_field("status", keys()),
            body_kind: builder.add_text_field("body_kind", keys()),
            level: builder.add_text_field("level", keys()),
            province: builder.add_text_field("province", keys()),
            issuer: builder.add_text_field("issuer", vietnamese() | STORED),
            signer: builder.add_text_field("signer", vietnamese()),
            recipient: builder.add_text_field("recipient", vietnamese()),
            subject: builder.add_text_field("subject", vietnamese() | STORED),
            task: builder.add_text_field("task", vietnamese()),
            text: builder.add_text_field("text", vietnamese()),
            shown_number: kept(&mut builder, "shown_number"),
            shown_type: kept(&mut builder, "shown_type"),
            shown_status: kept(&mut builder, "shown_status"),
            shown_date: kept(&mut builder, "shown_date"),
            shown_path: kept(&mut builder, "shown_path"),
            shown_text: kept(&mut builder, "shown_text"),
            schema: builder.build(),
        }
    }

    /// The document of the index for one searchable.
    pub(super) fn document(&self, searchable: &Searchable) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_i64(self.id, searchable.id);
        self.add_numbers(&mut document, searchable);
        self.add_keys(&mut document, searchable);
        self.add_words(&mut document, searchable);
        self.add_shown(&mut document, searchable);
        document
    }

    fn add_numbers(&self, document: &mut TantivyDocument, searchable: &Searchable) {
        for form in searchable.number.iter().flat_map(|number| number_forms::index_forms(number)) {
            document.add_text(self.number, form);
        }
        for (number, role) in &searchable.cited {
            for form in number_forms::index_forms(number) {
                document.add_text(self.cited_role, format!("{role}:{form}"));
                document.add_text(self.cites, form);
            }
        }
    }

    fn add_keys(&self, document: &mut TantivyDocument, searchable: &Searchable) {
        let keys = [
            (self.doc_type, searchable.doc_type.as_deref()),
            (self.status, Some(searchable.status.as_str())),
            (self.body_kind, searchable.body.as_deref()),
            (self.level, searchable.level.as_deref()),
            (self.province, searchable.province.as_deref()),
        ];
        for (field, key) in keys {
            if let Some(key) = key {
                document.add_text(field, key);
            }
        }
        if let Some(name) = &searchable.province_name {
            for key in province::index_keys(name) {
                document.add_text(self.province, key);
            }
        }
        if let Some(date) = searchable.date.as_deref().and_then(DocDate::from_iso) {
            document.add_i64(self.first_day, day_number(date.earliest()));
            document.add_i64(self.last_day, day_number(date.latest()));
        }
    }

    fn add_words(&self, document: &mut TantivyDocument, searchable: &Searchable) {
        for (field, words) in [
            (self.issuer, searchable.issuer.as_ref()),
            (self.subject, searchable.subject.as_ref()),
            (self.signer, searchable.signer.as_ref()),
        ] {
            if let Some(words) = words {
                document.add_text(field, words);
                document.add_text(self.text, words);
            }
        }
        for line in &searchable.recipients {
            document.add_text(self.recipient, line);
        }
        for line in &searchable.tasks {
            document.add_text(self.task, line);
        }
        if let Some(number) = &searchable.number {
            document.add_text(self.text, number);
        }
        document.add_text(self.text, &searchable.text);
    }

    fn add_shown(&self, document: &mut TantivyDocument, searchable: &Searchable) {
        document.add_text(self.shown_status, &searchable.status);
        document.add_text(self.shown_text, &searchable.text);
        for (field, value) in [
            (self.shown_number, searchable.number.as_ref()),
            (self.shown_type, searchable.doc_type.as_ref()),
            (self.shown_date, searchable.date.as_ref()),
            (self.shown_path, searchable.path.as_ref()),
        ] {
            if let Some(value) = value {
                document.add_text(field, value);
            }
        }
    }
}

/// A day as a number that sorts like the day: `20191009`.
pub(super) fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// One token, taken as it is.
fn keys() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

/// Words with their positions.
fn vietnamese() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}
