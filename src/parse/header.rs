//! The head of a document: which cells are issuer, number, place and date, type and subject.
//!
//! Cells are told by content, not by place, because two-column heads come out of files in every order
//! (side by side, one after the other, interleaved, repeated). Layout: Nghị định 30/2020/NĐ-CP, Appendix I.

use super::blocks::{Layout, Line};
use super::damaged::{self, Unread};
use super::flow::Flow;
use super::grammar::{self, NumberMatch};
use super::head_lines::{is_annex_caption, is_code, is_mostly_upper, is_time_of_signing, is_unfinished, names_annex};
use super::marks;
use super::mottoes;
use super::stamps::{self, Mark, is_ornament, is_receipt};
use crate::model::{CleanText, DocDate, Located};
use crate::tables::Tables;
use crate::text::{PlainText, Span, fold, words};
use regex::Regex;
use std::sync::LazyLock;

/// Lines of a head at the most; a letterhead with its subject is far shorter.
const LONGEST_HEAD: usize = 60;

/// Lines that hold issuer, number and date in most papers.
const HEAD_LINES: usize = 12;

/// Lines before a motto at the most, in a saved web page.
const LONGEST_PREAMBLE: usize = 150;

/// What the head of a document holds, as printed.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Lines of the issuer's block, in order, without repeats.
    pub(super) issuer_lines: Vec<Span>,
    pub(super) number: Option<NumberMatch>,
    pub(super) place: Option<Span>,
    pub(super) date: Option<Located<DocDate>>,
    /// A day was left blank, cannot be read, or does not exist.
    pub(super) date_is_odd: bool,
    /// An ordinal stands there that cannot be read.
    pub(super) unread_number: Option<Unread>,
    /// A day or month stands there that cannot be read.
    pub(super) unread_date: Option<Unread>,
    /// Slug of the degree of urgency, and of secrecy, stamped or printed over the head.
    pub(super) urgency: Option<Located<String>>,
    pub(super) secrecy: Option<Located<String>>,
    /// The head, or some of it, was recognised from an image.
    pub(super) is_recognised: bool,
    /// Slug of the type name and its place.
    pub(super) kind: Option<Located<String>>,
    /// Pieces of the subject, in order.
    pub(super) subject: Vec<Span>,
    /// Index of the first line of the body.
    pub(super) body_line: usize,
    /// `DỰ THẢO` is printed over the head.
    pub(super) is_draft: bool,
    /// The cell with the national or Party motto.
    pub(super) motto: Option<Span>,
}

/// What the lines under way belong to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Letterhead,
    /// Subject of a letter, under the number.
    LetterSubject,
    /// Subject under the type name.
    TypeSubject,
}

pub(super) fn read(clean: &CleanText, layout: &Layout, tables: &Tables) -> Header {
    let text = clean.as_str();
    let first = first_line(text, layout, tables);
    let head = Span::new(
        layout.lines.get(first).map_or(0, |line| line.span.start()),
        layout.lines.iter().skip(first).take(HEAD_LINES).next_back().map_or(0, |line| line.span.end()),
    );
    let is_recognised = clean.confidence(head).is_some();
    let header = Header { is_recognised, ..Header::default() };
    let mut reader = Reader {
        text,
        flow: &layout.flow,
        tables,
        header,
        part: Part::Letterhead,
        early_subject: Vec::new(),
        stamped_lines: 0,
    };
    let mut body = None;
    for (index, line) in layout.lines.iter().enumerate().skip(first).take(LONGEST_HEAD) {
        if reader.starts_body(*line) {
            body = Some(index);
            break;
        }
        reader.read_line(*line, layout.lines.get(index + 1).map(|next| next.span));
    }
    if body.is_none() && !reader.is_head() {
        return Header { is_recognised, ..Header::default() };
    }
    reader.leave_stamped_lines();
    let is_head = reader.is_head();
    let mut header = reader.header;
    if header.subject.is_empty() {
        header.subject = reader.early_subject;
    }
    // Without a head the first paragraph is of the body.
    header.body_line = body.filter(|_| is_head || !header.subject.is_empty()).unwrap_or(0);
    damaged::withhold(clean, &mut header);
    header
}

/// The line that the head starts with: the first, unless a motto stands far below running text, as in a saved web page.
fn first_line(text: &str, layout: &Layout, tables: &Tables) -> usize {
    let printed = |at: usize| layout.lines[at].span.of(text);
    // A reprint without a letterhead opens with its type name; mottoes below are those of its forms.
    let is_title = |line: &Line| {
        let all = layout.flow.words(line.span);
        names_annex(line.span.of(text), all, tables)
            || fold::is_upper_case(line.span.of(text))
                && tables.doc_kinds.at_start(all).is_some_and(|(_, count)| count == all.len())
    };
    if layout.lines.iter().take(3).any(is_title) {
        return 0;
    }
    let reach = layout.lines.len().min(LONGEST_PREAMBLE);
    let Some(motto) = (0..reach).find(|at| mottoes::holds_motto(printed(*at))) else { return 0 };
    let is_of_head = |at: &usize| {
        let line = printed(*at);
        fold::is_upper_case(line) || is_ornament(line) || grammar::header_number(line, 0).is_some()
    };
    let block = (0..motto).rev().take(6).take_while(is_of_head);
    let start = motto - block.count();
    let is_running = |at: &usize| !fold::is_upper_case(printed(*at)) && !is_ornament(printed(*at));
    if (0..start).filter(is_running).count() > 3 { start } else { 0 }
}

/// Reads a head line by line.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    /// The same text with its words; places in one are places in the other.
    flow: &'t Flow,
    pub(super) tables: &'t Tables,
    pub(super) header: Header,
    pub(super) part: Part,
    /// The subject that stood under the number, before a type name came.
    early_subject: Vec<Span>,
    /// How many of the issuer's lines are those of a digital signature printed above the head.
    stamped_lines: usize,
}

impl Reader<'_> {
    /// Takes away the lines of a digital signature (agency, day, hour) where a letterhead follows them.
    fn leave_stamped_lines(&mut self) {
        let behind = &self.header.issuer_lines[self.stamped_lines..];
        let is_body = |line: &Span| {
            let all = words::words(self.text, *line);
            self.tables.phrases.body_head(&all).or_else(|| self.tables.phrases.like_body_head(&all)).is_some()
        };
        if behind.iter().any(is_body) {
            self.header.issuer_lines.drain(..self.stamped_lines);
        }
    }

    /// Enough was found to call it a head.
    fn is_head(&self) -> bool {
        self.header.motto.is_some() || self.header.number.is_some() || self.header.kind.is_some()
    }

    /// Does the body begin with `line`?
    fn starts_body(&self, line: Line) -> bool {
        let printed = line.span.of(self.text);
        let first = self.flow.words(line.span);
        if names_addressees(printed) {
            return true;
        }
        if is_receipt(printed) {
            return false;
        }
        let opens = self.tables.phrases.opens_body(first) && !printed.starts_with(char::is_lowercase);
        let is_item = marks::mark_of(printed).is_some_and(|mark| !mark.is_bullet());
        match self.part {
            Part::Letterhead => {
                !fold::is_upper_case(printed)
                    && !mottoes::holds_motto(printed)
                    && ((opens && !self.has_date_line(line)) || is_item)
            }
            Part::LetterSubject => line.after_blank && opens && !self.has_date_line(line),
            Part::TypeSubject => self.ends_type_subject(line, opens, is_item),
        }
    }

    fn ends_type_subject(&self, line: Line, opens: bool, is_item: bool) -> bool {
        let Some(last) = self.header.subject.last() else { return is_item };
        let printed = line.span.of(self.text);
        let goes_on = printed.starts_with(char::is_lowercase);
        let is_bracketed = printed.starts_with('(');
        let was_upper = is_mostly_upper(last.of(self.text));
        let is_upper = is_mostly_upper(printed);
        // A condensed title names bodies in every line, and *ban hành* is a verb.
        let is_condensed =
            fold::accented(self.header.subject[0].of(self.text)).starts_with("của ") && !line.after_blank;
        let heads_body = self.tables.phrases.body_head(self.flow.words(line.span)).is_some()
            && !is_condensed
            && !is_unfinished(last.of(self.text))
            && !fold::accented(printed).starts_with("ban hành");
        is_item
            || is_annex_caption(printed)
            || (!goes_on && !is_bracketed && (opens && !is_upper || line.after_blank))
            || (is_upper && (!was_upper || heads_body))
            || (!is_upper && was_upper && !goes_on)
    }

    /// A date line such as `Lạng Sơn, ngày 09 tháng 10 năm 2019`, which no body opens with.
    fn has_date_line(&self, line: Line) -> bool {
        self.date_in(line.span).is_some()
    }

    fn read_line(&mut self, line: Line, next: Option<Span>) {
        if self.header.motto.is_none() && is_time_of_signing(line.span.of(self.text)) {
            self.stamped_lines = self.header.issuer_lines.len();
        }
        // `Số:` alone in a cell, its number in the next line.
        let is_split = matches!(line.span.of(self.text), "Số:" | "Số :" | "Số");
        let numbered = next.filter(|_| is_split).map_or(line.span, |next| line.span.join(next));
        let line_numbered = self.take_number(numbered).map(|end| end.min(line.span.end()));
        let mut rest = line_numbered.map_or(line.span, |end| Span::new(end, line.span.end()));
        if let Some(place) = self.take_date(rest).or_else(|| self.take_damaged_date(rest, next)) {
            rest = place;
        }
        for cell in cells(self.text, rest) {
            self.read_cell(cell);
        }
    }

    pub(super) fn read_cell(&mut self, cell: Span) {
        let motto = mottoes::find(cell.of(self.text));
        if let Some(found) = motto {
            self.header.motto = self.header.motto.or(Some(cell));
            let pieces = [
                Span::new(cell.start(), cell.start() + found.start()),
                Span::new(cell.start() + found.end(), cell.end()),
            ];
            for piece in pieces {
                for cell in cells(self.text, piece) {
                    self.read_cell(cell);
                }
            }
            return;
        }
        let printed = cell.of(self.text);
        self.header.is_draft |= fold::may_open(printed, &['d'])
            && fold::unaccented(printed).trim_matches(['(', ')', '*', ' ']).starts_with("du thao");
        let is_broken_motto = self.part == Part::Letterhead && mottoes::is_piece(printed);
        if is_ornament(printed) || is_receipt(printed) || is_broken_motto || self.takes_mark(cell) {
            if is_broken_motto {
                self.header.motto = self.header.motto.or(Some(cell));
            }
            return;
        }
        if let Some(start) = letter_subject_start(printed, self.header.number.is_some() || self.header.is_recognised) {
            // Under a type name the subject ends as any other.
            self.part = if self.header.kind.is_some() { Part::TypeSubject } else { Part::LetterSubject };
            self.header.subject = vec![Span::new(cell.start() + start, cell.end())];
            return;
        }
        match self.part {
            Part::TypeSubject if self.names_author(printed) => {}
            Part::TypeSubject => self.header.subject.push(cell),
            Part::LetterSubject if !fold::is_upper_case(printed) => self.header.subject.push(cell),
            _ => self.read_letterhead_cell(cell),
        }
    }

    /// `CỦA BAN THƯỜNG VỤ HUYỆN ỦY` right under the type name of a numbered paper: its author, not the subject.
    fn names_author(&self, printed: &str) -> bool {
        let is_first = self.header.subject.is_empty() && self.header.number.is_some() && fold::is_upper_case(printed);
        let all = words::words(printed, Span::new(0, printed.len()));
        is_first
            && all.first().is_some_and(|word| word.key == "của")
            && (2..=9).contains(&all.len())
            && self.tables.phrases.body_head(&all[1..]).is_some()
            && !all.iter().any(|word| matches!(word.key.as_str(), "về" | "số"))
    }

    fn read_letterhead_cell(&mut self, cell: Span) {
        let printed = cell.of(self.text);
        if let Some((slug, name_end)) = self.type_name(cell) {
            self.part = Part::TypeSubject;
            self.header.kind = Some(Located::new(slug, Span::new(cell.start(), name_end)));
            self.early_subject = std::mem::take(&mut self.header.subject);
            let rest = Span::new(name_end, cell.end());
            // `NGHỊ ĐỊNH CỦA CHÍNH PHỦ`: the issuer again, not the subject.
            let names_issuer = self.header.number.is_some() && fold::accented(rest.of(self.text)).starts_with("của ");
            let rest = if names_issuer { Span::new(cell.end(), cell.end()) } else { rest };
            self.header.subject.extend(cells(self.text, rest).into_iter().filter(|piece| piece.len() > 1));
        } else if fold::is_upper_case(printed) && self.header.kind.is_none() && !is_code(printed) {
            let repeats = |seen: &Span| fold::accented(seen.of(self.text)) == fold::accented(printed);
            if !self.header.issuer_lines.iter().any(repeats) {
                self.header.issuer_lines.push(cell);
            }
        }
    }

    /// A type name in capitals that starts the cell (or is the whole of it in any case).
    fn type_name(&self, cell: Span) -> Option<(String, usize)> {
        let all = words::words(self.text, cell);
        let is_capital = fold::is_upper_case(cell.of(self.text));
        let kinds = &self.tables.doc_kinds;
        let is_whole = |count: usize| count == all.len() || names_annex(cell.of(self.text), &all, self.tables);
        let exact = kinds.at_start(&all).filter(|(_, count)| is_capital || is_whole(*count));
        // Without accents `PHƯỜNG AN HÒA` begins like `PHƯƠNG ÁN`, so nothing in capitals may follow.
        let stands_alone = |(_, count): &(&str, usize)| {
            let name = Span::new(cell.start(), all[count - 1].span.end());
            fold::is_upper_case(name.of(self.text))
                && !fold::is_upper_case(Span::new(name.end(), cell.end()).of(self.text))
        };
        let (slug, count) = match exact {
            // `CHƯƠNG TRÌNH PHÓI HỢP`: the whole line is a longer name but for its accents.
            Some(exact) if exact.1 < all.len() => {
                kinds.like_start(&all).filter(|(_, count)| is_capital && *count == all.len()).unwrap_or(exact)
            }
            Some(exact) => exact,
            None => kinds.like_start(&all).filter(stands_alone)?,
        };
        Some((slug.to_owned(), all[count - 1].span.end()))
    }

    /// Keeps a degree of urgency or secrecy; true for any mark.
    fn takes_mark(&mut self, cell: Span) -> bool {
        match stamps::mark(cell.of(self.text), self.tables) {
            Some(Mark::Urgency(slug)) => self.header.urgency = Some(Located::new(slug, cell)),
            Some(Mark::Secrecy(slug)) => self.header.secrecy = Some(Located::new(slug, cell)),
            Some(Mark::Other) => {}
            None => return false,
        }
        true
    }
}

/// *Kính gửi*, in the south also *Kính gởi*.
pub(super) fn names_addressees(printed: &str) -> bool {
    if !fold::may_open(printed, &['k']) {
        return false;
    }
    let folded = fold::unaccented(printed.get(..printed.len().min(40)).unwrap_or(printed));
    folded.starts_with("kinh gui") || folded.starts_with("kinh goi")
}

/// The cells of `span`: its parts between tabs, trimmed, none empty.
pub(super) fn cells(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = span.start();
    for part in span.of(text).split('\t') {
        let trimmed = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if !trimmed.is_empty() {
            found.push(Span::new(start, start + trimmed.len()));
        }
        at += part.len() + 1;
    }
    found
}

/// `V/v` or `Về việc` with what damage makes of them.
static LETTER_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^\w]{0,2}(?:(?P<short>[vw] ?/ ?[vwy])|v[ea] ?viec)(?:[^\w]|$)[ \t:.]*")
        .expect("the pattern is fixed")
});

/// Where the words of a letter's subject begin behind `V/v` or `Về việc`; the latter only `behind_number`.
fn letter_subject_start(printed: &str, behind_number: bool) -> Option<usize> {
    let plain = PlainText::of(printed);
    let found = LETTER_SUBJECT.captures(plain.as_str())?;
    let whole = found.get(0)?;
    (found.name("short").is_some() || behind_number).then(|| plain.span(0, whole.end()).end())
}
