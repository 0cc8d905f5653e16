//! The only file that names pest: runs one rule in a bounded window of text and returns our own matches.
//!
//! Shapes live in `grammars/*.pest`; what a match means is decided by the callers. Positions are bytes of the
//! text given. A rule sees at most [`WINDOW`] bytes, so a bad candidate costs little.

use crate::model::{DocDate, DocNumber};
use crate::text::{Span, fold};
use pest::Parser;
use pest::iterators::{Pair, Pairs};

/// Bytes a rule may look at from where it starts.
const WINDOW: usize = 200;

/// White space inside a value, as in the grammars.
const GAP: [char; 3] = [' ', '\t', '\n'];

/// What a number line starts with.
const NUMBER_WORDS: [&str; 3] = ["Số", "số", "SỐ"];

#[derive(pest_derive::Parser)]
#[grammar = "../grammars/common.pest"]
#[grammar = "../grammars/number.pest"]
#[grammar = "../grammars/date.pest"]
struct Grammar;

/// A number found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberMatch {
    pub(super) span: Span,
    pub(super) number: DocNumber,
    /// Whether the year or type code makes it a number by itself; a bare letter (`285/CCTTHC`) needs a word before.
    pub(super) shape: NumberShape,
}

/// Which form of number matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberShape {
    Normative,
    Party,
    Admin,
    /// Ordinal and year alone.
    Codeless,
}

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DateMatch {
    pub(super) span: Span,
    /// `None` for a day that does not exist, such as 31/02.
    pub(super) date: Option<DocDate>,
}

/// A printed number that starts at byte `at`.
pub(super) fn doc_number(text: &str, at: usize) -> Option<NumberMatch> {
    if !may_be_number(text.get(at..)?) {
        return None;
    }
    number_from(run(Rule::doc_number, text, at)?, at)
}

/// Cheap look ahead: behind an ordinal stand a slash or dash and a capital, or a year and its slash.
fn may_be_number(text: &str) -> bool {
    // A suffix (`bis`, `ter`, a letter) may touch the ordinal.
    let in_ordinal = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '.' | 'a'..='e' | 'i' | 'r' | 's' | 't') || GAP.contains(&sign)
    };
    let behind = text.trim_start_matches(in_ordinal);
    let Some(rest) = behind.strip_prefix(|sign| sign == '/' || fold::is_dash(sign)) else { return false };
    let rest = rest.trim_start_matches('/').trim_start_matches(GAP);
    let has_year = || rest.get(4..).is_some_and(|behind| behind.trim_start_matches(GAP).starts_with('/'));
    rest.starts_with(char::is_uppercase) || (rest.starts_with("19") || rest.starts_with("20")) && has_year()
}

/// A number at byte `at` whose slash was lost or read as a letter (`761QĐ-UBND`): whether its first code is a type is
/// for the caller to tell.
pub(super) fn glued_number(text: &str, at: usize) -> Option<NumberMatch> {
    let pair = run(Rule::glued, text, at)?;
    let span = span_of(&pair, at);
    let mut parts = pair.into_inner();
    let (ordinal, symbol) = (parts.next()?.as_str(), parts.next()?.as_str());
    let (separator, shape) = if symbol.contains('/') { ('-', NumberShape::Party) } else { ('/', NumberShape::Admin) };
    let number = DocNumber::new(Some(ordinal), separator, None, without_note(symbol))?;
    Some(NumberMatch { span, number, shape })
}

/// Ordinal and year at byte `at`, where the code is missing (`64/2025`).
pub(super) fn codeless_number(text: &str, at: usize) -> Option<NumberMatch> {
    let pair = run(Rule::codeless, text, at)?;
    let span = span_of(&pair, at);
    let mut parts = Parts::default();
    parts.read(pair.into_inner());
    let number = DocNumber::new(parts.ordinal, '/', parts.year, "")?;
    Some(NumberMatch { span, number, shape: NumberShape::Codeless })
}

/// A number line that starts with the word *Số* at byte `at`; the span is the number's own, a blank one included.
pub(super) fn header_number(text: &str, at: usize) -> Option<NumberMatch> {
    let rest = text.get(at..)?;
    let opens = NUMBER_WORDS.iter().any(|word| rest.starts_with(word));
    let pair = opens.then(|| run(Rule::header_number, text, at)).flatten()?;
    pair.into_inner().find_map(|part| match part.as_rule() {
        Rule::doc_number => number_from(part, at),
        Rule::blank_number => blank_number_from(part, at),
        _ => None,
    })
}

/// The symbol behind an ordinal that cannot be read, from the slash or dash at byte `at`: `/KH-UBND`, `-KH/TU`.
pub(super) fn symbol_behind(text: &str, at: usize) -> Option<NumberMatch> {
    blank_number_from(run(Rule::blank_number, text, at)?, at)
}

/// A date that starts with the word *ngày* at byte `at`.
pub(super) fn dated(text: &str, at: usize) -> Option<DateMatch> {
    date_from(&run(Rule::dated, text, at)?, at)
}

/// A date behind a cited number that ends at byte `at`.
pub(super) fn citation_date(text: &str, at: usize) -> Option<DateMatch> {
    // Cheap look ahead: most numbers are followed by other words.
    let first = text.get(at..)?.chars().find(|sign| !GAP.contains(sign) && !",'’‘`*".contains(*sign))?;
    let may_open = first.is_ascii_digit() || "nNtTđbkr(OolI]|BS".contains(first);
    date_from(&may_open.then(|| run(Rule::citation_date, text, at)).flatten()?, at)
}

fn run(rule: Rule, text: &str, at: usize) -> Option<Pair<'_, Rule>> {
    let rest = text.get(at..)?;
    let mut end = rest.len().min(WINDOW);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    Grammar::parse(rule, &rest[..end]).ok()?.next()
}

fn span_of(pair: &Pair<'_, Rule>, at: usize) -> Span {
    let span = pair.as_span();
    Span::new(at + span.start(), at + span.end())
}

fn number_from(pair: Pair<'_, Rule>, at: usize) -> Option<NumberMatch> {
    let span = span_of(&pair, at);
    let form = pair.into_inner().next()?;
    let shape = match form.as_rule() {
        Rule::normative => NumberShape::Normative,
        Rule::party | Rule::dashed => NumberShape::Party,
        _ => NumberShape::Admin,
    };
    let is_dashed = form.as_rule() == Rule::dashed;
    let text = form.as_str();
    let mut parts = Parts::default();
    parts.read(form.into_inner());
    let ordinal = parts.ordinal?;
    let symbol = if is_dashed { text.trim_start_matches(ordinal).trim_start_matches('-') } else { parts.symbol? };
    let separator = if shape == NumberShape::Party { '-' } else { '/' };
    let number = DocNumber::new(Some(ordinal), separator, parts.year, without_note(symbol))?;
    Some(NumberMatch { span, number, shape })
}

/// A symbol without the mark of a footnote that was set close behind it: `QH151` is `QH15`, `QĐ-TTg2` is `QĐ-TTg`.
/// The codes of the highest bodies hold no digits but an assembly's term, which has two at the most.
fn without_note(symbol: &str) -> &str {
    let start = symbol.rfind(['-', '/', '.', ' ', '\n']).map_or(0, |at| at + 1);
    let code = &symbol[start..];
    let name = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = &code[name.len()..];
    let kept = match name {
        "QH" | "UBTVQH" if digits.len() > 2 => 2,
        "QH" | "UBTVQH" => digits.len(),
        "TTg" | "TTG" | "CP" | "TW" | "CTN" => 0,
        _ => digits.len(),
    };
    &symbol[..start + name.len() + kept]
}

fn blank_number_from(pair: Pair<'_, Rule>, at: usize) -> Option<NumberMatch> {
    let span = span_of(&pair, at);
    let form = pair.into_inner().find(|part| part.as_rule() != Rule::blank)?;
    let shape = match form.as_rule() {
        Rule::blank_party => NumberShape::Party,
        Rule::blank_normative => NumberShape::Normative,
        _ => NumberShape::Admin,
    };
    let own = span_of(&form, at);
    let mut parts = Parts::default();
    parts.read(form.into_inner());
    let separator = if shape == NumberShape::Party { '-' } else { '/' };
    let number = DocNumber::new(None, separator, parts.year, parts.symbol?)?;
    Some(NumberMatch { span: Span::new(own.start(), span.end()), number, shape })
}

#[derive(Default)]
struct Parts<'t> {
    ordinal: Option<&'t str>,
    year: Option<i16>,
    symbol: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn read(&mut self, pairs: Pairs<'t, Rule>) {
        for pair in pairs {
            match pair.as_rule() {
                Rule::ordinal => self.ordinal = Some(pair.as_str()),
                Rule::year => self.year = pair.as_str().parse().ok(),
                Rule::symbol | Rule::party_symbol => self.symbol = Some(pair.as_str()),
                _ => {}
            }
        }
    }
}

fn date_from(pair: &Pair<'_, Rule>, at: usize) -> Option<DateMatch> {
    let span = span_of(pair, at);
    let (mut day, mut month, mut year) = (None, None, None);
    for part in pair.clone().into_inner().flatten() {
        let number = whole(part.as_str());
        match part.as_rule() {
            Rule::day => day = number,
            Rule::month | Rule::month_before_year => month = number,
            Rule::full_year => year = number,
            _ => {}
        }
    }
    let small = |value: i16| i8::try_from(value).unwrap_or(0);
    let year = year?;
    let date = match (day, month) {
        (Some(day), Some(month)) => DocDate::day(year, small(month), small(day)),
        (None, Some(month)) => DocDate::month(year, small(month)),
        _ => DocDate::year(year),
    };
    let leading = pair.as_str().len() - pair.as_str().trim_start_matches([' ', '\t', '\n', ',']).len();
    Some(DateMatch { span: Span::new(span.start() + leading, span.end()), date })
}

/// The number that a day, month or year is printed as: digits, letters read in their place, or a month's name.
fn whole(printed: &str) -> Option<i16> {
    const MONTHS: [(&str, i16); 12] = [
        ("giêng", 1),
        ("hai", 2),
        ("ba", 3),
        ("tư", 4),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("mười một", 11),
        ("mười hai", 12),
        ("chạp", 12),
    ];
    let named = MONTHS.iter().find(|(name, _)| *name == printed).map(|(_, month)| *month);
    named.or_else(|| digits_of(printed).parse().ok())
}

/// A run of digits without blanks, letters that recognition gives for digits turned back.
pub(super) fn digits_of(printed: &str) -> String {
    let digit = |letter| match letter {
        'O' | 'o' => '0',
        'l' | 'I' | ']' | '|' => '1',
        'S' => '5',
        'B' => '8',
        other => other,
    };
    printed.chars().filter(|letter| !letter.is_whitespace()).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 3] = [
        include_str!("../../grammars/common.pest"),
        include_str!("../../grammars/number.pest"),
        include_str!("../../grammars/date.pest"),
    ];

    /// Does `rule` match the whole of `example`?
    fn matches_whole(rule: Rule, example: &str) -> bool {
        Grammar::parse(rule, example).is_ok_and(|pairs| {
            pairs.into_iter().next().map_or(example.is_empty(), |pair| pair.as_span().end() == example.len())
        })
    }

    /// The look aheads let every example of their rules pass.
    fn looked_ahead(name: &str, example: &str) -> bool {
        match name {
            "normative" | "party" | "admin" | "dashed" | "doc_number" => doc_number(example, 0).is_some(),
            "citation_date" => citation_date(example, 0).is_some(),
            "header_number" => header_number(example, 0).is_some(),
            _ => true,
        }
    }

    #[test]
    fn every_rule_has_examples_and_they_hold() {
        let mut checked = 0;
        for file in FILES {
            let mut examples: Vec<(bool, String)> = Vec::new();
            for line in file.lines() {
                if let Some(example) = line.strip_prefix("//= ") {
                    let (verdict, quoted) = example.split_once(' ').expect("verdict and example");
                    let text = quoted.trim().trim_matches('"').replace('⏎', "\n").replace('⇥', "\t");
                    examples.push((verdict == "ok", text));
                } else if let Some((name, rest)) = line.split_once(" = ") {
                    let rule = *Rule::all_rules().iter().find(|rule| format!("{rule:?}") == name).expect("a rule");
                    assert!(!examples.is_empty(), "{name} has no example");
                    let is_silent = rest.starts_with('_');
                    for (fits, text) in examples.drain(..) {
                        let found = if is_silent {
                            Grammar::parse(rule, &text).is_ok() && (fits || !text.is_empty() && name != "gap")
                        } else {
                            matches_whole(rule, &text)
                        };
                        assert!(!fits || looked_ahead(name, &text), "no look ahead sees {name} in {text:?}");
                        assert!(found == fits || (is_silent && name == "gap"), "{name} on {text:?}: {found}");
                        checked += 1;
                    }
                }
            }
        }
        assert!(checked > 100, "only {checked} examples");
    }

    #[track_caller]
    fn number(text: &str, expected: Option<&str>) {
        let found = doc_number(text, 0).map(|found| found.number.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn numbers_lose_spaces() {
        number("1057 /UBND-NC Lạng Sơn, ngày", Some("1057/UBND-NC"));
        number("04- CT/TW ngày 06 tháng 7", Some("04-CT/TW"));
        number("31-\nCTr/TW", Some("31-CTr/TW"));
        number("01/BCĐ-thông tin đối ngoại ngày 14/01/2022", Some("01/BCĐ-thông tin đối ngoại"));
        number("72-NQ-TW", Some("72-NQ-TW"));
        number("12/QĐ. BQL-VP ngày", Some("12/QĐ.BQL-VP"));
        number("12/2007/QĐ_BKHCN ngày", Some("12/2007/QĐ-BKHCN"));
        number("12/KH-UBND - Sở Nội vụ", Some("12/KH-UBND"));
        number("28/8/2019 của", None);
    }

    #[test]
    fn marks_of_footnotes_are_no_part_of_a_number() {
        number("202/2025/QH15¹ ngày", Some("202/2025/QH15"));
        number("202/2025/QH151 ngày", Some("202/2025/QH15"));
        number("12/QĐ-TTg3 ngày", Some("12/QĐ-TTg"));
        number("12/UBND-KT5 ngày", Some("12/UBND-KT5"));
        assert_eq!(doc_number("202/2025/QH151 ngày", 0).unwrap().span.len(), "202/2025/QH151".len());
    }

    #[test]
    fn lost_slashes_and_codes_are_read_on_demand() {
        let glued = |text| glued_number(text, 0).map(|found| found.number.to_string());
        assert_eq!(glued("761QĐ-UBND ngày").as_deref(), Some("761/QĐ-UBND"));
        assert_eq!(glued("294QĐ/TW ngày").as_deref(), Some("294-QĐ/TW"));
        assert_eq!(glued("1109lQĐ-TTg").as_deref(), Some("1109/QĐ-TTg"));
        assert_eq!(codeless_number("64/2025 ngày", 0).unwrap().number.to_string(), "64/2025");
        number("64/2025 ngày", None);
    }

    #[test]
    fn a_blank_ordinal_stays_blank() {
        let found = header_number("Số:\t/KH-UBND", 0).unwrap();
        assert_eq!((found.number.ordinal(), found.number.symbol()), (None, "KH-UBND"));
        assert_eq!(header_number("Số       -KH/HU", 0).unwrap().number.symbol(), "KH/HU");
    }

    #[track_caller]
    fn date(text: &str, expected: &str) {
        let found = dated(text, 0).and_then(|found| found.date).map(|date| date.to_string());
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn dates_are_as_precise_as_the_paper() {
        date("ngày 09 tháng 10 năm 2019", "2019-10-09");
        date("ngày\ttháng 02 năm 2020", "2020-02");
        date("ngày tháng 5 năm 2024", "2024-05");
        date("ngày tháng năm 2026", "2026");
        date("ngày /12/2017", "2017-12");
        date("ngày 06/7/2011", "2011-07-06");
        date("ngày 12/ 1 1/2009", "2009-11-12");
        date("ngảy O6 tháng 7 nãm 2011", "2011-07-06");
        date("ngày 30 tháng tư năm 1995", "1995-04-30");
    }
}
