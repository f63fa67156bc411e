//! The bridge figure: four methods, one picture, and links that carry the reader's matrix on.

use leptos::prelude::*;

use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::labs::autoencoder::bridge::{Way, funnel, sheet, table, ways, words};
use crate::labs::autoencoder::model::Known;
use crate::labs::autoencoder::text;
use crate::linalg::Matrix;
use crate::plot::Role;
use crate::state::link::query_for;
use crate::ui::figure_frame::{Exports, FigureFrame};
use crate::ui::icon::Icon;
use crate::ui::live::{derived, live, memo};

use super::compute::Lab;

/// The largest matrix that the SVD lab takes, and the largest layer of the LoRA lab.
const SVD_SIDE: usize = 32;

#[component]
pub fn BridgeCard(lab: Lab) -> impl IntoView {
    let shape = lab.session.part(|s| (s.features(), s.rank()));
    let all = memo(move |before: Option<&[Way; 4]>| {
        let (n, r) = shape.get();
        match (lab.last_known(), before) {
            (Some(known), _) if known.features == n => ways(n, known.count, r),
            (_, Some(before)) => before.clone(),
            _ => ways(n, n, r),
        }
    });
    let exports = Exports {
        description: derived(move || all.with(words)),
        table: Callback::new(move |()| all.with_untracked(table)),
        svg: Callback::new(move |()| Some(all.with_untracked(sheet))),
        png: None,
    };
    let rows = move || {
        let row = |way: Way| {
            view! {
                <li>
                    <h3>{way.name}</h3>
                    <p class="bridge-product">{way.product.clone()}</p>
                    // Markup made here from three numbers, never from what a reader types.
                    <div class="bridge-funnel" aria-hidden="true" inner_html=funnel(&way)></div>
                    <p class="hint"><span class="role-left">{way.factors[0].clone()}</span> " · " <span class="role-right">{way.factors[1].clone()}</span></p>
                    <p class="hint">"least " {way.minimum}</p>
                </li>
            }
        };
        all.get().into_iter().map(row).collect_view()
    };
    view! {
        <section class="card bridge">
            <h2>{text::BRIDGE_CARD}</h2>
            <p>{text::BRIDGE_WHY}</p>
            <FigureFrame id="bridge" title="n → r → m" role=Some(Role::Sigma) kind="chart" exports>
                <ul class="bridge-ways">{live(rows)}</ul>
            </FigureFrame>
            <Links lab />
        </section>
    }
}

/// The way into the other labs, with what their links can hold.
#[component]
fn Links(lab: Lab) -> impl IntoView {
    let rank = lab.session.part(|s| s.rank());
    let digits = lab.session.part(|s| s.is_digits());
    let to_svd = move || {
        let known = lab.known()?;
        let (query, words) = if digits.get() {
            (
                query_for("svd", "image", "digits"),
                "A hundred of these digits as one picture in the SVD lab",
            )
        } else {
            let (matrix, words) = carried(&known)?;
            let link = query_for("svd", "m", &matrix.to_link());
            let r = rank.get().min(matrix.rows()).min(matrix.cols());
            (format!("{link}&r={r}"), words)
        };
        Some(view! { <a class="button" href=query>{words} {Icon::Right.draw()}</a> })
    };
    let to_lora = move || {
        let n = lab.known()?.features;
        let r = rank.get();
        // Defaults of that lab may be written out: its links take them.
        Some(view! {
            <a class="button" href=format!("?lab=lora&d={n}&k={n}&r={r}")>
                {format!("A {n} × {n} update with r = {r} in the LoRA lab")} {Icon::Right.draw()}
            </a>
        })
    };
    view! {
        <div class="buttons">{live(to_svd)} {live(to_lora)}</div>
        <p class="hint">{text::BRIDGE_SHAPE_ONLY}</p>
    }
}

/// X itself (centred, one point a column) where the SVD lab can hold it, else XXᵀ/N.
fn carried(known: &Known) -> Option<(EnteredMatrix, &'static str)> {
    if known.count <= SVD_SIDE && known.features <= SVD_SIDE {
        let points = known.points.as_ref()?;
        let x = Matrix::from_fn(known.features, known.count, |i, j| {
            (points[(j, i)] - known.mean[i]) / known.scale[i]
        });
        return Some((short_entries(&x)?, "X, centred, in the SVD lab"));
    }
    let covariance = known.covariance.as_ref()?;
    Some((
        short_entries(covariance)?,
        "XXᵀ/N in the SVD lab: the same U, with σ²/N for σ",
    ))
}

/// Six significant digits: a link should stay one that can be sent.
fn short_entries(matrix: &Matrix) -> Option<EnteredMatrix> {
    let texts = matrix
        .transpose()
        .iter()
        .map(|v| full(format!("{v:.5e}").parse().unwrap_or(*v)))
        .collect();
    EnteredMatrix::from_texts(matrix.nrows(), matrix.ncols(), texts).ok()
}
