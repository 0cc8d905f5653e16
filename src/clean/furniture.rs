//! Page furniture: page numbers (*số trang*), and running heads and feet that stand on page after page.

use crate::text::{MappedText, fold};
use std::collections::BTreeMap;

/// Letters of a line of running text at the least; rows of a table are shorter or hold tabs.
const RUNNING_LINE: usize = 40;

/// Lines at either end of a page that may be a running head or foot.
const EDGE: usize = 2;

/// Pages that a line has to stand on, at the same end, before it counts as running.
const RUNNING_PAGES: usize = 3;

/// Lines of a table that may be repeated at the head of each page are no running heads: they hold cells.
const CELL: char = '\t';

/// For each page the keys of the lines at its ends that run through the document, in the order of the pages.
///
/// A running line stands at the same end of at least [`RUNNING_PAGES`] pages and of half of all pages; digits may differ.
/// The first page keeps its head: what runs there is the document's own title.
pub(super) struct Running {
    heads: BTreeMap<String, usize>,
    feet: BTreeMap<String, usize>,
    pages: usize,
}

impl Running {
    /// What runs through `pages`.
    pub(super) fn of(pages: &[Vec<MappedText>]) -> Running {
        let (mut heads, mut feet) = (BTreeMap::new(), BTreeMap::new());
        let printed: Vec<Vec<&MappedText>> = pages.iter().map(|lines| printed(lines)).collect();
        for lines in printed.iter().filter(|lines| !lines.is_empty()) {
            count(&mut heads, lines.iter().take(EDGE));
            count(&mut feet, lines.iter().rev().take(EDGE));
        }
        Running { heads, feet, pages: printed.iter().filter(|lines| !lines.is_empty()).count() }
    }

    /// True for a line that is a running head or foot of its page; `is_first` for the first page.
    fn holds(&self, lines: &[&MappedText], at: usize, is_first: bool) -> bool {
        let runs = |counts: &BTreeMap<String, usize>| {
            let pages = key(lines[at]).and_then(|key| counts.get(&key).copied()).unwrap_or(0);
            pages >= RUNNING_PAGES && pages * 2 >= self.pages
        };
        (at < EDGE && !is_first && runs(&self.heads)) || (at + EDGE >= lines.len() && runs(&self.feet))
    }
}

fn printed(lines: &[MappedText]) -> Vec<&MappedText> {
    lines.iter().filter(|line| !line.is_empty()).collect()
}

fn count<'l>(counts: &mut BTreeMap<String, usize>, lines: impl Iterator<Item = &'l &'l MappedText>) {
    for key in lines.filter_map(|line| key(line)) {
        *counts.entry(key).or_insert(0) += 1;
    }
}

/// What is alike in the running lines of all pages: words without digits; `None` for lines that are rows or hold none.
fn key(line: &MappedText) -> Option<String> {
    let text = line.as_str();
    let key = fold::unaccented(&text.replace(|letter: char| letter.is_ascii_digit(), ""));
    (!text.contains(CELL) && key.chars().filter(|letter| letter.is_alphabetic()).count() >= 4).then_some(key)
}

/// The lines of a page without furniture; blank lines at the ends go, several in a row become one.
pub(super) fn without_furniture<'l>(lines: &'l [MappedText], running: &Running, is_first: bool) -> Vec<&'l MappedText> {
    let printed = printed(lines);
    let mut place = 0;
    let kept = lines.iter().enumerate().filter(|(index, line)| {
        let is_blank = line.is_empty();
        let runs = !is_blank && running.holds(&printed, place, is_first);
        place += usize::from(!is_blank);
        !runs && !is_page_number(lines, *index)
    });
    single_blanks(kept.map(|(_, line)| line))
}

/// The lines of a page without blank ones at the ends, and one in place of several in a row.
pub(super) fn single_blanks<'l>(lines: impl Iterator<Item = &'l MappedText>) -> Vec<&'l MappedText> {
    let mut kept: Vec<&MappedText> = Vec::new();
    for line in lines {
        if !line.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
            kept.push(line);
        }
    }
    while kept.last().is_some_and(|line| line.is_empty()) {
        kept.pop();
    }
    kept
}

/// A line of one to three digits alone, with nothing beside it: at an end of the page or between blank lines.
fn is_page_number(lines: &[MappedText], index: usize) -> bool {
    let is_number = is_number(lines[index].as_str());
    let is_open = |neighbour: Option<&MappedText>| neighbour.is_none_or(MappedText::is_empty);
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    let after = lines.get(index + 1);
    let is_running = |neighbour: Option<&MappedText>| {
        neighbour.is_some_and(|line| line.as_str().chars().count() >= RUNNING_LINE && !line.as_str().contains('\t'))
    };
    let is_at_end = before.is_none() || after.is_none();
    let is_apart = is_open(before) && is_open(after);
    // Where a page ends in mid sentence, text may stand right above or below its number.
    let is_in_text = is_open(before) && is_running(after) || is_open(after) && is_running(before);
    is_number && (is_at_end || is_apart || is_in_text)
}

/// One to three digits, dashes around them.
pub(super) fn is_number(line: &str) -> bool {
    let text = line.trim_matches(['-', ' ', '\t']);
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> Vec<MappedText> {
        lines.iter().map(|line| MappedText::verbatim(line)).collect()
    }

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let lines = page(lines);
        let running = Running::of(&[]);
        let kept: Vec<&str> = without_furniture(&lines, &running, true).into_iter().map(MappedText::as_str).collect();
        assert_eq!(kept, expected);
    }

    #[track_caller]
    fn check_pages(pages: &[&[&str]], expected: &[&[&str]]) {
        let pages: Vec<Vec<MappedText>> = pages.iter().map(|lines| page(lines)).collect();
        let running = Running::of(&pages);
        let kept = pages.iter().enumerate().map(|(number, lines)| {
            without_furniture(lines, &running, number == 0).into_iter().map(MappedText::as_str).collect::<Vec<_>>()
        });
        assert_eq!(kept.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_page_number_between_blanks_goes() {
        check(&["các sự", "", "7", "", "kiện"], &["các sự", "", "kiện"]);
    }

    #[test]
    fn a_page_number_under_running_text_goes() {
        let running = "các cơ quan, đơn vị tổ chức triển khai thực hiện các";
        check(&[running, "2", "", "nhiệm vụ"], &[running, "", "nhiệm vụ"]);
    }

    #[test]
    fn a_number_beside_text_stays() {
        check(&["TT", "1", "Việc"], &["TT", "1", "Việc"]);
    }

    #[test]
    fn heads_and_feet_that_run_through_go() {
        let pages: [&[&str]; 4] = [
            &["KẾ HOẠCH", "Năm 2020", "a", "b", "Trang 1/4"],
            &["KẾ HOẠCH", "c", "d", "e", "Trang 2/4"],
            &["KẾ HOẠCH", "f", "g", "h", "Trang 3/4"],
            &["KẾ HOẠCH", "i", "k", "l", "Trang 4/4"],
        ];
        let left: [&[&str]; 4] =
            [&["KẾ HOẠCH", "Năm 2020", "a", "b"], &["c", "d", "e"], &["f", "g", "h"], &["i", "k", "l"]];
        check_pages(&pages, &left);
    }

    #[test]
    fn lines_that_repeat_by_chance_stay() {
        let two: [&[&str]; 2] = [&["a", "b", "Như trên"], &["c", "d", "Như trên"]];
        check_pages(&two, &two);
        let rows: [&[&str]; 3] = [&["TT\tNội dung", "1\ta"], &["TT\tNội dung", "2\tb"], &["TT\tNội dung", "3\tc"]];
        check_pages(&rows, &rows);
    }
}
