//! Deadlines of tasks as iCalendar (RFC 5545): an event of one whole day a deadline, a series where it recurs.
//!
//! Events, not to-dos, because most calendars show events only. No day is guessed: a deadline without one, such as
//! `thường xuyên` or `hằng năm`, is left out and counted. A series begins with the first day of its rule after the
//! document's date.

use super::document::ExportDocument;
use super::{ExportError, Exporter};
use crate::record::{Deadline, Task};
use icalendar::{Component, Event, Property};
use jiff::civil::Date;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Letters of a task in the title of its event.
const SHORT_TITLE: usize = 120;

pub(super) struct Calendar {
    out: BufWriter<File>,
    today: Date,
    without_day: u64,
}

impl Calendar {
    pub(super) fn new(file: File, today: Date) -> Result<Calendar, ExportError> {
        let mut out = BufWriter::new(file);
        let program = concat!("PRODID:-//vanban//vanban ", env!("CARGO_PKG_VERSION"), "//VI\r\n");
        for line in ["BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", program, "CALSCALE:GREGORIAN\r\n"] {
            out.write_all(line.as_bytes())?;
        }
        out.write_all("X-WR-CALNAME:Thời hạn nhiệm vụ\r\n".as_bytes())?;
        Ok(Calendar { out, today, without_day: 0 })
    }
}

impl Exporter for Calendar {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        let tasks = document.record.iter().flat_map(|record| &record.tasks).enumerate();
        for (position, task) in tasks {
            let Some(deadline) = &task.deadline else { continue };
            if matches!(deadline.kind.as_str(), "done" | "from") {
                continue;
            }
            let Some((day, rule)) = day_and_rule(document, deadline) else {
                self.without_day += 1;
                continue;
            };
            let event = event(document, (position, task), deadline, day, rule, self.today);
            let written = event.try_into_string().map_err(|error| ExportError::of_format("iCalendar", error))?;
            self.out.write_all(written.as_bytes())?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.out.write_all(b"END:VCALENDAR\r\n")?;
        self.out.flush()?;
        let left_out = self.without_day;
        let note =
            || format!("{left_out} thời hạn không nêu ngày, không đưa vào lịch (deadlines without a day, left out)");
        Ok(if left_out > 0 { vec![note()] } else { Vec::new() })
    }
}

/// The day of the event and the rule of its series.
fn day_and_rule<'d>(document: &ExportDocument, deadline: &'d Deadline) -> Option<(Date, Option<&'d str>)> {
    if let Some(rule) = &deadline.recurrence {
        let after = deadline.start.as_deref().and_then(|start| start.parse().ok());
        let after = after.or_else(|| document.node.date.map(crate::model::DocDate::latest))?;
        return Some((first_of_rule(rule, after)?, Some(rule)));
    }
    Some((deadline.last_day()?, None))
}

/// The first day on or after `after` that a rule with `BYMONTHDAY`, and `BYMONTH` where it has one, names. `None` for
/// rules that leave the day open.
fn first_of_rule(rule: &str, after: Date) -> Option<Date> {
    let part = |name: &str| -> Option<Vec<i8>> {
        let value = rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        value.split(',').map(|number| number.parse().ok()).collect()
    };
    let days = part("BYMONTHDAY")?;
    let months = part("BYMONTH").unwrap_or_default();
    // Four years hold a 29 February.
    let candidates = std::iter::successors(Some(after), |day| day.tomorrow().ok()).take(366 * 4 + 1);
    let fits = |day: &Date| {
        let from_end = day.day() - day.days_in_month() - 1;
        (months.is_empty() || months.contains(&day.month())) && (days.contains(&day.day()) || days.contains(&from_end))
    };
    candidates.into_iter().find(fits)
}

fn event(
    document: &ExportDocument,
    (position, task): (usize, &Task),
    deadline: &Deadline,
    day: Date,
    rule: Option<&str>,
    today: Date,
) -> Event {
    let node = &document.node;
    let number = node.number.as_deref().unwrap_or("không số");
    let short: String = task.title.chars().take(SHORT_TITLE).collect();
    let cut = if short.len() < task.title.len() { "…" } else { "" };
    let lead = task.lead.join("; ");
    let who = if lead.is_empty() { String::new() } else { format!("{lead}: ") };
    let mut lines = vec![format!("Thời hạn: {}", deadline.raw), format!("Nhiệm vụ: {}", task.title)];
    for (label, value) in [
        ("Chủ trì", lead.clone()),
        ("Phối hợp", task.coordinate.join("; ")),
        ("Kết quả", task.result.clone().unwrap_or_default()),
        ("Văn bản", [number, node.issuer.as_deref().unwrap_or_default()].join(", ")),
        ("Tệp", document.file.as_ref().map(|file| file.path.clone()).unwrap_or_default()),
    ] {
        if !value.is_empty() {
            lines.push(format!("{label}: {value}"));
        }
    }
    let uid = format!("{}-{}@vanban", document.uri().trim_start_matches('/').replace('/', "."), position + 1);
    let date = |day: Date| day.strftime("%Y%m%d").to_string();
    let whole_day = |name: &str, day: Date| Property::new(name, date(day)).add_parameter("VALUE", "DATE").done();
    let mut event = Event::new();
    event
        .uid(&uid)
        .add_property("DTSTAMP", format!("{}T000000Z", date(today)))
        .append_property(whole_day("DTSTART", day))
        .append_property(whole_day("DTEND", day.tomorrow().unwrap_or(day)))
        .summary(&format!("{who}{short}{cut} ({number})"))
        .description(&lines.join("\n"))
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(rule) = rule {
        event.add_property("RRULE", rule);
    }
    event.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_series_begins_with_the_first_day_of_its_rule() {
        let after = date(2021, 11, 30);
        let cases = [
            ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", Some(date(2021, 12, 15))),
            ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10", Some(date(2022, 11, 10))),
            ("FREQ=MONTHLY;BYMONTHDAY=20", Some(date(2021, 12, 20))),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", Some(date(2021, 11, 30))),
            ("FREQ=YEARLY", None),
        ];
        for (rule, expected) in cases {
            assert_eq!(first_of_rule(rule, after), expected, "{rule}");
        }
    }
}
