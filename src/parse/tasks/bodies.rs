//! Lists of bodies (*danh sách cơ quan*): known names first, then cut at `;`, `,` and `và` where a new body begins.
//!
//! `Sở Văn hóa, Thể thao và Du lịch, Bộ Chỉ huy BĐBP tỉnh` is two bodies; `các sở, ban, ngành, đoàn thể cấp tỉnh` is
//! one group; `Sở Ngoại vụ, Nội vụ` passes its head on.

use crate::parse::flow::Flow;
use crate::tables::Tables;
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

/// The bodies listed in `span`, as written, without *Đề nghị*, *Giao*; and where the list ends.
pub(super) fn list(flow: &Flow, span: Span, end: ListEnd, tables: &Tables) -> (Vec<String>, usize) {
    let mut reader =
        Reader { flow, tables, all: flow.words(span), at: 0, end, stopped: false, known_end: usize::MAX, head: None };
    let mut found: Vec<String> = Vec::new();
    while let Some(item) = reader.next_item() {
        let printed = fold::single_spaces(item.of(flow));
        let name = match elided_head(found.last(), &printed, tables) {
            Some(head) => format!("{head} {printed}"),
            None => printed,
        };
        found.push(name);
    }
    let stop = reader.all.get(reader.at).filter(|_| reader.stopped).map_or(span.end(), |word| word.span.start());
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
}

impl Reader<'_> {
    fn next_item(&mut self) -> Option<Span> {
        self.skip_modality();
        let start = self.at;
        let first = self.all.get(start).filter(|_| !self.stopped)?.span.start();
        let known = self.tables.bodies.at_start(&self.all[start..]).map_or(0, |(_, count)| count);
        let head = self.tables.phrases.body_head(&self.all[start..]).unwrap_or(0);
        if self.end == ListEnd::Verb && known == 0 && head == 0 && !self.is_capital(start) {
            self.stopped = true;
            return None;
        }
        self.at = (start + known.max(head).max(1)).min(self.all.len());
        self.known_end = if known > head { self.at } else { usize::MAX };
        if self.is_capital(start) && self.tables.phrases.body_head(&self.all[start..]).is_some() {
            self.head = matches!(self.all[start].key.as_str(), "sở" | "bộ" | "phòng").then_some(start);
        }
        let is_group = !self.is_capital(start) || self.all[start].key == "các";
        while self.at < self.all.len() && !self.ends_item(start, is_group) {
            self.at += 1;
        }
        let mut last = self.all[self.at - 1].span.end();
        let behind = &self.flow
            [last..self.all.get(self.at).map_or(self.flow.len(), |word| word.span.start()).min(self.flow.len())];
        if self.flow[first..last].matches('(').count() > self.flow[first..last].matches(')').count()
            && behind.starts_with(')')
        {
            last += 1;
        }
        Some(Span::new(first, last))
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
        self.all[at].span.of(self.flow).starts_with(char::is_uppercase)
    }

    /// Does the item that starts at word `start` end before word `self.at`?
    fn ends_item(&mut self, start: usize, is_group: bool) -> bool {
        let gap = &self.flow[self.all[self.at - 1].span.end()..self.all[self.at].span.start()];
        let rest = &self.all[self.at..];
        let inside = &self.flow[self.all[start].span.start()..rest[0].span.start()];
        if inside.matches('(').count() > inside.matches(')').count() {
            return false;
        }
        if gap.contains([';', ':', '.', '\n']) {
            let goes_on = gap.contains(';') && self.opens_item(self.at, is_group);
            self.stopped |= self.end == ListEnd::Verb && !goes_on;
            return true;
        }
        if gap.contains(',') {
            let opens = self.opens_item(self.at, is_group) || self.is_elided(self.at);
            self.stopped |= self.end == ListEnd::Verb && !opens && self.is_verb(self.at);
            return opens || self.stopped;
        }
        if rest[0].key == "và" {
            return rest.len() > 1 && (self.opens_item(self.at + 1, is_group) || self.is_elided(self.at + 1));
        }
        let is_past_head = self.at > start + 1;
        if self.end == ListEnd::Verb && ((is_past_head && self.is_verb(self.at)) || self.is_past_name()) {
            self.stopped = true;
            return true;
        }
        false
    }

    fn is_verb(&self, at: usize) -> bool {
        self.tables.phrases.starts_task(&self.all[at..])
    }

    /// Does a new body begin at word `at`, behind a comma or `và`?
    fn opens_item(&self, at: usize, is_group: bool) -> bool {
        let rest = &self.all[at..];
        let key = rest[0].key.as_str();
        let has_head = self.tables.phrases.body_head(rest).is_some();
        let is_known = self.tables.bodies.at_start(rest).is_some();
        if self.is_capital(at) {
            return has_head || is_known;
        }
        let next = rest.get(1).map_or("", |word| word.key.as_str());
        match (key, next) {
            ("các" | "ubnd" | "đề" | "giao", _) | ("tổ", "chức") | ("cơ", "quan") | ("ủy", "ban") => true,
            ("sở", _) => !is_group,
            _ => false,
        }
    }

    /// A small word behind a known name, or behind the name of a place, is no part of the name.
    fn is_past_name(&self) -> bool {
        const GO_ON: [&str; 16] = [
            "tỉnh",
            "huyện",
            "thành",
            "thị",
            "xã",
            "phường",
            "quận",
            "các",
            "cấp",
            "trung",
            "của",
            "thuộc",
            "và",
            "phố",
            "trấn",
            "ương",
        ];
        let next = &self.all[self.at];
        let is_small = !self.is_capital(self.at) && !GO_ON.contains(&next.key.as_str());
        let is_place = |word: &Word| matches!(word.key.as_str(), "tỉnh" | "huyện" | "phố" | "xã" | "phường" | "quận");
        let behind_place = (self.at.saturating_sub(4)..self.at.saturating_sub(1))
            .any(|at| is_place(&self.all[at]) && (at + 1..self.at).all(|word| self.is_capital(word)));
        // Another body's name may follow a known one: `Ban cán sự đảng Ủy ban nhân dân tỉnh`.
        let behind_known = self.at >= self.known_end
            && (self.at == self.known_end || self.tables.phrases.body_head(&self.all[self.known_end..]).is_none());
        is_small && (behind_known || behind_place)
    }

    /// `Sở Ngoại vụ, Nội vụ`: the words at `at` go on with the head of an item before.
    fn is_elided(&self, at: usize) -> bool {
        let Some(head) = self.head.map(|head| &self.all[head]).filter(|_| self.is_capital(at)) else { return false };
        (1..=6).any(|count| {
            let Some(tail) = self.all.get(at..at + count) else { return false };
            let full: Vec<Word> = std::iter::once(head).chain(tail).cloned().collect();
            self.tables.bodies.at_start(&full).is_some_and(|(_, taken)| taken == full.len())
        })
    }
}

/// The head that `printed` leaves out, taken from the body before it.
fn elided_head<'l>(previous: Option<&'l String>, printed: &str, tables: &Tables) -> Option<&'l str> {
    let head = previous?.split(' ').next()?;
    let is_head = matches!(fold::accented(head).as_str(), "sở" | "bộ" | "phòng");
    let all = words::words(printed, Span::new(0, printed.len()));
    let has_own = tables.phrases.body_head(&all).is_some() || !printed.starts_with(char::is_uppercase);
    let full = format!("{head} {printed}");
    (is_head && !has_own && tables.bodies.spelling(&full).is_some()).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (found, _) = list(&Flow::new(text.to_owned()), Span::new(0, text.len()), ListEnd::Span, Tables::built_in());
        assert_eq!(found, expected);
    }

    #[test]
    fn names_with_commas_stay_whole() {
        check(
            "Sở Văn hóa, Thể thao và Du lịch, Bộ Chỉ huy BĐBP tỉnh.",
            &["Sở Văn hóa, Thể thao và Du lịch", "Bộ Chỉ huy BĐBP tỉnh"],
        );
    }

    #[test]
    fn groups_stay_whole() {
        check(
            "các sở, ban, ngành, đoàn thể cấp tỉnh; các đơn vị, địa phương và các cơ quan báo chí, truyền thông",
            &["các sở, ban, ngành, đoàn thể cấp tỉnh", "các đơn vị, địa phương", "các cơ quan báo chí, truyền thông"],
        );
        check(
            "Sở Tư pháp, sở ban ngành, địa phương có liên quan, Ủy ban nhân dân cấp huyện",
            &["Sở Tư pháp", "sở ban ngành, địa phương có liên quan", "Ủy ban nhân dân cấp huyện"],
        );
        check(
            "UBND các huyện, thị xã, thành phố và các cơ quan, đơn vị có liên quan",
            &["UBND các huyện, thị xã, thành phố", "các cơ quan, đơn vị có liên quan"],
        );
    }

    #[test]
    fn modality_and_brackets() {
        check(
            "Đề nghị Hội Mẫu; giao Văn phòng UBND tỉnh (Ban thi đua, khen thưởng), UBND cấp huyện",
            &["Hội Mẫu", "Văn phòng UBND tỉnh (Ban thi đua, khen thưởng)", "UBND cấp huyện"],
        );
    }

    #[test]
    fn heads_are_passed_on() {
        check("Sở Ngoại vụ, Nội vụ, Tài chính", &["Sở Ngoại vụ", "Sở Nội vụ", "Sở Tài chính"]);
    }

    #[test]
    fn a_list_in_prose_ends_at_the_verb() {
        let text = "Sở Nội vụ, Hội Mẫu tỉnh và các cơ quan, đơn vị liên quan tham mưu cho UBND tỉnh";
        let (found, stop) =
            list(&Flow::new(text.to_owned()), Span::new(0, text.len()), ListEnd::Verb, Tables::built_in());
        assert_eq!(found, ["Sở Nội vụ", "Hội Mẫu tỉnh", "các cơ quan, đơn vị liên quan"]);
        assert!(text[stop..].starts_with("tham mưu"));
    }
}
