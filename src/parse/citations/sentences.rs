//! Sentences of a passage (*câu*): cut at a full stop before a capital letter, not inside numbers or abbreviations.

use crate::text::Span;

/// The sentences of `passage`, in order, none empty.
pub(super) fn sentences(flow: &str, passage: Span) -> Vec<Span> {
    let text = passage.of(flow);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let next = at + 1;
        if matches!(byte, b'.' | b'!' | b'?') && ends_here(text, start, at, next) || byte == b'\n' {
            push(&mut found, passage, start, next);
            start = next;
        }
    }
    push(&mut found, passage, start, text.len());
    found
}

fn push(found: &mut Vec<Span>, passage: Span, start: usize, end: usize) {
    let span = Span::new(start, end).shifted(passage.start());
    if start < end {
        found.push(span);
    }
}

fn ends_here(text: &str, start: usize, at: usize, next: usize) -> bool {
    let rest = &text[next..];
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\t', '\n']);
    let opens = rest.trim_start().chars().next().is_none_or(|letter| !letter.is_lowercase());
    let last_word = text[start..at].rsplit([' ', '\t', '\n', '(', '“']).next().unwrap_or_default();
    let is_mark = last_word.chars().count() <= 2
        || last_word.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(last_word, "TUQ" | "PGS" | "ThS");
    let before = text[start..at - last_word.len()].trim_start();
    is_apart
        && opens
        && !(is_mark && (before.is_empty() || before.ends_with('“')))
        && !(last_word.chars().count() <= 2 && last_word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            sentences(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text).trim()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_before_capitals() {
        check("1. Việc A theo mẫu. UBND huyện làm B.", &["1. Việc A theo mẫu.", "UBND huyện làm B."]);
        check("TP. Hà Nội làm. Sau đó", &["TP. Hà Nội làm.", "Sau đó"]);
        check("sửa đổi như sau: “1. Thực hiện", &["sửa đổi như sau: “1. Thực hiện"]);
        check("số 66.25/2026/NQ-CP ngày 1.2.2026", &["số 66.25/2026/NQ-CP ngày 1.2.2026"]);
    }
}
