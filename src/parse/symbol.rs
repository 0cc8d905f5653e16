//! What the codes of a number say: system, type, issuers, drafting unit; and which number a misprint probably means.
//!
//! Sources: Nghị định 30/2020/NĐ-CP, Appendix I and III (state); Hướng dẫn 36-HD/VPTW (Party). What is printed stays;
//! a likely reading is only offered.

use crate::model::DocNumber;
use crate::tables::{NumberSystem, Tables};
use crate::text::{fold, nearness};

/// The codes of a number, as printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Symbol<'n> {
    pub(super) system: NumberSystem,
    /// `None` for a letter (*công văn*) and for laws.
    pub(super) type_code: Option<&'n str>,
    /// Several for a joint document (*liên tịch*).
    pub(super) issuers: Vec<&'n str>,
    /// Drafting unit: `NC` of `UBND-NC`.
    pub(super) unit: Option<&'n str>,
}

/// Reads the codes of `number`.
pub(super) fn read<'n>(number: &'n DocNumber, tables: &Tables) -> Symbol<'n> {
    let codes: Vec<&str> = number.symbol().split(['-', '/', '.']).filter(|code| !code.is_empty()).collect();
    let has_type = codes.len() > 1 && tables.doc_kinds.of_code(codes[0]).is_some();
    let (type_code, rest) = match codes.split_first() {
        Some((first, rest)) if has_type => (Some(*first), rest),
        _ => (None, codes.as_slice()),
    };
    let is_joint = type_code.is_some_and(|code| matches!(code, "TTLT" | "NQLT" | "KHLT" | "CTPH"))
        || number.year().is_some() && type_code.is_some();
    let own = if is_joint { issuing(rest, tables) } else { rest.len().min(1) };
    let system = match rest.first().map(|code| tables.issuers.code(&fold::number_key(code)).system) {
        Some(NumberSystem::State) | None if number.to_string().contains('/') && number_is_dashed(number) => {
            NumberSystem::Party
        }
        Some(system) => system,
        None => NumberSystem::State,
    };
    // Each code is parted from the next by one sign.
    let taken: usize = codes[..codes.len() - rest.len() + own].iter().map(|code| code.len() + 1).sum();
    let unit = number.symbol().get(taken..).filter(|unit| !unit.is_empty());
    Symbol { system, type_code, issuers: rest[..own].to_vec(), unit }
}

/// `04-CT/TW`: the Party's way to set a number.
fn number_is_dashed(number: &DocNumber) -> bool {
    number.separator() == '-' && number.symbol().contains('/')
}

/// How many of the codes behind a type are issuers: all bodies that sign together, the drafting units not.
fn issuing(codes: &[&str], tables: &Tables) -> usize {
    let known = codes.iter().skip(1).take_while(|code| tables.issuers.knows(&fold::number_key(code))).count();
    codes.len().min(1 + known)
}

/// The issuing codes of two numbers are the same, terms aside, so that one printed issuer may serve both.
pub(super) fn same_issuers(one: &DocNumber, other: &DocNumber, tables: &Tables) -> bool {
    let of = |number: &DocNumber| -> Vec<String> {
        let bare = |code: &&str| fold::number_key(code).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        read(number, tables).issuers.iter().map(bare).collect()
    };
    of(one) == of(other)
}

/// The number that a misprinted one most likely means; `None` where it is well formed, or nothing is likely.
pub(super) fn likely(number: &DocNumber, tables: &Tables) -> Option<DocNumber> {
    let ordinal = number.ordinal()?;
    let mended = mended_codes(number.symbol(), tables);
    let symbol = mended.as_deref().unwrap_or(number.symbol());
    let codes: Vec<&str> = symbol.split(['-', '/']).collect();
    let parted = match codes.as_slice() {
        [kind, issuer, ..] if number.year().is_none() && tables.doc_kinds.of_code(kind).is_some() => {
            let key = fold::number_key(issuer);
            let system = tables.issuers.knows(&key).then(|| tables.issuers.code(&key).system);
            let rest = symbol.get(kind.len() + 1..)?;
            match system {
                Some(NumberSystem::Party) if codes.len() == 2 => {
                    DocNumber::new(Some(ordinal), '-', None, &format!("{kind}/{rest}"))
                }
                Some(NumberSystem::State | NumberSystem::Assembly) if number.separator() == '-' => {
                    DocNumber::new(Some(ordinal), '/', None, &format!("{kind}-{rest}"))
                }
                _ => None,
            }
        }
        _ => None,
    };
    let kept = || DocNumber::new(Some(ordinal), number.separator(), number.year(), symbol);
    parted.or_else(|| mended.is_some().then(kept).flatten()).filter(|likely| likely.key() != number.key())
}

/// The codes with those mended that are no code of the tables but one letter off one of the highest bodies, or lost the
/// stroke of `Đ`, or ran into each other; `None` where nothing is to be mended.
fn mended_codes(symbol: &str, tables: &Tables) -> Option<String> {
    let parts: Vec<&str> = symbol.split(['-', '/']).collect();
    if let [only] = parts.as_slice() {
        return run_together(only, tables);
    }
    let first = parts.first()?;
    let mut mended = symbol.to_owned();
    if let Some(kind) = stroked(first, |code| tables.doc_kinds.of_code(code).is_some()) {
        mended.replace_range(..first.len(), &kind);
    }
    if tables.doc_kinds.of_code(parts[0]).is_some() || mended != symbol {
        let issuer = parts[1];
        let knows = |code: &str| tables.issuers.knows(&fold::number_key(code));
        if let Some(likely) =
            stroked(issuer, knows).or_else(|| (!knows(issuer)).then(|| one_letter_off(issuer)).flatten())
        {
            let start = mended.find(['-', '/'])? + 1;
            mended.replace_range(start..start + issuer.len(), &likely);
        }
    }
    (mended != symbol).then_some(mended)
}

/// Codes that stand in most numbers, so that a slip in one is told.
const HIGHEST: [&str; 6] = ["TTg", "CP", "TW", "CTN", "UBND", "HĐND"];

/// `QD` is no code, `QĐ` is.
fn stroked(code: &str, knows: impl Fn(&str) -> bool) -> Option<String> {
    let with = code.replace('D', "Đ");
    (with != code && !knows(code) && knows(&with)).then_some(with)
}

/// `Tg` for `TTg`: a letter of one of the highest bodies' codes was left out or doubled.
fn one_letter_off(code: &str) -> Option<String> {
    let lengths_differ = |known: &&&str| known.chars().count() != code.chars().count();
    let near = |known: &&&str| nearness::distance(&fold::number_key(known), &fold::number_key(code)) == 1;
    let mut found = HIGHEST.iter().filter(lengths_differ).filter(near);
    let first = found.next()?;
    found.next().is_none().then(|| (*first).to_owned())
}

/// `QĐUBND` for `QĐ-UBND`: the hyphen was lost.
fn run_together(code: &str, tables: &Tables) -> Option<String> {
    HIGHEST.iter().find_map(|issuer| {
        let kind = code.strip_suffix(issuer)?;
        tables.doc_kinds.of_code(kind).is_some().then(|| format!("{kind}-{issuer}"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;

    /// Number, system, type, issuers, unit; `-` for what is not there.
    #[track_caller]
    fn check(printed: &str, expected: &str) {
        let tables = Tables::built_in();
        let found = grammar::doc_number(printed, 0).or_else(|| grammar::header_number(printed, 0));
        let told = found.map_or("none".to_owned(), |found| {
            let symbol = read(&found.number, tables);
            let or_dash = |text: Option<&str>| text.unwrap_or("-").to_owned();
            format!(
                "{} {:?} {} {} {}",
                found.number,
                symbol.system,
                or_dash(symbol.type_code),
                if symbol.issuers.is_empty() { "-".to_owned() } else { symbol.issuers.join("+") },
                or_dash(symbol.unit)
            )
        });
        assert_eq!(told, expected, "{printed}");
    }

    #[test]
    fn numbers_of_the_state_are_taken_apart() {
        check("3071 /UBND-NC", "3071/UBND-NC State - UBND NC");
        check("Số: 511/KH-UBND", "511/KH-UBND State KH UBND -");
        check("Số:           /KH-UBND", "/KH-UBND State KH UBND -");
        check("Số: /UBND-VH", "/UBND-VH State - UBND VH");
        check("47/NQ-CP", "47/NQ-CP State NQ CP -");
        check("71/2014/NĐ-CP", "71/2014/NĐ-CP State NĐ CP -");
        check("71/NĐ-CP", "71/NĐ-CP State NĐ CP -");
        check("3109/QĐ-TTg", "3109/QĐ-TTg State QĐ TTg -");
        check("3109/QÐ-TTg", "3109/QĐ-TTg State QĐ TTg -");
        check("3109/QĐ-TTG", "3109/QĐ-TTG State QĐ TTG -");
        check("968/STTTT-TTBCXB", "968/STTTT-TTBCXB State - STTTT TTBCXB");
        check("02/2009/TTLT-BNG-BNV", "02/2009/TTLT-BNG-BNV State TTLT BNG+BNV -");
        check("30c/NQ-CP", "30c/NQ-CP State NQ CP -");
        check("3071a/UBND-NC", "3071a/UBND-NC State - UBND NC");
        check("12 bis/QĐ-UBND", "12bis/QĐ-UBND State QĐ UBND -");
        check("66.25/2026/NQ-CP", "66.25/2026/NQ-CP State NQ CP -");
        check("473/TTr - NN&PTNT", "473/TTr-NN&PTNT State TTr NN&PTNT -");
        check("42/TTr-VPUB", "42/TTr-VPUB State TTr VPUB -");
        check("495/TTr-SNgV", "495/TTr-SNgV State TTr SNgV -");
        check("312/BC-STP", "312/BC-STP State BC STP -");
        check("3616/BTTTT-TTĐN", "3616/BTTTT-TTĐN State - BTTTT TTĐN");
        check("724/VP-NV", "724/VP-NV State - VP NV");
        check("285/CCTTHC", "285/CCTTHC State - CCTTHC -");
        check("1234/UBND.VX", "1234/UBND.VX State - UBND VX");
        check("123/CV-UBND", "123/CV-UBND State CV UBND -");
        check("03/VBHN-VPQH", "03/VBHN-VPQH Assembly VBHN VPQH -");
        check("01/BCĐ-thông tin đối ngoại", "01/BCĐ-thông tin đối ngoại State - BCĐ thông tin đối ngoại");
    }

    #[test]
    fn numbers_of_party_assembly_and_unions_are_taken_apart() {
        for printed in ["06-CT/TW", "06- CT/TW"] {
            check(printed, "06-CT/TW Party CT TW -");
        }
        check("13-KH/TU", "13-KH/TU Party KH TU -");
        check("01-HD/BĐNTW", "01-HD/BĐNTW Party HD BĐNTW -");
        check("272-QĐ/TW", "272-QĐ/TW Party QĐ TW -");
        check("57-KL/TW", "57-KL/TW Party KL TW -");
        check("19-QĐi/TU", "19-QĐi/TU Party QĐi TU -");
        check("65-Ctr/TU", "65-Ctr/TU Party Ctr TU -");
        check("1649-CV/TU", "1649-CV/TU Party CV TU -");
        check("24-BS/UBKTTU", "24-BS/UBKTTU Party BS UBKTTU -");
        check("1518-QĐ/TWĐTN-CTĐ", "1518-QĐ/TWĐTN-CTĐ Union QĐ TWĐTN CTĐ");
        check("295-QĐ/ĐU", "295-QĐ/ĐU Party QĐ ĐU -");
        check("Số -KH/HU", "-KH/HU Party KH HU -");
        check("15/2021/NQ-HĐND", "15/2021/NQ-HĐND Assembly NQ HĐND -");
        check("15/NQ-HĐND", "15/NQ-HĐND Assembly NQ HĐND -");
        check("202/2025/QH15", "202/2025/QH15 Assembly - QH15 -");
        check("351/2017/UBTVQH14", "351/2017/UBTVQH14 Assembly - UBTVQH14 -");
        check("1656/NQ-UBTVQH15", "1656/NQ-UBTVQH15 Assembly NQ UBTVQH15 -");
        check("91/HD-MTTW-BTT", "91/HD-MTTW-BTT Union HD MTTW BTT");
        check("18/KH-MTTQ-BTT", "18/KH-MTTQ-BTT Union KH MTTQ BTT");
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for printed in [
            "28/8/2019",
            "06/7/2011",
            "09/10/2019 15:32:11 +07:00",
            "2021 - 2025",
            "24/7",
            "01/01",
            "II/2020",
            "50/50",
            "1/500",
            "QĐ-TTg",
            "3/2/1930",
            "QH15",
        ] {
            check(printed, "none");
        }
    }

    #[track_caller]
    fn misprint(printed: &str, expected: Option<&str>) {
        let number = grammar::doc_number(printed, 0).expect("a number").number;
        let found = likely(&number, Tables::built_in()).map(|likely| likely.to_string());
        assert_eq!(found.as_deref(), expected, "{printed}");
    }

    #[test]
    fn misprints_offer_what_was_probably_meant() {
        misprint("12/CT-TW", Some("12-CT/TW"));
        misprint("72-NQ-TW", Some("72-NQ/TW"));
        misprint("38-CT/TTg", Some("38/CT-TTg"));
        misprint("866/QĐ-Tg", Some("866/QĐ-TTg"));
        misprint("866/QD-TTg", Some("866/QĐ-TTg"));
        misprint("866/QĐUBND", Some("866/QĐ-UBND"));
        misprint("61/2018/NĐCP", Some("61/2018/NĐ-CP"));
        misprint("866/QĐ-TTg", None);
        misprint("15/2021/NQ-HĐND", None);
        misprint("91/HD-MTTW-BTT", None);
        misprint("1518-QĐ/TWĐTN-CTĐ", None);
        misprint("968/STTTT-TTBCXB", None);
    }
}
