//! What the golden tests share. Knows nothing of how a record is made.

pub(crate) mod answer;
pub(crate) mod compare;
pub(crate) mod echo;
pub(crate) mod floor;
pub(crate) mod score;
pub(crate) mod tally;
