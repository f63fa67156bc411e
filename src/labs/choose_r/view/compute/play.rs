//! The training under one budget, played picture by picture.

use std::time::Duration;

use leptos::prelude::*;

use crate::labs::choose_r::state::{STEP, STEPS};
use crate::ui::sight::next_picture;

use super::Lab;

/// Time between two pictures while the training is played.
const BEAT: Duration = Duration::from_millis(70);

impl Lab {
    /// Plays the training from the step on screen, or from the start if that is the end; or pauses.
    pub fn toggle_play(self) {
        match self.playing.get_untracked() {
            Some(step) => self.rest_at(step),
            None => {
                let step = self.session.state().with_untracked(|s| s.step);
                self.playing.set(Some(if step >= STEPS { 0 } else { step }));
                self.wait();
            }
        }
    }

    fn wait(self) {
        set_timeout(move || next_picture(move || self.beat()), BEAT);
    }

    fn beat(self) {
        let Some(Some(step)) = self.playing.try_get_untracked() else {
            return;
        };
        // What is played has been replaced by something else.
        if untrack(|| self.trained()).is_none() {
            self.playing.set(None);
        } else if step + STEP >= STEPS {
            self.rest_at(STEPS);
        } else {
            self.playing.set(Some(step + STEP));
            self.wait();
        }
    }

    /// Stops at a step; the link follows.
    pub fn rest_at(self, step: usize) {
        self.playing.set(None);
        self.change("steps", |s| s.step = step);
    }
}
