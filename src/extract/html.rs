//! HTML to lines: block elements end lines, table rows become one line with tabs where each cell is one line,
//! else cell after cell; scripts, styles and navigation are left out. Character references are decoded.

use crate::model::TextPage;
use crate::text::{MappedText, Span};
use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements whose content is no part of the document.
const SKIPPED: [&[u8]; 10] =
    [b"script", b"style", b"head", b"nav", b"button", b"noscript", b"template", b"select", b"svg", b"title"];
/// Elements that stand on lines of their own.
const BLOCKS: [&[u8]; 20] = [
    b"p",
    b"div",
    b"li",
    b"ul",
    b"ol",
    b"table",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"section",
    b"article",
    b"center",
    b"blockquote",
    b"pre",
    b"dd",
    b"dt",
    b"hr",
];
/// Blocks after which a new paragraph begins.
const PARAGRAPHS: [&[u8]; 8] = [b"p", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"table"];

/// The charset label in a `<meta>` tag near the start of `bytes`.
pub(super) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = head.split("charset=").nth(1)?;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

pub(super) fn read(text: &MappedText) -> Vec<TextPage> {
    let mut layout = Layout { source: text, frames: vec![Frame::default()], skipping: 0 };
    let tokens = Tokenizer::new_with_emitter(text.as_str(), naive_emitter());
    for token in tokens.flatten() {
        match token {
            Token::StartTag(tag) => layout.open(&tag.name, tag.self_closing),
            Token::EndTag(tag) => layout.close(&tag.name),
            Token::String(words) => layout.words(Span::new(words.span.start, words.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while layout.frames.len() > 1 {
        layout.end_cell();
        layout.end_row();
    }
    layout.end_line();
    let lines = layout.frames.pop().map(|frame| frame.lines).unwrap_or_default();
    vec![TextPage { lines, ..TextPage::default() }]
}

fn naive_emitter() -> DefaultEmitter<usize> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    emitter
}

/// Lines under way: one frame for the page and one for each open table cell.
struct Layout<'t> {
    source: &'t MappedText,
    frames: Vec<Frame>,
    skipping: usize,
}

#[derive(Default)]
struct Frame {
    line: MappedText,
    lines: Vec<MappedText>,
    cells: Vec<Vec<MappedText>>,
}

impl Layout<'_> {
    fn open(&mut self, name: &[u8], self_closing: bool) {
        // What was left open before the body (a head, a menu) ends there.
        if matches!(name, b"body" | b"main" | b"table" | b"form") {
            self.skipping = 0;
        }
        if SKIPPED.contains(&name) {
            self.skipping += usize::from(!self_closing);
        } else if name == b"td" || name == b"th" {
            self.end_line();
            self.frames.push(Frame::default());
        } else if name == b"br" || BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    fn close(&mut self, name: &[u8]) {
        if SKIPPED.contains(&name) {
            self.skipping = self.skipping.saturating_sub(1);
        } else if name == b"td" || name == b"th" {
            self.end_cell();
        } else if name == b"tr" {
            self.end_line();
            self.end_row();
        } else if BLOCKS.contains(&name) {
            self.end_line();
            if PARAGRAPHS.contains(&name) {
                self.push_blank();
            }
        }
    }

    /// Adds the words at `span` of the source; white space is one blank.
    fn words(&mut self, span: Span) {
        if self.skipping > 0 {
            return;
        }
        let Some(frame) = self.frames.last_mut() else { return };
        let raw = span.of(self.source.as_str());
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let piece = next_piece(rest);
            let place = Span::new(span.start() + at, span.start() + at + piece.len());
            if piece.starts_with('&') && piece.ends_with(';') {
                frame.line.push_instead(&decoded(piece), self.source, place);
            } else if piece.trim().is_empty() {
                frame.line.push_instead(" ", self.source, place);
            } else {
                frame.line.push_part(self.source, place);
            }
            at += piece.len();
        }
    }

    fn end_line(&mut self) {
        if let Some(frame) = self.frames.last_mut()
            && !frame.line.as_str().trim().is_empty()
        {
            frame.lines.push(std::mem::take(&mut frame.line));
        } else if let Some(frame) = self.frames.last_mut() {
            frame.line = MappedText::new();
        }
    }

    fn push_blank(&mut self) {
        if let Some(frame) = self.frames.last_mut()
            && frame.lines.last().is_some_and(|line| !line.is_empty())
        {
            frame.lines.push(MappedText::new());
        }
    }

    fn end_cell(&mut self) {
        self.end_line();
        if self.frames.len() > 1
            && let Some(mut cell) = self.frames.pop()
            && let Some(row) = self.frames.last_mut()
        {
            while cell.lines.last().is_some_and(MappedText::is_empty) {
                cell.lines.pop();
            }
            row.cells.push(cell.lines);
        }
    }

    /// One line with tabs where each cell holds one line at most; else the cells one after the other.
    fn end_row(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        let cells = std::mem::take(&mut frame.cells);
        if cells.iter().all(|cell| cell.len() <= 1) {
            let mut line = MappedText::new();
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    let end = line.origin(Span::new(line.len().saturating_sub(1), line.len())).end();
                    line.push_replaced("\t", Span::new(end, end));
                }
                for part in cell {
                    line.push_part(part, Span::new(0, part.len()));
                }
            }
            if !line.as_str().trim().is_empty() {
                frame.lines.push(line);
            }
        } else {
            frame.lines.extend(cells.into_iter().flatten());
        }
    }
}

/// A character reference, a run of white space, or a run of neither.
fn next_piece(rest: &str) -> &str {
    if rest.starts_with('&') {
        let name =
            rest.bytes().skip(1).take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let is_reference = name > 0 && rest.as_bytes().get(name + 1) == Some(&b';');
        let stray = rest.bytes().take_while(|byte| *byte == b'&').count();
        return &rest[..if is_reference { name + 2 } else { stray }];
    }
    let blank = rest.starts_with(|letter: char| letter.is_ascii_whitespace());
    let end = rest.find(|letter: char| letter == '&' || letter.is_ascii_whitespace() != blank);
    &rest[..end.unwrap_or(rest.len())]
}

fn decoded(reference: &str) -> String {
    let bytes: Vec<u8> = Tokenizer::new(reference)
        .flatten()
        .filter_map(|token| if let Token::String(text) = token { Some(text.value.0) } else { None })
        .flatten()
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &str) -> Vec<String> {
        let pages = read(&MappedText::verbatim(source));
        pages[0].lines.iter().map(|line| line.as_str().to_owned()).filter(|line| !line.trim().is_empty()).collect()
    }

    #[test]
    fn blocks_and_breaks_end_lines() {
        assert_eq!(lines("<p><b>UBND<br/>TỈNH A</b></p><p>Số:\n 5</p>"), ["UBND", "TỈNH A", "Số: 5"]);
    }

    #[test]
    fn a_letterhead_table_is_read_cell_by_cell() {
        let table = "<table><tr><td>BỘ A<br>---</td><td>CỘNG HÒA<br>Độc lập</td></tr></table>";
        assert_eq!(lines(table), ["BỘ A", "---", "CỘNG HÒA", "Độc lập"]);
    }

    #[test]
    fn a_data_row_is_one_line() {
        assert_eq!(lines("<table><tr><td>1</td><td>Việc A</td><td></td></tr></table>"), ["1\tViệc A\t"]);
    }

    #[test]
    fn references_and_scripts() {
        assert_eq!(lines("<script>x < 1</script>NN&amp;PTNT &#272;"), ["NN&PTNT Đ"]);
    }

    #[test]
    fn stray_ampersands_and_open_heads() {
        assert_eq!(lines("<p>R&D\n của; A && B &amp; C</p>"), ["R&D của; A && B & C"]);
        assert_eq!(lines("<head><title>x</title><body><p>Số: 5</p>"), ["Số: 5"]);
        assert_eq!(lines(&format!("<p>{}</p>", "&".repeat(300_000)))[0].len(), 300_000);
    }

    #[test]
    fn places_survive_references() {
        let pages = read(&MappedText::verbatim("<p>a&amp;b</p>"));
        let line = &pages[0].lines[0];
        assert_eq!(line.origin(Span::new(1, 2)), Span::new(4, 9));
        assert_eq!(line.origin(Span::new(2, 3)), Span::new(9, 10));
    }

    #[test]
    fn charset_labels() {
        assert_eq!(declared_charset(b"<meta charset=\"utf-8\">").as_deref(), Some("utf-8"));
        assert_eq!(declared_charset(b"<p>").as_deref(), None);
    }
}
