//! Rich Text Format: a small reader of our own, because fonts in legacy encodings and cells are needed.
//!
//! Skips pictures, styles and everything marked as to be skipped where it is not known. Numbers of paragraphs stand in
//! the file as text. Running heads are left out.

mod fonts;
mod lexer;
mod rows;
mod writing;

use super::story::{Block, each_paragraph};
use crate::extract::{ExtractError, PageSink, ReadOptions, Reading};
use lexer::Lexer;
use writing::Writer;

/// Groups inside groups at the most; real files stay below 100.
const MAX_DEPTH: usize = 4000;

/// Reads RTF.
///
/// # Errors
/// Beyond a limit, damaged from the start, or nothing but pictures.
pub(in crate::extract) fn read(
    bytes: &[u8],
    _: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let mut writer = Writer::default();
    for token in Lexer::new(bytes) {
        writer.take(token);
        if writer.depth() > MAX_DEPTH {
            return Err(ExtractError::Limit("groups inside groups of RTF".to_owned()));
        }
        if writer.is_finished() {
            break;
        }
    }
    let is_damaged = !writer.is_finished();
    let has_pictures = writer.has_pictures;
    let mut blocks = writer.finish();
    if has_pictures && is_blank(&mut blocks) {
        return Err(ExtractError::NeedsOcr);
    }
    Ok(super::finish(blocks, is_damaged, pages))
}

fn is_blank(blocks: &mut [Block]) -> bool {
    let mut is_blank = true;
    each_paragraph(blocks, &mut |paragraph| is_blank &= paragraph.is_blank());
    is_blank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_of(source: &str) -> Vec<String> {
        let mut pages = Vec::new();
        let mut take = |page: crate::model::TextPage| {
            pages.push(page.lines.iter().map(crate::text::MappedText::as_str).collect::<Vec<_>>().join("\n"));
        };
        read(source.as_bytes(), &ReadOptions::default(), &mut take).unwrap();
        pages
    }

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fnil .VnTime;}\
                    {\\f2{\\*\\falt x}.VnTimeH;}{\\f3\\fcharset163 Arial;}}{\\stylesheet{\\s0 Normal;}}";
        assert_eq!(pages_of(&format!("{head}{body}}}")), [expected]);
    }

    #[test]
    fn letters_in_all_their_ways() {
        check(
            "\\uc1 K\\u7871?\\u-4051? ho\\u7841\\'3f\\'63h\\par{\\uc0 \\u7841}b",
            "Kế\u{f02d} hoạch\nạb".replace('\u{f02d}', "-").as_str(),
        );
        check("{\\f1 nh\\'a9n d\\'a9n} {\\f2 u\\'fb} {\\f3 \\'fd}", "nhân dân UỶ ư");
        check("a\\~b\\_c\\-d\\emdash e{\\v x}{\\deleted y}\\line z{\\caps \\u273?}", "a\u{a0}b-cd—e\nzĐ");
    }

    #[test]
    fn what_is_not_printed_goes() {
        check("a{\\*\\unknown x}{\\pict 00ff}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\header y\\par}b", "a7b");
    }

    #[test]
    fn rows_of_tables() {
        let row = |cells: &str| format!("\\trowd\\cellx100\\cellx200\\cellx300 \\pard\\intbl {cells}\\row\\pard ");
        check(&format!("{}sau\\par", row("1\\cell Vi\\u7879?c A\\par ti\\cell\\cell")), "1\tViệc A\n\tti\n\nsau");
        let boxed = "\\clbrdrt\\brdrs\\clbrdrl\\brdrs\\clbrdrb\\brdrs\\clbrdrr\\brdrs";
        let row = format!("\\trowd{boxed}\\cellx100{boxed}\\cellx200\\pard\\intbl a\\par b\\cell c\\cell\\row\\pard ");
        check(&row, "a b\tc");
    }

    #[test]
    fn notes_stand_behind_their_paragraph_and_pages_part() {
        check("L\\u7901?i{\\footnote\\pard\\chftn  Ghi}.\\par sau", "Lời.\n[1] Ghi\nsau");
        assert_eq!(pages_of("{\\rtf1 a\\page b}"), ["a", "b"]);
    }

    #[test]
    fn damage_is_told() {
        let mut count = 0;
        let reading = read(b"{\\rtf1 a{\\b b", &ReadOptions::default(), &mut |_| count += 1).unwrap();
        assert_eq!((count, reading.notes[0].code.as_str()), (1, "office.damaged"));
        let deep = "{".repeat(5000);
        assert!(matches!(read(deep.as_bytes(), &ReadOptions::default(), &mut |_| ()), Err(ExtractError::Limit(_))));
    }
}
