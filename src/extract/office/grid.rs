//! Columns that cells cover, from the places of their edges, for formats that store edges and no spans.

/// Columns of each cell of each row; `rows` holds the edges of each row in order, one more than it has cells.
///
/// The first row with the most cells sets the columns: edges that were moved a little by hand make no new ones.
pub(super) fn columns(rows: &[Vec<i32>]) -> Vec<Vec<usize>> {
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    let reference = rows.iter().find(|row| row.len() == most).cloned().unwrap_or_default();
    rows.iter()
        .map(|row| if row.len() == most { vec![1; most.saturating_sub(1)] } else { fit(row, &reference) })
        .collect()
}

/// The columns of a row with fewer cells: each edge goes to the nearest edge of the reference that is still free.
fn fit(row: &[i32], reference: &[i32]) -> Vec<usize> {
    let mut taken = 0;
    let mut found = Vec::new();
    for (at, edge) in row.iter().enumerate().skip(1) {
        let cells_behind = row.len() - 1 - at;
        let last = reference.len().saturating_sub(1 + cells_behind);
        let choices = (taken + 1)..=last.max(taken + 1);
        let nearest =
            choices.min_by_key(|choice| reference.get(*choice).map_or(i64::MAX, |place| distance(*place, *edge)));
        let next = nearest.unwrap_or(taken + 1);
        found.push(next - taken);
        taken = next;
    }
    found
}

fn distance(one: i32, other: i32) -> i64 {
    (i64::from(one) - i64::from(other)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_cells_cover_columns() {
        let rows = [vec![0, 500, 2000, 4010], vec![0, 510, 2000, 3000, 4000], vec![0, 4000]];
        assert_eq!(columns(&rows), [vec![1, 1, 2], vec![1, 1, 1, 1], vec![4]]);
    }

    #[test]
    fn edges_moved_by_hand_make_no_columns() {
        assert_eq!(columns(&[vec![0, 500, 4000], vec![0, 700, 4000]]), [vec![1, 1], vec![1, 1]]);
    }
}
