//! How files are read, for every command that reads some: limits, text recognition, isolation.

use super::output::Answer;
use crate::app::{self, DocumentReader, Limits, OcrEngine};
use anyhow::Context;
use clap::Args;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct ReadingArguments {
    /// Longest time for one page of a file, in seconds.
    #[arg(long, env = "VANBAN_PAGE_SECONDS", value_name = "S", default_value_t = Limits::default().page.as_secs())]
    page_seconds: u64,
    /// Longest time for one file, in seconds; pages read by then are kept.
    #[arg(long, env = "VANBAN_FILE_SECONDS", value_name = "S", default_value_t = Limits::default().file.as_secs())]
    file_seconds: u64,
    /// Most memory for reading one file, in MiB.
    #[arg(long, env = "VANBAN_MEMORY_MIB", value_name = "MIB", default_value_t = Limits::default().memory >> 20)]
    memory_mib: u64,
    /// Do not recognise text in scans; they are counted as needing it.
    #[arg(long)]
    no_ocr: bool,
    /// Keep what is read of each file in this folder, and take it from there when the same content is read again.
    #[arg(long, env = "VANBAN_READINGS", value_name = "DIR")]
    readings: Option<PathBuf>,
}

impl ReadingArguments {
    /// A reader in child processes of this program.
    pub(super) fn reader(&self) -> anyhow::Result<DocumentReader> {
        let program = env::current_exe().context("cannot tell where this program is")?;
        let mut arguments: Vec<OsString> = vec!["extract-worker".into()];
        for (name, value) in [
            ("--page-seconds", self.page_seconds),
            ("--file-seconds", self.file_seconds),
            ("--memory-mib", self.memory_mib),
        ] {
            arguments.extend([name.into(), value.to_string().into()]);
        }
        if self.no_ocr {
            arguments.push("--no-ocr".into());
        }
        let reader = DocumentReader::isolated(program, arguments, self.limits());
        Ok(match &self.readings {
            Some(folder) => reader.keeping_readings_in(folder.clone(), !self.no_ocr && OcrEngine::find().is_ok()),
            None => reader,
        })
    }

    /// The child of [`ReadingArguments::reader`].
    pub(super) fn serve(&self) -> anyhow::Result<Answer> {
        let ocr = if self.no_ocr { None } else { OcrEngine::find().ok() };
        app::serve_reader(self.limits(), ocr)?;
        Ok(Answer::Found)
    }

    fn limits(&self) -> Limits {
        Limits {
            page: Duration::from_secs(self.page_seconds),
            file: Duration::from_secs(self.file_seconds),
            memory: self.memory_mib << 20,
            ..Limits::default()
        }
    }
}
