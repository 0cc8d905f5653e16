//! What tests share: golden answers, which know nothing of how a record is made, and a country of invented papers.

pub(crate) mod answer;
pub(crate) mod compare;
pub(crate) mod country;
pub(crate) mod echo;
pub(crate) mod floor;
pub(crate) mod score;
pub(crate) mod tally;
