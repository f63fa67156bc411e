//! Reconstructions: digits as pictures, other points as their numbers.

use leptos::prelude::*;

use crate::data::number_format::short;
use crate::labs::autoencoder::figures;
use crate::labs::autoencoder::pictures::sheet;
use crate::labs::autoencoder::state::State;
use crate::labs::autoencoder::text;
use crate::plot::Role;
use crate::state::link::row;
use crate::ui::chart::ChartFigure;
use crate::ui::heatmap::Heatmap;
use crate::ui::keys::KeySlider;
use crate::ui::live::{derived, live, memo};

use super::compute::Lab;
use super::curves::chart_of;
use super::factors::picture;

#[component]
pub fn Reconstructions(lab: Lab) -> impl IntoView {
    let pictures = lab.session.part(figures::are_pictures);
    let count = memo(move |_| lab.last_known().map_or(1, |known| known.count));
    let names = move || {
        lab.last_known().map(|known| {
            let names = known.feature_names.iter().enumerate();
            let names: Vec<String> = names.map(|(i, name)| format!("{} {name}", i + 1)).collect();
            names.join(", ")
        })
    };
    let apart = move || {
        let trained = lab.trained()?;
        let sample = trained.samples.first()?;
        let error = |other: &[f64]| {
            let pairs = sample.point.iter().zip(other);
            pairs.map(|(a, b)| (a - b).powi(2)).sum::<f64>()
        };
        Some(format!(
            "Point {}: squared error {} by the autoencoder, {} by PCA.",
            sample.index,
            short(error(&sample.autoencoder), 3),
            short(error(&sample.pca), 3),
        ))
    };
    let figure = move || {
        if pictures.get() {
            let data = picture(lab, |_, trained| Some(sheet(trained)));
            view! {
                <Heatmap id="rebuilt" caption="X, X̂ and PCA’s" shape="8 × 8 each" data role=Role::Delta size=540.0 />
                <p class="hint">{text::REBUILT_PICTURES}</p>
            }
            .into_any()
        } else {
            let chart = chart_of(lab, |_, trained| figures::rebuilt(trained));
            view! {
                <ChartFigure id="rebuilt" title="One point and its reconstructions" chart role=Role::Delta height=210.0 />
                <p class="hint">{live(names)}</p>
            }
            .into_any()
        }
    };
    view! {
        <section class="card rebuilt">
            <h2>{text::REBUILT_CARD}</h2>
            {live(figure)}
            <p>{live(apart)}</p>
            <KeySlider session=lab.session key=row!(State, "shown") to=derived(move || count.get() as f64) />
        </section>
    }
}
