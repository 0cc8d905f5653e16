//! Bytes of one file to [`PageText`]: decoding, and one reader a media type.
//!
//! Every character keeps its place in the original bytes. Does not normalise (see [`crate::clean`]), does not
//! look at the disk; the media type is told by the caller.

mod decode;
mod html;
mod markdown;
mod plain;

use crate::model::{MediaType, PageText};

/// Why no text came out of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// A format without a reader.
    #[error("no reader for {0}")]
    Unsupported(String),
    /// Text in no encoding that can be told.
    #[error("text in an encoding that cannot be told (legacy 8-bit text is not read yet)")]
    UnknownEncoding,
    /// Nothing to read.
    #[error("the file holds no text")]
    Empty,
}

impl ExtractError {
    /// Stable code for records and reports.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ExtractError::Unsupported(_) => "unsupported",
            ExtractError::UnknownEncoding => "unknown_encoding",
            ExtractError::Empty => "empty",
        }
    }
}

/// The text of a file's `bytes`.
///
/// # Errors
/// [`ExtractError`] when the format has no reader, the encoding cannot be told, or there is no text.
///
/// ```
/// use vanban::{extract, model::MediaType};
/// let page_text = extract::extract("Số: 5/KH-UBND\nA".as_bytes(), MediaType::Text).unwrap();
/// assert_eq!(page_text.pages[0].lines.len(), 2);
/// ```
pub fn extract(bytes: &[u8], media: MediaType) -> Result<PageText, ExtractError> {
    let declared = (media == MediaType::Html).then(|| html::declared_charset(bytes)).flatten();
    let reader = match media {
        MediaType::Text => plain::read,
        MediaType::Markdown => markdown::read,
        MediaType::Html => html::read,
        MediaType::Other(name) => return Err(ExtractError::Unsupported(name.to_owned())),
        MediaType::Unknown => return Err(ExtractError::Unsupported(media.name().to_owned())),
    };
    let (text, encoding) = decode::decode(bytes, declared.as_deref()).ok_or(ExtractError::UnknownEncoding)?;
    let pages = reader(&text);
    let has_text = pages.iter().flat_map(|page| &page.lines).any(|line| !line.as_str().trim().is_empty());
    if has_text { Ok(PageText { media, encoding, pages }) } else { Err(ExtractError::Empty) }
}
