//! Children played by small shell scripts: what becomes of a file when its reader hangs, dies or talks nonsense.

use super::{Limits, WorkerPool};
use crate::model::FileText;
use std::path::Path;
use std::time::{Duration, Instant};

/// A page with the line `a`, as a child says it.
const PAGE: &str = r#"{"Page":{"lines":[[["a",0,1,true]]],"layer":"native","size":[1,1],"words":[],"fonts":[],"stamps":[],"label":null}}"#;

const DONE: &str = r#"{"Done":{"media":"application/pdf","bytes":9,"blake3":"00","encoding":"x","notes":[],"attachments":[],"unread":null}}"#;

fn read_with(script: &str, limits: Limits) -> FileText {
    let script = script.replace("PAGE", &format!("echo '{PAGE}'")).replace("DONE", &format!("echo '{DONE}'"));
    WorkerPool::new("/bin/sh".into(), vec!["-c".into(), script.into()], limits).read(Path::new("a.pdf"))
}

fn quick() -> Limits {
    Limits { page: Duration::from_millis(300), file: Duration::from_secs(20), ..Limits::default() }
}

/// Pages and the codes of notes; or the code of the failure.
#[track_caller]
fn check(script: &str, limits: Limits, expected: Result<(usize, &[&str]), (&str, &str)>) {
    let started = Instant::now();
    let file = read_with(script, limits);
    match (&file.content, expected) {
        (Ok(text), Ok((pages, notes))) => {
            assert_eq!(text.pages.len(), pages);
            assert_eq!(text.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), notes);
        }
        (Err(unread), Err((code, words))) => {
            assert_eq!(unread.code, code);
            assert!(unread.message.contains(words), "{}", unread.message);
        }
        (content, _) => panic!("{content:?}"),
    }
    assert!(started.elapsed() < Duration::from_secs(15), "nothing waits for a child that hangs");
}

#[test]
fn a_child_that_answers() {
    check("read ask; PAGE; PAGE; DONE", quick(), Ok((2, &[])));
}

#[test]
fn a_child_that_hangs_is_ended() {
    check("read ask; sleep 60", quick(), Err(("limit", "a page took longer")));
}

#[test]
fn a_child_that_hangs_with_helpers_of_its_own_is_ended() {
    check("read ask; sleep 60 & sleep 60", quick(), Err(("limit", "a page took longer")));
}

#[test]
fn a_child_that_dies_tells_its_last_words() {
    check("read ask; echo 'bad xref table' >&2; exit 7", quick(), Err(("crash", "code 7: bad xref table")));
    check("read ask; kill -SEGV $$", quick(), Err(("crash", "signal 11")));
}

#[test]
fn a_file_that_breaks_its_reader_is_still_known() {
    let opened = DONE.replace("Done", "Opened");
    let file = read_with(&format!("read ask; echo '{opened}'; kill -9 $$"), quick());
    assert_eq!((file.media.name(), file.bytes, file.blake3.as_deref()), ("application/pdf", 9, Some("00")));
    assert_eq!(file.content.unwrap_err().code, "crash");
}

#[test]
fn a_page_that_breaks_its_reader_is_left_out_alone() {
    // The second child is asked to skip what was read and what broke.
    let script =
        r#"read ask; case "$ask" in *'"skip_pages":0'*) PAGE; kill -9 $$;; *'"skip_pages":2'*) PAGE; DONE;; esac"#;
    check(script, quick(), Ok((3, &["page.unread"])));
}

#[test]
fn a_file_that_breaks_every_reader_is_given_up() {
    check("read ask; PAGE; kill -9 $$", quick(), Err(("crash", "signal 9")));
}

#[test]
fn a_file_that_takes_too_long_keeps_its_pages() {
    let limits = Limits { page: Duration::from_secs(5), file: Duration::from_millis(500), ..Limits::default() };
    check("read ask; PAGE; sleep 60", limits, Ok((1, &["pages.unread"])));
}

#[test]
fn a_child_that_talks_without_end_is_ended() {
    let limits = Limits { output: 10_000, ..quick() };
    check("read ask; while :; do PAGE; done", limits, Err(("limit", "of text")));
    check("read ask; cat /dev/zero", limits, Err(("limit", "of text")));
}

#[test]
fn nonsense_is_no_answer() {
    check("read ask; echo '{}'", quick(), Err(("crash", "no answer")));
    assert!(read_with("exit 0", quick()).content.is_err());
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let pool = WorkerPool::new("/no/such/program".into(), Vec::new(), quick());
    let unread = pool.read(Path::new("a.pdf")).content.unwrap_err();
    assert!(unread.message.contains("cannot be started"), "{}", unread.message);
}

#[test]
fn a_child_is_kept_for_the_next_file() {
    let script =
        format!("while read ask; do echo '{}'; done", DONE.replace(r#""encoding":"x""#, "\"encoding\":\"'$$'\""));
    let pool = WorkerPool::new("/bin/sh".into(), vec!["-c".into(), script.into()], quick());
    let encoding = || pool.read(Path::new("a.pdf")).content.unwrap().encoding;
    assert_eq!(encoding(), encoding());
}
