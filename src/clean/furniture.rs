//! Page furniture (*số trang*): a line that holds only a page number between blank lines.

use crate::text::MappedText;

/// Letters of a line of running text at the least; rows of a table are shorter or hold tabs.
const RUNNING_LINE: usize = 40;

/// The lines without page numbers; blank lines at the ends go, several in a row become one.
pub(super) fn without_furniture(lines: &[MappedText]) -> Vec<&MappedText> {
    let mut kept: Vec<&MappedText> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let is_blank = line.is_empty();
        let repeats_blank = is_blank && kept.last().is_none_or(|last| last.is_empty());
        if !repeats_blank && !is_page_number(lines, index) {
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
    let text = lines[index].as_str().trim_matches(['-', ' ', '\t']);
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let lines: Vec<MappedText> = lines.iter().map(|line| MappedText::verbatim(line)).collect();
        let kept: Vec<&str> = without_furniture(&lines).into_iter().map(MappedText::as_str).collect();
        assert_eq!(kept, expected);
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
}
