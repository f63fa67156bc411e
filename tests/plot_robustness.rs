//! Hard input never panics and never puts a number into the picture that is not one.

use low_rank_lab::plot::svg::{chart_svg, scene_svg};
use low_rank_lab::plot::{Axis, Camera, Chart, Item, Kind, Mark, Role, Scene, Series, Theme};
use proptest::prelude::*;

const KINDS: [Kind; 5] = [
    Kind::Line,
    Kind::Dashed,
    Kind::Bars,
    Kind::Points,
    Kind::Steps,
];

/// Numbers of every size, and what is not one.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -10.0..10.0,
        Just(0.0),
        Just(1e-300),
        Just(1e300),
        Just(-1e300),
        Just(5e-324),
        Just(f64::MAX),
        Just(f64::NAN),
        Just(f64::INFINITY),
        any::<f64>(),
    ]
}

fn axis() -> impl Strategy<Value = Axis> {
    (any::<bool>(), proptest::option::of((number(), number()))).prop_map(|(log, range)| {
        let axis = if log {
            Axis::log("a")
        } else {
            Axis::linear("a")
        };
        Axis { range, ..axis }
    })
}

fn all_numbers_are_finite(svg: &str) -> bool {
    let drawing = svg.split_once("</desc>").map_or(svg, |parts| parts.1);
    !drawing.contains("=\"NaN") && !drawing.contains("=\"inf") && !drawing.contains("=\"-inf")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn charts(
        x in axis(),
        y in axis(),
        points in proptest::collection::vec((number(), number()), 0..12),
        kind in 0..KINDS.len(),
        lit in proptest::option::of(0_usize..20),
        at in (number(), number()),
        size in (0_u32..900, 0_u32..600),
    ) {
        let mut series = Series::new("s", Role::Sigma, KINDS[kind], points);
        series.lit = lit;
        let chart = Chart::new(x, y)
            .with_series(series.clone())
            .with_series(series)
            .with_mark(Mark::vertical(at.0, "v", Role::Error))
            .with_mark(Mark::horizontal(at.1, "h", Role::Error))
            .with_mark(Mark::point(at.0, at.1, "p", Role::Error));
        let svg = chart_svg(&chart, &Theme::light(), "t", size);
        prop_assert!(svg.is_ok_and(|s| all_numbers_are_finite(&s)));
        let size = (f64::from(size.0), f64::from(size.1));
        prop_assert!(chart.x_at(at.0, size).is_finite());
        prop_assert!(chart.y_at(at.1, size).is_finite());
        let columns = chart.table().header.len();
        prop_assert!(chart.table().rows.iter().all(|row| row.len() == columns));
        prop_assert!(!chart.describe().is_empty());
    }

    #[test]
    fn scenes(
        dims in 0_usize..5,
        points in proptest::collection::vec([number(), number(), number()], 0..8),
        extent in number(),
        angles in (number(), number()),
        size in (0_u32..900, 0_u32..600),
    ) {
        let mut scene = Scene::new(dims).with(Item::curve("c", points.clone(), Role::Delta));
        for p in &points {
            scene = scene
                .with(Item::vector(*p, Role::Left, "v"))
                .with(Item::dot(*p, Role::Right, "d"));
        }
        let scene = scene.with(Item::Polygon { name: "p".into(), points, role: Role::Sigma, opacity: extent });
        let camera = Camera { yaw: angles.0, pitch: angles.1 }.orbit(angles.1, angles.0);
        for scene in [scene.clone().with_extent(extent), scene.fitted(1.0)] {
            let svg = scene_svg(&scene, &camera, &Theme::dark(), "t", size);
            prop_assert!(svg.is_ok_and(|s| all_numbers_are_finite(&s)));
            prop_assert!(!scene.describe().is_empty());
            prop_assert!(scene.table().header.len() >= 3);
        }
    }
}
