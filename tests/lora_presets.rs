//! What the LoRA lab promises of its presets: training comes within 1 % of the floor, and never below it.

use std::path::Path;
use std::sync::Arc;

use low_rank_lab::labs::lora::model::{
    DELTA_W_FILE, Real, W_FILE, problem_settings, training_settings,
};
use low_rank_lab::labs::lora::presets::PRESETS;
use low_rank_lab::labs::lora::state::Update;
use low_rank_lab::learn::lora::{LoraProblem, LoraTraining};

/// One of the shipped files.
fn shipped(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read(path).expect("the file is shipped")
}

#[test]
fn presets_come_within_one_per_cent_of_their_floor() {
    for preset in PRESETS {
        let state = preset.state();
        let real = (state.update == Update::Minilm).then(|| Real {
            w: shipped(W_FILE),
            delta_w: shipped(DELTA_W_FILE),
        });
        let real = real.map(|files| files.matrices().expect("the files are arrays"));
        let problem = LoraProblem::new(&problem_settings(&state.task(), real)).expect(preset.name);
        let mut training = LoraTraining::new(Arc::new(problem), training_settings(&state.method()))
            .expect(preset.name);
        let floor = training.floor();
        while training.loss() > 1.01 * floor && training.steps() < 3000 {
            training.step();
            assert!(training.loss() >= floor * (1.0 - 1e-10), "{}", preset.name);
        }
        assert!(
            training.loss() <= 1.01 * floor && training.diverged().is_none(),
            "{}: {} above {floor} after {} steps",
            preset.name,
            training.loss(),
            training.steps()
        );
    }
}
