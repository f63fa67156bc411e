//! The singular values with the tolerance as a line, and rounding to rank r.

use leptos::prelude::*;

use super::super::figures;
use super::super::model::{rounded_to_rank, rounded_tolerance};
use super::super::text::{self, sentences};
use super::Lab;
use crate::plot::Role;
use crate::ui::chart::{ChartFigure, DragAxis};
use crate::ui::live::{each, live};

#[component]
pub fn Spectrum(lab: Lab) -> impl IntoView {
    let chart = lab.read(figures::spectrum);
    let drag = Callback::new(move |tol: f64| {
        lab.session
            .update("tol", |s| s.tol = Some(rounded_tolerance(tol)));
    });
    view! {
        <section class="card span-7 spectrum-card">
            <ChartFigure
                id="spectrum"
                title=text::SPECTRUM_TITLE
                note=text::SPECTRUM_NOTE
                chart
                height=300.0
                role=Role::Sigma
                drag=(DragAxis::Y, drag)
            />
            <p class="figure-hint">{text::SPECTRUM_DEFINITION}</p>
            <Rounding lab />
        </section>
    }
}

/// "Round to a rank-r matrix".
#[component]
fn Rounding(lab: Lab) -> impl IntoView {
    let most = lab.read(|r| r.rows.min(r.cols));
    let target = lab.session.part(|s| s.r);
    let consequence = lab.read_with(|s, r| sentences::rounding(r, s.r));
    let choice = move |r: usize| {
        view! {
            <button
                type="button"
                class="button"
                aria-label=text::rank_choice(r)
                aria-pressed=move || (target.get() == r).to_string()
                on:click=move |_| lab.session.update("r", |s| s.r = r)
            >
                {r}
            </button>
        }
    };
    let rounded = lab.read_with(|s, r| rounded_to_rank(r, s.r));
    let apply = move |_| {
        if let Some(matrix) = rounded.get_untracked() {
            lab.session.update("round", |s| s.matrix = matrix);
        }
    };
    view! {
        <div class="rounding">
            <h3>{text::ROUND_TITLE}</h3>
            <div class="buttons" role="group" aria-label=text::ROUND_CHOICES>
                <span>"r ="</span>
                {each(move || most.get() + 1, move |r| choice(r).into_any())}
                <button type="button" class="button primary" disabled=move || rounded.get().is_none() on:click=apply>
                    {live(move || text::round_button(target.get()))}
                </button>
            </div>
            <p>{live(move || consequence.get())} " " {text::ROUND_DEFINITION}</p>
        </div>
    }
}
