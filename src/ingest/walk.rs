//! [`walk()`]: every file under the given folders, in one order, with nothing skipped silently.
//!
//! Hidden files are seen like any other. Not read, but counted in [`Walk::skipped`]:
//! - litter that systems and programs leave (see [`LITTER_FILES`], [`LITTER_FOLDERS`] and the lock files `~$name.docx`
//!   and `.~lock.name#` of office programs), which never is a document;
//! - symbolic links to folders, which could lead in circles or out of what the user gave;
//! - pipes, sockets and devices, which would block a reader.
//!
//! A symbolic link to a file is read as that file.

use super::photos;
use crate::model::SourceFile;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};

/// Files that systems leave in folders.
const LITTER_FILES: [&str; 5] = [".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"];

/// Folders of systems and programs; what is inside is not even listed.
const LITTER_FOLDERS: [&str; 8] =
    [".git", ".svn", ".hg", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "__MACOSX", "lost+found"];

/// What a walk saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Each file once, in path order, with the folder (or file) it was reached from.
    pub files: Vec<(PathBuf, SourceFile)>,
    /// What was seen and left alone, in path order.
    pub skipped: Vec<Skipped>,
    /// What could not be looked at, one line each, naming the path.
    pub errors: Vec<String>,
    /// Folders and entries that could not be looked at: what is known below them is neither there nor gone.
    pub closed: Vec<PathBuf>,
    /// The folders (or files) that were walked, absolute, none inside another.
    pub roots: Vec<PathBuf>,
}

/// Something that the walk left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Path of the file or of the whole folder.
    pub path: PathBuf,
    /// Why.
    pub reason: SkipReason,
}

/// Why something was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipReason {
    /// Left by a system or program; a folder counts once.
    Litter,
    /// A symbolic link to a folder.
    LinkedFolder,
    /// A pipe, socket or device.
    SpecialFile,
}

impl SkipReason {
    /// Name in reports.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            SkipReason::Litter => "litter",
            SkipReason::LinkedFolder => "linked_folder",
            SkipReason::SpecialFile => "special_file",
        }
    }
}

/// Every file under `folders` (a file may be given too), sorted by path. A folder given twice, by two names or inside
/// another given folder is seen once. Paths are absolute, with symbolic links of the given folders resolved, so that
/// the same file has the same path in every run.
#[must_use]
pub fn walk(folders: &[PathBuf]) -> Walk {
    let mut found = Walk::default();
    let mut roots: Vec<PathBuf> = Vec::new();
    for folder in folders {
        match folder.canonicalize() {
            Ok(root) => roots.push(root),
            Err(error) => found.unreadable(folder, &error.to_string()),
        }
    }
    roots.sort();
    roots.dedup();
    for root in roots {
        // Sorted by components, so an outer folder always comes before what lies inside it.
        if !found.roots.iter().any(|outer| root.starts_with(outer)) {
            found.roots.push(root);
        }
    }
    let mut files = BTreeMap::new();
    for root in found.roots.clone() {
        found.walk_root(&root, &mut files);
    }
    found.files = photos::joined(files.into_values().collect());
    found.skipped.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The path as text. Bytes that are no UTF-8 (names unpacked from old archives) are written `\xNN`, so that two
/// different names never become one.
///
/// ```
/// assert_eq!(vanban::ingest::path_text(std::path::Path::new("/kho/Kế hoạch.txt")), "/kho/Kế hoạch.txt");
/// ```
#[must_use]
pub fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

impl Walk {
    fn unreadable(&mut self, path: &Path, message: &str) {
        self.errors.push(format!("{}: {message}", path_text(path)));
        self.closed.push(path.to_path_buf());
    }

    fn walk_root(&mut self, root: &Path, files: &mut BTreeMap<PathBuf, (PathBuf, SourceFile)>) {
        let mut entries = WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.unreadable(&path, &message);
                    continue;
                }
            };
            if entry.depth() > 0 && is_litter(&entry) {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                self.skip(&entry, SkipReason::Litter);
            } else if !entry.file_type().is_dir() {
                self.see_file(root, &entry, files);
            }
        }
    }

    fn see_file(&mut self, root: &Path, entry: &DirEntry, files: &mut BTreeMap<PathBuf, (PathBuf, SourceFile)>) {
        // Follows a link to its file, unlike the entry's own metadata.
        match std::fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_file() => {
                let file = source_file(entry.path(), &metadata);
                files.insert(file.path.clone(), (root.to_path_buf(), file));
            }
            Ok(metadata) if metadata.is_dir() => self.skip(entry, SkipReason::LinkedFolder),
            Ok(_) => self.skip(entry, SkipReason::SpecialFile),
            Err(error) => self.unreadable(entry.path(), &error.to_string()),
        }
    }

    fn skip(&mut self, entry: &DirEntry, reason: SkipReason) {
        self.skipped.push(Skipped { path: entry.path().to_path_buf(), reason });
    }
}

/// Size and time of a file as the ledger compares them.
#[must_use]
pub fn source_file(path: &Path, metadata: &Metadata) -> SourceFile {
    let modified_ms = metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
    });
    SourceFile { path: path.to_path_buf(), size: metadata.len(), modified_ms, more_pages: Vec::new() }
}

/// The same file, with its further photos, as it is now.
///
/// # Errors
/// When one of its files cannot be looked at.
pub fn source_file_now(before: &SourceFile) -> std::io::Result<SourceFile> {
    let mut now = source_file(&before.path, &std::fs::metadata(&before.path)?);
    for photo in &before.more_pages {
        let page = source_file(photo, &std::fs::metadata(photo)?);
        now.size += page.size;
        now.modified_ms = now.modified_ms.max(page.modified_ms);
        now.more_pages.push(page.path);
    }
    Ok(now)
}

fn is_litter(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if entry.file_type().is_dir() {
        return LITTER_FOLDERS.contains(&name.as_ref()) || name.starts_with(".Trash-");
    }
    LITTER_FILES.contains(&name.as_ref())
        || name.starts_with("~$")
        || (name.starts_with(".~lock.") && name.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(walk: &Walk) -> Vec<String> {
        walk.files.iter().map(|(_, file)| path_text(file.path.file_name().unwrap().as_ref())).collect()
    }

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    #[test]
    fn files_come_sorted_and_hidden_ones_are_seen() {
        let folder = folder_with(&["b.txt", "a/2.txt", ".ẩn.txt", "a/1.txt"]);
        assert_eq!(names(&walk(&[folder.path().to_path_buf()])), [".ẩn.txt", "1.txt", "2.txt", "b.txt"]);
    }

    #[test]
    fn litter_is_counted_and_not_read() {
        let folder = folder_with(&["a.txt", ".DS_Store", "~$a.docx", ".~lock.a.odt#", ".git/config", ".git/HEAD"]);
        let seen = walk(&[folder.path().to_path_buf()]);
        assert_eq!(names(&seen), ["a.txt"]);
        assert_eq!(seen.skipped.len(), 4, "{:?}", seen.skipped);
        assert!(seen.skipped.iter().all(|skipped| skipped.reason == SkipReason::Litter));
    }

    #[test]
    fn a_folder_given_twice_or_nested_is_seen_once() {
        let folder = folder_with(&["a/1.txt", "b.txt"]);
        let root = folder.path().to_path_buf();
        let seen = walk(&[root.join("a"), root.clone(), root.join("a/../a"), root.join("b.txt")]);
        assert_eq!(names(&seen), ["1.txt", "b.txt"]);
        assert_eq!(seen.roots, [root.canonicalize().unwrap()]);
    }

    #[test]
    fn a_file_can_be_given() {
        let folder = folder_with(&["a.txt", "b.txt"]);
        assert_eq!(names(&walk(&[folder.path().join("b.txt")])), ["b.txt"]);
    }

    #[test]
    fn what_is_not_there_is_an_error_that_names_it() {
        let seen = walk(&[PathBuf::from("/không/có")]);
        assert_eq!(seen.closed, [PathBuf::from("/không/có")]);
        assert!(seen.errors[0].starts_with("/không/có: "), "{:?}", seen.errors);
    }

    #[cfg(unix)]
    #[test]
    fn linked_folders_are_told_and_linked_files_read() {
        let folder = folder_with(&["a/1.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/vòng")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("a/1.txt"), folder.path().join("z.txt")).unwrap();
        let seen = walk(&[folder.path().to_path_buf()]);
        assert_eq!(names(&seen), ["1.txt", "z.txt"]);
        assert_eq!(seen.skipped[0].reason, SkipReason::LinkedFolder);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"K\xd5.txt"));
        assert_eq!(path_text(path), "K\\xD5.txt");
    }
}
