//! Markdown to lines: the marks go (`**`, `#`, link targets, table rules), the words and list numbers stay.
//!
//! The text is not laid out anew: a byte of the source is kept when it is content or a list mark, so that
//! numbering, line breaks and places stay those of the file.

use super::plain;
use crate::model::TextPage;
use crate::text::{MappedText, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn read(text: &MappedText) -> Vec<TextPage> {
    let source = text.as_str();
    let kept = kept_bytes(source);
    let mut visible = MappedText::new();
    for (at, letter) in source.char_indices() {
        let span = Span::new(at, at + letter.len_utf8());
        match kept[at] {
            Keep::Text => visible.push_part(text, span),
            Keep::CellEnd => visible.push_instead("\t", text, span),
            Keep::No if letter == '\n' => visible.push_part(text, span),
            Keep::No => {}
        }
    }
    plain::read(&visible)
}

#[derive(Clone, Copy, PartialEq)]
enum Keep {
    No,
    Text,
    CellEnd,
}

/// For each byte of `source`, whether it is content.
fn kept_bytes(source: &str) -> Vec<Keep> {
    let mut kept = vec![Keep::No; source.len()];
    let mut item_starts: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => item_starts.push(range.start),
            Event::Start(Tag::CodeBlock(_)) | Event::Text(_) | Event::Code(_) => {
                if let Some(start) = item_starts.pop() {
                    kept[start..range.start].fill(Keep::Text);
                }
                if !matches!(event, Event::Start(_)) {
                    keep_content(source, &mut kept, range);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) if is_angle_link(&source[range.clone()]) => {
                kept[range].fill(Keep::Text);
            }
            Event::Rule if !source[range.clone()].contains(['-', '*', '_']) => kept[range].fill(Keep::Text),
            Event::End(TagEnd::TableCell) => {
                if let Some(bar) = source[range.end..].find(['|', '\n']).filter(|_| range.end < source.len()) {
                    kept[range.end + bar] =
                        if source.as_bytes()[range.end + bar] == b'|' { Keep::CellEnd } else { Keep::No };
                }
            }
            _ => {}
        }
    }
    kept
}

/// Keeps a text event and the blanks that follow it on its line: they part it from the next run.
fn keep_content(source: &str, kept: &mut [Keep], range: std::ops::Range<usize>) {
    let blanks = source[range.end..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    kept[range.start..range.end + blanks].fill(Keep::Text);
}

/// `<http://…>` is content, a tag is not.
fn is_angle_link(tag: &str) -> bool {
    tag.contains("://") || tag.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let pages = read(&MappedText::verbatim(source));
        let lines: Vec<String> =
            pages[0].lines.iter().map(|line| line.as_str().trim().to_owned()).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn emphasis_goes() {
        check("**ỦY BAN NHÂN DÂN  \nTỈNH A**\n\n*A, ngày 09*", &["ỦY BAN NHÂN DÂN", "TỈNH A", "A, ngày 09"]);
    }

    #[test]
    fn headings_keep_their_printed_numbers() {
        check("### **1. Sở A**\n\n## 6. Sở B", &["1. Sở A", "6. Sở B"]);
    }

    #[test]
    fn list_marks_stay() {
        check("- Như trên;\n- Lưu: VT.\n\n3. Ba\n4. Bốn", &["- Như trên;", "- Lưu: VT.", "3. Ba", "4. Bốn"]);
    }

    #[test]
    fn unclosed_stars_are_text() {
        check("**ỦY BAN", &["**ỦY BAN"]);
    }

    #[test]
    fn table_cells_are_parted() {
        check("| A | B |\n|---|---|\n| 1 | 2 |", &["A \tB", "1 \t2"]);
    }
}
