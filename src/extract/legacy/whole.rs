//! Whole texts without known fonts: encodings told block by block, lines converted one by one.

use super::bytes::is_unicode_alone;
use super::detect::goes_on;
use super::{LegacyEncoding, convert_mapped, detect, to_unicode};
use crate::extract::vietnamese::count_syllables;
use crate::model::ReadingNote;
use crate::text::MappedText;

/// Lines of a block: enough to tell an encoding, few enough for texts put together from several.
const BLOCK_LINES: usize = 15;

/// Converts the lines that are in a legacy encoding, places kept; returns the encodings that were met, most words
/// first, and none where every line stays.
pub fn convert_lines(lines: &mut [MappedText]) -> Vec<LegacyEncoding> {
    let (plan, met) = encodings_of(&lines.iter().map(MappedText::as_str).collect::<Vec<_>>());
    for (line, encoding) in lines.iter_mut().zip(plan) {
        if let Some(encoding) = encoding {
            *line = convert_mapped(line, encoding.into());
        }
    }
    met
}

/// [`convert_lines`] for lines without places.
pub fn convert_strings(lines: &mut [String]) -> Vec<LegacyEncoding> {
    let (plan, met) = encodings_of(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    for (line, encoding) in lines.iter_mut().zip(plan) {
        if let Some(encoding) = encoding {
            *line = to_unicode(line, encoding.into());
        }
    }
    met
}

/// The note that text in `encodings` was converted.
#[must_use]
pub fn note(encodings: &[LegacyEncoding]) -> ReadingNote {
    let names: Vec<&str> = encodings.iter().map(|encoding| encoding.name()).collect();
    ReadingNote::new("legacy.converted", format!("text in {} converted to Unicode", names.join(" and ")))
}

/// The encoding of each line, and those met.
fn encodings_of(lines: &[&str]) -> (Vec<Option<LegacyEncoding>>, Vec<LegacyEncoding>) {
    let mut last = None;
    let blocks: Vec<(&[&str], Option<LegacyEncoding>)> = lines
        .chunks(BLOCK_LINES)
        .map(|block| {
            let text = without_unicode(block);
            let told = last.filter(|last| goes_on(&text, *last)).or_else(|| detect(&text));
            last = told.or(last);
            (block, told)
        })
        .collect();
    let main = main_encoding(&blocks);
    let is_mixed = lines.iter().any(|line| line.contains(is_unicode_alone));
    let mut plan = Vec::with_capacity(lines.len());
    for (block, encoding) in blocks {
        let encoding = encoding.or(main);
        plan.extend(block.iter().map(|line| encoding.filter(|encoding| is_better(line, *encoding, is_mixed))));
    }
    let mut counted: Vec<(usize, LegacyEncoding)> = LegacyEncoding::ALL
        .into_iter()
        .map(|encoding| (plan.iter().filter(|met| **met == Some(encoding)).count(), encoding))
        .filter(|(count, _)| *count > 0)
        .collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    (plan, counted.into_iter().map(|(_, encoding)| encoding).collect())
}

/// The lines of a block that may be in another encoding.
fn without_unicode(block: &[&str]) -> String {
    let kept: Vec<&str> = block.iter().copied().filter(|line| !line.contains(is_unicode_alone)).collect();
    kept.join("\n")
}

/// The encoding that most words were told to be in, for blocks too short to tell.
fn main_encoding(blocks: &[(&[&str], Option<LegacyEncoding>)]) -> Option<LegacyEncoding> {
    let words = |wanted: LegacyEncoding| {
        let of_it = blocks.iter().filter(|(_, encoding)| *encoding == Some(wanted));
        of_it.flat_map(|(block, _)| block.iter()).map(|line| line.split_whitespace().count()).sum::<usize>()
    };
    let counted = LegacyEncoding::ALL.into_iter().map(|encoding| (words(encoding), encoding));
    counted.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, encoding)| encoding)
}

/// True when a line reads better, in a text without Unicode no worse, once converted.
fn is_better(line: &str, encoding: LegacyEncoding, is_mixed: bool) -> bool {
    let converted = to_unicode(line, encoding.into());
    if converted == line {
        return false;
    }
    let (before, after) = (count_syllables(line), count_syllables(&converted));
    if encoding == LegacyEncoding::Viqr {
        return after.accented > before.accented && after.share() > 0.6;
    }
    if is_mixed {
        return after.accented > before.accented && after.share() > before.share();
    }
    after.share() >= before.share()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn converted(lines: &[&str]) -> (Vec<String>, Vec<LegacyEncoding>) {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let met = convert_strings(&mut lines);
        (lines, met)
    }

    #[test]
    fn short_lines_follow_their_block() {
        let (lines, met) =
            converted(&["Sè", "Uû ban nh©n d©n tØnh yªu cÇu c¸c phßng", "", "®Õn n¨m 2030", "12/KH-UBND"]);
        assert_eq!(lines, ["Số", "Uỷ ban nhân dân tỉnh yêu cầu các phòng", "", "đến năm 2030", "12/KH-UBND"]);
        assert_eq!(met, [LegacyEncoding::Tcvn3]);
        assert_eq!(note(&met).message, "text in TCVN3 converted to Unicode");
    }

    #[test]
    fn lines_of_unicode_stay_beside_others() {
        let (lines, met) = converted(&["Số: 5, là bé", "Uyû ban nhaân daân tænh yeâu caàu", "là bé có gì"]);
        assert_eq!(lines, ["Số: 5, là bé", "Uỷ ban nhân dân tỉnh yêu cầu", "là bé có gì"]);
        assert_eq!(met, [LegacyEncoding::Vni]);
    }

    #[test]
    fn unicode_is_never_touched() {
        let text = ["Ủy ban nhân dân tỉnh", "là và có", "Fax: 5 · e-mail", "- Như trên;"];
        assert_eq!(converted(&text), (text.map(str::to_owned).to_vec(), Vec::new()));
    }

    #[test]
    fn places_are_kept() {
        let mut lines = vec![MappedText::verbatim("nh©n d©n tØnh quyÕt ®Þnh")];
        assert_eq!(convert_lines(&mut lines), [LegacyEncoding::Tcvn3]);
        assert_eq!(lines[0].as_str(), "nhân dân tỉnh quyết định");
        assert_eq!(lines[0].origin(Span::new(2, 4)), Span::new(2, 4));
    }
}
