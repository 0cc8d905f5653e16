//! [`Progress`]: how far a run is, on standard error: a bar on a terminal, a plain line now and then elsewhere.

use crate::app::RunStep;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Without a terminal, a line is written after this time …
const LINE_TIME: Duration = Duration::from_secs(10);

/// … or after this many files.
const LINE_FILES: usize = 1000;

/// Shows the steps of a run.
pub(super) enum Progress {
    /// Says nothing.
    Quiet,
    /// One bar, drawn again and again.
    Bar(ProgressBar),
    /// Plain lines for logs.
    Lines {
        /// When the last line was written.
        last: Instant,
        /// Files done at that time.
        done: usize,
    },
}

impl Progress {
    /// Progress on standard error, unless `quiet`.
    pub(super) fn new(quiet: bool) -> Progress {
        if quiet {
            return Progress::Quiet;
        }
        if !std::io::stderr().is_terminal() {
            return Progress::Lines { last: Instant::now(), done: 0 };
        }
        let bar = ProgressBar::new(0);
        let template = "{msg} {wide_bar} {pos}/{len} tệp (files), {per_sec}, còn (left) {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress::Bar(bar)
    }

    /// Shows one step.
    pub(super) fn show(&mut self, step: RunStep) {
        let (name, counts) = match step {
            RunStep::Walking => ("Đang liệt kê (listing)", None),
            RunStep::Comparing(done, total) => ("Đang so sánh (comparing)", Some((done, total))),
            RunStep::Reading(done, total) => ("Đang đọc (reading)", Some((done, total))),
            RunStep::Indexing => ("Đang lập chỉ mục (indexing)", None),
        };
        match self {
            Progress::Quiet => {}
            Progress::Bar(bar) => show_bar(bar, name, counts),
            Progress::Lines { last, done } => show_line(last, done, name, counts),
        }
    }

    /// Clears the bar.
    pub(super) fn end(&mut self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn show_bar(bar: &ProgressBar, name: &'static str, counts: Option<(usize, usize)>) {
    if let Some((done, total)) = counts {
        if bar.message() != name {
            bar.reset(); // rate and time left are those of this step
        }
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
    bar.set_message(name);
}

fn show_line(last: &mut Instant, last_done: &mut usize, name: &str, counts: Option<(usize, usize)>) {
    let Some((done, total)) = counts else { return };
    if done < *last_done {
        *last_done = 0;
    }
    let due = last.elapsed() >= LINE_TIME || done - *last_done >= LINE_FILES || (done == total && total >= LINE_FILES);
    if due {
        eprintln!("{name}: {done}/{total} tệp (files)");
        *last = Instant::now();
        *last_done = done;
    }
}
