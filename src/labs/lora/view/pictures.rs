//! W + s·B·A, s·BA ≈ ΔW*, the error, and the best that any update of the rank could be.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::number_format::percent;
use crate::labs::lora::figures::{self, blank_of};
use crate::labs::lora::model::{Known, Trained};
use crate::labs::lora::state::{State, Update};
use crate::labs::lora::text;
use crate::learn::lora::Start;
use crate::linalg::low_rank::Truncation;
use crate::plot::Role;
use crate::ui::heatmap::{Heatmap, HeatmapData};
use crate::ui::live::{derived, live, memo};

use super::compute::Lab;

/// The longer side of a matrix, CSS pixels.
const SIZE: f64 = 140.0;

/// Whose shape a picture has.
#[derive(Clone, Copy)]
enum Factor {
    /// d×k.
    Product,
    /// B.
    Left,
    /// A.
    Right,
}

/// The truncated SVD of one ΔW*, moved from r to r.
struct Best {
    of: Arc<Known>,
    truncation: Truncation,
}

#[component]
pub fn Pictures(lab: Lab) -> impl IntoView {
    let session = lab.session;
    let rank = session.part(|s| s.rank());
    let shape = session.part(|s| s.shape());
    let pissa = session.part(|s| s.start == Start::Pissa);
    let update = session.part(|s| s.update);
    let empty = move |factor: Factor| {
        let ((d, k), r) = (shape.get_untracked(), rank.get_untracked());
        match factor {
            Factor::Product => blank_of(d, k),
            Factor::Left => blank_of(d, r),
            Factor::Right => blank_of(r, k),
        }
    };
    // The last good pair: s·BA needs the ΔW* it is compared with. W and ΔW* need no training.
    let seen = derived(move || match lab.last_pair() {
        Some((known, trained)) => Some((known, Some(trained))),
        None => Some((lab.known().filter(|_| !pissa.get())?, None)),
    });
    let drawn = move |factor, draw: fn(&Known, Option<&Trained>) -> Option<HeatmapData>| {
        memo(move |before: Option<&HeatmapData>| {
            let now = seen.get();
            now.and_then(|(known, trained)| draw(&known, trained.as_deref()))
                .or_else(|| before.cloned())
                .unwrap_or_else(|| empty(factor))
        })
    };
    let w = drawn(Factor::Product, |known, trained| {
        Some(figures::weight(known, trained))
    });
    let b = drawn(Factor::Left, |_, trained| {
        Some(figures::factor(&trained?.b))
    });
    let a = drawn(Factor::Right, |_, trained| {
        Some(figures::factor(&trained?.a))
    });
    let wanted = drawn(Factor::Product, |known, trained| {
        Some(figures::wanted(known, trained))
    });
    let moving = memo(
        move |before: Option<&(HeatmapData, HeatmapData)>| match lab.last_pair() {
            Some((known, trained)) => figures::product_and_error(&known, &trained),
            None => before
                .cloned()
                .unwrap_or_else(|| (empty(Factor::Product), empty(Factor::Product))),
        },
    );
    let best = best_of_rank(lab, rank);
    let sides = derived(move || {
        let (d, k) = shape.get();
        format!("{d} × {k}")
    });
    let error = move || match lab.trained() {
        Some(trained) => percent(trained.error),
        None => "…".to_owned(),
    };
    let best_error = move || match lab.known() {
        Some(known) => percent(known.best_error(rank.get())),
        None => "…".to_owned(),
    };
    let note = move || {
        lab.training.work.problem.get().or_else(|| {
            lab.trained()
                .filter(|trained| trained.diverged)
                .map(|trained| text::diverged(&trained))
        })
    };
    let waiting = move || {
        let words = match (lab.results(), update.get()) {
            (Some(_), _) => return None,
            (None, Update::Minilm) if lab.known().is_none() => text::LOADING,
            (None, _) => text::COMPUTING,
        };
        lab.training
            .work
            .problem
            .with(Option::is_none)
            .then_some(words)
    };
    view! {
        <section class="card pictures" aria-label=text::PICTURES>
            <div class="matrix-row">
                <Heatmap id="w" caption=derived(move || if pissa.get() { "W − s·B₀A₀".to_owned() } else { "W".to_owned() }) shape=derived(move || format!("{} · frozen", sides.get())) data=w role=Role::Frozen size=SIZE />
                <span class="op" aria-hidden="true">"+ s"</span>
                <Heatmap id="b" caption="B" shape=derived(move || format!("{} × {}", shape.get().0, rank.get())) data=b role=Role::Left size=SIZE />
                <Heatmap id="a" caption="A" shape=derived(move || format!("{} × {}", rank.get(), shape.get().1)) data=a role=Role::Right size=SIZE />
                <span class="divider" aria-hidden="true"></span>
                <Heatmap
                    id="ba"
                    caption="s·BA"
                    shape=derived(move || match lab.trained() {
                        Some(trained) => format!("rank {}", trained.rank),
                        None => "…".to_owned(),
                    })
                    data=derived(move || moving.get().0)
                    role=Role::Delta
                    size=SIZE
                />
                <span class="op" aria-hidden="true">"≈"</span>
                <Heatmap
                    id="delta-w"
                    caption=derived(move || if pissa.get() { "ΔW* + s·B₀A₀".to_owned() } else { "ΔW*".to_owned() })
                    shape=derived(move || if pissa.get() { text::START_PRODUCT.to_owned() } else { text::WANTED.to_owned() })
                    data=wanted
                    role=Role::Frozen
                    size=SIZE
                />
                <Heatmap
                    id="missed"
                    caption=derived(move || if pissa.get() { "missing".to_owned() } else { "ΔW* − s·BA".to_owned() })
                    shape=derived(move || format!("error {}", error()))
                    data=derived(move || moving.get().1)
                    role=Role::Error
                    size=SIZE
                />
                <span class="divider" aria-hidden="true"></span>
                <Heatmap
                    id="best"
                    caption="best"
                    shape=derived(move || format!("error {}", best_error()))
                    data=best
                    role=Role::Sigma
                    size=SIZE
                />
            </div>
            <p class="problem" role="alert">{live(note)}</p>
            <p class="preview-note" role="status">{live(waiting)}</p>
        </section>
    }
}

/// The nearest matrix of rank r to ΔW*, moved along with the slider.
fn best_of_rank(lab: Lab, rank: Memo<usize>) -> Memo<HeatmapData> {
    let shape = lab.session.state().with_untracked(State::shape);
    let kept = StoredValue::new_local(None::<Best>);
    memo(move |_| {
        let (Some(known), rank) = (lab.last_known(), rank.get()) else {
            return blank_of(shape.0, shape.1);
        };
        let drawn = kept.try_update_value(|kept| {
            if kept
                .as_ref()
                .is_none_or(|best| !Arc::ptr_eq(&best.of, &known))
            {
                *kept = Some(Best {
                    truncation: Truncation::new(&known.svd),
                    of: Arc::clone(&known),
                });
            }
            kept.as_mut()
                .map(|best| figures::best(&mut best.truncation, &best.of, rank))
        });
        drawn
            .flatten()
            .unwrap_or_else(|| blank_of(shape.0, shape.1))
    })
}
