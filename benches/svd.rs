//! Native timings: `cargo bench --no-default-features --bench svd`. In the browser: `script/bench`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::linalg::low_rank::Truncation;
use low_rank_lab::linalg::randomized::randomized_svd;
use low_rank_lab::linalg::residual_norms::ResidualNorms;
use low_rank_lab::linalg::{Matrix, svd};
use std::hint::black_box;

fn uniform(n: usize) -> Matrix {
    let mut rng = SplitMix64::new(n as u64);
    Matrix::from_fn(n, n, |_, _| 2.0 * rng.uniform() - 1.0)
}

fn decompositions(c: &mut Criterion) {
    let mut group = c.benchmark_group("svd with U and V");
    group.sample_size(10);
    for n in [3, 12, 32, 64, 256, 512] {
        let a = uniform(n);
        group.bench_with_input(BenchmarkId::from_parameter(n), &a, |b, a| {
            b.iter(|| svd(black_box(a)));
        });
    }
    group.finish();
}

fn slide(c: &mut Criterion) {
    let a = uniform(512);
    let Ok(svd) = svd(&a) else { return };
    let mut truncation = Truncation::new(&svd);
    while !truncation.build_slice() {}
    let mut group = c.benchmark_group("slide at 512");
    group.bench_function("one rank up", |b| {
        let mut rank = 0;
        b.iter(|| {
            rank = (rank + 1) % 513;
            black_box(truncation.move_to(rank));
        });
    });
    group.bench_function("31 ranks from a checkpoint", |b| {
        let mut block = 0;
        b.iter(|| {
            block = (block + 7) % 16;
            black_box(truncation.move_to(block * 32 + 31));
        });
    });
    group.finish();
}

fn others(c: &mut Criterion) {
    let a = uniform(512);
    let Ok(exact) = svd(&a) else { return };
    let mut group = c.benchmark_group("other jobs at 512");
    group.sample_size(10);
    group.bench_function("preview of 32 terms", |b| {
        b.iter(|| {
            let mut rng = SplitMix64::new(1);
            randomized_svd(black_box(&a), 32, 1, || rng.normal())
        });
    });
    group.bench_function("residual norms for every r", |b| {
        b.iter(|| ResidualNorms::new(black_box(&a), &exact).map(ResidualNorms::finish));
    });
    group.finish();
}

criterion_group!(benches, decompositions, slide, others);
criterion_main!(benches);
