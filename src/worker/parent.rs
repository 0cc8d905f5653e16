//! The parent's side of one child: ask, listen within the limits, end it.

use super::limits::Limits;
use super::protocol::{Failure, Reply, Request, WireFile};
use crate::model::TextPage;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Bytes of the child's last words that are kept.
const LAST_WORDS: usize = 4096;

/// How long a child that stopped speaking may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(2);

/// A child process that reads files.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    asks: ChildStdin,
    answers: Receiver<Heard>,
    last_words: Arc<Mutex<Vec<u8>>>,
    listens_to_words: JoinHandle<()>,
    /// Files asked for so far.
    pub(super) files: usize,
}

/// What came from the child.
#[derive(Debug)]
enum Heard {
    Line(Vec<u8>),
    TooLong,
}

/// What the child tells on its way.
pub(super) enum Told {
    /// Format, size and hash.
    Opened(Box<WireFile>),
    /// A finished page.
    Page(Box<TextPage>),
}

/// How an answer ends.
pub(super) enum Ending {
    /// The file was read, or has a reason why not.
    File(Box<WireFile>),
    /// A picture, PNG.
    Picture(Vec<u8>),
}

impl Worker {
    /// Starts `command` in a process group of its own.
    pub(super) fn start(command: &mut Command, limits: Limits) -> std::io::Result<Worker> {
        let mut child =
            command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let taken = "standard streams are piped";
        let asks = child.stdin.take().ok_or_else(|| std::io::Error::other(taken))?;
        let out = child.stdout.take().ok_or_else(|| std::io::Error::other(taken))?;
        let err = child.stderr.take().ok_or_else(|| std::io::Error::other(taken))?;
        let (sender, answers) = mpsc::sync_channel(4);
        std::thread::spawn(move || listen(out, limits.output, &sender));
        let last_words = Arc::default();
        let kept = Arc::clone(&last_words);
        let listens_to_words = std::thread::spawn(move || keep_last_words(err, &kept));
        Ok(Worker { child, asks, answers, last_words, listens_to_words, files: 0 })
    }

    /// Asks, and hands on what the child tells until the answer ends. After a failure the child must not be asked
    /// again.
    pub(super) fn ask(
        &mut self,
        request: &Request,
        limits: Limits,
        deadline: Instant,
        told: &mut dyn FnMut(Told),
    ) -> Result<Ending, Failure> {
        self.files += 1;
        let mut line = serde_json::to_vec(request).map_err(|error| Failure::crash(error.to_string()))?;
        line.push(b'\n');
        if self.asks.write_all(&line).and_then(|()| self.asks.flush()).is_err() {
            return Err(self.ended());
        }
        let mut heard_bytes = 0;
        loop {
            let wait = limits.page.min(deadline.saturating_duration_since(now()));
            let line = match self.answers.recv_timeout(wait) {
                Ok(Heard::Line(line)) => line,
                Ok(Heard::TooLong) => return Err(limits.too_long()),
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Err(RecvTimeoutError::Timeout) if now() >= deadline => return Err(limits.file_time()),
                Err(RecvTimeoutError::Timeout) => return Err(limits.page_time()),
            };
            heard_bytes += line.len() as u64;
            if heard_bytes > limits.output {
                return Err(limits.too_long());
            }
            match serde_json::from_slice(&line) {
                Ok(Reply::Opened(file)) => told(Told::Opened(file)),
                Ok(Reply::Page(wire)) => told(Told::Page(Box::new(wire.into()))),
                Ok(Reply::Alive) => {}
                Ok(Reply::Done(file)) => return Ok(Ending::File(file)),
                Ok(Reply::Picture(picture)) => return Ok(Ending::Picture(picture)),
                Err(error) => return Err(Failure::crash(format!("the reader said what is no answer: {error}"))),
            }
        }
    }

    /// Why the child ended, which closed its streams.
    fn ended(&mut self) -> Failure {
        let until = now() + GRACE;
        let status = loop {
            match self.child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if now() < until => std::thread::sleep(Duration::from_millis(10)),
                _ => break None,
            }
        };
        while !self.listens_to_words.is_finished() && now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
        let words = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = String::from_utf8_lossy(&words).into_owned();
        reason(status, &words)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The group, for a text recognition may be running.
        if let Ok(id) = i32::try_from(self.child.id())
            && let Some(group) = rustix::process::Pid::from_raw(id)
        {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn reason(status: Option<ExitStatus>, last_words: &str) -> Failure {
    let last_line = last_words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if last_words.contains("memory allocation of") {
        return Failure::limit("the reader needed more memory than it may have".to_owned());
    }
    let ending = match status.map(|status| (status.signal(), status.code())) {
        Some((Some(24), _)) => {
            return Failure::limit("the reader needed more processor time than it may have".to_owned());
        }
        Some((Some(11), _)) => "the reader broke down (signal 11)".to_owned(),
        Some((Some(signal), _)) => format!("the reader was ended by signal {signal}"),
        Some((None, Some(code))) => format!("the reader ended with code {code}"),
        _ => "the reader stopped answering".to_owned(),
    };
    Failure::crash(if last_line.is_empty() { ending } else { format!("{ending}: {last_line}") })
}

fn listen(out: ChildStdout, most: u64, sender: &mpsc::SyncSender<Heard>) {
    let mut out = BufReader::new(out);
    loop {
        let mut line = Vec::new();
        match out.by_ref().take(most).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let heard = match line.pop() {
            Some(b'\n') => Heard::Line(line),
            _ if line.len() as u64 + 1 >= most => Heard::TooLong,
            // The child ended in the middle of a line.
            _ => return,
        };
        if sender.send(heard).is_err() {
            return;
        }
    }
}

fn keep_last_words(mut err: ChildStderr, kept: &Mutex<Vec<u8>>) {
    let mut piece = [0; 1024];
    while let Ok(length @ 1..) = err.read(&mut piece) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(&piece[..length]);
        let surplus = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..surplus);
    }
}

fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_have_reasons() {
        let of = |raw: i32, words: &str| reason(Some(ExitStatus::from_raw(raw)), words);
        assert_eq!(of(6, "memory allocation of 99 bytes failed\n").code, "limit");
        assert_eq!(of(24, "").code, "limit");
        assert_eq!(
            of(6, "\nfatal: stack overflow\n").message,
            "the reader was ended by signal 6: fatal: stack overflow"
        );
        assert_eq!(of(3 << 8, "").message, "the reader ended with code 3");
        assert_eq!(reason(None, "").code, "crash");
    }
}
