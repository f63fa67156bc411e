//! Undo and redo over whole states.

/// Changes of the same control that follow each other within this time are one step back.
const MERGE_WITHIN_MS: f64 = 700.0;
/// Enough for an hour of clicking; a state is small.
const KEEP: usize = 200;

/// States before and after the present one.
#[derive(Clone, Debug)]
pub struct History<S> {
    past: Vec<S>,
    future: Vec<S>,
    last: Option<(&'static str, f64)>,
}

impl<S> Default for History<S> {
    fn default() -> Self {
        Self {
            past: Vec::new(),
            future: Vec::new(),
            last: None,
        }
    }
}

impl<S> History<S> {
    /// Remembers `before`, the state that a change made by `control` at `now_ms` is about to replace.
    /// A slider's many small moves become one step.
    pub fn record(&mut self, control: &'static str, now_ms: f64, before: S) {
        let same = self
            .last
            .is_some_and(|(name, then)| name == control && now_ms - then < MERGE_WITHIN_MS);
        if !same || self.past.is_empty() {
            self.past.push(before);
            if self.past.len() > KEEP {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.last = Some((control, now_ms));
    }

    /// The state to go back to, given the present one.
    pub fn undo(&mut self, present: S) -> Option<S> {
        let earlier = self.past.pop()?;
        self.future.push(present);
        self.last = None;
        Some(earlier)
    }

    /// The state to go forward to, given the present one.
    pub fn redo(&mut self, present: S) -> Option<S> {
        let later = self.future.pop()?;
        self.past.push(present);
        self.last = None;
        Some(later)
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slide_is_one_step_and_separate_edits_are_several() {
        let mut history = History::default();
        history.record("r", 0.0, 1);
        history.record("r", 100.0, 2);
        history.record("r", 200.0, 3);
        history.record("noise", 210.0, 4);
        assert_eq!(history.undo(5), Some(4));
        assert_eq!(history.undo(4), Some(1));
        assert_eq!(history.undo(1), None);
        assert_eq!(history.redo(1), Some(4));
        assert_eq!(history.redo(4), Some(5));
        assert!(!history.can_redo());
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut history = History::default();
        history.record("a", 0.0, 1);
        assert_eq!(history.undo(2), Some(1));
        history.record("b", 1.0, 1);
        assert!(!history.can_redo());
        assert!(history.can_undo());
    }
}
