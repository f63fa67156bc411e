//! Whiskers, bars beside each other, and chosen ticks.

use low_rank_lab::plot::svg::chart_svg;
use low_rank_lab::plot::{Axis, Chart, Kind, Role, Series, Theme};

fn svg(chart: &Chart, width: u32) -> String {
    chart_svg(chart, &Theme::light(), "title", (width, 240)).unwrap()
}

fn losses(spread: Vec<f64>) -> Chart {
    let points = vec![(1.0, 4.0), (2.0, 3.0), (4.0, 3.5)];
    let series = Series::new("loss", Role::Error, Kind::Line, points).with_spread(spread);
    Chart::new(Axis::log("r"), Axis::linear("loss")).with_series(series)
}

#[test]
fn whiskers_are_drawn_said_and_in_the_table() {
    let (bare, whiskered) = (losses(vec![]), losses(vec![0.5, 0.25, 0.125]));
    assert!(svg(&whiskered, 600).len() > svg(&bare, 600).len());
    assert!(
        whiskered
            .describe()
            .contains("Whiskers of ±0.5, ±0.25, ±0.125")
    );
    assert!(!bare.describe().contains("Whiskers"));
    let table = whiskered.table();
    assert_eq!(table.header, ["r", "loss", "± loss"]);
    assert_eq!(table.rows[1], ["2", "3", "0.25"]);
    assert_eq!(bare.table().header.len(), 2);
}

#[test]
fn odd_spreads_break_nothing() {
    for spread in [
        vec![f64::NAN; 3],
        vec![f64::INFINITY],
        vec![1e300; 9],
        vec![-1.0],
    ] {
        assert!(!svg(&losses(spread), 600).contains("NaN"));
    }
}

#[test]
fn chosen_ticks_give_way_where_there_is_no_room() {
    let labels = |width| {
        let mut chart = losses(vec![]);
        let ticks = (0..8).map(|n| f64::from(1 << n)).collect();
        chart.x = Axis::log("r").with_range(1.0, 128.0).with_ticks(ticks);
        let picture = svg(&chart, width);
        (0..8)
            .filter(|n| {
                picture.contains(&format!(">{}<", 1 << n))
                    || picture.contains(&format!("\n{}\n", 1 << n))
            })
            .count()
    };
    assert_eq!(labels(700), 8);
    assert!(labels(120) < 8);
}

#[test]
fn bars_of_one_group_stand_beside_each_other() {
    let bars = |slot| Series::indexed("", Role::Sigma, Kind::Bars, &[2.0, 1.0]).with_slot(slot, 2);
    let chart = |slot| Chart::new(Axis::linear("i"), Axis::linear("σ")).with_series(bars(slot));
    assert_ne!(svg(&chart(0), 400), svg(&chart(1), 400));
}
