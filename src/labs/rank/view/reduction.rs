//! Row reduction, one operation at a time.

use leptos::prelude::*;

use super::super::model::Results;
use super::super::readable::readable;
use super::super::state::RankState;
use super::super::text::{self, reduction as sentences};
use super::Lab;
use crate::ui::icon::Icon;
use crate::ui::live::live;

/// A matrix as the page writes it: rows of texts, and which entries are set apart.
#[derive(Clone, Debug, Default, PartialEq)]
struct Written {
    rows: Vec<Vec<String>>,
    /// The row the last operation changed.
    changed: Vec<usize>,
    /// Row and column of every pivot, shown once the reduction is complete.
    pivots: Vec<(usize, usize)>,
}

#[component]
pub fn Reduction(lab: Lab) -> impl IntoView {
    let written = lab.read_with(written);
    let count = lab.read(sentences::operation_count);
    let at = lab.session.part(|s| s.op);
    let done = lab.read_with(sentences::last_operation);
    let next = lab.read_with(sentences::next_operation);
    let problem = lab.read(|r| {
        let error = r.reduction.as_ref().err();
        error.map(|e| text::no_reduction(&e.to_string()))
    });
    let relations = lab.read(sentences::relations);
    let go = move |op: usize| lab.session.update("op", |s| s.op = op);
    let backward_off = move || at.get() == 0;
    let forward_off = move || at.get() >= count.get();
    view! {
        <section class="card reduction-card">
            <h2>{text::RREF_TITLE}</h2>
            <p>{text::RREF_DEFINITION}</p>
            <div class="buttons" role="group" aria-label=text::RREF_STEPS>
                <button type="button" class="button icon" aria-label="First" disabled=backward_off on:click=move |_| go(0)>{Icon::First.draw()}</button>
                <button type="button" class="button" disabled=backward_off on:click=move |_| go(at.get_untracked().saturating_sub(1))>{Icon::Left.draw()} "Back"</button>
                <button type="button" class="button primary" disabled=forward_off on:click=move |_| go(at.get_untracked() + 1)>"Next" {Icon::Right.draw()}</button>
                <button type="button" class="button icon" aria-label="Last" disabled=forward_off on:click=move |_| go(count.get_untracked())>{Icon::Last.draw()}</button>
                <span class="step-count">{live(move || text::step_of(at.get(), count.get()))}</span>
            </div>
            <div class="operation" role="status">
                <p>{live(move || done.get())}</p>
                <p class="next">{live(move || next.get())}</p>
            </div>
            {live(move || problem.get().map(|p| view! { <p class="problem">{p}</p> }))}
            <div class="bracketed" tabindex="0" role="region" aria-label=move || text::step_of(at.get(), count.get())>
                {live(move || table(written.get()))}
            </div>
            <p class="relations-title">{text::RELATIONS_DEFINITION}</p>
            <ul class="relations">
                {live(move || relations.get().into_iter().map(|r| view! { <li>{r}</li> }).collect_view())}
            </ul>
            <p class="figure-hint">{text::RREF_SOURCE}</p>
        </section>
    }
}

fn written(state: &RankState, results: &Results) -> Written {
    let Ok(reduction) = &results.reduction else {
        return Written::default();
    };
    let steps = &reduction.rref.steps;
    let step = state.op.checked_sub(1).and_then(|i| steps.get(i));
    let matrix = step.map_or(&results.a, |s| &s.after);
    let complete = state.op >= steps.len();
    Written {
        rows: matrix
            .row_iter()
            .map(|row| row.iter().map(|v| readable(*v).text).collect())
            .collect(),
        changed: step
            .map(|s| sentences::rows_of(&s.operation))
            .unwrap_or_default(),
        pivots: match complete {
            true => reduction.rref.pivots.iter().copied().enumerate().collect(),
            false => Vec::new(),
        },
    }
}

fn table(written: Written) -> impl IntoView {
    let Written {
        rows,
        changed,
        pivots,
    } = written;
    let body = rows.into_iter().enumerate().map(move |(i, row)| {
        let cells = row
            .into_iter()
            .enumerate()
            .map(|(j, text)| view! { <td class:pivot=pivots.contains(&(i, j))>{text}</td> })
            .collect_view();
        view! { <tr class:changed=changed.contains(&i)>{cells}</tr> }
    });
    view! { <table class="matrix"><tbody>{body.collect_view()}</tbody></table> }
}
