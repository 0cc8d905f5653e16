//! Footnotes (*chú thích cuối trang*) moved behind the paragraph that bears their mark: where they stand at the foot of a
//! page, they part a sentence that goes on over the page break.
//!
//! Told by three things together: smaller print at the foot of the page, a number that opens it, and the same number as a
//! mark in the text above. For pages of characters; sizes of recognised words are too rough. Moves whole lines, changes
//! none: a footnote behind a paragraph that ends on the next page keeps its origin on its own page.

use super::furniture;
use crate::model::{PageText, PlacedWord, TextPage};
use crate::text::{MappedText, Span};

/// Print of a footnote is lower than this part of the usual print.
const SMALL: f32 = 0.92;

/// A raised mark is lower than this part of the usual print.
const RAISED: f32 = 0.8;

/// Most letters of a mark.
const LONGEST_MARK: usize = 4;

/// A line of a page, and what tells a footnote.
#[derive(Debug, Clone)]
struct PrintedLine<'l> {
    text: &'l MappedText,
    /// Usual height of its words in points; none where it has no places.
    height: Option<f32>,
    /// Its raised marks, or what may be one behind a word.
    marks: Vec<String>,
}

/// The lines of all pages with each footnote behind its paragraph, apart from it; `pages` are those of `page_text`.
pub(super) fn moved<'l>(
    pages: Vec<Vec<&'l MappedText>>,
    page_text: &PageText,
    blank: &'l MappedText,
) -> Vec<Vec<&'l MappedText>> {
    let words: Vec<Vec<(Span, f32)>> = page_text.pages.iter().map(heights).collect();
    let Some(usual) = usual_height(&words) else { return pages };
    let mut pages: Vec<Vec<PrintedLine<'l>>> = pages
        .into_iter()
        .zip(&words)
        .map(|(lines, words)| lines.into_iter().map(|line| PrintedLine::of(line, words, usual)).collect())
        .collect();
    for page in 0..pages.len() {
        // From the last one on: what is put in moves no mark above it, and those of one paragraph keep their order.
        for note in notes_of(&mut pages[page], usual).into_iter().rev() {
            let (at, behind) = place_of(&pages, page, note.marked);
            let lines = &mut pages[at];
            let parting = || PrintedLine { text: blank, height: None, marks: Vec::new() };
            let set_apart = std::iter::once(parting()).chain(note.lines).chain(std::iter::once(parting()));
            lines.splice(behind..behind, set_apart);
        }
    }
    pages.into_iter().map(|lines| furniture::single_blanks(lines.into_iter().map(|line| line.text))).collect()
}

/// The words of a page of characters with their heights in points.
fn heights(page: &TextPage) -> Vec<(Span, f32)> {
    let whole = page.size.map_or(0.0, |size| size.height) / 10_000.0;
    let height = |word: &PlacedWord| f32::from(word.area.bottom.saturating_sub(word.area.top)) * whole;
    let words = page.words.iter().filter(|word| word.confidence.is_none());
    words.map(|word| (word.origin, height(word))).collect()
}

fn usual_height(pages: &[Vec<(Span, f32)>]) -> Option<f32> {
    middle(pages.iter().flatten().map(|(_, height)| *height).collect())
}

fn middle(mut numbers: Vec<f32>) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

impl<'l> PrintedLine<'l> {
    fn of(text: &'l MappedText, words: &[(Span, f32)], usual: f32) -> PrintedLine<'l> {
        let origin = text.origin(Span::new(0, text.len()));
        let first = words.partition_point(|(word, _)| word.end() <= origin.start());
        let own = || words.iter().skip(first).take_while(|(word, _)| !text.is_empty() && word.start() < origin.end());
        let height = middle(own().map(|(_, height)| *height).collect());
        let mut marks = Vec::new();
        let mut at = 0;
        for word in text.as_str().split([' ', '\t']) {
            let place = text.origin(Span::new(at, at + word.len()));
            at += word.len() + 1;
            let lowest = own().filter(|(own, _)| own.start() < place.end() && own.end() > place.start());
            let is_raised = lowest.map(|(_, height)| *height).fold(f32::INFINITY, f32::min) < RAISED * usual;
            marks.extend(mark_behind(word, is_raised).map(str::to_owned));
        }
        PrintedLine { text, height, marks }
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn is_small(&self, usual: f32) -> bool {
        self.height.is_some_and(|height| height < SMALL * usual) && !self.text.as_str().contains('\t')
    }
}

/// The mark that a word of the text is, where it is raised, or ends with, behind a letter.
fn mark_behind(word: &str, is_raised: bool) -> Option<&str> {
    let bare = word.trim_end_matches(['.', ',', ';', ':']);
    if is_raised && is_mark(bare) {
        return Some(bare);
    }
    let start = bare.rfind(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '[' | ']' | '(' | ')'))?;
    let behind = start + bare[start..].chars().next().map_or(0, char::len_utf8);
    let is_word = bare[..behind].ends_with(|letter: char| letter.is_lowercase() || matches!(letter, '"' | '”' | ','));
    let mark = &bare[behind..];
    (is_word && is_mark(mark)).then_some(mark)
}

/// `1`, `[1]`, `(1)`.
fn is_mark(text: &str) -> bool {
    let digits = number_of(text);
    !digits.is_empty() && text.len() <= LONGEST_MARK && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn number_of(mark: &str) -> &str {
    mark.trim_start_matches(['[', '(']).trim_end_matches([']', ')'])
}

/// The mark that opens a footnote: a number with no dot behind it, before a capital or in a word of its own.
fn mark_before(line: &str) -> Option<&str> {
    let is_of_mark = |letter: char| letter.is_ascii_digit() || matches!(letter, '[' | ']' | '(' | ')');
    let end = line.find(|letter: char| !is_of_mark(letter))?;
    let opens = line[end..].starts_with(|next: char| next == ' ' || next.is_uppercase() || next == '"' || next == '“');
    (opens && is_mark(&line[..end])).then(|| &line[..end])
}

/// A footnote, and the line of its page that bears its mark.
struct Footnote<'l> {
    lines: Vec<PrintedLine<'l>>,
    marked: usize,
}

/// Takes the footnotes off the foot of a page.
fn notes_of<'l>(lines: &mut Vec<PrintedLine<'l>>, usual: f32) -> Vec<Footnote<'l>> {
    let foot = lines.iter().rposition(|line| !line.is_blank() && !line.is_small(usual)).map_or(0, |last| last + 1);
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for at in foot..lines.len() {
        let follows = |number: &str| {
            let above = starts.last().and_then(|(start, _)| mark_before(lines[*start].text.as_str()));
            above.is_none_or(|above| number_of(above).parse::<u32>().ok().map(|above| above + 1) == number.parse().ok())
        };
        let Some(mark) = mark_before(lines[at].text.as_str()).filter(|mark| follows(number_of(mark))) else { continue };
        let bears = |line: &PrintedLine<'_>| line.marks.iter().any(|other| number_of(other) == number_of(mark));
        let from = starts.last().map_or(0, |(_, marked)| *marked);
        starts.extend((from..foot).find(|line| bears(&lines[*line])).map(|marked| (at, marked)));
    }
    let Some((first, _)) = starts.first().copied() else { return Vec::new() };
    let mut taken = lines.split_off(first).into_iter().enumerate().map(|(at, line)| (at + first, line)).peekable();
    let mut notes: Vec<Footnote<'l>> = Vec::new();
    for (index, (_, marked)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(usize::MAX, |(start, _)| *start);
        let own = std::iter::from_fn(|| taken.next_if(|(at, _)| *at < end)).map(|(_, line)| line);
        notes.push(Footnote { lines: own.filter(|line| !line.is_blank()).collect(), marked: *marked });
    }
    while lines.last().is_some_and(PrintedLine::is_blank) {
        lines.pop();
    }
    notes
}

/// Page and line behind which the paragraph ends that `marked` on page `page` belongs to.
fn place_of(pages: &[Vec<PrintedLine<'_>>], page: usize, marked: usize) -> (usize, usize) {
    let lines = &pages[page];
    if let Some(end) = paragraph_end(lines, marked) {
        return (page, end);
    }
    let next = pages.get(page + 1).filter(|next| next.first().is_some_and(|line| goes_on(line.text.as_str())));
    match next.and_then(|next| paragraph_end(next, 0)) {
        Some(end) => (page + 1, end),
        None => (page, lines.len()),
    }
}

/// The number of lines up to the end of the paragraph of line `from`; none where it goes on at the end of the page.
fn paragraph_end(lines: &[PrintedLine<'_>], from: usize) -> Option<usize> {
    (from..lines.len()).find_map(|at| {
        let ends = ends_sentence(lines[at].text.as_str());
        let next = lines[at + 1..].iter().find(|line| !line.is_blank());
        let is_parted = lines.get(at + 1).is_some_and(PrintedLine::is_blank);
        let is_end = match next {
            None => ends,
            Some(next) => (ends || is_parted) && !goes_on(next.text.as_str()),
        };
        is_end.then_some(at + 1)
    })
}

fn goes_on(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches([' ', '"', '”', ')', '/']);
    // A mark may stand behind the stop.
    let bare = bare.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    bare.ends_with(['.', ';', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_told_from_other_numbers() {
        assert_eq!(["1 Kế hoạch", "12Quyết định", "[3] Theo"].map(mark_before), [Some("1"), Some("12"), Some("[3]")]);
        assert_eq!(["1. Việc", "2022 là", "5", "1) Việc"].map(mark_before), [None, Some("2022"), None, Some("1)")]);
        assert_eq!(
            ["mùa1", "mùa1,", "mùa[2]"].map(|word| mark_behind(word, false)),
            [Some("1"), Some("1"), Some("[2]")]
        );
        assert_eq!(["QH15", "1", "12/QĐ", "2021"].map(|word| mark_behind(word, false)), [None; 4]);
        assert_eq!(mark_behind("1", true), Some("1"));
    }
}
