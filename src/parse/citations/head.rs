//! The words before a number: type word (*tên loại*), the word *số*, pinpoints (*điểm, khoản, Điều*).

use crate::model::DocNumber;
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, words};
use regex::Regex;
use std::sync::LazyLock;

/// What stands in front of a number.
#[derive(Debug)]
pub(super) struct Head {
    /// First byte of the mention.
    pub(super) start: usize,
    pub(super) doc_type: String,
    printed: bool,
}

impl Head {
    /// A type word or the word *số* was printed.
    pub(super) fn is_printed(&self) -> bool {
        self.printed
    }
}

/// Words that may stand between the type and *số*: `Kế hoạch kiểm tra số …`.
const LONGEST_QUALIFIER: usize = 6;
/// The same for laws, whose names stand there: `Luật Tổ chức chính quyền địa phương số …`.
const LONGEST_LAW_NAME: usize = 30;

/// Reads the head in `before` (the text between the last mention and the number). `previous` is the type of that
/// mention, taken over in a list (`các Quyết định số 1/…, số 2/…`).
pub(super) fn read(flow: &Flow, before: Span, number: &DocNumber, previous: Option<&str>, tables: &Tables) -> Head {
    let coded = type_of_symbol(number, tables);
    let mut all = flow.last_words(before, LONGEST_LAW_NAME + 3);
    let touches = |end: usize, start: usize| {
        flow[end..start].chars().all(|letter| letter.is_whitespace() || matches!(letter, ':' | '.' | '"' | '“'))
    };
    let mut start = before.end();
    let mut has_word = false;
    if let Some(last) = all.last().filter(|last| last.key == "số" && touches(last.span.end(), before.end())) {
        start = last.span.start();
        has_word = true;
        all = &all[..all.len() - 1];
    }
    let is_law = number.symbol().starts_with("QH") || number.symbol().starts_with("UBTVQH");
    let reach = if is_law { LONGEST_LAW_NAME } else { LONGEST_QUALIFIER };
    if let Some((slug, first)) = type_word(flow, all, start, reach, is_law, has_word, tables) {
        let is_generic = slug == "cong_van" && flow[first..start].to_lowercase().starts_with("văn bản");
        let doc_type = if is_generic { coded.unwrap_or(slug) } else { slug };
        return Head { start: first, doc_type, printed: true };
    }
    let is_listed = previous.is_some() && joins_list(flow, Span::new(before.start(), start));
    let inherited = previous.filter(|_| is_listed).map(str::to_owned);
    let doc_type = inherited.or(coded).unwrap_or_else(|| "cong_van".to_owned());
    Head { start, doc_type, printed: has_word || is_listed }
}

/// The nearest type name before `end`, with nothing but a few plain words between.
fn type_word(
    flow: &Flow,
    all: &[words::Word],
    end: usize,
    reach: usize,
    is_law: bool,
    has_word: bool,
    tables: &Tables,
) -> Option<(String, usize)> {
    const LAWS: [&str; 5] = ["luat", "bo_luat", "phap_lenh", "nghi_quyet", "lenh"];
    for skipped in 0..=reach.min(all.len().saturating_sub(1)) {
        let known = &all[..all.len() - skipped];
        let between = Span::new(known.last()?.span.end(), end).of(flow);
        let breaks: &[char] = if is_law { &[';', ':'] } else { &[';', ':', ',', '.', '(', ')'] };
        if between.contains(breaks) || (skipped > 0 && !has_word) {
            return None;
        }
        if let Some((slug, count)) = tables.doc_kinds.at_end(known) {
            let first = &known[known.len() - count];
            let is_capital = first.span.of(flow).starts_with(char::is_uppercase);
            if (skipped == 0 || is_capital) && (!is_law || skipped == 0 || LAWS.contains(&slug)) {
                return Some((slug.to_owned(), first.span.start()));
            }
        }
    }
    None
}

/// Only a comma, `và` or the word *số* stand between two numbers of a list.
fn joins_list(flow: &Flow, between: Span) -> bool {
    flow.words(between).iter().all(|word| matches!(word.key.as_str(), "và" | "số" | "các"))
        && between.of(flow).contains([',', ';', 'v'])
}

/// The type that the symbol's own code tells.
fn type_of_symbol(number: &DocNumber, tables: &Tables) -> Option<String> {
    let mut codes = number.symbol().split(['-', '/', '.']);
    let first = codes.next()?;
    let has_more = codes.next().is_some();
    has_more.then(|| tables.doc_kinds.of_code(first)).flatten().map(str::to_owned)
}

static PINPOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục)\s+[0-9A-Za-zđĐ.]{1,6}(?:,?\s+(?:và\s+)?)?)+(?:của\s+)?$",
    )
    .expect("the pattern is fixed")
});

/// A pinpoint that ends `before`, such as `khoản 2 Điều 1`.
pub(super) fn pinpoint(flow: &Flow, before: Span) -> Option<String> {
    let mut start = before.end().saturating_sub(80).max(before.start());
    while !flow.is_char_boundary(start) {
        start += 1;
    }
    let found = PINPOINT.find(&flow[start..before.end()])?;
    let printed = crate::text::fold::single_spaces(found.as_str());
    Some(printed.trim_end_matches(" của").trim_end_matches(',').to_owned())
}
