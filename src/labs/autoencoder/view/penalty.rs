//! Why the columns differ, and what makes them agree.

use leptos::prelude::*;

use crate::data::number_format::{short, subscript};
use crate::labs::autoencoder::state::{Penalty, State};
use crate::labs::autoencoder::text;
use crate::learn::optimizer::OptimizerKind;
use crate::state::link::row;
use crate::ui::keys::{KeyNumber, KeySwitch};
use crate::ui::live::{derived, live};

use super::compute::Lab;

/// More directions than this are not listed.
const LISTED: usize = 8;

#[component]
pub fn PenaltyCard(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let kind = session.part(|s| match (s.lambda > 0.0, s.penalty) {
        (false, _) => 0,
        (true, Penalty::Equal) => 1,
        (true, Penalty::Unequal) => 2,
    });
    let linear = session.part(|s| s.is_linear());
    let set = move |which: usize| {
        // Small enough that every direction is still worth its weights.
        let suited = lab.known().map_or(0.01, |known| {
            let rank = session.state().with_untracked(|s| s.rank());
            let variance = known.variance(rank.saturating_sub(1));
            if variance > 0.0 {
                rounded(0.15 * variance)
            } else {
                0.01
            }
        });
        lab.change("penalty", |s| {
            s.penalty = if which == 2 {
                Penalty::Unequal
            } else {
                Penalty::Equal
            };
            if which == 0 {
                s.lambda = 0.0;
            } else if s.lambda == 0.0 {
                s.lambda = suited;
            }
        });
    };
    let button = move |which: usize, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                disabled=move || !linear.get()
                aria-pressed=move || (kind.get() == which).to_string()
                on:click=move |_| set(which)
            >
                {name}
            </button>
        }
    };
    view! {
        <section class="card settings">
            <h2>{text::PENALTY_CARD}</h2>
            <div class="buttons" role="group" aria-label="Penalty on the weights">
                {button(0, "no penalty")} {button(1, "the same λ for all")} {button(2, "a different λⱼ for each")}
            </div>
            <p>{live(move || text::PENALTY_WHY[kind.get().min(2)])}</p>
            <div class="pair">
                <KeyNumber session key=row!(State, "lambda") />
                <button type="button" class="button" on:click=move |_| lab.change("opt", |s| s.optimizer = OptimizerKind::GradientDescent)>
                    "Use gradient descent"
                </button>
            </div>
            <KeySwitch session key=row!(State, "tied") disabled=derived(move || !linear.get()) />
            <p class="hint">{text::TIED_WHY}</p>
            <Alignments lab />
        </section>
    }
}

/// Two significant digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}

/// The angles of columns and singular vectors to the principal axes.
#[component]
fn Alignments(lab: Lab) -> impl IntoView {
    let table = move || {
        let trained = lab.trained()?;
        let linear = trained.linear.as_ref()?;
        let found = &linear.alignment;
        let count = found.columns.len().min(LISTED);
        let head =
            (0..count).map(|i| view! { <th scope="col">{format!("u{}", subscript(i + 1))}</th> });
        let lengths: Vec<f64> = linear.decoder.column_iter().map(|c| c.norm()).collect();
        let cells = |angles: &[f64], lengths: &[f64]| {
            let angles = angles.iter().zip(lengths).take(count);
            angles
                .map(|(angle, length)| view! { <td>{text::angle_cell(*angle, *length)}</td> })
                .collect_view()
        };
        Some(view! {
            <div class="table-scroll" role="region" tabindex="0" aria-label="Angles to the principal axes">
                <table class="numbers">
                    <thead><tr><th scope="col">"angle to"</th>{head.collect_view()}</tr></thead>
                    <tbody>
                        <tr><th scope="row">"column of W_d"</th>{cells(&found.columns, &lengths)}</tr>
                        <tr><th scope="row">"left singular vector"</th>{cells(&found.singular_vectors, &found.singular_values)}</tr>
                    </tbody>
                </table>
            </div>
            <p class="hint">
                {format!(
                    "‖W_e − W_dᵀ‖/‖W_d‖ = {}. Singular values of W_d: {}.",
                    short(linear.untied, 2),
                    found.singular_values.iter().take(LISTED).map(|s| short(*s, 3)).collect::<Vec<_>>().join(", "),
                )}
            </p>
        })
    };
    view! { {live(table)} }
}
