//! The real run: what r each matrix needs, and what the task needed.

use leptos::prelude::*;

use crate::data::number_format::{full, percent, short};
use crate::labs::choose_r::figures;
use crate::labs::choose_r::model::{Rule, Spectrum, median};
use crate::labs::choose_r::real::{DEFAULT_MATRIX, KINDS, LAYERS, MATRICES, matrix_name};
use crate::labs::choose_r::state::Source;
use crate::labs::choose_r::text;
use crate::plot::Role;
use crate::ui::chart::ChartFigure;
use crate::ui::live::{derived, live, memo};
use crate::ui::readout::{Reading, Readout};

use super::compute::Lab;

/// What r each of the 36 matrices needs, once the reader asks for it.
#[component]
pub fn Matrices(lab: Lab) -> impl IntoView {
    let loaded = memo(move |_| matches!(lab.real.get(), Some(Ok(_))));
    let table = move || match loaded.get() {
        true => view! { <Table lab /> }.into_any(),
        false => {
            let show = move |_| {
                lab.retry();
                lab.change("update", |s| s.source = Source::Layer);
            };
            view! { <button type="button" class="button" on:click=show>{text::REAL_OFFER}</button> }
                .into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{text::REAL_CARD}</h2>
            <p>{text::REAL_WHY}</p>
            {live(table)}
            <p class="hint">{text::REAL_WHAT}</p>
        </section>
    }
}

/// What the task needed.
#[component]
pub fn Accuracy() -> impl IntoView {
    let chart = Signal::stored(figures::accuracy());
    view! {
        <section class="card">
            <ChartFigure id="accuracy" title=text::ACCURACY_FIGURE note=text::ACCURACY_NOTE chart role=Role::Delta height=280.0 />
            <ul class="doubts">
                {text::ACCURACY.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
            </ul>
        </section>
    }
}

/// The r of every matrix at the threshold; choosing one shows its spectrum.
#[component]
fn Table(lab: Lab) -> impl IntoView {
    let threshold = lab.session.part(|s| s.threshold);
    let chosen = lab.session.part(|s| match s.source {
        Source::Layer => Some(s.matrix),
        Source::Value => Some(DEFAULT_MATRIX),
        _ => None,
    });
    let ranks = memo(move |_| {
        let t = threshold.get();
        let rank = |s: &Spectrum| (s.rank_for(Rule::Energy, t), s.full_rank());
        match lab.real.get() {
            Some(Ok(spectra)) => spectra.iter().map(rank).collect(),
            _ => Vec::new(),
        }
    });
    let cell = move |index: usize| {
        let rank = memo(move |_| ranks.with(|ranks| ranks.get(index).copied().unwrap_or((0, 1))));
        let share = move || {
            let (r, full) = rank.get();
            format!("{:.1}%", 55.0 * r as f64 / full.max(1) as f64)
        };
        let choose = move |_| {
            lab.change("layer", |s| {
                s.source = Source::Layer;
                s.matrix = index;
            });
        };
        view! {
            <td>
                <button
                    type="button"
                    class="cell"
                    aria-pressed=move || (chosen.get() == Some(index)).to_string()
                    aria-label=move || format!("{}: r = {}", matrix_name(index), rank.get().0)
                    style=("--share", share)
                    on:click=choose
                >
                    {live(move || rank.get().0)}
                </button>
            </td>
        }
    };
    let row = move |layer: usize| {
        let cells = (0..KINDS.len()).map(|kind| cell(layer * KINDS.len() + kind));
        view! { <tr><th scope="row">{layer}</th>{cells.collect_view()}</tr> }
    };
    let heads = KINDS.map(|kind| view! { <th scope="col">{kind.replace('_', " ")}</th> });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=text::REAL_CARD>
            <table class="numbers matrices">
                <thead><tr><th scope="col">"layer"</th>{heads.into_iter().collect_view()}</tr></thead>
                <tbody>{(0..LAYERS).map(row).collect_view()}</tbody>
            </table>
        </div>
        <p class="hint">{summary(lab, ranks, threshold)}</p>
    }
}

fn summary(lab: Lab, ranks: Memo<Vec<(usize, usize)>>, threshold: Memo<f64>) -> impl IntoView {
    let all = move || ranks.with(|ranks| ranks.iter().map(|r| r.0).collect::<Vec<_>>());
    let middle = derived(move || {
        let middle = median(all());
        Reading::new(short(middle, 4), full(middle))
    });
    let list = derived(move || {
        let all = all();
        let words: Vec<String> = all.iter().map(usize::to_string).collect();
        let extreme = |at: Option<usize>| at.map_or_else(|| "–".to_owned(), |r| r.to_string());
        let shown = format!(
            "{} to {}",
            extreme(all.iter().copied().min()),
            extreme(all.iter().copied().max())
        );
        Reading::new(shown, words.join(" "))
    });
    let stable = derived(move || {
        let stable = match lab.real.get() {
            Some(Ok(spectra)) => {
                let mut each: Vec<f64> = spectra.iter().map(Spectrum::stable_rank).collect();
                each.sort_unstable_by(f64::total_cmp);
                0.5 * (each[MATRICES / 2 - 1] + each[MATRICES / 2])
            }
            _ => 0.0,
        };
        Reading::new(short(stable, 3), full(stable))
    });
    view! {
        "At " {live(move || percent(threshold.get()))} ": r from " <b><Readout name="r-matrices" value=list /></b> ", median "
        <b><Readout name="r-median" value=middle /></b> ", of 384. The median stable rank is "
        <b><Readout name="stable-rank-median" value=stable /></b> ": a few strong directions, and a long tail."
    }
}
