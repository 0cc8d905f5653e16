//! Places in the names of bodies: `Ban Thường vụ Tỉnh ủy Lạng Sơn` → province words `lạng sơn`.
//!
//! Only cuts the name apart; which place is meant is decided in [`super::writer`].

use crate::text::fold;

/// Kind of unit that a word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// *Tỉnh, Tỉnh ủy*.
    Province,
    /// *Thành phố, Thành ủy*: of the province or of the district level.
    City,
    /// *Huyện, quận, thị xã* and their committees.
    District,
    /// *Xã, phường, thị trấn, đặc khu*.
    Commune,
}

/// A unit word and the words behind it, up to the next unit word or comma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitName {
    pub(super) unit: Unit,
    /// `huyện`, `quận`, `thị xã` …, the kind that the word says.
    pub(super) kind: &'static str,
    /// Place of the unit word among the words of the name.
    pub(super) at: usize,
    pub(super) words: Vec<String>,
}

/// A name cut apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NameParts {
    /// Units in the order of the name.
    pub(super) units: Vec<UnitName>,
    /// True when *Trung ương* stands in it.
    pub(super) central: bool,
    /// All words, for names without a unit word (`Công an Hà Nội`).
    pub(super) words: Vec<String>,
}

/// Cuts a name apart.
pub(super) fn name_parts(name: &str) -> NameParts {
    let spaced = fold::accented(name).replace("tp.", "tp ").replace("tx.", "tx ");
    let spaced = spaced.replace([',', ';', '(', ')'], " , ");
    let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
    let mut parts = NameParts::default();
    let mut open = false;
    let mut at = 0;
    while at < words.len() {
        if let Some((unit, kind, length)) = unit_at(&words, at) {
            parts.units.push(UnitName { unit, kind, at, words: Vec::new() });
            open = true;
            at += length;
            continue;
        }
        parts.central |= words[at] == "ương" && at > 0 && words[at - 1] == "trung";
        open &= words[at] != ",";
        if let Some(last) = parts.units.last_mut().filter(|_| open) {
            last.words.push(words[at].clone());
        }
        at += 1;
    }
    parts.words = words;
    parts
}

/// True when kinds of units stand instead of places: `ủy ban nhân dân xã, phường`.
pub(super) fn lists_units(name: &str) -> bool {
    let parts = name_parts(name);
    let mut pairs = parts.units.windows(2);
    pairs.any(|pair| pair[0].words.is_empty() && parts.words.get(pair[1].at - 1).is_some_and(|word| word == ","))
}

/// The unit that the word at `at` announces, its kind, and the number of words that say so.
fn unit_at(words: &[String], at: usize) -> Option<(Unit, &'static str, usize)> {
    let word = |offset: usize| words.get(at + offset).map_or("", String::as_str);
    let before = if at == 0 { "" } else { words[at - 1].as_str() };
    if before == "các" {
        return None;
    }
    let with_committee = |unit, kind| Some((unit, kind, if word(1) == "ủy" { 2 } else { 1 }));
    match (word(0), word(1)) {
        ("tỉnh", _) => with_committee(Unit::Province, "tỉnh"),
        ("thành", "phố" | "ủy") => Some((Unit::City, "thành phố", 2)),
        ("tp", _) => Some((Unit::City, "thành phố", 1)),
        ("huyện", _) => with_committee(Unit::District, "huyện"),
        ("quận", _) => with_committee(Unit::District, "quận"),
        ("thị", "xã" | "ủy") => Some((Unit::District, "thị xã", 2)),
        ("tx", _) => Some((Unit::District, "thị xã", 1)),
        ("thị", "trấn") => Some((Unit::Commune, "thị trấn", 2)),
        ("đặc", "khu") => Some((Unit::Commune, "đặc khu", 2)),
        ("xã", next) if next != "hội" && before != "tác" => Some((Unit::Commune, "xã", 1)),
        ("phường", _) => Some((Unit::Commune, "phường", 1)),
        _ => None,
    }
}

/// What `found` gives for the longest leading run of at most five words.
pub(super) fn longest_prefix<T>(words: &[String], found: impl Fn(&str) -> Option<T>) -> Option<T> {
    (1..=words.len().min(5)).rev().find_map(|count| found(&words[..count].join(" ")))
}

/// What `found` gives for the longest run of at most five words at the end.
pub(super) fn longest_suffix<T>(words: &[String], found: impl Fn(&str) -> Option<T>) -> Option<T> {
    (words.len().saturating_sub(5)..words.len()).find_map(|first| found(&words[first..].join(" ")))
}

/// `hữu lũng` as `huu-lung`.
pub(super) fn slug(words: &str) -> String {
    let folded = fold::unaccented(words);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[(Unit, &str)]) {
        let found = name_parts(name);
        let units: Vec<(Unit, String)> =
            found.units.into_iter().map(|unit| (unit.unit, unit.words.join(" "))).collect();
        let expected: Vec<(Unit, String)> = expected.iter().map(|(unit, words)| (*unit, (*words).to_owned())).collect();
        assert_eq!(units, expected, "{name}");
    }

    #[test]
    fn units_of_names() {
        check("Ủy ban nhân dân tỉnh Lạng Sơn", &[(Unit::Province, "lạng sơn")]);
        check("Ban Thường vụ Tỉnh ủy Cao Bằng", &[(Unit::Province, "cao bằng")]);
        check("UBND TP.Hà Nội", &[(Unit::City, "hà nội")]);
        check("Sở Lao động - Thương binh và Xã hội", &[]);
        check("UBND xã Tân Thành, huyện Hữu Lũng", &[(Unit::Commune, "tân thành"), (Unit::District, "hữu lũng")]);
        check("UBND các huyện, thành phố", &[(Unit::City, "")]);
        check("Ủy ban nhân dân tỉnh", &[(Unit::Province, "")]);
    }

    #[test]
    fn the_centre_is_seen() {
        assert!(name_parts("Ban Tuyên giáo Trung ương").central);
    }
}
