//! [`CleanText`](crate::model::CleanText) to [`Parsed<Dispatch>`](crate::model::Dispatch).

mod addressees;
mod blocks;
mod citations;
mod entity;
mod foot;
mod grammar;
mod header;
mod letterhead;
mod marks;
mod mottoes;
mod names;
