//! Fonts of legacy encodings: told by the names of the fonts, where a page names them.

use super::super::legacy::{self, FontEncoding};
use hayro_syntax::object::{Array, Dict, Name};
use hayro_syntax::page::Page;

/// The encoding of each of `names`, the fonts of a page; an empty name is a font that the interpreter gives no name for
/// (one that is not in the file, or of Type 1): it is told by the page's list of fonts, where that leaves no choice.
pub(super) fn encodings(names: &[String], page: &Page<'_>) -> Vec<Option<FontEncoding>> {
    let has_nameless = names.iter().any(String::is_empty);
    let nameless = if has_nameless { encoding_of_nameless(page) } else { None };
    names.iter().map(|name| if name.is_empty() { nameless } else { legacy::of_font(name) }).collect()
}

/// The encoding that all fonts without a program of their own share.
fn encoding_of_nameless(page: &Page<'_>) -> Option<FontEncoding> {
    let fonts = &page.resources().fonts;
    let mut found: Option<FontEncoding> = None;
    for key in fonts.keys() {
        let Some(font) = fonts.get::<Dict<'_>>(key.as_ref()).filter(is_nameless) else { continue };
        let name = font.get::<Name<'_>>(b"BaseFont")?;
        let encoding = legacy::of_font(without_subset(name.as_str()))?;
        if found.is_some_and(|other| other != encoding) {
            // Of capitals and small letters only the small ones read right either way.
            return Some(FontEncoding { capitals: false, ..encoding });
        }
        found = Some(encoding);
    }
    found
}

/// No TrueType or composite program in the file.
fn is_nameless(font: &Dict<'_>) -> bool {
    let inner = font.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let descriptor = inner.as_ref().unwrap_or(font).get::<Dict<'_>>(b"FontDescriptor");
    let has_program = descriptor.is_some_and(|descriptor| {
        descriptor.contains_key(b"FontFile2") || inner.is_some() && descriptor.contains_key(b"FontFile3")
    });
    !has_program
}

fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}
