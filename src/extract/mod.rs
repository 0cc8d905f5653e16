//! Bytes of one file to [`PageText`]: what the file is ([`sniff()`]), and one reader a format.
//!
//! Every character keeps its place: in the file's bytes, or on its page (see [`crate::model::pages`]). Does not
//! normalise (see [`crate::clean`]). Readers of binary formats panic, loop and eat memory on hostile files: outside
//! tests this runs in a worker process with limits (see `worker`).

mod container;
mod decode;
mod error;
mod html;
mod layout;
pub mod legacy;
mod markdown;
mod numerals;
mod ocr;
mod office;
mod pdf;
mod picture;
mod plain;
mod sniff;
mod text_file;
pub mod vietnamese;

pub use error::ExtractError;
pub use ocr::{OcrEngine, OcrMissing};
pub use picture::picture;
pub use sniff::sniff;

use crate::model::{Attachment, MediaType, PageText, ReadingNote, TextPage, Unread};
use crate::text::MappedText;
use std::path::Path;

/// Version of the readers: raised when the same file gives other text, so that kept readings are made anew.
pub const READER_VERSION: u32 = 6;

/// Deepest nesting of archives and mails that is opened.
const MAX_DEPTH: usize = 3;

/// What a reader may use.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Text recognition; without it, pages that need it are told, not read.
    pub ocr: Option<OcrEngine>,
    /// Pages at the start that are not wanted (they were read before).
    pub skip_pages: usize,
    /// Most pages behind them that are wanted; all where it is not told.
    pub most_pages: Option<usize>,
}

impl ReadOptions {
    /// Pages that are wanted at the most.
    fn wanted(&self) -> usize {
        self.most_pages.unwrap_or(usize::MAX)
    }
}

/// What the caller of [`read`] hears while a file is read.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// A page of the file itself is finished.
    Page(&'a TextPage),
    /// A page of a file inside the file is finished.
    PartPage,
}

/// What a reader tells besides the pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reading {
    /// Encoding of the text, such as `UTF-8` or `TCVN3`.
    pub(crate) encoding: String,
    /// What a person should know of the reading.
    pub(crate) notes: Vec<ReadingNote>,
    /// Files inside the file, to be read after it.
    pub(crate) members: Vec<Member>,
}

/// A file inside a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name, as stored.
    pub(crate) name: String,
    /// Its bytes, or why they could not be had.
    pub(crate) bytes: Result<Vec<u8>, ExtractError>,
}

/// Takes each page when it is finished. Readers number the origins of a page from 0 where they are places in the
/// extracted text; they are moved on here.
pub(crate) type PageSink<'a> = dyn FnMut(TextPage) + 'a;

/// Reads a format: pages go to the sink as they are finished.
type Reader = fn(&[u8], &ReadOptions, &mut PageSink<'_>) -> Result<Reading, ExtractError>;

/// The text of a file's `bytes`, which are `media` (see [`sniff()`]). `progress` hears of each page when it is finished.
///
/// # Errors
/// [`ExtractError`] when the format has no reader, the file is damaged or locked, or there is no text.
///
/// ```
/// use vanban::extract::{self, ReadOptions};
/// use vanban::model::MediaType;
/// let bytes = "Số: 5/KH-UBND\nA".as_bytes();
/// let page_text = extract::read(bytes, MediaType::Text, &ReadOptions::default(), &mut |_| ()).unwrap();
/// assert_eq!(page_text.pages[0].lines.len(), 2);
/// ```
pub fn read(
    bytes: &[u8],
    media: MediaType,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<PageText, ExtractError> {
    read_nested(bytes, media, options, progress, 0)
}

/// [`read`] of all pages, without text recognition.
///
/// # Errors
/// As [`read`].
///
/// ```
/// use vanban::{extract, model::MediaType};
/// let page_text = extract::extract("Số: 5/KH-UBND\nA".as_bytes(), MediaType::Text).unwrap();
/// assert_eq!(page_text.pages[0].lines.len(), 2);
/// ```
pub fn extract(bytes: &[u8], media: MediaType) -> Result<PageText, ExtractError> {
    read(bytes, media, &ReadOptions::default(), &mut |_| ())
}

fn read_nested(
    bytes: &[u8],
    media: MediaType,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress<'_>),
    depth: usize,
) -> Result<PageText, ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    let reader = reader_of(media).ok_or_else(|| ExtractError::Unsupported(media.described().to_owned()))?;
    let mut pages: Vec<TextPage> = Vec::new();
    let mut length = 0;
    let reading = reader(bytes, options, &mut |page| {
        let page = if media.is_text() { page } else { page.shifted(length) };
        length += page.extracted_len();
        progress(if depth == 0 { Progress::Page(&page) } else { Progress::PartPage });
        pages.push(page);
    })?;
    let attachments: Vec<Attachment> =
        reading.members.into_iter().map(|member| read_member(member, options, progress, depth + 1)).collect();
    let has_text = pages.iter().flat_map(|page| &page.lines).any(|line| !line.as_str().trim().is_empty());
    if !has_text && attachments.is_empty() && options.skip_pages == 0 && options.most_pages.is_none() {
        return Err(ExtractError::Empty);
    }
    Ok(PageText { media, encoding: reading.encoding, pages, notes: reading.notes, attachments })
}

fn read_member(
    member: Member,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress<'_>),
    depth: usize,
) -> Attachment {
    let options = ReadOptions { skip_pages: 0, most_pages: None, ..options.clone() };
    let content = member.bytes.and_then(|bytes| {
        if depth > MAX_DEPTH {
            return Err(ExtractError::Limit(format!("files inside files more than {MAX_DEPTH} deep")));
        }
        read_nested(&bytes, sniff(&bytes, Path::new(&member.name)), &options, progress, depth)
    });
    let content = content.map_err(|error| Unread { code: error.code().to_owned(), message: error.to_string() });
    Attachment { name: member.name, content }
}

fn reader_of(media: MediaType) -> Option<Reader> {
    Some(match media {
        MediaType::Text => |bytes, _, pages| text_file::read_plain(bytes, None, pages),
        MediaType::Markdown => |bytes, _, pages| text_file::read_markdown(bytes, pages),
        MediaType::Html => |bytes, _, pages| text_file::read_html(bytes, None, pages),
        MediaType::Pdf => pdf::read,
        MediaType::Docx => office::read_docx,
        MediaType::Doc => office::read_doc,
        MediaType::Rtf => office::read_rtf,
        MediaType::Odt => office::read_odt,
        MediaType::Xlsx | MediaType::Xls | MediaType::Ods => office::read_sheets,
        MediaType::Png | MediaType::Jpeg | MediaType::Tiff => ocr::read_image_file,
        MediaType::Eml => container::read_eml,
        MediaType::Msg => container::read_msg,
        MediaType::Mhtml => container::read_mhtml,
        MediaType::Zip => container::read_zip,
        MediaType::SevenZip => container::read_seven_zip,
        MediaType::Other(sniff::LOCKED_OFFICE) => |_, _, _| Err(ExtractError::Locked),
        MediaType::Other(_) | MediaType::Unknown => return None,
    })
}

/// A page without places on it: origins of its lines follow each other, one byte for each line end.
pub(crate) fn page_of_lines(texts: impl IntoIterator<Item = impl AsRef<str>>) -> TextPage {
    let mut at = 0;
    let mut page = TextPage::default();
    for text in texts {
        let mut line = MappedText::new();
        line.push_copied(text.as_ref(), at);
        at += line.len() + 1;
        page.lines.push(line);
    }
    page
}
