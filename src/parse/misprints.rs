//! What looks odd in the numbers that a document cites: misprints with their likely reading, letters read for digits,
//! codes left out, one number under two dates of a year. What is printed stays.

use super::symbol;
use crate::model::{Citation, CitationKind, Diagnostic, DocNumber};
use crate::tables::Tables;
use crate::text::fold;
use std::collections::{HashMap, HashSet};

const COMPARE: &str = "đối chiếu với bản giấy (compare with the paper)";

/// The doubts about the numbers of `citations`, each number once; `flow` is the text that their spans point into.
pub(super) fn about(citations: &[Citation], flow: &str, tables: &Tables) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut told: HashSet<(&str, String)> = HashSet::new();
    let full = || citations.iter().filter(|citation| citation.kind == CitationKind::Full);
    for citation in full() {
        let Some(number) = &citation.number else { continue };
        for doubt in [misprinted(citation, number, tables), misread(citation, number, flow)].into_iter().flatten() {
            if told.insert((doubt.code, number.key())) {
                found.push(doubt);
            }
        }
    }
    let mut earlier: HashMap<String, Vec<&Citation>> = HashMap::new();
    for citation in full() {
        let Some(number) = &citation.number else { continue };
        let same = earlier.entry(number.key()).or_default();
        let other = same.iter().find(|earlier| is_dated_twice(earlier, citation)).and_then(|earlier| earlier.date);
        same.push(citation);
        if let (Some(one), Some(two)) = (other, citation.date)
            && told.insert(("citation.two_dates", number.key()))
        {
            let message = format!("{number} ghi hai ngày khác nhau: {one} và {two} (cited with two dates)");
            found.push(Diagnostic::at("citation.two_dates", citation.span, message).with_hint(COMPARE));
        }
    }
    found
}

fn misprinted(citation: &Citation, number: &DocNumber, tables: &Tables) -> Option<Diagnostic> {
    if number.symbol().is_empty() {
        let message = format!("{number} thiếu ký hiệu (the code is missing)");
        return Some(Diagnostic::at("citation.no_code", citation.span, message).with_hint(COMPARE));
    }
    let likely = symbol::likely(number, tables)?;
    let message = format!("in là {number}, có lẽ là {likely} (printed {number}, probably {likely})");
    Some(Diagnostic::at("citation.misprint", citation.span, message).with_hint(COMPARE))
}

/// The number was read otherwise than its letters are printed: a letter in a digit's place, a slash lost or doubled. Where
/// the lost slash may be the last digit, both readings are said.
fn misread(citation: &Citation, number: &DocNumber, flow: &str) -> Option<Diagnostic> {
    let printed = fold::number_key(citation.span.of(flow));
    if printed.contains(&number.key()) {
        return None;
    }
    let ordinal = number.ordinal().unwrap_or_default();
    // `số 88, 89 và 91/TTr-SCT`: the code is printed with the last of the list.
    let is_bare = printed.ends_with(&fold::number_key(ordinal)) && !printed.contains(['/', '-']);
    if is_bare && flow[citation.span.end()..].trim_start().starts_with([',', ';', 'v']) {
        return None;
    }
    let is_glued = printed.contains(&fold::number_key(&format!("{ordinal}{}", number.symbol())));
    let other = ordinal.strip_suffix('1').filter(|rest| is_glued && rest.len() > 1);
    let other = other.and_then(|rest| DocNumber::new(Some(rest), number.separator(), number.year(), number.symbol()));
    let message = match other {
        Some(other) => format!("đọc được {number}, cũng có thể là {other} (may also be {other})"),
        None => format!("đọc là {number} từ chữ in không rõ (read as {number} from unclear print)"),
    };
    Some(Diagnostic::at("citation.unclear", citation.span, message).with_hint(COMPARE))
}

/// Two days of one year, and no two issuers.
fn is_dated_twice(one: &Citation, other: &Citation) -> bool {
    let day = |citation: &Citation| citation.date.and_then(|date| date.exact().map(|_| date));
    let same_issuer = one.issuer.is_none() || other.issuer.is_none() || one.issuer_entity == other.issuer_entity;
    match (day(one), day(other)) {
        (Some(a), Some(b)) => a != b && a.year_number() == b.year_number() && same_issuer,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::citations::{Own, Passage, PassagePlace, find};
    use crate::parse::flow::Flow;
    use crate::text::Span;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let passage = Passage { span: Span::new(0, text.len()), place: PassagePlace::Body };
        let own = Own { number: None, issuer: None };
        let flow = Flow::new(text.to_owned());
        let found = find(&flow, &[passage], &own, Tables::built_in());
        let doubts = about(&found, &flow, Tables::built_in());
        let told: Vec<&str> = doubts.iter().map(|doubt| doubt.code).collect();
        assert_eq!(told, expected.iter().map(|(code, _)| *code).collect::<Vec<_>>(), "{text}");
        for (doubt, (_, words)) in doubts.iter().zip(expected) {
            assert!(doubt.message.contains(words), "{}", doubt.message);
        }
    }

    #[test]
    fn misprints_stay_and_are_told() {
        check("Quyết định số 866/QĐ-Tg", &[("citation.misprint", "probably 866/QĐ-TTg")]);
        check("Luật Mẫu số 64/2025 ngày 01/4/2025", &[("citation.no_code", "64/2025")]);
        check("Chỉ thị số O6-CT/TW", &[("citation.unclear", "06-CT/TW")]);
        check("Quyết định số 11091QĐ-TTg", &[("citation.unclear", "may also be 1109/QĐ-TTg")]);
        check("Quyết định số 866/QĐ-TTg", &[]);
        check("Quyết định số 866, 867 và 868/QĐ-TTg", &[]);
    }

    #[test]
    fn one_number_under_two_days_of_a_year_is_told() {
        let text = "Quyết định số 7/QĐ-UBND ngày 01/02/2020; Quyết định số 7/QĐ-UBND ngày 02/02/2020";
        check(text, &[("citation.two_dates", "2020-02-02")]);
        check("Quyết định số 7/QĐ-UBND ngày 01/02/2020; Quyết định số 7/QĐ-UBND ngày 02/02/2021", &[]);
    }
}
