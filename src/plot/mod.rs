//! Figures generic over plotters' `DrawingBackend`. Pure: the same code draws on the page's canvas,
//! into an SVG file and in native tests.
//!
//! | file | what it holds |
//! |---|---|
//! | `theme` | one colour per mathematical role, light and dark |
//! | `color_map` | numbers to pixels |
//! | `table` | the table behind a figure, and its CSV |
//! | `pen` | lines, discs and text in CSS pixels on any backend |
//! | `axis`, `ticks` | ranges, round values, data ↔ pixels |
//! | `chart` | declarative charts |
//! | `scene` | 2-D and 3-D geometry |
//! | `heatmap` | a matrix as pixels |
//! | `contour` | level lines of a function of the plane |
//! | `svg` | any of them as an SVG file |

pub mod axis;
pub mod chart;
pub mod color_map;
pub mod contour;
mod error;
pub mod heatmap;
mod pen;
pub mod scene;
pub mod svg;
pub mod table;
pub mod theme;
mod ticks;

pub use axis::{Axis, Scale};
pub use chart::{Chart, Kind, Mark, MarkAt, Series, draw_chart};
pub use color_map::ColorMap;
pub use error::Error;
pub use heatmap::HeatmapData;
pub use scene::{Camera, Item, Scene, View, draw_scene};
pub use table::Table;
pub use theme::{Rgb, Role, Theme};
