//! The import rule as a test: modules look downward only, stages never look at each other, libraries stay at home.
//!
//! Reads the sources as text: `crate::x`, `super::` chains that reach the crate's root, and `library::`. Comments and
//! items under `#[cfg(test)]` are exempt. Relies on rustfmt's layout (`cargo fmt --check` is part of `.ci/run`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const STAGES: [&str; 13] = [
    "ingest", "extract", "clean", "parse", "weigh", "register", "resolve", "store", "index", "audit", "check",
    "export", "worker",
];

/// Who may look at whom besides: linking changes with the rows it reads, so the store calls the pure `resolve` inside its
/// transaction, for the changed groups only.
const BETWEEN_STAGES: [(&str, &str); 1] = [("store", "resolve")];

/// The modules below the stages, lowest first; each may look at those before it.
const GROUND: [&str; 4] = ["text", "model", "record", "tables"];

/// The modules that know no file, environment or clock.
const CORE: [&str; 11] =
    ["text", "model", "record", "tables", "clean", "parse", "weigh", "register", "resolve", "audit", "check"];

/// Which library may be named where: files whose path under `src` starts with one of these.
const HOMES: [(&str, &[&str]); 40] = [
    ("image", &["extract/", "export/report/picture"]),
    ("cfb", &["extract/container/", "extract/sniff/", "extract/office/"]),
    ("encoding_rs", &["extract/"]),
    ("html5gum", &["extract/html"]),
    ("infer", &["extract/sniff"]),
    ("mail_parser", &["extract/container/"]),
    ("sevenz_rust2", &["extract/container/"]),
    ("zip", &["extract/container/", "extract/sniff/", "extract/office/", "export/"]),
    ("rustix", &["worker/"]),
    ("flate2", &["worker/kept"]),
    ("serde", &["record/", "tables/", "store/", "worker/", "export/jsonl", "app/", "cli/"]),
    ("serde_json", &["record/", "tables/", "store/", "worker/", "export/jsonl", "app/", "cli/"]),
    ("schemars", &["record/"]),
    ("tantivy", &["index/"]),
    ("rusqlite", &["store/"]),
    ("strsim", &["text/"]),
    ("pest", &["parse/grammar"]),
    ("pest_derive", &["parse/grammar"]),
    ("rayon", &["app/", "cli/"]),
    ("walkdir", &["ingest/", "app/queries"]),
    ("anyhow", &["app/", "cli/"]),
    ("clap", &["cli/"]),
    ("toml", &["cli/settings"]),
    ("comfy_table", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("hayro", &["extract/pdf"]),
    ("hayro_interpret", &["extract/pdf"]),
    ("hayro_syntax", &["extract/pdf"]),
    ("pdf_extract", &["extract/pdf"]),
    ("calamine", &["extract/office"]),
    ("office_oxide", &["extract/office"]),
    ("quick_xml", &["extract/office", "export/xml"]),
    ("csv", &["export/csv_table", "register/sheet", "cli/"]),
    ("docx_rs", &["export/report/docx"]),
    ("maud", &["export/report/html"]),
    ("icalendar", &["export/icalendar_events"]),
    ("oxrdf", &["export/turtle"]),
    ("oxttl", &["export/turtle"]),
    ("parquet", &["export/parquet_table"]),
    ("rust_xlsxwriter", &["export/"]),
];

/// A source file: its path under `src` with `/`, and its code without comments and tests, line by line.
struct Source {
    path: String,
    code: String,
}

#[test]
fn modules_look_downward_only() {
    report(&sources().iter().flat_map(import_violations).collect::<Vec<_>>());
}

#[test]
fn libraries_stay_at_home() {
    report(&sources().iter().flat_map(library_violations).collect::<Vec<_>>());
}

#[test]
fn the_core_knows_no_file_environment_or_clock() {
    report(&sources().iter().flat_map(purity_violations).collect::<Vec<_>>());
}

#[test]
fn every_module_of_the_crate_has_a_layer() {
    let known: BTreeSet<&str> = STAGES.into_iter().chain(GROUND).chain(["app", "cli"]).collect();
    let found: BTreeSet<String> = sources().iter().map(|source| source.module().to_owned()).collect();
    let unknown: Vec<_> = found.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert_eq!(unknown, ["lib", "main"], "give a new module its place in tests/layers.rs and src/architecture.md");
}

/// The modules that code of `module` may name.
fn allowed(module: &str) -> Vec<&'static str> {
    let ground_below = |name| GROUND.into_iter().take_while(|lower| *lower != name).collect();
    match module {
        "lib" => STAGES.into_iter().chain(GROUND).chain(["app", "cli"]).collect(),
        "main" => vec!["cli"],
        "cli" => GROUND.into_iter().chain(["app"]).collect(),
        "app" => STAGES.into_iter().chain(GROUND).collect(),
        stage if STAGES.contains(&stage) => {
            let granted = BETWEEN_STAGES.into_iter().filter(|(from, _)| *from == stage).map(|(_, to)| to);
            GROUND.into_iter().chain(granted).collect()
        }
        ground => ground_below(ground),
    }
}

fn import_violations(source: &Source) -> Vec<String> {
    let module = source.module();
    let allowed = allowed(module);
    let mut seen = names_after(&source.code, "crate");
    seen.extend(names_after_super(&source.code, source.depth()));
    if module == "main" {
        seen.extend(names_after(&source.code, "vanban"));
    }
    seen.into_iter()
        // An upper-case name is an item of the crate's root, of which there is none; macros are lower case.
        .filter(|(_, name)| name != module && !allowed.contains(&name.as_str()))
        .map(|(line, name)| format!("src/{}:{line}: {module} may not look at {name}", source.path))
        .collect()
}

fn library_violations(source: &Source) -> Vec<String> {
    HOMES
        .iter()
        .filter(|(_, homes)| !homes.iter().any(|home| source.path.starts_with(home)))
        .flat_map(|(library, _)| names_after(&source.code, library).into_iter().map(move |(line, _)| (line, *library)))
        .map(|(line, library)| format!("src/{}:{line}: {library} has no place here", source.path))
        .collect()
}

fn purity_violations(source: &Source) -> Vec<String> {
    if !CORE.contains(&source.module()) {
        return Vec::new();
    }
    let worldly = ["fs", "env", "net", "process", "time"];
    let of_std = names_after(&source.code, "std").into_iter().filter(|(_, name)| worldly.contains(&name.as_str()));
    let clocks = ["Zoned::now", "Timestamp::now"].into_iter().flat_map(|clock| {
        source.code.match_indices(clock).map(move |(at, _)| (line_of(&source.code, at), clock.to_owned()))
    });
    of_std
        .chain(clocks)
        .map(|(line, name)| format!("src/{}:{line}: the core may not use {name}", source.path))
        .collect()
}

/// Line and name of everything named directly under `root::`, groups included: `root::{a::B, c}` names `a` and `c`.
fn names_after(code: &str, root: &str) -> Vec<(usize, String)> {
    let needle = format!("{root}::");
    code.match_indices(&needle)
        .filter(|(at, _)| !code[..*at].ends_with(|before: char| is_word(before) || before == ':'))
        .flat_map(|(at, _)| {
            let names = first_names(&code[at + needle.len()..]);
            names.into_iter().map(move |name| (line_of(code, at), name))
        })
        .collect()
}

/// As [`names_after`], for chains of `super::` that climb from a module `depth` levels deep to the crate's root.
fn names_after_super(code: &str, depth: usize) -> Vec<(usize, String)> {
    // One `super::` more than that does not compile, one less stays inside the module.
    let chain = vec!["super"; depth].join("::");
    if depth == 0 { Vec::new() } else { names_after(code, &chain) }
}

/// The first name of a path, or of each path of a `{…}` group.
fn first_names(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|letter| is_word(*letter)).collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(word(group[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Lines count from 1.
fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

impl Source {
    /// A source from its path under `src` and its text.
    fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), code: without_tests_and_comments(text) }
    }

    /// The top module it belongs to: `parse` for `parse/title.rs`, `main` for `main.rs`.
    fn module(&self) -> &str {
        let end = self.path.find(['/', '.']).unwrap_or(self.path.len());
        &self.path[..end]
    }

    /// How many modules deep it stands: 1 for `parse/mod.rs`, 2 for `parse/title.rs`, 0 for the crate's root.
    fn depth(&self) -> usize {
        match self.path.as_str() {
            "lib.rs" | "main.rs" => 0,
            path => path.trim_end_matches("/mod.rs").split('/').count(),
        }
    }
}

/// The code with comments and `#[cfg(test)]` items blanked, so that line numbers stay true.
fn without_tests_and_comments(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let indent = &line[..line.len() - line.trim_start().len()];
            code.push('\n');
            for skipped in lines.by_ref() {
                code.push('\n');
                let ends = skipped.strip_prefix(indent).is_some_and(|rest| rest == "}" || rest.ends_with(';'));
                if ends && !skipped[indent.len()..].starts_with(' ') {
                    break;
                }
            }
        } else {
            code.push_str(line.split("//").next().unwrap_or_default());
            code.push('\n');
        }
    }
    code
}

/// Every file of `src` but those that only tests see (`#[cfg(test)] mod samples;`).
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts: Vec<(PathBuf, String)> = rust_files(&root)
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(&file).expect("a source is UTF-8")))
        .collect();
    let of_tests: BTreeSet<PathBuf> = texts
        .iter()
        .flat_map(|(file, text)| test_modules(text).map(|name| file.with_file_name(name + ".rs")))
        .collect();
    let mut found: Vec<Source> = texts
        .iter()
        .filter(|(file, _)| !of_tests.contains(file))
        .map(|(file, text)| {
            let path = file.strip_prefix(&root).expect("a file under src").to_string_lossy().replace('\\', "/");
            Source::new(&path, text)
        })
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.len() > 20, "the walk over src found only {} files", found.len());
    found
}

/// Names of the modules that stand in files of their own and are compiled for tests only.
fn test_modules(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().zip(text.lines().skip(1)).filter(|(before, _)| before.trim() == "#[cfg(test)]");
    lines.filter_map(|(_, line)| {
        let declared = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        Some(declared.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    })
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder of the repository").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let here = files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    here.chain(folders.iter().flat_map(|inner| rust_files(inner))).collect()
}

fn report(violations: &[String]) {
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// Planted faults: the checker must see them, else the tests above prove nothing.
mod planted {
    use super::*;

    /// Checks that exactly the lines `expected` of a file at `path` with `text` are faulty.
    fn check(path: &str, text: &str, expected: &[usize]) {
        let source = Source::new(path, text);
        let all = [import_violations(&source), library_violations(&source), purity_violations(&source)].concat();
        let lines: Vec<usize> =
            all.iter().map(|fault| fault.split(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(0)).collect();
        assert_eq!(lines, expected, "{all:?}");
    }

    #[test]
    fn a_stage_that_imports_a_stage() {
        check("parse/title.rs", "use crate::model::Dispatch;\nuse crate::store::Store;\n", &[2]);
    }

    #[test]
    fn the_one_exception_between_stages() {
        check("store/groups.rs", "use crate::resolve;\n", &[]);
        check("resolve/links.rs", "use crate::store::Store;\n", &[1]);
    }

    #[test]
    fn an_upward_import() {
        check("model/date.rs", "use crate::text::Span;\nuse crate::record::Record;\n", &[2]);
    }

    #[test]
    fn a_path_in_an_expression() {
        check("clean/mod.rs", "fn f() {\n    crate::extract::extract();\n}\n", &[2]);
    }

    #[test]
    fn a_group_over_several_lines() {
        check("index/mod.rs", "use crate::{\n    model::{Dispatch, store},\n    store::Store,\n};\n", &[1]);
    }

    #[test]
    fn a_chain_of_supers_to_the_root() {
        check("parse/title.rs", "use super::Window;\nuse super::super::store::Store;\n", &[2]);
    }

    #[test]
    fn the_command_line_past_app() {
        check("cli/audit.rs", "use crate::app;\nuse crate::store::Store;\n", &[2]);
    }

    #[test]
    fn a_library_away_from_home() {
        check("app/search.rs", "use rusqlite::Connection;\nuse std::fs;\n", &[1]);
        check("parse/title.rs", "use pest::Parser;\n", &[1]);
        check("parse/grammar.rs", "use pest::Parser;\n", &[]);
    }

    #[test]
    fn a_clock_or_a_file_in_the_core() {
        check("audit/mod.rs", "use std::{fmt, fs};\nlet day = jiff::Zoned::now();\n", &[1, 2]);
    }

    #[test]
    fn a_module_for_tests_only() {
        let text = "mod rows;\n#[cfg(test)]\nmod samples;\n#[cfg(test)]\nmod tests {\n}\n";
        assert_eq!(test_modules(text).collect::<Vec<_>>(), ["samples"]);
    }

    #[test]
    fn comments_and_tests_are_exempt() {
        let text =
            "//! See [`crate::store`].\n#[cfg(test)]\nmod tests {\n    use crate::store::Store;\n    fn f() {}\n}\n";
        check("parse/title.rs", &format!("{text}use crate::index::Index;\n"), &[7]);
    }
}
