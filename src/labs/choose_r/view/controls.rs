//! Equation, threshold, and whose spectrum is read.

use leptos::prelude::*;

use crate::data::number_format::{percent, short};
use crate::labs::choose_r::model::Rule;
use crate::labs::choose_r::real::matrix_name;
use crate::labs::choose_r::state::{Source, State};
use crate::labs::choose_r::text;
use crate::state::link::row;
use crate::ui::equation::{Equation, fraction, number, operator, symbol};
use crate::ui::fields::Choice;
use crate::ui::keys::{KeySlider, Seed};
use crate::ui::live::{derived, live};
use crate::ui::work::Working;

use super::compute::{Lab, Shown};
use super::files::OwnMatrices;

/// Σ_{i≤r} σᵢ² / Σσᵢ² ≥ t, with the numbers on screen.
pub fn equation(lab: Lab) -> impl IntoView {
    let threshold = lab.session.part(|s| s.threshold);
    let markup = derived(move || {
        let t = threshold.get();
        let (rank, full, kept) = match lab.shown.get() {
            Some(Shown { spectrum, .. }) => {
                let rank = spectrum.rank_for(Rule::Energy, t);
                let kept = short(100.0 * spectrum.energy_at(rank), 4);
                (
                    number(&rank.to_string()),
                    number(&spectrum.full_rank().to_string()),
                    kept,
                )
            }
            None => (waiting("r"), waiting("p"), "…".to_owned()),
        };
        let sum = |upper: &str, role: &str| {
            format!(
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mrow class=\"{role}\">{upper}</mrow></munderover><msubsup>{}<mi>i</mi><mn>2</mn></msubsup>",
                symbol("σ", "role-sigma")
            )
        };
        [
            fraction(&sum(&rank, "role-sigma"), &sum(&full, "")),
            operator("="),
            number(&format!("{kept} %")),
            operator("≥"),
            number(&percent(t)),
        ]
        .concat()
    });
    view! { <Equation markup text=text::EQUATION.to_owned() /> }
}

/// What stands for a number until it is known, as tall as its digits: the equation must not grow when they come.
fn waiting(letter: &str) -> String {
    format!(
        "{}<mpadded width=\"0\"><mphantom><mn>0</mn></mphantom></mpadded>",
        symbol(letter, "")
    )
}

/// The card with the main slider.
#[component]
pub fn Controls(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let threshold = session.part(|s| s.threshold);
    let spoken = derived(move || match lab.spectrum() {
        Some(s) => {
            let t = threshold.get();
            format!(
                "{} of the energy, r = {}",
                percent(t),
                s.rank_for(Rule::Energy, t)
            )
        }
        None => percent(threshold.get()),
    });
    view! {
        <section class="card controls" data-controls="" aria-label="Controls">
            <div class="threshold">
            <KeySlider
                session
                key=row!(State, "threshold")
                label=view! { "Energy to keep, " <i>"t"</i> }.into_any()
                step=0.005
                main=true
                role="role-sigma"
                value_text=spoken
            />
                <QuickThresholds lab />
            </div>
            <SourceChoice lab />
            <SourceSettings lab />
        </section>
    }
}

/// The thresholds that are asked for most, and the r that comes of the present one.
#[component]
fn QuickThresholds(lab: Lab) -> impl IntoView {
    let threshold = lab.session.part(|s| s.threshold);
    let button = move |t: f64| {
        let set = move |_| lab.change("threshold-quick", |s| s.threshold = t);
        view! {
            <button type="button" class="button" aria-pressed=move || (threshold.get() == t).to_string() on:click=set>
                {percent(t)}
            </button>
        }
    };
    let result = move || match lab.shown.get() {
        Some(Shown { spectrum: s, .. }) => format!(
            "r = {} of {}",
            s.rank_for(Rule::Energy, threshold.get()),
            s.full_rank()
        ),
        None => "r = …".to_owned(),
    };
    view! {
        <div class="buttons">
            {[0.9, 0.95, 0.99, 1.0].map(button).into_iter().collect_view()}
            <b class="role-sigma result">{live(result)}</b>
        </div>
    }
}

/// Synthetic, real, or the reader's own.
#[component]
fn SourceChoice(lab: Lab) -> impl IntoView {
    let key = row!(State, "update");
    let choose = move |index: usize| {
        lab.retry();
        lab.change("update", |s| key.choose(s, index));
    };
    view! {
        <div class="source">
            <Choice
                label=key.label
                options=text::SOURCES.map(str::to_owned).to_vec()
                selected=lab.session.part(move |s| key.chosen(s))
                otherwise=text::OWN
                on_choose=Callback::new(choose)
            />
            <OwnMatrices lab />
        </div>
    }
}

/// What belongs to the chosen update.
#[component]
fn SourceSettings(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let shown = session.part(|s| (s.source, s.matrix));
    let shape = move || match lab.spectrum() {
        Some(s) => format!("{} × {}", s.rows, s.cols),
        None => "…".to_owned(),
    };
    let settings = move || {
        match shown.get() {
        (Source::Synthetic, _) => view! {
            <div class="pair">
                <KeySlider session key=row!(State, "decay") to=3.0 step=0.1 />
                <KeySlider session key=row!(State, "floor") step=0.05 />
            </div>
        }
        .into_any(),
        (Source::Value, _) => view! { <p class="hint">"ΔW of layer 5, value, " {live(shape)} </p> }.into_any(),
        (Source::Layer, matrix) => {
            view! { <p class="hint">"ΔW of " <b>{matrix_name(matrix)}</b> ", " {live(shape)} ". The table below has the others."</p> }
                .into_any()
        }
        (Source::Own(_), _) => {
            view! { <p class="hint">{text::OWN_SHOWN} " " {live(shape)} </p> }.into_any()
        }
    }
    };
    view! {
        <div class="source-settings">
            {live(settings)}
            <div class="seed-row">
                <Seed session key=row!(State, "seed") />
            </div>
            <Working work=lab.spectrum_work label="Decomposing …" />
        </div>
    }
}
