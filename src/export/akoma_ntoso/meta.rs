//! The metadata of an Akoma Ntoso document: work, expression, manifestation and item, roles of citations, entities,
//! tasks.

use super::marks::{Mark, MarkKind};
use crate::export::document::{ExportDocument, ExportLink};
use crate::export::xml::Xml;
use crate::export::{ExportError, uri};
use crate::model::{DocDate, Language};
use crate::record::{Citation, Record, Task};
use crate::tables::Tables;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io::Write;

const SOURCE: (&str, &str) = ("source", "#vanban");

/// Writes `meta`.
pub(super) fn write<W: Write>(
    xml: &mut Xml<W>,
    document: &ExportDocument,
    record: &Record,
    marks: &[Mark],
    today: Date,
) -> Result<(), ExportError> {
    xml.open("meta", &[])?;
    identification(xml, document, today)?;
    analysis(xml, document, record, marks)?;
    references(xml, document, record)?;
    tasks(xml, &record.tasks)?;
    xml.close()
}

fn identification<W: Write>(xml: &mut Xml<W>, document: &ExportDocument, today: Date) -> Result<(), ExportError> {
    let node = &document.node;
    let work = document.uri();
    let expression = uri::expression(&work, node);
    let issued = frbr_date(node.date);
    let export = (today.to_string(), "xuất (export)");
    xml.open("identification", &[SOURCE])?;
    xml.open("FRBRWork", &[])?;
    core(xml, &format!("{work}/!main"), &work, node.number.as_deref(), &issued, "#issuer")?;
    xml.empty("FRBRcountry", &[("value", "vn")])?;
    if let Some(doc_type) = node.doc_type.as_deref() {
        xml.empty("FRBRsubtype", &[("value", &uri::slug(doc_type))])?;
    }
    if let Some(number) = node.number.as_deref() {
        xml.empty("FRBRnumber", &[("value", number)])?;
    }
    if let Some(title) = node.title.as_deref() {
        xml.empty("FRBRname", &[("value", title)])?;
    }
    xml.close()?;
    xml.open("FRBRExpression", &[])?;
    core(xml, &format!("{expression}/!main"), &expression, None, &issued, "#issuer")?;
    xml.empty("FRBRlanguage", &[("language", "vie")])?;
    xml.close()?;
    xml.open("FRBRManifestation", &[])?;
    core(xml, &format!("{expression}/!main.xml"), &format!("{expression}.xml"), None, &export, "#vanban")?;
    xml.empty("FRBRformat", &[("value", "application/akn+xml")])?;
    xml.close()?;
    if let Some(file) = &document.file {
        let hash = file.blake3.as_deref().map(|hash| format!("blake3:{hash}"));
        xml.open("FRBRItem", &[])?;
        core(xml, &file.path, hash.as_deref().unwrap_or(&file.path), None, &export, "#vanban")?;
        xml.close()?;
    }
    xml.close()
}

fn core<W: Write>(
    xml: &mut Xml<W>,
    this: &str,
    uri: &str,
    alias: Option<&str>,
    (date, name): &(String, &'static str),
    author: &str,
) -> Result<(), ExportError> {
    xml.empty("FRBRthis", &[("value", this)])?;
    xml.empty("FRBRuri", &[("value", uri)])?;
    if let Some(alias) = alias {
        xml.empty("FRBRalias", &[("value", alias), ("name", "so-ky-hieu")])?;
    }
    xml.empty("FRBRdate", &[("date", date), ("name", name)])?;
    xml.empty("FRBRauthor", &[("href", author)])
}

/// The schema wants a whole day. Where the paper gives less, the name of the date says what is known of the first
/// possible day; year 1 stands for none at all.
fn frbr_date(date: Option<DocDate>) -> (String, &'static str) {
    let Some(date) = date else { return ("0001-01-01".to_owned(), "không rõ (unknown)") };
    let name = match date.precision() {
        "day" => "ban hành (issued)",
        "month" => "chỉ rõ tháng (month only)",
        _ => "chỉ rõ năm (year only)",
    };
    (date.earliest().to_string(), name)
}

fn analysis<W: Write>(
    xml: &mut Xml<W>,
    document: &ExportDocument,
    record: &Record,
    marks: &[Mark],
) -> Result<(), ExportError> {
    let linked: Vec<(usize, &Citation, String)> = record
        .citations
        .iter()
        .zip(&document.links)
        .enumerate()
        .filter_map(|(index, (citation, link))| Some((index, citation, ExportLink::uri(link)?)))
        .collect();
    if linked.is_empty() {
        return Ok(());
    }
    let place_of = |index: usize| {
        marks.iter().find_map(|mark| match &mark.kind {
            MarkKind::Reference { id, .. } if mark.citation == Some(index) => Some(format!("#{id}")),
            _ => None,
        })
    };
    xml.open("analysis", &[SOURCE])?;
    let own = |citation: &Citation| citation.parent.is_none();
    let changes: Vec<_> = linked
        .iter()
        .filter_map(|(index, citation, href)| Some((index, citation, href, change_of(&citation.role)?)))
        .filter(|(_, citation, ..)| own(citation))
        .collect();
    if !changes.is_empty() {
        xml.open("activeModifications", &[])?;
        for (index, citation, href, kind) in changes {
            let incomplete = if citation.scope == "provision" { "true" } else { "false" };
            let id = format!("mod_{}", index + 1);
            xml.open("textualMod", &[("type", kind), ("eId", &id), ("incomplete", incomplete)])?;
            xml.empty("source", &[("href", place_of(*index).as_deref().unwrap_or("#vanban"))])?;
            xml.empty("destination", &[("href", href)])?;
            xml.close()?;
        }
        xml.close()?;
    }
    xml.open("otherReferences", &[SOURCE])?;
    for (index, citation, href) in &linked {
        let concept = format!("#role_{}", citation.role);
        let place = place_of(*index);
        let mut attributes = vec![("href", href.as_str()), ("refersTo", concept.as_str())];
        attributes.push(("showAs", citation.raw.as_str()));
        attributes.extend(place.as_deref().map(|place| ("for", place)));
        xml.empty("implicitReference", &attributes)?;
    }
    xml.close()?;
    xml.close()
}

/// The kind of change of the standard that a role stands for.
fn change_of(role: &str) -> Option<&'static str> {
    match role {
        "amends" | "corrects" => Some("substitution"),
        "replaces" => Some("replacement"),
        "repeals" => Some("repeal"),
        _ => None,
    }
}

fn references<W: Write>(xml: &mut Xml<W>, document: &ExportDocument, record: &Record) -> Result<(), ExportError> {
    let entity = |xml: &mut Xml<W>, element: &str, id: &str, path: &str, name: &str| {
        xml.empty(element, &[("eId", id), ("href", &format!("/akn/ontology/{path}")), ("showAs", name)])
    };
    let unknown = "không rõ (unknown)";
    let issuer = document.node.issuer.as_deref().unwrap_or(unknown);
    xml.open("references", &[SOURCE])?;
    let program = concat!("vanban ", env!("CARGO_PKG_VERSION"));
    entity(xml, "TLCProcess", "vanban", "process/vanban", program)?;
    entity(xml, "TLCOrganization", "issuer", &format!("organization/vn/{}", uri::slug(issuer)), issuer)?;
    let people = [
        ("TLCLocation", "place", "location/vn", record.place.as_deref()),
        ("TLCRole", "position", "role/vn", record.signer.position.as_deref()),
        ("TLCPerson", "signer", "person/vn", record.signer.name.as_deref()),
    ];
    for (element, id, path, name) in people {
        if let Some(name) = name {
            entity(xml, element, id, &format!("{path}/{}", uri::slug(name)), name)?;
        }
    }
    let roles: BTreeSet<&str> = record.citations.iter().map(|citation| citation.role.as_str()).collect();
    for role in roles {
        let name = Tables::built_in().labels.name("role", role, Language::Vietnamese);
        entity(xml, "TLCConcept", &format!("role_{role}"), &format!("concept/vanban/{role}"), name)?;
    }
    xml.close()
}

fn tasks<W: Write>(xml: &mut Xml<W>, tasks: &[Task]) -> Result<(), ExportError> {
    if tasks.is_empty() {
        return Ok(());
    }
    xml.open("proprietary", &[SOURCE])?;
    for task in tasks {
        xml.open("vb:task", &[("section", &task.path)])?;
        xml.leaf("vb:title", &[], &task.title)?;
        for (name, bodies) in [("vb:lead", &task.lead), ("vb:coordinate", &task.coordinate)] {
            for body in bodies {
                xml.leaf(name, &[], body)?;
            }
        }
        if let Some(deadline) = &task.deadline {
            let mut attributes = vec![("kind", deadline.kind.as_str())];
            for (name, value) in [("start", &deadline.start), ("end", &deadline.end), ("rrule", &deadline.recurrence)] {
                attributes.extend(value.as_deref().map(|value| (name, value)));
            }
            xml.leaf("vb:deadline", &attributes, &deadline.raw)?;
        }
        xml.close()?;
    }
    xml.close()
}
