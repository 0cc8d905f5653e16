//! `vanban.toml`: what a site sets once. Each key is also a flag with its `VANBAN_*` variable, and the flag wins or adds.
//!
//! ```toml
//! [places] # which province the files of a folder belong to: code or name; flag --place-of
//! "/kho/quet/lang-son" = "20"
//!
//! [check]
//! silence = ["number_gap"] # findings not to be told; flag --silence
//! ```

use anyhow::Context;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// File name in the data folder.
const FILE: &str = "vanban.toml";

/// What the configuration says; empty where there is none.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    places: BTreeMap<String, String>,
    /// Folder of the configuration, that relative paths start from.
    #[serde(skip)]
    base: PathBuf,
}

impl Settings {
    /// Reads the typed file, else the one in the data folder where there is one.
    pub(super) fn read(typed: Option<&Path>, data: &Path) -> anyhow::Result<Settings> {
        let path = match typed {
            Some(path) => path.to_owned(),
            None => data.join(FILE),
        };
        if typed.is_none() && !path.is_file() {
            return Ok(Settings::default());
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read the configuration {}", path.display()))?;
        let settings: Settings =
            toml::from_str(&text).with_context(|| format!("cannot use the configuration {}", path.display()))?;
        let base = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Settings { base, ..settings })
    }

    /// The province of each folder, those typed too; each folder as written and as a whole path.
    pub(super) fn places(&self, typed: &[(String, String)]) -> anyhow::Result<Vec<(String, String)>> {
        let mut places = Vec::new();
        for (folder, place) in &self.places {
            places.push((folder.clone(), place.clone()));
            places.push((whole(&self.base.join(folder))?, place.clone()));
        }
        for (folder, place) in typed {
            places.push((folder.clone(), place.clone()));
            places.push((whole(Path::new(folder))?, place.clone()));
        }
        Ok(places)
    }
}

fn whole(folder: &Path) -> anyhow::Result<String> {
    let path = std::path::absolute(folder).with_context(|| format!("cannot place the folder {}", folder.display()))?;
    Ok(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_is_read_and_an_unknown_key_is_told() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(Settings::read(None, data.path()).unwrap(), Settings::default());
        std::fs::write(data.path().join(FILE), "[places]\n\"/a\" = \"20\"\n").unwrap();
        let places = Settings::read(None, data.path()).unwrap().places(&[("b".to_owned(), "Cao Bằng".to_owned())]);
        let places = places.unwrap();
        assert_eq!(places[0], ("/a".to_owned(), "20".to_owned()));
        assert!(places.iter().any(|(folder, place)| Path::new(folder).is_absolute() && place == "Cao Bằng"));
        std::fs::write(data.path().join(FILE), "[plces]\n").unwrap();
        let error = format!("{:#}", Settings::read(None, data.path()).unwrap_err());
        assert!(error.contains("plces"), "{error}");
        assert!(Settings::read(Some(&data.path().join("none")), data.path()).is_err());
    }
}
