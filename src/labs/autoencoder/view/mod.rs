//! The lab's page.

mod bend;
mod bridge;
mod compute;
mod controls;
mod curves;
mod factors;
mod landscape;
mod penalty;
mod points;
mod rebuilt;
mod settings;
mod stage;
mod tasks;
mod teaser;

use leptos::prelude::*;

use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::text;
use crate::ui::lab_page::{LabPage, Notices};
use crate::ui::later::later;
use crate::ui::live::derived;
use crate::ui::part::{Part, Python, page, python};
use crate::ui::session::{Host, Session};

pub use teaser::TEASER;

/// The page, a part of the program that is fetched when the lab is first opened.
pub const PART: Part = page!(autoencoder, draw);
/// What writes its readouts as a script, in the part that shares.
pub const PYTHON: Python = python!(State);

fn draw(host: Host) -> AnyView {
    let session = Session::<State>::open(host);
    let lab = compute::Lab::open(session);
    let state = session.state();
    let sentences = derived(move || {
        let (known, trained) = lab.results()?;
        Some(state.with(|s| text::notices(s, &known, &trained)))
    });
    view! {
        <LabPage
            headline=text::HEADLINE
            question=text::LEDE
            equation=controls::equation(lab).into_any()
            readiness=lab.readiness()
        >
            <div class="lab-auto">
                <controls::Controls lab />
                {later(move || view! { <stage::Stage lab /> }.into_any())}
                {later(move || {
                    view! {
                        <section class="grid">
                            <div class="span-7 stack">
                                <Notices sentences />
                                <tasks::Predict />
                            </div>
                            <div class="span-5">
                                <tasks::Try lab />
                            </div>
                        </section>
                    }
                    .into_any()
                })}
                {later(move || view! { <factors::Factors lab /> }.into_any())}
                {later(move || view! { <factors::Latents lab /> }.into_any())}
                {later(move || {
                    view! {
                        <section class="grid">
                            <div class="span-6 stack">
                                <penalty::PenaltyCard lab />
                                <rebuilt::Reconstructions lab />
                            </div>
                            <div class="span-6 stack">
                                <landscape::LandscapeCard lab />
                                <bend::BendCard lab />
                                <settings::TrainingCard lab />
                            </div>
                        </section>
                    }
                    .into_any()
                })}
                {later(move || view! { <settings::DataCard lab /> }.into_any())}
                {later(move || view! { <bridge::BridgeCard lab /> }.into_any())}
            </div>
        </LabPage>
    }
    .into_any()
}
