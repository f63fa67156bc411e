//! The readouts and the charts of the main figure.

use leptos::prelude::*;

use crate::data::number_format::{full, full_list, grouped, percent, short};
use crate::labs::lora::figures;
use crate::labs::lora::model::{Counts, Known, Limits, Trained};
use crate::labs::lora::text;
use crate::learn::lora::Start;
use crate::plot::{Axis, Chart, Role};
use crate::ui::chart::ChartFigure;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout, Stat};

use super::compute::Lab;

/// How many singular values are written out.
const SIGMAS: usize = 5;

/// A reading of the training; empty while it would not belong to the state.
pub fn of_training(
    lab: Lab,
    read: impl Fn(&Trained) -> Reading + Send + Sync + 'static,
) -> Signal<Reading> {
    derived(move || match lab.trained() {
        Some(trained) => read(&trained),
        None => Reading::new("…", ""),
    })
}

/// A reading of what needs no training.
fn of_limits(lab: Lab, read: fn(Limits) -> Reading) -> Signal<Reading> {
    derived(move || match lab.limits() {
        Some(limits) => read(limits),
        None => Reading::new("…", ""),
    })
}

fn share(value: f64) -> Reading {
    Reading::new(percent(value), full(value))
}

fn count(value: usize) -> Reading {
    Reading::new(grouped(value), value.to_string())
}

/// The three cards under the pictures.
#[component]
pub fn Stats(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let counts = session.part(Counts::of);
    let error = of_training(lab, |t| share(t.error));
    let best = of_limits(lab, |limits| share(limits.error));
    let angle = of_training(lab, |t| match t.largest_angle() {
        Some(degrees) => Reading::new(format!("{}°", short(degrees, 3)), full(degrees)),
        None => Reading::new("—", ""),
    });
    let pissa = session.part(|s| s.start == Start::Pissa);
    let no_angle = move || {
        lab.trained()
            .filter(|t| t.angles.is_none())
            .map(|_| " · no single best subspace here")
    };
    let rank = of_training(lab, |t| count(t.rank));
    let lora = derived(move || count(counts.get().lora));
    let whole = derived(move || count(counts.get().full));
    let ratio = derived(move || share(counts.get().ratio()));
    let width = move || format!("{}%", (100.0 * counts.get().ratio()).min(100.0));
    view! {
        <section class="grid stats" aria-label="Numbers">
            <div class="card span-4">
                <Stat label=view! { {live(move || if pissa.get() { text::ERROR_PISSA } else { text::ERROR })} }.into_any() name="error-trained" value=error role="role-error">
                    "best possible at this r: " <b><Readout name="error-best" value=best /></b> " (Eckart–Young)"
                </Stat>
            </div>
            <div class="card span-4">
                <Stat label="Trainable parameters r(d + k)".into_any() name="params-lora" value=lora role="role-delta">
                    "instead of dk = " <b><Readout name="params-full" value=whole /></b> " · " <b><Readout name="params-ratio" value=ratio /></b>
                    <span class="bar" aria-hidden="true"><i style:width=width class:over=move || { counts.get().ratio() > 1.0 }></i></span>
                </Stat>
            </div>
            <div class="card span-4">
                <Stat label="Learned subspace against the optimum’s".into_any() name="angle-max" value=angle role="role-right">
                    "largest principal angle · rank(s·BA) = " <b><Readout name="rank-ba" value=rank /></b> {live(no_angle)}
                </Stat>
            </div>
        </section>
    }
}

fn empty_chart() -> Chart {
    Chart::new(Axis::linear(""), Axis::linear(""))
}

/// Spectrum, error against r, loss, angles.
#[component]
pub fn Charts(lab: Lab) -> impl IntoView {
    let rank = lab.session.part(|s| s.rank());
    let chart = move |draw: fn(&Known, &Trained, usize) -> Chart| {
        memo(
            move |before: Option<&Chart>| match lab.known().zip(lab.begun()) {
                Some((known, trained)) => draw(&known, &trained, rank.get()),
                None => before.cloned().unwrap_or_else(empty_chart),
            },
        )
    };
    let pissa = lab.session.part(|s| s.start == Start::Pissa);
    let spectrum = chart(figures::spectrum);
    let error = chart(|known, trained, _| figures::error_against_rank(known, trained));
    let loss = chart(|_, trained, _| figures::loss(trained));
    let angles = chart(|_, trained, _| figures::angles(trained));
    let sigma = derived(move || match lab.known() {
        Some(known) => Reading::new(
            sigma_words(&known.svd.singular_values),
            full_list(&known.svd.singular_values),
        ),
        None => Reading::new("…", ""),
    });
    let steps = of_training(lab, |t| count(t.steps));
    let loss_now = of_training(lab, |t| Reading::new(short(t.loss, 5), full(t.loss)));
    let floor = of_limits(lab, |limits| {
        Reading::new(short(limits.loss, 5), full(limits.loss))
    });
    view! {
        <section class="grid charts" aria-label="Charts">
            <div class="card">
                <ChartFigure id="spectrum" title="Singular values" chart=spectrum role=Role::Sigma height=215.0 />
                <p class="hint">"ΔW*: " <Readout name="sigma" value=sigma /></p>
            </div>
            <div class="card">
                <ChartFigure id="error" title="Error against r" chart=error role=Role::Error height=215.0 />
                <p class="hint">{live(move || if pissa.get() { text::BELOW_CURVE_PISSA } else { text::BELOW_CURVE })}</p>
            </div>
            <div class="card">
                <ChartFigure id="loss" title="Training loss" chart=loss role=Role::Delta height=215.0 />
                <p class="hint">
                    "step " <b><Readout name="steps" value=steps /></b>
                    " · loss " <b><Readout name="loss" value=loss_now /></b>
                    " · floor " <b><Readout name="loss-floor" value=floor /></b>
                </p>
            </div>
            <div class="card">
                <ChartFigure id="angles" title="Principal angles" chart=angles role=Role::Right height=215.0 />
                <p class="hint">{text::ANGLES}</p>
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
