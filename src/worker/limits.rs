//! [`Limits`]: how much one file may cost.

use super::protocol::Failure;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::time::Duration;

/// How much one file may cost; beyond it the reader is ended and the file says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest time without a finished page.
    pub page: Duration,
    /// Longest time for a file; pages finished by then are kept.
    pub file: Duration,
    /// Address space of a reading process, in bytes; a text recognition that it starts has as much again.
    pub memory: u64,
    /// Longest answer, in bytes.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { page: Duration::from_mins(3), file: Duration::from_mins(30), memory: 3 << 30, output: 256 << 20 }
    }
}

/// Files that a reading process may write (pictures for the text recognition), in bytes.
const MAX_WRITTEN: u64 = 512 << 20;

impl Limits {
    /// Binds this process to the limits that the kernel can watch; those of time are the parent's.
    ///
    /// # Errors
    /// When the kernel refuses, as where a lower limit is in force already.
    pub(super) fn bind_process(self) -> std::io::Result<()> {
        let bind = |resource, most: u64| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
        bind(Resource::As, self.memory)?;
        bind(Resource::Core, 0)?;
        bind(Resource::Fsize, MAX_WRITTEN)?;
        Ok(())
    }

    /// Gives this process and what it starts processor time for one more file.
    pub(super) fn grant_time(self) {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
        let most = used + self.file.as_secs() + 1;
        // Where it is refused, the parent's clock still holds.
        let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(most), maximum: None });
    }

    /// The failure of a file whose page took too long.
    pub(super) fn page_time(self) -> Failure {
        Failure::limit(format!("a page took longer than {} s", self.page.as_secs()))
    }

    /// The failure of a file that took too long.
    pub(super) fn file_time(self) -> Failure {
        Failure::limit(format!("the file took longer than {} s", self.file.as_secs()))
    }

    /// The failure of a file whose text is too long.
    pub(super) fn too_long(self) -> Failure {
        Failure::limit(format!("more than {} MiB of text", self.output >> 20))
    }
}
