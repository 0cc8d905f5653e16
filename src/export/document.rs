//! [`ExportDocument`]: all that a format may say of one document.

use super::uri;
use crate::model::NodeSummary;
use crate::record::{Citation, PromulgatedPaper, Record};
use crate::text::{Span, fold};

/// One document with its record, its file and where its citations lead.
#[derive(Debug, Clone, Default)]
pub struct ExportDocument {
    /// The document in short.
    pub node: NodeSummary,
    /// Name of its province.
    pub province_name: Option<String>,
    /// What was read of it, without the further documents of its file; `None` when it is only known by citation.
    pub record: Option<Record>,
    /// The file it was read from.
    pub file: Option<FileFacts>,
    /// Paths of other files that hold the same document.
    pub copies: Vec<String>,
    /// One a citation, in the record's order.
    pub links: Vec<ExportLink>,
}

/// A file of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Its path.
    pub path: String,
    /// Media type, by content.
    pub media_type: String,
    /// BLAKE3 hash of its bytes, hexadecimal.
    pub blake3: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages.
    pub pages: u32,
}

/// Where a citation leads.
#[derive(Debug, Clone, Default)]
pub struct ExportLink {
    /// Id of the document that has the role; another than the citing one inside a title.
    pub from: Option<i64>,
    /// The document meant, when it is one.
    pub to: Option<NodeSummary>,
    /// The [`content_mark`] of the document meant, where its URI needs one and a file of it was read.
    pub to_mark: Option<String>,
    /// Ids of the documents that fit, when there are several.
    pub candidates: Vec<i64>,
}

/// A paper without a number of its own that a cited act puts in force. It is told by its act and its type: an act puts
/// in force one paper of a type, whose name those who cite it cut differently.
pub(super) struct PutInForce<'d> {
    /// The citation that says so.
    pub citation: &'d Citation,
    /// The act.
    pub act: &'d NodeSummary,
    /// Where the citation leads: to the act.
    pub link: &'d ExportLink,
    /// The paper.
    pub paper: &'d PromulgatedPaper,
}

impl PutInForce<'_> {
    /// What tells it from all other nodes of a graph: `12-de_an`.
    pub(super) fn key(&self) -> String {
        format!("{}-{}", self.act.id, self.paper.doc_type)
    }

    /// The path of its URI, that of a component of the act: `/akn/vn/doc/quyet-dinh/…/!de-an`.
    pub(super) fn uri(&self) -> String {
        format!("{}/!{}", self.link.uri().unwrap_or_default(), uri::slug(&self.paper.doc_type))
    }
}

/// A short hash of what was read of a document, hexadecimal: tells documents apart whose number or date is not known.
#[must_use]
pub fn content_mark(record: &Record) -> String {
    blake3::hash(record.text.as_bytes()).to_hex().chars().take(8).collect()
}

impl ExportLink {
    /// The path of the URI of the document meant.
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        self.to.as_ref().map(|to| uri::work(to, self.to_mark.as_deref()))
    }

    /// True when the URI of a document is only unique with its [`content_mark`].
    #[must_use]
    pub fn needs_mark(to: &NodeSummary) -> bool {
        !uri::is_whole(to)
    }
}

impl ExportDocument {
    /// The path of its URI: `/akn/vn/doc/ke-hoach/…`.
    #[must_use]
    pub fn uri(&self) -> String {
        let mark = self.record.as_ref().filter(|_| !uri::is_whole(&self.node)).map(content_mark);
        uri::work(&self.node, mark.as_deref())
    }

    /// The sentence of a citation, single spaces.
    pub(super) fn quote(&self, citation: &Citation) -> String {
        let text = self.record.as_ref().map_or("", |record| record.text.as_str());
        fold::single_spaces(Span::new(citation.sentence.start, citation.sentence.end).of(text))
    }

    /// Number of the page that holds byte `at` of the text, 1 where there are no pages.
    pub(super) fn page_at(&self, at: usize) -> u32 {
        let pages = self.record.as_ref().map_or(&[][..], |record| record.pages.as_slice());
        pages.iter().rev().find(|page| page.start <= at).map_or(1, |page| page.page)
    }

    /// What cited acts put in force: the citation that says so, the act, its link and the paper.
    pub(super) fn put_in_force(&self) -> impl Iterator<Item = PutInForce<'_>> {
        self.citations().filter_map(|(citation, link)| {
            Some(PutInForce { citation, act: link.to.as_ref()?, link, paper: citation.promulgates.as_ref()? })
        })
    }

    /// The citations with where they lead.
    pub(super) fn citations(&self) -> impl Iterator<Item = (&Citation, &ExportLink)> {
        self.record.iter().flat_map(|record| record.citations.iter()).zip(&self.links)
    }
}
