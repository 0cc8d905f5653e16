//! Photos of one paper (*ảnh chụp các trang của một văn bản*): files told by their names to be its pages.
//!
//! `cv 12_1.jpg, cv 12_2.jpg` and `to-trinh-trang-1.png, to-trinh-trang-2.png` are one paper each. Numbers that a camera
//! gives (`IMG_0001.jpg`) say nothing of papers, and such files stay apart.

use crate::model::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Endings of files that hold one picture.
const ENDINGS: [&str; 3] = ["jpg", "jpeg", "png"];

/// Words before a page number that say what it is, in small letters.
const PAGE_WORDS: [&str; 6] = ["trang", "page", "tr", "pg", "p", "to"];

/// Most photos of one paper.
const MOST_PAGES: usize = 100;

/// The files with the photos of one paper joined to the first of them: from page 1 (or 0) on without a gap.
pub(super) fn joined(files: Vec<(PathBuf, SourceFile)>) -> Vec<(PathBuf, SourceFile)> {
    let mut papers: BTreeMap<(PathBuf, String), BTreeMap<u32, usize>> = BTreeMap::new();
    for (at, (_, file)) in files.iter().enumerate() {
        if let Some((paper, page)) = paper_and_page(&file.path) {
            papers.entry(paper).or_default().insert(page, at);
        }
    }
    let mut first_pages: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pages in papers.into_values() {
        let start = *pages.keys().next().unwrap_or(&0);
        let follows = |(at, page): (usize, &u32)| *page as usize == start as usize + at;
        if start <= 1 && (2..=MOST_PAGES).contains(&pages.len()) && pages.keys().enumerate().all(follows) {
            let mut places = pages.into_values();
            if let Some(first) = places.next() {
                first_pages.insert(first, places.collect());
            }
        }
    }
    let later: BTreeSet<usize> = first_pages.values().flatten().copied().collect();
    let pages_of = |first: usize| first_pages.get(&first).into_iter().flatten().map(|at| &files[*at].1);
    let join = |(at, (root, file)): (usize, &(PathBuf, SourceFile))| {
        let whole = pages_of(at).fold(file.clone(), |whole, page| SourceFile {
            size: whole.size + page.size,
            modified_ms: whole.modified_ms.max(page.modified_ms),
            more_pages: whole.more_pages.into_iter().chain([page.path.clone()]).collect(),
            ..whole
        });
        (root.clone(), whole)
    };
    files.iter().enumerate().filter(|(at, _)| !later.contains(at)).map(join).collect()
}

/// The paper that a file's name speaks of (its folder, and its name without the page number, with the ending) and the
/// page; `None` for other names.
fn paper_and_page(path: &Path) -> Option<((PathBuf, String), u32)> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let name = path.file_stem()?.to_str()?.to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    let whole = name.trim_end_matches(')').trim_end();
    let paper = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let page: u32 = whole[paper.len()..].parse().ok().filter(|_| whole.len() - paper.len() <= 3)?;
    let bare = without_separators(paper);
    let word = PAGE_WORDS.iter().find(|word| bare.strip_suffix(**word).is_some_and(ends_apart));
    let title = word.map_or(bare, |word| without_separators(&bare[..bare.len() - word.len()]));
    // A number behind a name may count anything; behind a number, or called a page, it counts pages.
    let counts_pages =
        word.is_some() || (bare.len() < paper.len() && title.contains(|letter: char| letter.is_ascii_digit()));
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    (counts_pages && !title.is_empty()).then(|| ((folder, format!("{title}.{ending}")), page))
}

fn without_separators(name: &str) -> &str {
    name.trim_end_matches([' ', '_', '-', '.', '('])
}

fn ends_apart(rest: &str) -> bool {
    rest.len() > without_separators(rest).len() || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in one folder, and the papers they make: `first+second`.
    #[track_caller]
    fn check(names: &str, expected: &str) {
        let file = |name: &str| SourceFile { path: Path::new("/k").join(name), size: 1, ..SourceFile::default() };
        let files = names.split(", ").map(|name| (PathBuf::from("/k"), file(name))).collect();
        let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
        let papers: Vec<String> = joined(files)
            .iter()
            .map(|(_, file)| {
                assert_eq!(file.size, 1 + file.more_pages.len() as u64);
                std::iter::once(&file.path).chain(&file.more_pages).map(name).collect::<Vec<_>>().join("+")
            })
            .collect();
        assert_eq!(papers.join(", "), expected);
    }

    #[test]
    fn pages_of_one_paper() {
        check("cv 12_1.jpg, cv 12_2.jpg", "cv 12_1.jpg+cv 12_2.jpg");
        check("QĐ-55 (1).JPG, QĐ-55 (2).JPG, b.txt", "QĐ-55 (1).JPG+QĐ-55 (2).JPG, b.txt");
        check("to-trinh-trang-1.png, to-trinh-trang-2.png", "to-trinh-trang-1.png+to-trinh-trang-2.png");
        check("12-p10.jpg, 12-p9.jpg", "12-p10.jpg, 12-p9.jpg");
        check("12-p1.jpg, 12-p10.jpg, 12-p2.jpg", "12-p1.jpg, 12-p10.jpg, 12-p2.jpg");
    }

    #[test]
    fn numbers_of_other_things() {
        check("IMG_0001.jpg, IMG_0002.jpg", "IMG_0001.jpg, IMG_0002.jpg");
        check("cv12.jpg, cv13.jpg", "cv12.jpg, cv13.jpg");
        check("cong-van-1.jpg, cong-van-2.jpg", "cong-van-1.jpg, cong-van-2.jpg");
        check("cv 12_1.pdf, cv 12_2.pdf", "cv 12_1.pdf, cv 12_2.pdf");
        check("cv 12_1.jpg, cv 12_1.png, cv 13_2.jpg", "cv 12_1.jpg, cv 12_1.png, cv 13_2.jpg");
    }
}
