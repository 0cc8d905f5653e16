//! Where store and index live: [`data_folder`], and who may write there: [`WriteLock`].

use anyhow::{Context, bail};
use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Name of the lock file in the data folder.
const LOCK: &str = "write.lock";

/// The data folder: the one given (flag or `VANBAN_DATA`), else `vanban` in the XDG data home.
///
/// # Errors
/// When none is given and there is no home folder.
pub fn data_folder(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    let data_home = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let data_home = data_home.or_else(|| env::home_dir().map(|home| home.join(".local/share")));
    Ok(data_home.context("no home folder; give a data folder with --data DIR or VANBAN_DATA")?.join("vanban"))
}

/// The right to write to a data folder; given back when dropped, and by the system when the process dies.
#[derive(Debug)]
pub struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock of `folder`, which is made where it does not exist.
    ///
    /// # Errors
    /// When another process writes there, or the folder cannot be written.
    pub fn take(folder: &Path) -> anyhow::Result<WriteLock> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the data folder {}", folder.display()))?;
        let path = folder.join(LOCK);
        let open = File::options().create(true).write(true).truncate(false).open(&path);
        let file = open.with_context(|| format!("cannot write to the data folder {}", folder.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(WriteLock { _file: file }),
            Err(TryLockError::WouldBlock) => bail!(
                "another vanban is writing to {}; wait until it ends, or stop it, and try again",
                folder.display()
            ),
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let lock = WriteLock::take(folder.path()).unwrap();
        let refused = WriteLock::take(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("another vanban is writing"), "{refused}");
        drop(lock);
        WriteLock::take(folder.path()).unwrap();
    }

    #[test]
    fn a_given_folder_is_taken_as_it_is() {
        assert_eq!(data_folder(Some(Path::new("kho"))).unwrap(), Path::new("kho"));
    }
}
