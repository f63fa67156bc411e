//! Matrices as programs print them: R, MATLAB and Octave, Julia, and brackets drawn over several lines.

pub(super) mod drawn;
pub(super) mod julia;
pub(super) mod matlab;
pub(super) mod r;
