//! Names of bodies: from capitals to the usual spelling, kind of body, level and place.

use super::body_kinds::{body_kind, level_of};
use crate::model::{IssuerName, Level};
use crate::tables::{LAST_DISTRICT_DAY, NameMatch, Tables};
use crate::text::{Span, fold, words};
use jiff::civil::Date;

/// Words that head the name of a place.
const PLACE_WORDS: [(&str, Option<Level>); 9] = [
    ("tỉnh", Some(Level::Province)),
    ("thành phố", None),
    ("tp", None),
    ("huyện", Some(Level::District)),
    ("quận", Some(Level::District)),
    ("thị xã", Some(Level::District)),
    ("xã", Some(Level::Commune)),
    ("phường", Some(Level::Commune)),
    ("thị trấn", Some(Level::Commune)),
];

/// A place named at the end of a body's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlaceName {
    /// With its word, `tỉnh Lạng Sơn`.
    pub(super) full: String,
    pub(super) level: Level,
    /// GSO code of the province, where it can be told.
    pub(super) province: Option<String>,
}

/// The usual spelling of a name printed in capitals; a name in small letters stays as printed. Words whose accents are
/// damaged are spelled as the one agency or place that they are but for their accents.
pub(super) fn spell(name: &str, tables: &Tables) -> String {
    let name = fold::single_spaces(name);
    if !fold::is_upper_case(&name) {
        return name;
    }
    let lower = fold::accented(&name);
    let all = words::words(&lower, Span::new(0, lower.len()));
    let tokens: Vec<&str> = name.split(' ').collect();
    let mut spelled = String::with_capacity(name.len());
    let (mut at, mut end) = (0, 0);
    let mut place_from = None;
    while let Some(word) = all.get(at) {
        let start = word.span.start();
        spelled.push_str(&lower[end.min(start)..start]);
        let token_start = lower[..start].rfind(' ').map_or(0, |space| space + 1);
        let token = tokens.get(lower[..start].matches(' ').count()).filter(|token| is_code(token));
        let (piece, count) = if let Some(code) = token {
            end = lower[start..].find(' ').map_or(lower.len(), |space| start + space);
            let count = all[at..].iter().take_while(|word| word.span.start() < end).count();
            spelled.push_str(code.get(start - token_start..).unwrap_or(code));
            at += count;
            continue;
        } else if let Some((known, count)) = known_body(&lower, &all[at..], tables) {
            // `SỞ Y TẾ LẠNG SƠN`: the place may follow without its word.
            place_from = Some((at + count, "tỉnh"));
            (known.to_owned(), count)
        } else if let Some((word, count)) = place_word(&all[at..]) {
            place_from = Some((at + count, word));
            (word.to_owned(), count)
        } else if let Some((known, count)) = known_place(&lower, &all, at, place_from, tables) {
            (known, count)
        } else {
            // Behind a dash another part of the name starts: `PHÁT THANH - TRUYỀN HÌNH`.
            let word = usual_word(&all, at);
            (if lower[..start].trim_end().ends_with('-') { raised(&word) } else { word }, 1)
        };
        let piece = if spelled.is_empty() { raised(&piece) } else { piece };
        spelled.push_str(&piece);
        end = all[at + count - 1].span.end();
        at += count;
    }
    spelled.push_str(&lower[end..]);
    spelled
}

/// Codes and usual abbreviations stay as printed: `UBND`, `733/QĐ-SCT`.
fn is_code(token: &str) -> bool {
    const ABBREVIATIONS: [&str; 8] = ["UBND", "HĐND", "MTTQ", "UBMTTQ", "BQL", "BCĐ", "TP", "TNCS"];
    // Every syllable has a vowel; of the Roman numerals some look like one.
    let bare = token.trim_matches([',', '.', ';', '(', ')', '-']);
    let is_abbreviation = bare.chars().count() > 1 && !fold::unaccented(bare).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let is_numeral = matches!(bare, "II" | "III" | "IV" | "VII" | "VIII" | "IX");
    is_abbreviation
        || is_numeral
        || token.contains(|letter: char| letter.is_ascii_digit() || letter == '/')
        || ABBREVIATIONS.contains(&token.trim_matches([',', '.', ';', '(', ')']))
}

/// The agency that the first of `words` name, accents damaged or not; never an alias.
fn known_body<'t>(lower: &str, words: &[words::Word], tables: &'t Tables) -> Option<(&'t str, usize)> {
    let is_name = |(known, count): &(&str, usize)| {
        let printed = Span::new(words[0].span.start(), words[count - 1].span.end()).of(lower);
        fits(known, *count) && fold::unaccented(known) == fold::unaccented(printed)
    };
    tables.bodies.at_start(words).filter(is_name).or_else(|| {
        let alike = tables.bodies.like_start(words).filter(is_name);
        alike.filter(|(known, _)| known.chars().count() >= 6)
    })
}

/// The word of a place (*tỉnh, thành phố, huyện* …) that starts `words`, accents damaged or not. A lone *xã* or *quận*
/// must be whole: too many words are like them.
fn place_word(words: &[words::Word]) -> Option<(&'static str, usize)> {
    const WORDS: [&str; 8] = ["thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "phường", "quận", "xã"];
    WORDS.into_iter().find_map(|word| {
        let count = word.split(' ').count();
        let head = words.get(..count)?;
        let printed = head.iter().map(|word| &*word.key).collect::<Vec<_>>().join(" ");
        let is_long = word.chars().count() > 3 && word != "quận";
        (printed == word || is_long && fold::unaccented(&printed) == fold::unaccented(word)).then_some((word, count))
    })
}

/// The place that the words at `at` name, right behind a place word, in its usual spelling.
fn known_place(
    lower: &str,
    all: &[words::Word],
    at: usize,
    head: Option<(usize, &str)>,
    tables: &Tables,
) -> Option<(String, usize)> {
    let Some((_, word)) = head.filter(|(behind, _)| *behind == at) else { return last_place(lower, all, at, tables) };
    (1..=5).rev().find_map(|count| {
        let last = all.get(at + count - 1)?;
        let printed = Span::new(all[at].span.start(), last.span.end()).of(lower);
        let province = || {
            let found = tables.places.province_like(printed, LAST_DISTRICT_DAY);
            found.filter(|(_, how)| *how != NameMatch::Abbreviated).map(|(province, _)| province.name.clone())
        };
        let district = || {
            let (_, found) = tables.places.districts_like(printed, Some(word), LAST_DISTRICT_DAY);
            found
                .first()
                .filter(|first| found.iter().all(|other| other.name == first.name))
                .map(|first| first.name.clone())
        };
        let name = match word {
            "tỉnh" => province(),
            "thành phố" => province().or_else(district),
            "huyện" | "quận" | "thị xã" => district(),
            _ => None,
        };
        name.map(|name| (name, count))
    })
}

/// The province that ends a name without a place word: `TRƯỜNG ĐẠI HỌC AN GIANG`.
fn last_place(lower: &str, all: &[words::Word], at: usize, tables: &Tables) -> Option<(String, usize)> {
    let rest = all.get(at..).filter(|rest| at > 1 && rest.len() > 1)?;
    let printed = Span::new(rest[0].span.start(), rest[rest.len() - 1].span.end()).of(lower);
    let province = tables.places.province_by_name(printed, LAST_DISTRICT_DAY)?;
    (fold::accented(&province.name) == printed).then(|| (province.name.clone(), rest.len()))
}

/// A word of a name in small letters, raised where names are: behind a place word, or behind the head of a body.
fn usual_word(all: &[words::Word], at: usize) -> String {
    let key = &*all[at].key;
    let follows_board = at == 1 && matches!(&*all[0].key, "ban" | "trường");
    let follows_head = at > 0
        && matches!(&*all[at - 1].key, "và" | "sở" | "bộ" | "phòng" | "cục" | "vụ" | "tỉnh" | "huyện")
        && key != "trưởng";
    let is_country = match key {
        "việt" => all.get(at + 1).is_some_and(|next| next.key == "nam"),
        _ => key == "nam" && at > 0 && all[at - 1].key == "việt",
    };
    let may_rise = is_in_place_name(all, at) || follows_head || follows_board || is_country;
    let is_small = matches!(key, "và" | "tỉnh" | "huyện" | "xã");
    if may_rise && !is_small { raised(key) } else { key.to_owned() }
}

/// The text with its first letter raised.
fn raised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn fits(known: &str, count: usize) -> bool {
    known.split_whitespace().count() >= count
}

/// Behind a place word every syllable of the name is a capital one.
fn is_in_place_name(all: &[words::Word], at: usize) -> bool {
    let key = |index: usize| all[index].key.as_str();
    (0..at).rev().take(4).any(|index| {
        matches!(key(index), "tỉnh" | "huyện" | "quận" | "xã" | "phường" | "trấn")
            || (key(index) == "phố" && index > 0 && key(index - 1) == "thành")
            || (key(index) == "ủy" && index > 0 && matches!(key(index - 1), "tỉnh" | "huyện" | "thành" | "quận"))
    }) && key(at) != "và"
}

/// The last place named in `name`, on `day`.
pub(super) fn place_in(name: &str, day: Date, tables: &Tables) -> Option<PlaceName> {
    let folded = fold::accented(name);
    let all = words::words(&folded, Span::new(0, folded.len()));
    (0..all.len()).rev().find_map(|at| {
        PLACE_WORDS.iter().find_map(|(word, level)| {
            let count = 1 + usize::from(word.contains(' '));
            let is_here = all[at..].len() > count && word.split(' ').zip(&all[at..]).all(|(key, word)| word.key == key);
            // `thị xã` ends in `xã`, `thị trấn` holds no other word: the longer word wins.
            let is_tail = *word == "xã" && at > 0 && all[at - 1].key == "thị";
            if !is_here || is_tail {
                return None;
            }
            let rest = Span::new(all[at + count].span.start(), folded.len());
            let printed = fold::single_spaces(name);
            let named = printed.get(rest.start()..).unwrap_or(rest.of(&folded)).trim();
            named_place(word, *level, named, day, tables)
        })
    })
}

fn named_place(word: &str, level: Option<Level>, name: &str, day: Date, tables: &Tables) -> Option<PlaceName> {
    let is_name = name.starts_with(char::is_uppercase) || name.starts_with(|letter: char| letter.is_ascii_digit());
    if name.is_empty() || !is_name {
        return None;
    }
    let province = tables.places.province_by_name(name, day);
    let level = level.unwrap_or(if province.is_some() { Level::Province } else { Level::District });
    let code = match level {
        Level::Province => province.map(|province| province.code.clone()),
        Level::District => only_province(name, tables),
        _ => None,
    };
    let is_known = level != Level::Province || code.is_some();
    let word = if word == "tp" { "thành phố" } else { word };
    is_known.then(|| PlaceName { full: format!("{word} {name}"), level, province: code })
}

/// The province of the only district of that name.
pub(super) fn only_province(name: &str, tables: &Tables) -> Option<String> {
    match tables.places.districts_by_name(name).as_slice() {
        [only] => Some(only.province_code.clone()),
        _ => None,
    }
}

/// The usual spelling of a recognised place name whose accents or letters are damaged, where it can be one place only;
/// `None` for a name that is right as it stands, or unknown.
pub(super) fn mended_place(place: &str, day: Date, tables: &Tables) -> Option<String> {
    if province_of_place(place, day, tables).is_some() {
        return None;
    }
    if let Some((province, how)) = tables.places.province_like(place, day) {
        return matches!(how, NameMatch::Unaccented | NameMatch::Damaged).then(|| province.name.clone());
    }
    let (how, found) = tables.places.districts_like(place, None, day);
    let first = found.first().filter(|_| matches!(how, NameMatch::Unaccented | NameMatch::Damaged))?;
    found.iter().all(|other| other.name == first.name).then(|| first.name.clone())
}

/// The province that a bare place name (a date line's) stands for: a province, or the only district of that name.
pub(super) fn province_of_place(place: &str, day: Date, tables: &Tables) -> Option<(String, Level)> {
    let name = place.trim_start_matches("TP.").trim_start_matches("Tp.").trim();
    if let Some(province) = tables.places.province_by_name(name, day) {
        return Some((province.code.clone(), Level::Province));
    }
    only_province(name, tables).map(|code| (code, Level::District))
}

/// A body of a full name whose place, if any, is in the name.
pub(super) fn issuer(name: String, day: Date, tables: &Tables) -> IssuerName {
    let body = body_kind(&name);
    let place = place_in(&name, day, tables);
    let party = party_place(&name, day, tables);
    let level = place.as_ref().map(|place| place.level).or_else(|| level_of(body, &name));
    let province = place.and_then(|place| place.province).or(party);
    let level = level.or_else(|| province.as_ref().map(|_| Level::Province));
    IssuerName { name, body, level, province }
}

/// `Tỉnh ủy Lạng Sơn`, `Thành ủy Hà Nội`: the place follows the committee's name.
fn party_place(name: &str, day: Date, tables: &Tables) -> Option<String> {
    let folded = fold::accented(name);
    let word = ["tỉnh ủy ", "thành ủy ", "huyện ủy ", "quận ủy "].into_iter().find(|word| folded.contains(word))?;
    let at = folded.find(word)? + word.len();
    province_of_place(&folded[at..], day, tables).map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(printed: &str, name: &str, body: &str, level: Option<&str>, province: Option<&str>) {
        let tables = Tables::built_in();
        let found = issuer(spell(printed, tables), date(2020, 1, 1), tables);
        assert_eq!(found.name, name);
        assert_eq!(
            (found.body.slug(), found.level.map(Level::slug), found.province.as_deref()),
            (body, level, province)
        );
    }

    #[test]
    fn damaged_names_are_spelled_as_the_one_they_can_be() {
        check("UBND THÀNH PHÓ ĐÀ NẢNG", "UBND thành phố Đà Nẵng", "people_committee", Some("tinh"), Some("48"));
        check(
            "ÚY BAN NHÂN DÁN TỈNH LẠNG SƠM",
            "Ủy ban nhân dân tỉnh Lạng Sơn",
            "people_committee",
            Some("tinh"),
            Some("20"),
        );
        check("SỞ Y TÉ", "Sở Y tế", "department", Some("tinh"), None);
        check("TRƯỜNG CĐ NGHỀ MẪU VIỆT NAM", "Trường CĐ nghề mẫu Việt Nam", "other", None, None);
        check("TRƯỜNG CAO ĐẲNG MẪU II", "Trường Cao đẳng mẫu II", "other", None, None);
        check("ĐÀI PHÁT THANH - TRUYỀN HÌNH MẪU", "Đài phát thanh - Truyền hình mẫu", "other", None, None);
        check("TRƯỜNG ĐẠI HỌC AN GIANG", "Trường Đại học An Giang", "other", None, None);
    }

    #[test]
    fn names_in_capitals() {
        check(
            "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
            "Ủy ban nhân dân tỉnh Lạng Sơn",
            "people_committee",
            Some("tinh"),
            Some("20"),
        );
        check(
            "ỦY BAN NHÂN DÂN HUYỆN HỮU LŨNG",
            "Ủy ban nhân dân huyện Hữu Lũng",
            "people_committee",
            Some("huyen"),
            Some("20"),
        );
        check("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ", "prime_minister", Some("trung_uong"), None);
        check("TỈNH ỦY CAO BẰNG", "Tỉnh ủy Cao Bằng", "party_committee", Some("tinh"), Some("04"));
        check("UBND TỈNH LÀO CAI", "UBND tỉnh Lào Cai", "people_committee", Some("tinh"), Some("10"));
        check("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường", "ministry", Some("trung_uong"), None);
    }
}
