//! The integration tests, one binary: a plain list.

mod cli; // the commands on the shipped fixtures: answers and exit codes
mod corrections; // corrections by people, the review queue, registers
mod country; // audits of a small invented country, against an answer written by hand
mod encodings; // encodings before Unicode, mails and archives: the texts they were made from, and damage
mod exports; // each format as a program of another maker reads it
mod findings; // what an inspector should look at, told and silenced
mod golden; // records of documents with hand-made answers, scored field by field against floors
mod graph; // works and their files, ways between documents, validity, on the shipped fixtures
mod layers; // who may import whom, and which library belongs where
mod mutants; // other ways to write the same text: the record stays; blanks stay blank
mod properties; // what holds for any text
mod reading; // reading as a person meets it: extract, doctor, limits, files inside files
mod reference; // questions on real documents beside the checkout
mod reports; // reports and bundles of audits: the numbers of the JSON, overdue as it must be worded
mod repository; // what the tree itself must look like: lengths, headings, top level, tables, fixtures
mod scans; // which fields survive which damage of a scan
mod secrecy; // papers marked mật: withheld by every face, counted, shown to who asks by name and is logged
mod stages; // what is read from each fixture, as reviewed pages
mod support; // reading answers, comparing, counting
