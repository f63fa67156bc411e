//! The page's side of the worker: starts it, queues until it is ready, drops stale answers,
//! and starts it again when it dies.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::engine::{self, CANCEL, Event, EventBody, EventHead, READY, Request};
use crate::ui::jobs::{OnEvent, Port};

/// A worker that owes an answer and has said nothing for this long is taken for dead.
const SILENCE_MS: f64 = 20_000.0;
const WATCH_EVERY: Duration = Duration::from_secs(1);
/// A request that has brought the worker down this often is given up.
const MAX_ATTEMPTS: u32 = 2;

struct Pending {
    id: u64,
    job: &'static str,
    bytes: Vec<u8>,
    files: Vec<Blob>,
    on_event: OnEvent,
    attempts: u32,
}

/// The only way to the worker.
pub struct WorkerPort {
    this: Weak<WorkerPort>,
    worker: RefCell<Option<Worker>>,
    /// Whether there has been one: what was started ahead is for the first time.
    started: Cell<bool>,
    ready: Cell<bool>,
    next_id: Cell<u64>,
    pending: RefCell<Vec<Pending>>,
    last_word: Cell<f64>,
    notices: RwSignal<Vec<String>>,
}

impl WorkerPort {
    /// The worker itself is fetched and started with the first request.
    pub fn new(notices: RwSignal<Vec<String>>) -> Rc<Self> {
        let port = Rc::new_cyclic(|this| Self {
            this: Weak::clone(this),
            worker: RefCell::new(None),
            started: Cell::new(false),
            ready: Cell::new(false),
            next_id: Cell::new(1),
            pending: RefCell::new(Vec::new()),
            last_word: Cell::new(0.0),
            notices,
        });
        let watched = Rc::downgrade(&port);
        set_interval(
            move || {
                if let Some(port) = watched.upgrade() {
                    port.watch();
                }
            },
            WATCH_EVERY,
        );
        port
    }

    fn spawn(&self) {
        self.ready.set(false);
        self.last_word.set(now_ms());
        // The first may have been started while the page was still being fetched, and have said its first word.
        let first = !self.started.replace(true);
        let ahead = boot_says("worker").dyn_into().ok().filter(|_| first);
        let spoken = ahead.is_some() && boot_says("spoken").is_truthy();
        let Some(worker) = ahead.or_else(start_worker) else {
            return self.refuse();
        };
        let this = Weak::clone(&self.this);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(port) = this.upgrade() {
                port.hear(&message.data());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let this = Weak::clone(&self.this);
        let on_error = Closure::<dyn FnMut()>::new(move || {
            if let Some(port) = this.upgrade() {
                port.restart();
            }
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
        self.worker.replace(Some(worker));
        if spoken {
            self.begin();
        }
    }

    /// The worker has said its first word: sends it what waits.
    fn begin(&self) {
        self.ready.set(true);
        for pending in self.pending.borrow().iter() {
            self.post(&pending.bytes, &pending.files);
        }
    }

    /// Tells everybody who waits that there will be no worker.
    fn refuse(&self) {
        for pending in self.pending.take() {
            (pending.on_event)(EventBody::Failed(
                "This browser did not let the page start its background worker, so this cannot be computed. Allow workers for this page, then reload it."
                    .to_owned(),
            ));
        }
    }

    fn hear(&self, data: &JsValue) {
        self.last_word.set(now_ms());
        if data.as_string().as_deref() == Some(READY) {
            return self.begin();
        }
        match read_event(data) {
            Some(event) => self.deliver(event),
            // Nobody can be told, so whoever waits asks a new worker.
            None => self.restart(),
        }
    }

    /// Hands an event to who asked; an event nobody waits for any more is dropped.
    fn deliver(&self, event: Event) {
        let last = matches!(event.body, EventBody::Done(_) | EventBody::Failed(_));
        let mut pending = self.pending.borrow_mut();
        let at = pending.iter().position(|p| p.id == event.id);
        let on_event = at.map(|at| {
            if last {
                pending.remove(at).on_event
            } else {
                Rc::clone(&pending[at].on_event)
            }
        });
        drop(pending);
        if let Some(on_event) = on_event {
            on_event(event.body);
        }
    }

    /// Sends a request: its bytes, in a list with its files where it has some.
    fn post(&self, bytes: &[u8], files: &[Blob]) {
        if let Some(worker) = self.worker.borrow().as_ref() {
            let bytes = js_sys::Uint8Array::from(bytes);
            let moved = js_sys::Array::of1(&bytes.buffer());
            let message = if files.is_empty() {
                JsValue::from(bytes)
            } else {
                let list = js_sys::Array::of1(&bytes);
                files.iter().for_each(|file| {
                    list.push(file);
                });
                list.into()
            };
            let _ = worker.post_message_with_transfer(&message, &moved);
        }
    }

    fn watch(&self) {
        let waiting = !self.pending.borrow().is_empty();
        if waiting && now_ms() - self.last_word.get() > SILENCE_MS {
            self.restart();
        }
    }

    /// Starts a new worker and gives it what the old one owed.
    fn restart(&self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        let mut given_up = Vec::new();
        self.pending.borrow_mut().retain_mut(|pending| {
            pending.attempts += 1;
            let keep = pending.attempts < MAX_ATTEMPTS;
            if !keep {
                given_up.push(Rc::clone(&pending.on_event));
            }
            keep
        });
        // A script that cannot be had is not asked for in a loop: only a worker that once lived, or that still owes
        // an answer, is started again.
        let lived = self.ready.replace(false);
        if lived || !self.pending.borrow().is_empty() {
            self.say("The background computation stopped unexpectedly and was started again.");
            self.spawn();
        }
        for on_event in given_up {
            on_event(EventBody::Failed(
                "The background worker stopped twice over this, so it was given up. Reload the page to try again."
                    .to_owned(),
            ));
        }
    }

    fn say(&self, sentence: &str) {
        self.notices.update(|notices| {
            if notices.last().is_none_or(|last| last != sentence) {
                notices.push(sentence.to_owned());
            }
        });
    }
}

impl Port for WorkerPort {
    fn start(&self, job: &'static str, input: Vec<u8>, files: Vec<Blob>, on_event: OnEvent) -> u64 {
        let id = self.next_id.replace(self.next_id.get() + 1);
        let request = Request {
            id,
            job: job.to_owned(),
            input,
        };
        match request.write() {
            Ok(bytes) => {
                let mut pending = self.pending.borrow_mut();
                pending.retain(|older| older.job != job);
                if pending.is_empty() {
                    self.last_word.set(now_ms());
                }
                if self.ready.get() {
                    self.post(&bytes, &files);
                }
                pending.push(Pending {
                    id,
                    job,
                    bytes,
                    files,
                    on_event,
                    attempts: 0,
                });
                drop(pending);
                if self.worker.borrow().is_none() {
                    self.spawn();
                }
            }
            Err(error) => on_event(EventBody::Failed(error.to_string())),
        }
        id
    }

    fn cancel(&self, id: u64) {
        self.pending.borrow_mut().retain(|pending| pending.id != id);
        if let Some(worker) = self.worker.borrow().as_ref() {
            let message = js_sys::Object::new();
            // Setting a property of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&message, &CANCEL.into(), &JsValue::from_f64(id as f64));
            let _ = worker.post_message(&message);
        }
    }
}

/// An event as the worker sends it: its head, and its result in a buffer of its own.
fn read_event(data: &JsValue) -> Option<Event> {
    let list = data.dyn_ref::<js_sys::Array>()?;
    let part = |at| Some(list.get(at).dyn_into::<js_sys::Uint8Array>().ok()?.to_vec());
    let head: EventHead = engine::decode(&part(0)?).ok()?;
    Some(head.with(part(1)?))
}

/// What `assets/boot.js` left for the program.
fn boot_says(name: &str) -> JsValue {
    let left = js_sys::Reflect::get(&js_sys::global(), &"lowRankLab".into()).unwrap_or_default();
    js_sys::Reflect::get(&left, &name.into()).unwrap_or_default()
}

fn start_worker() -> Option<Worker> {
    let address = boot_says("workerAddress").as_string();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(address.as_deref().unwrap_or("./worker.js"), &options).ok()
}

fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
