//! The reader's own matrices.

use leptos::prelude::*;

use crate::labs::choose_r::text;
use crate::ui::files::{OpenFiles, Opener, Opening};

use super::compute::Lab;

/// The button, and what became of the files.
#[component]
pub fn OwnMatrices(lab: Lab) -> impl IntoView {
    let opener = Opener::new(true, move |opener, files| lab.open_files(opener, files));
    view! {
        <div class="open-files">
            <OpenFiles opener label=text::OPEN_FILE accept=".npy,.csv,.tsv,.txt" />
            <details class="why">
                <summary>"What can I open?"</summary>
                <p>{text::OPEN_HINT}</p>
            </details>
            <Opening opener />
        </div>
    }
}
