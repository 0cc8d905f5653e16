//! The vocabularies of `grammars/*.tsv`, loaded once and cross-checked: names, codes, periods of validity.
//!
//! Imports `model` and `text` only. Shape of numbers and dates is not here but in `grammars/*.pest`.

mod agencies;
mod bodies;
mod body_words;
mod communes;
mod confusions;
mod districts;
mod doc_kinds;
mod issuers;
mod labels;
mod legacy;
mod name_index;
mod phrase_map;
mod phrases;
mod places;
mod roles;
mod task_labels;
mod task_words;
mod tsv;

use std::sync::LazyLock;

pub use agencies::{Agencies, Agency};
pub use bodies::Bodies;
pub use body_words::BodyWords;
pub use communes::Commune;
pub use confusions::Confusions;
pub use districts::{District, LAST_DISTRICT_DAY};
pub use doc_kinds::DocKinds;
pub use issuers::{CodeLevel, IssuerCode, Issuers, NumberSystem};
pub use labels::Labels;
pub use legacy::{ByteLetters, LegacyLetters};
pub use name_index::NameMatch;
pub use phrases::Phrases;
pub use places::{Places, Province};
pub use roles::{RolePhrase, RolePhrases};
pub use task_labels::{TaskField, TaskLabels};
pub use task_words::{TaskWord, TaskWords};

/// All vocabularies.
#[derive(Debug)]
pub struct Tables {
    /// Codes of issuing bodies.
    pub issuers: Issuers,
    /// Agencies through time, with their successors.
    pub agencies: Agencies,
    /// Provinces, districts and communes through time.
    pub places: Places,
    /// Type names and codes of documents.
    pub doc_kinds: DocKinds,
    /// Fixed words of the form.
    pub phrases: Phrases,
    /// Verbs that give a citation its role.
    pub roles: RolePhrases,
    /// Agencies known by name.
    pub bodies: Bodies,
    /// Words in names of bodies.
    pub body_words: BodyWords,
    /// Signs that recognition takes for digits.
    pub confusions: Confusions,
    /// Labels of task items.
    pub task_labels: TaskLabels,
    /// Fixed words around tasks.
    pub task_words: TaskWords,
    /// What a person reads instead of a slug.
    pub labels: Labels,
    /// Letters of the encodings before Unicode.
    pub legacy: LegacyLetters,
}

static BUILT_IN: LazyLock<Tables> = LazyLock::new(|| Tables {
    issuers: Issuers::built_in(),
    agencies: Agencies::built_in(),
    places: Places::built_in(),
    doc_kinds: DocKinds::built_in(),
    phrases: Phrases::built_in(),
    roles: RolePhrases::built_in(),
    bodies: Bodies::built_in(),
    body_words: BodyWords::built_in(),
    confusions: Confusions::built_in(),
    task_labels: TaskLabels::built_in(),
    task_words: TaskWords::built_in(),
    labels: Labels::built_in(),
    legacy: LegacyLetters::built_in(),
});

impl Tables {
    /// The tables that ship with the crate.
    ///
    /// ```
    /// let tables = vanban::tables::Tables::built_in();
    /// let day = jiff::civil::date(2019, 8, 28);
    /// assert_eq!(tables.places.provinces_at(day).count(), 63);
    /// ```
    #[must_use]
    pub fn built_in() -> &'static Tables {
        &BUILT_IN
    }
}
