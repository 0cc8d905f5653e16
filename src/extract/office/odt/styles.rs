//! Styles of an OpenDocument text: fonts, capitals, hidden text, page breaks, and the levels of lists.

use crate::extract::legacy::{self, FontEncoding};
use crate::extract::office::numbering::{LEVELS, Level, NumberFormat};
use crate::extract::office::xml::Element;
use std::collections::BTreeMap;

/// Styles based on styles at the most.
const LONGEST_CHAIN: usize = 16;

/// What a style says of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    font: Option<String>,
    capitals: Option<bool>,
    hidden: Option<bool>,
    starts_page: Option<bool>,
    ends_page: Option<bool>,
    has_borders: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<(String, String), (Option<String>, Look)>,
    defaults: BTreeMap<String, Look>,
    /// Families of fonts by the names that styles use.
    faces: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<Level>>,
    /// Levels of headings.
    pub(super) outline: Vec<Level>,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn add(&mut self, root: &Element) {
        for face in root.descendants("font-face") {
            if let (Some(name), Some(family)) = (face.attribute("name"), face.attribute("font-family")) {
                self.faces.insert(name.to_owned(), family.trim_matches('\'').to_owned());
            }
        }
        for style in root.descendants("default-style") {
            self.defaults.insert(style.attribute("family").unwrap_or_default().to_owned(), self.look_of(style));
        }
        for style in root.descendants("style") {
            let (Some(name), Some(family)) = (style.attribute("name"), style.attribute("family")) else { continue };
            let parent = style.attribute("parent-style-name").map(str::to_owned);
            self.by_name.insert((family.to_owned(), name.to_owned()), (parent, self.look_of(style)));
        }
        for list in root.descendants("list-style") {
            self.lists.insert(list.attribute("name").unwrap_or_default().to_owned(), levels_of(list));
        }
        if let Some(outline) = root.descendants("outline-style").into_iter().next() {
            self.outline = levels_of(outline);
        }
    }

    fn look_of(&self, style: &Element) -> Look {
        let text = style.child("text-properties");
        let paragraph = style.child("paragraph-properties");
        let cell = style.child("table-cell-properties");
        let family = |name: &str| self.faces.get(name).cloned().unwrap_or_else(|| name.to_owned());
        let named = text.and_then(|text| text.attribute("font-name")).map(family);
        let direct = || text?.attribute("font-family").map(|name| name.trim_matches('\'').to_owned());
        let breaks = |side: &str| paragraph.and_then(|one| one.attribute(side)).map(|value| value == "page");
        let sides = ["border-left", "border-right", "border-top", "border-bottom"];
        let is_drawn = |side: &str| cell?.attribute(side).map(|line| line != "none" && !line.is_empty());
        let drawn = sides.iter().filter(|side| is_drawn(side) == Some(true)).count();
        let on_master = style.attribute("master-page-name").filter(|name| !name.is_empty()).map(|_| true);
        Look {
            font: named.or_else(direct),
            capitals: text.and_then(|text| text.attribute("text-transform")).map(|value| value == "uppercase"),
            hidden: text.and_then(|text| text.attribute("display")).map(|value| value == "none"),
            starts_page: breaks("break-before").or(on_master),
            ends_page: breaks("break-after"),
            has_borders: is_drawn("border").or((drawn > 0).then_some(drawn >= 2)),
        }
    }

    /// What the style of that family and name says, over what `below` said.
    pub(super) fn look(&self, family: &str, name: Option<&str>, below: &Look) -> Look {
        let mut look = Look::default();
        let mut next = name;
        for _ in 0..LONGEST_CHAIN {
            let Some((parent, own)) = next.and_then(|name| self.by_name.get(&(family.to_owned(), name.to_owned())))
            else {
                break;
            };
            look = look.over(own);
            next = parent.as_deref();
        }
        look.over(below)
    }

    /// What paragraphs start from.
    pub(super) fn base(&self) -> Look {
        self.defaults.get("paragraph").cloned().unwrap_or_default()
    }

    /// The levels of a list style.
    pub(super) fn list(&self, name: &str) -> Option<&[Level]> {
        self.lists.get(name).map(Vec::as_slice)
    }
}

impl Look {
    fn over(self, below: &Look) -> Look {
        Look {
            font: self.font.or_else(|| below.font.clone()),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
            starts_page: self.starts_page.or(below.starts_page),
            ends_page: self.ends_page.or(below.ends_page),
            has_borders: self.has_borders.or(below.has_borders),
        }
    }

    pub(super) fn encoding(&self) -> Option<FontEncoding> {
        legacy::of_font(self.font())
    }

    pub(super) fn font(&self) -> &str {
        self.font.as_deref().unwrap_or_default()
    }

    pub(super) fn is_capital(&self) -> bool {
        self.capitals == Some(true)
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden == Some(true)
    }

    pub(super) fn starts_page(&self) -> bool {
        self.starts_page == Some(true)
    }

    pub(super) fn ends_page(&self) -> bool {
        self.ends_page == Some(true)
    }

    pub(super) fn has_borders(&self) -> bool {
        self.has_borders == Some(true)
    }
}

fn levels_of(list: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); LEVELS];
    for level in list.elements() {
        let at = level.attribute("level").and_then(|at| at.parse::<usize>().ok()).and_then(|at| at.checked_sub(1));
        if let Some(slot) = at.and_then(|at| levels.get_mut(at)) {
            *slot = level_of(level, at.unwrap_or(0));
        }
    }
    levels
}

fn level_of(level: &Element, at: usize) -> Level {
    let affix = |name: &str| level.attribute(name).unwrap_or_default();
    if level.name == "list-level-style-bullet" {
        let text = format!("{}{}{}", affix("num-prefix"), affix("bullet-char"), affix("num-suffix"));
        return Level { format: NumberFormat::Bullet, text, ..Level::default() };
    }
    let format = match affix("num-format") {
        "1" => NumberFormat::Decimal,
        "I" => NumberFormat::UpperRoman,
        "i" => NumberFormat::LowerRoman,
        "A" => NumberFormat::UpperLetter,
        "a" => NumberFormat::LowerLetter,
        _ => NumberFormat::None,
    };
    let shown = level.attribute("display-levels").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
    let numbers: Vec<String> = ((at + 2).saturating_sub(shown.max(1))..=at + 1).map(|one| format!("%{one}")).collect();
    let text = format!("{}{}{}", affix("num-prefix"), numbers.join("."), affix("num-suffix"));
    let start = level.attribute("start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
    Level { start, format, text, ..Level::default() }
}
