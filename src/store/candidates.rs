//! Where the citations of a document lead, and which documents a mention may mean where it leads to several.

use super::{Candidate, CitationLink, Store, StoreError};
use crate::model::{DocDate, Mention, NodeSummary, Variant};
use crate::resolve;
use rusqlite::{Row, params};

/// A citation of a document as it is stored.
struct StoredCitation {
    group: Option<i64>,
    period: Option<i16>,
    target: Option<i64>,
    is_ambiguous: bool,
    /// True when the issuer could not be told, so that the target is only known by this document.
    is_unplaced: bool,
    mention: Mention,
}

impl Store {
    /// One link a citation of a document, in the record's order.
    pub(super) fn links(&self, document: i64) -> Result<Vec<CitationLink>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.group_id, c.period, c.to_node, c.state, ifnull(g.issuer, '') LIKE '?%', c.date, c.doc_type, c.issuer,
               d.date, d.province_unit
             FROM citations AS c JOIN documents AS d ON d.id = c.document_id LEFT JOIN groups AS g ON g.id = c.group_id
             WHERE c.document_id = ?1 ORDER BY c.position",
        )?;
        let rows = statement.query_map([document], citation_of_row)?;
        let citations: Vec<StoredCitation> = rows.collect::<Result<_, _>>()?;
        citations.iter().map(|citation| self.link(citation)).collect()
    }

    fn link(&self, citation: &StoredCitation) -> Result<CitationLink, StoreError> {
        let Some(group) = citation.group.filter(|_| citation.is_ambiguous || citation.is_unplaced) else {
            return Ok(CitationLink { target: citation.target, candidates: Vec::new() });
        };
        let fitting = if citation.is_ambiguous {
            self.node_rows("group_id = ?1 AND (?2 IS NULL OR period IS ?2)", group, citation.period)?
        } else {
            self.node_rows(
                "group_id IN (SELECT other.id FROM groups AS own JOIN groups AS other
                   ON other.number = own.number AND other.system = own.system AND other.issuer NOT LIKE '?%'
                 WHERE own.id = ?1) AND (?2 IS NULL OR period IS NULL OR period = ?2)",
                group,
                citation.period,
            )?
        };
        let ranked = resolve::rank_candidates(&citation.mention, &fitting);
        let target = citation.target.filter(|_| ranked.is_empty());
        let candidates = ranked.into_iter().map(|(node, reasons)| Candidate { node, reasons }).collect();
        Ok(CitationLink { target, candidates })
    }

    /// The wordings under which a document is cited, most frequent first; where several papers share its number and
    /// period, only those that bear its day.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn wordings(&self, node: i64) -> Result<Vec<Variant>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT v.period, v.number, v.date, v.doc_type, v.issuer, v.mentions FROM nodes AS n
             JOIN variants AS v ON v.group_id = n.group_id
             WHERE n.id = ?1 AND (v.period = ifnull(n.period, 0)
                 OR v.period = 0 AND (SELECT count(*) FROM nodes AS o WHERE o.group_id = n.group_id) = 1)
               AND (v.date = n.date
                 OR (SELECT count(*) FROM nodes AS o WHERE o.group_id = n.group_id AND o.period IS n.period) = 1)
             ORDER BY v.mentions DESC, v.number, v.date, v.doc_type, v.issuer",
        )?;
        let rows = statement.query_map([node], variant_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn node_rows(&self, condition: &str, group: i64, period: Option<i16>) -> Result<Vec<NodeSummary>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT id FROM nodes WHERE {condition} ORDER BY id"))?;
        let rows = statement.query_map(params![group, period], |row| row.get(0))?;
        let nodes: Vec<i64> = rows.collect::<Result<_, _>>()?;
        nodes.into_iter().filter_map(|node| self.summary(node).transpose()).collect()
    }
}

fn citation_of_row(row: &Row<'_>) -> rusqlite::Result<StoredCitation> {
    let date = |column: usize| -> rusqlite::Result<Option<DocDate>> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|iso| DocDate::from_iso(&iso)))
    };
    Ok(StoredCitation {
        group: row.get(0)?,
        period: row.get(1)?,
        target: row.get(2)?,
        is_ambiguous: row.get::<_, i64>(3)? == 2,
        is_unplaced: row.get(4)?,
        mention: Mention {
            date: date(5)?,
            doc_type: row.get(6)?,
            issuer: row.get(7)?,
            said_on: date(8)?,
            said_in: row.get(9)?,
        },
    })
}

/// A row of (period, number, date, type, issuer, mentions); empty text and period 0 mean unknown.
pub(super) fn variant_of_row(row: &Row<'_>) -> rusqlite::Result<Variant> {
    let known = |text: String| (!text.is_empty()).then_some(text);
    let period: i16 = row.get(0)?;
    Ok(Variant {
        period: (period != 0).then_some(period),
        number: row.get(1)?,
        date: DocDate::from_iso(&row.get::<_, String>(2)?),
        doc_type: known(row.get(3)?),
        issuer: known(row.get(4)?),
        mentions: row.get(5)?,
    })
}
