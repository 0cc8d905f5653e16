//! The font that HTML declares for the text at hand: `<font face=".VnTime">`, `style="font-family:VNI-Times"`.
//!
//! Style sheets and classes are not looked at: text in their fonts is told by its statistics.

use crate::extract::legacy::{FontEncoding, of_font};
use html5gum::StartTag;

/// Elements deeper than this are not followed; nobody nests so deep but to break readers.
const MAX_OPEN: usize = 500;

/// Elements that end where the next of their kind begins.
const NEVER_NESTED: [&[u8]; 6] = [b"p", b"li", b"td", b"th", b"tr", b"option"];

/// Elements inside which such an element may stand again.
const HOLDERS: [&[u8]; 4] = [b"table", b"ul", b"ol", b"div"];

/// Elements without an end.
const VOID: [&[u8]; 8] = [b"br", b"img", b"hr", b"meta", b"link", b"input", b"col", b"wbr"];

/// The open elements, each with what it says of its font.
#[derive(Debug, Default)]
pub(super) struct OpenFonts(Vec<(Vec<u8>, Declared)>);

/// What an element says of its font.
#[derive(Debug, Clone, Copy)]
enum Declared {
    Nothing,
    Unicode,
    Legacy(FontEncoding),
}

impl OpenFonts {
    pub(super) fn open(&mut self, tag: &StartTag<usize>) {
        if tag.self_closing || VOID.contains(&&**tag.name) {
            return;
        }
        if NEVER_NESTED.contains(&&**tag.name) {
            let inner = self.0.iter().rposition(|(open, _)| HOLDERS.contains(&&**open)).map_or(0, |at| at + 1);
            let same = self.0.iter().skip(inner).position(|(open, _)| *open == **tag.name);
            self.0.truncate(same.map_or(self.0.len(), |at| inner + at));
        }
        if self.0.len() < MAX_OPEN {
            let declared = match declared_font(tag) {
                Some(name) => of_font(&name).map_or(Declared::Unicode, Declared::Legacy),
                None => Declared::Nothing,
            };
            self.0.push((tag.name.to_vec(), declared));
        }
    }

    /// Ends the last open element of this name and those inside it.
    pub(super) fn close(&mut self, name: &[u8]) {
        if let Some(at) = self.0.iter().rposition(|(open, _)| open == name) {
            self.0.truncate(at);
        }
    }

    /// The encoding of the font in force.
    pub(super) fn current(&self) -> Option<FontEncoding> {
        let (_, declared) = self.0.iter().rev().find(|(_, declared)| !matches!(declared, Declared::Nothing))?;
        if let Declared::Legacy(font) = declared { Some(*font) } else { None }
    }
}

/// The first font that a tag names.
fn declared_font(tag: &StartTag<usize>) -> Option<String> {
    let value = |name: &[u8]| {
        let (_, value) = tag.attributes.iter().find(|(key, _)| key.as_slice() == name)?;
        Some(String::from_utf8_lossy(value.as_slice()).into_owned())
    };
    let of_style = || {
        let style = value(b"style")?;
        let (_, after) =
            style.split_at_checked(style.to_ascii_lowercase().find("font-family")? + "font-family".len())?;
        Some(after.trim_start().strip_prefix(':')?.split(';').next()?.to_owned())
    };
    let face = value(b"face").or_else(of_style)?;
    Some(face.split(',').next()?.trim().trim_matches(['"', '\'']).to_owned())
}
