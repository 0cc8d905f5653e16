//! Ruling lines (*đường kẻ*) of tables and under headings: found as long dark runs, taken out before recognition.
//!
//! The engine drops or garbles words that touch a line; where the lines stand is kept for the layout.

use super::ink::Ink;
use image::{GrayImage, Luma};
use std::ops::Range;

/// A ruling line in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    /// From above downwards, or from left to right?
    pub(super) is_vertical: bool,
    /// From where to where it runs.
    pub(super) along: Range<usize>,
    /// From edge to edge of its stroke, lean included.
    pub(super) across: Range<usize>,
    /// The dark runs it is made of: place across, range along.
    runs: Vec<(usize, Range<usize>)>,
}

/// Shortest run that belongs to a line, in inches: longer than any stroke of a letter.
const MIN_RUN: f32 = 0.3;

/// Shortest line, in inches.
const MIN_LENGTH: f32 = 0.45;

/// Thickest line, in inches.
const MAX_THICKNESS: f32 = 0.05;

/// Lines this many pixels apart meet.
const MEETING: usize = 6;

/// Widest break in a line that is bridged, in inches.
const MAX_BREAK: f32 = 0.1;

/// The lines of a page, those from left to right first.
pub(super) fn find(ink: &Ink, dpi: f32) -> Vec<Ruling> {
    let mut found = of_one_direction(ink, dpi, false);
    found.extend(of_one_direction(&ink.transposed(), dpi, true));
    found
}

fn of_one_direction(ink: &Ink, dpi: f32, is_vertical: bool) -> Vec<Ruling> {
    let [min_run, min_length, max_thickness, max_break] =
        [MIN_RUN, MIN_LENGTH, MAX_THICKNESS, MAX_BREAK].map(|inches| pixels(inches * dpi));
    let mut open: Vec<Ruling> = Vec::new();
    let mut done: Vec<Ruling> = Vec::new();
    for at in 0..ink.height() {
        let (still, over) = open.into_iter().partition(|ruling: &Ruling| ruling.across.end + 2 >= at);
        open = still;
        done.extend::<Vec<_>>(over);
        for run in long_runs(ink.row(at), min_run) {
            join(
                &mut open,
                Ruling { is_vertical, along: run.clone(), across: at..at + 1, runs: vec![(at, run)] },
                max_break,
            );
        }
    }
    done.extend(open);
    let mut whole: Vec<Ruling> = Vec::new();
    done.sort_by_key(|ruling| ruling.along.start);
    for ruling in done.into_iter().filter(|ruling| ruling.thickness() <= max_thickness) {
        join(&mut whole, ruling, max_break);
    }
    whole.retain(|ruling| ruling.along.len() >= min_length && ruling.thickness() <= max_thickness);
    whole.sort_by_key(|ruling| (ruling.across.start, ruling.along.start));
    whole
}

/// Adds a piece to the line it goes on, or as a line of its own.
fn join(rulings: &mut Vec<Ruling>, piece: Ruling, max_break: usize) {
    let goes_on = |ruling: &Ruling| {
        ruling.across.start <= piece.across.end + 2
            && piece.across.start <= ruling.across.end + 2
            && ruling.along.start <= piece.along.end + max_break
            && piece.along.start <= ruling.along.end + max_break
    };
    match rulings.iter_mut().find(|ruling| goes_on(ruling)) {
        Some(ruling) => {
            ruling.along = ruling.along.start.min(piece.along.start)..ruling.along.end.max(piece.along.end);
            ruling.across = ruling.across.start.min(piece.across.start)..ruling.across.end.max(piece.across.end);
            ruling.runs.extend(piece.runs);
        }
        None => rulings.push(piece),
    }
}

/// Dark runs of at least `min` pixels; single light pixels do not end a run.
fn long_runs(row: &[bool], min: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for (at, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
        run = match run.take() {
            Some(open) if at <= open.end + 2 => Some(open.start..at + 1),
            ended => {
                runs.extend(ended.filter(|run| run.len() >= min));
                Some(at..at + 1)
            }
        };
    }
    runs.extend(run.filter(|run| run.len() >= min));
    runs
}

/// The image without the lines of tables; strokes of letters that cross them stay. A short line under words stays as well:
/// the dots below `ạ` and `ộ` hang on it, and the engine knows underlines.
pub(super) fn erased(image: &GrayImage, ink: &Ink, rulings: &[Ruling]) -> GrayImage {
    let mut image = image.clone();
    let is_long = |ruling: &Ruling| 5 * ruling.along.len() > 2 * ink.width();
    let of_tables = rulings.iter().filter(|one| one.is_vertical || is_long(one) || one.is_of_table(rulings));
    for ruling in of_tables {
        // A stroke that goes on this far beyond the line is part of a letter.
        let reach = ruling.thickness() + 3;
        for (across, along) in &ruling.runs {
            for at in along.clone() {
                let is_dark =
                    |across: usize| if ruling.is_vertical { ink.is_dark(across, at) } else { ink.is_dark(at, across) };
                let before = (1..=reach).take_while(|step| across.checked_sub(*step).is_some_and(is_dark)).count();
                let after = (1..=reach).take_while(|step| is_dark(across + step)).count();
                if before + after >= reach {
                    continue;
                }
                for across in across.saturating_sub(before + 1)..=across + after + 1 {
                    let (x, y) = if ruling.is_vertical { (across, at) } else { (at, across) };
                    clear(&mut image, x, y);
                }
            }
        }
    }
    image
}

fn clear(image: &mut GrayImage, x: usize, y: usize) {
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
        && let Some(pixel) = image.get_pixel_mut_checked(x, y)
    {
        *pixel = Luma([255]);
    }
}

impl Ruling {
    /// Does a line of the other direction meet it?
    fn is_of_table(&self, rulings: &[Ruling]) -> bool {
        let near = |one: &Range<usize>, other: &Range<usize>| {
            one.start <= other.end + MEETING && other.start <= one.end + MEETING
        };
        let meets = |other: &&Ruling| near(&self.along, &other.across) && near(&self.across, &other.along);
        rulings.iter().filter(|other| other.is_vertical != self.is_vertical).any(|other| meets(&other))
    }

    /// Dark pixels for each pixel of its length.
    fn thickness(&self) -> usize {
        let dark: usize = self.runs.iter().map(|(_, run)| run.len()).sum();
        dark.div_ceil(self.along.len().max(1))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small length")]
fn pixels(length: f32) -> usize {
    length.max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::super::ink::tests::drawn;
    use super::*;

    /// A line of 60 pixels with a stroke across it, a shorter dash, and a block too thick for a line.
    fn page() -> GrayImage {
        let line = format!("{}{}", "#".repeat(60), ".".repeat(120));
        let stroke = format!("{}#{}", ".".repeat(30), ".".repeat(149));
        let dash = format!("{}{}", "#".repeat(20), ".".repeat(160));
        let blank = ".".repeat(180);
        let mut rows: Vec<&str> = vec![&stroke; 8];
        rows.push(&line);
        rows.extend(vec![stroke.as_str(); 8]);
        rows.extend([&blank, &blank, &blank, &dash, &blank, &blank, &blank].map(String::as_str));
        rows.extend(vec![line.as_str(); 20]);
        drawn(&rows)
    }

    #[test]
    fn lines_are_told_from_dashes_and_blocks() {
        let found = find(&Ink::of(&page()), 100.0);
        let seen: Vec<_> =
            found.iter().map(|line| (line.is_vertical, line.along.clone(), line.across.clone())).collect();
        assert_eq!(seen, [(false, 0..60, 8..9)]);
    }

    #[test]
    fn erasing_a_line_of_a_table_keeps_the_stroke_that_crosses_it() {
        let page = page();
        let ink = Ink::of(&page);
        let mut rulings = find(&ink, 100.0);
        assert_eq!(erased(&page, &ink, &rulings), page, "a line alone stays");
        let side = Ruling { is_vertical: true, along: 0..9, across: 61..62, runs: Vec::new() };
        rulings.push(side);
        let left = Ink::of(&erased(&page, &ink, &rulings));
        assert!(!left.is_dark(5, 8) && !left.is_dark(55, 8), "the line is gone");
        assert!((0..17).all(|y| left.is_dark(30, y)), "the stroke stays");
        assert!(left.is_dark(10, 20) && left.is_dark(10, 30), "the dash and the block stay");
    }
}
