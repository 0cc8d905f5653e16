//! The write path (*đợt nạp*): folders → files → records → store → index, each file with one outcome.
//!
//! The decisions are in [`crate::ingest::ledger`]; here they are carried out: hashing and reading in threads, changes
//! to the store in batches, so that a run that was interrupted keeps what it did and the next one goes on from there.
//! A file that makes the reader panic fails alone.

use super::indexing;
use super::reading::DocumentReader;
use super::run::{Reader, Run, RunStep};
use super::write_lock::WriteLock;
use crate::ingest::{self, Walk, ledger::RunRules};
use crate::model::RunReport;
use crate::store::Store;
use anyhow::bail;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A file changed less than this long ago (milliseconds) may still be being written: it is looked at again at the end.
const SETTLING_MS: i64 = 60_000;

/// What a run is to do.
#[derive(Debug, Clone)]
pub struct IngestRequest {
    /// Folders or files.
    pub folders: Vec<PathBuf>,
    /// Number of reading threads, at least 1.
    pub jobs: usize,
    /// Read every file again.
    pub force: bool,
}

/// Reads every new or changed file of the folders into the store in `data` and brings the index up to date.
///
/// # Errors
/// When no folder can be opened, another process writes, or store or index fail. Files that cannot be read are no
/// error: they are in the report.
pub fn ingest(
    data: &Path,
    request: &IngestRequest,
    reader: &DocumentReader,
    told: &mut dyn FnMut(RunStep),
) -> anyhow::Result<RunReport> {
    ingest_with(data, request, &|file| reader.read_file(file), told)
}

/// [`ingest`] with any reader.
pub(super) fn ingest_with(
    data: &Path,
    request: &IngestRequest,
    reader: &Reader<'_>,
    told: &mut dyn FnMut(RunStep),
) -> anyhow::Result<RunReport> {
    let started = Instant::now();
    let started_ms = now_ms();
    let _lock = WriteLock::take(data)?;
    told(RunStep::Walking);
    let walk = ingest::walk(&request.folders);
    if walk.roots.is_empty() {
        bail!("no folder can be opened: {}", walk.errors.join("; "));
    }
    let mut store = Store::open(data)?;
    let rules = RunRules { parser_version: env!("CARGO_PKG_VERSION").to_owned(), force: request.force };
    let mut run = Run::new(&mut store, reader, request.jobs.max(1), rules, told);
    run.process(&walk.files, &walk.roots, &walk.closed)?;
    run.look_again(&young_files(&walk, started_ms))?;
    let mut report = run.into_report();
    told(RunStep::Indexing);
    indexing::bring_up_to_date(&store, data)?;
    report.walk_errors = walk.errors;
    report.skipped = walk.skipped.into_iter().map(|skipped| (skipped.path, skipped.reason.slug())).collect();
    report.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(report)
}

fn young_files(walk: &Walk, now_ms: i64) -> Vec<(PathBuf, crate::model::SourceFile)> {
    walk.files.iter().filter(|(_, file)| file.modified_ms > now_ms - SETTLING_MS).cloned().collect()
}

#[expect(clippy::disallowed_methods, reason = "a run is told apart from files still being written by the clock")]
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "pipeline_tests.rs"]
mod tests;
