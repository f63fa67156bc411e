//! The readouts and the charts.

use leptos::prelude::*;

use crate::data::number_format::{full, full_list, grouped, percent, short};
use crate::labs::svd::figures;
use crate::labs::svd::model::{AtRank, Decomposition};
use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::plot::{Axis, Chart, Role};
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::keys::KeySwitch;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout, Stat};
use crate::ui::session::Session;

use super::compute::Computation;

/// A reading made from the numbers at r; empty while they would not belong to the state.
fn reading(
    computation: Computation,
    read: impl Fn(&Decomposition, &AtRank) -> Reading + Send + Sync + 'static,
) -> Signal<Reading> {
    derived(move || {
        computation.shown.with(|shown| {
            computation.at.with(|at| match (shown, at) {
                (Some(shown), Some(at)) => read(&shown.d, at),
                _ => Reading::new("…", ""),
            })
        })
    })
}

fn number(value: f64) -> Reading {
    Reading::new(short(value, 5), full(value))
}

/// The cards with the large numbers.
#[component]
pub fn Stats(computation: Computation) -> impl IntoView {
    let energy = reading(computation, |_, at| {
        Reading::new(percent(at.energy), full(at.energy))
    });
    let relative = reading(computation, |_, at| {
        Reading::new(percent(at.error_rel), full(at.error_rel))
    });
    let frobenius = reading(computation, |_, at| number(at.error_fro));
    let direct = reading(computation, |_, at| number(at.error_direct));
    let spectral = reading(computation, |_, at| number(at.error_spectral));
    let stored = reading(computation, |_, at| {
        Reading::new(grouped(at.stored), at.stored.to_string())
    });
    let whole = reading(computation, |_, at| {
        Reading::new(grouped(at.stored_full), at.stored_full.to_string())
    });
    let rank = reading(computation, |d, _| {
        let rank = d.svd.numerical_rank().to_string();
        Reading::new(rank.clone(), rank)
    });
    let sigma = reading(computation, |d, _| {
        Reading::new(sigma_words(d), full_list(&d.svd.singular_values))
    });
    let clean = reading(computation, |_, at| match at.error_clean {
        Some(error) => number(error),
        None => Reading::new("—", ""),
    });
    let share = move || {
        computation.at.with(|at| {
            at.as_ref()
                .map_or(0.0, |at| at.stored as f64 / at.stored_full.max(1) as f64)
        })
    };
    view! {
        <section class="grid stats" aria-label="Numbers">
            <div class="card span-3 half-on-phone">
                <Stat label=view! { "Energy kept, Σσ² up to r" }.into_any() name="energy" value=energy role="role-sigma">
                    "of all " {live(move || computation.at.with(|_| computation.shown.with(|s| s.as_ref().map_or(0, |s| s.d.full_rank()))))} " terms; numerical rank of A: "
                    <b><Readout name="rank" value=rank /></b>
                </Stat>
            </div>
            <div class="card span-3 half-on-phone">
                <Stat label=view! { "Relative error ‖A − A" <sub>"r"</sub> "‖ / ‖A‖" }.into_any() name="error-rel" value=relative role="role-error">
                    "spectral norm of A − A" <sub>"r"</sub> ": " <b><Readout name="error-spectral" value=spectral /></b> " = σ" <sub>"r+1"</sub>
                </Stat>
            </div>
            <div class="card span-3 half-on-phone">
                <Stat label=view! { "Numbers stored, r(m + n + 1)" }.into_any() name="stored" value=stored role="role-delta">
                    "instead of mn = " <b><Readout name="stored-full" value=whole /></b> " · " <b>{live(move || percent(share()))}</b>
                    <span class="bar" aria-hidden="true"><i style:width=move || format!("{}%", (100.0 * share()).min(100.0)) class:over=move || { share() > 1.0 }></i></span>
                </Stat>
            </div>
            <div class="card span-3 half-on-phone">
                <Stat label=view! { "Error against the clean matrix" }.into_any() name="error-clean" value=clean role="role-delta">
                    "‖A" <sub>"clean"</sub> " − A" <sub>"r"</sub> "‖; there is one once noise is added"
                </Stat>
            </div>
            <div class="card span-12 eckart-young">
                <h2>"The Eckart–Young equality, both sides"</h2>
                <dl class="equality">
                    <dt>"‖A − A" <sub>"r"</sub> "‖, from the entries"</dt>
                    <dd class="role-error">{live(move || direct.get().shown)}</dd>
                    <dt>"√(σ²" <sub>"r+1"</sub> " + … + σ²" <sub>"p"</sub> "), from the spectrum"</dt>
                    <dd class="role-sigma"><Readout name="error-fro" value=frobenius /></dd>
                </dl>
                <div>
                    <p>{text::ECKART_YOUNG}</p>
                    <p class="sigma-list">"Singular values: " <Readout name="sigma" value=sigma /></p>
                </div>
            </div>
        </section>
    }
}

fn sigma_words(d: &Decomposition) -> String {
    const SHOWN: usize = 6;
    let values = &d.svd.singular_values;
    let mut words: Vec<String> = values.iter().take(SHOWN).map(|s| short(*s, 5)).collect();
    if values.len() > SHOWN {
        words.push(format!("… ({} in all)", values.len()));
    }
    words.join(", ")
}

fn empty_chart() -> Chart {
    Chart::new(Axis::linear(""), Axis::linear(""))
}

/// Spectrum, energy, error and storage.
#[component]
pub fn Charts(session: Session<State>, computation: Computation) -> impl IntoView {
    let log = session.part(|s| s.log);
    let chart = move |draw: fn(&Decomposition, &AtRank, bool) -> Chart| {
        memo(move |before: Option<&Chart>| {
            let log = log.get();
            let now = computation.shown.with(|shown| {
                computation
                    .at
                    .with(|at| Some(draw(&shown.as_ref()?.d, at.as_ref()?, log)))
            });
            now.or_else(|| before.cloned()).unwrap_or_else(empty_chart)
        })
    };
    let spectrum = chart(|d, at, log| figures::spectrum(d, at.rank, log));
    let energy = chart(|d, at, _| figures::energy(d, at.rank));
    let most = derived(move || {
        computation.shown.with(|shown| {
            let rank = shown
                .as_ref()
                .filter(|s| !s.preview)
                .map(|s| s.d.rank_for_most());
            rank.map_or_else(String::new, |rank| format!("95 % from r = {rank} on"))
        })
    });
    let error = chart(|d, at, _| figures::error_against_rank(d, at));
    let storage = chart(|d, at, _| figures::storage(d, at));
    view! {
        <section class="grid charts" aria-label="Charts">
            <div class="card span-6">
                <ChartFigure id="spectrum" title="Singular values" chart=spectrum role=Role::Sigma />
                <KeySwitch session key=row!(State, "scale") />
            </div>
            <div class="card span-6">
                <ChartFigure id="energy" title="Energy kept" note=most chart=energy role=Role::Sigma />
            </div>
            <div class="card span-6">
                <ChartFigure id="error" title="Error against r" chart=error role=Role::Error />
            </div>
            <div class="card span-6">
                <ChartFigure id="storage" title="Numbers stored" chart=storage role=Role::Delta />
            </div>
        </section>
    }
}
