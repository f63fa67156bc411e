//! Handing the state on: the link, its QR code, the lines that put a figure into another page, paper, and Python.
//! In the part of the program for the classroom, which is fetched when any of it is first wanted.

use leptos::html;
use leptos::prelude::*;

use super::address::base;
use super::print::Printing;
use super::script::ScriptSection;
use crate::labs::LABS;
use crate::state::shared::shared;
use crate::state::visit::EMBED;
use crate::ui::clipboard::CopyButton;
use crate::ui::icon::Icon;
use crate::ui::live::{derived, live};
use crate::ui::part::{NotLoaded, Part, wasm_split};
use crate::ui::qr_picture::QrPicture;
use crate::ui::registry::{Entry, Registry};
use crate::ui::session::Host;

pub const PART: Part = Part {
    load: || Box::pin(load_all()),
    page: |host| Box::pin(page(host)),
};

/// One file, but each function in it that is called from outside has to be told that it is there.
async fn load_all() -> Result<(), NotLoaded> {
    load().await?;
    for entry in LABS {
        (entry.python.load)().await?;
    }
    Ok(())
}

#[wasm_split(classroom, fallible, preload(load))]
fn page(host: Host) -> Result<AnyView, NotLoaded> {
    Ok(draw(host))
}

/// What the frame is before it hears the figure's height.
const FRAME_HEIGHT: u32 = 620;

/// What an author pastes: the frame, and the listener that gives it the figure's height.
fn snippet(link: &str, title: &str) -> String {
    let quoted = |text: &str| {
        text.replace('&', "&amp;")
            .replace('"', "&quot;")
            .replace('<', "&lt;")
    };
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{FRAME_HEIGHT}\" loading=\"lazy\" style=\"border:0\"></iframe>\n<script>addEventListener(\"message\",e=>{{if(e.data&&e.data.type===\"low-rank-lab:height\")for(const f of document.querySelectorAll(\"iframe\"))if(f.contentWindow===e.source)f.height=e.data.height}})</script>",
        quoted(link),
        quoted(title),
    )
}

fn draw(host: Host) -> AnyView {
    let query = derived(move || host.link.get().map(|link| link.get()).unwrap_or_default());
    let link = derived(move || format!("{}{}", base(), shared(&query.get())));
    // A camera reads every character as it is, and a code holds only so many.
    let coded = derived(move || format!("{}{}", base(), query.get()));
    let figures = expect_context::<Registry>().named().into_iter();
    let choice = |entry: Entry| Some((entry.exhibit.id()?.to_owned(), entry.exhibit.name()?));
    let choices: Vec<(String, String)> = figures
        .filter(|entry| entry.exhibit.is_figure())
        .filter_map(choice)
        .collect();
    let choices = StoredValue::new(choices);
    let chosen = RwSignal::new(0_usize);
    let embedded = derived(move || {
        choices.with_value(|choices| {
            let (id, caption) = choices.get(chosen.get())?;
            let link = shared(&format!("{}&{}={id}", query.get(), EMBED));
            Some(snippet(
                &(base() + &link),
                &format!("Low-Rank Lab: {caption}"),
            ))
        })
    });
    let frame = move || {
        embedded.get().map(|text| {
            let options = choices.with_value(|choices| {
                let option = |(i, (_, caption)): (usize, &(String, String))| view! { <option value=i.to_string()>{caption.clone()}</option> };
                choices.iter().enumerate().map(option).collect_view()
            });
            let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default());
            view! {
                <h3>"Put one figure into a page of yours"</h3>
                <label class="choice">"Figure" <select prop:value=move || chosen.get().to_string() on:change=choose>{options}</select></label>
                <textarea readonly rows="4" aria-label="Lines for your page" prop:value=text.clone()></textarea>
                <CopyButton what="Copy these lines" text=derived(move || embedded.get().unwrap_or_default()) />
            }
        })
    };
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It is closed and in the document: nothing to refuse.
        let _ = dialog.show_modal();
    });
    let close = move |_: web_sys::MouseEvent| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let printing = expect_context::<Printing>();
    let print = move |event| {
        close(event);
        let figure =
            choices.with_value(|choices| Some(choices.get(chosen.get_untracked())?.0.clone()));
        printing.begin(figure);
    };
    view! {
        <dialog class="share" aria-labelledby="share-title" node_ref=dialog on:close=move |_| host.sharing.set(false)>
            <div class="share-head">
                <h2 id="share-title">"Share what is on screen"</h2>
                <button type="button" class="button icon" aria-label="Close" on:click=close>{Icon::Cross.draw()}</button>
            </div>
            <p>"The link holds everything that is set here: whoever opens it sees the same numbers."</p>
            <input readonly aria-label="Link" prop:value=link />
            <CopyButton what="Copy the link" text=link />
            <QrPicture link=coded />
            {live(frame)}
            <h3>"On paper"</h3>
            <p>"A handout of two pages: the figure chosen above, the numbers, what to try, and this link. Ctrl or ⌘ + P prints it with the first figure."</p>
            <div class="buttons"><button type="button" class="button" on:click=print>"Print a handout"</button></div>
            <ScriptSection host query address=base() />
        </dialog>
    }
    .into_any()
}
