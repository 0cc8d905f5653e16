//! Annotations and form fields that draw nothing of their own but hold text, and fields of digital signatures.
//!
//! What annotations draw is collected with the page (see [`super::drawing`]); here is what stands in their entries only.

use super::super::layout::LayoutWord;
use super::drawing::narrow;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page;

/// Most annotations of one page.
const MOST_ANNOTATIONS: usize = 2_000;

/// Flags of annotations that are not shown.
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// A form field of a digital signature (*chữ ký số*).
#[derive(Debug, Clone, Default)]
pub(super) struct SignatureField {
    /// Its box on the page; empty where the signature is not shown.
    pub(super) area: Rect,
    /// Who signed, where the entry tells.
    pub(super) name: Option<String>,
    /// When, as the entry tells: `D:20191009153211+07'00'`.
    pub(super) date: Option<String>,
}

/// What the annotations of a page hold besides what they draw.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    pub(super) words: Vec<LayoutWord>,
    pub(super) signatures: Vec<SignatureField>,
}

/// Reads the annotations of `page`.
pub(super) fn read(page: &Page<'_>) -> Annotations {
    let mut found = Annotations::default();
    let Some(list) = page.raw().get::<Array<'_>>(b"Annots") else { return found };
    let to_page = Affine::new(page.initial_transform(true).as_coeffs());
    for annotation in list.iter::<Dict<'_>>().take(MOST_ANNOTATIONS) {
        let area = annotation
            .get::<PdfRect>(b"Rect")
            .map_or(Rect::ZERO, |rect| to_page.transform_rect_bbox(Rect::new(rect.x0, rect.y0, rect.x1, rect.y1)));
        let field_type = inherited::<Name<'_>>(&annotation, b"FT");
        if field_type.as_ref().is_some_and(|kind| kind.as_ref() == b"Sig") {
            found.signatures.extend(signature(&annotation, area));
            continue;
        }
        let is_shown = annotation.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) == 0;
        if !is_shown || draws_itself(&annotation) {
            continue;
        }
        let kind = annotation.get::<Name<'_>>(b"Subtype");
        let text = match kind.as_ref().map(AsRef::as_ref) {
            Some(b"FreeText") => annotation.get::<PdfString<'_>>(b"Contents"),
            Some(b"Widget") if field_type.is_some_and(|kind| kind.as_ref() == b"Tx") => inherited(&annotation, b"V"),
            _ => None,
        };
        if let Some(text) = text {
            found.words.extend(words_in(&decoded(text.as_bytes()), area));
        }
    }
    found
}

fn draws_itself(annotation: &Dict<'_>) -> bool {
    annotation.get::<Dict<'_>>(b"AP").is_some_and(|appearance| appearance.contains_key(b"N"))
}

/// An entry of a field or of the fields it belongs to.
fn inherited<'a, T>(field: &Dict<'a>, key: &[u8]) -> Option<T>
where
    T: TryFrom<hayro_syntax::object::Object<'a>>,
{
    let mut field = field.clone();
    for _ in 0..8 {
        if let Some(value) = field.get::<hayro_syntax::object::Object<'a>>(key) {
            return T::try_from(value).ok();
        }
        field = field.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

fn signature(field: &Dict<'_>, area: Rect) -> Option<SignatureField> {
    let value = inherited::<Dict<'_>>(field, b"V")?;
    let text = |key: &[u8]| value.get::<PdfString<'_>>(key).map(|text| decoded(text.as_bytes()));
    Some(SignatureField { area, name: text(b"Name").filter(|name| !name.trim().is_empty()), date: text(b"M") })
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 but for a few signs.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The words of `text`, set line by line from the top of `area`.
fn words_in(text: &str, area: Rect) -> Vec<LayoutWord> {
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
    #[expect(clippy::cast_precision_loss, reason = "few lines and letters")]
    let count = |number: usize| number as f32;
    let height = (narrow(area.height()) / count(lines.len().max(1))).clamp(4.0, 14.0);
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let top = narrow(area.y0) + height * count(index);
        let mut left = narrow(area.x0);
        for word in line.split_whitespace() {
            let right = left + 0.45 * height * count(word.chars().count());
            found.push(LayoutWord {
                text: word.to_owned(),
                left,
                top,
                right,
                bottom: top + height,
                confidence: None,
                font: None,
            });
            left = right + 0.25 * height;
        }
    }
    found
}
