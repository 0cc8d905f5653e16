//! Rings of seals (*vòng dấu tròn*) in black: found as circles, taken out where they cross no letter.
//!
//! A seal in red goes by its colour (see `colour`); a scan in black and white keeps its ring, and each letter that it
//! touches is lost to the engine. Nothing but the ring's own stroke is taken.

use super::ink::Ink;
use super::strokes::{self, Stroke};
use image::{GrayImage, Luma};

/// Radius of an official seal's outermost ring and of its inner ones, in inches (Thông tư 07/2010/TT-BCA and before:
/// diameters from 2 to 4.2 cm).
const RADII: std::ops::RangeInclusive<f32> = 0.38..=0.85;

/// Directions that a ring is looked for in, and the share of them in which it has to be there.
const DIRECTIONS: u16 = 240;
const MIN_SHARE: f32 = 0.55;

/// Circles through three points of a stroke that are tried.
const TRIES: usize = 600;

/// A stroke narrower and lower than this is no ring, in inches.
const LEAST_SIDE: f32 = 0.5;

/// Thickness of a ring's stroke at the most, in inches.
const MAX_THICKNESS: f32 = 0.035;

/// A circle in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    x: f32,
    y: f32,
    radius: f32,
}

/// The seal of a block, if it has one: the circle of a ring of it.
pub(super) fn find(block: &GrayImage, dpi: f32) -> Option<Circle> {
    let ink = Ink::of(block);
    let strokes = strokes::of(&ink);
    let is_large = |stroke: &&Stroke| {
        let [left, top, right, bottom] = stroke.edges();
        right - left > LEAST_SIDE * dpi && bottom - top > LEAST_SIDE * dpi
    };
    let circles = strokes.iter().filter(is_large).filter_map(|stroke| best_circle(stroke, &ink, dpi));
    circles.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(circle, _)| circle)
}

/// The block without the rings around the middle of the seal.
pub(super) fn without_rings(block: &GrayImage, seal: Circle, dpi: f32) -> GrayImage {
    let ink = Ink::of(block);
    let mut cleared = block.clone();
    let mut radius = RADII.start() * dpi;
    while radius <= RADII.end() * dpi {
        let ring = Circle { radius, ..seal };
        if share(&ink, ring) >= MIN_SHARE {
            erase(&mut cleared, &ink, ring, MAX_THICKNESS * dpi);
        }
        radius += 1.0;
    }
    cleared
}

impl Circle {
    /// Does most of a box (left, upper, right and lower edge) stand inside?
    pub(super) fn holds(&self, [left, top, right, bottom]: [f32; 4]) -> bool {
        let [x, y] = [f32::midpoint(left, right) - self.x, f32::midpoint(top, bottom) - self.y];
        x.hypot(y) < self.radius && right - left < 2.0 * self.radius && x.abs() + 0.25 * (right - left) < self.radius
    }
}

/// The circle through three points of the stroke that is there in most directions, with its share.
fn best_circle(stroke: &Stroke, ink: &Ink, dpi: f32) -> Option<(Circle, f32)> {
    let points: Vec<(usize, usize)> = stroke.pixels().collect();
    // Any spread of points does, as long as it is the same each time.
    let pick = |number: usize| points.get(number.wrapping_mul(7_919) % points.len().max(1)).copied();
    let tried = (0..TRIES).filter_map(|number| {
        let [one, two, three] = [pick(3 * number)?, pick(3 * number + 1)?, pick(3 * number + 2)?].map(place);
        let circle = through(one, two, three)?;
        RADII.contains(&(circle.radius / dpi)).then(|| (circle, share(ink, circle)))
    });
    let best = tried.max_by(|one, other| one.1.total_cmp(&other.1))?;
    (best.1 >= MIN_SHARE).then_some(best)
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn place((x, y): (usize, usize)) -> (f32, f32) {
    (x as f32, y as f32)
}

/// The circle through three points; none where they stand in line.
fn through(one: (f32, f32), two: (f32, f32), three: (f32, f32)) -> Option<Circle> {
    let (bx, by, cx, cy) = (two.0 - one.0, two.1 - one.1, three.0 - one.0, three.1 - one.1);
    let double = 2.0 * (bx * cy - by * cx);
    let (b, c) = (bx * bx + by * by, cx * cx + cy * cy);
    let (x, y) = ((cy * b - by * c) / double, (bx * c - cx * b) / double);
    (double.abs() > 1.0).then(|| Circle { x: one.0 + x, y: one.1 + y, radius: x.hypot(y) })
}

/// The points of a circle, direction by direction: cosine and sine.
fn directions(count: u16) -> impl Iterator<Item = (f32, f32)> {
    (0..count).map(move |number| {
        let (sine, cosine) = (std::f32::consts::TAU * f32::from(number) / f32::from(count)).sin_cos();
        (cosine, sine)
    })
}

/// In which share of its directions the circle is dark.
fn share(ink: &Ink, circle: Circle) -> f32 {
    let is_there = |(cosine, sine): &(f32, f32)| {
        [0.0, -1.0, 1.0].iter().any(|step| is_dark(ink, circle, circle.radius + step, (*cosine, *sine)))
    };
    let there = directions(DIRECTIONS).filter(is_there).count();
    f32::from(u16::try_from(there).unwrap_or(u16::MAX)) / f32::from(DIRECTIONS)
}

/// The pixel at `radius` from the middle of the circle in a direction; none outside the block.
fn pixel_at(circle: Circle, radius: f32, (cosine, sine): (f32, f32)) -> Option<(usize, usize)> {
    let (x, y) = ((circle.x + radius * cosine).round(), (circle.y + radius * sine).round());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
    (x >= 0.0 && y >= 0.0).then_some((x as usize, y as usize))
}

fn is_dark(ink: &Ink, circle: Circle, radius: f32, direction: (f32, f32)) -> bool {
    pixel_at(circle, radius, direction).is_some_and(|(x, y)| ink.is_dark(x, y))
}

/// Clears the stroke of a ring where it is no thicker than a ring's: there, nothing else crosses it.
fn erase(block: &mut GrayImage, ink: &Ink, ring: Circle, thickness: f32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels around a seal")]
    let around = (8.0 * ring.radius) as u16;
    for direction in directions(around) {
        let reach = |step: f32| {
            let mut end = ring.radius;
            while is_dark(ink, ring, end + step, direction) && (end - ring.radius).abs() <= thickness {
                end += step;
            }
            end
        };
        if !is_dark(ink, ring, ring.radius, direction) {
            continue;
        }
        let (inner, outer) = (reach(-0.5), reach(0.5));
        if outer - inner > thickness {
            continue;
        }
        let mut radius = inner - 1.0;
        while radius <= outer + 1.0 {
            let pixel = pixel_at(ring, radius, direction)
                .and_then(|(x, y)| block.get_pixel_mut_checked(u32::try_from(x).ok()?, u32::try_from(y).ok()?));
            if let Some(pixel) = pixel {
                *pixel = Luma([255]);
            }
            radius += 0.5;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of 300 by 300 pixels at 200 dpi: a ring of radius 110 around 150, 150, and a bar through it.
    fn block() -> GrayImage {
        GrayImage::from_fn(300, 300, |x, y| {
            let from_middle = (i64::from(x) - 150).pow(2) + (i64::from(y) - 150).pow(2);
            let on_ring = (108 * 108..112 * 112).contains(&from_middle);
            let on_bar = (200..290).contains(&x) && (140..160).contains(&y);
            Luma([if on_ring || on_bar { 20 } else { 240 }])
        })
    }

    #[test]
    fn a_ring_goes_and_what_crosses_it_stays() {
        let block = block();
        let seal = find(&block, 200.0).expect("a seal");
        let cleared = without_rings(&block, seal, 200.0);
        let at = |x, y| cleared.get_pixel(x, y).0[0];
        assert_eq!((at(150, 40), at(40, 150)), (255, 255));
        assert_eq!((at(260, 150), at(230, 150)), (20, 20));
        assert!(seal.holds([100.0, 130.0, 200.0, 160.0]) && !seal.holds([200.0, 30.0, 290.0, 50.0]));
    }

    #[test]
    fn letters_and_bars_are_no_seals() {
        let print = GrayImage::from_fn(300, 300, |x, y| Luma([if x % 14 < 9 && y % 40 < 16 { 20 } else { 240 }]));
        assert!(find(&print, 200.0).is_none());
    }
}
