//! [`BodyWords`]: words in the names of bodies (*tên cơ quan*) that tell a group from one body, stand for longer ones, or
//! name the office of a person before the body. Names come folded ([`crate::text::fold::accented`]).

use super::tsv;
use crate::text::fold;
use std::collections::HashMap;

/// Words in names of bodies.
#[derive(Debug)]
pub struct BodyWords {
    group_starts: Vec<String>,
    group_ends: Vec<String>,
    levels: Vec<String>,
    offices: Vec<String>,
    short: HashMap<String, String>,
    short_heads: HashMap<String, String>,
}

impl BodyWords {
    pub(super) fn built_in() -> BodyWords {
        let rows = tsv::rows(include_str!("../../grammars/body_words.tsv"), ["kind", "phrase", "value"]);
        let phrases = |kind: &str| {
            let of_kind = rows.iter().filter(|[of, ..]| *of == kind);
            of_kind.map(|[_, phrase, _]| fold::accented(phrase)).collect::<Vec<_>>()
        };
        let values = |kind: &str| {
            let of_kind = rows.iter().filter(|[of, ..]| *of == kind);
            of_kind.map(|[_, phrase, value]| (fold::accented(phrase), fold::accented(value))).collect()
        };
        let mut offices = phrases("office");
        offices.sort_by_key(|office| std::cmp::Reverse(office.len()));
        BodyWords {
            group_starts: phrases("group"),
            group_ends: phrases("group_end"),
            levels: phrases("level"),
            offices,
            short: values("short"),
            short_heads: values("short_head"),
        }
    }

    /// True for a name that means several bodies: *các sở*, *cơ quan liên quan*, *UBND cấp xã*.
    ///
    /// ```
    /// let words = &vanban::tables::Tables::built_in().body_words;
    /// assert!(words.is_group("các sở, ban, ngành") && words.is_group("ủy ban nhân dân cấp xã"));
    /// assert!(!words.is_group("sở nội vụ"));
    /// ```
    #[must_use]
    pub fn is_group(&self, name: &str) -> bool {
        self.group_starts.iter().any(|word| name == word || after(name, word).is_some())
            || self.group_ends.iter().any(|end| name.strip_suffix(end.as_str()).is_some_and(|rest| rest.ends_with(' ')))
            || self.levels.iter().any(|level| format!(" {name} ").contains(&format!(" {level} ")))
    }

    /// What stands behind the word of a group: `sở` of `các sở`.
    #[must_use]
    pub fn without_group<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.group_starts.iter().find_map(|word| after(name, word))
    }

    /// The body behind the office of a person: `sở nội vụ` of `giám đốc sở nội vụ`.
    #[must_use]
    pub fn without_office<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.offices.iter().find_map(|office| after(name, office))
    }

    /// The name with its abbreviations written out.
    ///
    /// ```
    /// let words = &vanban::tables::Tables::built_in().body_words;
    /// assert_eq!(words.written_out("vp ubnd tỉnh"), "văn phòng ủy ban nhân dân tỉnh");
    /// ```
    #[must_use]
    pub fn written_out(&self, name: &str) -> String {
        let mut written = String::with_capacity(name.len());
        for (at, word) in name.split(' ').enumerate() {
            let end = word.trim_end_matches([',', ';', ':', '.']).len();
            let (bare, sign) = word.split_at(end);
            let head = self.short_heads.get(bare).filter(|_| at == 0);
            if at > 0 {
                written.push(' ');
            }
            written.push_str(head.or_else(|| self.short.get(bare)).map_or(bare, String::as_str));
            written.push_str(sign);
        }
        written
    }
}

/// What follows `word` and a blank.
fn after<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    name.strip_prefix(word)?.strip_prefix(' ')
}
