//! The signs on buttons, drawn. Many systems have no glyph for such a character and would show an empty box.

use leptos::prelude::*;

/// What a sign looks like. The words stand beside it or in the button's `aria-label`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Check,
    Cross,
    Down,
    First,
    Last,
    Left,
    Menu,
    Open,
    Pause,
    Play,
    Redo,
    Reset,
    Right,
    Theme,
    Undo,
    Up,
}

impl Icon {
    /// The path of the drawing, 16 units wide and high, and whether it is filled (else it is a stroke).
    /// `index.html` holds some of them for the first paint; `tests/first_paint.rs` compares.
    fn drawing(self) -> (&'static str, bool) {
        match self {
            Self::Check => ("M3 8.5 6.5 12 13 4.5", false),
            Self::Cross => ("M4 4l8 8M12 4l-8 8", false),
            Self::Down => ("M8 3v10M4 9l4 4 4-4", false),
            Self::First => ("M3 3h1.8v4.6L12.5 3v10L4.8 8.4V13H3z", true),
            Self::Last => ("M13 3h-1.8v4.6L3.5 3v10l7.7-4.6V13H13z", true),
            Self::Left => ("M13 8H3M7 4 3 8l4 4", false),
            Self::Menu => ("M3 8h.01M8 8h.01M13 8h.01", false),
            Self::Open => ("M5 11 11 5M6 5h5v5", false),
            Self::Pause => ("M3.5 3h3v10h-3zM9.5 3h3v10h-3z", true),
            Self::Play => ("M4 2.5v11L13 8z", true),
            Self::Redo => ("M10.5 2.5l3 3-3 3M13.5 5.5h-7a4 4 0 0 0 0 8H10", false),
            Self::Reset => ("M3 2.5V6h3.5M3.3 6a5.2 5.2 0 1 1-.5 3", false),
            Self::Right => ("M3 8h10M9 4l4 4-4 4", false),
            Self::Theme => (
                "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM8 3v10a5 5 0 0 1 0-10z",
                true,
            ),
            Self::Undo => ("M5.5 2.5l-3 3 3 3M2.5 5.5h7a4 4 0 0 1 0 8H6", false),
            Self::Up => ("M8 13V3M4 7l4-4 4 4", false),
        }
    }
    /// What a button shows that starts something and pauses it.
    pub fn for_run(running: bool) -> Self {
        if running { Self::Pause } else { Self::Play }
    }

    /// The sign in the colour and the size of the words around it. Screen readers leave it out.
    pub fn draw(self) -> AnyView {
        let (path, solid) = self.drawing();
        view! {
            <svg class="icon" class:solid=solid viewBox="0 0 16 16" aria-hidden="true">
                <path d=path></path>
            </svg>
        }
        .into_any()
    }
}
