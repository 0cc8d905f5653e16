//! What a cited document is about (*trích yếu*), as the words behind its mention tell, and the paper that it approves or
//! promulgates (*phê duyệt, ban hành*): `Quyết định số … phê duyệt Đề án …`.

use super::Mention;
use super::roles::{Ruling, Sentence};
use crate::model::{CitationRole, CitedTitle, PromulgatedPaper};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::Span;
use crate::text::words::Word;

/// Most words of a title: what runs on longer is a sentence whose end was not told.
const LONGEST: usize = 70;

/// Most words of a title that a colon ends: a longer clause is an order or opens a list.
const LONGEST_BEFORE_COLON: usize = 35;

/// The title behind mention `index`, up to the next mention outside it, the end of its clause or of its quotation.
pub(super) fn title(
    sentence: Sentence<'_, '_>,
    mentions: &[Mention],
    ruled: &[Ruling<'_>],
    index: usize,
) -> Option<CitedTitle> {
    let Sentence { flow, span, tables, .. } = sentence;
    let start = mentions[index].tail_end;
    let is_inside = |mut at: usize| {
        while let Some(parent) = ruled[at].parent {
            if parent == index {
                return true;
            }
            at = parent;
        }
        false
    };
    let next = (index + 1..mentions.len()).find(|at| !is_inside(*at));
    let limit = next.map_or(span.end(), |at| mentions[at].anchor);
    let around = Span::new(start, limit.max(start));
    let start = opened_at(flow, around, tables)?;
    let end = end_of(flow, Span::new(start, around.end()), tables)?;
    let span = trimmed(flow, Span::new(start, end), next.is_some());
    let count = flow.words(span).len();
    (2..=LONGEST).contains(&count).then(|| CitedTitle { span, promulgates: promulgated(flow, span, tables) })
}

/// Where a title starts behind a mention: at `về`, at the verb of what it does, or inside a quotation.
fn opened_at(flow: &Flow, around: Span, tables: &Tables) -> Option<usize> {
    let all = flow.words(around);
    // `Nghị quyết … khóa XII về …`: the term is no part of it.
    let term = if all.first()?.key == "khóa" { 2 } else { 0 };
    let first = all.get(term)?;
    let start = first.span.start();
    let before = flow[around.start()..start].trim();
    if matches!(before, "“" | ", “" | ",“") {
        return Some(start);
    }
    let count = tables.phrases.title_opener(&all[term..])?;
    let is_next = match before {
        "" => true,
        "," => first.key == "về",
        _ => term > 0 && !before.contains([',', ';', '(']),
    };
    // `Quyết định … ban hành ngày …, theo …` tells when and how, not what.
    let tells = |word: &Word| matches!(&*word.key, "ngày" | "năm" | "tại" | "theo" | "bởi" | "và" | "kèm");
    let is_about = all.get(term + count).is_some_and(|next| !tells(next));
    (is_next && is_about).then_some(start)
}

/// The end of the title that starts `rest`; `None` where it cannot be told.
fn end_of(flow: &Flow, rest: Span, tables: &Tables) -> Option<usize> {
    let text = rest.of(flow);
    if flow[..rest.start()].trim_end().ends_with('“') {
        return text.find('”').map(|at| rest.start() + at);
    }
    let mut quoted = 0;
    let closes = |letter: char| {
        match letter {
            '“' => quoted += 1,
            '”' if quoted == 0 => return true,
            '”' => quoted -= 1,
            _ => {}
        }
        matches!(letter, ';' | '(' | ':' | '\t')
    };
    let hard = text.find(closes).unwrap_or(text.len());
    let all = flow.words(Span::new(rest.start(), rest.start() + hard));
    for at in 1..all.len() {
        let behind = &all[at..];
        let is_behind_comma = || flow[all[at - 1].span.end()..behind[0].span.start()].contains(',');
        let is_actor = || behind[0].is_capital && tables.phrases.body_head(behind).is_some();
        if (tables.phrases.ends_title(behind) || is_actor()) && is_behind_comma() {
            return Some(all[at - 1].span.end());
        }
    }
    let is_order = text[hard..].starts_with(':') && all.len() > LONGEST_BEFORE_COLON;
    (!is_order).then_some(rest.start() + hard)
}

/// Without the joints before the next mention and the marks at the end.
fn trimmed(flow: &Flow, span: Span, is_before_mention: bool) -> Span {
    let mut text = span.of(flow);
    loop {
        let shorter = text.trim_end().trim_end_matches([',', '.', ';', ':', '-', '–']).trim_end();
        let joint = ["và", "cùng", "các", "theo", "của"].into_iter().find_map(|joint| {
            shorter.strip_suffix(joint).filter(|rest| is_before_mention && rest.ends_with([' ', '\n']))
        });
        let shorter = joint.unwrap_or(shorter);
        if shorter.len() == text.len() {
            return Span::new(span.start(), span.start() + text.len());
        }
        text = shorter;
    }
}

/// The paper that a title approves or promulgates: its role, type and name.
fn promulgated(flow: &Flow, title: Span, tables: &Tables) -> Option<PromulgatedPaper> {
    let all = flow.words(title);
    let about = all.iter().take_while(|word| matches!(&*word.key, "v" | "về" | "việc")).count();
    let [first, second, named @ ..] = &all[about..] else { return None };
    let role = match (&*first.key, &*second.key) {
        ("phê", "duyệt") => CitationRole::Approves,
        ("ban", "hành") => CitationRole::Promulgates,
        _ => return None,
    };
    let named = match named {
        [one, other, rest @ ..] if one.key == "kèm" && other.key == "theo" => rest,
        _ => named,
    };
    let (slug, _) = tables.doc_kinds.at_start(named)?;
    let name = Span::new(named[0].span.start(), title.end());
    let is_name = name.of(flow).starts_with(char::is_uppercase);
    is_name.then(|| PromulgatedPaper { role, doc_type: slug.to_owned(), name })
}

#[cfg(test)]
mod tests {
    use super::super::{Own, Passage, PassagePlace, find};
    use super::*;

    /// The titles of the mentions of one paragraph, `-` for none, and what they promulgate behind `>`.
    fn titles(text: &str) -> Vec<String> {
        let flow = Flow::new(text.to_owned());
        let passage = Passage { span: Span::new(0, text.len()), place: PassagePlace::Body };
        let own = Own { number: None, issuer: None };
        let told = |citation: crate::model::Citation| {
            let Some(title) = citation.title else { return "-".to_owned() };
            let paper = title.promulgates.map(|paper| format!(" > {} {}", paper.doc_type, paper.name.of(&flow)));
            format!("{}{}", title.span.of(&flow), paper.unwrap_or_default())
        };
        find(&flow, &[passage], &own, Tables::built_in()).into_iter().map(told).collect()
    }

    #[test]
    fn what_a_paper_is_about_stands_behind_it() {
        for (text, wanted) in [
            (
                "Thực hiện Quyết định số 7/QĐ-TTg ngày 02/3/2021 của Thủ tướng Chính phủ về việc phê duyệt Đề án trồng cây, giữ đất, Ủy ban nhân dân tỉnh yêu cầu.",
                vec!["về việc phê duyệt Đề án trồng cây, giữ đất > de_an Đề án trồng cây, giữ đất"],
            ),
            (
                "Căn cứ Quyết định số 7/QĐ-UBND ngày 02/3/2021 của Ủy ban nhân dân tỉnh ban hành Quy chế làm việc của Tổ vườn (sau đây gọi là Quy chế);",
                vec!["ban hành Quy chế làm việc của Tổ vườn > quy_che Quy chế làm việc của Tổ vườn"],
            ),
            ("Theo Quyết định số 7/QĐ-UBND của Ủy ban nhân dân tỉnh ban hành ngày 02/3/2021.", vec!["-"]),
            (
                "Thực hiện Kế hoạch số 7/KH-UBND về trồng cây và Công văn số 9/UBND-NL về giữ đất.",
                vec!["về trồng cây", "về giữ đất"],
            ),
            (
                "Thực hiện Kế hoạch số 7/KH-UBND của Ủy ban nhân dân tỉnh về triển khai Chỉ thị số 5/CT-TTg về giữ đất.",
                vec!["về triển khai Chỉ thị số 5/CT-TTg về giữ đất", "về giữ đất"],
            ),
            ("Thực hiện Chỉ thị số 5/CT-TTg “Trồng cây đầu xuân” trên toàn tỉnh.", vec!["Trồng cây đầu xuân"]),
            ("Thực hiện Chỉ thị số 5/CT-TTg về giữ đất, đề nghị các sở báo cáo.", vec!["về giữ đất"]),
            (
                "Theo Chỉ thị số 5/CT-TTg về cơ chế “một cửa” và kho thóc; các sở báo cáo.",
                vec!["về cơ chế “một cửa” và kho thóc"],
            ),
            ("Nghị quyết số 5-NQ/TW khóa XII về giữ đất.", vec!["về giữ đất"]),
            ("Thực hiện Chỉ thị số 5/CT-TTg; các sở báo cáo về giữ đất.", vec!["-"]),
        ] {
            assert_eq!(titles(text), wanted, "{text}");
        }
    }
}
