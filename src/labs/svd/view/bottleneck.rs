//! n → r → m: how many numbers pass through each place when A_r x is computed.

use leptos::prelude::*;

use crate::labs::svd::funnel::{funnel_svg, funnel_table};
use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::plot::Role;
use crate::ui::figure_frame::{Exports, FigureFrame};
use crate::ui::live::derived;
use crate::ui::session::Session;

#[component]
pub fn Bottleneck(session: Session<State>) -> impl IntoView {
    let sizes = session.part(|s| {
        let (m, n) = s.shape();
        [n, s.rank(), m]
    });
    let exports = Exports {
        description: derived(move || text::bottleneck(sizes.get())),
        table: Callback::new(move |()| funnel_table(sizes.get_untracked())),
        svg: Callback::new(move |()| Some(funnel_svg(sizes.get_untracked()))),
        png: None,
    };
    view! {
        <FigureFrame id="bottleneck" title="n → r → m" role=Some(Role::Sigma) kind="chart" exports>
            // Markup made here from three numbers, never from what a reader types.
            <div class="bottleneck" aria-hidden="true" inner_html=move || funnel_svg(sizes.get())></div>
            <p>{text::BOTTLENECK}</p>
        </FigureFrame>
    }
}
