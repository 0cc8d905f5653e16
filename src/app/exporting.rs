//! `export`: the chosen documents, one after another, from the store into a file of one format.

use super::queries;
use super::searching;
use super::wire;
use crate::export::{self, ExportDocument, ExportFormat, ExportLink, ExportOptions, FileFacts, content_mark};
use crate::model::{NodeSummary, SearchRequest, SecretPapers};
use crate::store::Store;
use anyhow::Context;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// Cited documents remembered at a time, so that memory stays bounded.
const MOST_REMEMBERED: usize = 20_000;

/// Which documents are exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportSelection {
    /// Every document.
    All,
    /// What a search finds.
    Found(SearchRequest),
    /// These.
    Documents(Vec<i64>),
}

/// What an export is asked for.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// Which documents.
    pub selection: ExportSelection,
    /// Those that are only known by citation too.
    pub with_cited: bool,
    /// In which format.
    pub format: ExportFormat,
    /// What the format wants to know.
    pub options: ExportOptions,
    /// The file to write; one that is there is replaced when the new one is whole. `None`: standard output.
    pub out: Option<PathBuf>,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Number of documents.
    pub documents: usize,
    /// One line on each thing that was left out.
    pub notes: Vec<String>,
}

/// Exports documents of the store in a data folder.
///
/// # Errors
/// When store or index cannot be read, a filter is not understood, or the file cannot be written.
pub fn export(data: &Path, papers: SecretPapers, request: &ExportRequest) -> anyhow::Result<Exported> {
    let store = queries::open_store(data, papers)?;
    let documents = match &request.selection {
        ExportSelection::All => store.all_documents(request.with_cited)?,
        ExportSelection::Found(search) => searching::matching(&store, data, search)?,
        ExportSelection::Documents(ids) => ids.clone(),
    };
    if documents.is_empty() {
        return Ok(Exported { documents: 0, notes: Vec::new() });
    }
    into_file(request.out.as_deref(), |file| {
        let mut exporter = export::exporter(request.format, file, &request.options)?;
        let mut source = Source { store: &store, known: HashMap::new() };
        let mut written = 0;
        for node in &documents {
            let document = source.document(*node)?;
            if let Some(document) = document.filter(|document| request.with_cited || document.record.is_some()) {
                exporter.document(&document)?;
                written += 1;
            }
        }
        Ok(Exported { documents: written, notes: exporter.finish()? })
    })
}

/// Lets `write` fill a new file and puts it in place when it is whole, or copies it to standard output.
pub(super) fn into_file<T>(
    out: Option<&Path>,
    write: impl FnOnce(std::fs::File) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let Some(out) = out else {
        let mut file = tempfile::tempfile().context("cannot make a temporary file")?;
        let written = write(file.try_clone()?)?;
        io::Seek::rewind(&mut file)?;
        io::copy(&mut file, &mut io::stdout().lock())?;
        return Ok(written);
    };
    let cannot_write = || format!("cannot write {}", out.display());
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::NamedTempFile::new_in(folder).with_context(cannot_write)?;
    let written = write(file.reopen()?).with_context(cannot_write)?;
    make_readable(file.path()).with_context(cannot_write)?;
    file.persist(out).with_context(cannot_write)?;
    Ok(written)
}

/// Temporary files are the owner's alone; an export is an ordinary file.
fn make_readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

/// Documents as an export takes them, read one by one.
struct Source<'s> {
    store: &'s Store,
    known: HashMap<i64, (NodeSummary, Option<String>)>,
}

impl Source<'_> {
    fn document(&mut self, node: i64) -> anyhow::Result<Option<ExportDocument>> {
        let Some(summary) = self.store.summary(node)? else { return Ok(None) };
        let province_name = wire::province_name(&summary);
        let Some(stored) = self.store.document(node)? else {
            return Ok(Some(ExportDocument { node: summary, province_name, ..ExportDocument::default() }));
        };
        let subjects = self.store.citation_subjects(node)?;
        let mut links = Vec::with_capacity(stored.links.len());
        for (link, from) in stored.links.into_iter().zip(subjects) {
            let target = link.target.map(|target| self.cited(target)).transpose()?.flatten();
            let (to, to_mark) = target.map_or((None, None), |(to, mark)| (Some(to), mark));
            let candidates = link.candidates.into_iter().map(|candidate| candidate.node).collect();
            links.push(ExportLink { from, to, to_mark, candidates });
        }
        let mut record = stored.record;
        // They are documents of their own.
        record.attachments.clear();
        let source = &record.source;
        let file = FileFacts {
            path: stored.path,
            media_type: source.media_type.clone(),
            blake3: source.blake3.clone(),
            bytes: source.bytes,
            pages: source.pages,
        };
        Ok(Some(ExportDocument {
            node: summary,
            province_name,
            record: Some(record),
            file: Some(file),
            copies: stored.copies.into_iter().map(|copy| copy.path).collect(),
            links,
        }))
    }

    fn cited(&mut self, node: i64) -> anyhow::Result<Option<(NodeSummary, Option<String>)>> {
        if let Some(known) = self.known.get(&node) {
            return Ok(Some(known.clone()));
        }
        let Some(summary) = self.store.summary(node)? else { return Ok(None) };
        let needs_mark = ExportLink::needs_mark(&summary) && !summary.only_cited();
        let stored = if needs_mark { self.store.document(node)? } else { None };
        let known = (summary, stored.map(|stored| content_mark(&stored.record)));
        if self.known.len() >= MOST_REMEMBERED {
            self.known.clear();
        }
        self.known.insert(node, known.clone());
        Ok(Some(known))
    }
}
