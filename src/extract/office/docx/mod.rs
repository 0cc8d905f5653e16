//! Word (DOCX): body, letterheads in headers, notes, text boxes; revisions as accepted.
//!
//! Own reading of the parts, because run fonts, merged cells, numbers of paragraphs and revisions are needed. Does not
//! read comments, charts and embedded objects. Page breaks are those that the program last drew.

mod body;
mod numbering;
mod paragraphs;
mod styles;

use super::package::Package;
use super::story::{Block, Paragraph, each_paragraph};
use super::xml::{self, Element};
use crate::extract::{ExtractError, Member, PageSink, ReadOptions, Reading};
use crate::text::fold;
use body::Body;
use std::collections::BTreeMap;

/// Letters of text below which a file with images is taken for a scan.
const FEWEST_LETTERS: usize = 40;

/// Reads Word (DOCX).
///
/// # Errors
/// As every reader: locked, broken, beyond a limit, or only images.
pub(in crate::extract) fn read(
    bytes: &[u8],
    options: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let content = package.part(&main)?.ok_or_else(|| ExtractError::Broken("no main document part".to_owned()))?;
    let (document, is_cut) = xml::parse(&content)?;
    let relations = relations_of(&mut package, &main)?;
    let mut body = Body::new(&mut package, &main, &relations)?;
    let mut blocks = Vec::new();
    if let Some(content) = document.child("body") {
        blocks.extend(letterhead(content, &mut package, &main, &relations, &mut body)?);
        blocks.extend(body.blocks(content, 0));
    }
    let is_damaged = is_cut || package.is_damaged;
    let mut letters = 0;
    each_paragraph(&mut blocks, &mut |paragraph| {
        letters += paragraph.text().chars().filter(|letter| letter.is_alphabetic()).count();
    });
    let images = if letters < FEWEST_LETTERS { images(&mut package)? } else { Vec::new() };
    let mut reading = super::finish(blocks, is_damaged, pages);
    if !images.is_empty() {
        reading.notes.extend(super::read_images(&images, options, pages)?);
    }
    reading.members = inserted_files(&document, &mut package, &main, &relations)?;
    Ok(reading)
}

/// The name of the part with the text: that of the package's relations, usually `word/document.xml`.
fn main_part(package: &mut Package<'_>) -> Result<String, ExtractError> {
    let usual = "word/document.xml".to_owned();
    let Some(bytes) = package.part("_rels/.rels")? else { return Ok(usual) };
    let Ok((relations, _)) = xml::parse(&bytes) else { return Ok(usual) };
    let main =
        relations.elements().find(|one| one.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
    Ok(main.and_then(|one| one.attribute("Target")).map_or(usual, |target| target.trim_start_matches('/').to_owned()))
}

/// The part `target` of a relation of the part `main`.
fn beside(main: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = main.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// Relations of the part: identifier to the last piece of its type and its target.
fn relations_of(package: &mut Package<'_>, part: &str) -> Result<BTreeMap<String, (String, String)>, ExtractError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(bytes) = package.part(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(BTreeMap::new()) };
    let Ok((root, _)) = xml::parse(&bytes) else { return Ok(BTreeMap::new()) };
    let relations = root.elements().filter_map(|one| {
        let kind = one.attribute("Type")?.rsplit('/').next()?.to_owned();
        Some((one.attribute("Id")?.to_owned(), (kind, one.attribute("Target")?.to_owned())))
    });
    Ok(relations.collect())
}

/// The blocks of the first section's headers that hold a letterhead; running heads and page numbers are left out.
fn letterhead(
    content: &Element,
    package: &mut Package<'_>,
    main: &str,
    relations: &BTreeMap<String, (String, String)>,
    body: &mut Body,
) -> Result<Vec<Block>, ExtractError> {
    let Some(section) = content.descendants("sectPr").into_iter().next() else { return Ok(Vec::new()) };
    for reference in section.elements().filter(|element| element.name == "headerReference") {
        let Some((_, target)) = reference.attribute("id").and_then(|id| relations.get(id)) else { continue };
        let Some(bytes) = package.part(&beside(main, target))? else { continue };
        let Ok((header, _)) = xml::parse(&bytes) else { continue };
        let mut blocks = body.blocks(&header, 1);
        let mut holds_motto = false;
        each_paragraph(&mut blocks, &mut |paragraph: &mut Paragraph| {
            let folded = fold::unaccented(&paragraph.text());
            holds_motto |= folded.contains("cong hoa xa hoi chu nghia") || folded.contains("dang cong san viet nam");
        });
        if holds_motto {
            return Ok(blocks);
        }
    }
    Ok(Vec::new())
}

/// The images of the package in the order of their names' numbers.
fn images(package: &mut Package<'_>) -> Result<Vec<Vec<u8>>, ExtractError> {
    let endings = [".png", ".jpg", ".jpeg", ".tif", ".tiff"];
    let mut names: Vec<String> = package
        .names()
        .into_iter()
        .filter(|name| {
            name.contains("media/") && endings.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
        })
        .collect();
    let number = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap_or(0);
    names.sort_by_key(|name| (number(name), name.clone()));
    let mut images = Vec::new();
    for name in names {
        images.extend(package.part(&name)?);
    }
    Ok(images)
}

/// Whole files put in as chunks of another format (HTML, RTF), which Word lays out when it opens the file.
fn inserted_files(
    document: &Element,
    package: &mut Package<'_>,
    main: &str,
    relations: &BTreeMap<String, (String, String)>,
) -> Result<Vec<Member>, ExtractError> {
    let mut members = Vec::new();
    for chunk in document.descendants("altChunk") {
        let Some((_, target)) = chunk.attribute("id").and_then(|id| relations.get(id)) else { continue };
        let name = beside(main, target);
        if let Some(bytes) = package.part(&name)? {
            members.push(Member { name, bytes: Ok(bytes) });
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let bytes = package(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))]);
        let mut pages = Vec::new();
        let mut take = |page: crate::model::TextPage| {
            pages.push(page.lines.iter().map(crate::text::MappedText::as_str).collect::<Vec<_>>().join("\n"));
        };
        read(&bytes, &ReadOptions::default(), &mut take).unwrap();
        assert_eq!(pages, expected);
    }

    #[test]
    fn a_text_box_that_is_stored_twice_comes_once() {
        let text_box = |kind: &str| {
            format!("<{kind}><w:txbxContent><w:p><w:r><w:t>Số: 5</w:t></w:r></w:p></w:txbxContent></{kind}>")
        };
        let both = format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict>\
             </mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Đầu</w:t></w:r></w:p>",
            text_box("wps:txbx"),
            text_box("v:textbox")
        );
        check(&both, &["Đầu\nSố: 5"]);
    }

    #[test]
    fn revisions_are_accepted_and_codes_of_fields_dropped() {
        check(
            "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới </w:t></w:r></w:ins><w:r>\
             <w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/>\
             <w:t>7</w:t><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>\
             <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
            &["mới 7\nab"],
        );
    }

    #[test]
    fn a_page_ends_where_it_was_drawn_but_no_paragraph_is_cut() {
        let drawn = "<w:p><w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>";
        let capital = "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>quyết định</w:t></w:r></w:p>";
        check(&format!("{drawn}{capital}"), &["ab", "QUYẾT ĐỊNH"]);
    }

    #[test]
    fn damage_and_passwords_are_told() {
        let none = ReadOptions::default();
        let read = |bytes: &[u8]| read(bytes, &none, &mut |_| ());
        let cut = read(include_bytes!("../../../../fixtures/broken/cut-short.docx")).unwrap();
        assert_eq!(cut.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["office.damaged"]);
        let locked = include_bytes!("../../../../fixtures/broken/locked.docx");
        assert_eq!(read(locked).unwrap_err(), ExtractError::Locked);
        assert!(matches!(read(b"PK\x03\x04").unwrap_err(), ExtractError::Broken(_)));
        assert!(matches!(read(&package(&[("a.txt", "")])).unwrap_err(), ExtractError::Broken(_)));
    }
}
