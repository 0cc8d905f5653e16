//! [`CleanText`](crate::model::CleanText) to [`Parsed<Dispatch>`](crate::model::Dispatch).

mod blocks;
mod grammar;
mod marks;
