//! Ink in colour on a page: red seals and stamps (*dấu đỏ*), blue signatures. Large ones are taken out of the page, the
//! black print under them stays; small ones (a heading in red, a number by hand in blue) stay as they are.

use image::{DynamicImage, GrayImage, Luma, RgbImage};

/// One connected piece of ink in colour, apart from the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColouredInk {
    /// The piece alone, dark on white.
    pub(super) ink: GrayImage,
    /// Left edge, upper edge, right edge, lower edge on the page, in inches.
    pub(super) place: [f32; 4],
    /// Is it red?
    pub(super) is_red: bool,
}

/// A colour that ink has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hue {
    Red,
    Blue,
}

/// Side of the cells that pieces are put together from, in inches.
const CELL: f32 = 0.06;

/// Part of a cell's pixels that must have the colour.
const MIN_SHARE: f32 = 0.06;

/// Pieces lower than this stay on the page, in inches: a line of text in red; a number by hand in blue.
const LOW_RED: f32 = 0.4;
const LOW_BLUE: f32 = 0.6;

/// A page with more of its cells in colour is a picture, not a page with a seal.
const MAX_COLOURED: f32 = 0.25;

/// Least difference of the channels that makes a colour.
const MIN_DIFFERENCE: u8 = 40;

/// The page in grey without its large pieces of colour, and these.
pub(super) fn parted(image: &DynamicImage, dpi: f32) -> (GrayImage, Vec<ColouredInk>) {
    if !image.color().has_color() && !image.color().has_alpha() {
        return (image.to_luma8(), Vec::new());
    }
    let image = on_white(image);
    let mut grey = DynamicImage::ImageRgb8(image.clone()).to_luma8();
    let mut pieces = Vec::new();
    for hue in [Hue::Red, Hue::Blue] {
        let cells = Cells::of(&image, hue, dpi);
        if cells.share() > MAX_COLOURED {
            continue;
        }
        for piece in cells.pieces() {
            let low = if hue == Hue::Red { LOW_RED } else { LOW_BLUE };
            if piece.inches(cells.side, dpi)[1] >= low {
                pieces.push(taken_out(&image, &mut grey, &cells, &piece, dpi));
            }
        }
    }
    (grey, pieces)
}

/// The image without transparency, on white paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |channel: u8| {
            let mixed = (u16::from(channel) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([red, green, blue].map(over))
    })
}

fn has(pixel: [u8; 3], hue: Hue) -> bool {
    let [red, green, blue] = pixel;
    match hue {
        Hue::Red => red.saturating_sub(green.max(blue)) >= MIN_DIFFERENCE,
        // Blue ink is often violet: green is its low channel.
        Hue::Blue => blue.saturating_sub(green) >= MIN_DIFFERENCE && blue > red,
    }
}

/// The grey of a pixel seen through a filter of the ink's colour: the ink turns white, black print stays.
fn filtered(pixel: [u8; 3], hue: Hue) -> u8 {
    let [red, _, blue] = pixel;
    let (own, paper, faint) = if hue == Hue::Red { (red, 130, 100) } else { (blue, 110, 80) };
    if own > paper || has(pixel, hue) && own > faint { 255 } else { own }
}

/// Clears a piece from `grey`; returns it alone.
fn taken_out(image: &RgbImage, grey: &mut GrayImage, cells: &Cells, piece: &Piece, dpi: f32) -> ColouredInk {
    let [left, top, right, bottom] = piece.edges.map(|edge| u32::try_from(edge * cells.side).unwrap_or(u32::MAX));
    let (right, bottom) = (right.min(image.width()), bottom.min(image.height()));
    let mut ink =
        GrayImage::from_pixel(right.saturating_sub(left).max(1), bottom.saturating_sub(top).max(1), Luma([255]));
    for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
        let pixel = image.get_pixel(x, y).0;
        if !piece.holds(x as usize / cells.side, y as usize / cells.side) {
            continue;
        }
        if has(pixel, cells.hue) {
            ink.put_pixel(x - left, y - top, Luma([pixel[1]]));
        }
        grey.put_pixel(x, y, Luma([filtered(pixel, cells.hue)]));
    }
    ColouredInk { ink, place: piece.inches_of_edges(cells.side, dpi), is_red: cells.hue == Hue::Red }
}

/// Which cells of a page hold a colour.
struct Cells {
    hue: Hue,
    side: usize,
    width: usize,
    height: usize,
    marked: Vec<bool>,
}

/// A connected piece: its edges in cells, and which cells between them belong to it.
struct Piece {
    edges: [usize; 4],
    inside: Vec<bool>,
}

impl Cells {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "pixels")]
    fn of(image: &RgbImage, hue: Hue, dpi: f32) -> Cells {
        let side = ((CELL * dpi) as usize).max(2);
        let (width, height) = ((image.width() as usize).div_ceil(side), (image.height() as usize).div_ceil(side));
        let mut counts = vec![0_usize; width * height];
        for (x, y, pixel) in image.enumerate_pixels() {
            if has(pixel.0, hue)
                && let Some(count) = counts.get_mut(y as usize / side * width + x as usize / side)
            {
                *count += 1;
            }
        }
        let least = (MIN_SHARE * (side * side) as f32) as usize;
        let marked = counts.into_iter().map(|count| count > least).collect();
        Cells { hue, side, width, height, marked }
    }

    #[expect(clippy::cast_precision_loss, reason = "a share")]
    fn share(&self) -> f32 {
        let marked = self.marked.iter().filter(|marked| **marked).count();
        marked as f32 / self.marked.len().max(1) as f32
    }

    /// Pieces of cells that touch or have one cell between them.
    fn pieces(&self) -> Vec<Piece> {
        let mut free = self.marked.clone();
        let mut pieces = Vec::new();
        for start in 0..free.len() {
            if !std::mem::take(&mut free[start]) {
                continue;
            }
            let mut cells = vec![(start % self.width, start / self.width)];
            let mut next = 0;
            while let Some(&(x, y)) = cells.get(next) {
                next += 1;
                for near_y in y.saturating_sub(2)..(y + 3).min(self.height) {
                    for near_x in x.saturating_sub(2)..(x + 3).min(self.width) {
                        if free.get_mut(near_y * self.width + near_x).is_some_and(std::mem::take) {
                            cells.push((near_x, near_y));
                        }
                    }
                }
            }
            pieces.push(Piece::of(&cells, self.width, self.height));
        }
        pieces
    }
}

impl Piece {
    fn of(cells: &[(usize, usize)], width: usize, height: usize) -> Piece {
        let edge = |of: fn(&(usize, usize)) -> usize| {
            cells.iter().map(of).fold((usize::MAX, 0), |(low, high), at| (low.min(at), high.max(at)))
        };
        let ((left, right), (top, bottom)) = (edge(|cell| cell.0), edge(|cell| cell.1));
        // One cell of room around: ink fades at its edge.
        let edges = [left.saturating_sub(1), top.saturating_sub(1), (right + 2).min(width), (bottom + 2).min(height)];
        let mut piece = Piece { inside: vec![false; (edges[2] - edges[0]) * (edges[3] - edges[1])], edges };
        for (x, y) in cells {
            for (near_x, near_y) in
                (y.saturating_sub(1)..y + 2).flat_map(|y| (x.saturating_sub(1)..x + 2).map(move |x| (x, y)))
            {
                if let Some(at) = piece.place_of(near_x, near_y)
                    && let Some(inside) = piece.inside.get_mut(at)
                {
                    *inside = true;
                }
            }
        }
        piece
    }

    fn place_of(&self, x: usize, y: usize) -> Option<usize> {
        let [left, top, right, bottom] = self.edges;
        ((left..right).contains(&x) && (top..bottom).contains(&y)).then(|| (y - top) * (right - left) + x - left)
    }

    fn holds(&self, x: usize, y: usize) -> bool {
        self.place_of(x, y).and_then(|at| self.inside.get(at)).copied().unwrap_or(false)
    }

    /// Left, upper, right and lower edge in inches.
    fn inches_of_edges(&self, side: usize, dpi: f32) -> [f32; 4] {
        #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
        self.edges.map(|edge| (edge * side) as f32 / dpi)
    }

    /// Width and height in inches.
    fn inches(&self, side: usize, dpi: f32) -> [f32; 2] {
        let [left, top, right, bottom] = self.inches_of_edges(side, dpi);
        [right - left, bottom - top]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// A page at 100 dpi: a red ring with a black bar under it, a line of red text, a black bar.
    fn page() -> DynamicImage {
        let page = RgbImage::from_fn(400, 500, |x, y| {
            let from_middle = (i64::from(x) - 200).pow(2) + (i64::from(y) - 200).pow(2);
            let on_ring = (3600..4900).contains(&from_middle);
            let on_bar = (195..205).contains(&y) && (120..280).contains(&x);
            let on_red_text = (400..415).contains(&y) && (50..350).contains(&x) && x % 10 < 6;
            match (on_bar, on_ring || on_red_text) {
                (true, true) => Rgb([70, 20, 25]),
                (true, false) => Rgb([20, 20, 20]),
                (false, true) => Rgb([215, 60, 70]),
                (false, false) => Rgb([250, 250, 248]),
            }
        });
        DynamicImage::ImageRgb8(page)
    }

    #[test]
    fn a_seal_is_taken_out_and_the_print_under_it_stays() {
        let (grey, pieces) = parted(&page(), 100.0);
        let at = |x, y| grey.get_pixel(x, y).0[0];
        assert!(at(200, 135) > 240, "the ring is gone: {}", at(200, 135));
        assert!(at(200, 200) < 60 && at(135, 200) < 100, "the print stays: {} {}", at(200, 200), at(135, 200));
        assert!(at(52, 405) < 160, "red text stays: {}", at(52, 405));
        let [piece] = &pieces[..] else { panic!("{} pieces", pieces.len()) };
        assert!(piece.is_red && (piece.place[2] - piece.place[0] - 1.4).abs() < 0.3, "{:?}", piece.place);
    }

    #[test]
    fn transparent_paper_is_white() {
        let clear = DynamicImage::ImageRgba8(image::RgbaImage::new(20, 20));
        assert!(parted(&clear, 100.0).0.as_raw().iter().all(|grey| *grey == 255));
    }
}
