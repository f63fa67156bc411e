//! Shipped images, patterns, and images people bring.

use low_rank_lab::data::Error;
use low_rank_lab::data::image::{Loaded, MAX_SIDE, from_pgm, from_rgba};
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
