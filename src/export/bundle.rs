//! A bundle of evidence: files as they are on disk, with their hashes, and texts about them, in one zip archive.

use super::ExportError;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file that belongs into a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BundleFile {
    /// Where it is.
    pub path: String,
    /// Its name in the bundle.
    pub name: String,
    /// BLAKE3 hash of its bytes when it was read, hexadecimal.
    pub blake3: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleState {
    /// In the bundle, with the bytes that were read.
    Same,
    /// In the bundle, with other bytes than were read: it changed since.
    Changed,
    /// Not in the bundle: it is gone or cannot be opened.
    Missing,
}

/// A file that was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedFile {
    /// Which.
    pub file: BundleFile,
    /// What became of it.
    pub state: BundleState,
    /// BLAKE3 hash of the packed bytes; empty when it is missing.
    pub packed_blake3: String,
    /// Number of packed bytes.
    pub bytes: u64,
}

impl BundleState {
    /// Name in the list of files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            BundleState::Same => "same",
            BundleState::Changed => "changed",
            BundleState::Missing => "missing",
        }
    }
}

/// Packs the files, then the texts (name and content) that `about` makes of what became of them.
///
/// # Errors
/// When the bundle cannot be written, or `about` fails.
pub fn write_bundle<E: From<ExportError>>(
    out: File,
    files: &[BundleFile],
    about: impl FnOnce(&[PackedFile]) -> Result<Vec<(String, String)>, E>,
) -> Result<Vec<PackedFile>, E> {
    let mut archive = ZipWriter::new(BufWriter::new(out));
    let packed = files.iter().map(|file| pack(&mut archive, file)).collect::<Result<Vec<_>, _>>()?;
    for (name, text) in about(&packed)? {
        archive.start_file(name, options()).map_err(of_zip)?;
        archive.write_all(text.as_bytes()).map_err(ExportError::Io)?;
    }
    archive.finish().map_err(of_zip)?.flush().map_err(ExportError::Io)?;
    Ok(packed)
}

fn pack(archive: &mut ZipWriter<BufWriter<File>>, file: &BundleFile) -> Result<PackedFile, ExportError> {
    let missing =
        || PackedFile { file: file.clone(), state: BundleState::Missing, packed_blake3: String::new(), bytes: 0 };
    let Ok(mut source) = File::open(&file.path) else { return Ok(missing()) };
    archive.start_file(&file.name, options()).map_err(of_zip)?;
    let mut hasher = blake3::Hasher::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => {
                archive.abort_file().map_err(of_zip)?;
                return Ok(missing());
            }
        };
        hasher.update(&buffer[..read]);
        archive.write_all(&buffer[..read])?;
        bytes += read as u64;
    }
    let packed_blake3 = hasher.finalize().to_hex().to_string();
    let state = if packed_blake3 == file.blake3 { BundleState::Same } else { BundleState::Changed };
    Ok(PackedFile { file: file.clone(), state, packed_blake3, bytes })
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated).large_file(true)
}

fn of_zip(error: zip::result::ZipError) -> ExportError {
    match error {
        zip::result::ZipError::Io(error) => ExportError::Io(error),
        other => ExportError::of_format("ZIP", other),
    }
}
