//! [`KeptReadings`]: what was read of a file, kept by its content. Recognising a scan costs seconds a page; a parser that
//! changed reads the same text again from here in milliseconds.

use super::protocol::WireFile;
use super::wire::WirePage;
use crate::model::{FileText, MediaType, PageText, ReadingNote};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::PathBuf;

/// A folder of readings, one compressed file for the content of each file, in a folder for each way of reading.
#[derive(Debug, Clone)]
pub struct KeptReadings {
    folder: PathBuf,
}

/// A reading as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    file: WireFile,
    pages: Vec<WirePage>,
}

impl KeptReadings {
    /// Readings under `folder`, which need not exist. `way` tells how files are read, such as the version of the reader:
    /// readings of another way are not used.
    #[must_use]
    pub fn new(folder: PathBuf, way: &str) -> KeptReadings {
        KeptReadings { folder: folder.join(way) }
    }

    /// What was read of the content with BLAKE3 hash `blake3`; none where it is not kept, or damaged.
    #[must_use]
    pub fn get(&self, blake3: &str) -> Option<FileText> {
        let file = File::open(self.place_of(blake3)?).ok()?;
        let kept: Kept = serde_json::from_reader(BufReader::new(GzDecoder::new(BufReader::new(file)))).ok()?;
        (kept.file.blake3.as_deref() == Some(blake3)).then(|| kept.into())
    }

    /// Keeps a reading that came to a good end and is whole; others are worth another try.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn put(&self, text: &FileText) -> std::io::Result<()> {
        let (Ok(content), Some(blake3)) = (&text.content, &text.blake3) else { return Ok(()) };
        let is_cut = |note: &ReadingNote| note.code.ends_with(".unread");
        let Some(place) = self.place_of(blake3).filter(|_| !content.notes.iter().any(is_cut)) else { return Ok(()) };
        let folder = place.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder)?;
        let mut unfinished = tempfile::NamedTempFile::new_in(folder)?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        serde_json::to_writer(&mut packed, &Kept::of(text, content))?;
        unfinished.write_all(&packed.finish()?)?;
        unfinished.persist(place)?;
        Ok(())
    }

    /// None for what is no hash.
    fn place_of(&self, blake3: &str) -> Option<PathBuf> {
        let is_hash = blake3.len() == 64 && blake3.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| self.folder.join(&blake3[..2]).join(format!("{blake3}.json.gz")))
    }
}

impl Kept {
    fn of(text: &FileText, content: &PageText) -> Kept {
        let file = WireFile {
            media: text.media.name().to_owned(),
            bytes: text.bytes,
            blake3: text.blake3.clone(),
            encoding: content.encoding.clone(),
            notes: content.notes.iter().map(Into::into).collect(),
            attachments: content.attachments.iter().map(Into::into).collect(),
            unread: None,
        };
        Kept { file, pages: content.pages.iter().map(Into::into).collect() }
    }
}

impl From<Kept> for FileText {
    fn from(kept: Kept) -> FileText {
        let Kept { file, pages } = kept;
        let media = MediaType::from_name(&file.media);
        let content = PageText {
            media,
            encoding: file.encoding,
            pages: pages.into_iter().map(Into::into).collect(),
            notes: file.notes.into_iter().map(Into::into).collect(),
            attachments: file.attachments.into_iter().map(Into::into).collect(),
        };
        FileText { media, bytes: file.bytes, blake3: file.blake3, content: Ok(content) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unread;

    fn read() -> FileText {
        let content = crate::extract::extract("Số: 5/KH-UBND\nA".as_bytes(), MediaType::Text).unwrap();
        let blake3 = Some(blake3::hash(b"x").to_hex().to_string());
        FileText { media: MediaType::Text, bytes: 17, blake3, content: Ok(content) }
    }

    #[test]
    fn a_reading_comes_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let kept = KeptReadings::new(folder.path().to_owned(), "1");
        let text = read();
        let hash = text.blake3.clone().unwrap();
        assert_eq!(kept.get(&hash), None);
        kept.put(&text).unwrap();
        assert_eq!(kept.get(&hash), Some(text));
        assert_eq!(KeptReadings::new(folder.path().to_owned(), "2").get(&hash), None, "read in another way");
    }

    #[test]
    fn failures_and_damaged_readings_are_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let kept = KeptReadings::new(folder.path().to_owned(), "1");
        let failed = FileText { content: Err(Unread::new("crash", "x")), ..read() };
        let hash = failed.blake3.clone().unwrap();
        kept.put(&failed).unwrap();
        assert_eq!(kept.get(&hash), None);
        kept.put(&read()).unwrap();
        std::fs::write(kept.place_of(&hash).unwrap(), b"damaged").unwrap();
        assert_eq!(kept.get(&hash), None);
        assert_eq!(kept.get("../../x"), None);
    }
}
