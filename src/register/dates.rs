//! Days of a register: whole ones, days without a year, and the year that stands above the entries.

use crate::model::DocDate;
use crate::text::{Span, fold, words};

/// The date of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryDate {
    /// `30/11/2021`, `11/2021`.
    Whole(DocDate),
    /// `30/11`: month and day.
    WithoutYear(i8, i8),
}

impl EntryDate {
    pub(super) fn whole(self) -> Option<DocDate> {
        if let EntryDate::Whole(date) = self { Some(date) } else { None }
    }

    pub(super) fn without_year(self) -> Option<(i8, i8)> {
        if let EntryDate::WithoutYear(month, day) = self { Some((month, day)) } else { None }
    }
}

/// `05/01/2022`, `5.1.22`, `2022-01-05`, also with a time behind it; `05/01` and `5-1` without a year.
pub(super) fn read(text: &str) -> Option<EntryDate> {
    const PARTS: [char; 3] = ['/', '.', '-'];
    let typed = text.split_whitespace().next()?;
    let parts: Vec<&str> = typed.split(PARTS).collect();
    match *parts.as_slice() {
        [day, month] if day.len() < 3 && month.len() < 3 => {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // 2000 has a 29 February.
            DocDate::day(2000, month, day).map(|_| EntryDate::WithoutYear(month, day))
        }
        [day, month, year] if day.len() < 3 => {
            let century = if year.len() == 2 { "20" } else { "" };
            DocDate::from_typed(&format!("{day}/{month}/{century}{year}")).map(EntryDate::Whole)
        }
        _ => DocDate::from_typed(typed).map(EntryDate::Whole),
    }
}

/// The one year that the lines above the headings state, `SỔ VĂN BẢN ĐẾN NĂM 2021`; `None` where they name none or two.
pub(super) fn stated_year<'c>(cells: impl IntoIterator<Item = &'c String>) -> Option<i16> {
    let mut stated: Vec<i16> = cells.into_iter().flat_map(|cell| years(cell)).collect();
    stated.sort_unstable();
    stated.dedup();
    if let [only] = stated.as_slice() { Some(*only) } else { None }
}

/// The year of a line that heads entries: one cell alone, `THÁNG 01 NĂM 2022`; the rest of a subject (`Kế hoạch năm 2022`)
/// opens with other words.
pub(super) fn year_of_group(cells: &[String]) -> Option<i16> {
    let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return None };
    let opens = fold::opens_with(only, &["năm ", "tháng ", "quý ", "sổ "]);
    if opens { stated_year([only]) } else { None }
}

/// Numbers of four digits behind `năm`.
fn years(text: &str) -> Vec<i16> {
    let words = words::words(text, Span::new(0, text.len()));
    let keys = words.windows(2).filter(|pair| pair[0].key == "năm");
    keys.filter_map(|pair| pair[1].key.parse().ok().filter(|year| DocDate::year(*year).is_some())).collect()
}

#[test]
fn days_as_clerks_write_them() {
    let cases = [
        ("05/01/2022", Some("2022-01-05")),
        ("5.1.22", Some("2022-01-05")),
        ("5-1-2022 00:00:00", Some("2022-01-05")),
        ("2022-01-05 00:00:00", Some("2022-01-05")),
        ("01/2022", Some("2022-01")),
        ("30/11", Some("11-30")),
        ("29-2", Some("2-29")),
        ("31/11", None),
        ("12/KH", None),
    ];
    for (text, wanted) in cases {
        let told = read(text).map(|date| match date {
            EntryDate::Whole(date) => date.to_string(),
            EntryDate::WithoutYear(month, day) => format!("{month}-{day}"),
        });
        assert_eq!(told.as_deref(), wanted, "{text}");
    }
}

#[test]
fn the_year_above() {
    let cell = |text: &str| [text.to_owned()];
    assert_eq!(stated_year(&cell("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2021")), Some(2021));
    assert_eq!(stated_year(&cell("Từ năm 2021 đến năm 2022")), None);
    assert_eq!(year_of_group(&[String::new(), "Tháng 1 năm 2022".to_owned()]), Some(2022));
    assert_eq!(year_of_group(&["Tháng 1 năm 2022".to_owned(), "x".to_owned()]), None);
    assert_eq!(year_of_group(&cell("Kế hoạch năm 2022")), None);
}
