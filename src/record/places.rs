//! Where things stand: pages with their lines, stamps, and the evidence of each value.

use super::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a page stands in the text, and how it was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Page {
    /// Number from 1.
    pub page: u32,
    /// First byte in `text`.
    pub start: usize,
    /// One past the last byte in `text`.
    pub end: usize,
    /// `native`, `ocr`, `mixed` or `blank`.
    pub layer: String,
    /// Width in points, where the format has pages with a size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<f32>,
    /// Height in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<f32>,
    /// The page's own label, such as `iv`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where each line, or each of its cells, stands on the page; empty where the format has no places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<PageLine>,
}

/// A line of a page, or a cell of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PageLine {
    /// Where it stands in `text`.
    pub span: Span,
    /// Left, top, right and bottom in ten-thousandths of the page's width and height.
    pub area: [u16; 4],
    /// The least sure word of it, 0 to 100, where the text was recognised from an image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// A stamp on a page: no part of the document's own text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Stamp {
    /// `incoming` (registry of the receiver), `urgency`, `digital_signature` or `other`.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// Page number from 1.
    pub page: u32,
    /// Left, top, right and bottom in ten-thousandths of the page's width and height.
    pub area: Option<[u16; 4]>,
    /// Who signed, of a digital signature.
    pub signer: Option<String>,
    /// When, ISO 8601, of a digital signature.
    pub signed_at: Option<String>,
}

/// Where a value stands: in the record's text and in the original file; and how sure it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Evidence {
    /// JSON Pointer of the field: `/number`.
    pub field: String,
    /// Page number from 1.
    pub page: u32,
    /// First byte in `text`.
    pub start: usize,
    /// One past the last byte in `text`.
    pub end: usize,
    /// The same place in the original: bytes of a text file; of other formats, bytes of the text extracted from it.
    pub original: Option<Span>,
    /// How surely its words were recognised, where they were read from an image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Recognition>,
    /// How sure the value is, 0 to 1: of values given 0.9 or more at least 95 of 100 are right.
    pub confidence: Option<f32>,
    /// Codes of what speaks against the value, such as `recognised.unsure`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
}

/// How surely words were recognised from an image, 0 to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recognition {
    /// The least sure word.
    pub least: u8,
    /// The mean of the words.
    pub mean: u8,
}
