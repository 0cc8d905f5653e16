//! Office files: Word, RTF, OpenDocument, sheets.

use super::{ExtractError, PageSink, ReadOptions, Reading};

/// Reads Word (DOCX).
pub(super) fn read_docx(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("Word (DOCX)".to_owned()))
}

/// Reads Word 97-2003 (DOC).
pub(super) fn read_doc(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("Word 97-2003 (DOC)".to_owned()))
}

/// Reads RTF.
pub(super) fn read_rtf(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("RTF".to_owned()))
}

/// Reads OpenDocument text (ODT).
pub(super) fn read_odt(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("OpenDocument text (ODT)".to_owned()))
}

/// Reads sheets (XLSX, XLS, ODS).
pub(super) fn read_sheets(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("sheets (XLSX, XLS, ODS)".to_owned()))
}
