//! n → r → m: how many numbers pass through each place when A_r x is computed.

use leptos::prelude::*;

use crate::labs::svd::state::State;
use crate::labs::svd::text;
use crate::ui::live::live;
use crate::ui::session::Session;

/// Drawn height of the wider end, in the units of the drawing.
const TALL: f64 = 150.0;

#[component]
pub fn Bottleneck(session: Session<State>) -> impl IntoView {
    let sizes = session.part(|s| {
        let (m, n) = s.shape();
        (n, s.rank(), m)
    });
    let height = move |of: usize| {
        let (n, _, m) = sizes.get();
        TALL * of as f64 / n.max(m).max(1) as f64
    };
    // Three bars and the two funnels between them.
    let funnel = move |left: usize, right: usize, x: f64| {
        let (a, b) = (height(left) / 2.0, height(right) / 2.0);
        format!(
            "M{x} {} L{} {} L{} {} L{x} {} Z",
            90.0 - a,
            x + 92.0,
            90.0 - b,
            x + 92.0,
            90.0 + b,
            90.0 + a
        )
    };
    let words = move || {
        let (n, r, m) = sizes.get();
        format!("{n} numbers in, {r} in the middle, {m} out.")
    };
    let bar = move |of: fn((usize, usize, usize)) -> usize, x: f64, role: &'static str| {
        let h = move || height(of(sizes.get())).max(1.0);
        view! { <rect class=role x=x y=move || 90.0 - h() / 2.0 width="14" height=h rx="2" fill="currentColor" /> }
    };
    view! {
        <figure class="bottleneck" data-figure="bottleneck">
            <svg viewBox="0 0 240 206" role="img" aria-label=words>
                <path class="role-right" fill="currentColor" opacity="0.22" d=move || { let (n, r, _) = sizes.get(); funnel(n, r, 20.0) } />
                <path class="role-left" fill="currentColor" opacity="0.22" d=move || { let (_, r, m) = sizes.get(); funnel(r, m, 128.0) } />
                {bar(|s| s.0, 6.0, "role-right")}
                {bar(|s| s.1, 113.0, "role-sigma")}
                {bar(|s| s.2, 220.0, "role-left")}
                <g class="bottleneck-text" text-anchor="middle">
                    <text x="13" y="186">{live(move || sizes.get().0)}</text>
                    <text x="120" y="186">{live(move || sizes.get().1)}</text>
                    <text x="227" y="186">{live(move || sizes.get().2)}</text>
                    <text x="16" y="202">"n in"</text>
                    <text x="120" y="202">"r"</text>
                    <text x="220" y="202">"m out"</text>
                </g>
            </svg>
            <figcaption>{text::BOTTLENECK}</figcaption>
        </figure>
    }
}
