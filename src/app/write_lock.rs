//! Who may write to a data folder: [`WriteLock`].

use anyhow::{Context, bail};
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// Name of the lock file in the data folder.
const LOCK: &str = "write.lock";

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
}
