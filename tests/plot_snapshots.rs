//! Figures as SVG, compared with committed files. `UPDATE_SNAPSHOTS=1 cargo test` rewrites them.

use std::path::PathBuf;

use low_rank_lab::linalg::Matrix;
use low_rank_lab::plot::scene::{linear_map, mapped, unit_circle, unit_disc, unit_sphere};
use low_rank_lab::plot::svg::{chart_svg, heatmap_svg, scene_svg};
use low_rank_lab::plot::{
    Axis, Camera, Chart, ColorMap, Error, HeatmapData, Item, Kind, Mark, Role, Scene, Series, Theme,
};

/// In both themes: NAME-light.svg and NAME-dark.svg.
fn check(name: &str, draw: impl Fn(&Theme) -> Result<String, Error>) {
    for (theme, suffix) in [(Theme::light(), "light"), (Theme::dark(), "dark")] {
        let file = format!("{name}-{suffix}.svg");
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/snapshots")
            .join(&file);
        let svg = draw(&theme).expect("an SVG can always be drawn");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(&path, &svg).expect("the snapshot can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == svg,
            "{file} differs; look at it, then UPDATE_SNAPSHOTS=1"
        );
    }
}

fn spectrum() -> Vec<f64> {
    (0..24).map(|i| 8.0 / f64::from(i * i + 3)).collect()
}

#[test]
fn spectrum_with_its_kept_part() {
    let chart = Chart::new(Axis::linear("index i"), Axis::linear("σᵢ"))
        .with_series(Series::indexed("", Role::Sigma, Kind::Bars, &spectrum()).with_lit(4))
        .with_mark(Mark::vertical(4.5, "kept: 4 of 24", Role::Sigma));
    check("spectrum", |t| {
        chart_svg(&chart, t, "Singular values", (480, 280))
    });
}

#[test]
fn spectrum_with_zeros_on_a_log_axis() {
    let sigma = [3.0, 0.2, 1e-9, 4e-16, 0.0];
    let chart = Chart::new(Axis::linear("index i"), Axis::log("σᵢ"))
        .with_series(Series::indexed("σᵢ", Role::Sigma, Kind::Points, &sigma))
        .with_mark(Mark::horizontal(2e-15, "tolerance", Role::Error));
    check("tolerance", |t| {
        chart_svg(&chart, t, "Spectrum", (420, 300))
    });
}

#[test]
fn curves_with_a_legend_and_marks() {
    let curve = |c: f64| {
        (1..=48)
            .map(|r| (f64::from(r), c / f64::from(r)))
            .collect::<Vec<_>>()
    };
    let chart = Chart::new(Axis::linear("rank r"), Axis::linear("relative error"))
        .with_series(Series::new(
            "truncated SVD",
            Role::Muted,
            Kind::Dashed,
            curve(0.6),
        ))
        .with_series(Series::new(
            "trained LoRA",
            Role::Delta,
            Kind::Line,
            curve(0.7),
        ))
        .with_series(Series::new(
            "rank sweep",
            Role::Right,
            Kind::Line,
            curve(0.9),
        ))
        .with_mark(Mark::point(4.0, 0.175, "r = 4: 17.5 %", Role::Delta))
        .with_mark(Mark::horizontal(0.05, "floor", Role::Muted));
    check("curves", |t| {
        chart_svg(&chart, t, "Error against r", (640, 360))
    });
}

#[test]
fn plane_with_the_columns_and_the_image_of_the_circle() {
    let a = Matrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 2.5]);
    let map = linear_map(&a).expect("two by two");
    let image = mapped(
        &[
            unit_disc(Role::Delta, 0.12),
            unit_circle("Image", Role::Delta),
        ],
        &map,
    );
    let scene = Scene::new(2)
        .with_all(image)
        .with(unit_circle("Unit circle", Role::Frozen))
        .with(Item::vector([2.0, 1.0, 0.0], Role::Left, "c₁"))
        .with(Item::vector([1.0, 2.5, 0.0], Role::Right, "c₂"))
        .fitted(1.5);
    check("plane", |t| {
        scene_svg(&scene, &Camera::default(), t, "Columns", (400, 360))
    });
}

#[test]
fn sphere_pressed_onto_a_plane() {
    let a = Matrix::from_row_slice(3, 3, &[1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    let map = linear_map(&a).expect("three by three");
    let scene = Scene::new(3)
        .with_all(unit_sphere("Unit sphere", Role::Frozen))
        .with_all(mapped(&unit_sphere("Image", Role::Delta), &map))
        .with(Item::vector([1.0, 1.0, 0.0], Role::Left, "c₃"))
        .fitted(1.5);
    let camera = Camera::default().orbit(0.3, 0.1);
    check("sphere", |t| {
        scene_svg(&scene, &camera, t, "Image of the unit sphere", (420, 380))
    });
}

#[test]
fn heatmap_as_one_picture() {
    let a = Matrix::from_fn(6, 9, |i, j| (i as f64 - 2.0) * (j as f64 - 4.0));
    let data = HeatmapData::from_matrix(&a, ColorMap::Diverging);
    check("heatmap", |t| {
        heatmap_svg(&data, t.role(Role::Delta), "BA", 320, "data:,the-pixels")
    });
}
