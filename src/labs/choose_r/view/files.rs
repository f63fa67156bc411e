//! The reader's own matrices, from a button or dropped anywhere on the page. They never leave the browser.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::labs::choose_r::spectrum_job::File;
use crate::labs::choose_r::text;

use super::compute::Lab;

/// Larger files are refused before they are read.
const MAX_BYTES: f64 = 200e6;

/// The button, and the ear for what is dropped.
#[component]
pub fn OpenFiles(lab: Lab) -> impl IntoView {
    let open = move |files: Vec<web_sys::File>| {
        if files.is_empty() {
            return;
        }
        spawn_local(async move {
            match read_all(files).await {
                Ok(files) => lab.read_files(files),
                Err(reason) => {
                    lab.file_work.problem.try_set(Some(reason));
                }
            }
        });
    };
    accept_drops(open);
    let picked = move |event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        open(listed(input.files()));
        // So that the same file can be opened again.
        input.set_value("");
    };
    view! {
        <div class="open-files">
            <label class="button file">
                {text::OPEN_FILE}
                <input type="file" multiple=true accept=".npy,.csv,.tsv,.txt" class="unseen" on:change=picked />
            </label>
            <details class="why">
                <summary>"What can I open?"</summary>
                <p>{text::OPEN_HINT}</p>
            </details>
        </div>
    }
}

fn listed(files: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|i| files.get(i)).collect()
}

async fn read_all(files: Vec<web_sys::File>) -> Result<Vec<File>, String> {
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let name = file.name();
        let shown: String = name.chars().take(60).collect();
        if file.size() > MAX_BYTES {
            return Err(format!(
                "“{shown}” has more than 200 MB, which is too much for a browser. Cut out one matrix and save it with numpy.save."
            ));
        }
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| {
            format!("“{shown}” could not be read. Check that it still is where it was, and open it again.")
        })?;
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        read.push(File { name, bytes });
    }
    Ok(read)
}

fn accept_drops(open: impl Fn(Vec<web_sys::File>) + Send + Sync + 'static) {
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        open(listed(event.data_transfer().and_then(|data| data.files())));
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
