//! What of an archive is taken, under which name, and how much of it.

use super::super::legacy::{LegacyEncoding, to_unicode};
use super::super::vietnamese::count_syllables;
use super::super::{ExtractError, Member};
use crate::model::ReadingNote;
use std::cmp::Ordering;
use std::io::Read;

/// Members that are read of one archive.
pub(super) const MAX_MEMBERS: usize = 1000;
/// Bytes that one member may have.
const MAX_MEMBER: u64 = 64 * 1024 * 1024;
/// Bytes that the members of one archive may have together.
const MAX_ALL: u64 = 256 * 1024 * 1024;
/// Packed to unpacked, beyond `RATIO_FROM` bytes: paper does not shrink so far, bombs do.
const MAX_RATIO: u64 = 250;
const RATIO_FROM: u64 = 8 * 1024 * 1024;

/// Unpacks members within the limits.
#[derive(Debug, Default)]
pub(super) struct Unpacker {
    unpacked: u64,
}

impl Unpacker {
    /// The bytes of a member that is `packed` bytes in the archive, if that is known.
    pub(super) fn unpack(&mut self, source: &mut dyn Read, packed: Option<u64>) -> Result<Vec<u8>, ExtractError> {
        let left = MAX_ALL.saturating_sub(self.unpacked);
        let by_ratio = packed.map_or(u64::MAX, |packed| packed.saturating_mul(MAX_RATIO).max(RATIO_FROM));
        let limit = MAX_MEMBER.min(left).min(by_ratio);
        let mut bytes = Vec::new();
        let result = source.take(limit + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.unpacked = self.unpacked.saturating_add(length);
        result.map_err(|error| ExtractError::Broken(error.to_string()))?;
        if length <= limit {
            return Ok(bytes);
        }
        Err(ExtractError::Limit(if limit == MAX_MEMBER {
            format!("a member of more than {} MiB", MAX_MEMBER >> 20)
        } else if limit == left {
            format!("more than {} MiB in one archive", MAX_ALL >> 20)
        } else {
            format!("a member packed more than {MAX_RATIO} times")
        }))
    }
}

/// True for what programs leave beside the papers: folders of a Mac, thumbnails, locks of open files.
pub(super) fn is_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let known = ["thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"];
    name.split('/').any(|part| part == "__MACOSX")
        || last.is_empty()
        || last.starts_with("._")
        || last.starts_with("~$")
        || known.contains(&last.to_ascii_lowercase().as_str())
}

/// A stored name as a plain path: slashes, no drive, no way out.
pub(super) fn tidy_name(name: &str) -> String {
    let slashed = name.replace('\\', "/");
    let parts: Vec<&str> = slashed
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'))
        .map(|part| part.trim_matches(char::is_control))
        .collect();
    parts.join("/")
}

/// The name of bytes without a known encoding: UTF-8, a Vietnamese encoding where that reads, else `fallback`.
pub(super) fn decoded_name(bytes: &[u8], fallback: impl FnOnce() -> String) -> String {
    if let Ok(name) = std::str::from_utf8(bytes) {
        return name.to_owned();
    }
    let seen: String = bytes.iter().copied().map(char::from).collect();
    let encodings = [LegacyEncoding::Windows1258, LegacyEncoding::Tcvn3, LegacyEncoding::Vni];
    let read = encodings.into_iter().map(|encoding| to_unicode(&seen, encoding.into())).find(|name| {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let count = count_syllables(&stem.replace(['_', '.', '-', '/', '\\'], " "));
        count.accented > 0 && count.share() > 0.8
    });
    read.unwrap_or_else(fallback)
}

/// Sorts by name as people count (`2.doc` before `10.doc`) and keeps within the number of members; a note says when
/// some were left out.
pub(super) fn in_order(mut members: Vec<Member>, all: usize) -> (Vec<Member>, Vec<ReadingNote>) {
    members.sort_by(|one, other| by_count(&one.name, &other.name));
    let message = format!("{MAX_MEMBERS} of {all} members are read");
    let notes = if all > MAX_MEMBERS { vec![ReadingNote::new("archive.limit", message)] } else { Vec::new() };
    (members, notes)
}

fn by_count(one: &str, other: &str) -> Ordering {
    let key = |name: &str| -> Vec<(u128, String)> {
        let pieces = name.as_bytes().chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit());
        pieces
            .map(|piece| {
                let piece = String::from_utf8_lossy(piece).to_lowercase();
                (piece.parse().unwrap_or(u128::MAX), piece)
            })
            .collect()
    };
    key(one).cmp(&key(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_paths_without_tricks() {
        for (name, expected) in [
            ("..\\..\\a\\b.doc", "a/b.doc"),
            ("/etc/x", "etc/x"),
            ("C:\\Công văn\\1.doc", "Công văn/1.doc"),
            ("./a.txt", "a.txt"),
        ] {
            assert_eq!(tidy_name(name), expected);
        }
        assert_eq!(decoded_name(b"Quy\xaat \xf0\xf2nh.doc", || "x".to_owned()), "x");
        assert_eq!(decoded_name(b"Quy\xea\xect \xf0i\xf2nh.doc", || "x".to_owned()), "Quyết định.doc");
        assert_eq!(decoded_name("Kế hoạch".as_bytes(), || "x".to_owned()), "Kế hoạch");
    }

    #[test]
    fn litter_is_left_out() {
        for name in ["__MACOSX/a.doc", "a/.DS_Store", "Thumbs.db", "a/~$b.doc", "a/._b.doc"] {
            assert!(is_litter(name), "{name}");
        }
        assert!(!is_litter("a/b.doc"));
    }

    #[test]
    fn members_stand_as_people_count() {
        let member = |name: &str| Member { name: name.to_owned(), bytes: Ok(Vec::new()) };
        let (members, notes) = in_order(["10.doc", "2.doc", "b.doc", "1.doc"].map(member).to_vec(), 4);
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["1.doc", "2.doc", "10.doc", "b.doc"]);
        assert_eq!(notes, []);
        assert_eq!(in_order(Vec::new(), MAX_MEMBERS + 1).1.len(), 1);
    }

    #[test]
    fn bombs_are_stopped() {
        let mut unpacker = Unpacker::default();
        let bomb = unpacker.unpack(&mut std::io::repeat(0), Some(100));
        assert!(matches!(bomb, Err(ExtractError::Limit(_))), "{bomb:?}");
        assert_eq!(unpacker.unpack(&mut &b"abc"[..], Some(3)), Ok(b"abc".to_vec()));
    }
}
