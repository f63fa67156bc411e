//! Figures are drawn in the colours of the style sheet.

use low_rank_lab::plot::{Rgb, Role, Theme};

fn hex(text: &str) -> Option<Rgb> {
    let n = u32::from_str_radix(text.trim().strip_prefix('#')?, 16).ok()?;
    Some(Rgb((n >> 16) as u8, (n >> 8) as u8, n as u8))
}

/// The light and the dark value of a token: `--ink: light-dark(#1d2530, #e8ebef);`
fn token(css: &str, name: &str) -> Option<(Rgb, Rgb)> {
    let (_, rest) = css.split_once(&format!("{name}: light-dark("))?;
    let (light, dark) = rest.split_once(')')?.0.split_once(',')?;
    Some((hex(light)?, hex(dark)?))
}

#[test]
fn the_theme_is_the_style_sheets() {
    let css = include_str!("../style/tokens.css");
    let (light, dark) = (Theme::light(), Theme::dark());
    let role = |r: Role| (light.role(r), dark.role(r));
    for (name, colors) in [
        ("--paper", (light.paper, dark.paper)),
        ("--panel", (light.panel, dark.panel)),
        ("--ink-3", (light.ink_3, dark.ink_3)),
        ("--rule", (light.rule, dark.rule)),
        ("--ink", role(Role::Ink)),
        ("--ink-2", role(Role::Muted)),
        ("--c-frozen", role(Role::Frozen)),
        ("--c-left", role(Role::Left)),
        ("--c-right", role(Role::Right)),
        ("--c-sigma", role(Role::Sigma)),
        ("--c-delta", role(Role::Delta)),
        ("--c-error", role(Role::Error)),
    ] {
        assert_eq!(token(css, name), Some(colors), "{name}");
    }
}
