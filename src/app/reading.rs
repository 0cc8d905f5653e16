//! One file to one record: read, sniff, extract, clean, parse.

use crate::ingest;
use crate::model::{CleanText, MediaType, PageText};
use crate::record::{self, Record, Source};
use crate::tables::Tables;
use crate::{clean, extract, parse};
use std::path::Path;

/// The record of the file at `path`. Never fails: an unreadable file comes back with [`Record::error`] set.
///
/// ```
/// let record = vanban::app::read_record(std::path::Path::new("no such file"));
/// assert_eq!(record.error.unwrap().code, "io");
/// ```
#[must_use]
pub fn read_record(path: &Path) -> Record {
    let source = Source { path: path.display().to_string(), ..Source::default() };
    let size = match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => return record::unreadable(source, "io", "is a folder"),
        Ok(found) if !found.is_file() => return record::unreadable(source, "io", "is no regular file"),
        Ok(found) => found.len(),
        Err(error) => return record::unreadable(source, "io", error.to_string()),
    };
    if size > ingest::MAX_FILE_BYTES {
        let limit = ingest::MAX_FILE_BYTES / (1024 * 1024);
        return record::unreadable(source, "too_large", format!("{size} bytes, above the limit of {limit} MiB"));
    }
    match std::fs::read(path) {
        Ok(bytes) => record_of(source, &bytes, path),
        Err(error) => record::unreadable(source, "io", error.to_string()),
    }
}

fn record_of(source: Source, bytes: &[u8], path: &Path) -> Record {
    let media = extract::sniff(bytes, path);
    let source = Source {
        media_type: media.name().to_owned(),
        bytes: bytes.len() as u64,
        blake3: Some(blake3::hash(bytes).to_hex().to_string()),
        ..source
    };
    if bytes.is_empty() {
        return record::unreadable(source, "empty", "the file is empty");
    }
    match extract::extract(bytes, media) {
        Ok(page_text) => record_of_text(source, &page_text),
        Err(extract::ExtractError::Unsupported(_)) => {
            record::unreadable(source, "unsupported", unsupported_reason(media))
        }
        Err(error) => record::unreadable(source, error.code(), error.to_string()),
    }
}

fn unsupported_reason(media: MediaType) -> String {
    format!("{} ({}) is not read yet", media.described(), media.name())
}

fn record_of_text(source: Source, page_text: &PageText) -> Record {
    let cleaned: CleanText = clean::clean(page_text);
    let parsed = parse::parse(&cleaned, Tables::built_in());
    let source = Source {
        pages: u32::try_from(page_text.pages.len()).unwrap_or(u32::MAX),
        text_layer: "native".to_owned(),
        encoding: Some(page_text.encoding.clone()),
        ..source
    };
    record::from_dispatch(source, &cleaned, &parsed)
}
