//! Choosing r by trial.

use leptos::prelude::*;

use crate::data::number_format::{full, short};
use crate::labs::choose_r::figures;
use crate::labs::choose_r::model::Rule;
use crate::labs::choose_r::state::{Source, State};
use crate::labs::choose_r::text;
use crate::labs::choose_r::trial_job::Tried;
use crate::plot::Role;
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::icon::Icon;
use crate::ui::keys::{KeyNumber, KeySlider};
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout};
use crate::ui::work::Working;

use super::compute::Lab;
use super::numbers::count;
use super::tasks::PredictTrial;

#[component]
pub fn TrialCard(lab: Lab) -> impl IntoView {
    let chart = memo(move |_| match lab.tried() {
        Some(tried) => figures::trial(&tried),
        None => figures::empty(),
    });
    let synthetic = lab.session.part(|s| s.source == Source::Synthetic);
    let sentences = move || {
        let tried = lab.trial_over()?;
        let state = lab.session.state();
        let by_spectrum = lab.spectrum().filter(|_| synthetic.get());
        let words = state.with(|s| {
            let rank = by_spectrum.map(|spectrum| spectrum.rank_for(Rule::Energy, s.threshold));
            text::trial(s, &tried, rank)
        });
        let items = words.into_iter().map(|words| view! { <li>{words}</li> });
        Some(view! { <ul class="doubts">{items.collect_view()}</ul> })
    };
    view! {
        <section class="card trial" id="trial">
            <h2>{text::TRIAL_CARD}</h2>
            <p>{live(move || lab.session.state().with(text::trial_why))}</p>
            <div class="grid">
                <div class="span-5 stack">
                    <KeySlider session=lab.session key=row!(State, "target-noise") step=0.05 />
                    <div class="pair">
                        <KeyNumber session=lab.session key=row!(State, "samples") />
                        <KeyNumber session=lab.session key=row!(State, "seeds") />
                    </div>
                    <PredictTrial />
                    <Runs lab />
                    <p class="hint">{text::ONE_SE}</p>
                </div>
                <div class="span-7 stack">
                    <ChartFigure id="trial-loss" title=text::TRIAL_FIGURE note=text::TRIAL_SPREAD chart role=Role::Error height=300.0 />
                    <Numbers lab />
                    <div role="status">{live(sentences)}</div>
                </div>
            </div>
        </section>
    }
}

/// The button, and how far the trial is.
#[component]
fn Runs(lab: Lab) -> impl IntoView {
    let asked = lab.session.part(|s| s.sweep);
    let run = move |_| lab.change("sweep", |s| s.sweep = true);
    let cancel = move |()| lab.change("sweep", |s| s.sweep = false);
    view! {
        <div class="buttons">
            <button type="button" class="button primary" disabled=asked on:click=run>
                {Icon::Play.draw()}
                {text::TRIAL_RUN}
            </button>
        </div>
        <Working work=lab.trial_work label=text::TRIAL_RUNNING on_cancel=Callback::new(cancel) />
    }
}

/// What the rule picks; empty until the trial is over.
#[component]
fn Numbers(lab: Lab) -> impl IntoView {
    let of = move |read: fn(&Tried) -> Reading| {
        derived(move || match lab.trial_over() {
            Some(tried) => read(&tried),
            None => Reading::new("–", ""),
        })
    };
    let best = of(|tried| count(tried.best));
    let smallest = of(|tried| count(tried.smallest));
    let limit = of(|tried| Reading::new(short(tried.limit, 4), full(tried.limit)));
    view! {
        <p class="hint">
            "lowest mean validation loss at r = " <b><Readout name="trial-best" value=best /></b> " · within one standard error of it ("
            <b><Readout name="trial-limit" value=limit /></b> "): r = " <b class="role-sigma"><Readout name="trial-r" value=smallest /></b>
        </p>
    }
}
