//! Lists of bodies (*danh sách cơ quan*): known names first, then cut at `;`, `,` and `và` where a new body begins.
//!
//! `Sở Văn hóa, Thể thao và Du lịch, Bộ Chỉ huy BĐBP tỉnh` is two bodies; `các sở, ban, ngành, đoàn thể cấp tỉnh` is
//! one group; `Sở Ngoại vụ, Nội vụ` passes its head on.

mod people;
#[cfg(test)]
mod tests;

use crate::parse::flow::Flow;
use crate::tables::{Tables, TaskWord};
use crate::text::words::{self, Word};
use crate::text::{Span, fold};

/// How a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListEnd {
    /// The whole span is the list.
    Span,
    /// The list ends where a verb begins: `phối hợp với A, B tham mưu …`.
    Verb,
}

/// The bodies listed in `span`, as written, without *Đề nghị*, *Giao*; and where the last of them ends.
pub(super) fn list(flow: &Flow, span: Span, end: ListEnd, tables: &Tables) -> (Vec<String>, usize) {
    let all = flow.words(span);
    let mut reader =
        Reader { flow, tables, all, at: 0, end, stopped: false, known_end: usize::MAX, head: None, passed_on: None };
    let mut found: Vec<String> = Vec::new();
    let mut stop = span.start();
    while let Some(item) = reader.next_item() {
        let printed = fold::single_spaces(item.of(flow));
        let name = match (&reader.passed_on, elided_head(found.last(), &printed, tables)) {
            (Some(head), _) => format!("{head} {printed}"),
            (None, Some(head)) => format!("{head} {printed}"),
            (None, None) => printed,
        };
        stop = item.end();
        for name in people::apart(&name, tables).unwrap_or_else(|| vec![name]) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    (found, stop)
}

struct Reader<'t> {
    flow: &'t str,
    tables: &'t Tables,
    all: &'t [Word],
    at: usize,
    end: ListEnd,
    stopped: bool,
    /// Index behind the known name that starts the item under way.
    known_end: usize,
    /// Index of the last *Sở, Bộ, Phòng* that started an item.
    head: Option<usize>,
    /// What `các Sở: A, B` passes on to each of its names: `Sở`.
    passed_on: Option<String>,
}

impl Reader<'_> {
    fn next_item(&mut self) -> Option<Span> {
        self.skip_modality();
        if !self.stopped && self.at < self.all.len() {
            self.open_distribution();
        }
        let start = self.at;
        let first = self.all.get(start).filter(|_| !self.stopped)?.span.start();
        let elided = self.passed_on.as_ref().map_or(0, |_| self.elided(start).unwrap_or(0));
        let head = self.tables.phrases.actor_head(&self.all[start..]).unwrap_or(0);
        let known = self.known(start, head).max(elided);
        if head > 0 && elided == 0 {
            self.passed_on = None;
        }
        if self.end == ListEnd::Verb && known == 0 && head == 0 && !self.is_capital(start) {
            self.stopped = true;
            return None;
        }
        self.at = (start + known.max(head).max(1)).min(self.all.len());
        self.known_end = if known > head { self.at } else { usize::MAX };
        if self.is_capital(start) && self.passed_on.is_none() && head > 0 {
            self.head = matches!(self.all[start].key.as_str(), "sở" | "bộ" | "phòng").then_some(start);
        }
        let is_group = self.is_group(start);
        while self.at < self.all.len() && !self.ends_item(start, is_group) {
            self.at += 1;
        }
        // `Chính phủ và lãnh đạo …` leaves no *và* behind the name.
        let dangles = self.at > start + 1 && self.all[self.at - 1].key == "và";
        let mut last = self.all[self.at - 1 - usize::from(dangles)].span.end();
        let behind = &self.flow
            [last..self.all.get(self.at).map_or(self.flow.len(), |word| word.span.start()).min(self.flow.len())];
        if self.flow[first..last].matches('(').count() > self.flow[first..last].matches(')').count()
            && behind.starts_with(')')
        {
            last += 1;
        }
        Some(Span::new(first, last))
    }

    /// How many words at `start` are a known name; accents may be damaged where a comma stands in it.
    fn known(&self, start: usize, head: usize) -> usize {
        let rest = &self.all[start..];
        let exact = self.tables.bodies.at_start(rest).map_or(0, |(_, count)| count);
        let near = &rest[..rest.len().min(9)];
        let has_comma =
            || near.windows(2).any(|pair| self.flow[pair[0].span.end()..pair[1].span.start()].contains(','));
        if exact > 0 || head == 0 || !self.is_capital(start) || !has_comma() {
            return exact;
        }
        let like = self.tables.bodies.like_start(near).map_or(0, |(_, count)| count);
        if like > head + 1 { like } else { 0 }
    }

    /// `các Sở: A, B` and `Giám đốc các sở A, B`: the head goes on to each name, with what stands before *các*.
    fn open_distribution(&mut self) {
        let rest = &self.all[self.at..];
        let Some(group) = (0..rest.len().min(5)).find(|at| rest[*at].key == "các") else { return };
        let (Some(head), Some(name)) = (rest.get(group + 1), rest.get(group + 2)) else { return };
        let is_office = matches!(head.key.as_str(), "sở" | "bộ" | "phòng" | "ban" | "cục" | "vụ");
        let is_place = matches!(head.key.as_str(), "huyện" | "xã" | "phường" | "tỉnh" | "quận");
        let has_colon = self.flow[head.span.end()..name.span.start()].contains(':');
        let index = self.at + group + 1;
        // `các Sở Tài chính` are those of all provinces: several names must follow.
        let has_more = |name: usize| {
            let behind = index + 1 + name;
            let link = behind + usize::from(rest_key(self.all, behind) == "và");
            let is_parted = |word: &Word| self.flow[self.all[behind - 1].span.end()..word.span.start()].contains(',');
            let is_linked = link > behind || self.all.get(behind).is_some_and(is_parted);
            is_linked && link < self.all.len() && self.is_capital(link) && self.tail(index, link).is_some()
        };
        let starts_names = self.is_capital(index + 1)
            && (has_colon || is_office && self.is_capital(index) && self.tail(index, index + 1).is_some_and(has_more));
        let is_headed = group == 0 || self.tables.phrases.actor_head(rest).is_some();
        if !(starts_names && is_headed && (is_office || is_place)) {
            return;
        }
        let before = if group == 0 {
            String::new()
        } else {
            format!("{} ", fold::single_spaces(&self.flow[rest[0].span.start()..rest[group - 1].span.end()]))
        };
        let printed = head.span.of(self.flow);
        let capital: String =
            printed.chars().take(1).flat_map(char::to_uppercase).chain(printed.chars().skip(1)).collect();
        let head = if is_office { capital.as_str() } else { printed };
        self.passed_on = Some(format!("{before}{head}"));
        self.head = Some(index);
        self.at = index + 1;
    }

    /// *Đề nghị, giao, yêu cầu, và* at the head of an item are no part of its name.
    fn skip_modality(&mut self) {
        while let Some(word) = self.all.get(self.at) {
            let next = self.all.get(self.at + 1).map(|word| word.key.as_str());
            let skipped = match (word.key.as_str(), next) {
                ("đề", Some("nghị")) | ("yêu", Some("cầu")) | ("phân", Some("công")) => 2,
                ("giao" | "và" | "với" | "cùng", _) => 1,
                _ => return,
            };
            self.at += skipped;
        }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.all[at].is_capital
    }

    /// `các sở, ban, ngành`, `sở ban ngành`: a group, whose commas part no bodies.
    fn is_group(&self, start: usize) -> bool {
        let key = self.all[start].key.as_str();
        let opening = &self.all[start..self.all.len().min(start + 6)];
        let unbroken =
            opening.windows(2).take_while(|pair| self.flow[pair[0].span.end()..pair[1].span.start()].trim().is_empty());
        matches!(key, "những" | "mọi" | "toàn")
            || !self.is_capital(start) && matches!(key, "sở" | "bộ" | "ban")
            || key == "các"
            || unbroken.map(|pair| pair[1].key.as_str()).any(|key| key == "các")
    }

    /// Does the item that starts at word `start` end before word `self.at`?
    fn ends_item(&mut self, start: usize, is_group: bool) -> bool {
        let gap = &self.flow[self.all[self.at - 1].span.end()..self.all[self.at].span.start()];
        let rest = &self.all[self.at..];
        let inside = &self.flow[self.all[start].span.start()..rest[0].span.start()];
        if inside.matches('(').count() > inside.matches(')').count() {
            return false;
        }
        if gap.contains('/') && self.is_capital(self.at) && self.opens_item(self.at, is_group) {
            return true;
        }
        if gap.contains([';', ':', '.', '\n']) {
            let goes_on = gap.contains(';') && self.opens_item(self.at, false);
            self.stopped |= self.end == ListEnd::Verb && !goes_on;
            return true;
        }
        if gap.contains(',') {
            let opens = self.opens_item(self.at, is_group) || self.goes_on(self.at);
            self.stopped |= self.end == ListEnd::Verb && !opens && self.is_verb(self.at);
            return opens || self.stopped;
        }
        if rest[0].key == "và" {
            return rest.len() > 1
                && (self.opens_item(self.at + 1, is_group && !self.parts_group(start)) || self.goes_on(self.at + 1));
        }
        // `Khoa phối hợp với …`: a head alone is a name before a verb of duty, a school's before any verb.
        let is_lone = matches!(self.all[start].key.as_str(), "khoa" | "trường" | "viện" | "đoàn")
            && rest[0].key != "quản"
            || self.tables.task_words.starts(TaskWord::Charge, rest);
        let is_past_head = self.at > start + 1 || self.is_capital(start) && is_lone;
        // `các đơn vị tại trụ sở chính`, but `Sở A tại Công văn số …`.
        if is_group && rest[0].key == "tại" && matches!(rest_key(rest, 1), "trụ" | "địa") {
            return false;
        }
        let is_past = (is_past_head && self.is_verb(self.at)) || self.is_past_name() || self.is_past_group();
        if self.end == ListEnd::Verb && is_past {
            self.stopped = true;
            return true;
        }
        false
    }

    /// `các sở, ngành và địa phương` are two, `các cơ quan và đơn vị` are one.
    fn parts_group(&self, start: usize) -> bool {
        let noun = self.all.get(start + 1).map_or("", |word| word.key.as_str());
        let opened = rest_key(self.all, self.at + 1);
        matches!(opened, "địa" | "đơn" | "cơ") && !matches!(noun, "cơ" | "đơn" | "địa" | "tổ" | "cấp")
    }

    /// A verb in small letters that is no part of a noun: `nhà đầu tư`, `đoàn kiểm tra`, `ban chỉ đạo` hold none.
    fn is_verb(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.all[before].key.as_str());
        let first = self.all[at].key.as_str();
        let head = at.checked_sub(2).map_or("", |head| self.all[head].key.as_str());
        let is_noun = match before {
            "sở" => head == "cơ",
            "nhà" | "chủ" | "người" => true,
            // `Đoàn kiểm tra`, but `thành viên Đoàn thực hiện …`.
            "đoàn" | "đội" | "tổ" => {
                !matches!(first, "thực" | "tiến") && !self.tables.task_words.starts(TaskWord::Charge, &self.all[at..])
            }
            _ => false,
        };
        // `phòng Đào tạo`: the small word behind a lone capital is the rest of a compound.
        let is_compound = at >= 2
            && self.is_capital(at - 1)
            && !self.is_capital(at - 2)
            && !fold::is_upper_case(self.all[at - 1].span.of(self.flow))
            && self.tables.phrases.actor_head(&self.all[at - 1..at]).is_none()
            && self.flow[self.all[at - 1].span.end()..self.all[at].span.start()].trim().is_empty();
        let verb = self.tables.phrases.task_verb(&self.all[at..]).unwrap_or(0);
        let is_small = !self.is_capital(at) && verb > usize::from(is_compound);
        // `… trực thuộc trung ương Xây dựng …`: the job begins on a line of its own.
        let acts = is_small || verb > 1 && before == "ương" && head == "trung" || self.is_bare_verb(at);
        acts && !(is_noun || self.is_in_noun(at) || self.names_company(at))
    }

    /// The word at `at` is inside a noun that holds what would be a verb: `ban chỉ đạo`.
    fn is_in_noun(&self, at: usize) -> bool {
        let noun = |start: usize| self.tables.task_words.at_start(TaskWord::VerbNoun, &self.all[start..]);
        (at.saturating_sub(3)..at).any(|start| noun(start).is_some_and(|(_, count)| start + count > at))
    }

    /// `Công ty Cổ phần đầu tư xây dựng A`: what a company does is a part of its name.
    fn names_company(&self, at: usize) -> bool {
        let form = (at.saturating_sub(7)..at).rev().take_while(|word| *word + 1 == at || !self.is_capital(*word));
        let is_form = |word: usize| {
            let before = word.checked_sub(1).map_or("", |before| self.all[before].key.as_str());
            matches!((before, self.all[word].key.as_str()), ("cổ", "phần") | (_, "tnhh"))
        };
        self.tables.task_words.starts(TaskWord::Trade, &self.all[at..]) && form.into_iter().any(is_form)
    }

    /// Short verbs that are parts of other words too, behind a name that is whole: `tỉnh đoàn Mẫu đưa môn bơi vào …`.
    fn is_bare_verb(&self, at: usize) -> bool {
        const PLACES: [&str; 6] = ["tỉnh", "huyện", "quận", "xã", "phường", "phố"];
        let is_verb = self.tables.phrases.is_bare_verb(&self.all[at..]);
        let behind_place = || PLACES.contains(&self.all[at - 1].key.as_str());
        let behind_name = || at >= 2 && self.is_capital(at - 1) && self.is_capital(at - 2);
        let goes_on = || self.all.get(at + 1).is_some_and(|_| !self.is_capital(at + 1));
        at > 0 && is_verb && !self.is_capital(at) && goes_on() && (behind_place() || behind_name())
    }

    /// `các cơ quan liên quan hoàn tất …`: behind *liên quan* only a place or owner goes on with the name.
    fn is_past_group(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).map_or("", |at| self.all[at].key.as_str());
        let goes_on = || self.tables.task_words.starts(TaskWord::GroupOn, &self.all[self.at..]);
        (before(2), before(1)) == ("liên", "quan") && !self.is_capital(self.at) && !goes_on()
    }

    /// Does a new body begin at word `at`, behind a comma or `và`?
    fn opens_item(&self, at: usize, is_group: bool) -> bool {
        let rest = &self.all[at..];
        let key = rest[0].key.as_str();
        let has_head = self.tables.phrases.actor_head(rest).is_some();
        let is_known = self.tables.bodies.at_start(rest).is_some();
        let next = rest.get(1).map_or("", |word| word.key.as_str());
        // `CHI NHÁNH TỈNH, THÀNH PHỐ TRỰC THUỘC …` in capitals.
        if (key, next, rest_key(rest, 2)) == ("thành", "phố", "trực") {
            return false;
        }
        if self.is_capital(at) {
            return has_head || is_known;
        }
        match (key, next) {
            ("các", "khu" | "cụm") => false,
            ("các" | "ubnd" | "đề" | "giao" | "những", _)
            | ("lãnh", "đạo")
            | ("tổ", "chức")
            | ("ủy", "ban")
            | ("chính", "quyền")
            | ("người", "đứng")
            | ("lực", "lượng")
            | ("chủ", "tịch" | "đầu") => true,
            ("ông" | "bà" | "thầy" | "cô", _) => rest.len() > 1 && self.is_capital(at + 1),
            ("cơ", "quan") => !is_group || rest.get(2).is_some_and(|word| matches!(word.key.as_str(), "liên" | "có")),
            ("thủ", "trưởng") | ("đơn", "vị") | ("địa", "phương") | ("doanh", "nghiệp") | ("cộng", "đồng") => {
                !is_group
            }
            ("sở" | "phòng" | "ban" | "mặt" | "công", _) => !is_group && has_head,
            _ => false,
        }
    }

    /// A small word behind a known name, or behind the name of a place, is no part of the name.
    fn is_past_name(&self) -> bool {
        let is_small =
            !self.is_capital(self.at) && !self.tables.task_words.starts(TaskWord::NameOn, &self.all[self.at..]);
        let is_place = |word: &Word| matches!(word.key.as_str(), "tỉnh" | "huyện" | "phố" | "xã" | "phường" | "quận");
        let behind_place = (self.at.saturating_sub(4)..self.at.saturating_sub(1))
            .any(|at| is_place(&self.all[at]) && (at + 1..self.at).all(|word| self.is_capital(word)));
        // Another body's name may follow a known one: `Ban cán sự đảng Ủy ban nhân dân tỉnh`.
        // `Ngân hàng A - Chi nhánh B` goes on behind its dash.
        let branches = self.known_end < self.all.len()
            && self.flow[self.all[self.known_end - 1].span.end()..self.all[self.known_end].span.start()].contains('-');
        let behind_known = self.at >= self.known_end
            && !branches
            && (self.at == self.known_end || self.tables.phrases.actor_head(&self.all[self.known_end..]).is_none());
        is_small && (behind_known || behind_place)
    }

    /// A name without its head: `Sở A, B`, `các huyện: A, B`.
    fn goes_on(&self, at: usize) -> bool {
        self.elided(at).is_some() || self.passed_on.is_some() && self.is_capital(at)
    }

    /// `Sở Ngoại vụ, Nội vụ`: how many words at `at` go on with the head of an item before.
    fn elided(&self, at: usize) -> Option<usize> {
        self.head.filter(|_| self.is_capital(at)).and_then(|head| self.tail(head, at))
    }

    /// How many words at `at` make a known name behind the word `head`, at the most.
    fn tail(&self, head: usize, at: usize) -> Option<usize> {
        let most = (self.all.len() - at).min(9);
        let full: Vec<Word> = std::iter::once(&self.all[head]).chain(&self.all[at..at + most]).cloned().collect();
        self.tables.bodies.at_start(&full).map(|(_, taken)| taken - 1).filter(|taken| *taken > 0)
    }
}

fn rest_key(all: &[Word], at: usize) -> &str {
    all.get(at).map_or("", |word| word.key.as_str())
}

/// The head that `printed` leaves out, taken from the body before it.
fn elided_head<'l>(previous: Option<&'l String>, printed: &str, tables: &Tables) -> Option<&'l str> {
    let head = previous?.split(' ').next()?;
    let is_head = matches!(fold::accented(head).as_str(), "sở" | "bộ" | "phòng");
    let all = words::words(printed, Span::new(0, printed.len()));
    let has_own = tables.phrases.actor_head(&all).is_some() || !printed.starts_with(char::is_uppercase);
    let full = format!("{head} {printed}");
    (is_head && !has_own && tables.bodies.spelling(&full).is_some()).then_some(head)
}
