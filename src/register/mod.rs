//! A clerk's register against what was read: the lines of a sheet → [`cells`] → [`Register`], then [`compare`].
//!
//! Takes lines from whatever reader found them, knows neither files nor the store. Columns are told by their headings,
//! in any order and most wordings. Legal source of the forms: Nghị định 30/2020/NĐ-CP, Appendix IV.

mod comparing;
mod dates;
mod headings;
mod sheet;

use crate::model::{DocDate, Register, RegisterKind, RegisterRow};
use crate::text::fold;
use dates::EntryDate;
use headings::{Column, Headings};

pub use comparing::compare;
pub use sheet::cells;

/// Why cells are no register.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RegisterError {
    /// No line has a heading for the number of papers and one more.
    #[error("no line names its columns: expected headings such as 'Số, ký hiệu' and 'Ngày tháng'")]
    NoHeadings,
    /// The lines cannot be parted into cells; the reason.
    #[error("cannot part its lines into cells: {0}")]
    Unparted(String),
}

/// Lines above the headings at the most: title, year, name of the office.
const LONGEST_TOP: usize = 30;

/// Reads the registers of a file, given as the cells of the lines of its sheets or pages. A sheet with headings of its own
/// is another register; one without them, or with the same, goes on with the register before it.
///
/// # Errors
/// [`RegisterError::NoHeadings`] where no line names the columns.
///
/// ```
/// use vanban::register;
/// let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
/// let sheet = ["SỔ VĂN BẢN ĐẾN", "Số đến|Tác giả|Số, ký hiệu|Ngày tháng", "1|UBND tỉnh|147/KH-UBND|30/11/2021"];
/// let read = register::read(&[sheet.map(cells).to_vec()]).unwrap();
/// assert_eq!(read[0].rows[0].number.as_deref(), Some("147/KH-UBND"));
/// assert_eq!(read[0].rows[0].date.unwrap().to_string(), "2021-11-30");
/// ```
pub fn read(sheets: &[Vec<Vec<String>>]) -> Result<Vec<Register>, RegisterError> {
    let mut registers: Vec<Register> = Vec::new();
    let mut headings: Option<Headings> = None;
    let mut year = None;
    for (sheet, lines) in (1..).zip(sheets) {
        let mut top = lines.iter().take(LONGEST_TOP).enumerate();
        let own = top.find_map(|(at, cells)| Some((at, Headings::of(cells)?)));
        let mut first = 0;
        if let Some((at, own)) = own {
            first = at + 1;
            if headings.as_ref() != Some(&own) {
                registers.push(Register { kind: kind(&own), rows: Vec::new() });
                headings = Some(own);
            }
        }
        let (top, entries) = lines.split_at(first);
        year = dates::stated_year(top.iter().flatten()).or(year);
        if let (Some(register), Some(headings)) = (registers.last_mut(), &headings) {
            for (line, cells) in (first + 1..).zip(entries) {
                year = dates::year_of_group(cells).or(year);
                let place = Place { sheet, line, year, kind: register.kind };
                register.rows.extend(row(headings, &place, cells));
            }
        }
    }
    if registers.is_empty() { Err(RegisterError::NoHeadings) } else { Ok(registers) }
}

fn kind(headings: &Headings) -> RegisterKind {
    let of_others = headings.has(Column::Arrival) || headings.has(Column::Issuer);
    if headings.has(Column::Ordinal) || !of_others { RegisterKind::Outgoing } else { RegisterKind::Incoming }
}

/// Where an entry stands.
struct Place {
    sheet: usize,
    line: usize,
    /// The year stated above it.
    year: Option<i16>,
    kind: RegisterKind,
}

/// An entry; `None` for empty lines, sums and the line that numbers the columns.
fn row(headings: &Headings, place: &Place, cells: &[String]) -> Option<RegisterRow> {
    let cell = |column| {
        let text = headings.cell(column, cells)?;
        let text = fold::single_spaces(text);
        (!text.is_empty()).then_some(text)
    };
    let date = cell(Column::Date).and_then(|text| dates::read(&text));
    // Papers out bear a number of the register's year; papers in may be of the year before.
    let date = match (date, place.year) {
        (Some(EntryDate::WithoutYear(month, day)), Some(year)) if place.kind == RegisterKind::Outgoing => {
            DocDate::day(year, month, day).map(EntryDate::Whole)
        }
        _ => date,
    };
    let row = RegisterRow {
        sheet: place.sheet,
        line: place.line,
        year: place.year,
        arrival: cell(Column::Arrival),
        number: cell(Column::Number).or_else(|| cell(Column::Ordinal)),
        date: date.and_then(EntryDate::whole),
        month_day: date.and_then(EntryDate::without_year),
        issuer: cell(Column::Issuer),
        subject: cell(Column::Subject),
    };
    let is_entry = date.is_some() || row.issuer.is_some() || row.subject.is_some();
    let numbers_columns = cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .all(|cell| cell.trim().trim_matches(['(', ')']).parse::<u8>().is_ok_and(|number| number < 20));
    (is_entry && !numbers_columns).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    fn one(text: &str) -> Register {
        read(&[lines(text)]).unwrap().remove(0)
    }

    #[test]
    fn an_incoming_register() {
        let read = one("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN||||
             Ngày đến|Số đến|Tác giả|Số, ký hiệu|Ngày tháng|Tên loại và trích yếu nội dung
             (1)|(2)|(3)|(4)|(5)|(6)
             05/01/2022|1|UBND tỉnh|147/KH-UBND|30.11.21|Kế hoạch ghi âm
             |||||");
        assert_eq!(read.kind, RegisterKind::Incoming);
        assert_eq!(read.rows.len(), 1);
        let row = &read.rows[0];
        assert_eq!((row.line, row.arrival.as_deref(), row.issuer.as_deref()), (4, Some("1"), Some("UBND tỉnh")));
        assert_eq!(row.date.unwrap().to_string(), "2021-11-30");
    }

    #[test]
    fn an_outgoing_register_in_other_words() {
        let read = one("STT|Số đi|Ngày văn bản|Nội dung|Nơi nhận\n1|21|12/01/2022|Ghi âm|Các sở");
        assert_eq!(read.kind, RegisterKind::Outgoing);
        assert_eq!(read.rows[0].number.as_deref(), Some("21"));
    }

    #[test]
    fn days_without_a_year() {
        let of_papers_out =
            one("SỔ VĂN BẢN ĐI NĂM 2021||\nSố đi|Ngày văn bản|Nội dung\n21|30/11|Ghi âm\nNĂM 2022||\n1|5/1|Nuôi ong");
        let days: Vec<_> = of_papers_out.rows.iter().map(|row| row.date.unwrap().to_string()).collect();
        assert_eq!(days, ["2021-11-30", "2022-01-05"]);
        let of_papers_in =
            one("SỔ VĂN BẢN ĐẾN NĂM 2022\nSố đến|Tác giả|Số, ký hiệu|Ngày tháng\n1|UBND tỉnh|147/KH-UBND|30/11");
        let row = &of_papers_in.rows[0];
        assert_eq!((row.date, row.month_day, row.year), (None, Some((11, 30)), Some(2022)));
    }

    #[test]
    fn a_sheet_of_something_else_is_told() {
        assert_eq!(read(&[lines("Họ tên|Số nhà\nA|1")]), Err(RegisterError::NoHeadings));
    }

    #[test]
    fn sheets_with_their_own_headings_are_registers_of_their_own() {
        let incoming = "Số đến|Tác giả|Số, ký hiệu|Ngày tháng";
        let sheets = [
            lines(&format!("{incoming}\n1|UBND tỉnh|147/KH-UBND|30/11/2021")),
            lines("2|UBND huyện|38/KH-UBND|14/01/2022"),
            lines(&format!("{incoming}\n3|Bộ Y tế|9/CT-BYT|15/01/2022")),
            lines("Số đi|Ngày văn bản|Trích yếu\n21|12/01/2022|Ghi âm"),
        ];
        let read = read(&sheets).unwrap();
        assert_eq!(read.iter().map(|register| register.rows.len()).collect::<Vec<_>>(), [3, 1]);
        assert_eq!((read[0].rows[1].sheet, read[0].rows[1].line), (2, 1));
        assert_eq!(read[1].kind, RegisterKind::Outgoing);
    }
}
