//! How two documents hang together: paths of citations from one up to the other, else what both go back to.

use super::queries::App;
use super::wire::{DocumentWire, WitnessWire};
use crate::model::{NodeSummary, Statement, Strength};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Most paths that one answer gives, shortest first.
const MOST_PATHS: usize = 20;

/// How two documents hang together.
#[derive(Debug, Clone, Serialize)]
pub struct ConnectionWire {
    /// The document asked for first.
    pub from: DocumentWire,
    /// The other.
    pub to: DocumentWire,
    /// Ways from the first up to the other, each step from the citing to the cited document, shortest first.
    pub paths: Vec<Vec<HopWire>>,
    /// Ways from the other up to the first.
    pub reverse: Vec<Vec<HopWire>>,
    /// Where neither leads to the other: the nearest documents that both lead to.
    pub common: Vec<CommonWire>,
}

/// One step of a path.
#[derive(Debug, Clone, Serialize)]
pub struct HopWire {
    /// The document that cites.
    pub from: DocumentWire,
    /// The document cited.
    pub to: DocumentWire,
    /// Slug of the role.
    pub role: String,
    /// `strong`, `medium` or `weak`.
    pub strength: &'static str,
    /// `document` or `provision`.
    pub scope: String,
    /// True when a third document says so in the title of the first.
    pub nested: bool,
    /// Where it is said.
    pub witness: WitnessWire,
}

/// A document that both go back to.
#[derive(Debug, Clone, Serialize)]
pub struct CommonWire {
    /// The document.
    pub document: DocumentWire,
    /// The shortest way from the first.
    pub from: Vec<HopWire>,
    /// The shortest way from the other.
    pub to: Vec<HopWire>,
}

/// The surest statement between each pair of documents, by citing document.
struct Steps(BTreeMap<i64, BTreeMap<i64, Statement>>);

impl App {
    /// How two documents hang together, in at most `depth` steps each way.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn connection(&self, from: &NodeSummary, to: &NodeSummary, depth: u32) -> anyhow::Result<ConnectionWire> {
        let above_from = Steps::of(self.store.statements_above(from.id, depth)?);
        let above_to = Steps::of(self.store.statements_above(to.id, depth)?);
        let paths = above_from.paths(from.id, to.id, depth);
        let reverse = above_to.paths(to.id, from.id, depth);
        let mut common = Vec::new();
        if paths.is_empty() && reverse.is_empty() {
            for node in nearest_common(&above_from.reached(from.id, depth), &above_to.reached(to.id, depth)) {
                let Some(document) = self.store.summary(node)? else { continue };
                common.push(CommonWire {
                    document: DocumentWire::from(&document),
                    from: self.hops(above_from.shortest(from.id, node, depth))?,
                    to: self.hops(above_to.shortest(to.id, node, depth))?,
                });
            }
        }
        let wired = |paths: Vec<Vec<&Statement>>| -> anyhow::Result<Vec<Vec<HopWire>>> {
            paths.into_iter().map(|path| self.hops(path)).collect()
        };
        Ok(ConnectionWire {
            from: DocumentWire::from(from),
            to: DocumentWire::from(to),
            paths: wired(paths)?,
            reverse: wired(reverse)?,
            common,
        })
    }

    fn hops(&self, path: Vec<&Statement>) -> anyhow::Result<Vec<HopWire>> {
        let mut hops = Vec::new();
        let documents = self.store.summaries(path.iter().flat_map(|statement| [statement.from, statement.to]))?;
        for statement in path {
            let (Some(from), Some(to)) = (documents.get(&statement.from), documents.get(&statement.to)) else {
                continue;
            };
            hops.push(HopWire {
                from: DocumentWire::from(from),
                to: DocumentWire::from(to),
                role: statement.role.clone(),
                strength: statement.strength.slug(),
                scope: statement.scope.clone(),
                nested: statement.nested,
                witness: WitnessWire::from(&statement.witness),
            });
        }
        Ok(hops)
    }
}

impl Steps {
    /// Of several statements between two documents the surest stays, a mere mention last.
    fn of(statements: Vec<Statement>) -> Steps {
        let rank = |statement: &Statement| {
            let strength = match statement.strength {
                Strength::Weak => 0,
                Strength::Medium => 1,
                Strength::Strong => 2,
            };
            (statement.role != "mentions", strength, !statement.nested)
        };
        let mut steps: BTreeMap<i64, BTreeMap<i64, Statement>> = BTreeMap::new();
        for statement in statements {
            let kept =
                steps.entry(statement.from).or_default().entry(statement.to).or_insert_with(|| statement.clone());
            if rank(&statement) > rank(kept) {
                *kept = statement;
            }
        }
        Steps(steps)
    }

    /// Least steps to each document that `start` leads to.
    fn reached(&self, start: i64, depth: u32) -> BTreeMap<i64, u32> {
        let mut reached = BTreeMap::from([(start, 0)]);
        let mut open = VecDeque::from([start]);
        while let Some(node) = open.pop_front() {
            let hops = reached[&node];
            for next in self.0.get(&node).into_iter().flat_map(BTreeMap::keys).filter(|_| hops < depth) {
                if !reached.contains_key(next) {
                    reached.insert(*next, hops + 1);
                    open.push_back(*next);
                }
            }
        }
        reached
    }

    /// Paths without circles from `start` to `end`, shortest first; only ways that can still arrive are followed.
    fn paths(&self, start: i64, end: i64, depth: u32) -> Vec<Vec<&Statement>> {
        let arrives = self.arriving(end);
        let mut found = Vec::new();
        let mut open: VecDeque<(i64, Vec<&Statement>)> = VecDeque::from([(start, Vec::new())]);
        while let Some((node, path)) = open.pop_front() {
            if node == end && !path.is_empty() {
                found.push(path);
                if found.len() == MOST_PATHS {
                    break;
                }
                continue;
            }
            if path.len() >= usize::try_from(depth).unwrap_or(usize::MAX) {
                continue;
            }
            for (next, statement) in self.0.get(&node).into_iter().flatten() {
                let is_new = *next != start && path.iter().all(|step| step.to != *next);
                if is_new && arrives.contains(next) {
                    let mut longer = path.clone();
                    longer.push(statement);
                    open.push_back((*next, longer));
                }
            }
        }
        found
    }

    /// The first of the shortest paths.
    fn shortest(&self, start: i64, end: i64, depth: u32) -> Vec<&Statement> {
        self.paths(start, end, depth).into_iter().next().unwrap_or_default()
    }

    /// The documents from which steps lead to `end`, itself too.
    fn arriving(&self, end: i64) -> BTreeSet<i64> {
        let mut arriving = BTreeSet::from([end]);
        loop {
            let before = arriving.len();
            for (from, steps) in &self.0 {
                if steps.keys().any(|to| arriving.contains(to)) {
                    arriving.insert(*from);
                }
            }
            if arriving.len() == before {
                return arriving;
            }
        }
    }
}

/// The documents that both reach with the least steps together.
fn nearest_common(one: &BTreeMap<i64, u32>, other: &BTreeMap<i64, u32>) -> Vec<i64> {
    let mut both: Vec<(u32, i64)> =
        one.iter().filter_map(|(node, hops)| Some((hops + other.get(node)?, *node))).collect();
    both.sort_unstable();
    let least = both.first().map(|(hops, _)| *hops);
    both.into_iter().filter(|(hops, _)| Some(*hops) == least).map(|(_, node)| node).take(MOST_PATHS).collect()
}
