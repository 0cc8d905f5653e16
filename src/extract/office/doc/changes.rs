//! Property changes (*single property modifiers*, SPRM) of letters, paragraphs and rows.

use super::binary::{size_at, u16_at};

/// One property change: its code and its operand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'b> {
    pub(super) code: u16,
    pub(super) operand: &'b [u8],
}

/// Switches of the operand: set, cleared, or as the style (`0x80`), or its opposite (`0x81`).
pub(super) fn switch(operand: &[u8], style: Option<bool>) -> Option<bool> {
    match operand.first()? {
        0 => Some(false),
        0x80 => style,
        0x81 => Some(!style.unwrap_or(false)),
        _ => Some(true),
    }
}

impl Change<'_> {
    /// The operand as a number of 16 bits; one byte counts too.
    pub(super) fn number(&self) -> Option<u16> {
        u16_at(self.operand, 0).or_else(|| self.operand.first().map(|byte| u16::from(*byte)))
    }

    /// The operand as a number of 32 bits.
    pub(super) fn size(&self) -> Option<usize> {
        size_at(self.operand, 0)
    }
}

/// The property changes in `bytes`, in order; stops where they are damaged.
pub(super) fn changes(bytes: &[u8]) -> impl Iterator<Item = Change<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(bytes, at)?;
        let start = at + 2;
        let (skip, length) = match (code >> 13, code) {
            (0 | 1, _) => (0, 1),
            (2 | 4 | 5, _) => (0, 2),
            (3, _) => (0, 4),
            (7, _) => (0, 3),
            // The definition of a row counts in 16 bits, one byte too much.
            (_, 0xd608) => (2, usize::from(u16_at(bytes, start)?).saturating_sub(1)),
            (_, 0xc615) => tabs_length(bytes, start)?,
            _ => (1, usize::from(*bytes.get(start)?)),
        };
        let operand = bytes.get(start + skip..start + skip + length)?;
        at = start + skip + length;
        Some(Change { code, operand })
    })
}

/// Tab stops: their length byte may be 255, and then the counts tell.
fn tabs_length(bytes: &[u8], start: usize) -> Option<(usize, usize)> {
    let length = usize::from(*bytes.get(start)?);
    if length < 255 {
        return Some((1, length));
    }
    let deleted = usize::from(*bytes.get(start + 1)?);
    let added = usize::from(*bytes.get(start + 2 + deleted * 4)?);
    Some((1, 2 + deleted * 4 + added * 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_in_order() {
        let bytes = [0x16, 0x24, 1, 0x0b, 0x46, 2, 0, 0x08, 0xd6, 3, 0, 7, 8, 0x49, 0x66, 1, 0, 0, 0];
        let found: Vec<(u16, usize)> = changes(&bytes).map(|change| (change.code, change.operand.len())).collect();
        assert_eq!(found, [(0x2416, 1), (0x460b, 2), (0xd608, 2), (0x6649, 4)]);
    }
}
