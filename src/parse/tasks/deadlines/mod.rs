//! Deadlines (*thời hạn*): printed words to days, periods and recurrences. A year that is not printed is taken from
//! the document and flagged; nothing else is guessed.
//!
//! What is tried in turn: recurrences ([`recurring`]), offsets from an event ([`counted`]), days and periods
//! ([`periods`]), and words that set no day.

mod counted;
mod periods;
mod recurring;
#[cfg(test)]
mod tests;

use crate::model::{Deadline, DeadlineKind, DocDate};
use crate::text::fold;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($text).expect("the pattern is fixed"));
    };
}
use pattern;

/// A day or period in a sentence, behind a word that makes a limit of it.
static IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{1,2}(?: ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{4})?| tháng \d{1,2}(?: năm \d{4})?)";
    let hour = r"(?:\d{1,2}(?: ?giờ|[hg])(?: ?\d{2})?(?: phút)?,? (?:sáng |chiều |trưa )?(?:thứ \w+,? )?)?";
    let often = r"(?: (?:hằng|hàng|mỗi) (?:năm|tháng|quý)| (?:của )?tháng cuối quý)?";
    let before = format!(
        r"(?:trước|chậm nhất|muộn nhất|hạn chót|hạn cuối)(?: là)?(?: đến)?(?: hết)? {hour}(?:ngày )(?:{day}|\d{{1,2}}){often}"
    );
    let bare = format!(r"trước {hour}(?:(?:ngày )?{day}{often}|(?:hằng|hàng|mỗi) ngày)");
    let until =
        format!(r"(?:hoàn thành|xong|báo cáo|gửi|nộp)[^.;]{{0,40}} (?P<until>(?:đến hết|trong) {hour}ngày {day})");
    let period = r"trong (?:quý (?:IV|I{1,3}|[1-4])(?:(?: năm |/)\d{4})|tháng \d{1,2}(?:(?: năm |/)\d{4})|năm \d{4})";
    let month = r"trước (?:tháng )?\d{1,2}/\d{4}";
    let span = r"trong \d{1,2} năm \(\d{4}(?:, ?\d{4})+\)";
    let counted = r"(?:trong thời hạn|trong vòng|chậm nhất(?: là)?(?: sau)?) \d{1,3} (?:ngày|tháng|giờ)(?: làm việc)?,? (?:kể )?(?:từ|sau)(?: ngày| khi)?[^,.;]*";
    Regex::new(&format!("(?i)(?:{before}|{bare}|{until}|{period}|{month}|{span}|{counted})"))
        .expect("the pattern is fixed")
});

pattern!(
    OFTEN_IN_PROSE,
    r"(?i)(định kỳ (?:(?:0?6|sáu) tháng(?:(?:,| và)? (?:hằng|hàng|mỗi|một|1|01) năm)?|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần))|^(?:hằng|hàng) (?:năm|quý|tháng|tuần))"
);

pattern!(
    DAYS_AT_END,
    r"(?i)\b(từ ngày \d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{4})?| tháng \d{1,2}(?: năm \d{4})?)? đến (?:hết )?ngày \d{1,2}(?:[/.]\d{1,2}[/.]\d{4}| tháng \d{1,2} năm \d{4}))[.;/ ]*$"
);

/// The deadline that a label's value or a table cell states.
pub(super) fn of_label(printed: &str, own: Option<DocDate>) -> Deadline {
    let raw = fold::single_spaces(printed).trim_matches(['.', ';', ' ', ',']).to_owned();
    Deadline { raw: raw.clone(), ..read(&raw, own) }
}

/// A deadline inside a sentence, where words of duty stand with a day or period.
pub(super) fn in_prose(printed: &str, own: Option<DocDate>) -> Option<Deadline> {
    // Most sentences hold no number and no *định kỳ*: no pattern fits them.
    let has_number = printed.bytes().any(|byte| byte.is_ascii_digit());
    let may_repeat = || printed.starts_with(['H', 'h']) || printed.contains("ịnh kỳ") || printed.contains("ỊNH KỲ");
    if !has_number && !may_repeat() {
        return None;
    }
    let text = fold::single_spaces(printed);
    let often = || OFTEN_IN_PROSE.captures(&text)?.get(1);
    // `Tổ chức A từ ngày 01 đến ngày 18/11/2022.`: the days that end a job are when it is done.
    let days = || DAYS_AT_END.captures(&text).filter(|_| has_number && !text.contains("số liệu"))?.get(1);
    let found = match IN_PROSE.captures(&text).filter(|_| has_number) {
        Some(found) => found.name("until").or(found.get(0)),
        None => often().or_else(days),
    };
    let raw = found?.as_str().trim().to_owned();
    Some(Deadline { raw: raw.clone(), ..read(&raw, own) })
}

fn read(raw: &str, own: Option<DocDate>) -> Deadline {
    let folded = fold::accented(raw);
    let mut deadline = recurring::read(raw)
        .or_else(|| counted::read(&folded))
        .or_else(|| periods::read(raw, own))
        .or_else(|| counted::review(&folded))
        .or_else(|| words_only(&folded))
        .unwrap_or_else(|| Deadline::of(DeadlineKind::Unspecified));
    if deadline.kind == DeadlineKind::Recurring && is_ad_hoc(&folded) {
        deadline.also = Some(DeadlineKind::AdHoc);
    }
    deadline
}

fn is_ad_hoc(folded: &str) -> bool {
    ["đột xuất", "khi có yêu cầu", "khi được yêu cầu", "theo yêu cầu"].iter().any(|words| folded.contains(words))
}

fn words_only(folded: &str) -> Option<Deadline> {
    let kind = match () {
        () if folded.contains("đã hoàn thành") => DeadlineKind::Done,
        () if folded.contains("thường xuyên") || folded.contains("liên tục") => DeadlineKind::Continuous,
        () if is_ad_hoc(folded) => DeadlineKind::AdHoc,
        () => return None,
    };
    Some(Deadline::of(kind))
}

fn number(found: &Captures<'_>, group: &str) -> Option<i16> {
    found.name(group)?.as_str().parse().ok()
}

fn calendar(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
