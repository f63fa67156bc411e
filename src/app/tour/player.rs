//! The bar of a tour under way: which step it is, what is said there, and the way to the next.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Tours, load};
use crate::state::tour::Tour;
use crate::ui::icon::Icon;
use crate::ui::live::{derived, live, memo};

pub fn bar(tours: Tours, notices: RwSignal<Vec<String>>) -> impl IntoView {
    let source = memo(move |_| {
        let visit = tours.address.visit;
        visit.with(|visit| visit.tour.as_ref().map(|stop| stop.source.clone()))
    });
    let piece = move || {
        source
            .get()
            .map(|source| view! { <Bar tours notices source /> })
    };
    live(piece)
}

/// Opens step `at`: a new entry of the history, so that Back leads to the step before.
fn open(tours: Tours, tour: &Tour, source: &str, at: usize, anew: bool) {
    let Some(link) = tour.step_link(at, source) else {
        return;
    };
    if anew {
        tours.address.go(link);
    } else {
        tours.address.correct(link);
    }
}

#[component]
fn Bar(tours: Tours, notices: RwSignal<Vec<String>>, source: String) -> impl IntoView {
    let Tours {
        address,
        playing,
        turn,
        ..
    } = tours;
    let source = StoredValue::new(source);
    let at = memo(move |_| {
        let visit = address.visit;
        visit.with(|visit| visit.tour.as_ref().and_then(|stop| stop.at))
    });
    let count = memo(move |_| playing.with(|tour| tour.as_ref().map_or(0, |t| t.steps.len())));
    let go = move |to: usize, anew: bool| {
        let tour = playing.get_untracked();
        if let Some(tour) = tour.filter(|tour| to < tour.steps.len()) {
            source.with_value(|source| open(tours, &tour, source, to, anew));
        }
    };
    playing.set(None);
    spawn_local(async move {
        let tour = load::load(&source.get_value()).await;
        // By now the reader may be elsewhere.
        match tour {
            Ok(tour) if !source.is_disposed() => {
                let last = tour.steps.len() - 1;
                playing.set(Some(tour));
                match at.get_untracked() {
                    None => go(0, false),
                    Some(at) if at > last => go(last, false),
                    Some(_) => {}
                }
            }
            Ok(_) => {}
            Err(reason) => {
                let _ = notices.try_update(|notices| notices.push(reason));
            }
        }
    });
    let step = move |forward: bool| {
        let at = at.get_untracked().unwrap_or(0);
        match forward {
            true => go(at + 1, true),
            false if at > 0 => go(at - 1, true),
            false => {}
        }
    };
    turn.set(Some(Callback::new(step)));
    on_cleanup(move || {
        turn.set(None);
        playing.set(None);
    });
    let place = move || match (at.get(), count.get()) {
        (Some(at), count) if count > 0 => format!("{} of {count}", at + 1),
        _ => "…".to_owned(),
    };
    let caption = move || {
        let at = at.get()?;
        playing.with(|tour| Some(tour.as_ref()?.steps.get(at)?.caption.clone()))
    };
    let name = move || {
        let title = playing.with(|tour| tour.as_ref().map(|tour| tour.title.clone()));
        format!("Tour: {}", title.unwrap_or_default())
    };
    let first = derived(move || at.get().is_none_or(|at| at == 0));
    let last = derived(move || at.get().is_none_or(|at| at + 1 >= count.get()));
    // The state stays; only the tour ends.
    let leave = move |_| {
        let link = address
            .link
            .get_untracked()
            .map(|link| link.get_untracked());
        address.replace(link.unwrap_or_else(|| "?".to_owned()));
    };
    view! {
        <section class="tour" aria-label=name>
            <button type="button" class="button icon" aria-label="Step before" disabled=first on:click=move |_| step(false)>{Icon::Left.draw()}</button>
            <p role="status"><b class="tour-place">{live(place)}</b>" "<span>{live(caption)}</span></p>
            <button type="button" class="button icon" aria-label="Next step" disabled=last on:click=move |_| step(true)>{Icon::Right.draw()}</button>
            <button type="button" class="button" aria-label="End the tour" on:click=leave>"End"</button>
        </section>
    }
}
