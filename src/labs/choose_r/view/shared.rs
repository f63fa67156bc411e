//! One budget for all layers: AdaLoRA, pruning from a high r, and what they are compared with.

use leptos::prelude::*;

use crate::data::number_format::{full, short};
use crate::labs::choose_r::figures;
use crate::labs::choose_r::shared_job::{Frame, Spent, Trained};
use crate::labs::choose_r::state::{LAYERS, STEP, State};
use crate::labs::choose_r::text;
use crate::plot::{Chart, Role};
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::fields::Choice;
use crate::ui::icon::Icon;
use crate::ui::keys::KeySlider;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout};
use crate::ui::slider::Slider;
use crate::ui::work::Working;

use super::compute::Lab;
use super::numbers::{count, kept};

#[component]
pub fn SharedCard(lab: Lab) -> impl IntoView {
    let details = text::SHARED_DETAILS.into_iter();
    let details = details.map(|words| view! { <p>{words}</p> }).collect_view();
    let sentences = move || {
        let (trained, frame, current) = lab.last_frame()?;
        let words = text::shared(&trained, &frame).into_iter();
        Some(
            view! { <ul class="doubts" class:stale=!current>{words.map(|w| view! { <li>{w}</li> }).collect_view()}</ul> },
        )
    };
    view! {
        <section class="card shared" id="shared">
            <h2>{text::SHARED_CARD}</h2>
            <p>{text::SHARED_WHY}</p>
            <SharedControls lab />
            <Figures lab />
            <div class="grid">
                <div class="span-6 stack">
                    <Comparison lab />
                    <p class="hint">{text::SHARED_FAIR}</p>
                </div>
                <div class="span-6 stack">
                    {live(sentences)}
                    <p class="hint">{text::SHARED_REAL}</p>
                    <details class="why">
                        <summary>"How triplets are scored and pruned"</summary>
                        {details}
                    </details>
                </div>
            </div>
        </section>
    }
}

#[component]
fn SharedControls(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let key = row!(State, "layers");
    let choose = move |index: usize| {
        lab.retry();
        lab.change("layers", |s| key.choose(s, index));
    };
    let asked = lab.session.part(|s| s.adaptive);
    let again = move || {
        (!asked.get()).then(|| {
            let train = move |_| lab.change("adaptive", |s| s.adaptive = true);
            view! { <button type="button" class="button primary" on:click=train>{text::TRAIN_AGAIN}</button> }
        })
    };
    let start = lab.session.part(|s| text::pruning_start(&s.shared()));
    let start = move || {
        start
            .get()
            .map(|words| view! { <p class="hint">{words}</p> })
    };
    let cancel = move |()| lab.change("adaptive", |s| s.adaptive = false);
    view! {
        <div class="shared-controls">
            <KeySlider session key=row!(State, "budget") role="role-delta" />
            <KeySlider session key=row!(State, "high-r") />
            <Choice
                label=key.label
                options=text::LAYER_CHOICES.map(str::to_owned).to_vec()
                selected=session.part(move |s| key.chosen(s))
                on_choose=Callback::new(choose)
            />
            <Player lab />
        </div>
        {live(start)}
        <div class="working-slot">
        {live(again)}
        <Working work=lab.shared_work label="Training the layers …" on_cancel=Callback::new(cancel) />
        </div>
    }
}

/// The training step on screen, by hand or played.
#[component]
fn Player(lab: Lab) -> impl IntoView {
    let key = row!(State, "steps");
    let playing = memo(move |_| lab.playing.get().is_some());
    let step = derived(move || lab.step() as f64);
    let words = move || {
        if playing.get() {
            text::PAUSE
        } else {
            text::PLAY
        }
    };
    let to = move |step: f64| lab.rest_at(step as usize);
    let idle = memo(move |_| lab.trained().is_none());
    view! {
        <div class="player">
            <Slider
                id=key.name
                label=key.label.into_any()
                name=key.label
                value=step
                limits=lab.session.part(move |s| key.limits(s))
                step=Signal::stored(STEP as f64)
                on_input=Callback::new(to)
            />
            <button type="button" class="button primary" aria-label=move || format!("{} the training", words()) disabled=idle on:click=move |_| lab.toggle_play()>
                {live(move || Icon::for_run(playing.get()).draw())}
                {live(words)}
            </button>
        </div>
    }
}

#[component]
fn Figures(lab: Lab) -> impl IntoView {
    let chart = move |draw: fn(&Trained, &Frame) -> Chart| {
        memo(move |before: Option<&Chart>| match lab.frame() {
            Some((trained, frame)) => draw(&trained, &frame),
            None => before.cloned().unwrap_or_else(figures::empty),
        })
    };
    let triplets = chart(figures::triplets);
    let losses = chart(|trained, frame| figures::losses(trained, frame.step));
    let budget = chart(|trained, frame| figures::budget(trained, frame.step));
    let spectra = memo(move |_| match lab.last_trained() {
        Some(trained) => figures::layer_spectra(&trained),
        None => figures::empty(),
    });
    let step = derived(move || format!("at step {}", lab.step()));
    view! {
        <div class="grid">
            <div class="span-7">
                <ChartFigure id="triplets" title=text::TRIPLETS_FIGURE note=step chart=triplets role=Role::Delta height=280.0 />
            </div>
            <div class="span-5">
                <ChartFigure id="shared-loss" title=text::SHARED_LOSS_FIGURE chart=losses role=Role::Error height=280.0 />
            </div>
            <div class="span-7">
                <ChartFigure id="budget-curve" title=text::BUDGET_FIGURE chart=budget role=Role::Delta height=200.0 />
            </div>
            <div class="span-5">
                <ChartFigure id="layer-spectra" title=text::SPECTRA_FIGURE chart=spectra role=Role::Sigma height=200.0 />
            </div>
        </div>
    }
}

type Pick = fn(&Trained, &Frame) -> Spent;

/// A row of the table: name, readouts of ranks and loss, and where they come from.
const ROWS: [(&str, &str, &str, Pick); 4] = [
    ("uniform", "uniform-ranks", "uniform-loss", |trained, _| {
        trained.uniform.clone()
    }),
    ("AdaLoRA", "adalora-ranks", "adalora-loss", |_, frame| {
        frame.adalora.clone()
    }),
    ("pruned", "pruned-ranks", "pruned-loss", |_, frame| {
        frame.pruned.clone()
    }),
    ("oracle", "oracle-ranks", "oracle-loss", |trained, _| {
        trained.oracle.clone()
    }),
];

/// Ranks per layer, numbers and loss, side by side.
#[component]
fn Comparison(lab: Lab) -> impl IntoView {
    let row = move |(name, ranks, loss, pick): (&'static str, &'static str, &'static str, Pick)| {
        let spent = memo(move |_| lab.frame().map(|(trained, frame)| pick(&trained, &frame)));
        let of =
            move |read: fn(&Spent) -> Reading| kept(move || spent.with(|s| s.as_ref().map(read)));
        let list = of(|spent| {
            let words: Vec<String> = spent.ranks.iter().map(usize::to_string).collect();
            Reading::new(words.join("\u{2002}"), words.join(" "))
        });
        let lost = of(|spent| Reading::new(short(spent.loss, 4), full(spent.loss)));
        let numbers = kept(move || spent.with(|s| s.as_ref().map(|s| count(s.numbers()))));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><Readout name=ranks value=list /></td>
                <td>{live(move || numbers.get().shown)}</td>
                <td><Readout name=loss value=lost /></td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label="The methods side by side">
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">"method"</th>
                        <th scope="col">{format!("triplets in layers 1 to {LAYERS}")}</th>
                        <th scope="col">"numbers"</th>
                        <th scope="col">"loss"</th>
                    </tr>
                </thead>
                <tbody>{ROWS.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
