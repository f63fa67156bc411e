//! Then it bends: examples, hidden units, and the errors of both on the points trained on and held out.

use leptos::prelude::*;

use crate::data::number_format::{percent, short};
use crate::data::point_sets::find;
use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::text;
use crate::learn::autoencoder::Activation;
use crate::state::link::row;
use crate::ui::keys::KeySlider;
use crate::ui::live::live;

use super::compute::Lab;
use super::controls::example;

/// What the buttons of the examples set up, in their order.
const EXAMPLES: [fn(&mut State); 4] = [
    |s| show(s, "arc", Activation::Tanh, 60, 16),
    |s| show(s, "line", Activation::Tanh, 60, 16),
    |s| show(s, "cloud2", Activation::Tanh, 12, 32),
    |s| s.activation = Activation::Linear,
];

fn show(s: &mut State, id: &str, activation: Activation, samples: usize, hidden: usize) {
    if let Some(info) = find(id) {
        s.show_set(info);
    }
    s.activation = activation;
    s.samples = samples;
    s.hidden = hidden;
    // A hundred steps a picture: a bend takes thousands.
    s.speed = s.speed.max(2);
}

#[component]
pub fn BendCard(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let bent = session.part(|s| !s.is_linear());
    let buttons = text::BEND_EXAMPLES
        .iter()
        .zip(EXAMPLES)
        .map(|(name, set)| {
            view! { <button type="button" class="button" on:click=move |_| example(lab, "example", set)>{*name}</button> }
        })
        .collect_view();
    let units = move || {
        bent.get()
            .then(|| view! { <KeySlider session key=row!(State, "hidden") /> })
    };
    view! {
        <section class="card settings">
            <h2>{text::BEND_CARD}</h2>
            <p>{text::BEND_WHY}</p>
            <div class="buttons" role="group" aria-label="Examples">{buttons}</div>
            {live(units)}
        </section>
    }
}

/// The errors of both on the points trained on and on those held out.
#[component]
pub fn Errors(lab: Lab) -> impl IntoView {
    let table = move || {
        let trained = lab.trained()?;
        let errors = trained.errors;
        let row = |name: &'static str, ours: f64, pca: f64| {
            let share = if pca > 0.0 {
                percent(ours / pca)
            } else {
                "—".to_owned()
            };
            view! { <tr><th scope="row">{name}</th><td>{short(ours, 4)}</td><td>{short(pca, 4)}</td><td>{share}</td></tr> }
        };
        let held = errors
            .held
            .map(|(ours, pca)| row("points held out", ours, pca));
        Some(view! {
            <div class="table-scroll" role="region" tabindex="0" aria-label=text::ERRORS_TABLE>
                <table class="numbers">
                    <caption>{text::ERRORS_TABLE}</caption>
                    <thead><tr><th scope="col">"on"</th><th scope="col">"autoencoder"</th><th scope="col">"PCA"</th><th scope="col">"ratio"</th></tr></thead>
                    <tbody>{row("points trained on", errors.trained, errors.pca)}{held}</tbody>
                </table>
            </div>
        })
    };
    view! { {live(table)} <p class="hint">{text::HELD_WHY}</p> }
}
