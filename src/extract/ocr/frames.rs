//! Frames of stamps (*khung dấu*): a stroke around some lines of print, level or at a slant, as large as a stamp.
//!
//! What stands inside is read by whoever asks (see `stamps`); small tables and seals look the same here.

use super::ink::Ink;
use super::strokes::{self, Stroke};
use image::{GrayImage, Luma, imageops};
use std::ops::Range;

/// Frames are looked for at about this resolution: breaks in a stamped stroke close.
const COARSE_DPI: f32 = 100.0;

/// Width and height of a stamp in inches.
const WIDTHS: std::ops::RangeInclusive<f32> = 0.4..=3.4;
const HEIGHTS: std::ops::RangeInclusive<f32> = 0.18..=1.8;

/// Part of the box that the stroke has to enclose.
const MIN_ENCLOSED: f32 = 0.3;

/// Where the stroke is broken: the outer part of the box that counts as its side, and how much of each side is there.
const SIDE: f32 = 0.15;
const MIN_SIDE: f32 = 0.7;

/// Most frames of a page.
const MAX_FRAMES: usize = 6;

/// A frame on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// Left, upper, right and lower edge in pixels.
    pub(super) edges: [f32; 4],
    /// What stands inside, with its frame.
    pub(super) whole: GrayImage,
    /// What stands inside, without all that hangs on the frame.
    pub(super) inside: GrayImage,
}

/// The frames of a page, from the top down.
pub(super) fn find(grey: &GrayImage, ink: &Ink, dpi: f32) -> Vec<Frame> {
    let side = coarseness(dpi);
    let coarse = ink.reduced(side);
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let inches = |cells: usize| (cells * side) as f32 / dpi;
    let is_stamp = |stroke: &Stroke| {
        WIDTHS.contains(&inches(stroke.across.len()))
            && HEIGHTS.contains(&inches(stroke.down.len()))
            && stroke.is_frame()
    };
    let strokes = strokes::of(&coarse).into_iter().filter(is_stamp).take(MAX_FRAMES);
    strokes.map(|stroke| stroke.cut(grey, side)).collect()
}

/// A stamp without the largest of its strokes: its frame, of whatever shape.
pub(super) fn without_outline(stamp: &GrayImage, dpi: f32) -> GrayImage {
    let side = coarseness(dpi);
    let strokes = strokes::of(&Ink::of(stamp).reduced(side));
    let largest = strokes.into_iter().max_by_key(|stroke| stroke.across.len() * stroke.down.len());
    let mut inside = stamp.clone();
    if let Some(stroke) = largest {
        for (x, y, pixel) in inside.enumerate_pixels_mut() {
            let (x, y) = (x as usize / side, y as usize / side);
            let is_in_box = x >= stroke.across.start && y >= stroke.down.start;
            if is_in_box && stroke.holds(x - stroke.across.start, y - stroke.down.start) {
                *pixel = Luma([255]);
            }
        }
    }
    inside
}

/// Pixels for a cell.
fn coarseness(dpi: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
    let side = (dpi / COARSE_DPI).round() as usize;
    side.max(1)
}

impl Stroke {
    /// Does it go around something, or stand on all four sides?
    fn is_frame(&self) -> bool {
        let (width, height) = (self.across.len(), self.down.len());
        #[expect(clippy::cast_precision_loss, reason = "cells of a stamp")]
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "cells"
        )]
        let depth = |length: usize| (length as f32 * SIDE) as usize + 1;
        let level = |rows: Range<usize>| (0..width).filter(|x| rows.clone().any(|y| self.holds(*x, y))).count();
        let upright =
            |columns: Range<usize>| (0..height).filter(|y| columns.clone().any(|x| self.holds(x, *y))).count();
        let sides = [
            share(level(0..depth(height)), width),
            share(level(height.saturating_sub(depth(height))..height), width),
            share(upright(0..depth(width)), height),
            share(upright(width.saturating_sub(depth(width))..width), height),
        ];
        let filled = self.cells.iter().filter(|cell| **cell).count();
        let is_hollow = share(filled, width * height) < 0.5;
        is_hollow
            && (sides.iter().all(|side| *side >= MIN_SIDE) || share(self.enclosed(), width * height) >= MIN_ENCLOSED)
    }

    /// Number of cells that cannot be reached from outside.
    fn enclosed(&self) -> usize {
        // One free cell around, so that the outside hangs together.
        let (width, height) = (self.across.len() + 2, self.down.len() + 2);
        let is_stroke = |x: usize, y: usize| x > 0 && y > 0 && self.holds(x - 1, y - 1);
        let mut reached = vec![false; width * height];
        let mut open = vec![(0, 0)];
        while let Some((x, y)) = open.pop() {
            let Some(cell) = reached.get_mut(y * width + x) else { continue };
            if std::mem::replace(cell, true) {
                continue;
            }
            let near = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
            open.extend(near.into_iter().filter(|(x, y)| *x < width && *y < height && !is_stroke(*x, *y)));
        }
        let strokes = self.cells.iter().filter(|cell| **cell).count();
        reached.iter().filter(|reached| !**reached).count().saturating_sub(strokes)
    }

    /// The part of the page inside; cells are `side` pixels wide.
    fn cut(&self, grey: &GrayImage, side: usize) -> Frame {
        let [left, top, right, bottom] = [self.across.start, self.down.start, self.across.end, self.down.end]
            .map(|edge| u32::try_from(edge * side).unwrap_or(u32::MAX));
        let whole = imageops::crop_imm(grey, left, top, right - left, bottom - top).to_image();
        let mut inside = whole.clone();
        for (x, y, pixel) in inside.enumerate_pixels_mut() {
            if self.holds(x as usize / side, y as usize / side) {
                *pixel = Luma([255]);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
        let edges = [left, top, right, bottom].map(|edge| edge as f32);
        Frame { edges, whole, inside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of 400 by 300 pixels at 100 dpi, dark where `is_dark` says so.
    fn found(is_dark: fn(i64, i64) -> bool) -> Vec<[f32; 4]> {
        let page = GrayImage::from_fn(400, 300, |x, y| Luma([if is_dark(x.into(), y.into()) { 20 } else { 240 }]));
        find(&page, &Ink::of(&page), 100.0).into_iter().map(|frame| frame.edges).collect()
    }

    #[test]
    fn a_frame_is_found_level_broken_or_at_a_slant() {
        let level = |x: i64, y: i64| {
            let outer = (50..150).contains(&x) && (40..80).contains(&y);
            outer && !((53..147).contains(&x) && (43..77).contains(&y))
        };
        assert_eq!(found(level), [[50.0, 40.0, 150.0, 80.0]]);
        let broken = |x: i64, y: i64| {
            let outer = (50..150).contains(&x) && (40..80).contains(&y);
            outer && !((53..147).contains(&x) && (43..77).contains(&y)) && !(90..100).contains(&x)
        };
        assert_eq!(found(broken).len(), 0, "two halves are no frame");
        let slanted = |x: i64, y: i64| {
            let (along, across) = (x + y - 300, x - y);
            (along.abs() < 90 && across.abs() < 60) && !(along.abs() < 84 && across.abs() < 54)
        };
        assert_eq!(found(slanted).len(), 1);
    }

    #[test]
    fn the_outline_of_a_stamp_goes_and_its_print_stays() {
        let stamp = GrayImage::from_fn(100, 40, |x, y| {
            let inner = (4..96).contains(&x) && (4..36).contains(&y);
            let print = (30..60).contains(&x) && (15..25).contains(&y);
            Luma([if !inner || print { 20 } else { 240 }])
        });
        let inside = without_outline(&stamp, 100.0);
        assert_eq!((inside.get_pixel(1, 1).0[0], inside.get_pixel(40, 20).0[0]), (255, 20));
    }

    #[test]
    fn print_and_large_tables_are_no_frames() {
        assert!(found(|x, y| x % 14 < 9 && y % 40 < 16).is_empty());
        assert!(
            found(|x, y| (10..390).contains(&x) && (10..290).contains(&y) && (x % 95 < 3 || y % 60 < 3)).is_empty()
        );
    }

    #[test]
    fn what_stands_inside_is_cut_out_without_the_frame() {
        let page = GrayImage::from_fn(300, 200, |x, y| {
            let outer = (50..150).contains(&x) && (40..80).contains(&y);
            let inner = (53..147).contains(&x) && (43..77).contains(&y);
            let print = (90..110).contains(&x) && (55..65).contains(&y);
            Luma([if outer && !inner || print { 20 } else { 240 }])
        });
        let frames = find(&page, &Ink::of(&page), 100.0);
        let [frame] = &frames[..] else { panic!("{} frames", frames.len()) };
        assert_eq!((frame.inside.get_pixel(0, 0).0[0], frame.whole.get_pixel(0, 0).0[0]), (255, 20));
        assert_eq!(frame.inside.get_pixel(50, 20).0[0], 20);
    }
}
