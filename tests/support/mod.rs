//! What the golden tests and `bench/accuracy` share: answers, comparing, scoring. Knows nothing of how a record is made.

pub(crate) mod answer;
pub(crate) mod compare;
pub(crate) mod score;
pub(crate) mod tally;
