//! The evidence: for each place the documents with the sentence that says so, its file and page.

use super::{Words, section as empty_section, shade_of};
use crate::app::audit_wire::{AuditWire, EvidenceWire, PlaceWire};
use crate::export::{Block, QuoteGroup, ReportQuote, Section};
use std::path::Path;

/// The section of quotes; none where nothing was found.
pub(super) fn section(words: Words, audits: &[AuditWire]) -> Option<Section> {
    let heading = words.pick("Bằng chứng", "Evidence");
    let mut quotes = empty_section(heading, heading);
    for audit in audits {
        let several = (audits.len() > 1).then(|| format!("{} – ", words.short_decision(audit)));
        for place in audit.places.iter().filter(|place| !place.evidence.is_empty()) {
            quotes.blocks.push(Block::Quotes(group(words, place, several.as_deref().unwrap_or_default())));
        }
    }
    (!quotes.blocks.is_empty()).then_some(quotes)
}

fn group(words: Words, place: &PlaceWire, before: &str) -> QuoteGroup {
    let status = words.label("place_status", place.status);
    QuoteGroup {
        heading: format!("{before}{} {}: {status}", place.province, place.name).trim().to_owned(),
        shade: shade_of(place.status),
        quotes: place.evidence.iter().map(|evidence| quote(words, evidence)).collect(),
    }
}

fn quote(words: Words, evidence: &EvidenceWire) -> ReportQuote {
    let document = words.document(
        evidence.doc_type.as_deref(),
        evidence.number.as_deref(),
        evidence.date.as_deref(),
        evidence.issuer.as_deref(),
    );
    let role = words.label("role", &evidence.role);
    let strength = words.label("strength", evidence.strength);
    let scope = words.label("scope", &evidence.scope);
    let hops = match evidence.hops {
        0 | 1 => String::new(),
        hops => words.pick(format!(", qua {hops} bước"), format!(", over {hops} steps")),
    };
    let witness = evidence.witness.as_ref().map(|witness| {
        let number = witness.number.as_deref().unwrap_or("?");
        words.pick(format!("; theo văn bản {number}"), format!("; as {number} says"))
    });
    let name = Path::new(&evidence.file).file_name().and_then(|name| name.to_str()).unwrap_or(&evidence.file);
    ReportQuote {
        about: format!("{document}: {role} ({strength}, {scope}{hops}{})", witness.unwrap_or_default()),
        words: evidence.quote.clone(),
        source: format!("{name}, {} {}", words.pick("trang", "page"), evidence.page),
        file: evidence.file.clone(),
    }
}
