//! Several bodies in one line: `HĐND, UBND thành phố`, `Các Sở: Y tế, Tài chính`, `VPCP: BTCN, các PCN`. [`BodyList`].

use super::bodies::{Care, one_body};
use super::names;
use super::writer::Writer;
use crate::tables::Tables;

/// Most pieces between commas that one name takes: `Sở Văn hóa, Thể thao và Du lịch`, `Sở Lao động, Thương binh …`.
const MOST_PIECES: usize = 3;

/// A line of names, cut at its commas and semicolons.
pub(super) struct BodyList<'n> {
    /// What each piece goes on from: `sở` of `các sở: y tế, tài chính`; empty where they stand alone.
    head: &'n str,
    pieces: Vec<&'n str>,
    /// The unit and place at the end of the last piece, which may be that of all.
    tail: String,
}

impl<'n> BodyList<'n> {
    /// Cuts a folded name.
    pub(super) fn of(line: &'n str, tables: &Tables) -> BodyList<'n> {
        let (head, listed) = match line.split_once(':') {
            // What stands behind the name of one body are its parts.
            Some((before, parts)) => match tables.body_words.without_group(before) {
                Some(head) => (head, parts),
                None => ("", before),
            },
            None => ("", line),
        };
        let pieces: Vec<&str> = listed.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let last = names::name_parts(pieces.last().unwrap_or(&""));
        let tail = last.units.first().map_or_else(String::new, |unit| last.words[unit.at..].join(" "));
        BodyList { head, pieces, tail }
    }

    /// The entity keys of those that the tables know.
    pub(super) fn entities(&self, writer: &Writer<'_>, tables: &Tables) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            let most = MOST_PIECES.min(self.pieces.len() - at);
            let named = (1..=most).rev().find_map(|count| {
                let name = self.pieces[at..at + count].join(", ");
                let of_head = format!("{} {name}", self.head);
                let tried = [format!("{of_head} {}", self.tail), of_head];
                let entity = tried.iter().find_map(|name| one_body(name.trim(), Care::Sure, writer, tables))?;
                Some((entity, count))
            });
            at += named.as_ref().map_or(1, |(_, count)| *count);
            found.extend(named.map(|(entity, _)| entity));
        }
        found
    }
}
