//! A small country of invented papers: `fixtures/country/documents.tsv` filled into the texts beside it.
//!
//! Each line of the table is one file: its template, province, number, date and signer. `hong` stands for a file that
//! cannot be read. Names of provinces are those of the document's day.

use std::fs;
use std::path::{Path, PathBuf};
use vanban::model::DocDate;
use vanban::tables::Tables;

/// Bytes of no known format.
const UNREADABLE: [u8; 6] = [0, 0x9f, 1, 0xfe, 7, 0xc8];

/// Writes all files of the country below `folder`.
pub(crate) fn write(folder: &Path) {
    let source = source();
    let table = fs::read_to_string(source.join("documents.tsv")).expect("the table of the country");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, template, province, number, date, below, signer] = cells.as_slice() else {
            panic!("cells of {line}")
        };
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of the country");
        let content = match *template {
            // No two files have the same content, so that none counts as a duplicate.
            "hong" => [&UNREADABLE, file.as_bytes()].concat(),
            name => {
                let text = fs::read_to_string(source.join(format!("{name}.txt"))).expect("a template");
                fill(&text, &[province, number, date, below, signer]).into_bytes()
            }
        };
        fs::write(path, content).expect("a file of the country");
    }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/country")
}

fn fill(text: &str, [province, number, date, below, signer]: &[&str; 5]) -> String {
    let Some(date) = DocDate::from_iso(date) else { return text.to_owned() };
    let place = Tables::built_in().places.province_by_code(province, date.earliest()).expect("a province of that day");
    // `Tỉnh Lạng Sơn` inside a sentence is `tỉnh Lạng Sơn`.
    let full = place.full_name.replacen("Tỉnh", "tỉnh", 1).replacen("Thành phố", "thành phố", 1);
    let parts: Vec<String> = date.to_string().split('-').map(str::to_owned).collect();
    let day = parts.get(2).map_or("    ", String::as_str);
    let seat = below.split_once(' ').map_or(place.name.as_str(), |(_, name)| name);
    // The number stands for two decisions; one province names it without its date.
    let when = if date.year_number() >= 2023 && *province != "96" { " ngày 20/9/2023" } else { "" };
    [
        ("{TINH}", full.to_uppercase().as_str()),
        ("{tinh}", &full),
        ("{so}", number),
        ("{noi}", seat),
        ("{ngay}", day),
        ("{thang}", &parts[1]),
        ("{nam}", &parts[0]),
        ("{CAP_DUOI}", &below.to_uppercase()),
        ("{cap_duoi}", below),
        ("{luc}", when),
        ("{ten}", signer),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (slot, words)| text.replace(slot, words))
}
