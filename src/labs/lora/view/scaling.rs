//! α/r against α/√r, and the common accident.

use leptos::prelude::*;

use crate::data::number_format::short;
use crate::labs::lora::figures;
use crate::labs::lora::scaling::{Comparison, SIDES, STEPS};
use crate::labs::lora::text;
use crate::plot::{Axis, Chart, Role};
use crate::ui::chart::ChartFigure;
use crate::ui::live::{live, memo};

use super::compute::Lab;

#[component]
pub fn ScalingCards(lab: Lab) -> impl IntoView {
    let chart = move |draw: fn(&Comparison) -> Chart| {
        memo(move |_| match lab.comparison.get() {
            Some(comparison) => draw(&comparison),
            None => Chart::new(Axis::linear(""), Axis::linear("")),
        })
    };
    let first = chart(|comparison| figures::update_size(comparison, true));
    let last = chart(|comparison| figures::update_size(comparison, false));
    let accident = chart(figures::accident);
    let settings = move || match lab.comparison.get() {
        Some(comparison) => format!(
            "Measured here: {} × {}, σᵢ = 1/i, α = {}, learning rate {}, {STEPS} steps, seed {}.",
            SIDES.0,
            SIDES.1,
            short(comparison.order.alpha, 4),
            short(comparison.learning_rate, 4),
            comparison.order.seed,
        ),
        None if lab.scaling.problem.with(Option::is_some) => String::new(),
        None => text::COMPUTING.to_owned(),
    };
    let diverged = move || {
        let comparison = lab.comparison.get()?;
        let rows = [("α/r", &comparison.lora), ("α/√r", &comparison.rslora)];
        let lost: Vec<String> = rows
            .iter()
            .flat_map(|(name, sizes)| {
                let lost = sizes.iter().filter(|size| size.last.is_none());
                lost.map(move |size| format!("r = {} under {name}", size.rank))
            })
            .collect();
        (!lost.is_empty()).then(|| {
            format!(
                "Training diverged at {}: s is too large there for this learning rate.",
                lost.join(", ")
            )
        })
    };
    view! {
        <section class="card" id="scaling">
            <h2>{text::SCALING_CARD}</h2>
            <p>{text::SCALING_WHY} " " {text::SCALING_LATER}</p>
            <p class="hint">{live(settings)}</p>
            <p class="hint">{live(diverged)}</p>
            <p class="problem" role="alert">{live(move || lab.scaling.problem.get())}</p>
            <div class="grid">
                <div class="span-4">
                    <ChartFigure id="first-update" title="First step towards ΔW*" chart=first role=Role::Delta height=220.0 />
                </div>
                <div class="span-4">
                    <ChartFigure id="last-update" title=format!("Update after {STEPS} steps") chart=last role=Role::Delta height=220.0 />
                </div>
                <div class="span-4">
                    <ChartFigure id="accident" title="The common accident" chart=accident role=Role::Error height=220.0 />
                </div>
            </div>
            <p>{text::ACCIDENT}</p>
        </section>
    }
}
