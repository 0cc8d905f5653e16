//! Where a number may stand: runs of digits in front of a slash or dash, tried with the grammar; and what only looks
//! like a number (standards, ratios, receipts).

use crate::model::DocNumber;
use crate::parse::flow::Flow;
use crate::parse::grammar::{self, NumberMatch, NumberShape};
use crate::tables::Tables;
use crate::text::{Span, fold};
use regex::Regex;
use std::sync::LazyLock;

/// Every printed number inside `span`, in order, none overlapping.
pub(super) fn numbers(flow: &str, span: Span, tables: &Tables) -> Vec<NumberMatch> {
    let bytes = flow.as_bytes();
    let text = &flow[..span.end()];
    let mut found: Vec<NumberMatch> = Vec::new();
    let mut at = span.start();
    while let Some(skipped) = bytes[at..span.end()].iter().position(u8::is_ascii_digit) {
        at += skipped;
        let digits = bytes[at..span.end()].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let may_start = digits <= 5 && has_separator(&bytes[at + digits..span.end()]) && !is_date(&text[at + digits..]);
        let matched = may_start.then(|| number_at(text, at, tables)).flatten();
        let end = matched.as_ref().map_or(at + digits, |matched| matched.span.end().max(at + digits));
        if let Some(matched) = matched {
            let floor = found.last().map_or(span.start(), |last| last.span.end());
            found.extend(bare_ordinals(text, floor, &matched));
            found.push(matched);
        }
        at = end;
    }
    found
}

/// Ordinals behind the word *số* that share the code of the number they are listed with: `số 12, 13 và 14/KH-UBND`.
static BARE_ORDINALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\W)[Ss]ố(?::\s*|\s+)((?:[0-9]{1,5}[a-e]?(?:\s*[,;]\s*|\s*,?\s+và\s+)(?:số\s+)?)+)$")
        .expect("the pattern is fixed")
});

/// Bytes in which bare ordinals may stand before their number.
const LONGEST_ORDINALS: usize = 120;

/// The numbers whose ordinals alone stand before `number`, at `floor` or behind it; their spans hold no code.
fn bare_ordinals(text: &str, floor: usize, number: &NumberMatch) -> Vec<NumberMatch> {
    let mut start = number.span.start().saturating_sub(LONGEST_ORDINALS).max(floor);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = &text[start..number.span.start()];
    // Cheap look ahead: most numbers stand alone.
    let bare = before.trim_end();
    let joint = bare.strip_suffix("số").map_or(bare, str::trim_end);
    if !joint.ends_with([',', ';']) && !joint.ends_with("và") {
        return Vec::new();
    }
    let Some(list) = BARE_ORDINALS.captures(before).and_then(|found| found.get(1)) else { return Vec::new() };
    let printed = |at: usize| {
        let rest = &list.as_str()[at..];
        let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(rest.len());
        Span::new(start + list.start() + at, start + list.start() + at + end)
    };
    let opens = |at: usize| at == 0 || !list.as_str().as_bytes()[at - 1].is_ascii_alphanumeric();
    let ordinals =
        list.as_str().bytes().enumerate().filter(|(at, byte)| byte.is_ascii_digit() && opens(*at)).map(|(at, _)| at);
    let with_code = |at: usize| {
        let (span, own) = (printed(at), &number.number);
        let shared = DocNumber::new(Some(span.of(text)), own.separator(), own.year(), own.symbol())?;
        Some(NumberMatch { span, number: shared, shape: number.shape })
    };
    ordinals.filter_map(with_code).collect()
}

/// The number whose first digit stands at `at`.
fn number_at(text: &str, at: usize, tables: &Tables) -> Option<NumberMatch> {
    let plain = || starts_apart(text, at).then(|| grammar::doc_number(text, at)).flatten();
    plain().or_else(|| {
        let start = token_start(text, at);
        if !behind_number_word(&text[..start]) {
            return None;
        }
        let is_type = |found: &NumberMatch| {
            let code = found.number.symbol().split(['-', '/']).next().unwrap_or_default();
            tables.doc_kinds.of_code(code).is_some()
        };
        let glued = || grammar::glued_number(text, at).filter(|found| start == at && is_type(found));
        let codeless = || grammar::codeless_number(text, at).filter(|_| start == at);
        misread(text, start).or_else(glued).or_else(codeless)
    })
}

/// Letters that recognition gives for digits; in the place of an ordinal alone.
const LIKE_DIGITS: [char; 6] = ['O', 'o', 'l', 'I', 'S', 'B'];

/// The first of the letters like digits that touch the digit at `at` from the left.
fn token_start(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end_matches(LIKE_DIGITS);
    if head.is_empty() || head.ends_with(|letter: char| !letter.is_alphanumeric()) { head.len() } else { at }
}

/// A number whose ordinal was recognised with letters for digits: `O4-CT/TW`, `1O57/UBND-NC`.
fn misread(text: &str, start: usize) -> Option<NumberMatch> {
    let rest = &text[start..];
    let token = rest.find(|letter: char| !(letter.is_ascii_digit() || LIKE_DIGITS.contains(&letter)))?;
    if token > 5 || !rest[..token].contains(LIKE_DIGITS) {
        return None;
    }
    let mut end = rest.len().min(120);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    // Each of these letters is one byte, as a digit is, so that places stay.
    let turned = grammar::digits_of(&rest[..token]) + &rest[token..end];
    let found = grammar::doc_number(&turned, 0)?;
    Some(NumberMatch { span: found.span.shifted(start), ..found })
}

/// The word *số* stands before, however recognised; a speck may stand between.
pub(super) fn behind_number_word(before: &str) -> bool {
    let bare = before.trim_end_matches([' ', '\t', '\n', ':', '.', ',', ';', '\'', '"', '“', '(']);
    let start = bare.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + 1);
    bare.is_char_boundary(start) && is_number_word(&bare[start..])
}

/// *số*, or its letters with a wrong tone.
pub(super) fn is_number_word(word: &str) -> bool {
    matches!(word, "số" | "Số" | "SỐ") || (word.chars().count() == 2 && fold::unaccented(word) == "so")
}

/// Not the rest of a longer number, code or date.
fn starts_apart(text: &str, at: usize) -> bool {
    let before = &text[..at];
    match before.chars().next_back() {
        None => true,
        Some(':') => !before.trim_end_matches(':').ends_with(|letter: char| letter.is_ascii_digit()),
        Some('.' | ',') => behind_number_word(before),
        Some(letter) if letter.is_alphabetic() => before.ends_with("số") || before.ends_with("Số"),
        Some(letter) => {
            letter.is_whitespace() || matches!(letter, '(' | '[' | '"' | '“' | '‘' | '\'' | '*' | ';' | '|')
        }
    }
}

/// Cheap look ahead: only digits and slashes, as of a date or a ratio, then a word.
fn is_date(behind: &str) -> bool {
    let run =
        behind.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '/' | ' ' | '\n'))).unwrap_or(behind.len());
    let (run, rest) = behind.split_at(run);
    run.trim_end().ends_with(|sign: char| sign.is_ascii_digit())
        && run.matches('/').count() == 2
        && !rest.starts_with(['-', '.'])
}

/// Cheap look ahead: a slash or dash follows within a few letters.
fn has_separator(rest: &[u8]) -> bool {
    rest.iter().take(8).any(|byte| matches!(byte, b'/' | b'-'))
}

/// How a number is introduced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Introduced<'t> {
    /// Slug of the type word before it.
    pub(super) type_word: Option<&'t str>,
    /// The word *số*, or a list that goes on.
    pub(super) printed: bool,
    /// The number fills a cell of a table.
    pub(super) fills_cell: bool,
}

/// Is the match a document's number? A letter's number (no type code) needs a word before it.
pub(super) fn is_document(flow: &Flow, found: &NumberMatch, head: Introduced<'_>, tables: &Tables) -> bool {
    let symbol = found.number.symbol();
    let first_code = symbol.split(['-', '/', '.']).next().unwrap_or(symbol);
    let has_type_code = tables.doc_kinds.of_code(first_code).is_some();
    // `Đề án 06/CP`, `Chương trình 135/CP` name an undertaking, not its paper.
    let is_nickname = matches!(head.type_word, Some("de_an" | "chuong_trinh" | "du_an")) && !head.printed;
    let has_head = head.printed || (head.type_word.is_some() && !is_nickname);
    let is_shaped = match found.shape {
        NumberShape::Normative => true,
        NumberShape::Party => has_type_code || has_head,
        NumberShape::Admin => {
            let is_known = || tables.issuers.knows(&fold::number_key(first_code));
            has_head || (has_type_code && symbol.contains(['-', '/'])) || (head.fills_cell && is_known())
        }
        NumberShape::Codeless => head.printed && head.type_word.is_some(),
    };
    is_shaped && !is_standard(flow, found.span)
}

/// `TCVN`, `QCVN`, `ISO` and gazette or receipt numbers.
fn is_standard(flow: &Flow, number: Span) -> bool {
    const WORDS: [&str; 10] =
        ["tcvn", "qcvn", "tcxdvn", "tcxd", "iso", "iec", "astm", "cong bao", "cong van den", "so den"];
    let before = flow.last_words(Span::new(0, number.start()), 4);
    let text: Vec<String> = before.iter().map(|word| fold::unaccented(&word.key)).collect();
    let joined = format!(" {}", text.join(" "));
    let bare = joined.strip_suffix(" so").unwrap_or(&joined);
    let ends = |printed: &str, word: &str| printed.strip_suffix(word).is_some_and(|rest| rest.ends_with(' '));
    WORDS.iter().any(|word| ends(&joined, word) || ends(bare, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = numbers(text, Span::new(0, text.len()), Tables::built_in());
        let told: Vec<String> = found.iter().map(|found| found.number.to_string()).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn numbers_stand_apart() {
        check("số 7/QĐ-TTg, số 12-KH/TU", &["7/QĐ-TTg", "12-KH/TU"]);
        check("Nghị định số ,161/2006/NĐ-CP", &["161/2006/NĐ-CP"]);
        check("tỷ lệ 1/500, ngày 24/7, số 28/8/2019", &[]);
    }

    #[test]
    fn ordinals_share_the_code_of_their_list() {
        check("Tờ trình số 97 và 98/TTr-UBND", &["97/TTr-UBND", "98/TTr-UBND"]);
        check("các số 12, 13 và số 14/KH-UBND", &["12/KH-UBND", "13/KH-UBND", "14/KH-UBND"]);
        check("Kết luận số 7 và 8-KL/TW", &["7-KL/TW", "8-KL/TW"]);
        check("Điều 12 và 14/KH-UBND, số 3/QĐ-TTg, 14/KH-UBND", &["14/KH-UBND", "3/QĐ-TTg", "14/KH-UBND"]);
        check("trong số 12 hộ, 13/KH-UBND", &["13/KH-UBND"]);
    }

    #[test]
    fn digits_read_as_letters_are_digits_behind_the_word_alone() {
        check("Chỉ thị số O6-CT/TW", &["06-CT/TW"]);
        check("Công văn số 3O71/UBND-NC", &["3071/UBND-NC"]);
        check("Quyết định số l19/QĐ-TTg", &["119/QĐ-TTg"]);
        check("lô O6-CT/TW", &[]);
    }

    #[test]
    fn lost_slashes_and_codes_need_the_word_before_them() {
        check("Quyết định số 761QĐ-UBND", &["761/QĐ-UBND"]);
        check("Luật Mẫu số 64/2025 ngày", &["64/2025"]);
        check("phòng 761QĐ-UBND", &[]);
    }
}
