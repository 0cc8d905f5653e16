//! The head of a document: which cells are issuer, number, place and date, type and subject.
//!
//! Cells are told by content, not by place, because two-column heads come out of files in every order
//! (side by side, one after the other, interleaved, repeated). Layout: Nghị định 30/2020/NĐ-CP, Appendix I.

use super::blocks::{Layout, Line};
use super::damaged::{self, Unread};
use super::grammar::{self, NumberMatch};
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
    /// The national or Party motto was found.
    pub(super) has_motto: bool,
}

/// What the lines under way belong to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Letterhead,
    /// Subject of a letter, under the number.
    LetterSubject,
    /// Subject under the type name.
    TypeSubject,
}

pub(super) fn read(clean: &CleanText, layout: &Layout, tables: &Tables) -> Header {
    let text = clean.as_str();
    let first = first_line(text, layout);
    let head = Span::new(
        layout.lines.get(first).map_or(0, |line| line.span.start()),
        layout.lines.iter().skip(first).take(HEAD_LINES).last().map_or(0, |line| line.span.end()),
    );
    let is_recognised = clean.confidence(head).is_some();
    let header = Header { is_recognised, ..Header::default() };
    let mut reader = Reader { text, tables, header, part: Part::Letterhead, stamped_lines: 0 };
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
    let mut header = reader.header;
    header.body_line = body.unwrap_or(0);
    damaged::withhold(clean, &mut header);
    header
}

/// The line that the head starts with: the first, unless a motto stands far below running text, as in a saved web page.
fn first_line(text: &str, layout: &Layout) -> usize {
    let printed = |at: usize| layout.lines[at].span.of(text);
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

struct Reader<'t> {
    text: &'t str,
    tables: &'t Tables,
    header: Header,
    part: Part,
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
        self.header.has_motto || self.header.number.is_some() || self.header.kind.is_some()
    }

    /// Does the body begin with `line`?
    fn starts_body(&self, line: Line) -> bool {
        let printed = line.span.of(self.text);
        let first = words::words(self.text, line.span);
        if fold::unaccented(printed).starts_with("kinh gui") {
            return true;
        }
        if is_receipt(printed) {
            return false;
        }
        let opens = self.tables.phrases.opens_body(&first) && !printed.starts_with(char::is_lowercase);
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
        let was_upper = is_mostly_upper(last.of(self.text));
        let is_upper = is_mostly_upper(printed);
        let heads_body = self.tables.phrases.body_head(&words::words(self.text, line.span)).is_some();
        is_item
            || printed.starts_with('(')
            || (!goes_on && (opens && !is_upper || line.after_blank))
            || (is_upper && (!was_upper || heads_body))
            || (!is_upper && was_upper && !goes_on)
    }

    /// A date line such as `Lạng Sơn, ngày 09 tháng 10 năm 2019`, which no body opens with.
    fn has_date_line(&self, line: Line) -> bool {
        self.date_in(line.span).is_some()
    }

    fn read_line(&mut self, line: Line, next: Option<Span>) {
        if !self.header.has_motto && is_time_of_signing(line.span.of(self.text)) {
            self.stamped_lines = self.header.issuer_lines.len();
        }
        let line_numbered = self.take_number(line.span);
        let mut rest = line_numbered.map_or(line.span, |end| Span::new(end, line.span.end()));
        if let Some(place) = self.take_date(rest).or_else(|| self.take_damaged_date(rest, next)) {
            rest = place;
        }
        for cell in cells(self.text, rest) {
            self.read_cell(cell);
        }
    }

    /// Reads a number at the start of the line or of one of its cells; gives where the rest begins.
    fn take_number(&mut self, line: Span) -> Option<usize> {
        if self.header.number.is_some() || self.part == Part::TypeSubject {
            return None;
        }
        let printed = line.of(self.text);
        if fold::unaccented(printed).contains("van den") || fold::unaccented(printed).contains("ban den") {
            return None;
        }
        let starts = std::iter::once(0).chain(printed.match_indices(['\t', ' ']).map(|(at, _)| at + 1));
        for start in starts {
            let at = line.start() + start;
            let is_word = ["Số", "SỐ"].iter().any(|word| self.text[at..line.end()].starts_with(word))
                || (start == 0 && printed.starts_with("số"));
            let is_word = is_word && !(is_capital_word(&self.text[at..]) && self.names_a_document());
            if let Some(found) = is_word.then(|| grammar::header_number(&self.text[..line.end()], at)).flatten() {
                return Some(self.set_number(line, at, found));
            }
        }
        if printed.starts_with("SỐ") && self.names_a_document() {
            return None;
        }
        let (found, unread) = damaged::number(self.text, line)?;
        let at = unread.as_ref().map_or(found.span, |unread| unread.span).start();
        self.header.unread_number = unread;
        Some(self.set_number(line, at, found))
    }

    /// Keeps the number that starts at `at`, reads the cells before it, and gives where it ends. The number of a copy
    /// (*sao y, sao lục, trích sao*) is not that of the work.
    fn set_number(&mut self, line: Span, at: usize, found: NumberMatch) -> usize {
        for cell in cells(self.text, Span::new(line.start(), at)) {
            self.read_cell(cell);
        }
        let end = found.span.end();
        let code = found.number.symbol().split(['-', '/']).next().unwrap_or_default();
        let is_copy = self
            .tables
            .doc_kinds
            .of_code(code)
            .is_some_and(|slug| slug.starts_with("ban_sao") || slug == "ban_trich_sao");
        if is_copy {
            self.header.unread_number = None;
        } else {
            self.header.number = Some(found);
        }
        self.part = Part::Letterhead;
        end
    }

    /// The last line of the issuer ends with a type name: what follows is the number of another document, inside the
    /// issuer's name (`ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH` / `SỐ …`).
    fn names_a_document(&self) -> bool {
        self.header.issuer_lines.last().is_some_and(|line| {
            let all = words::words(self.text, *line);
            all.len() > 2 && self.tables.doc_kinds.at_end(&all).is_some()
        })
    }

    /// Reads the place and date in `rest`; gives what is left of it.
    fn take_date(&mut self, rest: Span) -> Option<Span> {
        if self.header.date.is_some() || self.header.date_is_odd || self.part == Part::TypeSubject {
            return None;
        }
        let (place, found) = self.date_in(rest)?;
        if found.date.is_none() && self.header.is_recognised {
            return None;
        }
        self.header.place = (!place.is_empty()).then_some(place);
        self.header.date_is_odd = found.date.is_none_or(|date| date.precision() != "day");
        self.header.date = found.date.map(|date| Located::new(date, found.span));
        let before = Span::new(rest.start(), place.start().min(found.span.start()));
        for cell in cells(self.text, before) {
            self.read_cell(cell);
        }
        Some(Span::new(found.span.end(), rest.end()))
    }

    /// The same of a line whose day or month is damaged, or that breaks before its day; `next` is the line behind it.
    fn take_damaged_date(&mut self, rest: Span, next: Option<Span>) -> Option<Span> {
        if self.header.date.is_some() || self.header.date_is_odd || self.part == Part::TypeSubject {
            return None;
        }
        let found = cells(self.text, rest).into_iter().find_map(|cell| {
            let breaks =
                fold::unaccented(cell.of(self.text)).contains(", ngay") || cell.of(self.text).ends_with("ngày");
            let behind = next.filter(|_| breaks).and_then(|next| cells(self.text, next).first().copied());
            let longer = behind.map(|behind| Span::new(cell.start(), behind.end()));
            damaged::date(self.text, cell).or_else(|| longer.and_then(|longer| damaged::date(self.text, longer)))
        })?;
        self.header.place = (!found.place.is_empty()).then_some(found.place);
        self.header.date_is_odd = found.date.is_none_or(|date| date.precision() != "day");
        self.header.date = found.date.map(|date| Located::new(date, found.span));
        self.header.unread_date = found.unread;
        for cell in cells(self.text, Span::new(rest.start(), found.place.start())) {
            self.read_cell(cell);
        }
        Some(Span::new(found.span.end().min(rest.end()), rest.end()))
    }

    /// A place and date line inside `rest`: the place (perhaps empty) and the date.
    fn date_in(&self, rest: Span) -> Option<(Span, grammar::DateMatch)> {
        let printed = rest.of(self.text);
        ["ngày", "Ngày", "NGÀY"].iter().flat_map(|word| printed.match_indices(word)).find_map(|(at, _)| {
            let place = self.place_before(Span::new(rest.start(), rest.start() + at))?;
            let found = grammar::dated(&self.text[..rest.end()], rest.start() + at)?;
            let goes_on = self.text[found.span.end()..rest.end()].trim_start().starts_with(char::is_alphabetic);
            (!goes_on || !place.is_empty()).then_some((place, found))
        })
    }

    /// The place in front of a date: the last cell of `before`, up to its comma; empty where nothing stands there;
    /// `None` where other words do.
    fn place_before(&self, before: Span) -> Option<Span> {
        let cell = cells(self.text, before).pop().unwrap_or(Span::new(before.end(), before.end()));
        let printed = cell.of(self.text);
        if printed.is_empty() {
            return Some(cell);
        }
        let name = printed.strip_suffix(',')?.trim_end();
        let fits = name.split_whitespace().count() <= 6
            && name.starts_with(char::is_uppercase)
            && !name.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ';' | ':'));
        fits.then(|| Span::new(cell.start(), cell.start() + name.len()))
    }

    fn read_cell(&mut self, cell: Span) {
        let motto = mottoes::find(cell.of(self.text));
        if let Some(found) = motto {
            self.header.has_motto = true;
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
        self.header.is_draft |= fold::unaccented(printed).trim_matches(['(', ')', '*', ' ']).starts_with("du thao");
        if is_ornament(printed) || is_receipt(printed) || self.takes_mark(cell) {
            return;
        }
        if let Some(start) = letter_subject_start(printed, self.header.number.is_some() || self.header.is_recognised) {
            // Under a type name the subject ends as any other.
            self.part = if self.header.kind.is_some() { Part::TypeSubject } else { Part::LetterSubject };
            self.header.subject = vec![Span::new(cell.start() + start, cell.end())];
            return;
        }
        match self.part {
            Part::TypeSubject => self.header.subject.push(cell),
            Part::LetterSubject if !fold::is_upper_case(printed) => self.header.subject.push(cell),
            _ => self.read_letterhead_cell(cell),
        }
    }

    fn read_letterhead_cell(&mut self, cell: Span) {
        let printed = cell.of(self.text);
        if let Some((slug, name_end)) = self.type_name(cell) {
            self.part = Part::TypeSubject;
            self.header.kind = Some(Located::new(slug, Span::new(cell.start(), name_end)));
            self.header.subject.clear();
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
        let exact = kinds.at_start(&all).filter(|(_, count)| is_capital || *count == all.len());
        let (slug, count) = exact.or_else(|| kinds.like_start(&all).filter(|_| is_capital))?;
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

/// Capitals but for a code such as `QĐ-TTg`.
fn is_mostly_upper(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    letters > 0 && capitals * 10 >= letters * 9
}

fn is_capital_word(text: &str) -> bool {
    text.starts_with("SỐ")
}

/// The last line of a digital signature's picture: the hour with its zone, or the day alone.
fn is_time_of_signing(printed: &str) -> bool {
    let has_zone = printed.ends_with("+07:00") || printed.ends_with("+07'00'");
    let is_day =
        printed.len() == 10 && printed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'/'));
    has_zone || is_day
}

/// A code or a piece of a number, no name: digits with a slash, or letters of another script.
fn is_code(printed: &str) -> bool {
    let is_number =
        printed.contains('/') && printed.contains(|sign: char| sign.is_ascii_digit()) && !is_capital_word(printed);
    let is_foreign = |letter: char| matches!(letter, '\u{370}'..='\u{4ff}');
    let mixes = printed.split_whitespace().count() == 1 && printed.contains(|sign: char| sign.is_ascii_digit());
    is_number || mixes || printed.contains(is_foreign)
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
