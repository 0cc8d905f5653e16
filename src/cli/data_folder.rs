//! Where the data folder is when it is not typed: the XDG data home.

use anyhow::Context;
use std::env;
use std::path::PathBuf;

/// The typed folder (`--data` or `VANBAN_DATA`), else `vanban` in the XDG data home.
pub(super) fn data_folder(typed: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    if let Some(folder) = typed.filter(|folder| !folder.as_os_str().is_empty()) {
        return Ok(folder);
    }
    #[expect(clippy::disallowed_methods, reason = "where the XDG rules say to look")]
    let set = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
    Ok(home.context("no data folder: give --data DIR or set VANBAN_DATA")?.join("vanban"))
}
