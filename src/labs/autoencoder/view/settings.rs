//! The data and the training in detail.

use leptos::prelude::*;
use web_sys::Blob;

use crate::data::number_format::{full, short};
use crate::engine;
use crate::labs::autoencoder::figures::spectrum;
use crate::labs::autoencoder::reading::{self, Found};
use crate::labs::autoencoder::state::{
    MAX_HELD, MAX_LR, MAX_NOISE, MAX_SAMPLES, MAX_SEED, MIN_SAMPLES, Optimizer, State,
};
use crate::labs::autoencoder::text;
use crate::plot::Role;
use crate::state::link::{read_number, read_whole};
use crate::ui::chart::ChartFigure;
use crate::ui::fields::{Choice, NumberField};
use crate::ui::files::{OpenFiles, Opener, Opening};
use crate::ui::live::{derived, live};
use crate::ui::matrix_editor::MatrixEditor;
use crate::ui::slider::Slider;

use super::compute::Lab;
use super::curves::chart_of;
use super::points::take_over;

/// The editor shows at most this many points of this many numbers.
const EDITOR: (usize, usize) = (60, 8);

#[component]
fn Setting(
    lab: Lab,
    id: &'static str,
    label: &'static str,
    value: fn(&State) -> f64,
    set: fn(&mut State, f64),
    min: f64,
    max: f64,
    limit: f64,
    step: f64,
) -> impl IntoView {
    let value = lab.session.part(value);
    view! {
        <Slider
            id
            label=label.into_any()
            name=label
            value
            min
            max=derived(move || f64::max(max, value.get()))
            limit
            step=Signal::stored(step)
            whole=step.fract() == 0.0
            on_input=Callback::new(move |number: f64| lab.change(id, |s| set(s, number)))
        />
    }
}

#[component]
pub fn DataCard(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let drawn = session.part(|s| s.shape_drawn());
    let standardised = session.part(|s| s.standardise);
    let treatment = move || {
        lab.known()
            .map(|known| text::treatment(&known, standardised.get()))
    };
    let source = session.part(|s| s.set().map_or("", |info| info.source));
    let variances = chart_of(lab, |known, trained| spectrum(known, trained.method.rank));
    let amounts = move || {
        match drawn.get() {
        Some(shape) => view! {
            <Setting lab id="samples" label="Points" value=|s| s.samples as f64 set=|s, n| s.samples = n as usize min=MIN_SAMPLES as f64 max=200.0 limit=MAX_SAMPLES as f64 step=1.0 />
            {shape.is_curve().then(|| view! { <Setting lab id="noise" label="Noise on the curve" value=|s| s.noise set=|s, noise| s.noise = noise min=0.0 max=0.3 limit=MAX_NOISE step=0.01 /> })}
        }
        .into_any(),
        None => view! {
            <Setting lab id="held" label="Held out, percent" value=|s| s.held as f64 set=|s, held| s.held = held as usize min=0.0 max=MAX_HELD as f64 limit=MAX_HELD as f64 step=5.0 />
        }
        .into_any(),
    }
    };
    view! {
        <section class="card data-card">
            <h2>{text::DATA_CARD}</h2>
            <div class="settings">
            <p>{live(treatment)} " " {text::CENTRED}</p>
            <div class="pair">{live(amounts)}</div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=standardised
                    on:change=move |ev| {
                        let on = event_target_checked(&ev);
                        lab.change("standardise", |s| s.standardise = on);
                    }
                />
                {text::STANDARDISE}
            </label>
            <OwnFile lab />
            <p class="hint">{live(move || source.get())}</p>
            </div>
            <ChartFigure id="spectrum" title="Variance along each principal axis" chart=variances role=Role::Sigma height=250.0 />
            <OwnPoints lab />
        </section>
    }
}

#[component]
fn OwnFile(lab: Lab) -> impl IntoView {
    let opener = Opener::new(false, move |opener, files| {
        let files = files.into_iter().map(Blob::from).collect();
        opener
            .work
            .ask_with(reading::NAME, &(), files, move |bytes| {
                let found: Found = engine::decode(&bytes).map_err(|error| error.to_string())?;
                let notes = found.notes.join(" ");
                opener
                    .note
                    .try_set(Some(notes).filter(|notes| !notes.is_empty()));
                lab.show(found);
                Ok(())
            });
    });
    view! {
        <div class="buttons">
            <OpenFiles opener label=text::DROP_DATA accept=".csv,.tsv,.txt,.npy" />
        </div>
        <p class="hint">{text::OWN_DATA}</p>
        <Opening opener />
    }
}

/// The points as a table to type into.
#[component]
fn OwnPoints(lab: Lab) -> impl IntoView {
    let matrix = lab.session.part(|s| {
        let (rows, cols) = EDITOR;
        s.matrix
            .clone()
            .filter(|m| m.rows() <= rows && m.cols() <= cols)
    });
    let can_take = move || {
        lab.known().is_some_and(|known| {
            known.points.is_some() && known.count <= EDITOR.0 && known.features <= EDITOR.1
        })
    };
    let is_given = lab.session.part(|s| s.matrix.is_some());
    let editor = move || {
        // Made once for the reader's points; entries then change inside it.
        is_given.get().then_some(())?;
        let first = matrix.get_untracked()?;
        let value = derived(move || matrix.get().unwrap_or_else(|| first.clone()));
        Some(view! {
            <details>
                <summary>"Edit the points one by one"</summary>
                <MatrixEditor
                    id="points"
                    label="points"
                    value
                    on_change=Callback::new(move |points| lab.change("m", |s| s.show_points(points)))
                    max_rows=EDITOR.0
                    max_cols=EDITOR.1
                />
            </details>
        })
    };
    let offer = move || {
        (!is_given.get() && can_take()).then(|| {
            view! { <button type="button" class="button" on:click=move |_| take_over(lab)>"Make these points my own, to edit them"</button> }
        })
    };
    view! { <div class="own-points"><div class="buttons">{live(offer)}</div> {live(editor)}</div> }
}

#[component]
pub fn TrainingCard(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let own_rate = session.part(|s| s.learning_rate);
    let seed = session.part(|s| s.seed.to_string());
    // The default depends on the data; the worker tells it.
    let rate = derived(move || match own_rate.get() {
        Some(rate) => full(rate),
        None => lab
            .trained()
            .map_or_else(|| "…".to_owned(), |trained| short(trained.learning_rate, 4)),
    });
    let take_rate = move |typed: String| match read_number(&typed, 0.0, MAX_LR) {
        Ok(rate) if rate > 0.0 => {
            lab.change("lr", |s| s.learning_rate = Some(rate));
            true
        }
        _ => false,
    };
    let take_seed = move |typed: String| match read_whole(&typed, 0, MAX_SEED) {
        Ok(seed) => {
            lab.change("seed", |s| s.seed = seed);
            true
        }
        Err(_) => false,
    };
    view! {
        <section class="card settings">
            <h2>{text::TRAINING_CARD}</h2>
            <p>{text::TRAINING_WHY}</p>
            <div class="pair">
                <Choice
                    label="Optimiser"
                    options=vec!["plain gradient descent".to_owned(), "Adam".to_owned()]
                    selected=session.part(|s| Some(s.optimizer as usize))
                    on_choose=Callback::new(move |i: usize| {
                        lab.change("opt", |s| s.optimizer = if i == 0 { Optimizer::Gd } else { Optimizer::Adam });
                    })
                />
                <NumberField label="Learning rate" value=rate needed="a number above 0, at most 1000000," take=Callback::new(take_rate) />
                <button type="button" class="button" disabled=move || own_rate.get().is_none() on:click=move |_| lab.change("lr", |s| s.learning_rate = None)>
                    "Default learning rate"
                </button>
                <NumberField label="Seed" value=seed needed="a whole number from 0 to 2⁵³ − 1" take=Callback::new(take_seed) />
                <button type="button" class="button" on:click=move |_| lab.change("seed-next", |s| s.seed = (s.seed + 1) % (MAX_SEED + 1))>"Next seed"</button>
            </div>
            <details class="why">
                <summary>"More"</summary>
                <p>{text::TRAINING_MORE}</p>
            </details>
        </section>
    }
}
