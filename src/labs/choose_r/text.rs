//! The lab's words. Sentences with numbers in them come from the results, so that they are true for the screen.

pub mod challenges;
mod predictions;
mod sections;
mod sentences;

pub use predictions::*;
pub use sections::*;
pub use sentences::*;

pub const NAME: &str = "Choosing r";
pub const QUESTION: &str = "Trial and error, or is there a method?";
pub const ACTIVITY: &str =
    "Read r off the spectrum, try it out over several seeds, and let layers share one budget.";
pub const HEADLINE: &str =
    "Choosing <i class=\"role-sigma\">r</i>: trial and error, or is there a method?";
pub const LEDE: &str = "“How do I know which r my update needs?”";
pub const EQUATION: &str = "The smallest r for which the sum of the first r squared singular values is at least the share t of the sum of all of them.";

pub const OWN: &str = "your own file";
pub const SOURCES: [&str; 3] = [
    "synthetic, 64 × 64: σᵢ = i^−p",
    "real: layer 5, value, entry by entry (590 kB)",
    "real: any of 36 matrices (55 kB)",
];
pub const OPENS: &str = "a matrix as .npy or CSV";
pub const OPEN_FILE: &str = "Open a matrix …";
pub const OPEN_HINT: &str = "A .npy file or CSV with ΔW, or two files at once: W_FT and W. You can drop them anywhere on the page. Nothing leaves your browser.";
pub const OWN_SHOWN: &str = "Your own matrix. It is not in the link.";
