//! How far lines of text lean (*nghiêng*), and turning a page upright.
//!
//! The lower edges of letters stand on base lines: along the right slope they fall into few rows, along a wrong one
//! they spread. Tells the slope only; which way up a page stands is tried by reading (see `upright`).

use super::ink::Ink;
use image::{GrayImage, Luma};

/// Largest slope that is looked for, in degrees.
const MAX_SLOPE: f32 = 15.0;

/// Pixels along the longer side of the reduced page that slopes are measured on.
const REDUCED_SIDE: usize = 1100;

/// A slope counts when its rows are this much sharper than those of the page as it is.
const MIN_GAIN: f32 = 1.02;

/// Lower edges of print on a reduced page.
struct Edges {
    points: Vec<(f32, f32)>,
    width: f32,
    height: f32,
}

/// Slope of the lines in degrees, positive when they sink to the right; 0 where no slope stands out.
pub(super) fn slope(ink: &Ink) -> f32 {
    slope_within(ink, MAX_SLOPE)
}

/// [`slope`] among slopes up to `reach` degrees (at most 60): stamps are set at any slant.
pub(super) fn slope_within(ink: &Ink, reach: f32) -> f32 {
    let edges = Edges::of(&reduced(ink));
    let level = edges.sharpness(0.0);
    let coarse = edges.sharpest(0.0, reach, 0.5);
    let fine = edges.sharpest(coarse, 0.5, 0.05);
    if edges.sharpness(fine) < MIN_GAIN * level { 0.0 } else { fine }
}

fn reduced(ink: &Ink) -> Ink {
    ink.reduced((ink.width().max(ink.height()) / REDUCED_SIDE).max(1))
}

impl Edges {
    fn of(ink: &Ink) -> Edges {
        let mut points = Vec::new();
        for y in 0..ink.height() {
            let below = ink.row(y + 1);
            for (x, _) in ink.row(y).iter().enumerate().filter(|(_, dark)| **dark) {
                if !below.get(x).copied().unwrap_or(false) {
                    points.push((number(x), number(y)));
                }
            }
        }
        Edges { points, width: number(ink.width()), height: number(ink.height()) }
    }

    /// The sharpest slope within `reach` degrees of `middle`, in steps of `step`.
    fn sharpest(&self, middle: f32, reach: f32, step: f32) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "some dozens of steps")]
        let steps = (reach / step).round() as i16;
        let slopes = (-steps..=steps).map(|number| middle + f32::from(number) * step);
        // Of equal ones the smallest slope.
        let best = slopes.map(|slope| (self.sharpness(slope), -slope.abs(), slope));
        best.max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))).map_or(0.0, |best| best.2)
    }

    /// How few rows hold the edges along `slope`: sum of squares, of rows as high as they are seen across the slope.
    fn sharpness(&self, slope: f32) -> f32 {
        let lean = slope.to_radians().tan();
        let room = self.width * slope.abs().to_radians().tan() + 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a page, room added")]
        let row = |x: f32, y: f32| (y - x * lean + room).max(0.0) as usize;
        let mut rows = vec![0.0_f32; row(0.0, self.height + room) + 1];
        for (x, y) in &self.points {
            if let Some(count) = rows.get_mut(row(*x, *y)) {
                *count += 1.0;
            }
        }
        let total = number(self.points.len()).max(1.0);
        // Rows across a slope lie closer.
        rows.iter().map(|count| count * count).sum::<f32>() * self.height * slope.to_radians().cos() / (total * total)
    }
}

/// The image turned about its middle by `degrees` against the clock, white where nothing was; same size.
pub(super) fn turned(image: &GrayImage, degrees: f32) -> GrayImage {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (width, height) = (image.width() as usize, image.height() as usize);
    let (middle_x, middle_y) = (number(width) / 2.0, number(height) / 2.0);
    let pixels = image.as_raw();
    let mut turned = GrayImage::from_pixel(image.width(), image.height(), Luma([255]));
    for (y, row) in turned.chunks_exact_mut(width.max(1)).enumerate() {
        let down = number(y) - middle_y;
        for (x, pixel) in row.iter_mut().enumerate() {
            let right = number(x) - middle_x;
            let from_x = right * cosine - down * sine + middle_x;
            let from_y = right * sine + down * cosine + middle_y;
            if let Some(grey) = between(pixels, width, height, from_x, from_y) {
                *pixel = grey;
            }
        }
    }
    turned
}

/// The grey at a place between pixels, by distance.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "greys and places inside the image")]
fn between(pixels: &[u8], width: usize, height: usize, x: f32, y: f32) -> Option<u8> {
    if x < 0.0 || y < 0.0 {
        return None;
    }
    let (left, top) = (x as usize, y as usize);
    if left + 1 >= width || top + 1 >= height {
        return None;
    }
    let (part_x, part_y) = (x - x.floor(), y - y.floor());
    let at = top * width + left;
    let upper = pixels.get(at..at + 2)?;
    let lower = pixels.get(at + width..at + width + 2)?;
    let mixed = |pair: &[u8]| f32::from(pair[0]) * (1.0 - part_x) + f32::from(pair[1]) * part_x;
    Some((mixed(upper) * (1.0 - part_y) + mixed(lower) * part_y + 0.5) as u8)
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn number(pixels: usize) -> f32 {
    pixels as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of dashes with the slope `degrees`, as lines of text look from afar.
    fn lines(degrees: f32) -> GrayImage {
        let lean = degrees.to_radians().tan();
        GrayImage::from_fn(900, 1200, |x, y| {
            let row = f32::from(u16::try_from(y).unwrap_or(0)) - lean * f32::from(u16::try_from(x).unwrap_or(0));
            let in_line = row.rem_euclid(40.0) < 16.0 && x % 14 < 9 && (100..800).contains(&x);
            Luma([if in_line { 0 } else { 255 }])
        })
    }

    #[test]
    fn slopes_are_found_and_turned_away() {
        for degrees in [-12.0_f32, -2.0, 0.0, 1.3, 6.0] {
            let image = lines(degrees);
            let found = slope(&Ink::of(&image));
            assert!((found - degrees).abs() < 0.15, "{degrees} read as {found}");
            let left = slope(&Ink::of(&turned(&image, found)));
            assert!(left.abs() < 0.15, "{degrees} leaves {left}");
        }
    }

    #[test]
    fn a_blank_page_has_no_slope() {
        assert!(slope(&Ink::of(&GrayImage::from_pixel(300, 400, Luma([255])))).abs() < f32::EPSILON);
    }
}
