//! The words before a number: type word (*tên loại*), the word *số*, pinpoints (*điểm, khoản, Điều*).

use super::body_name;
use super::candidates::{Introduced, is_number_word};
use crate::model::DocNumber;
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, nearness, words::Word};
use regex::Regex;
use std::sync::LazyLock;

/// What stands in front of a number.
#[derive(Debug)]
pub(super) struct Head {
    /// First byte of the mention.
    pub(super) start: usize,
    /// Where the words before the mention end: `start`, or the type word over a list (`các Quyết định: số …`).
    pub(super) anchor: usize,
    pub(super) doc_type: String,
    /// The issuer named before the number: `Nghị quyết của Quốc hội số …`, or over a list: `các Quyết định của X: số …`.
    pub(super) issuer: Option<Span>,
    /// Stands in a list whose type word or head came before.
    pub(super) is_listed: bool,
    has_word: bool,
    type_word: Option<String>,
}

impl Head {
    pub(super) fn introduced(&self, fills_cell: bool) -> Introduced<'_> {
        Introduced { type_word: self.type_word.as_deref(), printed: self.has_word || self.is_listed, fills_cell }
    }
}

/// Words that may stand between the type and *số*: `Kế hoạch kiểm tra số …`.
const LONGEST_QUALIFIER: usize = 6;
/// The same for laws, whose names stand there: `Luật Tổ chức chính quyền địa phương số …`.
const LONGEST_LAW_NAME: usize = 30;
/// Words between the type word over a list and its colon.
const LONGEST_LIST_HEAD: usize = 12;

/// Reads the head in `before` (the text between the last mention and the number). `previous` is the type of that
/// mention, taken over in a list (`các Quyết định số 1/…, số 2/…`).
pub(super) fn read(flow: &Flow, before: Span, number: &DocNumber, previous: Option<&str>, tables: &Tables) -> Head {
    let coded = type_of_symbol(number, tables);
    let mut all = flow.last_words(before, LONGEST_LAW_NAME + 3);
    let mut start = before.end();
    let has_word = all.last().is_some_and(|last| {
        let gap = &flow[last.span.end()..before.end()];
        is_number_word(last.span.of(flow)) && !gap.contains(|letter: char| letter.is_alphanumeric() || letter == ')')
    });
    if let Some(last) = all.last().filter(|_| has_word) {
        start = last.span.start();
        all = &all[..all.len() - 1];
    }
    let plain = |start, doc_type, type_word| Head {
        start,
        anchor: start,
        doc_type,
        issuer: None,
        is_listed: false,
        has_word,
        type_word,
    };
    let is_law = ["QH", "UBTVQH", "PL-UBTVQH"].iter().any(|code| number.symbol().starts_with(code));
    let search = Search { flow, tables, end: start, is_law, has_word };
    if let Some((slug, first)) = search.type_word(all) {
        let is_generic = slug == "cong_van" && flow[first..start].to_lowercase().starts_with("văn bản");
        // The word for a joint circular is often cut to its first half.
        let is_joint = slug == "thong_tu" && coded.as_deref() == Some("thong_tu_lien_tich");
        let doc_type = if is_generic || is_joint { coded.unwrap_or_else(|| slug.clone()) } else { slug.clone() };
        let from = all.partition_point(|word| word.span.start() < first);
        let issuer = search.issuer_within(&all[from..]).filter(|_| !is_law);
        return Head { issuer, ..plain(first, doc_type, Some(slug)) };
    }
    if let Some((slug, first, issuer)) = search.list_head(all) {
        return Head { anchor: first, issuer, is_listed: true, ..plain(start, slug, None) };
    }
    if let Some(slug) = coded.as_deref().filter(|_| has_word)
        && let Some(first) = search.misread_type(all, slug)
    {
        return plain(first, slug.to_owned(), Some(slug.to_owned()));
    }
    let is_listed = previous.is_some() && joins_list(flow, Span::new(before.start(), start), has_word);
    let fits = |previous: &&str| {
        coded.as_deref().is_none_or(|coded| coded == *previous || (coded, *previous) == ("quyet_dinh", "quy_dinh"))
    };
    let inherited = previous.filter(|_| is_listed).filter(fits).map(str::to_owned);
    let doc_type = inherited.or(coded).unwrap_or_else(|| untold(number).to_owned());
    Head { is_listed, ..plain(start, doc_type, None) }
}

/// The type of a number that names none: of the National Assembly's, which bear no code, most are laws.
fn untold(number: &DocNumber) -> &'static str {
    if number.symbol().starts_with("QH") { "luat" } else { "cong_van" }
}

/// Where a type word is looked for.
struct Search<'a> {
    flow: &'a Flow,
    tables: &'a Tables,
    /// Where the number, or its word *số*, starts.
    end: usize,
    is_law: bool,
    has_word: bool,
}

impl Search<'_> {
    /// The nearest type name, with nothing but a few plain words between.
    fn type_word(&self, all: &[Word]) -> Option<(String, usize)> {
        const LAWS: [&str; 5] = ["luat", "bo_luat", "phap_lenh", "nghi_quyet", "lenh"];
        let reach = if self.is_law { LONGEST_LAW_NAME } else { LONGEST_QUALIFIER };
        for skipped in 0..=reach.min(all.len().saturating_sub(1)) {
            let known = &all[..all.len() - skipped];
            let between = Span::new(known.last()?.span.end(), self.end).of(self.flow);
            let breaks: &[char] = if self.is_law { &[';', ':'] } else { &[';', ':', ',', '.', '(', ')', '\t'] };
            if between.contains(breaks) || (skipped > 0 && !self.has_word) {
                return None;
            }
            if let Some((slug, count)) = self.type_at_end(known) {
                let first = &known[known.len() - count];
                let is_capital = first.is_capital;
                if (skipped == 0 || is_capital) && (!self.is_law || skipped == 0 || LAWS.contains(&slug)) {
                    return Some((slug.to_owned(), first.span.start()));
                }
            }
        }
        None
    }

    /// The type name that ends `known`. A capital inside it opens a shorter one: `đồng bộ Luật` is no *bộ luật*.
    fn type_at_end(&self, known: &[Word]) -> Option<(&str, usize)> {
        let (slug, count) = self.tables.doc_kinds.at_end(known)?;
        let name = &known[known.len() - count..];
        let inner = name.iter().position(|word| word.is_capital).filter(|at| *at > 0);
        inner.and_then(|at| self.tables.doc_kinds.at_end(&name[at..])).or(Some((slug, count)))
    }

    /// The type word over a list, and the issuer named with it: `các Nghị quyết của Quốc hội: số …; số …`.
    fn list_head(&self, all: &[Word]) -> Option<(String, usize, Option<Span>)> {
        let last = all.last()?;
        if !self.has_word || !self.flow[last.span.end()..self.end].trim().starts_with(':') {
            return None;
        }
        for skipped in 0..=LONGEST_LIST_HEAD.min(all.len().saturating_sub(1)) {
            let known = &all[..all.len() - skipped];
            let between = Span::new(known.last()?.span.end(), last.span.end()).of(self.flow);
            if between.contains([';', ':', '.']) {
                return None;
            }
            let Some((slug, count)) = self.tables.doc_kinds.at_end(known) else { continue };
            let named = self.issuer_within(&all[known.len() - count..]);
            return Some((slug.to_owned(), known[known.len() - count].span.start(), named));
        }
        None
    }

    /// The issuer named between the type word and the number: `Nghị quyết của Quốc hội số …`. `all` starts at the type.
    fn issuer_within(&self, all: &[Word]) -> Option<Span> {
        let at = all.iter().position(|word| word.key == "của")?;
        body_name::name_at(self.flow, &all[at + 1..], self.tables)
    }

    /// The type that the code tells, recognised with a few wrong letters: `Quyớ định số 12/QĐ-TTg`.
    fn misread_type(&self, all: &[Word], slug: &str) -> Option<usize> {
        let name: String = nearness::shape(self.tables.doc_kinds.name(slug)?).split(' ').collect();
        let allowed = if name.len() >= 7 { 2 } else { 1 };
        let far = |first: &Word| {
            let printed = &self.flow[first.span.start()..self.end];
            let letters: String = nearness::shape(printed).chars().filter(|letter| letter.is_alphanumeric()).collect();
            nearness::distance(&letters, &name)
        };
        let nearest =
            all.iter().rev().take(4).map(|first| (far(first), first.span.start())).min_by_key(|(far, _)| *far);
        nearest.filter(|(far, _)| *far <= allowed).map(|(_, start)| start)
    }
}

/// A comma, semicolon or `và` stands right before the word *số*, or nothing but such between two numbers.
fn joins_list(flow: &Flow, between: Span, has_word: bool) -> bool {
    let words = flow.words(between);
    let is_joint = |word: &Word| matches!(word.key.as_str(), "và" | "số" | "các");
    let edge = between.of(flow).trim_end();
    let touches = edge.ends_with([',', ';']) || words.last().is_some_and(|word| word.key == "và");
    (has_word && touches) || (words.iter().all(is_joint) && (touches || between.of(flow).contains([',', ';'])))
}

/// The type that the symbol's own code tells.
pub(super) fn type_of_symbol(number: &DocNumber, tables: &Tables) -> Option<String> {
    let mut codes = number.symbol().split(['-', '/', '.']);
    let first = codes.next()?;
    let second = codes.next();
    if first == "PL" && second.is_some_and(|code| code.starts_with("UBTVQH")) {
        return Some("phap_lenh".to_owned());
    }
    let has_more = second.is_some();
    has_more.then(|| tables.doc_kinds.of_code(first)).flatten().map(str::to_owned)
}

static PINPOINT: LazyLock<Regex> = LazyLock::new(|| {
    let value = r"(?:[0-9]{1,3}[a-zđ]?(?:\.[0-9]{1,3})*|[a-zđ]|[IVXLC]{1,6}|[A-ZĐ])";
    let values = format!(r"(?:số\s+)?{value}(?:\s*,\s*{value}|\s*,?\s+và\s+{value})*");
    let unit =
        format!(r"(?:các\s+)?(?:[Tt]iết|[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục)\s+{values}");
    Regex::new(&format!(r"{unit}(?:\s*,?\s+(?:và\s+)?{unit})*\s*,?\s+(?:(?:của|tại)\s+)?$"))
        .expect("the pattern is fixed")
});

/// A pinpoint that ends `before`, such as `khoản 2 Điều 1`: where it starts, and its words.
pub(super) fn pinpoint(flow: &Flow, before: Span) -> Option<(usize, String)> {
    let mut start = before.end().saturating_sub(120).max(before.start());
    while !flow.is_char_boundary(start) {
        start += 1;
    }
    let found = PINPOINT.find(&flow[start..before.end()])?;
    let printed = crate::text::fold::single_spaces(found.as_str());
    let printed = printed.trim_end_matches(" của").trim_end_matches(" tại").trim_end_matches(',');
    Some((start + found.start(), printed.to_owned()))
}
