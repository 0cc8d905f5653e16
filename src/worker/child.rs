//! The child's side: reads files that the parent names until the parent is gone.

use super::limits::Limits;
use super::protocol::{Reply, Request, WireFile};
use super::wire::{WireAttachment, WireNote, WirePage};
use crate::model::{FileText, TextPage, Unread};
use std::any::Any;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc;

/// What the child is to do with one file.
#[derive(Debug)]
pub struct Job<'a> {
    /// The file.
    pub path: PathBuf,
    /// Pages at the start that are not wanted.
    pub skip_pages: usize,
    /// Where each finished page goes; `None` tells only that the child is alive.
    pub pages: &'a mut Pages,
}

/// Finished pages, on their way to the parent.
#[derive(Debug)]
pub struct Pages {
    failed: Option<io::Error>,
}

impl Pages {
    /// Tells format, size and hash of the file before it is read, in case the reader breaks.
    pub fn opened(&mut self, file: &FileText) {
        let head = WireFile { unread: None, ..finished(file) };
        self.say(&Reply::Opened(Box::new(head)));
    }

    /// Hands on a page of the file, or the news that something else is finished.
    pub fn finished(&mut self, page: Option<&TextPage>) {
        self.say(&page.map_or(Reply::Alive, |page| Reply::Page(WirePage::from(page))));
    }

    fn say(&mut self, reply: &Reply) {
        if let Err(error) = say(reply) {
            self.failed.get_or_insert(error);
        }
    }
}

/// Reads files with `read` as the parent asks, and draws pages with `draw` (the page from 1; a PNG comes back), until
/// the parent is gone. Binds the process to `limits` first.
///
/// # Errors
/// When the limits cannot be set or the parent cannot be reached.
pub fn serve(
    limits: Limits,
    read: &dyn Fn(Job<'_>) -> FileText,
    draw: &dyn Fn(PathBuf, usize) -> Result<Vec<u8>, Unread>,
) -> io::Result<()> {
    limits.bind_process()?;
    for line in requests() {
        let Ok(request) = serde_json::from_str::<Request>(&line) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a request that is none"));
        };
        limits.grant_time();
        match request.picture_of {
            Some(page) => match caught(|| draw(request.path(), page)).and_then(|drawn| drawn) {
                Ok(picture) => say(&Reply::Picture(picture))?,
                Err(unread) => say(&Reply::Done(Box::new(failed(unread))))?,
            },
            None => {
                let mut pages = Pages { failed: None };
                let job = Job { path: request.path(), skip_pages: request.skip_pages, pages: &mut pages };
                let file = caught(|| read(job)).map_or_else(failed, |file| finished(&file));
                pages.failed.map_or(Ok(()), Err)?;
                say(&Reply::Done(Box::new(file)))?;
            }
        }
    }
    Ok(())
}

/// The requests, one a line. A thread waits for them, so that a child in the middle of a file notices that its parent is
/// gone, and ends with everything it started.
fn requests() -> mpsc::IntoIter<String> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let parent = rustix::process::getppid();
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
        if rustix::process::getppid() != parent {
            let _ = rustix::process::kill_process_group(rustix::process::getpgrp(), rustix::process::Signal::KILL);
        }
    });
    receiver.into_iter()
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Unread> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| Unread::new("crash", format!("the reader gave up: {}", words_of(&*panic))))
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

fn failed(unread: Unread) -> WireFile {
    WireFile { unread: Some((unread.code, unread.message)), ..WireFile::default() }
}

fn finished(file: &FileText) -> WireFile {
    let told = WireFile {
        media: file.media.name().to_owned(),
        bytes: file.bytes,
        blake3: file.blake3.clone(),
        ..WireFile::default()
    };
    match &file.content {
        Ok(text) => WireFile {
            encoding: text.encoding.clone(),
            notes: text.notes.iter().map(WireNote::from).collect(),
            attachments: text.attachments.iter().map(WireAttachment::from).collect(),
            ..told
        },
        Err(unread) => WireFile { unread: Some((unread.code.clone(), unread.message.clone())), ..told },
    }
}

fn say(reply: &Reply) -> io::Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}
