//! The second reader of text, for files that the first cannot open or finds less text in than they show.
//!
//! It knows no places, and panics on real files: its panics stay here, so that what the first reader found survives.

use super::super::page_of_lines;
use crate::model::TextPage;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The text of each page; `None` where this reader cannot read the file either.
pub(super) fn pages(bytes: &[u8]) -> Option<Vec<TextPage>> {
    let read = catch_unwind(AssertUnwindSafe(|| pdf_extract::extract_text_from_mem_by_pages(bytes)));
    let texts = read.ok()?.ok()?;
    Some(texts.iter().map(|text| page_of_lines(lines(text))).collect())
}

/// Lines without blanks at their ends; blank ones only between others.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}
