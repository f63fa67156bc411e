//! Counting: what an adapter has to train, to store and to keep in memory while it is trained.

/// A matrix of a transformer layer that an adapter can sit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Projection {
    Query,
    Key,
    Value,
    Output,
    /// The gate of a gated MLP.
    Gate,
    Up,
    Down,
}

impl Projection {
    pub const ALL: [Self; 7] = [
        Self::Query,
        Self::Key,
        Self::Value,
        Self::Output,
        Self::Gate,
        Self::Up,
        Self::Down,
    ];
}

/// The shapes of a published model's layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelShape {
    pub name: &'static str,
    /// The width of the model.
    pub d: u64,
    pub layers: u64,
    /// Rows of the key and value matrices: d, or fewer where several query heads share them.
    pub key_value_rows: u64,
    /// The inner width of the MLP.
    pub mlp: u64,
    /// Whether the MLP has a gate beside up and down.
    pub gated: bool,
}

const fn plain(name: &'static str, d: u64, layers: u64) -> ModelShape {
    ModelShape {
        name,
        d,
        layers,
        key_value_rows: d,
        mlp: 4 * d,
        gated: false,
    }
}

const fn gated(
    name: &'static str,
    d: u64,
    layers: u64,
    key_value_rows: u64,
    mlp: u64,
) -> ModelShape {
    ModelShape {
        name,
        d,
        layers,
        key_value_rows,
        mlp,
        gated: true,
    }
}

/// The models of the counter.
pub const MODELS: [ModelShape; 12] = [
    plain("GPT-2 S", 768, 12),
    plain("GPT-2 M", 1024, 24),
    plain("GPT-2 L", 1280, 36),
    plain("GPT-3 175B", 12288, 96),
    plain("BERT-base", 768, 12),
    plain("RoBERTa-base", 768, 12),
    plain("RoBERTa-large", 1024, 24),
    plain("DeBERTa-XXL", 1536, 48),
    gated("Llama-2-7B", 4096, 32, 4096, 11008),
    gated("Llama-3-8B", 4096, 32, 1024, 14336),
    gated("Mistral-7B", 4096, 32, 1024, 14336),
    gated("Qwen2.5-7B", 3584, 28, 512, 18944),
];

impl ModelShape {
    /// (outputs, inputs) of one matrix; `None` for a gate where the MLP has none.
    pub fn shape(&self, projection: Projection) -> Option<(u64, u64)> {
        match projection {
            Projection::Query | Projection::Output => Some((self.d, self.d)),
            Projection::Key | Projection::Value => Some((self.key_value_rows, self.d)),
            Projection::Gate if !self.gated => None,
            Projection::Gate | Projection::Up => Some((self.mlp, self.d)),
            Projection::Down => Some((self.d, self.mlp)),
        }
    }

    /// Σ r(d + k) over the chosen matrices of every layer; a matrix named twice counts once.
    pub fn adapter_parameters(&self, projections: &[Projection], rank: u64) -> u64 {
        self.sum(projections, |d, k| lora_parameters(d, k, rank))
    }

    /// Σ dk over the chosen matrices of every layer.
    pub fn full_parameters(&self, projections: &[Projection]) -> u64 {
        self.sum(projections, u64::saturating_mul)
    }

    fn sum(&self, projections: &[Projection], count: impl Fn(u64, u64) -> u64) -> u64 {
        let per_layer = Projection::ALL
            .iter()
            .filter(|projection| projections.contains(projection))
            .filter_map(|&projection| self.shape(projection))
            .fold(0u64, |sum, (d, k)| sum.saturating_add(count(d, k)));
        per_layer.saturating_mul(self.layers)
    }
}

/// r(d + k).
pub fn lora_parameters(d: u64, k: u64, rank: u64) -> u64 {
    d.saturating_add(k).saturating_mul(rank)
}

/// dk/(d + k): LoRA saves parameters only below this r. 0 for an empty layer.
pub fn break_even_rank(d: u64, k: u64) -> f64 {
    if d == 0 || k == 0 {
        return 0.0;
    }
    1.0 / (1.0 / d as f64 + 1.0 / k as f64)
}

/// The size of an adapter file in bytes, without its header.
pub fn adapter_bytes(parameters: u64, bytes_per_number: u64) -> u64 {
    parameters.saturating_mul(bytes_per_number)
}

/// What is in memory while Adam trains, in bytes; activations not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingMemory {
    /// Every weight, frozen or not.
    pub weights: u64,
    /// One number per trained parameter.
    pub gradients: u64,
    /// Adam's m and v: two numbers per trained parameter.
    pub optimizer: u64,
}

impl TrainingMemory {
    /// `frozen` and `trained` parameters with weights of `weight_bytes` each; gradients and Adam's states of
    /// `state_bytes` each.
    pub fn new(frozen: u64, trained: u64, weight_bytes: u64, state_bytes: u64) -> Self {
        let state = trained.saturating_mul(state_bytes);
        Self {
            weights: frozen.saturating_add(trained).saturating_mul(weight_bytes),
            gradients: state,
            optimizer: state.saturating_mul(2),
        }
    }

    pub fn total(&self) -> u64 {
        self.weights
            .saturating_add(self.gradients)
            .saturating_add(self.optimizer)
    }
}
