//! The data and the training in detail.

use leptos::prelude::*;
use web_sys::Blob;

use crate::data::number_format::{full, grouped, short};
use crate::engine;
use crate::labs::autoencoder::figures::spectrum;
use crate::labs::autoencoder::model::Known;
use crate::labs::autoencoder::reading::{self, Found};
use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::text;
use crate::plot::Role;
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::files::{OpenFiles, Opener, Opening};
use crate::ui::keys::{KeyChoice, KeyNumber, KeySlider, KeySwitch, Seed};
use crate::ui::live::{derived, live};
use crate::ui::matrix_editor::MatrixEditor;
use crate::ui::readout::{Reading, Readout};
use crate::ui::transport::OPTIMISERS;

use super::compute::Lab;
use super::curves::chart_of;
use super::points::take_over;

/// The editor shows at most this many points of this many numbers.
const EDITOR: (usize, usize) = (60, 8);

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
            <KeySlider session key=row!(State, "samples") to=200.0 />
            {shape.is_curve().then(|| view! { <KeySlider session key=row!(State, "noise") to=0.3 step=0.01 /> })}
        }
        .into_any(),
        None => view! { <KeySlider session key=row!(State, "held") step=5.0 /> }.into_any(),
    }
    };
    view! {
        <section class="card data-card">
            <h2>{text::DATA_CARD}</h2>
            <div class="settings">
            <p>{live(treatment)} " " {text::CENTRED}</p>
            <Size lab />
            <div class="pair">{live(amounts)}</div>
            <KeySwitch session key=row!(State, "standardise") />
            <OwnFile lab />
            <p class="hint">{live(move || source.get())}</p>
            </div>
            <ChartFigure id="spectrum" title="Variance along each principal axis" chart=variances role=Role::Sigma height=250.0 />
            <OwnPoints lab />
        </section>
    }
}

/// How large the data are, before any are held out.
#[component]
fn Size(lab: Lab) -> impl IntoView {
    let count = move |read: fn(&Known, &State) -> usize| {
        derived(move || match lab.known() {
            Some(known) => {
                let count = lab.session.state().with(|state| read(&known, state));
                Reading::new(grouped(count), count.to_string())
            }
            None => Reading::new("…", ""),
        })
    };
    let rows = count(|known, state| known.given(state.shape_drawn().is_some()));
    let cols = count(|known, _| known.features);
    let classes = count(|known, _| known.class_names.len());
    view! {
        <p class="hint">
            "The table: " <Readout name="rows" value=rows /> " × " <Readout name="cols" value=cols />
            " · classes: " <Readout name="classes" value=classes />
        </p>
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
    // The default depends on the data; the worker tells it.
    let rate = derived(move || match own_rate.get() {
        Some(rate) => full(rate),
        None => lab
            .trained()
            .map_or_else(|| "…".to_owned(), |trained| short(trained.learning_rate, 4)),
    });
    view! {
        <section class="card settings">
            <h2>{text::TRAINING_CARD}</h2>
            <p>{text::TRAINING_WHY}</p>
            <div class="pair">
                <KeyChoice session key=row!(State, "opt") options=OPTIMISERS.map(str::to_owned).to_vec() />
                <KeyNumber session key=row!(State, "lr") value=rate />
                <button type="button" class="button" disabled=move || own_rate.get().is_none() on:click=move |_| lab.change("lr", |s| s.learning_rate = None)>
                    "Default learning rate"
                </button>
                <Seed session key=row!(State, "seed") />
            </div>
            <details class="why">
                <summary>"More"</summary>
                <p>{text::TRAINING_MORE}</p>
            </details>
        </section>
    }
}
