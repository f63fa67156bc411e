//! A heatmap as an SVG file: one embedded picture, however many entries there are.

use super::open_tag;
use crate::plot::{Error, HeatmapData, Rgb};

/// `data` as an SVG document, the longer side `longest` CSS pixels, framed in `frame`.
/// `picture` is its pixels as a data URL, one per entry: a browser's canvas gives it.
/// # Errors
/// [`Error::Picture`] for an empty matrix.
pub fn heatmap_svg(
    data: &HeatmapData,
    frame: Rgb,
    title: &str,
    longest: u32,
    picture: &str,
) -> Result<String, Error> {
    if data.values.is_empty() {
        return Err(Error::Picture("it has no entries".to_owned()));
    }
    let (rows, cols) = (data.rows.max(1) as f64, data.cols.max(1) as f64);
    let side = f64::from(longest.clamp(16, 20_000));
    let px = |n: f64| ((side * n / rows.max(cols)).round() as u32).max(12);
    let (width, height) = (px(cols), px(rows));
    let size = (width + 4, height + 4);
    let Rgb(r, g, b) = frame;
    Ok(format!(
        "{}\n<image x=\"2\" y=\"2\" width=\"{width}\" height=\"{height}\" \
         preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" \
         href=\"{picture}\"/>\n\
         <rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"none\" \
         stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"2\"/>\n</svg>\n",
        open_tag(title, &data.describe(), size, size),
        width + 2,
        height + 2,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::Matrix;
    use crate::plot::ColorMap;

    #[test]
    fn a_heatmap_becomes_one_picture() {
        let data = HeatmapData::from_matrix(&Matrix::identity(3, 2), ColorMap::Diverging);
        let svg = heatmap_svg(&data, Rgb(1, 2, 3), "I & I", 300, "data:,x");
        assert!(svg.is_ok_and(|s| s.contains("I &amp; I")
            && s.contains("data:,x")
            && s.contains("#010203")));
        let empty = HeatmapData::from_matrix(&Matrix::zeros(0, 2), ColorMap::Grey);
        assert!(heatmap_svg(&empty, Rgb(0, 0, 0), "", 300, "").is_err());
    }
}
