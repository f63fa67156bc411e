//! Equation, rank slider, source, noise and centring.

use std::time::Duration;

use leptos::prelude::*;

use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::state::link::row;
use crate::ui::equation::{Equation, operator, shaped, space, sub_and_raised, subscripted, symbol};
use crate::ui::icon::Icon;
use crate::ui::keys::{KeySlider, KeySwitch, Seed};
use crate::ui::live::{derived, live};
use crate::ui::session::Session;
use crate::ui::sight::is_seen;

use super::compute::Computation;
use super::source::Source;

/// Steps of one run of the play button, at most; a large matrix is played in strides.
const PLAY_STEPS: usize = 80;
const PLAY_EVERY: Duration = Duration::from_millis(140);

/// A ≈ A_r = U_r Σ_r V_rᵀ with the reader's shapes.
pub fn equation(session: Session<State>) -> impl IntoView {
    let shape = session.part(State::shape);
    let rank = session.part(State::rank);
    let markup = derived(move || {
        let ((m, n), r) = (shape.get(), rank.get());
        let index = symbol("r", "role-sigma");
        [
            shaped(&symbol("A", "role-frozen"), m, n),
            operator("≈"),
            subscripted(&symbol("A", "role-delta"), &index),
            operator("="),
            shaped(&subscripted(&symbol("U", "role-left"), &index), m, r),
            space(),
            shaped(&subscripted(&symbol("Σ", "role-sigma"), &index), r, r),
            space(),
            shaped(
                &sub_and_raised(
                    &symbol("V", "role-right"),
                    &index,
                    "<mi mathvariant=\"normal\">T</mi>",
                ),
                r,
                n,
            ),
        ]
        .concat()
    });
    view! { <Equation markup text=text::EQUATION.to_owned() /> }
}

/// The card with everything the reader can set.
#[component]
pub fn Controls(session: Session<State>, computation: Computation) -> impl IntoView {
    let rank = session.part(State::rank);
    let full = session.part(State::full_rank);
    let is_matrix = session.part(|s| s.matrix.is_some());
    view! {
        <section class="card controls" data-controls="" aria-label="Controls">
            <div class="controls-rank">
                <KeySlider
                    session
                    key=row!(State, "r")
                    label=view! { "Rank " <i>"r"</i> }.into_any()
                    main=true
                    role="role-sigma"
                    value_text=derived(move || format!("{} of {} terms", rank.get(), full.get()))
                />
                <Play session />
            </div>
            <Source session computation />
            <div class="controls-noise">
                <KeySlider
                    session
                    key=row!(State, "noise")
                    to=derived(move || if is_matrix.get() { 5.0 } else { 100.0 })
                    step=derived(move || if is_matrix.get() { 0.05 } else { 1.0 })
                    role="role-error"
                />
                <div class="seed">
                    <Seed session key=row!(State, "seed") />
                </div>
                <KeySwitch session key=row!(State, "centre") />
                <details class="why">
                    <summary>"Why?"</summary>
                    <p>{text::CENTRE_WHY}</p>
                    <p>{text::NOISE_WHY}</p>
                </details>
            </div>
        </section>
    }
}

/// Plays r from 0 to the last term.
#[component]
fn Play(session: Session<State>) -> impl IntoView {
    let running = RwSignal::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(handle) = running.get_untracked() {
            handle.clear();
            running.set(None);
        }
    };
    on_cleanup(move || {
        if let Some(Some(handle)) = running.try_get_untracked() {
            handle.clear();
        }
    });
    let tick = move || {
        let state = session.state();
        let (rank, full) = state.with_untracked(|s| (s.rank(), s.full_rank()));
        if rank >= full {
            stop();
        } else if is_seen() {
            let stride = full.div_ceil(PLAY_STEPS);
            session.update("play", |s| s.rank = Some((rank + stride).min(full)));
        }
    };
    let toggle = move |_| {
        if running.get_untracked().is_some() {
            stop();
            return;
        }
        if session
            .state()
            .with_untracked(|s| s.rank() >= s.full_rank())
        {
            session.update("play", |s| s.rank = Some(0));
        }
        if let Ok(handle) = set_interval_with_handle(tick, PLAY_EVERY) {
            running.set(Some(handle));
        }
    };
    view! {
        <button type="button" class="button primary" on:click=toggle>
            {live(move || Icon::for_run(running.get().is_some()).draw())}
            {live(move || if running.get().is_some() { "Pause" } else { "Play" })}
        </button>
    }
}
