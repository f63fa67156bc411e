//! A lab's state while its page is open: the signal, undo and redo, and its tie to the shell.

use std::any::Any;

use leptos::prelude::*;

use super::live::{derived, memo};
use crate::state::history::History;
use crate::state::link::{self, LinkState, Query};

/// Whether the numbers on screen belong to the state in the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    Ready,
    Computing,
    Error,
}

impl Readiness {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Computing => "computing",
            Self::Error => "error",
        }
    }
}

/// Undo and redo as the shell's buttons and keys need them.
#[derive(Clone, Copy)]
pub struct UndoControls {
    pub can_undo: Signal<bool>,
    pub can_redo: Signal<bool>,
    pub undo: Callback<()>,
    pub redo: Callback<()>,
}

/// Gives a copy of the present state: an `Option` of the lab's own type, `None` once the lab has been left.
pub type StateReader = Callback<(), Box<dyn Any + Send>>;

/// What the shell gives a lab, and what the lab gives back.
#[derive(Clone, Copy)]
pub struct Host {
    /// The query the lab was opened with.
    pub query: StoredValue<Query>,
    /// The query of the present state; the shell mirrors it in the address bar.
    pub link: RwSignal<Option<Signal<String>>>,
    /// Sentences for the status line.
    pub notices: RwSignal<Vec<String>>,
    pub undo: RwSignal<Option<UndoControls>>,
    /// The present state, for what knows its type.
    pub state: RwSignal<Option<StateReader>>,
    /// Whether the reader is sharing what is on screen.
    pub sharing: RwSignal<bool>,
}

/// The state of an open lab.
pub struct Session<S: LinkState> {
    state: RwSignal<S>,
    history: RwSignal<History<S>>,
    notices: RwSignal<Vec<String>>,
}

impl<S: LinkState> Clone for Session<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: LinkState> Copy for Session<S> {}

impl<S: LinkState> Session<S> {
    /// Reads the link, says what could not be read, and ties undo and the address bar to the state.
    pub fn open(host: Host) -> Self {
        let (state, problems) = host.query.with_value(link::decode::<S>);
        host.notices
            .update(|notices| notices.extend(problems.iter().map(ToString::to_string)));
        let session = Self {
            state: RwSignal::new(state),
            history: RwSignal::new(History::default()),
            notices: host.notices,
        };
        let state = session.state;
        host.link
            .set(Some(derived(move || state.with(|s| link::encode(s)))));
        let read = move |()| Box::new(state.try_get()) as Box<dyn Any + Send>;
        host.state.set(Some(Callback::new(read)));
        let history = session.history;
        host.undo.set(Some(UndoControls {
            can_undo: derived(move || history.with(History::can_undo)),
            can_redo: derived(move || history.with(History::can_redo)),
            undo: Callback::new(move |()| session.step_back()),
            redo: Callback::new(move |()| session.step_forward()),
        }));
        session
    }

    /// The state, for reading; changes go through [`Session::update`].
    pub fn state(&self) -> ReadSignal<S> {
        self.state.read_only()
    }

    /// A part of the state that only notifies when it changes.
    pub fn part<T>(&self, part: impl Fn(&S) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let state = self.state;
        memo(move |_| state.with(&part))
    }

    /// Changes the state on behalf of `control`, keeps it consistent, and makes the change undoable.
    pub fn update(&self, control: &'static str, change: impl FnOnce(&mut S)) {
        let mut change = Some(change);
        self.make(control, &mut |s| {
            if let Some(change) = change.take() {
                change(s);
            }
        });
    }

    /// The same, compiled once for all changes of a lab.
    fn make(&self, control: &'static str, change: &mut dyn FnMut(&mut S)) {
        let before = self.state.get_untracked();
        let mut after = before.clone();
        after.change(change);
        if after != before {
            self.history
                .update(|history| history.record(control, now_ms(), before));
            self.notices.update(Vec::clear);
            self.state.set(after);
        }
    }

    fn step_back(&self) {
        let present = self.state.get_untracked();
        if let Some(state) = self.history.try_update(|h| h.undo(present)).flatten() {
            self.state.set(state);
        }
    }

    fn step_forward(&self) {
        let present = self.state.get_untracked();
        if let Some(state) = self.history.try_update(|h| h.redo(present)).flatten() {
            self.state.set(state);
        }
    }
}

/// The browser's clock, in milliseconds.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
