//! `vanban search QUERY`: hits with the words that matched, and how much was searched.

use super::output::{self, Answer};
use super::secrecy::{self, Desk};
use crate::app::{self, SearchAnswer};
use crate::model::{Hit, SearchRequest, Snippet};
use crate::tables::Tables;
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::io::IsTerminal;

#[derive(Debug, Args)]
#[command(
    after_help = "Query: words (all must occur; without accents they match any accents), \"phrases\", NOT word (or -word inside quotes
of the shell), OR,
number:1862/QĐ-TTg, cites:1862, implements:1862, type:, issuer:, province:, level:, status:, signer:, recipient:,
subject:, task:, date:2019, from:2019-10, to:2020 (also số: loại: tỉnh: cấp: ký: nhận: ngày: từ: đến: …).
A document number alone (1862, QĐ 1862, 1862/QĐ-TTg) finds that document first, then those that cite it."
)]
pub(super) struct SearchArguments {
    /// Type by name, code or slug: `Kế hoạch`, `KH`, `ke_hoach`.
    #[arg(long = "type", value_name = "TYPE")]
    doc_type: Option<String>,
    /// Province by GSO code or name, with or without accents.
    #[arg(long)]
    province: Option<String>,
    /// Dated this day, month or year or later.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Dated this day, month or year or earlier.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Words of the issuer's name.
    #[arg(long)]
    issuer: Option<String>,
    /// Cites this number.
    #[arg(long, value_name = "NUMBER")]
    cites: Option<String>,
    /// `issued`, `unnumbered`, `unknown` or `cited`.
    #[arg(long)]
    status: Option<String>,
    /// Most hits to print.
    #[arg(long, default_value = "20", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    /// How to print the hits.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// What to look for; empty lists everything that fits the filters.
    query: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One JSON object with hits and totals.
    Json,
    /// One hit a line.
    Jsonl,
}

pub(super) fn run(desk: &Desk, typed: &SearchArguments) -> anyhow::Result<Answer> {
    let answer = app::search(desk.folder(), desk.papers(), &request(typed))?;
    secrecy::say_withheld(answer.coverage.withheld);
    for hint in &answer.found.hints {
        eprintln!("gợi ý (hint): {}", hint.message);
    }
    if answer.behind {
        eprintln!("another vanban is writing; its latest changes are not in this answer");
    }
    match typed.format {
        Format::Table => output::print_line(table(&answer, std::io::stdout().is_terminal()).trim_end())?,
        Format::Json => output::print_line(&serde_json::to_string(&json(&answer))?)?,
        Format::Jsonl => {
            for hit in &answer.found.hits {
                output::print_line(&serde_json::to_string(&hit_json(hit))?)?;
            }
            Answer::Found
        }
    };
    Ok(if answer.found.total == 0 { Answer::Nothing } else { Answer::Found })
}

fn request(typed: &SearchArguments) -> SearchRequest {
    let filters = [
        ("type", &typed.doc_type),
        ("province", &typed.province),
        ("from", &typed.from),
        ("to", &typed.to),
        ("issuer", &typed.issuer),
        ("cites", &typed.cites),
        ("status", &typed.status),
    ];
    SearchRequest {
        query: typed.query.join(" "),
        filters: filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect(),
        limit: usize::try_from(typed.limit).unwrap_or(usize::MAX),
        without: Vec::new(),
    }
}

fn table(answer: &SearchAnswer, terminal: bool) -> String {
    let found = &answer.found;
    let unread = answer.coverage.unread();
    let mut text = String::new();
    if found.total == 0 {
        let _ = writeln!(
            text,
            "Không tìm thấy (nothing found): đã tìm trong {} văn bản (documents searched), {unread} tệp chưa đọc được (files not read)",
            found.searched
        );
        return text;
    }
    for (index, hit) in found.hits.iter().enumerate() {
        print_hit(&mut text, index + 1, hit, terminal);
    }
    let _ = writeln!(
        text,
        "{} văn bản (documents), hiện (shown) {}; đã tìm trong (searched) {}, {unread} tệp chưa đọc được (files not read)",
        found.total,
        found.hits.len(),
        found.searched
    );
    text
}

fn print_hit(text: &mut String, place: usize, hit: &Hit, terminal: bool) {
    let kinds = &Tables::built_in().doc_kinds;
    let kind = hit.doc_type.as_deref().map(|slug| kinds.name(slug).unwrap_or(slug));
    let date = hit.date.as_deref().map(day_first);
    let number = hit.number.as_deref().unwrap_or("không số (no number)");
    let parts = [Some(number), kind, hit.issuer.as_deref(), date.as_deref()];
    let _ = writeln!(text, "{place}. {}  [{}]", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), hit.id);
    if hit.only_cited {
        let _ = writeln!(text, "   chỉ biết qua viện dẫn (known from citations only)");
    }
    if let Some(subject) = &hit.subject {
        let _ = writeln!(text, "   {subject}");
    }
    if let Some(snippet) = &hit.snippet {
        let _ = writeln!(text, "   {}", marked(snippet, terminal));
    }
    if let Some(path) = &hit.path {
        let _ = writeln!(text, "   {path}");
    }
    text.push('\n');
}

fn marked(snippet: &Snippet, terminal: bool) -> String {
    if terminal { snippet.marked("\x1b[1m", "\x1b[0m") } else { snippet.marked("**", "**") }
}

/// `2019-08-28` as `28/08/2019`.
fn day_first(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

fn json(answer: &SearchAnswer) -> serde_json::Value {
    let hints: Vec<_> = answer
        .found
        .hints
        .iter()
        .map(|hint| serde_json::json!({"message": hint.message, "start": hint.span.start(), "end": hint.span.end()}))
        .collect();
    serde_json::json!({
        "total": answer.found.total,
        "searched": answer.found.searched,
        "files_not_read": answer.coverage.unread(),
        "withheld": answer.coverage.withheld,
        "behind": answer.behind,
        "hits": answer.found.hits.iter().map(hit_json).collect::<Vec<_>>(),
        "hints": hints,
    })
}

fn hit_json(hit: &Hit) -> serde_json::Value {
    serde_json::json!({
        "id": hit.id,
        "number": hit.number,
        "type": hit.doc_type,
        "issuer": hit.issuer,
        "date": hit.date,
        "subject": hit.subject,
        "status": hit.status,
        "only_cited": hit.only_cited,
        "snippet": hit.snippet.as_ref().map(|snippet| snippet.marked("**", "**")),
        "path": hit.path,
        "score": hit.score,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coverage, Found};
    use crate::text::Span;

    fn answer(hits: Vec<Hit>) -> SearchAnswer {
        let found = Found { total: hits.len(), searched: 7, hits, hints: Vec::new() };
        SearchAnswer { found, coverage: Coverage { files_failed: 2, ..Coverage::default() }, behind: false }
    }

    #[derive(Debug, clap::Parser)]
    struct Typed {
        #[command(flatten)]
        search: SearchArguments,
    }

    #[test]
    fn options_may_follow_the_words_of_the_query() {
        let typed = <Typed as clap::Parser>::parse_from(["search", "kế", "hoạch", "--province", "20", "--limit", "3"]);
        let request = request(&typed.search);
        assert_eq!((request.query.as_str(), request.limit), ("kế hoạch", 3));
        assert_eq!(request.filters, [("province".to_owned(), "20".to_owned())]);
    }

    #[test]
    fn nothing_found_says_how_much_was_searched() {
        let text = table(&answer(Vec::new()), false);
        assert!(text.contains("7 văn bản (documents searched), 2 tệp"), "{text}");
    }

    #[test]
    fn a_hit_that_is_only_cited_says_so_and_matches_are_marked() {
        let snippet = Snippet { text: "kế hoạch".to_owned(), matches: vec![Span::new(0, 4)] };
        let hit = Hit {
            id: 5,
            only_cited: true,
            number: Some("12/KH-UBND".to_owned()),
            doc_type: Some("ke_hoach".to_owned()),
            date: Some("2019-08-28".to_owned()),
            snippet: Some(snippet),
            ..Hit::default()
        };
        let text = table(&answer(vec![hit]), false);
        assert!(text.starts_with("1. 12/KH-UBND · Kế hoạch · 28/08/2019  [5]\n   chỉ biết qua viện dẫn"), "{text}");
        assert!(text.contains("**kế** hoạch"), "{text}");
    }
}
