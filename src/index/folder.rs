//! Which build of the index is the live one, and how a new build takes its place at once.
//!
//! The index folder holds one folder a build (`build-1`, `build-2` …) and the file `current` with the name of the live
//! one. The file is replaced by a rename, so a reader finds either the old build or the new, never half of one; a build
//! that was interrupted has no one pointing to it and is cleared away by the next.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// File that names the live build.
const CURRENT: &str = "current";

/// Start of the name of a build.
const BUILD: &str = "build-";

/// Folder of the live build, if there is one.
pub(super) fn live_build(folder: &Path) -> Option<PathBuf> {
    let name = fs::read_to_string(folder.join(CURRENT)).ok()?;
    let name = name.trim();
    // Never follow a damaged pointer out of the folder.
    let is_build = name.strip_prefix(BUILD).is_some_and(|number| number.parse::<u64>().is_ok());
    let build = folder.join(name);
    (is_build && build.is_dir()).then_some(build)
}

/// Makes an empty folder for a new build, with a number above all others.
pub(super) fn new_build(folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let highest = builds(folder)?.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let build = folder.join(format!("{BUILD}{}", highest + 1));
    fs::create_dir(&build)?;
    Ok(build)
}

/// Makes `build` the live one and removes all others.
pub(super) fn publish(folder: &Path, build: &Path) -> io::Result<()> {
    let name = build.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let draft = folder.join("current.new");
    let mut file = File::create(&draft)?;
    file.write_all(name.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, folder.join(CURRENT))?;
    for (_, other) in builds(folder)?.into_iter().filter(|(_, path)| path != build) {
        // Where a reader still holds it (Windows), the next build tries again.
        let _ = fs::remove_dir_all(other);
    }
    Ok(())
}

fn builds(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(number) = name.strip_prefix(BUILD).and_then(|number| number.parse().ok()) {
            found.push((number, path));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_live_only_once_published() {
        let folder = tempfile::tempdir().unwrap();
        let first = new_build(folder.path()).unwrap();
        assert_eq!(live_build(folder.path()), None);
        publish(folder.path(), &first).unwrap();
        let second = new_build(folder.path()).unwrap();
        assert_eq!(live_build(folder.path()), Some(first.clone()));
        publish(folder.path(), &second).unwrap();
        assert_eq!(live_build(folder.path()), Some(second));
        assert!(!first.exists());
    }

    #[test]
    fn a_damaged_pointer_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(CURRENT), "../elsewhere").unwrap();
        assert_eq!(live_build(folder.path()), None);
    }
}
