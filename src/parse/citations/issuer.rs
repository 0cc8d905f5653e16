//! The issuer printed with a citation: *của …* behind it, or *… tại / có / (* before it.

use super::body_name::{LONGEST_NAME, name_at};
use crate::model::DocDate;
use crate::parse::flow::Flow;
use crate::parse::grammar;
use crate::tables::Tables;
use crate::text::{Span, words::Word};

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
    // `… của Thủ tướng Chính phủ Nguyễn Văn A tại …`: who holds the post may be named behind it.
    let is_person = |name: &Span| {
        let rest = flow.words(Span::new(name.end(), end));
        rest.len() <= 5 && tables.phrases.surname(rest).is_some() && rest.iter().all(|word| word.is_capital)
    };
    let name_from = |at: usize| name_at(flow, &body[at..], tables).filter(|name| name.end() == end || is_person(name));
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
                || ends_date(flow, &body[..at])
                || flow[before.span.end()..body[at].span.start()].contains([',', ';', ':'])
        }
    };
    is_capital && opens
}

/// `Ngày 06/3/2026` stands right before, without a comma.
fn ends_date(flow: &Flow, before: &[Word]) -> bool {
    let Some(last) = before.last() else { return false };
    let is_year = last.key.len() == 4 && last.key.bytes().all(|byte| byte.is_ascii_digit());
    let start = || before.iter().rposition(|word| word.key == "ngày").filter(|at| before.len() - at <= 7);
    is_year
        && start().is_some_and(|at| {
            let dated = grammar::dated(&flow[..last.span.end()], before[at].span.start());
            dated.is_some_and(|date| date.span.end() == last.span.end())
        })
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
        check("Ngày 01/02/2020 Sở Y tế ban hành Kế hoạch số 7/KH-SYT", &[(Some("Sở Y tế"), Some("2020-02-01"))]);
        check(
            "Nghị quyết số 7/2020/NQ-HĐND tỉnh ngày 01/02/2020 của HĐND tỉnh về",
            &[(Some("HĐND tỉnh"), Some("2020-02-01"))],
        );
        check(
            "chỉ đạo của Thủ tướng Chính phủ Nguyễn Văn Mẫu tại Thông báo số 7/TB-VPCP",
            &[(Some("Thủ tướng Chính phủ"), None)],
        );
        check("Công văn số 7/SYT-NV của Sở Y tế Hà Nội về", &[(Some("Sở Y tế Hà Nội"), None)]);
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
    fn a_name_may_list_its_fields() {
        for name in ["Cục Quản lý Khám, chữa mẫu", "Phòng Tin học, Ấn loát và Lưu trữ huyện Mẫu"]
        {
            check(
                &format!("Công văn số 7/ABC ngày 01/02/2020 của {name} về việc"),
                &[(Some(name), Some("2020-02-01"))],
            );
            check(&format!("Công văn số 7/ABC của {name};"), &[(Some(name), None)]);
        }
        check("Công văn số 7/ABC của Cục Mẫu, các phòng và Sở Y tế về", &[(Some("Cục Mẫu"), None)]);
        check("Công văn số 7/ABC của Cục Mẫu, Sở Y tế và Sở Nội vụ về", &[(Some("Cục Mẫu"), None)]);
        check("Công văn số 7/ABC của Chi cục Mẫu, hướng dẫn cách làm về", &[(Some("Chi cục Mẫu"), None)]);
    }

    #[test]
    fn ordinals_and_days_are_shared_where_the_sentence_says_so() {
        let ministry = Some("Bộ Tài chính");
        let day = Some("2020-02-01");
        check("Tờ trình số 7 và 8/TTr-BTC ngày 01/02/2020 của Bộ Tài chính", &[(ministry, day), (ministry, day)]);
        check(
            "ý kiến của Bộ Tài chính (văn bản số 7, 8 và 9/BTC-CST ngày 01/02/2020)",
            &[(ministry, day), (ministry, day), (ministry, day)],
        );
        check(
            "các Công văn số 7/BTC-CST, 8/BTC-NS cùng ngày 01/02/2020 của Bộ Tài chính",
            &[(ministry, day), (ministry, day)],
        );
        check("Kế hoạch số 7/KH-BTC ngày 01/02/2020, số 8/KH-BTC cùng ngày", &[(None, day), (None, day)]);
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
