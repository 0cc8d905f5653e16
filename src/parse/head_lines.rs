//! What a single printed line of a head is: the name of an annex, a caption, a code, a line that breaks before a name.

use crate::tables::Tables;
use crate::text::{fold, words};

/// `Phụ lục`, `Phụ lục 3`, `Phụ lục II` and nothing else in the line, in any case.
pub(super) fn names_annex(printed: &str, all: &[words::Word], tables: &Tables) -> bool {
    let is_label =
        |key: &str| key.bytes().all(|byte| byte.is_ascii_digit() || b"ivxlc".contains(&byte)) || key.len() == 1;
    let rest = |count: usize| all.len() == count || all.len() == count + 1 && is_label(&all[count].key);
    fold::may_open(printed, &['p'])
        && printed.len() < 24
        && tables.doc_kinds.at_start(all).is_some_and(|(slug, count)| slug == "phu_luc" && rest(count))
}

/// Capitals but for a code such as `QĐ-TTg`.
pub(super) fn is_mostly_upper(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    letters > 0 && capitals * 10 >= letters * 9
}

/// A line of a title that breaks before a name: `… NGÀY 03/9/2019 CỦA BAN`, `… GIỮA SỞ A VÀ`.
pub(super) fn is_unfinished(line: &str) -> bool {
    const OPEN: [&str; 12] = ["của", "và", "với", "cho", "tại", "giữa", "do", "về", "thuộc", "ban", "ủy ban", "theo"];
    let folded = fold::accented(line.trim_end());
    let ends = |word: &str| folded.strip_suffix(word).is_some_and(|before| before.ends_with(' '));
    folded.ends_with(',') || OPEN.iter().any(|word| ends(word))
}

/// `(Kèm theo Quyết định …)` under the title of an annex.
pub(super) fn is_annex_caption(printed: &str) -> bool {
    let folded = fold::unaccented(printed);
    ["(kem theo", "(ban hanh", "(dinh kem", "(gui kem"].iter().any(|opener| folded.starts_with(opener))
}

/// The last line of a digital signature's picture: the hour with its zone, or the day alone.
pub(super) fn is_time_of_signing(printed: &str) -> bool {
    let has_zone = printed.ends_with("+07:00") || printed.ends_with("+07'00'");
    let is_day =
        printed.len() == 10 && printed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'/'));
    has_zone || is_day
}

/// A code or a piece of a number, no name: digits with a slash, or letters of another script.
pub(super) fn is_code(printed: &str) -> bool {
    // A line of a form, left to be filled in: `TÊN ĐƠN VỊ: ……`.
    if printed.contains(':') && printed.contains(['…', '_']) {
        return true;
    }
    let is_number = printed.contains('/')
        && printed.contains(|sign: char| sign.is_ascii_digit())
        && printed.split_whitespace().count() <= 2
        && !printed.starts_with("SỐ");
    let is_foreign = |letter: char| matches!(letter, '\u{370}'..='\u{4ff}');
    let mixes = printed.split_whitespace().count() == 1 && printed.contains(|sign: char| sign.is_ascii_digit());
    is_number || mixes || printed.contains(is_foreign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn an_annex_is_named_alone_or_with_its_number() {
        let names = |line: &str| names_annex(line, &words::words(line, Span::new(0, line.len())), Tables::built_in());
        assert!(["Phụ lục", "PHỤ LỤC", "Phụ lục 3", "Phụ lục II"].into_iter().all(names));
        assert!(!["Phụ lục này", "Phụ lục 3 kèm theo", "Phụ nữ"].into_iter().any(names));
    }

    #[test]
    fn a_title_may_break_before_a_name() {
        assert!(["CHỈ THỊ SỐ 7-CT/TW CỦA BAN", "PHỐI HỢP GIỮA SỞ A VÀ", "SỞ VĂN HÓA,"].into_iter().all(is_unfinished));
        assert!(!["VỀ VIỆC BAN HÀNH QUY CHẾ", "TRÊN ĐỊA BÀN"].into_iter().any(is_unfinished));
    }
}
