//! [`OcrEngine`]: Tesseract as a program of this machine, found, asked and stopped.
//!
//! One process reads any number of images, handed over as one TIFF through its standard input; it answers with words
//! and places. A process costs 0.14 s of start; a C interface would save 0.1 s of that and need unsafe code.
//! Does not prepare images and does not judge what was read.

use super::tiff_pages;
use super::tsv::{self, RecognisedWord};
use crate::extract::ExtractError;
use image::GrayImage;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, thread};

/// The model that must be there.
const VIETNAMESE: &str = "vie";

/// Longest time for the recognition of one page, all its runs together.
const PAGE_LIMIT: Duration = Duration::from_mins(2);

/// Most bytes taken of one answer; a page of 3,000 words has 300 kB.
const MAX_ANSWER: u64 = 32 << 20;

/// Tesseract as found on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcrEngine {
    /// The program.
    pub program: PathBuf,
    /// Its models, such as `vie`.
    pub languages: String,
}

/// Why there is no text recognition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrMissing {
    /// No program `tesseract` on the path.
    #[error("the program tesseract is not on the path")]
    Program,
    /// The program is there, its Vietnamese model is not.
    #[error("{} has no model for Vietnamese (vie)", .0.display())]
    Vietnamese(PathBuf),
    /// The program is there and does not run; holds its own words.
    #[error("{} does not run: {}", .0.display(), .1)]
    Failing(PathBuf, String),
}

/// How an image is cut into lines (*page segmentation mode* of Tesseract).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segmentation {
    /// A page with columns and pictures.
    Page,
    /// One block of lines of one size.
    Block,
    /// One line.
    Line,
}

/// Runs of the engine for one page, with one time limit for all.
#[derive(Debug)]
pub(super) struct PageRecogniser<'a> {
    engine: &'a OcrEngine,
    until: Instant,
}

impl OcrEngine {
    /// Looks for `tesseract` on the path and asks for its models.
    ///
    /// # Errors
    /// [`OcrMissing`], told apart: no program, no Vietnamese model, a program that does not run.
    pub fn find() -> Result<OcrEngine, OcrMissing> {
        let name = format!("tesseract{}", env::consts::EXE_SUFFIX);
        #[expect(clippy::disallowed_methods, reason = "where the system says that programs are")]
        let folders = env::var_os("PATH").unwrap_or_default();
        let found = env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file());
        OcrEngine::of_program(&found.ok_or(OcrMissing::Program)?)
    }

    /// The engine at `program`, if it has the Vietnamese model.
    ///
    /// # Errors
    /// As [`OcrEngine::find`].
    pub fn of_program(program: &Path) -> Result<OcrEngine, OcrMissing> {
        let failing = |reason: String| OcrMissing::Failing(program.to_owned(), reason);
        let asked = Command::new(program).arg("--list-langs").stdin(Stdio::null()).output();
        let answer = asked.map_err(|error| failing(error.to_string()))?;
        // Older versions list on standard error.
        let listed = [answer.stdout, answer.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        if !answer.status.success() {
            return Err(failing(listed.lines().next().unwrap_or("no answer").to_owned()));
        }
        let has_vietnamese = listed.lines().any(|line| line.trim() == VIETNAMESE);
        if !has_vietnamese {
            return Err(OcrMissing::Vietnamese(program.to_owned()));
        }
        Ok(OcrEngine { program: program.to_owned(), languages: VIETNAMESE.to_owned() })
    }

    /// Starts the time of a page.
    pub(super) fn for_page(&self) -> PageRecogniser<'_> {
        PageRecogniser { engine: self, until: Instant::now() + PAGE_LIMIT }
    }
}

impl PageRecogniser<'_> {
    /// The words of each image, places in its pixels.
    ///
    /// # Errors
    /// `Limit` when the page's time is over, `Broken` when the program fails.
    pub(super) fn words(
        &self,
        images: &[GrayImage],
        dpi: f32,
        segmentation: Segmentation,
    ) -> Result<Vec<Vec<RecognisedWord>>, ExtractError> {
        if images.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.answer(tiff_pages::encode(images), dpi, segmentation)?;
        Ok(tsv::words(&answer, images.len()))
    }

    fn answer(&self, input: Vec<u8>, dpi: f32, segmentation: Segmentation) -> Result<String, ExtractError> {
        let failed = |error: io::Error| ExtractError::Broken(format!("text recognition failed: {error}"));
        let late = || ExtractError::Limit(format!("text recognition of a page took over {} s", PAGE_LIMIT.as_secs()));
        if self.until <= Instant::now() {
            return Err(late());
        }
        let mut running = Running(self.command(dpi, segmentation).spawn().map_err(failed)?);
        let (stdin, stdout) = (running.0.stdin.take(), running.0.stdout.take());
        // Both pipes are served by threads: the program may answer before it has read everything.
        thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&input)));
        let (answers, answered) = mpsc::channel();
        thread::spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.map(|pipe| pipe.take(MAX_ANSWER).read_to_end(&mut answer));
            answers.send(read.transpose().map(|_| answer))
        });
        let left = self.until.saturating_duration_since(Instant::now());
        let answer = answered.recv_timeout(left).map_err(|_| late())?;
        let answer = String::from_utf8_lossy(&answer.map_err(failed)?).into_owned();
        let ended = running.0.wait().map_err(failed)?;
        if !ended.success() {
            return Err(ExtractError::Broken(format!("text recognition failed: {ended}")));
        }
        Ok(answer)
    }

    fn command(&self, dpi: f32, segmentation: Segmentation) -> Command {
        let mut command = Command::new(&self.engine.program);
        let mode = match segmentation {
            Segmentation::Page => "3",
            Segmentation::Block => "6",
            Segmentation::Line => "7",
        };
        command.args(["-", "-", "-l", &self.engine.languages, "--psm", mode, "--dpi", &format!("{dpi:.0}"), "tsv"]);
        // Its own threads fight over a page and can take minutes.
        command.env("OMP_THREAD_LIMIT", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }
}

/// A process that does not outlive its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_told_from_one_without_vietnamese() {
        let missing = OcrEngine::of_program(Path::new("/nowhere/tesseract"));
        assert!(matches!(missing, Err(OcrMissing::Failing(..))), "{missing:?}");
        // `true` answers nothing, so it lists no model.
        let without = OcrEngine::of_program(Path::new("/bin/true"));
        assert!(matches!(without, Err(OcrMissing::Vietnamese(_))), "{without:?}");
    }

    #[test]
    fn a_page_whose_time_is_over_is_told() {
        let engine = OcrEngine { program: PathBuf::from("/bin/false"), languages: "vie".to_owned() };
        let late = PageRecogniser { engine: &engine, until: Instant::now() };
        let told = late.words(&[GrayImage::new(8, 8)], 300.0, Segmentation::Page);
        assert!(matches!(told, Err(ExtractError::Limit(_))), "{told:?}");
    }

    #[test]
    fn a_failing_program_is_told() {
        let engine = OcrEngine { program: PathBuf::from("/bin/false"), languages: "vie".to_owned() };
        let told = engine.for_page().words(&[GrayImage::new(8, 8)], 300.0, Segmentation::Page);
        assert!(matches!(told, Err(ExtractError::Broken(_))), "{told:?}");
    }
}
