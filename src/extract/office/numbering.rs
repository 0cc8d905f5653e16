//! Numbers of numbered paragraphs, as a word processor prints them: levels, number formats, restarts.

use super::super::numerals;
use std::collections::BTreeMap;

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// How a number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    #[default]
    Decimal,
    /// `01`
    TwoDigits,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// The text of the level stands as it is.
    Bullet,
    /// Nothing is printed.
    None,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub(super) start: u32,
    pub(super) format: NumberFormat,
    /// `%1.%2.`: the numbers of levels 1 to 9 in their text.
    pub(super) text: String,
    /// Numbers of upper levels are written in digits.
    pub(super) is_legal: bool,
    /// Levels above it (1 for the first) whose number restarts it: up to this one; `None` for all above.
    pub(super) restarts_below: Option<usize>,
}

/// The numbers reached in each list.
#[derive(Debug, Default)]
pub(super) struct Counters {
    reached: BTreeMap<i64, [Option<u32>; LEVELS]>,
}

impl Counters {
    /// Starts level `level` of `list` so that its next number is `start`.
    pub(super) fn restart(&mut self, list: i64, level: usize, start: u32) {
        if let Some(slot) = self.reached.entry(list).or_default().get_mut(level) {
            *slot = start.checked_sub(1);
        }
    }

    /// The label of the next paragraph at `level` of `list`, as printed.
    pub(super) fn next(&mut self, list: i64, levels: &[Level], level: usize) -> String {
        let Some(own) = levels.get(level) else { return String::new() };
        let reached = self.reached.entry(list).or_default();
        let Some(slot) = reached.get_mut(level) else { return String::new() };
        *slot = Some(slot.map_or(own.start, |last| last.saturating_add(1)));
        for (deeper, slot) in reached.iter_mut().enumerate().skip(level + 1) {
            let limit = levels.get(deeper).and_then(|deeper| deeper.restarts_below);
            if limit.is_none_or(|limit| level < limit) {
                *slot = None;
            }
        }
        let number_of = |at: usize| reached.get(at).copied().flatten().or_else(|| levels.get(at).map(|own| own.start));
        label(own, levels, &number_of)
    }
}

fn label(own: &Level, levels: &[Level], number_of: &dyn Fn(usize) -> Option<u32>) -> String {
    match own.format {
        NumberFormat::None => return String::new(),
        NumberFormat::Bullet => return own.text.chars().map(super::symbols::bullet).collect(),
        _ => {}
    }
    let mut printed = String::new();
    let mut letters = own.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let place = letters.peek().and_then(|next| next.to_digit(10)).filter(|_| letter == '%');
        let Some(place) = place.filter(|place| *place > 0) else {
            printed.push(letter);
            continue;
        };
        letters.next();
        let at = place as usize - 1;
        if let (Some(number), Some(level)) = (number_of(at), levels.get(at)) {
            let is_roman = matches!(level.format, NumberFormat::UpperRoman | NumberFormat::LowerRoman);
            let format = if own.is_legal && is_roman { NumberFormat::Decimal } else { level.format };
            printed.push_str(&write(number, format));
        }
    }
    printed.trim().to_owned()
}

/// The number in its format.
pub(super) fn write(number: u32, format: NumberFormat) -> String {
    match format {
        NumberFormat::Decimal => number.to_string(),
        NumberFormat::TwoDigits => format!("{number:02}"),
        NumberFormat::UpperRoman => numerals::roman(number).unwrap_or_else(|| number.to_string()),
        NumberFormat::LowerRoman => write(number, NumberFormat::UpperRoman).to_lowercase(),
        NumberFormat::UpperLetter => numerals::letters(number).unwrap_or_default(),
        NumberFormat::LowerLetter => write(number, NumberFormat::UpperLetter).to_lowercase(),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: NumberFormat, text: &str) -> Level {
        Level { start: 1, format, text: text.to_owned(), ..Level::default() }
    }

    #[test]
    fn levels_count_and_restart() {
        let levels = [
            level(NumberFormat::UpperRoman, "%1."),
            level(NumberFormat::Decimal, "%2."),
            level(NumberFormat::LowerLetter, "%3)"),
        ];
        let mut counters = Counters::default();
        let printed: Vec<String> = [0, 1, 1, 2, 0, 1].into_iter().map(|at| counters.next(7, &levels, at)).collect();
        assert_eq!(printed, ["I.", "1.", "2.", "a)", "II.", "1."]);
        counters.restart(7, 0, 5);
        assert_eq!(counters.next(7, &levels, 0), "V.");
    }

    #[test]
    fn numbers_of_upper_levels() {
        let mut levels = [level(NumberFormat::UpperRoman, "%1."), level(NumberFormat::Decimal, "%1.%2")];
        let mut counters = Counters::default();
        counters.next(1, &levels, 0);
        assert_eq!(counters.next(1, &levels, 1), "I.1");
        levels[1].is_legal = true;
        assert_eq!(counters.next(1, &levels, 1), "1.2");
    }

    #[test]
    fn formats() {
        assert_eq!(write(1994, NumberFormat::UpperRoman), "MCMXCIV");
        assert_eq!(write(28, NumberFormat::LowerLetter), "bb");
        assert_eq!(write(4, NumberFormat::TwoDigits), "04");
    }
}
