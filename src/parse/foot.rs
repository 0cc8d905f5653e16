//! The end of a document: recipients (*nơi nhận*), archive line (*lưu*) and signature block (*chữ ký*).
//!
//! The two columns come one after the other or side by side; cells are told by content.
//! Signing rules: Nghị định 30/2020/NĐ-CP, art. 13.

use super::blocks::Layout;
use super::header::cells;
use super::{mottoes, names};
use crate::model::{Located, SignAuthority, Signature};
use crate::tables::Tables;
use crate::text::{Span, fold, words};

/// What the end of a document holds.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// Index of the first line of the end; the number of lines where there is none.
    pub(super) first_line: usize,
    /// Index of the first line behind the end: annexes and attachments.
    pub(super) after_line: usize,
    pub(super) recipients: Vec<Located<String>>,
    pub(super) archive: Option<Located<String>>,
    pub(super) signature: Signature,
}

/// Lines a signature may take behind the recipients before an annex begins.
const LONGEST_SIGNATURE: usize = 14;

pub(super) fn read(text: &str, layout: &Layout, body_line: usize, tables: &Tables) -> Foot {
    let lines: Vec<Span> = layout.lines.iter().map(|line| line.span).collect();
    let Some((first, label)) = first_line(text, &lines, body_line, tables) else {
        return Foot { first_line: lines.len(), after_line: lines.len(), ..Foot::default() };
    };
    let after = after_line(text, &lines, first, label);
    let mut sorter = Sorter { text, tables, items: Vec::new(), archive: None, signing: Vec::new(), in_list: false };
    for line in &lines[first..after] {
        sorter.read_line(*line);
    }
    let recipients = sorter.items.iter().filter_map(|item| tidy(text, *item)).collect();
    let archive = sorter.archive.and_then(|span| archive_value(text, span));
    let signature = signature(text, &sorter.signing, tables);
    Foot { first_line: first, after_line: after, recipients, archive, signature }
}

/// The first line of the end, and the line of `Nơi nhận` if there is one.
fn first_line(text: &str, lines: &[Span], body_line: usize, tables: &Tables) -> Option<(usize, Option<usize>)> {
    let label = (body_line..lines.len()).find(|at| holds_label(text, lines[*at]));
    let signed = |at: &usize| cells(text, lines[*at]).iter().any(|cell| opens_signature(cell.of(text)));
    match label {
        Some(label) => {
            let earliest = label.saturating_sub(8).max(body_line);
            Some(((earliest..=label).find(signed).unwrap_or(label), Some(label)))
        }
        // Without a list, a position is a signature where a person's name follows; `THỦ TƯỚNG CHÍNH PHỦ` also opens
        // the body of a decision.
        None => (body_line..lines.len())
            .find(|at| signed(at) && lines[*at + 1..].iter().take(5).any(|line| is_person_name(line.of(text), tables)))
            .map(|at| (at, None)),
    }
}

fn holds_label(text: &str, line: Span) -> bool {
    cells(text, line).iter().any(|cell| {
        let folded = fold::unaccented(cell.of(text));
        folded.trim_start_matches(['*', '-', ' ']).starts_with("noi nhan") && folded.len() < 60
    })
}

/// The line behind the end: the next letterhead, annex title, or a line far behind the list.
fn after_line(text: &str, lines: &[Span], first: usize, label: Option<usize>) -> usize {
    let start = label.unwrap_or(first).max(first);
    let begins_annex = |at: usize| {
        let printed = lines[at].of(text);
        let folded = fold::unaccented(printed);
        mottoes::holds_motto(printed)
            || (folded.starts_with("phu luc") || folded.starts_with("bieu mau") || folded.starts_with("mau so"))
                && folded.split(' ').count() <= 12
    };
    let mut quiet = 0;
    for at in start + 1..lines.len() {
        if begins_annex(at) {
            // The letterhead of an annex starts with the issuer's lines above its motto.
            let opens = (start + 1..at).rev().take_while(|line| fold::is_upper_case(lines[*line].of(text))).count();
            return if mottoes::holds_motto(lines[at].of(text)) { at - opens.min(3) } else { at };
        }
        let is_list = lines[at].of(text).starts_with(['-', '+', '·', '*']);
        quiet = if is_list { 0 } else { quiet + 1 };
        if quiet > LONGEST_SIGNATURE {
            return at - quiet + 1 + LONGEST_SIGNATURE.min(quiet - 1);
        }
    }
    lines.len()
}

/// Sorts the cells of the end into recipients, archive and signature.
struct Sorter<'t> {
    text: &'t str,
    tables: &'t Tables,
    items: Vec<Span>,
    archive: Option<Span>,
    signing: Vec<Span>,
    in_list: bool,
}

impl Sorter<'_> {
    fn read_line(&mut self, line: Span) {
        for cell in cells(self.text, line).into_iter().flat_map(|cell| apart_from_signature(self.text, cell)) {
            let printed = cell.of(self.text);
            let folded = fold::unaccented(printed);
            let bare = folded.trim_start_matches(['*', '-', '·', '+', ' ']);
            if let Some(rest) = bare.starts_with("noi nhan").then(|| behind_label(self.text, cell)) {
                self.in_list = true;
                self.read_item(rest);
            } else if is_archive(bare) {
                self.archive = Some(cell);
                self.in_list = false;
            } else if self.signs(printed) {
                self.signing.push(cell);
            } else if self.in_list {
                self.read_item(cell);
            } else {
                self.signing.push(cell);
            }
        }
    }

    fn read_item(&mut self, cell: Span) {
        let printed = cell.of(self.text);
        if printed.is_empty() {
            return;
        }
        let is_new = printed.starts_with(['-', '+', '·', '*']) || self.items.is_empty();
        match self.items.last_mut() {
            Some(last) if !is_new => *last = last.join(cell),
            _ => self.items.push(cell),
        }
    }

    /// A cell of the signature block: authority, position, or a name in the list's right column.
    fn signs(&self, printed: &str) -> bool {
        if printed.starts_with(['-', '+', '·']) {
            return false;
        }
        let has_signature = !self.signing.is_empty();
        opens_signature(printed)
            || fold::is_upper_case(printed) && printed.chars().filter(|letter| letter.is_alphabetic()).count() > 5
            || has_signature && is_person_name(printed, self.tables)
            || is_signed_mark(printed)
    }
}

/// A list item and the signature line that an extraction without gaps put behind it: `- Như trên; PHÓ GIÁM ĐỐC`.
fn apart_from_signature(text: &str, cell: Span) -> Vec<Span> {
    let printed = cell.of(text);
    let starts = printed.match_indices([';', ':', '.']).map(|(at, _)| at + 1);
    for start in starts {
        let rest = printed[start..].trim_start();
        if !rest.is_empty() && opens_signature(rest) && !opens_signature(printed) {
            let edge = cell.end() - rest.len();
            return vec![Span::new(cell.start(), cell.start() + start), Span::new(edge, cell.end())];
        }
    }
    vec![cell]
}

fn behind_label(text: &str, cell: Span) -> Span {
    let printed = cell.of(text);
    let end = printed.find(':').map_or(printed.len(), |colon| colon + 1);
    let rest = printed[end..].trim_start_matches(['*', ' ']);
    Span::new(cell.end() - rest.len(), cell.end())
}

fn is_archive(folded: &str) -> bool {
    folded == "luu" || folded.starts_with("luu:") || folded.starts_with("luu ") || folded.starts_with("luu;")
}

/// The words behind `Lưu:`.
fn archive_value(text: &str, cell: Span) -> Option<Located<String>> {
    let printed = cell.of(text);
    let at = printed.find("Lưu").or_else(|| printed.find("LƯU")).or_else(|| printed.find("lưu"))?;
    let rest = printed[at + "Lưu".len()..].trim_start_matches([':', ' ', '\t', ';']);
    let value = rest.trim_end_matches(['.', ';', ' ', '/']);
    let start = cell.end() - rest.len();
    (!value.is_empty()).then(|| Located::new(fold::single_spaces(value), Span::new(start, start + value.len())))
}

/// A recipient's line without its dash and final punctuation.
fn tidy(text: &str, item: Span) -> Option<Located<String>> {
    let printed = item.of(text);
    let value = printed.trim_start_matches(['-', '+', '·', '*', ' ', '\t']);
    let start = item.end() - value.len();
    let value = value.trim_end_matches(['.', ';', ',', ' ', '/']);
    let has_letter = value.chars().any(char::is_alphabetic);
    has_letter.then(|| Located::new(fold::single_spaces(value), Span::new(start, start + value.len())))
}

/// Authority marks and positions in capitals open a signature block.
fn opens_signature(printed: &str) -> bool {
    authority(printed).is_some() || is_position(printed)
}

/// The authority mark that starts a line, and what stands behind it.
fn authority(printed: &str) -> Option<(SignAuthority, &str)> {
    const MARKS: [(&str, SignAuthority); 17] = [
        ("TUQ.", SignAuthority::ByAuthorisation),
        ("TUQ ", SignAuthority::ByAuthorisation),
        ("T/UQ", SignAuthority::ByAuthorisation),
        ("TM.", SignAuthority::OnBehalf),
        ("TM ", SignAuthority::OnBehalf),
        ("T/M", SignAuthority::OnBehalf),
        ("T.M", SignAuthority::OnBehalf),
        ("KT.", SignAuthority::ForHead),
        ("KT ", SignAuthority::ForHead),
        ("K/T", SignAuthority::ForHead),
        ("K.T", SignAuthority::ForHead),
        ("TL.", SignAuthority::ByOrder),
        ("TL ", SignAuthority::ByOrder),
        ("T/L", SignAuthority::ByOrder),
        ("T.L", SignAuthority::ByOrder),
        ("Q.", SignAuthority::Acting),
        ("Q. ", SignAuthority::Acting),
    ];
    let (mark, kind) = MARKS.iter().find(|(mark, _)| printed.starts_with(mark))?;
    let rest = printed[mark.len()..].trim_start_matches(['.', ' ']);
    fold::is_upper_case(rest).then_some((*kind, rest))
}

/// A position in capitals.
fn is_position(printed: &str) -> bool {
    const POSITIONS: [&str; 24] = [
        "chủ tịch",
        "phó chủ tịch",
        "giám đốc",
        "phó giám đốc",
        "bộ trưởng",
        "thứ trưởng",
        "thủ tướng",
        "phó thủ tướng",
        "chánh văn phòng",
        "phó chánh văn phòng",
        "bí thư",
        "phó bí thư",
        "cục trưởng",
        "phó cục trưởng",
        "trưởng ban",
        "phó trưởng ban",
        "hiệu trưởng",
        "phó hiệu trưởng",
        "trưởng phòng",
        "phó trưởng phòng",
        "tổng bí thư",
        "chánh thanh tra",
        "trưởng đoàn",
        "tổng cục trưởng",
    ];
    let folded = fold::accented(printed.trim_matches(['*', ' ', '.']));
    fold::is_upper_case(printed)
        && POSITIONS.iter().any(|position| folded.starts_with(position))
        && folded.split(' ').count() <= 12
}

fn is_signed_mark(printed: &str) -> bool {
    let folded = fold::unaccented(printed);
    matches!(folded.trim_matches(['(', ')', '[', ']', '.', ' ']), "da ky" | "ky ten" | "daky" | "ky thay")
}

/// Two to six words, each with a capital, no digits: a person's name.
fn is_person_name(printed: &str, tables: &Tables) -> bool {
    let name = printed.trim_matches(['*', ' ', '.', '/']);
    let parts: Vec<&str> = name.split_whitespace().collect();
    let letters_only = |part: &&str| part.chars().all(|letter| letter.is_alphabetic() || letter == '.');
    let is_capital = |part: &&str| part.starts_with(char::is_uppercase) && letters_only(part);
    let all = words::words(name, Span::new(0, name.len()));
    (2..=6).contains(&parts.len())
        && parts.iter().all(is_capital)
        && !fold::is_upper_case(name)
        && tables.phrases.body_head(&all).is_none()
}

fn signature(text: &str, cells: &[Span], tables: &Tables) -> Signature {
    let mut found = Signature::default();
    for (index, cell) in cells.iter().enumerate() {
        let printed = cell.of(text);
        let trimmed = printed.trim_matches(['*', ' ', '.', '/', ';']);
        if let Some((kind, rest)) = authority(printed.trim_start_matches(['*', ' '])) {
            let mut span = *cell;
            let mut body = rest.to_owned();
            if let Some(more) = cells.get(index + 1).filter(|next| goes_on_body(kind, next.of(text))) {
                body = format!("{body} {}", more.of(text));
                span = span.join(*more);
            }
            found.authority = Some(Located::new(kind, *cell));
            if found.on_behalf_of.is_none() {
                found.on_behalf_of = Some(Located::new(names::spell(&body, tables), span));
            }
            if kind == SignAuthority::Acting {
                found.position = Some(Located::new(names::spell(rest, tables), *cell));
            }
        } else if is_position(printed) && found.name.is_none() {
            found.position = Some(Located::new(spell_position(trimmed), *cell));
        } else if is_person_name(printed, tables) && (found.position.is_some() || found.authority.is_some()) {
            let start = cell.start() + (printed.len() - printed.trim_start_matches(['*', ' ']).len());
            let name = fold::single_spaces(trimmed);
            found.name = Some(Located::new(without_title(&name), Span::new(start, start + trimmed.len())));
        }
    }
    found
}

/// `TM. ỦY BAN NHÂN DÂN` and below it `TỈNH LẠNG SƠN`.
fn goes_on_body(kind: SignAuthority, next: &str) -> bool {
    let folded = fold::accented(next);
    kind == SignAuthority::OnBehalf
        && fold::is_upper_case(next)
        && ["tỉnh ", "huyện ", "thành phố ", "xã ", "phường ", "quận "].iter().any(|word| folded.starts_with(word))
}

/// `PHÓ CHỦ TỊCH` → `Phó Chủ tịch`.
fn spell_position(printed: &str) -> String {
    let lower = fold::accented(printed);
    let (prefix, rest) = match lower.strip_prefix("phó ") {
        Some(rest) => ("Phó ", rest.to_owned()),
        None => ("", lower.clone()),
    };
    let mut letters = rest.chars();
    let raised: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    format!("{prefix}{raised}")
}

/// Military and academic titles stand before a name; they are no part of it.
fn without_title(name: &str) -> String {
    const TITLES: [&str; 12] = [
        "ThS.",
        "TS.",
        "PGS.TS.",
        "GS.TS.",
        "PGS.",
        "GS.",
        "BS.",
        "Đại tá",
        "Thượng tá",
        "Trung tá",
        "Thiếu tướng",
        "Trung tướng",
    ];
    let title = TITLES.iter().find(|title| name.starts_with(*title));
    title.map_or(name, |title| name[title.len()..].trim_start()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foot(text: &str) -> Foot {
        read(text, &Layout::of(text), 0, Tables::built_in())
    }

    fn values(items: &[Located<String>]) -> Vec<&str> {
        items.iter().map(|item| item.value.as_str()).collect()
    }

    #[test]
    fn columns_side_by_side() {
        let found = foot(
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tKT. CHỦ TỊCH\n- Sở A;\tPHÓ CHỦ TỊCH\n- Lưu: VT, NC.\tTrần Văn Mẫu",
        );
        assert_eq!(values(&found.recipients), ["Như trên", "Sở A"]);
        assert_eq!(found.archive.unwrap().value, "VT, NC");
        let signature = found.signature;
        assert_eq!(signature.authority.unwrap().value.slug(), "KT");
        assert_eq!(signature.on_behalf_of.unwrap().value, "Ủy ban nhân dân");
        assert_eq!(signature.position.unwrap().value, "Phó Chủ tịch");
        assert_eq!(signature.name.unwrap().value, "Trần Văn Mẫu");
    }

    #[test]
    fn one_after_the_other() {
        let found =
            foot("Nơi nhận:\n- Như trên;\n- C, PCVP,\ncác phòng: NC, TH;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Thị Thử");
        assert_eq!(values(&found.recipients), ["Như trên", "C, PCVP, các phòng: NC, TH"]);
        assert_eq!(found.signature.position.unwrap().value, "Chủ tịch");
        assert_eq!(found.signature.name.unwrap().value, "Lê Thị Thử");
    }

    #[test]
    fn an_unsigned_copy_has_no_position() {
        let found = foot("Nơi nhận:\n- Như trên;\n- Lưu VT, NC.\nTM. ỦY BAN NHÂN DÂN");
        assert_eq!(found.archive.unwrap().value, "VT, NC");
        assert!(found.signature.position.is_none() && found.signature.name.is_none());
    }
}
