//! The lab's readouts as a Python script.

use super::state::{Image, State};
use super::text;
use crate::data::image_registry::ImageKind;
use crate::data::number_format::full;
use crate::data::patterns::{NOISE_SEED, Pattern, SIDE};
use crate::data::python::{Page, Script, Scripted, array, quoted};

const OWN_PICTURE: &str = include_str!("python/own_picture.py");

impl Scripted for State {
    const NAME: &'static str = text::NAME;

    fn write(&self, script: &mut Script, page: &Page) {
        matrix(script, page, self);
        script.line("m, n = A.shape");
        script.line(format!("r = {}", self.rank()));
        prepare(script, self);
        readouts(script, self.noise > 0.0);
    }
}

/// `A` from the link, from a file of the page's, or drawn.
fn matrix(script: &mut Script, page: &Page, state: &State) {
    match (&state.matrix, state.image) {
        (Some(matrix), _) => script.line(format!("A = {}", array(matrix.matrix()))),
        (None, Image::Shipped(info)) => match info.kind {
            ImageKind::Shipped { path } => {
                script.with_fetch(page);
                script.line("# A PGM file: the four words P5, width, height and 255, then one byte for every pixel, row by row.");
                script.line(format!(
                    "head, pixels = fetch({}).split(b\"\\n255\\n\", 1)",
                    quoted(path)
                ));
                script.line("width, height = map(int, head.split()[1:])");
                script.line("A = np.frombuffer(pixels, dtype=np.uint8).reshape(height, width).astype(float)");
            }
            ImageKind::Pattern(pattern) => drawn(script, pattern),
        },
        (None, Image::Own(_)) => {
            script.first(OWN_PICTURE);
            script.line("A = picture(FILE)");
        }
    }
}

fn drawn(script: &mut Script, pattern: Pattern) {
    script.line(format!("row, column = np.indices(({SIDE}, {SIDE}))"));
    match pattern {
        Pattern::Checkerboard => script.line("A = 255.0 * ((row // 8 + column // 8) % 2)"),
        Pattern::Gradient => {
            script.line(format!("A = (row + column) * 255.0 / {}", 2 * (SIDE - 1)))
        }
        Pattern::Text => {
            let pixels = Pattern::Text.draw(|| 0.0);
            script.line("# Every letter of this picture of words is two pixels wide and two high; # is black.");
            script.line("words = \"\"\"");
            for row in pixels.pixels.chunks(2 * SIDE) {
                let dots = row[..SIDE.min(row.len())].iter().step_by(2);
                script.line(
                    dots.map(|grey| if *grey == 0.0 { '#' } else { '.' })
                        .collect::<String>(),
                );
            }
            script.line("\"\"\".split()");
            script.line("A = 255.0 * np.array([[words[i // 2][j // 2] == \".\" for j in range(64)] for i in range(64)])");
        }
        Pattern::Noise => {
            script.with_normals();
            script.line(format!(
                "A = np.clip(128 + 40 * normals({NOISE_SEED}, {SIDE}, {SIDE}), 0, 255)"
            ));
        }
    }
}

/// Noise and centring.
fn prepare(script: &mut Script, state: &State) {
    if state.noise > 0.0 {
        script.with_normals();
        script.gap();
        script.line("clean = A");
        script.line(format!(
            "A = A + {} * normals({}, m, n)",
            full(state.noise),
            state.seed
        ));
    }
    if state.centre {
        script.line(
            "mean = (A / A.size).sum()  # divided first: the sum of large entries could overflow",
        );
        script.line("A = A - mean");
        if state.noise > 0.0 {
            script.line("clean = clean - mean");
        }
    }
}

fn readouts(script: &mut Script, noisy: bool) {
    script.gap();
    script.line("U, sigma, Vt = np.linalg.svd(A, full_matrices=False)");
    script.line("largest = sigma[0] or 1.0  # squares of σ/σ₁ can neither overflow nor vanish");
    script.line("squares = (sigma / largest) ** 2");
    script.line("total = squares.sum()");
    script.line("left = squares[r:].sum()  # Eckart and Young: what the best A_r leaves");
    script.line("tail = sigma[r] if r < len(sigma) else 0.0");
    script.line("within = sigma[r:] / (tail or 1.0)  # a tail far below σ₁ has squares of its own");
    script.gap();
    script.show(
        "rank",
        "np.sum(sigma > max(m, n) * np.finfo(float).eps * sigma[0])",
    );
    script.show("sigma", "sigma");
    script.show("error-fro", "tail * np.sqrt((within**2).sum())");
    script.show("error-rel", "np.sqrt(left / total) if total > 0 else 0.0");
    script.show("error-spectral", "tail");
    script.show("energy", "1 - left / total if total > 0 else 1.0");
    script.show("stored", "r * (m + n + 1)");
    script.show("stored-full", "m * n");
    if noisy {
        script.line("A_r = U[:, :r] * sigma[:r] @ Vt[:r]");
        script.show("error-clean", "np.linalg.norm(clean - A_r)");
    } else {
        script.show_empty("error-clean", "there is no noise, so A is the clean matrix");
    }
}
