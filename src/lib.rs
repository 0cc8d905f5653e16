//! Reads Vietnamese administrative documents (*văn bản hành chính*) into records and answers who implemented what.
//!
#![doc = include_str!("architecture.md")]

pub mod text;

pub mod model;

pub mod record;

pub mod tables;

pub mod ingest;

pub mod extract;

pub mod clean;

pub mod parse;

pub mod weigh;

pub mod resolve;

pub mod store;

pub mod index;

pub mod audit;

pub mod check;
pub mod export;
pub mod register;

pub mod worker;

pub mod app;

pub mod cli;

#[doc = include_str!("docs/accuracy.md")]
pub mod accuracy {}
