//! What A and B do to a point of space.

use leptos::prelude::*;

use crate::data::number_format::short;
use crate::labs::lora::geometry::{input_scene, output_scene, path};
use crate::labs::lora::text;
use crate::plot::{Camera, Role, Scene};
use crate::state::limits::Limits;
use crate::ui::live::{derived, live, memo};
use crate::ui::scene::{Handle, SceneFigure};
use crate::ui::slider::Slider;

use super::compute::Lab;

/// The point may be moved this far along each axis, in tenths.
const REACH: f64 = 20.0;

#[component]
pub fn GeometryCard(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let chosen = session.part(|s| (s.point, s.geometry_rank));
    let way = memo(move |_| {
        let (point, rank) = chosen.get();
        path(point.map(|c| f64::from(c) / 10.0), rank)
    });
    let input = memo(move |_| way.with(input_scene));
    let output = memo(move |_| way.with(|way| output_scene(way).unwrap_or_else(|_| Scene::new(3))));
    let camera = RwSignal::new(Camera::default());
    let handles = derived(move || {
        vec![Handle {
            position: way.with(|way| way.x),
            label: "x".to_owned(),
            role: Role::Ink,
        }]
    });
    let moved = Callback::new(move |(_, at): (usize, [f64; 3])| {
        lab.change("point", |s| {
            s.point = at.map(|c| (c * 10.0).round().clamp(-REACH, REACH) as i32);
        });
    });
    let words = move || {
        way.with(|way| {
            let list = |values: &[f64]| values.iter().map(|v| short(*v, 3)).collect::<Vec<_>>().join(", ");
            format!(
                "x = ({}) becomes Ax = ({}) and s·BAx = ({}). The part ({}) of x is forgotten: A does not see it.",
                list(&way.x),
                list(&way.narrow),
                list(&way.lifted),
                list(&way.unseen),
            )
        })
    };
    let ranks = [1, 2].into_iter().map(|r| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (chosen.get().1 == r).to_string()
                on:click=move |_| lab.change("point-r", |s| s.geometry_rank = r)
            >
                {format!("r = {r}")}
            </button>
        }
    });
    view! {
        <section class="card geometry">
            <h2>{text::GEOMETRY_CARD}</h2>
            <p>{text::GEOMETRY_WHY}</p>
            <div class="buttons" role="group" aria-label="Rank of the example">{ranks.collect_view()}</div>
            <div class="grid">
                <div class="span-6">
                    <SceneFigure id="input-space" title="Inputs: A projects" scene=input camera height=300.0 role=Role::Right handles on_move=moved />
                </div>
                <div class="span-6">
                    <SceneFigure id="output-space" title="Outputs: B lifts" scene=output camera height=300.0 role=Role::Left />
                </div>
            </div>
            <div class="three">
                <Coordinate lab axis=0 id="x-1" label="x₁" />
                <Coordinate lab axis=1 id="x-2" label="x₂" />
                <Coordinate lab axis=2 id="x-3" label="x₃" />
            </div>
            <p role="status">{live(words)}</p>
        </section>
    }
}

#[component]
fn Coordinate(lab: Lab, axis: usize, id: &'static str, label: &'static str) -> impl IntoView {
    let value = lab.session.part(move |s| f64::from(s.point[axis]) / 10.0);
    view! {
        <Slider
            id
            label=label.into_any()
            name=label
            value
            limits=Signal::stored(Limits::between(-REACH / 10.0, REACH / 10.0))
            step=0.1
            on_input=Callback::new(move |v: f64| lab.change("point", |s| s.point[axis] = (v * 10.0).round() as i32))
        />
    }
}
