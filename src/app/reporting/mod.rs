//! From audits to a [`Report`]: the answer in words, map, table, evidence with quotes, unread files and method.
//!
//! Every number is counted from the same [`AuditWire`] that is printed as JSON. "None found" is never said without how
//! much was read, and overdue is only ever "no report found in what was read".

mod evidence;
mod method;
mod overview;
mod places;

use super::audit_wire::AuditWire;
use super::exporting::into_file;
use super::queries::App;
use crate::export::{self, Report, ReportFormat, Section, Shade};
use crate::model::{DocDate, Language};
use crate::tables::Tables;
use jiff::civil::Date;
use std::path::Path;

/// The statuses of a place, best first.
const STATUSES: [&str; 6] = ["implemented", "unnumbered", "indirect", "subordinate", "cited", "none"];

/// Unread files named in a report; the others are counted.
const MOST_UNREAD: usize = 1_000;

/// How a report is written.
#[derive(Debug, Clone)]
pub struct ReportRequest {
    /// In which language.
    pub language: Language,
    /// Day of the report.
    pub day: Date,
    /// The command that gives the same audit again.
    pub command: String,
}

impl App {
    /// The report of one or several audits.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn report(&self, audits: &[AuditWire], request: &ReportRequest) -> anyhow::Result<Report> {
        let words = Words { language: request.language };
        let unread = self.store.unread_files(MOST_UNREAD)?;
        let mut sections = vec![overview::summary(words, audits)];
        sections.extend(overview::map(words, audits));
        sections.push(places::section(words, audits));
        sections.extend(evidence::section(words, audits));
        sections.push(method::unread(words, audits, &unread));
        sections.push(method::method(words, audits, request));
        let mut subtitle: Vec<String> = audits.iter().map(|audit| words.decision(audit)).collect();
        subtitle.push(words.pick(
            format!("Tính đến ngày {}", words.date(&request.day.to_string())),
            format!("As of {}", words.date(&request.day.to_string())),
        ));
        Ok(Report {
            language: request.language,
            day: request.day,
            title: words.pick("BÁO CÁO TÌNH HÌNH TRIỂN KHAI", "REPORT ON IMPLEMENTATION").to_owned(),
            subtitle,
            sections,
        })
    }
}

/// The audits as sheets of a workbook: the table of places, and the evidence.
#[must_use]
pub fn audit_sheets(audits: &[AuditWire], language: Language) -> Vec<Section> {
    let words = Words { language };
    let mut sheets = vec![places::section(words, audits)];
    sheets.extend(evidence::section(words, audits));
    sheets
}

/// Writes a report; a file that is there is replaced when the new one is whole.
///
/// # Errors
/// When the file cannot be written.
pub fn write_report(report: &Report, format: ReportFormat, out: &Path) -> anyhow::Result<()> {
    into_file(Some(out), |file| Ok(export::write_report(report, format, file)?))
}

/// Wordings in the language of the report.
#[derive(Debug, Clone, Copy)]
struct Words {
    language: Language,
}

impl Words {
    fn pick<T>(self, vietnamese: T, english: T) -> T {
        self.language.pick(vietnamese, english)
    }

    /// The name of a slug.
    fn label<'s>(self, set: &str, slug: &'s str) -> &'s str {
        Tables::built_in().labels.name(set, slug, self.language)
    }

    /// `2021-10-12` as `12/10/2021`, `2021-10` as `10/2021`.
    fn date(self, iso: &str) -> String {
        match self.language {
            Language::Vietnamese => iso.rsplit('-').collect::<Vec<_>>().join("/"),
            Language::English => iso.to_owned(),
        }
    }

    /// `Kế hoạch 147/KH-UBND ngày 30/11/2021 của Ủy ban nhân dân tỉnh Thái Bình`.
    fn document(
        self,
        doc_type: Option<&str>,
        number: Option<&str>,
        date: Option<&str>,
        issuer: Option<&str>,
    ) -> String {
        let name = doc_type.and_then(|slug| Tables::built_in().doc_kinds.name(slug));
        let number = number.unwrap_or(self.pick("(không số)", "(no number)"));
        let mut line = name.map(|name| format!("{name} ")).unwrap_or_default() + number;
        if let Some(date) = date {
            line.push_str(&format!(" {} {}", self.pick("ngày", "of"), self.date(date)));
        }
        if let Some(issuer) = issuer {
            line.push_str(&format!("{}{issuer}", self.pick(" của ", ", ")));
        }
        line
    }

    /// The decision of an audit.
    fn decision(self, audit: &AuditWire) -> String {
        let Some(decision) = &audit.decision else { return String::new() };
        let line = self.document(
            decision.doc_type.as_deref(),
            decision.number.as_deref(),
            decision.date.as_deref(),
            decision.issuer.as_deref(),
        );
        let title = decision.title.as_ref().map(|title| format!(": {title}")).unwrap_or_default();
        let known = if decision.known_from == "citations" {
            self.pick(" (chỉ biết qua viện dẫn)", " (known from citations only)")
        } else {
            ""
        };
        format!("{line}{title}{known}")
    }

    /// The number of a decision, for headings of columns and sheets.
    fn short_decision(self, audit: &AuditWire) -> String {
        let decision = audit.decision.as_ref();
        let number = decision.and_then(|decision| decision.number.clone()).unwrap_or_default();
        let date = decision.and_then(|decision| decision.date.as_deref()).map(|date| self.date(date));
        date.map_or(number.clone(), |date| format!("{number} ({date})"))
    }

    /// `tỉnh, thành phố` or, below that level, `nơi`.
    fn places(self, audit: &AuditWire) -> &'static str {
        if audit.level == "province" {
            self.pick("tỉnh, thành phố", "provinces and cities")
        } else {
            self.pick("nơi", "bodies")
        }
    }
}

fn shade_of(status: &str) -> Shade {
    match status {
        "implemented" => Shade::Done,
        "unnumbered" => Shade::Unnumbered,
        "indirect" => Shade::Indirect,
        "subordinate" => Shade::Subordinate,
        "cited" => Shade::Cited,
        _ => Shade::Missing,
    }
}

/// How many places have a status.
fn with_status(audit: &AuditWire, status: &str) -> usize {
    audit.places.iter().filter(|place| place.status == status).count()
}

/// The day in whose borders an audit answers, where it is known.
fn day_of_borders(audit: &AuditWire) -> Option<Date> {
    if audit.geography == "now" {
        return audit.as_of.parse().ok();
    }
    let date = audit.decision.as_ref()?.date.as_deref()?;
    Some(DocDate::from_iso(date)?.earliest())
}

fn section(heading: &str, sheet: &str) -> Section {
    Section { heading: heading.to_owned(), sheet: sheet.to_owned(), blocks: Vec::new() }
}
