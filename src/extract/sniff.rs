//! [`sniff()`]: what the bytes of a file are, decided by content; the name is a hint for Markdown only.
//!
//! Names formats, does not read them. Binary formats come from the `infer` crate; text is looked at here, because a
//! `.doc` is often HTML and a `.txt` often Markdown.

mod containers;

pub(super) use containers::LOCKED_OFFICE;

use super::decode::utf16_without_mark;
use crate::model::MediaType;
use crate::text::prefix;
use std::path::Path;

/// Bytes at the start in which HTML and mail headers are looked for.
const HEAD_BYTES: usize = 4 * 1024;

/// Bytes at the start in which Markdown marks are counted.
const MARKDOWN_BYTES: usize = 64 * 1024;

/// Tags that show an HTML fragment without `<html>`.
const HTML_TAGS: [&str; 12] =
    ["<p>", "<p ", "<div", "<table", "<tr", "<td", "<br", "<span", "<meta", "<style", "<font", "<b>"];

/// What `bytes`, the whole content of the file at `path`, are. [`MediaType::Unknown`] for an empty file.
///
/// ```
/// use vanban::{extract::sniff, model::MediaType};
/// let html = "<html><body><p>Quyết định</p></body></html>".as_bytes();
/// assert_eq!(sniff(html, "qd.doc".as_ref()), MediaType::Html);
/// ```
#[must_use]
pub fn sniff(bytes: &[u8], path: &Path) -> MediaType {
    if let Some(text) = utf16_text(bytes) {
        return sniff_text(&text, path);
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(marked) = marked_format(body) {
        return marked;
    }
    if let Some(text) = utf8_text(body) {
        return sniff_text(text, path);
    }
    match infer::get(bytes).filter(|kind| !kind.mime_type().starts_with("text/")) {
        Some(kind) => MediaType::told(containers::office_format(kind.mime_type(), bytes)),
        None if looks_like_legacy_text(body) => legacy_text(body),
        None => MediaType::Unknown,
    }
}

/// Formats that start with marks of plain letters, so that they pass for text, or that may have junk in front.
fn marked_format(bytes: &[u8]) -> Option<MediaType> {
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Some(MediaType::Rtf);
    }
    // A BigTIFF names the length of its places, eight bytes.
    if bytes.starts_with(b"II\x2b\x00\x08\x00\x00\x00") || bytes.starts_with(b"MM\x00\x2b\x00\x08\x00\x00") {
        return Some(MediaType::Tiff);
    }
    // Acrobat accepts the PDF header anywhere in the first 1,024 bytes, and some mail gateways put lines before it.
    let start = &bytes[..bytes.len().min(1024)];
    start.windows(5).any(|window| window == b"%PDF-").then_some(MediaType::Pdf)
}

/// The start of a file in UTF-16, with or without its mark.
fn utf16_text(bytes: &[u8]) -> Option<String> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => utf16_without_mark(bytes)?,
    };
    let head = &bytes[..bytes.len().min(2 * MARKDOWN_BYTES)];
    let text = encoding.decode(head).0.into_owned();
    // Tables of numbers in binary files have zeros at every second byte, too.
    let odd = text.chars().filter(|letter| letter.is_control() && !letter.is_whitespace()).count();
    (odd * 20 <= text.chars().count()).then_some(text)
}

/// The bytes as UTF-8 text; `None` when they are not, hold zero bytes, or are empty. A last letter cut in the middle
/// (a copy that broke off) is dropped.
fn utf8_text(bytes: &[u8]) -> Option<&str> {
    if bytes.is_empty() || bytes.contains(&0) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

fn sniff_text(text: &str, path: &Path) -> MediaType {
    let head = prefix(text, HEAD_BYTES).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if let Some(mail) = mail_format(&head) {
        return mail;
    }
    if is_html(&head) {
        return MediaType::Html;
    }
    if head.starts_with("<?xml") {
        return MediaType::Other("application/xml");
    }
    let marks = markdown_marks(prefix(text, MARKDOWN_BYTES));
    let named_markdown = path.extension().is_some_and(|ending| {
        let ending = ending.to_ascii_lowercase();
        ending == "md" || ending == "markdown"
    });
    let needed = if named_markdown { 1 } else { 3 };
    if marks >= needed { MediaType::Markdown } else { MediaType::Text }
}

fn is_html(head: &str) -> bool {
    let starts = ["<!doctype html", "<html", "<head", "<body"];
    if starts.iter().any(|tag| head.starts_with(tag)) {
        return true;
    }
    // Behind an XML declaration or a comment; elsewhere `<html` is talk about HTML.
    let opens_with_tag = head.starts_with('<');
    if opens_with_tag && starts.iter().any(|tag| head.contains(tag)) {
        return true;
    }
    let tags: usize = HTML_TAGS.iter().map(|tag| head.matches(tag).count()).sum();
    // Markdown may hold a few tags of its own, such as `<br>` in a table cell.
    if opens_with_tag && !head.starts_with("<?xml") { tags >= 2 } else { tags >= 10 && markdown_marks(head) < 3 }
}

/// Web archives and stored mails start with header lines. A mail was sent: it has a receiver or a trace of its way.
fn mail_format(head: &str) -> Option<MediaType> {
    let head = head.replace("\r\n", "\n");
    let headers = head.split("\n\n").next().unwrap_or_default();
    let names: Vec<&str> = headers.lines().filter_map(header_name).collect();
    headers.lines().next().and_then(header_name)?;
    let sent = ["to", "received", "message-id", "return-path", "delivered-to", "cc", "bcc"];
    let was_sent = names.iter().any(|name| sent.contains(name));
    let common = ["from", "subject", "date"].iter().filter(|name| names.contains(name)).count();
    if names.contains(&"mime-version") {
        let is_page = headers.contains("multipart/related") && !was_sent;
        return Some(if is_page { MediaType::Mhtml } else { MediaType::Eml });
    }
    (was_sent && common >= 2).then_some(MediaType::Eml)
}

/// The name of a header line: `mime-version` of `mime-version: 1.0`.
fn header_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(name)
}

/// Number of lines with a mark that only Markdown has: a heading, bold words, a table rule.
fn markdown_marks(text: &str) -> usize {
    text.lines()
        .filter(|line| {
            let line = line.trim();
            let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
            let is_rule = line.starts_with('|') && line.contains("---");
            is_heading || is_rule || is_bold(line)
        })
        .count()
}

/// `**` twice, or once at an end of the line, for bold may run over lines; but no line of stars alone.
fn is_bold(line: &str) -> bool {
    let marked = line.matches("**").count() >= 2 || line.starts_with("**") || line.ends_with("**");
    marked && line.chars().any(char::is_alphanumeric)
}

/// Bytes of an 8-bit encoding: hardly any control bytes (some encodings put rare capitals there), many plain letters.
fn looks_like_legacy_text(bytes: &[u8]) -> bool {
    if bytes.is_empty() || bytes.contains(&0) {
        return false;
    }
    let head = &bytes[..bytes.len().min(MARKDOWN_BYTES)];
    let controls = head.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    let letters = head.iter().filter(|byte| byte.is_ascii_alphanumeric() || **byte == b' ').count();
    controls * 50 <= head.len() && letters * 3 >= head.len()
}

fn legacy_text(bytes: &[u8]) -> MediaType {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).trim_start().to_ascii_lowercase();
    match mail_format(&head) {
        Some(mail) => mail,
        None if is_html(&head) => MediaType::Html,
        None => MediaType::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], name: &str, expected: &str) {
        assert_eq!(sniff(bytes, name.as_ref()).name(), expected, "{name}: {}", String::from_utf8_lossy(bytes));
    }

    fn utf16(text: &str) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    }

    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    #[test]
    fn plain_text_in_unicode_encodings() {
        check("Số: 12/KH-UBND\n- Như trên;".as_bytes(), "a.txt", "text/plain");
        check("\u{feff}Số: 12/KH-UBND".as_bytes(), "a.txt", "text/plain");
        check(&utf16("Số: 12/KH-UBND"), "a.txt", "text/plain");
        check(&"Kế hoạch".as_bytes()[..4], "a.txt", "text/plain");
        check("Điều 1 < 5 và > 3 ** 2".as_bytes(), "a.txt", "text/plain");
    }

    #[test]
    fn html_whatever_its_name() {
        check(b"<!DOCTYPE html><title>x</title>", "a.doc", "text/html");
        check("\r\n <HTML><body>Kế hoạch</body>".as_bytes(), "a.txt", "text/html");
        check("<table><tr><td>Số</td></tr></table>".as_bytes(), "a.txt", "text/html");
        check(b"<?xml version=\"1.0\"?><html xmlns=\"x\"><p>a</p></html>", "a.xhtml", "text/html");
        check(&utf16("<html><p>Kế hoạch</p></html>"), "a.htm", "text/html");
    }

    #[test]
    fn markdown_by_its_marks() {
        check("**KẾ\nHOẠCH**\n\n**I. Mục đích**\n\nLời.".as_bytes(), "a.txt", "text/markdown");
        check("# Kế hoạch\n\nLời.".as_bytes(), "a.md", "text/markdown");
        check("Không có dấu nào.".as_bytes(), "a.md", "text/plain");
        check("*****\nMột dòng.\n*****\n*****".as_bytes(), "a.txt", "text/plain");
        check("# A\n**b** <br> <br>\n|---|\nx<br>y<br><br><br><br><br><br><br>".as_bytes(), "a.txt", "text/markdown");
    }

    #[test]
    fn binary_formats_by_their_first_bytes() {
        check(b"%PDF-1.7\n%\xe2\xe3", "a.txt", "application/pdf");
        check(b"\n\nX-Junk\n%PDF-1.4\n", "a", "application/pdf");
        check(b"{\\rtf1\\ansi Ke hoach}", "a.doc", "application/rtf");
        check(b"PK\x03\x04\x14\x00\x00\x00", "a.docx", "application/zip");
        check(b"PK\x03\x04\x14\x00\x00\x00_rels PK\x01\x02 word/document.xml", "a.doc", DOCX);
        let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain([0; 600]);
        let named: Vec<u8> = ole.chain("WordDocument".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        check(&named, "a.tmp", "application/msword");
        check(b"\x89PNG\r\n\x1a\n\x00\x00", "a.pdf", "image/png");
        check(b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.pdf", "image/jpeg");
        check(b"II+\x00\x08\x00\x00\x00\x10\x00\x00\x00", "big.tif", "image/tiff");
        check(b"II*\x00\x08\x00\x00\x00\x01\x00\x00\x01", "a.tif", "image/tiff");
        check(b"7z\xbc\xaf\x27\x1c\x00\x04", "a", "application/x-7z-compressed");
        check(b"\x00\x01\x02\x03", "a", "application/octet-stream");
        check(b"", "a.txt", "application/octet-stream");
    }

    #[test]
    fn mail_and_web_archives() {
        check(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "a.mht", "multipart/related");
        check(b"From: a@b.vn\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx", "a.eml", "message/rfc822");
        let sent =
            b"From: a@b.vn\r\nTo: c@d.vn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n";
        check(sent, "a.mht", "message/rfc822");
        check(b"Received: from x\nFrom: a@b.vn\nDate: today\n\nx", "a.txt", "message/rfc822");
        check("Số: 12\nMIME-Version: là một dòng".as_bytes(), "a.txt", "text/plain");
    }

    #[test]
    fn wrong_names_do_not_matter() {
        check(b" \r\n{\\rtf1 x}", "a.pdf", "application/rtf");
        check(b"GIF89a\x01\x00\x01\x00", "a.jpg", "image/gif");
        check(b"BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00", "a.jpg", "image/bmp");
        check(b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a.jpg", "image/webp");
        check(b"Rar!\x1a\x07\x01\x00", "a.zip", "application/vnd.rar");
        let plain: Vec<u8> = "S\u{1ed1}: 12/KH-UBND".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&plain, "a.doc", "text/plain");
    }

    #[test]
    fn text_of_eight_bits() {
        check(b"Uy ban nh\xa9n d\xa9n t\xd8nh, so 12", "a.txt", "text/plain");
        check(b"<html><p>Uy ban nh\xa9n d\xa9n</p></html>", "a.htm", "text/html");
    }
}
