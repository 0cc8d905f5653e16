//! What: two items of one list bear the same number. Why: a citation of that item is ambiguous, and an item may have been
//! pasted in or lost. Example: `1.`, `2.`, `2.`, `3.`. Lists inside items are told apart by starting at 1 again; where
//! that leaves doubt, nothing is said.

use super::{Check, Oddity, ReadDocument, Rule};
use crate::model::Severity;
use crate::record::Span;

pub(super) const RULE: Rule = Rule {
    code: "duplicate_item",
    severity: Severity::Warning,
    name: "Trùng số mục",
    why: "Hai mục cùng số trong một danh sách: viện dẫn mục ấy không rõ nghĩa, có thể chép thừa hoặc mất mục.",
    check: Check::Document(check),
};

/// Shortest list in which a repeated number is a mistake and no list of its own.
const SHORTEST_LIST: u32 = 3;

/// An item of a list: its number and the bytes of its line.
#[derive(Debug, Clone, Copy)]
struct Item {
    number: u32,
    line: Span,
}

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    lists(&document.record.text).iter().filter_map(|list| repeated(list)).collect()
}

/// The first number that stands twice in a list that otherwise counts on: `1 2 2 3`.
fn repeated(list: &[Item]) -> Option<Oddity> {
    let starts_at_one = list.first()?.number == 1;
    let last = list.last()?.number;
    let at = list.windows(2).position(|pair| pair[0].number == pair[1].number)?;
    let counts_on = list
        .windows(2)
        .enumerate()
        .all(|(index, pair)| pair[1].number == pair[0].number + 1 || (index == at && pair[1].number == pair[0].number));
    (starts_at_one && counts_on && last >= SHORTEST_LIST && list[at].number > 1)
        .then(|| Oddity::at(list[at + 1].line, format!("hai mục cùng mang số {}", list[at].number)))
}

/// Lists of `1.`, `2.` …: `1.` opens a list inside the open ones; a number goes on in the innermost list that it follows
/// and repeats one only where it follows none. A heading of a higher level (`II.`, `Điều`, `Phụ lục`), or a number that
/// fits no list or two, ends them all.
fn lists(text: &str) -> Vec<Vec<Item>> {
    let (mut ended, mut open): (Vec<Vec<Item>>, Vec<Vec<Item>>) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() };
        start += line.len();
        if let Some(number) = item_number(line) {
            let item = Item { number, line: span };
            match list_of(number, &open) {
                Some(at) => {
                    ended.extend(open.drain(at + 1..));
                    open[at].push(item);
                }
                None => {
                    if number > 1 {
                        ended.append(&mut open);
                    }
                    open.push(vec![item]);
                }
            }
        } else if opens_part(line) {
            ended.append(&mut open);
        }
    }
    ended.append(&mut open);
    ended
}

/// The open list that a number belongs to; `None` where it opens one of its own.
fn list_of(number: u32, open: &[Vec<Item>]) -> Option<usize> {
    let ends_in = |wanted: u32| {
        let places =
            open.iter().enumerate().filter(move |(_, list)| list.last().is_some_and(|item| item.number == wanted));
        places.map(|(at, _)| at)
    };
    let repeats: Vec<usize> = ends_in(number).filter(|_| number > 1).collect();
    ends_in(number.wrapping_sub(1)).next_back().or(if let [only] = repeats.as_slice() { Some(*only) } else { None })
}

/// `3` of a line that opens with `3. ` and words.
fn item_number(line: &str) -> Option<u32> {
    let (digits, rest) = line.trim_start().split_once('.')?;
    let is_item = rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_alphabetic);
    let is_number = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_item && is_number)
}

/// A line that opens a part above items: `II. `, `Điều 3.`, `Chương`, `Phần`, `Phụ lục`, `A. `.
fn opens_part(line: &str) -> bool {
    let line = line.trim_start();
    let word = line.split(|letter: char| letter.is_whitespace() || letter == '.').next().unwrap_or_default();
    let marked = line[word.len()..].starts_with('.');
    let is_roman = !word.is_empty() && word.chars().all(|letter| "IVXLC".contains(letter));
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    ((is_roman || is_letter) && marked) || ["điều", "chương", "phần", "mục", "phụ"].contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{messages, record};
    use super::*;

    #[track_caller]
    fn check_text(text: &str, expected: &[&str]) {
        assert_eq!(messages(&record(|record| record.text = text.to_owned()), check), expected, "{text}");
    }

    #[test]
    fn a_repeated_number_is_told_and_lists_inside_items_are_not() {
        check_text("1. Một\n2. Hai\n2. Lại hai\n3. Ba\n", &["hai mục cùng mang số 2"]);
        check_text("1. Một\n1. Một nhỏ\n2. Hai nhỏ\n2. Hai\n3. Ba\n", &[]);
        check_text("I. Phần\n1. Một\n2. Hai\nII. Phần\n2. Hai\n3. Ba\n", &[]);
        check_text("1. Một\n2. Hai\n3. Ba\n", &[]);
        check_text("1.1. Một\n1.1. Một\n", &[]);
    }
}
