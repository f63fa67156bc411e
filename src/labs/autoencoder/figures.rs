//! The lab's scenes and charts, from results to what is drawn.

use crate::data::number_format::{short, subscript};
use crate::plot::scene::{Glyph, Point};
use crate::plot::{Axis, Chart, Item, Kind, Mark, Role, Scene, Series};

use super::model::{Known, Moment, Spot, Trained};
use super::state::State;
use crate::learn::autoencoder::Activation;

/// An angle below this, in degrees, is drawn as this: rounding would be drawn for mathematics.
const LEAST_ANGLE: f64 = 1e-7;
/// At most this many angles are drawn, the largest among them.
const ANGLES: usize = 8;
/// Lines from points to their reconstructions are drawn for at most this many.
const THREADS: usize = 120;

/// The marks of the classes, in their order.
pub fn class_look(known: &Known, class: usize) -> (Role, Glyph) {
    const ROLES: [Role; 5] = [
        Role::Right,
        Role::Sigma,
        Role::Delta,
        Role::Frozen,
        Role::Error,
    ];
    const GLYPHS: [Glyph; 5] = [
        Glyph::Disc,
        Glyph::Triangle,
        Glyph::Square,
        Glyph::Ring,
        Glyph::Cross,
    ];
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let role = ROLES[class % ROLES.len()];
    // Ten digits are their own marks.
    if known.class_names.len() == DIGITS.len() && known.class_names[0] == DIGITS[0] {
        return (role, Glyph::Text(DIGITS[class % DIGITS.len()]));
    }
    if known.class_names.is_empty() {
        return (Role::Frozen, Glyph::Disc);
    }
    // Beyond five classes shape and colour are combined anew.
    (role, GLYPHS[(class + class / ROLES.len()) % GLYPHS.len()])
}

fn point(spot: &Spot) -> Point {
    *spot
}

/// The points in clouds, one for each class.
fn clouds(known: &Known, points: &[Point]) -> Vec<Item> {
    if known.classes.len() != points.len() {
        return vec![Item::Cloud {
            name: "points".to_owned(),
            points: points.to_vec(),
            role: Role::Frozen,
            glyph: Glyph::Disc,
        }];
    }
    let mut items = Vec::new();
    for (class, name) in known.class_names.iter().enumerate() {
        let (role, glyph) = class_look(known, class);
        let of_class = points.iter().zip(&known.classes);
        let of_class = of_class.filter(|(_, c)| usize::from(**c) == class);
        items.push(Item::Cloud {
            name: name.clone(),
            points: of_class.map(|(p, _)| *p).collect(),
            role,
            glyph,
        });
    }
    items
}

/// The data with PCA's axes, what the decoder reaches, and the reconstructions.
pub fn data_scene(known: &Known, trained: Option<&Trained>) -> Scene {
    let dims = if known.features < 3 { 2 } else { 3 };
    let mut scene = Scene::new(dims);
    scene.axis_labels = axis_labels(known);
    let points: Vec<Point> = known.spots.iter().map(point).collect();
    if let Some(trained) = trained {
        scene = scene.with_all(reached(trained));
        let rebuilt: Vec<Point> = trained.rebuilt_spots.iter().map(point).collect();
        // Lines of hundreds of points, or of digits, would hide everything.
        if points.len() <= THREADS {
            let threads = points.iter().zip(&rebuilt);
            scene = scene.with_all(threads.map(|(from, to)| Item::Segment {
                from: *from,
                to: *to,
                role: Role::Error,
                dashed: false,
                width: 1.0,
            }));
        }
        if has_specks(known) {
            scene = scene.with(Item::Cloud {
                name: "reconstructions".to_owned(),
                points: rebuilt,
                role: Role::Left,
                glyph: Glyph::Speck,
            });
        }
    }
    scene = scene.with_all(clouds(known, &points));
    for (i, end) in known.axis_ends.iter().enumerate() {
        let end = point(end);
        if end.iter().any(|c| *c != 0.0) {
            scene = scene.with(Item::vector(
                end,
                Role::Ink,
                format!("u{}", subscript(i + 1)),
            ));
        }
    }
    scene.with_extent(extent(known))
}

/// Half the side of the scene: what holds the points and the axes, whatever the training does.
fn extent(known: &Known) -> f64 {
    let spots = known.spots.iter().chain(&known.axis_ends).flatten();
    let most = spots.fold(0.0_f64, |m, c| m.max(c.abs()));
    if !(most.is_finite() && most > 0.0) {
        return 1.0;
    }
    // In quarters of a power of ten, so that it does not breathe while a point is dragged.
    let unit = 0.25 * libm::pow(10.0, libm::floor(libm::log10(1.1 * most)));
    unit * libm::ceil(1.1 * most / unit)
}

/// Whether the reconstructions are drawn as specks: among digits they would only be in the way.
pub fn has_specks(known: &Known) -> bool {
    !matches!(class_look(known, 0).1, Glyph::Text(_))
}

fn axis_labels(known: &Known) -> [String; 3] {
    std::array::from_fn(|k| {
        if known.features > 3 {
            format!("axis {}", k + 1)
        } else {
            known.feature_names.get(k).cloned().unwrap_or_default()
        }
    })
}

/// PCA's line or plane, dashed, and the autoencoder's line, plane, curve or net.
fn reached(trained: &Trained) -> Vec<Item> {
    let mut items = Vec::new();
    let pca: Vec<Point> = trained.pca_reach.iter().map(point).collect();
    items.push(Item::Polyline {
        name: if pca.len() == 2 {
            "PCA’s line"
        } else {
            "PCA’s plane"
        }
        .to_owned(),
        points: closed(&pca),
        role: Role::Muted,
        dashed: true,
        width: 1.8,
    });
    let linear = trained.method.activation == Activation::Linear;
    for piece in &trained.reach {
        let points: Vec<Point> = piece.iter().map(point).collect();
        let name = match (linear, points.len()) {
            (true, 2) => "the autoencoder’s line",
            (true, _) => "the autoencoder’s plane",
            _ => "what the decoder reaches",
        };
        if linear && points.len() == 4 {
            items.push(Item::Polygon {
                name: String::new(),
                points: points.clone(),
                role: Role::Left,
                opacity: 0.16,
            });
        }
        items.push(Item::Polyline {
            name: name.to_owned(),
            points: if linear { closed(&points) } else { points },
            role: Role::Left,
            dashed: false,
            width: 2.4,
        });
    }
    items
}

fn closed(points: &[Point]) -> Vec<Point> {
    let mut points = points.to_vec();
    if points.len() > 2 {
        points.extend(points.first().copied());
    }
    points
}

/// The codes of the points, by PCA or by the autoencoder.
pub fn latent_scene(known: &Known, codes: &[[f64; 2]], axes: [String; 2]) -> Scene {
    let points: Vec<Point> = codes.iter().map(|c| [c[0], c[1], 0.0]).collect();
    let mut scene = Scene::new(2).with_all(clouds(known, &points));
    let [x, y] = axes;
    scene.axis_labels = [x, y, String::new()];
    scene.fitted(1e-9)
}

/// The autoencoder's codes taken to PCA's by T, as rings around PCA's.
pub fn mapped_scene(known: &Known, mapped: &[[f64; 2]], rank: usize) -> Scene {
    let place = |c: &[f64; 2]| {
        let second = if rank > 1 { c[1] } else { 0.0 };
        [c[0], second, 0.0]
    };
    let mut scene = Scene::new(2)
        .with(Item::Cloud {
            name: "PCA’s codes".to_owned(),
            points: known.codes.iter().map(place).collect(),
            role: Role::Muted,
            glyph: Glyph::Speck,
        })
        .with(Item::Cloud {
            name: "T times the autoencoder’s codes".to_owned(),
            points: mapped.iter().map(place).collect(),
            role: Role::Left,
            glyph: Glyph::Ring,
        });
    scene.axis_labels = ["1st code".into(), "2nd code".into(), String::new()];
    scene.fitted(1e-9)
}

fn steps_axis(trained: &Trained) -> Axis {
    // A little more, so that the last number is not cut off.
    Axis::linear("step").with_range(0.0, 1.04 * (trained.steps as f64).max(10.0))
}

/// The loss step by step, above its floor; PCA's loss where there is no floor or another one.
pub fn loss(trained: &Trained) -> Chart {
    let least = 1e-14 * trained.first_loss.max(f64::MIN_POSITIVE);
    let points = trained.history.iter();
    let points = points.map(|m| (m.step as f64, m.loss.max(least))).collect();
    let chart = Chart::new(steps_axis(trained), Axis::log("loss (log)")).with_series(Series::new(
        "loss",
        Role::Delta,
        Kind::Line,
        points,
    ));
    let pca = trained.pca_loss;
    match trained.floor() {
        Some(floor) if floor > least => {
            let words = if trained.method.lambda > 0.0 {
                "floor with the penalty"
            } else {
                "floor: PCA"
            };
            chart.with_mark(Mark::horizontal(
                floor,
                format!("{words} {}", short(floor, 3)),
                Role::Muted,
            ))
        }
        None if pca > least => chart.with_mark(Mark::horizontal(
            pca,
            format!("PCA {}", short(pca, 3)),
            Role::Muted,
        )),
        _ => chart,
    }
}

/// The principal angles step by step, on a logarithmic axis.
pub fn angles(trained: &Trained) -> Chart {
    let count = trained
        .history
        .first()
        .map_or(0, |moment| moment.angles.len());
    let mut chart = Chart::new(steps_axis(trained), Axis::log("degrees (log)"));
    // The largest is the last; of many, the largest few are drawn.
    for i in (count.saturating_sub(ANGLES)..count).rev() {
        let at = |m: &Moment| {
            let angle = m.angles.get(i)?;
            Some((m.step as f64, angle.max(LEAST_ANGLE)))
        };
        let points = trained.history.iter().filter_map(at).collect();
        let (name, role) = if i + 1 == count {
            (format!("θ{} (largest)", subscript(i + 1)), Role::Error)
        } else {
            (format!("θ{}", subscript(i + 1)), Role::Sigma)
        };
        chart = chart.with_series(Series::new(name, role, Kind::Line, points));
    }
    chart
}

/// One point of few numbers with both reconstructions.
pub fn rebuilt(trained: &Trained) -> Chart {
    let chart = Chart::new(Axis::linear("feature"), Axis::linear("value"));
    let Some(sample) = trained.samples.first() else {
        return chart;
    };
    chart
        .with_series(Series::indexed(
            "the point",
            Role::Frozen,
            Kind::Bars,
            &sample.point,
        ))
        .with_series(Series::indexed(
            "autoencoder",
            Role::Left,
            Kind::Points,
            &sample.autoencoder,
        ))
        .with_series(Series::indexed("PCA", Role::Ink, Kind::Points, &sample.pca))
}

/// The variances σᵢ²/N, the first r lit.
pub fn spectrum(known: &Known, rank: usize) -> Chart {
    let variances: Vec<f64> = (0..known.singular_values.len())
        .map(|i| known.variance(i))
        .collect();
    Chart::new(Axis::linear("index i"), Axis::linear("σᵢ²/N")).with_series(
        Series::indexed("variance along axis i", Role::Sigma, Kind::Bars, &variances)
            .with_lit(rank),
    )
}

/// Whether the reconstructions are pictures.
pub fn are_pictures(state: &State) -> bool {
    state.is_digits()
}
