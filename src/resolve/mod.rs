//! Which document a mention means: `Record` → `DocumentLinks`, members of a group → `GroupPlan`.
//!
//! Pure: no files, no database, no clock. The store calls it inside its transaction, because only changed
//! groups are linked again. Two candidates are kept as two, never guessed between.

mod entity;
mod group;
mod links;
mod names;
mod period;
mod symbol;
mod writer;

pub use entity::facts_of_entity;
pub use group::plan_group;
pub use links::links_of_record;
