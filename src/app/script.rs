//! "The same numbers in Python", in the dialog that shares. What writes the script is fetched when it is drawn.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::parts::Fetched;
use super::share::CopyButton;
use crate::labs::{self, Entry};
use crate::state::link::Query;
use crate::ui::download::save_text;
use crate::ui::live::{derived, live};

const WHAT: &str = "A script for Python with NumPy. It computes what is set here again and prints the readouts of this page, one on each line. What it leaves out, it says.";
const TRAINING: &str = "A training enters the link and the script when it is paused.";
const LOADING: &str = "Loading what writes the script …";
const FAILED: &str =
    "What writes the script could not be loaded. Check your connection, then try again.";

/// The script of the open lab for the state of `query`; `address` is the page's without a query.
#[component]
pub fn ScriptSection(query: Signal<String>, address: String) -> impl IntoView {
    let entry = query.with_untracked(|query| {
        let lab = Query::parse(query).get("lab").map(str::to_owned)?;
        labs::find(&lab)
    });
    entry.map(|entry| section(entry, query, address))
}

fn section(entry: &'static Entry, query: Signal<String>, address: String) -> AnyView {
    let fetched = RwSignal::new(Fetched::Waiting);
    fetch(entry, fetched);
    let script = derived(move || match fetched.get() {
        Fetched::Here => entry.python.write(query.get(), address.clone()),
        _ => None,
    });
    let text = derived(move || script.get().unwrap_or_default());
    let save = move |_| {
        let name = format!("low-rank-lab-{}.py", entry.id);
        save_text(&name, "text/x-python", &text.get_untracked());
    };
    let body = move || {
        match fetched.get() {
        Fetched::Waiting => view! { <p role="status">{LOADING}</p> }.into_any(),
        Fetched::Failed => view! {
            <p role="alert">{FAILED}</p>
            <button type="button" class="button" on:click=move |_| fetch(entry, fetched)>"Try again"</button>
        }
        .into_any(),
        Fetched::Here => view! {
            <textarea readonly class="script" rows="9" spellcheck="false" aria-label="Python script" prop:value=text></textarea>
            <CopyButton what="Copy as Python" text />
            <div class="buttons">
                <button type="button" class="button" on:click=save>"Save as a .py file"</button>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <h3>"The same numbers in Python"</h3>
        <p>{WHAT} " " {TRAINING}</p>
        {live(body)}
    }
    .into_any()
}

fn fetch(entry: &'static Entry, fetched: RwSignal<Fetched>) {
    fetched.set(Fetched::Waiting);
    spawn_local(async move {
        let now = match (entry.python.load)().await {
            Ok(()) => Fetched::Here,
            Err(_) => Fetched::Failed,
        };
        // The dialog may have been closed meanwhile.
        fetched.try_set(now);
    });
}
