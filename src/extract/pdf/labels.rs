//! The labels that a file gives its pages (`iv`, `A-3`), where they say more than the number of the page.

use super::super::numerals;
use super::annotations::decoded;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// Deepest nesting of the tree of labels.
const MAX_DEPTH: usize = 16;

/// Most ranges that are read.
const MOST_RANGES: usize = 5_000;

/// Pages from one on that are labelled alike.
struct Range {
    first: usize,
    prefix: String,
    style: Option<u8>,
    start: u32,
}

/// The label of each of `count` pages; `None` where it is the page's number.
pub(super) fn read(pdf: &Pdf, count: usize) -> Vec<Option<String>> {
    let xref = pdf.xref();
    let mut ranges = Vec::new();
    let tree = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalog| catalog.get::<Dict<'_>>(b"PageLabels"));
    if let Some(tree) = tree {
        collect(&tree, &mut ranges, 0);
    }
    ranges.sort_by_key(|range| range.first);
    (0..count).map(|page| label(&ranges, page).filter(|label| *label != (page + 1).to_string())).collect()
}

fn collect(node: &Dict<'_>, ranges: &mut Vec<Range>, depth: usize) {
    if depth > MAX_DEPTH || ranges.len() > MOST_RANGES {
        return;
    }
    if let Some(numbers) = node.get::<Array<'_>>(b"Nums") {
        let entries: Vec<Object<'_>> = numbers.iter::<Object<'_>>().take(2 * MOST_RANGES).collect();
        for pair in entries.chunks_exact(2) {
            let [Object::Number(first), Object::Dict(label)] = pair else { continue };
            let Ok(first) = usize::try_from(first.as_i64()) else { continue };
            let style = label.get::<Name<'_>>(b"S").and_then(|name| name.as_ref().first().copied());
            let prefix = label.get::<PdfString<'_>>(b"P").map_or_else(String::new, |text| decoded(text.as_bytes()));
            let start = label.get::<u32>(b"St").unwrap_or(1);
            ranges.push(Range { first, prefix, style, start });
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        kids.iter::<Dict<'_>>().take(MOST_RANGES).for_each(|kid| collect(&kid, ranges, depth + 1));
    }
}

fn label(ranges: &[Range], page: usize) -> Option<String> {
    let range = ranges.iter().rev().find(|range| range.first <= page)?;
    let number = range.start.saturating_add(u32::try_from(page - range.first).ok()?);
    let counted = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'r') => numerals::roman(number)?.to_lowercase(),
        Some(b'R') => numerals::roman(number)?,
        Some(b'a') => numerals::letters(number)?.to_lowercase(),
        Some(b'A') => numerals::letters(number)?,
        _ => String::new(),
    };
    let label = format!("{}{counted}", range.prefix);
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_in_each_style() {
        let range = |first, style, prefix: &str, start| Range { first, style, prefix: prefix.to_owned(), start };
        let ranges = [range(0, Some(b'r'), "", 1), range(4, Some(b'D'), "PL-", 3), range(6, Some(b'A'), "", 27)];
        let labels: Vec<Option<String>> = [0, 3, 4, 5, 6].iter().map(|page| label(&ranges, *page)).collect();
        let texts: Vec<&str> = labels.iter().flatten().map(String::as_str).collect();
        assert_eq!(texts, ["i", "iv", "PL-3", "PL-4", "AA"]);
    }
}
