//! Matrices that each make one point.

use super::state::{self, MAX_SIDE};
use super::text;
use crate::data::EnteredMatrix;

/// A matrix to start from.
pub struct Preset {
    pub name: &'static str,
    /// What it shows, in one sentence.
    pub point: &'static str,
    entries: Entries,
}

enum Entries {
    /// As in a link.
    Written(&'static str),
    /// 1/(i + j − 1), square.
    Hilbert(usize),
}

const fn written(name: &'static str, point: &'static str, entries: &'static str) -> Preset {
    Preset {
        name,
        point,
        entries: Entries::Written(entries),
    }
}

/// What an empty link opens.
pub const FIRST: Preset = written(text::FIRST_NAME, text::FIRST_POINT, state::FIRST);

/// Almost the same column twice.
pub const NEARLY_DEPENDENT: Preset = written(
    text::NEARLY_DEPENDENT_NAME,
    text::NEARLY_DEPENDENT_POINT,
    "1,1;1,1.0001",
);

/// What the prediction asks about: [`FIRST`] with a trace added to its last entry.
pub const NEARLY_FIRST: Preset = written("", "", "1,2,3;2,4,6.000001");

/// In the order of the list.
pub const PRESETS: &[Preset] = &[
    FIRST,
    written(text::FULL_RANK_NAME, text::FULL_RANK_POINT, "2,1;1,3"),
    NEARLY_DEPENDENT,
    written(text::ONES_NAME, text::ONES_POINT, "1,1,1;1,1,1;1,1,1"),
    written(
        text::ROTATION_NAME,
        text::ROTATION_POINT,
        "√3/2,-1/2;1/2,√3/2",
    ),
    written(
        text::PROJECTION_NAME,
        text::PROJECTION_POINT,
        "2/3,1/3,-1/3;1/3,2/3,1/3;-1/3,1/3,2/3",
    ),
    written(text::TALL_NAME, text::TALL_POINT, "2,0;0,1;1,1"),
    written(
        text::FIVE_BY_FOUR_NAME,
        text::FIVE_BY_FOUR_POINT,
        "1,0,1,2;2,1,3,3;0,1,1,-1;1,-1,0,3;3,2,5,4",
    ),
    Preset {
        name: text::HILBERT_NAME,
        point: text::HILBERT_POINT,
        entries: Entries::Hilbert(6),
    },
    Preset {
        name: text::HILBERT_12_NAME,
        point: text::HILBERT_12_POINT,
        entries: Entries::Hilbert(MAX_SIDE),
    },
    written(text::ZERO_NAME, text::ZERO_POINT, "0,0;0,0"),
];

impl Preset {
    pub fn matrix(&self) -> EnteredMatrix {
        match self.entries {
            Entries::Written(link) => EnteredMatrix::from_link(link, MAX_SIDE, MAX_SIDE),
            Entries::Hilbert(side) => {
                let entry = |k: usize| match k / side + k % side + 1 {
                    1 => "1".to_owned(),
                    denominator => format!("1/{denominator}"),
                };
                EnteredMatrix::from_texts(side, side, (0..side * side).map(entry).collect())
            }
        }
        // Every preset is read in the tests.
        .unwrap_or_default()
    }
}

/// Which preset this matrix is.
pub fn preset_of(matrix: &EnteredMatrix) -> Option<usize> {
    PRESETS.iter().position(|preset| preset.matrix() == *matrix)
}
