//! Equation, r, the data, what is between the layers, and the buttons of the training.

use leptos::prelude::*;

use crate::data::point_sets::SETS;
use crate::labs::autoencoder::state::{SPEEDS, State};
use crate::labs::autoencoder::text;
use crate::learn::autoencoder::Activation;
use crate::state::link::row;
use crate::ui::equation::{Equation, operator, shaped, space, subscripted, symbol};
use crate::ui::fields::Choice;
use crate::ui::keys::{KeyChoice, KeySlider};
use crate::ui::live::{derived, memo};
use crate::ui::transport::{Transport, speeds};

use super::compute::Lab;

/// X ≈ W_d W_e X with the reader's shapes, or the bent form.
pub fn equation(lab: Lab) -> impl IntoView {
    let parts = lab
        .session
        .part(|s| (s.features(), s.rank(), s.activation, s.tied));
    let given = lab
        .session
        .part(|s| s.matrix.as_ref().map_or(0, |m| m.rows()));
    let count = memo(move |_| lab.known().map_or(given.get(), |known| known.count));
    let markup = derived(move || {
        let (n, r, activation, tied) = parts.get();
        if activation == Activation::Linear {
            return linear(n, r, count.get(), tied);
        }
        let w = |i: &str, role: &str| subscripted(&symbol("W", role), &format!("<mn>{i}</mn>"));
        let hat = format!("<mover>{}<mo>^</mo></mover>", symbol("x", "role-delta"));
        let f = symbol("f", "");
        [
            hat,
            operator("="),
            w("4", "role-left"),
            f.clone(),
            "<mo stretchy=\"false\">(</mo>".to_owned(),
            w("3", "role-left"),
            symbol("z", "role-sigma"),
            "<mo stretchy=\"false\">)</mo>".to_owned(),
            operator(","),
            space(),
            symbol("z", "role-sigma"),
            operator("="),
            w("2", "role-right"),
            f,
            "<mo stretchy=\"false\">(</mo>".to_owned(),
            w("1", "role-right"),
            symbol("x", ""),
            "<mo stretchy=\"false\">)</mo>".to_owned(),
        ]
        .concat()
    });
    let words = derived(move || {
        let linear = parts.get().2 == Activation::Linear;
        if linear {
            text::EQUATION
        } else {
            text::EQUATION_BENT
        }
        .to_owned()
    });
    view! { <Equation markup text=words /> }
}

fn linear(n: usize, r: usize, count: usize, tied: bool) -> String {
    let d = subscripted(&symbol("W", "role-left"), "<mi>d</mi>");
    let e = if tied {
        format!(
            "<msubsup>{}<mi>d</mi><mi mathvariant=\"normal\">T</mi></msubsup>",
            symbol("W", "role-right")
        )
    } else {
        subscripted(&symbol("W", "role-right"), "<mi>e</mi>")
    };
    [
        shaped(&symbol("X", "role-frozen"), n, count),
        operator("≈"),
        shaped(&d, n, r),
        space(),
        shaped(&e, r, n),
        space(),
        shaped(&symbol("X", "role-frozen"), n, count),
    ]
    .concat()
}

/// The card with the main slider and the buttons.
#[component]
pub fn Controls(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let rank = session.part(State::rank);
    let most = session.part(State::features);
    view! {
        <section class="card controls" data-controls="" aria-label="Controls">
            <KeySlider
                session
                key=row!(State, "r")
                label=view! { "Bottleneck " <i>"r"</i> }.into_any()
                main=true
                role="role-sigma"
                value_text=derived(move || format!("{} of {} numbers", rank.get(), most.get()))
            />
            <DataChoice lab />
            <Activations lab />
            <div class="train">
            <Transport training=lab.training ended=memo(move |_| lab.ended()) />
            <KeyChoice session key=row!(State, "speed") options=speeds(&SPEEDS) />
            </div>
        </section>
    }
}

#[component]
fn DataChoice(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let chosen = session.part(|s| {
        SETS.iter()
            .position(|set| s.set().is_some_and(|info| info.id == set.id))
    });
    view! {
        <div>
            <Choice
                label=row!(State, "data").label
                options=SETS.iter().map(|set| set.name.to_owned()).collect()
                selected=chosen
                otherwise="your own points"
                on_choose=Callback::new(move |index: usize| {
                    if let Some(info) = SETS.get(index) {
                        lab.change("data", |s| s.show_set(info));
                    }
                })
            />
        </div>
    }
}

#[component]
fn Activations(lab: Lab) -> impl IntoView {
    let chosen = lab.session.part(|s| s.activation);
    let button = move |activation: Activation, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (chosen.get() == activation).to_string()
                on:click=move |_| lab.change("act", |s| s.activation = activation)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="activations">
            <span class="hint" id="activation-label">"Between the layers"</span>
            <div class="buttons" role="group" aria-labelledby="activation-label">
                {button(Activation::Linear, "nothing")}
                {button(Activation::Tanh, "tanh")}
                {button(Activation::Relu, "ReLU")}
            </div>
        </div>
    }
}

/// What a state is like once some of it has been set, for buttons that set an example up.
pub fn example(lab: Lab, control: &'static str, set: impl Fn(&mut State)) {
    lab.change(control, |s| {
        s.learning_rate = None;
        s.lambda = 0.0;
        set(s);
    });
}
