//! r(d + k) against dk, for the layer on screen and for real models.

use leptos::prelude::*;

use crate::data::number_format::{grouped, percent, short};
use crate::labs::lora::counter::{CHOICES, Count, PAPER, count};
use crate::labs::lora::figures;
use crate::labs::lora::state::State;
use crate::labs::lora::text;
use crate::learn::lora::parameters::{MODELS, TrainingMemory, break_even_rank};
use crate::plot::Role;
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::icon::Icon;
use crate::ui::keys::{KeyChoice, KeySlider};
use crate::ui::live::{live, memo};

use super::compute::Lab;

#[component]
pub fn Counter(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let state = session.state();
    let chart = memo(move |_| state.with(figures::parameters));
    let choice = session.part(|s| (s.model, s.matrices, s.counter_rank));
    let counted = memo(move |_| {
        let (model, matrices, rank) = choice.get();
        count(model, matrices, rank)
    });
    view! {
        <section class="grid">
            <div class="card span-6">
                <h2>{text::COUNTER_CARD}</h2>
                <p>{text::COUNTER_WHY}</p>
                <ChartFigure id="parameters" title="Numbers trained against r" chart role=Role::Delta height=240.0 />
            </div>
            <div class="card span-6 settings">
                <h2>{text::COUNTER_MODELS}</h2>
                <div class="pair">
                    <KeyChoice session key=row!(State, "model") options=MODELS.iter().map(|model| model.name.to_owned()).collect() />
                    <KeyChoice session key=row!(State, "matrices") options=CHOICES.map(|choice| choice.name.to_owned()).to_vec() />
                </div>
                <KeySlider
                    session
                    key=row!(State, "model-r")
                    label=view! { <i>"r"</i> " in every matrix" }.into_any()
                    to=64.0
                    role="role-sigma"
                />
                {live(move || counted.with(results))}
            </div>
            <div class="card span-12">
                <h2>"The paper’s tables"</h2>
                <p>{text::PAPER_TABLES}</p>
                <PaperTable />
            </div>
        </section>
    }
}

fn results(count: &Count) -> AnyView {
    let shapes: Vec<String> = count
        .shapes
        .iter()
        .map(|(d, k)| {
            format!(
                "{} × {} (break-even r = {})",
                grouped(*d as usize),
                grouped(*k as usize),
                short(break_even_rank(*d, *k), 5)
            )
        })
        .collect();
    let share = |of: u64| percent(count.trained as f64 / of.max(1) as f64);
    let memory = |memory: &TrainingMemory| {
        format!(
            "{} (weights {}, gradients {}, Adam {})",
            bytes(memory.total()),
            bytes(memory.weights),
            bytes(memory.gradients),
            bytes(memory.optimizer)
        )
    };
    view! {
        <dl class="counted">
            <dt>"Trainable parameters"</dt>
            <dd class="role-delta"><b>{grouped(count.trained as usize)}</b></dd>
            <dt>"Share of the matrices adapted"</dt>
            <dd>{share(count.adapted)}</dd>
            <dt>"Share of all linear layers"</dt>
            <dd>{share(count.linear)}</dd>
            <dt>"Adapter, fp16 / fp32"</dt>
            <dd>{bytes(count.bytes[0])} " / " {bytes(count.bytes[1])}</dd>
            <dt>"Shapes, in each of " {count.model.layers} " layers"</dt>
            <dd>{shapes.join("; ")}</dd>
        </dl>
        <p class="hint">{text::MEMORY}</p>
        <dl class="counted">
            <dt>"LoRA"</dt>
            <dd>{memory(&count.memory[0])}</dd>
            <dt>"The same matrices in full"</dt>
            <dd>{memory(&count.memory[1])}</dd>
        </dl>
    }
    .into_any()
}

/// Bytes in units of a thousand.
fn bytes(count: u64) -> String {
    let size = count as f64;
    let (divisor, unit) = match size {
        s if s >= 1e12 => (1e12, "TB"),
        s if s >= 1e9 => (1e9, "GB"),
        s if s >= 1e6 => (1e6, "MB"),
        s if s >= 1e3 => (1e3, "kB"),
        _ => (1.0, "B"),
    };
    format!("{} {unit}", short(size / divisor, 4))
}

#[component]
fn PaperTable() -> impl IntoView {
    let rows = PAPER
        .iter()
        .map(|row| {
            let (icon, words) = if row.comes_out() {
                (Icon::Check, "comes out")
            } else {
                (Icon::Cross, "does not come out")
            };
            view! {
                <tr>
                    <th scope="row">{MODELS[row.model].name}</th>
                    <td>{row.setting}</td>
                    <td>{grouped(row.exact() as usize)}</td>
                    <td>{format!("{} M", row.printed)}</td>
                    <td class:wrong=!row.comes_out()>{icon.draw()} " " {words}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label="Counts of the LoRA paper">
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">"Model"</th>
                        <th scope="col">"Setting"</th>
                        <th scope="col">"Exact"</th>
                        <th scope="col">"Printed"</th>
                        <th scope="col">"Agree?"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
