//! Equation, r, α, where to start from, and the buttons of the training.

use leptos::prelude::*;

use crate::labs::lora::presets::{PRESETS, preset_of};
use crate::labs::lora::state::State;
use crate::labs::lora::text;
use crate::learn::lora::Scaling;
use crate::state::link::row;
use crate::ui::equation::{Equation, fraction, operator, raised, root, shaped, space, symbol};
use crate::ui::fields::Choice;
use crate::ui::keys::KeySlider;
use crate::ui::live::{derived, live, memo};
use crate::ui::session::Session;
use crate::ui::transport::Transport;

use super::compute::Lab;

/// W′ = W + (α/r)·B A with the reader's shapes.
pub fn equation(session: Session<State>) -> impl IntoView {
    let parts = session.part(|s| (s.shape(), s.rank(), s.scaling));
    let markup = derived(move || {
        let ((d, k), r, scaling) = parts.get();
        let rank = symbol("r", "role-sigma");
        let below = match scaling {
            Scaling::Lora => rank,
            Scaling::RsLora => root(&rank),
        };
        [
            raised(&symbol("W", "role-frozen"), "<mo>′</mo>"),
            operator("="),
            shaped(&symbol("W", "role-frozen"), d, k),
            operator("+"),
            fraction(&symbol("α", ""), &below),
            shaped(&symbol("B", "role-left"), d, r),
            space(),
            shaped(&symbol("A", "role-right"), r, k),
        ]
        .concat()
    });
    view! { <Equation markup text=text::EQUATION.to_owned() /> }
}

/// The card with the main slider and the buttons.
#[component]
pub fn Controls(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let rank = session.part(State::rank);
    let most = session.part(|s| s.full_rank() as f64);
    let preset = session.part(preset_of);
    let scale = session.part(text::scale);
    let names = PRESETS
        .iter()
        .map(|preset| preset.name.to_owned())
        .collect();
    let point = move || match preset.get() {
        Some(index) => PRESETS[index].point,
        None => "",
    };
    view! {
        <section class="card controls" data-controls="" aria-label="Controls">
            <KeySlider
                session
                key=row!(State, "r")
                label=view! { "Rank " <i>"r"</i> }.into_any()
                to=most
                main=true
                role="role-sigma"
                value_text=derived(move || format!("rank {} of {}", rank.get(), f64::max(rank.get() as f64, most.get())))
            />
            <div class="alpha">
                <KeySlider
                    session
                    key=row!(State, "alpha")
                    label=view! { "Scaling " <i>"α"</i> }.into_any()
                    from=0.5
                    to=64.0
                    step=0.5
                    role="role-delta"
                />
                <p class="hint">{live(move || scale.get())}</p>
            </div>
            <div class="start-from">
                <Choice
                    label=text::PRESET_LABEL
                    options=names
                    selected=preset
                    otherwise=text::OWN_SETTINGS
                    on_choose=Callback::new(move |index: usize| {
                        if let Some(preset) = PRESETS.get(index) {
                            lab.change("preset", |s| preset.apply(s));
                        }
                    })
                />
                <p class="hint">{live(point)}</p>
            </div>
            <div class="train">
                <Transport training=lab.training ended=memo(move |_| lab.ended()) />
            </div>
        </section>
    }
}
