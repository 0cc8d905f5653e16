//! Lists of a Word 97-2003 file: their levels, and the uses of lists that paragraphs name.

use super::binary::{size_at, u8_at, u16_at, u32_at};
use super::file::{Part, WordFile};
use crate::extract::office::numbering::{Counters, LEVELS, Level, NumberFormat};
use std::collections::BTreeMap;

/// The uses of lists, and the numbers reached.
#[derive(Default)]
pub(super) struct Lists {
    /// Levels by the list's identifier.
    levels: BTreeMap<u32, Vec<Level>>,
    uses: Vec<ListUse>,
    counters: Counters,
}

/// A use of a list, with starts of its own.
#[derive(Debug, Clone, Default)]
struct ListUse {
    list: u32,
    starts: Vec<(usize, u32)>,
    own_levels: Vec<(usize, Level)>,
}

impl Lists {
    pub(super) fn new(file: &WordFile) -> Lists {
        let levels = levels(file.bytes_from(Part::Lists)).unwrap_or_default();
        let uses = uses(file.part(Part::ListUses));
        Lists { levels, uses, counters: Counters::default() }
    }

    /// The label of the next paragraph at `level` of the use number `list_use` (from 1), as printed.
    pub(super) fn next(&mut self, list_use: u16, level: u8) -> String {
        let Some(found) = usize::from(list_use).checked_sub(1).and_then(|at| self.uses.get_mut(at)) else {
            return String::new();
        };
        let list = i64::from(found.list);
        for (level, start) in std::mem::take(&mut found.starts) {
            self.counters.restart(list, level, start);
        }
        let Some(mut levels) = self.levels.get(&found.list).cloned() else { return String::new() };
        for (at, own) in &found.own_levels {
            if let Some(slot) = levels.get_mut(*at) {
                slot.clone_from(own);
            }
        }
        self.counters.next(list, &levels, usize::from(level))
    }
}

/// The levels of all lists: first the lists (LSTF), behind them their levels (LVL).
fn levels(bytes: &[u8]) -> Option<BTreeMap<u32, Vec<Level>>> {
    let count = usize::from(u16_at(bytes, 0)?);
    let mut at = 2 + count * 28;
    let mut found = BTreeMap::new();
    for list in 0..count {
        let start = 2 + list * 28;
        let identifier = u32_at(bytes, start)?;
        let is_simple = u8_at(bytes, start + 26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, length)) = level(bytes.get(at..)?) else {
                found.insert(identifier, levels);
                return Some(found);
            };
            levels.push(level);
            at += length;
        }
        found.insert(identifier, levels);
    }
    Some(found)
}

/// A level (LVL) and its length in bytes.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let flags = u8_at(bytes, 5)?;
    let format = match u8_at(bytes, 4)? {
        0 => NumberFormat::Decimal,
        1 => NumberFormat::UpperRoman,
        2 => NumberFormat::LowerRoman,
        3 => NumberFormat::UpperLetter,
        4 => NumberFormat::LowerLetter,
        22 => NumberFormat::TwoDigits,
        23 => NumberFormat::Bullet,
        255 => NumberFormat::None,
        _ => NumberFormat::Decimal,
    };
    let text_at = 28 + usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let count = usize::from(u16_at(bytes, text_at)?);
    let raw = bytes.get(text_at + 2..text_at + 2 + count * 2)?;
    let units: Vec<u16> = raw.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    // Numbers of levels stand as the codes 0 to 8.
    let mut text = String::new();
    for letter in char::decode_utf16(units).flatten() {
        match letter as u32 {
            place @ 0..=8 if format != NumberFormat::Bullet => text.push_str(&format!("%{}", place + 1)),
            _ => text.push(letter),
        }
    }
    let limit = usize::from(u8_at(bytes, 26)?);
    let restarts_below = (flags & 0x08 != 0).then_some(limit);
    let level = Level { start: u32_at(bytes, 0)?, format, text, is_legal: flags & 0x04 != 0, restarts_below };
    Some((level, text_at + 2 + count * 2))
}

/// The uses of lists (LFO), with what they change.
fn uses(bytes: &[u8]) -> Vec<ListUse> {
    let count = size_at(bytes, 0).unwrap_or(0).min(bytes.len() / 16);
    let mut found: Vec<ListUse> = Vec::new();
    let mut at = 4 + count * 16;
    for one in 0..count {
        let start = 4 + one * 16;
        let mut list_use = ListUse { list: u32_at(bytes, start).unwrap_or(0), ..ListUse::default() };
        let changed = usize::from(u8_at(bytes, start + 12).unwrap_or(0)).min(LEVELS);
        at += 4;
        for _ in 0..changed {
            let (Some(first), Some(flags)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else { break };
            at += 8;
            let number = (flags & 0x0f) as usize;
            if flags & 0x20 != 0 {
                let Some((own, length)) = bytes.get(at..).and_then(level) else { break };
                list_use.own_levels.push((number, own));
                at += length;
            } else if flags & 0x10 != 0 {
                list_use.starts.push((number, first));
            }
        }
        found.push(list_use);
    }
    found
}
