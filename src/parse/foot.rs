//! The end of a document: recipients (*nơi nhận*), archive line (*lưu*) and signature block (*chữ ký*).
//!
//! The two columns come one after the other or side by side; cells are told by content.
//! Signing rules: Nghị định 30/2020/NĐ-CP, art. 13.

use super::blocks::Layout;
use super::foot_lines::{BULLETS, after_line, first_line, holds_label, is_archive, list_without_label, opens_list};
use super::header::cells;
use super::recipient_slips::{is_noise, mended_purpose};
use super::signature::{self, SigningCell};
use crate::model::{CleanText, Located, Signature};
use crate::tables::Tables;
use crate::text::{PlainText, Span, fold};

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
    /// Further signatures of a joint document.
    pub(super) co_signatures: Vec<Signature>,
}

/// What may stand behind an item or the archive line and is no part of it.
const TAIL: [char; 9] = ['.', ';', ',', ' ', '/', '_', '\\', '`', '|'];

pub(super) fn read(clean: &CleanText, layout: &Layout, body_line: usize, tables: &Tables) -> Foot {
    let text = clean.as_str();
    let lines: Vec<Span> = layout.lines.iter().map(|line| line.span).collect();
    let printed_label = (body_line..lines.len()).find(|at| holds_label(text, lines[*at]));
    let list_start = if printed_label.is_none() { list_without_label(text, &lines, body_line) } else { None };
    let label = printed_label.or(list_start.map(|start| start.saturating_sub(1).max(body_line)));
    let Some((first, label)) = first_line(text, &lines, body_line, label, tables) else {
        return Foot { first_line: lines.len(), after_line: lines.len(), ..Foot::default() };
    };
    let after = after_line(text, &lines, first, label);
    let has_bullets = lines[first..after].iter().any(|line| line.of(text).starts_with(BULLETS));
    let mut sorter = Sorter {
        clean,
        text,
        tables,
        has_bullets,
        items: Vec::new(),
        archive: Vec::new(),
        archive_line: 0,
        signing: Vec::new(),
        in_list: false,
    };
    for (number, line) in lines[first..after].iter().enumerate() {
        sorter.in_list |= list_start.is_some_and(|start| start == first + number);
        sorter.read_line(number, *line);
    }
    let recipients = sorter.items.iter().filter_map(|item| sorter.tidy(item)).collect();
    let archive = sorter.archive_value();
    let is_recognised = |span: Span| clean.confidence(span).is_some();
    let mut signatures = signature::read(text, &sorter.signing, &is_recognised, tables);
    let co_signatures = signatures.split_off(1.min(signatures.len()));
    let signature = signatures.pop().unwrap_or_default();
    Foot { first_line: first, after_line: after, recipients, archive, signature, co_signatures }
}

/// Sorts the cells of the end into recipients, archive and signature.
struct Sorter<'t> {
    clean: &'t CleanText,
    text: &'t str,
    tables: &'t Tables,
    /// Some item opens with a dash, so that a line without one goes on with the item before it.
    has_bullets: bool,
    /// The pieces of each item: what stands between them in the text may be of the other column.
    items: Vec<Vec<Span>>,
    archive: Vec<Span>,
    archive_line: usize,
    signing: Vec<SigningCell>,
    in_list: bool,
}

impl Sorter<'_> {
    fn read_line(&mut self, number: usize, line: Span) {
        let pieces: Vec<Span> = cells(self.text, line).into_iter().flat_map(|cell| self.apart(cell)).collect();
        let labelled = holds_label(self.text, line);
        for (rank, cell) in pieces.iter().copied().enumerate() {
            let printed = cell.of(self.text);
            let folded = fold::unaccented(printed);
            let bare = folded.trim_start_matches(|sign: char| !sign.is_alphabetic());
            let is_beside_label = labelled && !printed.starts_with(BULLETS) && fold::is_upper_case(printed);
            let archive_goes_on = self.archive_goes_on(number, printed);
            if let Some(rest) = opens_list(&folded).then(|| behind_label(self.text, cell)) {
                self.in_list = true;
                self.read_item(rest);
            } else if is_archive(bare) && self.archive.is_empty() {
                self.archive.push(cell);
                self.archive_line = number;
                self.in_list = false;
            } else if archive_goes_on {
                self.archive.push(cell);
                self.archive_line = number;
            } else if is_beside_label
                || self.stands_beside_item(&pieces[..=rank], labelled)
                || self.signs(printed)
                || self.names_signer(cell)
            {
                self.signing.push(SigningCell { span: cell, line: number });
            } else if self.in_list {
                self.read_item(cell);
            } else {
                self.signing.push(SigningCell { span: cell, line: number });
            }
        }
    }

    /// The last of `pieces` stands to the right of the label or of a whole item, where the signature is, and has no dash
    /// as the items have: what recognition made of a seal or a name.
    fn stands_beside_item(&self, pieces: &[Span], labelled: bool) -> bool {
        let [.., left, own] = pieces else { return false };
        let left = left.of(self.text);
        let is_item = left.starts_with(BULLETS) && left.ends_with([';', '.', ',']);
        self.has_bullets
            && (is_item || labelled && left.ends_with(':'))
            && self.is_recognised(*own)
            && !own.of(self.text).starts_with(BULLETS)
    }

    /// The archive line goes on behind an open comma or bracket, or right below with another unit's code and bracket.
    fn archive_goes_on(&self, number: usize, printed: &str) -> bool {
        let Some(last) = self.archive.last().map(|last| last.of(self.text)) else { return false };
        let is_open = last.ends_with([',', '(']);
        let is_next = number == self.archive_line + 1 && last.ends_with(')');
        let is_code = is_next && printed.ends_with(')') && printed.contains('(') && !printed.starts_with('(');
        (is_open || is_code)
            && !printed.starts_with(BULLETS)
            && !signature::opens(printed, self.tables)
            && !signature::has_surname(printed, self.tables)
    }

    fn is_recognised(&self, cell: Span) -> bool {
        self.clean.confidence(cell).is_some()
    }

    /// The cell, cut where a second item or a signature line was read into it.
    fn apart(&self, cell: Span) -> Vec<Span> {
        let printed = cell.of(self.text);
        let second =
            ["; ~ ", "; - "].iter().filter_map(|edge| printed.find(edge)).min().map(|at| cell.start() + at + 1);
        match second.filter(|_| self.is_recognised(cell)) {
            Some(edge) => {
                let mut pieces = vec![Span::new(cell.start(), edge)];
                pieces.extend(self.apart(Span::new(edge + 1, cell.end())));
                pieces
            }
            None => apart_from_signature(self.text, cell, self.tables),
        }
    }

    fn read_item(&mut self, cell: Span) {
        let is_recognised = self.is_recognised(cell);
        let cell = if is_recognised { without_specks(self.text, cell) } else { cell };
        let printed = cell.of(self.text);
        if printed.is_empty() || is_recognised && is_noise(printed) {
            return;
        }
        let last_ends =
            self.items.last().and_then(|item| item.last()).is_some_and(|last| last.of(self.text).ends_with(';'));
        let lost_bullet = last_ends && (is_recognised || !self.has_bullets) && printed.starts_with(char::is_uppercase);
        let is_new = printed.starts_with(BULLETS) || lost_bullet;
        match self.items.last_mut() {
            Some(last) if !is_new => last.push(cell),
            _ => self.items.push(vec![cell]),
        }
    }

    /// A recipient's lines without dash and final punctuation.
    fn tidy(&self, item: &[Span]) -> Option<Located<String>> {
        let (value, span) = self.joined(item)?;
        let bare = value.trim_start_matches(|sign: char| BULLETS.contains(&sign) || matches!(sign, ' ' | '\t' | '\''));
        let has_letter = bare.chars().any(char::is_alphabetic);
        let is_recognised = item.iter().all(|piece| self.is_recognised(*piece));
        // A semicolon is often read as a colon.
        let value = if is_recognised { mended_purpose(bare.trim_end_matches([':', ' '])) } else { bare.to_owned() };
        has_letter.then(|| Located::new(value, span))
    }

    /// The words behind `Lưu:`.
    fn archive_value(&self) -> Option<Located<String>> {
        let (value, span) = self.joined(&self.archive)?;
        let plain = PlainText::of(&value);
        let at = plain.as_str().find("luu")?;
        let rest = value[plain.span(at, at + 3).end()..].trim_start_matches([':', ' ', '\t', ';', '.']);
        (!rest.is_empty()).then(|| Located::new(rest.to_owned(), span))
    }

    /// The pieces in single spaces without what stands behind the last, and the place of the first and its neighbours.
    fn joined(&self, pieces: &[Span]) -> Option<(String, Span)> {
        let first = pieces.first()?;
        let printed: Vec<&str> = pieces.iter().map(|piece| piece.of(self.text)).collect();
        let mut value = fold::single_spaces(&printed.join(" "));
        loop {
            value.truncate(value.trim_end_matches(TAIL).len());
            let is_apart = |edge: &usize| !value[edge + 1..].starts_with(char::is_alphanumeric);
            let edge = value.rfind([';', '.']).filter(|_| self.is_recognised(*first)).filter(is_apart);
            match edge.filter(|edge| is_noise(&value[edge + 1..])) {
                Some(edge) => value.truncate(edge),
                None => break,
            }
        }
        Some((value, pieces.iter().fold(*first, |span, piece| span.join(*piece))))
    }

    /// A person's name in a recognised list of dashed items, itself without dash or semicolon: of the signature, whose
    /// other lines were not read.
    fn names_signer(&self, cell: Span) -> bool {
        let printed = cell.of(self.text);
        self.in_list
            && self.has_bullets
            && self.is_recognised(cell)
            && !printed.starts_with(BULLETS)
            && !printed.ends_with([';', ','])
            && signature::has_surname(printed, self.tables)
            && signature::is_person_name(printed, self.tables)
    }

    /// A cell of the signature block: authority, position, or a name in the list's right column.
    fn signs(&self, printed: &str) -> bool {
        if printed.starts_with(BULLETS) {
            return false;
        }
        let has_signature = !self.signing.is_empty();
        signature::opens(printed, self.tables)
            || fold::is_upper_case(printed) && printed.chars().filter(|letter| letter.is_alphabetic()).count() > 5
            || has_signature && signature::is_person_name(printed, self.tables)
            || signature::is_signed_mark(printed)
    }
}

/// A list item and the signature line that an extraction without gaps put behind it: `- Như trên; PHÓ GIÁM ĐỐC`.
fn apart_from_signature(text: &str, cell: Span, tables: &Tables) -> Vec<Span> {
    let printed = cell.of(text);
    let starts = printed.match_indices([';', ':', '.']).map(|(at, _)| at + 1);
    for start in starts {
        let rest = printed[start..].trim_start();
        let begins =
            signature::opens(rest, tables) || signature::has_surname(rest, tables) || signature::is_signed_mark(rest);
        if !rest.is_empty() && begins && !signature::opens(printed, tables) {
            let edge = cell.end() - rest.len();
            return vec![Span::new(cell.start(), cell.start() + start), Span::new(edge, cell.end())];
        }
    }
    vec![cell]
}

/// The cell without specks that recognition made signs before its dash: `: - Thường trực Tỉnh ủy`.
fn without_specks(text: &str, cell: Span) -> Span {
    let printed = cell.of(text);
    let rest = printed.trim_start_matches([':', '.', ',', '\'', '`', '|', ' ', '_']);
    if rest.starts_with(BULLETS) { Span::new(cell.end() - rest.len(), cell.end()) } else { cell }
}

fn behind_label(text: &str, cell: Span) -> Span {
    let printed = cell.of(text);
    let end = printed.find(':').map_or(printed.len(), |colon| colon + 1);
    let rest = printed[end..].trim_start_matches(['*', ' ']);
    Span::new(cell.end() - rest.len(), cell.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::MappedText;

    fn clean_of(text: &str) -> CleanText {
        CleanText { text: MappedText::verbatim(text), pages: Vec::new(), recognised: Vec::new() }
    }

    fn foot(text: &str) -> Foot {
        read(&clean_of(text), &Layout::of(text), 0, Tables::built_in())
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
    fn a_lost_label_and_damaged_purposes() {
        let found = foot("E<4~: 3g\tGIÁM ĐỐC\n- Ban Giám đốc;\n~ Phòng A;\n- Lưu: VT (2b)\nTCHC (3b)\nLê Thị Thử");
        assert_eq!(values(&found.recipients), ["Ban Giám đốc", "Phòng A"]);
        assert_eq!(found.archive.unwrap().value, "VT (2b) TCHC (3b)");
        assert_eq!(found.signature.name.unwrap().value, "Lê Thị Thử");
    }

    #[test]
    fn specks_before_a_dash_are_no_letters() {
        let text = "Nơi nhận:\n- Sở A;\n: - Sở B;\tNguyễn Thử Mẫu\n- Sở C;\tÃ.. mÃ\n- Lưu: VT.";
        let recognised = vec![(Span::new(0, text.len()), 90)];
        let clean = CleanText { recognised, ..clean_of(text) };
        let found = read(&clean, &Layout::of(text), 0, Tables::built_in());
        assert_eq!(values(&found.recipients), ["Sở A", "Sở B", "Sở C"]);
        assert_eq!(found.signature.name.unwrap().value, "Nguyễn Thử Mẫu");
    }

    #[test]
    fn strokes_beside_the_items_are_of_the_signature() {
        let text = "Nơi nhận:\tKÍGIÁM bóc\n- Sở A;\tGiáo dục ÿ\n- Sở B;\n- Lưu: VT.\n\nLê Thị Thử";
        let recognised = vec![(Span::new(0, text.len()), 90)];
        let clean = CleanText { recognised, ..clean_of(text) };
        let found = read(&clean, &Layout::of(text), 0, Tables::built_in());
        assert_eq!(values(&found.recipients), ["Sở A", "Sở B"]);
        assert_eq!(found.signature.name.unwrap().value, "Lê Thị Thử");
    }

    #[test]
    fn an_unsigned_copy_has_no_position() {
        let found = foot("Nơi nhận:\n- Như trên;\n- Lưu VT, NC.\nTM. ỦY BAN NHÂN DÂN");
        assert_eq!(found.archive.unwrap().value, "VT, NC");
        assert!(found.signature.position.is_none() && found.signature.name.is_none());
    }
}
