//! A heatmap as an SVG file: one embedded picture, however many entries there are.

use super::open_tag;
use crate::plot::{Error, HeatmapData, Rgb};

/// `data` as an SVG document, the longer side `longest` CSS pixels, framed in `frame`.
/// # Errors
/// [`Error::Picture`] for an empty matrix.
pub fn heatmap_svg(
    data: &HeatmapData,
    frame: Rgb,
    title: &str,
    longest: u32,
) -> Result<String, Error> {
    let (rows, cols) = (data.rows.max(1) as f64, data.cols.max(1) as f64);
    let side = f64::from(longest.clamp(16, 20_000));
    let px = |n: f64| ((side * n / rows.max(cols)).round() as u32).max(12);
    let (width, height) = (px(cols), px(rows));
    let size = (width + 4, height + 4);
    let Rgb(r, g, b) = frame;
    Ok(format!(
        "{}\n<image x=\"2\" y=\"2\" width=\"{width}\" height=\"{height}\" \
         preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" \
         href=\"data:image/png;base64,{}\"/>\n\
         <rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"none\" \
         stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"2\"/>\n</svg>\n",
        open_tag(title, &data.describe(), size, size),
        base64(&png(data)?),
        width + 2,
        height + 2,
    ))
}

fn png(data: &HeatmapData) -> Result<Vec<u8>, Error> {
    let side = |n: usize| u32::try_from(n).map_err(|e| Error::Picture(e.to_string()));
    let mut pixels = Vec::new();
    data.rgba(&mut pixels);
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side(data.cols)?, side(data.rows)?);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels))
        .map_err(|e| Error::Picture(e.to_string()))?;
    Ok(out)
}

/// RFC 4648 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |k: usize| u32::from(chunk.get(k).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for k in 0..4 {
            if k <= chunk.len() {
                let six = (bits >> (18 - 6 * k)) & 63;
                out.push(char::from(ALPHABET[six as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::Matrix;
    use crate::plot::ColorMap;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_heatmap_becomes_one_picture() {
        let data = HeatmapData::from_matrix(&Matrix::identity(3, 2), ColorMap::Diverging);
        let svg = heatmap_svg(&data, Rgb(1, 2, 3), "I & I", 300);
        assert!(svg.is_ok_and(|s| s.contains("I &amp; I")
            && s.contains("image/png")
            && s.contains("#010203")));
        let empty = HeatmapData::from_matrix(&Matrix::zeros(0, 2), ColorMap::Grey);
        assert!(heatmap_svg(&empty, Rgb(0, 0, 0), "", 300).is_err());
    }
}
