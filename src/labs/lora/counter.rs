//! The parameter counter: a model, the matrices that get an adapter, r; and the counts the paper prints.

use crate::learn::lora::parameters::{
    MODELS, ModelShape, Projection, TrainingMemory, adapter_bytes,
};

/// A choice of matrices in every layer.
pub struct Choice {
    pub id: &'static str,
    pub name: &'static str,
    pub projections: &'static [Projection],
}

use Projection::{Down, Gate, Key, Output, Query, Up, Value};

/// In the order of the list.
pub const CHOICES: [Choice; 7] = [
    choice("qv", "query and value", &[Query, Value]),
    choice("q", "query", &[Query]),
    choice("v", "value", &[Value]),
    choice("qkv", "query, key and value", &[Query, Key, Value]),
    choice("qkvo", "all attention", &[Query, Key, Value, Output]),
    choice("mlp", "the MLP", &[Gate, Up, Down]),
    choice(
        "all",
        "all linear layers",
        &[Query, Key, Value, Output, Gate, Up, Down],
    ),
];

const fn choice(
    id: &'static str,
    name: &'static str,
    projections: &'static [Projection],
) -> Choice {
    Choice {
        id,
        name,
        projections,
    }
}

/// The models' ids in links, in the order of the list: `GPT-3 175B` is `gpt-3-175b`.
pub fn model_ids() -> Vec<String> {
    let ids = MODELS
        .iter()
        .map(|model| model.name.to_lowercase().replace(' ', "-"));
    ids.collect()
}

/// What the counter shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub model: &'static ModelShape,
    /// Σ r(d + k).
    pub trained: u64,
    /// Σ dk over the matrices that get an adapter.
    pub adapted: u64,
    /// Every matrix of attention and MLP in all layers.
    pub linear: u64,
    /// Bytes of the adapter in fp16 and fp32.
    pub bytes: [u64; 2],
    /// Training the adapter, and training the same matrices in full.
    pub memory: [TrainingMemory; 2],
    /// The shapes of the chosen matrices, each once.
    pub shapes: Vec<(u64, u64)>,
}

/// Counts for `MODELS[model]`, `CHOICES[matrices]` and r; indices beyond the lists mean the last entry.
pub fn count(model: usize, matrices: usize, rank: usize) -> Count {
    let model = &MODELS[model.min(MODELS.len() - 1)];
    let projections = CHOICES[matrices.min(CHOICES.len() - 1)].projections;
    let trained = model.adapter_parameters(projections, rank as u64);
    let adapted = model.full_parameters(projections);
    let linear = model.full_parameters(&Projection::ALL);
    let mut shapes: Vec<(u64, u64)> = projections.iter().filter_map(|p| model.shape(*p)).collect();
    shapes.sort_unstable();
    shapes.dedup();
    // Frozen weights in fp16 (2 bytes); what is trained, its gradient and Adam's states in fp32.
    let memory = |frozen: u64, trained: u64| {
        let mut memory = TrainingMemory::new(0, trained, 4, 4);
        memory.weights = memory.weights.saturating_add(frozen.saturating_mul(2));
        memory
    };
    Count {
        model,
        trained,
        adapted,
        linear,
        bytes: [adapter_bytes(trained, 2), adapter_bytes(trained, 4)],
        memory: [
            memory(linear, trained),
            memory(linear.saturating_sub(adapted), adapted),
        ],
        shapes,
    }
}

/// One line of a table in the LoRA paper.
pub struct PaperRow {
    pub model: usize,
    pub setting: &'static str,
    /// Index into [`CHOICES`], and r.
    pub matrices: usize,
    pub rank: usize,
    /// In millions, as printed.
    pub printed: f64,
    /// Decimals of the printed number.
    pub decimals: usize,
}

const fn row(
    model: usize,
    setting: &'static str,
    matrices: usize,
    rank: usize,
    printed: f64,
    decimals: usize,
) -> PaperRow {
    PaperRow {
        model,
        setting,
        matrices,
        rank,
        printed,
        decimals,
    }
}

/// The counts printed by Hu et al. 2021 for settings of the counter.
pub const PAPER: [PaperRow; 13] = [
    row(3, "q, v; r = 1", 0, 1, 4.7, 1),
    row(3, "v; r = 2", 2, 2, 4.7, 1),
    row(3, "q, v; r = 2", 0, 2, 9.4, 1),
    row(3, "q, v; r = 4", 0, 4, 18.8, 1),
    row(3, "q, v; r = 8", 0, 8, 37.7, 1),
    row(3, "q, k, v, o; r = 4", 4, 4, 37.7, 1),
    row(3, "q, v; r = 64", 0, 64, 301.9, 1),
    row(3, "q, k, v, o; r = 64", 4, 64, 603.8, 1),
    row(5, "q, v; r = 8", 0, 8, 0.3, 1),
    row(6, "q, v; r = 8", 0, 8, 0.8, 1),
    row(7, "q, v; r = 8 (Table 10)", 0, 8, 4.7, 1),
    row(1, "q, v; r = 4", 0, 4, 0.35, 2),
    row(2, "q, v; r = 4", 0, 4, 0.77, 2),
];

impl PaperRow {
    /// What the settings give.
    pub fn exact(&self) -> u64 {
        count(self.model, self.matrices, self.rank).trained
    }

    /// Whether the printed number is the exact one cut or rounded to its decimals.
    ///
    /// The paper cuts 301.99 to 301.9; a number that is neither cut nor rounded right counts as wrong.
    pub fn comes_out(&self) -> bool {
        let unit = libm::pow(10.0, self.decimals as f64);
        let exact = self.exact() as f64 / 1e6 * unit;
        let printed = (self.printed * unit).round();
        exact.round() == printed || exact.floor() == printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(id: &str) -> usize {
        model_ids().iter().position(|other| other == id).unwrap()
    }

    fn trained(model: &str, matrices: &str, rank: usize) -> u64 {
        let matrices = CHOICES.iter().position(|c| c.id == matrices).unwrap();
        count(index(model), matrices, rank).trained
    }

    #[test]
    fn the_golden_counts() {
        for (model, matrices, rank, expected) in [
            ("gpt-3-175b", "qv", 1, 4_718_592),
            ("gpt-3-175b", "v", 2, 4_718_592),
            ("gpt-3-175b", "qv", 8, 37_748_736),
            ("gpt-3-175b", "qkvo", 4, 37_748_736),
            ("gpt-3-175b", "qv", 64, 301_989_888),
            ("gpt-3-175b", "qkvo", 64, 603_979_776),
            ("roberta-base", "qv", 8, 294_912),
            ("roberta-large", "qv", 8, 786_432),
            ("deberta-xxl", "qv", 16, 4_718_592),
            ("gpt-2-m", "qv", 4, 393_216),
            ("gpt-2-l", "qv", 4, 737_280),
            ("llama-2-7b", "qv", 8, 4_194_304),
            ("llama-3-8b", "qv", 8, 3_407_872),
            ("llama-3-8b", "all", 16, 41_943_040),
            ("qwen2.5-7b", "all", 16, 40_370_176),
        ] {
            assert_eq!(
                trained(model, matrices, rank),
                expected,
                "{model} {matrices} {rank}"
            );
        }
    }

    #[test]
    fn the_rows_of_the_paper_that_do_not_come_out() {
        let wrong: Vec<usize> = PAPER
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.comes_out())
            .map(|(i, _)| i)
            .collect();
        assert_eq!(wrong, [7, 10, 11, 12]);
    }

    #[test]
    fn indices_beyond_the_lists_are_taken_back() {
        assert_eq!(count(99, 99, 1).model.name, MODELS[MODELS.len() - 1].name);
    }
}
