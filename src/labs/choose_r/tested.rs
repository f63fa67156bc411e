//! What the tests ask of this lab.

use super::model::{Rule, Spectrum, median};
use super::real::{DELTA_W_FILE, SPECTRA_FILE, read_spectra, value_heads};
use super::shared_job::{self, Trained};
use super::spectrum_job::{self, Found};
use super::state::{LAYER_SIDE, Layers, State, Trial, Wanted};
use super::trial_job::{self, Tried};
use crate::data::number_format::{full, full_list};
use crate::engine::decode;
use crate::labs::tested::{
    FIRST_LOSS, Files, Message, Readouts, Tested, never, run, run_with, state_of,
};
use crate::learn::lora::MAX_SAMPLES;
use crate::state::link::Query;

const MESSAGES: &[Message] = &[
    Message::of::<Found>(spectrum_job::NAME, never),
    Message::of::<Found>(spectrum_job::FILE_NAME, never),
    Message::of::<Tried>(trial_job::NAME, |order| {
        decode::<Trial>(order).is_ok_and(|trial| trial.seeds < 100 && trial.samples <= MAX_SAMPLES)
    }),
    Message::of::<Trained>(shared_job::NAME, |order| {
        decode::<shared_job::Order>(order).is_ok_and(|order| order.shared.high_rank <= LAYER_SIDE)
    }),
];

pub const TESTED: Tested = Tested::of::<State>(STATES, readouts, MESSAGES);

/// But for the trial and for pruning from a high r, which the script leaves out.
fn readouts(query: &Query, files: Files) -> Result<Readouts, String> {
    let state = state_of::<State>(query)?;
    let t = state.threshold;
    let spectra = read_spectra(&files(SPECTRA_FILE)).map_err(|error| error.to_string())?;
    let spectrum = spectrum(&state, &spectra, files)?;
    let by = |rule| spectrum.rank_for(rule, t);
    let r = by(Rule::Energy);
    let mut readouts = vec![
        ("rows", spectrum.rows.to_string()),
        ("cols", spectrum.cols.to_string()),
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
        let mut stable: Vec<f64> = spectra.iter().map(Spectrum::stable_rank).collect();
        stable.sort_unstable_by(f64::total_cmp);
        readouts.extend([
            ("r-matrices", listed(&ranks)),
            ("r-median", full(median(ranks))),
            ("stable-rank-median", full(0.5 * (stable[17] + stable[18]))),
        ]);
    }
    readouts.extend(shared(&state, &spectra)?);
    Ok(readouts)
}

fn spectrum(state: &State, spectra: &[Spectrum], files: Files) -> Result<Spectrum, String> {
    let wanted = state.wanted();
    if let Wanted::Layer(index) = wanted {
        return Ok(spectra[index].clone());
    }
    let is_file = wanted == Wanted::Value;
    let files = Vec::from_iter(is_file.then(|| files(DELTA_W_FILE)));
    let names = Vec::from_iter(is_file.then(|| "dw.npy".to_owned()));
    let order = spectrum_job::Order { wanted, names };
    let found: Option<Found> = run_with(&spectrum_job::READ, &order, files)?.pop();
    let found = found.ok_or("The job sent no answer.")?;
    Ok(Spectrum::new((found.rows, found.cols), found.sigma))
}

fn listed(ranks: &[usize]) -> String {
    let words: Vec<String> = ranks.iter().map(usize::to_string).collect();
    words.join(" ")
}

/// The layers under one budget; empty where they are not trained.
fn shared(state: &State, spectra: &[Spectrum]) -> Result<Readouts, String> {
    let names = [
        ("uniform-ranks", "uniform-loss"),
        ("adalora-ranks", "adalora-loss"),
        ("oracle-ranks", "oracle-loss"),
    ];
    if !state.adaptive {
        let none = |(ranks, loss)| [(ranks, String::new()), (loss, String::new())];
        return Ok(names.into_iter().flat_map(none).collect());
    }
    let order = shared_job::Order {
        shared: state.shared(),
        real: match state.layers {
            Layers::Real => value_heads(spectra, LAYER_SIDE),
            _ => Vec::new(),
        },
    };
    let trained: Option<Trained> = run(&shared_job::TRAIN, &order)?.pop();
    let trained = trained.ok_or("The job sent no answer.")?;
    let frame = trained.at(state.step).ok_or("There is no such step.")?;
    let spent = [&trained.uniform, &frame.adalora, &trained.oracle];
    let said = |((ranks, loss), spent): ((&'static str, &'static str), &shared_job::Spent)| {
        [(ranks, listed(&spent.ranks)), (loss, full(spent.loss))]
    };
    let mut readouts: Readouts = names.into_iter().zip(spent).flat_map(said).collect();
    readouts.push((FIRST_LOSS, full(trained.first_loss)));
    Ok(readouts)
}

const STATES: &[&str] = &[
    "",
    "adaptive=0&threshold=0",
    "adaptive=0&threshold=1",
    "adaptive=0&threshold=0.5&decay=0",
    "adaptive=0&decay=8&threshold=1",
    "adaptive=0&decay=0.5&floor=0.2&seed=7&threshold=0.975&scale=log",
    "adaptive=0&floor=1&seed=9007199254740991",
    "adaptive=0&update=minilm-l5-value",
    "adaptive=0&update=minilm-l5-value&threshold=1",
    "adaptive=0&update=minilm-layer&layer=0.query&threshold=0.9",
    "adaptive=0&update=minilm-layer&layer=5.ffn_out",
    "adaptive=0&update=minilm-layer&layer=2.ffn_in&threshold=1",
    "layers=minilm-value&adaptive=0&threshold=0.99",
    "layers=minilm-value&budget=17&sweep=1&seeds=2",
    "layers=equal&budget=96&high-r=24&steps=0",
    "layers=equal&budget=1&seed=3",
    "budget=50&steps=300&seed=9007199254740991",
    "budget=5&seed=0&steps=150",
];
