//! `vanban extract FILE`: what was read of a file, how, and where on its pages.

use super::output::{self, Answer};
use super::reading::ReadingArguments;
use crate::model::{FileText, PageText, TextPage};
use anyhow::bail;
use clap::{Args, ValueEnum};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExtractArguments {
    /// How to show it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// One page alone, from 1; a picture is of the first page unless told.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// The file.
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines as they were read, a tab between columns.
    Text,
    /// Pages, lines and words with boxes, fonts and confidence.
    Json,
    /// A picture of one page with the boxes of its words, on standard output.
    Png,
}

pub(super) fn run(typed: &ExtractArguments) -> anyhow::Result<Answer> {
    let reader = typed.reading.reader()?;
    if matches!(typed.format, Format::Png) {
        let page = typed.page.unwrap_or(1) as usize;
        let picture = reader.picture(&typed.file, page);
        let picture = picture.map_err(|unread| anyhow::anyhow!("{}: {}", typed.file.display(), unread.message))?;
        std::io::stdout().lock().write_all(&picture)?;
        return Ok(Answer::Found);
    }
    let file = reader.text(&typed.file);
    let text = match &file.content {
        Ok(text) => text,
        Err(unread) => bail!("{}: {} ({})", typed.file.display(), unread.message, unread.code),
    };
    let wanted = |number: usize| typed.page.is_none_or(|page| page as usize == number);
    if !text.pages.is_empty() && !(1..=text.pages.len()).any(wanted) {
        bail!("{}: it has {} pages", typed.file.display(), text.pages.len());
    }
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&json(&file, text, &wanted))?),
        _ => output::print_line(plain(text, &wanted).trim_end()),
    }
}

fn plain(text: &PageText, wanted: &dyn Fn(usize) -> bool) -> String {
    let mut out = String::new();
    for note in &text.notes {
        let page = note.page.map(|page| format!(" (trang {page})")).unwrap_or_default();
        let _ = writeln!(out, "# {}{page}: {}", note.code, note.message);
    }
    for (number, page) in (1..).zip(&text.pages).filter(|(number, _)| wanted(*number)) {
        let _ = writeln!(out, "# trang (page) {number}: {}", page.layer.slug());
        for line in &page.lines {
            let _ = writeln!(out, "{}", line.as_str());
        }
        for stamp in &page.stamps {
            let _ = writeln!(out, "# dấu (stamp) {}: {}", stamp.kind.slug(), stamp.text.replace('\n', " / "));
        }
    }
    for attachment in &text.attachments {
        let _ = writeln!(out, "# tệp kèm (attachment): {}", attachment.name);
        match &attachment.content {
            Ok(inner) => out.push_str(&plain(inner, &|_| true)),
            Err(unread) => {
                let _ = writeln!(out, "# {}: {}", unread.code, unread.message);
            }
        }
    }
    out
}

fn json(file: &FileText, text: &PageText, wanted: &dyn Fn(usize) -> bool) -> serde_json::Value {
    let pages: Vec<_> = (1..)
        .zip(&text.pages)
        .filter(|(number, _)| wanted(*number))
        .map(|(number, page)| page_json(number, page))
        .collect();
    let notes: Vec<_> = text
        .notes
        .iter()
        .map(|note| serde_json::json!({"code": note.code, "page": note.page, "message": note.message}))
        .collect();
    let attachments: Vec<_> = text
        .attachments
        .iter()
        .map(|attachment| match &attachment.content {
            Ok(inner) => serde_json::json!({"name": attachment.name, "media_type": inner.media.name(), "pages": inner.pages.len()}),
            Err(unread) => serde_json::json!({"name": attachment.name, "error": unread.code, "message": unread.message}),
        })
        .collect();
    serde_json::json!({
        "media_type": file.media.name(), "bytes": file.bytes, "blake3": file.blake3, "encoding": text.encoding,
        "pages": pages, "notes": notes, "attachments": attachments,
    })
}

fn page_json(number: usize, page: &TextPage) -> serde_json::Value {
    let extracted: String = page.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    let start = page.lines.first().map_or(0, |line| line.origin(crate::text::Span::new(0, 0)).start());
    let words: Vec<_> = page
        .words
        .iter()
        .map(|word| {
            let text =
                extracted.get(word.origin.start().saturating_sub(start)..word.origin.end().saturating_sub(start));
            let font = word.font.and_then(|font| page.fonts.get(usize::from(font)));
            let area = word.area;
            serde_json::json!({
                "text": text, "area": [area.left, area.top, area.right, area.bottom],
                "confidence": word.confidence, "font": font,
            })
        })
        .collect();
    let stamps: Vec<_> = page
        .stamps
        .iter()
        .map(|stamp| serde_json::json!({"kind": stamp.kind.slug(), "text": stamp.text, "signer": stamp.signer, "signed_at": stamp.signed_at}))
        .collect();
    let lines: Vec<&str> = page.lines.iter().map(crate::text::MappedText::as_str).collect();
    serde_json::json!({
        "page": number, "layer": page.layer.slug(), "label": page.label,
        "width": page.size.map(|size| size.width), "height": page.size.map(|size| size.height),
        "lines": lines, "words": words, "stamps": stamps,
    })
}
