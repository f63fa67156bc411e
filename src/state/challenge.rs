//! A challenge: what the reader is asked to do, and when it is done.

/// One challenge of a lab.
///
/// `M` tells whether it is met: in a lab's list a function of the state and its results, on the page a signal.
#[derive(Clone, Copy, Debug)]
pub struct Challenge<M> {
    /// Its id in the page (`data-challenge`) and on the reader's device; never changes.
    pub id: &'static str,
    pub task: &'static str,
    pub hint: &'static str,
    pub solution: &'static str,
    /// Whether the state on screen meets it.
    pub met: M,
}

impl<M> Challenge<M> {
    /// The same challenge, told to be met in another way.
    pub fn told_by<N>(&self, met: N) -> Challenge<N> {
        Challenge {
            id: self.id,
            task: self.task,
            hint: self.hint,
            solution: self.solution,
            met,
        }
    }
}
