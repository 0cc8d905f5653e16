//! How well scans are read: wrong words of this program and of bare Tesseract, page by page against typed transcripts.
//!
//! `cargo bench --bench ocr` prints a table; `-- ID...` takes some documents alone. Skips, with the reason, where the
//! folder of reference documents, Tesseract or `pdftoppm` is absent. Bare Tesseract gets what does best for it: the page
//! drawn at 300 dots an inch, automatic segmentation.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use vanban::extract::{self, OcrEngine, ReadOptions};
use vanban::model::{MediaType, TextPage};

/// Wrong words, words that are missing wherever they stand, and all words of the readings.
#[derive(Default, Clone, Copy)]
struct Errors {
    wrong: usize,
    strange: usize,
    words: usize,
}

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let engine = match OcrEngine::find() {
        Ok(engine) => engine,
        Err(missing) => return println!("skipped: {missing}"),
    };
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        return println!("skipped: the program pdftoppm is not on the path");
    }
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut papers = transcribed(&corpus);
    papers.retain(|(id, _, _)| only.is_empty() || only.contains(id));
    if papers.is_empty() {
        return println!("skipped: no scans with transcripts in {}", corpus.display());
    }
    println!("{:8} {:>22} {:>22}", "", "vanban", "bare tesseract");
    println!("{:8} {:>7} {:>7} {:>6} {:>7} {:>7} {:>6}", "", "wrong", "strange", "words", "wrong", "strange", "words");
    let mut sums = [Errors::default(); 2];
    for (id, scan, transcript) in papers {
        let typed = words(&fs::read_to_string(transcript).expect("a transcript"));
        let readings = [own(&scan, &engine), bare(&scan, &engine)];
        let errors = readings.map(|pages| errors(&pages, &typed));
        for (sum, one) in sums.iter_mut().zip(errors) {
            *sum = sum.plus(one);
        }
        println!("{id:8} {} {}", errors[0].row(), errors[1].row());
    }
    println!("{:8} {} {}", "all", sums[0].row(), sums[1].row());
}

/// Transcribed scans: name, PDF, transcript.
fn transcribed(corpus: &Path) -> Vec<(String, PathBuf, PathBuf)> {
    let Ok(entries) = fs::read_dir(corpus.join("transcripts")) else { return Vec::new() };
    let mut papers: Vec<(String, PathBuf, PathBuf)> = entries
        .filter_map(|entry| {
            let transcript = entry.ok()?.path();
            let id = transcript.file_stem()?.to_str()?.to_owned();
            let scan = ["real", "more"].map(|folder| corpus.join(folder).join(format!("{id}.pdf")));
            let scan = scan.into_iter().find(|path| path.is_file() && is_scan(path))?;
            Some((id, scan, transcript))
        })
        .collect();
    papers.sort();
    papers
}

/// A file without text of its own.
fn is_scan(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| {
        extract::read(&bytes, MediaType::Pdf, &ReadOptions::default(), &mut |_| ())
            .is_err_and(|error| error.code() == "needs_ocr")
    })
}

/// The text of each page as this program reads it.
fn own(scan: &Path, engine: &OcrEngine) -> Vec<String> {
    let options = ReadOptions { ocr: Some(engine.clone()), ..ReadOptions::default() };
    let bytes = fs::read(scan).expect("a scan");
    let read = extract::read(&bytes, MediaType::Pdf, &options, &mut |_| ()).expect("a readable scan");
    let text = |page: &TextPage| page.lines.iter().map(vanban::text::MappedText::as_str).collect::<Vec<_>>().join("\n");
    read.pages.iter().map(text).collect()
}

/// The text of each page as Tesseract alone reads it.
fn bare(scan: &Path, engine: &OcrEngine) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a place for pages");
    let drawn =
        Command::new("pdftoppm").args(["-r", "300", "-gray"]).arg(scan).arg(folder.path().join("page")).status();
    assert!(drawn.is_ok_and(|status| status.success()), "pdftoppm failed");
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder.path()).expect("pages").filter_map(|entry| Some(entry.ok()?.path())).collect();
    pages.sort();
    let read = |page: &PathBuf| {
        let mut command = Command::new(&engine.program);
        command.arg(page).args(["-", "-l", "vie", "--psm", "3", "--dpi", "300"]).env("OMP_THREAD_LIMIT", "1");
        String::from_utf8_lossy(&command.output().expect("an answer").stdout).into_owned()
    };
    pages.iter().map(read).collect()
}

/// Words in small letters, one placement of tones.
fn words(text: &str) -> Vec<String> {
    let page_text = extract::extract(text.as_bytes(), MediaType::Text);
    let clean = page_text.map(|page_text| vanban::clean::clean(&page_text).as_str().to_lowercase()).unwrap_or_default();
    clean.split_whitespace().map(str::to_owned).collect()
}

/// Each page is laid where it fits the transcript best; what the transcript has beyond the page costs nothing.
fn errors(pages: &[String], typed: &[String]) -> Errors {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in typed {
        *left.entry(word).or_default() += 1;
    }
    let mut sum = Errors::default();
    for page in pages {
        let read = words(page);
        let mut strange = 0;
        for word in &read {
            match left.get_mut(word.as_str()) {
                Some(count) if *count > 0 => *count -= 1,
                _ => strange += 1,
            }
        }
        sum = sum.plus(Errors { wrong: edits(&read, typed), strange, words: read.len() });
    }
    sum
}

/// Fewest words to change, add or leave out so that `read` is a part of `typed`.
fn edits(read: &[String], typed: &[String]) -> usize {
    let mut row = vec![0; typed.len() + 1];
    for (at, word) in read.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, other) in typed.iter().enumerate() {
            let best = (corner + usize::from(word != other)).min(row[column] + 1).min(row[column + 1] + 1);
            corner = std::mem::replace(&mut row[column + 1], best);
        }
    }
    row.into_iter().min().unwrap_or(0)
}

impl Errors {
    fn plus(self, other: Errors) -> Errors {
        Errors {
            wrong: self.wrong + other.wrong,
            strange: self.strange + other.strange,
            words: self.words + other.words,
        }
    }

    fn row(self) -> String {
        format!("{:>7} {:>7} {:>6}", self.wrong, self.strange, self.words)
    }
}
