//! [`CleanText`] to [`Parsed<Dispatch>`]: zones first, then each zone's values, then what looks odd.
//!
//! Never fails: what is not found is `None`, what is doubtful is a diagnostic. The zones are found in this order:
//! head ([`header`]), end ([`foot`]), addressees, then the passages between and behind them, which hold citations
//! and tasks. Does not know other documents (see [`crate::resolve`]).

mod addressees;
mod attached;
mod blocks;
mod body_kinds;
mod citations;
mod condensed;
mod damaged;
mod doubts;
mod entity;
mod flow;
mod foot;
mod foot_lines;
mod grammar;
mod head_lines;
#[cfg(test)]
mod head_patterns;
mod header;
mod letterhead;
mod marks;
mod misprints;
mod mottoes;
mod names;
mod number_line;
mod passages;
mod recipient_slips;
mod signature;
mod stamps;
mod symbol;
mod tasks;
mod title;

use crate::model::{CleanText, Dispatch, DispatchStatus, DocDate, DocNumber, IssuerName, Located, Parsed};
use crate::tables::Tables;
use crate::text::Span;
use blocks::Layout;
use foot::Foot;
use header::Header;
use jiff::civil::{Date, date};

/// Reads one document.
///
/// ```
/// use vanban::{clean, extract, model::MediaType, parse, tables::Tables};
/// let text = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\nLạng Sơn, ngày 09 tháng 10 năm 2019\nKẾ HOẠCH\nLàm việc A";
/// let page_text = extract::extract(text.as_bytes(), MediaType::Text).unwrap();
/// let parsed = parse::parse(&clean::clean(&page_text), Tables::built_in());
/// assert_eq!(parsed.value.number.unwrap().value.to_string(), "12/KH-UBND");
/// assert_eq!(parsed.value.letterhead.issuer.unwrap().value.name, "Ủy ban nhân dân tỉnh Lạng Sơn");
/// ```
#[must_use]
pub fn parse(clean: &CleanText, tables: &Tables) -> Parsed<Dispatch> {
    let text = clean.as_str();
    let layout = Layout::of(text);
    let mut header = header::read(clean, &layout, tables);
    condensed::unfold(text, &layout, &mut header);
    let foot = foot::read(clean, &layout, header.body_line, tables);
    let own_number = header.number.as_ref().map(|found| &found.number);
    let further = attached::starts(text, &layout, foot.after_line, own_number, tables);
    if let Some(first) = further.first() {
        let mut parsed = parse(&clean.part(Span::new(0, *first)), tables);
        let ends = further.iter().skip(1).copied().chain([text.len()]);
        parsed.value.attached = further.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect();
        return parsed;
    }
    parse_one(text, &layout, header, foot, tables)
}

/// Parses a text that holds one document, whose head and foot are read.
fn parse_one(text: &str, layout: &Layout, header: Header, foot: Foot, tables: &Tables) -> Parsed<Dispatch> {
    let (addressees, body_line) = addressees::read(text, layout, header.body_line, tables);
    let passages = passages::of(layout, &header, body_line, &foot, tables);

    let day = reference_day(header.date.as_ref(), text, tables);
    let place = header.place.map(|span| Located::new(title::place_name(span.of(text)), span));
    let mended = place.as_ref().filter(|_| header.is_recognised);
    let mended = mended.and_then(|place| names::mended_place(&place.value, day, tables));
    let place = place.map(|place| Located::new(mended.clone().unwrap_or(place.value), place.span));
    let place_name = place.as_ref().map(|place| place.value.as_str());
    let mut letterhead =
        letterhead::read(&layout.flow, &header.issuer_lines, is_joint(&header), place_name, day, tables);
    if letterhead.issuer.is_none() {
        let signed_for = foot.signature.on_behalf_of.as_ref();
        let opening = passages::opening(&passages);
        letterhead.issuer = letterhead::infer(&layout.flow, signed_for, opening, day, tables);
    }
    if let Some(issuer) = letterhead.issuer.as_mut() {
        letterhead::place_by_text(&mut issuer.value, &layout.flow, day, tables);
        letterhead::spell_by_text(issuer, &layout.flow, tables);
    }
    let number = header.number.as_ref().map(|found| Located::new(found.number.clone(), found.span));
    let own = citations::Own {
        number: number.as_ref().map(|number| &number.value),
        issuer: letterhead.issuer.as_ref().map(|issuer| &issuer.value),
    };
    let found = citations::find(&layout.flow, &passages, &own, tables);
    let (doc_type, subject) = title::read(&layout.flow, &header, &passages, tables);
    let kind = doc_type.as_ref().map(|kind| kind.value.as_str());
    let own_date = header.date.as_ref().map(|date| date.value);
    let tasks = tasks::find(layout, body_line, &foot, kind, own_date, tables);
    let dispatch = Dispatch {
        doc_type,
        status: status(&header),
        number,
        number_alternatives: header
            .unread_number
            .as_ref()
            .map_or_else(Vec::new, |left| tables.confusions.readings(&left.raw)),
        place,
        date: header.date.clone(),
        urgency: header.urgency.clone(),
        secrecy: header.secrecy.clone(),
        subject,
        citations: found,
        tasks,
        letterhead,
        addressees,
        recipients: foot.recipients,
        archive: foot.archive,
        signature: foot.signature,
        co_signatures: foot.co_signatures,
        attached: Vec::new(),
    };
    let mut diagnostics = doubts::about(&dispatch, &header);
    diagnostics.extend(misprints::about(&dispatch.citations, &layout.flow, tables));
    diagnostics.extend(mended.zip(header.place).map(|(name, span)| doubts::mended_place(&name, span, text)));
    Parsed { value: dispatch, diagnostics }
}

/// A document of several bodies side by side (*liên tịch, liên ngành*), by its type name or its type code.
fn is_joint(header: &Header) -> bool {
    let kind = header.kind.as_ref().map_or("", |kind| kind.value.as_str());
    let code = header.number.as_ref().and_then(|found| found.number.symbol().split('-').next());
    kind.contains("lien_tich")
        || kind.contains("lien_nganh")
        || code.is_some_and(|code| code.ends_with("LT") || code.ends_with("LN"))
}

/// The number that the whole of `printed` is, `/KH-UBND` with a blank ordinal too; `None` for anything else.
///
/// ```
/// assert_eq!(vanban::parse::read_number("12 /KH-UBND").unwrap().to_string(), "12/KH-UBND");
/// assert_eq!(vanban::parse::read_number("hỏa tốc"), None);
/// ```
#[must_use]
pub fn read_number(printed: &str) -> Option<DocNumber> {
    let printed = printed.trim();
    if let Some(symbol) = printed.strip_prefix(['/', '-']) {
        return DocNumber::new(None, printed.chars().next()?, None, symbol);
    }
    let found = grammar::doc_number(printed, 0)?;
    (found.span.end() == printed.len()).then_some(found.number)
}

/// What is known of a body named in full, as on `day`: kind, level and province.
///
/// ```
/// let day = jiff::civil::date(2022, 1, 5);
/// let tables = vanban::tables::Tables::built_in();
/// let issuer = vanban::parse::read_issuer("Ủy ban nhân dân tỉnh Lạng Sơn", day, tables);
/// assert_eq!(issuer.province.as_deref(), Some("20"));
/// ```
#[must_use]
pub fn read_issuer(name: &str, day: Date, tables: &Tables) -> IssuerName {
    names::issuer(names::spell(name, tables), day, tables)
}

/// On a scan a number or day that was not read is no blank one: it was written or stamped before the paper was scanned.
fn status(header: &Header) -> DispatchStatus {
    if header.is_recognised && !header.is_draft && (header.motto.is_some() || header.number.is_some()) {
        return DispatchStatus::Issued;
    }
    let ordinal = header.number.as_ref().map(|found| found.number.ordinal().is_some());
    match (ordinal, &header.date) {
        (Some(true), Some(date)) if date.value.exact().is_some() && !header.is_draft => DispatchStatus::Issued,
        (None, None) => DispatchStatus::Unknown,
        (None, Some(_)) if !header.date_is_odd => DispatchStatus::Unknown,
        _ => DispatchStatus::Unnumbered,
    }
}

/// The day that names of places are read at: the document's own, else the last date its text names
/// (a document is not older than what it cites), else the last day before the reform of 2025.
fn reference_day(own: Option<&Located<DocDate>>, text: &str, tables: &Tables) -> Date {
    own.map(|own| own.value.latest())
        .or_else(|| citations::latest_date(text, tables).map(DocDate::latest))
        .unwrap_or(date(2025, 6, 30))
}
