//! `vanban same FILE FILE [--apart|--undo] [--why TEXT]`: rules that two files are the same paper, or are not.

use super::output::{self, Answer};
use super::secrecy::Desk;
use crate::app;
use clap::Args;

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

pub(super) fn run(desk: &Desk, typed: &SameArguments) -> anyhow::Result<Answer> {
    let [one, other] = typed.files.as_slice() else { return list(desk) };
    let same = if typed.undo { None } else { Some(!typed.apart) };
    if !app::rule_same_paper(desk.folder(), one, other, same, &typed.why)? {
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

fn list(desk: &Desk) -> anyhow::Result<Answer> {
    let rulings = desk.app()?.rulings()?;
    for ruling in &rulings {
        let sign = if ruling.same { "=" } else { "≠" };
        output::print_line(&format!("{} {sign} {}: {}", ruling.one, ruling.other, ruling.why))?;
    }
    Ok(if rulings.is_empty() { Answer::Nothing } else { Answer::Found })
}
