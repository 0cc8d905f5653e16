//! [`PageText`] as a reader gives it, [`CleanText`] as the parser takes it.
//!
//! Text of a plain file maps back to bytes of the file. Formats without characters in their bytes (PDF, scans, office
//! files) map back to the *extracted text* instead: the lines of all pages, each with its line end, one byte long; their
//! words then tell where on the page each piece of it stands.

use crate::model::MediaType;
use crate::text::{MappedText, Span};

/// Text of a file as a reader found it, lines in reading order; a tab inside a line parts two cells or columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// What the file was read as.
    pub media: MediaType,
    /// Encoding the text was in, such as `UTF-8` or `TCVN3`.
    pub encoding: String,
    /// Pages in order; one where the format has none.
    pub pages: Vec<TextPage>,
    /// What was done to read it, where that was not plain reading.
    pub notes: Vec<ReadingNote>,
    /// Documents inside the file: attachments of a mail, members of an archive.
    pub attachments: Vec<Attachment>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextPage {
    /// Lines without their line ends; origins are bytes of the original file or of the extracted text.
    pub lines: Vec<MappedText>,
    /// Where the text came from.
    pub layer: TextLayer,
    /// Size in points, where the format has pages with a size.
    pub size: Option<PageSize>,
    /// Words with their places, in the order of the lines; empty where the format has no places.
    pub words: Vec<PlacedWord>,
    /// Names of the fonts that `words` refer to.
    pub fonts: Vec<String>,
    /// Stamps, kept apart from the text.
    pub stamps: Vec<Stamp>,
    /// The page's own label, such as `iv`, where it has one.
    pub label: Option<String>,
}

/// Where the text of a page came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextLayer {
    /// The characters of the file.
    #[default]
    Native,
    /// Recognised from the image of the page.
    Ocr,
    /// Characters of the file, and words recognised from images stamped on it.
    Mixed,
    /// Nothing is on the page.
    Blank,
}

/// Width and height of a page in points (1/72 inch), as it is read (after turning).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PageSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A box on a page, in ten-thousandths of its width and height from the upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: u16,
    /// Upper edge.
    pub top: u16,
    /// Right edge.
    pub right: u16,
    /// Lower edge.
    pub bottom: u16,
}

/// A word and its place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedWord {
    /// The word in the extracted text.
    pub origin: Span,
    /// Its box.
    pub area: Area,
    /// How sure the recognition is, 0 to 100; none for characters of the file.
    pub confidence: Option<u8>,
    /// Its font, an index of [`TextPage::fonts`].
    pub font: Option<u16>,
}

/// What was stamped on a page: no part of the document's own text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// What kind of stamp.
    pub kind: StampKind,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub area: Option<Area>,
    /// Who signed, of a digital signature.
    pub signer: Option<String>,
    /// When, ISO 8601 as printed, of a digital signature.
    pub signed_at: Option<String>,
}

/// Kinds of stamps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StampKind {
    /// Registry stamp of the receiver (*dấu công văn đến*): its number and date are not the document's.
    Incoming,
    /// Degree of urgency (*mức độ khẩn*): `HỎA TỐC`, `KHẨN`.
    Urgency,
    /// Block of a digital signature (*chữ ký số*).
    DigitalSignature,
    /// Any other.
    #[default]
    Other,
}

/// How a file was read, where a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingNote {
    /// Stable code, such as `legacy.converted`.
    pub code: String,
    /// One line for a person.
    pub message: String,
    /// Page it concerns, from 1.
    pub page: Option<u32>,
}

/// A document inside another file.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Its name inside the file.
    pub name: String,
    /// What was read of it.
    pub content: Result<PageText, Unread>,
}

/// One file as its reader leaves it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileText {
    /// What it was read as.
    pub media: MediaType,
    /// Size in bytes.
    pub bytes: u64,
    /// BLAKE3 of the bytes, hexadecimal; none where they could not be read.
    pub blake3: Option<String>,
    /// Its text, or why there is none.
    pub content: Result<PageText, Unread>,
}

/// Why a file, or a part of one, has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Stable code, such as `unsupported`, `locked`, `broken`.
    pub code: String,
    /// One line for a person.
    pub message: String,
}

/// Normalised text: NFC, one tone placement, one dash, no furniture, one space between words, a tab between
/// columns, `\n` between lines. Origins are those of the [`PageText`].
#[derive(Debug, Clone, PartialEq)]
pub struct CleanText {
    /// The text with its map.
    pub text: MappedText,
    /// Where each page stands.
    pub pages: Vec<Span>,
    /// Words recognised from images: their origins, in the order of the text, and how sure the recognition is, 0 to
    /// 100. Empty for text that was characters from the first.
    pub recognised: Vec<(Span, u8)>,
}

impl CleanText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The text of `span` alone, with its pages; places start from 0, origins stay.
    #[must_use]
    pub fn part(&self, span: Span) -> CleanText {
        let mut text = MappedText::new();
        text.push_part(&self.text, span);
        let within = |at: usize| at.clamp(span.start(), span.end()) - span.start();
        let pages = self.pages.iter().filter(|page| page.end() > span.start() && page.start() < span.end());
        CleanText {
            text,
            pages: pages.map(|page| Span::new(within(page.start()), within(page.end()))).collect(),
            recognised: self.recognised.clone(),
        }
    }

    /// How sure the recognition is of the least sure word under `span`, 0 to 100; `None` where nothing there was
    /// recognised from an image.
    #[must_use]
    pub fn confidence(&self, span: Span) -> Option<u8> {
        let origin = self.text.origin(span);
        let first = self.recognised.partition_point(|(word, _)| word.end() <= origin.start());
        let under = self.recognised[first..].iter().take_while(|(word, _)| word.start() < origin.end());
        under.map(|(_, confidence)| *confidence).min()
    }

    /// Number of the page, from 1, that byte `at` is printed on: of the page that holds it, but of the one before for a
    /// footnote that was moved behind its paragraph.
    #[must_use]
    pub fn page_of(&self, at: usize) -> u32 {
        let mut page = self.pages.partition_point(|page| page.start() <= at).max(1);
        let origin = self.text.origin(Span::new(at, at + 1)).start();
        while page > 1 && self.pages.get(page - 1).is_some_and(|held| self.starts_after(*held, origin)) {
            page -= 1;
        }
        u32::try_from(page).unwrap_or(u32::MAX)
    }

    /// Does the first letter of a page come from behind `origin`?
    fn starts_after(&self, page: Span, origin: usize) -> bool {
        let letters = page.of(self.text.as_str()).find(|letter| letter != '\n').map(|at| page.start() + at);
        letters.is_some_and(|at| self.text.origin(Span::new(at, at + 1)).start() > origin)
    }
}

impl TextPage {
    /// Bytes of the extracted text that the page takes: its lines, one byte for each line end.
    #[must_use]
    pub fn extracted_len(&self) -> usize {
        self.lines.iter().map(|line| line.len() + 1).sum()
    }

    /// The page with every place in the extracted text `by` bytes further on.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> TextPage {
        if by > 0 {
            self.lines.iter_mut().for_each(|line| *line = line.shifted(by));
            self.words.iter_mut().for_each(|word| word.origin = word.origin.shifted(by));
        }
        self
    }
}

impl MediaType {
    /// True for formats whose text stands in the bytes of the file, so that places are those bytes.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, MediaType::Text | MediaType::Markdown | MediaType::Html)
    }
}

impl Area {
    /// The smallest box that covers both.
    #[must_use]
    pub fn join(self, other: Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl TextLayer {
    /// Slug of the record: `native`, `ocr`, `mixed` or `blank`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            TextLayer::Native => "native",
            TextLayer::Ocr => "ocr",
            TextLayer::Mixed => "mixed",
            TextLayer::Blank => "blank",
        }
    }
}

impl StampKind {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            StampKind::Incoming => "incoming",
            StampKind::Urgency => "urgency",
            StampKind::DigitalSignature => "digital_signature",
            StampKind::Other => "other",
        }
    }
}

impl Unread {
    /// The reason as code and words.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Unread {
        Unread { code: code.to_owned(), message: message.into() }
    }
}

impl ReadingNote {
    /// A note on the whole file.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> ReadingNote {
        ReadingNote { code: code.to_owned(), message: message.into(), page: None }
    }

    /// The same note, of page `page` (from 1).
    #[must_use]
    pub fn on_page(self, page: usize) -> ReadingNote {
        ReadingNote { page: u32::try_from(page).ok(), ..self }
    }
}
