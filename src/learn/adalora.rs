//! AdaLoRA.
