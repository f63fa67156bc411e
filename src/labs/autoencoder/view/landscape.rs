//! The landscape of the tied loss over the plane, and the way of the training on it.

use leptos::prelude::*;

use crate::data::point_sets::find;
use crate::labs::autoencoder::relief::{ground, heights, way};
use crate::labs::autoencoder::state::{Start, State};
use crate::labs::autoencoder::text;
use crate::learn::autoencoder::Activation;
use crate::learn::optimizer::OptimizerKind;
use crate::plot::Scene;
use crate::state::link::row;
use crate::ui::fields::Choice;
use crate::ui::keys::KeyChoice;
use crate::ui::live::{live, memo};
use crate::ui::scene::SceneFigure;

use super::compute::Lab;
use super::controls::example;

const NUDGES: [f64; 4] = [0.0, 1e-6, 1e-3, 0.1];

#[component]
pub fn LandscapeCard(lab: Lab) -> impl IntoView {
    let flat = lab.session.part(|s| s.in_the_plane());
    let tied = lab.session.part(|s| s.tied);
    let penalised = lab.session.part(|s| s.lambda > 0.0);
    let nudge = lab
        .session
        .part(|s| NUDGES.iter().position(|nudge| *nudge == s.nudge));
    // The level lines stay; only the way moves.
    let still = memo(move |_| lab.last_known().and_then(|known| ground(&known)));
    let scene = memo(move |_| {
        let scene = still.get().unwrap_or_else(|| Scene::new(2));
        match lab.last_pair() {
            Some((_, trained)) => scene.with_all(way(&trained)),
            None => scene,
        }
    });
    let set_up = move |_| {
        example(lab, "saddle", |s| {
            if let Some(info) = find("mirrored") {
                s.show_set(info);
            }
            s.activation = Activation::Linear;
            s.rank = None;
            s.tied = true;
            s.start = Start::Saddle;
            s.nudge = 0.0;
            s.optimizer = OptimizerKind::GradientDescent;
        });
    };
    let figure = move || {
        if flat.get() {
            view! {
                <SceneFigure id="landscape" title="L(w) over ℝ²" scene height=360.0 />
                <p class="hint">{live(move || lab.last_known().and_then(|known| heights(&known)))}</p>
                {live(move || penalised.get().then(|| view! { <p class="hint">{text::LANDSCAPE_PENALTY}</p> }))}
                {live(move || (!tied.get()).then(|| view! { <p class="hint">{text::UNTIED_NOTE}</p> }))}
            }
            .into_any()
        } else {
            view! { <p>{text::LANDSCAPE_ELSEWHERE}</p> }.into_any()
        }
    };
    let choices = move || {
        flat.get().then(|| {
            view! {
                <KeyChoice session=lab.session key=row!(State, "init") options=text::STARTS.map(str::to_owned).to_vec() />
                <Choice
                    label=row!(State, "nudge").label
                    options=["none", "10⁻⁶", "10⁻³", "0.1"].map(String::from).to_vec()
                    selected=nudge
                    otherwise="another"
                    on_choose=Callback::new(move |i: usize| lab.change("nudge", |s| s.nudge = NUDGES[i.min(3)]))
                />
            }
        })
    };
    view! {
        <section class="card settings">
            <h2>{text::LANDSCAPE_CARD}</h2>
            <p>{live(move || text::landscape_why(lab.last_known().as_deref()))}</p>
            {live(figure)}
            <div class="pair">{live(choices)}</div>
            <div class="buttons">
                <button type="button" class="button" on:click=set_up>{text::SADDLE_BUTTON}</button>
            </div>
        </section>
    }
}
