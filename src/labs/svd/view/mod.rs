//! The lab's page.

mod bottleneck;
mod challenges;
mod compute;
mod controls;
mod factors;
mod geometry;
mod load;
mod numbers;
mod pictures;
mod source;
mod teaser;
mod terms;

use leptos::prelude::*;

use crate::ui::lab_page::{LabPage, Notices};
use crate::ui::later::later;
use crate::ui::live::derived;
use crate::ui::part::{Part, Python, page, python};
use crate::ui::session::{Host, Session};

use super::state::State;
use super::text;

pub use teaser::TEASER;

/// The page, a part of the program that is fetched when the lab is first opened.
pub const PART: Part = page!(svd, draw);
/// What writes its readouts as a script, in the part that shares.
pub const PYTHON: Python = python!(State);

fn draw(host: Host) -> AnyView {
    let session = Session::<State>::open(host);
    let computation = compute::Computation::start(session);
    let sentences = derived(move || {
        let at = computation.at.get()?;
        computation.shown.with(|shown| {
            let shown = shown.as_ref().filter(|shown| !shown.preview)?;
            Some(text::notices(&shown.d, &at))
        })
    });
    view! {
        <LabPage
            headline=text::HEADLINE
            question=text::LEDE
            equation=controls::equation(session).into_any()
            readiness=computation.readiness
        >
            <div class="lab-svd">
                <controls::Controls session computation />
                {later(move || view! { <pictures::Pictures session computation /> }.into_any())}
                {later(move || {
                    view! {
                        <numbers::Stats computation />
                        <numbers::Charts session computation />
                    }
                    .into_any()
                })}
                {later(move || view! { <terms::Terms session computation /> }.into_any())}
                {later(move || view! { <factors::Factors session computation /> }.into_any())}
                {later(move || view! { <geometry::Geometry session computation /> }.into_any())}
                {later(move || {
                    view! {
                        <section class="grid">
                            <div class="span-7">
                                <Notices sentences waiting=computation.waiting() />
                            </div>
                            <div class="span-5">
                                <challenges::Predict computation />
                            </div>
                            <div class="span-12">
                                <challenges::Try session computation />
                            </div>
                        </section>
                    }
                    .into_any()
                })}
            </div>
        </LabPage>
    }
    .into_any()
}
