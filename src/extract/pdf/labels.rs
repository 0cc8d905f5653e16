//! The labels that a file gives its pages (`iv`, `A-3`), where they say more than the number of the page.

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
    start: usize,
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
            let start = label.get::<u32>(b"St").and_then(|start| usize::try_from(start).ok()).unwrap_or(1);
            ranges.push(Range { first, prefix, style, start });
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        kids.iter::<Dict<'_>>().take(MOST_RANGES).for_each(|kid| collect(&kid, ranges, depth + 1));
    }
}

fn label(ranges: &[Range], page: usize) -> Option<String> {
    let range = ranges.iter().rev().find(|range| range.first <= page)?;
    let number = range.start + (page - range.first);
    let counted = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'r') => roman(number)?.to_lowercase(),
        Some(b'R') => roman(number)?,
        Some(b'a') => letters(number)?.to_lowercase(),
        Some(b'A') => letters(number)?,
        _ => String::new(),
    };
    let label = format!("{}{counted}", range.prefix);
    (!label.is_empty()).then_some(label)
}

fn roman(number: usize) -> Option<String> {
    const VALUES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut written = String::new();
    for (value, letters) in VALUES {
        written.push_str(&letters.repeat(rest / value));
        rest %= value;
    }
    Some(written)
}

/// `A` to `Z`, then `AA` to `ZZ`.
fn letters(number: usize) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < 26 * 20)?;
    let letter = u8::try_from(index % 26).ok().map(|letter| char::from(b'A' + letter))?;
    Some(letter.to_string().repeat(index / 26 + 1))
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
