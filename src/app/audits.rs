//! Auditing decisions: rows of the store → [`crate::audit::judge`] → [`AuditWire`].

use super::audit_making::{alignment_wire, audit_wire, coverage_wire, empty_wire, matrix_wire};
use super::audit_wire::{AlignmentWire, AuditWire, MatrixWire};
use super::queries::App;
use super::wire::DocumentWire;
use crate::audit;
use crate::model::{AuditDeadline, AuditInput, AuditLevel, ExpectedPlace, Geography, NodeSummary};
use crate::record::Task;
use crate::tables::Tables;
use anyhow::Context;
use jiff::civil::Date;

/// Most steps of a chain from a place's document to the decision.
const MOST_HOPS: u32 = 5;

/// How decisions are audited.
#[derive(Debug, Clone)]
pub struct AuditOptions {
    /// Day of the question.
    pub today: Date,
    /// In whose borders to answer.
    pub geography: Geography,
    /// Whose answers are asked for.
    pub level: AuditLevel,
    /// Who had to answer; `None` = every province of the day.
    pub expected: Option<Vec<ExpectedPlace>>,
    /// By when; `None` = as the decision says, where it was read and says so.
    pub deadline: Option<Date>,
    /// Which province a folder belongs to, for files that could not be read: path prefix, and a code, name or unit of a
    /// province.
    pub folder_places: Vec<(String, String)>,
}

impl AuditOptions {
    /// Every province of the decision's date, without a deadline of the user's.
    #[must_use]
    pub fn on(today: Date) -> AuditOptions {
        AuditOptions {
            today,
            geography: Geography::Then,
            level: AuditLevel::Province,
            expected: None,
            deadline: None,
            folder_places: Vec::new(),
        }
    }
}

impl App {
    /// Audits one decision.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn audit(&self, decision: &NodeSummary, options: &AuditOptions) -> anyhow::Result<AuditWire> {
        let mut warnings = Vec::new();
        let deadline = match options.deadline {
            Some(day) => Some(AuditDeadline { day, quote: None }),
            // What the decision asks of provinces says nothing of the bodies below.
            None if options.level == AuditLevel::Province => audit::deadline_of(&self.tasks_of(decision)?)
                .unwrap_or_else(|several| {
                    warnings.push(several);
                    None
                }),
            None => None,
        };
        let unread_paths = if options.folder_places.is_empty() { Vec::new() } else { self.store.unread_paths()? };
        let input = AuditInput {
            decision: decision.clone(),
            rows: self.store.audit_rows(decision.id, MOST_HOPS, options.level.of_bodies())?,
            ambiguous_mentions: self.store.ambiguous_mentions(decision.id)?,
            coverage: self.store.coverage()?,
            unread_paths,
            folder_places: options.folder_places.clone(),
            geography: options.geography,
            level: options.level,
            expected: options.expected.clone(),
            deadline,
            warnings,
        };
        Ok(audit_wire(&audit::judge(input, options.today, &Tables::built_in().places), options.today))
    }

    /// Audits several decisions: places × decisions.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn audit_several(&self, decisions: &[NodeSummary], options: &AuditOptions) -> anyhow::Result<MatrixWire> {
        let audits = decisions.iter().map(|decision| self.audit(decision, options)).collect::<Result<Vec<_>, _>>()?;
        Ok(matrix_wire(audits))
    }

    /// Which tasks of a decision a plan takes over, which it leaves out and which it adds.
    ///
    /// # Errors
    /// When the store cannot be read, or no file of one of the two was read.
    pub fn align(&self, decision: &NodeSummary, plan: &NodeSummary) -> anyhow::Result<AlignmentWire> {
        for document in [decision, plan] {
            let number = document.number.as_deref().unwrap_or("văn bản không số");
            let read = (!document.only_cited()).then_some(());
            read.with_context(|| format!("chưa đọc tệp nào của {number} (no file of it was read)"))?;
        }
        let alignment = audit::align(&self.tasks_of(decision)?, &self.tasks_of(plan)?);
        Ok(alignment_wire(DocumentWire::from(decision), DocumentWire::from(plan), &alignment))
    }

    /// Tasks of a document with those of its attachments (*phụ lục*); none where no file of it was read.
    fn tasks_of(&self, node: &NodeSummary) -> anyhow::Result<Vec<Task>> {
        let Some(stored) = self.store.document(node.id)? else { return Ok(Vec::new()) };
        let mut tasks = stored.record.tasks;
        tasks.extend(stored.record.attachments.into_iter().flat_map(|attachment| attachment.tasks));
        Ok(tasks)
    }

    /// The answer when a number stands for several documents: they are listed, nothing is judged.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ambiguous_audit(&self, candidates: &[NodeSummary], today: Date) -> anyhow::Result<AuditWire> {
        let coverage = self.store.coverage()?;
        Ok(AuditWire {
            decision: None,
            candidates: candidates.iter().map(DocumentWire::from).collect(),
            coverage: coverage_wire(&coverage, coverage.unread()),
            ..empty_wire(today)
        })
    }
}
