//! Citations (*viện dẫn*): every mention of another document, its type, date, issuer, role and nesting.
//!
//! Found by number (see [`candidates`]); then the words before it give the type ([`head`]), the words behind it date
//! and issuer ([`issuer`]), and the sentence role and nesting ([`roles`], [`verbs`], [`nesting`], [`openers`]), the rest of it the
//! title ([`titles`]). Does not decide which document is meant
//! beyond this text (see [`crate::resolve`]).

mod body_name;
mod candidates;
mod head;
mod issuer;
mod nesting;
mod openers;
mod roles;
mod sentences;
mod short_forms;
mod titles;
mod verbs;

use super::{entity, grammar, marks, symbol};
use crate::model::{Citation, CitationKind, DocDate, DocNumber, IssuerName, Scope, Strength};
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, fold};

/// A stretch of text that citations are looked for in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    pub(super) span: Span,
    pub(super) place: PassagePlace,
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassagePlace {
    /// The document's own subject.
    Subject,
    /// A paragraph before the first section.
    Opening,
    /// Anything else.
    Body,
}

/// A mention before its role is known.
#[derive(Debug, Clone)]
struct Mention {
    number: DocNumber,
    /// From the type word to the end of the issuer.
    span: Span,
    /// Where the words before the mention end: at its pinpoint, or at the type word over its list.
    anchor: usize,
    /// Where the number ends, with date and issuer.
    tail_end: usize,
    doc_type: String,
    date: Option<DocDate>,
    issuer: Option<Span>,
    pinpoint: Option<String>,
    /// Its ordinal alone is printed, the code with the next number of the list.
    is_bare: bool,
    /// Its date is that of the whole list: `… cùng ngày 12/5/2020`.
    is_same_day: bool,
}

/// Everything a document says of itself that citations need.
pub(super) struct Own<'a> {
    pub(super) number: Option<&'a DocNumber>,
    pub(super) issuer: Option<&'a IssuerName>,
}

/// All citations of the passages, in text order.
pub(super) fn find(flow: &Flow, passages: &[Passage], own: &Own<'_>, tables: &Tables) -> Vec<Citation> {
    let passages = with_headings_joined(flow, passages);
    let mut found: Vec<Citation> = Vec::new();
    let mut carried: Option<roles::Ruling<'_>> = None;
    for passage in &passages {
        let item = carried.take().filter(|_| marks::mark_of(passage.span.of(flow)).is_some());
        for span in sentences_of(flow, passage) {
            let mentions = mentions_in(flow, span, own, tables);
            let opens = mentions.first().is_some_and(|first| opens_item(flow, passage.span, first.span.start()));
            let given = item.as_ref().filter(|_| opens);
            if given.is_some() {
                carried.clone_from(&item);
            }
            let sentence = roles::Sentence { flow, span, place: passage.place, tables };
            let ruled = roles::assign(sentence, &mentions, given);
            push(&mut found, sentence, &mentions, &ruled, own);
        }
        carried = openers::opener(flow, passage.span, passage.place, tables).or(carried);
    }
    short_forms::resolve(flow, &passages, own, &mut found, tables);
    found
}

/// Nothing but its mark stands before the first mention of an item.
fn opens_item(flow: &Flow, passage: Span, mention: usize) -> bool {
    let before = Span::new(passage.start(), mention.max(passage.start())).of(flow);
    let mark = marks::mark_of(passage.of(flow)).map_or(0, |mark| mark.length);
    before.get(mark..).is_none_or(|rest| rest.trim().is_empty())
}

/// The subject is one sentence, however its lines are broken, and so is a heading. Text without digits cites nothing here.
fn sentences_of(flow: &Flow, passage: &Passage) -> Vec<Span> {
    let is_title = passage.place == PassagePlace::Subject || passage.span.of(flow).contains('\n');
    let holds_number = || passage.span.of(flow).bytes().any(|byte| byte.is_ascii_digit());
    if is_title {
        vec![passage.span]
    } else if holds_number() {
        sentences::sentences(flow, passage.span)
    } else {
        Vec::new()
    }
}

/// Lines of a heading in capitals as one passage: a number and its date may stand on two of them.
fn with_headings_joined(flow: &Flow, passages: &[Passage]) -> Vec<Passage> {
    let is_heading = |span: Span| {
        let text = span.of(flow);
        fold::is_upper_case(text) && text.matches(' ').count() > 1 && !text.contains('\t')
    };
    let mut joined: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages {
        match joined.last_mut() {
            Some(last)
                if last.place == PassagePlace::Body
                    && passage.place == PassagePlace::Body
                    && flow.get(last.span.end()..passage.span.start()) == Some("\n")
                    && is_heading(last.span)
                    && is_heading(passage.span) =>
            {
                last.span = last.span.join(passage.span);
            }
            _ => joined.push(*passage),
        }
    }
    joined
}

/// Adds the citations of one sentence. A mention that acts on another one stands twice, the second time under it.
fn push(
    found: &mut Vec<Citation>,
    sentence: roles::Sentence<'_, '_>,
    mentions: &[Mention],
    ruled: &[roles::Ruling<'_>],
    own: &Own<'_>,
) {
    let first = found.len();
    for (index, (mention, ruling)) in mentions.iter().zip(ruled).enumerate() {
        let parent = ruling.parent.map(|parent| place_of(ruled, parent) + first);
        let title = titles::title(sentence, mentions, ruled, index);
        found.push(Citation { title, ..citation(mention, ruling, parent, sentence, own) });
        if let Some((target, role)) = ruling.acts_on {
            let acting = roles::Ruling { role, strength: Strength::Strong, scope: Scope::Provision, ..ruling.clone() };
            let target = place_of(ruled, target) + first;
            found.push(citation(mention, &acting, Some(target), sentence, own));
        }
    }
}

/// Index in the citations of one sentence of its mention `index`: acting mentions stand twice.
fn place_of(ruled: &[roles::Ruling<'_>], index: usize) -> usize {
    index + ruled[..index].iter().filter(|ruling| ruling.acts_on.is_some()).count()
}

fn citation(
    mention: &Mention,
    ruling: &roles::Ruling<'_>,
    parent: Option<usize>,
    sentence: roles::Sentence<'_, '_>,
    own: &Own<'_>,
) -> Citation {
    let issuer = mention.issuer.map(|span| fold::single_spaces(span.of(sentence.flow)));
    Citation {
        kind: CitationKind::Full,
        span: mention.span,
        sentence: sentence.span,
        doc_type: Some(mention.doc_type.clone()),
        number: Some(mention.number.clone()),
        date: mention.date,
        issuer_entity: entity::of_citation(
            issuer.as_deref(),
            &mention.number,
            mention.date,
            own.issuer,
            sentence.tables,
        ),
        issuer,
        role: ruling.role,
        role_detail: ruling.phrase.map(|phrase| phrase.phrase.clone()),
        strength: ruling.strength,
        scope: ruling.scope,
        parent,
        pinpoint: mention.pinpoint.clone(),
        title: None,
    }
}

fn mentions_in(flow: &Flow, sentence: Span, own: &Own<'_>, tables: &Tables) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    // The issuer named over the list under way.
    let mut listed: Option<Span> = None;
    for found in candidates::numbers(flow, sentence, tables) {
        let floor = mentions.last().map_or(sentence.start(), |last| last.tail_end);
        if found.span.start() < floor {
            continue;
        }
        let before = Span::new(floor, found.span.start());
        let head = head::read(flow, before, &found.number, mentions.last().map(|last| last.doc_type.as_str()), tables);
        let introduced = head.introduced(fills_cell(flow, found.span));
        if !candidates::is_document(flow, &found, introduced, tables) || is_own(&found.number, own) {
            continue;
        }
        listed = if head.is_listed { head.issuer.or(listed) } else { head.issuer };
        let is_bare = found.span.of(flow).bytes().all(|byte| byte.is_ascii_alphanumeric());
        // Behind a bare ordinal the next number stands.
        let end = if is_bare { found.span.end() } else { sentence.end() };
        let mut tail = tail(flow, found.span.end(), end, &found.number, tables);
        if tail.is_same_day && tail.date.is_none() {
            tail.date = mentions.last().and_then(|last| last.date);
        }
        let before_head = Span::new(floor, head.start);
        let (early_date, early_issuer) = match tail.issuer {
            Some(_) => (None, None),
            None => issuer::before(flow, before_head, tables),
        };
        let pinpoint = head::pinpoint(flow, before_head);
        mentions.push(Mention {
            span: Span::new(head.start, tail.end),
            anchor: pinpoint.as_ref().map_or(head.anchor, |(start, _)| *start),
            tail_end: tail.end,
            doc_type: head.doc_type,
            date: tail.date.or(early_date),
            issuer: tail.issuer.or(early_issuer).or(listed),
            pinpoint: pinpoint.map(|(_, printed)| printed),
            number: found.number,
            is_bare,
            is_same_day: tail.is_same_day,
        });
    }
    share_issuers(flow, &mut mentions, tables);
    mentions
}

/// What follows a number: date and issuer, in either order.
struct Tail {
    date: Option<DocDate>,
    issuer: Option<Span>,
    end: usize,
    /// The words *cùng ngày* stand before the date, or for it.
    is_same_day: bool,
}

fn tail(flow: &Flow, start: usize, end: usize, number: &DocNumber, tables: &Tables) -> Tail {
    let is_joint = symbol::read(number, tables).issuers.len() > 1;
    let within = &flow[..end];
    let start = behind_place_word(within, start);
    let same_day = within[start..].trim_start_matches([' ', ',', '\n']).strip_prefix("cùng ngày");
    let same_day = same_day.map(|rest| (end - rest.len() - "ngày".len(), end - rest.len()));
    let start = same_day.map_or(start, |(_, behind)| behind);
    let date = match same_day {
        Some((word, _)) => grammar::dated(within, word),
        None => grammar::citation_date(within, start),
    };
    let date_end = date.map_or(start, |date| date.span.end());
    let issuer = issuer::behind(flow, Span::new(date_end, end), is_joint, tables);
    let late = issuer
        .filter(|_| date.is_none())
        .and_then(|issuer| grammar::citation_date(within, behind_successor(within, issuer.end())));
    let last = late.map(|date| date.span.end()).or(issuer.map(Span::end));
    let end = last.unwrap_or(date_end);
    Tail { date: date.or(late).and_then(|date| date.date), issuer, end, is_same_day: same_day.is_some() }
}

/// Behind the word of a place that goes on with the code of an assembly or committee: `7/2020/NQ-HĐND tỉnh ngày …`.
fn behind_place_word(text: &str, at: usize) -> usize {
    const WORDS: [&str; 5] = [" tỉnh ", " huyện ", " thành phố ", " xã ", " quận "];
    let rest = &text[at..];
    let found = WORDS.iter().find(|word| rest.starts_with(**word));
    let fits = |word: &&&str| ["ngày ", "của "].iter().any(|next| rest[word.len()..].starts_with(next));
    found.filter(fits).map_or(at, |word| at + word.len() - 1)
}

/// Behind a bracket that tells the body's later name: `của Bộ A (nay là Bộ B) ngày …`.
fn behind_successor(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start();
    let end = rest.starts_with("(nay là").then(|| rest.find(')')).flatten();
    end.map_or(at, |end| text.len() - rest.len() + end + 1)
}

/// One printed issuer serves its neighbours in a list where nothing but joints stands between them and their codes are
/// of one body: `các Quyết định số 1/QĐ-TTg, số 2/QĐ-TTg của Thủ tướng Chính phủ`.
fn share_issuers(flow: &Flow, mentions: &mut [Mention], tables: &Tables) {
    let joined = |one: &Mention, next: &Mention| {
        let between = flow.words(Span::new(one.tail_end, next.anchor.max(one.tail_end)));
        let is_joint = between.iter().all(|word| matches!(word.key.as_str(), "và" | "các" | "số" | "cùng"));
        is_joint && symbol::same_issuers(&one.number, &next.number, tables)
    };
    for at in 1..mentions.len() {
        if mentions[at].issuer.is_none() && joined(&mentions[at - 1], &mentions[at]) {
            mentions[at].issuer = mentions[at - 1].issuer;
        }
    }
    for at in (1..mentions.len()).rev() {
        if !joined(&mentions[at - 1], &mentions[at]) {
            continue;
        }
        // A day behind the last of a list without type words is the day of all.
        let has_no_word = mentions[at].span.of(flow).starts_with(|letter: char| letter.is_ascii_digit());
        let is_of_all =
            mentions[at - 1].is_bare || mentions[at].is_same_day || has_no_word && mentions[at - 1].issuer.is_none();
        if is_of_all && mentions[at - 1].date.is_none() {
            mentions[at - 1].date = mentions[at].date;
            mentions[at - 1].is_same_day |= mentions[at].is_same_day;
        }
        if mentions[at - 1].issuer.is_none() {
            mentions[at - 1].issuer = mentions[at].issuer;
        }
    }
}

/// The number is all that stands in its cell of a table.
fn fills_cell(flow: &Flow, number: Span) -> bool {
    let before = flow[..number.start()].trim_end_matches(' ');
    let behind = flow[number.end()..].trim_start_matches(' ');
    let at_left = before.is_empty() || before.ends_with(['\t', '\n']);
    let at_right = behind.is_empty() || behind.starts_with(['\t', '\n']);
    at_left && at_right && (before.ends_with('\t') || behind.starts_with('\t'))
}

/// The document's own number is no citation.
fn is_own(number: &DocNumber, own: &Own<'_>) -> bool {
    own.number.is_some_and(|own| own.ordinal().is_some() && own.key() == number.key())
}

/// The latest date that any number in `text` is cited with.
pub(super) fn latest_date(text: &str, tables: &Tables) -> Option<DocDate> {
    let numbers = candidates::numbers(text, Span::new(0, text.len()), tables);
    let dates = numbers.iter().filter_map(|number| grammar::citation_date(text, number.span.end())?.date);
    dates.max_by_key(|date| date.latest())
}
