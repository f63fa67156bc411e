//! The reader's files: chosen with a button, dropped anywhere on the page, or pasted. They never leave the browser.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, DataTransfer, File, FileList};

use super::live::live;
use super::work::{Work, bar};

/// Larger files are refused before they are read: they would not fit beside what is made of them.
const MOST_BYTES: f64 = 200e6;

/// Where files go that are dropped or pasted.
#[derive(Clone, Copy)]
struct Target(StoredValue<Option<Opener>>);

/// Listens for files that are dropped anywhere or pasted, for the whole program: a browser would otherwise leave the page
/// for a dropped file. Where the open page takes none, `refuse` says so.
pub fn listen(refuse: Callback<()>) {
    let target = Target(StoredValue::new(None));
    provide_context(target);
    let take = move |files: Vec<File>| match target.0.get_value() {
        Some(opener) => opener.open(files),
        None => refuse.run(()),
    };
    window_event_listener(ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| has_files(&data)) {
            event.prevent_default();
        }
    });
    window_event_listener(ev::drop, move |event| {
        if let Some(data) = event.data_transfer().filter(has_files) {
            event.prevent_default();
            take(listed(data.files()));
        }
    });
    window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(has_files) else {
            return;
        };
        // Cells of a spreadsheet come as text, with a picture of them beside it.
        let is_text = has(&data, "text/plain") && is_field(event.target());
        let files = listed(data.files());
        if !is_text && !files.is_empty() {
            event.prevent_default();
            take(files);
        }
    });
}

fn has_files(data: &DataTransfer) -> bool {
    has(data, "Files")
}

fn has(data: &DataTransfer, kind: &str) -> bool {
    data.types()
        .iter()
        .any(|is| is.as_string().as_deref() == Some(kind))
}

fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element
            .closest("input, textarea")
            .is_ok_and(|at| at.is_some())
    })
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|i| files.get(i)).collect()
}

/// What a lab does with files, and how far it is.
#[derive(Clone, Copy)]
pub struct Opener {
    /// Whether it takes more than one at once.
    several: bool,
    pub work: Work,
    /// What there is to say about what was opened.
    pub note: RwSignal<Option<String>>,
    take: Callback<(Opener, Vec<File>)>,
}

impl Opener {
    /// While the present component is there, what is dropped or pasted goes to `take`.
    pub fn new(several: bool, take: impl Fn(Opener, Vec<File>) + Send + Sync + 'static) -> Self {
        let opener = Self {
            several,
            work: Work::idle(),
            note: RwSignal::new(None),
            take: Callback::new(move |(opener, files)| take(opener, files)),
        };
        let Target(target) = expect_context();
        target.set_value(Some(opener));
        on_cleanup(move || target.set_value(None));
        opener
    }

    /// Takes files, or says why not; a newer file voids what still is being read.
    pub fn open(self, files: Vec<File>) {
        self.note.set(None);
        if files.is_empty() {
            return;
        }
        if let Some(file) = files.iter().find(|file| file.size() > MOST_BYTES) {
            return self.work.refuse(format!(
                "“{}” has {:.0} MB. More than 200 MB is too much for a browser: take a part of it.",
                short_name(file),
                file.size() / 1e6
            ));
        }
        if files.len() > 1 && !self.several {
            return self.work.refuse(format!(
                "These are {} files. Open one at a time.",
                files.len()
            ));
        }
        self.take.run((self, files));
    }
}

/// A file's name, no longer than a sentence can bear.
pub fn short_name(file: &File) -> String {
    let name = file.name();
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

/// Bytes that are in the page already, as a file that can be handed to the worker.
pub fn blob(bytes: &[u8]) -> Option<Blob> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    Blob::new_with_buffer_source_sequence(&parts).ok()
}

/// The button that chooses files.
#[component]
pub fn OpenFiles(
    opener: Opener,
    label: &'static str,
    /// Which files there are to choose from: endings or types, with commas.
    accept: &'static str,
) -> impl IntoView {
    let chosen = move |event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        opener.open(listed(input.files()));
        // So that the same file can be opened again.
        input.set_value("");
    };
    view! {
        <label class="button file">
            {label}
            <input type="file" multiple=opener.several accept=accept class="unseen" on:change=chosen />
        </label>
    }
}

/// How far the opening of a file is, with a button to cancel; then what there is to say about it.
#[component]
pub fn Opening(opener: Opener) -> impl IntoView {
    let Opener { work, note, .. } = opener;
    let failed = move || work.problem.with(Option::is_some);
    view! {
        {bar(work, Signal::stored("Reading your file …".to_owned()), Some(Callback::new(move |()| work.stop())))}
        <p class="source-note" class:problem=failed role="status">
            {live(move || work.problem.get().or_else(|| note.get()))}
        </p>
    }
}
