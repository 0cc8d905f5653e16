//! The `vanban` command: takes today's date, runs one command, maps its answer to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    vanban::cli::run()
}
