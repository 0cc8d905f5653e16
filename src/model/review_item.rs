//! [`ReviewItem`]: a value in doubt that a person should look at.

/// One value in doubt, with its document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReviewItem {
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
    /// The words of the paper that the value was read from, at most 200 letters.
    pub value: String,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Codes of what speaks against it.
    pub reasons: Vec<String>,
    /// Path of the file.
    pub path: String,
    /// Page, from 1.
    pub page: u32,
    /// How many statements hang on it.
    pub hanging: u64,
}
