//! Papers printed, scanned badly and read again: which fields survive which damage. Prints a table.
//!
//! Skips, with the reason printed, on a machine without Tesseract. Damage is made here from two clean pages, always the
//! same; the answers are those of the typed papers.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places on a page of some thousand pixels"
)]

use crate::support::answer::{Answer, read_json};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use std::path::{Path, PathBuf};
use vanban::app::{DocumentReader, OcrEngine};
use vanban::record::Record;

/// The scans and the typed papers whose answers they share.
const PAPERS: [(&str, &str); 2] =
    [("scan/kh-09.png", "gold/kh-09-bach-thuan-2022.json"), ("scan/cv-412.png", "gold/cv-412-giong-rieng-2021.json")];

/// A kind of damage, and how many of its fields at least survive, in hundredths.
const DAMAGES: [(&str, Damage, usize); 7] = [
    ("clean, 200 dpi", |page| page, 90),
    ("leaning 2 degrees, specks", |page| DynamicImage::ImageLuma8(specked(&leaning(&page.to_luma8(), 2.0))), 80),
    ("leaning -7 degrees", |page| DynamicImage::ImageLuma8(leaning(&page.to_luma8(), -7.0)), 80),
    ("grey 150 dpi, blurred", |page| blurred(&page, 0.75), 80),
    ("red seal and blue signature", |page| DynamicImage::ImageRgb8(sealed(&page.to_rgb8())), 80),
    (
        "the same in grey",
        |page| DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(sealed(&page.to_rgb8())).to_luma8()),
        70,
    ),
    ("upside down", |page| page.rotate180(), 80),
];

type Damage = fn(DynamicImage) -> DynamicImage;

/// The fields, each with how many of it were right and how many there are.
const FIELDS: [&str; 6] = ["number", "date", "type", "issuer", "signer", "citations"];

#[test]
fn fields_survive_bad_scans() {
    let engine = match OcrEngine::find() {
        Ok(engine) => engine,
        Err(missing) => return println!("skipped: {missing}"),
    };
    let reader = DocumentReader::in_process(Some(engine));
    println!("{:30} {}", "", FIELDS.map(|field| format!("{field:>10}")).concat());
    let mut faults = Vec::new();
    for (name, damage, floor) in DAMAGES {
        let mut sums = [[0; 2]; FIELDS.len()];
        for (scan, gold) in PAPERS {
            let record = reader.read(&damaged(scan, damage));
            assert_eq!(record.error, None, "{name}: {scan}");
            assert_eq!(record.source.text_layer, "ocr", "{name}: {scan}");
            for (sum, [right, all]) in sums.iter_mut().zip(right_fields(&record, &Answer(&read_json(&fixture(gold))))) {
                *sum = [sum[0] + right, sum[1] + all];
            }
        }
        println!("{name:30} {}", sums.map(|[right, all]| format!("{:>10}", format!("{right}/{all}"))).concat());
        let [right, all] = sums.iter().fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
        if 100 * right < floor * all {
            faults.push(format!("{name}: {right} of {all} fields, not {floor} %"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_on_its_side_is_turned() {
    let engine = match OcrEngine::find() {
        Ok(engine) => engine,
        Err(missing) => return println!("skipped: {missing}"),
    };
    let (scan, gold) = PAPERS[1];
    let side = written("side.png", &image::open(fixture(scan)).expect("a page").rotate90());
    let record = DocumentReader::in_process(Some(engine)).read(&side);
    let right = right_fields(&record, &Answer(&read_json(&fixture(gold))));
    assert!(right.iter().all(|[right, all]| right == all), "{right:?}");
}

#[test]
fn a_page_with_nothing_on_it_is_no_document() {
    let engine = match OcrEngine::find() {
        Ok(engine) => engine,
        Err(missing) => return println!("skipped: {missing}"),
    };
    let blank = specked(&GrayImage::from_pixel(1000, 1400, Luma([255])));
    // Print that shines through from the other side.
    let mut through = imageops::flip_horizontal(&image::open(fixture("scan/cv-412.png")).expect("a page").to_luma8());
    through.pixels_mut().for_each(|pixel| pixel.0[0] = 170 + pixel.0[0] / 3);
    let reader = DocumentReader::in_process(Some(engine));
    for (name, image) in [("blank.png", blank), ("through.png", through)] {
        let record = reader.read(&written(name, &DynamicImage::ImageLuma8(image)));
        assert_eq!(record.error.map(|error| error.code).as_deref(), Some("empty"), "{name}");
    }
}

#[test]
fn without_recognition_a_scan_is_told_as_one() {
    let record = DocumentReader::in_process(None).read(&fixture("scan/kh-09.png"));
    assert_eq!(record.error.map(|error| error.code).as_deref(), Some("needs_ocr"));
}

/// Right and all answers of each of [`FIELDS`].
fn right_fields(record: &Record, gold: &Answer<'_>) -> [[usize; 2]; FIELDS.len()] {
    let one = |found: Option<&str>, wanted: Option<&str>| [usize::from(found == wanted), 1];
    let wanted = |key: &str| gold.text(key).flatten();
    let signer = gold.object("signer");
    let cited = gold.objects("citations").unwrap_or_default();
    let is_found = |citation: &&Answer<'_>| {
        let [number, date] = ["number", "date"].map(|key| citation.text(key).flatten());
        record.citations.iter().any(|found| found.number.as_deref() == number && found.date.as_deref() == date)
    };
    [
        one(record.number.as_ref().and_then(|number| number.value.as_deref()), wanted("number")),
        one(record.date.as_ref().map(|date| date.value.as_str()), wanted("date")),
        one(record.doc_type.as_deref(), wanted("doc_type")),
        one(record.issuer.as_ref().map(|issuer| issuer.name.as_str()), wanted("issuer")),
        one(record.signer.name.as_deref(), signer.as_ref().and_then(|signer| signer.text("name").flatten())),
        [cited.iter().filter(is_found).count(), cited.len()],
    ]
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn damaged(scan: &str, damage: Damage) -> PathBuf {
    let page = image::open(fixture(scan)).expect("a page");
    written("damaged.png", &damage(page))
}

fn written(name: &str, page: &DynamicImage) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    page.save(&path).expect("a place to write");
    path
}

/// The page turned with the clock by `degrees`, nearest pixels.
fn leaning(page: &GrayImage, degrees: f32) -> GrayImage {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (width, height) = (page.width() as f32, page.height() as f32);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (right, down) = (x as f32 - width / 2.0, y as f32 - height / 2.0);
        let from = [right * cosine + down * sine + width / 2.0, down * cosine - right * sine + height / 2.0];
        let inside = from[0] >= 0.0 && from[1] >= 0.0;
        page.get_pixel_checked(from[0] as u32, from[1] as u32).filter(|_| inside).copied().unwrap_or(Luma([255]))
    })
}

/// One pixel in 200 turned over.
fn specked(page: &GrayImage) -> GrayImage {
    let mut state = 7_u32;
    let mut speck = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16 & 0xff
    };
    let mut page = page.clone();
    for pixel in page.pixels_mut().filter(|_| speck() == 0) {
        pixel.0[0] = 255 - pixel.0[0];
    }
    page
}

fn blurred(page: &DynamicImage, factor: f32) -> DynamicImage {
    let grey = page.to_luma8();
    let sides = [grey.width(), grey.height()].map(|side| (side as f32 * factor) as u32);
    let small = imageops::resize(&imageops::blur(&grey, 0.8), sides[0], sides[1], FilterType::Triangle);
    DynamicImage::ImageLuma8(small)
}

/// A red ring and a blue stroke over the signature, 200 dpi.
fn sealed(page: &RgbImage) -> RgbImage {
    let (middle_x, middle_y) = (page.width() as f32 * 0.66, seal_height(page));
    RgbImage::from_fn(page.width(), page.height(), |x, y| {
        let (right, down) = (x as f32 - middle_x, y as f32 - middle_y);
        let from_middle = right.hypot(down);
        let is_dark = page.get_pixel(x, y).0[0] < 128;
        let is_ring = (128.0..140.0).contains(&from_middle) || (88.0..93.0).contains(&from_middle);
        let is_star = from_middle < 40.0 && (right.atan2(down) * 5.0).sin() > 0.2;
        let is_stroke = (down - 40.0 * (right / 30.0).sin()).abs() < 4.0 && (-60.0..260.0).contains(&right);
        match (is_dark, is_ring || is_star, is_stroke) {
            (true, true, _) => Rgb([75, 15, 20]),
            (true, false, _) => Rgb([20, 20, 22]),
            (false, _, true) => Rgb([45, 60, 165]),
            (false, true, false) => Rgb([214, 50, 60]),
            (false, false, false) => Rgb([252, 251, 247]),
        }
    })
}

/// Where the seal stands: over the last third of the printed page, between office and name.
fn seal_height(page: &RgbImage) -> f32 {
    let has_print = |y: &u32| (0..page.width()).any(|x| page.get_pixel(x, *y).0[0] < 128);
    let last = (0..page.height()).rev().find(has_print).unwrap_or(0);
    last as f32 - 100.0
}
