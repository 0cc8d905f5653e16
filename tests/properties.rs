//! Properties: nothing typed makes the readers panic, cleaning is idempotent, places lead back, numbers round trip.

use proptest::prelude::*;
use vanban::model::{CleanText, DocNumber, MediaType, PageText, TextPage};
use vanban::tables::Tables;
use vanban::text::{MappedText, Span, fold};
use vanban::{clean, extract, parse};

/// Pieces that documents are made of, so that random texts reach the grammars.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 36] = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:",
        "1057 /UBND-NC",
        "12-KH/TU",
        "72/2015/NĐ-CP",
        "/KH-UBND",
        "ngày",
        "tháng",
        "năm",
        "28/8/2019",
        "31/02/2020",
        "KẾ HOẠCH",
        "Quyết định số",
        "Căn cứ",
        "Thực hiện",
        "của Thủ tướng Chính phủ",
        "về việc",
        "Kính gửi:",
        "- ",
        "1. ",
        "I. ",
        "Giao Sở Nội vụ",
        "chủ trì, phối hợp với",
        "Cơ quan chủ trì:",
        "Thời gian thực hiện:",
        "; ",
        ", ",
        ".",
        "\n",
        "\n\n",
        "\t",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
    ];
    prop_oneof![
        4 => proptest::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => Just("\u{301}".to_owned()),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.join(" "))
}

fn cleaned(text: &str) -> CleanText {
    let lines = text.split('\n').map(MappedText::verbatim).collect();
    clean::clean(&PageText { pages: vec![TextPage { lines, ..TextPage::default() }], ..PageText::default() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_never_fails_and_spans_fit(text in any_text()) {
        let clean = cleaned(&text);
        let parsed = parse::parse(&clean, Tables::built_in());
        for citation in &parsed.value.citations {
            prop_assert!(clean.as_str().get(citation.span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(citation.parent.is_none_or(|parent| parent < parsed.value.citations.len()));
        }
        for task in &parsed.value.tasks {
            prop_assert!(clean.as_str().get(task.span.range()).is_some());
        }
    }

    #[test]
    fn readers_survive_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for media in [MediaType::Text, MediaType::Markdown, MediaType::Html] {
            let _ = extract::extract(&bytes, media);
        }
    }

    #[test]
    fn markdown_and_html_survive_any_text(text in any_text()) {
        for media in [MediaType::Markdown, MediaType::Html] {
            if let Ok(page_text) = extract::extract(text.as_bytes(), media) {
                for line in page_text.pages.iter().flat_map(|page| &page.lines) {
                    let origin = line.origin(Span::new(0, line.len()));
                    prop_assert!(origin.end() <= text.len());
                }
            }
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in any_text()) {
        let once = cleaned(&text);
        let twice = cleaned(once.as_str());
        prop_assert_eq!(once.as_str(), twice.as_str());
    }

    #[test]
    fn a_letter_that_stays_leads_to_itself(text in any_text()) {
        let lines: Vec<&str> = text.split('\n').collect();
        let whole = MappedText::verbatim(lines[0]);
        let clean = clean::clean(&PageText {
            pages: vec![TextPage { lines: vec![whole], ..TextPage::default() }],
            ..PageText::default()
        });
        for (at, letter) in clean.as_str().char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
            // A tone may have moved to another vowel of the syllable.
            let origin = fold::unaccented(clean.text.origin(Span::new(at, at + 1)).of(lines[0]));
            prop_assert!(origin.starts_with(letter.to_ascii_lowercase()), "{letter} at {at} leads to {origin:?}");
        }
    }

    #[test]
    fn numbers_round_trip(ordinal in 1u32..99_999, year in proptest::option::of(1945i16..2100), symbol in "[A-ZĐ]{2,4}-[A-ZĐ]{2,5}") {
        let number = DocNumber::new(Some(&ordinal.to_string()), '/', year, &symbol).unwrap();
        let text = format!("Quyết định số {number} của Bộ Mẫu");
        let parsed = parse::parse(&cleaned(&format!("1. Thực hiện {text}.")), Tables::built_in());
        let found: Vec<String> = parsed.value.citations.iter().filter_map(|citation| citation.number.as_ref()).map(ToString::to_string).collect();
        prop_assert_eq!(found, vec![number.to_string()]);
    }

    #[test]
    fn folding_is_stable(text in any_text()) {
        let once = fold::accented(&text);
        prop_assert_eq!(fold::accented(&once), once.clone());
        let bare = fold::unaccented(&text);
        prop_assert_eq!(fold::unaccented(&bare), bare.clone());
    }
}
