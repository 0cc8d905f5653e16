//! [`TaskLabels`]: the labels of task items and table heads (*Cơ quan chủ trì, Thời gian thực hiện* …).

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::words::{self, Word};

/// What a label introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskField {
    /// *Cơ quan chủ trì*.
    Lead,
    /// *Cơ quan phối hợp*.
    Coordinate,
    /// *Thời gian thực hiện*.
    Deadline,
    /// *Kết quả, sản phẩm*.
    Result,
    /// *Nội dung, nhiệm vụ* (table head).
    Title,
    /// *STT* (table head).
    RowNumber,
    /// *Kinh phí*.
    Funding,
    /// *Ghi chú* and others: known, not kept.
    Other,
}

impl TaskField {
    /// True for labels that only jobs have: who, by when, what comes of it.
    #[must_use]
    pub fn makes_task(self) -> bool {
        matches!(self, TaskField::Lead | TaskField::Coordinate | TaskField::Deadline | TaskField::Result)
    }
}

/// Labels by their words.
#[derive(Debug)]
pub struct TaskLabels {
    by_words: PhraseMap<TaskField>,
    parts: PhraseMap<TaskField>,
}

impl TaskLabels {
    pub(super) fn built_in() -> TaskLabels {
        let table = include_str!("../../grammars/task_labels.tsv");
        let (mut phrases, mut parts) = (Vec::new(), Vec::new());
        for [field, label, form] in tsv::rows(table, ["field", "label", "form"]) {
            let field = match field {
                "lead" => TaskField::Lead,
                "support" => TaskField::Coordinate,
                "deadline" => TaskField::Deadline,
                "output" => TaskField::Result,
                "task_text" => TaskField::Title,
                "row_no" => TaskField::RowNumber,
                "budget" => TaskField::Funding,
                "section" | "assign_verb" => continue,
                _ => TaskField::Other,
            };
            match form {
                "heading" => {}
                "part" => parts.push((words::keys(label), field)),
                _ => phrases.push((words::keys(label), field)),
            }
        }
        TaskLabels { by_words: PhraseMap::new(phrases), parts: PhraseMap::new(parts) }
    }

    /// The longest label that starts `words`, and how many words it takes.
    #[must_use]
    pub fn at_start(&self, words: &[Word]) -> Option<(TaskField, usize)> {
        self.by_words.at_start(words).map(|(field, count)| (*field, count))
    }

    /// The label that is the whole of `words`.
    #[must_use]
    pub fn of(&self, words: &[Word]) -> Option<TaskField> {
        self.by_words.whole(words).copied()
    }

    /// What words that are no label as a whole are about: `Sở, ngành chủ trì tham mưu`.
    #[must_use]
    pub fn within(&self, words: &[Word]) -> Option<TaskField> {
        (0..words.len()).find_map(|at| self.parts.at_start(&words[at..])).map(|(field, _)| *field)
    }
}
