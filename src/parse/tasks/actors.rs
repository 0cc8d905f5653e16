//! The bodies that an entry starts with, and what it says of them: a heading that names them, an opener of a list, or
//! a sentence.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::model::Modality;
use crate::tables::TaskWord;
use crate::text::Span;
use crate::text::words::Word;

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
    let opener = Opener::of(content, context);
    let start = opener.map_or(content.start(), |opener| opener.end);
    let modality = opener.and_then(|opener| opener.modality);
    let circumstance = behind_circumstance(content, context).or_else(|| behind_topic(content, context));
    let rest = Span::new(circumstance.unwrap_or(start), content.end());
    let all = flow.words(rest);
    if !starts_body(context, all, opener.is_some() || circumstance.is_some()) {
        return Actors::default();
    }
    let (names, end) = bodies::list(flow, rest, ListEnd::Verb, context.tables);
    let behind = flow[end..content.end()].trim_start();
    let tail = behind.trim_matches([' ', '\t', '\n', '.', ':', ';', ',', '/']);
    let form = match () {
        () if tail.is_empty() && all.len() <= LONGEST_HEADING => ActorForm::Heading,
        () if behind.starts_with(':') => ActorForm::Job,
        () if opener.is_some_and(|opener| opener.is_topic) => return Actors::default(),
        () if is_title(content, end, all.len(), modality, context) => {
            let without_colon = rest.start() + rest.of(flow).trim_end_matches([':', ' ']).len();
            let whole = bodies::list(flow, Span::new(rest.start(), without_colon), ListEnd::Span, context.tables).0;
            return Actors { names: whole, end: content.end(), form: ActorForm::Title, modality };
        }
        () => ActorForm::Sentence,
    };
    if opener.is_none() && speaks_for_itself(Span::new(end, content.end()), context) {
        return Actors::default();
    }
    Actors { names, end, form, modality }
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
    fn of(content: Span, context: &Context<'_>) -> Option<Opener> {
        let all = context.flow.words(content);
        let (value, count) = context.tables.task_words.at_start(TaskWord::Opener, all)?;
        let is_first =
            all[0].span.start() == content.start() && content.of(context.flow).starts_with(char::is_uppercase);
        let next = all.get(count).filter(|_| is_first)?.span.start();
        let gap = &context.flow[all[count - 1].span.end()..next];
        let modality = match value {
            "order" | "demand" => Some(Modality::Order),
            "request" => Some(Modality::Request),
            "duty" => Some(Modality::Duty),
            _ => None,
        };
        let is_whole = if value == "list" { gap.starts_with(':') } else { gap.trim().is_empty() };
        is_whole.then_some(Opener { end: next, modality, is_topic: value == "topic" })
    }
}

/// Where a body starts behind a topic: `Thanh tra khoa học: Ủy ban nhân dân các xã làm …`.
fn behind_topic(content: Span, context: &Context<'_>) -> Option<usize> {
    let printed = content.of(context.flow);
    let colon = printed.find(": ").filter(|colon| *colon < LONGEST_TOPIC)?;
    let start = content.start() + colon + 2;
    let rest = Span::new(start, content.end());
    let is_capital = rest.of(context.flow).starts_with(char::is_uppercase);
    if !is_capital || !starts_body(context, context.flow.words(rest), false) {
        return None;
    }
    // A verb must follow the names: `Các Sở: A, B` is no topic.
    let (names, end) = bodies::list(context.flow, rest, ListEnd::Verb, context.tables);
    let behind = context.flow.words(Span::new(end, content.end()));
    (!names.is_empty() && context.tables.phrases.task_verb(behind).is_some()).then_some(start)
}

/// Most bytes of a topic.
const LONGEST_TOPIC: usize = 90;

/// Where the bodies start behind a time or ground: `Định kỳ 06 tháng, các cơ quan …`, `Căn cứ Kế hoạch này, Sở A …`.
fn behind_circumstance(content: Span, context: &Context<'_>) -> Option<usize> {
    let known = &context.tables.task_words;
    known.at_start(TaskWord::Circumstance, context.flow.words(content))?;
    let printed = content.of(context.flow);
    let sentence = printed.find(". ").unwrap_or(printed.len());
    let commas = printed[..sentence].match_indices([',', ';']).map(|(at, _)| content.start() + at + 2);
    let starts = commas.map(|at| {
        let all = context.flow.words(Span::new(at.min(content.end()), content.end()));
        let asked = known.at_start(TaskWord::Ask, all).and_then(|(_, count)| all.get(count));
        asked.filter(|_| context.flow[at..].starts_with(char::is_lowercase)).map_or(at, |first| first.span.start())
    });
    starts.filter(|at| context.flow.is_char_boundary(*at) && *at < content.end()).find(|at| {
        let all = context.flow.words(Span::new(*at, content.end()));
        let is_named = context.flow[*at..].starts_with(char::is_uppercase) || context.flow[*at..].starts_with("các ");
        is_named && starts_body(context, all, true)
    })
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

/// The issuer speaks: `UBND tỉnh yêu cầu …`, `Sở Nội vụ nhận được …`. Whom it asks is told by what follows.
fn speaks_for_itself(behind_names: Span, context: &Context<'_>) -> bool {
    context.tables.task_words.starts(TaskWord::Speech, context.flow.words(behind_names))
}

/// A body's name starts here: a known one, or a head word (not a lone *các* in running text).
fn starts_body(context: &Context<'_>, all: &[Word], opened: bool) -> bool {
    let Some(first) = all.first() else { return false };
    let has_head = || context.tables.phrases.actor_head(all).is_some();
    let is_known = || context.tables.bodies.at_start(all).is_some();
    (first.is_capital || opened) && (has_head() || is_known())
}
