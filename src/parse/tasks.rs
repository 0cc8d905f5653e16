//! Tasks.

use super::blocks::Layout;
use super::foot::Foot;
use crate::model::{DocDate, TaskAssignment};
use crate::tables::Tables;

pub(super) fn find(_: &Layout, _: usize, _: &Foot, _: Option<DocDate>, _: &Tables) -> Vec<TaskAssignment> {
    Vec::new()
}
