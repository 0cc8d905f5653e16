//! Whether a document holds on a day, and what others did to it: [`ValidityWire`].

use super::queries::App;
use super::wire::{DocumentWire, WitnessWire};
use crate::model::{Act, NodeSummary, Statement};
use crate::resolve;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether a document holds on a day, as far as what was read tells.
#[derive(Debug, Clone, Serialize)]
pub struct ValidityWire {
    /// The day, ISO.
    pub on: String,
    /// `yes` (nothing that was read ends it), `changed`, `suspended`, `no`, `not_yet` or `doubtful` (an act without a
    /// date may have ended it).
    pub in_force: &'static str,
}

/// What one document does to another: amends, replaces, repeals it …
#[derive(Debug, Clone, Serialize)]
pub struct ActWire {
    /// Slug of the role.
    pub role: String,
    /// `document` or `provision`.
    pub scope: String,
    /// The other document: the acting one, or the one acted on.
    pub document: DocumentWire,
    /// Where this is said, one a place.
    pub witnesses: Vec<WitnessWire>,
}

impl App {
    /// Whether a document holds on a day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn validity(&self, node: &NodeSummary, day: Date) -> anyhow::Result<ValidityWire> {
        let mut acts = Vec::new();
        for statement in self.store.acts_on(node.id)? {
            let Some(acting) = self.store.summary(statement.from)? else { continue };
            acts.push(Act {
                is_partial: statement.scope == "provision",
                date: acting.date,
                is_issued: acting.only_cited() || acting.status == "issued",
                role: statement.role,
            });
        }
        let found = resolve::in_force_on(node.date, &acts, day);
        Ok(ValidityWire { on: day.to_string(), in_force: found.slug() })
    }

    /// What others do to a document, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn changed_by(&self, node: &NodeSummary) -> anyhow::Result<Vec<ActWire>> {
        self.acts(self.store.acts_on(node.id)?, |statement| statement.from)
    }

    /// What a document does to others, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn changes(&self, node: &NodeSummary) -> anyhow::Result<Vec<ActWire>> {
        self.acts(self.store.acts_of(node.id)?, |statement| statement.to)
    }

    fn acts(&self, statements: Vec<Statement>, other: impl Fn(&Statement) -> i64) -> anyhow::Result<Vec<ActWire>> {
        let mut grouped: BTreeMap<(i64, String, String), Vec<Statement>> = BTreeMap::new();
        for statement in statements {
            let key = (other(&statement), statement.role.clone(), statement.scope.clone());
            grouped.entry(key).or_default().push(statement);
        }
        let mut acts = Vec::new();
        for ((node, role, scope), statements) in grouped {
            let Some(document) = self.store.summary(node)? else { continue };
            let witnesses = statements.iter().map(|statement| WitnessWire::from(&statement.witness)).collect();
            acts.push((document.date, ActWire { role, scope, document: DocumentWire::from(&document), witnesses }));
        }
        acts.sort_by_key(|(date, act)| (date.is_none(), *date, act.document.document));
        Ok(acts.into_iter().map(|(_, act)| act).collect())
    }
}
