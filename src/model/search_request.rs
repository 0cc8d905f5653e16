//! [`SearchRequest`]: what is asked of the search.

/// A question to the search: free text and filters that all have to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// What the user typed: words, `"phrases"`, `field:value`, `OR`, `-word`, dates. Empty = everything.
    pub query: String,
    /// Filters as (field name of the query language, value), such as (`province`, `20`).
    pub filters: Vec<(String, String)>,
    /// Most hits to return, at least 1.
    pub limit: usize,
    /// Ids of documents that are left out.
    pub without: Vec<i64>,
}

impl SearchRequest {
    /// A question without filters, answered with at most ten hits.
    #[must_use]
    pub fn new(query: impl Into<String>) -> SearchRequest {
        SearchRequest { query: query.into(), filters: Vec::new(), limit: 10, without: Vec::new() }
    }

    /// The same with one filter more.
    #[must_use]
    pub fn with_filter(mut self, field: &str, value: impl Into<String>) -> SearchRequest {
        self.filters.push((field.to_owned(), value.into()));
        self
    }
}
