//! The map as a PNG, for formats that hold no drawings: provinces filled line by line, borders drawn over them, then their
//! codes and the names of the archipelagos from a picture of letters (`assets/map_letters.png`: digits of 16 by 28 pixels,
//! below them each name on a strip of 40).

use super::map::{Outline, SHEET, outlines};
use super::{ExportError, ReportMap, Shade};
use image::{GrayImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Width and height in pixels.
pub(super) const PIXELS: (u32, u32) = SHEET;
const BORDER: Rgb<u8> = Rgb([90, 90, 90]);
/// Half the side of the mark of an archipelago.
const MARK: i32 = 16;

/// Picture of the letters of maps, black on white.
const LETTERS: &[u8] = include_bytes!("../assets/map_letters.png");
/// Width and height of a digit in it.
const DIGIT: (u32, u32) = (16, 28);
/// Width of its strips, and height of one.
const STRIP: (u32, u32) = (320, 40);

/// Draws the map.
pub(super) fn png(map: &ReportMap) -> Result<Vec<u8>, ExportError> {
    let mut picture = RgbImage::from_pixel(PIXELS.0, PIXELS.1, Rgb([255, 255, 255]));
    for outline in outlines(map.outlines) {
        let place = map.places.iter().find(|place| place.code == outline.code);
        let colour = rgb(place.map_or(Shade::Plain, |place| place.shade));
        let rings = if outline.archipelago.is_some() { vec![square(outline)] } else { outline.rings() };
        fill(&mut picture, &rings, colour);
        for ring in &rings {
            for (one, next) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                line(&mut picture, *one, *next);
            }
        }
    }
    let letters = image::load_from_memory_with_format(LETTERS, ImageFormat::Png);
    let letters = letters.map_err(|error| ExportError::of_format("PNG", error))?.into_luma8();
    for outline in outlines(map.outlines) {
        write_label(&mut picture, outline, &letters);
    }
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    written.map_err(|error| ExportError::of_format("PNG", error))?;
    Ok(bytes.into_inner())
}

/// The code of a province in its middle; the name of an archipelago below its mark.
fn write_label(picture: &mut RgbImage, outline: &Outline, letters: &GrayImage) {
    let (x, y) = outline.label;
    if let Some(name) = outline.archipelago {
        let strip = u32::from(!name.contains("Hoàng Sa"));
        let half = STRIP.0.cast_signed() / 2;
        let left = x.min(PIXELS.0.cast_signed() - half) - half;
        stamp(picture, letters, (0, DIGIT.1 + strip * STRIP.1), STRIP, (left, y + MARK + 4));
        return;
    }
    let digits = outline.code.chars().filter_map(|digit| digit.to_digit(10));
    let left = x - DIGIT.0.cast_signed() * i32::try_from(outline.code.len()).unwrap_or(2) / 2;
    for (digit, place) in digits.zip(0..) {
        let at = (left + place * DIGIT.0.cast_signed(), y - DIGIT.1.cast_signed() / 2);
        stamp(picture, letters, (digit * DIGIT.0, 0), DIGIT, at);
    }
}

/// Copies the dark part of a piece of `letters` to a place of the picture.
fn stamp(picture: &mut RgbImage, letters: &GrayImage, from: (u32, u32), size: (u32, u32), to: (i32, i32)) {
    for (down, right) in (0..size.1).flat_map(|down| (0..size.0).map(move |right| (down, right))) {
        let Some(ink) = letters.get_pixel_checked(from.0 + right, from.1 + down) else { continue };
        if ink.0[0] < 128 {
            put(picture, (to.0 + right.cast_signed(), to.1 + down.cast_signed()), Rgb([17, 17, 17]));
        }
    }
}

fn rgb(shade: Shade) -> Rgb<u8> {
    let colour = u32::from_str_radix(shade.colour(), 16).unwrap_or(0x00FF_FFFF);
    let [_, red, green, blue] = colour.to_be_bytes();
    Rgb([red, green, blue])
}

fn square(outline: &Outline) -> Vec<(i32, i32)> {
    let (x, y) = outline.label;
    vec![(x - MARK, y - MARK), (x + MARK, y - MARK), (x + MARK, y + MARK), (x - MARK, y + MARK)]
}

/// Fills the inside of the rings (even-odd rule).
fn fill(picture: &mut RgbImage, rings: &[Vec<(i32, i32)>], colour: Rgb<u8>) {
    let corners = || rings.iter().flatten();
    let (Some(top), Some(bottom)) = (corners().map(|at| at.1).min(), corners().map(|at| at.1).max()) else { return };
    for y in top..bottom {
        let mut crossings: Vec<i32> = rings.iter().flat_map(|ring| crossings_of(ring, y)).collect();
        crossings.sort_unstable();
        for pair in crossings.chunks_exact(2) {
            for x in pair[0]..pair[1] {
                put(picture, (x, y), colour);
            }
        }
    }
}

/// Where the edges of a ring cross the middle of row `y`.
fn crossings_of(ring: &[(i32, i32)], y: i32) -> impl Iterator<Item = i32> {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    edges.filter_map(move |(one, next)| {
        let (above, below) = if one.1 <= next.1 { (one, next) } else { (next, one) };
        let crosses = above.1 <= y && y < below.1;
        // Twice the row's middle, so that all stays whole.
        crosses.then(|| above.0 + (2 * (y - above.1) + 1) * (below.0 - above.0) / (2 * (below.1 - above.1)))
    })
}

fn line(picture: &mut RgbImage, from: (i32, i32), to: (i32, i32)) {
    let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).max(1);
    for step in 0..=steps {
        let at = (from.0 + (to.0 - from.0) * step / steps, from.1 + (to.1 - from.1) * step / steps);
        for beside in [(0, 0), (1, 0), (0, 1)] {
            put(picture, (at.0 + beside.0, at.1 + beside.1), BORDER);
        }
    }
}

fn put(picture: &mut RgbImage, (x, y): (i32, i32), colour: Rgb<u8>) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
    if x < PIXELS.0 && y < PIXELS.1 {
        picture.put_pixel(x, y, colour);
    }
}
