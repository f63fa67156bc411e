//! The charts of the spectrum, and what each rule reads off it.

use leptos::prelude::*;

use crate::data::number_format::{full, full_list, grouped, percent, short};
use crate::labs::choose_r::figures;
use crate::labs::choose_r::model::{Rule, Spectrum};
use crate::labs::choose_r::state::State;
use crate::labs::choose_r::text;
use crate::plot::{Chart, Role};
use crate::state::link::row;
use crate::ui::chart::{ChartFigure, DragAxis};
use crate::ui::keys::KeySwitch;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout, Stat};

use super::compute::Lab;

/// How many singular values are written out.
const SIGMAS: usize = 5;

/// A number of the spectrum; empty while it would not belong to the state.
pub fn of_spectrum(
    lab: Lab,
    read: impl Fn(&Spectrum, f64) -> Reading + Send + Sync + 'static,
) -> Signal<Reading> {
    let threshold = lab.session.part(|s| s.threshold);
    kept(move || {
        let spectrum = lab.spectrum()?;
        Some(read(&spectrum, threshold.get()))
    })
}

/// A reading that, while there is none for the state, shows the last one to the eye and nothing to machines.
pub fn kept(read: impl Fn() -> Option<Reading> + Send + Sync + 'static) -> Signal<Reading> {
    let last = memo(move |before: Option<&Reading>| {
        read().unwrap_or_else(|| match before {
            Some(before) => Reading::new(before.shown.clone(), ""),
            None => Reading::new("…", ""),
        })
    });
    last.into()
}

pub fn count(value: usize) -> Reading {
    Reading::new(grouped(value), value.to_string())
}

/// The spectrum, and what its first r terms keep.
#[component]
pub fn Charts(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let drawn = session.part(|s| (s.threshold, s.log));
    let chart = move |draw: fn(&Spectrum, (f64, bool)) -> Chart| {
        memo(move |_| match lab.shown.get() {
            Some(shown) => draw(&shown.spectrum, drawn.get()),
            None => figures::empty(),
        })
    };
    let spectrum = chart(|s, (t, log)| figures::spectrum(s, s.rank_for(Rule::Energy, t), log));
    let kept = chart(|s, (t, _)| figures::kept(s, t));
    let shape = derived(move || match lab.shown.get() {
        Some(shown) => format!("ΔW is {} × {}", shown.spectrum.rows, shown.spectrum.cols),
        None => "…".to_owned(),
    });
    let drag = move |share: f64| {
        let step = (share.clamp(0.0, 1.0) * 200.0).round() / 200.0;
        lab.change("threshold", |s| s.threshold = step);
    };
    let sigma = of_spectrum(lab, |s, _| {
        Reading::new(sigma_words(&s.sigma), full_list(&s.sigma))
    });
    let rows = of_spectrum(lab, |s, _| count(s.rows));
    let cols = of_spectrum(lab, |s, _| count(s.cols));
    view! {
        <section class="grid" aria-label="Charts">
            <div class="card span-6">
                <ChartFigure id="spectrum" title="Singular values of ΔW" note=shape chart=spectrum role=Role::Sigma height=230.0 />
                <p class="hint">
                    "d × k: " <Readout name="rows" value=rows /> " × " <Readout name="cols" value=cols />
                    " · σ: " <Readout name="sigma" value=sigma />
                </p>
                <KeySwitch session key=row!(State, "scale") class="hint" />
            </div>
            <div class="card span-6">
                <ChartFigure
                    id="kept"
                    title="What the first r directions keep"
                    chart=kept
                    role=Role::Sigma
                    height=230.0
                    drag=(DragAxis::Y, Callback::new(drag))
                />
                <p class="hint">"Drag the dashed line, or use the slider: where a curve crosses it stands the r of that rule."</p>
            </div>
        </section>
    }
}

/// r by the three rules, and its price.
#[component]
pub fn Stats(lab: Lab) -> impl IntoView {
    let threshold = lab.session.part(|s| s.threshold);
    let share = move || percent(threshold.get());
    let rest = move || percent(1.0 - threshold.get());
    let by = move |rule: Rule| of_spectrum(lab, move |s, t| count(s.rank_for(rule, t)));
    let energy = of_spectrum(lab, |s, t| {
        let energy = s.energy_at(s.rank_for(Rule::Energy, t));
        Reading::new(percent(energy), full(energy))
    });
    let rank = of_spectrum(lab, |s, _| count(s.numerical_rank()));
    let stable = of_spectrum(lab, |s, _| {
        Reading::new(short(s.stable_rank(), 3), full(s.stable_rank()))
    });
    let effective = of_spectrum(lab, |s, _| {
        Reading::new(short(s.effective_rank(), 3), full(s.effective_rank()))
    });
    let adapter = of_spectrum(lab, |s, t| count(s.adapter(s.rank_for(Rule::Energy, t))));
    let whole = of_spectrum(lab, |s, _| count(s.whole()));
    let ratio = move |s: &Spectrum, t: f64| {
        s.adapter(s.rank_for(Rule::Energy, t)) as f64 / s.whole().max(1) as f64
    };
    let share_of = of_spectrum(lab, move |s, t| {
        Reading::new(percent(ratio(s, t)), full(ratio(s, t)))
    });
    let filled = memo(move |_| lab.spectrum().map_or(0.0, |s| ratio(&s, threshold.get())));
    view! {
        <section class="grid stats" aria-label="Numbers">
            <div class="card span-4">
                <Stat label=view! { "Smallest r with " {live(share)} " of Σσ²" }.into_any() name="r-threshold" value=by(Rule::Energy) role="role-sigma">
                    "it keeps " <b><Readout name="energy" value=energy /></b> " · rank " <b><Readout name="rank" value=rank /></b>
                    " · stable rank " <b><Readout name="stable-rank" value=stable /></b> " · effective rank "
                    <b><Readout name="effective-rank" value=effective /></b>
                </Stat>
            </div>
            <div class="card span-4">
                <Stat label=view! { "Smallest r with " {live(share)} " of Σσ" }.into_any() name="r-sum" value=by(Rule::Sum)>
                    "with an error of at most " {live(rest)} " of ‖ΔW‖: r = " <b><Readout name="r-norm" value=by(Rule::Norm) /></b>
                    <details class="why">
                        <summary>{text::RULES_CARD}</summary>
                        <p>{text::RULES_WHY}</p>
                    </details>
                </Stat>
            </div>
            <div class="card span-4">
                <Stat label="Its adapter, r(d + k) numbers".into_any() name="params-lora" value=adapter role="role-delta">
                    "instead of dk = " <b><Readout name="params-full" value=whole /></b> " · " <b><Readout name="params-ratio" value=share_of /></b>
                    <span class="bar" aria-hidden="true">
                        <i style:width=move || format!("{}%", (100.0 * filled.get()).min(100.0)) class:over=move || { filled.get() > 1.0 }></i>
                    </span>
                </Stat>
            </div>
        </section>
    }
}

fn sigma_words(values: &[f64]) -> String {
    let mut words: Vec<String> = values.iter().take(SIGMAS).map(|s| short(*s, 4)).collect();
    if values.len() > SIGMAS {
        words.push(format!("… ({} in all)", values.len()));
    }
    words.join(", ")
}
