//! Styles of a Word document: what they say about fonts, capitals, hidden text, numbers and page breaks.

use crate::extract::legacy::{self, FontEncoding};
use crate::extract::office::xml::Element;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Styles based on styles at the most.
const LONGEST_CHAIN: usize = 16;

/// Properties of a run, as far as they matter for its text.
#[derive(Debug, Clone, Default)]
pub(super) struct RunLook {
    font: Option<String>,
    capitals: Option<bool>,
    hidden: Option<bool>,
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphLook {
    /// List and level; list 0 takes a number away.
    pub(super) list: Option<i64>,
    pub(super) level: Option<usize>,
    pub(super) on_new_page: Option<bool>,
    run: RunLook,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
    base: RunLook,
    theme: BTreeMap<String, String>,
    encodings: RefCell<BTreeMap<String, Option<FontEncoding>>>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    look: ParagraphLook,
    has_borders: bool,
}

impl Styles {
    /// The styles of the parts `styles.xml` and `theme1.xml`.
    pub(super) fn new(styles: Option<&Element>, theme: Option<&Element>) -> Styles {
        let mut found = Styles { theme: theme.map(theme_fonts).unwrap_or_default(), ..Styles::default() };
        let Some(styles) = styles else { return found };
        if let Some(look) = styles.at(&["docDefaults", "rPrDefault", "rPr"]) {
            found.base = found.run_look(look);
        }
        for style in styles.elements().filter(|element| element.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let is_default = style.attribute("default").is_some_and(is_on);
            if is_default && style.attribute("type") == Some("paragraph") {
                found.default_paragraph = Some(id.to_owned());
            }
            let mut look = style.child("pPr").map(paragraph_look).unwrap_or_default();
            look.run = style.child("rPr").map(|look| found.run_look(look)).unwrap_or_default();
            let based_on = style.value_of("basedOn").map(str::to_owned);
            let has_borders = style.at(&["tblPr", "tblBorders"]).is_some_and(draws_borders);
            found.by_id.insert(id.to_owned(), Style { based_on, look, has_borders });
        }
        found
    }

    /// The style and those it is based on, nearest first; of no name, the default paragraph style.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> Vec<&'s Style> {
        let mut chain = Vec::new();
        let mut next = id.filter(|id| self.by_id.contains_key(*id)).or(self.default_paragraph.as_deref());
        while let Some(style) = next.and_then(|id| self.by_id.get(id)).filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain
    }

    /// What a paragraph looks like, its style and its own properties together; `run` is what its runs start from.
    pub(super) fn paragraph(&self, properties: Option<&Element>) -> ParagraphLook {
        let own = properties.map(paragraph_look).unwrap_or_default();
        let mut look = own.clone();
        look.run = RunLook::default();
        for style in self.chain(properties.and_then(|properties| properties.value_of("pStyle"))) {
            look.list = look.list.or(style.look.list);
            look.level = look.level.or(style.look.level);
            look.on_new_page = look.on_new_page.or(style.look.on_new_page);
            look.run = look.run.over(&style.look.run);
        }
        look.run = look.run.over(&self.base);
        look
    }

    /// What a run looks like inside a paragraph.
    pub(super) fn run(&self, paragraph: &ParagraphLook, properties: Option<&Element>) -> RunLook {
        let Some(properties) = properties else { return paragraph.run.clone() };
        let mut look = self.run_look(properties);
        if let Some(id) = properties.value_of("rStyle") {
            for style in self.chain(Some(id)) {
                look = look.over(&style.look.run);
            }
        }
        look.over(&paragraph.run)
    }

    /// True where the table style draws lines between cells.
    pub(super) fn table_has_borders(&self, id: Option<&str>) -> bool {
        id.is_some_and(|id| self.by_id.contains_key(id) && self.chain(Some(id)).iter().any(|style| style.has_borders))
    }

    /// How the font of the look is encoded.
    pub(super) fn encoding(&self, look: &RunLook) -> Option<FontEncoding> {
        let name = look.font.as_deref()?;
        *self.encodings.borrow_mut().entry(name.to_owned()).or_insert_with(|| legacy::of_font(name))
    }

    fn run_look(&self, properties: &Element) -> RunLook {
        let fonts = properties.child("rFonts");
        let themed = |slot: &str| self.theme.get(fonts?.attribute(slot)?.get(..5)?).cloned();
        let named = |slot: &str| fonts?.attribute(slot).map(str::to_owned);
        // Letters beyond ASCII are drawn in the `hAnsi` font.
        let font =
            themed("hAnsiTheme").or_else(|| named("hAnsi")).or_else(|| themed("asciiTheme")).or_else(|| named("ascii"));
        let switch = |name: &str| properties.child(name).map(|one| one.attribute("val").is_none_or(is_on));
        RunLook { font, capitals: switch("caps"), hidden: switch("vanish") }
    }
}

impl RunLook {
    fn over(self, below: &RunLook) -> RunLook {
        RunLook {
            font: self.font.or_else(|| below.font.clone()),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
        }
    }

    /// Printed in capitals.
    pub(super) fn is_capital(&self) -> bool {
        self.capitals == Some(true)
    }

    /// Not printed.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden == Some(true)
    }

    /// Name of the font, empty where none is named.
    pub(super) fn font(&self) -> &str {
        self.font.as_deref().unwrap_or_default()
    }
}

/// Values of switches: present, `1`, `true` or `on`.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// Lines between cells or around them.
pub(super) fn draws_borders(borders: &Element) -> bool {
    borders.elements().any(|side| {
        side.attribute("val").is_some_and(|val| !matches!(val, "nil" | "none"))
            && matches!(side.name.as_str(), "top" | "bottom" | "insideH" | "insideV" | "left" | "start")
    })
}

fn paragraph_look(properties: &Element) -> ParagraphLook {
    let numbered = properties.child("numPr");
    let number = |name: &str| numbered?.value_of(name)?.parse::<i64>().ok();
    ParagraphLook {
        list: number("numId"),
        level: number("ilvl").and_then(|level| usize::try_from(level).ok()),
        on_new_page: properties.child("pageBreakBefore").map(|one| one.attribute("val").is_none_or(is_on)),
        run: RunLook::default(),
    }
}

/// Latin fonts of the theme by the first five letters of their slot: `minor`, `major`.
fn theme_fonts(theme: &Element) -> BTreeMap<String, String> {
    let scheme = theme.descendants("fontScheme");
    let fonts = scheme.first().into_iter().flat_map(|scheme| scheme.elements());
    let named = fonts.filter_map(|slot| {
        let face = slot.child("latin")?.attribute("typeface")?;
        Some((slot.name.get(..5)?.to_owned(), face.to_owned()))
    });
    named.collect()
}
