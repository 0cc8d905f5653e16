//! Text in legacy encodings inside office files: told by the font of each run, else by what reads.

use super::story::{Block, each_paragraph};
use crate::extract::legacy::{self, FontEncoding, LegacyEncoding};
use crate::model::ReadingNote;

/// Converts the runs of all paragraphs to Unicode; tells the encoding and what was done.
pub(super) fn convert(blocks: &mut [Block]) -> (String, Vec<ReadingNote>) {
    let mut met: Vec<LegacyEncoding> = Vec::new();
    let mut untold: Vec<String> = Vec::new();
    each_paragraph(blocks, &mut |paragraph| {
        for run in &mut paragraph.runs {
            match run.font {
                Some(font) => {
                    let text = converted(&run.text, font);
                    if text != run.text && !met.contains(&font.encoding) {
                        met.push(font.encoding);
                    }
                    run.text = text;
                }
                None if tells(&run.text) => untold.push(run.text.clone()),
                None => {}
            }
        }
    });
    let before = untold.clone();
    for encoding in legacy::convert_strings(&mut untold) {
        if !met.contains(&encoding) {
            met.push(encoding);
        }
    }
    let mut texts = before.into_iter().zip(untold);
    each_paragraph(blocks, &mut |paragraph| {
        for run in paragraph.runs.iter_mut().filter(|run| run.font.is_none() && tells(&run.text)) {
            if let Some((before, after)) = texts.next() {
                run.text = if before == after { after } else { in_capitals(&after) };
            }
        }
    });
    if met.is_empty() {
        return ("UTF-8".to_owned(), Vec::new());
    }
    let names: Vec<&str> = met.iter().map(|encoding| encoding.name()).collect();
    (names.join(", "), vec![legacy::note(&met)])
}

/// Text without letters tells nothing of its encoding.
fn tells(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// The text in Unicode; line breaks and tabs stay.
fn converted(text: &str, font: FontEncoding) -> String {
    let is_break = |letter: char| matches!(letter, '\n' | '\t');
    let pieces = text.split_inclusive(is_break).map(|piece| {
        let text = piece.trim_end_matches(is_break);
        format!("{}{}", legacy::to_unicode(text, font), &piece[text.len()..])
    });
    pieces.collect()
}

/// Lines of a font that printed capitals for small letters (`.VnTimeH`) whose name is lost: `SắC LệNH` was printed
/// `SẮC LỆNH`.
fn in_capitals(text: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| {
        let holds_small = line.bytes().any(|byte| byte.is_ascii_lowercase());
        let is_odd = |word: &str| {
            word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
                && word.chars().any(char::is_lowercase)
                && !word.bytes().any(|byte| byte.is_ascii_lowercase())
        };
        if !holds_small && line.split_whitespace().any(is_odd) { line.to_uppercase() } else { line.to_owned() }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::story::{Paragraph, Run};

    #[track_caller]
    fn check(runs: &[(&str, Option<&str>)], expected: &str, encoding: &str) {
        let runs =
            runs.iter().map(|(text, font)| Run { text: (*text).to_owned(), font: font.and_then(legacy::of_font) });
        let mut blocks = [Block::Paragraph(Paragraph { runs: runs.collect(), ..Paragraph::default() })];
        let (told, _) = convert(&mut blocks);
        let Block::Paragraph(paragraph) = &blocks[0] else { unreachable!() };
        assert_eq!((paragraph.text().as_str(), told.as_str()), (expected, encoding));
    }

    #[test]
    fn runs_are_converted_by_their_fonts() {
        check(&[("uû ban", Some(".VnTimeH")), (" nh©n\td©n", Some(".VnTime"))], "UỶ BAN nhân\tdân", "TCVN3");
        check(&[("Ủy ban", Some(".VnTime")), (" là", None)], "Ủy ban là", "UTF-8");
    }

    #[test]
    fn capitals_of_a_font_that_is_lost() {
        assert_eq!(in_capitals("SắC LệNH Số 4\nSố: 5/QĐ-UBND\nTư"), "SẮC LỆNH SỐ 4\nSố: 5/QĐ-UBND\nTư");
    }
}
