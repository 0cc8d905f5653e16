//! `vanban correct DOC [FIELD [VALUE]] --why REASON`: a value as a person knows it, kept beside what was read.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::secrecy::Desk;
use super::words;
use crate::app::{self, CorrectionRequest, DocumentWire};
use crate::model::DocDate;
use crate::record::Correction;
use anyhow::bail;
use clap::Args;
use serde_json::Value;

#[derive(Debug, Args)]
pub(super) struct CorrectArguments {
    /// Number, #id or path of the document.
    document: String,
    /// Field: number, date, type, issuer, place, subject, archive, signer, position, authority, secrecy (số, ngày, loại,
    /// cơ quan, địa danh, trích yếu, lưu, người ký, chức vụ, quyền hạn, độ mật); without it the corrections are listed.
    field: Option<String>,
    /// The right value, as printed on the paper.
    #[arg(conflicts_with_all = ["blank", "undo"])]
    value: Option<String>,
    /// The paper has no such value.
    #[arg(long, conflicts_with = "undo")]
    blank: bool,
    /// Take the last correction of the field back.
    #[arg(long)]
    undo: bool,
    /// Why: where the right value was seen.
    #[arg(long, value_name = "REASON")]
    why: Option<String>,
    /// Who says so.
    #[arg(long, env = "USER", value_name = "NAME")]
    by: Option<String>,
    /// Only a document of this date (YYYY-MM-DD, YYYY-MM or YYYY).
    #[arg(long, value_parser = choosing::read_date)]
    date: Option<DocDate>,
}

pub(super) fn run(desk: &Desk, typed: &CorrectArguments) -> anyhow::Result<Answer> {
    let app = desk.app()?;
    let node = match choosing::choose(&app, &typed.document, typed.date)? {
        Choice::One(node) => node,
        Choice::Several(found) => {
            choosing::print_candidates(&typed.document, &found)?;
            return Ok(Answer::Nothing);
        }
        Choice::None => {
            choosing::report_nothing(&app, &typed.document)?;
            return Ok(Answer::Nothing);
        }
    };
    let Some(field) = typed.field.clone() else { return list(&app.corrections(node.id)?) };
    drop(app);
    let Some(why) = typed.why.clone().filter(|why| !why.trim().is_empty()) else {
        bail!("cần --why: căn cứ để sửa (say why with --why)");
    };
    let Some(who) = typed.by.clone().filter(|by| !by.trim().is_empty()) else {
        bail!("cần --by: tên người sửa (say who with --by)");
    };
    let request = CorrectionRequest { node: node.id, field, value: typed.value.clone(), who, why };
    if typed.undo {
        let undone = app::undo_correction(desk.folder(), &request)?;
        let Some(document) = undone else {
            output::print_line(&format!("{}: không có lần sửa nào (nothing to undo)", request.field))?;
            return Ok(Answer::Nothing);
        };
        output::print_line(&format!("{}: đã bỏ lần sửa cuối (undone)", request.field))?;
        return print_document(&document);
    }
    if request.value.is_none() && !typed.blank {
        bail!(
            "cần giá trị đúng, hoặc --blank nếu văn bản không có (give the right value, or --blank where there is none)"
        );
    }
    let corrected = app::correct(desk.folder(), &request)?;
    output::print_line(&line(&corrected.correction))?;
    print_document(&corrected.document)
}

/// The document as it is now: its id changes with its number.
fn print_document(document: &DocumentWire) -> anyhow::Result<Answer> {
    output::print_line(&format!("nay là (now): {}", words::document_line(document)))
}

fn list(corrections: &[Correction]) -> anyhow::Result<Answer> {
    for correction in corrections {
        output::print_line(&line(correction))?;
    }
    if corrections.is_empty() {
        eprintln!("chưa sửa gì (no corrections)");
        return Ok(Answer::Nothing);
    }
    Ok(Answer::Found)
}

/// `/number: 83/TTr → 22/TTr (Lan, 2026-…: bản giấy)`.
pub(super) fn line(correction: &Correction) -> String {
    let Correction { field, old, new, who, at, why, undone } = correction;
    let undone =
        undone.as_ref().map(|undone| format!("; đã bỏ (undone): {}, {}: {}", undone.who, undone.at, undone.why));
    format!("{field}: {} → {} ({who}, {at}: {why}{})", printed(old), printed(new), undone.unwrap_or_default())
}

/// The value as it is shown: of a composed one its main part.
fn printed(value: &Value) -> String {
    let main = ["value", "name", "symbol"].iter().find_map(|part| value.get(part)).filter(|part| !part.is_null());
    match main.unwrap_or(value) {
        Value::Null => "∅".to_owned(),
        Value::String(text) => text.clone(),
        other => {
            value.get("symbol").and_then(Value::as_str).map_or_else(|| other.to_string(), |symbol| format!("/{symbol}"))
        }
    }
}
