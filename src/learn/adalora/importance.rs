//! Sensitivity × uncertainty of every number of a layer.

/// β₁ and β₂ of the exponential averages.
const BETA: f64 = 0.85;

/// Ī and Ū of a slice of parameters.
///
/// Iₜ = |w·∂L/∂w|, Īₜ = β·Īₜ₋₁ + (1−β)·Iₜ, Ūₜ = β·Ūₜ₋₁ + (1−β)·|Iₜ − Īₜ|; the importance of w is Ī·Ū.
///
/// Source: Zhang et al. 2023, equations 8 to 11.
#[derive(Debug, Clone)]
pub(super) struct Importance {
    sensitivity: Vec<f64>,
    uncertainty: Vec<f64>,
}

impl Importance {
    pub fn new(parameters: usize) -> Self {
        Self {
            sensitivity: vec![0.0; parameters],
            uncertainty: vec![0.0; parameters],
        }
    }

    /// Takes in the gradient at the present parameters.
    pub fn update(&mut self, parameters: &[f64], gradient: &[f64]) {
        let averages = self.sensitivity.iter_mut().zip(&mut self.uncertainty);
        for ((w, g), (sensitivity, uncertainty)) in parameters.iter().zip(gradient).zip(averages) {
            let now = (w * g).abs();
            *sensitivity = BETA * *sensitivity + (1.0 - BETA) * now;
            *uncertainty = BETA * *uncertainty + (1.0 - BETA) * (now - *sensitivity).abs();
        }
    }

    /// The mean of Ī·Ū over the `index`-th run of `length` parameters.
    pub fn mean(&self, index: usize, length: usize) -> f64 {
        let run = index * length..(index + 1) * length;
        let (Some(sensitivity), Some(uncertainty)) =
            (self.sensitivity.get(run.clone()), self.uncertainty.get(run))
        else {
            return 0.0;
        };
        let sum: f64 = sensitivity
            .iter()
            .zip(uncertainty)
            .map(|(i, u)| i * u)
            .sum();
        sum / length.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_by_hand() {
        let mut importance = Importance::new(1);
        importance.update(&[2.0], &[-3.0]);
        // I = 6, Ī = 0.9, Ū = 0.15·5.1.
        assert!((importance.mean(0, 1) - 0.9 * 0.765).abs() < 1e-15);
        importance.update(&[1.0], &[1.0]);
        let sensitivity = 0.85 * 0.9 + 0.15;
        let uncertainty = 0.85 * 0.765 + 0.15 * (1.0 - sensitivity);
        assert!((importance.mean(0, 1) - sensitivity * uncertainty).abs() < 1e-15);
        assert_eq!(importance.mean(7, 1), 0.0);
    }
}
