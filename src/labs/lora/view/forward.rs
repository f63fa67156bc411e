//! One x through the layer, with the adapter beside W and merged into it.

use leptos::prelude::*;

use crate::data::number_format::{full, grouped, short};
use crate::labs::lora::figures::blank;
use crate::labs::lora::model::Forward;
use crate::labs::lora::state::State;
use crate::labs::lora::text;
use crate::learn::lora::multiply_adds;
use crate::linalg::Matrix;
use crate::plot::{ColorMap, Role};
use crate::state::link::row;
use crate::ui::heatmap::{Heatmap, HeatmapData};
use crate::ui::keys::{KeyNumber, KeySlider};
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout};

use super::compute::Lab;
use super::numbers::of_training;

/// The longer side of a vector, CSS pixels.
const SIZE: f64 = 300.0;

fn strip(values: &[f64]) -> HeatmapData {
    if values.is_empty() {
        return blank();
    }
    HeatmapData::from_matrix(
        &Matrix::from_row_slice(1, values.len(), values),
        ColorMap::Diverging,
    )
}

#[component]
pub fn ForwardCard(lab: Lab) -> impl IntoView {
    let shown = move |pick: fn(&Forward) -> &[f64]| {
        memo(move |before: Option<&HeatmapData>| match lab.trained() {
            Some(trained) => strip(pick(&trained.forward)),
            None => before.cloned().unwrap_or_else(blank),
        })
    };
    let x = shown(|f| &f.x);
    let frozen = shown(|f| &f.frozen);
    let hidden = shown(|f| &f.hidden);
    let update = shown(|f| &f.update);
    let h = shown(|f| &f.h);
    let length =
        |of: Memo<HeatmapData>| derived(move || of.with(|d| format!("{} numbers", d.cols)));
    let gap = of_training(lab, |t| {
        Reading::new(short(t.forward.gap, 3), full(t.forward.gap))
    });
    view! {
        <section class="card forward">
            <h2>{text::FORWARD_CARD}</h2>
            <p>{text::FORWARD_WHY}</p>
            <ProbeControls lab />
            <div class="matrix-row">
                <Heatmap id="x" caption="x" shape=length(x) data=x role=Role::Frozen size=SIZE />
                <Heatmap id="wx" caption="Wx" shape=length(frozen) data=frozen role=Role::Frozen size=SIZE />
                <Heatmap id="ax" caption="Ax" shape=length(hidden) data=hidden role=Role::Right size=SIZE / 2.0 />
                <Heatmap id="bax" caption="s·B(Ax)" shape=length(update) data=update role=Role::Left size=SIZE />
                <Heatmap id="h" caption="h = Wx + s·B(Ax)" shape=length(h) data=h role=Role::Delta size=SIZE />
            </div>
            <p>
                "Merged and unmerged, in f64: max|h" <sub>"merged"</sub> " − h" <sub>"unmerged"</sub> "| / max|h| = "
                <b><Readout name="merge-gap" value=gap /></b>
            </p>
            <Arithmetics lab />
            <p>{text::MERGE_WHY}</p>
            <Costs lab />
        </section>
    }
}

/// Seed of x, and one entry of it set by hand.
#[component]
fn ProbeControls(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let value = derived(move || {
        let (index, value) = session.state().with(|s| (s.x_index, s.x_value));
        let drawn = || {
            let drawn = *lab.last_trained()?.forward.x.get(index.checked_sub(1)?)?;
            // Three decimals are enough to start from.
            Some((drawn * 1e3).round() / 1e3)
        };
        value.or_else(drawn).unwrap_or(0.0)
    });
    view! {
        <div class="pair">
            <KeyNumber session key=row!(State, "x-seed") />
            <KeyNumber session key=row!(State, "x-index") />
            <KeySlider session key=row!(State, "x-value") label="Its value".into_any() value from=-3.0 to=3.0 step=0.1 />
            <button type="button" class="button" on:click=move |_| lab.change("x-value", |s| s.x_value = None)>"As drawn"</button>
        </div>
    }
}

/// The gap in three arithmetics.
#[component]
fn Arithmetics(lab: Lab) -> impl IntoView {
    let rows = move || {
        let trained = lab.trained()?;
        let rounded = &trained.forward.rounded;
        if rounded.is_empty() {
            return None;
        }
        let rows = rounded
            .iter()
            .map(|r| {
                view! {
                    <tr>
                        <th scope="row">{r.name.clone()}</th>
                        <td>{short(r.gap, 3)}</td>
                        <td>{grouped(r.unchanged)}</td>
                    </tr>
                }
            })
            .collect_view();
        Some(rows)
    };
    let empty = move || {
        let waiting = lab.trained().is_none_or(|t| t.forward.rounded.is_empty());
        waiting.then(|| view! { <tr><td colspan="3">"measured when training pauses"</td></tr> })
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label="Gap between merged and unmerged">
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">"Arithmetic"</th>
                        <th scope="col">"Gap between merged and unmerged"</th>
                        <th scope="col">"Entries of W that the merge does not change though s·BA ≠ 0"</th>
                    </tr>
                </thead>
                <tbody>{live(rows)}{live(empty)}</tbody>
            </table>
        </div>
    }
}

/// Multiply-adds both ways.
#[component]
fn Costs(lab: Lab) -> impl IntoView {
    let words = lab.session.part(|s| {
        let (d, k) = s.shape();
        let r = s.rank();
        let costs = multiply_adds(d, k, r);
        format!(
            "Multiply-adds for one x: beside W, dk + r(d + k) = {}; merged, dk = {}, after dkr = {} once for the merge. Forming BA before each product would cost those every time: that is why B(Ax) is computed from right to left.",
            grouped(costs.unmerged as usize),
            grouped(costs.merged as usize),
            grouped(costs.merging as usize),
        )
    });
    view! { <p>{live(move || words.get())}</p> }
}
