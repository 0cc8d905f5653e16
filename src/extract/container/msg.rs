//! Stored mails of Outlook (MSG): an OLE container with a stream for each property, `__substg1.0_` and eight digits of
//! name and type.

use super::{Body, SMALL_IMAGE, members::tidy_name, read_body};
use crate::extract::{ExtractError, Member, PageSink, ReadOptions, Reading, decode};
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

type Ole<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// Bytes of a property that are read.
const MAX_PROPERTY: u64 = 64 * 1024 * 1024;
/// Attachments that are read of one mail.
const MAX_ATTACHMENTS: usize = 200;

const SUBJECT: &str = "0037";
const BODY: &str = "1000";
const HTML: &str = "1013";
const ATTACHED_DATA: &str = "3701";
const LONG_NAME: &str = "3707";
const SHORT_NAME: &str = "3704";
const SHOWN_NAME: &str = "3001";
const CONTENT_ID: &str = "3712";

/// Reads an Outlook mail: its text as the document, its attachments as members.
pub(in crate::extract) fn read_msg(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mut ole = CompoundFile::open(Cursor::new(bytes)).map_err(|error| ExtractError::Broken(error.to_string()))?;
    let root = Path::new("/");
    let subject = text_property(&mut ole, root, SUBJECT);
    let mut reading = match body_of(&mut ole) {
        Some(body) => read_body(&body, subject.as_deref(), pages)?,
        None => Reading::default(),
    };
    let storages: Vec<PathBuf> = ole
        .read_root_storage()
        .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
        .map(|entry| entry.path().to_path_buf())
        .take(MAX_ATTACHMENTS)
        .collect();
    let members = storages.iter().enumerate().filter_map(|(at, storage)| attachment(&mut ole, storage, at + 1));
    reading.members = members.collect();
    Ok(reading)
}

/// Plain text, else HTML. Mails with neither keep their text as compressed RTF only, which no program known writes.
fn body_of(ole: &mut Ole<'_>) -> Option<Body> {
    let root = Path::new("/");
    let plain = property(ole, root, BODY, "001F").map(|units| (units, true));
    let plain = plain.or_else(|| property(ole, root, BODY, "001E").map(|bytes| (bytes, false)));
    if let Some((bytes, is_wide)) = plain.filter(|(bytes, _)| !bytes.trim_ascii().is_empty()) {
        let bytes = if is_wide { wide_text(&bytes).into_bytes() } else { bytes };
        return Some(Body { bytes, is_html: false, charset: None });
    }
    let html = property(ole, root, HTML, "0102").or_else(|| property(ole, root, HTML, "001E"));
    let html = html.or_else(|| property(ole, root, HTML, "001F").map(|units| wide_text(&units).into_bytes()))?;
    Some(Body { bytes: html, is_html: true, charset: None })
}

/// An attachment: a file, or a mail inside the mail as a container of its own.
fn attachment(ole: &mut Ole<'_>, storage: &Path, number: usize) -> Option<Member> {
    let name = [LONG_NAME, SHORT_NAME, SHOWN_NAME].iter().find_map(|name| text_property(ole, storage, name));
    let name = tidy_name(name.as_deref().map_or("", |name| name.trim_matches('\0')));
    let named = |ending: &str| if name.is_empty() { format!("attachment {number}{ending}") } else { name.clone() };
    let Some(bytes) = property(ole, storage, ATTACHED_DATA, "0102") else {
        let inner = storage.join(format!("__substg1.0_{ATTACHED_DATA}000D"));
        let bytes = ole.is_storage(&inner).then(|| copied_storage(ole, &inner))?;
        let bytes = bytes.map_err(|error| ExtractError::Broken(error.to_string()));
        return Some(Member { name: named(".msg"), bytes });
    };
    let lower = name.to_ascii_lowercase();
    let is_image = [".png", ".jpg", ".jpeg", ".gif"].iter().any(|ending| lower.ends_with(ending));
    let is_of_layout = is_image && bytes.len() < SMALL_IMAGE && text_property(ole, storage, CONTENT_ID).is_some();
    (!bytes.is_empty() && !is_of_layout).then(|| Member { name: named(""), bytes: Ok(bytes) })
}

/// A text property, wide or in a charset of eight bits.
fn text_property(ole: &mut Ole<'_>, storage: &Path, name: &str) -> Option<String> {
    let text = match property(ole, storage, name, "001F") {
        Some(units) => wide_text(&units),
        None => {
            let bytes = property(ole, storage, name, "001E")?;
            decode::decode(&bytes, Some("windows-1258")).text.as_str().to_owned()
        }
    };
    (!text.trim().is_empty()).then_some(text)
}

fn property(ole: &mut Ole<'_>, storage: &Path, name: &str, kind: &str) -> Option<Vec<u8>> {
    let path = storage.join(format!("__substg1.0_{name}{kind}"));
    let stream = ole.is_stream(&path).then(|| ole.open_stream(&path))?.ok()?;
    let mut bytes = Vec::new();
    stream.take(MAX_PROPERTY).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn wide_text(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The storage at `inner` with all it holds as a container of its own.
fn copied_storage(ole: &mut Ole<'_>, inner: &Path) -> std::io::Result<Vec<u8>> {
    let entries: Vec<(PathBuf, bool)> =
        ole.walk_storage(inner)?.map(|entry| (entry.path().to_path_buf(), entry.is_stream())).collect();
    let mut copy = CompoundFile::create(Cursor::new(Vec::new()))?;
    for (path, is_stream) in entries {
        let Ok(below) = path.strip_prefix(inner) else { continue };
        if below.as_os_str().is_empty() {
            continue;
        }
        let target = Path::new("/").join(below);
        if is_stream {
            let mut source = ole.open_stream(&path)?.take(MAX_PROPERTY);
            std::io::copy(&mut source, &mut copy.create_stream(&target)?)?;
        } else {
            copy.create_storage_all(&target)?;
        }
    }
    copy.flush()?;
    Ok(copy.into_inner().into_inner())
}
