//! [`DocKey`]: what makes two mentions the same document.
//!
//! A number alone is no identity: `12-KH/TU` of two provinces are two plans, `1109/QĐ-TTg` of 2011 and 2019 two
//! decisions. Legal source of the series: Nghị định 30/2020/NĐ-CP art. 15 (one issuer, one year);
//! Hướng dẫn 36-HD/VPTW (one committee, one type, one congress term).

/// Which numbering system a document belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// Series restart every January.
    State,
    /// Series restart with the congress term of the committee.
    Party,
}

impl System {
    /// Name in the store.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            System::State => "state",
            System::Party => "party",
        }
    }
}

/// The identity of a document: (system, issuer entity, number, period).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocKey {
    /// Numbering system.
    pub system: System,
    /// Entity key of the issuer, such as `ttg`, `ubnd@20`, `ubnd@20/huu lung`, `tu@04`; `?` where it cannot be told.
    pub issuer: String,
    /// Folded number with symbol, leading zeros dropped: `1109/qđ-ttg`.
    pub number: String,
    /// Year (state) or first year of the term (Party); `None` when no date tells.
    pub period: Option<i16>,
}
