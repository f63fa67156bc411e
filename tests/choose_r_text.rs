//! The sentences of “Choosing r” are true for the state they stand beside, and its challenges can be met.

use low_rank_lab::engine::{self, Step};
use low_rank_lab::labs::choose_r::model::{Rule, Spectrum};
use low_rank_lab::labs::choose_r::shared_job::{self, Trained};
use low_rank_lab::labs::choose_r::state::{LAYER_SIDE, Layers, STEPS, Source, State};
use low_rank_lab::labs::choose_r::text::challenges::{CHALLENGES, OnScreen};
use low_rank_lab::labs::choose_r::trial_job::{self, Row, Tried};
use low_rank_lab::labs::choose_r::{real, text};

fn power(decay: f64) -> Spectrum {
    Spectrum::new(
        (64, 64),
        (1..=64).map(|i| f64::from(i).powf(-decay)).collect(),
    )
}

fn real() -> Vec<Spectrum> {
    real::read_spectra(include_bytes!("../assets/update/spectra.npy")).unwrap()
}

fn with(change: impl FnOnce(&mut State)) -> State {
    let mut state = State::default();
    change(&mut state);
    state
}

fn finish(job: &mut dyn engine::Job) -> Vec<u8> {
    loop {
        match job.step() {
            Step::Done(bytes) => return bytes,
            Step::Failed(reason) => panic!("{reason}"),
            _ => {}
        }
    }
}

fn tried(state: &State) -> Tried {
    let mut job = (trial_job::SWEEP.start)(&engine::encode(&state.trial()).unwrap()).unwrap();
    engine::decode(&finish(job.as_mut())).unwrap()
}

fn trained(state: &State) -> Trained {
    let order = shared_job::Order {
        shared: state.shared(),
        real: real::value_heads(&real(), LAYER_SIDE),
    };
    let mut job = (shared_job::TRAIN.start)(&engine::encode(&order).unwrap()).unwrap();
    engine::decode(&finish(job.as_mut())).unwrap()
}

fn is_met(id: &str, state: &State, on: &OnScreen) -> bool {
    let task = CHALLENGES.iter().find(|task| task.id == id).unwrap();
    (task.met)(state, on)
}

#[test]
fn the_first_notice_holds_the_three_ranks() {
    let sentence = &text::notices(&State::default(), &power(1.0))[0];
    assert!(
        sentence.contains("r = 10 of 64") && sentence.contains("needs 51"),
        "{sentence}"
    );
    let all = with(|s| s.threshold = 1.0);
    assert!(text::notices(&all, &power(1.0))[0].contains("r = 64"));
    let steep = text::notices(&State::default(), &power(5.0));
    assert!(steep[0].contains("agree"), "{}", steep[0]);
}

#[test]
fn nothing_needs_no_words_about_its_spread() {
    let zero = Spectrum::new((2, 3), vec![0.0, 0.0]);
    for threshold in [0.0, 0.5, 1.0] {
        let sentences = text::notices(&with(|s| s.threshold = threshold), &zero);
        assert_eq!(sentences.len(), 1);
        assert!(sentences[0].contains("r = 0"));
    }
}

#[test]
fn an_adapter_that_saves_nothing_is_said() {
    let sentences = text::notices(&with(|s| s.threshold = 0.99), &power(0.0)).join(" ");
    assert!(sentences.contains("saves nothing"), "{sentences}");
    let sentences = text::notices(&State::default(), &power(1.0)).join(" ");
    assert!(
        sentences.contains("31.2 %") && sentences.contains("1\u{202f}280"),
        "{sentences}"
    );
}

/// The numbers in the solutions of the challenges.
#[test]
fn solutions_are_right() {
    let rank = |decay, t| power(decay).rank_for(Rule::Energy, t);
    assert_eq!((rank(1.0, 0.95), rank(1.0, 0.99)), (10, 31));
    for decay in [1.6, 2.0, 2.2] {
        assert_eq!(rank(decay, 0.95), 2, "{decay}");
    }
    assert!(rank(1.5, 0.95) > 2 && rank(2.3, 0.95) < 2);
    assert_eq!(
        Rule::ALL.map(|rule| power(5.0).rank_for(rule, 0.95)),
        [1, 1, 1]
    );
    let real = real();
    let least = &real[35];
    assert_eq!(real::matrix_id(35), "5.ffn_out");
    assert_eq!(
        (
            least.rank_for(Rule::Energy, 0.9),
            least.rank_for(Rule::Energy, 0.95)
        ),
        (10, 18)
    );
    let most = &real[4];
    assert_eq!(real::matrix_id(4), "0.ffn_in");
    assert_eq!(
        (
            most.rank_for(Rule::Energy, 0.9),
            most.rank_for(Rule::Energy, 0.95)
        ),
        (206, 262)
    );
}

#[test]
fn the_spectrum_challenges_can_be_met_and_are_not_at_first() {
    let (plain, steep, steeper, real) = (power(1.0), power(2.0), power(5.0), real());
    let on = |spectrum| OnScreen {
        spectrum: Some(spectrum),
        real: Some(&real),
        ..OnScreen::default()
    };
    for task in CHALLENGES {
        assert!(!(task.met)(&State::default(), &on(&plain)), "{}", task.id);
    }
    assert!(is_met(
        "ninety-nine",
        &with(|s| s.threshold = 0.99),
        &on(&plain)
    ));
    assert!(is_met(
        "two-directions",
        &with(|s| s.decay = 2.0),
        &on(&steep)
    ));
    assert!(is_met(
        "rules-agree",
        &with(|s| s.decay = 5.0),
        &on(&steeper)
    ));
    let at = |matrix| {
        with(|s| {
            s.source = Source::Layer;
            s.matrix = matrix;
        })
    };
    assert!(is_met("least-rank", &at(35), &on(&real[35])));
    assert!(!is_met("least-rank", &at(34), &on(&real[34])));
}

#[test]
fn noise_moves_the_rank_and_the_words_say_so() {
    let state = with(|s| {
        s.noise = 0.4;
        s.sweep = true;
    });
    let noisy = tried(&state);
    let on = OnScreen {
        tried: Some(&noisy),
        ..OnScreen::default()
    };
    assert!(is_met("noise-moves-r", &state, &on), "{noisy:?}");
    let default = tried(&State::default());
    assert!(default.smallest > 2);
    // The prediction: training falls throughout, validation does not.
    assert!(default.falls_throughout(|row| row.training.0));
    assert!(!default.falls_throughout(|row| row.validation.0));
    assert_eq!(text::TRIAL_RIGHT, 0);
    let words = text::trial(&State::default(), &default, Some(10)).join(" ");
    for part in [
        "lowest at r = 8",
        "over 5 seeds",
        "learned by heart",
        "r = 10 for 95 %",
        "35 trainings",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("Not trained"), "{words} {default:?}");
}

#[test]
fn trainings_that_diverged_are_counted() {
    let row = |rank, seeds| Row {
        rank,
        seeds,
        training: (1.0, 0.1),
        floor: 1.0,
        validation: (1.0, 0.1),
    };
    let tried = Tried {
        trial: State::default().trial(),
        rows: vec![row(1, 5), row(2, 3)],
        best: 1,
        smallest: 1,
        limit: 1.1,
        done: 10,
        of: 10,
    };
    let words = text::trial(&State::default(), &tried, None).join(" ");
    assert!(words.contains("2 diverged and are left out"), "{words}");
}

#[test]
fn the_shared_budget_in_words() {
    let default = trained(&State::default());
    let at = |step| text::shared(&default, default.at(step).unwrap()).join(" ");
    assert!(
        at(0).contains("AdaLoRA starts with 36 triplets, pruning with 96"),
        "{}",
        at(0)
    );
    assert!(at(300).contains("At step 300"));
    let end = at(STEPS);
    for part in [
        "24 triplets",
        "1\u{202f}176 numbers",
        "Both beat",
        "6 each",
        "15 in layer 5",
    ] {
        assert!(end.contains(part), "{part}: {end}");
    }
    let equal = with(|s| s.layers = Layers::Equal);
    let all_equal = trained(&equal);
    let frame = all_equal.at(STEPS).unwrap();
    assert!(
        text::shared(&all_equal, frame)
            .join(" ")
            .contains("no method can gain")
    );
    let on = |trained| OnScreen {
        trained: Some(trained),
        ..OnScreen::default()
    };
    assert!(is_met("nothing-to-gain", &equal, &on((&all_equal, frame))));
    assert!(!is_met(
        "nothing-to-gain",
        &State::default(),
        &on((&default, default.at(STEPS).unwrap()))
    ));
    let real = trained(&with(|s| s.layers = Layers::Real));
    let words = text::shared(&real, real.at(STEPS).unwrap()).join(" ");
    assert!(
        words.contains("little to gain") && words.contains("only 0.7 %"),
        "{words}"
    );
}

/// The same r everywhere is spoken of only where the number of layers divides the budget.
#[test]
fn an_uneven_budget_is_not_called_the_same_everywhere() {
    for (layers, budget) in [(Layers::Equal, 1), (Layers::Mixed, 1), (Layers::Equal, 4)] {
        let state = with(|s| (s.layers, s.budget) = (layers, budget));
        let trained = trained(&state);
        let frame = trained.at(STEPS).unwrap();
        let words = text::shared(&trained, frame).join(" ");
        let part = match budget {
            1 => "the most even sharing (one more in layer 1)",
            _ => "the most even sharing (one more in each of layers 1 to 4)",
        };
        assert!(words.contains(part), "{words}");
        assert!(!words.contains("same r everywhere"), "{words}");
        assert!(!words.contains("With 1 triplets"), "{words}");
        let first = trained.uniform.ranks.iter().take(budget);
        assert!(first.chain(&[1]).all(|r| *r == 1), "{:?}", trained.uniform);
        let on = OnScreen {
            trained: Some((&trained, frame)),
            ..OnScreen::default()
        };
        assert!(!is_met("nothing-to-gain", &state, &on));
    }
    assert!(text::SHARED_FAIR.contains("as evenly as the budget allows"));
}

#[test]
fn where_pruning_really_starts_is_said() {
    assert_eq!(text::pruning_start(&State::default().shared()), None);
    let large = with(|s| s.budget = 96);
    let words = text::pruning_start(&large.shared()).unwrap();
    assert!(words.contains("from r = 24 instead of 16"), "{words}");
    assert_eq!(trained(&large).start, (24, 24));
}

/// Four hundred steps do not find σ₂ = 2⁻⁸; the page must not take that for a property of r.
#[test]
fn a_trial_that_is_not_trained_to_its_end_says_so() {
    for decay in [8.0, 4.0] {
        let state = with(|s| (s.decay, s.noise, s.samples, s.seeds) = (decay, 0.0, 128, 2));
        let tried = tried(&state);
        for row in &tried.rows {
            assert!(
                row.training.0 >= row.floor * (1.0 - 1e-9) - 1e-15,
                "{row:?}"
            );
        }
        let words = text::trial(&state, &tried, None).join(" ");
        assert!(words.contains("Not trained to its end"), "{words}");
        assert!(words.contains("more about the training than about r"));
    }
}

/// What is said about the budget at each step, for budgets that are reached early, late, or by one of the two first.
#[test]
fn who_holds_the_budget_is_said_at_every_step() {
    for (budget, high_rank) in [(24, 16), (1, 1), (96, 1)] {
        let state = with(|s| (s.budget, s.high_rank) = (budget, high_rank));
        let trained = trained(&state);
        let during = trained
            .frames
            .iter()
            .filter(|f| f.step > 0 && f.step < STEPS);
        for frame in during {
            let words = text::shared(&trained, frame).join(" ");
            let (adalora, pruned) = (frame.adalora.triplets(), frame.pruned.triplets());
            assert!(adalora >= budget && pruned >= budget, "{words}");
            let part = match (adalora == budget, pruned == budget) {
                (true, true) => "Both hold",
                (true, false) => "AdaLoRA holds the budget",
                (false, true) => "Pruning holds the budget",
                (false, false) => "Neither is down",
            };
            assert!(words.contains(part), "{words}");
            assert!(!words.contains(" 1 triplets"), "{words}");
        }
        let words = text::shared(&trained, trained.at(400).unwrap()).join(" ");
        assert!(
            words.contains(&format!("Both hold the budget of {budget}")),
            "{words}"
        );
    }
}

/// A term's first words, no machine's paths, no empty sentence.
#[test]
fn every_sentence_is_one() {
    let all = [
        text::ACCURACY.to_vec(),
        text::DOUBTS.to_vec(),
        text::SHARED_DETAILS.to_vec(),
    ]
    .concat();
    for sentence in all {
        assert!(sentence.ends_with('.') && sentence.len() > 40, "{sentence}");
    }
    assert!(
        text::DOUBTS
            .iter()
            .any(|doubt| doubt.contains("2405.09673"))
    );
    assert!(
        text::DOUBTS
            .iter()
            .any(|doubt| doubt.contains("2410.21228"))
    );
    assert!(text::SHARED_WHY.contains("2303.10512") && text::THUMB_WHAT.contains("not a theorem"));
}

#[test]
fn the_real_layers_have_losses_in_their_own_units() {
    let state = with(|s| {
        s.layers = Layers::Real;
        s.step = 0;
    });
    let trained = trained(&state);
    assert!(
        (trained.first_loss - 1.7828).abs() < 1e-4,
        "{}",
        trained.first_loss
    );
    let first = trained.at(0).unwrap();
    assert!((first.adalora.loss / trained.first_loss - 1.0).abs() < 1e-9);
    let said = text::shared(&trained, first).join(" ");
    assert!(said.contains("Σσ² of all layers, 1.783"), "{said}");
    assert!(said.contains("divided by their largest σ"), "{said}");
}
