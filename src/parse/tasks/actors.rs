//! The bodies that an entry starts with, and what it says of them: a heading that names them, an opener of a list, or
//! a sentence.

use super::Context;
use super::bodies::{self, ListEnd};
use crate::model::Modality;
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

/// Words of a heading or order before the names; `true` where they order.
const OPENERS: [(&str, Option<Modality>); 15] = [
    ("Giao cho ", Some(Modality::Order)),
    ("Giao ", Some(Modality::Order)),
    ("Phân công ", Some(Modality::Order)),
    ("Yêu cầu ", Some(Modality::Order)),
    ("Yêu cầu đối với ", Some(Modality::Duty)),
    ("Đề nghị ", Some(Modality::Request)),
    ("Trách nhiệm của ", Some(Modality::Duty)),
    ("Trách nhiệm thực hiện của ", Some(Modality::Duty)),
    ("Nhiệm vụ của ", Some(Modality::Duty)),
    ("Nhiệm vụ, quyền hạn của ", Some(Modality::Duty)),
    ("Phân công nhiệm vụ cho ", Some(Modality::Order)),
    ("Đối với ", None),
    ("Về phía ", None),
    ("Các đơn vị: ", None),
    ("Các cơ quan: ", None),
];

/// Most words of a heading.
const LONGEST_HEADING: usize = 45;

/// Most words of a title that holds more than names.
const LONGEST_TITLE: usize = 24;

/// Reads the start of an entry.
pub(super) fn of(content: Span, context: &Context<'_>) -> Actors {
    let flow = context.flow;
    let printed = content.of(flow);
    let opener = OPENERS.iter().filter(|(words, _)| printed.starts_with(words)).max_by_key(|(words, _)| words.len());
    let (skipped, modality) = opener.map_or((0, None), |(words, modality)| (words.len(), *modality));
    let circumstance = behind_circumstance(content, context).or_else(|| behind_topic(content, context));
    let rest = Span::new(circumstance.unwrap_or(content.start() + skipped), content.end());
    let all = flow.words(rest);
    if !starts_body(context, all, opener.is_some() || circumstance.is_some()) {
        return Actors::default();
    }
    let (names, end) = bodies::list(flow, rest, ListEnd::Verb, context.tables);
    let behind = flow[end..content.end()].trim_start();
    let tail = behind.trim_matches([' ', '\t', '\n', '.', ':', ';', ',', '/']);
    let is_topic = opener.is_some_and(|(words, _)| matches!(*words, "Đối với " | "Về phía "));
    let form = match () {
        () if tail.is_empty() && all.len() <= LONGEST_HEADING => ActorForm::Heading,
        () if behind.starts_with(':') => ActorForm::Job,
        () if is_topic => return Actors::default(),
        () if is_title(printed, tail, all.len(), modality) => {
            let without_colon = rest.start() + rest.of(flow).trim_end_matches([':', ' ']).len();
            let whole = bodies::list(flow, Span::new(rest.start(), without_colon), ListEnd::Span, context.tables).0;
            return Actors { names: whole, end: content.end(), form: ActorForm::Title, modality };
        }
        () => ActorForm::Sentence,
    };
    if opener.is_none() && speaks_for_itself(tail) {
        return Actors::default();
    }
    Actors { names, end, form, modality }
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
    const CIRCUMSTANCES: [&str; 11] = [
        "định kỳ ",
        "hằng năm",
        "hàng năm",
        "hằng quý",
        "hàng quý",
        "hằng tháng",
        "hàng tháng",
        "trước ngày ",
        "chậm nhất ",
        "căn cứ ",
        "trên cơ sở ",
    ];
    let printed = content.of(context.flow);
    let folded = fold::accented(prefix(printed, 30));
    let sentence = printed.find(". ").unwrap_or(printed.len());
    CIRCUMSTANCES.iter().any(|words| folded.starts_with(words)).then_some(())?;
    let commas = printed[..sentence].match_indices([',', ';']).map(|(at, _)| content.start() + at + 2);
    let starts = commas.map(|at| {
        let rest = context.flow.get(at..content.end()).unwrap_or_default();
        at + ["giao ", "yêu cầu ", "đề nghị "].iter().find(|verb| rest.starts_with(**verb)).map_or(0, |verb| verb.len())
    });
    starts.filter(|at| context.flow.is_char_boundary(*at) && *at < content.end()).find(|at| {
        let all = context.flow.words(Span::new(*at, content.end()));
        let is_named = context.flow[*at..].starts_with(char::is_uppercase) || context.flow[*at..].starts_with("các ");
        is_named && starts_body(context, all, true)
    })
}

/// A short line without a stop at its end: a title, where no verb of duty stands in it.
fn is_title(printed: &str, tail: &str, words: usize, modality: Option<Modality>) -> bool {
    let is_open = !printed.trim_end().ends_with(['.', ';', '/', ':', ',']);
    let is_order = matches!(modality, Some(Modality::Order | Modality::Request));
    let tail = tail.replace("tham mưu, giúp việc", "");
    let is_sentence = ["chủ trì", "phối hợp", "trách nhiệm", "thực hiện", "báo cáo", "tham mưu"]
        .iter()
        .any(|verb| tail.contains(verb));
    is_open && words <= LONGEST_TITLE && !is_order && !is_sentence
}

/// The issuer speaks: `UBND tỉnh yêu cầu …`, `Sở Nội vụ nhận được …`. Whom it asks is told by what follows.
fn speaks_for_itself(tail: &str) -> bool {
    const SPOKEN: [&str; 13] = [
        "yêu cầu ",
        "đề nghị ",
        "giao ",
        "nhận được ",
        "đã ",
        "có ý kiến",
        "kính ",
        "trân trọng",
        "ghi nhận",
        "thống nhất chủ trương",
        "hướng dẫn một số",
        "hoan nghênh",
        "biểu dương",
    ];
    let folded = fold::accented(prefix(tail, 45));
    SPOKEN.iter().any(|words| folded.starts_with(words))
}

/// A body's name starts here: a known one, or a head word (not a lone *các* in running text).
fn starts_body(context: &Context<'_>, all: &[Word], opened: bool) -> bool {
    let Some(first) = all.first() else { return false };
    let is_capital = first.span.of(context.flow).starts_with(char::is_uppercase);
    let has_head = context.tables.phrases.actor_head(all).is_some();
    let is_known = context.tables.bodies.at_start(all).is_some();
    (is_capital || opened) && (has_head || is_known)
}
