//! Strokes: cells of a page that hang together, letters and frames and seals alike.

use super::ink::Ink;
use std::ops::Range;

/// Cells that hang together: the box around them, and which cells of it they are, row by row.
#[derive(Debug)]
pub(super) struct Stroke {
    /// From which column to which.
    pub(super) across: Range<usize>,
    /// From which row to which.
    pub(super) down: Range<usize>,
    pub(super) cells: Vec<bool>,
}

/// All strokes, by their first row.
pub(super) fn of(ink: &Ink) -> Vec<Stroke> {
    let (width, height) = (ink.width(), ink.height());
    let mut free: Vec<bool> = (0..height).flat_map(|y| ink.row(y).iter().copied()).collect();
    let mut found = Vec::new();
    for start in 0..free.len() {
        if !std::mem::take(&mut free[start]) {
            continue;
        }
        let mut cells = vec![(start % width, start / width)];
        let mut next = 0;
        while let Some(&(x, y)) = cells.get(next) {
            next += 1;
            for near_y in y.saturating_sub(1)..(y + 2).min(height) {
                for near_x in x.saturating_sub(1)..(x + 2).min(width) {
                    if free.get_mut(near_y * width + near_x).is_some_and(std::mem::take) {
                        cells.push((near_x, near_y));
                    }
                }
            }
        }
        found.push(Stroke::of(&cells));
    }
    found
}

impl Stroke {
    fn of(at: &[(usize, usize)]) -> Stroke {
        let edge = |of: fn(&(usize, usize)) -> usize| {
            at.iter().map(of).min().unwrap_or_default()..at.iter().map(of).max().map_or(0, |last| last + 1)
        };
        let (across, down) = (edge(|cell| cell.0), edge(|cell| cell.1));
        let mut cells = vec![false; across.len() * down.len()];
        for (x, y) in at {
            if let Some(cell) = cells.get_mut((y - down.start) * across.len() + x - across.start) {
                *cell = true;
            }
        }
        Stroke { across, down, cells }
    }

    /// Does it cover the cell, counted from its upper left corner?
    pub(super) fn holds(&self, x: usize, y: usize) -> bool {
        x < self.across.len() && self.cells.get(y * self.across.len() + x).copied().unwrap_or(false)
    }

    /// Left, upper, right and lower edge.
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    pub(super) fn edges(&self) -> [f32; 4] {
        [self.across.start, self.down.start, self.across.end, self.down.end].map(|edge| edge as f32)
    }

    /// Its cells: column and row.
    pub(super) fn pixels(&self) -> impl Iterator<Item = (usize, usize)> {
        let (width, left, top) = (self.across.len().max(1), self.across.start, self.down.start);
        let dark = self.cells.iter().enumerate().filter(|(_, dark)| **dark);
        dark.map(move |(at, _)| (left + at % width, top + at / width))
    }
}
