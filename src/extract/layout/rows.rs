//! Printed lines: words to runs, runs to lines, and the gaps of a line that part two columns.
//!
//! Lines of two columns need not stand on the same baseline (a letterhead set as a table without rules): runs pair with
//! what stands beside them. Does not tell tables.

use super::LayoutWord;

/// Widest gap inside a run of words, in heights of its letters.
const RUN_GAP: f32 = 0.6;

/// A gap from this on parts two columns, where it stands out among the gaps of its line.
const COLUMN_GAP: f32 = 1.0;

/// A gap from this on parts two columns wherever it stands.
const WIDE_GAP: f32 = 2.0;

/// Widest gap behind a list mark, and widest blank to be filled in by hand.
const BLANK_GAP: f32 = 9.0;

/// How much farther than usual a line stands from the one above where a new paragraph begins, in letter heights.
const APART: f32 = 0.4;

/// A line, or a row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Its cells from left to right; one where nothing parts it.
    pub(super) cells: Vec<Cell>,
    /// Upper edge.
    pub(super) top: f32,
    /// Lower edge.
    pub(super) bottom: f32,
}

/// A piece of a line between two columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// In reading order.
    pub(super) words: Vec<LayoutWord>,
}

impl Cell {
    /// Left edge of its first word.
    pub(super) fn left(&self) -> f32 {
        self.words.iter().map(|word| word.left).fold(f32::INFINITY, f32::min)
    }

    /// Right edge of its last word.
    pub(super) fn right(&self) -> f32 {
        self.words.iter().map(|word| word.right).fold(f32::NEG_INFINITY, f32::max)
    }
}

impl Row {
    /// A row of `cells`, as high as their words.
    pub(super) fn of(cells: Vec<Cell>) -> Row {
        let words = || cells.iter().flat_map(|cell| &cell.words);
        let top = words().map(|word| word.top).fold(f32::INFINITY, f32::min);
        let bottom = words().map(|word| word.bottom).fold(f32::NEG_INFINITY, f32::max);
        Row { top, bottom, cells }
    }

    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Height of its usual letters.
    pub(super) fn letter_height(&self) -> f32 {
        usual_height(self.cells.iter().flat_map(|cell| &cell.words))
    }
}

/// The height that most of the words reach: boxes of recognised words are as low as their letters.
fn usual_height<'w>(words: impl Iterator<Item = &'w LayoutWord>) -> f32 {
    let mut heights: Vec<f32> = words.map(LayoutWord::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() * 4 / 5).copied().unwrap_or(1.0).max(0.1)
}

/// Words on one baseline with no wide gap between them.
#[derive(Debug, Clone)]
struct Run {
    words: Vec<LayoutWord>,
    top: f32,
    bottom: f32,
    right: f32,
}

impl Run {
    fn new(word: LayoutWord) -> Run {
        Run { top: word.top, bottom: word.bottom, right: word.right, words: vec![word] }
    }

    fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    fn height(&self) -> f32 {
        (self.bottom - self.top).max(0.1)
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// How far `word` lies off: its gap in letter heights, where it continues the run.
    fn gap_to(&self, word: &LayoutWord) -> Option<f32> {
        let last = self.words.last()?;
        let overlap = shared(last.top, last.bottom, word.top, word.bottom);
        let lower = last.height().min(word.height()).max(0.1);
        // Boxes of recognised words stand high or low as their letters do, so half of the lower box is enough.
        let is_level = overlap >= 0.5 * lower;
        let gap = (word.left - self.right) / last.height().max(word.height()).max(0.1);
        (is_level && gap > -0.8 && gap < RUN_GAP).then_some(gap)
    }

    fn push(&mut self, word: LayoutWord) {
        self.top = self.top.min(word.top);
        self.bottom = self.bottom.max(word.bottom);
        self.right = self.right.max(word.right);
        self.words.push(word);
    }
}

/// Length that two stretches share; negative where they lie apart.
fn shared(start: f32, end: f32, other_start: f32, other_end: f32) -> f32 {
    end.min(other_end) - start.max(other_start)
}

/// The printed lines of `words`, from the top down.
pub(super) fn printed_rows(words: Vec<LayoutWord>) -> Vec<Row> {
    let lines = lines_of(runs_of(words));
    let gaps: Vec<Vec<Gap>> = lines.iter().map(|line| gaps_of(line)).collect();
    let split = |index: usize, line: Vec<Run>| {
        let above = index.checked_sub(1).and_then(|above| gaps.get(above));
        let beside = [above, gaps.get(index + 1)];
        let own = gaps.get(index).map_or(&[][..], Vec::as_slice);
        row_of(line, own, &beside.into_iter().flatten().flatten().copied().collect::<Vec<_>>())
    };
    lines.into_iter().enumerate().map(|(index, line)| split(index, line)).collect()
}

fn runs_of(mut words: Vec<LayoutWord>) -> Vec<Run> {
    words.sort_by(|one, other| one.left.total_cmp(&other.left).then(one.top.total_cmp(&other.top)));
    let mut finished: Vec<Run> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    for word in words {
        let reach = |run: &Run| run.right + 2.0 * run.height().max(word.height()) >= word.left;
        let (near, far) = open.into_iter().partition(reach);
        open = near;
        finished.extend(far);
        let nearest = open
            .iter()
            .enumerate()
            .filter_map(|(index, run)| Some((index, run.gap_to(&word)?, (run.middle() - word.middle()).abs())))
            .min_by(|one, other| (one.1.max(0.0) + one.2).total_cmp(&(other.1.max(0.0) + other.2)));
        match nearest.and_then(|(index, _, _)| open.get_mut(index)) {
            Some(run) => run.push(word),
            None => open.push(Run::new(word)),
        }
    }
    finished.extend(open);
    finished
}

/// Runs that stand beside each other, from left to right, lines from the top down.
fn lines_of(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let first = lines.len().saturating_sub(8);
        let fits = |line: &[Run]| {
            let beside = line.iter().all(|other| shared(other.left(), other.right, run.left(), run.right) < 0.0);
            let overlap = line
                .iter()
                .map(|other| shared(other.top, other.bottom, run.top, run.bottom) / other.height().min(run.height()));
            let best = overlap.fold(f32::NEG_INFINITY, f32::max);
            (beside && best >= 0.45).then_some(best)
        };
        let best = (first..lines.len())
            .filter_map(|index| Some((index, fits(lines.get(index)?)?)))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        match best.and_then(|(index, _)| lines.get_mut(index)) {
            Some(line) => line.push(run),
            None => lines.push(vec![run]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, other| one.left().total_cmp(&other.left()));
    }
    lines.sort_by(|one, other| line_middle(one).total_cmp(&line_middle(other)));
    lines
}

/// Where the line stands: the middle of its first run, so that a mark beside it moves nothing.
fn line_middle(line: &[Run]) -> f32 {
    line.first().map_or(0.0, Run::middle)
}

/// A gap between two runs of a line.
#[derive(Debug, Clone, Copy)]
struct Gap {
    left: f32,
    right: f32,
    /// Width in letter heights of the line.
    width: f32,
    /// Parts two columns.
    parts: bool,
}

fn gaps_of(line: &[Run]) -> Vec<Gap> {
    let height = usual_height(line.iter().flat_map(|run| &run.words));
    let mut inner: Vec<f32> =
        line.iter().flat_map(|run| run.words.windows(2)).map(|pair| blank(pair) / height).collect();
    inner.sort_by(f32::total_cmp);
    let usual = inner.get(inner.len() / 2).copied();
    let widths: Vec<f32> = line.windows(2).map(|pair| between(pair) / height).collect();
    let is_stretched = is_stretched(line, &widths);
    let gap = |(index, pair): (usize, &[Run])| {
        let width = widths.get(index).copied().unwrap_or(0.0);
        let stands_out = usual.is_none_or(|usual| width > 2.0 * usual);
        let parts = (width >= WIDE_GAP || width >= COLUMN_GAP && stands_out)
            && !(width < BLANK_GAP && is_blank_to_fill(pair))
            && !(width < BLANK_GAP && line.len() == 2 && is_behind_mark(pair))
            && !is_stretched;
        Gap { left: pair.first().map_or(0.0, |run| run.right), right: pair.last().map_or(0.0, Run::left), width, parts }
    };
    line.windows(2).enumerate().map(gap).collect()
}

fn blank(pair: &[LayoutWord]) -> f32 {
    if let [one, other] = pair { other.left - one.right } else { 0.0 }
}

fn between(pair: &[Run]) -> f32 {
    if let [one, other] = pair { other.left() - one.right } else { 0.0 }
}

/// A short line spread over the whole width: nearly every word stands alone, all gaps alike.
fn is_stretched(line: &[Run], widths: &[f32]) -> bool {
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let narrowest = widths.iter().copied().fold(f32::INFINITY, f32::min);
    let alone = line.iter().filter(|run| run.words.len() == 1).count();
    line.len() >= 4 && alone * 3 >= line.len() * 2 && widest < 1.25 * narrowest && widest < 6.0
}

/// A blank that is filled in by hand: `Số:     /KH-UBND`, `ngày     tháng     năm`.
fn is_blank_to_fill(pair: &[Run]) -> bool {
    let [one, other] = pair else { return false };
    let (Some(before), Some(after)) = (one.words.last(), other.words.first()) else { return false };
    let before = before.text.to_lowercase();
    let after = after.text.to_lowercase();
    let is_number = (before.ends_with("số:") || before.ends_with("số")) && after.starts_with(['/', '-']);
    let is_date = matches!(after.as_str(), "tháng" | "năm") && other.words.len() > 1;
    let opens_date =
        matches!(before.as_str(), "ngày" | "tháng") && after.starts_with(|digit: char| digit.is_ascii_digit());
    is_number || is_date || opens_date || after.starts_with('/') && one.words.len() <= 2
}

/// A gap behind the mark of a list item: `1.     Nội dung`, `-     Nội dung`.
fn is_behind_mark(pair: &[Run]) -> bool {
    let [one, _] = pair else { return false };
    let [mark] = one.words.as_slice() else { return false };
    let is_bullet = mark.text.chars().count() == 1 && !mark.text.chars().any(char::is_alphanumeric);
    is_bullet || mark.text.chars().count() <= 6 && mark.text.ends_with(['.', ')'])
}

/// The cells of a line: parted at its columns, and at narrow gaps that stand under or over those of the lines beside it.
fn row_of(line: Vec<Run>, gaps: &[Gap], beside: &[Gap]) -> Row {
    let continues_column = |gap: &Gap| {
        let common = |other: &Gap| shared(gap.left, gap.right, other.left, other.right) > 0.6 * (gap.right - gap.left);
        gap.width >= RUN_GAP && beside.iter().any(|other| other.parts && common(other))
    };
    let mut cells: Vec<Cell> = Vec::new();
    for (index, run) in line.into_iter().enumerate() {
        let gap = index.checked_sub(1).and_then(|before| gaps.get(before));
        let parts = gap.is_none_or(|gap| gap.parts || gap.width < COLUMN_GAP && continues_column(gap));
        match cells.last_mut() {
            Some(cell) if !parts => cell.words.extend(run.words),
            _ => cells.push(Cell { words: run.words }),
        }
    }
    Row::of(cells)
}

/// For each row, whether it stands clearly farther from the row above than lines of a paragraph do.
pub(super) fn apart(rows: &[Row]) -> Vec<bool> {
    let heights: Vec<f32> = rows.iter().map(Row::letter_height).collect();
    let pitch = |index: usize| {
        let (above, row) = (rows.get(index.checked_sub(1)?)?, rows.get(index)?);
        let height = heights.get(index - 1)?.max(*heights.get(index)?);
        // Rows of tables hold several printed lines: their edges tell, not their middles.
        let is_line = |row: &Row| row.bottom - row.top < 1.6 * height;
        (is_line(above) && is_line(row) && row.middle() > above.middle())
            .then(|| (row.middle() - above.middle()) / height)
    };
    let pitches: Vec<Option<f32>> = (0..rows.len()).map(pitch).collect();
    let mut usual: Vec<f32> = pitches.iter().copied().flatten().collect();
    usual.sort_by(f32::total_cmp);
    let usual = usual.get(usual.len() * 3 / 10).copied().unwrap_or(f32::INFINITY);
    pitches.into_iter().map(|pitch| pitch.is_some_and(|pitch| pitch > usual + APART)).collect()
}
