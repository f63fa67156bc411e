//! One colour per mathematical role, in the light and the dark theme.

use plotters::style::RGBColor;

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour moved towards `other`: 0 leaves it, 1 gives `other`.
    #[must_use]
    pub fn mix(self, other: Rgb, t: f64) -> Rgb {
        let t = t.clamp(0.0, 1.0);
        let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Rgb(
            blend(self.0, other.0),
            blend(self.1, other.1),
            blend(self.2, other.2),
        )
    }

    /// WCAG contrast ratio between two colours, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                libm::pow((c + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl From<Rgb> for RGBColor {
    fn from(c: Rgb) -> Self {
        RGBColor(c.0, c.1, c.2)
    }
}

/// What an object is in the mathematics; its colour follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// W, and whatever stays as it was.
    Frozen,
    /// The left factor: B, U.
    Left,
    /// The right factor: A, V.
    Right,
    /// Σ, the spectrum, r.
    Sigma,
    /// The product: ΔW, A_r.
    Delta,
    /// What is missing.
    Error,
    /// Text.
    Ink,
    /// Secondary text and reference curves.
    Muted,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 8] = [
        Role::Frozen,
        Role::Left,
        Role::Right,
        Role::Sigma,
        Role::Delta,
        Role::Error,
        Role::Ink,
        Role::Muted,
    ];

    /// The custom property that holds this role's colour in the style sheets.
    #[must_use]
    pub fn css_var(self) -> &'static str {
        match self {
            Role::Frozen => "var(--c-frozen)",
            Role::Left => "var(--c-left)",
            Role::Right => "var(--c-right)",
            Role::Sigma => "var(--c-sigma)",
            Role::Delta => "var(--c-delta)",
            Role::Error => "var(--c-error)",
            Role::Ink => "var(--ink)",
            Role::Muted => "var(--ink-2)",
        }
    }
}

/// The colours a figure is drawn with: the same values as the tokens in `style/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub dark: bool,
    /// Behind everything.
    pub paper: Rgb,
    /// Behind a figure.
    pub panel: Rgb,
    pub ink: Rgb,
    pub ink_2: Rgb,
    /// Lines of axes; too pale for text.
    pub ink_3: Rgb,
    pub rule: Rgb,
    frozen: Rgb,
    left: Rgb,
    right: Rgb,
    sigma: Rgb,
    delta: Rgb,
    error: Rgb,
}

impl Theme {
    #[must_use]
    pub const fn light() -> Self {
        Theme {
            dark: false,
            paper: Rgb(0xfb, 0xfa, 0xf7),
            panel: Rgb(0xff, 0xff, 0xff),
            ink: Rgb(0x1d, 0x25, 0x30),
            ink_2: Rgb(0x56, 0x60, 0x6e),
            ink_3: Rgb(0x7c, 0x85, 0x92),
            rule: Rgb(0xe4, 0xe1, 0xd9),
            frozen: Rgb(0x5f, 0x68, 0x74),
            left: Rgb(0xb4, 0x54, 0x0a),
            right: Rgb(0x0b, 0x6e, 0x6e),
            sigma: Rgb(0x7a, 0x3e, 0x9d),
            delta: Rgb(0x1a, 0x5f, 0xb4),
            error: Rgb(0xb3, 0x26, 0x1e),
        }
    }

    #[must_use]
    pub const fn dark() -> Self {
        Theme {
            dark: true,
            paper: Rgb(0x12, 0x16, 0x1c),
            panel: Rgb(0x1a, 0x20, 0x28),
            ink: Rgb(0xe8, 0xeb, 0xef),
            ink_2: Rgb(0xa9, 0xb2, 0xbe),
            ink_3: Rgb(0x7b, 0x85, 0x92),
            rule: Rgb(0x2b, 0x33, 0x3d),
            frozen: Rgb(0x97, 0xa1, 0xad),
            left: Rgb(0xf0, 0xa3, 0x5e),
            right: Rgb(0x5e, 0xc8, 0xc0),
            sigma: Rgb(0xcf, 0x9c, 0xf0),
            delta: Rgb(0x8a, 0xb4, 0xf8),
            error: Rgb(0xff, 0x8a, 0x80),
        }
    }

    #[must_use]
    pub fn role(&self, role: Role) -> Rgb {
        match role {
            Role::Frozen => self.frozen,
            Role::Left => self.left,
            Role::Right => self.right,
            Role::Sigma => self.sigma,
            Role::Delta => self.delta,
            Role::Error => self.error,
            Role::Ink => self.ink,
            Role::Muted => self.ink_2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_read_on_paper_and_panel() {
        for theme in [Theme::light(), Theme::dark()] {
            for role in Role::ALL {
                for ground in [theme.paper, theme.panel] {
                    let contrast = theme.role(role).contrast(ground);
                    assert!(contrast >= 4.5, "{role:?}: {contrast}");
                }
            }
            assert!(theme.ink_3.contrast(theme.panel) >= 3.0);
        }
    }

    #[test]
    fn mixing_goes_from_one_colour_to_the_other() {
        let (a, b) = (Rgb(0, 100, 255), Rgb(255, 0, 5));
        assert_eq!(a.mix(b, 0.0), a);
        assert_eq!(a.mix(b, 1.0), b);
        assert_eq!(a.mix(b, f64::NAN.max(0.0)), a);
    }
}
