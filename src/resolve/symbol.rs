//! Taking a printed number apart: [`read_number`].

use crate::model::System;
use crate::tables::{IssuerCode, Tables};
use crate::text::fold;

/// The parts of a printed number that identity needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberParts {
    /// System of the series.
    pub(super) system: System,
    /// Folded number, zeros dropped, separators as the system writes them: `1109/qđ-ttg`, `12-kh/tu`.
    pub(super) canonical: String,
    /// Year inside the number.
    pub(super) year: Option<i16>,
    /// Folded code of the issuer: `ttg`.
    pub(super) issuer_code: String,
    /// What the table says of the code.
    pub(super) issuer: IssuerCode,
    /// True when the table names the code.
    pub(super) is_listed: bool,
}

/// Reads a number as printed; `None` when its ordinal is blank or it has no symbol.
pub(super) fn read_number(printed: &str, tables: &Tables) -> Option<NumberParts> {
    let key = fold::number_key(printed);
    let mut parts = key.split(['/', '-']).filter(|part| !part.is_empty()).peekable();
    let ordinal = parts.next().filter(|first| first.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let starts_with_separator = key.starts_with(['/', '-']);
    if starts_with_separator {
        return None;
    }
    let year = parts.peek().and_then(|part| year_of(part));
    let codes: Vec<&str> = parts.skip(usize::from(year.is_some())).collect();
    let issuer_code = issuer_code(&codes, tables)?;
    let issuer = tables.issuers.code(issuer_code);
    let party_form = key[ordinal.len()..].starts_with('-') && key.contains('/');
    let system =
        if issuer.party || (party_form && !tables.issuers.knows(issuer_code)) { System::Party } else { System::State };
    Some(NumberParts {
        system,
        canonical: canonical(system, without_zeros(ordinal), year, &codes),
        year,
        issuer_code: entity_code(issuer_code, tables).to_owned(),
        issuer,
        is_listed: tables.issuers.knows(issuer_code),
    })
}

/// The code of the issuer in a symbol whose ordinal is left blank (`KH-UBND`), and what the table says of it.
pub(super) fn issuer_of_symbol(symbol: &str, tables: &Tables) -> Option<(String, IssuerCode)> {
    let key = fold::number_key(symbol);
    let codes: Vec<&str> = key.split(['/', '-']).filter(|part| !part.is_empty()).collect();
    let code = issuer_code(&codes, tables)?;
    Some((entity_code(code, tables).to_owned(), tables.issuers.code(code)))
}

/// `05` as `5`; suffix and dotted parts stay.
pub(super) fn without_zeros(ordinal: &str) -> &str {
    let short = ordinal.trim_start_matches('0');
    if short.starts_with(|letter: char| letter.is_ascii_digit()) {
        short
    } else {
        &ordinal[ordinal.len() - short.len() - 1..]
    }
}

fn year_of(part: &str) -> Option<i16> {
    let year = part.parse().ok().filter(|_| part.len() == 4)?;
    (1945..=2100).contains(&year).then_some(year)
}

/// The code behind the type code, else the first one (*công văn* symbols have no type code).
fn issuer_code<'c>(codes: &[&'c str], tables: &Tables) -> Option<&'c str> {
    match codes {
        [] => None,
        [only] => Some(only),
        [first, second, ..] => {
            let known = |code: &str| tables.issuers.knows(code);
            let first_is_type = tables.doc_kinds.of_code(first).is_some() || (!known(first) && known(second));
            Some(if first_is_type { second } else { first })
        }
    }
}

/// The code by which entities are named: of the codes of one agency alone its usual one, so that `SNN&PTNT` and
/// `SNNPTNT` are one body.
pub(super) fn entity_code<'c>(code: &'c str, tables: &'c Tables) -> &'c str {
    let code = series_code(code);
    tables.agencies.usual_code(code).unwrap_or(code)
}

/// Codes that share one series: the chair numbers in the series of the people's committee.
fn series_code(code: &str) -> &str {
    match code {
        "ub" | "ct" | "ctubnd" => "ubnd",
        "tthđnd" => "hđnd",
        other => other,
    }
}

fn canonical(system: System, ordinal: &str, year: Option<i16>, codes: &[&str]) -> String {
    let year = year.map_or_else(String::new, |year| format!("/{year}"));
    match (system, codes) {
        (System::Party, [first, rest @ ..]) if !rest.is_empty() => {
            format!("{ordinal}{year}-{first}/{}", rest.join("-"))
        }
        (System::Party, _) => format!("{ordinal}{year}-{}", codes.join("-")),
        (System::State, _) => format!("{ordinal}{year}/{}", codes.join("-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    fn check(printed: &str, canonical: &str, system: System, code: &str) {
        let parts = read_number(printed, Tables::built_in()).expect(printed);
        assert_eq!((parts.canonical.as_str(), parts.system, parts.issuer_code.as_str()), (canonical, system, code));
    }

    #[test]
    fn numbers_come_apart() {
        check("1109/QĐ-TTg", "1109/qđ-ttg", System::State, "ttg");
        check("0105 /QĐ–TTg", "105/qđ-ttg", System::State, "ttg");
        check("12-KH/TU", "12-kh/tu", System::Party, "tu");
        check("04/CT-TW", "4-ct/tw", System::Party, "tw");
        check("1057/UBND-NC", "1057/ubnd-nc", System::State, "ubnd");
        check("72/2015/NĐ-CP", "72/2015/nđ-cp", System::State, "cp");
        check("77/2015/QH13", "77/2015/qh13", System::State, "qh13");
        check("30c/NQ-CP", "30c/nq-cp", System::State, "cp");
        check("25/CT-UBND", "25/ct-ubnd", System::State, "ubnd");
        check("25/QĐ-CT", "25/qđ-ct", System::State, "ubnd");
        check("7/SNgV-LSVH", "7/sngv-lsvh", System::State, "sngv");
        check("00/KH-UBND", "0/kh-ubnd", System::State, "ubnd");
    }

    #[test]
    fn blank_ordinals_are_no_number() {
        for printed in ["/KH-UBND", "-KH/TU", "", "KH-UBND", "12"] {
            assert_eq!(read_number(printed, Tables::built_in()), None, "{printed}");
        }
    }
}
