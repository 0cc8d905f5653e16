//! Ruling lines to grids: which rules make a table, where its rows and columns run, and which slots are one cell.
//!
//! Knows nothing of words but whether they stand inside.

use super::{LayoutWord, Rule};
use crate::model::PageSize;

/// Most rules that are looked at; a page with more is a drawing.
const MOST_RULES: usize = 4_000;

/// Most rows and columns of a grid; one with more is a drawing.
const MOST_LINES: usize = 300;

/// A rule as a stretch at a place: height and horizontal stretch, or the other way round.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: f32,
    start: f32,
    end: f32,
}

/// The rows and columns of a table, and its cells.
#[derive(Debug)]
pub(super) struct Grid {
    /// Places of the upright rules, from the left; one more than columns.
    pub(super) across: Vec<f32>,
    /// Places of the level rules, from the top; one more than rows.
    pub(super) down: Vec<f32>,
    /// For each slot, row by row, the slot that its cell starts in.
    cells: Vec<usize>,
}

impl Grid {
    /// Upper edge.
    pub(super) fn top(&self) -> f32 {
        self.down.first().copied().unwrap_or(0.0)
    }

    pub(super) fn columns(&self) -> usize {
        self.across.len().saturating_sub(1)
    }

    pub(super) fn rows(&self) -> usize {
        self.down.len().saturating_sub(1)
    }

    /// True when the middle of `word` stands inside.
    pub(super) fn holds(&self, word: &LayoutWord) -> bool {
        self.slot_of(word).is_some()
    }

    /// The slot that the cell of `word` starts in.
    pub(super) fn cell_of(&self, word: &LayoutWord) -> Option<usize> {
        self.cells.get(self.slot_of(word)?).copied()
    }

    /// The slot that the cell over row `row` and column `column` starts in.
    pub(super) fn cell_at(&self, row: usize, column: usize) -> usize {
        let slot = row * self.columns() + column;
        self.cells.get(slot).copied().unwrap_or(slot)
    }

    fn slot_of(&self, word: &LayoutWord) -> Option<usize> {
        let column = part_of(&self.across, f32::midpoint(word.left, word.right))?;
        let row = part_of(&self.down, word.middle())?;
        Some(row * self.columns() + column)
    }
}

fn part_of(places: &[f32], at: f32) -> Option<usize> {
    let after = places.partition_point(|place| *place <= at);
    (after > 0 && after < places.len()).then(|| after - 1)
}

/// The tables that the rules of a page draw: parts of the page with two cells or more.
pub(super) fn grids(rules: &[Rule], size: PageSize) -> Vec<Grid> {
    let near = (size.width.max(size.height) / 350.0).max(0.5);
    let level = merged(rules, near, |rule| rule.right - rule.left > rule.bottom - rule.top, level_stroke);
    let upright = merged(rules, near, |rule| rule.right - rule.left <= rule.bottom - rule.top, upright_stroke);
    let mut found: Vec<Grid> = groups(&level, &upright, near)
        .into_iter()
        .filter_map(|(level, upright)| grid(&level, &upright, near))
        .collect();
    found.sort_by(|one, other| one.top().total_cmp(&other.top()));
    found
}

fn level_stroke(rule: &Rule) -> Stroke {
    Stroke { at: f32::midpoint(rule.top, rule.bottom), start: rule.left, end: rule.right }
}

fn upright_stroke(rule: &Rule) -> Stroke {
    Stroke { at: f32::midpoint(rule.left, rule.right), start: rule.top, end: rule.bottom }
}

/// Strokes of one direction; pieces that go on in line are one stroke.
fn merged(rules: &[Rule], near: f32, wanted: fn(&Rule) -> bool, stroke: fn(&Rule) -> Stroke) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = rules.iter().take(MOST_RULES).filter(|rule| wanted(rule)).map(stroke).collect();
    strokes.sort_by(|one, other| one.at.total_cmp(&other.at).then(one.start.total_cmp(&other.start)));
    let mut done: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        let in_line = |other: &&mut Stroke| {
            (other.at - stroke.at).abs() <= near
                && stroke.start <= other.end + 2.0 * near
                && other.start <= stroke.end + 2.0 * near
        };
        let recent = done.len().saturating_sub(80);
        match done.iter_mut().skip(recent).rev().find(in_line) {
            Some(other) => {
                other.start = other.start.min(stroke.start);
                other.end = other.end.max(stroke.end);
            }
            None => done.push(stroke),
        }
    }
    done.retain(|stroke| stroke.end - stroke.start > 2.0 * near);
    done
}

/// Strokes that touch each other, table by table.
fn groups(level: &[Stroke], upright: &[Stroke], near: f32) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut group_of: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (row, line) in level.iter().enumerate() {
        for (column, post) in upright.iter().enumerate() {
            let slack = 2.0 * near;
            let touch = post.at >= line.start - slack
                && post.at <= line.end + slack
                && line.at >= post.start - slack
                && line.at <= post.end + slack;
            if touch {
                unite(&mut group_of, row, level.len() + column);
            }
        }
    }
    let mut found: Vec<(usize, Vec<Stroke>, Vec<Stroke>)> = Vec::new();
    let all = level.iter().map(|stroke| (stroke, true)).chain(upright.iter().map(|stroke| (stroke, false)));
    for (index, (stroke, is_level)) in all.enumerate() {
        let root = root_of(&group_of, index);
        let at = found.iter().position(|(group, _, _)| *group == root).unwrap_or_else(|| {
            found.push((root, Vec::new(), Vec::new()));
            found.len() - 1
        });
        if let Some((_, lines, posts)) = found.get_mut(at) {
            if is_level { lines.push(*stroke) } else { posts.push(*stroke) }
        }
    }
    found.into_iter().map(|(_, level, upright)| (level, upright)).collect()
}

fn root_of(group_of: &[usize], mut index: usize) -> usize {
    while let Some(parent) = group_of.get(index).filter(|parent| **parent != index) {
        index = *parent;
    }
    index
}

fn unite(group_of: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root_of(group_of, one), root_of(group_of, other));
    if let Some(parent) = group_of.get_mut(one.max(other)) {
        *parent = one.min(other);
    }
}

fn grid(level: &[Stroke], upright: &[Stroke], near: f32) -> Option<Grid> {
    let across = places(upright, near);
    let down = places(level, near);
    let fits = |places: &[f32]| (2..=MOST_LINES).contains(&places.len());
    if !fits(&across) || !fits(&down) {
        return None;
    }
    let (columns, rows) = (across.len() - 1, down.len() - 1);
    let mut cells: Vec<usize> = (0..columns * rows).collect();
    for row in 0..rows {
        for column in 0..columns {
            let slot = row * columns + column;
            let (left, right) = (*across.get(column)?, *across.get(column + 1)?);
            let (top, bottom) = (*down.get(row)?, *down.get(row + 1)?);
            if column + 1 < columns && !is_ruled(upright, right, top, bottom, near) {
                unite(&mut cells, slot, slot + 1);
            }
            if row + 1 < rows && !is_ruled(level, bottom, left, right, near) {
                unite(&mut cells, slot, slot + columns);
            }
        }
    }
    let cells: Vec<usize> = (0..cells.len()).map(|slot| root_of(&cells, slot)).collect();
    let several = cells.iter().any(|cell| *cell != 0);
    several.then_some(Grid { across, down, cells })
}

/// The places of strokes, those that lie close together as one.
fn places(strokes: &[Stroke], near: f32) -> Vec<f32> {
    let mut all: Vec<f32> = strokes.iter().map(|stroke| stroke.at).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|later, earlier| *later - *earlier <= 2.0 * near);
    all
}

/// Does a stroke at `at` part the stretch `start..end`?
fn is_ruled(strokes: &[Stroke], at: f32, start: f32, end: f32, near: f32) -> bool {
    let here = strokes.iter().filter(|stroke| (stroke.at - at).abs() <= 2.5 * near);
    let covered: f32 = here.map(|stroke| (stroke.end.min(end) - stroke.start.max(start)).max(0.0)).sum();
    covered >= 0.6 * (end - start)
}
