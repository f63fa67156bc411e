//! Numbers the app vouches for.

use leptos::prelude::*;

use super::live::live;
use super::registry::{Exhibit, entered};

/// A number as it is shown and as machines read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Rounded, for the eye.
    pub shown: String,
    /// Full precision; a list is separated by blanks; empty where there is no value.
    pub full: String,
}

impl Reading {
    pub fn new(shown: impl Into<String>, full: impl Into<String>) -> Self {
        Self {
            shown: shown.into(),
            full: full.into(),
        }
    }
}

/// `<output data-readout=… data-value=…>`: part of the public interface.
#[component]
pub fn Readout(name: &'static str, #[prop(into)] value: Signal<Reading>) -> impl IntoView {
    view! {
        // Not announced on every move of a slider: the figures' texts are read when wanted.
        <output data-readout=name data-value=move || value.get().full aria-live="off" use:entered=Exhibit::Readout>
            {live(move || value.get().shown)}
        </output>
    }
}

/// A card with one large number, its label, and a line below it.
#[component]
pub fn Stat(
    label: AnyView,
    name: &'static str,
    #[prop(into)] value: Signal<Reading>,
    /// CSS class of the role, for the colour of the number.
    #[prop(optional)]
    role: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="stat" use:entered=Exhibit::Stat>
            <span class="stat-label">{label}</span>
            <span class=format!("stat-number {role}")>
                <Readout name value />
            </span>
            <span class="stat-note">{children.map(|c| c())}</span>
        </div>
    }
}
