//! What a page draws: glyphs with places, ruling lines, images. Collected while the page's instructions are followed.
//!
//! Places are points from the upper left corner of the page as it is read (after turning). Glyphs outside the page or
//! its clips are dropped; what they mean is decided elsewhere (see [`super::words`]).

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;

use super::super::layout::Rule;

/// Most glyphs of one page; a page with more is no page of text.
const MOST_GLYPHS: usize = 400_000;

/// Most rules of one page; a page with more is a drawing.
const MOST_RULES: usize = 5_000;

/// A filled box thinner than this is a rule, in points.
const RULE_THICKNESS: f64 = 3.0;

/// Shortest rule, in points.
const RULE_LENGTH: f64 = 6.0;

/// A glyph on the page.
#[derive(Debug, Clone)]
pub(super) struct PlacedGlyph {
    /// Its text: a letter, rarely several; `None` where the font tells none.
    pub(super) text: Option<String>,
    /// Its code in the font.
    pub(super) code: u32,
    /// Where it starts on the baseline.
    pub(super) origin: Point,
    /// Where the next one would start.
    pub(super) end: Point,
    /// Which way its line runs, of length one; slanted letters stand on level lines.
    pub(super) way: (f64, f64),
    /// Size of the letter, across its line.
    pub(super) size: f64,
    /// Index of its font in [`Drawing::fonts`].
    pub(super) font: u16,
    /// Number of the piece of text it was shown with.
    pub(super) run: u32,
    /// Not painted (a hidden text layer).
    pub(super) is_hidden: bool,
    /// Drawn by an annotation or form field, not by the page.
    pub(super) is_annotation: bool,
}

/// An image on the page.
#[derive(Debug, Clone)]
pub(super) struct PlacedImage {
    /// Its box on the page.
    pub(super) area: Rect,
    /// Pixels to points of the page.
    pub(super) transform: Affine,
    /// Width and height in pixels, as the file names them.
    pub(super) size: (f64, f64),
    /// Its place among the images of the page, from 0.
    pub(super) index: usize,
}

/// Everything of a page that reading needs.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) images: Vec<PlacedImage>,
    /// Names of the fonts, empty for those that tell none.
    pub(super) fonts: Vec<String>,
    /// Curved shapes: letters drawn as outlines, drawings.
    pub(super) shapes: usize,
    clips: Vec<Rect>,
    runs: u32,
    in_annotations: bool,
}

/// Follows the instructions of `page`, then those of its annotations.
pub(super) fn collect<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Drawing {
    let (width, height) = page.render_dimensions();
    let mut drawing = Drawing { width: f64::from(width), height: f64::from(height), ..Drawing::default() };
    for content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        drawing.in_annotations = content == RenderContent::ANNOTATIONS;
        drawing.clips.clear();
        follow(page, cache, content, &mut drawing);
    }
    drawing
}

/// Draws the wanted `content` of `page` on `device`, in points of the page as it is read.
pub(super) fn follow<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    content: RenderContent,
    device: &mut impl Device<'a>,
) {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, whole, cache, page.xref(), settings);
    interpret_page(page, &mut context, device);
}

impl Drawing {
    /// The part of the page that is painted on at the moment.
    fn open_area(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::new(0.0, 0.0, self.width, self.height))
    }

    fn push_clip(&mut self, area: Rect) {
        let inside = self.open_area().intersect(area);
        self.clips.push(inside);
    }

    fn font_index(&mut self, name: String) -> u16 {
        let at = self.fonts.iter().position(|font| *font == name).unwrap_or_else(|| {
            self.fonts.push(name);
            self.fonts.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn push_rule(&mut self, area: Rect) {
        let area = area.intersect(self.open_area().inflate(1.0, 1.0));
        let long = area.width().max(area.height());
        let thin = area.width().min(area.height());
        if long >= RULE_LENGTH && thin <= RULE_THICKNESS && self.rules.len() < MOST_RULES {
            self.rules.push(Rule {
                left: narrow(area.x0),
                top: narrow(area.y0),
                right: narrow(area.x1),
                bottom: narrow(area.y1),
            });
        }
    }

    /// Level and upright strokes of a path.
    fn push_strokes(&mut self, path: &BezPath, transform: Affine) {
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        for element in path.elements() {
            let next = match *element {
                PathEl::MoveTo(point) => {
                    start = transform * point;
                    last = start;
                    continue;
                }
                PathEl::LineTo(point) => transform * point,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * point;
                    continue;
                }
            };
            let stroke = Rect::from_points(last, next);
            if stroke.width() < 1.0 || stroke.height() < 1.0 {
                self.push_rule(stroke);
            }
            last = next;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places on a page need no more")]
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

fn has_curves(path: &BezPath) -> bool {
    path.elements().iter().any(|element| matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)))
}

impl<'a> Device<'a> for Drawing {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if has_curves(path) {
            self.shapes += 1;
            return;
        }
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.push_strokes(path, props.transform),
            DrawMode::Fill(_) => {
                // One fill may hold many thin boxes: the borders of a whole table.
                let mut part = BezPath::new();
                for element in path.elements() {
                    if matches!(element, PathEl::MoveTo(_)) && !part.elements().is_empty() {
                        self.push_rule((props.transform * part).bounding_box());
                        part = BezPath::new();
                    }
                    part.push(*element);
                }
                if !part.elements().is_empty() {
                    self.push_rule((props.transform * part).bounding_box());
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.push_strokes(&rect.to_path(0.1), props.transform);
            }
            DrawMode::Fill(_) => self.push_rule(props.transform.transform_rect_bbox(*rect)),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let is_hidden = matches!(mode, DrawMode::Invisible);
        let font = self.font_index(run.glyphs().first().map_or_else(String::new, |glyph| font_name(glyph)));
        self.runs += 1;
        let open = self.open_area().inflate(1.0, 1.0);
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let origin = transform * Point::ZERO;
            let advance = f64::from(advance_of(glyph));
            let end = transform * Point::new(advance, 0.0);
            let up = (transform * Point::new(0.0, 1000.0)) - origin;
            let across = (transform * Point::new(1000.0, 0.0)) - origin;
            let way = across / across.hypot().max(0.001);
            let size = way.cross(up).abs();
            let middle = origin.midpoint(end) + up * 0.3;
            let is_inside = open.contains(middle) && size > 0.5;
            if !is_inside || self.glyphs.len() >= MOST_GLYPHS {
                continue;
            }
            self.glyphs.push(PlacedGlyph {
                text: glyph.as_unicode().and_then(printed_text),
                code: glyph.char_code(),
                origin,
                end,
                way: (way.x, way.y),
                size,
                font,
                run: self.runs,
                is_hidden,
                is_annotation: self.in_annotations,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let whole = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(whole).intersect(self.open_area());
        let index = self.images.len();
        if area.area() > 0.5 * self.width * self.height && covers(&image) {
            // Text under a picture of the page is as hidden as text that is not painted.
            let below = self.glyphs.iter_mut().filter(|glyph| area.contains(glyph.origin));
            below.for_each(|glyph| glyph.is_hidden = true);
        }
        self.images.push(PlacedImage {
            area,
            transform: props.transform,
            size: (whole.width(), whole.height()),
            index,
        });
    }
}

/// Nothing shines through the image.
fn covers(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let stream = raster.stream();
    !stream.dict().contains_key(b"SMask") && !stream.dict().contains_key(b"Mask")
}

fn font_name(glyph: &Glyph<'_>) -> String {
    match glyph {
        Glyph::Outline(outline) => outline.font_data().and_then(|data| data.postscript_name).unwrap_or_default(),
        Glyph::Type3(_) => String::new(),
    }
}

/// Width in thousandths of the letter size.
fn advance_of(glyph: &Glyph<'_>) -> f32 {
    match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    }
    .unwrap_or(500.0)
}

/// The text of a glyph; `None` for what stands for no letter.
fn printed_text(text: BfString) -> Option<String> {
    let text = match text {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(letters) => letters,
    };
    let is_letter = |letter: char| letter != '\u{fffd}' && (!letter.is_control() || letter == '\t');
    (!text.is_empty() && text.chars().all(is_letter)).then_some(text)
}
