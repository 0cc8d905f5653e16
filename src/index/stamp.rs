//! [`Stamp`]: what an index holds, written into each of its commits.

use super::schema::SCHEMA_VERSION;
use super::tokenizer::ANALYZER_VERSION;

/// Which store an index was made from, up to which change, and with which version of fields and words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Identity of the store's database.
    pub database: String,
    /// Number of the last change that the index holds.
    pub seq: i64,
    schema: u32,
    analyzer: u32,
}

impl Stamp {
    /// The stamp of an index made by this version of the program.
    #[must_use]
    pub fn new(database: impl Into<String>, seq: i64) -> Stamp {
        Stamp { database: database.into(), seq, schema: SCHEMA_VERSION, analyzer: ANALYZER_VERSION }
    }

    pub(super) fn is_of_this_version(&self) -> bool {
        self.schema == SCHEMA_VERSION && self.analyzer == ANALYZER_VERSION
    }

    /// One line of `key=value`; the identity comes last, for it may hold anything.
    pub(super) fn write(&self) -> String {
        format!("seq={} schema={} analyzer={} database={}", self.seq, self.schema, self.analyzer, self.database)
    }

    /// The stamp of a line; one of no version for anything else.
    pub(super) fn read(line: &str) -> Stamp {
        Stamp::try_read(line).unwrap_or_default()
    }

    fn try_read(line: &str) -> Option<Stamp> {
        let (numbers, database) = line.split_once(" database=")?;
        let mut numbers = numbers.split(' ').filter_map(|pair| pair.split_once('='));
        let mut next = |key: &str| numbers.next().filter(|(found, _)| *found == key).map(|(_, value)| value);
        Some(Stamp {
            seq: next("seq")?.parse().ok()?,
            schema: next("schema")?.parse().ok()?,
            analyzer: next("analyzer")?.parse().ok()?,
            database: database.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_survives_writing_and_reading() {
        let stamp = Stamp::new("a database=b", 42);
        assert_eq!(Stamp::read(&stamp.write()), stamp);
        for damaged in ["", "seq=1", "seq=x schema=1 analyzer=1 database=a"] {
            assert!(!Stamp::read(damaged).is_of_this_version(), "{damaged}");
        }
    }
}
