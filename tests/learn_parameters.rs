//! The golden counts: r(d + k) over real models.

use low_rank_lab::learn::lora::parameters::Projection::{Key, Output, Query, Value};
use low_rank_lab::learn::lora::parameters::{
    MODELS, ModelShape, Projection, TrainingMemory, adapter_bytes, break_even_rank, lora_parameters,
};

fn model(name: &str) -> &'static ModelShape {
    MODELS.iter().find(|model| model.name == name).unwrap()
}

#[test]
fn published_settings_come_out_exactly() {
    let all = &Projection::ALL[..];
    for (name, projections, rank, expected) in [
        ("GPT-3 175B", &[Query, Value][..], 1, 4_718_592),
        ("GPT-3 175B", &[Value], 2, 4_718_592),
        ("GPT-3 175B", &[Query, Value], 2, 9_437_184),
        ("GPT-3 175B", &[Query, Value], 4, 18_874_368),
        ("GPT-3 175B", &[Query, Value], 8, 37_748_736),
        ("GPT-3 175B", &[Query, Key, Value, Output], 4, 37_748_736),
        ("GPT-3 175B", &[Query, Value], 64, 301_989_888),
        ("GPT-3 175B", &[Query, Key, Value, Output], 64, 603_979_776),
        ("RoBERTa-base", &[Query, Value], 8, 294_912),
        ("RoBERTa-large", &[Query, Value], 8, 786_432),
        ("DeBERTa-XXL", &[Query, Value], 16, 4_718_592),
        ("GPT-2 M", &[Query, Value], 4, 393_216),
        ("GPT-2 L", &[Query, Value], 4, 737_280),
        ("Llama-2-7B", &[Query, Value], 8, 4_194_304),
        ("Llama-3-8B", &[Query, Value], 8, 3_407_872),
        ("Llama-3-8B", all, 16, 41_943_040),
        ("Mistral-7B", all, 16, 41_943_040),
        ("Qwen2.5-7B", all, 16, 40_370_176),
    ] {
        let found = model(name).adapter_parameters(projections, rank);
        assert_eq!(found, expected, "{name} {projections:?} r = {rank}");
    }
    assert_eq!(model("GPT-2 S").shape(Projection::Gate), None);
    assert_eq!(model("Qwen2.5-7B").shape(Key), Some((512, 3584)));
    assert_eq!(model("BERT-base").full_parameters(&[Query]), 12 * 768 * 768);
    assert_eq!(
        model("BERT-base").adapter_parameters(&[Query, Query], 1),
        12 * 1536
    );
}

#[test]
fn break_even_sizes_and_memory() {
    assert_eq!(break_even_rank(4096, 4096), 2048.0);
    assert!((break_even_rank(4096, 1024) - 819.2).abs() < 1e-9);
    assert_eq!(break_even_rank(0, 5), 0.0);
    assert_eq!(lora_parameters(64, 48, 4), 448);
    assert_eq!(adapter_bytes(4_194_304, 2), 8 << 20);
    let memory = TrainingMemory::new(1000, 10, 2, 4);
    assert_eq!(
        (memory.weights, memory.gradients, memory.optimizer),
        (2020, 40, 80)
    );
    assert_eq!(memory.total(), 2140);
    assert_eq!(lora_parameters(u64::MAX, u64::MAX, u64::MAX), u64::MAX);
}
