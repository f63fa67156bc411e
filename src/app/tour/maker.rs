//! The dialog: the tours there are, and the reader's own, collected from the states they arrive at.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::Tours;
use super::draft::Draft;
use crate::app::address::base;
use crate::labs::LABS;
use crate::state::shared::shared;
use crate::state::tour::{LONGEST_TEXT, MOST_STEPS, Step, Tour};
use crate::state::visit::SHOW;
use crate::ui::clipboard::CopyButton;
use crate::ui::download::save_text;
use crate::ui::icon::Icon;
use crate::ui::live::{derived, each, live};
use crate::ui::qr_picture::QrPicture;
use crate::ui::registry::{Entry, Registry};

pub fn dialog(tours: Tours) -> impl IntoView {
    let piece = move || tours.making.get().then(|| view! { <Dialog tours /> });
    live(piece)
}

#[component]
fn Dialog(tours: Tours) -> impl IntoView {
    let draft = Draft::open(tours);
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It is closed and in the document: nothing to refuse.
        let _ = dialog.show_modal();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // A link into a tour leads out of the dialog.
    let leave = move |event: web_sys::MouseEvent| {
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| matches!(target.closest("a[href^='?']"), Ok(Some(_)))) {
            close();
            tours.making.set(false);
        }
    };
    view! {
        <dialog class="share tours" aria-labelledby="tours-title" node_ref=dialog on:click=leave on:close=move |_| tours.making.set(false)>
            <div class="share-head">
                <h2 id="tours-title">"Tours"</h2>
                <button type="button" class="button icon" aria-label="Close" on:click=move |_| close()>{Icon::Cross.draw()}</button>
            </div>
            <p>"A tour leads through states of the labs, each with a sentence. While it runs, the answers of “Predict first” wait until you reveal them. When you present, Page Up and Page Down go through its steps."</p>
            <Shipped />
            <h3>"Your own tour"</h3>
            <Collect tours draft />
            <Steps draft />
            <Keep tours draft />
        </dialog>
    }
}

#[component]
fn Shipped() -> impl IntoView {
    let links = LABS.iter().map(|entry| {
        view! { <li><a class="button" href=format!("?lab={0}&tour={0}", entry.id)>{entry.name}</a></li> }
    });
    view! {
        <h3 id="tours-shipped">"The tour of each lab"</h3>
        <ul class="buttons bare" aria-labelledby="tours-shipped">{links.collect_view()}</ul>
    }
}

/// Adds the state on screen.
#[component]
fn Collect(tours: Tours, draft: Draft) -> impl IntoView {
    let figures = StoredValue::new_local(expect_context::<Registry>().named());
    let show = RwSignal::new(String::new());
    let count = draft.count();
    let nowhere = derived(move || tours.address.link.get().is_none());
    let full = derived(move || count.get() >= MOST_STEPS);
    let add = move |_| {
        let Some(mut link) = tours
            .address
            .link
            .get_untracked()
            .map(|link| link.get_untracked())
        else {
            return;
        };
        let figure = show.get_untracked();
        if !figure.is_empty() {
            link.push_str(&format!("&{SHOW}={figure}"));
        }
        draft.change(|tour| {
            tour.steps.push(Step {
                link,
                caption: String::new(),
            });
        });
    };
    let options = figures.with_value(|figures| {
        let option = |Entry { exhibit, .. }: &Entry| {
            let id = exhibit.id().unwrap_or_default().to_owned();
            view! { <option value=id>{exhibit.name()}</option> }
        };
        figures.iter().map(option).collect_view()
    });
    let hint = move || {
        if nowhere.get() {
            "Open a lab, set it as you want to show it, and come back here."
        } else if full.get() {
            "The tour is full. Take a step away first."
        } else {
            "What is set in the lab now becomes the last step, training included."
        }
    };
    view! {
        <div class="collect">
            <label class="choice">"Look at"
                <select prop:value=show on:change=move |event| show.set(event_target_value(&event))>
                    <option value="">"the whole page"</option>
                    {options}
                </select>
            </label>
            <button type="button" class="button primary" disabled=move || nowhere.get() || full.get() on:click=add>"Add what is on screen"</button>
        </div>
        <p class="hint">{live(hint)}</p>
    }
}

#[component]
fn Steps(draft: Draft) -> impl IntoView {
    let count = draft.count();
    let row = move |at: usize| view! { <Row draft at count /> }.into_any();
    let none = move || (count.get() == 0).then(|| view! { <p>"There are no steps yet."</p> });
    view! {
        {live(none)}
        <ol class="tour-steps">{each(move || count.get(), row)}</ol>
    }
}

#[component]
fn Row(draft: Draft, at: usize, count: Memo<usize>) -> impl IntoView {
    let step = derived(move || draft.step(at));
    let words = derived(move || step.get().caption);
    let link = derived(move || step.get().link);
    let write = move |event| {
        let caption = event_target_value(&event);
        draft.change(|tour| {
            if let Some(step) = tour.steps.get_mut(at) {
                step.caption = caption;
            }
        });
    };
    let shift = move |to: usize| draft.change(|tour| tour.shift(at, to));
    let remove = move |_| {
        draft.replace(|tour| {
            if at < tour.steps.len() {
                tour.steps.remove(at);
            }
        });
    };
    let last = derived(move || at + 1 >= count.get());
    let name = move |what: &str| format!("{what} step {}", at + 1);
    view! {
        <li>
            <a href=link>{link}</a>
            <textarea rows="2" aria-label=name("What is said at") placeholder="What you say here" prop:value=words on:input=write></textarea>
            <div class="buttons">
                <button type="button" class="button icon" aria-label=name("Move up") disabled=at == 0 on:click=move |_| shift(at.saturating_sub(1))>{Icon::Up.draw()}</button>
                <button type="button" class="button icon" aria-label=name("Move down") disabled=last on:click=move |_| shift(at + 1)>{Icon::Down.draw()}</button>
                <button type="button" class="button icon" aria-label=name("Remove") on:click=remove>{Icon::Cross.draw()}</button>
            </div>
        </li>
    }
}

/// Playing, keeping and handing on.
#[component]
fn Keep(tours: Tours, draft: Draft) -> impl IntoView {
    let count = draft.count();
    let coded = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let play = derived(move || draft.get().link());
    let link = derived(move || format!("{}{}", base(), shared(&play.get())));
    let code = derived(move || format!("{}{}", base(), play.get()));
    let title = derived(move || draft.get().title);
    let name = move |event| {
        let title = event_target_value(&event);
        draft.change(|tour| tour.title = title);
    };
    let save = move |_| {
        save_text(
            "tour.txt",
            "text/plain;charset=utf-8",
            &draft.get_untracked().write(),
        )
    };
    let take = move |_| {
        if let Some(tour) = tours.playing.get_untracked() {
            draft.replace(|own| *own = tour);
        }
    };
    let put_back = move || {
        draft.can_put_back().then(|| {
            view! { <button type="button" class="button" on:click=move |_| draft.put_back()>"Put back what was here"</button> }
        })
    };
    let copy_playing = move || {
        tours.playing.with(Option::is_some).then(|| {
            view! { <button type="button" class="button" on:click=take>"Start from the tour under way"</button> }
        })
    };
    let hand_on = move || {
        (count.get() > 0).then(|| {
            view! {
                <label class="choice">"Title" <input prop:value=title on:input=name /></label>
                <div class="buttons">
                    <a class="button primary" href=play>"Play"</a>
                    <button type="button" class="button" on:click=save>"Save as a file"</button>
                    <button type="button" class="button" aria-expanded=move || coded.get().to_string() on:click=move |_| coded.update(|c| *c = !*c)>"QR code"</button>
                </div>
                <CopyButton what="Copy the link" text=link />
            }
        })
    };
    let picture =
        move || (coded.get() && count.get() > 0).then(|| view! { <QrPicture link=code /> });
    view! {
        {live(hand_on)}
        {live(picture)}
        <div class="buttons">
            <OpenFile draft problem />
            {live(copy_playing)}
            {live(put_back)}
        </div>
        <p class="problem" role="alert">{problem}</p>
    }
}

#[component]
fn OpenFile(draft: Draft, problem: RwSignal<String>) -> impl IntoView {
    let picked = move |event: web_sys::Event| {
        let Some(input) = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be opened again.
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let said = match read(&file).await {
                Ok(tour) => {
                    draft.replace(|own| *own = tour);
                    String::new()
                }
                Err(reason) => reason,
            };
            problem.try_set(said);
        });
    };
    view! {
        <label class="button file">
            "Open a file"
            <input type="file" accept=".txt,text/plain" class="unseen" on:change=picked />
        </label>
    }
}

async fn read(file: &web_sys::File) -> Result<Tour, String> {
    if file.size() > LONGEST_TEXT as f64 {
        return Err(crate::state::tour::Error::TooLong.to_string());
    }
    let text = JsFuture::from(file.text())
        .await
        .ok()
        .and_then(|text| text.as_string());
    let text = text.ok_or("The file could not be read. Try to open it again.")?;
    Tour::read(&text).map_err(|error| error.to_string())
}
