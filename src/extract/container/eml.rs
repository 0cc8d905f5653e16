//! Stored mails (EML) and web archives (MHTML).

use super::{Body, SMALL_IMAGE, read_body};
use crate::extract::{ExtractError, Member, PageSink, ReadOptions, Reading};
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Attachments that are read of one mail.
const MAX_ATTACHMENTS: usize = 200;

/// Reads a mail: its text as the document, its attachments as members.
pub(in crate::extract) fn read_eml(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mail = parse(bytes)?;
    let mut reading = match body_of(&mail) {
        Some(body) => read_body(&body, mail.subject(), pages)?,
        None => Reading::default(),
    };
    reading.members = mail
        .attachments
        .iter()
        .filter_map(|index| mail.parts.get(usize::try_from(*index).ok()?))
        .enumerate()
        .filter_map(|(at, part)| member_of(part, &mail, at + 1))
        .take(MAX_ATTACHMENTS)
        .collect();
    Ok(reading)
}

/// Reads a web archive: its first page; pictures, styles and frames are left out.
pub(in crate::extract) fn read_mhtml(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let archive = parse(bytes)?;
    let page = archive.parts.iter().find(|part| matches!(part.body, PartType::Html(_)));
    let page = page.or_else(|| archive.parts.iter().find(|part| matches!(part.body, PartType::Text(_))));
    read_body(&text_of(page.ok_or(ExtractError::Empty)?, &archive), None, pages)
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, ExtractError> {
    MessageParser::default().parse(bytes).ok_or_else(|| ExtractError::Broken("no mail can be read in it".to_owned()))
}

/// The text of a mail: as HTML where that has tables or stands alone, else as plain text.
fn body_of(mail: &Message<'_>) -> Option<Body> {
    let parts = |indexes: &[u32], wanted: fn(&PartType<'_>) -> bool| {
        let index = indexes.iter().find_map(|index| {
            let part = mail.parts.get(usize::try_from(*index).ok()?)?;
            (wanted(&part.body) && !part.is_empty()).then_some(part)
        })?;
        Some(text_of(index, mail))
    };
    let html = parts(&mail.html_body, |body| matches!(body, PartType::Html(_)));
    let plain = parts(&mail.text_body, |body| matches!(body, PartType::Text(_)));
    let has_table = |body: &Body| body.bytes.windows(6).any(|tag| tag.eq_ignore_ascii_case(b"<table"));
    match (html, plain) {
        (Some(html), Some(plain)) if !has_table(&html) && !plain.bytes.trim_ascii().is_empty() => Some(plain),
        (html, plain) => html.or(plain),
    }
}

/// The bytes of a text part before any charset: the charset that mails declare is not always theirs.
fn text_of(part: &MessagePart<'_>, mail: &Message<'_>) -> Body {
    let raw = raw_part(part, mail);
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let is_html = matches!(part.body, PartType::Html(_));
    match bytes {
        Some(bytes) if !bytes.is_empty() => Body { bytes, is_html, charset },
        _ => Body { bytes: part.contents().to_vec(), is_html, charset: Some("utf-8".to_owned()) },
    }
}

/// The bytes of a part as they stand in the file.
fn raw_part<'m>(part: &MessagePart<'_>, mail: &'m Message<'_>) -> &'m [u8] {
    let places = usize::try_from(part.offset_body).ok().zip(usize::try_from(part.offset_end).ok());
    places.and_then(|(start, end)| mail.raw_message.get(start..end)).unwrap_or_default()
}

/// An attachment; pictures that belong to the layout of the mail are none.
fn member_of(part: &MessagePart<'_>, mail: &Message<'_>, number: usize) -> Option<Member> {
    let kind = part.content_type();
    let is_image = kind.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    let is_attached = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    let content = match &part.body {
        PartType::Message(_) => raw_part(part, mail).to_vec(),
        PartType::Text(_) | PartType::Html(_) => text_of(part, mail).bytes,
        _ => part.contents().to_vec(),
    };
    if content.is_empty() || (is_image && !is_attached && content.len() < SMALL_IMAGE) {
        return None;
    }
    let ending = match &part.body {
        PartType::Message(_) => ".eml".to_owned(),
        _ => kind.and_then(mail_parser::ContentType::subtype).map(|subtype| format!(".{subtype}")).unwrap_or_default(),
    };
    let name = part.attachment_name().map_or_else(|| format!("attachment {number}{ending}"), str::to_owned);
    Some(Member { name: super::members::tidy_name(&name), bytes: Ok(content) })
}
