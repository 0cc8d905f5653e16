//! The office format inside a ZIP or OLE container, by the names of its entries.
//!
//! `infer` looks at the first entries only, and many programs write them in another order.

use cfb::CompoundFile;
use std::io::Cursor;
use zip::ZipArchive;

/// Media type of a DOCX or XLSX that is locked with a password.
pub(in crate::extract) const LOCKED_OFFICE: &str = "application/x-ooxml-protected";

const ZIP: &str = "application/zip";
const OLE: &str = "application/x-ole-storage";

/// Entries that tell a format in a ZIP container.
const IN_ZIP: [(&str, &str); 3] = [
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// Entries that tell a format in an OLE container.
const IN_OLE: [(&str, &str); 6] = [
    ("EncryptedPackage", LOCKED_OFFICE),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
];

/// The format of a file that `infer` took for `told`.
pub(super) fn office_format(told: &'static str, bytes: &[u8]) -> &'static str {
    let found = match told {
        ZIP => in_zip(bytes),
        OLE => in_ole(bytes),
        _ => None,
    };
    found.unwrap_or(told)
}

/// By the directory of the archive; of a damaged one by the names that stand between its entries.
fn in_zip(bytes: &[u8]) -> Option<&'static str> {
    let format =
        |holds: &dyn Fn(&str) -> bool| IN_ZIP.iter().find(|(entry, _)| holds(entry)).map(|(_, format)| *format);
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => format(&|entry| archive.file_names_raw().any(|name| name == entry.as_bytes())),
        Err(_) => format(&|entry| bytes.windows(entry.len()).any(|window| window == entry.as_bytes())),
    }
}

/// By the entries at the top: a mail may hold a whole Word document further down.
fn in_ole(bytes: &[u8]) -> Option<&'static str> {
    let format =
        |holds: &dyn Fn(&str) -> bool| IN_OLE.iter().find(|(entry, _)| holds(entry)).map(|(_, format)| *format);
    match CompoundFile::open(Cursor::new(bytes)) {
        Ok(ole) => format(&|entry| ole.read_root_storage().any(|stored| stored.name() == entry)),
        Err(_) => format(&|entry| {
            let wide: Vec<u8> = entry.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|window| window == wide)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn ole_with(entries: &[&str]) -> Vec<u8> {
        let mut ole = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for entry in entries {
            ole.create_stream(format!("/{entry}")).unwrap().write_all(b"x").unwrap();
        }
        ole.into_inner().into_inner()
    }

    #[test]
    fn formats_by_their_entries() {
        for (entries, expected) in [
            (["WordDocument", "1Table"], "application/msword"),
            (["EncryptedPackage", "EncryptionInfo"], LOCKED_OFFICE),
            (["__properties_version1.0", "x"], "application/vnd.ms-outlook"),
            (["a", "b"], OLE),
        ] {
            assert_eq!(office_format(OLE, &ole_with(&entries)), expected);
        }
    }

    #[test]
    fn a_mail_with_a_document_inside_is_a_mail() {
        let mut ole = CompoundFile::open(Cursor::new(ole_with(&["__properties_version1.0"]))).unwrap();
        ole.create_stream("/data").unwrap().write_all(&ole_with(&["WordDocument"])).unwrap();
        assert_eq!(office_format(OLE, &ole.into_inner().into_inner()), "application/vnd.ms-outlook");
    }

    #[test]
    fn an_archive_with_a_document_inside_is_an_archive() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file("a.docx", stored).unwrap();
        archive.write_all(b"PK\x03\x04 word/document.xml").unwrap();
        assert_eq!(office_format(ZIP, &archive.finish().unwrap().into_inner()), ZIP);
    }
}
