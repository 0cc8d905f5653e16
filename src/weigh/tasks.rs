//! Doubts about a task: whether it is one, and who leads it.

use super::doubts::Doubt;
use super::shape;
use crate::record::Record;
use crate::tables::Tables;
use crate::text::{Span, words};

/// What speaks against task `index`.
pub(super) fn doubts(record: &Record, index: usize, tables: &Tables) -> Vec<Doubt> {
    let Some(task) = record.tasks.get(index) else { return Vec::new() };
    let opens_small = task.lead.first().is_some_and(|body| body.starts_with(char::is_lowercase));
    let is_odd = opens_small || task.lead.iter().any(|body| is_odd(body, tables));
    let seldom = ["to_trinh", "bao_cao", "nghi_dinh", "thong_tu", "luat", "quy_che"];
    let found = [
        shape::noise(&task.title),
        (shape::word_count(&task.title) < 5).then_some(Doubt::Short),
        task.lead.is_empty().then_some(Doubt::NoLead),
        is_odd.then_some(Doubt::OddBody),
        record.doc_type.as_deref().is_some_and(|kind| seldom.contains(&kind)).then_some(Doubt::SeldomAssigns),
    ];
    found.into_iter().flatten().collect()
}

/// No name of a body: one word, the verb `tổ chức`, a word that goes on, a type of document.
fn is_odd(body: &str, tables: &Tables) -> bool {
    let all = words::words(body, Span::new(0, body.len()));
    let is_verb = all.len() == 2 && body.starts_with("Tổ chức");
    let goes_on = [" và", ",", "/", " của", " các"].iter().any(|end| body.ends_with(end));
    all.len() < 2 || is_verb || goes_on || shape::noise(body).is_some() || tables.doc_kinds.at_start(&all).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Task;

    fn of(title: &str, lead: &str) -> Vec<Doubt> {
        let task = Task { title: title.to_owned(), lead: vec![lead.to_owned()], ..Task::default() };
        doubts(&Record { tasks: vec![task], ..Record::default() }, 0, Tables::built_in())
    }

    #[test]
    fn bodies_that_are_none_are_doubted() {
        let title = "Rà soát danh mục làng nghề trên địa bàn";
        assert_eq!(of(title, "Sở Nội vụ"), []);
        assert_eq!(of(title, "tổ chức"), [Doubt::OddBody]);
        assert_eq!(of(title, "Sở Ngoại vụ và"), [Doubt::OddBody]);
        assert_eq!(of("Rà soát", "Sở Nội vụ"), [Doubt::Short]);
    }
}
