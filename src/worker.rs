//! The worker: takes requests, runs slices, sends events.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageChannel, MessageEvent, MessagePort,
};

use low_rank_lab::engine::{self, CANCEL, Event, READY, Request, Runner, Source};
use low_rank_lab::labs;

struct Scope {
    scope: DedicatedWorkerGlobalScope,
    runner: RefCell<Runner>,
    /// Wakes the next slice. A message, because timers are held back to 4 ms after a few turns.
    wake: MessagePort,
    awake: RefCell<bool>,
}

fn main() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        serve(scope);
    }
}

/// Serves requests until the page ends the worker.
fn serve(scope: DedicatedWorkerGlobalScope) {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let this = Rc::new(Scope {
        scope: scope.clone(),
        runner: RefCell::new(Runner::new(labs::jobs())),
        wake: channel.port1(),
        awake: RefCell::new(false),
    });

    let on_wake = {
        let this = Rc::clone(&this);
        Closure::<dyn FnMut()>::new(move || this.slice())
    };
    channel
        .port2()
        .set_onmessage(Some(on_wake.as_ref().unchecked_ref()));
    on_wake.forget();

    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        this.take(&message.data());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // The page waits for this word before it sends requests.
    let _ = scope.post_message(&JsValue::from_str(READY));
}

impl Scope {
    /// A request is bytes, or a list of its bytes and its files.
    fn take(&self, data: &JsValue) {
        if let Some(bytes) = data.dyn_ref::<js_sys::Uint8Array>() {
            self.serve(bytes, Vec::new());
        } else if let Some(list) = data.dyn_ref::<js_sys::Array>() {
            let files = list.iter().skip(1).filter_map(file).collect();
            if let Ok(bytes) = list.get(0).dyn_into() {
                self.serve(&bytes, files);
            }
        } else if let Ok(id) = js_sys::Reflect::get(data, &CANCEL.into())
            && let Some(id) = id.as_f64()
        {
            self.runner.borrow_mut().cancel(id as u64);
        }
    }

    fn serve(&self, bytes: &js_sys::Uint8Array, files: Vec<Box<dyn Source>>) {
        match Request::read(&bytes.to_vec()) {
            Ok(request) => {
                let refused = self.runner.borrow_mut().accept(&request, files);
                if let Some(event) = refused {
                    self.send(event);
                }
                self.wake();
            }
            // The page then starts another worker, and asks that one.
            Err(error) => wasm_bindgen::throw_str(&error.to_string()),
        }
    }

    fn wake(&self) {
        if !self.runner.borrow().is_idle() && !self.awake.replace(true) {
            let _ = self.wake.post_message(&JsValue::NULL);
        }
    }

    fn slice(&self) {
        self.awake.replace(false);
        let event = self.runner.borrow_mut().step();
        if let Some(event) = event {
            self.send(event);
        }
        self.wake();
    }

    /// Sends an event: its head, and its result in a buffer that is moved to the page.
    fn send(&self, event: Event) {
        let (head, result) = event.split();
        let head = engine::encode(&head).unwrap_throw();
        let part = |bytes: &[u8]| js_sys::Uint8Array::from(bytes);
        let (head, result) = (part(&head), part(&result));
        let moved = js_sys::Array::of2(&head.buffer(), &result.buffer());
        let message = js_sys::Array::of2(&head, &result);
        let _ = self.scope.post_message_with_transfer(&message, &moved);
    }
}

/// A file of the reader's, which stays where it is until it is read.
struct OnDevice {
    blob: Blob,
    reader: FileReaderSync,
}

fn file(value: JsValue) -> Option<Box<dyn Source>> {
    let blob = value.dyn_into().ok()?;
    let reader = FileReaderSync::new().ok()?;
    Some(Box::new(OnDevice { blob, reader }))
}

impl Source for OnDevice {
    fn size(&self) -> usize {
        self.blob.size() as usize
    }

    fn read(&self, start: usize, count: usize, to: &mut Vec<u8>) -> Result<(), String> {
        let end = start + count;
        let piece = self.blob.slice_with_f64_and_f64(start as f64, end as f64);
        let buffer = piece.and_then(|piece| self.reader.read_as_array_buffer(&piece));
        let buffer = buffer.map_err(|_| {
            "The file could not be read. Check that it still is where it was, and open it again."
                .to_owned()
        })?;
        let bytes = js_sys::Uint8Array::new(&buffer);
        let here = to.len();
        to.resize(here + bytes.length() as usize, 0);
        bytes.copy_to(&mut to[here..]);
        Ok(())
    }
}
