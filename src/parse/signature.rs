//! Signature blocks (*chữ ký*): authority, position and name, one block or several of a joint document.
//!
//! Signing rules: Nghị định 30/2020/NĐ-CP, art. 13; Party: Hướng dẫn 36-HD/VPTW.

use super::{names, title};
use crate::model::{Located, SignAuthority, Signature};
use crate::tables::Tables;
use crate::text::{Span, fold, words};
use regex::Regex;
use std::sync::LazyLock;

/// A cell of the end that is no recipient, and the line it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct SigningCell {
    pub(super) span: Span,
    pub(super) line: usize,
}

/// Signs beside a name that are no part of it.
const SPECKS: [char; 12] = ['*', ' ', '.', '/', ';', '_', '\\', '|', '"', '“', '”', '\''];

/// `TM. ỦY BAN NHÂN DÂN`, `K/T BỘ TRƯỞNG`: the mark, then who is signed for.
static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(T[./]?UQ|T[./]?M|K[./]?T|T[./]?L|Q)(?:[.:,/][ \t]?|[ \t])\.? ?(\S.*)$")
        .expect("the pattern is fixed")
});

/// An authority mark inside a cell: two lines that were read as one.
static INNER_MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r" (?:T/?UQ|K/?T|T/?L)[.:] ?[A-ZĐ]").expect("the pattern is fixed"));

/// An authority mark whose head was read into the next cell.
static LONE_MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:T[./]?UQ|T[./]?M|K[./]?T|T[./]?L)[.:,]?$").expect("the pattern is fixed"));

/// Authority marks and positions in capitals open a signature block.
pub(super) fn opens(printed: &str, tables: &Tables) -> bool {
    authority(printed).is_some() || is_position(printed, tables)
}

/// The authority mark that starts a line, and what stands behind it.
fn authority(printed: &str) -> Option<(SignAuthority, &str)> {
    let parts = printed.starts_with(['T', 'K', 'Q']).then(|| AUTHORITY.captures(printed)).flatten()?;
    let kind = match parts.get(1)?.as_str().replace(['.', '/'], "").as_str() {
        "TUQ" => SignAuthority::ByAuthorisation,
        "TM" => SignAuthority::OnBehalf,
        "KT" => SignAuthority::ForHead,
        "TL" => SignAuthority::ByOrder,
        _ => SignAuthority::Acting,
    };
    let rest = parts.get(2)?.as_str();
    fold::is_upper_case(rest).then_some((kind, rest))
}

/// A position in capitals.
fn is_position(printed: &str, tables: &Tables) -> bool {
    fold::is_upper_case(printed) && printed.split_whitespace().count() <= 12 && position(printed, tables).is_some()
}

/// The position that starts a cell, in its usual spelling with what stands behind it: `Phó Chủ tịch thường trực`.
fn position(printed: &str, tables: &Tables) -> Option<String> {
    let all = words::words(printed, Span::new(0, printed.len()));
    let (known, count) = tables.phrases.position(&all)?;
    let rest =
        all.get(count).map_or("", |next| printed[next.span.start()..].trim_end_matches(['*', ' ', '.', '/', ';']));
    let gap = all.get(count).map_or("", |next| printed[all[count - 1].span.end()..next.span.start()].trim());
    let rest = if fold::is_upper_case(rest) { names::spell(rest, tables) } else { rest.to_owned() };
    // `BỘ TRƯỞNG, CHỦ NHIỆM`, `PHÓ CHỦ TỊCH - TỔNG THƯ KÝ`: two posts.
    let joint = match gap {
        "," => ", ",
        "-" | "–" => " - ",
        _ => " ",
    };
    let rest = if joint == " " && rest.split(' ').count() == 1 { rest.to_lowercase() } else { rest };
    Some(format!("{}{joint}{rest}", spell_position(known)).trim_end().to_owned())
}

/// `phó chủ tịch` → `Phó Chủ tịch`.
fn spell_position(lower: &str) -> String {
    let (prefix, rest) = lower.strip_prefix("phó ").map_or(("", lower), |rest| ("Phó ", rest));
    let mut letters = rest.chars();
    let raised: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    format!("{prefix}{raised}")
}

/// `(Đã ký)` and the like.
pub(super) fn is_signed_mark(printed: &str) -> bool {
    if !fold::may_open(printed, &['d', 'k']) {
        return false;
    }
    let folded = fold::unaccented(printed);
    matches!(
        folded.trim_matches(['(', ')', '[', ']', '.', ' ']),
        "da ky" | "ky ten" | "daky" | "ky thay" | "da ky va dong dau" | "da ky, dong dau"
    )
}

/// Bytes of the longest name with its rank.
const LONGEST_NAME: usize = 160;

/// Two to six words, each with a capital, no digits: a person's name, perhaps behind a rank. In capitals throughout only
/// where it opens with a surname.
pub(super) fn is_person_name(printed: &str, tables: &Tables) -> bool {
    if printed.len() > LONGEST_NAME {
        return false;
    }
    let name = without_title(printed.trim_matches(SPECKS), tables);
    let parts: Vec<&str> = name.split_whitespace().collect();
    if !(2..=6).contains(&parts.len()) {
        return false;
    }
    let letters_only = |part: &&str| part.chars().all(|letter| letter.is_alphabetic() || letter == '.');
    let all = words::words(name, Span::new(0, name.len()));
    let is_upper = fold::is_upper_case(name);
    let is_abbreviation = |part: &str| !is_upper && part.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    let is_capital = |part: &&str| part.starts_with(char::is_uppercase) && letters_only(part) && !is_abbreviation(part);
    let is_name_in_capitals = is_upper && parts.len() <= 5 && tables.phrases.surname(&all).is_some();
    parts.iter().all(is_capital)
        && (!is_upper || is_name_in_capitals)
        && tables.phrases.body_head(&all).is_none()
        && tables.phrases.position(&all).is_none()
}

/// True for a name that opens with a known surname.
pub(super) fn has_surname(printed: &str, tables: &Tables) -> bool {
    let name = without_title(printed.trim_matches(SPECKS), tables);
    is_person_name(name, tables) && tables.phrases.surname(&words::words(name, Span::new(0, name.len()))).is_some()
}

/// Military and academic titles stand before a name; they are no part of it.
fn without_title<'n>(name: &'n str, tables: &Tables) -> &'n str {
    let all = words::words(name, Span::new(0, name.len()));
    match tables.phrases.rank(&all).and_then(|count| all.get(count)) {
        Some(first) if all.len() > 2 => &name[first.span.start()..],
        _ => name,
    }
}

/// The signatures of the cells, in the order they are printed: blocks side by side, or one below the other.
/// `is_recognised` tells whether a cell was read from an image.
pub(super) fn read(
    text: &str,
    signing: &[SigningCell],
    is_recognised: &dyn Fn(Span) -> bool,
    tables: &Tables,
) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    for block in blocks(text, signing, tables) {
        let mut under_way = Signature::default();
        for (at, cell) in block.iter().enumerate() {
            let begins = opens(cell.of(text).trim_start_matches(['*', ' ']), tables);
            if begins && under_way.name.is_some() {
                found.push(std::mem::take(&mut under_way));
            }
            read_cell(text, *cell, block.get(at + 1).copied(), &mut under_way, is_recognised(*cell), tables);
        }
        found.push(under_way);
    }
    let is_whole = |signature: &Signature| {
        signature.name.is_some() && (signature.position.is_some() || signature.authority.is_some())
    };
    let mut kept = found.into_iter();
    let first = kept.next().unwrap_or_default();
    std::iter::once(first).chain(kept.filter(is_whole)).collect()
}

/// The cells of each column, where two blocks open in one line; else all cells as one column.
fn blocks(text: &str, signing: &[SigningCell], tables: &Tables) -> Vec<Vec<Span>> {
    let signing = &with_lone_marks_joined(text, signing);
    let cells: Vec<SigningCell> = signing.iter().flat_map(|cell| apart_from_inner_mark(text, *cell)).collect();
    let in_line = |line: usize| signing.iter().filter(move |cell| cell.line == line);
    let opening = |line: usize| in_line(line).filter(|cell| opens(cell.span.of(text), tables)).count();
    let columns = signing.iter().map(|cell| opening(cell.line)).max().unwrap_or(0).max(1);
    let mut found = vec![Vec::new(); columns];
    let mut names_seen = 0;
    for cell in &cells {
        let beside: Vec<&SigningCell> = in_line(cell.line).collect();
        let rank = beside.iter().position(|other| other.span.end() >= cell.span.end()).unwrap_or(0);
        let is_alone = beside.len() < columns && is_person_name(cell.span.of(text), tables);
        let column = if is_alone { names_seen } else { rank }.min(columns - 1);
        names_seen += usize::from(is_alone);
        found[column].push(cell.span);
    }
    found
}

/// `KT.` and `BỘ TRƯỞNG` as one cell.
fn with_lone_marks_joined(text: &str, signing: &[SigningCell]) -> Vec<SigningCell> {
    let mut joined: Vec<SigningCell> = Vec::new();
    for cell in signing {
        match joined.last_mut() {
            Some(last) if last.line == cell.line && LONE_MARK.is_match(last.span.of(text)) => {
                last.span = last.span.join(cell.span);
            }
            _ => joined.push(*cell),
        }
    }
    joined
}

fn apart_from_inner_mark(text: &str, cell: SigningCell) -> Vec<SigningCell> {
    let Some(found) = INNER_MARK.find(cell.span.of(text)) else { return vec![cell] };
    let edge = cell.span.start() + found.start();
    let piece = |start, end| SigningCell { span: Span::new(start, end), line: cell.line };
    vec![piece(cell.span.start(), edge), piece(edge + 1, cell.span.end())]
}

fn read_cell(text: &str, cell: Span, next: Option<Span>, found: &mut Signature, is_recognised: bool, tables: &Tables) {
    let printed = cell.of(text);
    let bare = printed.trim_start_matches(['*', ' ']);
    let damaged = || damaged_mark(bare, tables).filter(|_| is_recognised);
    let head = found.on_behalf_of.as_ref().or(found.position.as_ref()).map(|head| head.value.clone());
    if let Some((kind, rest)) = authority(bare).or_else(damaged) {
        let mut span = cell;
        let mut body = rest.to_owned();
        if let Some(more) = next.filter(|next| goes_on_body(kind, next.of(text))) {
            body = format!("{body} {}", more.of(text));
            span = span.join(more);
        }
        found.authority = Some(Located::new(kind, cell));
        if found.on_behalf_of.is_none() {
            let name = position(&body, tables).unwrap_or_else(|| names::spell(&body, tables));
            found.on_behalf_of = Some(Located::new(name, span));
        }
        if kind == SignAuthority::Acting {
            let name = position(rest, tables).unwrap_or_else(|| names::spell(rest, tables));
            found.position = Some(Located::new(name, cell));
        }
    } else if found.name.is_none()
        && (is_position(printed, tables) || found.authority.is_some() && is_small_position(printed, tables))
    {
        let named = position(printed, tables);
        if found.authority.is_none()
            && let (Some(named), Some(above)) = (&named, &found.position)
            && *named == format!("Phó {}", above.value)
        {
            // A deputy below the head's title signs for the head; the mark was lost.
            found.authority = Some(Located::new(SignAuthority::ForHead, above.span));
            found.on_behalf_of = Some(above.clone());
        }
        found.position = named.map(|name| Located::new(name, cell));
    } else if let Some(deputy) =
        head.filter(|_| is_recognised && found.name.is_none()).and_then(|head| damaged_deputy(printed, &head))
    {
        if let (None, Some(above)) = (&found.authority, found.position.take()) {
            found.authority = Some(Located::new(SignAuthority::ForHead, above.span));
            found.on_behalf_of = Some(above);
        }
        found.position = Some(Located::new(deputy, cell));
    } else if is_person_name(printed, tables)
        && found.name.as_ref().is_none_or(|name| has_surname(printed, tables) && !has_surname(&name.value, tables))
        && (found.position.is_some() || found.authority.is_some() || has_surname(printed, tables))
    {
        let trimmed = printed.trim_matches(SPECKS);
        let start = cell.start() + (printed.len() - printed.trim_start_matches(SPECKS).len());
        let name = title::place_name(without_title(&fold::single_spaces(trimmed), tables));
        let name = if is_recognised { with_surname(&name, tables) } else { name };
        found.name = Some(Located::new(name, Span::new(start, start + trimmed.len())));
    }
}

/// `KT` run into the head's title: `KTATHỦ TƯỚNG`.
fn damaged_mark<'p>(printed: &'p str, tables: &Tables) -> Option<(SignAuthority, &'p str)> {
    let rest = printed.strip_prefix("KT").filter(|_| fold::is_upper_case(printed))?;
    let mut rests = rest.char_indices().take(3).map(|(at, _)| rest[at..].trim_start());
    rests.find(|rest| is_position(rest, tables)).map(|rest| (SignAuthority::ForHead, rest))
}

/// The deputy's title of which recognition lost one end, below the title of `head`: `Ó THỦ TƯỚNG`, `PHÓ GIÁM Đ`.
fn damaged_deputy(printed: &str, head: &str) -> Option<String> {
    let letters = |text: &str| fold::unaccented(text).replace(|sign: char| !sign.is_alphabetic(), "");
    let deputy = if head == "Bộ trưởng" { "Thứ trưởng".to_owned() } else { format!("Phó {head}") };
    let (seen, whole, above) = (letters(printed), letters(&deputy), letters(head));
    if fold::is_upper_case(printed) && whole.len() == seen.len() && is_one_letter_off(&seen, &whole) {
        return Some(deputy);
    }
    let lost = whole.len().checked_sub(seen.len())?;
    let is_end = whole.ends_with(&seen) && lost <= 3 && seen != above;
    let is_start = whole.starts_with(&seen) && lost <= 4 && seen.len() >= 6;
    (fold::is_upper_case(printed) && seen.len() >= 5 && (is_end || is_start)).then_some(deputy)
}

/// One letter of many was read otherwise: `PHÓ GIÁM ĐUC`.
fn is_one_letter_off(seen: &str, whole: &str) -> bool {
    whole.len() >= 8 && seen.bytes().zip(whole.bytes()).filter(|(one, other)| one != other).count() == 1
}

/// A position in small letters, as fonts of capitals leave it: the whole of a short cell.
fn is_small_position(printed: &str, tables: &Tables) -> bool {
    let all = words::words(printed, Span::new(0, printed.len()));
    all.len() <= 5 && tables.phrases.position(&all).is_some()
}

/// A recognised name whose first word is no surname but for its accents: `Nguyên Văn Mẫu`, of which recognition lost a
/// tone, is a Nguyễn.
fn with_surname(name: &str, tables: &Tables) -> String {
    let all = words::words(name, Span::new(0, name.len()));
    match (tables.phrases.surname(&all), all.first()) {
        (Some(surname), Some(first)) => format!("{surname}{}", &name[first.span.end()..]),
        _ => name.to_owned(),
    }
}

/// `TM. ỦY BAN NHÂN DÂN` and below it `TỈNH LẠNG SƠN`.
fn goes_on_body(kind: SignAuthority, next: &str) -> bool {
    let folded = fold::accented(next);
    kind == SignAuthority::OnBehalf
        && fold::is_upper_case(next)
        && ["tỉnh ", "huyện ", "thành phố ", "xã ", "phường ", "quận "].iter().any(|word| folded.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lines of cells parted by tabs; tells authority, position and name of each signature.
    fn told(text: &str) -> Vec<(Option<&'static str>, Option<String>, Option<String>)> {
        let mut signing = Vec::new();
        let mut at = 0;
        for (line, printed) in text.split('\n').enumerate() {
            for cell in printed.split('\t') {
                signing.push(SigningCell { span: Span::new(at, at + cell.len()), line });
                at += cell.len() + 1;
            }
        }
        let found = read(text, &signing, &|_| true, Tables::built_in());
        let value = |item: Option<Located<String>>| item.map(|item| item.value);
        found
            .into_iter()
            .map(|one| (one.authority.map(|kind| kind.value.slug()), value(one.position), value(one.name)))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, authority: Option<&'static str>, position: Option<&str>, name: Option<&str>) {
        assert_eq!(told(text), [(authority, position.map(str::to_owned), name.map(str::to_owned))], "{text}");
    }

    #[test]
    fn one_block() {
        check("KT. GIÁM ĐÓC\nPHÓ GIÁM ĐỐC\nLê Thị Thử", Some("KT"), Some("Phó Giám đốc"), Some("Lê Thị Thử"));
        check(
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thử",
            Some("KT"),
            Some("Phó Chủ tịch"),
            Some("Lê Thử"),
        );
        check(
            "KT. THỐNG ĐỐC\nphó Thống đốc\nTS. Trần Thử Mẫu",
            Some("KT"),
            Some("Phó Thống đốc"),
            Some("Trần Thử Mẫu"),
        );
        check("Q. GIÁM ĐỐC\nĐại tá Vũ Văn Mẫu", Some("Q"), Some("Giám đốc"), Some("Vũ Văn Mẫu"));
        check("GIÁM ĐỐC\nNguyên Thị Mẫu", None, Some("Giám đốc"), Some("Nguyễn Thị Mẫu"));
        check("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNGUYỄN VĂN MẪU", Some("TM"), Some("Phó Bí thư"), Some("Nguyễn Văn Mẫu"));
    }

    #[test]
    fn damaged_deputies_sign_for_the_head_above() {
        check("GIÁM ĐÓC\nPHÓ GIÁM Đ\nLê Thử", Some("KT"), Some("Phó Giám đốc"), Some("Lê Thử"));
        check("KT. THỦ TƯỚNG\nÓ THỦ TƯỚNG\nLê Thử", Some("KT"), Some("Phó Thủ tướng"), Some("Lê Thử"));
        check("KTATHỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nLê Thử", Some("KT"), Some("Phó Thủ tướng"), Some("Lê Thử"));
        check("GIÁM ĐÓC\nBHÓ GIAMĐOC\nLê Thử", Some("KT"), Some("Phó Giám đốc"), Some("Lê Thử"));
        check("KT/ BỘ TRƯỞNG\nTHỨ TRƯỞN\nLê Thử", Some("KT"), Some("Thứ trưởng"), Some("Lê Thử"));
        check("CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thử", Some("KT"), Some("Phó Chủ tịch"), Some("Lê Thử"));
    }

    #[test]
    fn two_blocks_side_by_side_and_one_below_the_other() {
        let one = (Some("KT"), Some("Thứ trưởng".to_owned()), Some("Trần Văn Mẫu".to_owned()));
        let two = (Some("KT"), Some("Phó Viện trưởng".to_owned()), Some("Lê Thị Thử".to_owned()));
        let both = [one, two];
        let beside = "KT. BỘ TRƯỞNG\tKT. VIỆN TRƯỞNG\nTHỨ TRƯỞNG\tPHÓ VIỆN TRƯỞNG\nTrần Văn Mẫu\tLê Thị Thử";
        assert_eq!(told(beside), both);
        let below = "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Mẫu\nKT. VIỆN TRƯỞNG\nPHÓ VIỆN TRƯỞNG\nLê Thị Thử";
        assert_eq!(told(below), both);
    }
}
