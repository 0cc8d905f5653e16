//! [`Xml`]: elements written one after another, always well-formed, whatever letters a text holds.

use super::ExportError;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::Write;

/// Attributes of an element: name and value.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML document that is being written, indented.
pub(super) struct Xml<W: Write> {
    writer: Writer<W>,
    open: Vec<String>,
}

impl<W: Write> Xml<W> {
    /// Begins a document; `indented` puts each element on its own line, which texts with mixed content must not have.
    pub(super) fn new(out: W, indented: bool) -> Result<Xml<W>, ExportError> {
        let mut writer = if indented { Writer::new_with_indent(out, b' ', 1) } else { Writer::new(out) };
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Xml { writer, open: Vec::new() })
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), ExportError> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.open.push(name.to_owned());
        Ok(())
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) -> Result<(), ExportError> {
        if let Some(name) = self.open.pop() {
            self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        }
        Ok(())
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), ExportError> {
        self.writer.write_event(Event::Empty(start(name, attributes)))?;
        Ok(())
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ExportError> {
        self.writer.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        Ok(())
    }

    /// An element that holds a text.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> Result<(), ExportError> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close()
    }

    /// Closes all that is open and gives the output back.
    pub(super) fn finish(mut self) -> Result<W, ExportError> {
        while !self.open.is_empty() {
            self.close()?;
        }
        self.writer.get_mut().write_all(b"\n")?;
        Ok(self.writer.into_inner())
    }
}

fn start(name: &str, attributes: Attributes<'_>) -> BytesStart<'static> {
    let mut element = BytesStart::new(name.to_owned());
    for (key, value) in attributes {
        element.push_attribute((*key, allowed(value).as_str()));
    }
    element
}

/// The text without the letters that XML 1.0 has no place for (section 2.2).
pub(super) fn allowed(text: &str) -> String {
    let is_char = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}');
    text.chars().filter(is_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_letters_without_a_place_are_safe() {
        let mut xml = Xml::new(Vec::new(), false).unwrap();
        xml.leaf("a", &[("b", "\"<&\u{1}")], "]]> & <x>\u{0}\u{FFFF}").unwrap();
        let written = String::from_utf8(xml.finish().unwrap()).unwrap();
        assert!(written.ends_with("<a b=\"&quot;&lt;&amp;\">]]&gt; &amp; &lt;x&gt;</a>\n"), "{written}");
    }
}
