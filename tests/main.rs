//! The integration tests, one binary: a plain list.

mod layers; // who may import whom, and which library belongs where
mod repository; // what the tree itself must look like: lengths, headings, top level, tables, fixtures
