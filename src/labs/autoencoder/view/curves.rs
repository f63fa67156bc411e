//! The loss and the angles, step by step; for a bent autoencoder PCA in the place of the angles.

use leptos::prelude::*;

use crate::data::number_format::{full, grouped, short};
use crate::labs::autoencoder::figures;
use crate::labs::autoencoder::model::{Known, Trained};
use crate::labs::autoencoder::text;
use crate::plot::{Axis, Chart, Role};
use crate::ui::chart::ChartFigure;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout};

use super::bend::Errors;
use super::compute::Lab;

/// A reading of the training; empty while it would not belong to the state.
fn of_training(
    lab: Lab,
    read: impl Fn(&Trained) -> Reading + Send + Sync + 'static,
) -> Signal<Reading> {
    derived(move || match lab.trained() {
        Some(trained) => read(&trained),
        None => Reading::new("…", ""),
    })
}

/// A reading of what holds at every step of it.
fn of_begun(
    lab: Lab,
    read: impl Fn(&Trained) -> Reading + Send + Sync + 'static,
) -> Signal<Reading> {
    derived(move || match lab.begun() {
        Some(trained) => read(&trained),
        None => Reading::new("…", ""),
    })
}

/// A chart of the last training that belongs to its data.
pub fn chart_of(lab: Lab, draw: fn(&Known, &Trained) -> Chart) -> Memo<Chart> {
    memo(move |before: Option<&Chart>| match lab.last_pair() {
        Some((known, trained)) => draw(&known, &trained),
        None => before
            .cloned()
            .unwrap_or_else(|| Chart::new(Axis::linear(""), Axis::linear(""))),
    })
}

fn number(value: f64) -> Reading {
    Reading::new(short(value, 5), full(value))
}

#[component]
pub fn Curves(lab: Lab) -> impl IntoView {
    let linear = lab.session.part(|s| s.is_linear());
    let loss = chart_of(lab, |_, trained| figures::loss(trained));
    let steps = of_training(lab, |t| Reading::new(grouped(t.steps), t.steps.to_string()));
    let loss_now = of_training(lab, |t| number(t.loss));
    let floor = of_begun(lab, |t| match t.floor() {
        Some(floor) => number(floor),
        None => Reading::new("not known", ""),
    });
    let pca = of_begun(lab, |t| number(t.pca_loss));
    let angle = of_training(lab, |t| match t.angle() {
        Some(degrees) => Reading::new(format!("{}°", short(degrees, 3)), full(degrees)),
        None => Reading::new("—", ""),
    });
    let about = move || {
        let trained = lab.trained()?;
        Some(match (&trained.linear, trained.angle()) {
            (None, _) => text::NO_ANGLES_BENT,
            (_, None) => text::NO_ANGLES,
            _ => "",
        })
    };
    let second = move || {
        if linear.get() {
            let angles = chart_of(lab, |_, trained| figures::angles(trained));
            view! { <ChartFigure id="angles" title="Angles to PCA’s subspace" chart=angles role=Role::Sigma height=178.0 /> }
                .into_any()
        } else {
            view! { <h2>{text::AGAINST_PCA}</h2> <Errors lab /> }.into_any()
        }
    };
    view! {
        <div class="span-5 stack">
            <div class="card">
                <ChartFigure id="loss" title="Training loss" chart=loss role=Role::Delta height=178.0 />
                <p class="hint reading-line">
                    "step " <b><Readout name="steps" value=steps /></b>
                    " · loss " <b class="role-delta"><Readout name="loss" value=loss_now /></b>
                    " · floor " <b><Readout name="loss-floor" value=floor /></b>
                    " · PCA " <b><Readout name="loss-pca" value=pca /></b>
                </p>
            </div>
            <div class="card">
                {live(second)}
                <p class="hint reading-line">
                    "largest angle " <b class="role-error"><Readout name="angle-max" value=angle /></b> " " {live(about)}
                </p>
            </div>
        </div>
    }
}
