//! `--with-secret --asked-by NAME`: papers marked *mật* and above, which every command withholds otherwise, saying how
//! many.

use super::output;
use crate::app::{self, App};
use crate::model::SecretPapers;
use anyhow::bail;
use clap::Args;
use std::path::{Path, PathBuf};

/// The flags, the same with every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Secrecy (độ mật)")]
pub(super) struct SecrecyArguments {
    /// Also papers with a degree of secrecy (mật, tối mật, tuyệt mật); that they were asked for is logged.
    #[arg(long, global = true)]
    with_secret: bool,
    /// Who asks for secret papers, for the log that `vanban status` shows.
    #[arg(long, global = true, value_name = "NAME")]
    asked_by: Option<String>,
}

/// The data folder as a command may read it.
#[derive(Debug)]
pub(super) struct Desk {
    folder: PathBuf,
    papers: SecretPapers,
}

impl Desk {
    /// The data folder, with secret papers where they were asked for by name; that is logged here.
    pub(super) fn new(folder: PathBuf, typed: &SecrecyArguments) -> anyhow::Result<Desk> {
        if !typed.with_secret {
            return Ok(Desk { folder, papers: SecretPapers::Withheld });
        }
        let Some(who) = typed.asked_by.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
            bail!("cần --asked-by: tên người xem tài liệu mật (say with --asked-by who asks for secret papers)");
        };
        app::log_access(&folder, who, &output::typed_command())?;
        Ok(Desk { folder, papers: SecretPapers::Shown })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn papers(&self) -> SecretPapers {
        self.papers
    }

    /// Opens the data folder and says on standard error how many papers are withheld.
    pub(super) fn app(&self) -> anyhow::Result<App> {
        let app = App::open(&self.folder, self.papers)?;
        say_withheld(app.withheld()?);
        Ok(app)
    }
}

/// Says on standard error how many papers are withheld.
pub(super) fn say_withheld(withheld: u64) {
    if withheld > 0 {
        eprintln!(
            "{withheld} văn bản có độ mật không đưa vào kết quả (secret papers withheld); người được phép dùng --with-secret --asked-by TÊN"
        );
    }
}
