//! [`Issuers`]: the codes of issuing bodies in symbols (*ký hiệu cơ quan*).
//!
//! Tells at which level a code stands; which province or district is meant is not here, see [`crate::resolve`].

use super::tsv;
use crate::text::fold;
use std::collections::HashMap;

/// Where a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeLevel {
    /// One body of the whole country: `TTg`, `BNV`, `TW`.
    Central,
    /// A body of a province: `SNV`, `TU`.
    Province,
    /// A body of a district: `HU`.
    District,
    /// A body of a commune: `ĐUX`.
    Commune,
    /// The same code at province, district and commune: `UBND`, `HĐND`, `MTTQ`.
    EveryPlace,
    /// Anywhere, the centre included: `BCĐ`, unknown codes.
    Anywhere,
}

/// One code of an issuing body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuerCode {
    /// Where it stands.
    pub level: CodeLevel,
    /// True for bodies of the Party, whose numbers run through a congress term.
    pub party: bool,
    /// Whose rules for numbers it follows.
    pub system: NumberSystem,
}

/// Whose rules for numbers and symbols a body follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberSystem {
    /// Administration of the state: `1109/QĐ-TTg`.
    State,
    /// The National Assembly and the people's councils: `202/2025/QH15`, `15/NQ-HĐND`.
    Assembly,
    /// The Party: `04-CT/TW`.
    Party,
    /// The Front and the unions.
    Union,
}

/// Codes of issuers, folded.
#[derive(Debug)]
pub struct Issuers {
    codes: HashMap<String, IssuerCode>,
}

impl Issuers {
    pub(super) fn built_in() -> Issuers {
        let issuers =
            tsv::rows(include_str!("../../grammars/issuer_symbols.tsv"), ["symbol", "name", "level", "system"]);
        let codes = issuers
            .into_iter()
            .filter(|[_, _, level, _]| *level != "unit")
            .map(|[symbol, name, level, system]| {
                let level = if name.contains("or province") { CodeLevel::Anywhere } else { code_level(level) };
                let system = number_system(system);
                (fold::number_key(symbol), IssuerCode { level, party: system == NumberSystem::Party, system })
            })
            .collect();
        Issuers { codes }
    }

    /// What is known of a folded code; unknown ones are read by their ending (`…TW`, `…TU`, `…HU`), a leading
    /// `S` (*sở*) or the number of an assembly's term (`QH15`), else they may stand anywhere.
    ///
    /// ```
    /// use vanban::tables::{CodeLevel, Tables};
    /// let issuers = &Tables::built_in().issuers;
    /// assert_eq!(issuers.code("ttg").level, CodeLevel::Central);
    /// assert_eq!(issuers.code("qh17").level, CodeLevel::Central);
    /// assert_eq!(issuers.code("snv").level, CodeLevel::Province);
    /// ```
    #[must_use]
    pub fn code(&self, folded: &str) -> IssuerCode {
        if let Some(known) = self.codes.get(folded) {
            return *known;
        }
        let without_term = folded.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let (level, system) = match without_term {
            "qh" | "ubtvqh" => (CodeLevel::Central, NumberSystem::Assembly),
            code if code.ends_with("tw") => (CodeLevel::Central, NumberSystem::Party),
            code if code.ends_with("tu") => (CodeLevel::Province, NumberSystem::Party),
            code if code.ends_with("hu") => (CodeLevel::District, NumberSystem::Party),
            code if code.starts_with('s') => (CodeLevel::Province, NumberSystem::State),
            _ => (CodeLevel::Anywhere, NumberSystem::State),
        };
        IssuerCode { level, party: system == NumberSystem::Party, system }
    }

    /// True when the table names the folded code.
    #[must_use]
    pub fn knows(&self, folded: &str) -> bool {
        self.codes.contains_key(folded)
    }
}

fn number_system(cell: &str) -> NumberSystem {
    match cell {
        "party" => NumberSystem::Party,
        "assembly" => NumberSystem::Assembly,
        "union" => NumberSystem::Union,
        _ => NumberSystem::State,
    }
}

fn code_level(cell: &str) -> CodeLevel {
    match cell {
        "trung_uong" => CodeLevel::Central,
        "tinh" => CodeLevel::Province,
        "huyen" => CodeLevel::District,
        "xa" => CodeLevel::Commune,
        "province|district|commune" | "province|district" => CodeLevel::EveryPlace,
        _ => CodeLevel::Anywhere,
    }
}
