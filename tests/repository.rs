//! What the tree itself must look like, so that nobody has to say it in a review.

use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::is_nfc;

/// A file longer than this is split by kind.
const LONGEST_SOURCE_LINES: usize = 400;

/// What may stand at the top beside names that open with a dot; `target` is built, not kept.
const TOP_LEVEL: [&str; 11] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "NOTICE",
    "src",
    "fixtures",
    "grammars",
    "tests",
    "bench",
    "target",
];

#[test]
fn no_source_file_is_too_long() {
    check_sources(|text| {
        let lines = text.lines().count();
        (lines > LONGEST_SOURCE_LINES).then(|| format!("{lines} lines, at most {LONGEST_SOURCE_LINES}"))
    });
}

#[test]
fn every_source_file_opens_by_saying_what_it_is() {
    // The crate's root takes its words from architecture.md.
    check_sources(|text| {
        let opens = text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
        (!opens).then(|| "does not open with //!".to_owned())
    });
}

#[test]
fn nothing_half_done_is_left_in() {
    let marks = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    check_sources(|text| marks.iter().find(|mark| text.contains(mark.as_str())).map(|mark| format!("has {mark}…)")));
}

#[test]
fn the_command_line_alone_prints() {
    let marks = ["println!(", "eprintln!(", "print!(", "eprint!("];
    let silent = files_under("src", Some("rs")).into_iter().filter(|(path, _)| !path.starts_with("src/cli/"));
    let printing = silent.filter_map(|(path, text)| {
        let line = text.lines().find(|line| marks.iter().any(|mark| line.trim_start().starts_with(mark)));
        line.map(|line| format!("{path}: prints: {}", line.trim()))
    });
    report(&printing.collect::<Vec<_>>());
}

#[test]
fn the_top_level_holds_only_what_is_agreed() {
    let names: Vec<String> = fs::read_dir(root())
        .expect("the repository")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let strangers: Vec<_> = names.iter().filter(|name| !TOP_LEVEL.contains(&name.as_str())).collect();
    assert!(strangers.is_empty(), "no place at the top level: {strangers:?}");
}

#[test]
fn the_manifest_lists_every_fixture_and_nothing_else() {
    let names: Vec<String> = files_under("fixtures", None).into_iter().map(|(path, _)| path).collect();
    let text = fs::read_to_string(root().join("fixtures/MANIFEST.toml")).expect("a manifest of the fixtures");
    let listed: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"")?.strip_suffix('"'))
        .map(|path| format!("fixtures/{path}"))
        .collect();
    // Names that open with a dot are for tools, answers belong to the document of their name.
    let of_documents = |path: &&String| {
        !path.contains("/.") && !path.starts_with("fixtures/gold/") && *path != "fixtures/MANIFEST.toml"
    };
    let unlisted = names.iter().filter(of_documents).filter(|path| !listed.contains(path));
    let absent = listed.iter().filter(|path| !names.contains(path));
    let unlisted = unlisted.map(|path| format!("{path}: not in fixtures/MANIFEST.toml"));
    report(&unlisted.chain(absent.map(|path| format!("{path}: listed, but not there"))).collect::<Vec<_>>());
}

#[test]
fn tables_are_plain() {
    let tables = files_under("grammars", Some("tsv"));
    assert!(!tables.is_empty(), "no table found");
    let faults = tables.iter().filter_map(|(path, text)| Some(format!("{path}: {}", fault_of_table(text)?)));
    report(&faults.collect::<Vec<_>>());
}

/// What keeps a table from being one: UTF-8 (read so), composed letters, LF, a header, as many cells in every row.
fn fault_of_table(text: &str) -> Option<String> {
    if text.contains('\u{FFFD}') {
        return Some("not UTF-8".to_owned());
    }
    if text.contains('\r') || text.starts_with('\u{FEFF}') || !text.ends_with('\n') {
        return Some("line ends must be LF, without a byte order mark".to_owned());
    }
    if !is_nfc(text) {
        return Some("letters and accents must be composed (NFC)".to_owned());
    }
    let columns = text.lines().next().unwrap_or_default().split('\t').count();
    let odd = text.lines().enumerate().find(|(_, line)| !line.starts_with('#') && line.split('\t').count() != columns);
    odd.map(|(at, _)| format!("line {} has not {columns} cells", at + 1))
}

#[test]
fn a_faulty_table_is_seen() {
    assert_eq!(fault_of_table("a\tb\nĐ\tđ\n"), None);
    for (faulty, part) in [("a\tb\r\n", "LF"), ("a\tb\nc\n", "line 2"), ("e\u{302}\n", "NFC"), ("\u{FFFD}\n", "UTF-8")]
    {
        let fault = fault_of_table(faulty).unwrap_or_default();
        assert!(fault.contains(part), "{faulty:?}: {fault:?}");
    }
}

fn check_sources(fault: impl Fn(&str) -> Option<String>) {
    let sources = files_under("src", Some("rs"));
    assert!(sources.len() > 20, "the walk over src found only {} files", sources.len());
    let faults = sources.iter().filter_map(|(path, text)| Some(format!("{path}: {}", fault(text)?)));
    report(&faults.collect::<Vec<_>>());
}

/// Path (with `/`, from the top) and text of every file under `folder`, of one `extension` or all; bytes that are no
/// UTF-8 become U+FFFD.
fn files_under(folder: &str, extension: Option<&str>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else if extension.is_none_or(|wanted| path.extension().is_some_and(|ending| ending == wanted)) {
                let name = path.strip_prefix(root()).expect("a file of the repository");
                let text = String::from_utf8_lossy(&fs::read(&path).expect("a readable file")).into_owned();
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
