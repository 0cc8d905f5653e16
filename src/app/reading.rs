//! One file to one record: read it, in this process or in an isolated one, then clean and parse its text.

use super::photos;
use crate::extract::{self, OcrEngine, Progress, ReadOptions};
use crate::ingest;
use crate::model::{
    Attachment, CleanText, FileText, MediaType, PageText, ReadingNote, SourceFile, TextLayer, TextPage, Unread,
};
use crate::record::{self, Record, Source};
use crate::tables::Tables;
use crate::worker::{self, Job, KeptReadings, Limits, WorkerPool};
use crate::{clean, parse, weigh};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Reads files into records.
#[derive(Debug)]
pub struct DocumentReader {
    how: How,
    kept: Option<KeptReadings>,
}

#[derive(Debug)]
enum How {
    Here(ReadOptions),
    Isolated(WorkerPool),
}

impl DocumentReader {
    /// A reader that opens files in this process: for files one trusts, and for tests. `ocr` as found on this machine.
    #[must_use]
    pub fn in_process(ocr: Option<OcrEngine>) -> DocumentReader {
        DocumentReader { how: How::Here(ReadOptions { ocr, ..ReadOptions::default() }), kept: None }
    }

    /// A reader that opens each file in a child process within `limits`. The child is `program arguments...`, which
    /// must call [`serve_reader`] with the same limits.
    #[must_use]
    pub fn isolated(program: PathBuf, arguments: Vec<OsString>, limits: Limits) -> DocumentReader {
        DocumentReader { how: How::Isolated(WorkerPool::new(program, arguments, limits)), kept: None }
    }

    /// The same reader, which keeps in `folder` what it read of each file, and takes it from there when the same content
    /// comes again, so that a new parser need not recognise old scans again. `with_ocr`: whether text is recognised.
    #[must_use]
    pub fn keeping_readings_in(self, folder: PathBuf, with_ocr: bool) -> DocumentReader {
        let way = format!("{}{}", extract::READER_VERSION, if with_ocr { "-ocr" } else { "" });
        DocumentReader { kept: Some(KeptReadings::new(folder, &way)), ..self }
    }

    /// The record of the file at `path`. Never fails: an unreadable file comes back with [`Record::error`] set.
    #[must_use]
    pub fn read(&self, path: &Path) -> Record {
        record_of_file(path.display().to_string(), self.text(path))
    }

    /// The record of a file, or of a paper in several photos.
    #[must_use]
    pub fn read_file(&self, file: &SourceFile) -> Record {
        let mut whole = self.text(&file.path);
        if !file.more_pages.is_empty() {
            for photo in &file.more_pages {
                let page = self.text(photo);
                whole.bytes += page.bytes;
                if let Ok(text) = whole.content.as_mut() {
                    photos::add(text, page.content);
                }
            }
            whole.blake3 = ingest::hash_of(file).ok();
        }
        record_of_file(file.path.display().to_string(), whole)
    }

    /// What was read of the file at `path`, before any cleaning.
    #[must_use]
    pub fn text(&self, path: &Path) -> FileText {
        let Some(kept) = self.kept.as_ref().filter(|_| why_not(path).is_none()) else { return self.read_text(path) };
        if let Some(text) = ingest::content_hash(path).ok().and_then(|hash| kept.get(&hash)) {
            return text;
        }
        let mut text = self.read_text(path);
        if let (Err(error), Ok(content)) = (kept.put(&text), text.content.as_mut()) {
            content
                .notes
                .push(ReadingNote::new("reading.not_kept", format!("what was read could not be kept: {error}")));
        }
        text
    }

    fn read_text(&self, path: &Path) -> FileText {
        match &self.how {
            How::Here(options) => text_of(path, options, &mut |_| ()),
            How::Isolated(_) if why_not(path).is_some() => text_of(path, &ReadOptions::default(), &mut |_| ()),
            How::Isolated(pool) => pool.read(path),
        }
    }

    /// A picture (PNG) of page `page` (from 1) of the file at `path`, with the boxes of what was read.
    ///
    /// # Errors
    /// Why there is none.
    pub fn picture(&self, path: &Path, page: usize) -> Result<Vec<u8>, Unread> {
        match &self.how {
            How::Here(options) => draw(path, page, options),
            How::Isolated(pool) => pool.draw(path, page),
        }
    }
}

/// The record of the file at `path`, read in this process and without text recognition.
///
/// ```
/// let record = vanban::app::read_record(std::path::Path::new("no such file"));
/// assert_eq!(record.error.unwrap().code, "io");
/// ```
#[must_use]
pub fn read_record(path: &Path) -> Record {
    DocumentReader::in_process(None).read(path)
}

/// The child of [`DocumentReader::isolated`]: reads what its parent names until the parent is gone.
///
/// # Errors
/// When the limits cannot be set or the parent cannot be reached.
pub fn serve_reader(limits: Limits, ocr: Option<OcrEngine>) -> anyhow::Result<()> {
    let read = |job: Job<'_>| {
        let options = ReadOptions { ocr: ocr.clone(), skip_pages: job.skip_pages, most_pages: None };
        let pages = job.pages;
        text_of(&job.path, &options, &mut |step| match step {
            Step::Opened(file) => pages.opened(file),
            Step::Read(Progress::Page(page)) => pages.finished(Some(page)),
            Step::Read(Progress::PartPage) => pages.finished(None),
        })
    };
    let drawn = |path: PathBuf, page| draw(&path, page, &ReadOptions { ocr: ocr.clone(), ..ReadOptions::default() });
    Ok(worker::serve(limits, &read, &drawn)?)
}

fn draw(path: &Path, page: usize, options: &ReadOptions) -> Result<Vec<u8>, Unread> {
    let bytes = std::fs::read(path).map_err(|error| Unread::new("io", error.to_string()))?;
    extract::picture(&bytes, extract::sniff(&bytes, path), page, options)
        .map_err(|error| Unread::new(error.code(), error.to_string()))
}

/// Why the file cannot be opened at all.
fn why_not(path: &Path) -> Option<Unread> {
    let size = match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => return Some(Unread::new("io", "is a folder")),
        Ok(found) if !found.is_file() => return Some(Unread::new("io", "is no regular file")),
        Ok(found) => found.len(),
        Err(error) => return Some(Unread::new("io", error.to_string())),
    };
    let limit = ingest::MAX_FILE_BYTES;
    let too_large = || format!("{size} bytes, above the limit of {} MiB", limit / (1024 * 1024));
    (size > limit).then(|| Unread::new("too_large", too_large()))
}

/// What the caller of [`text_of`] hears.
enum Step<'a> {
    /// Format, size and hash are known; no text yet.
    Opened(&'a FileText),
    Read(Progress<'a>),
}

fn text_of(path: &Path, options: &ReadOptions, told: &mut dyn FnMut(Step<'_>)) -> FileText {
    let nothing = |unread| FileText { media: MediaType::Unknown, bytes: 0, blake3: None, content: Err(unread) };
    if let Some(unread) = why_not(path) {
        return nothing(unread);
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return nothing(Unread::new("io", error.to_string())),
    };
    let media = extract::sniff(&bytes, path);
    let opened = FileText {
        media,
        bytes: bytes.len() as u64,
        blake3: Some(blake3::hash(&bytes).to_hex().to_string()),
        content: Err(Unread::new("crash", "the reader ended before it was done")),
    };
    told(Step::Opened(&opened));
    let content = extract::read(&bytes, media, options, &mut |progress| told(Step::Read(progress)))
        .map_err(|error| Unread::new(error.code(), format!("{}: {error}", media.described())));
    FileText { content, ..opened }
}

fn record_of_file(path: String, file: FileText) -> Record {
    let source = Source {
        path,
        media_type: file.media.name().to_owned(),
        bytes: file.bytes,
        blake3: file.blake3,
        ..Source::default()
    };
    match file.content {
        Ok(page_text) => record_of_text(source, &page_text),
        Err(unread) => record::unreadable(source, &unread.code, unread.message),
    }
}

/// The record of a text; documents inside the file are its attachments. A file that only holds others is told by the
/// first of them that could be read.
fn record_of_text(source: Source, page_text: &PageText) -> Record {
    let attachments: Vec<Record> =
        page_text.attachments.iter().map(|attachment| record_of_attachment(&source, attachment)).collect();
    if page_text.pages.is_empty() {
        return record::from_container(source, &page_text.notes, attachments);
    }
    let cleaned: CleanText = clean::clean(page_text);
    let parsed = parse::parse(&cleaned, Tables::built_in());
    let source = Source {
        pages: u32::try_from(page_text.pages.len()).unwrap_or(u32::MAX),
        text_layer: layer_of(&page_text.pages).slug().to_owned(),
        encoding: (!page_text.encoding.is_empty()).then(|| page_text.encoding.clone()),
        ..source
    };
    let record = record::with_pages(record::from_dispatch(source, &cleaned, &parsed), &cleaned, page_text);
    record::with_attachments(weigh::weigh(record, Tables::built_in()), attachments)
}

fn record_of_attachment(holder: &Source, attachment: &Attachment) -> Record {
    let path = format!("{}!/{}", holder.path, attachment.name);
    match &attachment.content {
        Ok(text) => {
            record_of_text(Source { path, media_type: text.media.name().to_owned(), ..Source::default() }, text)
        }
        Err(unread) => record::unreadable(Source { path, ..Source::default() }, &unread.code, unread.message.clone()),
    }
}

/// Where the text of the whole file came from.
fn layer_of(pages: &[TextPage]) -> TextLayer {
    let has = |layer| pages.iter().any(|page| page.layer == layer);
    match (has(TextLayer::Native), has(TextLayer::Ocr), has(TextLayer::Mixed)) {
        (_, _, true) | (true, true, _) => TextLayer::Mixed,
        (false, true, _) => TextLayer::Ocr,
        _ => TextLayer::Native,
    }
}
