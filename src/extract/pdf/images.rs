//! The image of a page for recognition: the scanned picture itself where one covers the page, else the page drawn.

use super::drawing::{Drawing, PlacedImage, follow, narrow};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache,
    InterpreterSettings, LumaData, RenderContent, SoftMask,
};
use hayro_syntax::page::Page;
use image::{DynamicImage, GrayImage, RgbImage};

/// Resolution of drawn pages, in dots an inch.
const DRAWN_DPI: f32 = 300.0;

/// Most pixels of a page image: A0 at 300 dots an inch is more than anyone scans to be read.
const MOST_PIXELS: f64 = 120e6;

/// Most pixels of a drawn page: A3 at 300 dots an inch.
const MOST_DRAWN_PIXELS: f32 = 20e6;

/// A picture of a page or of a part of it.
#[derive(Debug)]
pub(super) struct PageImage {
    pub(super) pixels: DynamicImage,
    /// Dots an inch.
    pub(super) dpi: f32,
    /// The part of the page that it shows, in points.
    pub(super) area: Rect,
}

/// The picture of `page`: the one image that covers it, or the page drawn. `None` where it is too large to draw.
pub(super) fn page_image<'a>(page: &Page<'a>, drawing: &Drawing, cache: &InterpreterCache<'a>) -> Option<PageImage> {
    only_image(drawing).and_then(|image| decoded(page, image, cache)).or_else(|| drawn(page, drawing))
}

/// The image that covers the page, where it is the only one of note.
fn only_image(drawing: &Drawing) -> Option<&PlacedImage> {
    let page = drawing.width * drawing.height;
    let mut large = drawing.images.iter().filter(|image| image.area.area() > 0.02 * page);
    let first = large.next().filter(|image| image.area.area() > 0.8 * page)?;
    large.next().is_none().then_some(first)
}

fn decoded<'a>(page: &Page<'a>, image: &PlacedImage, cache: &InterpreterCache<'a>) -> Option<PageImage> {
    let way = way_of(image.transform)?;
    let mut picker = Picker { wanted: image.index, seen: 0, found: None };
    for content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        if picker.seen <= image.index {
            follow(page, cache, content, &mut picker);
        }
    }
    let pixels = picker.found?;
    // The picture may hold other numbers of pixels than the page says; the page's count places it.
    let area = image.transform.transform_rect_bbox(Rect::new(0.0, 0.0, image.size.0, image.size.1));
    let pixels = turned(pixels, way);
    let dpi = 72.0 * f64::from(pixels.width()) / area.width().max(1.0);
    Some(PageImage { dpi: narrow(dpi), pixels, area })
}

/// How an image is turned on the page: quarter turns to the right, and mirrored before that.
fn way_of(transform: Affine) -> Option<(u8, bool)> {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let is_level = b.abs() < 0.03 * a.abs() && c.abs() < 0.03 * d.abs();
    let is_upright = a.abs() < 0.03 * b.abs() && d.abs() < 0.03 * c.abs();
    match (is_level, is_upright) {
        (true, _) => Some(match (a > 0.0, d > 0.0) {
            (true, true) => (0, false),
            (false, false) => (2, false),
            (false, true) => (0, true),
            (true, false) => (2, true),
        }),
        (_, true) => Some(match (b > 0.0, c > 0.0) {
            (true, false) => (1, false),
            (false, true) => (3, false),
            (true, true) => (3, true),
            (false, false) => (1, true),
        }),
        _ => None,
    }
}

fn turned(pixels: DynamicImage, (quarters, mirrored): (u8, bool)) -> DynamicImage {
    let pixels = if mirrored { pixels.fliph() } else { pixels };
    match quarters {
        1 => pixels.rotate90(),
        2 => pixels.rotate180(),
        3 => pixels.rotate270(),
        _ => pixels,
    }
}

/// The page as it is printed, for recognition.
pub(super) fn drawn(page: &Page<'_>, drawing: &Drawing) -> Option<PageImage> {
    let (pixels, dpi) = printed(page, DRAWN_DPI)?;
    let area = Rect::new(0.0, 0.0, drawing.width, drawing.height);
    Some(PageImage { pixels, dpi, area })
}

/// The page as it is printed, in grey and colours on white, at `dpi` or less where it is large, and at how much.
pub(super) fn printed(page: &Page<'_>, dpi: f32) -> Option<(DynamicImage, f32)> {
    let (width, height) = page.render_dimensions();
    let inches = (width / 72.0) * (height / 72.0);
    let dpi = dpi.min((MOST_DRAWN_PIXELS / inches.max(0.01)).sqrt()).min(72.0 * 60_000.0 / width.max(height));
    let cache = RenderCache::new();
    let scale = dpi / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = hayro::render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let colours: Vec<u8> = pixmap.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Some((DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, colours)?), dpi))
}

/// The part `area` of a picture of the page.
pub(super) fn part(whole: &PageImage, area: Rect) -> PageImage {
    let scale = f64::from(whole.dpi) / 72.0;
    let area = area.inflate(2.0, 2.0).intersect(whole.area);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the picture")]
    let pixel = |value: f64| (value.max(0.0) * scale) as u32;
    let (left, top) = (pixel(area.x0 - whole.area.x0), pixel(area.y0 - whole.area.y0));
    let pixels = whole.pixels.crop_imm(left, top, pixel(area.width()), pixel(area.height()));
    PageImage { pixels, dpi: whole.dpi, area }
}

/// Takes one image of a page and draws nothing.
struct Picker {
    wanted: usize,
    seen: usize,
    found: Option<DynamicImage>,
}

impl<'a> Device<'a> for Picker {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        let is_wanted = self.seen == self.wanted;
        self.seen += 1;
        if !is_wanted || f64::from(image.width()) * f64::from(image.height()) > MOST_PIXELS {
            return;
        }
        match image {
            // A stencil is painted where its values are high: ink is black on white.
            Image::Stencil(stencil) => stencil.with_stencil(
                |mut luma, _| {
                    luma.data.iter_mut().for_each(|value| *value = 255 - *value);
                    self.found = grey(luma);
                },
                None,
            ),
            Image::Raster(raster) => raster.with_rgba(
                |colours, alpha| {
                    // What shines through needs the page below it.
                    let is_whole = alpha.is_none_or(|alpha| alpha.data.iter().all(|value| *value == 255));
                    self.found = if is_whole { picture(colours) } else { None };
                },
                None,
            ),
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

fn picture(colours: ImageData) -> Option<DynamicImage> {
    match colours {
        ImageData::Luma(luma) => grey(luma),
        ImageData::Rgb(rgb) => RgbImage::from_raw(rgb.width, rgb.height, rgb.data).map(DynamicImage::ImageRgb8),
    }
}

fn grey(luma: LumaData) -> Option<DynamicImage> {
    GrayImage::from_raw(luma.width, luma.height, luma.data).map(DynamicImage::ImageLuma8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of two by one pixels, black then white, placed by `transform`, must show as `expected` (rows of pixels).
    #[track_caller]
    fn check(transform: [f64; 6], expected: &[&[u8]]) {
        let pixels = DynamicImage::ImageLuma8(GrayImage::from_raw(2, 1, vec![0, 255]).unwrap());
        let shown = turned(pixels, way_of(Affine::new(transform)).unwrap()).to_luma8();
        let rows: Vec<Vec<u8>> = shown.rows().map(|row| row.map(|pixel| pixel.0[0]).collect()).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn pictures_are_turned_as_the_page_shows_them() {
        check([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], &[&[0, 255]]);
        check([-1.0, 0.0, 0.0, -1.0, 2.0, 1.0], &[&[255, 0]]);
        check([-1.0, 0.0, 0.0, 1.0, 2.0, 0.0], &[&[255, 0]]);
        check([1.0, 0.0, 0.0, -1.0, 0.0, 1.0], &[&[0, 255]]);
        check([0.0, 1.0, -1.0, 0.0, 1.0, 0.0], &[&[0], &[255]]);
        check([0.0, -1.0, 1.0, 0.0, 0.0, 2.0], &[&[255], &[0]]);
        assert_eq!(way_of(Affine::new([1.0, 0.5, -0.5, 1.0, 0.0, 0.0])), None);
    }
}
