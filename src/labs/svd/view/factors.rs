//! U, Σ and Vᵀ with the kept part lit; the narrow place they make; σ² beside the eigenvalues of AᵀA.

use leptos::prelude::*;

use crate::data::number_format::{short, subscript};
use crate::labs::svd::figures::{self, blank};
use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::plot::{ColorMap, Role};
use crate::ui::heatmap::{Heatmap, HeatmapData, Kept};
use crate::ui::live::{derived, live, memo};
use crate::ui::session::Session;

use super::bottleneck::Bottleneck;
use super::compute::{Computation, Shown};

/// Rows of the table of σ² and λ.
const TABLE_ROWS: usize = 8;

#[component]
pub fn Factors(session: Session<State>, computation: Computation) -> impl IntoView {
    let rank = session.part(State::rank);
    let part = move |draw: fn(&Shown) -> HeatmapData| {
        memo(move |_| {
            computation
                .shown
                .with(|s| s.as_ref().map_or_else(blank, draw))
        })
    };
    let u = part(|s| HeatmapData::from_matrix(&s.d.svd.u, ColorMap::Diverging));
    let sigma = part(|s| figures::sigma_matrix(&s.d));
    let v_t = part(|s| HeatmapData::from_matrix(&s.d.svd.v_t, ColorMap::Diverging));
    let shape =
        |of: Memo<HeatmapData>| derived(move || of.with(|d| format!("{} × {}", d.rows, d.cols)));
    view! {
        <section class="grid" aria-label="The factors">
            <div class="card span-8">
                <h2>"The three factors"</h2>
                <div class="matrix-row factors">
                    <Heatmap id="u" caption="U" shape=shape(u) data=u role=Role::Left size=190.0 kept=derived(move || Kept::Columns(rank.get())) />
                    <Heatmap id="sigma" caption="Σ" shape=shape(sigma) data=sigma role=Role::Sigma size=190.0 kept=derived(move || Kept::Block(rank.get())) />
                    <Heatmap id="v-t" caption="Vᵀ" shape=shape(v_t) data=v_t role=Role::Right size=190.0 kept=derived(move || Kept::Rows(rank.get())) />
                </div>
                <p>{text::FACTORS}</p>
            </div>
            <div class="card span-4">
                <h2>"The narrow place"</h2>
                <Bottleneck session />
            </div>
            <div class="card span-12">
                <h2>"σ² are eigenvalues"</h2>
                <p>{text::GRAM}</p>
                <EigenvalueTable computation />
            </div>
        </section>
    }
}

#[component]
fn EigenvalueTable(computation: Computation) -> impl IntoView {
    let rows = memo(move |_| {
        computation.shown.with(|shown| {
            let Some(shown) = shown else {
                return Vec::new();
            };
            let sigma = &shown.d.svd.singular_values;
            let lambda = &shown.d.gram_eigenvalues;
            let pairs = sigma.iter().zip(lambda).take(TABLE_ROWS);
            pairs
                .map(|(s, l)| (short(s * s, 8), short(*l, 8)))
                .collect::<Vec<_>>()
        })
    });
    let table = move || {
        rows.with(|rows| {
            if rows.is_empty() {
                return view! { <p>"The squares of these entries leave the range of a double, or are still being computed."</p> }.into_any();
            }
            let heads = (1..=rows.len()).map(|i| view! { <th scope="col">{format!("i = {i}")}</th> }).collect_view();
            let squares = rows.iter().map(|(s, _)| view! { <td>{s.clone()}</td> }).collect_view();
            let eigenvalues = rows.iter().map(|(_, l)| view! { <td>{l.clone()}</td> }).collect_view();
            view! {
                <div class="table-scroll" tabindex="0" role="group" aria-label="Squared singular values and eigenvalues">
                    <table class="numbers">
                        <thead><tr><td></td>{heads}</tr></thead>
                        <tbody>
                            <tr><th scope="row" class="role-sigma">"σᵢ², from the SVD of A"</th>{squares}</tr>
                            <tr><th scope="row" class="role-delta">"λᵢ, from AᵀA"</th>{eigenvalues}</tr>
                        </tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    let more = move || {
        let p = computation
            .shown
            .with(|s| s.as_ref().map_or(0, |s| s.d.full_rank()));
        (p > TABLE_ROWS).then(|| {
            format!(
                "The first {TABLE_ROWS} of {p}; σ{} is the last.",
                subscript(p)
            )
        })
    };
    view! { {live(table)} <p>{live(more)}</p> }
}
