//! The readouts of “Choosing r”, but for the trial and for pruning from a high r.

use super::{FIRST_LOSS, Readouts, run, run_with, shipped};
use low_rank_lab::data::number_format::{full, full_list};
use low_rank_lab::labs::choose_r::model::{Rule, Spectrum, median};
use low_rank_lab::labs::choose_r::real::{DELTA_W_FILE, SPECTRA_FILE, read_spectra, value_heads};
use low_rank_lab::labs::choose_r::shared_job;
use low_rank_lab::labs::choose_r::spectrum_job::{Found, Order, READ};
use low_rank_lab::labs::choose_r::state::{LAYER_SIDE, Layers, State, Wanted};
use low_rank_lab::state::link::{Query, decode};

pub fn readouts(query: &str) -> Readouts {
    let (state, problems) = decode::<State>(&Query::parse(query));
    assert!(problems.is_empty(), "{query}: {problems:?}");
    let t = state.threshold;
    let spectra = read_spectra(&shipped(SPECTRA_FILE)).unwrap();
    let spectrum = match state.wanted() {
        Wanted::Layer(index) => spectra[index].clone(),
        wanted => {
            let is_file = wanted == Wanted::Value;
            let files = Vec::from_iter(is_file.then(|| shipped(DELTA_W_FILE)));
            let names = Vec::from_iter(is_file.then(|| "dw.npy".to_owned()));
            let order = Order { wanted, names };
            let found: Found = run_with(&READ, &order, files).pop().unwrap();
            Spectrum::new((found.rows, found.cols), found.sigma)
        }
    };
    let by = |rule| spectrum.rank_for(rule, t);
    let r = by(Rule::Energy);
    let mut readouts = vec![
        ("r-threshold", r.to_string()),
        ("energy", full(spectrum.energy_at(r))),
        ("rank", spectrum.numerical_rank().to_string()),
        ("stable-rank", full(spectrum.stable_rank())),
        ("effective-rank", full(spectrum.effective_rank())),
        ("r-sum", by(Rule::Sum).to_string()),
        ("r-norm", by(Rule::Norm).to_string()),
        ("params-lora", spectrum.adapter(r).to_string()),
        ("params-full", spectrum.whole().to_string()),
        (
            "params-ratio",
            full(spectrum.adapter(r) as f64 / spectrum.whole() as f64),
        ),
        ("sigma", full_list(&spectrum.sigma)),
    ];
    if state.layers == Layers::Real || matches!(state.wanted(), Wanted::Layer(_)) {
        let ranks: Vec<usize> = spectra
            .iter()
            .map(|s| s.rank_for(Rule::Energy, t))
            .collect();
        let words: Vec<String> = ranks.iter().map(usize::to_string).collect();
        let mut stable: Vec<f64> = spectra.iter().map(Spectrum::stable_rank).collect();
        stable.sort_unstable_by(f64::total_cmp);
        readouts.extend([
            ("r-matrices", words.join(" ")),
            ("r-median", full(median(ranks))),
            ("stable-rank-median", full(0.5 * (stable[17] + stable[18]))),
        ]);
    }
    readouts.extend(shared(&state, &spectra));
    readouts
}

/// The layers under one budget; empty where they are not trained.
fn shared(state: &State, spectra: &[Spectrum]) -> Readouts {
    let names = [
        ("uniform-ranks", "uniform-loss"),
        ("adalora-ranks", "adalora-loss"),
        ("oracle-ranks", "oracle-loss"),
    ];
    if !state.adaptive {
        let none = |(ranks, loss)| [(ranks, String::new()), (loss, String::new())];
        return names.into_iter().flat_map(none).collect();
    }
    let order = shared_job::Order {
        shared: state.shared(),
        real: match state.layers {
            Layers::Real => value_heads(spectra, LAYER_SIDE),
            _ => Vec::new(),
        },
    };
    let trained: shared_job::Trained = run(&shared_job::TRAIN, &order).pop().unwrap();
    let frame = trained.at(state.step).unwrap();
    let spent = [&trained.uniform, &frame.adalora, &trained.oracle];
    let said = |((ranks, loss), spent): ((&'static str, &'static str), &shared_job::Spent)| {
        let words: Vec<String> = spent.ranks.iter().map(usize::to_string).collect();
        [(ranks, words.join(" ")), (loss, full(spent.loss))]
    };
    let mut readouts: Readouts = names.into_iter().zip(spent).flat_map(said).collect();
    readouts.push((FIRST_LOSS, full(trained.first_loss)));
    readouts
}
