//! The lab's points in a Python script: loaded, drawn, or written out.

use super::{Source, State};
use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::data::point_sets::{SetKind, Shape, default_axes};
use crate::data::python::{MATRIX_FILE, Page, Script, array};

const OWN_FILE: &str = "# The page read a file of yours, which is not in the link: put its name here. It has one point a row.\nFILE = \"points.npy\"\n";

const CLASSES: &str = "len(np.unique(table[:, -1]))";

const IRIS_FILE: &str = "assets/data/iris.npy";

/// Makes `points`, one a row, and prints how large they are.
pub fn points(script: &mut Script, page: &Page, state: &State) {
    let mut classes = "0".to_owned();
    if let (None, Source::Own(file)) = (&state.matrix, state.source) {
        // Counted by the page: the script leaves columns of words out.
        classes = file.classes.to_string();
        script.first(OWN_FILE);
        script.function(MATRIX_FILE);
        script.line("points = matrix_of(FILE)");
    } else if let Some(matrix) = &state.matrix {
        script.line(format!("points = {}", array(matrix.matrix())));
    } else if let Some(info) = state.set() {
        match info.kind {
            SetKind::Iris => {
                let table = script.load_npy(page, IRIS_FILE);
                script.line(format!("table = {table}"));
                script.line("points = table[:, :-1] / 10  # without the species; in centimetres");
                CLASSES.clone_into(&mut classes);
            }
            SetKind::Digits { path } => {
                let table = script.load_npy(page, path);
                script.line(format!("table = {table}"));
                script.line("points = table[:, :-1]  # without the digit that it is");
                CLASSES.clone_into(&mut classes);
            }
            SetKind::Drawn(shape) => drawn(script, state, shape),
        }
    }
    script.show("rows", "len(points)");
    script.show("cols", "points.shape[1]");
    script.show("classes", classes);
    if state.held > 0 && state.shape_drawn().is_none() {
        held_out(script, state);
    }
}

/// Some points are set aside and not trained on.
fn held_out(script: &mut Script, state: &State) {
    script.with_uniforms();
    script.gap();
    script.line(format!(
        "# {} % of the points are held out of training.",
        state.held
    ));
    script.line("count = len(points)");
    script.line(format!(
        "aside = min(int(count * {} + 0.5), count - 1)",
        full(state.held as f64 / 100.0)
    ));
    script.line("order = np.arange(count)");
    script.line(format!(
        "for at, u in enumerate(uniforms(bits({}, 3)[1], aside)):",
        state.seed
    ));
    script.line("    other = at + int(u * (count - at))");
    script.line("    order[[at, other]] = order[[other, at]]");
    script.line("points = np.delete(points, order[:aside], axis=0)");
}

fn drawn(script: &mut Script, state: &State, shape: Shape) {
    script.with_uniforms();
    script.line(format!("seed = bits({}, 3)[0]", state.seed));
    let count = state.samples;
    match shape {
        Shape::Cloud2 | Shape::Cloud3 => {
            script.with_normals();
            let own = state.axes.as_ref().map(EnteredMatrix::matrix);
            let default = default_axes(shape);
            if let Some(axes) = own.or(default.as_ref()) {
                script.line(format!("axes = {}", array(axes)));
                script.line(format!(
                    "points = normals(seed, {count}, {}) @ axes",
                    axes.nrows()
                ));
            }
        }
        Shape::Mirrored => {
            script.with_normals();
            script.line("# Every point with its mirror images, so that every sum cancels exactly.");
            script.line(format!(
                "x, y = (normals(seed, {}, 2) * [1.5, 0.8]).T",
                count.div_ceil(4)
            ));
            script.line("points = np.column_stack([x, y, -x, y, x, -y, -x, -y]).reshape(-1, 2)");
        }
        Shape::Line => {
            script.line(format!("t = 2 * uniforms(seed, {count}) - 1"));
            script.line("points = np.column_stack([2 * t, t])");
        }
        Shape::Arc | Shape::S | Shape::Spiral | Shape::Ring => curve(script, state, shape),
    }
}

/// A parameter for every point, then two normals.
fn curve(script: &mut Script, state: &State, shape: Shape) {
    script.line(format!(
        "t, u, v = uniforms(seed, 3 * {}).reshape(-1, 3).T",
        state.samples
    ));
    script.line(match shape {
        Shape::Arc => "angle, radius = np.pi * t, 1.5",
        Shape::Ring => "angle, radius = 2 * np.pi * t, 1.5",
        Shape::Spiral => "angle = 3 * np.pi * t\nradius = 0.2 + 0.15 * angle",
        _ => "angle = 3 * np.pi * (t - 0.5)",
    });
    script.line(match shape {
        Shape::S => "points = np.column_stack([1.2 * np.sin(angle), 0.8 * np.where(angle < 0, -1, 1) * (1 - np.cos(angle))])",
        _ => "points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])",
    });
    if state.noise > 0.0 {
        script.line("# Two normals from two uniforms (Box & Muller).");
        script.line("size, turn = np.sqrt(-2 * np.log(1 - u)), 2 * np.pi * v");
        script.line(format!(
            "points = points + {} * np.column_stack([size * np.cos(turn), size * np.sin(turn)])",
            full(state.noise)
        ));
    }
}
