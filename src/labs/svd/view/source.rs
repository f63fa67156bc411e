//! Where A comes from: a picture, the reader's own file, or a matrix.

use leptos::prelude::*;

use crate::data::EnteredMatrix;
use crate::data::image_registry::{self, IMAGES};
use crate::labs::svd::state::{Image, MAX_SIDE, State};
use crate::labs::svd::text;
use crate::state::link;
use crate::ui::files::{OpenFiles, Opener, Opening};
use crate::ui::icon::Icon;
use crate::ui::live::{derived, live};
use crate::ui::matrix_editor::MatrixEditor;
use crate::ui::session::Session;

use super::compute::Computation;
use super::load::read_picture;

/// Matrices to start from: a name and the entries as in a link.
const MATRICES: [(&str, &str); 6] = [
    ("2 × 3, rank 1", "1,2,3;2,4,6"),
    ("2 × 2 shear", "1,1;0,1"),
    ("2 × 2 rotation", "3/5,-4/5;4/5,3/5"),
    ("3 × 3, rank 2", "1,2,3;4,5,6;7,8,9"),
    ("3 × 3 stretch", "2,1,0;1,2,0;0,0,1/2"),
    (
        "8 × 8 ones",
        "1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1;1,1,1,1,1,1,1,1",
    ),
];

fn preset(index: usize) -> Option<EnteredMatrix> {
    let (_, entries) = MATRICES.get(index)?;
    EnteredMatrix::from_link(entries, MAX_SIDE, MAX_SIDE).ok()
}

/// Picture or matrix, and which.
#[component]
pub fn Source(session: Session<State>, computation: Computation) -> impl IntoView {
    let is_matrix = session.part(|s| s.matrix.is_some());
    let opener = Opener::new(false, move |opener, files| {
        let pictures = files.into_iter();
        pictures.for_each(|file| show_own(file, opener, session, computation));
    });
    let show = move |matrix: bool| {
        session.update("source", |s| {
            if !matrix {
                s.show_image(s.image);
            } else if let Some(matrix) = preset(3) {
                s.show_matrix(matrix);
                s.rank = None;
            }
        });
    };
    view! {
        <div class="source">
            <div class="buttons" role="group" aria-label="What is taken apart">
                <button type="button" class="button" aria-pressed=move || (!is_matrix.get()).to_string() on:click=move |_| show(false)>
                    "Picture"
                </button>
                <button type="button" class="button" aria-pressed=move || is_matrix.get().to_string() on:click=move |_| show(true)>
                    "Matrix"
                </button>
                {live(move || {
                    if is_matrix.get() {
                        view! { <MatrixPresets session /> }.into_any()
                    } else {
                        view! { <PictureChoice session opener /> }.into_any()
                    }
                })}
            </div>
            {live(move || is_matrix.get().then(|| view! { <Editor session /> }))}
            <Opening opener />
        </div>
    }
}

/// Decodes a picture of the reader's, and shows it.
fn show_own(
    file: web_sys::File,
    opener: Opener,
    session: Session<State>,
    computation: Computation,
) {
    opener.work.wait(Box::pin(async move {
        let loaded = read_picture(file).await?;
        let show = move || {
            opener.note.set(loaded.note.map(|note| note.to_string()));
            let own = computation.pictures.keep(&loaded);
            session.update("own-picture", |s| s.show_image(Image::Own(own)));
        };
        Ok(Box::new(show) as Box<dyn FnOnce()>)
    }));
}

#[component]
fn PictureChoice(session: Session<State>, opener: Opener) -> impl IntoView {
    let chosen = session.part(|s| match s.image {
        Image::Shipped(info) => info.id,
        Image::Own(_) => "own",
    });
    let choose = move |id: String| {
        if let Ok(info) = image_registry::find(&id) {
            session.update("image", |s| s.show_image(Image::Shipped(info)));
        }
    };
    let source = move || {
        image_registry::find(chosen.get())
            .map_or("Your own picture; it is not part of the link.", |info| {
                info.source
            })
    };
    let options = IMAGES
        .iter()
        .map(|info| view! { <option value=info.id selected=move || chosen.get() == info.id>{info.name}</option> })
        .collect_view();
    view! {
        <select
            class="button"
            aria-label="Picture"
            prop:value=chosen
            on:change=move |ev| choose(event_target_value(&ev))
        >
            {options}
            {live(move || (chosen.get() == "own").then(|| view! { <option value="own" selected=true>"Your own"</option> }))}
        </select>
        <OpenFiles opener label="Open a picture …" accept="image/*" />
        <details class="why">
            <summary>"About this picture"</summary>
            <p>{live(source)}</p>
            <p>{text::OWN_FILE_HINT}</p>
        </details>
    }
}

#[component]
fn MatrixPresets(session: Session<State>) -> impl IntoView {
    let current = session.part(|s| s.matrix.as_ref().map(EnteredMatrix::to_link));
    let options = MATRICES
        .iter()
        .enumerate()
        .map(|(index, (name, entries))| {
            view! { <option value=index.to_string() selected=move || current.get().as_deref() == Some(*entries)>{*name}</option> }
        })
        .collect_view();
    let custom = move || {
        !MATRICES
            .iter()
            .any(|(_, entries)| current.get().as_deref() == Some(*entries))
    };
    view! {
        <select
            class="button"
            aria-label="Matrix to start from"
            on:change=move |ev| {
                if let Some(matrix) = event_target_value(&ev).parse().ok().and_then(preset) {
                    session.update("preset", |s| {
                        s.show_matrix(matrix);
                        s.rank = None;
                    });
                }
            }
        >
            <option value="" selected=custom disabled=true>"Your own entries"</option>
            {options}
        </select>
    }
}

#[component]
fn Editor(session: Session<State>) -> impl IntoView {
    let matrix = session.part(|s| s.matrix.clone());
    let value = derived(move || matrix.get().or_else(|| preset(0)));
    // Shown only while there is a matrix.
    value.get_untracked().map(|first| {
        let value = derived(move || value.get().unwrap_or_else(|| first.clone()));
        let rank_link = move || {
            let matrix = value.get();
            (matrix.rows() <= 12 && matrix.cols() <= 12).then(|| {
                view! { <a class="button" href=link::query_for("rank", "m", &matrix.to_link())>"See its rank" {Icon::Right.draw()}</a> }
            })
        };
        view! {
            <MatrixEditor
                value
                on_change=Callback::new(move |matrix| session.update("m", |s| s.show_matrix(matrix)))
                max_rows=MAX_SIDE
                max_cols=MAX_SIDE
                label="A"
            />
            <div class="buttons">{live(rank_link)}</div>
        }
    })
}
