//! How well scans are read, this program beside bare Tesseract in one run: wrong words against typed transcripts, and the
//! lines of the head and the foot of papers against the values that people read from them.
//!
//! `cargo bench --bench ocr` prints two tables; `-- ID...` takes some documents alone. Skips, with the reason, where the
//! folders of reference documents, Tesseract or `pdftoppm` are absent. Bare Tesseract gets what does best for it: the page
//! drawn at 300 dots an inch, automatic segmentation.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
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

/// A scan with what is known of it.
struct Paper {
    id: String,
    scan: PathBuf,
    transcript: Option<PathBuf>,
    /// The values that people read from it.
    values: Option<Value>,
}

/// Lines of one kind: how many, those without any error, their letters, and the wrong ones.
#[derive(Default, Clone, Copy)]
struct Lines {
    all: usize,
    whole: usize,
    letters: usize,
    wrong: usize,
}

/// Letters of the first page that hold the head of a paper.
const HEAD_LETTERS: usize = 1_500;

/// The national title, in small letters (Nghị định 30/2020/NĐ-CP, Appendix I).
const MOTTO: [&str; 2] = ["cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc"];

fn main() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let engine = match OcrEngine::find() {
        Ok(engine) => engine,
        Err(missing) => return println!("skipped: {missing}"),
    };
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        return println!("skipped: the program pdftoppm is not on the path");
    }
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut papers = papers(&shared);
    papers.retain(|paper| only.is_empty() || only.contains(&paper.id));
    if papers.is_empty() {
        return println!("skipped: no scans with transcripts or known values in {}", shared.display());
    }
    println!("{:8} {:>22} {:>22}", "", "vanban", "bare tesseract");
    println!("{:8} {:>7} {:>7} {:>6} {:>7} {:>7} {:>6}", "", "wrong", "strange", "words", "wrong", "strange", "words");
    let mut sums = [Errors::default(); 2];
    let mut kinds: BTreeMap<&str, [Lines; 2]> = BTreeMap::new();
    for paper in papers {
        // Side by side, as each is one thread.
        let readings = std::thread::scope(|scope| {
            let bare = scope.spawn(|| bare(&paper.scan, &engine));
            [own(&paper.scan, &engine), bare.join().expect("pages")]
        });
        if let Some(transcript) = &paper.transcript {
            let typed = words(&fs::read_to_string(transcript).expect("a transcript"));
            let errors = readings.each_ref().map(|pages| errors(pages, &typed));
            for (sum, one) in sums.iter_mut().zip(errors) {
                *sum = sum.plus(one);
            }
            println!("{:8} {} {}", paper.id, errors[0].row(), errors[1].row());
        }
        for (kind, in_head, line) in paper.values.iter().flat_map(lines_of) {
            let sums = kinds.entry(kind).or_default();
            for (sum, pages) in sums.iter_mut().zip(&readings) {
                sum.count(&line, &text(pages, in_head));
            }
        }
    }
    println!("{:8} {} {}", "all", sums[0].row(), sums[1].row());
    println!("\nlines read without an error, of all; wrong letters of 100");
    for (kind, [own, bare]) in kinds {
        println!("{kind:12} {}    {}", own.row(), bare.row());
    }
}

/// The lines that the values of a paper say are printed: their kind, whether in its head, their letters.
fn lines_of(values: &Value) -> Vec<(&'static str, bool, String)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut lines: Vec<(&str, bool, String)> = Vec::new();
    if let Some(issuer) = text(&values["issuer"]) {
        lines.extend(MOTTO.map(|line| ("motto", true, line.to_owned())));
        // The region is printed in a line of its own, or with the body above.
        let own = [" tỉnh ", " huyện ", " thành phố "].iter().filter_map(|region| issuer.find(region)).min();
        lines.push(("issuer", true, issuer[..own.unwrap_or(issuer.len())].to_owned()));
    }
    lines.extend(
        text(&values["number"]).and_then(|number| Some(("symbol", true, number.split_once('/')?.1.to_owned()))),
    );
    lines.extend(text(&values["place"]).map(|place| ("place", true, format!("{place}, ngày"))));
    lines.extend(text(&values["subject"]).map(|subject| ("subject", true, subject)));
    for part in ["position", "name"] {
        lines.extend(text(&values["signer"][part]).map(|line| ("signer", false, line)));
    }
    let recipients = values["recipients"].as_array().into_iter().flatten().filter_map(text);
    lines.extend(recipients.map(|line| ("recipients", false, line)));
    lines.into_iter().map(|(kind, in_head, line)| (kind, in_head, words(&line).join(" "))).collect()
}

/// The words of a paper, or those of its head.
fn text(pages: &[String], in_head: bool) -> Vec<char> {
    let letters = |page: &String| words(page).join(" ").chars().collect::<Vec<_>>();
    match pages.first() {
        Some(first) if in_head => letters(first).into_iter().take(HEAD_LETTERS).collect(),
        _ => pages.iter().flat_map(|page| letters(page).into_iter().chain([' '])).collect(),
    }
}

/// Scans that have a transcript or known values.
fn papers(shared: &Path) -> Vec<Paper> {
    let mut papers: BTreeMap<String, Paper> = BTreeMap::new();
    for (folder, is_transcript) in [("corpus/transcripts", true), ("eval/gold", false)] {
        for path in fs::read_dir(shared.join(folder)).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
        {
            let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
            let scan = ["real", "more"].map(|folder| shared.join("corpus").join(folder).join(format!("{id}.pdf")));
            let Some(scan) = scan.into_iter().find(|path| path.is_file()) else { continue };
            let empty = Paper { id: id.clone(), scan, transcript: None, values: None };
            let paper = papers.entry(id).or_insert(empty);
            if is_transcript {
                paper.transcript = Some(path);
            } else {
                paper.values = fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
            }
        }
    }
    // A scan may carry the characters of a signing service; people tell it from a paper that was printed to a file.
    let is_told = |paper: &Paper| paper.values.as_ref().is_some_and(|values| values["kind"] == "scan");
    papers.into_values().filter(|paper| is_told(paper) || is_scan(&paper.scan)).collect()
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

/// Fewest words, or letters, to change, add or leave out so that `read` is a part of `typed`.
fn edits<T: PartialEq>(read: &[T], typed: &[T]) -> usize {
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

impl Lines {
    fn count(&mut self, line: &str, text: &[char]) {
        let letters: Vec<char> = line.chars().collect();
        let wrong = edits(&letters, text);
        self.all += 1;
        self.whole += usize::from(wrong == 0);
        self.letters += letters.len();
        self.wrong += wrong;
    }

    fn row(self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "letters of some lines")]
        let share = 100.0 * self.wrong as f32 / self.letters.max(1) as f32;
        format!("{:>4} of {:>4}  {share:>6.2}", self.whole, self.all)
    }
}
