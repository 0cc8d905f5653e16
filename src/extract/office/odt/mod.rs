//! OpenDocument text (ODT): paragraphs, lists, tables, notes, text boxes; deletions under revision are left out.
//!
//! Does not read headers, footers and annotations. Page breaks are those of styles and those the program last drew.

mod styles;
mod tables;
mod text;

use super::package::Package;
use super::xml;
use crate::extract::{ExtractError, PageSink, ReadOptions, Reading};
use styles::Styles;
use text::Body;

/// Reads OpenDocument text (ODT).
///
/// # Errors
/// As every reader: locked, broken, beyond a limit.
pub(in crate::extract) fn read(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.windows(15).any(|window| window == b"encryption-data") {
        return Err(ExtractError::Locked);
    }
    let content = package.part("content.xml")?.ok_or_else(|| ExtractError::Broken("no content part".to_owned()))?;
    let (document, is_cut) = xml::parse(&content)?;
    let mut styles = Styles::default();
    if let Some((root, _)) = package.part("styles.xml")?.and_then(|bytes| xml::parse(&bytes).ok()) {
        styles.add(&root);
    }
    styles.add(&document);
    let mut body = Body::new(styles);
    let mut blocks = Vec::new();
    if let Some(text) = document.at(&["body", "text"]) {
        body.blocks(text, 0, &mut blocks);
    }
    Ok(super::finish(blocks, is_cut || package.is_damaged, pages))
}
