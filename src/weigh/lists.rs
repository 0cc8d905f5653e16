//! Doubts about the lines of *Kính gửi* and *Nơi nhận*.

use super::doubts::Doubt;
use super::shape;

/// Words of a line at the most.
const LONGEST: usize = 30;

/// What speaks against line `index` of a list.
pub(super) fn doubts(lines: &[String], index: usize) -> Vec<Doubt> {
    let Some(line) = lines.get(index) else { return Vec::new() };
    let found = [
        shape::noise(line),
        line.contains("; ").then_some(Doubt::Joined),
        (shape::word_count(line) > LONGEST).then_some(Doubt::Long),
        line.starts_with(['(', ')']).then_some(Doubt::OddOpening),
    ];
    found.into_iter().flatten().collect()
}

#[test]
fn lines_that_ran_together_are_doubted() {
    let of = |line: &str| doubts(&[line.to_owned()], 0);
    assert_eq!(of("UBND các huyện, thành phố"), []);
    assert_eq!(of("Như trên; Lãnh đạo Sở"), [Doubt::Joined]);
}
