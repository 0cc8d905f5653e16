//! `vanban same FILE FILE [--apart|--undo] [--why TEXT]`: rules that two files are the same paper, or are not.

use super::output::{self, Answer};
use crate::app;
use crate::model::SecretPapers;
use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct SameArguments {
    /// The two files, as ingested; without them all rulings are listed.
    #[arg(num_args = 2, value_names = ["FILE", "OTHER"])]
    files: Vec<String>,
    /// They are different papers that bear one number.
    #[arg(long, requires = "files")]
    apart: bool,
    /// Take the ruling back: the program decides again.
    #[arg(long, requires = "files", conflicts_with = "apart")]
    undo: bool,
    /// Why, for those who read it later.
    #[arg(long, default_value = "")]
    why: String,
}

pub(super) fn run(data: &Path, typed: &SameArguments) -> anyhow::Result<Answer> {
    let [one, other] = typed.files.as_slice() else { return list(data) };
    let same = if typed.undo { None } else { Some(!typed.apart) };
    if !app::rule_same_paper(data, one, other, same, &typed.why)? {
        eprintln!("chưa nạp một trong hai tệp (one of the files was not ingested)");
        return Ok(Answer::Nothing);
    }
    let done = match same {
        Some(true) => "cùng một văn bản (the same paper)",
        Some(false) => "hai văn bản khác nhau (different papers)",
        None => "đã bỏ xác nhận (ruling taken back)",
    };
    output::print_line(&format!("{one} + {other}: {done}"))
}

fn list(data: &Path) -> anyhow::Result<Answer> {
    let rulings = app::App::open(data, SecretPapers::Withheld)?.rulings()?;
    for ruling in &rulings {
        let sign = if ruling.same { "=" } else { "≠" };
        output::print_line(&format!("{} {sign} {}: {}", ruling.one, ruling.other, ruling.why))?;
    }
    Ok(if rulings.is_empty() { Answer::Nothing } else { Answer::Found })
}
