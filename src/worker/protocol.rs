//! What parent and child say to each other: one JSON object a line.

use super::wire::{WireAttachment, WireNote, WirePage};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// What the parent asks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// Path of the file: its bytes, for a name need not be UTF-8.
    path: Vec<u8>,
    /// Pages at the start that are not wanted.
    pub(super) skip_pages: usize,
    /// A picture of this page (from 1) is wanted, not text.
    pub(super) picture_of: Option<usize>,
}

impl Request {
    pub(super) fn new(path: &Path, skip_pages: usize, picture_of: Option<usize>) -> Request {
        Request { path: path.as_os_str().as_bytes().to_vec(), skip_pages, picture_of }
    }

    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(OsStr::from_bytes(&self.path))
    }
}

/// What the child says while it reads, the last one of a file being `Done` or `Picture`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// The file is open: format, size and hash.
    Opened(Box<WireFile>),
    /// A page of the file is finished.
    Page(WirePage),
    /// Something else is finished; the child is alive.
    Alive,
    /// The file is finished.
    Done(Box<WireFile>),
    /// The picture, PNG.
    Picture(Vec<u8>),
}

/// How the file ended, without its pages.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct WireFile {
    pub(super) media: String,
    pub(super) bytes: u64,
    pub(super) blake3: Option<String>,
    pub(super) encoding: String,
    pub(super) notes: Vec<WireNote>,
    pub(super) attachments: Vec<WireAttachment>,
    /// Code and message where there is no text.
    pub(super) unread: Option<(String, String)>,
}

/// Why the child gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// `limit` or `crash`.
    pub(super) code: &'static str,
    /// One line for a person.
    pub(super) message: String,
}

impl Failure {
    pub(super) fn limit(message: String) -> Failure {
        Failure { code: "limit", message }
    }

    pub(super) fn crash(message: String) -> Failure {
        Failure { code: "crash", message }
    }
}
