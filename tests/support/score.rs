//! Scores one record against one answer: header, lists, citations, roles, tasks.

use super::answer::Answer;
use super::compare::{number_stands, opening_overlap, same, same_line, same_number, same_phrase, same_subject};
use super::tally::Tally;
use std::collections::BTreeMap;
use vanban::record::{Citation, Record, Task};
use vanban::text::fold::number_key;

/// A task title of the answer is found where at least this share of its words opens the title given.
const SAME_TITLE: f64 = 0.7;

/// Counts every field of `record` that `answer` speaks of.
pub(crate) fn score(answer: &Answer, record: &Record, tally: &mut Tally) {
    let document = answer.text_or_empty("id");
    header(document, answer, record, tally);
    lists(document, answer, record, tally);
    citations(document, answer, record, tally);
    roles(document, answer, record, tally);
    if let Some(wanted) = answer.objects("tasks") {
        tasks(document, &wanted, record, answer.flag("tasks_partial"), tally);
    }
}

fn header(document: &str, answer: &Answer, record: &Record, tally: &mut Tally) {
    let issuer = record.issuer.as_ref();
    // A symbol alone is the number of a paper that has no other; on an issued one it says that the number is unread.
    let is_blank = record.status != "issued";
    let number = record.number.as_ref().and_then(|number| {
        let symbol = number.symbol.as_ref().filter(|_| is_blank);
        number.value.clone().or_else(|| symbol.map(|symbol| format!("/{}", symbol.trim_matches('/'))))
    });
    let date = record.date.as_ref().map(|date| date.value.as_str());
    let exact = |left: &str, right: &str| left == right;
    let mut field = |key: &str, name: &'static str, given: Option<&str>, same: &dyn Fn(&str, &str) -> bool| {
        let Some(wanted) = answer.text(key) else { return };
        if let Some(right) = tally.value((document, name), wanted, given, same) {
            tally.judge(name, confidence(record, &format!("/{}", name.replace('.', "/"))), right);
        }
    };
    field("doc_type", "doc_type", record.doc_type.as_deref(), &exact);
    field("status", "status", record.error.is_none().then_some(record.status.as_str()), &exact);
    field("issuer", "issuer", issuer.map(|issuer| issuer.name.as_str()), &same);
    field("issuer_parent", "issuer.parent", issuer.and_then(|issuer| issuer.parent.as_deref()), &same);
    field("level", "level", issuer.and_then(|issuer| issuer.level.as_deref()), &exact);
    field("province", "province", issuer.and_then(|issuer| issuer.province.as_deref()), &exact);
    field("number", "number", number.as_deref(), &same_number);
    field("place", "place", record.place.as_deref(), &same);
    field("date", "date", date, &exact);
    field("subject", "subject", record.subject.as_deref(), &same_subject);
    field("archive", "archive", record.archive.as_deref(), &same);
    if let Some(wanted) = answer.object("signer") {
        let given = &record.signer;
        for (key, given) in [("authority", &given.authority), ("position", &given.position), ("name", &given.name)] {
            let Some(wanted) = wanted.text(key) else { continue };
            if let Some(right) = tally.value((document, "signer"), wanted, given.as_deref(), same) {
                tally.judge("signer", confidence(record, &format!("/signer/{key}")), right);
            }
        }
    }
}

/// How sure the record is of `field`, a JSON Pointer.
fn confidence(record: &Record, field: &str) -> Option<f32> {
    record.evidence.iter().find(|evidence| evidence.field == field)?.confidence
}

fn lists(document: &str, answer: &Answer, record: &Record, tally: &mut Tally) {
    for (key, given) in [("addressees", &record.addressees), ("recipients", &record.recipients)] {
        if let Some(wanted) = answer.texts(key) {
            let rights = tally.set((document, key), &wanted, given, same_line);
            for (index, right) in rights.into_iter().enumerate() {
                tally.judge(key, confidence(record, &format!("/{key}/{index}")), right);
            }
        }
    }
}

fn citations(document: &str, answer: &Answer, record: &Record, tally: &mut Tally) {
    let Some(wanted) = answer.objects("citations") else { return };
    let given = speakers(&record.citations);
    let wanted_numbers: Vec<&str> = wanted.iter().map(|citation| citation.text_or_empty("number")).collect();
    let given_numbers: Vec<String> = given.keys().cloned().collect();
    let rights = tally.set((document, "citations"), &wanted_numbers, &given_numbers, same_number);
    for ((number, index), found) in given.into_iter().zip(rights) {
        let citation = &record.citations[index];
        let answer = wanted.iter().find(|citation| number_key(citation.text_or_empty("number")) == number);
        let right = answer.is_none_or(|answer| parts(document, answer, &number, citation, record, tally));
        tally.judge("citations", confidence(record, &format!("/citations/{index}")), found && right);
    }
}

/// Letters in which the code that an ordinal shares with its list stands.
const NEAR: usize = 120;

/// Counts date, type, issuer and place of a citation whose number is right; true when date and type are.
fn parts(document: &str, wanted: &Answer, number: &str, found: &Citation, record: &Record, tally: &mut Tally) -> bool {
    let place = |field| (document, field);
    let exact = |left: &str, right: &str| left == right;
    let mut is_right = true;
    if let Some(date) = wanted.text("date") {
        is_right &= tally.value(place("citation.date"), date, found.date.as_deref(), exact).unwrap_or(true);
    }
    if let Some(doc_type) = wanted.text("doc_type") {
        is_right &= tally.value(place("citation.doc_type"), doc_type, found.doc_type.as_deref(), exact).unwrap_or(true);
    }
    if let Some(issuer) = wanted.text("issuer") {
        tally.value(place("citation.issuer"), issuer, found.issuer.as_deref(), same);
    }
    let here = record.text.get(found.span.start..found.span.end).unwrap_or_default();
    let rest = record.text.get(found.span.start..).unwrap_or_default();
    let near: String = rest.chars().take(NEAR).collect();
    tally.value(place("citation.span"), Some(number), Some(here), |number, here| number_stands(number, here, &near));
    is_right
}

/// Index of one mention for each number: the first with a date, else the first.
fn speakers(citations: &[Citation]) -> BTreeMap<String, usize> {
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    for (index, citation) in citations.iter().enumerate() {
        let Some(number) = &citation.number else { continue };
        let speaker = speakers.entry(number_key(number)).or_insert(index);
        if citations[*speaker].date.is_none() && citation.date.is_some() {
            *speaker = index;
        }
    }
    speakers
}

fn roles(document: &str, answer: &Answer, record: &Record, tally: &mut Tally) {
    let whole = keys(answer.texts("implements_document").unwrap_or_default());
    if let Some(wanted) = answer.texts("implements_document") {
        let given = direct(record, |citation| citation.role == "implements" && citation.scope == "document");
        tally.set((document, "implements.document"), &keys(wanted), &given, same_number);
    }
    if let Some(wanted) = answer.texts("implements_provision") {
        // What the whole document carries out may be named again in a provision: neither right nor wrong.
        let mut wanted = keys(wanted);
        let mut given = direct(record, |citation| citation.role == "implements" && citation.scope == "provision");
        wanted.retain(|number| !whole.contains(number));
        given.retain(|number| !whole.contains(number));
        tally.set((document, "implements.provision"), &wanted, &given, same_number);
    }
    if let Some(wanted) = answer.texts("legal_basis") {
        let given = direct(record, |citation| citation.role == "legal_basis");
        tally.set((document, "legal_basis"), &keys(wanted), &given, same_number);
    }
    if let Some(wanted) = answer.pairs("chain") {
        let wanted: Vec<String> = wanted.iter().map(|(from, to)| edge(from, to)).collect();
        tally.set((document, "chain"), &wanted, &edges(&record.citations), |left, right| left == right);
    }
}

fn keys(numbers: Vec<&str>) -> Vec<String> {
    numbers.into_iter().map(number_key).collect()
}

/// The numbers, each once, of the mentions that stand in no other's title and that `wanted` picks.
fn direct(record: &Record, wanted: impl Fn(&Citation) -> bool) -> Vec<String> {
    let chosen = record.citations.iter().filter(|citation| citation.parent.is_none() && wanted(citation));
    once(chosen.filter_map(|citation| citation.number.as_deref().map(number_key)).collect())
}

fn edges(citations: &[Citation]) -> Vec<String> {
    let nested = citations.iter().filter(|citation| ["implements", "guides"].contains(&citation.role.as_str()));
    let pairs = nested.filter_map(|citation| {
        let parent = citations.get(citation.parent?)?;
        Some(edge(parent.number.as_deref()?, citation.number.as_deref()?))
    });
    once(pairs.collect())
}

fn edge(from: &str, to: &str) -> String {
    format!("{} -> {}", number_key(from), number_key(to))
}

fn once(mut values: Vec<String>) -> Vec<String> {
    values.sort();
    values.dedup();
    values
}

/// `partial`: the answer lists the clear tasks only, so what it does not list is not judged.
fn tasks(document: &str, wanted: &[Answer], record: &Record, partial: bool, tally: &mut Tally) {
    let mut rest: Vec<(usize, &Task)> = record.tasks.iter().enumerate().collect();
    let sure = |index: usize| confidence(record, &format!("/tasks/{index}"));
    for wanted_task in wanted {
        let title = wanted_task.text_or_empty("title");
        let overlaps = rest.iter().map(|(_, task)| opening_overlap(title, &task.title));
        let best = overlaps.enumerate().max_by(|left, right| left.1.total_cmp(&right.1).then(right.0.cmp(&left.0)));
        match best {
            Some((at, overlap)) if overlap >= SAME_TITLE => {
                let (index, task) = rest.remove(at);
                tally.right("tasks");
                let right = task_fields(document, wanted_task, task, tally);
                tally.judge("tasks", sure(index), right);
            }
            _ => tally.miss((document, "tasks"), "missed", title, ""),
        }
    }
    for (index, task) in rest.into_iter().filter(|_| !partial) {
        tally.miss((document, "tasks"), "invented", "", &task.title);
        tally.judge("tasks", sure(index), false);
    }
}

/// Counts who, by when and to what end; true when those who lead are right.
fn task_fields(document: &str, wanted: &Answer, task: &Task, tally: &mut Tally) -> bool {
    let mut is_right = true;
    if let Some(lead) = wanted.texts("lead") {
        let rights = tally.set((document, "task.lead"), &lead, &task.lead, same_line);
        is_right = rights.len() == lead.len() && rights.iter().all(|right| *right);
    }
    if let Some(coordinate) = wanted.texts("coordinate") {
        tally.set((document, "task.coordinate"), &coordinate, &task.coordinate, same_line);
    }
    if let Some(deadline) = wanted.text("deadline") {
        let given = task.deadline.as_ref().map(|deadline| deadline.raw.as_str());
        tally.value((document, "task.deadline"), deadline, given, same_phrase);
    }
    if let Some(result) = wanted.text("result") {
        tally.value((document, "task.result"), result, task.result.as_deref(), same_phrase);
    }
    is_right
}
