//! For maps of the plane and of space: the circle or sphere turned, stretched and turned again.

use leptos::prelude::*;

use crate::labs::svd::figures;
use crate::labs::svd::state::{LAST_STAGE, State};
use crate::labs::svd::text;
use crate::plot::{Camera, Scene};
use crate::ui::icon::Icon;
use crate::ui::live::{derived, live, memo};
use crate::ui::scene::SceneFigure;
use crate::ui::session::Session;

use super::compute::Computation;

#[component]
pub fn Geometry(session: Session<State>, computation: Computation) -> impl IntoView {
    let fits = session.part(|s| {
        let (m, n) = s.shape();
        m.max(n) <= 3
    });
    view! {
        <section class="card geometry">
            <h2>"What A does to the circle"</h2>
            {live(move || {
                if fits.get() {
                    view! { <Stages session computation /> }.into_any()
                } else {
                    view! {
                        <p>
                            "For a matrix with at most three rows and columns this shows the unit circle or sphere turned by Vᵀ, stretched by Σ and turned by U. "
                            <a href="?lab=svd&m=2,1;1,2&r=2">"Try a 2 × 2 matrix"</a> " or "
                            <a href="?lab=svd&m=2,1,0;1,2,0;0,0,1/2&r=3">"a 3 × 3 one"</a> "."
                        </p>
                    }
                    .into_any()
                }
            })}
        </section>
    }
}

#[component]
fn Stages(session: Session<State>, computation: Computation) -> impl IntoView {
    let stage = session.part(|s| s.stage);
    let rank = session.part(State::rank);
    let camera = RwSignal::new(Camera::default());
    let scene = memo(move |before: Option<&Scene>| {
        let (stage, rank) = (stage.get(), rank.get());
        let now = computation
            .shown
            .with(|s| figures::geometry(&s.as_ref()?.d, rank, stage));
        now.or_else(|| before.cloned())
            .unwrap_or_else(|| Scene::new(2))
    });
    let go = move |stage: usize| session.update("stage", |s| s.stage = stage);
    let buttons = ["circle", "Vᵀ", "Σ", "U"]
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            view! {
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || (stage.get() == index).to_string()
                    on:click=move |_| go(index)
                >
                    {format!("{index} · {name}")}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="buttons" role="group" aria-label="Step of the geometry">
            <button type="button" class="button" disabled=move || stage.get() == 0 on:click=move |_| go(stage.get_untracked().saturating_sub(1))>{Icon::Left.draw()} "Back"</button>
            {buttons}
            <button type="button" class="button" disabled=move || stage.get() == LAST_STAGE on:click=move |_| go((stage.get_untracked() + 1).min(LAST_STAGE))>"Next" {Icon::Right.draw()}</button>
        </div>
        <p role="status">{live(move || text::STAGES.get(stage.get()).copied().unwrap_or_default())}</p>
        <SceneFigure
            id="geometry"
            title=derived(move || format!("Stage {} of {LAST_STAGE}, r = {}", stage.get(), rank.get()))
            scene
            camera
            height=360.0
        />
    }
}
