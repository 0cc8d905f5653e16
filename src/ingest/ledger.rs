//! What a run does with each file, decided from the ledger of earlier runs: [`needs_look`], then [`decide`].
//!
//! Pure: sizes, times and hashes come in, decisions go out; who hashes, reads and stores is `app/pipeline.rs`.
//! The rules, in the order in which they are tried:
//! 1. same size and time as last time, same parser: not even opened (a duplicate is still compared with its twin);
//! 2. same content: only the time is noted; read again only for a new parser or on request;
//! 3. content that another present file holds: duplicate of it; a file known from earlier runs wins over new ones,
//!    among new ones the first in path order;
//! 4. content of a file that is gone: moved;
//! 5. else it is read: new, or replaced where the path was known.

use super::walk::path_text;
use crate::model::{LedgerEntry, Outcome, SourceFile};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// How a run differs from a plain one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRules {
    /// Version of the parser; a record of another version is read again.
    pub parser_version: String,
    /// Read every file again.
    pub force: bool,
}

/// One file of a walk with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFile {
    /// Folder (or file) given by the user.
    pub root: PathBuf,
    /// The file now.
    pub file: SourceFile,
    /// The file at its last look, missing ones too.
    pub known: Option<LedgerEntry>,
    /// BLAKE3 of its content, or why it cannot be read; `None` when it need not be opened.
    pub hash: Option<Result<String, String>>,
}

/// What to do with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing.
    Leave,
    /// Same content: note size and time. `back` when the file had been missing.
    Touch {
        /// True when an earlier run did not find the file.
        back: bool,
    },
    /// The content of another present file.
    Duplicate {
        /// Path of that file.
        of: String,
    },
    /// The content of a file that is gone.
    Move {
        /// Path it had.
        from: String,
    },
    /// Read it; it ends as `outcome` when that succeeds.
    Read {
        /// [`Outcome::New`] or [`Outcome::Replaced`].
        outcome: Outcome,
        /// Why a known content is read again.
        reason: Option<String>,
    },
    /// It cannot be opened.
    Fail {
        /// Why.
        reason: String,
    },
}

/// True when the file has to be opened: unknown, changed, missing before, unreadable before, or due for reading again.
#[must_use]
pub fn needs_look(file: &SourceFile, known: Option<&LedgerEntry>, rules: &RunRules) -> bool {
    known.is_none_or(|entry| {
        entry.missing
            || entry.blake3.is_empty()
            || entry.size != file.size
            || entry.modified_ms != file.modified_ms
            || is_due(entry, rules)
    })
}

/// One decision a file, in the order of `files` (path order). `gone` are the known files that are no longer there;
/// `held_elsewhere` tells whether a known file that this walk did not cover is still there.
#[must_use]
pub fn decide(
    files: &[SeenFile],
    gone: &[LedgerEntry],
    ledger: &BTreeMap<String, LedgerEntry>,
    rules: &RunRules,
    held_elsewhere: &dyn Fn(&LedgerEntry) -> bool,
) -> Vec<Decision> {
    let mut holders = Holders::new(files, gone, ledger, held_elsewhere);
    files.iter().map(|seen| decide_one(seen, &mut holders, rules)).collect()
}

fn decide_one(seen: &SeenFile, holders: &mut Holders<'_>, rules: &RunRules) -> Decision {
    let path = path_text(&seen.file.path);
    let hash = match &seen.hash {
        Some(Err(reason)) => return Decision::Fail { reason: reason.clone() },
        Some(Ok(hash)) => hash.as_str(),
        None => seen.known.as_ref().map_or("", |entry| &entry.blake3),
    };
    let same = seen.known.as_ref().filter(|entry| entry.blake3 == hash && !hash.is_empty());
    let present_same = same.filter(|entry| !entry.missing && entry.outcome != Outcome::Duplicate);
    if let Some(entry) = present_same {
        return keep(seen, entry, rules);
    }
    if let Some(of) = holders.holder_of(hash).filter(|holder| *holder != path) {
        let told = seen.hash.is_none() && same.is_some_and(|entry| entry.reason.as_deref() == Some(of.as_str()));
        return if told { Decision::Leave } else { Decision::Duplicate { of } };
    }
    holders.hold(hash, &path);
    if same.is_some_and(|entry| entry.missing && entry.outcome != Outcome::Duplicate && !is_due(entry, rules)) {
        return Decision::Touch { back: true };
    }
    let may_move = seen.known.as_ref().is_none_or(|entry| entry.missing || entry.outcome == Outcome::Duplicate);
    if let Some(from) = may_move.then(|| holders.take_gone(hash, rules)).flatten() {
        return Decision::Move { from };
    }
    let replaced =
        seen.known.as_ref().is_some_and(|entry| !entry.missing && entry.blake3 != hash && !entry.blake3.is_empty());
    let reason = same.filter(|entry| entry.outcome == Outcome::Duplicate && !entry.missing).map(|entry| {
        let twin = entry.reason.as_deref().unwrap_or("another file");
        format!("trước trùng với {twin} (was its duplicate)")
    });
    Decision::Read { outcome: if replaced { Outcome::Replaced } else { Outcome::New }, reason }
}

/// A file that is there, with the content it had.
fn keep(seen: &SeenFile, entry: &LedgerEntry, rules: &RunRules) -> Decision {
    if is_due(entry, rules) {
        let reason = if rules.force {
            "đọc lại theo yêu cầu (read again on request)".to_owned()
        } else {
            format!(
                "đọc lại bằng phiên bản mới (read again: parser {} → {})",
                entry.parser_version, rules.parser_version
            )
        };
        return Decision::Read { outcome: Outcome::Replaced, reason: Some(reason) };
    }
    let as_noted = entry.size == seen.file.size && entry.modified_ms == seen.file.modified_ms;
    if as_noted { Decision::Leave } else { Decision::Touch { back: false } }
}

fn is_due(entry: &LedgerEntry, rules: &RunRules) -> bool {
    rules.force || entry.parser_version != rules.parser_version
}

/// Which present file holds which content, and which gone file held it.
struct Holders<'a> {
    present: HashMap<String, String>,
    elsewhere: HashMap<&'a str, Vec<&'a LedgerEntry>>,
    gone: HashMap<&'a str, &'a LedgerEntry>,
    held_elsewhere: &'a dyn Fn(&LedgerEntry) -> bool,
}

impl<'a> Holders<'a> {
    fn new(
        files: &[SeenFile],
        gone: &'a [LedgerEntry],
        ledger: &'a BTreeMap<String, LedgerEntry>,
        held_elsewhere: &'a dyn Fn(&LedgerEntry) -> bool,
    ) -> Holders<'a> {
        let seen: BTreeMap<String, &SeenFile> = files.iter().map(|seen| (path_text(&seen.file.path), seen)).collect();
        let gone_paths: Vec<&str> = gone.iter().map(|entry| entry.path.as_str()).collect();
        let mut holders =
            Holders { present: HashMap::new(), elsewhere: HashMap::new(), gone: HashMap::new(), held_elsewhere };
        for entry in ledger.values().filter(|entry| entry.outcome == Outcome::New && !entry.blake3.is_empty()) {
            let hash = entry.blake3.as_str();
            match seen.get(&entry.path) {
                Some(file) if !entry.missing => {
                    let still_holds =
                        file.hash.as_ref().is_none_or(|found| found.as_ref().is_ok_and(|found| found == hash));
                    if still_holds {
                        holders.present.entry(hash.to_owned()).or_insert_with(|| entry.path.clone());
                    }
                }
                Some(_) => {}
                None if entry.missing || gone_paths.binary_search(&entry.path.as_str()).is_ok() => {
                    holders.gone.entry(hash).or_insert(entry);
                }
                None => holders.elsewhere.entry(hash).or_default().push(entry),
            }
        }
        holders
    }

    fn holder_of(&self, hash: &str) -> Option<String> {
        let elsewhere = || {
            let entries = self.elsewhere.get(hash)?;
            entries.iter().find(|entry| (self.held_elsewhere)(entry)).map(|entry| entry.path.clone())
        };
        self.present.get(hash).cloned().or_else(elsewhere)
    }

    fn hold(&mut self, hash: &str, path: &str) {
        if !hash.is_empty() {
            self.present.entry(hash.to_owned()).or_insert_with(|| path.to_owned());
        }
    }

    /// The gone file that held the content, once; none when its record is due for reading again anyway.
    fn take_gone(&mut self, hash: &str, rules: &RunRules) -> Option<String> {
        let gone = self.gone.remove(hash).or_else(|| {
            // Outside the folders of this run, and no longer there.
            self.elsewhere.get(hash).and_then(|entries| entries.first().copied())
        })?;
        (!is_due(gone, rules)).then(|| gone.path.clone())
    }
}

/// The known files below `roots` that the walk did not see, in path order; none below a folder that could not be opened.
#[must_use]
pub fn gone_files(
    ledger: &BTreeMap<String, LedgerEntry>,
    seen: &[SeenFile],
    roots: &[PathBuf],
    closed: &[PathBuf],
) -> Vec<LedgerEntry> {
    let seen: std::collections::HashSet<String> = seen.iter().map(|seen| path_text(&seen.file.path)).collect();
    ledger
        .values()
        .filter(|entry| !entry.missing && !seen.contains(&entry.path))
        .filter(|entry| is_below(&entry.path, roots) && !is_below(&entry.path, closed))
        .cloned()
        .collect()
}

fn is_below(path: &str, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| Path::new(path).starts_with(path_text(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `path=content@time`, and in the ledger `:outcome` behind it (`dup(twin)`, `gone`, `old` for an older parser).
    fn entry(line: &str) -> LedgerEntry {
        let (file, state) = line.split_once(':').unwrap_or((line, "new"));
        let (path, rest) = file.split_once('=').unwrap();
        let (content, time) = rest.split_once('@').unwrap();
        let twin = state.strip_prefix("dup(").map(|twin| twin.trim_end_matches(')').to_owned());
        let outcome = match state {
            "failed" => Outcome::Failed,
            _ if twin.is_some() => Outcome::Duplicate,
            _ => Outcome::New,
        };
        LedgerEntry {
            path: path.to_owned(),
            root: "/k".to_owned(),
            size: 1,
            modified_ms: time.parse().unwrap(),
            blake3: content.to_owned(),
            media_type: String::new(),
            outcome,
            reason: twin,
            parser_version: if state == "old" { "0" } else { "1" }.to_owned(),
            missing: state == "gone",
        }
    }

    /// Decides for the files `now` with the ledger `known`; files outside `/k` are held elsewhere unless named `/lost`.
    fn check(known: &str, now: &str, expected: &[&str]) {
        let rules = RunRules { parser_version: "1".to_owned(), force: false };
        let ledger: BTreeMap<String, LedgerEntry> =
            known.split_whitespace().map(entry).map(|entry| (entry.path.clone(), entry)).collect();
        let files: Vec<SeenFile> = now
            .split_whitespace()
            .map(|line| {
                let now = entry(line);
                let known = ledger.get(&now.path).cloned();
                let file = SourceFile {
                    path: PathBuf::from(&now.path),
                    size: 1,
                    modified_ms: now.modified_ms,
                    ..SourceFile::default()
                };
                let hash = needs_look(&file, known.as_ref(), &rules).then_some(Ok(now.blake3));
                SeenFile { root: PathBuf::from("/k"), file, known, hash }
            })
            .collect();
        let gone = gone_files(&ledger, &files, &[PathBuf::from("/k")], &[PathBuf::from("/k/closed")]);
        let decisions = decide(&files, &gone, &ledger, &rules, &|entry| !entry.path.starts_with("/lost"));
        let mut told: Vec<String> = decisions
            .iter()
            .map(|decision| match decision {
                Decision::Leave => "leave".to_owned(),
                Decision::Touch { back } => if *back { "back" } else { "touch" }.to_owned(),
                Decision::Duplicate { of } => format!("dup {of}"),
                Decision::Move { from } => format!("move {from}"),
                Decision::Read { outcome, reason } => {
                    format!("{}{}", outcome.slug(), if reason.is_some() { "!" } else { "" })
                }
                Decision::Fail { reason } => format!("fail {reason}"),
            })
            .collect();
        let moved = |path: &str| decisions.contains(&Decision::Move { from: path.to_owned() });
        told.extend(gone.iter().filter(|entry| !moved(&entry.path)).map(|entry| format!("gone {}", entry.path)));
        assert_eq!(told, expected, "{known} → {now}");
    }

    #[test]
    fn unchanged_touched_replaced() {
        check("/k/a=x@1", "/k/a=x@1", &["leave"]);
        check("/k/a=x@1", "/k/a=x@2", &["touch"]);
        check("/k/a=x@1", "/k/a=y@2", &["replaced"]);
        check("/k/a=x@1:failed", "/k/a=x@1", &["leave"]);
        check("/k/a=x@1:old", "/k/a=x@1", &["replaced!"]);
    }

    #[test]
    fn new_and_duplicate() {
        check("", "/k/a=x@1 /k/b=x@1 /k/c=y@1", &["new", "dup /k/a", "new"]);
        check("/k/b=x@1", "/k/a=x@1 /k/b=x@1", &["dup /k/b", "leave"]);
        check("/k/b=x@1 /k/a=x@1:dup(/k/b)", "/k/a=x@1 /k/b=x@1", &["leave", "leave"]);
        check("/k/b=x@1 /k/a=y@1", "/k/a=x@2 /k/b=x@1", &["dup /k/b", "leave"]);
        check("/other/b=x@1", "/k/a=x@1", &["dup /other/b"]);
        check("/k/b=x@1:failed", "/k/a=x@1 /k/b=x@1", &["new", "leave"]);
    }

    #[test]
    fn moved_and_missing() {
        check("/k/a=x@1", "/k/b=x@1", &["move /k/a"]);
        check("/k/a=x@1", "/k/b=x@1 /k/c=x@1", &["move /k/a", "dup /k/b"]);
        check("/k/a=x@1", "/k/b=y@1", &["new", "gone /k/a"]);
        check("/k/a=x@1:gone", "/k/b=x@1", &["move /k/a"]);
        check("/lost/a=x@1", "/k/b=x@1", &["move /lost/a"]);
        check("/k/a=x@1:old", "/k/b=x@1", &["new", "gone /k/a"]);
        check("/k/a=x@1 /k/b=y@1", "/k/b=x@2", &["replaced", "gone /k/a"]);
        check("/k/closed/a=x@1", "", &[]);
    }

    #[test]
    fn a_missing_file_comes_back() {
        check("/k/a=x@1:gone", "/k/a=x@1", &["back"]);
        check("/k/a=x@1:gone", "/k/a=y@1", &["new"]);
    }

    #[test]
    fn a_duplicate_whose_twin_is_gone_takes_its_place() {
        check("/k/a=x@1 /k/b=x@1:dup(/k/a)", "/k/b=x@1", &["move /k/a"]);
        check("/k/a=x@1 /k/b=x@1:dup(/k/a)", "/k/a=y@2 /k/b=x@1", &["replaced", "new!"]);
        check("/k/a=x@1 /k/b=x@1:dup(/k/a) /k/c=x@1:dup(/k/a)", "/k/b=x@1 /k/c=x@1", &["move /k/a", "dup /k/b"]);
    }
}
