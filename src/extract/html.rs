//! HTML to lines: block elements end lines, table rows become one line with tabs where each cell is one line,
//! else cell after cell; scripts, styles and navigation are left out. Character references are decoded, and text in
//! the fonts of encodings before Unicode is converted.

mod fonts;

use super::legacy::{self, LegacyEncoding};
use super::text_file::LaidOut;
use crate::model::TextPage;
use crate::text::{MappedText, Span};
use fonts::OpenFonts;
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

pub(super) fn read(text: &MappedText) -> LaidOut {
    let mut layout = Layout {
        source: text,
        frames: vec![Frame::default()],
        skipping: 0,
        fonts: OpenFonts::default(),
        converted: Vec::new(),
    };
    let tokens = Tokenizer::new_with_emitter(text.as_str(), naive_emitter());
    for token in tokens.flatten() {
        match token {
            Token::StartTag(tag) => {
                layout.fonts.open(&tag);
                layout.open(&tag.name, tag.self_closing);
            }
            Token::EndTag(tag) => {
                layout.fonts.close(&tag.name);
                layout.close(&tag.name);
            }
            Token::String(words) => layout.words(Span::new(words.span.start, words.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while layout.frames.len() > 1 {
        layout.end_cell();
        layout.end_row();
    }
    layout.end_line();
    layout.end_row();
    let lines = layout.frames.pop().map(|frame| frame.lines).unwrap_or_default();
    (vec![TextPage { lines, ..TextPage::default() }], layout.converted)
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
    fonts: OpenFonts,
    converted: Vec<LegacyEncoding>,
}

#[derive(Default)]
struct Frame {
    line: MappedText,
    lines: Vec<MappedText>,
    cells: Vec<Vec<MappedText>>,
    tables: usize,
}

impl Layout<'_> {
    fn open(&mut self, name: &[u8], self_closing: bool) {
        // What was left open before the body (a head, a menu) ends there.
        if matches!(name, b"body" | b"main" | b"table" | b"form") {
            self.skipping = 0;
        }
        if name == b"table" {
            self.count_tables(1);
        }
        if SKIPPED.contains(&name) {
            self.skipping += usize::from(!self_closing);
        } else if matches!(name, b"td" | b"th" | b"tr") {
            self.end_line();
            self.end_open_cell();
            if name == b"tr" {
                self.end_row();
            } else {
                self.frames.push(Frame::default());
            }
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
            if name == b"table" {
                self.end_open_cell();
                self.end_row();
                self.count_tables(-1);
            }
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
        let raw = span.of(self.source.as_str());
        let mut run = MappedText::new();
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let piece = next_piece(rest);
            let place = Span::new(span.start() + at, span.start() + at + piece.len());
            if piece.starts_with('&') && piece.ends_with(';') {
                run.push_instead(&decoded(piece), self.source, place);
            } else if piece.trim().is_empty() {
                run.push_instead(" ", self.source, place);
            } else {
                run.push_part(self.source, place);
            }
            at += piece.len();
        }
        let run = self.in_unicode(run);
        if let Some(frame) = self.frames.last_mut() {
            frame.line.push_part(&run, Span::new(0, run.len()));
        }
    }

    /// The run, converted where its font is one of an encoding before Unicode.
    fn in_unicode(&mut self, run: MappedText) -> MappedText {
        let Some(font) = self.fonts.current() else { return run };
        let converted = legacy::convert_mapped(&run, font);
        if converted != run && !self.converted.contains(&font.encoding) {
            self.converted.push(font.encoding);
        }
        converted
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

    /// Adds to the number of tables that are open in the cell at hand.
    fn count_tables(&mut self, change: isize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.tables = frame.tables.saturating_add_signed(change);
        }
    }

    /// Ends the cell at hand where its end tag was left out: a table opened inside it would be another matter.
    fn end_open_cell(&mut self) {
        if self.frames.len() > 1 && self.frames.last().is_some_and(|cell| cell.tables == 0) {
            self.end_cell();
        }
    }

    fn end_cell(&mut self) {
        self.end_line();
        self.end_row();
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
        let (pages, _) = read(&MappedText::verbatim(source));
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
    fn cells_without_end_tags() {
        assert_eq!(lines("<table><tr><td>1<td>Việc A<tr><td>2<td>Việc B</table>x"), ["1\tViệc A", "2\tViệc B", "x"]);
        assert_eq!(lines("<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>"), ["a", "b\tc", "d", "e"]);
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
        let (pages, _) = read(&MappedText::verbatim("<p>a&amp;b</p>"));
        let line = &pages[0].lines[0];
        assert_eq!(line.origin(Span::new(1, 2)), Span::new(4, 9));
        assert_eq!(line.origin(Span::new(2, 3)), Span::new(9, 10));
    }

    #[test]
    fn fonts_of_old_encodings() {
        assert_eq!(lines("<font face='.VnTime'>nh&copy;n d©n</font> là"), ["nhân dân là"]);
        assert_eq!(lines("<p style=\"font-family: '.VnTimeH', serif\">tØnh<p>Ø"), ["TỈNH", "Ø"]);
        assert_eq!(lines("<span style='font-family:VNI-Times'>a<b>ù&ugrave;</b></span>ñ"), ["aùùñ"]);
        assert_eq!(lines("<td style='font-family:VNI-Times'>taïi<td>ñ</td>"), ["tại\tñ"]);
        let page = MappedText::verbatim("<font face=VNI-Times>taïi</font>");
        assert_eq!(read(&page).1, [LegacyEncoding::Vni]);
    }

    #[test]
    fn charset_labels() {
        assert_eq!(declared_charset(b"<meta charset=\"utf-8\">").as_deref(), Some("utf-8"));
        assert_eq!(declared_charset(b"<p>").as_deref(), None);
    }
}
