//! National and Party mottoes (*Quốc hiệu, Tiêu ngữ*), found without accents because fonts and OCR damage them.

use crate::text::{PlainText, Span, fold};
use regex::Regex;
use std::sync::LazyLock;

/// `CỘNG HÕA`, `CỘNG HỒ` and `XàHỘI` have been seen; dashes may be lost, words may change places.
static MOTTO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:cong ?ho\w{0,2} ?)?xa ?h[oq]i ?(?:cong ?hoa ?)?c[hn]u ?nghia ?vi[ec]t ?nam|doc ?lap.{0,4}?tu ?do.{0,4}?h[aạ]n?h ?phuc|^dang cong san viet nam$",
    )
    .expect("the pattern is fixed")
});

/// Bytes of the longest cell that may hold a motto: both mottoes and the issuer's block in one.
const LONGEST: usize = 400;

/// The first motto inside a cell, as bytes of it.
pub(super) fn find(cell: &str) -> Option<Span> {
    // Running text may quote a motto; a head does not run on like that.
    if cell.len() > LONGEST || !may_hold(cell) {
        return None;
    }
    let plain = PlainText::of(cell);
    if is_jumbled(plain.as_str()) {
        return Some(Span::new(0, cell.len()));
    }
    let found = MOTTO.find(plain.as_str())?;
    Some(plain.span(found.start(), found.end()))
}

/// Cheap look ahead: the words that each pattern cannot do without begin somewhere.
fn may_hold(cell: &str) -> bool {
    let starts = |at: usize, word: &str| {
        let letters = cell[at..].chars().map(fold::plain_letter).filter(|letter| *letter != ' ');
        letters.take(word.len()).eq(word.chars())
    };
    cell.char_indices().any(|(at, letter)| match fold::plain_letter(letter) {
        'x' => starts(at, "xah"),
        'd' => starts(at, "docl") || starts(at, "dangc"),
        _ => false,
    })
}

/// A cell of nothing but the words of the national motto, lost or doubled by recognition.
fn is_jumbled(plain: &str) -> bool {
    const WORDS: [&str; 8] = ["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"];
    if !plain.contains("xa hoi") {
        return false;
    }
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let own = words.iter().filter(|word| WORDS.contains(word)).count();
    own >= 5 && own + 1 >= words.len()
}

/// The pieces of the national motto, where a narrow cell broke it.
const PIECES: [&str; 9] = [
    "cong",
    "cong hoa",
    "cong hoa xa hoi",
    "hoa xa hoi",
    "hoa xa hoi chu nghia viet nam",
    "chu nghia viet nam",
    "nghia viet nam",
    "doc lap - tu do",
    "tu do - hanh phuc",
];

/// A line in capitals that is a piece of the national motto and nothing else.
pub(super) fn is_piece(line: &str) -> bool {
    line.len() < 60 && fold::may_open(line, &['c', 'h', 'n', 'd', 't']) && {
        let folded = fold::unaccented(line);
        PIECES.contains(&folded.trim_matches(['-', ' ', '_']))
    }
}

/// True when a motto stands in the line.
pub(super) fn holds_motto(line: &str) -> bool {
    line.split('\t').any(|cell| find(cell.trim()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: Option<&str>) {
        assert_eq!(find(cell).map(|span| span.of(cell)), expected);
    }

    #[test]
    fn damaged_mottoes_are_found() {
        check("CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Some("CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        check("TỈNH A Độc lập - Tự do - Hạnh phúc", Some("Độc lập - Tự do - Hạnh phúc"));
        check("ĐẢNG CỘNG SẢN VIỆT NAM", Some("ĐẢNG CỘNG SẢN VIỆT NAM"));
        check("XÃ HỘI CỘNG HÒA CHÚ NGHĨA VIỆT NAM", Some("XÃ HỘI CỘNG HÒA CHÚ NGHĨA VIỆT NAM"));
        let jumbled = "CỘNG CỘNG HÒA XÃ HỘI NGHĨA NGHĨA NAM „";
        check(jumbled, Some(jumbled));
        check("Đại hội Đảng Cộng sản Việt Nam", None);
        check("ỦY BAN NHÂN DÂN", None);
    }

    #[test]
    fn a_narrow_cell_breaks_a_motto() {
        assert!(["CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM", "CỘNG"].into_iter().all(is_piece));
        assert!(!["CỘNG ĐỒNG", "VIỆT NAM", "HỘI CHỮ THẬP ĐỎ VIỆT NAM"].into_iter().any(is_piece));
    }
}
