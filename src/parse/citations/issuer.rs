//! The issuer printed with a citation: *của …* behind it, or *… tại / có / (* before it.

use crate::model::DocDate;
use crate::parse::flow::Flow;
use crate::parse::grammar;
use crate::tables::Tables;
use crate::text::{Span, words::Word};

/// Words an issuer's name may have at the most.
const LONGEST_NAME: usize = 22;

/// The name behind `của` right at the start of `rest` (behind number and date); of a joint document all names (`Bộ A, Bộ B và Bộ C`).
pub(super) fn behind(flow: &Flow, rest: Span, is_joint: bool, tables: &Tables) -> Option<Span> {
    let mut end = (rest.start() + 400).min(rest.end());
    while !flow.is_char_boundary(end) {
        end -= 1;
    }
    let start = behind_bracket(&flow[..end], rest.start());
    let all = flow.words(Span::new(start, end));
    let first = all.first()?;
    let gap = &flow[start..first.span.start()];
    let mut name = if first.key == "của" {
        let touches = gap.chars().all(|letter| letter.is_whitespace() || letter == ',');
        let name = touches.then(|| name_at(flow, &all[1..], tables)).flatten()?;
        // `…, của Sở B tại các văn bản số …`: the body of the next paper.
        let is_next = gap.contains(',') && flow[name.end()..end].trim_start().starts_with("tại ");
        (!is_next).then_some(name)?
    } else {
        bare_name(flow, gap, all, tables)?
    };
    while is_joint && let Some(next) = next_name(flow, all, name, tables) {
        name = name.join(next);
    }
    Some(name)
}

/// Behind a bracket before the word `của`: `Nghị định số … (hiệu lực từ ngày …) của Chính phủ`.
fn behind_bracket(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start();
    let close = rest.starts_with('(').then(|| rest.find(')')).flatten().map(|close| close + 1);
    let behind = close.filter(|close| *close < 120 && rest[*close..].trim_start().starts_with("của "));
    behind.map_or(at, |close| text.len() - rest.len() + close)
}

/// A body right behind a date with the word `của` left out; only where the title or the end of the clause follows, for a
/// body may also open what it is to do.
fn bare_name(flow: &Flow, gap: &str, all: &[Word], tables: &Tables) -> Option<Span> {
    let opens = !gap.is_empty() && gap.chars().all(|letter| letter == ' ') && tables.phrases.body_head(all).is_some();
    let name = opens.then(|| name_at(flow, all, tables)).flatten()?;
    let behind = flow[name.end()..].trim_start();
    (behind.starts_with("về ") || behind.starts_with([';', ')'])).then_some(name)
}

/// The next body of a joint document: behind a comma, a dash or `và`.
fn next_name(flow: &Flow, all: &[Word], name: Span, tables: &Tables) -> Option<Span> {
    let at = all.iter().position(|word| word.span.start() >= name.end())?;
    let skip = usize::from(all[at].key == "và");
    let rest = &all[at + skip..];
    let gap = &flow[name.end()..rest.first()?.span.start()];
    let joins = skip == 1 || gap.trim() == "," || gap.trim() == "-";
    (joins && tables.phrases.body_head(rest).is_some()).then(|| name_at(flow, rest, tables)).flatten()
}

/// The body's name that starts `all`; `None` where no name starts there.
pub(super) fn name_at(flow: &Flow, all: &[Word], tables: &Tables) -> Option<Span> {
    let first = all.first()?;
    if is_provision(all) {
        return None;
    }
    let known = tables.bodies.at_start(all).map_or(0, |(_, count)| count);
    let head = tables.phrases.body_head(all).unwrap_or(0);
    let is_capital = first.is_capital;
    if !is_capital && known == 0 {
        return None;
    }
    let is_enterprise = is_enterprise(all);
    let is_committee = ["ban", "ủy", "hội", "tổ"].contains(&first.key.as_str()) && is_committee(all);
    let mut taken = known.max(head).max(1);
    let mut is_whole = known > 0;
    while taken < all.len().min(LONGEST_NAME) {
        let step = Step { flow, tables, is_whole, is_committee, is_enterprise };
        if !step.goes_on(&all[taken - 1..]) {
            break;
        }
        // A known name inside the name is taken whole: `Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch`.
        let inner = tables.bodies.at_start(&all[taken..]).map(|(_, count)| count);
        is_whole = inner.is_some();
        taken += inner.unwrap_or(1);
    }
    while taken > 1 && matches!(all[taken - 1].key.as_str(), "và" | "của" | "các" | "về") {
        taken -= 1;
    }
    Some(Span::new(first.span.start(), all[taken - 1].span.end()))
}

/// A part of a paper, which issues nothing: `Phụ lục I ban hành kèm theo …`.
fn is_provision(all: &[Word]) -> bool {
    let is_part = |key: &str| matches!(key, "điều" | "khoản" | "điểm" | "mục" | "chương" | "phần");
    let opens_annex = all.len() > 1 && all[0].key == "phụ" && all[1].key == "lục";
    opens_annex || all.first().is_some_and(|first| is_part(&first.key)) && all.len() > 1 && all[1].key.len() < 4
}

/// Committees bear their field in their name, commas and *về* included: `Ban Chỉ đạo tỉnh về phòng, chống thiên tai`.
fn is_committee(all: &[Word]) -> bool {
    const HEADS: [[&str; 2]; 4] = [["chỉ", "đạo"], ["ban", "quốc"], ["đồng", "quốc"], ["công", "tác"]];
    all.len() > 3 && HEADS.iter().any(|[one, two]| all[1].key == *one && all[2].key == *two)
}

/// Enterprises bear what they do in their name, in capitals or not: `Công ty TNHH Khai thác và chế biến đá Mẫu`.
fn is_enterprise(all: &[Word]) -> bool {
    const HEADS: [[&str; 2]; 4] = [["công", "ty"], ["tổng", "công"], ["doanh", "nghiệp"], ["tập", "đoàn"]];
    all.len() > 2 && HEADS.iter().any(|[one, two]| all[0].key == *one && all[1].key == *two)
}

/// Words that end a name, but begin names of places when set in a capital: `Cần Thơ`, `Như Xuân`.
const NAMING: [&str; 6] = ["cần", "như", "từ", "hiện", "nên", "sau"];

/// Words that may follow the whole name of a known body in small letters: its place.
const BEHIND_WHOLE: [&str; 18] = [
    "tỉnh",
    "thành",
    "huyện",
    "quận",
    "thị",
    "xã",
    "phường",
    "đặc",
    "khu",
    "vùng",
    "cấp",
    "và",
    "nước",
    "trung",
    "miền",
    "tại",
    "phố",
    "khóa",
];

/// Behind the whole name of a known body: neither a capital nor the word of a place.
fn is_no_place(all: &[Word]) -> bool {
    let next = all[1].key.as_str();
    let is_city = next != "thành" || all.get(2).is_some_and(|word| word.key == "phố");
    matches!(next, "của" | "các") || !is_city || !(all[1].is_capital || BEHIND_WHOLE.contains(&next))
}

/// One step along a name.
struct Step<'a> {
    flow: &'a Flow,
    tables: &'a Tables,
    /// The words so far end with the whole name of a known body.
    is_whole: bool,
    is_committee: bool,
    is_enterprise: bool,
}

impl Step<'_> {
    /// Does the name of which `all[0]` is the last word so far go on with `all[1]`?
    fn goes_on(&self, all: &[Word]) -> bool {
        let [last, next, ..] = all else { return false };
        let gap = &self.flow[last.span.end()..next.span.start()];
        let is_capital = |word: &Word| word.is_capital;
        if self.is_committee && self.goes_on_field(gap, all) {
            return true;
        }
        if gap.contains([',', ';', '.', ':', '(', ')', '"', '“', '”', '/', '\t']) {
            return false;
        }
        if gap.contains('-') {
            // `Sở Giao thông vận tải - Xây dựng` is one body, made of two; `Bộ Y tế - Bộ Công an` are two.
            return is_capital(next) && !(self.is_whole && self.tables.phrases.body_head(&all[1..]).is_some());
        }
        if self.stops(all) || self.is_whole && is_no_place(all) {
            return false;
        }
        if next.key == "và" {
            let after = &all[2..];
            let opens_other =
                self.tables.phrases.body_head(after).is_some() || self.tables.doc_kinds.at_start(after).is_some();
            return (self.is_enterprise || after.first().is_some_and(is_capital)) && !opens_other;
        }
        true
    }

    /// The word behind ends a name: a verb, *về*, a year.
    fn stops(&self, all: &[Word]) -> bool {
        let next = &all[1];
        let mut letters = next.span.of(self.flow).chars();
        let is_title_case =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        let names = is_title_case && (self.is_enterprise || NAMING.contains(&next.key.as_str()));
        let is_year =
            next.key == "năm" && all.get(2).is_some_and(|word| word.key.starts_with(|c: char| c.is_ascii_digit()));
        is_year || (!names && self.tables.phrases.stops_issuer(&all[1..]))
    }

    /// The field in the name of a committee: `về` (but not `về việc`), and a comma between its words.
    fn goes_on_field(&self, gap: &str, all: &[Word]) -> bool {
        let is_small = |word: &Word| word.span.of(self.flow).starts_with(char::is_lowercase);
        let behind = all.get(2).map(|word| word.key.as_str());
        if gap.trim().is_empty() && all[1].key == "về" {
            return !matches!(behind, Some("việc" | "ban" | "triển" | "thực" | "tổ" | "phê" | "sửa"));
        }
        gap.trim() == "," && is_small(&all[0]) && is_small(&all[1]) && !self.tables.phrases.stops_issuer(&all[1..])
    }
}

/// A date and a name before the type word: `Ngày 06/3/2026, Sở X có …`, `… của Ban Bí thư tại …`, `Bộ Y (công văn …)`.
pub(super) fn before(flow: &Flow, before: Span, tables: &Tables) -> (Option<DocDate>, Option<Span>) {
    let all = flow.last_words(before, LONGEST_NAME + 8);
    let Some(last) = all.last() else { return (None, None) };
    let gap = &flow[last.span.end()..before.end()];
    let opens_bracket = gap.trim() == "(";
    if !(opens_bracket || gap.chars().all(char::is_whitespace)) {
        return (None, None);
    }
    let issuing = if opens_bracket { 0 } else { tables.phrases.issues(all).unwrap_or(0) };
    if issuing == 0 && !opens_bracket {
        return (None, None);
    }
    let mut body = &all[..all.len() - issuing];
    while let Some((last, rest)) = body.split_last()
        && matches!(last.key.as_str(), "đã" | "ký" | "vừa" | "mới" | "cũng" | "các")
    {
        body = rest;
    }
    let Some(end) = body.last().map(|word| word.span.end()) else { return (None, None) };
    let name_from = |at: usize| name_at(flow, &body[at..], tables).filter(|name| name.end() == end);
    let starts = || (0..body.len()).rev().filter(|at| starts_name(flow, body, *at, opens_bracket));
    // The head of a body's name is surer than a capital behind a comma, which may stand inside a name.
    let headed = starts().filter(|at| tables.phrases.body_head(&body[*at..]).is_some()).find_map(name_from);
    let named = headed
        .or_else(|| starts().find_map(name_from).filter(|_| !opens_bracket))
        .or_else(|| asking(flow, body, tables).filter(|_| !opens_bracket));
    let date = named.and_then(|name| date_before(flow, Span::new(before.start(), name.start())));
    (date, named)
}

/// `đề nghị của Sở X về việc A tại …`: the name stands at the start of what is asked for.
fn asking(flow: &Flow, body: &[Word], tables: &Tables) -> Option<Span> {
    (2..body.len()).rev().find_map(|at| {
        let opens = body[at - 1].key == "của" && tables.phrases.speaks(&body[..at - 1]);
        let name = opens.then(|| name_at(flow, &body[at..], tables)).flatten()?;
        let behind = flow.words(Span::new(name.end(), body.last()?.span.end())).first()?;
        (behind.key == "về").then_some(name)
    })
}

/// A name starts behind `của`, `được` or `do`, at a capital behind a comma, or at the start of the sentence.
fn starts_name(flow: &Flow, body: &[Word], at: usize, opens_bracket: bool) -> bool {
    let is_capital = body[at].is_capital;
    let opens = match at.checked_sub(1).map(|before| &body[before]) {
        None => true,
        Some(before) => {
            matches!(before.key.as_str(), "của" | "được" | "do" | "mà")
                || (opens_bracket && before.key == "và")
                || flow[before.span.end()..body[at].span.start()].contains([',', ';', ':'])
        }
    };
    is_capital && opens
}

/// `Ngày 06/3/2026,` at the end of `before`.
fn date_before(flow: &Flow, before: Span) -> Option<DocDate> {
    let text = before.of(flow);
    let at = ["Ngày", "ngày"].iter().filter_map(|word| text.rfind(word)).max()?;
    let found = grammar::dated(&flow[..before.end()], before.start() + at)?;
    let rest = &flow[found.span.end()..before.end()];
    rest.trim().trim_matches(',').trim().is_empty().then_some(found.date).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{Own, Passage, PassagePlace, find};
    use super::*;

    /// Issuer and date of each citation, in order.
    #[track_caller]
    fn check(text: &str, expected: &[(Option<&str>, Option<&str>)]) {
        let passage = Passage { span: Span::new(0, text.len()), place: PassagePlace::Body };
        let own = Own { number: None, issuer: None };
        let found = find(&Flow::new(text.to_owned()), &[passage], &own, Tables::built_in());
        let told: Vec<(Option<String>, Option<String>)> =
            found.into_iter().map(|citation| (citation.issuer, citation.date.map(|date| date.to_string()))).collect();
        let told: Vec<(Option<&str>, Option<&str>)> =
            told.iter().map(|(issuer, date)| (issuer.as_deref(), date.as_deref())).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn the_issuer_stands_behind_or_before() {
        let minister = Some("Bộ trưởng Bộ Xây dựng");
        check("Quyết định số 7/QĐ-BXD của Bộ trưởng Bộ Xây dựng ngày 01/02/2020", &[(minister, Some("2020-02-01"))]);
        check(
            "Ngày 01/02/2020, Bộ trưởng Bộ Xây dựng ban hành Quyết định số 7/QĐ-BXD",
            &[(minister, Some("2020-02-01"))],
        );
        check(
            "đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số 7/QĐ-TTg",
            &[(Some("Thủ tướng Chính phủ"), None)],
        );
        check(
            "ý kiến của Bộ Tư pháp (công văn số 7/BTP-PL ngày 01/02/2020)",
            &[(Some("Bộ Tư pháp"), Some("2020-02-01"))],
        );
        check("Công văn số 7/SYT-NV ngày 01/02/2020 Sở Y tế về việc họp", &[(Some("Sở Y tế"), Some("2020-02-01"))]);
        check(
            "Xét đề nghị của Sở Mẫu tại văn bản số 7/SM-A ngày 01/02/2020, của Sở Nội vụ tại văn bản số 8/SNV-B ngày 02/02/2020",
            &[(Some("Sở Mẫu"), Some("2020-02-01")), (Some("Sở Nội vụ"), Some("2020-02-02"))],
        );
        check(
            "Xét đề nghị của Sở Mẫu tại các văn bản số 7/SM-A, số 8/SM-A, của Sở Nội vụ tại văn bản số 9/SNV-B",
            &[(Some("Sở Mẫu"), None), (Some("Sở Mẫu"), None), (Some("Sở Nội vụ"), None)],
        );
        check(
            "Xét đề nghị của: Công ty cổ phần Xây dựng và khai thác Mẫu tại Văn bản số 7/CV-MM",
            &[(Some("Công ty cổ phần Xây dựng và khai thác Mẫu"), None)],
        );
    }

    #[test]
    fn a_name_ends_where_it_ends() {
        check("Quyết định số 7/QĐ-TTg của Thủ tướng Chính phủ vê việc lập quy", &[(Some("Thủ tướng Chính phủ"), None)]);
        check(
            "Công văn số 7/UBND-NC của Ủy ban nhân dân thành phố Cần Thơ về",
            &[(Some("Ủy ban nhân dân thành phố Cần Thơ"), None)],
        );
        check(
            "Kế hoạch số 7/KH-BCĐ của Ban Chỉ đạo tỉnh về phòng, chống bệnh dại về việc tiêm",
            &[(Some("Ban Chỉ đạo tỉnh về phòng, chống bệnh dại"), None)],
        );
    }

    #[test]
    fn a_merged_body_is_one_and_an_annex_is_none() {
        check(
            "Công văn số 7/SGTVT-KT của Sở Giao thông vận tải - Xây dựng về việc",
            &[(Some("Sở Giao thông vận tải - Xây dựng"), None)],
        );
        check("theo Phụ lục I ban hành kèm theo Nghị định số 7/2020/NĐ-CP", &[(None, None)]);
    }

    #[test]
    fn one_issuer_serves_a_list_and_a_joint_paper_has_several() {
        let prime = Some("Thủ tướng Chính phủ");
        check(
            "các Quyết định số: 7/QĐ-TTg, 8/QĐ-TTg ngày 01/02/2020 của Thủ tướng Chính phủ",
            &[(prime, Some("2020-02-01")), (prime, Some("2020-02-01"))],
        );
        let assembly = Some("Quốc hội");
        check(
            "các Nghị quyết của Quốc hội: số 7/2009/QH12 về kế hoạch; số 8/2009/QH12 về ngân sách",
            &[(assembly, None), (assembly, None)],
        );
        check(
            "Thông tư liên tịch số 7/2008/TTLT-BTC-BTP của Bộ Tài chính, Bộ Tư pháp hướng dẫn",
            &[(Some("Bộ Tài chính, Bộ Tư pháp"), None)],
        );
    }
}
