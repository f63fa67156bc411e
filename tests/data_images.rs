//! Shipped images, patterns, and images people bring.

use low_rank_lab::data::Error;
use low_rank_lab::data::image::{AreaAverage, Loaded, MAX_SIDE, from_pgm, from_rgba};
use low_rank_lab::data::image_registry::{IMAGES, ImageKind, find};
use low_rank_lab::data::patterns::Pattern;
use proptest::prelude::*;

#[test]
fn every_image_of_the_registry_is_there() {
    for info in IMAGES {
        assert_eq!(find(info.id), Ok(info));
        assert!(!info.source.is_empty());
        let ImageKind::Shipped { path } = info.kind else {
            continue;
        };
        let Loaded { image, note } = from_pgm(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(note, None, "{path}");
        assert_eq!(
            (image.height, image.width),
            (info.rows, info.cols),
            "{path}"
        );
        assert_eq!(image.pixels.len(), image.width * image.height);
        assert!(image.pixels.iter().all(|grey| (0.0..=255.0).contains(grey)));
    }
    assert_eq!(find("no-such"), Err(Error::UnknownImage("no-such".into())));
}

#[test]
fn the_photograph_is_the_one_documented() {
    let ImageKind::Shipped { path } = find("camera").unwrap().kind else {
        panic!("camera is shipped")
    };
    let image = from_pgm(&std::fs::read(path).unwrap()).unwrap().image;
    assert_eq!((image.width, image.height), (256, 256));
    let mean = image.pixels.iter().sum::<f64>() / image.pixels.len() as f64;
    assert!((mean - 129.060_073_852_539_06).abs() < 1e-10);
    assert_eq!(image.to_matrix()[(3, 7)], image.pixels[3 * 256 + 7]);
}

#[test]
fn patterns_are_what_their_names_say() {
    let draw = |pattern: Pattern| pattern.draw(|| 0.5).to_matrix();
    let board = draw(Pattern::Checkerboard);
    assert_eq!(
        (board[(0, 0)], board[(0, 8)], board[(8, 8)]),
        (0.0, 255.0, 0.0)
    );
    assert_eq!(board.sum(), 255.0 * 2048.0);
    let gradient = draw(Pattern::Gradient);
    assert_eq!((gradient[(0, 0)], gradient[(63, 63)]), (0.0, 255.0));
    let text = draw(Pattern::Text);
    // LOW, RANK and LAB have 45, 68 and 49 dots of ink, four pixels each.
    assert_eq!(
        text.iter().filter(|&&grey| grey == 0.0).count(),
        4 * (45 + 68 + 49)
    );
    assert!(draw(Pattern::Noise).iter().all(|&grey| grey == 148.0));
}

#[test]
fn colours_become_luma_on_white() {
    let rgba = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0];
    let Loaded { image, note } = from_rgba(2, 2, &rgba).unwrap();
    assert_eq!(note, None);
    for (grey, expected) in image.pixels.iter().zip([76.245, 149.685, 29.07, 255.0]) {
        assert!((grey - expected).abs() < 1e-12);
    }
}

#[test]
fn large_images_are_averaged_and_said() {
    // 1024×2 in columns 0, 100, 0, 100, …: every box of two is 50.
    let pixel = |x: usize| {
        if x.is_multiple_of(2) {
            [0, 0, 0, 255]
        } else {
            [100, 100, 100, 255]
        }
    };
    let row: Vec<u8> = (0..1024).flat_map(pixel).collect();
    let Loaded { image, note } = from_rgba(1024, 2, &[row.clone(), row].concat()).unwrap();
    assert_eq!((image.width, image.height), (MAX_SIDE, 1));
    assert!(image.pixels.iter().all(|grey| (grey - 50.0).abs() < 1e-12));
    let sentence = "The image had 1024 × 2 pixels; it was scaled down to 512 × 1.";
    assert_eq!(note.unwrap().to_string(), sentence);
}

#[test]
fn a_picture_that_comes_in_strips_is_the_same() {
    let (width, height) = (700, 530);
    let bytes: Vec<u8> = (0..width * height * 4)
        .map(|i| (i * 7 + i / 31) as u8)
        .collect();
    let whole = from_rgba(width, height, &bytes).unwrap();
    for rows in [1, 64, 529, 530, 1000] {
        let mut average = AreaAverage::new(width, height).unwrap();
        for strip in bytes.chunks(4 * width * rows) {
            average.add_rows(strip, 4);
        }
        assert_eq!(average.finish().unwrap(), whole, "{rows} rows a strip");
    }
}

/// Columns of black and white, finer than the boxes: the mean stays 127.5, and σ₁ is that of a plain grey.
#[test]
fn what_is_finer_than_the_boxes_turns_grey() {
    let (width, height) = (4000, 3000);
    let row: Vec<u8> = (0..width).map(|x| 255 * (x % 2) as u8).collect();
    let mut average = AreaAverage::new(width, height).unwrap();
    for _ in 0..height {
        average.add_rows(&row, 1);
    }
    let Loaded { image, note } = average.finish().unwrap();
    let count = image.pixels.len() as f64;
    let mean = image.pixels.iter().sum::<f64>() / count;
    assert!((mean - 127.5).abs() < 1e-9, "{mean}");
    assert!(
        note.unwrap()
            .to_string()
            .starts_with("The image had 4000 × 3000 pixels")
    );
    // Every row is the same, so σ₁ is the norm.
    let norm = image.pixels.iter().map(|v| v * v).sum::<f64>().sqrt();
    assert!((norm - 56_548.6).abs() < 0.1, "{norm}");
}

#[test]
fn rows_that_are_missing_or_too_many_are_refused() {
    let with = |bytes: &[u8]| {
        let mut average = AreaAverage::new(2, 2).unwrap();
        average.add_rows(bytes, 1);
        average.finish()
    };
    assert!(with(&[1, 2, 3, 4]).is_ok());
    for bytes in [
        &[1, 2][..],
        &[1, 2, 3],
        &[1, 2, 3, 4, 5],
        &[1, 2, 3, 4, 5, 6],
    ] {
        assert!(with(bytes).is_err());
    }
    assert!(AreaAverage::new(0, 3).is_err() && AreaAverage::new(3, usize::MAX).is_err());
}

#[test]
fn sizes_that_do_not_fit_are_refused() {
    assert!(from_rgba(0, 0, &[]).is_err());
    assert!(from_rgba(2, 2, &[0; 15]).is_err());
    assert!(from_rgba(usize::MAX, 4, &[0; 16]).is_err());
    assert!(matches!(from_pgm(b"GIF89a"), Err(Error::Pgm)));
}

proptest! {
    #[test]
    fn averages_keep_the_mean(width in 1_usize..1400, height in 1_usize..3, grey in any::<u8>()) {
        let bytes = [grey, grey, grey, 255].repeat(width * height);
        let image = from_rgba(width, height, &bytes).unwrap().image;
        prop_assert!(image.width <= MAX_SIDE && image.height >= 1);
        prop_assert!(image.pixels.iter().all(|pixel| (pixel - f64::from(grey)).abs() < 1e-9));
    }

    #[test]
    fn random_bytes_never_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in 0_usize..3000) {
        let _ = from_pgm(&bytes);
        // A real file with its end torn off and something else in its place.
        let real = std::fs::read("assets/images/digits.pgm").unwrap();
        let mut torn = real[..cut.min(real.len())].to_vec();
        torn.append(&mut bytes);
        let _ = from_pgm(&torn);
    }
}
