//! What kind of sentence an entry is: who is charged, what closes a letter, what is a title, a form or a mere name.

use super::Context;
use super::actors::ActorForm;
use super::entries::Entry;
use crate::model::Modality;
use crate::tables::TaskWord;
use crate::text::{Span, fold, prefix};

/// A verb of duty right behind the names: *chủ trì, chịu trách nhiệm …*; not *chịu trách nhiệm thi hành Quyết định này*.
pub(super) fn is_charged(entry: &Entry, context: &Context<'_>) -> bool {
    let start = entry.actors.end.max(entry.content.start());
    let behind = &context.flow[start..entry.content.end()];
    let is_enforcement = || {
        behind.contains("chịu trách nhiệm thi hành")
            || ["thi hành", "thực hiện"].iter().any(|verb| {
                behind.split_once(verb).is_some_and(|(_, after)| {
                    let paper = fold::accented(prefix(after, 30));
                    paper.contains("định này") || paper.contains("quyết này") || paper.contains("quy chế này")
                })
            })
    };
    let is_duty = || {
        let near = context.flow.words(Span::new(start, start + prefix(behind, 130).len()));
        context.tables.task_words.holds(TaskWord::Charge, near)
            || entry.style.is_some() && near.windows(2).any(|pair| pair[0].key == "báo" && pair[1].key == "cáo")
    };
    entry.actors.form == ActorForm::Sentence && (is_order(entry, context) || is_duty()) && !is_enforcement()
}

/// Words that end a document's list of tasks: *Trên đây là …*, *Trong quá trình …*.
pub(super) fn is_closing(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    entry.style.is_none()
        && (context.tables.task_words.starts(TaskWord::Closing, all) || is_mere_request(entry, context))
        && !ends_in_colon(entry, context)
        && !is_charged(entry, context)
}

/// `Đề nghị các cơ quan nghiêm túc triển khai thực hiện.` asks for nothing but what was said before.
fn is_mere_request(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let known = &context.tables.task_words;
    let asks = known.at_start(TaskWord::Opener, all).is_some_and(|(value, _)| matches!(value, "demand" | "request"));
    asks && all.len() <= 40
        && !entry.content.of(context.flow).contains([';', ':'])
        && known.ends(TaskWord::RequestEnd, all)
}

/// A job whose points follow: `…, trong đó chú trọng một số điểm:`.
pub(super) fn has_points(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow).trim_end();
    let clause = printed.rfind([',', ';', '.']).map_or("", |stop| &printed[stop + 1..]);
    ends_in_colon(entry, context)
        && printed.split_whitespace().count() > 24
        && ["trong đó", "bao gồm"].iter().any(|words| clause.trim_start().starts_with(words))
}

/// An item that orders: *Giao, Yêu cầu, Phân công*; a bare paragraph orders by *Giao* and *Phân công* alone, since
/// *Yêu cầu các cơ quan …* also ends a letter.
pub(super) fn is_order(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    entry.actors.form != ActorForm::None
        && entry.actors.modality == Some(Modality::Order)
        && (entry.style.is_some() || printed.starts_with("Giao ") || printed.starts_with("Phân công "))
}

/// What an item says of papers and money is no job: *Bãi bỏ …*, *Chỉ thị này …*, *Kinh phí …*.
pub(super) fn is_about_papers(entry: &Entry, context: &Context<'_>) -> bool {
    context.tables.task_words.starts(TaskWord::AboutPaper, context.flow.words(entry.content))
}

/// The bullets of a letter that follow an opener which asks: `… đề nghị thực hiện các nội dung sau:`.
pub(super) fn follows_request<'e>(
    before: impl DoubleEndedIterator<Item = &'e Entry>,
    entry: &Entry,
    context: &Context<'_>,
) -> bool {
    let opener = before.rev().find(|above| above.style != entry.style);
    opener.is_some_and(|above| {
        above.style.is_none()
            && ends_in_colon(above, context)
            && context.tables.task_words.holds(TaskWord::ListAsked, context.flow.words(above.content))
    })
}

/// `2. Về các biện pháp …`: a short line that names a topic.
pub(super) fn is_topic(entry: &Entry, context: &Context<'_>) -> bool {
    is_title(entry, context) && entry.content.of(context.flow).starts_with("Về ")
}

/// A form to fill in: `Số người: ……… người`.
pub(super) fn is_blank_form(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    printed.contains(".....") || printed.contains("……")
}

/// A list of bodies, people or papers holds no job: `Bệnh viện A;`, `Ông A, Trưởng phòng`, `Nghị định số …`.
pub(super) fn is_mere_name(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let is_paper = context
        .tables
        .doc_kinds
        .at_start(all)
        .is_some_and(|(_, count)| all.get(count).is_some_and(|word| word.key == "số"));
    is_paper || is_person(entry, context) || entry.actors.form == ActorForm::Heading
}

/// `Ông Lê Văn A, Trưởng phòng B - Ủy viên`: a member of a board; a person's job has a verb.
fn is_person(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    let all = context.flow.words(entry.content);
    let is_named = ["Ông ", "Bà ", "Đồng chí ", "Đ/c "].iter().any(|title| printed.starts_with(title));
    let is_job = |at: usize| {
        let first = all[at].span.of(context.flow);
        // *Thư ký* is a seat, not a signature.
        let is_seat = at > 0 && all[at - 1].key == "thư";
        !is_seat && first.starts_with(char::is_lowercase) && context.tables.phrases.task_verb(&all[at..]).is_some()
    };
    is_named && all.len() <= 24 && !printed.contains(':') && !(0..all.len()).any(is_job)
}

/// A short line without a stop at its end is a title.
pub(super) fn is_title(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow).trim_end();
    printed.split_whitespace().count() <= 24 && !printed.ends_with(['.', ';', ':'])
}

pub(super) fn ends_in_colon(entry: &Entry, context: &Context<'_>) -> bool {
    entry.content.of(context.flow).trim_end().ends_with(':')
}
