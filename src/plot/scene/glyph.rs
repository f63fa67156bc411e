//! The marks of many points: different shapes, so that classes do not hang on colour alone.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::pen::{Pen, Px, Stroke, TextStyle};
use crate::plot::{Error, Rgb};

/// How one point of a cloud is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Disc,
    Triangle,
    Square,
    Ring,
    Cross,
    /// A small disc, for points that belong to others.
    Speck,
    /// A character, such as the digit that a point is a picture of.
    Text(&'static str),
}

impl Glyph {
    /// A character that looks like it, for a legend.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Glyph::Disc => "●",
            Glyph::Triangle => "▲",
            Glyph::Square => "■",
            Glyph::Ring => "○",
            Glyph::Cross => "✕",
            Glyph::Speck => "•",
            Glyph::Text(text) => text,
        }
    }

    pub(super) fn draw<DB: DrawingBackend>(
        self,
        pen: &Pen<'_, DB>,
        (x, y): Px,
        color: Rgb,
    ) -> Result<(), Error> {
        match self {
            Glyph::Disc => pen.disc((x, y), 3.2, color),
            Glyph::Speck => pen.disc((x, y), 2.2, color),
            Glyph::Triangle => pen.polygon(
                &[(x, y - 4.4), (x + 4.0, y + 2.8), (x - 4.0, y + 2.8)],
                color,
                1.0,
            ),
            Glyph::Square => {
                let (a, b) = (-3.0, 3.0);
                let corners = [
                    (x + a, y + a),
                    (x + b, y + a),
                    (x + b, y + b),
                    (x + a, y + b),
                ];
                pen.polygon(&corners, color, 1.0)
            }
            Glyph::Ring => pen.ring((x, y), 3.4, Stroke::solid(color, 1.6)),
            Glyph::Cross => {
                let stroke = Stroke::solid(color, 1.8);
                pen.line(&[(x - 3.0, y - 3.0), (x + 3.0, y + 3.0)], stroke)?;
                pen.line(&[(x - 3.0, y + 3.0), (x + 3.0, y - 3.0)], stroke)
            }
            Glyph::Text(text) => {
                let style = TextStyle {
                    size: 13.0,
                    color,
                    h: HPos::Center,
                    v: VPos::Center,
                    symbol: false,
                };
                pen.text(text, (x, y), style)
            }
        }
    }
}
