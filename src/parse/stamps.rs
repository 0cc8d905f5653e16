//! Marks on the head of a page that are no part of the letterhead: degrees of urgency and secrecy (*mức độ khẩn, độ
//! mật*), marks of copying and circulation, the receiver's registry stamp (*dấu công văn đến*), rules and stars.
//!
//! Degrees: Nghị định 30/2020/NĐ-CP, Appendix I, section II.10; Luật Bảo vệ bí mật nhà nước 2018, art. 8.

use crate::tables::Tables;
use crate::text::{Span, fold, words};

/// What a cell marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Slug of a degree of urgency: `hoa_toc`.
    Urgency(String),
    /// Slug of a degree of secrecy: `toi_mat`.
    Secrecy(String),
    /// Names nobody and says nothing of the document itself.
    Other,
}

/// The mark that is the whole of a cell.
pub(super) fn mark(printed: &str, tables: &Tables) -> Option<Mark> {
    let all = words::words(printed, Span::new(0, printed.len()));
    if all.is_empty() || all.len() > 6 {
        return None;
    }
    let phrases = &tables.phrases;
    if fold::is_upper_case(printed) {
        if let Some(slug) = phrases.urgency(&all) {
            return Some(Mark::Urgency(slug.to_owned()));
        }
        if let Some(slug) = phrases.secrecy(&all) {
            return Some(Mark::Secrecy(slug.to_owned()));
        }
    }
    phrases.is_mark(&all).then_some(Mark::Other)
}

/// Rules and stars under the names.
pub(super) fn is_ornament(printed: &str) -> bool {
    !printed.contains(|letter: char| letter.is_alphanumeric())
}

/// Lines of an incoming stamp: `Số: 455`, `Ngày: 02/8/2022`, `Chuyển: …`.
pub(super) fn is_receipt(printed: &str) -> bool {
    if !fold::may_open(printed, &['s', 'n', 'c', 'g']) {
        return false;
    }
    let folded = fold::unaccented(printed);
    ["so:", "ngay:", "chuyen:", "gio:"].iter().any(|label| folded.starts_with(label)) && folded.split(' ').count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, expected: Option<Mark>) {
        assert_eq!(mark(printed, Tables::built_in()), expected, "{printed}");
    }

    #[test]
    fn degrees_and_other_marks() {
        check("HỎA TỐC", Some(Mark::Urgency("hoa_toc".to_owned())));
        check("HỎA TÓC HẸN GIỜ", Some(Mark::Urgency("hoa_toc_hen_gio".to_owned())));
        check("( TỐI MẬT )", Some(Mark::Secrecy("toi_mat".to_owned())));
        check("SAO Y BẢN CHÍNH", Some(Mark::Other));
        check("Dự thảo", Some(Mark::Other));
        check("MẶT TRẬN TỔ QUỐC", None);
        check("Khẩn trương", None);
    }
}
