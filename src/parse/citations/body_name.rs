//! Where the printed name of a body ends (*tên cơ quan*): at a verb, a number, a year, another body; what its kind lets
//! it hold besides: commas between fields, `về`, dashes.

use crate::model::Level;
use crate::parse::body_kinds;
use crate::parse::flow::Flow;
use crate::tables::Tables;
use crate::text::{Span, words::Word};

/// Words an issuer's name may have at the most.
pub(super) const LONGEST_NAME: usize = 22;

/// The body's name that starts `all`; `None` where no name starts there.
pub(super) fn name_at(flow: &Flow, all: &[Word], tables: &Tables) -> Option<Span> {
    let first = all.first()?;
    if is_provision(all) {
        return None;
    }
    let known = tables.bodies.at_start(all).map_or(0, |(_, count)| count);
    let head = tables.phrases.body_head(all).unwrap_or(0);
    let is_capital = first.is_capital;
    if !is_capital && known == 0 {
        return None;
    }
    let kind = NameKind::of(all);
    let mut taken = known.max(head).max(1);
    let mut is_whole = known > 0;
    while taken < all.len().min(LONGEST_NAME) {
        let step = Step { flow, tables, is_whole, kind };
        if !step.goes_on(&all[taken - 1..]) {
            break;
        }
        if is_whole && names_person(flow, &all[..taken], &all[taken..], tables) {
            break;
        }
        // A known name inside the name is taken whole: `Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch`.
        let inner = tables.bodies.at_start(&all[taken..]).map(|(_, count)| count);
        is_whole = inner.is_some();
        taken += inner.unwrap_or(1);
    }
    while taken > 1 && matches!(all[taken - 1].key.as_str(), "và" | "của" | "các" | "về") {
        taken -= 1;
    }
    Some(Span::new(first.span.start(), all[taken - 1].span.end()))
}

/// `Thủ tướng Chính phủ Nguyễn Văn A`: behind a body of the centre, which bears no place, a person's name.
fn names_person(flow: &Flow, body: &[Word], rest: &[Word], tables: &Tables) -> bool {
    let [first, .., last] = body else { return false };
    let name = Span::new(first.span.start(), last.span.end()).of(flow);
    let is_central = || body_kinds::level_of(body_kinds::body_kind(name), name) == Some(Level::Central);
    let is_name = rest.iter().take(2).filter(|word| word.is_capital).count() == 2;
    is_name && tables.phrases.surname(rest).is_some() && is_central()
}

/// A part of a paper, which issues nothing: `Phụ lục I ban hành kèm theo …`.
fn is_provision(all: &[Word]) -> bool {
    let is_part = |key: &str| matches!(key, "điều" | "khoản" | "điểm" | "mục" | "chương" | "phần");
    let opens_annex = all.len() > 1 && all[0].key == "phụ" && all[1].key == "lục";
    opens_annex || all.first().is_some_and(|first| is_part(&first.key)) && all.len() > 1 && all[1].key.len() < 4
}

/// What a name may hold beside plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameKind {
    /// A field behind *về*, and commas in it.
    Committee,
    /// What the company does, in small letters.
    Enterprise,
    /// Fields listed with commas.
    Office,
    Plain,
}

impl NameKind {
    fn of(all: &[Word]) -> NameKind {
        let may_be_committee = all.first().is_some_and(|first| matches!(&*first.key, "ban" | "ủy" | "hội" | "tổ"));
        match () {
            () if may_be_committee && is_committee(all) => NameKind::Committee,
            () if is_enterprise(all) => NameKind::Enterprise,
            () if bears_fields(all) => NameKind::Office,
            () => NameKind::Plain,
        }
    }
}

/// Committees bear their field in their name, commas and *về* included: `Ban Chỉ đạo tỉnh về phòng, chống thiên tai`.
fn is_committee(all: &[Word]) -> bool {
    const HEADS: [[&str; 2]; 4] = [["chỉ", "đạo"], ["ban", "quốc"], ["đồng", "quốc"], ["công", "tác"]];
    all.len() > 3 && HEADS.iter().any(|[one, two]| all[1].key == *one && all[2].key == *two)
}

/// Boards and offices of a field may list fields in their name: `Phòng Văn hóa, Khoa học và Thông tin`.
fn bears_fields(all: &[Word]) -> bool {
    const HEADS: [&str; 10] = ["sở", "bộ", "phòng", "cục", "vụ", "ban", "tổng", "chi", "viện", "trung"];
    // `Giám đốc Sở …`, `Cục trưởng Cục …`
    all.iter().take(3).any(|word| word.is_capital && HEADS.contains(&word.key.as_str()))
}

/// Enterprises bear what they do in their name, in capitals or not: `Công ty TNHH Khai thác và chế biến đá Mẫu`.
fn is_enterprise(all: &[Word]) -> bool {
    const HEADS: [[&str; 2]; 4] = [["công", "ty"], ["tổng", "công"], ["doanh", "nghiệp"], ["tập", "đoàn"]];
    all.len() > 2 && HEADS.iter().any(|[one, two]| all[0].key == *one && all[1].key == *two)
}

/// Words that end a name, but begin names of places when set in a capital: `Cần Thơ`, `Như Xuân`.
const NAMING: [&str; 6] = ["cần", "như", "từ", "hiện", "nên", "sau"];

/// Words that may follow the whole name of a known body in small letters: its place.
const BEHIND_WHOLE: [&str; 18] = [
    "tỉnh",
    "thành",
    "huyện",
    "quận",
    "thị",
    "xã",
    "phường",
    "đặc",
    "khu",
    "vùng",
    "cấp",
    "và",
    "nước",
    "trung",
    "miền",
    "tại",
    "phố",
    "khóa",
];

/// Behind the whole name of a known body: neither a capital nor the word of a place.
fn is_no_place(all: &[Word]) -> bool {
    let next = all[1].key.as_str();
    let is_city = next != "thành" || all.get(2).is_some_and(|word| word.key == "phố");
    matches!(next, "của" | "các") || !is_city || !(all[1].is_capital || BEHIND_WHOLE.contains(&next))
}

/// Most words of one field in a body's name.
const LONGEST_FIELD: usize = 4;

/// One step along a name.
struct Step<'a> {
    flow: &'a Flow,
    tables: &'a Tables,
    /// The words so far end with the whole name of a known body.
    is_whole: bool,
    kind: NameKind,
}

impl Step<'_> {
    /// Does the name of which `all[0]` is the last word so far go on with `all[1]`?
    fn goes_on(&self, all: &[Word]) -> bool {
        let [last, next, ..] = all else { return false };
        let gap = &self.flow[last.span.end()..next.span.start()];
        let is_capital = |word: &Word| word.is_capital;
        if self.kind == NameKind::Committee && self.goes_on_field(gap, all) {
            return true;
        }
        if gap.trim() == "," && self.kind == NameKind::Office && !self.is_whole && self.lists_fields(all) {
            return true;
        }
        if gap.contains([',', ';', '.', ':', '(', ')', '"', '“', '”', '/', '\t']) {
            return false;
        }
        if gap.contains('-') {
            // `Sở Giao thông vận tải - Xây dựng` is one body, made of two; `Bộ Y tế - Bộ Công an` are two.
            return is_capital(next) && !(self.is_whole && self.tables.phrases.body_head(&all[1..]).is_some());
        }
        if self.stops(all) || self.is_whole && is_no_place(all) {
            return false;
        }
        if next.key == "và" {
            let after = &all[2..];
            let opens_other =
                self.tables.phrases.body_head(after).is_some() || self.tables.doc_kinds.at_start(after).is_some();
            return (self.kind == NameKind::Enterprise || after.first().is_some_and(is_capital)) && !opens_other;
        }
        true
    }

    /// Behind the comma a further field of the name: `…, Thể thao và Du lịch`, `… Khám, chữa bệnh về …`. No other body
    /// or paper begins there, and no verb.
    fn lists_fields(&self, all: &[Word]) -> bool {
        let rest = &all[1..];
        let phrases = &self.tables.phrases;
        let is_other = phrases.body_head(rest).is_some() || self.tables.doc_kinds.at_start(rest).is_some();
        if is_other || self.stops(all) || phrases.task_verb(rest).is_some() {
            return false;
        }
        let touches =
            |at: usize| self.flow[rest[at - 1].span.end()..rest[at].span.start()].bytes().all(|byte| byte == b' ');
        let plain = 1 + (1..rest.len()).take(LONGEST_FIELD).take_while(|at| touches(*at)).count();
        if rest[0].is_capital {
            let is_last = |at: &usize| {
                let after = &rest[at + 1..];
                after.first().is_some_and(|word| word.is_capital) && phrases.body_head(after).is_none()
            };
            return (1..plain).find(|at| rest[*at].key == "và").is_some_and(|at| is_last(&at));
        }
        // In small letters a field ends where the citation goes on.
        let end = (1..plain).find(|at| matches!(rest[*at].key.as_str(), "về" | "ngày" | "tỉnh" | "thuộc"));
        let closes = || {
            let behind = &self.flow[rest[plain - 1].span.end()..];
            plain <= LONGEST_FIELD && (behind.is_empty() || behind.starts_with([';', ')', '.']))
        };
        end.is_some() || closes()
    }

    /// The word behind ends a name: a verb, *về*, a year.
    fn stops(&self, all: &[Word]) -> bool {
        let next = &all[1];
        let mut letters = next.span.of(self.flow).chars();
        let is_title_case =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        let names = is_title_case && (self.kind == NameKind::Enterprise || NAMING.contains(&next.key.as_str()));
        let is_year =
            next.key == "năm" && all.get(2).is_some_and(|word| word.key.starts_with(|c: char| c.is_ascii_digit()));
        is_year || (!names && self.tables.phrases.stops_issuer(&all[1..]))
    }

    /// The field in the name of a committee: `về` (but not `về việc`), and a comma between its words.
    fn goes_on_field(&self, gap: &str, all: &[Word]) -> bool {
        let is_small = |word: &Word| word.span.of(self.flow).starts_with(char::is_lowercase);
        let behind = all.get(2).map(|word| word.key.as_str());
        if gap.trim().is_empty() && all[1].key == "về" {
            return !matches!(behind, Some("việc" | "ban" | "triển" | "thực" | "tổ" | "phê" | "sửa"));
        }
        gap.trim() == "," && is_small(&all[0]) && is_small(&all[1]) && !self.tables.phrases.stops_issuer(&all[1..])
    }
}
