//! Which column of a register is which, by its heading.

use crate::text::fold;

/// A column that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// *Số đến*.
    Arrival,
    /// *Số, ký hiệu*.
    Number,
    /// *Số đi*: an ordinal alone.
    Ordinal,
    /// *Ngày tháng (văn bản)*.
    Date,
    /// *Tác giả, cơ quan ban hành, nơi gửi*.
    Issuer,
    /// *Tên loại và trích yếu*.
    Subject,
}

/// Words, without accents, that a heading holds; the first row that fits tells the column.
const WORDS: [(&str, Option<Column>); 29] = [
    ("so den", Some(Column::Arrival)),
    ("so vb den", Some(Column::Arrival)),
    ("so van ban den", Some(Column::Arrival)),
    ("ngay den", None),
    ("ngay nhan", None),
    ("ngay chuyen", None),
    ("han ", None),
    ("nguoi ky", None),
    ("noi nhan", None),
    ("don vi nhan", None),
    ("ky nhan", None),
    ("so luong", None),
    ("so ban", None),
    ("ky hieu", Some(Column::Number)),
    ("ki hieu", Some(Column::Number)),
    ("so hieu", Some(Column::Number)),
    ("so van ban", Some(Column::Number)),
    ("so vb", Some(Column::Number)),
    ("so di", Some(Column::Ordinal)),
    ("tac gia", Some(Column::Issuer)),
    ("co quan", Some(Column::Issuer)),
    ("noi gui", Some(Column::Issuer)),
    ("noi ban hanh", Some(Column::Issuer)),
    ("don vi gui", Some(Column::Issuer)),
    ("trich yeu", Some(Column::Subject)),
    ("noi dung", Some(Column::Subject)),
    ("ngay", Some(Column::Date)),
    ("number", Some(Column::Number)),
    ("date", Some(Column::Date)),
];

/// The columns of a register in the order of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Headings(Vec<Option<Column>>);

impl Headings {
    /// The columns that a line of headings names; `None` when it names no number, or nothing else.
    pub(super) fn of(cells: &[String]) -> Option<Headings> {
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(cells.len());
        for cell in cells {
            // The first of two columns of a kind counts.
            let column = column(cell).filter(|column| !columns.contains(&Some(*column)));
            columns.push(column);
        }
        let known = columns.iter().flatten();
        let has_number = known.clone().any(|column| matches!(column, Column::Number | Column::Ordinal));
        (has_number && known.count() > 1).then_some(Headings(columns))
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    /// The cell of a column in a line.
    pub(super) fn cell<'c>(&self, column: Column, cells: &'c [String]) -> Option<&'c str> {
        let at = self.0.iter().position(|found| *found == Some(column))?;
        cells.get(at).map(String::as_str)
    }
}

fn column(heading: &str) -> Option<Column> {
    let folded = fold::unaccented(heading).replace([',', '/', '.', ';'], " ");
    let folded = fold::single_spaces(&folded);
    // A running text is no heading.
    if folded.split(' ').count() > 12 {
        return None;
    }
    WORDS.iter().find(|(words, _)| folded.contains(words)).and_then(|(_, column)| *column)
}

#[test]
fn headings_are_told_in_many_wordings() {
    let cases = [
        ("Số đến", Some(Column::Arrival)),
        ("Số/Ký hiệu văn bản", Some(Column::Number)),
        ("SỐ, KÍ HIỆU", Some(Column::Number)),
        ("Ngày tháng văn bản", Some(Column::Date)),
        ("Ngày đến", None),
        ("Tác giả", Some(Column::Issuer)),
        ("Tên loại và trích yếu nội dung văn bản", Some(Column::Subject)),
        ("Nơi nhận văn bản", None),
        ("Ký nhận", None),
        ("STT", None),
    ];
    for (heading, wanted) in cases {
        assert_eq!(column(heading), wanted, "{heading}");
    }
}
