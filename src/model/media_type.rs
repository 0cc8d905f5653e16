//! [`MediaType`]: what the bytes of a file are.

/// What the bytes of a file are, decided by content, not by name.
///
/// ```
/// use vanban::model::MediaType;
/// assert_eq!(MediaType::Doc.name(), "application/msword");
/// assert_eq!(MediaType::from_name("application/msword"), MediaType::Doc);
/// assert_eq!(MediaType::Doc.described(), "Word 97-2003 (DOC)");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Plain text in any encoding.
    Text,
    /// Text with Markdown marks.
    Markdown,
    /// HTML.
    Html,
    /// Portable Document Format, digital or scanned.
    Pdf,
    /// Word, Office Open XML.
    Docx,
    /// Word 97-2003.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// Excel, Office Open XML.
    Xlsx,
    /// Excel 97-2003.
    Xls,
    /// OpenDocument sheet.
    Ods,
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// TIFF image, of one page or several.
    Tiff,
    /// Stored mail.
    Eml,
    /// Stored mail of Outlook.
    Msg,
    /// Web archive.
    Mhtml,
    /// ZIP archive.
    Zip,
    /// 7-Zip archive.
    SevenZip,
    /// A known format without a reader; holds its media type.
    Other(&'static str),
    /// Bytes of no known format.
    #[default]
    Unknown,
}

/// Formats with a reader: media type, and how a person calls it.
const READ: [(MediaType, &str, &str); 19] = [
    (MediaType::Text, "text/plain", "text"),
    (MediaType::Markdown, "text/markdown", "Markdown"),
    (MediaType::Html, "text/html", "HTML"),
    (MediaType::Pdf, "application/pdf", "PDF"),
    (MediaType::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (DOCX)"),
    (MediaType::Doc, "application/msword", "Word 97-2003 (DOC)"),
    (MediaType::Rtf, "application/rtf", "RTF"),
    (MediaType::Odt, "application/vnd.oasis.opendocument.text", "OpenDocument text (ODT)"),
    (MediaType::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
    (MediaType::Xls, "application/vnd.ms-excel", "Excel 97-2003 (XLS)"),
    (MediaType::Ods, "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument sheet (ODS)"),
    (MediaType::Png, "image/png", "image (PNG)"),
    (MediaType::Jpeg, "image/jpeg", "image (JPEG)"),
    (MediaType::Tiff, "image/tiff", "image (TIFF)"),
    (MediaType::Eml, "message/rfc822", "e-mail (EML)"),
    (MediaType::Msg, "application/vnd.ms-outlook", "Outlook e-mail (MSG)"),
    (MediaType::Mhtml, "multipart/related", "web archive (MHTML)"),
    (MediaType::Zip, "application/zip", "ZIP archive"),
    (MediaType::SevenZip, "application/x-7z-compressed", "7-Zip archive"),
];

/// Formats without a reader that have a better name than their media type.
const UNREAD: [(&str, &str); 13] = [
    ("application/x-ooxml-protected", "Office document locked with a password"),
    ("image/gif", "image (GIF)"),
    ("image/bmp", "image (BMP)"),
    ("image/webp", "image (WebP)"),
    ("image/heif", "image (HEIC)"),
    ("image/heic", "image (HEIC)"),
    ("application/vnd.ms-powerpoint", "PowerPoint 97-2003 (PPT)"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint (PPTX)"),
    ("application/x-ole-storage", "Microsoft Office 97-2003"),
    ("application/vnd.rar", "RAR archive"),
    ("application/gzip", "GZIP archive"),
    ("application/xml", "XML"),
    ("application/octet-stream", "unknown format"),
];

impl MediaType {
    /// The media type's name, such as `text/html`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Other(name) => name,
            known => READ.iter().find(|(media, ..)| *media == known).map_or("application/octet-stream", |row| row.1),
        }
    }

    /// How a person calls it: `Word 97-2003 (DOC)`; the media type itself where there is no better name.
    #[must_use]
    pub fn described(self) -> &'static str {
        let name = self.name();
        let read = READ.iter().find(|(media, ..)| *media == self).map(|row| row.2);
        let unread = || UNREAD.iter().find(|(unread, _)| *unread == name).map(|row| row.1);
        read.or_else(unread).unwrap_or(name)
    }

    /// The format with a reader that is named so; [`MediaType::Unknown`] where there is none.
    #[must_use]
    pub fn from_name(name: &str) -> MediaType {
        READ.iter().find(|(_, known, _)| *known == name).map_or(MediaType::Unknown, |row| row.0)
    }

    /// The format of a media type that some library told.
    #[must_use]
    pub fn told(name: &'static str) -> MediaType {
        match MediaType::from_name(name) {
            MediaType::Unknown => MediaType::Other(name),
            known => known,
        }
    }
}
