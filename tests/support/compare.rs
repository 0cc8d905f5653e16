//! When two values count as the same: case, spaces, tone placement, end marks and short names of bodies aside.

use std::collections::HashMap;
use vanban::text::fold;

/// Short names that stand for a body or a part of its name, on folded text.
const SHORT_NAMES: [(&str, &str); 13] = [
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("ubmttq", "ủy ban mặt trận tổ quốc"),
    ("ubmttqvn", "ủy ban mặt trận tổ quốc việt nam"),
    ("mttq", "mặt trận tổ quốc"),
    ("tp", "thành phố"),
    ("bđbp", "bộ đội biên phòng"),
    ("chqs", "chỉ huy quân sự"),
    ("vhttdl", "văn hóa thể thao và du lịch"),
    ("tttt", "thông tin và truyền thông"),
    ("tw", "trung ương"),
    ("tư", "trung ương"),
    ("&", "và"),
];

/// The words of a value, folded, short names in full.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = fold::accented(text).replace('&', " & ");
    let pieces = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '&');
    pieces.filter(|word| !word.is_empty()).flat_map(in_full).collect()
}

fn in_full(word: &str) -> Vec<String> {
    let full = SHORT_NAMES.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full);
    full.split(' ').map(str::to_owned).collect()
}

/// The same words in the same order.
pub(crate) fn same(left: &str, right: &str) -> bool {
    words(left) == words(right)
}

/// The number, folded, stands in `here`: as a whole, or by its ordinal, with its code in `behind` too, which also holds
/// what follows: `số 88, 89 và 91/TTr-SCT`.
pub(crate) fn number_stands(number: &str, here: &str, behind: &str) -> bool {
    let (here, behind) = (fold::number_key(here), fold::number_key(behind));
    let parts = number.find(['/', '-']).map(|at| number.split_at(at));
    here.contains(number)
        || parts.is_some_and(|(ordinal, code)| !ordinal.is_empty() && here.contains(ordinal) && behind.contains(code))
}

/// The same number, spaces aside.
pub(crate) fn same_number(left: &str, right: &str) -> bool {
    fold::number_key(left) == fold::number_key(right)
}

/// The same line of a list: the same words; a long line may differ in a few of them.
pub(crate) fn same_line(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    left == right || (left.len().min(right.len()) > 8 && overlap(&left, &right) >= 0.9)
}

/// The same running text but for a word or two; an opening `V/v` or `Về việc` is no part of it.
pub(crate) fn same_subject(left: &str, right: &str) -> bool {
    overlap(&without_opening(words(left)), &without_opening(words(right))) >= 0.9
}

/// The same phrase but for a word or two.
pub(crate) fn same_phrase(left: &str, right: &str) -> bool {
    overlap(&words(left), &words(right)) >= 0.75
}

/// How well `found` opens with `wanted`, 0 to 1: an answer may give the first words of a title only.
pub(crate) fn opening_overlap(wanted: &str, found: &str) -> f64 {
    let wanted = words(wanted);
    let mut found = words(found);
    found.truncate(wanted.len().max(1));
    overlap(&wanted, &found)
}

fn without_opening(words: Vec<String>) -> Vec<String> {
    let opening = [["v", "v"], ["về", "việc"]].iter().any(|opening| words.starts_with(&opening.map(str::to_owned)));
    if opening { words[2..].to_vec() } else { words }
}

/// Share of words in common, 0 to 1, order aside: twice the common words over all words.
#[expect(clippy::cast_precision_loss, reason = "a document has far fewer words than 2^52")]
fn overlap(left: &[String], right: &[String]) -> f64 {
    if left.is_empty() || right.is_empty() {
        return f64::from(u8::from(left.is_empty() && right.is_empty()));
    }
    let mut unmatched: HashMap<&str, usize> = HashMap::new();
    for word in left {
        *unmatched.entry(word).or_default() += 1;
    }
    let mut common = 0_usize;
    for word in right {
        if let Some(count) = unmatched.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    2.0 * common as f64 / (left.len() + right.len()) as f64
}

#[test]
fn short_names_and_tone_placement_are_no_difference() {
    assert!(same("UỶ BAN NHÂN DÂN TP. Cần Thơ", "UBND thành phố Cần Thơ;"));
    assert!(same("C, PCVP HĐND&UBND", "C, PCVP Hội đồng nhân dân và UBND"));
    assert!(!same("UBND tỉnh Hà Nam", "UBND tỉnh Hà Năm"));
}

#[test]
fn numbers_keep_their_letters_apart() {
    assert!(same_number("1057 /UBND–NC", "1057/UBND-NC"));
    assert!(!same_number("12/HĐ-UBND", "12/HD-UBND"));
}

#[test]
fn a_title_may_be_cut() {
    assert!(opening_overlap("Rà soát danh mục", "Rà soát danh mục các làng nghề của tỉnh") > 0.99);
    assert!(opening_overlap("Rà soát danh mục", "Bố trí kinh phí rà soát") < 0.7);
}

#[test]
fn an_opening_about_is_no_part_of_a_subject() {
    assert!(same_subject("V/v rà soát số liệu", "Rà soát số liệu"));
    assert!(!same_subject("rà soát số liệu", "rà soát nhân sự"));
}
