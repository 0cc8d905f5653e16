//! The number line and the date line of a head (*số, ký hiệu; địa danh, ngày tháng năm*), whole or damaged.

use super::damaged;
use super::grammar::{self, NumberMatch};
use super::header::{Part, Reader, cells};
use crate::model::Located;
use crate::text::{Span, fold, words};
use regex::Regex;
use std::sync::LazyLock;

impl Reader<'_> {
    /// Reads a number at the start of the line or of one of its cells; gives where the rest begins.
    pub(super) fn take_number(&mut self, line: Span) -> Option<usize> {
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
            let is_word =
                is_word && !(is_capital_word(&self.text[at..]) && self.names_a_document(Span::new(line.start(), at)));
            if let Some(found) = is_word.then(|| grammar::header_number(&self.text[..line.end()], at)).flatten() {
                return Some(self.set_number(line, at, found));
            }
        }
        if printed.starts_with("SỐ") && self.names_a_document(Span::new(line.start(), line.start())) {
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

    /// The words before a number, or the last line of the issuer where none stand there, end with a type name or code:
    /// the number is that of another document, inside the issuer's name (`ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH` / `SỐ …`).
    fn names_a_document(&self, before: Span) -> bool {
        let printed = cells(self.text, before).pop().or_else(|| self.header.issuer_lines.last().copied());
        printed.is_some_and(|printed| {
            let all = words::words(self.text, printed);
            let is_code =
                || all.last().is_some_and(|last| self.tables.doc_kinds.of_code(last.span.of(self.text)).is_some());
            all.len() > 2 && (self.tables.doc_kinds.at_end(&all).is_some() || is_code())
        })
    }

    /// Reads the place and date in `rest`; gives what is left of it.
    pub(super) fn take_date(&mut self, rest: Span) -> Option<Span> {
        if self.header.date.is_some() || self.header.date_is_odd || self.part == Part::TypeSubject {
            return None;
        }
        let (place, found) = self.date_in(rest)?;
        let place = self.with_line_above(place, rest);
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
    pub(super) fn take_damaged_date(&mut self, rest: Span, next: Option<Span>) -> Option<Span> {
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
        let place = self.with_line_above(found.place, rest);
        self.header.place = (!place.is_empty()).then_some(place);
        self.header.date_is_odd = found.date.is_none_or(|date| date.precision() != "day");
        self.header.date = found.date.map(|date| Located::new(date, found.span));
        self.header.unread_date = found.unread;
        for cell in cells(self.text, Span::new(rest.start(), found.place.start())) {
            self.read_cell(cell);
        }
        Some(Span::new(found.span.end().min(rest.end()), rest.end()))
    }

    /// A place and date line inside `rest`: the place (perhaps empty) and the date.
    pub(super) fn date_in(&self, rest: Span) -> Option<(Span, grammar::DateMatch)> {
        let printed = rest.of(self.text);
        ["ngày", "Ngày", "NGÀY"].iter().flat_map(|word| printed.match_indices(word)).find_map(|(at, _)| {
            let place = self.place_before(Span::new(rest.start(), rest.start() + at))?;
            let found = grammar::dated(&self.text[..rest.end()], rest.start() + at)?;
            let goes_on = self.text[found.span.end()..rest.end()].trim_start().starts_with(char::is_alphabetic);
            (!goes_on || !place.is_empty()).then_some((place, found))
        })
    }

    /// A place whose first syllables stand in the line above: `Mẫu` / `Sơn, ngày …`.
    fn with_line_above(&self, place: Span, rest: Span) -> Span {
        let above = self.text[..rest.start()].strip_suffix('\n').unwrap_or_default();
        let start = above.rfind('\n').map_or(0, |end| end + 1);
        let line = Span::new(start, above.len());
        let is_name = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
        };
        let printed = line.of(self.text);
        let starts_line = place.start() == rest.start() && !place.is_empty() && !place.of(self.text).contains(' ');
        let fits = starts_line && !printed.is_empty() && printed.len() < 24 && printed.split(' ').all(is_name);
        if fits { line.join(place) } else { place }
    }

    /// The place in front of a date: the last cell of `before`, up to its comma; empty where nothing stands there;
    /// `None` where other words do.
    fn place_before(&self, before: Span) -> Option<Span> {
        let cell = cells(self.text, before).pop().unwrap_or(Span::new(before.end(), before.end()));
        let printed = cell.of(self.text);
        if printed.is_empty() {
            return Some(cell);
        }
        let name = before_hour(printed).strip_suffix(',')?.trim_end();
        let fits = name.split_whitespace().count() <= 6
            && name.starts_with(char::is_uppercase)
            && !name.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ';' | ':'));
        fits.then(|| Span::new(cell.start(), cell.start() + name.len()))
    }
}

/// The hour that a telegram (*công điện*) prints before its day: `Mẫu, hồi 15 giờ 30 phút, ngày …`.
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r",\s*(?:(?:hồi|lúc|vào hồi|vào lúc)\s+)?[0-9]{1,2}\s*(?:giờ|h|g)(?:\s*[0-9]{1,2})?(?:\s*phút)?\s*,?$")
        .expect("the pattern is fixed")
});

/// `printed` up to the comma before the hour; all of it where it names none.
fn before_hour(printed: &str) -> &str {
    let hour = printed.contains(|sign: char| sign.is_ascii_digit()).then(|| HOUR.find(printed)).flatten();
    hour.map_or(printed, |hour| &printed[..=hour.start()])
}

fn is_capital_word(text: &str) -> bool {
    text.starts_with("SỐ")
}
