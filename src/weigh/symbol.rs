//! What the codes of a symbol say: the type and the issuer, to hold against what else is printed.

use crate::record::Issuer;
use crate::tables::{CodeLevel, Tables};
use crate::text::fold;

/// The codes of a symbol such as `KH-UBND`, folded, in order.
fn codes(symbol: &str) -> Vec<String> {
    let key = fold::number_key(symbol);
    key.split(['-', '/', '.']).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// The symbol of a whole number: what stands behind its ordinal and its year.
pub(super) fn of_number(number: &str) -> &str {
    let symbol = number.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '.');
    let symbol = symbol.trim_start_matches(['/', '-']);
    match symbol.split_once(['/', '-']) {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => symbol,
    }
}

/// The type code of `symbol` stands for other types than `doc_type`; a letter has no type code. Rules (*quy chế*, *quy
/// định*) bear the number of the decision that issues them.
pub(super) fn contradicts_type(symbol: &str, doc_type: &str, tables: &Tables) -> bool {
    let codes = codes(symbol);
    let meant = codes.first().map(|code| tables.doc_kinds.all_of_code(code)).unwrap_or_default();
    let is = |slug: &str| meant.iter().any(|kind| kind == slug);
    let is_issued_by_decision = is("quyet_dinh") && ["quy_dinh", "quy_che"].contains(&doc_type);
    !meant.is_empty() && !is(doc_type) && !is_issued_by_decision
}

/// True when the symbol has a type code or a code that the table of issuers names.
pub(super) fn is_known(symbol: &str, tables: &Tables) -> bool {
    codes(symbol).iter().any(|code| tables.doc_kinds.of_code(code).is_some() || tables.issuers.knows(code))
}

/// The issuer's code of `symbol` stands at another level than the issuer, or for another kind of body.
pub(super) fn contradicts_issuer(symbol: &str, issuer: &Issuer, tables: &Tables) -> bool {
    let codes = codes(symbol);
    let Some(code) = codes.iter().find(|code| tables.issuers.knows(code)) else { return false };
    let wanted = match code.as_str() {
        "ttg" => ["prime_minister", "prime_minister"],
        "hđnd" => ["people_council", "people_council"],
        "ubnd" => ["people_committee", "chair"],
        _ => return contradicts_level(tables.issuers.code(code).level, issuer.level.as_deref()),
    };
    !wanted.contains(&issuer.body.as_str())
}

fn contradicts_level(code: CodeLevel, level: Option<&str>) -> bool {
    let wanted = match code {
        CodeLevel::Central => "trung_uong",
        CodeLevel::Province => "tinh",
        CodeLevel::District => "huyen",
        CodeLevel::Commune => "xa",
        CodeLevel::EveryPlace | CodeLevel::Anywhere => return false,
    };
    level.is_some_and(|level| level != wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_codes_against_type_names() {
        let contradicts = |symbol, doc_type| contradicts_type(symbol, doc_type, Tables::built_in());
        assert!(contradicts("KH-UBND", "quyet_dinh") && contradicts("TTLT-BTC-BTP", "thong_tu"));
        assert!(!contradicts("KH-UBND", "ke_hoach") && !contradicts("UBND-NC", "cong_van"));
        assert!(!contradicts("QĐ/TW", "quy_dinh") && !contradicts("KL/TW", "ket_luan"));
    }

    #[test]
    fn issuer_codes_against_issuers() {
        let issuer = |body: &str, level: &str| Issuer {
            body: body.to_owned(),
            level: Some(level.to_owned()),
            ..Issuer::default()
        };
        let contradicts = |symbol, issuer| contradicts_issuer(symbol, &issuer, Tables::built_in());
        assert!(contradicts("QĐ-TTg", issuer("people_committee", "tinh")));
        assert!(!contradicts("QĐ-TTg", issuer("prime_minister", "trung_uong")));
        assert!(contradicts("KH-UBND", issuer("people_council", "tinh")));
        assert!(!contradicts("KH-UBND", issuer("chair", "huyen")));
    }

    #[test]
    fn symbols_of_numbers() {
        assert_eq!(of_number("1109/QĐ-TTg"), "QĐ-TTg");
        assert_eq!(of_number("72/2015/NĐ-CP"), "NĐ-CP");
        assert_eq!(of_number("12-KH/TU"), "KH/TU");
    }
}
