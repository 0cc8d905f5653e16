//! Whole files: what is printed must come out in order, and what cannot be read must say why.

use super::*;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("cannot read {name}: {error}"))
}

fn read_bytes(bytes: &[u8], options: &ReadOptions) -> Result<(Vec<TextPage>, Reading), ExtractError> {
    let mut pages = Vec::new();
    let reading = read(bytes, options, &mut |page| pages.push(page))?;
    Ok((pages, reading))
}

fn lines(pages: &[TextPage]) -> Vec<&str> {
    let printed = pages.iter().flat_map(|page| &page.lines).map(MappedText::as_str);
    printed.filter(|line| !line.is_empty()).collect()
}

#[track_caller]
fn check_plan(bytes: &[u8]) {
    let (pages, reading) = read_bytes(bytes, &ReadOptions::default()).unwrap();
    let lines = lines(&pages);
    let expected = [
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH BẾN TRE\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 318/KH-UBND\tBến Tre, ngày 17 tháng 02 năm 2022",
        "TT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành",
        "2\tGhi âm đợt một tại 25 xóm dừa\tỦy ban nhân dân các huyện, thành phố\t\tTháng 10/2022",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "Lâm Thị Diệu Hiền",
    ];
    let mut rest = lines.iter();
    for line in expected {
        assert!(rest.any(|printed| *printed == line), "{line} is not there or not in order: {lines:#?}");
    }
    assert_eq!(pages.iter().map(|page| page.layer).collect::<Vec<_>>(), [TextLayer::Native]);
    assert_eq!(reading.encoding, "Unicode");
}

#[test]
fn letterhead_table_and_signature_in_order() {
    check_plan(&fixture("pdf/kh-318-ben-tre-2022.pdf"));
}

#[test]
fn an_empty_password_opens() {
    check_plan(&fixture("pdf/kh-318-encrypted.pdf"));
}

#[test]
fn a_file_without_its_table_of_objects_is_read() {
    let bytes = fixture("pdf/kh-318-ben-tre-2022.pdf");
    let end = bytes.windows(5).rposition(|window| window == b"\nxref").unwrap();
    check_plan(&bytes[..end]);
}

#[test]
fn words_know_their_place() {
    let (pages, _) = read_bytes(&fixture("pdf/kh-318-ben-tre-2022.pdf"), &ReadOptions::default()).unwrap();
    let page = &pages[0];
    let text = page.lines.iter().map(MappedText::as_str).collect::<Vec<_>>().join("\n");
    let number = page.words.iter().find(|word| word.origin.of(&text) == "318/KH-UBND").unwrap();
    assert!(number.area.right < 5_000 && number.area.bottom < 2_000, "{number:?}");
    assert!(page.size.is_some_and(|size| (size.width - 595.0).abs() < 1.0));
}

#[test]
fn number_and_day_are_read_from_annotations() {
    let (pages, _) = read_bytes(&fixture("pdf/cv-574-ben-tre-2022.pdf"), &ReadOptions::default()).unwrap();
    let lines = lines(&pages);
    assert!(lines.contains(&"Số: 574 /UBND-KGVX\tBến Tre, ngày 26 tháng 4 năm 2022"), "{lines:#?}");
}

#[test]
fn pages_that_were_read_before_are_left_out() {
    let options = ReadOptions { skip_pages: 1, ..ReadOptions::default() };
    let (pages, _) = read_bytes(&fixture("pdf/kh-318-ben-tre-2022.pdf"), &options).unwrap();
    assert!(pages.is_empty());
}

#[test]
fn what_cannot_be_read_says_why() {
    let error = |name: &str| read_bytes(&fixture(name), &ReadOptions::default()).map(|_| ()).unwrap_err();
    assert_eq!(error("broken/locked.pdf"), ExtractError::Locked);
    assert_eq!(error("broken/cut-short.pdf").code(), "broken");
    assert_eq!(error("broken/fake.pdf").code(), "broken");
}

/// A file of one page that shows `content`, with a grey image `Im` of one pixel.
fn drawn(content: &str) -> Vec<u8> {
    let image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let resources = format!("<</Font<</F {font}>>/XObject<</Im 5 0 R>>>>");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources{resources}>>"),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        format!("{image}\nstream\n\u{7f}\nendstream"),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!("{table}trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

#[track_caller]
fn check_drawn(content: &str, expected: &[&str]) {
    let (pages, _) = read_bytes(&drawn(content), &ReadOptions::default()).unwrap();
    assert_eq!(lines(&pages), expected);
}

#[test]
fn letters_set_one_by_one_make_words() {
    let letters: String =
        "Ban hanh".chars().zip(0..).filter(|(letter, _)| *letter != ' ').fold(String::new(), |all, (letter, at)| {
            all + &format!("BT /F 12 Tf 1 0 0 1 {} 700 Tm ({letter}) Tj ET ", 50 + 7 * at)
        });
    check_drawn(&letters, &["Ban hanh"]);
}

#[test]
fn letters_drawn_twice_for_boldness_are_taken_once() {
    check_drawn("BT /F 12 Tf 1 0 0 1 50 700 Tm (Hello all) Tj 1 0 0 1 50.4 700 Tm (Hello all) Tj ET", &["Hello all"]);
}

#[test]
fn text_outside_the_page_or_its_clip_is_not_shown() {
    check_drawn(
        "BT /F 12 Tf 1 0 0 1 50 900 Tm (outside) Tj 1 0 0 1 50 700 Tm (inside) Tj ET \
         q 0 0 100 100 re W n BT /F 12 Tf 1 0 0 1 50 500 Tm (clipped) Tj ET Q",
        &["inside"],
    );
}

#[test]
fn a_page_of_turned_text_is_read_along_its_lines() {
    check_drawn(
        "BT /F 12 Tf 0 1 -1 0 100 50 Tm (first line) Tj 0 1 -1 0 120 50 Tm (second line) Tj ET",
        &["first line", "second line"],
    );
}

#[test]
fn a_watermark_across_the_page_is_no_text() {
    check_drawn(
        "BT /F 12 Tf 1 0 0 1 50 700 Tm (inside) Tj /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (COPY) Tj ET",
        &["inside"],
    );
}

#[test]
fn a_scan_with_a_stamp_needs_recognition() {
    let stamped = "q 600 0 0 800 0 0 cm /Im Do Q BT /F 12 Tf 1 0 0 1 50 700 Tm (received) Tj ET";
    assert_eq!(read_bytes(&drawn(stamped), &ReadOptions::default()).map(|_| ()), Err(ExtractError::NeedsOcr));
}

#[test]
fn text_under_a_picture_of_the_page_is_hidden() {
    let covered = "BT /F 12 Tf 1 0 0 1 50 700 Tm (xkcd qwrt zzzz) Tj ET q 600 0 0 800 0 0 cm /Im Do Q";
    assert_eq!(read_bytes(&drawn(covered), &ReadOptions::default()).map(|_| ()), Err(ExtractError::NeedsOcr));
}

#[test]
fn an_empty_page_is_blank() {
    let (pages, _) = read_bytes(&drawn("q Q"), &ReadOptions::default()).unwrap();
    assert_eq!(pages.iter().map(|page| page.layer).collect::<Vec<_>>(), [TextLayer::Blank]);
}

#[test]
fn text_that_has_no_place_comes_from_the_second_reader() {
    // A matrix without extent: the first reader sees no letters, and the page shows a dozen pieces of text.
    let content = format!("BT /F 12 Tf 0 0 0 0 50 700 Tm {}ET", "(giao cho hai trung tam ) Tj ".repeat(12));
    let (pages, reading) = read_bytes(&drawn(&content), &ReadOptions::default()).unwrap();
    let codes: Vec<&str> = reading.notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!(codes, ["pdf.second_reader"]);
    assert!(lines(&pages).concat().starts_with("giao cho hai trung tam"), "{pages:?}");
    assert!(pages[0].words.is_empty() && pages[0].layer == TextLayer::Native);
}

#[test]
fn letters_that_the_file_lost_are_told() {
    let content =
        format!("BT /F 12 Tf 1 0 0 1 50 700 Tm {}ET", "(c?a ban giao cho hai trung vi?c theo) Tj 0 -20 Td ".repeat(6));
    let (_, reading) = read_bytes(&drawn(&content), &ReadOptions::default()).unwrap();
    let codes: Vec<&str> = reading.notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!(codes, ["pdf.lost_letters"]);
}
