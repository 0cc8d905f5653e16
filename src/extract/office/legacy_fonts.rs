//! Text in legacy encodings inside office files: told by the font of each run, else by the statistics of the text.
//!
//! A font may lie: text typed in Unicode keeps an old font's name. Letters that only Unicode has tell.

use super::story::{Block, Paragraph, Run, each_paragraph};
use crate::extract::legacy::{self, FontEncoding, LegacyEncoding};
use crate::model::ReadingNote;

/// Letters of text without a telling font at the least, before statistics are asked.
const SHORTEST_DETECTED: usize = 40;

/// Converts the runs of all paragraphs to Unicode; tells the encoding and what was done.
pub(super) fn convert(blocks: &mut [Block]) -> (String, Vec<ReadingNote>) {
    let mut told: Vec<LegacyEncoding> = Vec::new();
    let mut plain = String::new();
    let mut fonts_lie = false;
    each_paragraph(blocks, &mut |paragraph| {
        for run in &paragraph.runs {
            match run.font {
                Some(_) => fonts_lie |= holds_unicode(&run.text),
                None => plain.push_str(&run.text),
            }
        }
        plain.push('\n');
    });
    let detected = (plain.chars().filter(|letter| letter.is_alphabetic()).count() >= SHORTEST_DETECTED)
        .then(|| legacy::detect(&plain))
        .flatten();
    let mut count = 0;
    each_paragraph(blocks, &mut |paragraph| {
        if let Some(encoding) = convert_paragraph(paragraph, detected, fonts_lie) {
            count += 1;
            if !told.contains(&encoding) {
                told.push(encoding);
            }
        }
    });
    if told.is_empty() {
        return ("UTF-8".to_owned(), Vec::new());
    }
    let names: Vec<&str> = told.iter().map(|encoding| name(*encoding)).collect();
    let message = format!("{count} paragraphs were converted from {}", names.join(", "));
    (names.join(", "), vec![ReadingNote::new("legacy.converted", message)])
}

/// Converts a paragraph; tells from what.
fn convert_paragraph(
    paragraph: &mut Paragraph,
    detected: Option<LegacyEncoding>,
    fonts_lie: bool,
) -> Option<LegacyEncoding> {
    let legacy_text: String = paragraph.runs.iter().filter(|run| run.font.is_some()).map(|run| run.text.as_str()).collect();
    let is_typed_in_unicode = holds_unicode(&legacy_text) || fonts_lie && legacy::detect(&legacy_text).is_none();
    let mut done = None;
    for run in &mut paragraph.runs {
        let font = match run.font {
            Some(_) if is_typed_in_unicode => None,
            Some(font) => Some(font),
            None if holds_unicode(&run.text) => None,
            None => detected.map(|encoding| FontEncoding { encoding, capitals: false }),
        };
        if let Some(font) = font {
            run.text = converted(run, font);
            done = Some(font.encoding).filter(|_| !run.text.is_ascii()).or(done);
        }
    }
    done
}

/// The run's text in Unicode; line breaks and tabs stay.
fn converted(run: &Run, font: FontEncoding) -> String {
    let is_break = |letter: char| matches!(letter, '\n' | '\t');
    let pieces = run.text.split_inclusive(is_break).map(|piece| {
        let text = piece.trim_end_matches(is_break);
        format!("{}{}", legacy::to_unicode(text, font), &piece[text.len()..])
    });
    pieces.collect()
}

/// Holds letters that only Unicode text has: `ạ` to `ỹ`, `ă`, `đ`, `ơ`, `ư`.
fn holds_unicode(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{1ea0}'..='\u{1ef9}' | '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}')
    })
}

fn name(encoding: LegacyEncoding) -> &'static str {
    match encoding {
        LegacyEncoding::Tcvn3 => "TCVN3",
        LegacyEncoding::Vni => "VNI",
        LegacyEncoding::Viscii => "VISCII",
        LegacyEncoding::Vps => "VPS",
        LegacyEncoding::Viqr => "VIQR",
        LegacyEncoding::Windows1258 => "windows-1258",
        LegacyEncoding::DoubleUtf8 => "double UTF-8",
    }
}
