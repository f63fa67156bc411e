//! The main figure: the points, PCA's axes, and the autoencoder's plane turning into place; the loss and the angles.

use leptos::prelude::*;

use crate::data::point_sets::default_axes;
use crate::labs::autoencoder::figures;
use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::{cloud, text};
use crate::linalg::Matrix;
use crate::plot::{Camera, Role, Scene};
use crate::ui::live::{derived, live, memo};
use crate::ui::scene::{Handle, SceneFigure};

use super::compute::Lab;
use super::curves::Curves;
use super::points::{self, Tool, Tools};

/// The first axis to the right, where the spread is largest, the second to the back.
const HOME: Camera = Camera {
    yaw: -1.1,
    pitch: 0.42,
};
/// Ends of a cloud's axes are drawn at this many standard deviations.
const REACH: f64 = 2.0;

/// The axes of the cloud in the state, where it is one.
fn axes(state: &State) -> Option<Matrix> {
    let own = default_axes(state.shape_drawn()?)?;
    Some(match &state.axes {
        Some(axes) => axes.matrix().clone(),
        None => own,
    })
}

#[component]
pub fn Stage(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let scene = memo(
        move |before: Option<&Scene>| match (lab.last_pair(), lab.last_known()) {
            (Some((known, trained)), _) => figures::data_scene(&known, Some(&trained)),
            (None, Some(known)) => figures::data_scene(&known, None),
            (None, None) => before.cloned().unwrap_or_else(|| Scene::new(2)),
        },
    );
    let tool = RwSignal::new(Tool::Axes);
    let cloud = session.part(axes);
    let handles = derived(move || match tool.get() {
        Tool::Axes => cloud
            .get()
            .map_or_else(Vec::new, |axes| axis_handles(&axes)),
        Tool::Move => points::handles(lab),
        _ => Vec::new(),
    });
    let moved = Callback::new(
        move |(index, at): (usize, [f64; 3])| match tool.get_untracked() {
            Tool::Axes => {
                let Some(axes) = cloud.get_untracked() else {
                    return;
                };
                let to = at.map(|c| c / REACH);
                if let Some(axes) = cloud::with_axis_at(&axes, index, &to) {
                    lab.change("axes", |s| s.axes = Some(axes));
                }
            }
            _ => points::move_point(lab, index, at),
        },
    );
    let clicks = derived(move || matches!(tool.get(), Tool::Add | Tool::Remove));
    let stroke = StoredValue::new(None);
    let clicked = Callback::new(move |press| {
        points::click(lab, tool.get_untracked(), stroke, press);
    });
    let title = derived(move || match lab.last_known() {
        Some(known) if known.features > 3 => "The points along their first three axes".to_owned(),
        Some(known) if known.features == 3 => "The points in space".to_owned(),
        _ => "The points in the plane".to_owned(),
    });
    let note = derived(move || {
        lab.last_known().map_or_else(String::new, |known| {
            format!("{} × {}", known.count, known.features)
        })
    });
    view! {
        <section class="grid stage">
            <div class="card span-7">
                <SceneFigure
                    id="data"
                    title
                    note
                    scene
                    camera=RwSignal::new(HOME)
                    height=372.0
                    handles
                    on_move=moved
                    clicks
                    on_click=clicked
                    step=0.05
                />
                <Legend lab />
                <Tools lab tool />
                <Trouble lab />
            </div>
            <Curves lab />
        </section>
    }
}

fn axis_handles(axes: &Matrix) -> Vec<Handle> {
    let handle = |(i, axis): (usize, Vec<f64>)| Handle {
        label: format!("the end of axis {} of the cloud", i + 1),
        position: std::array::from_fn(|k| REACH * axis.get(k).copied().unwrap_or(0.0)),
        role: Role::Sigma,
    };
    let rows = axes.row_iter().map(|row| row.iter().copied().collect());
    rows.enumerate().map(handle).collect()
}

/// The marks and what they stand for.
#[component]
fn Legend(lab: Lab) -> impl IntoView {
    let entries = memo(move |_| {
        let mut entries: Vec<(&'static str, &'static str, String)> = Vec::new();
        let Some(known) = lab.last_known() else {
            return entries;
        };
        // Digits are their own marks.
        if known.class_names.len() <= 6 {
            for (class, name) in known.class_names.iter().enumerate() {
                let (role, glyph) = figures::class_look(&known, class);
                entries.push((role.css_var(), glyph.sign(), name.clone()));
            }
        }
        // With r above 2 there is nothing to draw of either.
        let (ours, flat) = lab.last_pair().map_or((true, true), |(_, trained)| {
            let drawn = trained.reach.iter().any(|line| !line.is_empty());
            (drawn, !trained.pca_reach.is_empty())
        });
        if ours {
            entries.push((Role::Left.css_var(), "━", "autoencoder".to_owned()));
        }
        if figures::has_specks(&known) {
            entries.push((Role::Left.css_var(), "•", "reconstructions".to_owned()));
        }
        entries.push((Role::Ink.css_var(), "→", "PCA’s axes".to_owned()));
        if flat {
            entries.push((Role::Muted.css_var(), "┅", "PCA’s line or plane".to_owned()));
        }
        entries
    });
    let point = lab.session.part(|s| match (s.set(), &s.matrix) {
        (Some(info), _) => info.point,
        (None, Some(_)) => text::IN_THE_LINK,
        (None, None) => text::NOT_IN_THE_LINK,
    });
    let space = move || {
        let known = lab.last_known()?;
        let mut words = point.get().to_owned();
        if known.features > 3 {
            words.push(' ');
            words.push_str(text::SPACE);
        }
        let trained = lab.trained()?;
        if known.features > 2 && trained.method.rank > 2 && trained.linear.is_some() {
            words.push(' ');
            words.push_str(text::FILLS);
        }
        Some(words)
    };
    view! {
        <ul class="legend" aria-label="Legend">
            {live(move || {
                entries
                    .get()
                    .into_iter()
                    .map(|(color, sign, name)| view! { <li><span aria-hidden="true" style=("color", color)>{sign}</span>" " {name}</li> })
                    .collect_view()
            })}
        </ul>
        <p class="hint">{live(space)}</p>
    }
}

/// What has gone wrong, or is still to come.
#[component]
fn Trouble(lab: Lab) -> impl IntoView {
    let note = move || {
        lab.training.work.problem.get().or_else(|| {
            let trained = lab.trained()?;
            if trained.diverged {
                Some(text::diverged(&trained))
            } else if trained.died() {
                Some(text::died(&trained))
            } else {
                None
            }
        })
    };
    let digits = lab.session.part(State::is_digits);
    let waiting = move || {
        if lab.results().is_some() || lab.training.work.problem.with(Option::is_some) {
            return None;
        }
        Some(if digits.get() && lab.known().is_none() {
            text::LOADING
        } else {
            text::COMPUTING
        })
    };
    view! {
        <p class="problem" role="alert">{live(note)}</p>
        <p class="preview-note" role="status">{live(waiting)}</p>
    }
}
