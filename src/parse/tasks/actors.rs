//! The bodies that an entry starts with, and what it says of them: a heading that names them, an opener of a list, or
//! a sentence.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::model::Modality;
use crate::tables::TaskWord;
use crate::text::words::Word;
use crate::text::{Span, fold, prefix};

/// The bodies at the start of an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Actors {
    /// As written, without *Giao, Đề nghị*.
    pub(super) names: Vec<String>,
    /// Where the last name ends, in the flow.
    pub(super) end: usize,
    pub(super) form: ActorForm,
    /// What the word before the names says: *Giao, Đề nghị, Trách nhiệm của*.
    pub(super) modality: Option<Modality>,
    /// The issuer asks them: `Sở A đề nghị các đơn vị …`.
    pub(super) speaks: bool,
}

/// What an entry that starts with bodies is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum ActorForm {
    /// It names no body first.
    #[default]
    None,
    /// Nothing but names, perhaps with a colon: `2. Sở Nội vụ`.
    Heading,
    /// A short line without a stop, whose words behind the names may belong to them: `Các phòng dự tập huấn`.
    Title,
    /// Names, a colon and a job: `6. Sở Tài chính: Bố trí …`.
    Job,
    /// A sentence about them.
    Sentence,
}

/// Most words of a heading.
const LONGEST_HEADING: usize = 45;

/// Most words of a title that holds more than names.
const LONGEST_TITLE: usize = 24;

/// Reads the start of an entry.
pub(super) fn of(content: Span, context: &Context<'_>) -> Actors {
    let flow = context.flow;
    let all = flow.words(content);
    let opener = Opener::of(content, all, context);
    let circumstance = behind_circumstance(content, all, context).or_else(|| behind_topic(content, context));
    let start = circumstance.map(|start| start.at).or(opener.map(|opener| opener.end)).unwrap_or(content.start());
    let rest = Span::new(start, content.end());
    let is_topic = opener.is_some_and(|opener| opener.is_topic) && circumstance.is_none();
    let named = if is_topic { topic_of_job(rest, context) } else { person_of_job(content, all, context) };
    if let Some(actors) = named {
        return actors;
    }
    let modality = match circumstance {
        Some(start) => start.modality,
        None => opener.and_then(|opener| opener.modality),
    };
    let all = flow.words(rest);
    if !starts_body(context, all, opener.is_some() || circumstance.is_some()) || rest.of(flow).ends_with('%') {
        return Actors::default();
    }
    let (names, end) = bodies::list(flow, rest, ListEnd::Verb, context.tables);
    let behind = flow[end..content.end()].trim_start();
    let tail = behind.trim_matches([' ', '\t', '\n', '.', ':', ';', ',', '/']);
    let tail_words = flow.words(Span::new(end, content.end()));
    let known = &context.tables.task_words;
    let form = match () {
        () if tail.is_empty() && all.len() <= LONGEST_HEADING => ActorForm::Heading,
        () if is_topic => return Actors::default(),
        () if behind.starts_with(':') => ActorForm::Job,
        // A heading and its job on the line below, run together.
        () if modality.is_none() && behind.starts_with(char::is_uppercase) => ActorForm::Job,
        () if known.starts(TaskWord::Right, tail_words) => return Actors::default(),
        () if is_title(content, end, all.len(), modality, context) => {
            let without_colon = rest.start() + rest.of(flow).trim_end_matches([':', ' ']).len();
            let whole = bodies::list(flow, Span::new(rest.start(), without_colon), ListEnd::Span, context.tables).0;
            return Actors { names: whole, end: content.end(), form: ActorForm::Title, modality, speaks: false };
        }
        () => ActorForm::Sentence,
    };
    // The issuer speaks: `UBND tỉnh yêu cầu …`, `Sở Nội vụ nhận được …`.
    if opener.is_none() && known.starts(TaskWord::Speech, tail_words) {
        return asked(tail_words, content.end(), context);
    }
    Actors { names, end, form, modality, speaks: false }
}

/// Whom words that ask, such as *yêu cầu*, are spoken to.
fn asked(all: &[Word], end: usize, context: &Context<'_>) -> Actors {
    let Some((value, count)) = context.tables.task_words.at_start(TaskWord::Ask, all) else { return Actors::default() };
    if !starts_body(context, &all[count..], true) {
        return Actors::default();
    }
    let rest = Span::new(all[count].span.start(), end);
    let (names, end) = bodies::list(context.flow, rest, ListEnd::Verb, context.tables);
    Actors { names, end, form: ActorForm::Sentence, modality: modality_of(value), speaks: true }
}

/// Whom a paragraph asks, wherever it does: `Thực hiện …, Sở A yêu cầu các đơn vị báo cáo …`.
pub(super) fn asked_within(content: Span, context: &Context<'_>) -> Actors {
    let all = context.flow.words(content);
    // *được giao* asks nobody, *kính đề nghị* asks one above.
    let is_none = |at: usize| at > 0 && matches!(all[at - 1].key.as_str(), "được" | "kính" | "trọng");
    let places = (0..all.len()).filter(|at| !is_none(*at));
    let mut places = places.map(|at| asked(&all[at..], content.end(), context));
    places.find(|actors| actors.form != ActorForm::None).unwrap_or_default()
}

fn modality_of(value: &str) -> Option<Modality> {
    match value {
        "order" | "demand" => Some(Modality::Order),
        "request" => Some(Modality::Request),
        "duty" => Some(Modality::Duty),
        _ => None,
    }
}

/// `Đối với đơn vị được kiểm tra: Chuẩn bị tài liệu …`: the words before the colon are the name.
fn topic_of_job(rest: Span, context: &Context<'_>) -> Option<Actors> {
    let colon = colon_before_job(rest, context)?;
    let name = Span::new(rest.start(), colon);
    let is_body = starts_body(context, context.flow.words(name), true);
    let names = bodies::list(context.flow, name, ListEnd::Span, context.tables).0;
    is_body.then_some(Actors { names, end: colon, form: ActorForm::Job, ..Actors::default() })
}

/// `Bà Lê Thị A - Thư ký đoàn: Lập biên bản …`: a person who is charged, without the seat.
fn person_of_job(content: Span, all: &[Word], context: &Context<'_>) -> Option<Actors> {
    let (_, titles) = context.tables.task_words.at_start(TaskWord::PersonTitle, all)?;
    all.get(titles).filter(|name| name.is_capital)?;
    let colon = colon_before_job(content, context)?;
    let printed = &context.flow[content.start()..colon];
    let stop = [",", " - ", " – ", " ("].iter().filter_map(|stop| printed.find(stop)).min().unwrap_or(printed.len());
    let names = vec![fold::single_spaces(&printed[..stop])];
    Some(Actors { names, end: colon, form: ActorForm::Job, ..Actors::default() })
}

/// The colon behind a short name that a job follows.
fn colon_before_job(rest: Span, context: &Context<'_>) -> Option<usize> {
    let colon = rest.start() + prefix(rest.of(context.flow), LONGEST_TOPIC).find(':')?;
    context.tables.phrases.task_verb(context.flow.words(Span::new(colon, rest.end())))?;
    Some(colon)
}

/// The words of a heading or order before the names.
#[derive(Debug, Clone, Copy)]
struct Opener {
    /// Where the names start.
    end: usize,
    modality: Option<Modality>,
    /// *Đối với …*: what follows is spoken of, not charged, but in a heading.
    is_topic: bool,
}

impl Opener {
    fn of(content: Span, all: &[Word], context: &Context<'_>) -> Option<Opener> {
        let (value, count) = context.tables.task_words.at_start(TaskWord::Opener, all)?;
        let is_first =
            all[0].span.start() == content.start() && content.of(context.flow).starts_with(char::is_uppercase);
        let next = all.get(count).filter(|_| is_first)?.span.start();
        let gap = &context.flow[all[count - 1].span.end()..next];
        let is_whole = if value == "list" {
            gap.starts_with(':') && starts_body(context, &all[count..], true)
        } else {
            gap.trim().is_empty()
        };
        is_whole.then_some(Opener { end: next, modality: modality_of(value), is_topic: value == "topic" })
    }
}

/// Where a body starts behind other words, and what a word that asks there says: `Để …, yêu cầu các xã …`.
#[derive(Debug, Clone, Copy)]
struct Start {
    at: usize,
    modality: Option<Modality>,
}

impl Start {
    /// The start of `rest`, behind a word that asks a body.
    fn of(rest: Span, context: &Context<'_>) -> Option<Start> {
        let all = context.flow.words(rest);
        let (value, count) = context.tables.task_words.at_start(TaskWord::Ask, all)?;
        let first = all.get(count).filter(|_| starts_body(context, &all[count..], true))?;
        Some(Start { at: first.span.start(), modality: modality_of(value) })
    }
}

/// Where a body starts behind a topic: `Thanh tra khoa học: Ủy ban nhân dân các xã làm …`.
fn behind_topic(content: Span, context: &Context<'_>) -> Option<Start> {
    let printed = content.of(context.flow);
    let colon = prefix(printed, LONGEST_TOPIC).find(": ")?;
    let at = content.start() + colon + 2;
    let rest = Span::new(at, content.end());
    let is_capital = rest.of(context.flow).starts_with(char::is_uppercase);
    if let Some(asked) = Start::of(rest, context).filter(|_| is_capital) {
        return Some(asked);
    }
    if !is_capital || !starts_body(context, context.flow.words(rest), false) {
        return behind_circumstance(rest, context.flow.words(rest), context);
    }
    // A verb must follow the names: `Các Sở: A, B` is no topic.
    let (names, end) = bodies::list(context.flow, rest, ListEnd::Verb, context.tables);
    let behind = context.flow.words(Span::new(end, content.end()));
    let acts = !names.is_empty() && context.tables.phrases.task_verb(behind).is_some();
    acts.then_some(Start { at, modality: None })
}

/// Most bytes of a topic.
const LONGEST_TOPIC: usize = 90;

/// Where the bodies start behind a time or ground: `Định kỳ 06 tháng, các cơ quan …`, `Căn cứ Kế hoạch này, Sở A …`.
fn behind_circumstance(content: Span, all: &[Word], context: &Context<'_>) -> Option<Start> {
    context.tables.task_words.at_start(TaskWord::Circumstance, all)?;
    let printed = content.of(context.flow);
    let sentence = printed.find(". ").unwrap_or(printed.len());
    let sentence = printed.find(['“', '"']).map_or(sentence, |quote| quote.min(sentence));
    let commas = printed[..sentence].match_indices([',', ';']).map(|(at, _)| content.start() + at + 2);
    let commas = commas.filter(|at| *at < content.end() && context.flow.is_char_boundary(*at));
    let starts = commas.filter_map(|at| {
        let rest = Span::new(at, content.end());
        let printed = rest.of(context.flow);
        if printed.starts_with(char::is_uppercase) || printed.starts_with("các ") {
            return starts_body(context, context.flow.words(rest), true).then_some(Start { at, modality: None });
        }
        Start::of(rest, context)
    });
    let starts: Vec<Start> = starts.collect();
    // Of several bodies the one that does something: `Sau khi Sở A, Sở B có ý kiến, Sở C tổng hợp …`.
    let acts = |start: &Start| {
        let (_, end) = bodies::list(context.flow, Span::new(start.at, content.end()), ListEnd::Verb, context.tables);
        context.tables.phrases.task_verb(context.flow.words(Span::new(end, content.end()))).is_some()
    };
    starts.iter().copied().find(|start| starts.len() == 1 || acts(start)).or(starts.first().copied())
}

/// A short line without a stop at its end: a title, where no verb of duty stands behind the names.
fn is_title(content: Span, names_end: usize, words: usize, modality: Option<Modality>, context: &Context<'_>) -> bool {
    let is_open = !content.of(context.flow).trim_end().ends_with(['.', ';', '/', ':', ',']);
    let is_order = matches!(modality, Some(Modality::Order | Modality::Request));
    let all = context.flow.words(Span::new(names_end, content.end()));
    let is_verb = |at: usize| {
        let found = context.tables.task_words.at_start(TaskWord::SentenceVerb, &all[at..]);
        found.is_some_and(|(value, _)| value.is_empty())
    };
    is_open && words <= LONGEST_TITLE && !is_order && !(0..all.len()).any(is_verb)
}

/// A body's name starts here: a known one, or a head word (not a lone *các* in running text).
fn starts_body(context: &Context<'_>, all: &[Word], opened: bool) -> bool {
    let Some(first) = all.first() else { return false };
    let has_head = || context.tables.phrases.actor_head(all).is_some();
    let is_known = || context.tables.bodies.at_start(all).is_some();
    (first.is_capital || opened) && (has_head() || is_known())
}
