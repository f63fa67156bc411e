/// What can go wrong while a figure is drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The backend refused a drawing call.
    #[error("the figure could not be drawn: {0}")]
    Backend(String),
    /// A heatmap's number of values is not rows × cols.
    #[error("a {rows} × {cols} heatmap needs {} values, not {values}", rows.saturating_mul(*cols))]
    Shape {
        rows: usize,
        cols: usize,
        values: usize,
    },
    /// The PNG inside an SVG file could not be written.
    #[error("the picture could not be written: {0}")]
    Picture(String),
}
