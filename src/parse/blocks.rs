//! Lines to blocks: which printed lines make one paragraph, and the mark that opens it (*mục, khoản, điểm*).
//!
//! Clean text keeps printed lines; a block is a run of them that belongs together. [`Layout::flow`] is the clean
//! text with the line ends inside blocks turned into blanks, byte for byte the same length, so that a citation
//! over two lines is found and its span fits both texts.

use super::flow::Flow;
use super::marks::{self, Mark};
use crate::text::{Span, fold};

/// A printed line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) after_blank: bool,
}

/// A paragraph, heading or list item.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Whole block, mark included.
    pub(super) span: Span,
    /// Text behind the mark.
    pub(super) content: Span,
    pub(super) mark: Option<Mark>,
}

/// The lines and blocks of a clean text.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) lines: Vec<Line>,
    pub(super) blocks: Vec<Block>,
    /// Clean text with the line ends inside blocks as blanks.
    pub(super) flow: Flow,
}

impl Layout {
    pub(super) fn of(text: &str) -> Layout {
        let lines = lines_of(text);
        let setting = Setting::of(text, &lines);
        let mut blocks: Vec<Block> = Vec::new();
        let mut flow = String::with_capacity(text.len());
        for (index, line) in lines.iter().enumerate() {
            let previous = index.checked_sub(1).map(|previous| lines[previous]);
            let gap = &text[flow.len()..line.span.start()];
            match (previous, blocks.last_mut()) {
                (Some(previous), Some(block)) if continues(text, previous, *line, setting) => {
                    flow.extend(gap.bytes().map(|_| ' '));
                    block.span = block.span.join(line.span);
                    block.content = Span::new(block.content.start(), line.span.end());
                }
                _ => {
                    flow.push_str(gap);
                    blocks.push(new_block(text, line.span));
                }
            }
            flow.push_str(line.span.of(text));
        }
        flow.push_str(&text[flow.len()..]);
        Layout { lines, blocks, flow: Flow::new(flow) }
    }
}

fn new_block(text: &str, span: Span) -> Block {
    let mark = marks::mark_of(span.of(text));
    let skip = mark.as_ref().map_or(0, |mark| mark.length);
    Block { span, content: Span::new(span.start() + skip, span.end()), mark }
}

fn lines_of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut after_blank = true;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end() + 1;
        if span.is_empty() {
            after_blank = true;
        } else {
            lines.push(Line { span, after_blank });
            after_blank = false;
        }
    }
    lines
}

/// Letters that fit a printed line of an A4 page; longer lines are whole paragraphs.
const LONGEST_PRINTED_LINE: usize = 140;

/// How the lines of a text are set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    /// The usual number of letters of a full line where paragraphs are wrapped; `None` where a paragraph is a line.
    width: Option<usize>,
    /// A blank line stands before most lines, so that a blank parts nothing.
    double_spaced: bool,
}

impl Setting {
    fn of(text: &str, lines: &[Line]) -> Setting {
        // A row of a table is as long as its cells together, and says nothing of wrapped paragraphs.
        let running = lines.iter().map(|line| line.span.of(text)).filter(|line| !is_row(line));
        let mut lengths: Vec<usize> = running.map(|line| line.chars().count()).collect();
        lengths.sort_unstable();
        let long: usize = lengths.iter().filter(|length| **length > LONGEST_PRINTED_LINE).sum();
        let all: usize = lengths.iter().sum();
        let high = lengths.get(lengths.len() * 85 / 100).copied().unwrap_or(0);
        let apart = lines.iter().filter(|line| line.after_blank).count();
        Setting {
            width: (long * 10 <= all && high >= 40).then_some(high),
            double_spaced: lines.len() > 12 && apart * 10 >= lines.len() * 7,
        }
    }
}

/// A row of a table: three cells at least, parted by tabs. Counts every byte, which is quicker than looking for the next.
pub(super) fn is_row(line: &str) -> bool {
    line.bytes().map(|byte| u32::from(byte == b'\t')).sum::<u32>() > 1
}

/// Does `line` go on with the paragraph of `previous`?
fn continues(text: &str, previous: Line, line: Line, setting: Setting) -> bool {
    let before = previous.span.of(text);
    let here = line.span.of(text);
    // A rule of dashes under a title.
    if !before.contains(char::is_alphanumeric) {
        return false;
    }
    if before.ends_with('-') && before.len() > 1 && here.starts_with(char::is_alphabetic) {
        return true;
    }
    if is_row(here) || is_row(before) {
        return false;
    }
    let starts_small = here.starts_with(char::is_lowercase);
    let stays_open = starts_small && before.ends_with([';', ',']) && !before.starts_with('-');
    let small_behind_dash = first_letter(here).is_some_and(char::is_lowercase);
    if marks::mark_of(here).is_some_and(|mark| !(mark.is_bullet() && small_behind_dash && !ends_sentence(before))) {
        return false;
    }
    if stays_open && !opens_alone(here) {
        return true;
    }
    if ends_sentence(before) || opens_alone(here) || is_capital_line(before) != is_capital_line(here) {
        return small_behind_dash && !ends_sentence(before) && !opens_alone(here);
    }
    if small_behind_dash || here.starts_with(|letter: char| letter.is_ascii_digit()) {
        return true;
    }
    // A numbered line may be a heading, so it must be fuller than a line of running text to go on.
    let share = if marks::mark_of(before).is_some() { 8 } else { 7 };
    let is_full = setting.width.is_some_and(|width| before.chars().count() * 10 >= width * share);
    is_full && (!line.after_blank || setting.double_spaced) && !is_capital_line(here)
}

/// A line in capitals of two words at least; a lone code such as `31/2024/QH15` is none.
fn is_capital_line(line: &str) -> bool {
    fold::is_upper_case(line) && line.split_whitespace().filter(|word| word.chars().all(fold::is_letter)).count() >= 2
}

fn first_letter(text: &str) -> Option<char> {
    text.chars().find(|letter| letter.is_alphabetic())
}

/// Final punctuation that ends a paragraph or list item.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '"', '”', ')', '*']);
    line.ends_with(['.', ';', ':', '!', '?']) || line.ends_with("./")
}

/// Lines that never go on with the one before: labels and fixed words of the form.
fn opens_alone(line: &str) -> bool {
    const FIXED: [&str; 11] = [
        "kính gửi",
        "kính gởi",
        "nơi nhận",
        "số:",
        "v/v",
        "cộng hòa xã hội",
        "độc lập",
        "căn cứ ",
        "lưu:",
        "tm.",
        "kt.",
    ];
    fold::opens_with(line, &FIXED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let layout = Layout::of(text);
        let blocks: Vec<&str> = layout.blocks.iter().map(|block| block.span.of(&layout.flow)).collect();
        assert_eq!(blocks, expected);
        assert_eq!(layout.flow.len(), text.len());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            "Thực hiện Quyết định số 12/QĐ-TTg ngày 28/8/2019 của Thủ tướng\nChính phủ về việc phê duyệt Đề án\n1. Việc A",
            &[
                "Thực hiện Quyết định số 12/QĐ-TTg ngày 28/8/2019 của Thủ tướng Chính phủ về việc phê duyệt Đề án",
                "1. Việc A",
            ],
        );
    }

    #[test]
    fn long_rows_of_a_table_do_not_unwrap_the_paragraphs() {
        let row = format!("1\t{}\tSở Văn hóa", "việc dài ".repeat(18).trim());
        let text =
            format!("Thực hiện Quyết định số 12/QĐ-TTg ngày 28/8/2019 của Thủ tướng\nChính phủ về Đề án.\n\n{row}");
        let paragraph = "Thực hiện Quyết định số 12/QĐ-TTg ngày 28/8/2019 của Thủ tướng Chính phủ về Đề án.";
        check(&text, &[paragraph, &row]);
    }

    #[test]
    fn a_rule_of_dashes_joins_nothing() {
        check("Về việc A\n--------\nThực hiện B", &["Về việc A", "--------", "Thực hiện B"]);
    }

    #[test]
    fn a_blank_inside_a_sentence_is_bridged() {
        check("trao đổi\n\nthông tin giữa các bên.\n\nCâu khác", &["trao đổi  thông tin giữa các bên.", "Câu khác"]);
    }

    #[test]
    fn a_dash_inside_a_sentence_is_no_bullet() {
        check(
            "phát triển kinh tế\n- xã hội của tỉnh.\n- Việc B",
            &["phát triển kinh tế - xã hội của tỉnh.", "- Việc B"],
        );
    }
}
