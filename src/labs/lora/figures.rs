//! The lab's pictures and charts, from results to what is drawn.

use std::sync::Arc;

use crate::data::number_format::{percent, short};
use crate::linalg::Matrix;
use crate::linalg::low_rank::Truncation;
use crate::plot::{Axis, Chart, ColorMap, HeatmapData, Kind, Mark, Role, Series};

use super::model::{Counts, Known, Trained};
use super::scaling::{Comparison, Size};
use super::state::State;
use super::swap::Switched;

/// What stands where nothing has been computed yet.
pub fn blank() -> HeatmapData {
    blank_of(1, 1)
}

/// The same in the shape of what is to come, so that nothing on the page moves when it does.
pub fn blank_of(rows: usize, cols: usize) -> HeatmapData {
    HeatmapData {
        rows,
        cols,
        values: Arc::new(vec![0.0; rows * cols]),
        range: None,
        map: ColorMap::Diverging,
        unit: 1.0,
    }
}

/// Signed values row by row, in colours that reach to ±`most`.
fn signed(shape: (usize, usize), values: Vec<f32>, most: f32) -> HeatmapData {
    match HeatmapData::new(shape.0, shape.1, Arc::new(values), ColorMap::Diverging) {
        Ok(data) if most.is_finite() && most > 0.0 => data.with_range(-most, most),
        Ok(data) => data,
        Err(_) => blank(),
    }
}

fn most(values: &[f32]) -> f32 {
    values.iter().fold(0.0, |m, v| m.max(v.abs()))
}

/// What is frozen: W, less s·B₀A₀ where the start takes that out.
pub fn weight(known: &Known, trained: Option<&Trained>) -> HeatmapData {
    let mut frozen = known.w.clone();
    let offset = trained.map_or(&[][..], |trained| &trained.offset);
    for (entry, offset) in frozen.iter_mut().zip(offset) {
        *entry -= offset;
    }
    let reach = most(&frozen);
    signed(known.shape, frozen, reach)
}

/// ΔW*, or what s·BA should become where that is more than ΔW*.
pub fn wanted(known: &Known, trained: Option<&Trained>) -> HeatmapData {
    let values = target(known, trained);
    let reach = most(&values);
    signed(known.shape, values, reach)
}

fn target(known: &Known, trained: Option<&Trained>) -> Vec<f32> {
    match trained.map(|t| &t.offset) {
        Some(offset) if offset.len() == known.delta_w.len() => {
            let pairs = known.delta_w.iter().zip(offset);
            pairs.map(|(wanted, offset)| wanted + offset).collect()
        }
        _ => known.delta_w.clone(),
    }
}

/// s·BA and what it misses, both in the colours of what it should become, so that the error fades.
pub fn product_and_error(known: &Known, trained: &Trained) -> (HeatmapData, HeatmapData) {
    let target = target(known, Some(trained));
    let reach = most(&target);
    let missed = target.iter().zip(&trained.product).map(|(t, p)| t - p);
    (
        signed(known.shape, trained.product.clone(), reach),
        signed(known.shape, missed.collect(), reach),
    )
}

/// A factor, in colours of its own.
pub fn factor(matrix: &Matrix) -> HeatmapData {
    HeatmapData::from_matrix(matrix, ColorMap::Diverging)
}

/// The nearest matrix of this rank to ΔW*, in its colours.
pub fn best(truncation: &mut Truncation, known: &Known, rank: usize) -> HeatmapData {
    let shape = truncation.shape();
    let values = truncation.move_to(rank).to_vec();
    signed(shape, values, most(&known.delta_w))
}

/// The spectrum of ΔW*, the first r lit, beside that of s·BA.
pub fn spectrum(known: &Known, trained: &Trained, rank: usize) -> Chart {
    let sigma = &known.svd.singular_values;
    let shown = sigma.len().min(64).max(rank.min(sigma.len()));
    let wanted = Series::indexed("ΔW*", Role::Sigma, Kind::Bars, &sigma[..shown]).with_lit(rank);
    let learned = Series::indexed(
        "s·BA",
        Role::Delta,
        Kind::Points,
        &trained.singular_values[..trained.singular_values.len().min(shown)],
    );
    Chart::new(Axis::linear("index i"), Axis::linear("σᵢ"))
        .with_series(wanted)
        .with_series(learned)
        .with_mark(Mark::vertical(
            rank.min(shown) as f64 + 0.5,
            format!("kept: {} of Σσ²", percent(known.svd.energy(rank))),
            Role::Sigma,
        ))
}

/// The error at every r by truncated SVD, and where the training is.
pub fn error_against_rank(known: &Known, trained: &Trained) -> Chart {
    let p = known.svd.singular_values.len();
    let curve = (0..=p).map(|r| (r as f64, known.best_error(r))).collect();
    Chart::new(
        Axis::linear("rank r"),
        Axis::linear("relative error").with_range(0.0, trained.error.clamp(1.0, 1e6) * 1.08),
    )
    .with_series(Series::new(
        "truncated SVD (best)",
        Role::Muted,
        Kind::Dashed,
        curve,
    ))
    .with_mark(Mark::point(
        trained.method.rank.min(p) as f64,
        trained.error,
        format!("trained, r = {}", trained.method.rank),
        Role::Delta,
    ))
}

/// The loss step by step, above its floor.
pub fn loss(trained: &Trained) -> Chart {
    // A floor of zero has no place on a logarithmic axis; rounding would be drawn for mathematics.
    let least = 1e-14 * trained.first_loss;
    let points = trained.history.iter();
    let points = points
        .map(|(step, loss)| (*step, loss.max(least)))
        .collect();
    let chart = Chart::new(
        Axis::linear("step").with_range(0.0, (trained.steps as f64).max(10.0)),
        Axis::log("loss (log)"),
    )
    .with_series(Series::new("loss", Role::Delta, Kind::Line, points));
    if trained.limits.loss > least {
        chart.with_mark(Mark::horizontal(
            trained.limits.loss,
            format!("floor {}", short(trained.limits.loss, 3)),
            Role::Muted,
        ))
    } else {
        chart
    }
}

/// The angles between the learned directions of output and the best ones; empty where there is no single best subspace.
pub fn angles(trained: &Trained) -> Chart {
    let angles = trained.angles.as_deref().unwrap_or_default();
    Chart::new(
        Axis::linear("direction i"),
        Axis::linear("angle in degrees").with_range(0.0, 95.0),
    )
    .with_series(Series::indexed(
        "principal angle",
        Role::Right,
        Kind::Bars,
        angles,
    ))
}

/// r(d + k) against dk.
pub fn parameters(state: &State) -> Chart {
    let counts = Counts::of(state);
    let (d, k) = state.shape();
    let last = state.full_rank().max(state.rank());
    let points = (0..=last).map(|r| (r as f64, (r * (d + k)) as f64));
    Chart::new(
        Axis::linear("rank r"),
        Axis::linear("numbers that are trained"),
    )
    .with_series(Series::new(
        "r(d + k)",
        Role::Delta,
        Kind::Line,
        points.collect(),
    ))
    .with_mark(Mark::horizontal(
        counts.full as f64,
        "dk: ΔW itself",
        Role::Muted,
    ))
    .with_mark(Mark::vertical(
        counts.break_even,
        format!("break-even r = {}", short(counts.break_even, 4)),
        Role::Muted,
    ))
    .with_mark(Mark::point(
        state.rank() as f64,
        counts.lora as f64,
        format!("r = {}", state.rank()),
        Role::Sigma,
    ))
}

fn sizes(sizes: &[Size], pick: impl Fn(&Size) -> Option<f64>) -> Vec<(f64, f64)> {
    let points = sizes.iter();
    points
        .filter_map(|size| Some((size.rank as f64, pick(size)?)))
        .collect()
}

/// How far the first step goes towards ΔW*, or the size of the update after all steps, under both scalings.
pub fn update_size(comparison: &Comparison, first: bool) -> Chart {
    let pick = |size: &Size| if first { Some(size.first) } else { size.last };
    let label = if first {
        "⟨s·BA, ΔW*⟩ / ‖ΔW*‖ (log)"
    } else {
        "‖s·BA‖ (log)"
    };
    Chart::new(Axis::log("rank r"), Axis::log(label))
        .with_series(Series::new(
            "α/r",
            Role::Left,
            Kind::Line,
            sizes(&comparison.lora, pick),
        ))
        .with_series(Series::new(
            "α/√r",
            Role::Right,
            Kind::Dashed,
            sizes(&comparison.rslora, pick),
        ))
}

/// The three loss curves of the accident.
pub fn accident(comparison: &Comparison) -> Chart {
    let looks = [
        (Role::Delta, Kind::Line),
        (Role::Error, Kind::Line),
        (Role::Right, Kind::Dashed),
    ];
    let mut chart = Chart::new(Axis::linear("step"), Axis::log("loss (log)"));
    for (curve, (role, kind)) in comparison.accident.iter().zip(looks) {
        let points = curve.losses.iter().enumerate();
        let points = points.map(|(i, loss)| (i as f64, *loss)).collect();
        chart = chart.with_series(Series::new(curve.name.clone(), role, kind, points));
    }
    chart
}

/// The loss of each small task with the adapters that are on.
pub fn task_losses(switched: &Switched) -> Chart {
    Chart::new(Axis::linear("task"), Axis::linear("loss")).with_series(Series::indexed(
        "loss of the task",
        Role::Error,
        Kind::Bars,
        &switched.losses,
    ))
}
