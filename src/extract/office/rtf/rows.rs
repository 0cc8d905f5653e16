//! Definitions of rows in RTF (`\trowd` to `\row`): edges, merges and lines of cells.

use crate::extract::office::nesting::{CellShape, RowShape};
use crate::extract::office::story::MAX_CELLS;

/// A definition under way.
#[derive(Debug, Clone, Default)]
pub(super) struct RowDefinition {
    shape: RowShape,
    cell: CellShape,
    /// The line of one side of the cell is described.
    in_side: bool,
}

impl RowDefinition {
    /// Takes a control word of a definition; false where it is none.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "trowd" => *self = RowDefinition::default(),
            "trleft" => self.set_left(number.unwrap_or(0)),
            "clmrg" => self.cell.goes_on_from_left = true,
            "clvmrg" => self.cell.goes_on_from_above = true,
            "clbrdrt" | "clbrdrl" | "clbrdrb" | "clbrdrr" => self.in_side = true,
            "brdrs" | "brdrth" | "brdrdb" | "brdrdot" | "brdrdash" | "brdrhair" | "brdrtriple" if self.in_side => {
                self.cell.borders += 1;
                self.in_side = false;
            }
            "brdrnone" | "brdrnil" => self.in_side = false,
            "cellx" => self.end_cell(number.unwrap_or(0)),
            _ => return false,
        }
        true
    }

    /// What is known of the row.
    pub(super) fn shape(&self) -> RowShape {
        self.shape.clone()
    }

    fn set_left(&mut self, left: i32) {
        if self.shape.edges.is_empty() {
            self.shape.edges.push(left);
        }
    }

    fn end_cell(&mut self, right: i32) {
        self.set_left(0);
        if self.shape.cells.len() < MAX_CELLS {
            self.shape.edges.push(right);
            self.shape.cells.push(std::mem::take(&mut self.cell));
        }
        self.in_side = false;
    }
}
