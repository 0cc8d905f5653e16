//! [`DocNumber`]: number and symbol of a document (*số, ký hiệu*).

use crate::text::fold;
use std::fmt;

/// A number such as `1109/QĐ-TTg` or `12-KH/TU`, as printed but without spaces and with one kind of dash.
///
/// The ordinal is `None` where it was left blank (`Số:      /KH-UBND`). A number is never an identity:
/// it recurs every year and in every province; see [`crate::model::DocKey`].
///
/// Legal source: Nghị định 30/2020/NĐ-CP, art. 8 and Appendix I (state); Hướng dẫn 36-HD/VPTW (Party).
///
/// ```
/// use vanban::model::DocNumber;
/// let number = DocNumber::new(Some("1057"), '/', None, "UBND-NC").unwrap();
/// assert_eq!(number.to_string(), "1057/UBND-NC");
/// assert_eq!(number.symbol(), "UBND-NC");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocNumber {
    ordinal: Option<String>,
    separator: char,
    year: Option<i16>,
    symbol: String,
}

impl DocNumber {
    /// Builds a number; `None` when the symbol has no letter (it may be empty beside a year: `64/2025`), the separator
    /// is not `/` or `-`, or the ordinal holds no digit.
    #[must_use]
    pub fn new(ordinal: Option<&str>, separator: char, year: Option<i16>, symbol: &str) -> Option<DocNumber> {
        let symbol: String = fold::compose(symbol)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .map(|letter| if fold::is_dash(letter) || letter == '_' { '-' } else { letter })
            .collect();
        let symbol =
            symbol.replace(" -", "-").replace("- ", "-").replace(" /", "/").replace("/ ", "/").replace(". ", ".");
        let has_letter = symbol.chars().any(char::is_alphabetic) || symbol.is_empty() && year.is_some();
        let ordinal_fits = ordinal.is_none_or(|text| text.chars().any(|letter| letter.is_ascii_digit()));
        (has_letter && ordinal_fits && matches!(separator, '/' | '-')).then(|| DocNumber {
            ordinal: ordinal.map(|text| text.split_whitespace().collect()),
            separator,
            year,
            symbol,
        })
    }

    /// Ordinal with its zero padding and suffix (`05`, `30c`, `12bis`), `None` when blank.
    #[must_use]
    pub fn ordinal(&self) -> Option<&str> {
        self.ordinal.as_deref()
    }

    /// The same number with its ordinal left open, for an ordinal that cannot be read.
    #[must_use]
    pub fn without_ordinal(&self) -> DocNumber {
        DocNumber { ordinal: None, ..self.clone() }
    }

    /// Everything behind the ordinal and the year: `QĐ-TTg`, `KH/TU`.
    #[must_use]
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// What stands before the symbol: `/`, or the Party's `-`.
    #[must_use]
    pub fn separator(&self) -> char {
        self.separator
    }

    /// The year inside a normative number (`72/2015/NĐ-CP`).
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.year
    }

    /// Whole number for comparing: see [`fold::number_key`].
    #[must_use]
    pub fn key(&self) -> String {
        fold::number_key(&self.to_string())
    }
}

impl fmt::Display for DocNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.ordinal.as_deref().unwrap_or(""))?;
        match self.year {
            Some(year) if self.symbol.is_empty() => write!(out, "/{year}"),
            Some(year) => write!(out, "/{year}{}{}", self.separator, self.symbol),
            None => write!(out, "{}{}", self.separator, self.symbol),
        }
    }
}
