//! The verb before a mention (*động từ*): found at the end of its clause, a few filling words aside, and whether it is
//! denied, told of others, or reaches the mention through an annex. See `grammars/role_phrases.tsv`.

use crate::parse::blocks::is_row;
use crate::parse::flow::Flow;
use crate::tables::{RolePhrase, Tables};
use crate::text::{Span, words};

/// Words between a verb and its document at the most.
pub(super) const LONGEST_FILLER: usize = 10;
/// Words looked at before a mention.
pub(super) const REACH: usize = 26;

/// The verb found before a mention.
pub(super) struct Verb<'t> {
    pub(super) phrase: &'t RolePhrase,
    /// First byte of the verb.
    pub(super) start: usize,
}

/// The text behind the last semicolon or colon; in the row of a table, behind the last cell border.
pub(super) fn last_clause(flow: &Flow, between: Span) -> Span {
    let text = between.of(flow);
    let is_row = is_row(text);
    let ends = |letter: char| matches!(letter, ';' | ':') || (is_row && letter == '\t');
    let start = text.rfind(ends).map_or(0, |at| at + 1);
    Span::new(between.start() + start, between.end())
}

/// The verb that ends `clause`, a few filling words aside.
pub(super) fn find_verb<'t>(flow: &Flow, clause: Span, tables: &'t Tables) -> Option<Verb<'t>> {
    let all = flow.last_words(clause, REACH);
    let exactly = |words: &[words::Word]| tables.roles.at_end(words);
    // Slips of recognition are looked at only where no word stands as it should.
    let nearly = |words: &[words::Word]| tables.roles.nearly_at_end(words);
    let before_law = || before_named_law(flow, all);
    let sought = || match verb_in(flow, clause, all, tables, exactly)? {
        Some(verb) => Ok(Some(verb)),
        None => match (verb_in(flow, clause, all, tables, nearly)?, before_law()) {
            (None, Some(before)) => verb_in(flow, clause, before, tables, exactly),
            (found, _) => Ok(found),
        },
    };
    sought().unwrap_or(None)
}

/// A verb stands there, but denied or told of others.
struct Denied;

/// The words before a law named without a number, where `và` joins it to the mention:
/// `hướng dẫn thi hành một số điều của Luật Mẫu và Nghị định số …`.
fn before_named_law<'w>(flow: &Flow, all: &'w [words::Word]) -> Option<&'w [words::Word]> {
    let (joint, named) = all.split_last()?;
    let at = named.iter().rposition(|word| matches!(word.span.of(flow), "Luật" | "Pháp"))?;
    let has_other_joint = named[at..].iter().any(|word| matches!(word.key.as_str(), "số" | "ngày"));
    (joint.key == "và" && !has_other_joint && named.len() - at <= 14).then(|| &named[..at])
}

/// The verb that `at_end` finds.
fn verb_in<'t>(
    flow: &Flow,
    clause: Span,
    all: &[words::Word],
    tables: &'t Tables,
    at_end: impl Fn(&[words::Word]) -> Option<(&'t RolePhrase, usize)>,
) -> Result<Option<Verb<'t>>, Denied> {
    for skipped in 0..=LONGEST_FILLER.min(all.len()) {
        let known = &all[..all.len() - skipped];
        if let Some((phrase, first)) = at_end(known) {
            if is_denied(&known[..first], tables) || is_of_others(&known[..first]) {
                return Err(Denied);
            }
            let verb = Verb { phrase, start: known[first].span.start() };
            return Ok(Some(through_annex(flow, clause, verb, tables)));
        }
        if !known.last().is_some_and(|word| tables.phrases.fills_role(word)) {
            break;
        }
    }
    Ok(None)
}

/// `chưa triển khai thực hiện …`, `tạm dừng triển khai …`: the verb before a document is denied.
fn is_denied(before: &[words::Word], tables: &Tables) -> bool {
    (0..=2.min(before.len())).any(|skipped| tables.phrases.denies(&before[..before.len() - skipped]))
}

/// `các tỉnh … đã triển khai thực hiện …`: told of others, not of the writer.
fn is_of_others(before: &[words::Word]) -> bool {
    let is_told = before.last().is_some_and(|word| word.key == "đã");
    let pair = |one: &str, two: &str| before.windows(2).any(|words| words[0].key == one && words[1].key == two);
    is_told && (pair("các", "tỉnh") || pair("các", "địa") || pair("số", "tỉnh") || pair("nhiều", "tỉnh"))
}

/// `triển khai thực hiện Đề án ban hành kèm theo Quyết định …` carries the decision out.
fn through_annex<'t>(flow: &Flow, clause: Span, verb: Verb<'t>, tables: &'t Tables) -> Verb<'t> {
    if !matches!(verb.phrase.role.as_str(), "promulgates" | "approves") {
        return verb;
    }
    let all = flow.last_words(Span::new(clause.start(), verb.start), 18);
    let outer = (1..=all.len()).rev().find_map(|count| {
        let (phrase, first) = tables.roles.at_end(&all[..count])?;
        Some(Verb { phrase, start: all[first].span.start() })
    });
    outer.filter(|outer| outer.phrase.role == "implements").unwrap_or(verb)
}
