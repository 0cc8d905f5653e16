//! Number and date lines that handwriting or recognition damaged: what can still be said of them.
//!
//! Digits stand in digit slots only, and nothing is repaired: an ordinal, day or month that does not read as digits, or
//! was recognised with doubt, stays unread, with the reading kept for a person to look at.

use super::grammar::{self, NumberMatch};
use super::header::Header;
use crate::model::{CleanText, DocDate, Located};
use crate::text::{PlainText, Span, fold};
use regex::Regex;
use std::sync::LazyLock;

/// A value recognised from an image with less confidence than this, of 100, may be another one. On real scans the
/// numbers that were read wrong, mostly written by hand, stood at 49 and below, printed ones mostly above 80.
const DOUBT: u8 = 60;

/// Bytes between the word *Số* and the slash at the most.
const LONGEST_SLOT: usize = 28;

/// What stands where digits should, as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unread {
    pub(super) raw: String,
    pub(super) span: Span,
}

/// A date line; its date is as precise as what could be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateLine {
    /// Empty where no place stands before the date.
    pub(super) place: Span,
    pub(super) span: Span,
    pub(super) date: Option<DocDate>,
    /// A day or month is written there but could not be read.
    pub(super) unread: Option<Unread>,
}

/// The word before a number: *Số*, its accents and its colon damaged.
static NUMBER_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^\w]{0,3}s[o0] ?[.:;,]{0,2}\s?").expect("the pattern is fixed"));

/// Digits that touch the code behind them, their slash lost.
static LOST_SLASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([0-9|lI]{1,5})[A-ZĐ][A-Za-zĐ]{1,4}-[A-ZĐ]").expect("the pattern is fixed"));

/// A number line in `line`, at its start or behind a gap, whose ordinal does not read as digits; `None` for the unread
/// part means that it was left blank.
pub(super) fn number(text: &str, line: Span) -> Option<(NumberMatch, Option<Unread>)> {
    let behind_gaps = line.of(text).match_indices('\t').map(|(at, _)| line.start() + at + 1);
    std::iter::once(line.start()).chain(behind_gaps).find_map(|at| number_at(text, Span::new(at, line.end())))
}

fn number_at(text: &str, rest: Span) -> Option<(NumberMatch, Option<Unread>)> {
    let printed = rest.of(text);
    let plain = PlainText::of(printed);
    let word = NUMBER_WORD.find(plain.as_str())?;
    let slot = plain.span(word.start(), word.end()).end();
    let is_department = ["Sở", "SỞ", "sở"].iter().any(|word| printed.trim_start().starts_with(word));
    if is_department && !printed[..slot].contains(':') {
        return None;
    }
    let signs = printed[slot..].char_indices().take_while(|(at, _)| *at < LONGEST_SLOT);
    for (at, _) in signs.filter(|(_, sign)| matches!(sign, '/' | '-')) {
        let Some(found) = grammar::symbol_behind(&text[..rest.end()], rest.start() + slot + at) else { continue };
        let raw = &printed[slot..slot + at];
        return (!holds_word(raw))
            .then(|| (found, unread(text, Span::new(rest.start() + slot, rest.start() + slot + at))));
    }
    number_without_slash(text, Span::new(rest.start() + slot, rest.end()))
}

/// `761QĐ-UBND`: the symbol is told by its code, the digits in front of it may have swallowed the slash.
fn number_without_slash(text: &str, rest: Span) -> Option<(NumberMatch, Option<Unread>)> {
    let digits = LOST_SLASH.captures(rest.of(text))?.get(1)?;
    let code = rest.start() + digits.end();
    let found = grammar::symbol_behind(&format!("/{}", Span::new(code, rest.end()).of(text)), 0)?;
    let span = Span::new(code, code + found.span.len() - 1);
    Some((NumberMatch { span, ..found }, unread(text, Span::new(rest.start(), code))))
}

/// A run of three small letters is a word, not a damaged digit.
fn holds_word(raw: &str) -> bool {
    raw.split(|letter: char| !letter.is_lowercase()).any(|run| run.chars().count() >= 3)
}

/// What `span` holds, unless it is blank or dotted.
fn unread(text: &str, span: Span) -> Option<Unread> {
    let raw = fold::single_spaces(span.of(text));
    let has_ink =
        raw.contains(|sign: char| !sign.is_whitespace() && !matches!(sign, '.' | '…' | '_' | '-' | ',' | ':'));
    has_ink.then_some(Unread { raw, span })
}

/// `<place>, ngày … tháng … năm 2020` with anything where the digits of day and month should stand.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"ng?[a-z]y ?(?P<day>.{0,9}?)\s?t[a-z]{2,3}g ?(?P<month>.{0,6}?) ?n[a-z]m|t[a-z]{2,3}g ?(?P<month2>.{0,6}?) ?n[a-z]m|.{0,12}? n[a-z]m";
    let year = r" ?(?P<year>(?:19|20)[0-9]{2})(?:[^0-9a-z/]|$)";
    Regex::new(&format!(r"(?s)^(?P<place>[a-z][a-z. -]{{1,38}}?)\s?[,.;:]\s?(?:{words}){year}"))
        .expect("the pattern is fixed")
});

/// A damaged date line at the start of `text[cell]`.
pub(super) fn date(text: &str, cell: Span) -> Option<DateLine> {
    let plain = PlainText::of(cell.of(text));
    let parts = DATE.captures(plain.as_str())?;
    let place_of = |name: &str| {
        let found = parts.name(name)?;
        Some(plain.span(found.start(), found.end()).shifted(cell.start()))
    };
    let place = place_of("place").filter(|place| is_place_name(place.of(text)))?;
    let year = parts["year"].parse().ok()?;
    let whole = plain.span(parts.name("place")?.end(), parts.name("year")?.end()).shifted(cell.start());
    let month_span = place_of("month").or_else(|| place_of("month2"));
    let day_span = place_of("day");
    let number_in = |span: Option<Span>| span.and_then(|span| digits(span.of(text)));
    let (day, month) = (number_in(day_span), number_in(month_span));
    let month = month.filter(|month| DocDate::month(year, *month).is_some());
    let date = match (day, month) {
        (Some(day), Some(month)) => DocDate::day(year, month, day).or_else(|| DocDate::month(year, month)),
        (None, Some(month)) => DocDate::month(year, month),
        _ => DocDate::year(year),
    };
    let is_whole = date.is_some_and(|date| date.exact().is_some());
    let is_left = |span: &Span| digits(span.of(text)).is_none() || Some(*span) == day_span && !is_whole;
    let missing = [day_span, month_span].into_iter().flatten().filter(is_left).find_map(|span| unread(text, span));
    let start =
        whole.start() + (whole.len() - whole.of(text).trim_start_matches([' ', ',', '.', ';', ':', '\n']).len());
    let span = Span::new(start, whole.end());
    Some(DateLine { place, span, date, unread: missing })
}

/// One or two digits, with nothing but a dot or a blank beside them.
fn digits(raw: &str) -> Option<i8> {
    let bare = raw.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '.' | '_' | ','));
    let fits = (1..=2).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| bare.parse().ok()).flatten()
}

/// Words with capitals, as the name of a place.
fn is_place_name(printed: &str) -> bool {
    let words: Vec<&str> = printed.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && words.iter().all(|word| word.starts_with(|sign: char| sign.is_uppercase() || sign == '-'))
}

/// Takes back what was recognised with too little confidence: an ordinal, a day, a month.
pub(super) fn withhold(clean: &CleanText, header: &mut Header) {
    let text = clean.as_str();
    let doubtful = |span: Span| clean.confidence(span).is_some_and(|confidence| confidence < DOUBT);
    let ordinal =
        header.number.as_ref().and_then(|found| found.number.ordinal().map(|ordinal| (found.span, ordinal.len())));
    if let (Some((span, length)), Some(found)) = (ordinal, header.number.as_mut()) {
        // Two digits at least are written (Nghị định 30/2020/NĐ-CP, Appendix I): of a lone one, another may be lost.
        let slot = span.of(text).find(['/', '-']).map_or(span.end(), |at| span.start() + at);
        let slot = Span::new(span.start(), slot);
        let is_lone = length == 1 && clean.confidence(slot).is_some();
        if is_lone || doubtful(slot) {
            header.unread_number = unread(text, slot);
            found.number = found.number.without_ordinal();
        }
    }
    if let Some(date) = header.date.as_mut().filter(|date| date.value.exact().is_some()) {
        let printed = PlainText::of(date.span.of(text));
        let edge =
            |word: &str| printed.as_str().find(word).map(|at| printed.span(at, at).shifted(date.span.start()).start());
        let month_from = edge("thang").unwrap_or(date.span.end());
        let year_from = edge("nam").unwrap_or(date.span.end()).max(month_from);
        let (day, month) = (Span::new(date.span.start(), month_from), Span::new(month_from, year_from));
        let is_doubtful = |span: Span| doubtful(span) || is_like_several(clean, span);
        let less = match (is_doubtful(day), is_doubtful(month)) {
            (false, false) => None,
            (true, false) => date.value.without_day(),
            (_, true) => DocDate::year(date.value.year_number()),
        };
        if let Some(less) = less {
            header.unread_date = unread(text, date.span);
            header.date_is_odd = true;
            *date = Located::new(less, date.span);
        }
    }
}

/// `B` and `S` were read among the digits: by hand, several digits are like them.
fn is_like_several(clean: &CleanText, span: Span) -> bool {
    clean.confidence(span).is_some() && span.of(clean.as_str()).contains(['B', 'S'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_number(line: &str, expected: Option<(&str, Option<&str>)>) {
        let found = number(line, Span::new(0, line.len()));
        let told = found
            .as_ref()
            .map(|(found, unread)| (found.number.symbol(), unread.as_ref().map(|left| left.raw.as_str())));
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn a_damaged_ordinal_leaves_its_symbol() {
        check_number("Số: #4 /QĐ-UBND", Some(("QĐ-UBND", Some("#4"))));
        check_number("Số:39 5Š /TB -SXD", Some(("TB-SXD", Some("39 5Š"))));
        check_number("Só#Í2/SXD-TC", Some(("SXD-TC", Some("#Í2"))));
        check_number("Số:\t2# /CT-UBND\tQuảng Ninh", Some(("CT-UBND", Some("2#"))));
        check_number("Sóz?0/|/KH-SXD", Some(("KH-SXD", Some("z?0/|"))));
        check_number("Số. 3Ƒ-KH/TU", Some(("KH/TU", Some("3Ƒ"))));
        check_number("Số: 761QĐ-UBND", Some(("QĐ-UBND", Some("761"))));
        check_number("Sô: /2010/TT-BCT", Some(("TT-BCT", None)));
    }

    #[test]
    fn names_and_receipts_hold_no_number() {
        check_number("Sở Xây dựng - Sở Tài chính", None);
        check_number("Số: 455", None);
        check_number("Số liệu báo cáo/KH-UBND", None);
    }

    #[track_caller]
    fn check_date(cell: &str, place: &str, expected: &str, left: Option<&str>) {
        let found = date(cell, Span::new(0, cell.len())).expect(cell);
        let date = found.date.map(|date| date.to_string());
        assert_eq!((found.place.of(cell), date.as_deref()), (place, Some(expected)), "{cell}");
        assert_eq!(found.unread.as_ref().map(|left| left.raw.as_str()), left, "{cell}");
    }

    #[test]
    fn a_damaged_day_or_month_is_not_guessed() {
        check_date("Cao Bằng, ngày 0B tháng 02 năm 2025", "Cao Bằng", "2025-02", Some("0B"));
        check_date("Cao Bằng, ngàyà3 tháng 02 năm 2025", "Cao Bằng", "2025-02", Some("à3"));
        check_date("Cao Bằng, ngày 42. tháng 12 năm 2017", "Cao Bằng", "2017-12", Some("42."));
        check_date("Cao Bằng, ngày0) thángh năm 2026", "Cao Bằng", "2026", Some("0)"));
        check_date("Cao Bằng, tháng 10 năm 2017", "Cao Bằng", "2017-10", None);
        check_date("Cao Bằng. ngày\n4b tháng 4Ô năm 2017", "Cao Bằng", "2017", Some("4b"));
        check_date("Cao Bằng, 3 năm 2020", "Cao Bằng", "2020", None);
        check_date("Cao Bằng, ngày 09 thắng 10 năm 2017", "Cao Bằng", "2017-10-09", None);
    }

    #[test]
    fn running_text_is_no_date_line() {
        for text in ["Trong đó, ngày 09 tháng 10 năm 2017", "Căn cứ Kế hoạch, đến năm 2020"] {
            assert_eq!(date(text, Span::new(0, text.len())), None, "{text}");
        }
    }
}
