//! The message header of edXML, the form in which Vietnamese agencies exchange documents (QCVN 102:2016/BTTTT,
//! Thông tư 10/2016/TT-BTTTT). Codes of agencies are not printed on papers: `OrganId` and `DocumentId`, which begins
//! with one, are left to the registry of the sender.

use super::ExportError;
use super::document::ExportDocument;
use super::xml::Xml;
use crate::record::{Record, Signer};
use crate::tables::Tables;
use jiff::civil::Date;
use std::io::Write;

const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
/// Longest subject and content, in letters.
const LONGEST_SUBJECT: usize = 500;
/// Longest place of `ToPlaces`, in letters.
const LONGEST_PLACE: usize = 150;

/// Writes one document.
pub(super) fn write(document: &ExportDocument, _today: Date, out: &mut dyn Write) -> Result<(), ExportError> {
    let Some(record) = &document.record else { return Ok(()) };
    let mut xml = Xml::new(out, true)?;
    xml.open("edXML", &[("xmlns", NAMESPACE)])?;
    xml.open("edXML:edXMLEnvelope", &[("xmlns:edXML", NAMESPACE)])?;
    xml.open("edXML:edXMLHeader", &[])?;
    xml.open("edXML:MessageHeader", &[])?;
    organisation(&mut xml, "edXML:From", document.node.issuer.as_deref().unwrap_or_default())?;
    for addressee in &record.addressees {
        organisation(&mut xml, "edXML:To", addressee)?;
    }
    code_and_promulgation(&mut xml, document, record)?;
    signer(&mut xml, &record.signer)?;
    if let Some(due) = due_date(record) {
        xml.leaf("edXML:DueDate", &[], due)?;
    }
    if !record.recipients.is_empty() {
        xml.open("edXML:ToPlaces", &[])?;
        for place in &record.recipients {
            xml.leaf("edXML:Place", &[], &shortened(place, LONGEST_PLACE))?;
        }
        xml.close()?;
    }
    xml.open("edXML:OtherInfo", &[])?;
    xml.leaf("edXML:Priority", &[], priority(record))?;
    xml.leaf("edXML:PageAmount", &[], &record.source.pages.to_string())?;
    xml.close()?;
    replies(&mut xml, document)?;
    xml.finish()?;
    Ok(())
}

fn organisation<W: Write>(xml: &mut Xml<W>, element: &str, name: &str) -> Result<(), ExportError> {
    xml.open(element, &[])?;
    xml.empty("edXML:OrganId", &[])?;
    xml.leaf("edXML:OrganizationInCharge", &[], name)?;
    xml.leaf("edXML:OrganName", &[], name)?;
    xml.close()
}

fn code_and_promulgation<W: Write>(
    xml: &mut Xml<W>,
    document: &ExportDocument,
    record: &Record,
) -> Result<(), ExportError> {
    let number = record.number.as_ref();
    xml.open("edXML:Code", &[])?;
    xml.leaf("edXML:CodeNumber", &[], number.and_then(|number| number.ordinal.as_deref()).unwrap_or_default())?;
    xml.leaf("edXML:CodeNotation", &[], number.and_then(|number| number.symbol.as_deref()).unwrap_or_default())?;
    xml.close()?;
    xml.open("edXML:PromulgationInfo", &[])?;
    xml.leaf("edXML:Place", &[], record.place.as_deref().unwrap_or_default())?;
    if let Some(day) = document.node.date.and_then(crate::model::DocDate::exact) {
        xml.leaf("edXML:PromulgationDate", &[], &day.strftime("%Y/%m/%d").to_string())?;
    }
    xml.close()?;
    let type_name = document.node.doc_type.as_deref().and_then(|slug| Tables::built_in().doc_kinds.name(slug));
    xml.open("edXML:DocumentType", &[])?;
    xml.leaf("edXML:TypeName", &[], type_name.unwrap_or_default())?;
    xml.close()?;
    let subject = shortened(document.node.title.as_deref().unwrap_or_default(), LONGEST_SUBJECT);
    xml.leaf("edXML:Subject", &[], &subject)?;
    xml.leaf("edXML:Content", &[], &subject)
}

fn signer<W: Write>(xml: &mut Xml<W>, signer: &Signer) -> Result<(), ExportError> {
    xml.open("edXML:SignerInfo", &[])?;
    xml.leaf("edXML:Competence", &[], signer.authority.as_deref().unwrap_or_default())?;
    xml.leaf("edXML:Position", &[], signer.position.as_deref().unwrap_or_default())?;
    xml.leaf("edXML:FullName", &[], signer.name.as_deref().unwrap_or_default())?;
    xml.close()
}

/// The last day of the only task that has one: of several, none is the document's own.
fn due_date(record: &Record) -> Option<&str> {
    let mut ends = record.tasks.iter().filter_map(|task| task.deadline.as_ref()?.end.as_deref());
    let end = ends.next()?;
    ends.next().is_none().then_some(end)
}

/// Degree of urgency by the stamp (*độ khẩn*): 0 none, 1 `Khẩn`, 2 `Thượng khẩn`, 3 `Hỏa tốc`.
fn priority(record: &Record) -> &'static str {
    let stamps = record.stamps.iter().filter(|stamp| stamp.kind == "urgency");
    let words: Vec<String> = stamps.map(|stamp| crate::text::fold::unaccented(&stamp.text)).collect();
    let says = |word: &str| words.iter().any(|words| words.contains(word));
    match () {
        () if says("hoa toc") => "3",
        () if says("thuong khan") => "2",
        () if says("khan") => "1",
        () => "0",
    }
}

/// What the document answers.
fn replies<W: Write>(xml: &mut Xml<W>, document: &ExportDocument) -> Result<(), ExportError> {
    for (citation, _) in document.citations().filter(|(citation, _)| citation.role == "replies_to") {
        let Some(number) = &citation.number else { continue };
        let issuer = citation.issuer_entity.as_deref().or(citation.issuer.as_deref());
        xml.open("edXML:ResponseFor", &[])?;
        xml.empty("edXML:OrganId", &[])?;
        xml.leaf("edXML:OrganName", &[], issuer.unwrap_or_default())?;
        xml.leaf("edXML:Code", &[], number)?;
        if let Some(date) = &citation.date {
            xml.leaf("edXML:PromulgationDate", &[], &date.replace('-', "/"))?;
        }
        xml.close()?;
    }
    Ok(())
}

fn shortened(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}
