//! From what was judged to the shapes of answers.

use super::audit_wire::{
    AlignedTaskWire, AlignmentWire, AuditWire, CoverageWire, DatedWire, DeadlineWire, EvidenceWire, MatrixRow,
    MatrixWire, PartWire, PlaceWire, SummaryWire, TaskWire,
};
use super::wire::{DocumentWire, WitnessWire};
use crate::audit::{AlignedTask, Alignment};
use crate::model::{
    Audit, AuditLevel, BodyKind, DocDate, Geography, Level, PlaceAudit, PlaceEvidence, PlacePart, PlaceStatus,
    Timeliness,
};
use crate::record::Task;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The answer before anything was judged.
pub(super) fn empty_wire(today: Date) -> AuditWire {
    AuditWire {
        decision: None,
        candidates: Vec::new(),
        geography: Geography::Then.slug(),
        level: AuditLevel::Province.slug(),
        deadline: None,
        summary: SummaryWire::default(),
        as_of: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        places: Vec::new(),
        coverage: CoverageWire::default(),
        warnings: Vec::new(),
    }
}

/// The answer of one decision.
pub(super) fn audit_wire(audit: &Audit, today: Date) -> AuditWire {
    let deadline = audit.deadline.as_ref().map(|deadline| DeadlineWire {
        date: deadline.day.to_string(),
        source: if deadline.quote.is_some() { "decision" } else { "given" },
        quote: deadline.quote.clone(),
    });
    AuditWire {
        decision: Some(DocumentWire::from(&audit.decision)),
        geography: audit.geography.slug(),
        level: audit.level.slug(),
        deadline,
        summary: summary(&audit.places),
        places: audit.places.iter().map(place_wire).collect(),
        coverage: coverage_wire(&audit.coverage, audit.unread_unknown_place),
        warnings: audit.warnings.clone(),
        ..empty_wire(today)
    }
}

fn summary(places: &[PlaceAudit]) -> SummaryWire {
    let count = |wanted: &dyn Fn(&PlaceAudit) -> bool| places.iter().filter(|place| wanted(place)).count() as u64;
    let status = |status| count(&|place| place.status == status);
    SummaryWire {
        places: places.len() as u64,
        implemented: status(PlaceStatus::Implemented),
        unnumbered: status(PlaceStatus::Unnumbered),
        indirect: status(PlaceStatus::Indirect),
        subordinate: status(PlaceStatus::Subordinate),
        cited: status(PlaceStatus::Cited),
        none: status(PlaceStatus::None),
        late: count(&|place| place.timeliness == Some(Timeliness::Late)),
        overdue: count(&|place| place.timeliness == Some(Timeliness::Overdue)),
        partial: count(&|place| place.partial),
        with_unread: count(&|place| place.unread > 0),
    }
}

/// How much was read.
pub(super) fn coverage_wire(coverage: &crate::model::Coverage, unread_unknown_place: u64) -> CoverageWire {
    CoverageWire {
        files_seen: coverage.files_seen,
        files_read: coverage.files_read,
        files_failed: coverage.files_failed,
        files_unsupported: coverage.files_unsupported,
        files_needs_ocr: coverage.files_needs_ocr,
        files_duplicate: coverage.files_duplicate,
        documents: coverage.documents,
        unread_unknown_place,
        withheld: coverage.withheld,
    }
}

fn place_wire(place: &PlaceAudit) -> PlaceWire {
    PlaceWire {
        province: place.province.clone(),
        name: place.name.clone(),
        status: place.status.slug(),
        delay_days: place.delay_days,
        delay_range: place.delay_range.map(|(least, most)| [least, most]),
        timeliness: place.timeliness.map(Timeliness::slug),
        days_over: place.days_over,
        first: place.first.map(dated),
        latest: place.latest.map(dated),
        partial: place.partial,
        parts: place.parts.iter().map(part_wire).collect(),
        unread: place.unread,
        unread_files: place.unread_files.clone(),
        evidence: place.evidence.iter().map(evidence_wire).collect(),
    }
}

fn dated((date, document): (DocDate, i64)) -> DatedWire {
    DatedWire { document, date: date.to_string() }
}

fn part_wire(part: &PlacePart) -> PartWire {
    PartWire { province: part.province.clone(), name: part.name.clone(), status: part.status.slug() }
}

fn evidence_wire(evidence: &PlaceEvidence) -> EvidenceWire {
    let (document, statement) = (&evidence.row.document, &evidence.row.statement);
    EvidenceWire {
        document: document.id,
        status: evidence.status.slug(),
        number: document.number.clone(),
        date: document.date.map(|date| date.to_string()),
        doc_type: document.doc_type.clone(),
        issuer: document.issuer.clone(),
        body: document.body.map(BodyKind::slug),
        level: document.level.map(Level::slug),
        role: statement.role.clone(),
        strength: statement.strength.slug(),
        scope: statement.scope.clone(),
        hops: evidence.row.hops,
        quote: statement.witness.quote.clone(),
        file: statement.witness.path.clone(),
        page: statement.witness.page,
        witness: (statement.witness.node != document.id).then(|| WitnessWire::from(&statement.witness)),
    }
}

/// Places × decisions: the places of all answers, by code and name.
pub(super) fn matrix_wire(audits: Vec<AuditWire>) -> MatrixWire {
    let mut rows: BTreeMap<(String, String), Vec<Option<&'static str>>> = BTreeMap::new();
    for (at, audit) in audits.iter().enumerate() {
        for place in &audit.places {
            let key = (place.province.clone(), place.name.clone());
            rows.entry(key).or_insert_with(|| vec![None; audits.len()])[at] = Some(place.status);
        }
    }
    let rows = rows.into_iter().map(|((province, name), statuses)| MatrixRow { province, name, statuses }).collect();
    MatrixWire { audits, rows }
}

/// The tasks of a decision beside those of a plan.
pub(super) fn alignment_wire(decision: DocumentWire, plan: DocumentWire, alignment: &Alignment) -> AlignmentWire {
    let taken_over = alignment.tasks.iter().filter(|task| task.taken_over.is_some()).count() as u64;
    AlignmentWire {
        decision,
        plan,
        taken_over,
        left_out: alignment.tasks.len() as u64 - taken_over,
        tasks: alignment.tasks.iter().map(aligned_wire).collect(),
        own: alignment.own.iter().map(task_wire).collect(),
    }
}

fn aligned_wire(aligned: &AlignedTask) -> AlignedTaskWire {
    AlignedTaskWire {
        task: task_wire(&aligned.task),
        taken_over: aligned.taken_over.as_ref().map(task_wire),
        likeness: aligned.likeness,
        same_lead: aligned.same_lead,
        deadline_days: aligned.deadline_days,
    }
}

fn task_wire(task: &Task) -> TaskWire {
    TaskWire {
        path: task.path.clone(),
        title: task.title.clone(),
        lead: task.lead.clone(),
        deadline: task.deadline.as_ref().map(|deadline| deadline.raw.clone()),
        deadline_end: task.deadline.as_ref().and_then(|deadline| deadline.end.clone()),
    }
}
