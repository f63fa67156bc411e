//! The figures of the real run that “Choosing r” shows, against the record of the run.

use low_rank_lab::labs::choose_r::model::{Rule, median};
use low_rank_lab::labs::choose_r::real::{self, KINDS, LAYERS, MATRICES};
use low_rank_lab::labs::choose_r::state::LAYER_SIDE;
use low_rank_lab::labs::choose_r::text;
use serde_json::Value;

fn record() -> Value {
    serde_json::from_str(include_str!("golden/real_run.json")).unwrap()
}

fn spectra() -> Vec<low_rank_lab::labs::choose_r::model::Spectrum> {
    real::read_spectra(include_bytes!("../assets/update/spectra.npy")).unwrap()
}

#[test]
fn every_matrix_needs_the_rank_that_the_record_states() {
    let record = record();
    let spectra = spectra();
    for (index, layer) in record["layers"].as_array().unwrap().iter().enumerate() {
        let spectrum = &spectra[index];
        let id = format!("{}.{}", layer["layer"], layer["matrix"].as_str().unwrap());
        assert_eq!(real::matrix_id(index), id);
        let shape = (layer["shape"][0].as_u64(), layer["shape"][1].as_u64());
        assert_eq!(
            shape,
            (Some(spectrum.rows as u64), Some(spectrum.cols as u64))
        );
        for (name, t) in [("r90", 0.90), ("r95", 0.95), ("r99", 0.99)] {
            let stated = layer[name].as_u64().unwrap() as usize;
            assert_eq!(spectrum.rank_for(Rule::Energy, t), stated, "{id} {name}");
        }
        let norm = spectrum.sigma.iter().map(|s| s * s).sum::<f64>().sqrt();
        assert!((norm / layer["fro"].as_f64().unwrap() - 1.0).abs() < 1e-5);
        let stable = layer["stable_rank"].as_f64().unwrap();
        assert!((spectrum.stable_rank() / stable - 1.0).abs() < 1e-4);
    }
    assert_eq!(spectra.len(), MATRICES);
    let r90 = spectra
        .iter()
        .map(|s| s.rank_for(Rule::Energy, 0.9))
        .collect();
    assert_eq!(median(r90), 107.0);
}

#[test]
fn the_accuracies_are_those_of_the_record() {
    let record = record();
    let accuracy = |run: &str| record["accuracy"][run].as_f64().unwrap();
    assert_eq!(real::PROBE, accuracy("probe"));
    assert_eq!(real::FULL, [accuracy("full_s0"), accuracy("full_s1")]);
    assert_eq!(real::FULL_QUERY_VALUE, accuracy("full_qv_s0"));
    assert_eq!(real::ADALORA, accuracy("adalora_s0"));
    for (rank, seeds) in real::LORA {
        for (seed, reached) in seeds.iter().enumerate() {
            let run = format!("lora_r{rank}_s{seed}");
            assert_eq!(*reached, accuracy(&run), "{run}");
            let stated = record["stderr"][&run].as_f64().unwrap();
            assert!((real::standard_error(*reached) - stated).abs() < 6e-5);
        }
        assert!(record["accuracy"][format!("lora_r{rank}_s{}", seeds.len())].is_null());
    }
    for (table, prefix) in [
        (real::TRUNCATED, "full_qv_s0.query+value"),
        (real::TRUNCATED_ALL, "full_s0.all"),
    ] {
        for (rank, reached) in table {
            let stated = record["truncated"][format!("{prefix}.{rank}")].as_f64();
            assert_eq!(Some(reached), stated, "{prefix}.{rank}");
        }
    }
    for layer in 0..LAYERS {
        let ranks = |kind: &str| record["adalora_ranks"][format!("{layer}.{kind}")].as_u64();
        assert_eq!(ranks("query"), Some(real::ADALORA_QUERY[layer] as u64));
        assert_eq!(ranks("value"), Some(real::ADALORA_VALUE[layer] as u64));
    }
}

/// Nothing of r = 2 … 32 differs significantly from full fine-tuning; r = 1 and the head alone do.
#[test]
fn what_is_called_significant_is() {
    let record = record();
    let p = |run: &str| record["p_against_full"][run].as_f64().unwrap();
    for rank in [2, 4, 8, 16, 32] {
        assert!(p(&format!("lora_r{rank}_s0")) > 0.05);
    }
    assert!(p("lora_r1_s0") < 0.05 && p("probe") < 0.05);
}

#[test]
fn the_words_state_these_figures() {
    let words = text::ACCURACY.join(" ");
    for part in [
        "71.0–71.7 %",
        "72.8–73.5 %",
        "74.3–74.5 %",
        "71.3 %",
        "73.4 %",
        "74.2 %",
        "1.4 points",
    ] {
        assert!(words.contains(part), "{part}");
    }
    let at_least_two = real::LORA.iter().filter(|(rank, _)| *rank > 1);
    let reached: Vec<f64> = at_least_two.flat_map(|(_, seeds)| seeds.to_vec()).collect();
    assert_eq!(reached.iter().copied().fold(1.0, f64::min), 0.728);
    assert_eq!(reached.iter().copied().fold(0.0, f64::max), 0.735);
    let seconds = real::LORA
        .iter()
        .filter(|(_, seeds)| seeds.len() == 2)
        .count();
    assert_eq!(seconds, 3, "“only three of the six ranks”");
    // “Truncating all 36 matrices to r ≤ 4 lost everything that had been gained.”
    assert!(
        real::TRUNCATED_ALL
            .iter()
            .filter(|(r, _)| *r <= 4)
            .all(|(_, a)| *a <= real::PROBE)
    );
    let four = real::LORA.iter().find(|(rank, _)| *rank == 4).unwrap().1;
    assert!(four.iter().all(|accuracy| *accuracy > real::PROBE));
    let list = |ranks: [usize; 6]| ranks.map(|r| r.to_string()).join(", ");
    assert!(text::SHARED_REAL.contains(&list(real::ADALORA_QUERY)));
    assert!(text::SHARED_REAL.contains(&list(real::ADALORA_VALUE)));
}

/// “Updates of the MLP matrices spread over more directions in most layers, but the last ffn out needed the fewest.”
#[test]
fn the_word_on_the_rules_of_thumb_is_true() {
    let spectra = spectra();
    for threshold in [0.9, 0.95, 0.99] {
        let ranks: Vec<usize> = spectra
            .iter()
            .map(|s| s.rank_for(Rule::Energy, threshold))
            .collect();
        let of = |layer: usize, kind: &str| {
            let kind = KINDS.iter().position(|k| *k == kind).unwrap();
            ranks[layer * KINDS.len() + kind]
        };
        let attention = |layer| ["query", "key", "value", "attn_out"].map(|kind| of(layer, kind));
        let spread = (0..LAYERS).filter(|&layer| {
            let most = attention(layer).into_iter().max().unwrap();
            of(layer, "ffn_in") > most && of(layer, "ffn_out") > most
        });
        assert!(spread.count() >= 5);
        if threshold < 0.99 {
            assert_eq!(ranks.iter().min(), Some(&of(5, "ffn_out")));
        }
    }
    assert_eq!(
        spectra[real::DEFAULT_MATRIX].rank_for(Rule::Energy, 0.95),
        107
    );
    assert!(
        text::SPREAD_ANSWER.starts_with("107")
            && text::SPREAD_OPTIONS[text::SPREAD_RIGHT].contains("107")
    );
}

#[test]
fn a_file_of_another_kind_is_refused() {
    assert!(real::read_spectra(b"nonsense").is_err());
    assert!(real::read_spectra(include_bytes!("../assets/update/dw_l5_value.npy")).is_err());
}

#[test]
fn the_heads_of_the_value_matrices() {
    let heads = real::value_heads(&spectra(), LAYER_SIDE);
    assert_eq!((heads.len(), heads[0].len()), (6, 24));
    // In their own units: the 24 largest of each hold 1.7828 in all.
    let squares: f64 = heads.iter().flatten().map(|s| s * s).sum();
    assert!((squares - 1.7828).abs() < 1e-4, "{squares}");
    assert!(heads.iter().flatten().all(|s| *s > 0.0));
}
