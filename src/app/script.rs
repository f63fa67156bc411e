//! "The same numbers in Python", in the dialog that shares.

use leptos::prelude::*;

use crate::labs::{self, Entry};
use crate::state::link::Query;
use crate::ui::clipboard::CopyButton;
use crate::ui::download::save_text;
use crate::ui::live::derived;
use crate::ui::session::Host;

const WHAT: &str = "A script for Python with NumPy. It computes what is set here again and prints the readouts of this page, one on each line. What it leaves out, it says.";
const TRAINING: &str = "A training enters the link and the script when it is paused.";

/// The script of the open lab for its state, of which `query` is the link; `address` is the page's without a query.
#[component]
pub fn ScriptSection(host: Host, query: Signal<String>, address: String) -> impl IntoView {
    let entry = query.with_untracked(|query| {
        let lab = Query::parse(query).get("lab").map(str::to_owned)?;
        labs::find(&lab)
    });
    entry.map(|entry| section(host, entry, query, address))
}

fn section(host: Host, entry: &'static Entry, query: Signal<String>, address: String) -> AnyView {
    let script = derived(move || {
        let state = host.state.get().map(|read| read.run(()));
        let written = state.map(|state| entry.python.write(state, query.get(), address.clone()));
        written.flatten().unwrap_or_default()
    });
    let save = move |_| {
        let name = format!("low-rank-lab-{}.py", entry.id);
        save_text(&name, "text/x-python", &script.get_untracked());
    };
    view! {
        <h3>"The same numbers in Python"</h3>
        <p>{WHAT} " " {TRAINING}</p>
        <textarea readonly class="script" rows="9" spellcheck="false" aria-label="Python script" prop:value=script></textarea>
        <CopyButton what="Copy as Python" text=script>
            <button type="button" class="button" on:click=save>"Save as a .py file"</button>
        </CopyButton>
    }
    .into_any()
}
