//! The words of the Rank lab: names, definitions, tasks. Sentences with live numbers stand in `sentences`.

pub mod challenges;
pub mod reduction;
pub mod sentences;

use crate::data::EnteredMatrix;
use crate::state::link;

pub const NAME: &str = "Rank";
pub const HEADLINE: &str = "Is <em class=\"role-sigma\">rank</em> the same as dimension?";
pub const QUESTION: &str = "Is rank the same as dimension?";
pub const LEDE: &str =
    "“The matrix has two rows and three columns, so its rank must be two, or three?”";
pub const ACTIVITY: &str = "Edit a small matrix and see which of its columns are new and which repeat the others, what it keeps and what it forgets.";

pub const FIRST_NAME: &str = "2 × 3, and rank 1";
pub const FIRST_POINT: &str = "Two rows and three columns, yet every column is a multiple of the first: dimension is not rank.";
pub const FULL_RANK_NAME: &str = "Full rank";
pub const FULL_RANK_POINT: &str = "The two columns point in different directions, so together they reach the whole plane and nothing but 0 goes to 0.";
pub const NEARLY_DEPENDENT_NAME: &str = "Nearly dependent";
pub const NEARLY_DEPENDENT_POINT: &str = "The columns differ by one part in ten thousand: rank 2 by the letter, rank 1 for anyone whose data are less exact than that.";
pub const ONES_NAME: &str = "All ones";
pub const ONES_POINT: &str =
    "Nine entries, none of them zero, and a single direction: full of numbers is not full of rank.";
pub const ROTATION_NAME: &str = "Rotation";
pub const ROTATION_POINT: &str =
    "A turn by 30° loses nothing: the circle stays a circle and both singular values are 1.";
pub const PROJECTION_NAME: &str = "Projection onto a plane";
pub const PROJECTION_POINT: &str =
    "Every point falls straight onto the plane x₁ − x₂ + x₃ = 0: one direction of three is lost.";
pub const TALL_NAME: &str = "A plane in space";
pub const TALL_POINT: &str = "Three rows, but two columns reach only a plane: most right-hand sides b have no solution of Ax = b.";
pub const FIVE_BY_FOUR_NAME: &str = "5 × 4, and rank 2";
pub const FIVE_BY_FOUR_POINT: &str = "Four columns of five numbers each, all in one plane: the third is the sum of the first two, the fourth twice the first minus the second.";
pub const HILBERT_NAME: &str = "Hilbert, 6 × 6";
pub const HILBERT_POINT: &str = "No column is a combination of the others, but nearly so: the singular values fall from 1.6 to a ten-millionth.";
pub const HILBERT_12_NAME: &str = "Hilbert, 12 × 12";
pub const HILBERT_12_POINT: &str = "On paper its rank is 12; its smallest singular value is so small that a computer cannot tell it from zero.";
pub const ZERO_NAME: &str = "Zero";
pub const ZERO_POINT: &str =
    "Rank 0: every point goes to 0, and the null space is the whole plane.";
/// Shown where the matrix is none of the presets.
pub const OWN_POINT: &str = "Your own matrix. Type into it, paste one from a spreadsheet, NumPy, MATLAB or LaTeX, or pick one above.";

pub const OWN_NAME: &str = "Your own matrix";
pub const MATRIX_TITLE: &str = "The matrix A";
pub const PRESET_LABEL: &str = "Start from";
pub const TO_SVD: &str = "Open this matrix in the SVD lab";
pub const CONTROLS: &str = "Tolerance and counts";

pub const RANK_LABEL: &str = "Rank";
pub const NULLITY_LABEL: &str = "Nullity";
pub const SHAPE_LABEL: &str = "Shape";
pub const SHAPE_NOTE: &str = "rows × columns";
pub const DIMENSION_TITLE: &str = "Dimension against rank";
pub const DIMENSION_DEFINITION: &str = "Dimension counts numbers: an arrow in ℝᵐ has m of them. Rank counts directions: how many columns point where no combination of the others reaches.";
pub const PIVOT: &str = "pivot";
pub const PIVOT_COLUMNS: &str =
    "Pivot columns, those that are no combination of columns before them";
pub const NO_PIVOTS: &str = "none";
pub const PIVOTS_UNKNOWN: &str = "row reduction cannot be shown";
pub const SINGULAR_VALUES: &str = "Singular values σ, the half-axes of the image of the unit ball";

pub const TOLERANCE_FIELD: &str = "Tolerance, exact value";
pub const TOLERANCE_DEFINITION: &str = "Singular values up to it count as zero.";
pub const TOLERANCE_SOURCE: &str = "Default of NumPy and MATLAB: max(m, n)·ε·σ₁ with ε = 2⁻⁵².";
pub const TOLERANCE_RESET: &str = "Back to the default, max(m, n)·ε·σ₁";

pub const IMAGE_NOTE: &str = "blue: the image; arrows: the columns";
pub const MAP_HINT_PLANE: &str = "or drag the tip of a column";
pub const ROW_SLIDER: &str = "(in the row space)";
pub const COLUMNS_LABEL: &str = "Columns: choose the one to explain";
pub const MOVE_LABEL: &str = "Move";

pub const SPECTRUM_TITLE: &str = "Spectrum";
pub const SPECTRUM_NOTE: &str = "singular values on a log scale";
pub const SPECTRUM_DEFINITION: &str = "The rank counts the bars that reach above the line. Drag the line, or use the slider at the top.";
pub const ROUND_TITLE: &str = "Round to a rank-r matrix";
pub const ROUND_CHOICES: &str = "Rank to round to";
pub const ROUND_DEFINITION: &str = "No matrix of rank r is nearer to A in the Frobenius or the spectral norm (Eckart & Young 1936, Mirsky 1960).";

pub const RREF_TITLE: &str = "Row reduction, step by step";
pub const RREF_STEPS: &str = "Steps of the row reduction";
pub const RREF_DEFINITION: &str = "Row operations keep every relation between the columns. They end in the reduced row echelon form (RREF): each pivot is a 1, alone in its column.";
pub const RREF_SOURCE: &str = "The row with the largest entry is brought to the pivot first (partial pivoting). Pivots do not depend on the tolerance.";
pub const RELATIONS_DEFINITION: &str =
    "Read off the reduced form: a column without a pivot is this combination of the pivot columns.";

pub const SUBSPACES_TITLE: &str = "The four fundamental subspaces";
pub const SUBSPACES_SOURCE: &str = "Strang, The Fundamental Theorem of Linear Algebra (1993). The two spaces on each side are at right angles.";
pub const BASIS_LABEL: &str = "Bases";
pub const BASIS_RREF: &str = "from row reduction";
pub const BASIS_ORTHONORMAL: &str = "orthonormal";
pub const COLUMN_SPACE: &str = "Everything that Ax can be.";
pub const ROW_SPACE: &str = "The combinations of the rows: what A sees of x.";
pub const NULL_SPACE: &str = "Every x with Ax = 0: what A loses.";
pub const LEFT_NULL_SPACE: &str = "Every y with Aᵀy = 0: what Ax never reaches.";
pub const ONLY_ZERO: &str = "Only 0; its basis is empty.";

pub const TEASER: &str = "Three columns that all lie on one line";

/// `A` carried to the SVD lab.
pub fn svd_link(matrix: &EnteredMatrix) -> String {
    link::query_for("svd", "m", &matrix.to_link())
}

pub fn last_result_stays(error: &str) -> String {
    format!("{error} The figures still show the last matrix that had a result.")
}

pub fn no_reduction(error: &str) -> String {
    format!("Row reduction cannot be shown for this matrix; everything else can. {error}")
}

pub fn equation_in_words(m: usize, n: usize, rank: usize, nullity: usize) -> String {
    format!(
        "A is {m} by {n}. Rank of A plus nullity of A is {rank} plus {nullity}, which is {n}, the number of columns."
    )
}

pub fn rank_note(m: usize, n: usize) -> String {
    format!(
        "independent directions, at most min({m}, {n}) = {}",
        m.min(n)
    )
}

pub fn nullity_note(n: usize, rank: usize) -> String {
    format!("directions sent to 0: {n}\u{a0}−\u{a0}{rank}")
}

pub fn bad_tolerance(in_effect: &str) -> String {
    format!("The tolerance must be a number from 0, such as 1e-10. {in_effect} is still in effect.")
}

/// `Move c₁ to the left` and so on.
pub fn move_column(name: &str, way: &str) -> String {
    format!("Move {name} {way}")
}

pub fn rank_choice(r: usize) -> String {
    format!("Rank {r}")
}

pub fn round_button(r: usize) -> String {
    format!("Put the nearest matrix of rank {r} into the editor")
}

pub fn step_of(at: usize, count: usize) -> String {
    match count {
        0 => "no operation needed".to_owned(),
        _ => format!("operation {at} of {count}"),
    }
}

pub const PREDICTION: &str = "Take the matrix with rows 1 2 3 and 2 4 6, whose rank is 1, and change the 6 to 6.000001. What is the rank then?";
pub const PREDICTION_OPTIONS: &[&str] = &[
    "Still 1: the change is too small to matter",
    "2: one new direction is a new direction",
    "A little more than 1",
];
pub const PREDICTION_RIGHT: usize = 1;
pub const PREDICTION_ANSWER: &str = "Rank is a whole number, so it cannot move a little: it jumps. Row 2 is no longer twice row 1, so the rank is 2. But σ₂ is only about 2.7 · 10⁻⁷. Whoever knows the entries to six digits says rank 1, and says so with a tolerance.";
pub const PREDICTION_SHOW: &str = "Show this matrix";
