//! [`echo`]: the record that says what an answer says, to prove that the scorer finds nothing wrong with it.

use crate::support::answer::Answer;
use vanban::record::{Citation, Deadline, Issuer, Number, PartialDate, Record, Signer, Span, Task};

/// The record of `answer`; its text is the list of its citations' numbers.
pub(crate) fn echo(answer: &Answer) -> Record {
    let owned = |key: &str| answer.text(key).flatten().map(str::to_owned);
    let owned_list = |key: &str| strings(answer.texts(key).unwrap_or_default());
    let mut record = Record {
        doc_type: owned("doc_type"),
        status: answer.text_or_empty("status").to_owned(),
        issuer: Some(Issuer {
            name: answer.text_or_empty("issuer").to_owned(),
            parent: owned("issuer_parent"),
            level: owned("level"),
            province: owned("province"),
            body: String::new(),
        }),
        number: owned("number").map(number),
        place: owned("place"),
        date: owned("date").map(|value| PartialDate { value, precision: String::new() }),
        subject: owned("subject"),
        addressees: owned_list("addressees"),
        recipients: owned_list("recipients"),
        archive: owned("archive"),
        tasks: answer.objects("tasks").unwrap_or_default().iter().map(task).collect(),
        ..Record::default()
    };
    if let Some(signer) = answer.object("signer") {
        let part = |key: &str| signer.text(key).flatten().map(str::to_owned);
        record.signer =
            Signer { authority: part("authority"), position: part("position"), name: part("name"), on_behalf_of: None };
    }
    add_citations(answer, &mut record);
    record
}

fn number(printed: String) -> Number {
    match printed.strip_prefix('/') {
        Some(symbol) => Number { value: None, ordinal: None, symbol: Some(symbol.to_owned()) },
        None => Number { value: Some(printed), ordinal: None, symbol: None },
    }
}

fn task(wanted: &Answer) -> Task {
    let raw = wanted.text("deadline").flatten();
    Task {
        title: wanted.text_or_empty("title").to_owned(),
        lead: strings(wanted.texts("lead").unwrap_or_default()),
        coordinate: strings(wanted.texts("coordinate").unwrap_or_default()),
        deadline: raw.map(|raw| Deadline { raw: raw.to_owned(), ..Deadline::default() }),
        result: wanted.text("result").flatten().map(str::to_owned),
        ..Task::default()
    }
}

fn strings(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// One mention for each number, then one for each role and each chain edge.
fn add_citations(answer: &Answer, record: &mut Record) {
    for cited in answer.objects("citations").unwrap_or_default() {
        let printed = cited.text_or_empty("number");
        let start = record.text.len();
        record.text.push_str(printed);
        let part = |key: &str| cited.text(key).flatten().map(str::to_owned);
        record.citations.push(Citation {
            doc_type: part("doc_type"),
            number: part("number"),
            date: part("date"),
            issuer: part("issuer"),
            role: "mentions".to_owned(),
            span: Span { start, end: record.text.len() },
            ..Citation::default()
        });
    }
    let roles = [
        ("implements_document", "implements", "document"),
        ("implements_provision", "implements", "provision"),
        ("legal_basis", "legal_basis", "document"),
    ];
    for (key, role, scope) in roles {
        for number in answer.texts(key).unwrap_or_default() {
            record.citations.push(mention(number, role, scope, None));
        }
    }
    for (from, to) in answer.pairs("chain").unwrap_or_default() {
        let parent = record.citations.iter().position(|citation| citation.number.as_deref() == Some(from));
        record.citations.push(mention(to, "implements", "document", parent));
    }
}

fn mention(number: &str, role: &str, scope: &str, parent: Option<usize>) -> Citation {
    Citation {
        number: Some(number.to_owned()),
        role: role.to_owned(),
        scope: scope.to_owned(),
        parent,
        ..Citation::default()
    }
}
