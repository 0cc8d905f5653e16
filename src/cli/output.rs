//! Printing: [`Answer`] and its exit code, data lines that survive a closed pipe.

use comfy_table::{ContentArrangement, Table, presets};
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Something was found or done: exit 0.
    Found,
    /// Nothing was found, or a number stands for several documents: exit 1.
    Nothing,
    /// Some input failed, the rest was done: exit 2.
    Failed,
}

/// Width of tables where the output is no terminal, in letters.
const PLAIN_WIDTH: u16 = 132;

/// Letters of a sentence that a table or tree shows at the most; JSON has it whole.
const SHORT_SENTENCE: usize = 600;

/// An empty table in the one style of all commands: as wide as the terminal, or [`PLAIN_WIDTH`].
pub(super) fn new_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(PLAIN_WIDTH);
    }
    table
}

/// The sentence, cut at a word where it is long.
pub(super) fn shortened(sentence: &str) -> String {
    if sentence.chars().count() <= SHORT_SENTENCE {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(SHORT_SENTENCE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

/// The day of the question; the core is told it.
pub(super) fn today() -> jiff::civil::Date {
    #[expect(clippy::disallowed_methods, reason = "the one clock of the questions")]
    jiff::Zoned::now().date()
}

/// The command as it was typed, quoted for a shell.
pub(super) fn typed_command() -> String {
    let quoted = |word: String| {
        let is_plain = !word.is_empty()
            && !word.contains(|letter: char| letter.is_whitespace() || "'\"\\$`!*?#;&|<>()".contains(letter));
        if is_plain { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
    };
    std::iter::once("vanban".to_owned()).chain(std::env::args().skip(1).map(quoted)).collect::<Vec<_>>().join(" ")
}

/// Prints `text` and a line end on standard output.
pub(super) fn print_line(text: &str) -> anyhow::Result<Answer> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Answer::Found)
}

/// The exit code of an answer; an error is told on standard error, a broken pipe is a quiet end.
pub(super) fn exit_code(answer: anyhow::Result<Answer>) -> ExitCode {
    match answer {
        Ok(Answer::Found) => ExitCode::SUCCESS,
        Ok(Answer::Nothing) => ExitCode::from(1),
        Ok(Answer::Failed) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "vanban: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
