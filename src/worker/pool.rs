//! [`WorkerPool`]: children that are kept for the next file, and what becomes of a file whose reader breaks.

use super::limits::Limits;
use super::parent::{Ending, Told, Worker};
use super::protocol::{Failure, Request, WireFile};
use crate::model::{FileText, MediaType, PageText, ReadingNote, TextPage, Unread};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Files that one child reads at the most; libraries leak.
const FILES_A_CHILD: usize = 200;

/// Pages of one file that may break their reader before the file is given up.
const MOST_BAD_PAGES: usize = 3;

/// Children that read files, one for each thread that asks.
#[derive(Debug)]
pub struct WorkerPool {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

impl WorkerPool {
    /// Children started as `program arguments...`, which must call [`super::serve`] with the same limits.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<OsString>, limits: Limits) -> WorkerPool {
        WorkerPool { program, arguments, limits, idle: Mutex::default() }
    }

    /// The text of the file at `path`, or why there is none. A page that breaks its reader is left out with a note, and
    /// the pages behind it are read by the next child.
    #[must_use]
    pub fn read(&self, path: &Path) -> FileText {
        let deadline = Instant::now() + self.limits.file;
        let mut gathered = Gathered::default();
        loop {
            let base = gathered.length;
            let request = Request::new(path, gathered.pages.len(), None);
            let ending = self.ask(&request, deadline, &mut |told| match told {
                Told::Opened(file) => gathered.file = *file,
                Told::Page(page) => gathered.take(page.shifted(base)),
            });
            match ending {
                Ok(Ending::File(file)) => match crashed(&file) {
                    Some(failure) if gathered.can_go_on() => gathered.leave_out_page(&failure),
                    Some(failure) => return gathered.failed(&failure),
                    None => return gathered.into_text(*file),
                },
                Ok(Ending::Picture(_)) => {
                    return gathered.failed(&Failure::crash("the reader answered with a picture".to_owned()));
                }
                Err(failure) if failure.code == "limit" && Instant::now() >= deadline => {
                    return gathered.cut_short(&failure);
                }
                Err(failure) if gathered.can_go_on() => gathered.leave_out_page(&failure),
                Err(failure) => return gathered.failed(&failure),
            }
        }
    }

    /// A picture (PNG) of page `page` (from 1) of the file at `path`.
    ///
    /// # Errors
    /// Why there is none.
    pub fn draw(&self, path: &Path, page: usize) -> Result<Vec<u8>, Unread> {
        let request = Request::new(path, 0, Some(page));
        match self.ask(&request, Instant::now() + self.limits.file, &mut |_| ()) {
            Ok(Ending::Picture(picture)) => Ok(picture),
            Ok(Ending::File(file)) => {
                let (code, message) = file.unread.unwrap_or_default();
                Err(Unread { code, message })
            }
            Err(failure) => Err(Unread::new(failure.code, failure.message)),
        }
    }

    /// Asks an idle child, or a new one; only a child that answered to the end is kept.
    fn ask(&self, request: &Request, deadline: Instant, told: &mut dyn FnMut(Told)) -> Result<Ending, Failure> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(Command::new(&self.program).args(&self.arguments), self.limits)
                .map_err(|error| Failure::crash(format!("the reader cannot be started: {error}")))?,
        };
        let ending = worker.ask(request, self.limits, deadline, told)?;
        if worker.files < FILES_A_CHILD {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        }
        Ok(ending)
    }
}

/// What is known of a file while its reader works.
#[derive(Debug, Default)]
struct Gathered {
    /// Format, size and hash, once the file was opened.
    file: WireFile,
    pages: Vec<TextPage>,
    /// Bytes of the extracted text so far.
    length: usize,
    notes: Vec<ReadingNote>,
    bad_pages: usize,
    /// Its pages have a size: a format that can be read from any page on.
    is_paged: bool,
}

impl Gathered {
    fn take(&mut self, page: TextPage) {
        self.length += page.extracted_len();
        self.is_paged |= page.size.is_some();
        self.pages.push(page);
    }

    /// A file of which pages came may have more of them.
    fn can_go_on(&self) -> bool {
        self.is_paged && self.bad_pages < MOST_BAD_PAGES
    }

    fn leave_out_page(&mut self, failure: &Failure) {
        self.bad_pages += 1;
        self.pages.push(TextPage::default());
        let number = self.pages.len();
        self.notes.push(ReadingNote::new("page.unread", failure.message.clone()).on_page(number));
    }

    /// The pages that were finished in time; none is a failure.
    fn cut_short(mut self, failure: &Failure) -> FileText {
        if self.pages.len() == self.bad_pages {
            return self.failed(failure);
        }
        let message = format!("only {} pages were read: {}", self.pages.len(), failure.message);
        self.notes.push(ReadingNote::new("pages.unread", message));
        let file = std::mem::take(&mut self.file);
        self.into_text(file)
    }

    /// The file without text, and why.
    fn failed(mut self, failure: &Failure) -> FileText {
        let unread = Some((failure.code.to_owned(), failure.message.clone()));
        let file = WireFile { unread, ..std::mem::take(&mut self.file) };
        self.into_text(file)
    }

    fn into_text(self, file: WireFile) -> FileText {
        let media = MediaType::from_name(&file.media);
        let content = match file.unread {
            Some((code, message)) => Err(Unread { code, message }),
            None => {
                let mut notes = self.notes;
                notes.extend(file.notes.into_iter().map(ReadingNote::from));
                Ok(PageText {
                    media,
                    encoding: file.encoding,
                    pages: self.pages,
                    notes,
                    attachments: file.attachments.into_iter().map(Into::into).collect(),
                })
            }
        };
        FileText { media, bytes: file.bytes, blake3: file.blake3, content }
    }
}

/// The failure of a reader that gave up without ending its process.
fn crashed(file: &WireFile) -> Option<Failure> {
    let (code, message) = file.unread.as_ref()?;
    (code == "crash").then(|| Failure::crash(message.clone()))
}
