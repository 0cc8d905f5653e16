//! Which document a mention means: `Record` → `DocumentLinks`, members of a group → `GroupPlan`.
//!
//! Pure: no files, no database, no clock. The store calls it inside its transaction, because only changed
//! groups are linked again. Two candidates are kept as two, never guessed between.

mod bodies;
mod body_list;
mod candidates;
mod entity;
mod group;
mod in_force;
mod links;
mod names;
mod period;
mod same_paper;
mod symbol;
mod units;
mod writer;

pub use bodies::entity_of_name;
pub use candidates::rank_candidates;
pub use entity::facts_of_entity;
pub use group::plan_group;
pub use in_force::in_force_on;
pub use links::links_of_record;
pub use same_paper::draft_likeness;
