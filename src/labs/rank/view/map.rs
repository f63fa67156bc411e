//! What A does to space: the unit ball and its image, the columns as arrows, the point x.

use leptos::prelude::*;

use super::super::figures;
use super::super::model::{Results, grid_step, on_grid, with_column};
use super::super::state::{NULL_DIRECTIONS, REACH, RankState};
use super::super::text::{self, sentences};
use super::Lab;
use crate::plot::scene::Point;
use crate::plot::{Camera, Role};
use crate::state::limits::Limits;
use crate::state::link::row;
use crate::ui::icon::Icon;
use crate::ui::keys::KeySlider;
use crate::ui::live::{derived, each, live, memo};
use crate::ui::scene::{Handle, SceneFigure};
use crate::ui::slider::Slider;

/// CSS pixels: low enough that the figure is seen whole on a laptop.
const HEIGHT: f64 = 300.0;

/// What goes in beside what comes out.
#[component]
pub fn Map(lab: Lab) -> impl IntoView {
    let camera = RwSignal::new(Camera::default());
    let shape = lab.read(sentences::image_shape);
    view! {
        <section class="card span-8 map-card">
            <h2>{live(move || shape.get())}</h2>
            <div class="map">
                <Domain lab camera />
                <Image lab camera />
            </div>
        </section>
    }
}

#[component]
fn Domain(lab: Lab, camera: RwSignal<Camera>) -> impl IntoView {
    let scene = lab.read(figures::domain);
    let drawable = memo(move |_| scene.with(Option::is_some));
    let domain_title = lab.read(sentences::domain_title);
    let note = lab.read(|r| sentences::domain_note(r).to_owned());
    let instead = lab.read(sentences::no_domain);
    let figure = move || match drawable.get() {
        true => view! {
            <SceneFigure
                id="domain"
                title=domain_title
                note
                scene=derived(move || scene.get().unwrap_or_default())
                camera
                height=HEIGHT
                role=Role::Right
            />
        }
        .into_any(),
        false => view! { <p class="no-figure">{live(move || instead.get())}</p> }.into_any(),
    };
    view! {
        <div>
            {live(figure)}
            <PointSliders lab />
        </div>
    }
}

/// The position of x along v₁ and along the null space.
#[component]
fn PointSliders(lab: Lab) -> impl IntoView {
    let nullity = lab.read(|r| r.nullity);
    let rank = lab.read(|r| r.rank);
    let sentence = lab.read(sentences::point_sentence);
    view! {
        <div class="point-sliders">
            <Show when=move || { rank.get() > 0 }>
                <KeySlider
                    session=lab.session
                    key=row!(RankState, "row-space")
                    label=view! { "x along v₁ " <small>{text::ROW_SLIDER}</small> }.into_any()
                    step=0.05
                    role="role-right"
                />
            </Show>
            {each(move || nullity.get().min(NULL_DIRECTIONS), move |k| view! { <NullSlider lab k /> }.into_any())}
            <p role="status" class="point-sentence">{live(move || sentence.get())}</p>
        </div>
    }
}

#[component]
fn NullSlider(lab: Lab, k: usize) -> impl IntoView {
    const IDS: [&str; NULL_DIRECTIONS] = ["null-space-1", "null-space-2", "null-space-3"];
    const NAMES: [&str; NULL_DIRECTIONS] = [
        "Position of x along the null space, first direction",
        "Position of x along the null space, second direction",
        "Position of x along the null space, third direction",
    ];
    let position = lab
        .session
        .part(move |s| s.null_space.get(k).copied().unwrap_or(0.0));
    let several = lab.read(|r| r.nullity > 1);
    let which = move || several.get().then(|| format!(" ({})", k + 1));
    view! {
        <Slider
            id=IDS.get(k).copied().unwrap_or_default()
            label=view! { "x along the null space" {live(which)} }.into_any()
            name=NAMES.get(k).copied().unwrap_or_default()
            value=position
            limits=Signal::stored(Limits::between(-REACH, REACH))
            step=0.05
            role="role-error"
            on_input=Callback::new(move |t| lab.session.update("null-space", |s| s.set_null_space(k, t)))
        />
    }
}

#[component]
fn Image(lab: Lab, camera: RwSignal<Camera>) -> impl IntoView {
    let scene = lab.read_with(|s, r| figures::image(r, r.chosen_column(s)));
    let title = lab.read(sentences::image_title);
    let window = lab.read(|r| sentences::image_window(r).unwrap_or_default());
    let step = lab.read(grid_step);
    let handles = lab.read(|r| {
        let columns = r.a.column_iter().enumerate().filter(|_| is_movable(r));
        columns
            .map(|(j, c)| Handle {
                label: sentences::column_name(j),
                position: figures::point(c.as_slice()),
                role: if r.is_pivot(j) {
                    Role::Left
                } else {
                    Role::Muted
                },
            })
            .collect::<Vec<_>>()
    });
    let on_move = Callback::new(move |(j, to): (usize, Point)| move_column(lab, j, to));
    view! {
        <div>
            <SceneFigure
                id="image"
                title
                note=text::IMAGE_NOTE
                scene
                camera
                height=HEIGHT
                role=Role::Left
                handles
                on_move
                step
            />
            <p class="figure-hint">{live(move || window.get())}</p>
            <Columns lab />
        </div>
    }
}

/// The columns lie in the plane, at places that can be pointed at.
fn is_movable(results: &Results) -> bool {
    results.rows == 2 && figures::drawing_unit(results) == 1.0
}

fn move_column(lab: Lab, column: usize, to: Point) {
    lab.session.update("column-position", |s| {
        if let Some(matrix) = with_column(&s.matrix, column, &to) {
            s.matrix = matrix;
            s.column = Some(column + 1);
        }
    });
}

/// Every column in words; the chosen one is drawn as a sum of pivot columns. In the plane it can be moved.
#[component]
fn Columns(lab: Lab) -> impl IntoView {
    let sentences_of_columns = lab.read(|r| {
        (0..r.cols)
            .map(|j| sentences::column_sentence(r, j))
            .collect::<Vec<_>>()
    });
    let count = lab.read(|r| r.cols);
    let chosen = lab.read_with(|s, r| r.chosen_column(s));
    let chip = move |j: usize| {
        let sentence = move || sentences_of_columns.with(|all| all.get(j).cloned());
        view! {
            <button
                type="button"
                class="button chip"
                aria-pressed=move || (chosen.get() == j).to_string()
                on:click=move |_| lab.session.update("column", |s| s.column = Some(j + 1))
            >
                {live(sentence)}
            </button>
        }
    };
    view! {
        <div class="columns" role="group" aria-label=text::COLUMNS_LABEL>
            <For each=move || 0..count.get() key=|j| *j let(j)>{chip(j)}</For>
        </div>
        <MoveButtons lab />
    }
}

/// Moves the chosen column by buttons, where the columns lie in the plane.
#[component]
fn MoveButtons(lab: Lab) -> impl IntoView {
    let in_plane = lab.read(is_movable);
    let chosen = lab.read_with(|s, r| r.chosen_column(s));
    let name = memo(move |_| sentences::column_name(chosen.get()));
    let step = lab.read(grid_step);
    let move_by = move |right: f64, up: f64| {
        let step = step.get_untracked();
        let column = chosen.get_untracked();
        let at: Vec<f64> = lab.session.state().with_untracked(|s| {
            let a = s.matrix.matrix();
            (0..a.nrows()).map(|i| a[(i, column)]).collect()
        });
        if let [x, y] = at[..] {
            let x = if right == 0.0 {
                x
            } else {
                on_grid(x, right, step)
            };
            let y = if up == 0.0 { y } else { on_grid(y, up, step) };
            move_column(lab, column, [x, y, 0.0]);
        }
    };
    let button = move |icon: Icon, way: &'static str, right: f64, up: f64| {
        view! {
            <button
                type="button"
                class="button icon"
                aria-label=move || text::move_column(&name.get(), way)
                on:click=move |_| move_by(right, up)
            >
                {icon.draw()}
            </button>
        }
    };
    view! {
        <Show when=move || in_plane.get()>
            <div class="buttons move-column">
                <span>{text::MOVE_LABEL} " " <b class="role-left">{live(move || name.get())}</b></span>
                {button(Icon::Left, "left", -1.0, 0.0)}
                {button(Icon::Right, "right", 1.0, 0.0)}
                {button(Icon::Up, "up", 0.0, 1.0)}
                {button(Icon::Down, "down", 0.0, -1.0)}
                <span class="figure-hint">{text::MAP_HINT_PLANE}</span>
            </div>
        </Show>
    }
}
