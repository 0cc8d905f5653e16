//! ZIP archives.

use super::members::{MAX_MEMBERS, Unpacker, decoded_name, in_order, is_litter, tidy_name};
use crate::extract::{ExtractError, Member, PageSink, ReadOptions, Reading};
use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// Reads a ZIP archive: its members, each with its bytes or why they could not be had.
pub(in crate::extract) fn read_zip(
    bytes: &[u8],
    _: &ReadOptions,
    _: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error_of(&error))?;
    let names = names_of(&mut archive);
    let mut unpacker = Unpacker::default();
    let members: Vec<Member> = names
        .iter()
        .take(MAX_MEMBERS)
        .map(|(index, name)| Member { name: name.clone(), bytes: member_bytes(&mut archive, *index, &mut unpacker) })
        .collect();
    if members.is_empty() {
        return Err(ExtractError::Empty);
    }
    let (members, notes) = in_order(members, names.len());
    Ok(Reading { notes, members, ..Reading::default() })
}

/// Place and name of each file of the archive.
fn names_of(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Vec<(usize, String)> {
    (0..archive.len())
        .filter_map(|index| {
            let file = archive.by_index_raw(index).ok()?;
            if file.is_dir() || file.is_symlink() {
                return None;
            }
            let shown = || file.name().map_or_else(|_| format!("member {}", index + 1), std::borrow::Cow::into_owned);
            let name = tidy_name(&decoded_name(file.name_raw(), shown));
            (!is_litter(&name)).then_some((index, name))
        })
        .collect()
}

fn member_bytes(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    unpacker: &mut Unpacker,
) -> Result<Vec<u8>, ExtractError> {
    let mut file = archive.by_index(index).map_err(|error| error_of(&error))?;
    let packed = file.compressed_size();
    unpacker.unpack(&mut file, Some(packed))
}

fn error_of(error: &ZipError) -> ExtractError {
    match error {
        ZipError::UnsupportedArchive(message) if *message == ZipError::PASSWORD_REQUIRED => ExtractError::Locked,
        ZipError::InvalidPassword => ExtractError::Locked,
        ZipError::UnsupportedArchive(message) => ExtractError::Unsupported(format!("ZIP archive ({message})")),
        other => ExtractError::Broken(other.to_string()),
    }
}
