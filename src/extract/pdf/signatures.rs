//! Printed blocks of digital signatures (*chữ ký số*): `Người ký: …`, `Thời gian ký: …`. They are stamps, no text of
//! the document, and may stand anywhere on the page.

use super::super::layout::{self, LayoutWord};
use super::annotations::SignatureField;
use super::drawing::narrow;
use crate::model::{Area, PageSize, Stamp, StampKind};
use regex::Regex;
use std::sync::LazyLock;

/// What a line of such a block starts with; the first five open one.
const KEYS: [&str; 17] = [
    "người ký",
    "ký bởi",
    "được ký bởi",
    "digitally signed",
    "ký số bởi",
    "thời gian ký",
    "ngày ký",
    "giờ ký",
    "date:",
    "email",
    "cơ quan",
    "chức vụ",
    "đơn vị",
    "tổ chức",
    "lý do",
    "reason",
    "location",
];

/// How many of [`KEYS`] open a block.
const OPENING: usize = 5;

/// Lines of a block at the most.
const LONGEST_BLOCK: usize = 9;

/// A cell of a printed line.
type Line = Vec<LayoutWord>;

/// Takes the printed signatures out of `words`; gives them as stamps.
pub(super) fn take(words: &mut Vec<LayoutWord>, fields: &[SignatureField], size: PageSize) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let in_any = |word: &LayoutWord| fields.iter().any(|field| is_inside(word, field));
    let (inside, rest): (Vec<_>, Vec<_>) = std::mem::take(words).into_iter().partition(in_any);
    *words = rest;
    // The areas of fields reach over each other: a line goes to the one that holds most of it.
    let mut lines_of: Vec<Vec<Line>> = vec![Vec::new(); fields.len()];
    for line in layout::printed_cells(inside) {
        let held = |field: &SignatureField| line.iter().filter(|word| is_inside(word, field)).count();
        let owner = (0..fields.len()).rev().max_by_key(|at| fields.get(*at).map(held));
        if let Some(lines) = owner.and_then(|at| lines_of.get_mut(at)) {
            lines.push(line);
        }
    }
    for (field, lines) in fields.iter().zip(lines_of) {
        // Number and day are stamped as fields of signatures too, and fields lie over the text they sign: only a block
        // that names the signature is its own.
        let names_signature = |line: &Line| {
            let text = text_of(line);
            key_of(&text).is_some() || text.contains('@') || moment(&text).is_some_and(|moment| moment.contains('T'))
        };
        let is_block = lines.iter().any(names_signature);
        if is_block {
            stamps.push(stamp(&lines, Some(field), size));
        } else {
            words.extend(lines.into_iter().flatten());
            stamps.push(stamp(&[], Some(field), size));
        }
    }
    stamps.retain(|stamp| stamp.signer.is_some() || stamp.signed_at.is_some() || !stamp.text.is_empty());
    stamps.extend(take_printed(words, size));
    stamps
}

fn is_inside(word: &LayoutWord, field: &SignatureField) -> bool {
    let (x, y) = (f32::midpoint(word.left, word.right), f32::midpoint(word.top, word.bottom));
    field.area.contains((f64::from(x), f64::from(y)))
}

/// Blocks that are part of the page itself.
fn take_printed(words: &mut Vec<LayoutWord>, size: PageSize) -> Vec<Stamp> {
    if !words.iter().any(|word| matches!(word.text.to_lowercase().trim_end_matches(':'), "ký" | "signed")) {
        return Vec::new();
    }
    let mut lines = layout::printed_cells(std::mem::take(words));
    let mut stamps = Vec::new();
    while let Some(first) = lines.iter().position(|line| key_of(&text_of(line)).is_some_and(|key| key < OPENING)) {
        let block = block_from(&lines, first);
        let has_time = block.iter().filter_map(|at| lines.get(*at)).any(|line| moment(&text_of(line)).is_some());
        let mut own: Vec<Line> = Vec::new();
        let mut rest: Vec<Line> = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            if block.contains(&index) { own.push(line) } else { rest.push(line) }
        }
        lines = rest;
        if has_time {
            stamps.push(stamp(&own, None, size));
        } else {
            // `Người ký: …` alone may be a line of a form.
            words.extend(own.into_iter().flatten());
        }
    }
    words.extend(lines.into_iter().flatten());
    stamps
}

/// The lines of the block that line `first` opens: those below it at its left edge, to its last key.
fn block_from(lines: &[Line], first: usize) -> Vec<usize> {
    let Some(opening) = lines.get(first) else { return Vec::new() };
    let (left, mut bottom) = (left_of(opening), bottom_of(opening));
    let height = (bottom - top_of(opening)).max(1.0);
    let mut block = vec![first];
    let mut pending = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first + 1) {
        let is_below = top_of(line) > bottom - 0.6 * height && top_of(line) < bottom + 1.2 * height;
        if !is_below || (left_of(line) - left).abs() > 2.5 * height || block.len() + pending.len() >= LONGEST_BLOCK {
            continue;
        }
        bottom = bottom_of(line);
        pending.push(index);
        let text = text_of(line);
        if key_of(&text).is_some() || moment(&text).is_some() {
            block.append(&mut pending);
        }
    }
    block
}

fn stamp(lines: &[Line], field: Option<&SignatureField>, size: PageSize) -> Stamp {
    let texts: Vec<String> = lines.iter().map(text_of_line).collect();
    let signer = texts.iter().position(|text| key_of(&text.to_lowercase()).is_some_and(|key| key < OPENING));
    let printed = signer.and_then(|at| {
        let goes_on = texts.iter().skip(at + 1).take_while(|text| key_of(&text.to_lowercase()).is_none());
        let goes_on = goes_on.filter(|text| moment(text).is_none()).map(String::as_str);
        let first = behind_key(texts.get(at)?);
        let name = std::iter::once(first).chain(goes_on).collect::<Vec<_>>().join(" ");
        (!name.trim().is_empty()).then(|| name.trim().to_owned())
    });
    // Without a label the name comes first, then the address or the time.
    let plain = || {
        let ends =
            |text: &&String| text.contains('@') || moment(text).is_some() || key_of(&text.to_lowercase()).is_some();
        let name = texts.iter().take_while(|text| !ends(text)).map(String::as_str).collect::<Vec<_>>().join(" ");
        (field.is_some() && !name.trim().is_empty()).then(|| name.trim().to_owned())
    };
    let moment_printed = texts.iter().find_map(|text| moment(text)).or_else(|| moment(&texts.join(" ")));
    let entry = field.and_then(|field| field.date.as_deref()).and_then(moment_of_entry);
    Stamp {
        kind: StampKind::DigitalSignature,
        text: texts.join("\n"),
        area: area_of(lines, size).or_else(|| field.and_then(|field| area_of_field(field, size))),
        signer: printed.or_else(|| field.and_then(|field| field.name.clone())).or_else(plain),
        signed_at: moment_printed.or(entry),
    }
}

fn area_of_field(field: &SignatureField, size: PageSize) -> Option<Area> {
    let area = field.area;
    let (left, top, right, bottom) = (narrow(area.x0), narrow(area.y0), narrow(area.x1), narrow(area.y1));
    let whole = LayoutWord { text: String::new(), left, top, right, bottom, confidence: None, font: None };
    (area.area() > 1.0).then(|| layout::area(&whole, size))
}

fn area_of(lines: &[Line], size: PageSize) -> Option<Area> {
    let words = || lines.iter().flatten();
    words().next()?;
    let least = |edge: fn(&LayoutWord) -> f32| words().map(edge).fold(f32::INFINITY, f32::min);
    let most = |edge: fn(&LayoutWord) -> f32| words().map(edge).fold(f32::NEG_INFINITY, f32::max);
    let whole = LayoutWord {
        text: String::new(),
        left: least(|word| word.left),
        top: least(|word| word.top),
        right: most(|word| word.right),
        bottom: most(|word| word.bottom),
        confidence: None,
        font: None,
    };
    Some(layout::area(&whole, size))
}

fn text_of_line(line: &Line) -> String {
    line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn text_of(line: &Line) -> String {
    text_of_line(line).to_lowercase()
}

fn left_of(line: &Line) -> f32 {
    line.first().map_or(0.0, |word| word.left)
}

fn top_of(line: &Line) -> f32 {
    line.iter().map(|word| word.top).fold(f32::INFINITY, f32::min)
}

fn bottom_of(line: &Line) -> f32 {
    line.iter().map(|word| word.bottom).fold(f32::NEG_INFINITY, f32::max)
}

/// Which of [`KEYS`] a line, in small letters, starts with.
fn key_of(line: &str) -> Option<usize> {
    KEYS.iter().position(|key| line.starts_with(key))
}

/// What stands behind the key and its colon.
fn behind_key(line: &str) -> &str {
    line.split_once(':').map_or(line, |(_, rest)| rest).trim()
}

/// A day with a time of day, in any of the orders programs print, as ISO 8601; a day alone where no time stands.
fn moment(text: &str) -> Option<String> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})|(?P<y2>\d{4})[./-](?P<m2>\d{1,2})[./-](?P<d2>\d{1,2}))").ok()
    });
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?:\s*(?P<z>[+-]\d{2})'?:?(?P<zm>\d{2})'?)?").ok()
    });
    let day = DAY.as_ref()?.captures(text)?;
    let number = |one: &str, other: &str| day.name(one).or_else(|| day.name(other))?.as_str().parse::<u16>().ok();
    let (year, month, date) = (number("y", "y2")?, number("m", "m2")?, number("d", "d2")?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&date) {
        return None;
    }
    let mut written = format!("{year:04}-{month:02}-{date:02}");
    if let Some(time) = TIME.as_ref()?.captures(text) {
        let part = |name: &str| time.name(name).map_or("00", |part| part.as_str());
        written.push_str(&format!("T{:0>2}:{}:{}", part("h"), part("min"), part("s")));
        if time.name("z").is_some() {
            written.push_str(&format!("{}:{}", part("z"), part("zm")));
        }
    }
    Some(written)
}

/// `D:20191009153211+07'00'` as ISO 8601.
fn moment_of_entry(entry: &str) -> Option<String> {
    let digits: String = entry.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize| digits.get(from..from + 2);
    let day = format!("{}-{}-{}", digits.get(..4)?, part(4)?, part(6)?);
    let zone: Vec<char> = entry.trim_start_matches("D:").chars().skip(digits.len()).collect();
    let zone: String = zone.iter().filter(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-')).collect();
    let zone = zone.get(..3).map_or(String::new(), |hours| format!("{hours}:{}", zone.get(3..5).unwrap_or("00")));
    match (part(8), part(10)) {
        (Some(hour), Some(minute)) => Some(format!("{day}T{hour}:{minute}:{}{zone}", part(12).unwrap_or("00"))),
        _ => Some(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<LayoutWord> {
        let mut words = Vec::new();
        for (row, text) in texts.iter().enumerate() {
            let top = 10.0 + 12.0 * f32::from(u8::try_from(row).unwrap());
            let mut left = 300.0;
            for word in text.split(' ') {
                let right = left + 4.0 * f32::from(u8::try_from(word.chars().count()).unwrap());
                let (text, bottom) = (word.to_owned(), top + 10.0);
                words.push(LayoutWord { text, left, top, right, bottom, confidence: None, font: None });
                left = right + 2.0;
            }
        }
        words
    }

    const SIZE: PageSize = PageSize { width: 600.0, height: 800.0 };

    #[test]
    fn a_printed_signature_is_a_stamp() {
        let mut words = lines(&[
            "Người ký: Cổng Thông tin điện tử",
            "tỉnh Hòa An",
            "Email: a@b.vn",
            "Thời gian ký: 09/10/2019 15:32:11 +07:00",
            "KẾ HOẠCH",
        ]);
        let stamps = take(&mut words, &[], SIZE);
        let left: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(left, ["KẾ", "HOẠCH"]);
        let signer = stamps.first().and_then(|stamp| stamp.signer.as_deref());
        assert_eq!(signer, Some("Cổng Thông tin điện tử tỉnh Hòa An"));
        assert_eq!(stamps[0].signed_at.as_deref(), Some("2019-10-09T15:32:11+07:00"));
    }

    #[test]
    fn a_field_names_its_signer_first() {
        let mut words = lines(&["TRUNG TÂM TIN HỌC", "a@b.vn", "16.01.2025 07:46:10", "+07:00"]);
        let area = hayro_interpret::kurbo::Rect::new(290.0, 0.0, 600.0, 100.0);
        let field = SignatureField { area, name: None, date: None };
        let stamps = take(&mut words, &[field], SIZE);
        assert!(words.is_empty());
        assert_eq!(stamps[0].signer.as_deref(), Some("TRUNG TÂM TIN HỌC"));
        assert_eq!(stamps[0].signed_at.as_deref(), Some("2025-01-16T07:46:10"));
    }

    #[test]
    fn a_line_belongs_to_the_field_that_holds_most_of_it() {
        let mut words = lines(&["TRUNG TÂM TIN HỌC", "a@b.vn", "16.01.2025 07:46:10"]);
        let field = |left: f64| {
            let area = hayro_interpret::kurbo::Rect::new(left, 0.0, 600.0, 100.0);
            SignatureField { area, name: None, date: None }
        };
        let left = words[1].left.into();
        let stamps = take(&mut words, &[field(left), field(290.0)], SIZE);
        assert!(words.is_empty());
        let signers: Vec<Option<&str>> = stamps.iter().map(|stamp| stamp.signer.as_deref()).collect();
        assert_eq!(signers, [Some("TRUNG TÂM TIN HỌC")]);
    }

    #[test]
    fn a_number_stamped_as_a_signature_stays_text() {
        let mut words = lines(&["899"]);
        let area = hayro_interpret::kurbo::Rect::new(290.0, 0.0, 600.0, 100.0);
        let field = SignatureField { area, name: None, date: Some("D:20250115".to_owned()) };
        let stamps = take(&mut words, &[field], SIZE);
        assert_eq!(words.len(), 1);
        assert_eq!(stamps[0].signed_at.as_deref(), Some("2025-01-15"));
    }

    #[test]
    fn the_word_alone_is_none() {
        let mut words = lines(&["Người ký: Nguyễn Văn A", "Chức vụ: Giám đốc"]);
        assert!(take(&mut words, &[], SIZE).is_empty());
        assert_eq!(words.len(), 9);
    }

    #[test]
    fn moments_in_the_orders_of_programs() {
        let check = |text: &str, expected: &str| assert_eq!(moment(text).as_deref(), Some(expected), "{text}");
        check("Date: 2019.10.09 15:32:11 +07'00'", "2019-10-09T15:32:11+07:00");
        check("Ngày ký: 9-10-2019 8:05", "2019-10-09T08:05:00");
        check("15:32:11 09/10/2019", "2019-10-09T15:32:11");
        check("Ngày ký: 09/10/2019", "2019-10-09");
        assert_eq!(moment_of_entry("D:20191009153211+07'00'").as_deref(), Some("2019-10-09T15:32:11+07:00"));
        assert_eq!(moment_of_entry("D:20191009").as_deref(), Some("2019-10-09"));
        assert_eq!(moment("32/10/209"), None);
    }
}
