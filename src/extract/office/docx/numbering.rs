//! Lists of a Word document (`numbering.xml`): instances of abstract lists, with their own starts.

use crate::extract::office::numbering::{Counters, LEVELS, Level, NumberFormat};
use crate::extract::office::xml::Element;
use std::collections::BTreeMap;

/// The lists of a document and the numbers they have reached.
#[derive(Debug, Default)]
pub(super) struct Lists {
    instances: BTreeMap<i64, Instance>,
    counters: Counters,
}

#[derive(Debug, Clone, Default)]
struct Instance {
    /// The abstract list: its instances count on together.
    abstract_id: i64,
    levels: Vec<Level>,
    /// Starts of its own, used when it first appears.
    starts: Vec<(usize, u32)>,
}

impl Lists {
    /// The lists of the part `numbering.xml`.
    pub(super) fn new(numbering: Option<&Element>) -> Lists {
        let Some(numbering) = numbering else { return Lists::default() };
        let id_of = |element: &Element, name: &str| element.attribute(name).and_then(|id| id.parse::<i64>().ok());
        let abstracts: BTreeMap<i64, &Element> = numbering
            .elements()
            .filter(|element| element.name == "abstractNum")
            .filter_map(|element| Some((id_of(element, "abstractNumId")?, element)))
            .collect();
        let mut lists = Lists::default();
        for number in numbering.elements().filter(|element| element.name == "num") {
            let abstract_id = number.value_of("abstractNumId").and_then(|id| id.parse::<i64>().ok());
            let (Some(id), Some(abstract_id)) = (id_of(number, "numId"), abstract_id) else { continue };
            let Some(own) = abstracts.get(&abstract_id) else { continue };
            let shared = own
                .value_of("numStyleLink")
                .and_then(|link| abstracts.values().find(|other| other.value_of("styleLink") == Some(link)).copied());
            lists.instances.insert(id, instance(abstract_id, shared.unwrap_or(own), number));
        }
        lists
    }

    /// The label of the next paragraph at `level` of the list, as printed; empty where it has none.
    pub(super) fn next(&mut self, list: i64, level: usize) -> String {
        let Some(instance) = self.instances.get_mut(&list) else { return String::new() };
        for (level, start) in std::mem::take(&mut instance.starts) {
            self.counters.restart(instance.abstract_id, level, start);
        }
        self.counters.next(instance.abstract_id, &instance.levels, level)
    }
}

fn instance(abstract_id: i64, list: &Element, number: &Element) -> Instance {
    let mut found = Instance { abstract_id, levels: vec![Level::default(); LEVELS], starts: Vec::new() };
    let mut put = |level: &Element| {
        let at = level.attribute("ilvl").and_then(|at| at.parse::<usize>().ok());
        if let Some(slot) = at.and_then(|at| found.levels.get_mut(at)) {
            *slot = read_level(level);
        }
    };
    list.elements().filter(|element| element.name == "lvl").for_each(&mut put);
    for own in number.elements().filter(|element| element.name == "lvlOverride") {
        own.elements().filter(|element| element.name == "lvl").for_each(&mut put);
    }
    found.starts = number
        .elements()
        .filter(|element| element.name == "lvlOverride")
        .filter_map(|own| Some((own.attribute("ilvl")?.parse().ok()?, own.value_of("startOverride")?.parse().ok()?)))
        .collect();
    found
}

fn read_level(level: &Element) -> Level {
    let format = match level.value_of("numFmt").unwrap_or("decimal") {
        "upperRoman" => NumberFormat::UpperRoman,
        "lowerRoman" => NumberFormat::LowerRoman,
        "upperLetter" => NumberFormat::UpperLetter,
        "lowerLetter" => NumberFormat::LowerLetter,
        "decimalZero" => NumberFormat::TwoDigits,
        "bullet" => NumberFormat::Bullet,
        "none" => NumberFormat::None,
        _ => NumberFormat::Decimal,
    };
    Level {
        start: level.value_of("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format,
        text: level.value_of("lvlText").unwrap_or_default().to_owned(),
        is_legal: level.child("isLgl").is_some(),
        restarts_below: level.value_of("lvlRestart").and_then(|limit| limit.parse().ok()),
    }
}
