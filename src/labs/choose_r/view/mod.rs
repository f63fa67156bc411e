//! The lab's page.

mod compute;
mod controls;
mod files;
mod numbers;
mod real;
mod shared;
mod tasks;
mod teaser;
mod trial;

use leptos::prelude::*;

use crate::labs::choose_r::state::State;
use crate::labs::choose_r::text;
use crate::ui::lab_page::{Card, LabPage, Notices};
use crate::ui::later::later;
use crate::ui::live::memo;
use crate::ui::part::{Part, Python, page, python};
use crate::ui::session::{Host, Session};

pub use teaser::TEASER;

/// The page, a part of the program that is fetched when the lab is first opened.
pub const PART: Part = page!(choose_r, draw);
/// What writes its readouts as a script, in the part that shares.
pub const PYTHON: Python = python!(State);

fn draw(host: Host) -> AnyView {
    let session = Session::<State>::open(host);
    let lab = compute::Lab::open(session);
    let state = session.state();
    let sentences = memo(
        move |before: Option<&Option<Vec<String>>>| match lab.spectrum() {
            Some(spectrum) => Some(state.with(|s| text::notices(s, &spectrum))),
            None => before.cloned().flatten(),
        },
    );
    view! {
        <LabPage
            headline=text::HEADLINE
            question=text::LEDE
            equation=controls::equation(lab).into_any()
            readiness=lab.readiness()
        >
            <div class="lab-choose">
                <controls::Controls lab />
                <numbers::Charts lab />
                {later(move || view! { <numbers::Stats lab /> }.into_any())}
                {later(move || {
                    view! {
                        <section class="grid">
                            <div class="span-7">
                                <Notices sentences />
                            </div>
                            <div class="span-5">
                                <tasks::PredictSpread />
                            </div>
                            <div class="span-12">
                                <tasks::Try lab />
                            </div>
                            <div class="span-6 stack">
                                <real::Matrices lab />
                                {thumb()}
                            </div>
                            <div class="span-6 stack">
                                <real::Accuracy />
                            </div>
                        </section>
                    }
                    .into_any()
                })}
                {later(move || view! { <trial::TrialCard lab /> }.into_any())}
                {later(move || view! { <shared::SharedCard lab /> }.into_any())}
                <Card title=text::DOUBT_CARD>
                    <ul class="doubts columns-2">
                        {text::DOUBTS.into_iter().map(|doubt| view! { <li>{doubt}</li> }).collect_view()}
                    </ul>
                </Card>
            </div>
        </LabPage>
    }
    .into_any()
}

/// The rules of thumb, said to be what they are.
fn thumb() -> AnyView {
    let rows = text::THUMB
        .into_iter()
        .map(|[place, rank]| view! { <tr><th scope="row">{place}</th><td>{rank}</td></tr> });
    view! {
        <Card title=text::THUMB_CARD>
            <p>{text::THUMB_WHAT}</p>
            <table class="numbers thumb">
                <thead>
                    <tr>{text::THUMB_HEAD.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p>{text::THUMB_CHECK}</p>
        </Card>
    }
    .into_any()
}
