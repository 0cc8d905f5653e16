//! Encodings before Unicode and files that hold files: fixtures against the text they were made from, every word there
//! and back, and readers on damaged bytes.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use vanban::extract::legacy::{LegacyEncoding, to_unicode};
use vanban::extract::{self, ReadOptions};
use vanban::model::{MediaType, PageText};
use vanban::tables::Tables;
use vanban::{clean, text::fold};

#[test]
fn text_of_every_encoding_is_the_text_it_was_made_from() {
    let truth = lines(&read("text/kh-09-bach-thuan-2022.txt"));
    for (file, encoding) in [
        ("tcvn3.txt", "TCVN3"),
        ("vntime.html", "TCVN3"),
        ("vni.txt", "VNI"),
        ("viscii.txt", "VISCII"),
        ("vps.txt", "VPS"),
        ("viqr.txt", "VIQR"),
        ("1258.html", "windows-1258"),
        ("twice.txt", "UTF-8 encoded twice"),
        ("utf16.txt", "UTF-16LE"),
    ] {
        let found = read(&format!("legacy/kh-09.{file}"));
        assert_eq!(found.encoding, encoding, "{file}");
        let noted = found.notes.iter().any(|note| note.code == "legacy.converted");
        assert_eq!(noted, !matches!(encoding, "windows-1258" | "UTF-16LE"), "{file}: {:?}", found.notes);
        // Middle dots have no byte in some encodings; those files have dashes.
        let wanted = truth.iter().map(|line| if found_dots(&found) { line.clone() } else { line.replace('·', "-") });
        assert_eq!(lines(&found), wanted.collect::<Vec<_>>(), "{file}");
    }
}

#[test]
fn mails_and_archives_hand_on_what_they_hold() {
    let held = |file: &str| -> Vec<(String, Result<String, String>)> {
        let attachments = read(file).attachments.into_iter();
        attachments
            .map(|one| {
                let content = one.content.map(|content| first_words(&content)).map_err(|unread| unread.code);
                (one.name, content)
            })
            .collect()
    };
    let member = |name: &str, words: &str| (name.to_owned(), Ok(words.to_owned()));
    let plan = "ỦY BAN NHÂN DÂN";
    let unread = |name: &str, code: &str| (name.to_owned(), Err(code.to_owned()));
    assert_eq!(held("container/thu.eml"), [member("kế hoạch.txt", plan), member("thu cu.eml", "cu")]);
    assert_eq!(held("container/cong-van.7z")[0], member("2. thư.txt", "Kính gửi: Phòng Văn"));
    assert_eq!(held("container/cong-van.7z")[1], member("10. kế hoạch.txt", plan));
    let zip = held("container/cong-van.zip");
    let names: Vec<&str> = zip.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["Công văn/2. kế hoạch.txt", "Công văn/3. hỏng.pdf", "Công văn/10. kế hoạch.txt", "kem theo.zip"]
    );
    assert!(zip[1].1.is_err(), "a broken member is told: {:?}", zip[1]);
    assert_eq!(read("container/cong-van.zip").attachments[3].content.as_ref().unwrap().attachments.len(), 1);
    assert_eq!(
        held("container/khoa.zip"),
        [unread("mat khau.txt", "locked"), member("thu.txt", "Kính gửi: Phòng Văn")]
    );
}

#[test]
fn a_mail_is_its_subject_and_text_a_web_archive_its_page() {
    let mail = lines(&read("container/thu.eml"));
    assert_eq!(mail[..2], ["Gửi kế hoạch ghi âm", "Kính gửi: Phòng Văn hóa và Thông tin huyện"]);
    assert_eq!(lines(&read("container/trang.mhtml")), ["ỦY BAN NHÂN DÂN XÃ", "Kế hoạch ghi âm tiếng làng vườn"]);
}

#[test]
fn no_text_of_the_fixtures_is_taken_for_another_encoding() {
    let texts = fs::read_dir(fixture("text")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    for path in texts {
        let bytes = fs::read(&path).unwrap();
        let found = extract::read(&bytes, extract::sniff(&bytes, &path), &ReadOptions::default(), &mut |_| ()).unwrap();
        assert_eq!((found.encoding.as_str(), found.notes.len()), ("UTF-8", 0), "{}", path.display());
    }
}

#[test]
fn every_word_survives_the_way_there_and_back() {
    let words = words_of_fixtures();
    assert!(words.len() > 500, "{} words", words.len());
    for encoding in [
        LegacyEncoding::Tcvn3,
        LegacyEncoding::Vni,
        LegacyEncoding::Viscii,
        LegacyEncoding::Vps,
        LegacyEncoding::DoubleUtf8,
    ] {
        let lost: Vec<String> = words
            .iter()
            .map(|word| if encoding == LegacyEncoding::Tcvn3 { word.to_lowercase() } else { word.clone() })
            .filter(|word| to_unicode(&encoded(word, encoding), encoding.into()) != *word)
            .collect();
        assert_eq!(lost, [""; 0], "{encoding:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_end_in_text_or_a_named_reason(bytes in prop::collection::vec(any::<u8>(), 0..600), at in 0_usize..7) {
        let media = FORMATS[at].0;
        if let Err(error) = extract::extract(&bytes, media) {
            prop_assert!(!error.code().is_empty());
        }
    }

    #[test]
    fn damaged_files_end_in_text_or_a_named_reason(
        at in 0_usize..7,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        kept in any::<prop::sample::Index>(),
    ) {
        let (media, file) = FORMATS[at];
        let mut bytes = fs::read(fixture(file)).unwrap();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() / 2 + kept.index(bytes.len() / 2 + 1));
        if let Err(error) = extract::extract(&bytes, media) {
            prop_assert!(!error.code().is_empty());
        }
    }
}

const FORMATS: [(MediaType, &str); 7] = [
    (MediaType::Text, "legacy/kh-09.vni.txt"),
    (MediaType::Html, "legacy/kh-09.vntime.html"),
    (MediaType::Eml, "container/thu.eml"),
    (MediaType::Mhtml, "container/trang.mhtml"),
    (MediaType::Msg, "container/thu.msg"),
    (MediaType::Zip, "container/cong-van.zip"),
    (MediaType::SevenZip, "container/cong-van.7z"),
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn read(name: &str) -> PageText {
    let path = fixture(name);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    extract::read(&bytes, extract::sniff(&bytes, &path), &ReadOptions::default(), &mut |_| ())
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The lines with text, cleaned.
fn lines(page_text: &PageText) -> Vec<String> {
    let cleaned = clean::clean(page_text);
    cleaned.as_str().lines().filter(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned()).collect()
}

fn found_dots(page_text: &PageText) -> bool {
    lines(page_text).iter().any(|line| line.contains('·'))
}

fn first_words(page_text: &PageText) -> String {
    let lines = lines(page_text);
    lines.first().map(|line| line.split(' ').take(4).collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// Words with accents, each once.
fn words_of_fixtures() -> BTreeSet<String> {
    let files = fs::read_dir(fixture("text")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let text: String = files.map(|file| fs::read_to_string(file).unwrap()).collect();
    let composed: String = fold::compose(&text);
    composed.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_ascii()).map(str::to_owned).collect()
}

/// A word in an encoding, its bytes as letters: the inverse of the tables.
fn encoded(word: &str, encoding: LegacyEncoding) -> String {
    let letters = &Tables::built_in().legacy;
    let bytes = |table: &vanban::tables::ByteLetters| -> BTreeMap<char, String> {
        table.pairs().map(|(byte, letter)| (letter, char::from(byte).to_string())).collect()
    };
    let table = match encoding {
        LegacyEncoding::Tcvn3 => bytes(&letters.tcvn3),
        LegacyEncoding::Viscii => bytes(&letters.viscii),
        LegacyEncoding::Vps => bytes(&letters.vps),
        LegacyEncoding::Vni => {
            let pairs = letters.vni_pairs().into_iter();
            pairs.map(|(first, mark, letter)| (letter, [Some(first), mark].into_iter().flatten().collect())).collect()
        }
        _ => return word.nfc().collect::<String>().bytes().map(char::from).collect(),
    };
    word.nfc().map(|letter| table.get(&letter).cloned().unwrap_or_else(|| letter.to_string())).collect()
}
