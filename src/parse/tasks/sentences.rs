//! What kind of sentence an entry is: who is charged, what closes a letter, what is a title, a form or a mere name.

use super::Context;
use super::actors::ActorForm;
use super::deadlines;
use super::entries::Entry;
use crate::model::Modality;
use crate::parse::marks::MarkStyle;
use crate::tables::TaskWord;
use crate::text::words::Word;
use crate::text::{Span, fold, prefix};

/// A verb of duty right behind the names: *chủ trì, chịu trách nhiệm …*; not *chịu trách nhiệm thi hành Quyết định này*.
pub(super) fn is_charged(entry: &Entry, context: &Context<'_>) -> bool {
    if entry.actors.form != ActorForm::Sentence {
        return false;
    }
    let behind = behind_names(entry);
    let is_duty = || {
        let near = prefix(behind.of(context.flow), 130).len();
        let near = context.flow.words(Span::new(behind.start(), behind.start() + near));
        context.tables.task_words.holds(TaskWord::Charge, near)
            || entry.style.is_some() && near.windows(2).any(|pair| pair[0].key == "báo" && pair[1].key == "cáo")
    };
    (is_order(entry, context) || is_duty()) && !is_enforcement(entry, context)
}

/// A verb of a job right behind the names.
pub(super) fn acts(entry: &Entry, context: &Context<'_>) -> bool {
    let first = context
        .flow
        .words(Span::new(entry.content.start().min(behind_names(entry).start()), behind_names(entry).start()));
    // `Các mạng nội bộ …`: things in the plural are no bodies.
    let is_plural = |names: &[Word]| names.first().is_some_and(|word| matches!(word.key.as_str(), "các" | "những"));
    let is_body = !is_plural(first) || context.tables.phrases.actor_head(&first[1..]).is_some();
    entry.actors.form == ActorForm::Sentence
        && is_body
        && context.tables.phrases.task_verb(context.flow.words(behind_names(entry))).is_some()
}

/// `Điều 3. Ủy ban nhân dân huyện A tổ chức …`: an article of a decision that is a body and its job.
pub(super) fn orders_by_article(entry: &Entry, context: &Context<'_>) -> bool {
    context.articles_order
        && entry.style == Some(MarkStyle::Article)
        && acts(entry, context)
        && !is_enforcement(entry, context)
        && !ends_in_colon(entry, context)
        && !context.tables.task_words.holds(TaskWord::Statute, context.flow.words(entry.content))
}

fn behind_names(entry: &Entry) -> Span {
    Span::new(entry.actors.end.max(entry.content.start()), entry.content.end())
}

/// Most words of a sentence on a paper's own enforcement, names left out.
const LONGEST_ENFORCEMENT: usize = 16;

/// The paper speaks of its own enforcement: `… chịu trách nhiệm thi hành Quyết định này`.
pub(super) fn is_enforcement(entry: &Entry, context: &Context<'_>) -> bool {
    let behind = behind_names(entry);
    let all = context.flow.words(behind);
    let names_paper = |verb: usize| {
        let rest = &all[verb + 2..];
        let kind = context.tables.doc_kinds.at_start(rest).map_or(1, |(_, count)| count);
        rest.get(kind).is_some_and(|word| word.key == "này")
    };
    // Who sees to it that others carry it out (*theo dõi việc thực hiện …*) has a job of his own.
    let is_verb = |at: usize| {
        let is_named = matches!((all[at].key.as_str(), all[at + 1].key.as_str()), ("thi", "hành") | ("thực", "hiện"));
        is_named && at.checked_sub(1).is_none_or(|before| all[before].key != "việc")
    };
    let is_ordered = entry.actors.modality == Some(Modality::Order);
    let is_short = all.len() <= LONGEST_ENFORCEMENT;
    behind.of(context.flow).contains("chịu trách nhiệm thi hành")
        || is_short && !is_ordered && (0..all.len().saturating_sub(1)).any(|at| is_verb(at) && names_paper(at))
}

/// A bare paragraph that asks bodies for something by a day is a job, even at the end of a letter.
pub(super) fn asks_by_day(entry: &Entry, context: &Context<'_>) -> bool {
    entry.style.is_none()
        && entry.actors.form == ActorForm::Sentence
        && matches!(entry.actors.modality, Some(Modality::Order | Modality::Request))
        && !ends_in_colon(entry, context)
        && deadlines::in_prose(entry.content.of(context.flow), context.date).is_some()
}

/// Words that end a document's list of tasks: *Trên đây là …*, *Trong quá trình …*, `Sở A đề nghị các đơn vị …`.
pub(super) fn is_closing(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let closes = || {
        context.tables.task_words.starts(TaskWord::Closing, all)
            || is_mere_request(entry, context)
            || entry.actors.speaks && !orders_more(entry, context)
    };
    entry.style.is_none()
        && closes()
        && !ends_in_colon(entry, context)
        && !is_charged(entry, context)
        && !asks_by_day(entry, context)
}

/// `Bộ A yêu cầu các sở chỉ đạo các trường …`: the issuer orders more than to carry out what stands above.
pub(super) fn orders_more(entry: &Entry, context: &Context<'_>) -> bool {
    let is_ordered =
        entry.actors.speaks && entry.actors.modality == Some(Modality::Order) && !ends_in_colon(entry, context);
    is_ordered && acts(entry, context) && !asks_nothing_new(entry, context) && !is_enforcement(entry, context)
}

/// `Đề nghị các cơ quan nghiêm túc triển khai thực hiện.` asks for nothing but what was said before.
fn is_mere_request(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let known = &context.tables.task_words;
    let asks = known.at_start(TaskWord::Opener, all).is_some_and(|(value, _)| matches!(value, "demand" | "request"));
    asks && asks_nothing_new(entry, context)
}

/// A short paragraph whose last words are *… nghiêm túc thực hiện*.
pub(super) fn asks_nothing_new(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    all.len() <= 40
        && !entry.content.of(context.flow).contains([';', ':'])
        && context.tables.task_words.ends(TaskWord::RequestEnd, all)
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
        above.style.is_none() && ends_in_colon(above, context) && asks_list(context.flow.words(above.content), context)
    })
}

/// Most words between an opinion and the colon behind it.
const LONGEST_TELLING: usize = 8;

/// An opener that asks for the list below it, and does not tell: `… đề nghị …, Sở A có ý kiến như sau:`.
fn asks_list(opener: &[Word], context: &Context<'_>) -> bool {
    let known = &context.tables.task_words;
    let last = &opener[opener.len().saturating_sub(LONGEST_TELLING)..];
    known.holds(TaskWord::ListAsked, opener) && !known.holds(TaskWord::ListTold, last)
}

/// `2. Về các biện pháp …`: a short line that names a topic.
pub(super) fn is_topic(entry: &Entry, context: &Context<'_>) -> bool {
    is_title(entry, context) && entry.content.of(context.flow).starts_with("Về ")
}

/// `Việc lập hồ sơ …`, `Công tác tuyên truyền`: an item about a thing, which asks for nothing; not `Công tác A: Làm …`.
pub(super) fn is_subject(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let verb_behind = |at: usize| {
        let gap = &context.flow[all[at - 1].span.end()..all[at].span.start()];
        gap.contains(':') && context.tables.phrases.task_verb(&all[at..]).is_some()
    };
    let asks = |at: usize| {
        all[at].key == "phải"
            || context.tables.task_words.at_start(TaskWord::Ask, &all[at..]).is_some_and(|(_, count)| count > 1)
    };
    entry.actors.form == ActorForm::None
        && context.tables.task_words.starts(TaskWord::Noun, all)
        && !(1..all.len()).any(|at| verb_behind(at) || asks(at))
}

/// Most words of an amount and its unit.
const LONGEST_AMOUNT: usize = 4;

/// A line of a list of amounts: `Trưởng phòng : 0,6`, `Đi trong tỉnh: 40.000đ/ngày`; a day is none.
fn is_amount(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    let Some((_, amount)) = printed.rsplit_once(':') else { return false };
    let is_number = amount.trim_start().starts_with(|first: char| first.is_ascii_digit());
    is_number && amount.split_whitespace().count() <= LONGEST_AMOUNT && deadlines::of_label(amount, None).end.is_none()
}

/// A ground of the paper, or of an opinion: `Căn cứ Luật Mẫu …;`, without a job behind a comma.
fn is_ground(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let is_paper = |at: usize| all.get(at..).is_some_and(|rest| context.tables.doc_kinds.at_start(rest).is_some());
    let names = |keys: &[&str]| all.len() > keys.len() && keys.iter().zip(all).all(|(key, word)| *key == word.key);
    let acts = |at: usize| {
        let gap = &context.flow[all[at - 1].span.end()..all[at].span.start()];
        gap.contains(',') && context.tables.phrases.task_verb(&all[at..]).is_some()
    };
    let opens = names(&["căn", "cứ"]) && (is_paper(2) || is_paper(3)) || names(&["theo", "đề", "nghị", "của"]);
    opens && entry.actors.form == ActorForm::None && !(1..all.len()).any(acts)
}

/// A form to fill in: `Số người: ……… người`, or the note where to sign: `(Ký tên, đóng dấu)`.
fn is_blank_form(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    let is_note = || printed.starts_with('(') && fold::unaccented(prefix(printed, 12)).contains("ky ");
    is_note() || printed.contains(".....") || printed.contains("……")
}

/// Forms, amounts, inventories and grounds say nothing of a job.
pub(super) fn is_no_job(entry: &Entry, context: &Context<'_>) -> bool {
    is_blank_form(entry, context)
        || is_amount(entry, context)
        || is_inventory(entry, context)
        || is_ground(entry, context)
}

/// Most words of a line of an inventory.
const LONGEST_INVENTORY: usize = 40;

/// `Tầng 2: Phòng 207 Khoa A; Phòng 206 Khoa B`: what is where, without a verb that is no part of a name.
fn is_inventory(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow).trim_end();
    if !entry.is_bullet() || printed.ends_with(':') || !printed.contains(':') {
        return false;
    }
    let all = context.flow.words(entry.content);
    if all.len() > LONGEST_INVENTORY {
        return false;
    }
    let opens = |at: usize| {
        at == 0 || context.flow[all[at - 1].span.end()..all[at].span.start()].contains([':', ';', '.', ','])
    };
    let is_verb =
        |at: usize| (opens(at) || !all[at].is_capital) && context.tables.phrases.task_verb(&all[at..]).is_some();
    !(0..all.len()).any(is_verb)
}

/// A list of bodies, people or papers holds no job: `Bệnh viện A;`, `Ông A, Trưởng phòng`, `Nghị định số …`.
pub(super) fn is_mere_name(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    is_paper(entry, context) || is_person(entry, context) || entry.actors.form == ActorForm::Heading || all.len() < 2
}

/// `Nghị định số … quy định …`.
pub(super) fn is_paper(entry: &Entry, context: &Context<'_>) -> bool {
    let all = context.flow.words(entry.content);
    let kind = context.tables.doc_kinds.at_start(all);
    kind.is_some_and(|(_, count)| all.get(count).is_some_and(|word| word.key == "số"))
}

/// `Ông Lê Văn A, Trưởng phòng B - Ủy viên`: a member of a board; a person's job has a verb.
fn is_person(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    let all = context.flow.words(entry.content);
    let is_named =
        context.tables.task_words.starts(TaskWord::PersonTitle, all) && printed.starts_with(char::is_uppercase);
    let is_job = |at: usize| {
        let first = all[at].span.of(context.flow);
        // *Thư ký* is a seat, not a signature.
        let is_seat = at > 0 && all[at - 1].key == "thư";
        !is_seat && first.starts_with(char::is_lowercase) && context.tables.phrases.task_verb(&all[at..]).is_some()
    };
    is_named && all.len() <= 24 && !printed.contains(':') && !(0..all.len()).any(is_job)
}

/// Most words of a title.
const LONGEST_TITLE: usize = 28;

/// A short line without a stop at its end is a title.
pub(super) fn is_title(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow).trim_end();
    printed.split_whitespace().count() <= LONGEST_TITLE && !printed.ends_with(['.', ';', ':'])
}

/// What follows is a list: `… như sau:`, `a) Trưởng phòng có trách nhiệm`.
pub(super) fn ends_in_colon(entry: &Entry, context: &Context<'_>) -> bool {
    entry.content.of(context.flow).trim_end().ends_with(':') || ends_in_duty(entry, context)
}

/// `a) Trưởng phòng có trách nhiệm`, with a colon or without.
pub(super) fn ends_in_duty(entry: &Entry, context: &Context<'_>) -> bool {
    let printed = entry.content.of(context.flow);
    entry.is_numbered() && printed.trim_end_matches([':', ' ']).ends_with("có trách nhiệm")
}
