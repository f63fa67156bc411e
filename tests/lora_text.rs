//! What the LoRA lab's page says is true of the state on screen.

use low_rank_lab::labs::lora::lesson::LoraLesson;
use low_rank_lab::labs::lora::model::{Known, Trained};
use low_rank_lab::labs::lora::presets::{PRESETS, preset_of};
use low_rank_lab::labs::lora::state::{Inputs, State, Update};
use low_rank_lab::labs::lora::text::{self, challenges::CHALLENGES};
use low_rank_lab::labs::tested::trained;
use low_rank_lab::learn::lora::Start;
use low_rank_lab::learn::optimizer::OptimizerKind;

fn results(state: &State) -> (Known, Trained) {
    trained::<LoraLesson>(state, None).expect("it is trained")
}

fn notices(state: &State) -> String {
    let (known, trained) = results(state);
    text::notices(state, &known, &trained).join(" ")
}

fn is_met(id: &str, state: &State) -> bool {
    let task = CHALLENGES
        .iter()
        .find(|task| task.id == id)
        .expect("it is listed");
    let (known, trained) = results(state);
    (task.met)(state, &known, &trained)
}

#[test]
fn nothing_is_met_when_the_lab_opens() {
    let state = State::default();
    for task in CHALLENGES {
        assert!(!is_met(task.id, &state), "{}", task.id);
    }
    assert_eq!(preset_of(&state), Some(0));
    assert_eq!(PRESETS[0].state(), state);
}

#[test]
fn the_solutions_solve() {
    let with = |change: fn(&mut State)| {
        let mut state = State::default();
        change(&mut state);
        state
    };
    assert!(is_met("most-energy", &with(|s| s.rank = Some(10))));
    assert!(!is_met("most-energy", &with(|s| s.rank = Some(9))));
    assert!(is_met("pointless", &with(|s| s.rank = Some(28))));
    assert!(!is_met("pointless", &with(|s| s.rank = Some(27))));
    assert!(is_met("reach-floor", &with(|s| s.steps = 1500)));
    let diverging = with(|s| {
        s.optimizer = OptimizerKind::GradientDescent;
        s.learning_rate = Some(0.7);
        s.steps = 2000;
    });
    assert!(is_met("diverge", &diverging));
    let doubled = with(|s| {
        s.optimizer = OptimizerKind::GradientDescent;
        s.rank = Some(8);
        s.alpha = 11.3;
    });
    assert!(is_met("same-first-update", &doubled));
    assert!(is_met("accident", &with(|s| s.rank = Some(33))));
    assert!(!is_met("accident", &with(|s| s.rank = Some(32))));
    let correlated = with(|s| {
        s.inputs = Inputs::Correlated;
        s.corr = 0.9;
        s.steps = 3000;
    });
    assert!(is_met("not-the-svd", &correlated));
    assert!(is_met("two-adapters", &with(|s| s.adapters[2] = true)));
}

#[test]
fn notices_follow_the_state() {
    let small = State {
        d: 12,
        k: 9,
        ..State::default()
    };
    assert!(notices(&small).contains("B starts at zero"));
    let pissa = State {
        start: Start::Pissa,
        ..small.clone()
    };
    assert!(notices(&pissa).contains("PiSSA starts"));
    let wide = State {
        rank: Some(8),
        ..small.clone()
    };
    assert!(notices(&wide).contains("saves nothing"));
    let flat = State {
        decay: 0.0,
        ..small.clone()
    };
    assert!(notices(&flat).contains("no single best subspace"));
    // There is one for what PiSSA has to learn, although the σ of ΔW* are equal.
    let flat_pissa = State {
        start: Start::Pissa,
        ..flat.clone()
    };
    assert!(!notices(&flat_pissa).contains("no single best subspace"));
    let noisy = State {
        target_noise: 0.3,
        steps: 1,
        ..small.clone()
    };
    let sentences = notices(&noisy);
    assert!(sentences.contains("carry noise") && sentences.contains("After 1 step "));
    let done = State {
        steps: 3000,
        ..small
    };
    assert!(notices(&done).contains("within"), "{}", notices(&done));
}

#[test]
fn a_full_rank_update_is_met_exactly() {
    for (d, k) in [(1, 1), (3, 2), (2, 5)] {
        let state = State {
            d,
            k,
            rank: Some(d.min(k)),
            steps: 3000,
            ..State::default()
        };
        let (known, trained) = results(&state);
        assert_eq!(known.best_error(state.rank()), 0.0);
        assert!(trained.loss <= 0.01 * trained.first_loss);
        assert!(!text::notices(&state, &known, &trained).is_empty());
    }
}

#[test]
fn a_preset_keeps_what_is_not_about_the_training() {
    let mut state = State {
        speed: 3,
        x_seed: 9,
        adapters: [false, true, true],
        ..State::default()
    };
    for preset in PRESETS {
        preset.apply(&mut state);
        assert_eq!((state.speed, state.x_seed), (3, 9));
        assert_eq!(state.adapters, [false, true, true]);
        assert_eq!(state.task(), preset.state().task());
    }
    assert_eq!(state.update, Update::Minilm);
}
