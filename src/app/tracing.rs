//! Following chains of documents up and down: statements of the store → [`TraceWire`].

use super::queries::App;
use super::validity::ActWire;
use super::wire::{DocumentWire, WitnessWire};
use crate::model::{NodeSummary, Statement, Strength};
use crate::store::Direction;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A document with what it carries out and who carries it out.
#[derive(Debug, Clone, Serialize)]
pub struct TraceWire {
    /// The document asked for.
    pub document: DocumentWire,
    /// What it implements, guides or is based on; null when not asked for.
    pub up: Option<Vec<TraceStep>>,
    /// Who implements or guides it; null when not asked for.
    pub down: Option<Vec<TraceStep>>,
    /// What others do to it: amend, replace, repeal it …, oldest first.
    pub changed_by: Vec<ActWire>,
    /// What it does to others.
    pub changes: Vec<ActWire>,
}

/// One document of a chain.
#[derive(Debug, Clone, Serialize)]
pub struct TraceStep {
    /// Steps from the document asked for, from 1.
    pub hops: u32,
    /// The document.
    pub document: DocumentWire,
    /// Slug of the role between it and the step before.
    pub role: String,
    /// `strong`, `medium` or `weak`.
    pub strength: &'static str,
    /// `document` or `provision`.
    pub scope: String,
    /// Where this is said, the surest words first.
    pub witnesses: Vec<WitnessWire>,
    /// True when its own steps stand at another place of the answer, where it is nearer or named first.
    pub repeated: bool,
    /// The next steps.
    pub steps: Vec<TraceStep>,
}

impl App {
    /// Chains from a document, at most `depth` steps long.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn trace(&self, node: &NodeSummary, up: bool, down: bool, depth: u32) -> anyhow::Result<TraceWire> {
        let along = |wanted: bool, direction| wanted.then(|| self.steps_from(node, direction, depth)).transpose();
        Ok(TraceWire {
            document: DocumentWire::from(node),
            up: along(up, Direction::Up)?,
            down: along(down, Direction::Down)?,
            changed_by: self.changed_by(node)?,
            changes: self.changes(node)?,
        })
    }

    fn steps_from(&self, node: &NodeSummary, direction: Direction, depth: u32) -> anyhow::Result<Vec<TraceStep>> {
        let mut edges = Edges::new();
        let mut reached = Vec::new();
        for statement in self.store.chain(node.id, direction, depth)? {
            let (near, far) = match direction {
                Direction::Up => (statement.from, statement.to),
                Direction::Down => (statement.to, statement.from),
            };
            reached.push(far);
            edges.entry(near).or_default().entry((far, statement.role.clone())).or_default().push(statement);
        }
        let documents = self.store.summaries(reached)?;
        let nearest = nearest(node.id, &edges);
        let walk = Walk { edges, documents, nearest, depth };
        Ok(walk.steps(node.id, 1, &mut HashSet::from([node.id])))
    }
}

/// Statements by near document, then by far document and role.
type Edges = HashMap<i64, BTreeMap<(i64, String), Vec<Statement>>>;

/// Least steps from `start` to each document.
fn nearest(start: i64, edges: &Edges) -> HashMap<i64, u32> {
    let mut nearest = HashMap::from([(start, 0)]);
    let mut last = vec![start];
    for hops in 1.. {
        let reached = last.iter().filter_map(|node| edges.get(node)).flat_map(|far| far.keys().map(|(node, _)| *node));
        let mut next: Vec<i64> = reached.filter(|node| !nearest.contains_key(node)).collect();
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            break;
        }
        nearest.extend(next.iter().map(|node| (*node, hops)));
        last = next;
    }
    nearest
}

struct Walk {
    edges: Edges,
    documents: HashMap<i64, NodeSummary>,
    nearest: HashMap<i64, u32>,
    depth: u32,
}

impl Walk {
    /// The steps from `node`, `hops` away from the start. Each document is followed once, where it is nearest.
    fn steps(&self, node: i64, hops: u32, followed: &mut HashSet<i64>) -> Vec<TraceStep> {
        let Some(edges) = self.edges.get(&node).filter(|_| hops <= self.depth) else { return Vec::new() };
        let mut steps: Vec<(Strength, TraceStep)> = Vec::new();
        for ((far, role), statements) in edges {
            let Some(document) = self.documents.get(far) else { continue };
            let surest = &statements[0];
            let step = TraceStep {
                hops,
                document: DocumentWire::from(document),
                role: role.clone(),
                strength: surest.strength.slug(),
                scope: surest.scope.clone(),
                witnesses: statements.iter().map(|statement| WitnessWire::from(&statement.witness)).collect(),
                repeated: false,
                steps: Vec::new(),
            };
            steps.push((surest.strength, step));
        }
        steps.sort_by_cached_key(|(strength, step)| {
            let date = step.document.date.clone();
            (Reverse(*strength), step.role != "implements", date.is_none(), date, step.document.document)
        });
        let mut steps: Vec<TraceStep> = steps.into_iter().map(|(_, step)| step).collect();
        for step in &mut steps {
            let far = step.document.document;
            if self.nearest.get(&far) == Some(&hops) && followed.insert(far) {
                step.steps = self.steps(far, hops + 1, followed);
            } else {
                step.repeated = self.edges.contains_key(&far);
            }
        }
        steps
    }
}
