//! [`CleanText`] to [`Parsed<Dispatch>`]: zones first, then each zone's values, then what looks odd.
//!
//! Never fails: what is not found is `None`, what is doubtful is a diagnostic. The zones are found in this order:
//! head ([`header`]), end ([`foot`]), addressees, then the passages between and behind them, which hold citations
//! and tasks. Does not know other documents (see [`crate::resolve`]).

mod addressees;
mod blocks;
mod citations;
mod condensed;
mod doubts;
mod entity;
mod flow;
mod foot;
mod grammar;
mod header;
mod letterhead;
mod marks;
mod mottoes;
mod names;
mod passages;
mod tasks;
mod title;

use crate::model::{CleanText, Dispatch, DispatchStatus, DocDate, Level, Located, Parsed};
use crate::tables::Tables;
use blocks::Layout;
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
    let mut header = header::read(text, &layout, tables);
    condensed::unfold(text, &layout, &mut header);
    let foot = foot::read(text, &layout, header.body_line, tables);
    let (addressees, body_line) = addressees::read(text, &layout, header.body_line, tables);
    let passages = passages::of(&layout, &header, body_line, &foot);

    let day = reference_day(header.date.as_ref(), text);
    let place = header.place.map(|span| Located::new(title::place_name(span.of(text)), span));
    let place_name = place.as_ref().map(|place| place.value.as_str());
    let mut letterhead = letterhead::read(text, &header.issuer_lines, place_name, day, tables);
    if letterhead.issuer.is_none() {
        let signed_for = foot.signature.on_behalf_of.as_ref();
        let opening = passages::opening(&passages);
        letterhead.issuer = letterhead::infer(&layout.flow, signed_for, opening, day, tables);
    }
    if let Some(issuer) = letterhead.issuer.as_mut()
        && issuer.value.province.is_none()
        && matches!(issuer.value.level, Some(Level::Commune | Level::District))
    {
        issuer.value.province = letterhead::province_by_text(&layout.flow, day, tables);
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
    let tasks = tasks::find(&layout, body_line, &foot, kind, own_date, tables);
    let dispatch = Dispatch {
        doc_type,
        status: status(&header),
        number,
        place,
        date: header.date.clone(),
        subject,
        citations: found,
        tasks,
        letterhead,
        addressees,
        recipients: foot.recipients,
        archive: foot.archive,
        signature: foot.signature,
    };
    let diagnostics = doubts::about(&dispatch, &header);
    Parsed { value: dispatch, diagnostics }
}

fn status(header: &header::Header) -> DispatchStatus {
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
fn reference_day(own: Option<&Located<DocDate>>, text: &str) -> Date {
    own.map(|own| own.value.latest())
        .or_else(|| citations::latest_date(text).map(DocDate::latest))
        .unwrap_or(date(2025, 6, 30))
}
