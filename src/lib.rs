#![doc = include_str!("architecture.md")]

pub mod text;

pub mod model;

pub mod record;

pub mod tables;

pub mod ingest;

pub mod index;

pub mod app;

pub mod cli;
