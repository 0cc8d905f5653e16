//! PDF: glyphs with places, page images, and for each page the choice between them.
//!
//! A page is read from its characters where they can be trusted, else from its picture (see [`layer`]). Where the first
//! reader cannot open a file or loses its text, a second one is asked (see [`second`]). Locked files are not opened.

mod annotations;
mod drawing;
mod fonts;
mod images;
mod labels;
mod layer;
mod page;
mod second;
mod signatures;
mod times;
mod words;

use super::legacy::{self, LegacyEncoding};
use super::picture::no_such_page;
use super::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::{ReadingNote, TextLayer, TextPage};
use crate::text::MappedText;
use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use image::DynamicImage;
use page::{ReadPage, Setting};
use std::cell::RefCell;

/// Resolution of pictures for people, in dots an inch.
const PICTURE_DPI: f32 = 120.0;

/// Most pages of a file.
const MOST_PAGES: usize = 10_000;

/// Reads a PDF, page by page.
pub(super) fn read(bytes: &[u8], options: &ReadOptions, pages: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) if !pdf.pages().is_empty() => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => return Err(ExtractError::Locked),
        Ok(_) | Err(_) => return read_damaged(bytes, options, pages),
    };
    let count = pdf.pages().len();
    if count > MOST_PAGES {
        return Err(ExtractError::Limit(format!("{count} pages, at most {MOST_PAGES} are read")));
    }
    let cache = InterpreterCache::new();
    let known_fonts = RefCell::default();
    let labels = labels::read(&pdf, count);
    let mut run =
        Run { bytes, second: None, held: Vec::new(), has_text: options.skip_pages > 0, reading: Reading::default() };
    let mut needs_ocr = false;
    for (index, (page, label)) in
        pdf.pages().iter().zip(labels).enumerate().skip(options.skip_pages).take(options.wanted())
    {
        let setting =
            Setting { cache: &cache, engine: options.ocr.as_ref(), is_first: index == 0, known_fonts: &known_fonts };
        let mut read = page::read(page, &setting);
        read.page.label = label;
        needs_ocr |= read.needs_ocr;
        run.take(read, index, pages);
    }
    run.finish(needs_ocr, pages)
}

/// A picture of page `index` (from 0) as it is printed.
pub(super) fn page_picture(bytes: &[u8], index: usize) -> Result<DynamicImage, ExtractError> {
    let pdf =
        Pdf::new(bytes.to_vec()).map_err(|_| ExtractError::Broken("no page of the PDF can be drawn".to_owned()))?;
    let page = pdf.pages().get(index).ok_or_else(no_such_page)?;
    images::printed(page, PICTURE_DPI)
        .map(|(pixels, _)| pixels)
        .ok_or_else(|| ExtractError::Limit("the page is too large to be drawn".to_owned()))
}

/// Asks the second reader for a file that the first cannot open.
fn read_damaged(bytes: &[u8], options: &ReadOptions, pages: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    let broken = || ExtractError::Broken("no page of the PDF can be found".to_owned());
    let found = second::pages(bytes).filter(|pages| pages.iter().any(has_text)).ok_or_else(broken)?;
    found.into_iter().skip(options.skip_pages).take(options.wanted()).for_each(pages);
    let note = ReadingNote::new("pdf.second_reader", "the file is damaged; its text was read without places");
    Ok(Reading { encoding: "Unicode".to_owned(), notes: vec![note], ..Reading::default() })
}

/// The reading of a file under way.
struct Run<'b> {
    bytes: &'b [u8],
    /// What the second reader found, once it was asked.
    second: Option<Vec<TextPage>>,
    /// Pages without text that wait for one with text: a file of such pages only is not read.
    held: Vec<TextPage>,
    has_text: bool,
    reading: Reading,
}

impl Run<'_> {
    fn take(&mut self, mut read: ReadPage, index: usize, pages: &mut PageSink<'_>) {
        if read.lost_text {
            self.ask_second(&mut read, index);
        }
        self.reading.notes.extend(read.notes.into_iter().map(|note| note.on_page(index + 1)));
        for encoding in read.encodings {
            self.note_encoding(encoding, index);
        }
        self.has_text |= has_text(&read.page);
        if self.has_text {
            self.held.drain(..).for_each(&mut *pages);
            pages(read.page);
        } else {
            self.held.push(read.page);
        }
    }

    /// Takes the second reader's text of a page that shows text of which hardly any came out.
    fn ask_second(&mut self, read: &mut ReadPage, index: usize) {
        let bytes = self.bytes;
        let found = self.second.get_or_insert_with(|| second::pages(bytes).unwrap_or_default());
        let Some(better) = found.get_mut(index).map(std::mem::take) else { return };
        let text: String = better.lines.iter().map(MappedText::as_str).collect::<Vec<_>>().join(" ");
        let (share, words) = super::vietnamese::syllable_share(&text);
        if words >= 10 && share >= 0.7 && words > 2 * read.page.words.len() {
            let stamps = std::mem::take(&mut read.page.stamps);
            read.page = TextPage {
                layer: TextLayer::Native,
                stamps,
                size: read.page.size,
                label: read.page.label.take(),
                ..better
            };
            read.needs_ocr = false;
            read.notes =
                vec![ReadingNote::new("pdf.second_reader", "the page was read without places, by the second reader")];
        }
    }

    fn note_encoding(&mut self, encoding: LegacyEncoding, index: usize) {
        let name = encoding.name();
        if self.reading.encoding != name {
            name.clone_into(&mut self.reading.encoding);
            self.reading.notes.push(legacy::note(&[encoding]).on_page(index + 1));
        }
    }

    fn finish(mut self, needs_ocr: bool, pages: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
        if needs_ocr && !self.has_text {
            return Err(ExtractError::NeedsOcr);
        }
        self.held.drain(..).for_each(pages);
        if self.reading.encoding.is_empty() {
            "Unicode".clone_into(&mut self.reading.encoding);
        }
        Ok(self.reading)
    }
}

fn has_text(page: &TextPage) -> bool {
    page.lines.iter().any(|line| !line.as_str().trim().is_empty())
}

#[cfg(test)]
mod tests;
