//! [`Run`]: one pass over a list of files: look, decide, read, store, note the outcome of each.

use super::workers::{Step, in_order};
use crate::ingest::ledger::{Decision, RunRules, SeenFile, decide, gone_files, needs_look};
use crate::ingest::{self, MAX_FILE_BYTES, path_text};
use crate::model::{FileOutcome, LedgerChange, LedgerEntry, Outcome, RunReport, SourceFile};
use crate::record::{self, Record};
use crate::store::Store;
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Changes that are kept back at most before they are stored.
const BATCH: usize = 200;

/// Longest time that a change is kept back.
const BATCH_TIME: Duration = Duration::from_secs(2);

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStep {
    /// Listing files.
    Walking,
    /// Comparing contents with the ledger: files done of files to do.
    Comparing(usize, usize),
    /// Reading documents: files done of files to do.
    Reading(usize, usize),
    /// Bringing the index up to date.
    Indexing,
}

/// Reads one file into a record.
pub(super) type Reader<'a> = dyn Fn(&SourceFile) -> Record + Sync + 'a;

/// One run in progress.
pub(super) struct Run<'a> {
    store: &'a mut Store,
    reader: &'a Reader<'a>,
    jobs: usize,
    rules: RunRules,
    told: &'a mut dyn FnMut(RunStep),
    outcomes: BTreeMap<PathBuf, FileOutcome>,
    missing: Vec<PathBuf>,
    batch: Vec<LedgerChange<Record>>,
    batch_since: Instant,
}

/// A file to be read and how it ends when that succeeds.
struct Job<'f> {
    seen: &'f SeenFile,
    hash: String,
    outcome: Outcome,
    reason: Option<String>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        store: &'a mut Store,
        reader: &'a Reader<'a>,
        jobs: usize,
        rules: RunRules,
        told: &'a mut dyn FnMut(RunStep),
    ) -> Run<'a> {
        Run {
            store,
            reader,
            jobs,
            rules,
            told,
            outcomes: BTreeMap::new(),
            missing: Vec::new(),
            batch: Vec::new(),
            batch_since: Instant::now(),
        }
    }

    /// Brings the store up to `files`. Known files below `roots` that are not among them are gone, except below `closed`.
    pub(super) fn process(
        &mut self,
        files: &[(PathBuf, SourceFile)],
        roots: &[PathBuf],
        closed: &[PathBuf],
    ) -> anyhow::Result<()> {
        let ledger: BTreeMap<String, LedgerEntry> =
            self.store.ledger()?.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        let seen = self.look(files, &ledger)?;
        let gone = gone_files(&ledger, &seen, roots, closed);
        let decisions = decide(&seen, &gone, &ledger, &self.rules, &|entry| Path::new(&entry.path).exists());
        let mut jobs = Vec::new();
        let mut duplicates = Vec::new();
        for (seen, decision) in seen.iter().zip(&decisions) {
            match decision {
                Decision::Read { outcome, reason } => {
                    let hash = content_of(seen).to_owned();
                    jobs.push(Job { seen, hash, outcome: *outcome, reason: reason.clone() });
                }
                Decision::Duplicate { of } => duplicates.push((seen, of.clone())),
                settled => self.settle(seen, settled, &ledger)?,
            }
        }
        self.flush()?;
        let unread = self.read(&jobs)?;
        for (seen, of) in duplicates {
            self.settle_duplicate(seen, of, &unread)?;
        }
        let moved: BTreeSet<&str> = decisions
            .iter()
            .filter_map(|decision| if let Decision::Move { from } = decision { Some(from.as_str()) } else { None })
            .collect();
        for entry in gone {
            if !moved.contains(entry.path.as_str()) {
                self.missing.push(PathBuf::from(&entry.path));
                self.store_change(LedgerChange::Missing(entry.path))?;
            }
        }
        self.flush()
    }

    /// Compares young files with their state when the walk saw them; changed ones are processed again.
    pub(super) fn look_again(&mut self, young: &[(PathBuf, SourceFile)]) -> anyhow::Result<()> {
        let changed: Vec<(PathBuf, SourceFile)> = young
            .iter()
            .filter_map(|(root, before)| {
                let now = ingest::source_file_now(before).ok()?;
                (now != *before).then(|| (root.clone(), now))
            })
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        let first = std::mem::take(&mut self.outcomes);
        self.process(&changed, &[], &[])?;
        for (path, before) in first {
            let again = self.outcomes.remove(&path);
            let outcome = match again {
                Some(again) => after_second_look(before, again),
                None => before,
            };
            self.outcomes.insert(path, outcome);
        }
        Ok(())
    }

    /// The report of what was done; walk errors and time are the caller's.
    pub(super) fn into_report(self) -> RunReport {
        RunReport { files: self.outcomes.into_values().collect(), missing: self.missing, ..RunReport::default() }
    }

    /// Hashes every file that has to be opened.
    fn look(
        &mut self,
        files: &[(PathBuf, SourceFile)],
        ledger: &BTreeMap<String, LedgerEntry>,
    ) -> anyhow::Result<Vec<SeenFile>> {
        let mut seen: Vec<SeenFile> = files
            .iter()
            .map(|(root, file)| {
                let known = ledger.get(&path_text(&file.path)).cloned();
                SeenFile { root: root.clone(), file: file.clone(), known, hash: None }
            })
            .collect();
        let due: Vec<usize> =
            (0..seen.len()).filter(|at| needs_look(&seen[*at].file, seen[*at].known.as_ref(), &self.rules)).collect();
        let mut hashes = Vec::with_capacity(due.len());
        let told = &mut *self.told;
        let hash = |at: &usize| ingest::hash_of(&seen[*at].file).map_err(|error| error.to_string());
        in_order(self.jobs, &due, hash, |step| {
            if let Step::Done(number, hash) = step {
                hashes.push((due[number], hash));
                told(RunStep::Comparing(hashes.len(), due.len()));
            }
            Ok(())
        })?;
        for (at, hash) in hashes {
            seen[at].hash = Some(hash);
        }
        Ok(seen)
    }

    /// Carries out a decision that needs no reading.
    fn settle(
        &mut self,
        seen: &SeenFile,
        decision: &Decision,
        ledger: &BTreeMap<String, LedgerEntry>,
    ) -> anyhow::Result<()> {
        match decision {
            Decision::Touch { back } => {
                let entry = self.entry_like(seen, seen.known.as_ref());
                let (outcome, reason) = touched(*back, &entry);
                self.store_change(LedgerChange::Touched(entry))?;
                self.note(seen, outcome, reason);
            }
            Decision::Move { from } => {
                let entry = self.entry_like(seen, ledger.get(from));
                self.store_change(LedgerChange::Moved { from: from.clone(), entry })?;
                self.note(seen, Outcome::Moved, Some(format!("trước ở {from} (was there)")));
            }
            Decision::Fail { reason } => self.settle_unread(seen, String::new(), Outcome::Failed, reason.clone())?,
            Decision::Leave | Decision::Read { .. } | Decision::Duplicate { .. } => {
                self.note(seen, Outcome::Unchanged, None);
            }
        }
        Ok(())
    }

    /// A duplicate of a file that was read is one; a duplicate of one that could not be read ends like it.
    fn settle_duplicate(
        &mut self,
        seen: &SeenFile,
        of: String,
        unread: &BTreeMap<String, (Outcome, String)>,
    ) -> anyhow::Result<()> {
        let (outcome, reason) = unread.get(&of).cloned().unwrap_or((Outcome::Duplicate, of));
        self.settle_unread(seen, String::new(), outcome, reason)
    }

    /// Reads the files of `jobs`; gives outcome and reason of those that have no record.
    fn read(&mut self, jobs: &[Job<'_>]) -> anyhow::Result<BTreeMap<String, (Outcome, String)>> {
        let mut unread = BTreeMap::new();
        let (reader, threads) = (self.reader, self.jobs);
        let mut done = 0;
        in_order(
            threads,
            jobs,
            |job| read_caught(reader, &job.seen.file),
            |step| {
                if let Step::Done(number, read) = step {
                    done += 1;
                    (self.told)(RunStep::Reading(done, jobs.len()));
                    if let Some((outcome, reason)) = self.settle_read(&jobs[number], read)? {
                        unread.insert(path_text(&jobs[number].seen.file.path), (outcome, reason));
                    }
                }
                if self.batch_since.elapsed() >= BATCH_TIME { self.flush() } else { Ok(()) }
            },
        )?;
        Ok(unread)
    }

    fn settle_read(
        &mut self,
        job: &Job<'_>,
        read: Result<Box<Record>, (Outcome, String)>,
    ) -> anyhow::Result<Option<(Outcome, String)>> {
        let seen = job.seen;
        let record = match read {
            Ok(record) => record,
            Err((outcome, reason)) => {
                self.settle_unread(seen, String::new(), outcome, reason.clone())?;
                return Ok(Some((outcome, reason)));
            }
        };
        let media_type = record.source.media_type.clone();
        if let Some(error) = &record.error {
            let outcome = outcome_of_error(&error.code);
            let reason = error.message.clone();
            self.settle_unread(seen, media_type, outcome, reason.clone())?;
            return Ok(Some((outcome, reason)));
        }
        // The file may have changed since it was hashed: what was read counts.
        let blake3 = record.source.blake3.clone().unwrap_or_else(|| job.hash.clone());
        let entry = LedgerEntry { blake3, media_type, ..self.entry_like(seen, None) };
        let reason = job.reason.clone().or_else(|| partly_read(&record));
        self.store_change(LedgerChange::Read(entry, record))?;
        self.note(seen, job.outcome, reason);
        Ok(None)
    }

    fn settle_unread(
        &mut self,
        seen: &SeenFile,
        media_type: String,
        outcome: Outcome,
        reason: String,
    ) -> anyhow::Result<()> {
        let entry = LedgerEntry { media_type, outcome, reason: Some(reason.clone()), ..self.entry_like(seen, None) };
        self.store_change(LedgerChange::Unread(entry))?;
        self.note(seen, outcome, Some(reason));
        Ok(())
    }

    /// The ledger entry of a file as it is now; how it ended is taken from `known`.
    fn entry_like(&self, seen: &SeenFile, known: Option<&LedgerEntry>) -> LedgerEntry {
        LedgerEntry {
            path: path_text(&seen.file.path),
            root: path_text(&seen.root),
            size: seen.file.size,
            modified_ms: seen.file.modified_ms,
            blake3: content_of(seen).to_owned(),
            media_type: known.map(|entry| entry.media_type.clone()).unwrap_or_default(),
            outcome: known.map_or(Outcome::New, |entry| entry.outcome),
            reason: known.and_then(|entry| entry.reason.clone()),
            parser_version: self.rules.parser_version.clone(),
            missing: false,
        }
    }

    fn note(&mut self, seen: &SeenFile, outcome: Outcome, reason: Option<String>) {
        let path = seen.file.path.clone();
        for (page, photo) in (2..).zip(&seen.file.more_pages) {
            let reason = Some(format!("trang {page} của {} (a further page of it)", path.display()));
            self.outcomes.insert(photo.clone(), FileOutcome { path: photo.clone(), outcome, reason });
        }
        self.outcomes.insert(path.clone(), FileOutcome { path, outcome, reason });
    }

    fn store_change(&mut self, change: LedgerChange<Record>) -> anyhow::Result<()> {
        if self.batch.is_empty() {
            self.batch_since = Instant::now();
        }
        self.batch.push(change);
        if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        if !self.batch.is_empty() {
            self.store.apply(&self.batch)?;
            self.batch.clear();
        }
        self.batch_since = Instant::now();
        Ok(())
    }
}

/// The hash of the file's content now; empty where it cannot be read.
fn content_of(seen: &SeenFile) -> &str {
    match &seen.hash {
        Some(Ok(hash)) => hash,
        Some(Err(_)) => "",
        None => seen.known.as_ref().map_or("", |entry| &entry.blake3),
    }
}

/// What a file is in the report when it changed again during the run.
fn after_second_look(before: FileOutcome, again: FileOutcome) -> FileOutcome {
    match (before.outcome, again.outcome) {
        (_, Outcome::Unchanged) => before,
        (Outcome::Unchanged | Outcome::Replaced, Outcome::Replaced) => again,
        (_, Outcome::Replaced) => FileOutcome { outcome: Outcome::New, ..again },
        _ => again,
    }
}

/// What of a file that was read could not be read: pages, or files inside it.
fn partly_read(record: &Record) -> Option<String> {
    const CODES: [&str; 4] = [record::ATTACHMENT_UNREAD, "page.unread", "pages.unread", "page.needs_ocr"];
    let told: Vec<&str> = record
        .warnings
        .iter()
        .filter(|warning| CODES.contains(&warning.code.as_str()))
        .map(|warning| warning.message.as_str())
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn outcome_of_error(code: &str) -> Outcome {
    match code {
        "unsupported" => Outcome::Unsupported,
        "needs_ocr" => Outcome::NeedsOcr,
        _ => Outcome::Failed,
    }
}

/// Reads a file; a panic of the reader becomes a failure of this file.
fn read_caught(reader: &Reader<'_>, file: &SourceFile) -> Result<Box<Record>, (Outcome, String)> {
    if file.size > MAX_FILE_BYTES && file.more_pages.is_empty() {
        let limit = MAX_FILE_BYTES / (1024 * 1024);
        return Err((Outcome::Unsupported, format!("lớn hơn {limit} MiB (larger than the limit)")));
    }
    catch_unwind(AssertUnwindSafe(|| Box::new(reader(file))))
        .map_err(|panic| (Outcome::Failed, format!("lỗi trong bộ đọc (reader panicked): {}", panic_message(&*panic))))
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// What is told of a file whose content is as known; one that was missing is told by how its content ended.
fn touched(back: bool, entry: &LedgerEntry) -> (Outcome, Option<String>) {
    match entry.outcome {
        _ if !back => (Outcome::Unchanged, None),
        Outcome::NeedsOcr | Outcome::Unsupported | Outcome::Failed => (entry.outcome, entry.reason.clone()),
        _ => (Outcome::New, Some("đã vắng mặt, nay trở lại (was missing, is back)".to_owned())),
    }
}
