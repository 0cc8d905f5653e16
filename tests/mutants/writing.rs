//! Other ways to write the same text: each takes a text and dice, and gives the mutant.

use super::pattern;
use regex::Captures;
use unicode_normalization::UnicodeNormalization;

/// A small generator, so that each seed gives the same mutants everywhere.
pub(super) struct Dice(u32);

impl Dice {
    pub(super) fn new(seed: u32) -> Dice {
        Dice(seed.wrapping_mul(2_654_435_761).wrapping_add(7))
    }

    /// True once in `sides` throws.
    fn hits(&mut self, sides: u32) -> bool {
        self.throw(sides) == 0
    }

    /// 0 to `sides` - 1.
    fn throw(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % sides
    }
}

/// `text` with some matches of `wanted` replaced, one in `sides`.
fn some_replaced(text: &str, wanted: &str, dice: &mut Dice, sides: u32, with: impl Fn(&Captures) -> String) -> String {
    pattern(wanted)
        .replace_all(text, |found: &Captures| if dice.hits(sides) { with(found) } else { found[0].to_owned() })
        .into_owned()
}

/// Spaces that do not break, two for one, and spaces around the slash of a number.
pub(super) fn other_spaces(text: &str, dice: &mut Dice) -> String {
    let hard = some_replaced(text, r"(\w) (\w)", dice, 9, |found| format!("{}\u{a0}{}", &found[1], &found[2]));
    some_replaced(&hard, r"(\d)/(\p{Lu})", dice, 3, |found| format!("{} /{}", &found[1], &found[2]))
}

pub(super) fn other_dashes(text: &str, dice: &mut Dice) -> String {
    let en = some_replaced(text, r"(\w)-(\w)", dice, 3, |found| format!("{}–{}", &found[1], &found[2]));
    let hard = some_replaced(&en, r"(\w)-(\w)", dice, 3, |found| format!("{}\u{2011}{}", &found[1], &found[2]));
    some_replaced(&hard, "(?m)^- ", dice, 2, |_| "– ".to_owned())
}

/// `hoà` for `hòa`.
pub(super) fn old_tones(text: &str, dice: &mut Dice) -> String {
    let pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("ủy", "uỷ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ụy", "uỵ"),
        ("ỦY", "UỶ"),
        ("ÒA", "OÀ"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (new, old)| {
        some_replaced(&text, &format!(r"{new}\b"), dice, 2, |_| (*old).to_owned())
    })
}

/// Letters and accents as signs of their own.
pub(super) fn decomposed(text: &str, _: &mut Dice) -> String {
    text.nfd().collect()
}

/// `kế hoạch số` for `Kế hoạch số` inside a sentence.
pub(super) fn small_type_words(text: &str, dice: &mut Dice) -> String {
    some_replaced(
        text,
        r"(\p{Ll},? )(Quyết định|Kế hoạch|Công văn|Chỉ thị|Nghị quyết|Nghị định) số",
        dice,
        2,
        |found| format!("{}{} số", &found[1], found[2].to_lowercase()),
    )
}

/// Paragraphs that are one line each, set in a column of 66 to 95 letters.
pub(super) fn broken_lines(text: &str, dice: &mut Dice) -> String {
    let width = 66 + dice.throw(30) as usize;
    let lines = text.split('\n').map(|line| {
        let is_paragraph = line.chars().count() > 100 && !line.contains(['\t', '|']) && !line.contains("  ");
        if is_paragraph { set_in_column(line, width) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn set_in_column(line: &str, width: usize) -> String {
    let (mut text, mut column) = (String::new(), 0);
    for word in line.split(' ') {
        let letters = word.chars().count();
        let breaks = column > 0 && column + 1 + letters > width;
        if column > 0 {
            text.push(if breaks { '\n' } else { ' ' });
        }
        text.push_str(word);
        column = if breaks || column == 0 { letters } else { column + 1 + letters };
    }
    text
}

/// A line that ends with the dash of a number.
pub(super) fn broken_numbers(text: &str, dice: &mut Dice) -> String {
    some_replaced(text, r"(?m)^(.{60,}\d/\p{Lu}+-)(\p{Lu})", dice, 2, |found| format!("{}\n{}", &found[1], &found[2]))
}

/// `ngày 09 tháng 6 năm 2022` for `ngày 09/6/2022` behind a number, and the other way round.
pub(super) fn other_dates(text: &str, dice: &mut Dice) -> String {
    let long = some_replaced(text, r"(\p{L}) ngày (\d{1,2})/(\d{1,2})/(\d{4})", dice, 2, |found| {
        format!("{} ngày {} tháng {} năm {}", &found[1], &found[2], &found[3], &found[4])
    });
    let short = some_replaced(&long, r"(\p{Lu}) ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", dice, 3, |found| {
        format!("{} ngày {}/{}/{}", &found[1], &found[2], &found[3], &found[4])
    });
    some_replaced(&short, r"(\p{Lu}) ngày (\d{1,2})/(\d{1,2})/(\d{4})", dice, 4, |found| {
        format!("{} ngày {}-{}-{}", &found[1], &found[2], &found[3], &found[4])
    })
}

/// Pages that end at a blank line of the body, the next one with its number.
pub(super) fn page_breaks(text: &str, dice: &mut Dice) -> String {
    let mut page = 1;
    let body = text.find("\n\n1. ").or_else(|| text.find("\nI. ")).unwrap_or(text.len());
    let (head, rest) = text.split_at(body);
    let end = rest.find("Nơi nhận").unwrap_or(rest.len());
    let (body, foot) = rest.split_at(end);
    let mut broken = String::new();
    for (index, paragraph) in body.split("\n\n").enumerate() {
        if index > 1 && !paragraph.trim().is_empty() && dice.hits(3) {
            page += 1;
            broken.push_str(&format!("\n\u{c}{page}\n\n"));
        } else if index > 0 {
            broken.push_str("\n\n");
        }
        broken.push_str(paragraph);
    }
    format!("{head}{broken}{foot}")
}

/// The lines of recipients from the last to the first, where they are a plain list.
pub(super) fn recipients_reversed(text: &str, _: &mut Dice) -> String {
    let found = pattern(r"(?m)^Nơi nhận:[ ]*\n((?:- [^\n\t|]+;\n){2,})")
        .captures(text)
        .map(|found| found.get(1).expect("lines").range());
    let Some(range) = found else { return text.to_owned() };
    let lines: Vec<&str> = text[range.clone()].lines().rev().collect();
    format!("{}{}\n{}", &text[..range.start], lines.join("\n"), &text[range.end..])
}

/// The document's own ordinal, behind its label, as a gap.
pub(super) fn blank_ordinal(text: &str, ordinal: &str) -> Option<String> {
    let label = pattern(&format!(r"(?i)(số:\s*){ordinal}(\s*[/-])"));
    let found = label.find(text)?;
    let blank = label.replace(found.as_str(), "${1}       ${2}").into_owned();
    Some(format!("{}{blank}{}", &text[..found.start()], &text[found.end()..]))
}

/// The day of the date line as a gap.
pub(super) fn blank_day(text: &str) -> Option<String> {
    let line = pattern(r"(\p{L}, ngày) *\d{1,2} *(tháng)");
    let found = line.find(text)?;
    let blank = line.replace(found.as_str(), "${1}       ${2}").into_owned();
    Some(format!("{}{blank}{}", &text[..found.start()], &text[found.end()..]))
}

/// Ordinal, another ordinal, and the text with it wherever the number stands; nothing where the ordinal stands elsewhere
/// too, for a short form may mean it.
pub(super) fn other_ordinal(text: &str, number: &str) -> Option<(String, String, String)> {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (ordinal, symbol) = number.split_at(digits);
    let other: String =
        ordinal.chars().map(|digit| if digit == '9' { '3' } else { char::from(digit as u8 + 1) }).collect();
    let alone = |ordinal: &str| pattern(&format!(r"\b{ordinal}\b")).find_iter(text).count();
    let whole = pattern(&format!(r"\b{}{}\b", ordinal, regex::escape(symbol))).find_iter(text).count();
    let is_apart = digits > 1 && whole > 0 && alone(ordinal) == whole && alone(&other) == 0;
    is_apart.then(|| (ordinal.to_owned(), other.clone(), text.replace(number, &format!("{other}{symbol}"))))
}
