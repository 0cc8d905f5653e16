//! [`SearchIndex::search`]: a request to the best hits, the total and the hints.

use super::compile::{Compiled, compile};
use super::field_name::FieldName;
use super::query::{filter_clause, read_question};
use super::schema::{FIRST_DAY, Fields, ID};
use super::tokenizer::Word;
use super::{IndexError, SearchIndex, snippet};
use crate::model::{Found, Hit, SearchRequest};
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

impl SearchIndex {
    /// Answers a request. Equal hits come newest first, then by id, so that the same index always answers the same.
    ///
    /// # Errors
    /// When the index cannot be read, or a filter is not understood; an odd query gives hints instead.
    pub fn search(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        let searcher = self.reader.searcher();
        let Compiled { query, marked, hints } = self.compiled(request, &searcher)?;
        let best = TopDocs::with_limit(request.limit.max(1)).order_by((
            (SortBySimilarityScore, Order::Desc),
            (SortByStaticFastValue::<i64>::for_field(FIRST_DAY), Order::Desc),
            (SortByStaticFastValue::<i64>::for_field(ID), Order::Asc),
        ));
        let (best, total) = searcher.search(&query, &(best, Count))?;
        let mut hits = Vec::with_capacity(best.len());
        for ((score, _, _), address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            hits.push(hit(&self.fields, &document, &marked, score));
        }
        let searched = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX).saturating_sub(request.without.len());
        Ok(Found { hits, total, searched, hints })
    }

    /// The ids of all documents that match, ascending; the limit of the request does not count.
    ///
    /// # Errors
    /// When the index cannot be read, or a filter is not understood.
    pub fn matching(&self, request: &SearchRequest) -> Result<Vec<i64>, IndexError> {
        let searcher = self.reader.searcher();
        let found = searcher.search(&self.compiled(request, &searcher)?.query, &DocSetCollector)?;
        let columns = searcher.segment_readers().iter().map(|segment| segment.fast_fields().i64(ID));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let id = |place: DocAddress| columns.get(place.segment_ord as usize)?.first(place.doc_id);
        let mut ids: Vec<i64> = found.into_iter().filter_map(id).collect();
        ids.sort_unstable();
        Ok(ids)
    }

    fn compiled(&self, request: &SearchRequest, searcher: &Searcher) -> Result<Compiled, IndexError> {
        let filters = request
            .filters
            .iter()
            .map(|(name, value)| {
                let known =
                    FieldName::of(name).ok_or_else(|| IndexError::Filter(format!("no field is called {name}")))?;
                Ok(filter_clause(known, value))
            })
            .collect::<Result<Vec<_>, IndexError>>()?;
        compile(&read_question(&request.query), &filters, &request.without, &self.fields, searcher)
    }
}

fn hit(fields: &Fields, document: &TantivyDocument, marked: &[Vec<Word>], score: f32) -> Hit {
    let text = |field: Field| document.get_first(field).and_then(|value| value.as_str());
    let owned = |field: Field| text(field).map(str::to_owned);
    let status = owned(fields.shown_status).unwrap_or_default();
    let body = text(fields.shown_text).unwrap_or_default();
    let found = snippet::cut(body, marked).or_else(|| snippet::cut(text(fields.subject)?, marked));
    Hit {
        id: document.get_first(fields.id).and_then(|value| value.as_i64()).unwrap_or_default(),
        only_cited: status == "cited",
        number: owned(fields.shown_number),
        doc_type: owned(fields.shown_type),
        status,
        issuer: owned(fields.issuer),
        date: owned(fields.shown_date),
        subject: owned(fields.subject),
        path: owned(fields.shown_path),
        snippet: found,
        score,
    }
}
