//! [`Labels`]: what a person reads instead of a slug (`legal_basis` is *căn cứ*), in both languages.

use super::tsv;
use crate::model::Language;
use std::collections::HashMap;

/// Names of slugs by set, such as `role`.
#[derive(Debug)]
pub struct Labels {
    names: HashMap<(&'static str, &'static str), [&'static str; 2]>,
}

impl Labels {
    pub(super) fn built_in() -> Labels {
        let rows = tsv::rows(include_str!("../../grammars/labels.tsv"), ["set", "slug", "vi", "en"]);
        Labels { names: rows.into_iter().map(|[set, slug, vi, en]| ((set, slug), [vi, en])).collect() }
    }

    /// The name of a slug; the slug itself where the table does not know it.
    ///
    /// ```
    /// use vanban::model::Language;
    /// let labels = &vanban::tables::Tables::built_in().labels;
    /// assert_eq!(labels.name("role", "legal_basis", Language::Vietnamese), "căn cứ");
    /// assert_eq!(labels.name("role", "unheard_of", Language::English), "unheard_of");
    /// ```
    #[must_use]
    pub fn name<'s>(&self, set: &str, slug: &'s str, language: Language) -> &'s str {
        self.names.get(&(set, slug)).map_or(slug, |[vi, en]| language.pick(*vi, *en))
    }
}
