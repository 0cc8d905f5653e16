//! Pages as JSON: short keys' worth of arrays, for a page has hundreds of words.

use crate::model::{
    Area, Attachment, MediaType, PageSize, PageText, PlacedWord, ReadingNote, Stamp, StampKind, TextLayer, TextPage,
    Unread,
};
use crate::text::{MappedText, Span};
use serde::{Deserialize, Serialize};

/// A line: its pieces with start and end of their origin, and whether they are copied.
type WireLine = Vec<(String, usize, usize, bool)>;

/// A word: start and end of its origin; left, top, right, bottom; confidence; font.
type WireWord = (usize, usize, u16, u16, u16, u16, Option<u8>, Option<u16>);

type WireArea = (u16, u16, u16, u16);

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct WirePage {
    lines: Vec<WireLine>,
    layer: String,
    size: Option<(f32, f32)>,
    words: Vec<WireWord>,
    fonts: Vec<String>,
    stamps: Vec<WireStamp>,
    label: Option<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct WireStamp {
    kind: String,
    text: String,
    area: Option<WireArea>,
    signer: Option<String>,
    signed_at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct WireNote {
    code: String,
    message: String,
    page: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WireAttachment {
    name: String,
    content: Result<WireText, (String, String)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct WireText {
    media: String,
    encoding: String,
    pages: Vec<WirePage>,
    notes: Vec<WireNote>,
    attachments: Vec<WireAttachment>,
}

const LAYERS: [TextLayer; 4] = [TextLayer::Native, TextLayer::Ocr, TextLayer::Mixed, TextLayer::Blank];

const STAMPS: [StampKind; 4] = [StampKind::Incoming, StampKind::Urgency, StampKind::DigitalSignature, StampKind::Other];

impl From<&TextPage> for WirePage {
    fn from(page: &TextPage) -> WirePage {
        let line = |line: &MappedText| {
            line.pieces()
                .map(|(text, origin, copied)| (text.to_owned(), origin.start(), origin.end(), copied))
                .collect()
        };
        let word = |word: &PlacedWord| {
            let Area { left, top, right, bottom } = word.area;
            (word.origin.start(), word.origin.end(), left, top, right, bottom, word.confidence, word.font)
        };
        WirePage {
            lines: page.lines.iter().map(line).collect(),
            layer: page.layer.slug().to_owned(),
            size: page.size.map(|size| (size.width, size.height)),
            words: page.words.iter().map(word).collect(),
            fonts: page.fonts.clone(),
            stamps: page.stamps.iter().map(stamp_to_wire).collect(),
            label: page.label.clone(),
        }
    }
}

impl From<WirePage> for TextPage {
    fn from(wire: WirePage) -> TextPage {
        let word = |(start, end, left, top, right, bottom, confidence, font): WireWord| PlacedWord {
            origin: Span::new(start, end),
            area: Area { left, top, right, bottom },
            confidence,
            font,
        };
        TextPage {
            lines: wire.lines.into_iter().map(line_from_wire).collect(),
            layer: LAYERS.into_iter().find(|layer| layer.slug() == wire.layer).unwrap_or_default(),
            size: wire.size.map(|(width, height)| PageSize { width, height }),
            words: wire.words.into_iter().map(word).collect(),
            fonts: wire.fonts,
            stamps: wire.stamps.into_iter().map(stamp_from_wire).collect(),
            label: wire.label,
        }
    }
}

fn line_from_wire(pieces: WireLine) -> MappedText {
    let mut line = MappedText::new();
    for (text, start, end, copied) in pieces {
        if copied {
            line.push_copied(&text, start);
        } else {
            line.push_replaced(&text, Span::new(start, end));
        }
    }
    line
}

fn stamp_to_wire(stamp: &Stamp) -> WireStamp {
    WireStamp {
        kind: stamp.kind.slug().to_owned(),
        text: stamp.text.clone(),
        area: stamp.area.map(|area| (area.left, area.top, area.right, area.bottom)),
        signer: stamp.signer.clone(),
        signed_at: stamp.signed_at.clone(),
    }
}

fn stamp_from_wire(wire: WireStamp) -> Stamp {
    Stamp {
        kind: STAMPS.into_iter().find(|kind| kind.slug() == wire.kind).unwrap_or_default(),
        text: wire.text,
        area: wire.area.map(|(left, top, right, bottom)| Area { left, top, right, bottom }),
        signer: wire.signer,
        signed_at: wire.signed_at,
    }
}

impl From<&ReadingNote> for WireNote {
    fn from(note: &ReadingNote) -> WireNote {
        WireNote { code: note.code.clone(), message: note.message.clone(), page: note.page }
    }
}

impl From<WireNote> for ReadingNote {
    fn from(wire: WireNote) -> ReadingNote {
        ReadingNote { code: wire.code, message: wire.message, page: wire.page }
    }
}

impl From<&Attachment> for WireAttachment {
    fn from(attachment: &Attachment) -> WireAttachment {
        let content = match &attachment.content {
            Ok(text) => Ok(WireText {
                media: text.media.name().to_owned(),
                encoding: text.encoding.clone(),
                pages: text.pages.iter().map(WirePage::from).collect(),
                notes: text.notes.iter().map(WireNote::from).collect(),
                attachments: text.attachments.iter().map(WireAttachment::from).collect(),
            }),
            Err(unread) => Err((unread.code.clone(), unread.message.clone())),
        };
        WireAttachment { name: attachment.name.clone(), content }
    }
}

impl From<WireAttachment> for Attachment {
    fn from(wire: WireAttachment) -> Attachment {
        let text = |text: WireText| PageText {
            media: MediaType::from_name(&text.media),
            encoding: text.encoding,
            pages: text.pages.into_iter().map(TextPage::from).collect(),
            notes: text.notes.into_iter().map(ReadingNote::from).collect(),
            attachments: text.attachments.into_iter().map(Attachment::from).collect(),
        };
        let content = wire.content.map(text).map_err(|(code, message)| Unread { code, message });
        Attachment { name: wire.name, content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_as_it_went() {
        let mut line = MappedText::new();
        line.push_copied("Số: ", 7);
        line.push_replaced("Đ", Span::new(20, 22));
        let area = Area { left: 1, top: 2, right: 3, bottom: 4 };
        let page = TextPage {
            lines: vec![line, MappedText::new()],
            layer: TextLayer::Mixed,
            size: Some(PageSize { width: 595.0, height: 842.0 }),
            words: vec![PlacedWord { origin: Span::new(7, 12), area, confidence: Some(88), font: Some(1) }],
            fonts: vec!["A".to_owned(), ".VnTime".to_owned()],
            stamps: vec![Stamp { kind: StampKind::Urgency, text: "KHẨN".to_owned(), ..Stamp::default() }],
            label: Some("iv".to_owned()),
        };
        let json = serde_json::to_string(&WirePage::from(&page)).unwrap();
        assert_eq!(TextPage::from(serde_json::from_str::<WirePage>(&json).unwrap()), page);
    }
}
