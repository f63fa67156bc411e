//! The lab's page.

mod compute;
mod controls;
mod counter;
mod forward;
mod geometry;
mod numbers;
mod pictures;
mod scaling;
mod settings;
mod swap;
mod tasks;
mod teaser;

use leptos::prelude::*;

use crate::labs::lora::state::State;
use crate::labs::lora::text;
use crate::ui::lab_page::{Card, LabPage, Notices};
use crate::ui::later::later;
use crate::ui::live::derived;
use crate::ui::part::{Part, Python, page, python};
use crate::ui::session::{Host, Session};

pub use teaser::TEASER;

/// The page, a part of the program that is fetched when the lab is first opened.
pub const PART: Part = page!(lora, draw);
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
            equation=controls::equation(session).into_any()
            readiness=lab.readiness()
        >
            <div class="lab-lora">
                <controls::Controls lab />
                {later(move || view! { <pictures::Pictures lab /> }.into_any())}
                {later(move || {
                    view! {
                        <numbers::Stats lab />
                        <numbers::Charts lab />
                    }
                    .into_any()
                })}
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
                            <div class="span-6">
                                <settings::TaskSettings lab />
                            </div>
                            <div class="span-6">
                                <settings::TrainingSettings lab />
                            </div>
                        </section>
                    }
                    .into_any()
                })}
                {later(move || view! { <counter::Counter lab /> }.into_any())}
                {later(move || view! { <scaling::ScalingCards lab /> }.into_any())}
                {later(move || view! { <forward::ForwardCard lab /> }.into_any())}
                {later(move || {
                    view! {
                        <section class="grid">
                            <div class="span-6">
                                <swap::SwapCard lab />
                            </div>
                            <div class="span-6">
                                <geometry::GeometryCard lab />
                            </div>
                            <div class="span-6">
                                <Card title="A real update">
                                    <p>{text::REAL}</p>
                                    <p>{text::REAL_ACCURACY}</p>
                                    <p>{text::REAL_OTHER}</p>
                                </Card>
                            </div>
                            <div class="span-6">
                                <Card title=text::DOUBT_CARD>
                                    <ul class="doubts">
                                        {text::DOUBTS.into_iter().map(|doubt| view! { <li>{doubt}</li> }).collect_view()}
                                    </ul>
                                </Card>
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
