//! Every figure of the autoencoder lab can be drawn and told, whatever the data.

mod autoencoder;

use autoencoder::open;
use low_rank_lab::data::point_sets::SETS;
use low_rank_lab::labs::autoencoder::{bridge, figures, pictures, relief};
use low_rank_lab::plot::svg::{chart_svg, scene_svg};
use low_rank_lab::plot::{Camera, Chart, Scene, Theme};

fn tell_scene(scene: &Scene) {
    assert!(scene.describe().starts_with("Plane") || scene.describe().starts_with("Space"));
    scene_svg(
        scene,
        &Camera::default(),
        &Theme::light(),
        "scene",
        (320, 240),
    )
    .unwrap();
}

fn tell_chart(chart: &Chart) {
    assert!(!chart.describe().is_empty());
    chart_svg(chart, &Theme::dark(), "chart", (320, 240)).unwrap();
}

fn tell(query: &str) {
    let (state, known, trained) = open(query);
    tell_scene(&figures::data_scene(&known, None));
    tell_scene(&figures::data_scene(&known, Some(&trained)));
    let names = ["a", "b"].map(String::from);
    tell_scene(&figures::latent_scene(&known, &trained.codes, names));
    for chart in [
        figures::loss(&trained),
        figures::angles(&trained),
        figures::rebuilt(&trained),
        figures::spectrum(&known, state.rank()),
    ] {
        tell_chart(&chart);
    }
    assert!(!pictures::sheet(&trained).describe().is_empty());
    assert!(
        !pictures::principal_axes(&known, state.rank())
            .describe()
            .is_empty()
    );
    assert!(
        !pictures::axis_tiles(&known, state.rank())
            .describe()
            .is_empty()
    );
    if let Some(linear) = &trained.linear {
        tell_scene(&figures::mapped_scene(&known, &linear.mapped, state.rank()));
        assert!(!pictures::tiles(&linear.decoder).describe().is_empty());
    }
    if let Some(ground) = relief::ground(&known) {
        tell_scene(&ground.with_all(relief::way(&trained)));
        assert!(relief::heights(&known).is_some());
    }
    let ways = bridge::ways(known.features, known.count, state.rank());
    assert_eq!(bridge::table(&ways).rows.len(), 4);
    assert!(bridge::words(&ways).contains("LoRA") && bridge::sheet(&ways).ends_with("</svg>"));
}

#[test]
fn every_set() {
    for set in SETS {
        for query in [
            "steps=7",
            "steps=30&act=tanh",
            "steps=3&act=relu&r=2",
            "steps=2&opt=gd&lr=1e5",
            "tied=1&r=1&init=saddle&steps=4",
        ] {
            tell(&format!("data={}&{query}", set.id));
        }
    }
    tell("data=digits&r=64&steps=1");
    tell("r=4&steps=20&standardise=1&held=30");
}

#[test]
fn nonsense_of_the_readers() {
    for m in [
        "5",
        "0;0;0",
        "1,1;1,1",
        "1e90,2;3,4",
        "1e-90,2e-90;3e-90,4e-90",
        "1;2;3",
        "1,2,3,4,5,6,7,8",
        "0,0,0;0,0,1",
    ] {
        for query in [
            "steps=3",
            "steps=3&act=tanh",
            "steps=3&act=relu&hidden=1",
            "steps=3&lambda=1&penalty=unequal",
        ] {
            tell(&format!("m={m}&{query}"));
        }
    }
}

#[test]
fn the_plane_follows_the_points() {
    let (_, known, trained) = open("data=cloud3&steps=3000");
    // Trained, the autoencoder's rectangle is PCA's.
    assert_eq!(
        (
            trained.reach.len(),
            trained.reach[0].len(),
            trained.pca_reach.len()
        ),
        (1, 4, 4)
    );
    let most = known
        .spots
        .iter()
        .flatten()
        .fold(0.0_f64, |m, c| m.max(c.abs()));
    for corner in &trained.reach[0] {
        let near = trained.pca_reach.iter().map(|other| {
            (0..3)
                .map(|k| (corner[k] - other[k]).powi(2))
                .sum::<f64>()
                .sqrt()
        });
        assert!(near.fold(f64::INFINITY, f64::min) < 0.05 * most);
    }
}
