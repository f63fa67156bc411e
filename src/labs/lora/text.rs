//! Every sentence of the lab. Those with numbers in them are made from the results, so that they are true.

pub mod challenges;
mod numbers;
mod predictions;
mod sections;

pub use numbers::*;
pub use predictions::*;
pub use sections::*;

pub const NAME: &str = "LoRA";
pub const QUESTION: &str = "What can a rank-r update do?";
pub const ACTIVITY: &str = "Train two thin matrices against a frozen one, and compare what they learn with the best that any update of their rank could be.";
pub const HEADLINE: &str = "LoRA: how much can a rank-<i class=\"role-sigma\">r</i> update do?";
pub const LEDE: &str = "Fine-tuning adds an update ΔW to a weight matrix W. LoRA keeps W frozen and writes the update as a product of two thin matrices, B times A.";
pub const EQUATION: &str =
    "W prime is W plus s times B times A, with the scale s made from alpha and r";

pub const ERROR: &str = "Relative error ‖ΔW* − s·BA‖ / ‖ΔW*‖";
pub const ERROR_PISSA: &str = "Relative error ‖W + ΔW* − W′‖ / ‖ΔW*‖";
pub const PICTURES: &str = "W, the two factors, their product, the wanted update, the error, and the best of this rank by truncated SVD";
pub const WANTED: &str = "full fine-tuning";
pub const START_PRODUCT: &str = "what s·BA is to be";

pub const ANGLES: &str = "Between the output directions of s·BA and those of the best rank-r update: 0° is a direction that they share, 90° one that is still missing.";

pub const LOADING: &str = "The real matrices are on their way …";
pub const COMPUTING: &str = "Computing …";

pub const PRESET_LABEL: &str = "Start from";
pub const OWN_SETTINGS: &str = "own settings";
