//! Judging how places implemented a decision.
