//! Files that hold files: mails, web archives, archives. Members are handed on as bytes; the caller reads them.

mod eml;
mod members;
mod msg;
mod seven_zip;
mod zip;

pub(super) use eml::{read_eml, read_mhtml};
pub(super) use msg::read_msg;
pub(super) use seven_zip::read_seven_zip;
pub(super) use zip::read_zip;

use super::{ExtractError, PageSink, Reading, page_of_lines, text_file};
use crate::model::TextPage;
use crate::text::MappedText;

/// Bytes below which an image inside a mail is a picture of its layout (a logo, a signature), no paper.
const SMALL_IMAGE: usize = 40 * 1024;

/// A text inside a container.
struct Body {
    bytes: Vec<u8>,
    is_html: bool,
    /// What the container says of its charset.
    charset: Option<String>,
}

/// Reads the text of a mail or web archive as pages of its own. A first line, the subject, stands before it.
fn read_body(body: &Body, subject: Option<&str>, pages: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    let mut lines: Vec<String> = Vec::new();
    let charset = body.charset.as_deref();
    let mut sink = |page: TextPage| {
        lines.extend(page.lines.iter().map(MappedText::as_str).map(str::to_owned));
    };
    let reading = if body.is_html {
        text_file::read_html(&body.bytes, charset, &mut sink)?
    } else {
        text_file::read_plain(&body.bytes, charset, &mut sink)?
    };
    if lines.iter().any(|line| !line.trim().is_empty()) {
        // The bytes of a line are not those of the file (base64, quoted-printable): places are those of the text.
        let subject = subject.map(str::trim).filter(|subject| !subject.is_empty());
        pages(page_of_lines(subject.into_iter().chain(lines.iter().map(String::as_str))));
    }
    Ok(reading)
}
