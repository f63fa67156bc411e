//! Sentences with numbers in them. Each is made from the results, so that it is true for the state on screen.

use super::super::model::Results;
use super::super::readable::readable;
use crate::data::number_format::{short, subscript};

/// `c₂`, for a column counted from 0.
pub fn column_name(column: usize) -> String {
    format!("c{}", subscript(column + 1))
}

/// `1 direction`, `2 directions`.
pub fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}

/// `1`, `1 and 3`, `1, 2 and 4`, for columns counted from 0.
fn enumerated(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `c₃ = 2·c₁ − c₂`; a pivot column says that it is one.
pub fn column_sentence(results: &Results, column: usize) -> String {
    let name = column_name(column);
    let Some(relation) = results.relation(column) else {
        return match results.is_pivot(column) {
            true => format!("{name} is new"),
            false => name,
        };
    };
    let mut exact = true;
    let mut text = String::new();
    for (pivot, coefficient) in &relation.coefficients {
        let number = readable(coefficient.abs());
        exact &= number.exact;
        let sign = match (*coefficient < 0.0, text.is_empty()) {
            (true, true) => "−",
            (true, false) => " − ",
            (false, true) => "",
            (false, false) => " + ",
        };
        let factor = match number.text.as_str() {
            "1" => String::new(),
            other => format!("{other}·"),
        };
        text.push_str(&format!("{sign}{factor}{}", column_name(*pivot)));
    }
    if text.is_empty() {
        text.push('0');
    }
    format!("{name} {} {text}", if exact { "=" } else { "≈" })
}

/// What the map does to the unit ball.
pub fn image_shape(results: &Results) -> String {
    let (from, to) = (results.cols, results.rows);
    let shape = match results.rank {
        0 => "the single point 0".to_owned(),
        1 => "a line segment".to_owned(),
        2 => "an ellipse with its inside".to_owned(),
        3 => "a solid ellipsoid".to_owned(),
        r => format!("an ellipsoid in {r} dimensions"),
    };
    let caveat = if results.is_flat_only_by_tolerance() {
        ", if what is thinner than the tolerance counts as flat"
    } else {
        ""
    };
    format!(
        "A takes the unit ball of {} to {shape} in {}{caveat}.",
        space(from),
        space(to)
    )
}

/// `ℝ³`.
pub fn space(dimension: usize) -> String {
    let digits: String = dimension
        .to_string()
        .chars()
        .filter_map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize))
        .collect();
    format!("ℝ{digits}")
}

/// Why there is no picture of the unit ball.
pub fn no_domain(results: &Results) -> String {
    format!(
        "x has {} numbers, and {} cannot be drawn. The sliders still move x; watch what its image does.",
        results.cols,
        space(results.cols)
    )
}

/// What the picture of the columns shows when ℝᵐ itself cannot be drawn.
pub fn image_window(results: &Results) -> Option<String> {
    if results.rows <= 3 {
        return None;
    }
    Some(match results.rank {
        0..=1 => {
            "The columns are drawn along u₁, the main direction of the column space.".to_owned()
        }
        2 => format!(
            "The columns live in {}, but all in one plane. This is that plane, with the axes u₁ and u₂.",
            space(results.rows)
        ),
        3 => format!(
            "The columns live in {}, but all in one three-dimensional part of it. This is that part, with the axes u₁, u₂, u₃.",
            space(results.rows)
        ),
        r => format!(
            "The columns span {r} dimensions. This is their shadow on the three main ones, u₁, u₂, u₃."
        ),
    })
}

/// The label on the tolerance line.
pub fn tolerance_label(results: &Results) -> String {
    format!("tolerance {}", short(results.tolerance, 3))
}

/// Where the point stands and where its image is.
pub fn point_sentence(results: &Results) -> String {
    let moved = results.x.iter().zip(&results.x_row).any(|(x, r)| x != r);
    let (x, image) = (list(&results.x), list(&results.image));
    if results.nullity == 0 {
        return format!(
            "x = ({x}), Ax = ({image}). The nullity is 0: no direction of x is lost, so there is nothing to move along."
        );
    }
    if !moved {
        return format!(
            "x = ({x}), Ax = ({image}). Move x along the null space: its image will stand still."
        );
    }
    let shift = results.image_shift;
    if shift == 0.0 {
        format!("x = ({x}) has moved along the null space. Ax = ({image}) has not moved at all.")
    } else {
        format!(
            "x = ({x}) has moved along the null space. Ax = ({image}) has moved by {}: {}.",
            short(shift, 2),
            if shift <= 4.0 * results.default_tolerance {
                "rounding"
            } else {
                "what the tolerance lets pass"
            }
        )
    }
}

/// Numbers of a vector, for the eye.
pub fn list(values: &[f64]) -> String {
    let number = |v: &f64| match v.is_finite() {
        true => readable(*v).text,
        false => "too large".to_owned(),
    };
    let numbers: Vec<String> = values.iter().map(number).collect();
    numbers.join(", ")
}

/// "What to notice".
pub fn notices(results: &Results) -> Vec<String> {
    let mut sentences = vec![rank_against_dimension(results)];
    sentences.extend(disagreement(results));
    sentences.push(rank_and_nullity(results));
    if results.counts_agree() {
        sentences.push(dependent_columns(results));
    }
    sentences.push(around_the_tolerance(results));
    sentences
}

fn rank_against_dimension(results: &Results) -> String {
    let (m, n, rank) = (results.rows, results.cols, results.rank);
    let most = m.min(n);
    let shape = format!(
        "A has {} of {}.",
        counted(n, "column"),
        counted(m, "number")
    );
    let room = if rank == most {
        format!("A {m} × {n} matrix cannot have a larger rank: A has full rank.")
    } else {
        format!("The shape alone would allow {most}: rank is not dimension.")
    };
    format!("{shape} Its rank is {rank}. {room}")
}

fn rank_and_nullity(results: &Results) -> String {
    let (rank, nullity, n) = (results.rank, results.nullity, results.cols);
    let sum = format!("Rank + nullity = {rank} + {nullity} = {n}, the number of columns.");
    match nullity {
        0 => format!("{sum} No direction of x is lost: Ax = 0 only for x = 0."),
        _ => format!(
            "{sum} Of the {} that x can move in, A keeps {rank} and loses {nullity}.",
            counted(n, "direction")
        ),
    }
}

fn dependent_columns(results: &Results) -> String {
    let repeated: Vec<String> = results
        .relations()
        .iter()
        .take(3)
        .map(|relation| column_sentence(results, relation.column))
        .collect();
    match results.relations().len() {
        0 => "No column is a combination of the columns before it: every column is a pivot column."
            .to_owned(),
        1 => format!("One column brings nothing new: {}.", repeated.join("")),
        k if k <= 3 => format!("{k} columns bring nothing new: {}.", enumerated(&repeated)),
        k => format!(
            "{k} columns bring nothing new, among them {}.",
            enumerated(&repeated)
        ),
    }
}

fn around_the_tolerance(results: &Results) -> String {
    let sigma = &results.svd.singular_values;
    let rank = results.rank;
    let named = |i: usize| {
        let value = sigma.get(i).copied().unwrap_or(0.0);
        format!("σ{} = {}", subscript(i + 1), short(value, 3))
    };
    if rank == 0 {
        return match results.largest_singular_value() == 0.0 {
            true => "Every singular value is 0, so no tolerance can make the rank larger than 0."
                .to_owned(),
            false => format!(
                "Even {} is not above the tolerance, so every direction counts as lost. Lower the tolerance.",
                named(0)
            ),
        };
    }
    if rank == sigma.len() {
        return format!(
            "Every singular value is above the tolerance. The rank falls when the tolerance reaches the smallest, {}.",
            named(rank - 1)
        );
    }
    format!(
        "{} is above the tolerance, {} counts as zero. Every tolerance between the two gives rank {rank}.",
        named(rank - 1),
        named(rank)
    )
}

/// Where row reduction and the SVD count differently: both counts, and why.
pub fn disagreement(results: &Results) -> Option<String> {
    let (pivots, rank) = (results.pivots().len(), results.rank);
    if pivots == rank || results.reduction.is_err() {
        return None;
    }
    let counts = format!(
        "Row reduction finds {}, but {} above the tolerance.",
        counted(pivots, "pivot"),
        match rank {
            0 => "no singular value is".to_owned(),
            1 => "1 singular value is".to_owned(),
            _ => format!("{rank} singular values are"),
        }
    );
    let reason = if pivots > rank {
        "Some columns are so close to combinations of the others that the difference is below the tolerance."
    } else {
        "Row reduction takes for 0 whatever may be only its own rounding, which grows from step to step; some directions that are smaller than that are still above the tolerance."
    };
    Some(format!("{counts} {reason} The rank shown is the SVD’s."))
}

/// What a screen reader says of the tolerance slider.
pub fn tolerance_value_text(results: &Results) -> String {
    format!(
        "tolerance {}, rank {} of at most {}",
        short(results.tolerance, 3),
        results.rank,
        results.rows.min(results.cols)
    )
}

/// `Inputs x in ℝ³`.
pub fn domain_title(results: &Results) -> String {
    format!("Inputs x in {}", space(results.cols))
}

/// What the red part of the picture of the inputs is.
pub fn domain_note(results: &Results) -> &'static str {
    match (results.nullity, results.rank) {
        (0, _) => "no direction is lost",
        (_, 0) => "all of it goes to 0",
        (1, _) => "red: the line that goes to 0",
        _ => "red: the plane that goes to 0",
    }
}

/// `Outputs Ax in ℝ²`.
pub fn image_title(results: &Results) -> String {
    format!("Outputs Ax in {}", space(results.rows))
}

/// What rounding to rank `r` would do.
pub fn rounding(results: &Results, r: usize) -> String {
    let error = results.svd.tail_norm(r);
    if error == 0.0 {
        return format!("A already has rank at most {r}: rounding changes nothing.");
    }
    format!(
        "This changes A by {} in the Frobenius norm, the root of the sum of the squared σ that are dropped.",
        short(error, 3)
    )
}

/// Dimension beside rank: what is counted, how many there are, and of how many.
pub fn counted_dimensions(results: &Results) -> Vec<(String, usize, usize)> {
    let (m, n, rank) = (results.rows, results.cols, results.rank);
    let most = m.min(n);
    let longest = m.max(n);
    vec![
        ("rows: numbers in a column".to_owned(), m, longest),
        ("columns: numbers in x".to_owned(), n, longest),
        (
            format!("largest rank a {m} × {n} matrix can have"),
            most,
            longest,
        ),
        ("rank".to_owned(), rank, longest),
    ]
}
