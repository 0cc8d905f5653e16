//! [`Answer`]: what a person read in one document, from a JSON file of a `gold` folder.
//!
//! A key that is absent is not scored; `null` and `[]` say that the paper has none.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// One hand-made answer, or one object inside it (a citation, a task, the signer).
pub(crate) struct Answer<'a>(pub(crate) &'a Value);

impl<'a> Answer<'a> {
    /// `None`: not to be scored. `Some(None)`: the paper has none.
    #[expect(clippy::option_option, reason = "absent, null and a text are three different answers")]
    pub(crate) fn text(&self, key: &str) -> Option<Option<&'a str>> {
        self.0.get(key).map(Value::as_str)
    }

    /// The text of `key`; empty where there is none.
    pub(crate) fn text_or_empty(&self, key: &str) -> &'a str {
        self.text(key).flatten().unwrap_or_default()
    }

    /// The texts listed under `key`; `None`: not to be scored.
    pub(crate) fn texts(&self, key: &str) -> Option<Vec<&'a str>> {
        self.array(key).map(|items| items.iter().filter_map(Value::as_str).collect())
    }

    /// The objects listed under `key`; `None`: not to be scored.
    pub(crate) fn objects(&self, key: &str) -> Option<Vec<Answer<'a>>> {
        self.array(key).map(|items| items.iter().map(Answer).collect())
    }

    /// The pairs of texts listed under `key`; `None`: not to be scored.
    pub(crate) fn pairs(&self, key: &str) -> Option<Vec<(&'a str, &'a str)>> {
        let items = self.array(key)?;
        Some(items.iter().filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?))).collect())
    }

    /// The object of `key`; `None`: not to be scored, or none.
    pub(crate) fn object(&self, key: &str) -> Option<Answer<'a>> {
        self.0.get(key).filter(|value| value.is_object()).map(Answer)
    }

    /// True when `key` is there and true.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn array(&self, key: &str) -> Option<&'a Vec<Value>> {
        self.0.get(key).and_then(Value::as_array)
    }
}

/// The answers of `folder` in the order of their names; files without a `file` key (an expected audit) are left out.
pub(crate) fn read_answers(folder: &Path) -> Vec<Value> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read_json(path)).filter(|answer| answer.get("file").is_some()).collect()
}

/// The JSON of `path`.
pub(crate) fn read_json(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()))
}
