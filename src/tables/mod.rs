//! The vocabularies of `grammars/*.tsv`, loaded once and cross-checked: names, codes, periods of validity.
//!
//! Imports `model` and `text` only. Shape of numbers and dates is not here but in `grammars/*.pest`.

mod issuers;
mod places;
mod tsv;

use std::sync::LazyLock;

pub use issuers::{CodeLevel, IssuerCode, Issuers};
pub use places::{District, Places, Province};

/// All vocabularies.
#[derive(Debug)]
pub struct Tables {
    /// Codes of issuing bodies.
    pub issuers: Issuers,
    /// Provinces and districts through time.
    pub places: Places,
}

static BUILT_IN: LazyLock<Tables> =
    LazyLock::new(|| Tables { issuers: Issuers::built_in(), places: Places::built_in() });

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
