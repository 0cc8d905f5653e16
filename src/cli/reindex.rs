//! `vanban reindex`: builds the search index anew from the store.

use super::output::{self, Answer};
use crate::app;
use std::path::Path;

pub(super) fn run(data: &Path) -> anyhow::Result<Answer> {
    let documents = app::reindex(data)?;
    output::print_line(&format!("Đã lập lại chỉ mục (index rebuilt): {documents} văn bản (documents)"))
}
