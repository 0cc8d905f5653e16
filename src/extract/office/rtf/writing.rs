//! Tokens of RTF to blocks: what each group says of its text, and where that text goes.

use super::fonts::Fonts;
use super::lexer::Token;
use super::rows::RowDefinition;
use crate::extract::office::nesting::Nesting;
use crate::extract::office::story::{Block, Paragraph, marked_note};

/// What a group says of the text inside.
#[derive(Debug, Clone, Default)]
struct Group {
    font: i32,
    hidden: bool,
    deleted: bool,
    capitals: bool,
    /// Stand-ins behind a `\u` that are to be skipped.
    stand_ins: u32,
    target: Target,
    /// The group opened a note or a text box.
    opens_story: Option<Inserted>,
}

/// Where text goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Text,
    Nowhere,
    FontTable,
}

/// Text that hangs on a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inserted {
    Note,
    TextBox,
}

/// Text under way: the document's, a note's or a text box's.
#[derive(Default)]
struct Story {
    nesting: Nesting,
    paragraph: Paragraph,
    in_table: bool,
    depth: usize,
    row: RowDefinition,
}

/// Writes blocks.
#[derive(Default)]
pub(super) struct Writer {
    fonts: Fonts,
    groups: Vec<Group>,
    group: Group,
    stories: Vec<Story>,
    story: Story,
    pending: Vec<u8>,
    /// First half of a letter beyond the basic plane.
    high_half: Option<u16>,
    /// Bytes or letters still to be skipped behind a `\u`.
    skip: u32,
    is_starred: bool,
    notes_seen: usize,
    is_closed: bool,
    /// Pictures were skipped.
    pub(super) has_pictures: bool,
}

impl Writer {
    /// Groups that are open.
    pub(super) fn depth(&self) -> usize {
        self.groups.len()
    }

    /// The outermost group was closed.
    pub(super) fn is_finished(&self) -> bool {
        self.is_closed
    }

    pub(super) fn take(&mut self, token: Token<'_>) {
        let was_starred = std::mem::take(&mut self.is_starred);
        match token {
            Token::Byte(_) if self.skip > 0 => self.skip -= 1,
            Token::Byte(byte) => self.pending.push(byte),
            Token::GroupStart => {
                self.flush();
                self.groups.push(self.group.clone());
                self.group.opens_story = None;
                self.group.stand_ins = if self.groups.len() == 1 { 1 } else { self.group.stand_ins };
            }
            Token::GroupEnd => self.end_group(),
            Token::Sign(b'*') => self.is_starred = true,
            Token::Sign(sign) => self.sign(sign),
            Token::Word(word, number) => {
                self.skip = if word == "u" { self.skip } else { 0 };
                self.word(word, number, was_starred);
            }
        }
    }

    /// All blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while !self.stories.is_empty() {
            self.end_story(Inserted::TextBox);
        }
        if !self.story.paragraph.is_blank() || !self.story.paragraph.behind.is_empty() {
            self.end_paragraph();
        }
        self.story.nesting.finish()
    }

    fn end_group(&mut self) {
        self.flush();
        self.skip = 0;
        if let Some(inserted) = self.group.opens_story {
            self.end_story(inserted);
        }
        self.group = self.groups.pop().unwrap_or_default();
        self.is_closed = self.groups.is_empty();
    }

    fn sign(&mut self, sign: u8) {
        self.flush();
        match sign {
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            // The code of the letter ư in TCVN3.
            b'-' if self.fonts.encoding(self.group.font).is_some() => self.text("\u{ad}"),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, is_starred: bool) {
        if self.sets_letters(word, number) || self.prints(word, number) {
            return;
        }
        self.flush();
        if self.group.target == Target::Nowhere || self.opens_target(word, is_starred) {
            return;
        }
        if self.group.target == Target::FontTable {
            if word == "fcharset" {
                self.fonts.set_charset(self.group.font, number.unwrap_or(0));
            }
        } else if !self.story.row.take(word, number) {
            self.ends(word, number);
        }
    }

    /// Words that say what letters look like.
    fn sets_letters(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match word {
            "f" | "plain" | "v" | "deleted" | "caps" => self.flush(),
            _ => {}
        }
        match word {
            "f" => self.group.font = number.unwrap_or(0),
            "plain" => {
                self.group.font = self.fonts.default;
                (self.group.hidden, self.group.deleted, self.group.capitals) = (false, false, false);
            }
            "v" => self.group.hidden = is_on,
            "deleted" => self.group.deleted = is_on,
            "caps" => self.group.capitals = is_on,
            "uc" => self.group.stand_ins = u32::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.fonts.code_page = number.unwrap_or(1252),
            "deff" => {
                self.fonts.default = number.unwrap_or(0);
                self.group.font = self.fonts.default;
            }
            _ => return false,
        }
        true
    }

    /// Words that stand for letters.
    fn prints(&mut self, word: &str, number: Option<i32>) -> bool {
        if word == "u" {
            self.flush();
            self.unicode(number.unwrap_or(0));
            self.skip = self.group.stand_ins;
            return true;
        }
        let text = match word {
            "tab" => "\t",
            "line" | "lbr" | "softline" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => return false,
        };
        self.flush();
        self.text(text);
        true
    }

    /// A letter by its number; numbers above 32767 are written as negative ones.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        match (self.high_half.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high_half = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => self.text(&String::from_utf16_lossy(&[high, unit])),
            (_, unit) => {
                if let Some(letter) = char::from_u32(u32::from(unit)) {
                    self.text(self.fonts.shown(self.group.font, letter).encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// Words that open a group of their own kind.
    fn opens_target(&mut self, word: &str, is_starred: bool) -> bool {
        let skipped = [
            "stylesheet",
            "colortbl",
            "info",
            "pict",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "filetbl",
            "xe",
            "tc",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "nonesttables",
            "sn",
            "sv",
            "shprslt",
            "template",
            "themedata",
            "fldtype",
            "annotation",
            "atnid",
            "atnauthor",
            "bkmkstart",
            "bkmkend",
        ];
        match word {
            "fonttbl" => self.group.target = Target::FontTable,
            "footnote" => self.begin_story(Inserted::Note),
            "shptxt" | "dptxbxtext" => self.begin_story(Inserted::TextBox),
            "shpinst" | "do" | "nesttableprops" => {}
            _ if is_starred || skipped.contains(&word) => {
                self.has_pictures |= word == "pict";
                // The font table has starred groups of its own.
                self.group.target = Target::Nowhere;
            }
            _ => return false,
        }
        true
    }

    fn begin_story(&mut self, inserted: Inserted) {
        self.group.opens_story = Some(inserted);
        self.stories.push(std::mem::take(&mut self.story));
    }

    fn end_story(&mut self, inserted: Inserted) {
        if !self.story.paragraph.is_blank() {
            self.end_paragraph();
        }
        let Some(outer) = self.stories.pop() else { return };
        let blocks = std::mem::replace(&mut self.story, outer).nesting.finish();
        let behind = &mut self.story.paragraph.behind;
        match inserted {
            Inserted::Note => {
                self.notes_seen += 1;
                behind.extend(marked_note(&self.notes_seen.to_string(), blocks));
            }
            Inserted::TextBox => behind.extend(blocks),
        }
    }

    /// Words that end something, and those of paragraphs.
    fn ends(&mut self, word: &str, number: Option<i32>) {
        let story = &mut self.story;
        match word {
            "par" => self.end_paragraph(),
            "page" | "sect" => {
                self.end_paragraph();
                self.story.nesting.page_break();
            }
            "pard" => (story.in_table, story.depth) = (false, 0),
            "intbl" => story.in_table = true,
            "itap" => story.depth = usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(self.story.depth.max(2)),
            "row" => story.nesting.end_row(1, story.row.shape()),
            "nestrow" => story.nesting.end_row(story.depth.max(2), story.row.shape()),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let depth = self.story.depth.max(usize::from(self.story.in_table));
        let paragraph = std::mem::take(&mut self.story.paragraph);
        self.story.nesting.paragraph(depth, paragraph);
    }

    fn end_cell(&mut self, depth: usize) {
        let paragraph = std::mem::take(&mut self.story.paragraph);
        self.story.nesting.paragraph(depth, paragraph);
        self.story.nesting.end_cell(depth);
    }

    /// Decodes the bytes read so far.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = self.fonts.decode(self.group.font, &bytes);
        match self.group.target {
            Target::Text => self.text(&text),
            Target::FontTable => self.fonts.name(self.group.font, &text),
            Target::Nowhere => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.group.target != Target::Text || self.group.hidden || self.group.deleted {
            return;
        }
        let encoding = self.fonts.encoding(self.group.font);
        if self.group.capitals {
            self.story.paragraph.push(&text.to_uppercase(), encoding);
        } else {
            self.story.paragraph.push(text, encoding);
        }
    }
}
