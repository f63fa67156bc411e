//! W_d beside U_r, the two latent spaces and the map between them.

use leptos::prelude::*;

use crate::labs::autoencoder::figures::{are_pictures, latent_scene, mapped_scene};
use crate::labs::autoencoder::model::{Known, Trained};
use crate::labs::autoencoder::pictures::{axis_tiles, blank, factor, principal_axes, tiles};
use crate::labs::autoencoder::text;
use crate::plot::{HeatmapData, Role, Scene};
use crate::ui::heatmap::Heatmap;
use crate::ui::live::{derived, live, memo};
use crate::ui::scene::SceneFigure;

use super::compute::Lab;

/// The longer side of a factor, CSS pixels.
const SIZE: f64 = 170.0;
/// The same where numbers are written into it.
const SMALL: f64 = 292.0;

pub fn picture(lab: Lab, draw: fn(&Known, &Trained) -> Option<HeatmapData>) -> Memo<HeatmapData> {
    memo(move |before: Option<&HeatmapData>| {
        let now = lab
            .last_pair()
            .and_then(|(known, trained)| draw(&known, &trained));
        now.or_else(|| before.cloned()).unwrap_or_else(blank)
    })
}

/// A scene of the last training that belongs to its data.
pub fn scene_of(lab: Lab, draw: fn(&Known, &Trained) -> Option<Scene>) -> Memo<Scene> {
    memo(move |before: Option<&Scene>| {
        let now = lab
            .last_pair()
            .and_then(|(known, trained)| draw(&known, &trained));
        now.or_else(|| before.cloned()).unwrap_or_default()
    })
}

/// Only a linear autoencoder has them.
#[component]
pub fn Factors(lab: Lab) -> impl IntoView {
    let linear = lab.session.part(|s| s.is_linear());
    let why = lab.session.part(text::factors_why);
    let shape = lab.session.part(|s| (s.features(), s.rank()));
    let pictures = lab.session.part(are_pictures);
    let decoder = picture(lab, |_, t| Some(factor(&t.linear.as_ref()?.decoder)));
    let axes = picture(lab, |k, t| Some(principal_axes(k, t.method.rank)));
    let decoder_tiles = picture(lab, |_, t| Some(tiles(&t.linear.as_ref()?.decoder)));
    let tiles_of_axes = picture(lab, |k, t| Some(axis_tiles(k, t.method.rank)));
    let map = picture(lab, |_, t| Some(factor(&t.linear.as_ref()?.map)));
    let tall = derived(move || format!("{} × {}", shape.get().0, shape.get().1));
    let square = derived(move || format!("{} × {}", shape.get().1, shape.get().1));
    let figures = move || {
        let (n, r) = shape.get();
        // Numbers are written where there is room for them.
        let (written, size) = (n <= 4, if n <= 4 { SMALL } else { SIZE });
        linear.get().then(|| {
            view! {
                <section class="card factors-card">
                    <h2>{text::FACTORS_CARD}</h2>
                    <p>{live(move || why.get())}</p>
                    {live(move || {
                        pictures
                            .get()
                            .then(|| {
                                view! {
                                    <div class="tile-rows">
                                        <Heatmap id="decoder-tiles" caption="columns of W_d" shape="8 × 8 pixels each" data=decoder_tiles role=Role::Left size=700.0 />
                                        <Heatmap id="axes-tiles" caption="columns of U_r" shape="8 × 8 pixels each" data=tiles_of_axes role=Role::Frozen size=700.0 />
                                    </div>
                                }
                            })
                    })}
                    <div class="matrix-row">
                        <Heatmap id="decoder" caption="W_d" shape=tall data=decoder role=Role::Left size values=written />
                        <span class="op" aria-hidden="true">"="</span>
                        <Heatmap id="axes" caption="U_r" shape=tall data=axes role=Role::Frozen size values=written />
                        <span class="op" aria-hidden="true">"·"</span>
                        <Heatmap id="map" caption="T" shape=square data=map role=Role::Sigma size=150.0 values=r <= 2 />
                    </div>
                    <p class="hint">{text::FACTORS_MAP}</p>
                </section>
            }
        })
    };
    view! { {live(figures)} }
}

/// The names of the axes; codes of one number have no second.
fn labels(names: [&str; 2], rank: usize) -> [String; 2] {
    [
        names[0].to_owned(),
        if rank > 1 { names[1] } else { "" }.to_owned(),
    ]
}

#[component]
pub fn Latents(lab: Lab) -> impl IntoView {
    let linear = lab.session.part(|s| s.is_linear());
    let why = lab.session.part(text::latent_why);
    let rank = lab.session.part(|s| s.rank());
    let own = scene_of(lab, |known, trained| {
        Some(latent_scene(
            known,
            &trained.codes,
            labels(["z₁", "z₂"], trained.method.rank),
        ))
    });
    let pca = scene_of(lab, |known, trained| {
        let mut codes = known.codes.clone();
        if trained.method.rank == 1 {
            codes.iter_mut().for_each(|c| c[1] = 0.0);
        }
        Some(latent_scene(
            known,
            &codes,
            labels(["u₁ᵀx", "u₂ᵀx"], trained.method.rank),
        ))
    });
    let mapped = scene_of(lab, |known, trained| {
        Some(mapped_scene(
            known,
            &trained.linear.as_ref()?.mapped,
            trained.method.rank,
        ))
    });
    let note = derived(move || match rank.get() {
        1 => "one number".to_owned(),
        2 => "two numbers".to_owned(),
        r => format!("two of {r} numbers"),
    });
    let third = move || {
        linear.get().then(|| {
            view! {
                <div class="span-4">
                    <SceneFigure id="latent-mapped" title="T takes one to the other" scene=mapped height=250.0 role=Role::Sigma />
                    <p class="hint">"Rings: T times the autoencoder’s codes. Dots: PCA’s."</p>
                </div>
            }
        })
    };
    view! {
        <section class="card latents">
            <h2>{text::LATENT_CARD}</h2>
            <p>{live(move || why.get())}</p>
            <div class="grid">
                <div class="span-4">
                    <SceneFigure id="latent-own" title="Autoencoder’s codes" note scene=own height=250.0 role=Role::Left />
                </div>
                <div class="span-4">
                    <SceneFigure id="latent-pca" title="PCA’s codes" note scene=pca height=250.0 role=Role::Frozen />
                </div>
                {live(third)}
            </div>
        </section>
    }
}
