//! The ways in which people write the number of one document (*số, ký hiệu*), for index and query.
//!
//! `1109/QĐ-TTg` is found by `1109`, `1109/qd-ttg`, `1109/QĐ`, `QĐ 1109` and `QĐ số 1109`. Letters are folded twice,
//! with and without `đ`; leading zeros do not count. Whether two such documents are the same is not decided here.

use crate::text::fold;
use std::collections::BTreeSet;

/// Longest ordinal, in digits; a longer run of digits is no document number.
const ORDINAL_DIGITS: usize = 6;

/// The parts of a number as keys (folded, no spaces).
struct Parts<'a> {
    ordinal: &'a str,
    separator: &'a str,
    year: Option<&'a str>,
    symbol: &'a str,
}

/// Every form under which a printed number is indexed, sorted. A blank ordinal (`/KH-UBND`) is found by its symbol.
pub(super) fn index_forms(printed: &str) -> BTreeSet<String> {
    let key = fold::number_key(printed);
    let Some(parts) = split(&key) else {
        return with_and_without_accents(BTreeSet::from([key]));
    };
    let symbol = parts.symbol;
    let code = symbol.split(['-', '/']).next().unwrap_or_default();
    let mut forms = BTreeSet::from([key.clone(), symbol.to_owned(), code.to_owned()]);
    if !parts.ordinal.is_empty() {
        let ordinal = without_zeros(parts.ordinal);
        let separator = parts.separator;
        forms.insert(ordinal.to_owned());
        forms.insert(format!("{code} {ordinal}"));
        forms.insert(format!("{ordinal}{separator}{code}"));
        match parts.year {
            Some(year) => {
                forms.insert(format!("{ordinal}/{year}"));
                forms.insert(format!("{code} {ordinal}/{year}"));
                forms.insert(format!("{ordinal}/{year}/{code}"));
                forms.insert(format!("{ordinal}/{year}{separator}{symbol}"));
            }
            None => {
                forms.insert(format!("{ordinal}{separator}{symbol}"));
            }
        }
    }
    forms.remove("");
    with_and_without_accents(forms)
}

/// The forms to look for when `typed` looks like a document number; `None` when it does not.
///
/// Several forms mean "any of them".
pub(super) fn query_forms(typed: &str) -> Option<Vec<String>> {
    let joined = joined_parts(typed);
    let mut parts: Vec<&str> = joined.split(' ').filter(|part| !matches!(*part, "số" | "so" | "số:" | "so:")).collect();
    if let [code, number] = parts.as_slice()
        && is_code(code)
        && is_full(number)
    {
        parts.remove(0); // `QĐ 1109/QĐ-TTg` says the type twice
    }
    match *parts.as_slice() {
        [number] if is_ordinal(number) => Some(vec![without_zeros(number).to_owned()]),
        [number] if is_full(number) => Some(vec![without_zeros(number).to_owned()]),
        [code, number] if is_code(code) && (is_ordinal(number) || is_ordinal_and_year(number)) => {
            Some(vec![format!("{code} {}", without_zeros(number))])
        }
        [number, code] if is_ordinal(number) && is_code(code) => {
            Some(vec![format!("{code} {}", without_zeros(number))])
        }
        [number, symbol] if is_ordinal(number) && symbol.contains(['-', '/']) && is_code(first_part(symbol)) => {
            let number = without_zeros(number);
            Some(vec![format!("{number}/{symbol}"), format!("{number}-{symbol}")])
        }
        _ => None,
    }
}

/// True for one word that holds a whole number: an ordinal and a symbol, `1109/qd-ttg`.
pub(super) fn is_full_number(word: &str) -> bool {
    is_full(&joined_parts(word))
}

/// Folded, one space between words, none around slashes and dashes.
fn joined_parts(typed: &str) -> String {
    let folded = fold::single_spaces(&fold::compose(typed).to_lowercase());
    let dashed: String = folded.chars().map(|letter| if fold::is_dash(letter) { '-' } else { letter }).collect();
    let mut joined = dashed;
    for (spaced, tight) in [(" /", "/"), ("/ ", "/"), (" -", "-"), ("- ", "-")] {
        joined = joined.replace(spaced, tight);
    }
    joined.trim_end_matches(['.', ',', ';']).to_owned()
}

/// `1109`, `05`, `30a`, `12bis`.
fn is_ordinal(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &word[digits..];
    (1..=ORDINAL_DIGITS).contains(&digits)
        && (matches!(suffix, "" | "bis" | "ter")
            || (suffix.len() == 1 && suffix.bytes().all(|byte| byte.is_ascii_lowercase())))
}

/// `30/2020`.
fn is_ordinal_and_year(word: &str) -> bool {
    word.split_once('/').is_some_and(|(ordinal, year)| is_ordinal(ordinal) && is_year(year))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1109/qđ-ttg`, `12-kh/tu`, `30/2020/nđ-cp`, `1109/qđ`.
fn is_full(word: &str) -> bool {
    if word.contains(' ') {
        return false;
    }
    split(word).is_some_and(|parts| is_ordinal(parts.ordinal) && is_code(first_part(parts.symbol)))
}

/// Letters of a type or body: `qđ`, `ubnd`, `qh14`.
fn is_code(word: &str) -> bool {
    let letters = word.chars().count();
    (1..=12).contains(&letters)
        && word.starts_with(char::is_alphabetic)
        && word.chars().all(|letter| letter.is_alphanumeric() || letter == '&' || letter == '.')
}

fn first_part(symbol: &str) -> &str {
    symbol.split(['-', '/']).next().unwrap_or_default()
}

/// Cuts a key at its first separator; `None` without separator or symbol.
fn split(key: &str) -> Option<Parts<'_>> {
    let at = key.find(['/', '-'])?;
    let (ordinal, rest) = key.split_at(at);
    let (separator, rest) = rest.split_at(1);
    if ordinal.contains(char::is_alphabetic) && !ordinal.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let dated = rest.split_at_checked(4).filter(|(year, tail)| is_year(year) && tail.starts_with(['/', '-']));
    let (year, separator, symbol) = match dated {
        Some((year, tail)) => (Some(year), &tail[..1], &tail[1..]),
        None => (None, separator, rest),
    };
    symbol.contains(char::is_alphabetic).then_some(Parts { ordinal, separator, year, symbol })
}

fn without_zeros(number: &str) -> &str {
    let stripped = number.trim_start_matches('0');
    if stripped.starts_with(|letter: char| letter.is_ascii_digit()) { stripped } else { number }
}

fn with_and_without_accents(forms: BTreeSet<String>) -> BTreeSet<String> {
    let folded: Vec<String> = forms.iter().map(|form| fold::strip_accents(form)).collect();
    forms.into_iter().chain(folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, typed: &str) {
        let forms = query_forms(typed).unwrap_or_else(|| panic!("{typed} does not look like a number"));
        let index = index_forms(printed);
        assert!(forms.iter().any(|form| index.contains(form)), "{typed} → {forms:?} not in {index:?}");
    }

    #[test]
    fn one_number_many_ways() {
        for typed in ["1109", "1109/QĐ-TTg", "1109/qd-ttg", "1109 /QĐ – TTg", "QĐ 1109", "qd 1109", "QĐ số 1109"]
        {
            check("1109/QĐ-TTg", typed);
        }
        for typed in ["1109 QĐ", "1109 QĐ-TTg", "1109/QĐ", "QĐ 1109/QĐ-TTg", "số 1109/QĐ-TTg", "01109"] {
            check("1109/QĐ-TTg", typed);
        }
        check("05/KH-UBND", "5/kh-ubnd");
        check("5/KH-UBND", "KH 05");
        check("12-KH/TU", "12-kh/tu");
        check("12-KH/TU", "KH 12");
        check("12-KH/TU", "12 KH/TU");
        check("30/2020/NĐ-CP", "nd 30/2020");
        check("30/2020/NĐ-CP", "30/2020/nd-cp");
        check("30/2020/NĐ-CP", "NĐ 30");
        check("30c/NQ-CP", "30c");
        check("72/2020/QH14", "72/2020/QH14");
    }

    #[test]
    fn no_numbers() {
        for typed in ["kế hoạch", "đối ngoại 2019 nhân dân", "9/10/2019", "covid-19", "1109 1110", "30/2020", "", "-"]
        {
            assert_eq!(query_forms(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_blank_ordinal_is_found_by_its_symbol() {
        assert!(index_forms("/KH-UBND").contains("kh-ubnd"));
        assert!(!index_forms("/KH-UBND").iter().any(|form| form.contains(' ')), "{:?}", index_forms("/KH-UBND"));
    }
}
