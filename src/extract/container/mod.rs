//! Files that hold files: mails, web archives, archives.

use super::{ExtractError, PageSink, ReadOptions, Reading};

/// Reads e-mail (EML).
pub(super) fn read_eml(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("e-mail (EML)".to_owned()))
}

/// Reads Outlook e-mail (MSG).
pub(super) fn read_msg(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("Outlook e-mail (MSG)".to_owned()))
}

/// Reads web archive (MHTML).
pub(super) fn read_mhtml(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("web archive (MHTML)".to_owned()))
}

/// Reads ZIP archive.
pub(super) fn read_zip(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("ZIP archive".to_owned()))
}

/// Reads 7-Zip archive.
pub(super) fn read_seven_zip(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("7-Zip archive".to_owned()))
}
