//! Files that readers bring: arrays, pictures, points.

use low_rank_lab::data::image::{Loaded, MAX_SIDE, from_pgm, from_rgba};
use low_rank_lab::data::npy::read;
use low_rank_lab::data::point_sets::read_file;
use low_rank_lab::labs::autoencoder::state::MAX_FILE_POINTS;
use low_rank_lab::learn::autoencoder::MAX_FEATURES;
use low_rank_lab::linalg::Matrix;

use super::is_sentence;

/// A NumPy file. Its entries may be NaN: that is for whoever uses them to refuse.
pub fn npy(data: &[u8]) {
    match read(data) {
        Err(error) => is_sentence(&error.to_string()),
        Ok(matrix) => {
            assert!(!matrix.is_empty());
            // Each entry takes a byte at least: a header alone can ask for nothing.
            assert!(matrix.len() <= data.len(), "{:?}", matrix.shape());
            let bits = |m: &Matrix| m.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
            let back = read(&as_npy(&matrix)).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(back.shape(), matrix.shape());
            assert_eq!(bits(&back), bits(&matrix));
        }
    }
}

/// The file that NumPy writes for an array in column order.
fn as_npy(matrix: &Matrix) -> Vec<u8> {
    let (rows, cols) = matrix.shape();
    let header =
        format!("{{'descr': '<f8', 'fortran_order': True, 'shape': ({rows}, {cols}), }}\n");
    let mut bytes = b"\x93NUMPY\x02\x00".to_vec();
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(matrix.iter().flat_map(|value| value.to_le_bytes()));
    bytes
}

/// A PGM file; and the same bytes as a decoded picture, its width in the first two bytes.
pub fn image(data: &[u8]) {
    match from_pgm(data) {
        Err(error) => is_sentence(&error.to_string()),
        Ok(loaded) => is_picture(&loaded, &data[data.len() - pixels_before(&loaded)..], 1),
    }
    let Some((width, rgba)) = data.split_first_chunk::<2>() else {
        return;
    };
    let width = usize::from(u16::from_le_bytes(*width));
    let height = rgba.len() / 4 / width.max(1);
    match from_rgba(width, height, rgba) {
        Err(error) => is_sentence(&error.to_string()),
        Ok(loaded) => is_picture(&loaded, rgba, 4),
    }
}

fn pixels_before(loaded: &Loaded) -> usize {
    let image = &loaded.image;
    loaded
        .note
        .map_or(image.width * image.height, |note| note.width * note.height)
}

/// Small enough, grey levels only, and as bright as what came in (`channels` bytes a pixel).
fn is_picture(loaded: &Loaded, bytes: &[u8], channels: usize) {
    let image = &loaded.image;
    assert!((1..=MAX_SIDE).contains(&image.width) && (1..=MAX_SIDE).contains(&image.height));
    assert_eq!(image.pixels.len(), image.width * image.height);
    let grey = -1e-9..=255.0 + 1e-9;
    assert!(image.pixels.iter().all(|pixel| grey.contains(pixel)));
    assert_eq!(image.to_matrix().shape(), (image.height, image.width));
    if let Some(note) = &loaded.note {
        is_sentence(&note.to_string());
    } else if channels == 1 {
        let same = |(pixel, byte): (&f64, &u8)| *pixel == f64::from(*byte);
        assert!(image.pixels.iter().zip(bytes).all(same));
    }
    if channels == 1 {
        let before = bytes.iter().map(|b| f64::from(*b)).sum::<f64>() / bytes.len() as f64;
        let after = image.pixels.iter().sum::<f64>() / image.pixels.len() as f64;
        assert!((before - after).abs() < 1e-6, "{before} became {after}");
    }
}

/// A file of points: CSV or NumPy.
pub fn points(data: &[u8]) {
    for (max_rows, max_cols) in [(MAX_FILE_POINTS, MAX_FEATURES), (3, 2)] {
        match read_file(data, max_rows, max_cols) {
            Err(error) => is_sentence(&error.to_string()),
            Ok(own) => {
                let (rows, cols) = own.set.points.shape();
                assert!((1..=max_rows).contains(&rows) && (1..=max_cols).contains(&cols));
                assert!(own.set.points.iter().all(|value| value.is_finite()));
                let (classes, names) = (&own.set.classes, own.set.class_names.len());
                assert!(classes.is_empty() == (names == 0));
                assert!(classes.is_empty() || classes.len() == rows);
                assert!(classes.iter().all(|class| usize::from(*class) < names));
                own.notes.iter().for_each(|note| is_sentence(note));
            }
        }
    }
}
