//! How many triplets may live at which step.

/// b(t): the whole budget during the warm-up, then a cubic fall, then the target.
///
/// b(t) = b_T + (b₀ − b_T)(1 − (t − tᵢ)/(T − tᵢ − t_f))³ for tᵢ ≤ t < T − t_f, rounded to the nearest.
/// (Copies of the paper print t − tᵢ − t_f in the numerator, which would start above b₀.)
///
/// Source: Zhang et al. 2023, §3.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetSchedule {
    /// b₀.
    pub initial: usize,
    /// b_T.
    pub target: usize,
    /// T.
    pub steps: usize,
    /// tᵢ: steps without pruning.
    pub warm_up: usize,
    /// t_f: last steps with the choice settled.
    pub final_phase: usize,
    /// Δ_T: steps from one pruning to the next.
    pub interval: usize,
}

impl BudgetSchedule {
    /// A quarter of the steps to warm up, 40 % to settle, pruning every 10 steps.
    pub fn new(initial: usize, target: usize, steps: usize) -> Self {
        Self {
            initial,
            target,
            steps,
            warm_up: steps / 4,
            final_phase: steps / 5 * 2,
            interval: 10,
        }
    }

    /// b(t).
    pub fn budget(&self, step: usize) -> usize {
        if step < self.warm_up {
            return self.initial;
        }
        let end = self.end_of_pruning();
        if step >= end {
            return self.target;
        }
        let share = (step - self.warm_up) as f64 / (end - self.warm_up) as f64;
        let left = (1.0 - share) * (1.0 - share) * (1.0 - share);
        let (from, to) = (self.initial as f64, self.target as f64);
        (to + (from - to) * left).round() as usize
    }

    /// Whether triplets are chosen anew after this step: every Δ_T steps and at the end of the fall.
    pub fn prunes_at(&self, step: usize) -> bool {
        let end = self.end_of_pruning();
        let regular = step >= self.warm_up && step.is_multiple_of(self.interval.max(1));
        step == end || (step < end && regular)
    }

    /// Whether the choice is final.
    pub fn is_final(&self, step: usize) -> bool {
        step >= self.end_of_pruning()
    }

    /// T − t_f, at least tᵢ, at most T and at least 1, so that there always is a last pruning.
    fn end_of_pruning(&self) -> usize {
        let end = self.steps.saturating_sub(self.final_phase);
        end.max(self.warm_up).min(self.steps).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_falls_from_the_first_to_the_last_value() {
        let schedule = BudgetSchedule::new(36, 24, 600);
        assert_eq!(schedule.budget(0), 36);
        assert_eq!(schedule.budget(schedule.warm_up), 36);
        assert_eq!(schedule.budget(600 - schedule.final_phase), 24);
        assert_eq!(schedule.budget(usize::MAX), 24);
        // Halfway an eighth of the difference is left: 24 + 12/8 = 25.5.
        assert_eq!(schedule.budget((150 + 360) / 2), 26);
        let curve: Vec<usize> = (0..=600).map(|t| schedule.budget(t)).collect();
        assert!(curve.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn odd_settings_still_end_at_the_target() {
        for (steps, warm_up, final_phase, interval) in
            [(0, 0, 0, 0), (1, 5, 9, 0), (10, 10, 10, 3), (7, 0, 0, 100)]
        {
            let schedule = BudgetSchedule {
                initial: 9,
                target: 4,
                steps,
                warm_up,
                final_phase,
                interval,
            };
            assert!(steps == 0 || (1..=steps).any(|t| schedule.prunes_at(t)));
            assert!((4..=9).contains(&schedule.budget(steps)));
        }
    }
}
