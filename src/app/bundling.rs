//! The bundle of an audit: the frozen answer, its report, the files it rests on with their hashes, and how to repeat it.

use super::audit_wire::AuditWire;
use super::exporting::into_file;
use super::queries::App;
use super::reporting::ReportRequest;
use crate::export::{BundleFile, BundleState, PackedFile, report_page, write_bundle};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What was packed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bundled {
    /// Files in the bundle.
    pub files: usize,
    /// Of these, changed since they were read.
    pub changed: usize,
    /// Files that are gone.
    pub missing: usize,
}

/// `manifest.json` of a bundle. Stable: fields are only ever added.
#[derive(Debug, Serialize)]
struct Manifest<'b> {
    version: &'static str,
    store: &'b str,
    store_seq: i64,
    day: String,
    command: &'b str,
    files: Vec<ManifestFile<'b>>,
}

/// A file of the bundle.
#[derive(Debug, Serialize)]
struct ManifestFile<'b> {
    path: &'b str,
    name: &'b str,
    /// `same`, `changed` or `missing`.
    state: &'static str,
    /// Hash when it was read.
    blake3: &'b str,
    /// Hash in the bundle.
    packed_blake3: &'b str,
    bytes: u64,
    parser_version: Option<String>,
}

impl App {
    /// Writes the bundle of one or several audits.
    ///
    /// # Errors
    /// When the store cannot be read or the bundle cannot be written.
    pub fn bundle(&self, audits: &[AuditWire], request: &ReportRequest, out: &Path) -> anyhow::Result<Bundled> {
        let files = self.files_of(audits)?;
        let page = report_page(&self.report(audits, request)?);
        let frozen = match audits {
            [audit] => serde_json::to_string_pretty(audit)?,
            several => serde_json::to_string_pretty(several)?,
        };
        let packed = into_file(Some(out), |file| {
            write_bundle(file, &files, |packed| -> anyhow::Result<_> {
                let manifest = serde_json::to_string_pretty(&self.manifest(packed, request)?)?;
                Ok(vec![
                    ("audit.json".to_owned(), frozen),
                    ("report.html".to_owned(), page),
                    ("manifest.json".to_owned(), manifest),
                    ("B3SUMS".to_owned(), sums(packed)),
                    ("README.txt".to_owned(), readme(request)),
                ])
            })
        })?;
        let count = |state| packed.iter().filter(|file| file.state == state).count();
        let missing = count(BundleState::Missing);
        Ok(Bundled { files: packed.len() - missing, changed: count(BundleState::Changed), missing })
    }

    /// The files that hold the decisions and the evidence, in path order.
    fn files_of(&self, audits: &[AuditWire]) -> anyhow::Result<Vec<BundleFile>> {
        let mut paths = BTreeSet::new();
        for audit in audits {
            let evidence = audit.places.iter().flat_map(|place| &place.evidence);
            paths.extend(evidence.map(|evidence| evidence.file.clone()));
            if let Some(decision) = &audit.decision {
                paths.extend(self.store.summary(decision.document)?.and_then(|node| node.path));
            }
        }
        let mut files = Vec::with_capacity(paths.len());
        for (place, path) in paths.into_iter().enumerate() {
            let name = Path::new(&path).file_name().and_then(|name| name.to_str()).unwrap_or("file");
            let name = format!("files/{:04}-{name}", place + 1);
            let blake3 = self.store.file(&path)?.map(|entry| entry.blake3).unwrap_or_default();
            files.push(BundleFile { path, name, blake3 });
        }
        Ok(files)
    }

    fn manifest<'b>(&'b self, packed: &'b [PackedFile], request: &'b ReportRequest) -> anyhow::Result<Manifest<'b>> {
        let files = packed.iter().map(|packed| {
            Ok(ManifestFile {
                path: &packed.file.path,
                name: &packed.file.name,
                state: packed.state.slug(),
                blake3: &packed.file.blake3,
                packed_blake3: &packed.packed_blake3,
                bytes: packed.bytes,
                parser_version: self.store.file(&packed.file.path)?.map(|entry| entry.parser_version),
            })
        });
        Ok(Manifest {
            version: env!("CARGO_PKG_VERSION"),
            store: self.store.identity(),
            store_seq: self.store.last_seq()?,
            day: request.day.to_string(),
            command: &request.command,
            files: files.collect::<anyhow::Result<_>>()?,
        })
    }
}

/// Hashes as `b3sum --check` takes them.
fn sums(packed: &[PackedFile]) -> String {
    let there = packed.iter().filter(|file| file.state != BundleState::Missing);
    let lines = there.map(|file| format!("{}  {}", file.packed_blake3, file.file.name));
    lines.map(|line| line + "\n").collect()
}

fn readme(request: &ReportRequest) -> String {
    let (version, command) = (env!("CARGO_PKG_VERSION"), &request.command);
    format!(
        "Hồ sơ bằng chứng, lập bằng vanban {version} ngày {day}.\n\
         \n\
         audit.json     kết quả, đã chốt\n\
         report.html    báo cáo\n\
         files/         các tệp làm bằng chứng, nguyên bản\n\
         manifest.json  tệp nào, ở đâu, mã băm khi đọc và khi đóng gói, phiên bản\n\
         B3SUMS         kiểm tra tệp: b3sum --check B3SUMS\n\
         \n\
         Lặp lại: vanban --data DIR ingest files && {command}\n\
         (Chỉ nạp các tệp này thì thấy lại các bằng chứng; số tệp đã đọc và nơi “chưa thấy” phụ thuộc toàn bộ kho ban đầu.)\n\
         \n\
         Evidence bundle, made by vanban {version} on {day}: audit.json is the frozen answer, report.html the report, files/\n\
         the original files it rests on, manifest.json their places, hashes (when read and when packed) and versions.\n\
         Check with b3sum. Reading these files alone gives the same evidence; coverage and “none found” depend on the whole\n\
         collection.\n",
        day = request.day,
    )
}
