//! The lab's charts, pictures and geometry, from results to what is drawn.

use std::sync::Arc;

use crate::data::number_format::{percent, short, subscript};
use crate::linalg::Matrix;
use crate::linalg::basis::completed;
use crate::plot::scene::{LinearMap, linear_map, mapped, unit_circle, unit_disc, unit_sphere};
use crate::plot::{Axis, Chart, ColorMap, HeatmapData, Item, Kind, Mark, Role, Scene, Series};

use super::model::{AtRank, Decomposition, MOST};
use super::state::LAST_STAGE;

/// Grey levels of error that are drawn in full colour; fixed, so that the error fades as r grows.
const GREY_ERROR: f32 = 96.0;

/// How a matrix is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Grey levels of a picture.
    Picture,
    /// Signed entries.
    Matrix,
}

/// `values` (row by row) plus `mean`, drawn as A is: a picture in grey, a matrix in blue and orange.
pub fn like_a(
    shape: (usize, usize),
    values: &[f32],
    mean: f64,
    look: Look,
    a_max: f64,
) -> Option<HeatmapData> {
    let mean = mean as f32;
    match look {
        Look::Picture => {
            let values = values.iter().map(|v| v + mean).collect();
            HeatmapData::new(shape.0, shape.1, Arc::new(values), ColorMap::Grey).ok()
        }
        Look::Matrix => {
            let data = HeatmapData::new(
                shape.0,
                shape.1,
                Arc::new(values.to_vec()),
                ColorMap::Diverging,
            )
            .ok()?;
            Some(data.with_range(-a_max as f32, a_max as f32))
        }
    }
}

/// A − A_r; the colours keep their meaning as r grows.
pub fn residual(
    shape: (usize, usize),
    a: &[f32],
    a_r: &[f32],
    look: Look,
    a_max: f64,
) -> Option<HeatmapData> {
    let values = a.iter().zip(a_r).map(|(a, b)| a - b).collect();
    let data = HeatmapData::new(shape.0, shape.1, Arc::new(values), ColorMap::Diverging).ok()?;
    let most = match look {
        Look::Picture => GREY_ERROR,
        Look::Matrix => a_max as f32,
    };
    Some(data.with_range(-most, most))
}

/// [`like_a`] for a matrix of doubles: typed entries may be beyond the range of f32.
pub fn small_like(matrix: &Matrix, mean: f64, look: Look, a_max: f64) -> HeatmapData {
    match look {
        Look::Picture => HeatmapData::from_matrix(&matrix.add_scalar(mean), ColorMap::Grey),
        Look::Matrix => on_scale(HeatmapData::from_matrix(matrix, ColorMap::Diverging), a_max),
    }
}

/// [`residual`] for a matrix of doubles. What is only rounding is drawn and written as 0.
pub fn small_residual(missing: &Matrix, look: Look, a_max: f64) -> HeatmapData {
    let rounding = 4.0 * missing.nrows().max(missing.ncols()) as f64 * f64::EPSILON * a_max;
    let missing = missing.map(|x| if x.abs() <= rounding { 0.0 } else { x });
    let most = match look {
        Look::Picture => f64::from(GREY_ERROR),
        Look::Matrix => a_max,
    };
    on_scale(
        HeatmapData::from_matrix(&missing, ColorMap::Diverging),
        most,
    )
}

fn on_scale(data: HeatmapData, most: f64) -> HeatmapData {
    let most = (most / data.unit) as f32;
    if most.is_finite() && most > 0.0 {
        data.with_range(-most, most)
    } else {
        data
    }
}

/// What stands where nothing has been computed yet.
pub fn blank() -> HeatmapData {
    HeatmapData {
        rows: 1,
        cols: 1,
        values: Arc::new(vec![0.0]),
        range: None,
        map: ColorMap::Diverging,
        unit: 1.0,
    }
}

/// The term σᵢuᵢvᵢᵀ, `index` from 0; zero beyond the last.
pub fn term(d: &Decomposition, index: usize) -> HeatmapData {
    let (m, n) = d.shape();
    let index = index.min(d.full_rank());
    let zero = index == d.full_rank();
    let sigma = d.svd.singular_values.get(index).copied().unwrap_or(0.0);
    if m * n <= super::model::SMALL {
        return HeatmapData::from_matrix(&d.svd.term(index), ColorMap::Diverging);
    }
    let v: Vec<f32> = (0..n)
        .map(|j| {
            if zero {
                0.0
            } else {
                d.svd.v_t[(index, j)] as f32
            }
        })
        .collect();
    let mut values = Vec::with_capacity(m * n);
    for i in 0..m {
        let u = if zero {
            0.0
        } else {
            (sigma * d.svd.u[(i, index)]) as f32
        };
        values.extend(v.iter().map(|v| u * v));
    }
    HeatmapData {
        rows: m,
        cols: n,
        values: Arc::new(values),
        range: None,
        map: ColorMap::Diverging,
        unit: 1.0,
    }
}

/// Σ as a matrix, p×p.
pub fn sigma_matrix(d: &Decomposition) -> HeatmapData {
    let p = d.full_rank();
    let mut sigma = Matrix::zeros(p, p);
    for (i, value) in d.svd.singular_values.iter().enumerate() {
        sigma[(i, i)] = *value;
    }
    HeatmapData::from_matrix(&sigma, ColorMap::Magnitude)
}

/// The singular values, the kept ones lit.
pub fn spectrum(d: &Decomposition, rank: usize, log: bool) -> Chart {
    let y = if log {
        Axis::log("σᵢ (log)")
    } else {
        Axis::linear("σᵢ")
    };
    let chart = Chart::new(Axis::linear("index i"), y).with_series(
        Series::indexed(
            "singular values",
            Role::Sigma,
            Kind::Bars,
            &d.svd.singular_values,
        )
        .with_lit(rank),
    );
    match d.hard_threshold().filter(|cut| cut.known) {
        Some(cut) => chart.with_mark(Mark::horizontal(cut.tau, "Gavish–Donoho cut", Role::Muted)),
        None => chart,
    }
}

/// The share of Σσ² that r terms keep, with the 95 % line.
pub fn energy(d: &Decomposition, rank: usize) -> Chart {
    let points = (0..=d.full_rank())
        .map(|r| (r as f64, d.svd.energy(r)))
        .collect();
    let kept = d.svd.energy(rank);
    Chart::new(
        Axis::linear("rank r"),
        Axis::linear("share of Σσ²").with_range(0.0, 1.0),
    )
    .with_series(Series::new("energy kept", Role::Sigma, Kind::Steps, points))
    .with_mark(Mark::horizontal(MOST, "95 %", Role::Muted))
    .with_mark(Mark::point(
        rank as f64,
        kept,
        format!("r = {rank}: {}", percent(kept)),
        Role::Sigma,
    ))
}

/// The error at every r: against A, and against the clean matrix where noise was added.
pub fn error_against_rank(d: &Decomposition, at: &AtRank) -> Chart {
    let tail = (0..=d.full_rank())
        .map(|r| (r as f64, d.svd.tail_norm(r)))
        .collect();
    let chart = Chart::new(Axis::linear("rank r"), Axis::linear("Frobenius norm"))
        .with_series(Series::new("‖A − Aᵣ‖", Role::Error, Kind::Line, tail));
    if d.clean_errors.is_empty() {
        let label = format!("r = {}", at.rank);
        return chart.with_mark(Mark::point(
            at.rank as f64,
            at.error_fro,
            label,
            Role::Error,
        ));
    }
    let clean = d
        .clean_errors
        .iter()
        .enumerate()
        .map(|(r, e)| (r as f64, *e))
        .collect();
    let mut chart = chart.with_series(Series::new(
        "‖clean − Aᵣ‖",
        Role::Delta,
        Kind::Dashed,
        clean,
    ));
    if let Some(best) = d.best_rank_for_clean() {
        let error = d.clean_errors.get(best).copied().unwrap_or(0.0);
        chart = chart.with_mark(Mark::point(
            best as f64,
            error,
            format!("smallest at r = {best}"),
            Role::Delta,
        ));
    }
    if let Some(cut) = d.hard_threshold() {
        chart = chart.with_mark(Mark::vertical(
            cut.rank as f64,
            format!("Gavish–Donoho: r = {}", cut.rank),
            Role::Muted,
        ));
    }
    chart
}

/// Numbers stored against r, with the break-even.
pub fn storage(d: &Decomposition, at: &AtRank) -> Chart {
    let (m, n) = d.shape();
    let per_term = (m + n + 1) as f64;
    let points = (0..=d.full_rank())
        .map(|r| (r as f64, r as f64 * per_term))
        .collect();
    Chart::new(Axis::linear("rank r"), Axis::linear("numbers stored"))
        .with_series(Series::new("r(m + n + 1)", Role::Delta, Kind::Line, points))
        .with_mark(Mark::horizontal(
            (m * n) as f64,
            "mn: A itself",
            Role::Muted,
        ))
        .with_mark(Mark::vertical(
            d.break_even(),
            format!("break-even r = {}", short(d.break_even(), 4)),
            Role::Muted,
        ))
        .with_mark(Mark::point(
            at.rank as f64,
            at.stored as f64,
            format!("r = {}", at.rank),
            Role::Delta,
        ))
}

/// The maps of the geometry: identity, Vᵀ, Σ_rVᵀ, UΣ_rVᵀ. `None` beyond three dimensions.
struct Maps {
    to_axes: LinearMap,
    stretch: LinearMap,
    back: LinearMap,
}

fn maps(d: &Decomposition, rank: usize) -> Option<Maps> {
    let (m, n) = d.shape();
    if m > 3 || n > 3 {
        return None;
    }
    let v = completed(&d.svd.v_t.transpose());
    let u = completed(&d.svd.u);
    let mut sigma = Matrix::zeros(m, n);
    for (i, value) in d.svd.singular_values.iter().take(rank).enumerate() {
        sigma[(i, i)] = *value;
    }
    Some(Maps {
        to_axes: linear_map(&v.transpose())?,
        stretch: linear_map(&sigma)?,
        back: linear_map(&u)?,
    })
}

/// The unit circle or sphere after `stage` of the three steps, with the singular vectors on it.
/// `None` beyond three dimensions.
pub fn geometry(d: &Decomposition, rank: usize, stage: usize) -> Option<Scene> {
    let maps = maps(d, rank)?;
    let (m, n) = d.shape();
    let dims = if m.max(n) == 3 { 3 } else { 2 };
    let stage = stage.min(LAST_STAGE);
    let role = [Role::Muted, Role::Right, Role::Sigma, Role::Left][stage];
    let name = ["unit circle", "after Vᵀ", "after Σ", "after U"][stage];
    let mut items = if n == 3 {
        unit_sphere(name, role)
    } else if n == 2 {
        vec![unit_disc(role, 0.12), unit_circle(name, role)]
    } else {
        vec![Item::curve(
            name,
            vec![[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
            role,
        )]
    };
    let label = |i: usize| {
        let i = subscript(i + 1);
        [
            format!("v{i}"),
            format!("e{i}"),
            format!("σ{i}e{i}"),
            format!("σ{i}u{i}"),
        ][stage]
            .clone()
    };
    for i in 0..m.min(n) {
        // Row i of Vᵀ is vᵢ.
        let arrow = Item::vector(
            maps.to_axes[i],
            role,
            if stage >= 2 && i >= rank {
                String::new()
            } else {
                label(i)
            },
        );
        items.push(arrow);
    }
    for map in [&maps.to_axes, &maps.stretch, &maps.back]
        .into_iter()
        .take(stage)
    {
        items = mapped(&items, map);
    }
    let reach = d
        .svd
        .singular_values
        .first()
        .copied()
        .unwrap_or(0.0)
        .max(1.0);
    Some(Scene::new(dims).with_all(items).with_extent(reach * 1.25))
}
