//! Type (*tên loại*), subject (*trích yếu*) and the place of the date line.

use super::citations::Passage;
use super::header::Header;
use super::passages;
use crate::model::Located;
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{PlainText, Span, fold};
use regex::Regex;
use std::sync::LazyLock;

/// `V/v`, `Về việc` before a subject, with what damage makes of them.
static OPENER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^\w]{0,2}(?:[vw] ?/ ?[vwy] ?:?|v[ea] ?viec) ").expect("the pattern is fixed"));

/// The place as printed, in single spaces; a name in capitals gets its usual spelling.
pub(super) fn place_name(printed: &str) -> String {
    let name = fold::single_spaces(printed);
    if !fold::is_upper_case(&name) {
        return name;
    }
    let has_vowel = |word: &str| fold::unaccented(word).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let spelled = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        first.chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    // Abbreviations (`TP. HCM`) stay.
    let words: Vec<String> =
        name.split(' ').map(|word| if has_vowel(word) { spelled(word) } else { word.to_owned() }).collect();
    words.join(" ")
}

/// Type and subject: from the head; where it is lost, from the sentence that says what is issued.
pub(super) fn read(
    flow: &Flow,
    header: &Header,
    passages: &[Passage],
    tables: &Tables,
) -> (Option<Located<String>>, Option<Located<String>>) {
    let subject = subject(flow, header);
    let is_lost = header.kind.is_none() && header.number.is_none() && subject.is_none();
    if is_lost {
        return issued_in_text(flow, passages::opening(passages), tables);
    }
    let kind =
        header.kind.clone().or_else(|| kind_of_number(header, tables)).or_else(|| letter(header, subject.as_ref()));
    (kind, subject)
}

/// The subject's pieces as one value, without `Về việc` at its start.
fn subject(flow: &Flow, header: &Header) -> Option<Located<String>> {
    let (first, rest) = header.subject.split_first()?;
    let span = rest.iter().fold(*first, |span, piece| span.join(*piece));
    let joined: Vec<&str> = header.subject.iter().map(|piece| piece.of(flow)).collect();
    let whole = fold::single_spaces(&joined.join(" "));
    let plain = PlainText::of(&whole);
    let opener = OPENER.find(plain.as_str()).map_or(0, |found| plain.span(0, found.end()).end());
    let value = &whole[opener..];
    let value = value.trim_matches(['"', '“', '”', ' ', '-', '*', '.', '_', '\'']);
    let mut value = value.to_owned();
    // A quotation or bracket that opens inside the subject closes there too.
    if value.matches('“').count() > value.matches('”').count() && whole.trim_end().ends_with('”') {
        value.push('”');
    }
    if value.ends_with(')') && !value.contains('(') {
        value.pop();
    }
    (!value.is_empty()).then(|| Located::new(value, span))
}

/// The type that the number's code tells (`KH-UBND`), where no type name was printed.
fn kind_of_number(header: &Header, tables: &Tables) -> Option<Located<String>> {
    let found = header.number.as_ref()?;
    let mut codes = found.number.symbol().split(['-', '/']);
    let first = codes.next()?;
    codes.next()?;
    let slug = tables.doc_kinds.of_code(first)?;
    Some(Located::new(slug.to_owned(), found.span))
}

/// A document with a number or `V/v` and no type name is a letter (*công văn*).
fn letter(header: &Header, subject: Option<&Located<String>>) -> Option<Located<String>> {
    let span = header.number.as_ref().map(|number| number.span).or_else(|| subject.map(|subject| subject.span))?;
    Some(Located::new("cong_van".to_owned(), span))
}

/// `… ban hành Kế hoạch <subject> như sau:`.
fn issued_in_text(flow: &Flow, opening: Span, tables: &Tables) -> (Option<Located<String>>, Option<Located<String>>) {
    let all = flow.words(opening);
    let is_verb = |at: usize| {
        let pair = (all[at - 2].key.as_str(), all[at - 1].key.as_str());
        matches!(pair, ("ban", "hành") | ("xây", "dựng"))
    };
    for at in 2..all.len() {
        if !all[at].is_capital || !is_verb(at) {
            continue;
        }
        let Some((slug, count)) = tables.doc_kinds.at_start(&all[at..]) else { continue };
        let name = Span::new(all[at].span.start(), all[at + count - 1].span.end());
        let rest = Span::new(name.end(), opening.end()).of(flow);
        let stop = ["như sau", ", cụ thể", ":", ". "].iter().filter_map(|stop| rest.find(stop)).min();
        let subject = stop.map(|stop| {
            let printed = rest[..stop].trim_matches([' ', ',', '\t', '\n']);
            let start = name.end() + rest[..stop].find(printed).unwrap_or(0);
            Located::new(fold::single_spaces(printed), Span::new(start, start + printed.len()))
        });
        let subject = subject.filter(|subject| !subject.value.is_empty());
        return (Some(Located::new(slug.to_owned(), name)), subject);
    }
    (None, None)
}
