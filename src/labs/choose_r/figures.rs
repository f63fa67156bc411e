//! The lab's charts, from results to what is drawn.

mod shared;

pub use shared::*;

use crate::data::number_format::percent;
use crate::plot::{Axis, Chart, Kind, Mark, Role, Series};

use super::model::{Rule, Spectrum};
use super::real;
use super::trial_job::{Row, Tried};

/// What stands where nothing has been computed yet.
pub fn empty() -> Chart {
    Chart::new(Axis::linear(""), Axis::linear(""))
}

/// The singular values, the first r lit.
pub fn spectrum(spectrum: &Spectrum, rank: usize, log: bool) -> Chart {
    let axis = if log {
        Axis::log("σᵢ (log)")
    } else {
        Axis::linear("σᵢ")
    };
    let bars = Series::indexed("σᵢ of ΔW", Role::Sigma, Kind::Bars, &spectrum.sigma);
    Chart::new(Axis::linear("index i"), axis)
        .with_series(bars.with_lit(rank))
        .with_mark(Mark::vertical(
            rank as f64 + 0.5,
            format!("r = {rank}"),
            Role::Sigma,
        ))
}

/// What the first r terms keep by each of the three rules, and where each reaches the threshold.
pub fn kept(spectrum: &Spectrum, threshold: f64) -> Chart {
    let curve = |rule: Rule, name: &str, role, kind| {
        let kept = spectrum.kept(rule).iter().enumerate();
        let points = kept.map(|(r, kept)| (r as f64, *kept)).collect();
        Series::new(name, role, kind, points)
    };
    let rank = spectrum.rank_for(Rule::Energy, threshold);
    let mut chart = Chart::new(
        Axis::linear("rank r"),
        Axis::linear("share kept").with_range(0.0, 1.06),
    )
    .with_series(curve(Rule::Energy, "Σσ² (energy)", Role::Sigma, Kind::Line))
    .with_series(curve(Rule::Sum, "Σσ", Role::Muted, Kind::Dashed))
    .with_series(curve(
        Rule::Norm,
        "1 − relative error",
        Role::Muted,
        Kind::Dashed,
    ))
    .with_mark(Mark::horizontal(threshold, percent(threshold), Role::Sigma))
    .with_mark(Mark::point(
        rank as f64,
        spectrum.energy_at(rank),
        format!("r = {rank}"),
        Role::Sigma,
    ));
    for (rule, label) in [Rule::Sum, Rule::Norm]
        .into_iter()
        .zip(other_labels(spectrum, threshold))
    {
        let r = spectrum.rank_for(rule, threshold);
        let kept = spectrum.kept(rule).get(r).copied().unwrap_or(1.0);
        chart = chart.with_mark(Mark::point(r as f64, kept, label, Role::Muted));
    }
    chart
}

/// What stands at the points of the rules by Σσ and by the error; nothing where labels would cover each other.
fn other_labels(spectrum: &Spectrum, threshold: f64) -> [String; 2] {
    let [energy, sum, norm] = Rule::ALL.map(|rule| spectrum.rank_for(rule, threshold));
    let room = |a: usize, b: usize| a.abs_diff(b) as f64 > 0.16 * spectrum.full_rank() as f64;
    let label = |r: usize| match room(r, energy) {
        true => format!("r = {r}"),
        false => String::new(),
    };
    if room(sum, norm) || (sum == norm) {
        let second = if sum == norm {
            String::new()
        } else {
            label(norm)
        };
        return [label(sum), second];
    }
    match room(sum.min(norm), energy) {
        true => [
            String::new(),
            format!("r = {} and {}", sum.min(norm), sum.max(norm)),
        ],
        false => [String::new(), String::new()],
    }
}

/// 1, 2, 4, … up to `last`.
fn doublings(last: usize) -> Vec<f64> {
    let ranks = std::iter::successors(Some(1), |r| Some(2 * r));
    ranks.take_while(|r| *r <= last).map(|r| r as f64).collect()
}

fn means(name: &str, role: Role, kind: Kind, rows: &[Row], pick: fn(&Row) -> (f64, f64)) -> Series {
    let points = rows.iter().map(|row| (row.rank as f64, pick(row).0));
    let spread = rows.iter().map(|row| pick(row).1).collect();
    Series::new(name, role, kind, points.collect()).with_spread(spread)
}

/// Training and validation loss against r, with their standard errors, and what the rule picks.
pub fn trial(tried: &Tried) -> Chart {
    let last = tried.rows.last().map_or(1, |row| row.rank.max(2)) as f64;
    let chart = Chart::new(
        Axis::log("rank r")
            .with_range(0.9, last * 1.15)
            .with_ticks(doublings(64)),
        Axis::linear("loss, mean over the seeds"),
    )
    .with_series(means(
        "validation",
        Role::Error,
        Kind::Line,
        &tried.rows,
        |row| row.validation,
    ))
    .with_series(means(
        "training",
        Role::Delta,
        Kind::Dashed,
        &tried.rows,
        |row| row.training,
    ));
    if !tried.is_over() {
        return chart;
    }
    chart
        .with_mark(Mark::horizontal(
            tried.limit,
            "lowest + 1 s.e.",
            Role::Error,
        ))
        .with_mark(Mark::vertical(
            tried.smallest as f64,
            format!("rule: r = {}", tried.smallest),
            Role::Sigma,
        ))
}

/// The accuracies of the real run, with one standard error, in per cent.
pub fn accuracy() -> Chart {
    let seeds = real::LORA.iter().flat_map(|(rank, seeds)| {
        let seeds = seeds.iter().map(|accuracy| (*rank as f64, *accuracy));
        seeds.collect::<Vec<_>>()
    });
    let lora: Vec<(f64, f64)> = seeds.collect();
    let truncated = real::TRUNCATED.iter().filter(|(rank, _)| *rank > 0);
    let truncated: Vec<(f64, f64)> = truncated.map(|(r, a)| (*r as f64, *a)).collect();
    let series = |name: &str, role, kind, points: Vec<(f64, f64)>, whiskers: bool| {
        let spread = points.iter().map(|p| 100.0 * real::standard_error(p.1));
        let spread = spread.filter(|_| whiskers).collect();
        let points = points.iter().map(|(r, a)| (*r, 100.0 * a)).collect();
        Series::new(name, role, kind, points).with_spread(spread)
    };
    Chart::new(
        Axis::log("rank r")
            .with_range(0.85, 460.0)
            .with_ticks([doublings(128), vec![384.0]].concat()),
        Axis::linear("accuracy in %").with_range(68.0, 77.0),
    )
    .with_series(series(
        "LoRA, each seed",
        Role::Delta,
        Kind::Points,
        lora,
        true,
    ))
    .with_series(series(
        "full rank, then truncated",
        Role::Sigma,
        Kind::Dashed,
        truncated,
        false,
    ))
    .with_mark(Mark::horizontal(
        100.0 * real::FULL[0],
        "full fine-tuning",
        Role::Muted,
    ))
    .with_mark(Mark::horizontal(
        100.0 * real::PROBE,
        "only a new head",
        Role::Muted,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::choose_r::shared_job;
    use crate::labs::choose_r::state::State;
    use crate::plot::{Theme, svg::chart_svg};

    fn draws(chart: &Chart) {
        let svg = chart_svg(chart, &Theme::light(), "title", (640, 260));
        let svg = svg.unwrap();
        assert!(svg.contains("</svg>") && !svg.contains("NaN"));
        assert!(!chart.describe().contains("NaN"), "{}", chart.describe());
    }

    #[test]
    fn every_spectrum_can_be_drawn() {
        for sigma in [
            vec![],
            vec![0.0],
            vec![1.0],
            vec![1e300, 1e-300],
            vec![0.0, 0.0, 0.0],
            (1..900).map(|i| 1.0 / f64::from(i)).collect(),
        ] {
            let n = sigma.len();
            let found = Spectrum::new((n, n), sigma);
            for threshold in [0.0, 0.5, 0.95, 1.0] {
                let rank = found.rank_for(Rule::Energy, threshold);
                draws(&spectrum(&found, rank, false));
                draws(&spectrum(&found, rank, true));
                draws(&kept(&found, threshold));
            }
        }
    }

    #[test]
    fn the_trainings_can_be_drawn() {
        let trained = shared_job::tests::run(State::default().shared()).unwrap();
        for frame in &trained.frames {
            draws(&triplets(&trained, frame));
        }
        draws(&losses(&trained, 600));
        draws(&budget(&trained, 0));
        draws(&layer_spectra(&trained));
        draws(&accuracy());
    }

    #[test]
    fn an_oracle_without_error_is_not_drawn() {
        let shared = crate::labs::choose_r::state::Shared {
            budget: 96,
            ..State::default().shared()
        };
        let mut trained = shared_job::tests::run(shared).unwrap();
        trained.oracle.loss = 0.0;
        draws(&losses(&trained, 600));
    }
}
