//! The keys of the lab's links: one table that reads and writes them, bounds and labels their controls, documents them.

use crate::data::EnteredMatrix;
use crate::data::image;
use crate::data::image_registry::IMAGES;
use crate::state::field::{Field, field};
use crate::state::key::{Key, key, lowered};
use crate::state::kind::{choice_of, number, one_of, switch, text, whole};
use crate::state::limits::MAX_SEED;
use crate::state::link::LinkState;

use super::state::{Image, LAST_STAGE, MAX_SIDE, State};

impl LinkState for State {
    const LAB: &'static str = "svd";
    /// The matrix and the picture stand before what depends on their shape.
    #[rustfmt::skip]
    const KEYS: &'static [Key<Self>] = &[
        key("m", "A", "the matrix A; rows end in ; and entries in , — it beats image", text("up to 32 × 32 entries such as 2, -0.5, 1/3, √2", |s| s.matrix.as_ref().map(EnteredMatrix::to_link), read_matrix))
            .absent("none: the image is shown"),
        key("image", "Picture", "the picture taken as A, by its id", choice_of(IMAGE, || IMAGES.iter().map(|image| image.id.to_owned()).collect())
            .or_own("a picture of your own is not in the link; open the file again")),
        key("r", "Rank r", "how many terms are kept", whole(field!(rank), 0..=image::MAX_SIDE as u64).at_most("min(m, n)", State::full_rank).otherwise(State::default_rank))
            .absent("min(m, n)/16, rounded up"),
        key("noise", "Noise added (standard deviation)", "standard deviation of the normal noise added to every entry", number(field!(noise), 0.0..=1000.0)),
        key("seed", "Seed", "where the noise generator starts", whole(field!(seed), 0..=MAX_SEED)),
        key("centre", "Take the mean away first", "whether the mean of all entries is taken away first", switch(field!(centre))),
        key("scale", "Logarithmic axis", "the axis of the spectrum", one_of!(log: "linear" = false, "log" = true)),
        key("stage", "", "how far the geometry is carried out: the circle, after Vᵀ, after Σ, after U", whole(field!(stage), 0..=LAST_STAGE as u64)),
    ];
}

const IMAGE: Field<State, usize> = Field {
    get: |s| match s.image {
        Image::Shipped(info) => IMAGES.iter().position(|image| image.id == info.id),
        Image::Own(_) => None,
    },
    set: |s, index| {
        if let Some(info) = IMAGES.get(index) {
            s.image = Image::Shipped(info);
        }
    },
};

fn read_matrix(s: &mut State, text: &str) -> Result<(), String> {
    let read = EnteredMatrix::from_link(text, MAX_SIDE, MAX_SIDE);
    s.matrix = Some(read.map_err(|error| lowered(&error.to_string()))?);
    Ok(())
}
