//! Three adapters for one frozen W.

use leptos::prelude::*;

use crate::data::number_format::short;
use crate::labs::lora::figures::{self, blank, factor};
use crate::labs::lora::swap::{Bench, RANK, Switched, TASKS};
use crate::labs::lora::text;
use crate::plot::{Axis, Chart, Role};
use crate::ui::chart::ChartFigure;
use crate::ui::heatmap::Heatmap;
use crate::ui::live::{live, memo};

use super::compute::Lab;

#[component]
pub fn SwapCard(lab: Lab) -> impl IntoView {
    let Ok(bench) = Bench::new() else {
        return ().into_any();
    };
    let bench = StoredValue::new(bench);
    let on = lab.session.part(|s| s.adapters);
    let switched = move || bench.with_value(|bench| bench.switched(on.get()).ok());
    let picture = move |draw: fn(&Switched) -> crate::plot::HeatmapData| {
        memo(move |_| switched().map_or_else(blank, |switched| draw(&switched)))
    };
    let update = picture(|switched| factor(&switched.update));
    let sum = picture(|switched| factor(&switched.weight));
    let w = bench.with_value(|bench| factor(&bench.w));
    let losses = memo(move |_| {
        switched().map_or_else(
            || Chart::new(Axis::linear(""), Axis::linear("")),
            |switched| figures::task_losses(&switched),
        )
    });
    let words = move || {
        let count = on.get().iter().filter(|on| **on).count();
        let switched = switched()?;
        let losses: Vec<String> = switched
            .losses
            .iter()
            .map(|loss| short(if *loss < 1e-20 { 0.0 } else { *loss }, 3))
            .collect();
        Some(format!(
            "{} on: the update has rank {} (at most {RANK} for each), and the losses of tasks 1, 2 and 3 are {}.{}",
            match count {
                0 => "No adapter".to_owned(),
                1 => "One adapter".to_owned(),
                n => format!("{n} adapters"),
            },
            switched.rank,
            losses.join(", "),
            if count > 1 {
                " Adapters trained apart disturb each other where their inputs overlap."
            } else {
                ""
            },
        ))
    };
    let switches = (0..TASKS)
        .map(|i| {
            view! {
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || on.get()[i].to_string()
                    on:click=move |_| lab.change("adapters", |s| s.adapters[i] = !s.adapters[i])
                >
                    {format!("Adapter {}", i + 1)}
                </button>
            }
        })
        .collect_view();
    view! {
        <section class="card swap">
            <h2>{text::SWAP_CARD}</h2>
            <p>{text::SWAP_WHY}</p>
            <div class="buttons" role="group" aria-label="Adapters">{switches}</div>
            <div class="matrix-row">
                <Heatmap id="shared-w" caption="W" shape="12 × 10 · never changed" data=Signal::stored(w) role=Role::Frozen size=110.0 />
                <span class="op" aria-hidden="true">"+"</span>
                <Heatmap id="adapters-sum" caption="sum of the BA" shape="of the adapters that are on" data=update role=Role::Delta size=110.0 />
                <span class="op" aria-hidden="true">"="</span>
                <Heatmap id="switched-w" caption="W′" shape="what the layer does now" data=sum role=Role::Left size=110.0 />
            </div>
            <ChartFigure id="task-losses" title="Loss of each task" chart=losses role=Role::Error height=170.0 />
            <p role="status">{live(words)}</p>
        </section>
    }
    .into_any()
}
