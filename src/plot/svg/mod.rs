//! Figures as SVG files.

mod backend;
mod picture;

pub use picture::heatmap_svg;

use backend::FullSizeText;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};

use super::{Camera, Chart, Error, Scene, Theme, draw_chart, draw_scene};

/// Units of the drawing in one CSS pixel: plotters counts in integers, and curves need finer steps.
const UNITS: u32 = 10;

/// `chart` as an SVG document of `size` CSS pixels.
/// # Errors
/// [`Error::Backend`], never in practice: a string takes whatever is written.
pub fn chart_svg(
    chart: &Chart,
    theme: &Theme,
    title: &str,
    size: (u32, u32),
) -> Result<String, Error> {
    document(title, &chart.describe(), size, |area| {
        draw_chart(area, chart, theme, f64::from(UNITS))
    })
}

/// `scene` seen by `camera` as an SVG document of `size` CSS pixels.
/// # Errors
/// [`Error::Backend`], never in practice.
pub fn scene_svg(
    scene: &Scene,
    camera: &Camera,
    theme: &Theme,
    title: &str,
    size: (u32, u32),
) -> Result<String, Error> {
    document(title, &scene.describe(), size, |area| {
        draw_scene(area, scene, camera, theme, f64::from(UNITS))
    })
}

type SvgArea<'a> = DrawingArea<FullSizeText<'a>, Shift>;

fn document(
    title: &str,
    description: &str,
    (width, height): (u32, u32),
    draw: impl FnOnce(&SvgArea<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    let (width, height) = (width.clamp(1, 20_000), height.clamp(1, 20_000));
    let units = (width * UNITS, height * UNITS);
    let mut drawn = String::new();
    {
        let backend = FullSizeText(SVGBackend::with_string(&mut drawn, units));
        let area = backend.into_drawing_area();
        draw(&area)?;
        area.present().map_err(|e| Error::Backend(e.to_string()))?;
    }
    // The backend's own opening tag has the size in units and cannot carry anything else.
    let body = drawn.split_once('>').map_or("", |(_, rest)| rest);
    Ok(open_tag(title, description, (width, height), units) + body)
}

fn open_tag(title: &str, description: &str, size: (u32, u32), units: (u32, u32)) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" stroke-linejoin=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>",
        size.0,
        size.1,
        units.0,
        units.1,
        escaped(title),
        escaped(description),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
