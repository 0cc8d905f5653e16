//! XML parts of office packages as trees, names without their prefixes; damaged ends give the tree so far.

use crate::extract::ExtractError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements inside elements at the most; real parts stay below 100.
const MAX_DEPTH: usize = 400;

/// Elements of a part at the most.
const MAX_ELEMENTS: usize = 6_000_000;

/// An element of a part.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Name without prefix, `p` for `w:p`.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The child elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element of that name under the children along `path`.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The attribute `val` of the child of that name.
    pub(super) fn value_of(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("val")
    }

    /// The text right inside the element.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// The outermost elements of that name below this one, in order.
    pub(super) fn descendants<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        for child in self.elements() {
            if child.name == name {
                found.push(child);
            } else {
                found.extend(child.descendants(name));
            }
        }
        found
    }
}

/// A part's root, and whether the part is damaged.
///
/// # Errors
/// [`ExtractError::Limit`] beyond limits of depth and number; [`ExtractError::Broken`] where no root is found.
pub(super) fn parse(bytes: &[u8]) -> Result<(Element, bool), ExtractError> {
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().check_end_names = false;
    let mut stack: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    let mut is_damaged = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => stack.push(element_of(&start)),
            Ok(Event::Empty(start)) => attach(&mut stack, Node::Element(element_of(&start))),
            Ok(Event::End(_)) => close(&mut stack),
            Ok(Event::Text(text)) => attach_text(&mut stack, &text.xml10_content()),
            Ok(Event::CData(text)) => attach_text(&mut stack, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => attach_text(&mut stack, &resolved(&reference)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                is_damaged = true;
                break;
            }
        }
        count += 1;
        if stack.len() > MAX_DEPTH || count > MAX_ELEMENTS {
            return Err(ExtractError::Limit("elements of an XML part".to_owned()));
        }
    }
    is_damaged |= stack.len() > 1;
    while stack.len() > 1 {
        close(&mut stack);
    }
    let document = stack.pop().unwrap_or_default();
    let root = document.children.into_iter().find_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    root.map(|root| (root, is_damaged)).ok_or_else(|| ExtractError::Broken("a part is no XML".to_owned()))
}

/// UTF-8, or UTF-16 by its mark; broken letters are replaced.
fn decoded(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    encoding.decode(bytes).0.into_owned()
}

fn element_of(start: &BytesStart<'_>) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let name = local(attribute.key.as_ref());
        if let (false, Ok(value)) = (name.starts_with("rsid"), attribute.normalized_value(XmlVersion::Explicit1_0)) {
            attributes.push((name, value.into_owned()));
        }
    }
    Element { name: local(start.name().as_ref()), attributes, children: Vec::new() }
}

fn attach(stack: &mut [Element], node: Node) {
    if let Some(open) = stack.last_mut() {
        open.children.push(node);
    }
}

fn attach_text(stack: &mut [Element], text: &str) {
    if let Some(open) = stack.last_mut() {
        match open.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => open.children.push(Node::Text(text.to_owned())),
        }
    }
}

fn close(stack: &mut Vec<Element>) {
    if stack.len() > 1
        && let Some(element) = stack.pop()
    {
        attach(stack, Node::Element(element));
    }
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_prefixes_and_references_resolve() {
        let (root, is_damaged) = parse("<w:p w:a=\"1 &amp; 2\"><w:t>a&#272;&lt;b</w:t></w:p>".as_bytes()).unwrap();
        assert_eq!((root.name.as_str(), root.attribute("a")), ("p", Some("1 & 2")));
        assert_eq!(root.child("t").map(Element::text).as_deref(), Some("aĐ<b"));
        assert!(!is_damaged);
    }

    #[test]
    fn a_part_cut_short_gives_what_there_is() {
        let (root, is_damaged) = parse(b"<a><b>x</b><c>y").unwrap();
        assert!(is_damaged);
        assert_eq!(root.elements().count(), 2);
        assert!(matches!(parse(b"no"), Err(ExtractError::Broken(_))));
        assert!(matches!(parse("<a>".repeat(1000).as_bytes()), Err(ExtractError::Limit(_))));
    }
}
