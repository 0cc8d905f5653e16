//! Domain types to wire shape: [`from_dispatch`], [`unreadable`].

use super::{
    Citation, Deadline, Evidence, Issuer, Number, Page, PartialDate, PromulgatedPaper, ReadError, Record, Reporting,
    Signer, Source, Span, Task, Warning,
};
use crate::model::{self, CleanText, Dispatch, Located, Parsed};
use crate::text;

/// The record of a parsed dispatch.
#[must_use]
pub fn from_dispatch(source: Source, clean: &CleanText, parsed: &Parsed<Dispatch>) -> Record {
    let dispatch = &parsed.value;
    let mut notes = EvidenceList { clean, list: Vec::new() };
    let record = Record {
        source,
        error: None,
        doc_type: notes.value("/doc_type", dispatch.doc_type.as_ref()).cloned(),
        status: dispatch.status.slug().to_owned(),
        issuer: issuer(&mut notes, dispatch),
        number: notes
            .value("/number", dispatch.number.as_ref())
            .map(|found| Number { alternatives: dispatch.number_alternatives.clone(), ..number(found) }),
        urgency: notes.value("/urgency", dispatch.urgency.as_ref()).cloned(),
        secrecy: notes.value("/secrecy", dispatch.secrecy.as_ref()).cloned(),
        place: notes.value("/place", dispatch.place.as_ref()).cloned(),
        date: notes
            .value("/date", dispatch.date.as_ref())
            .map(|date| PartialDate { value: date.to_string(), precision: date.precision().to_owned() }),
        subject: notes.value("/subject", dispatch.subject.as_ref()).cloned(),
        addressees: notes.values("/addressees", &dispatch.addressees),
        citations: dispatch.citations.iter().map(|citation| citation_record(clean, citation)).collect(),
        tasks: dispatch.tasks.iter().map(task).collect(),
        recipients: notes.values("/recipients", &dispatch.recipients),
        archive: notes.value("/archive", dispatch.archive.as_ref()).cloned(),
        signer: signer(&mut notes, "/signer", &dispatch.signature),
        co_signers: (0..)
            .zip(&dispatch.co_signatures)
            .map(|(at, signature): (usize, _)| signer(&mut notes, &format!("/co_signers/{at}"), signature))
            .collect(),
        text: clean.as_str().to_owned(),
        pages: pages(clean),
        evidence: Vec::new(),
        stamps: Vec::new(),
        attachments: Vec::new(),
        warnings: parsed.diagnostics.iter().map(warning).collect(),
        corrections: Vec::new(),
        parser_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    notes.spans("/citations", dispatch.citations.iter().map(|citation| citation.span));
    notes.spans("/tasks", dispatch.tasks.iter().map(|task| task.span));
    Record { evidence: notes.list, ..record }
}

/// The record of a file that holds nothing but other files: the first document among them that could be read, with the
/// rest as its attachments; an error where none could.
#[must_use]
pub fn from_container(source: Source, notes: &[model::ReadingNote], mut parts: Vec<Record>) -> Record {
    let Some(first) = parts.iter().position(|part| part.error.is_none()) else {
        let reasons: Vec<String> = parts
            .iter()
            .filter_map(|part| Some(format!("{}: {}", part.source.path, part.error.as_ref()?.message)))
            .collect();
        let code =
            parts.iter().find_map(|part| part.error.as_ref()).map_or("empty", |error| error.code.as_str()).to_owned();
        let message = if reasons.is_empty() { "it holds no file".to_owned() } else { reasons.join("; ") };
        return unreadable(source, &code, message);
    };
    let mut record = parts.remove(first);
    let inner = std::mem::replace(&mut record.source, source);
    record.source =
        Source { pages: inner.pages, text_layer: inner.text_layer, encoding: inner.encoding, ..record.source };
    record.warnings.extend(notes.iter().map(super::layout::warning));
    with_attachments(record, parts)
}

/// The record with the documents that stood in the same file; a warning names each that could not be read.
#[must_use]
pub fn with_attachments(mut record: Record, attachments: Vec<Record>) -> Record {
    for attachment in &attachments {
        let path = &attachment.source.path;
        let name = path.rsplit_once("!/").map_or(path.as_str(), |(_, name)| name);
        if let Some(error) = &attachment.error {
            let message = format!("tệp kèm {name} không đọc được (attachment not read): {}", error.message);
            record.warnings.push(Warning { code: ATTACHMENT_UNREAD.to_owned(), message, ..Warning::default() });
        }
    }
    record.attachments.extend(attachments);
    record
}

/// Code of the warning that an attachment could not be read.
pub const ATTACHMENT_UNREAD: &str = "attachment.unread";

/// The record of a file that could not be read.
#[must_use]
pub fn unreadable(source: Source, code: &str, message: impl Into<String>) -> Record {
    Record {
        source,
        error: Some(ReadError { code: code.to_owned(), message: message.into() }),
        status: "unknown".to_owned(),
        parser_version: env!("CARGO_PKG_VERSION").to_owned(),
        ..Record::default()
    }
}

/// Collects where each value stands while the record is built.
struct EvidenceList<'a> {
    clean: &'a CleanText,
    list: Vec<Evidence>,
}

impl EvidenceList<'_> {
    fn note(&mut self, field: String, span: text::Span) {
        let origin = self.clean.text.origin(span);
        self.list.push(Evidence {
            field,
            page: self.clean.page_of(span.start()),
            start: span.start(),
            end: span.end(),
            original: (!origin.is_empty()).then(|| wire(origin)),
            ..Evidence::default()
        });
    }

    fn value<'v, T>(&mut self, field: &str, found: Option<&'v Located<T>>) -> Option<&'v T> {
        let found = found?;
        self.note(field.to_owned(), found.span);
        Some(&found.value)
    }

    fn values(&mut self, field: &str, found: &[Located<String>]) -> Vec<String> {
        self.spans(field, found.iter().map(|item| item.span));
        found.iter().map(|item| item.value.clone()).collect()
    }

    fn spans(&mut self, field: &str, spans: impl Iterator<Item = text::Span>) {
        for (index, span) in spans.enumerate() {
            self.note(format!("{field}/{index}"), span);
        }
    }
}

fn wire(span: text::Span) -> Span {
    Span { start: span.start(), end: span.end() }
}

fn issuer(notes: &mut EvidenceList<'_>, dispatch: &Dispatch) -> Option<Issuer> {
    let parent = notes.value("/issuer/parent", dispatch.letterhead.parent.as_ref()).cloned();
    let found = notes.value("/issuer", dispatch.letterhead.issuer.as_ref())?;
    Some(Issuer {
        name: found.name.clone(),
        parent,
        level: found.level.map(|level| level.slug().to_owned()),
        province: found.province.clone(),
        body: found.body.slug().to_owned(),
    })
}

fn number(number: &model::DocNumber) -> Number {
    Number {
        value: number.ordinal().map(|_| number.to_string()),
        ordinal: number.ordinal().map(str::to_owned),
        symbol: Some(number.symbol().to_owned()),
        alternatives: Vec::new(),
    }
}

fn citation_record(clean: &CleanText, citation: &model::Citation) -> Citation {
    Citation {
        kind: citation.kind.slug().to_owned(),
        raw: text::fold::single_spaces(citation.span.of(clean.as_str())),
        doc_type: citation.doc_type.clone(),
        number: citation.number.as_ref().map(ToString::to_string),
        date: citation.date.map(|date| date.to_string()),
        issuer: citation.issuer.clone(),
        issuer_entity: citation.issuer_entity.clone(),
        role: citation.role.slug().to_owned(),
        role_detail: citation.role_detail.clone(),
        strength: citation.strength.slug().to_owned(),
        scope: citation.scope.slug().to_owned(),
        parent: citation.parent,
        pinpoint: citation.pinpoint.clone(),
        title: citation.title.as_ref().map(|title| text::fold::single_spaces(title.span.of(clean.as_str()))),
        title_span: citation.title.as_ref().map(|title| wire(title.span)),
        promulgates: citation.title.as_ref().and_then(|title| title.promulgates.as_ref()).map(|paper| {
            PromulgatedPaper {
                role: paper.role.slug().to_owned(),
                doc_type: paper.doc_type.clone(),
                name: text::fold::single_spaces(paper.name.of(clean.as_str())),
                span: wire(paper.name),
            }
        }),
        span: wire(citation.span),
        sentence: wire(citation.sentence),
    }
}

fn task(task: &model::TaskAssignment) -> Task {
    Task {
        path: task.path.clone(),
        title: task.title.clone(),
        lead: task.lead.clone(),
        coordinate: task.coordinate.clone(),
        deadline: task.deadline.as_ref().map(deadline),
        result: task.result.clone(),
        modality: task.modality.map(|modality| modality.slug().to_owned()),
        funding: task.funding.clone(),
        reporting: task
            .reporting
            .as_ref()
            .map(|reporting| Reporting { to: reporting.to.clone(), via: reporting.via.clone() }),
        span: wire(task.span),
    }
}

fn deadline(deadline: &model::Deadline) -> Deadline {
    let bound = if deadline.exclusive { "exclusive" } else { "inclusive" };
    Deadline {
        raw: deadline.raw.clone(),
        kind: deadline.kind.slug().to_owned(),
        start: deadline.start.map(|day| day.to_string()),
        end: deadline.end.map(|day| day.to_string()),
        bound: deadline.end.or(deadline.start).map(|_| bound.to_owned()),
        fuzzy: deadline.fuzzy,
        recurrence: deadline.recurrence.clone(),
        also: deadline.also.map(|kind| kind.slug().to_owned()),
        vision: deadline.vision.map(|day| day.to_string()),
        event: deadline.counted.as_ref().map(|counted| counted.event.slug().to_owned()),
        offset: deadline.counted.as_ref().map(|counted| counted.offset.clone()),
        business_days: deadline.counted.as_ref().is_some_and(|counted| counted.business_days),
    }
}

/// The signer at JSON Pointer `field`.
fn signer(notes: &mut EvidenceList<'_>, field: &str, signature: &model::Signature) -> Signer {
    let at = |name: &str| format!("{field}/{name}");
    Signer {
        authority: notes
            .value(&at("authority"), signature.authority.as_ref())
            .map(|authority| authority.slug().to_owned()),
        on_behalf_of: notes.value(&at("on_behalf_of"), signature.on_behalf_of.as_ref()).cloned(),
        position: notes.value(&at("position"), signature.position.as_ref()).cloned(),
        name: notes.value(&at("name"), signature.name.as_ref()).cloned(),
    }
}

fn pages(clean: &CleanText) -> Vec<Page> {
    (1..)
        .zip(&clean.pages)
        .map(|(page, span)| Page { page, start: span.start(), end: span.end(), ..Page::default() })
        .collect()
}

fn warning(diagnostic: &model::Diagnostic) -> Warning {
    Warning {
        code: diagnostic.code.to_owned(),
        message: diagnostic.message.clone(),
        span: diagnostic.span.map(wire),
        hint: diagnostic.hint.clone(),
    }
}
