//! Numbers in the bytes of a Word 97-2003 file, little endian; `None` behind the end.

/// The byte at `at`.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// The 16-bit number at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The 32-bit number at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The 32-bit number at `at` as an index.
pub(super) fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// A table of places and things (PLC): `n + 1` places, then `n` things of `width` bytes.
pub(super) fn plc(bytes: &[u8], width: usize) -> Vec<(usize, usize, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + width);
    let entry = |at: usize| {
        let things = 4 * (count + 1);
        let thing = bytes.get(things + at * width..things + (at + 1) * width)?;
        Some((size_at(bytes, at * 4)?, size_at(bytes, at * 4 + 4)?, thing))
    };
    (0..count).map_while(entry).collect()
}

/// UTF-16 text of `count` letters at `at`.
pub(super) fn wide_text(bytes: &[u8], at: usize, count: usize) -> Option<String> {
    let raw = bytes.get(at..at.checked_add(count.checked_mul(2)?)?)?;
    let units: Vec<u16> = raw.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}
