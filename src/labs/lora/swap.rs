//! Three small tasks that share one frozen W, and an adapter for each.

use crate::data::random::SplitMix64;
use crate::linalg::{Error, Matrix, svd};

pub const OUTPUTS: usize = 12;
pub const INPUTS: usize = 10;
pub const TASKS: usize = 3;
/// r of each adapter, and the number of examples of each task.
pub const RANK: usize = 2;
/// Always the same three tasks.
const SEED: u64 = 7;

/// One task: these inputs are to give these outputs.
pub struct SmallTask {
    /// 10×2, orthonormal columns.
    pub inputs: Matrix,
    /// 12×2.
    pub targets: Matrix,
    /// 12×2 and 2×10: the adapter, with s = 1.
    pub b: Matrix,
    pub a: Matrix,
}

/// W and its three tasks.
pub struct Bench {
    pub w: Matrix,
    pub tasks: Vec<SmallTask>,
}

/// What the layer does with some of the adapters on.
pub struct Switched {
    /// W + ΣBA over the adapters that are on, 12×10.
    pub weight: Matrix,
    /// ΣBA alone.
    pub update: Matrix,
    /// Its numerical rank.
    pub rank: usize,
    /// For each task the mean squared error, summed over the outputs.
    pub losses: [f64; TASKS],
}

impl Bench {
    /// # Errors
    /// Those of [`svd`], which random normals do not provoke.
    pub fn new() -> Result<Self, Error> {
        let mut generator = SplitMix64::new(SEED);
        let mut normals =
            |rows, cols, size: f64| Matrix::from_fn(rows, cols, |_, _| size * generator.normal());
        let w = normals(OUTPUTS, INPUTS, 0.4);
        let mut tasks = Vec::with_capacity(TASKS);
        for _ in 0..TASKS {
            let inputs = svd(&normals(INPUTS, RANK, 1.0))?.u;
            let targets = normals(OUTPUTS, RANK, 1.0);
            // What W gets wrong on these inputs, written down along them: rank 2, and exact.
            tasks.push(SmallTask {
                b: &targets - &w * &inputs,
                a: inputs.transpose(),
                inputs,
                targets,
            });
        }
        Ok(Self { w, tasks })
    }

    /// The layer with the adapters in `on`. W itself is only read.
    /// # Errors
    /// Those of [`svd`].
    pub fn switched(&self, on: [bool; TASKS]) -> Result<Switched, Error> {
        let mut update = Matrix::zeros(OUTPUTS, INPUTS);
        for (task, _) in self.tasks.iter().zip(on).filter(|(_, on)| *on) {
            update += &task.b * &task.a;
        }
        let weight = &self.w + &update;
        let mut losses = [0.0; TASKS];
        for (loss, task) in losses.iter_mut().zip(&self.tasks) {
            let missed = &weight * &task.inputs - &task.targets;
            *loss = missed.norm_squared() / RANK as f64;
        }
        Ok(Switched {
            rank: svd(&update)?.numerical_rank(),
            weight,
            update,
            losses,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adapter_solves_its_task_and_no_other() {
        let bench = Bench::new().unwrap();
        let before = bench.w.clone();
        for chosen in 0..TASKS {
            let mut on = [false; TASKS];
            on[chosen] = true;
            let switched = bench.switched(on).unwrap();
            assert_eq!(switched.rank, RANK);
            for (task, loss) in switched.losses.iter().enumerate() {
                assert_eq!(*loss < 1e-20, task == chosen, "task {task}: {loss}");
            }
        }
        assert_eq!(bench.w, before);
    }

    #[test]
    fn ranks_add_up_at_most() {
        let bench = Bench::new().unwrap();
        for on in [
            [false, false, false],
            [true, true, false],
            [true, false, true],
            [true, true, true],
        ] {
            let count = on.iter().filter(|on| **on).count();
            assert_eq!(bench.switched(on).unwrap().rank, count * RANK);
        }
    }
}
