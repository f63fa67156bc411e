//! The worker: takes requests, runs slices, sends events.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use low_rank_lab::engine::{self, CANCEL, Event, READY, Request, Runner};
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
    fn take(&self, data: &JsValue) {
        if let Some(bytes) = data.dyn_ref::<js_sys::Uint8Array>() {
            match engine::decode::<Request>(&bytes.to_vec()) {
                Ok(request) => {
                    let refused = self.runner.borrow_mut().accept(&request);
                    if let Some(event) = refused {
                        self.send(&event);
                    }
                    self.wake();
                }
                Err(error) => web_sys::console::error_1(&error.to_string().into()),
            }
        } else if let Ok(id) = js_sys::Reflect::get(data, &CANCEL.into())
            && let Some(id) = id.as_f64()
        {
            self.runner.borrow_mut().cancel(id as u64);
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
            self.send(&event);
        }
        self.wake();
    }

    /// Hands the event's bytes over without a copy.
    fn send(&self, event: &Event) {
        let Ok(bytes) = engine::encode(event) else {
            return;
        };
        let bytes = js_sys::Uint8Array::from(bytes.as_slice());
        let handed_over = js_sys::Array::of1(&bytes.buffer());
        let _ = self.scope.post_message_with_transfer(&bytes, &handed_over);
    }
}
