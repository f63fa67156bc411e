//! Drawing in CSS pixels with fractions on any plotters backend.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Error, Rgb, Theme};

/// The page's sans-serif stack, as in the style sheets.
const SANS: &str = "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif";
/// The page's serif stack, for names of mathematical objects.
const SERIF: &str = "'Source Serif 4', Georgia, 'Times New Roman', serif";

/// A point in CSS pixels, y downwards.
pub(super) type Px = (f64, f64);

#[derive(Clone, Copy)]
pub(super) struct Stroke {
    pub color: Rgb,
    pub width: f64,
    /// Lengths of dash and gap in turn; empty draws a solid line.
    pub dash: &'static [f64],
}

impl Stroke {
    pub fn solid(color: Rgb, width: f64) -> Self {
        Stroke {
            color,
            width,
            dash: &[],
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub size: f64,
    pub color: Rgb,
    pub h: HPos,
    pub v: VPos,
    /// Names of mathematical objects are set in bold italic serif.
    pub symbol: bool,
}

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn contains(&self, (x, y): Px) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }
}

/// A drawing area with a theme, measured in CSS pixels.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    pub theme: &'a Theme,
    scale: f64,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// `scale` is the number of the area's units in one CSS pixel.
    pub fn new(area: &'a DrawingArea<DB, Shift>, theme: &'a Theme, scale: f64) -> Self {
        let scale = if scale.is_finite() && scale > 0.0 {
            scale
        } else {
            1.0
        };
        Pen { area, theme, scale }
    }

    pub fn size(&self) -> (f64, f64) {
        let (w, h) = self.area.dim_in_pixel();
        (f64::from(w) / self.scale, f64::from(h) / self.scale)
    }

    fn unit(&self, v: f64) -> i32 {
        // Far outside is far enough; a cast saturates and NaN becomes 0.
        (v * self.scale).clamp(-1e6, 1e6).round() as i32
    }

    fn at(&self, (x, y): Px) -> (i32, i32) {
        (self.unit(x), self.unit(y))
    }

    fn width(&self, width: f64) -> u32 {
        (width * self.scale).clamp(1.0, 1e4).round() as u32
    }

    pub fn line(&self, points: &[Px], stroke: Stroke) -> Result<(), Error> {
        let style = ShapeStyle {
            color: RGBColor::from(stroke.color).to_rgba(),
            filled: false,
            stroke_width: self.width(stroke.width),
        };
        let path = |points: &[Px]| {
            let points: Vec<_> = points.iter().map(|p| self.at(*p)).collect();
            self.area
                .draw(&PathElement::new(points, style))
                .map_err(backend)
        };
        if stroke.dash.is_empty() {
            return path(points);
        }
        dashes(points, stroke.dash)
            .iter()
            .try_for_each(|piece| path(piece))
    }

    pub fn rect(&self, r: Rect, color: Rgb, alpha: f64) -> Result<(), Error> {
        let style = RGBColor::from(color).mix(alpha).filled();
        let corners = [self.at((r.left, r.top)), self.at((r.right, r.bottom))];
        self.area
            .draw(&Rectangle::new(corners, style))
            .map_err(backend)
    }

    pub fn polygon(&self, points: &[Px], color: Rgb, alpha: f64) -> Result<(), Error> {
        let points: Vec<_> = points.iter().map(|p| self.at(*p)).collect();
        let style = RGBColor::from(color).mix(alpha).filled();
        self.area
            .draw(&Polygon::new(points, style))
            .map_err(backend)
    }

    pub fn disc(&self, center: Px, radius: f64, color: Rgb) -> Result<(), Error> {
        let style = RGBColor::from(color).filled();
        let radius = self.unit(radius.max(0.0));
        self.area
            .draw(&Circle::new(self.at(center), radius, style))
            .map_err(backend)
    }

    /// An open marker: filled with the panel's colour, so that lines do not run through it.
    pub fn ring(&self, center: Px, radius: f64, stroke: Stroke) -> Result<(), Error> {
        self.disc(center, radius, self.theme.panel)?;
        let style = RGBColor::from(stroke.color).stroke_width(self.width(stroke.width));
        let radius = self.unit(radius.max(0.0));
        self.area
            .draw(&Circle::new(self.at(center), radius, style))
            .map_err(backend)
    }

    pub fn text(&self, text: &str, at: Px, style: TextStyle) -> Result<(), Error> {
        let (family, weight) = if style.symbol {
            (SERIF, FontStyle::Bold)
        } else {
            (SANS, FontStyle::Normal)
        };
        let font = FontDesc::new(FontFamily::Name(family), style.size * self.scale, weight);
        let color = RGBColor::from(style.color);
        let style = plotters::style::TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(style.h, style.v));
        self.area
            .draw_text(text, &style, self.at(at))
            .map_err(backend)
    }

    /// Text on a patch of the panel's colour, readable over curves and grid.
    pub fn label(&self, text: &str, r: Rect, style: TextStyle) -> Result<(), Error> {
        self.rect(r, self.theme.panel, 0.75)?;
        let at = (r.left + LABEL_PAD, (r.top + r.bottom) / 2.0);
        let style = TextStyle {
            h: HPos::Left,
            v: VPos::Center,
            ..style
        };
        self.text(text, at, style)
    }
}

/// Room at the left and right of a label's text.
pub(super) const LABEL_PAD: f64 = 3.0;

/// The size of a label with its patch.
pub(super) fn label_size(text: &str, size: f64) -> (f64, f64) {
    (text_width(text, size) + 2.0 * LABEL_PAD, size * 1.3)
}

/// The width of `text`, on the generous side: fonts differ between machines, and asking the page
/// to measure would cost a layout for every label.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '('
            | ')' | ' ' => 0.36,
            'm' | 'w' | 'M' | 'W' | '‖' | '—' => 0.95,
            '⁰'..='ₜ' | '²' | '³' | '¹' => 0.42,
            '\u{300}'..='\u{36f}' => 0.0,
            '0'..='9' => 0.62,
            'A'..='Z' => 0.7,
            '−' | '×' | '+' | '=' | '≥' | '≤' => 0.78,
            _ => 0.6,
        })
        .sum();
    em * size
}

fn backend<E: std::error::Error + Send + Sync>(e: DrawingAreaErrorKind<E>) -> Error {
    Error::Backend(e.to_string())
}

/// The drawn pieces of a dashed polyline.
fn dashes(points: &[Px], pattern: &[f64]) -> Vec<Vec<Px>> {
    // A curve of absurd length would otherwise be cut into millions of pieces.
    const MOST: usize = 4000;
    let mut pieces: Vec<Vec<Px>> = Vec::new();
    let (mut index, mut left) = (0_usize, pattern.first().copied().unwrap_or(1.0).max(0.5));
    let mut piece: Vec<Px> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let length = (x1 - x0).hypot(y1 - y0);
        if !length.is_finite() {
            continue;
        }
        let mut done = 0.0;
        while length - done > left && pieces.len() < MOST {
            done += left;
            let at = (
                x0 + (x1 - x0) * done / length,
                y0 + (y1 - y0) * done / length,
            );
            if index.is_multiple_of(2) {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            }
            piece = vec![at];
            index += 1;
            left = pattern[index % pattern.len()].max(0.5);
        }
        left -= length - done;
        if index.is_multiple_of(2) {
            piece.push((x1, y1));
        }
    }
    if index.is_multiple_of(2) && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_the_pattern_share_of_a_line() {
        let pieces = dashes(&[(0.0, 0.0), (35.0, 0.0), (100.0, 0.0)], &[6.0, 4.0]);
        let drawn: f64 = pieces
            .iter()
            .flat_map(|p| p.windows(2).map(|w| w[1].0 - w[0].0))
            .sum();
        assert!((drawn - 60.0).abs() < 1e-9, "{drawn}");
        assert_eq!(pieces.len(), 10);
    }

    #[test]
    fn dashes_of_nothing_are_nothing() {
        assert!(dashes(&[], &[6.0, 4.0]).is_empty());
        assert!(dashes(&[(1.0, 1.0), (f64::NAN, 0.0)], &[6.0, 4.0]).is_empty());
    }
}
