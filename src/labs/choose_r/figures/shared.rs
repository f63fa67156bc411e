//! Charts of the layers that share one budget.

use crate::data::number_format::short;
use crate::labs::choose_r::shared_job::{Frame, Spent, Trained};
use crate::labs::choose_r::state::STEPS;
use crate::plot::{Axis, Chart, Kind, Mark, Role, Series};

/// Triplets per layer at a step, the methods side by side.
pub fn triplets(trained: &Trained, frame: &Frame) -> Chart {
    let of = |spent: &Spent| -> Vec<f64> { spent.ranks.iter().map(|r| *r as f64).collect() };
    let bars = |name: &str, role, spent: &Spent, slot| {
        Series::indexed(name, role, Kind::Bars, &of(spent)).with_slot(slot, 3)
    };
    let most = trained.start.0.max(trained.start.1);
    let most = most.max(trained.oracle.ranks.iter().copied().max().unwrap_or(0));
    Chart::new(
        Axis::linear("layer"),
        Axis::linear("triplets kept").with_range(0.0, most as f64 + 1.0),
    )
    .with_series(Series::indexed(
        "uniform",
        Role::Muted,
        Kind::Dashed,
        &of(&trained.uniform),
    ))
    .with_series(bars("AdaLoRA", Role::Delta, &frame.adalora, 0))
    .with_series(bars("pruned from a high r", Role::Ink, &frame.pruned, 1))
    .with_series(bars("oracle", Role::Sigma, &trained.oracle, 2))
}

/// The loss of both trainings step by step, above what full knowledge could reach.
pub fn losses(trained: &Trained, step: usize) -> Chart {
    // An oracle that misses nothing has no place on a logarithmic axis.
    let least = 1e-12 * trained.first_loss;
    let curve = |pick: fn(&Frame) -> &Spent| {
        let points = trained.frames.iter();
        points
            .map(|frame| (frame.step as f64, pick(frame).loss.max(least)))
            .collect()
    };
    let chart = Chart::new(
        Axis::linear("step").with_range(0.0, STEPS as f64),
        Axis::log("loss (log)"),
    )
    .with_series(Series::new(
        "AdaLoRA",
        Role::Delta,
        Kind::Line,
        curve(|f| &f.adalora),
    ))
    .with_series(Series::new(
        "pruned",
        Role::Ink,
        Kind::Dashed,
        curve(|f| &f.pruned),
    ))
    .with_mark(Mark::vertical(
        step as f64,
        format!("step {step}"),
        Role::Muted,
    ));
    let floors = [
        ("uniform", &trained.uniform, Role::Muted),
        ("oracle", &trained.oracle, Role::Sigma),
    ];
    let drawn = floors.into_iter().filter(|floor| floor.1.loss > least);
    drawn.fold(chart, |chart, (name, spent, role)| {
        let label = format!("{name} {}", short(spent.loss, 3));
        chart.with_mark(Mark::horizontal(spent.loss, label, role))
    })
}

/// The triplets that all layers have together, step by step.
pub fn budget(trained: &Trained, step: usize) -> Chart {
    let curve = |pick: fn(&Frame) -> &Spent| {
        let points = trained.frames.iter();
        points
            .map(|frame| (frame.step as f64, pick(frame).triplets() as f64))
            .collect()
    };
    let target = trained.shared.budget;
    Chart::new(
        Axis::linear("step").with_range(0.0, STEPS as f64),
        Axis::linear("triplets in all layers"),
    )
    .with_series(Series::new(
        "AdaLoRA",
        Role::Delta,
        Kind::Steps,
        curve(|f| &f.adalora),
    ))
    .with_series(Series::new(
        "pruned",
        Role::Ink,
        Kind::Dashed,
        curve(|f| &f.pruned),
    ))
    .with_mark(Mark::horizontal(
        target as f64,
        format!("budget {target}"),
        Role::Muted,
    ))
    .with_mark(Mark::vertical(
        step as f64,
        format!("step {step}"),
        Role::Muted,
    ))
}

/// The spectra of the layers that share the budget.
pub fn layer_spectra(trained: &Trained) -> Chart {
    let roles = [Role::Sigma, Role::Muted];
    let each = trained.spectra.iter().enumerate();
    each.fold(
        Chart::new(Axis::linear("index i"), Axis::log("σᵢ (log)")),
        |chart, (layer, sigma)| {
            let kind = if layer % 2 == 0 {
                Kind::Line
            } else {
                Kind::Dashed
            };
            let name = format!("{}", layer + 1);
            chart.with_series(Series::indexed(name, roles[layer % 2], kind, sigma))
        },
    )
}
