//! Findings over all that was read: documents of the store → [`crate::check`] → [`CheckWire`].

use super::audit_making::coverage_wire;
use super::audit_wire::CoverageWire;
use super::queries::App;
use super::wire::DocumentWire;
use crate::check::{self, ReadDocument, ReadIssuers, Rule};
use crate::model::{Fate, Finding, NodeSummary, Severity};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// All findings. Stable: fields are only ever added.
#[derive(Debug, Clone, Serialize)]
pub struct CheckWire {
    /// Day of the question, ISO.
    pub as_of: String,
    /// Version of the program.
    pub version: &'static str,
    /// One a finding, by document, then by rule.
    pub findings: Vec<FindingWire>,
    /// Findings by code; a rule that found nothing is left out.
    pub counts: BTreeMap<&'static str, u64>,
    /// Codes that were not asked for.
    pub silenced: Vec<String>,
    /// How much was read.
    pub coverage: CoverageWire,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingWire {
    /// Code of the rule.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The document.
    pub document: DocumentWire,
    /// What is odd, one line, Vietnamese.
    pub message: String,
    /// The words that show it; empty where nothing printed shows it.
    pub quote: String,
    /// Path of the file; null when none was read.
    pub file: Option<String>,
    /// Page of the words, from 1.
    pub page: Option<u32>,
    /// First byte of the words and one past the last, in the record's text.
    pub span: Option<[usize; 2]>,
}

/// One rule, for people.
#[derive(Debug, Clone, Serialize)]
pub struct RuleWire {
    /// Code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Name, Vietnamese.
    pub name: &'static str,
    /// Why it matters, Vietnamese.
    pub why: &'static str,
}

/// What is looked at.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// Day of the question.
    pub today: Date,
    /// Codes of rules to leave out.
    pub silenced: Vec<String>,
    /// Only findings of these documents; `None` = of all.
    pub only: Option<Vec<i64>>,
}

/// Every rule, by code.
#[must_use]
pub fn rules() -> Vec<RuleWire> {
    let wire =
        |rule: &Rule| RuleWire { code: rule.code, severity: rule.severity.slug(), name: rule.name, why: rule.why };
    check::RULES.iter().map(wire).collect()
}

impl App {
    /// Looks for what is odd in and among the read documents. One record is held at a time.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn check(&self, options: &CheckOptions) -> anyhow::Result<CheckWire> {
        let fates = self.store.fates()?;
        let wanted = |node: i64| options.only.as_ref().is_none_or(|only| only.contains(&node));
        let mut documents = self.store.read_documents()?;
        let issuers = ReadIssuers::of(&documents);
        let mut findings = Vec::new();
        for node in self.store.read_nodes()?.into_iter().filter(|node| wanted(*node)) {
            findings.extend(self.check_document(node, &fates, &issuers, options)?);
        }
        documents.extend(self.store.contradicted_nodes()?);
        let among = check::of_corpus(&documents, &options.silenced);
        findings.extend(among.into_iter().filter(|finding| wanted(finding.document.id)));
        findings.sort_by(|one, other| {
            let key = |finding: &Finding| (finding.document.path.clone(), finding.document.id);
            key(one).cmp(&key(other))
        });
        let mut counts = BTreeMap::new();
        for finding in &findings {
            *counts.entry(finding.code).or_insert(0) += 1;
        }
        let coverage = self.store.coverage()?;
        Ok(CheckWire {
            as_of: options.today.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            findings: findings.iter().map(finding_wire).collect(),
            counts,
            silenced: options.silenced.clone(),
            coverage: coverage_wire(&coverage, coverage.unread()),
        })
    }

    fn check_document(
        &self,
        node: i64,
        fates: &HashMap<i64, Vec<Fate>>,
        issuers: &ReadIssuers,
        options: &CheckOptions,
    ) -> anyhow::Result<Vec<Finding>> {
        let (Some(summary), Some(stored)) = (self.store.summary(node)?, self.store.document(node)?) else {
            return Ok(Vec::new());
        };
        let targets = stored
            .links
            .iter()
            .map(|link| link.target.map_or(Ok(None), |target| self.store.summary(target)))
            .collect::<Result<Vec<Option<NodeSummary>>, _>>()?;
        let of_target = |target: &Option<NodeSummary>| target.as_ref().and_then(|target| fates.get(&target.id));
        let ends: Vec<Vec<Fate>> =
            targets.iter().map(|target| of_target(target).cloned().unwrap_or_default()).collect();
        let document = ReadDocument {
            node: &summary,
            record: &stored.record,
            targets: &targets,
            fates: &ends,
            answers: &self.answers_to(node)?,
            issuers,
            today: options.today,
        };
        Ok(check::of_document(&document, &options.silenced))
    }

    /// Documents that report on this one, answer it or carry it out.
    fn answers_to(&self, node: i64) -> anyhow::Result<Vec<NodeSummary>> {
        let mut answers: BTreeMap<i64, NodeSummary> = BTreeMap::new();
        for statement in self.store.statements_about(node)? {
            let answers_it = matches!(statement.role.as_str(), "reports_on" | "replies_to" | "implements");
            if answers_it
                && !answers.contains_key(&statement.from)
                && let Some(from) = self.store.summary(statement.from)?
            {
                answers.insert(statement.from, from);
            }
        }
        Ok(answers.into_values().collect())
    }
}

fn finding_wire(finding: &Finding) -> FindingWire {
    FindingWire {
        code: finding.code,
        severity: Severity::slug(finding.severity),
        document: DocumentWire::from(&finding.document),
        message: finding.message.clone(),
        quote: finding.quote.clone(),
        file: finding.document.path.clone(),
        page: finding.page,
        span: finding.span.map(|span| [span.start(), span.end()]),
    }
}
