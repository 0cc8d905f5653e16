//! `vanban review [--limit N] [--format table|json]`: the values a person should look at first.

use super::output::{self, Answer};
use super::secrecy::Desk;
use crate::app::ReviewWire;
use clap::{Args, ValueEnum};
use comfy_table::Table;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// How many values to list.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// How to print them.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table.
    Table,
    /// One JSON object.
    Json,
}

pub(super) fn run(desk: &Desk, typed: &ReviewArguments) -> anyhow::Result<Answer> {
    let review = desk.app()?.review(typed.limit)?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&review)?)?,
        Format::Table if review.values.is_empty() => {
            output::print_line("Không có giá trị nào cần xem lại (nothing in doubt).")?
        }
        Format::Table => {
            output::print_line(&table(&review).to_string())?;
            output::print_line(&format!(
                "{} trong {} giá trị cần xem lại (values in doubt); sửa bằng `vanban correct '#ID' TRƯỜNG GIÁ_TRỊ --why …`",
                review.values.len(),
                review.total
            ))?
        }
    };
    Ok(if review.values.is_empty() { Answer::Nothing } else { Answer::Found })
}

fn table(review: &ReviewWire) -> Table {
    let mut table = output::new_table();
    table.set_header(["Văn bản", "Trường", "Đã đọc", "Tin cậy", "Lý do", "Phụ thuộc", "Tệp, trang"]);
    for value in &review.values {
        let number = value.number.clone().unwrap_or_else(|| "không số".to_owned());
        table.add_row([
            format!("{number} [#{}]", value.document),
            field_words(&value.field),
            output::shortened(&value.printed),
            format!("{:.2}", value.confidence),
            value.reasons.iter().map(|reason| vietnamese(reason)).collect::<Vec<_>>().join("; "),
            value.hanging.to_string(),
            format!("{} tr. {}", file_name(&value.file), value.page),
        ]);
    }
    table
}

/// The field as `vanban correct` takes it; lists by their place in the record.
fn field_words(field: &str) -> String {
    let name = match field {
        "/number" => "số",
        "/date" => "ngày",
        "/doc_type" => "loại",
        "/issuer" => "cơ quan",
        "/place" => "địa danh",
        "/subject" => "trích yếu",
        "/archive" => "lưu",
        "/signer/name" => "người ký",
        "/signer/position" => "chức vụ",
        "/signer/authority" => "quyền hạn",
        "/secrecy" => "độ mật",
        _ => return field.replace("/citations/", "viện dẫn ").replace("/tasks/", "nhiệm vụ "),
    };
    name.to_owned()
}

/// `chưa đọc được đủ ngày` of `chưa đọc được đủ ngày (day not read)`.
fn vietnamese(words: &str) -> &str {
    words.split(" (").next().unwrap_or(words)
}

fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
