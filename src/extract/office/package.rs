//! Parts of an office package (a ZIP), decompressed up to limits; of a package cut short, the parts in front.

use crate::extract::ExtractError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;

/// Bytes of one part at the most.
const LARGEST_PART: u64 = 64 << 20;

/// Bytes of all parts that are read at the most.
const LARGEST_PACKAGE: u64 = 256 << 20;

/// First bytes of a compound file; a package locked with a password is wrapped in one.
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// An open package.
pub(super) struct Package<'b> {
    content: Content<'b>,
    bytes_read: u64,
    /// It was cut short, or a part was.
    pub(super) is_damaged: bool,
}

enum Content<'b> {
    Archive(Box<ZipArchive<Cursor<&'b [u8]>>>),
    /// Without its directory: the parts that could be read one after the other.
    Salvaged(BTreeMap<String, Vec<u8>>),
}

impl<'b> Package<'b> {
    /// Opens the package.
    ///
    /// # Errors
    /// [`ExtractError::Locked`] with a password, [`ExtractError::Broken`] where it is no ZIP.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, ExtractError> {
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(ExtractError::Locked);
        }
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => {
                Ok(Package { content: Content::Archive(Box::new(archive)), bytes_read: 0, is_damaged: false })
            }
            Err(error) => {
                let parts = salvage(bytes);
                if parts.is_empty() {
                    return Err(ExtractError::Broken(format!("no package ({error})")));
                }
                Ok(Package { content: Content::Salvaged(parts), bytes_read: 0, is_damaged: true })
            }
        }
    }

    /// The bytes of the part; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`ExtractError::Locked`] with a password, [`ExtractError::Limit`] where it is too large.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExtractError> {
        let name = name.trim_start_matches('/');
        let archive = match &mut self.content {
            Content::Salvaged(parts) => return Ok(parts.get(name).cloned()),
            Content::Archive(archive) => archive,
        };
        let Some(stored) = stored_name(archive, name) else { return Ok(None) };
        let file = match archive.by_name(&stored) {
            Ok(file) if file.encrypted() => return Err(ExtractError::Locked),
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(what)) if what.contains("assword") => {
                return Err(ExtractError::Locked);
            }
            Err(_) => {
                self.is_damaged = true;
                return Ok(None);
            }
        };
        let (bytes, is_whole) = read_up_to(file, LARGEST_PART)?;
        self.is_damaged |= !is_whole;
        self.bytes_read += bytes.len() as u64;
        if self.bytes_read > LARGEST_PACKAGE {
            return Err(ExtractError::Limit("decompressed size of the package".to_owned()));
        }
        Ok(Some(bytes))
    }

    /// Decompresses everything once and keeps nothing, before a library reads the package that knows no limits.
    ///
    /// # Errors
    /// [`ExtractError::Limit`] where a part or the whole is too large.
    pub(super) fn check_sizes(&mut self) -> Result<(), ExtractError> {
        let Content::Archive(archive) = &mut self.content else { return Ok(()) };
        let mut total = 0;
        for at in 0..archive.len() {
            let Ok(file) = archive.by_index(at) else { continue };
            let size = std::io::copy(&mut file.take(LARGEST_PART + 1), &mut std::io::sink()).unwrap_or(0);
            total += size;
            if size > LARGEST_PART || total > LARGEST_PACKAGE {
                return Err(ExtractError::Limit("decompressed size of the package".to_owned()));
            }
        }
        Ok(())
    }

    /// Names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        match &self.content {
            Content::Archive(archive) => archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect(),
            Content::Salvaged(parts) => parts.keys().cloned().collect(),
        }
    }
}

/// The name as stored: some programs write it in other capitals or with backslashes.
fn stored_name(archive: &ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let fits = |stored: &str| stored.replace('\\', "/").eq_ignore_ascii_case(name);
    let mut names = archive.file_names().flatten();
    names.find(|stored| fits(stored)).map(std::borrow::Cow::into_owned)
}

/// The bytes up to a limit; false where the part broke off.
fn read_up_to(file: impl Read, limit: u64) -> Result<(Vec<u8>, bool), ExtractError> {
    let mut bytes = Vec::new();
    let result = file.take(limit + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(ExtractError::Limit("decompressed size of a part".to_owned()));
    }
    Ok((bytes, result.is_ok()))
}

/// The parts that stand one after the other from the start; the last one may be cut short.
fn salvage(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut parts = BTreeMap::new();
    let mut source = Cursor::new(bytes);
    let mut total = 0;
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut source) {
        let Ok(name) = file.name().map(|name| name.replace('\\', "/")) else { break };
        let Ok((content, is_whole)) = read_up_to(file, LARGEST_PART) else { break };
        total += content.len() as u64;
        parts.insert(name, content);
        if !is_whole || total > LARGEST_PACKAGE {
            break;
        }
    }
    parts
}
