//! Further documents behind the end of the first, in the same file: a draft resolution behind its proposal, a copied
//! letter, the next paper of a bundle. Each begins with a letterhead of its own.
//!
//! A form (*mẫu*) among the annexes has a national motto too, but is no document: its number and date are dotted.

use super::blocks::{Layout, Line};
use super::header::cells;
use super::{damaged, grammar, mottoes};
use crate::model::DocNumber;
use crate::tables::Tables;
use crate::text::{Span, fold, words};

/// Lines of a letterhead above its motto, and behind it down to the type name or the addressees.
const ABOVE: usize = 4;
const BELOW: usize = 12;

/// Where further documents begin, as bytes of `text`, behind line `after_line`.
pub(super) fn starts(
    text: &str,
    layout: &Layout,
    after_line: usize,
    own: Option<&DocNumber>,
    tables: &Tables,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut free_from = after_line;
    for at in after_line..layout.lines.len() {
        if at < free_from || !is_motto(layout.lines[at].span.of(text)) {
            continue;
        }
        let is_name = |line: &usize| fold::is_upper_case(layout.lines[*line].span.of(text));
        let above = (free_from..at).rev().take(ABOVE).take_while(is_name).count();
        let first = at - above;
        let head = &layout.lines[first..layout.lines.len().min(at + BELOW)];
        if is_document(text, head, own, tables) && !is_form(text, &layout.lines[first.saturating_sub(3)..=at]) {
            found.push(layout.lines[first].span.start());
            free_from = at + BELOW;
        }
    }
    found
}

/// The first line of a motto, with or without an issuer beside it.
fn is_motto(line: &str) -> bool {
    line.len() < 200 && mottoes::holds_motto(line) && !fold::unaccented(line).contains("doc lap")
}

/// A number of its own, then a type name, a subject or addressees.
fn is_document(text: &str, head: &[Line], own: Option<&DocNumber>, tables: &Tables) -> bool {
    let number = head.iter().find_map(|line| number_in(text, line.span));
    let is_other = number.is_some_and(|number| own != Some(&number));
    is_other && head.iter().any(|line| opens_document(text, line.span, tables))
}

fn number_in(text: &str, line: Span) -> Option<DocNumber> {
    let found =
        cells(text, line).into_iter().find_map(|cell| grammar::header_number(&text[..cell.end()], cell.start()));
    found.or_else(|| damaged::number(text, line).map(|(found, _)| found)).map(|found| found.number)
}

fn opens_document(text: &str, line: Span, tables: &Tables) -> bool {
    let printed = line.of(text);
    let folded = fold::unaccented(printed);
    let all = words::words(text, line);
    let is_type = fold::is_upper_case(printed) && tables.doc_kinds.like_start(&all).is_some();
    is_type || folded.starts_with("kinh gui") || folded.starts_with("v/v")
}

/// A form says so above its motto.
fn is_form(text: &str, lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let folded = fold::unaccented(line.span.of(text));
        ["mau so", "mau", "bieu mau", "bieu so", "phu luc"].iter().any(|word| folded.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOTTO: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";

    #[track_caller]
    fn check(behind: &str, expected: Option<&str>) {
        let text = format!("- Lưu: VT.\n{behind}");
        let layout = Layout::of(&text);
        let own = DocNumber::new(Some("7"), '/', None, "TTr-UBND");
        let found = starts(&text, &layout, 1, own.as_ref(), Tables::built_in());
        let told = found.first().map(|at| text[*at..].lines().next().unwrap_or_default());
        assert_eq!(told, expected, "{behind}");
    }

    #[test]
    fn a_letterhead_with_a_number_begins_a_document() {
        check(
            &format!("HỘI ĐỒNG NHÂN DÂN\nTỈNH A\n{MOTTO}\nSố: /NQ-HĐND\nNGHỊ QUYẾT\nVề việc B"),
            Some("HỘI ĐỒNG NHÂN DÂN"),
        );
    }

    #[test]
    fn forms_and_the_letterhead_printed_again_do_not() {
        check(&format!("Mẫu số 1\n{MOTTO}\nSố: /GP-UBND\nGIẤY PHÉP"), None);
        check(&format!("{MOTTO}\nĐƠN ĐỀ NGHỊ"), None);
        check(&format!("ỦY BAN NHÂN DÂN\n{MOTTO}\nSố: 7/TTr-UBND\nTỜ TRÌNH"), None);
    }
}
