//! What goes into the mathematics: matrix text, seeded generators, shipped images and data sets. Pure.
