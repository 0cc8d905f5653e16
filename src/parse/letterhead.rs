//! The issuer and its superior (*tên cơ quan ban hành, cơ quan chủ quản*) from the lines of a head; where the head
//! is lost, from the signature and the opening sentence.

use super::body_kinds;
use super::flow::Flow;
use super::names::{self, PlaceName};
use crate::model::{BodyKind, IssuerName, Letterhead, Level, Located};
use crate::tables::Tables;
use crate::text::{Span, fold, words};
use jiff::civil::Date;

/// A name of the head: its words and where it stands.
struct PrintedName {
    name: String,
    span: Span,
}

/// Reads the letterhead from the head's lines. `is_joint`: the names are those of several issuers, none above the other.
/// `place` is the place of the date line.
pub(super) fn read(
    text: &str,
    lines: &[Span],
    is_joint: bool,
    place: Option<&str>,
    day: Date,
    tables: &Tables,
) -> Letterhead {
    let mut printed = printed_names(text, lines, tables);
    if is_joint {
        let is_word = |name: &PrintedName| {
            ["liên ngành", "liên tịch", "liên cơ quan"].contains(&fold::accented(name.name.trim()).as_str())
        };
        printed.retain(|name| !is_word(name));
        let all: Vec<&str> = printed.iter().map(|name| name.name.trim_matches(['-', ' '])).collect();
        let joined = with_lost_dashes(&all.join(" - "), tables);
        let span = printed.iter().map(|name| name.span).reduce(Span::join);
        printed = span.map(|span| PrintedName { name: joined, span }).into_iter().collect();
    }
    let Some(own) = printed.pop() else { return Letterhead::default() };
    let parent = printed.pop();
    let home = place.and_then(|place| names::province_of_place(place, day, tables));
    let parent_issuer = parent.as_ref().map(|parent| {
        let name = with_home_place(names::spell(&parent.name, tables), home.as_ref(), place, day, tables);
        Located::new(names::issuer(name, day, tables), parent.span)
    });
    let own_name = names::spell(&own.name, tables);
    let parent_place = parent_issuer.as_ref().and_then(|parent| names::place_in(&parent.value.name, day, tables));
    let full = match parent_place {
        Some(parent_place) => with_parent_place(own_name, &parent_place, day, tables),
        None => with_home_place(own_name, home.as_ref(), place, day, tables),
    };
    let full = match parent_issuer.as_ref().filter(|parent| is_said_with_parent(&own.name, &parent.value, tables)) {
        Some(parent) => format!("{} {}", names::spell(&own.name, tables), parent.value.name),
        None => full,
    };
    let mut issuer = names::issuer(full, day, tables);
    let above = parent_issuer.as_ref().map(|parent| &parent.value);
    let own_level = issuer.level.filter(|_| !is_facility(&issuer.name));
    issuer.level = own_level.or(above.and_then(|parent| parent.level)).or(issuer.level);
    issuer.province = issuer.province.or_else(|| above.and_then(|parent| parent.province.clone()));
    if issuer.province.is_none() && issuer.level != Some(Level::Central) && above.is_none_or(is_local) {
        issuer.province =
            home.map(|(code, _)| code).filter(|_| issuer.level.is_some() || issuer.body != BodyKind::Other);
    }
    if issuer.body == BodyKind::PartyCommittee
        && issuer.level.is_none()
        && issuer.name.starts_with("Ban Chấp hành Trung")
    {
        issuer.level = Some(Level::Central);
    }
    let parent = parent_issuer.map(|parent| Located::new(parent.value.name, parent.span));
    Letterhead { issuer: Some(Located::new(issuer, own.span)), parent }
}

/// A dash between a whole known body and the next one of a joint paper, where none was printed or read.
fn with_lost_dashes(names: &str, tables: &Tables) -> String {
    let all = words::words(names, Span::new(0, names.len()));
    let mut parted = String::with_capacity(names.len());
    let (mut start, mut written) = (0, 0);
    for at in 1..all.len() {
        let gap = Span::new(all[at - 1].span.end(), all[at].span.start());
        let is_whole = || tables.bodies.like_start(&all[start..at]).is_some_and(|(_, count)| count == at - start);
        if gap.of(names).contains('-') {
            start = at;
        } else if gap.of(names) == " " && tables.phrases.body_head(&all[at..]).is_some() && is_whole() {
            parted.push_str(&names[written..gap.start()]);
            parted.push_str(" - ");
            (start, written) = (at, gap.end());
        }
    }
    parted.push_str(&names[written..]);
    parted
}

/// *Văn phòng* and *Thanh tra* say nothing without the body above them; nor do the boards of a Party committee.
fn is_said_with_parent(name: &str, parent: &IssuerName, tables: &Tables) -> bool {
    let spelled = names::spell(name, tables);
    let is_bare = matches!(spelled.as_str(), "Văn phòng" | "Thanh tra");
    let is_board =
        ["Ban ", "Ủy ban Kiểm tra", "Ủy ban kiểm tra", "Văn phòng"].iter().any(|head| spelled.starts_with(head))
            && !spelled.starts_with("Ban Thường vụ")
            && !spelled.starts_with("Ban Chấp hành");
    let names_it = fold::accented(&spelled).contains(&fold::accented(&parent.name));
    let is_standing = spelled == "Ban Thường trực" && parent.body == BodyKind::FrontOrUnion;
    !names_it && (is_bare || is_standing || parent.body == BodyKind::PartyCommittee && is_board)
}

/// A school, hospital or centre stands where the body above it stands, whatever place its name holds.
fn is_facility(name: &str) -> bool {
    ["Trường ", "Bệnh viện ", "Trung tâm ", "Trạm "].iter().any(|head| name.starts_with(head))
}

fn is_local(issuer: &IssuerName) -> bool {
    issuer.level != Some(Level::Central)
}

/// Joins lines to names: a line that starts with the head of a body's name opens a new one. What stands before the
/// first head, and behind a name that is whole, is a stamp's.
fn printed_names(text: &str, lines: &[Span], tables: &Tables) -> Vec<PrintedName> {
    let mut found: Vec<PrintedName> = Vec::new();
    for line in lines {
        let printed = line.of(text).trim_matches(['_', '.', ' ', '„', '"', '\'', '*', '|', ':']);
        let opens = opens_name(printed, tables);
        match found.last_mut() {
            Some(last) if opens_name(&last.name, tables) && (!opens || wants_more(&last.name, printed)) => {
                if opens || !is_whole(&last.name, printed, tables) {
                    last.name = format!("{} {printed}", last.name);
                    last.span = last.span.join(*line);
                }
            }
            // A syllable alone is the start of a name that its narrow cell broke: `ỦY` / `BAN NHÂN DÂN`.
            Some(last) if !opens || !last.name.contains(' ') => {
                last.name = format!("{} {printed}", last.name);
                last.span = last.span.join(*line);
            }
            _ => found.push(PrintedName { name: printed.to_owned(), span: *line }),
        }
    }
    if found.len() > 1 && !opens_name(&found[0].name, tables) {
        found.remove(0);
    }
    // A lone word that heads no body is a mark or a typist's code, not a name.
    found.retain(|name| {
        let count = words::words(&name.name, Span::new(0, name.name.len())).len();
        opens_name(&name.name, tables) || count >= 3
    });
    found
}

/// True when a printed line starts with the head of a body's name, or with the name of a known one.
fn opens_name(printed: &str, tables: &Tables) -> bool {
    let all = words::words(printed, Span::new(0, printed.len()));
    tables.phrases.body_head(&all).is_some()
        || tables.phrases.like_body_head(&all).is_some()
        || tables.bodies.like_start(&all).is_some_and(|(known, count)| count > 1 && known.chars().count() >= 6)
}

/// True for the whole name of a central body that `next` does not go on with.
fn is_whole(name: &str, next: &str, tables: &Tables) -> bool {
    let count = |printed: &str| {
        let all = words::words(printed, Span::new(0, printed.len()));
        tables.bodies.like_start(&all).map(|(known, count)| (known, count, all.len()))
    };
    let joined = count(&format!("{name} {next}")).map_or(0, |(_, known, _)| known);
    count(name).is_some_and(|(known, known_words, all)| {
        let is_central = body_kinds::level_of(body_kinds::body_kind(known), known) == Some(Level::Central);
        is_central && known_words == all && joined <= known_words
    })
}

/// A name that is not complete without the next line, as `BAN THƯỜNG VỤ` or a line that ends with a comma or `VÀ`.
fn wants_more(name: &str, next: &str) -> bool {
    const HEADS: [&str; 8] = [
        "ban thường vụ",
        "ban thường trực",
        "văn phòng",
        "thường trực",
        "ban chấp hành",
        "ban chỉ đạo",
        "đảng ủy",
        "hội đồng",
    ];
    let folded = fold::accented(name);
    let next = fold::accented(next);
    HEADS.contains(&folded.as_str())
        || folded.ends_with(" và")
        || folded.ends_with(',')
        || folded.ends_with('-')
        || next.starts_with("tổ quốc")
        || (folded.ends_with("ủy ban") || folded.ends_with("ủy ban trung ương")) && next.starts_with("mặt trận")
}

/// `Sở Ngoại vụ` under `Ủy ban nhân dân tỉnh Gia Lai` is `Sở Ngoại vụ tỉnh Gia Lai`.
fn with_parent_place(name: String, parent: &PlaceName, day: Date, tables: &Tables) -> String {
    let kind = body_kinds::body_kind(&name);
    if names::place_in(&name, day, tables).is_some() {
        return name;
    }
    let place_word = parent.full.split(' ').next().unwrap_or_default();
    if fold::accented(&name).ends_with(&format!(" {place_word}")) {
        let bare = parent.full.strip_prefix(place_word).unwrap_or_default();
        return format!("{name}{bare}");
    }
    let is_unit = kind == BodyKind::Department || kind == BodyKind::PeopleCommittee;
    if is_unit { format!("{name} {}", parent.full) } else { name }
}

/// A committee printed without its place takes that of the date line.
fn with_home_place(
    name: String,
    home: Option<&(String, Level)>,
    place: Option<&str>,
    day: Date,
    tables: &Tables,
) -> String {
    let folded = fold::accented(&name);
    let (Some((code, level)), Some(place)) = (home, place) else { return name };
    if names::place_in(&name, day, tables).is_some() || *level != Level::Province {
        return name;
    }
    let Some(province) = tables.places.province_by_code(code, day) else { return name };
    let with_word = fold::accented(&province.full_name);
    let word = if with_word.starts_with("thành phố") { "thành phố" } else { "tỉnh" };
    match folded.as_str() {
        "ủy ban nhân dân" | "ubnd" | "hội đồng nhân dân" => format!("{name} {word} {}", province.name),
        _ if folded.starts_with("sở ") => {
            let bare = name.strip_suffix(province.name.as_str()).map_or(name.as_str(), str::trim_end);
            format!("{bare} {word} {}", province.name)
        }
        _ if folded.ends_with(" tỉnh") || folded.ends_with("tỉnh ủy") || folded.ends_with("thành ủy") => {
            format!("{name} {place}")
        }
        _ => name,
    }
}

/// The issuer where the head is lost: the body that the signature stands for, or that the opening sentence says
/// issues the document, with the place the text names most.
pub(super) fn infer(
    text: &str,
    signed_for: Option<&Located<String>>,
    opening: Span,
    day: Date,
    tables: &Tables,
) -> Option<Located<IssuerName>> {
    let named = issuing_words(text, opening, tables)
        .or_else(|| signed_for.map(|body| Located::new(body.value.clone(), body.span)))?;
    let mut name = names::spell(&named.value, tables);
    // A district's or commune's own name cannot be told from the text.
    let is_below = [" huyện", " xã", " quận", " phường", " thị trấn"].iter().any(|word| name.ends_with(word));
    if names::place_in(&name, day, tables).is_none() && !is_below {
        let province = tables.places.provinces().iter().filter(|province| province.existed_on(day));
        let behind = |word| text.match_indices(word).map(|(at, word): (usize, &str)| &text[at + word.len()..]);
        let named: Vec<&str> = ["tỉnh ", "thành phố "].into_iter().flat_map(behind).collect();
        let counted =
            province.map(|province| (named.iter().filter(|rest| rest.starts_with(&province.name)).count(), province));
        let mut ranked: Vec<_> = counted.filter(|(count, _)| *count > 0).collect();
        ranked.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let is_clear = ranked.len() == 1 || ranked.len() > 1 && ranked[0].0 > ranked[1].0;
        if let Some((_, province)) = ranked.first().filter(|_| is_clear) {
            let bare = name.strip_suffix(" tỉnh").or_else(|| name.strip_suffix(" thành phố")).unwrap_or(&name);
            name = format!("{bare} {}", lower_first(&province.full_name));
        }
    }
    Some(Located::new(names::issuer(name, day, tables), named.span))
}

/// Gives a commune or district whose head names no province that of the one district or province the text names.
pub(super) fn place_by_text(issuer: &mut IssuerName, flow: &Flow, day: Date, tables: &Tables) {
    if issuer.province.is_none() && matches!(issuer.level, Some(Level::Commune | Level::District)) {
        issuer.province = province_by_text(flow, day, tables);
    }
}

/// Gives a body that no table knows and the head prints in capitals the letters that it has further down:
/// `TRƯỜNG ĐẠI HỌC MẪU ĐÔ` and `Trường Đại học Mẫu Đô`.
pub(super) fn spell_by_text(issuer: &mut Located<IssuerName>, flow: &Flow, tables: &Tables) {
    let name = &issuer.value.name;
    let is_known = tables.bodies.at_start(&words::words(name, Span::new(0, name.len()))).is_some();
    if is_known || issuer.value.body != BodyKind::Other || !fold::is_upper_case(issuer.span.of(flow)) {
        return;
    }
    let keys = words::keys(&issuer.value.name);
    let all = flow.words(Span::new(issuer.span.end(), flow.len()));
    let is_name = |run: &&[words::Word]| {
        run[0].is_capital && run.iter().map(|word| word.key.as_str()).eq(keys.iter().map(String::as_str))
    };
    let runs = all.windows(keys.len().max(1)).filter(is_name);
    let mut printed = runs.map(|run| Span::new(run[0].span.start(), run[run.len() - 1].span.end()).of(flow));
    if let Some(spelled) = printed.find(|printed| !fold::is_upper_case(printed)) {
        issuer.value.name = fold::single_spaces(spelled);
    }
}

fn province_by_text(flow: &Flow, day: Date, tables: &Tables) -> Option<String> {
    let all = flow.words(Span::new(0, flow.len()));
    let mut codes: Vec<String> = Vec::new();
    for at in 0..all.len() {
        let is_place_word = matches!(all[at].key.as_str(), "huyện" | "tỉnh" | "quận");
        for count in (1..=3).rev().filter(|_| is_place_word) {
            let Some(last) = all.get(at + count) else { continue };
            let name = Span::new(all[at + 1].span.start(), last.span.end()).of(flow);
            let found = if all[at].key == "tỉnh" {
                tables.places.province_by_name(name, day).map(|province| province.code.clone())
            } else {
                names::only_province(name, tables)
            };
            if let Some(code) = found {
                codes.push(code);
                break;
            }
        }
    }
    let first = codes.first()?.clone();
    codes.iter().all(|code| *code == first).then_some(first)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `…, Ủy ban nhân dân tỉnh ban hành Kế hoạch …`: the body before the issuing verb.
fn issuing_words(text: &str, opening: Span, tables: &Tables) -> Option<Located<String>> {
    let all = words::words(text, opening);
    let verb = (0..all.len().saturating_sub(1)).find(|at| {
        let pair = (all[*at].key.as_str(), all[*at + 1].key.as_str());
        matches!(pair, ("ban", "hành") | ("xây", "dựng")) && all.get(at + 2).is_some_and(|next| next.is_capital)
    })?;
    let start = (verb.saturating_sub(12)..verb).rev().find(|at| {
        let is_start = *at == 0 || text[all[*at - 1].span.end()..all[*at].span.start()].contains([',', ';', '.']);
        is_start && tables.phrases.body_head(&all[*at..verb]).is_some()
    })?;
    let span = Span::new(all[start].span.start(), all[verb - 1].span.end());
    Some(Located::new(fold::single_spaces(span.of(text)), span))
}

#[test]
fn an_unknown_body_is_spelled_as_in_the_text() {
    let tables = Tables::built_in();
    let printed = "TRƯỜNG ĐẠI HỌC MẪU ĐÔ";
    let name = names::issuer(names::spell(printed, tables), jiff::civil::date(2025, 5, 1), tables);
    let mut issuer = Located::new(name, Span::new(0, printed.len()));
    let flow = Flow::new(format!("{printed}\n\nHội đồng trường đại học mẫu đô họp tại Trường Đại học\nMẫu Đô."));
    spell_by_text(&mut issuer, &flow, tables);
    assert_eq!(issuer.value.name, "Trường Đại học Mẫu Đô");
}

#[test]
fn a_dash_between_joint_bodies_may_be_lost() {
    let parted = |names| with_lost_dashes(names, Tables::built_in());
    assert_eq!(parted("BỘ CÔNG AN - BỘ Y TẾ BỘ TÀI CHÍNH"), "BỘ CÔNG AN - BỘ Y TẾ - BỘ TÀI CHÍNH");
    assert_eq!(parted("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"), "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI");
    assert_eq!(parted("SỞ Y TẾ - CÔNG AN TỈNH MẪU"), "SỞ Y TẾ - CÔNG AN TỈNH MẪU");
}
